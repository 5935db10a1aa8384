#include "ui/records/PackedValues.h"

#include <algorithm>
#include <optional>

namespace cf::ui {
namespace {

constexpr char magic[] = "CFVALUES1\n";
constexpr qsizetype magicLength = sizeof(magic) - 1;

/// Base 128, least significant first (as in DWARF's ULEB128).
void append(QByteArray &bytes, std::uint64_t number)
{
    while (number >= 0x80) {
        bytes.append(char(0x80U | (number & 0x7fU)));
        number >>= 7U;
    }
    bytes.append(char(number));
}

/// Small differences of either sign become small numbers.
std::uint32_t zigzag(std::uint32_t difference)
{
    return (difference << 1U) ^ (difference >> 31U ? 0xffffffffU : 0U);
}

std::uint32_t unzigzag(std::uint32_t number)
{
    return (number >> 1U) ^ (number & 1U ? 0xffffffffU : 0U);
}

class Reader
{
public:
    explicit Reader(const QByteArray &bytes)
        : m_at(bytes.constData() + magicLength)
        , m_end(bytes.constData() + bytes.size())
    {
    }

    bool atEnd() const { return m_at == m_end; }
    std::optional<std::uint64_t> number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 63 && m_at != m_end; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            value |= std::uint64_t(byte & 0x7fU) << shift;
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }

private:
    const char *m_at;
    const char *m_end;
};

tl::unexpected<Error> damaged()
{
    return fail(ErrorCode::InvalidInput, "The stored values are damaged.");
}

} // namespace

QByteArray packed(const StoredImage &values, const StoredImage &base)
{
    QByteArray bytes(magic, magicLength);
    append(bytes, std::uint64_t(values.width));
    append(bytes, std::uint64_t(values.height));
    std::uint64_t run = 0;
    std::uint32_t before = 0;
    const auto endRun = [&] {
        if (run > 0) {
            append(bytes, 0);
            append(bytes, run);
        }
        run = 0;
    };
    for (std::size_t i = 0; i < values.pixels.size(); ++i) {
        const auto value = std::uint32_t(values.pixels[i]);
        const std::uint32_t difference = value - (base.empty() ? before : std::uint32_t(base.pixels[i]));
        before = value;
        if (difference == 0) {
            ++run;
            continue;
        }
        endRun();
        append(bytes, zigzag(difference));
    }
    endRun();
    return bytes;
}

Result<StoredImage> unpacked(const QByteArray &bytes, int width, int height, const StoredImage &base)
{
    if (!bytes.startsWith(magic) || (!base.empty() && (base.width != width || base.height != height)))
        return damaged();
    Reader reader(bytes);
    if (reader.number() != std::uint64_t(width) || reader.number() != std::uint64_t(height))
        return damaged();
    StoredImage values(width, height);
    std::uint32_t before = 0;
    const auto put = [&](std::size_t at, std::uint32_t difference) {
        before = difference + (base.empty() ? before : std::uint32_t(base.pixels[at]));
        values.pixels[at] = std::int32_t(before);
    };
    const std::size_t count = values.pixels.size();
    for (std::size_t at = 0; at < count;) {
        const auto number = reader.number();
        if (!number || *number > 0xffffffffU)
            return damaged();
        if (*number > 0) {
            put(at++, unzigzag(std::uint32_t(*number)));
            continue;
        }
        const auto run = reader.number();
        if (!run || *run == 0 || *run > count - at)
            return damaged();
        for (const std::size_t end = at + std::size_t(*run); at < end; ++at)
            put(at, 0);
    }
    if (!reader.atEnd())
        return damaged();
    return values;
}

} // namespace cf::ui
