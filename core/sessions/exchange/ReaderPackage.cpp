#include "core/sessions/exchange/ReaderPackage.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/packages/PackageContents.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <system_error>

namespace cf::sessions {

using nlohmann::json;

namespace {

// Layout: this line; a line of JSON (salt and cost of the key, lengths of the parts); the parts, each encrypted by
// itself, so that one image is read without the others. The first holds the contents and names the others, in the order
// of their hashes; images of one size make parts of one length.
constexpr auto magic = "contrafact reader package 1";

std::string partName(std::size_t index)
{
    return "part " + std::to_string(index);
}

struct Header {
    KeySettings settings;
    std::vector<std::size_t> lengths;
    std::size_t start = 0; ///< Of the first part, in the file.
};

Result<Header> readHeader(std::ifstream &stream, const std::string &name)
{
    std::string line;
    if (!std::getline(stream, line) || line != magic || !std::getline(stream, line) || line.size() > (1U << 22U))
        return fail(ErrorCode::InvalidInput, name + " is no reader package.");
    CF_ASSIGN(const json value, parseJson(line, "The header of " + name));
    Header header;
    std::string salt;
    JsonObject object(value, "the header of " + name);
    object.read("salt", salt);
    object.read("operations", header.settings.operations);
    object.read("memory", header.settings.memory);
    object.read("lengths", header.lengths);
    CF_TRY(object.finish());
    CF_ASSIGN(header.settings.salt, fromHex(salt));
    header.start = static_cast<std::size_t>(stream.tellg());
    return header;
}

Result<std::string> readPart(
    std::ifstream &stream, const Header &header, std::size_t index, const std::string &key, const std::string &name)
{
    std::size_t place = header.start;
    for (std::size_t i = 0; i < index; ++i)
        place += header.lengths[i];
    constexpr std::size_t maximum = std::size_t(1) << 31U; // No part is as large; a damaged header may say so.
    if (index >= header.lengths.size() || header.lengths[index] > maximum)
        return fail(ErrorCode::InvalidInput, name + " is damaged: a part of it is not there.");
    std::string cipher(header.lengths[index], '\0');
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(place));
    if (!stream.read(cipher.data(), static_cast<std::streamsize>(cipher.size())))
        return fail(ErrorCode::InvalidInput, name + " is not whole: it ends early. Copy it again from its source.");
    return decrypt(cipher, key, partName(index), name);
}

/// The pixels of a package, one image at a time.
class PackageImages
{
public:
    PackageImages(std::filesystem::path file, Header header, std::string key, std::map<std::string, std::size_t> parts)
        : m_file(std::move(file))
        , m_header(std::move(header))
        , m_key(std::move(key))
        , m_parts(std::move(parts))
    {
    }

    Result<Radiograph> operator()(const std::string &sha256) const
    {
        const auto part = m_parts.find(sha256);
        if (part == m_parts.end())
            return fail(ErrorCode::InvalidInput, "The package has no image " + sha256.substr(0, 12) + ".");
        std::ifstream stream(m_file, std::ios::binary);
        if (!stream)
            return fail(ErrorCode::Io, "The package " + m_file.string() + " is gone. Put it back and go on.");
        CF_ASSIGN(const std::string plain, readPart(stream, m_header, part->second, m_key, m_file.string()));
        const std::size_t newline = plain.find('\n');
        CF_ASSIGN(auto radiograph,
            unpackImage(plain.substr(0, newline), newline == std::string::npos ? "" : plain.substr(newline + 1)));
        if (imageHash(radiograph) != sha256)
            return fail(ErrorCode::InvalidInput, "An image of the package is not the one that was sealed.");
        return radiograph;
    }

private:
    std::filesystem::path m_file;
    Header m_header;
    std::string m_key;
    std::map<std::string, std::size_t> m_parts;
};

} // namespace

