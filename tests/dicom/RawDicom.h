#pragma once

// DICOM files byte by byte, as odd as a test needs them: no toolkit would write them.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cf::test {

using Bytes = std::string;

inline void putNumber(Bytes &to, std::uint64_t value, int count)
{
    for (int i = 0; i < count; ++i)
        to += static_cast<char>(value >> static_cast<unsigned>(8 * i) & 0xFFU);
}

inline Bytes words(const std::vector<int> &values)
{
    Bytes bytes;
    for (const int value : values)
        putNumber(bytes, static_cast<std::uint64_t>(static_cast<std::uint16_t>(value)), 2);
    return bytes;
}

inline Bytes evenText(std::string_view text, char filler = ' ')
{
    Bytes bytes(text);
    if (bytes.size() % 2 == 1)
        bytes += filler;
    return bytes;
}

/// Elements in the order of their tags, explicit or implicit, little endian. Sequences are given as their bytes.
class RawDataSet
{
public:
    void set(std::uint32_t tag, std::string_view vr, Bytes value) { m_elements[tag] = { std::string(vr), value }; }
    void text(std::uint32_t tag, std::string_view vr, std::string_view value)
    {
        set(tag, vr, evenText(value, vr == "UI" ? '\0' : ' '));
    }
    void word(std::uint32_t tag, int value) { set(tag, "US", words({ value })); }
    void remove(std::uint32_t tag) { m_elements.erase(tag); }

    Bytes bytes(bool explicitVr = true) const
    {
        Bytes all;
        for (const auto &[tag, element] : m_elements)
            all += elementBytes(tag, element.vr, element.value, explicitVr);
        return all;
    }
    /// A sequence's value with this data set as its one item, of defined length.
    Bytes asItem() const
    {
        const Bytes inside = bytes();
        Bytes item("\xFE\xFF\x00\xE0", 4);
        putNumber(item, inside.size(), 4);
        return item + inside;
    }

    static Bytes elementBytes(std::uint32_t tag, const std::string &vr, const Bytes &value, bool explicitVr = true)
    {
        Bytes bytes;
        putNumber(bytes, tag >> 16U, 2);
        putNumber(bytes, tag & 0xFFFFU, 2);
        const bool isLong = vr == "OB" || vr == "OW" || vr == "SQ" || vr == "UN" || vr == "UT";
        if (explicitVr) {
            bytes += vr;
            if (isLong)
                putNumber(bytes, 0, 2);
        }
        putNumber(bytes, value.size(), explicitVr && !isLong ? 2 : 4);
        return bytes + value;
    }

private:
    struct Element {
        std::string vr;
        Bytes value;
    };
    std::map<std::uint32_t, Element> m_elements;
};

/// Meta header for a data set of this transfer syntax.
inline Bytes metaHeader(std::string_view transferSyntax)
{
    RawDataSet meta;
    meta.set(0x00020001, "OB", Bytes("\0\1", 2));
    meta.text(0x00020002, "UI", "1.2.840.10008.5.1.4.1.1.1");
    meta.text(0x00020003, "UI", "2.25.1");
    meta.text(0x00020010, "UI", transferSyntax);
    const Bytes elements = meta.bytes();
    Bytes length;
    putNumber(length, elements.size(), 4);
    return Bytes(128, '\0') + "DICM" + RawDataSet::elementBytes(0x00020000, "UL", length) + elements;
}

inline constexpr std::string_view implicitLittle = "1.2.840.10008.1.2";
inline constexpr std::string_view explicitLittle = "1.2.840.10008.1.2.1";

inline void save(const std::filesystem::path &path, const Bytes &bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

inline Bytes contentsOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

/// A 12-bit chest film of 64 × 48 without pixels.
inline RawDataSet filmHeader()
{
    RawDataSet film;
    film.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.1");
    film.text(0x00080018, "UI", "2.25.1");
    film.text(0x00080060, "CS", "CR");
    film.text(0x00100010, "PN", "PHANTOM^ODD");
    film.text(0x00100020, "LO", "ODD");
    film.text(0x00180015, "CS", "CHEST");
    film.text(0x00185101, "CS", "PA");
    film.text(0x0020000D, "UI", "2.25.2");
    film.text(0x0020000E, "UI", "2.25.3");
    film.text(0x00200020, "CS", "L\\F");
    film.word(0x00280002, 1);
    film.text(0x00280004, "CS", "MONOCHROME2");
    film.word(0x00280010, 48);
    film.word(0x00280011, 64);
    film.word(0x00280100, 16);
    film.word(0x00280101, 12);
    film.word(0x00280102, 11);
    film.word(0x00280103, 0);
    return film;
}

inline constexpr int filmWidth = 64;
inline constexpr int filmHeight = 48;

/// A stored value of 12 bits for every pixel: rises along the rows, with a step that shows which way it lies.
inline int filmValue(int x, int y)
{
    return x * 60 + y * 5 + (x < 8 && y < 8 ? 50 : 0);
}

inline std::vector<int> filmValues()
{
    std::vector<int> values;
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            values.push_back(filmValue(x, y));
    return values;
}

inline RawDataSet film()
{
    RawDataSet film = filmHeader();
    film.set(0x7FE00010, "OW", words(filmValues()));
    return film;
}

inline void saveFilm(const std::filesystem::path &path, const RawDataSet &film)
{
    save(path, metaHeader(explicitLittle) + film.bytes());
}

} // namespace cf::test