Result<> writeReaderPackage(
    StudyStore &study, const std::string &reader, const std::string &passphrase, const std::filesystem::path &file)
{
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown))
        return fail(ErrorCode::InvalidInput, "There is a file " + file.string() + " already. Choose another name.");
    CF_TRY(checkWritable(file)); // Before the work, and of a name that is too long.
    CF_ASSIGN(const PackageContents contents, study.packageFor(reader));
    const KeySettings settings = newKeySettings();
    CF_ASSIGN(const std::string key, keyFrom(passphrase, settings));
    std::set<std::string> images;
    for (const Case &one : contents.cases)
        for (const CaseImage &image : one.images)
            images.insert({ image.sha256, image.difference });
    images.erase("");
    json first = toJson(contents);
    json names = json::array();
    for (const std::string &sha256 : images)
        names.push_back(sha256);
    std::vector<std::string> parts;
    CF_ASSIGN(auto head, encrypt(json{ { "contents", first }, { "images", names } }.dump(), key, partName(0)));
    parts.push_back(std::move(head));
    std::vector<std::string> pictures;
    std::map<std::size_t, std::size_t> longest; // Pixels of an image → bytes of the longest such.
    std::vector<std::size_t> sizes;
    for (const std::string &sha256 : images) {
        CF_ASSIGN(const Radiograph radiograph, study.image(sha256));
        pictures.push_back(headerOf(radiograph) + "\n" + packPixels(radiograph));
        sizes.push_back(radiograph.stored.pixels.size());
        longest[sizes.back()] = std::max(longest[sizes.back()], pictures.back().size());
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        // Blanks before the header: how well an image packs would tell what was done to it.
        const std::size_t blanks = longest[sizes[i]] - pictures[i].size();
        CF_ASSIGN(auto part, encrypt(std::string(blanks, ' ') + pictures[i], key, partName(parts.size())));
        parts.push_back(std::move(part));
    }
    std::vector<std::size_t> lengths;
    for (const std::string &part : parts)
        lengths.push_back(part.size());
    std::string bytes = std::string(magic) + "\n"
        + json{ { "salt", toHex(settings.salt) }, { "operations", settings.operations }, { "memory", settings.memory },
              { "lengths", lengths } }
              .dump()
        + "\n";
    for (const std::string &part : parts)
        bytes += part;
    CF_TRY(writeWhole(file, bytes));
    return study.note("coordinator", "package",
        json{ { "reader", reader }, { "cases", contents.cases.size() }, { "bytes", bytes.size() } }.dump());
}

Result<OpenedPackage> openReaderPackage(const std::filesystem::path &file, const std::string &passphrase)
{
    const std::string name = "The package " + file.filename().string();
    CF_TRY(checkRegularFile(file)); // It says why a file cannot be read.
    std::ifstream stream(file, std::ios::binary);
    CF_ASSIGN(const Header header, readHeader(stream, name));
    CF_ASSIGN(const std::string key, keyFrom(passphrase, header.settings));
    CF_ASSIGN(const std::string head, readPart(stream, header, 0, key, name));
    CF_ASSIGN(const json first, parseJson(head, name));
    CF_ASSIGN(const PackageContents contents, contentsFromJson(first.value("contents", json())));
    std::map<std::string, std::size_t> parts;
    for (const json &sha256 : first.value("images", json::array()))
        parts.emplace(sha256.get<std::string>(), parts.size() + 1);
    std::filesystem::path answers = file;
    answers.replace_extension(".cfstudy");
    std::error_code unknown;
    const bool isThere = std::filesystem::exists(answers, unknown);
    auto store =
        isThere ? StudyStore::open(answers.string()) : StudyStore::createReaderCopy(answers.string(), contents);
    if (!store)
        return tl::make_unexpected(store.error());
    if (isThere) {
        CF_ASSIGN(const Study known, store->study());
        if (known.id != contents.study + "-" + contents.reader.id || !known.isReaderCopy)
            return fail(ErrorCode::InvalidInput,
                answers.string() + " belongs to another study. Move it or the package to another folder.");
    }
    store->setImageSource(PackageImages(file, header, key, std::move(parts)));
    return OpenedPackage{ contents.reader.id, std::move(*store) };
}

} // namespace cf::sessions
