#include "core/diffusion/inversion/InversionCache.h"

#include "core/base/files/FolderListing.h"
#include "core/base/files/Sha256.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/diffusion/weights/SafetensorsPolicy.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace cf {

namespace {

namespace fs = std::filesystem;

/// Lengths stand before the texts, so that no two keys spell the same.
std::string textOf(const InversionKey &key)
{
    std::string text = "contrafact inversion 1\n";
    for (const std::string *part :
        { &key.pixelsSha256, &key.preprocessing, &key.caption, &key.modelSha256, &key.schedule, &key.dtype })
        text += std::to_string(part->size()) + ":" + *part + "\n";
    return text;
}

std::string sha256Of(const void *data, std::size_t length)
{
    Sha256 sha;
    sha.add(data, length);
    return sha.finish();
}

torch::Tensor bytesOf(const std::string &text)
{
    torch::Tensor bytes = torch::empty({ static_cast<std::int64_t>(text.size()) }, torch::kUInt8);
    std::memcpy(bytes.data_ptr(), text.data(), text.size());
    return bytes;
}

/// A SHA-256 in hexadecimal digits and .safetensors; .part behind it is what older versions left unfinished.
bool isOurs(const fs::path &file)
{
    std::string name = file.filename().string();
    if (name.ends_with(".part"))
        name.resize(name.size() - 5);
    constexpr std::size_t digits = 64;
    return name.size() == digits + 12 && name.ends_with(".safetensors")
        && name.find_first_not_of("0123456789abcdef") == digits;
}

bool holds(const TensorMap &tensors, const char *name, const std::string &text)
{
    const auto found = tensors.find(name);
    return found != tensors.end() && found->second.scalar_type() == torch::kUInt8
        && torch::equal(found->second.flatten(), bytesOf(text));
}

} // namespace

InversionCache::InversionCache(std::filesystem::path folder, std::uint64_t maximumBytes)
    : m_folder(std::move(folder))
    , m_maximumBytes(maximumBytes)
{
}

std::filesystem::path InversionCache::fileOf(const std::string &keyText) const
{
    return m_folder / (sha256Of(keyText.data(), keyText.size()) + ".safetensors");
}

std::optional<std::vector<torch::Tensor>> InversionCache::find(const InversionKey &key) const
{
    const std::string text = textOf(key);
    const fs::path file = fileOf(text);
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        return std::nullopt;
    auto read = atTorchBorder("The inversion cache", [&]() -> Result<std::vector<torch::Tensor>> {
        CF_ASSIGN(const TensorMap tensors, readSafetensors(file));
        const auto latents = tensors.find("latents");
        if (!holds(tensors, "key", text) || latents == tensors.end() || latents->second.dim() < 2)
            return fail(ErrorCode::InvalidInput, "It belongs to another inversion.");
        // A copy: the file may be pruned and its pages with it.
        const torch::Tensor all = latents->second.clone();
        if (!holds(tensors, "sha256", sha256Of(all.data_ptr(), all.nbytes())))
            return fail(ErrorCode::InvalidInput, "It is damaged.");
        const auto parts = all.split(1);
        return std::vector<torch::Tensor>(parts.begin(), parts.end());
    });
    if (!read) {
        fs::remove(file, ignored);
        return std::nullopt;
    }
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
    return std::move(*read);
}

Result<> InversionCache::store(const InversionKey &key, const std::vector<torch::Tensor> &latents) const
{
    return atTorchBorder("The inversion cache", [&]() -> Result<> {
        const std::string text = textOf(key);
        const torch::Tensor all = torch::cat(latents).detach().cpu().contiguous();
        if (all.nbytes() > m_maximumBytes)
            return {};
        std::error_code error;
        if (fs::create_directories(m_folder, error))
            fs::permissions(
                m_folder, fs::perms::owner_all, error); // A folder that was there keeps what its owner chose.
        if (error)
            return fail(ErrorCode::Io,
                "The folder " + m_folder.string() + " for stored inversions could not be made: " + error.message()
                    + ".");
        CF_TRY(writeSafetensors(fileOf(text),
            { { "key", bytesOf(text) }, { "latents", all },
                { "sha256", bytesOf(sha256Of(all.data_ptr(), all.nbytes())) } },
            replaceOwnConfidential())); // A latent shows its radiograph.
        return prune();
    });
}

Result<> InversionCache::prune() const
{
    struct Stored {
        fs::file_time_type used;
        std::uint64_t size;
        fs::path path;
    };
    std::vector<Stored> files;
    std::uint64_t total = 0;
    std::error_code ignored;
    removeLeftovers(m_folder); // What others keep in the folder is not ours to remove.
    CF_ASSIGN(const auto entries, listFolder(m_folder));
    for (const fs::directory_entry &entry : entries) {
        if (!isOurs(entry.path()) || !entry.is_regular_file(ignored))
            continue;
        std::error_code gone; // Another program prunes the same folder.
        const std::uintmax_t size = entry.file_size(gone);
        const fs::file_time_type used = gone ? fs::file_time_type() : entry.last_write_time(gone);
        if (gone)
            continue;
        files.push_back({ used, size, entry.path() });
        total += size;
    }
    std::sort(files.begin(), files.end(), [](const Stored &a, const Stored &b) { return a.used < b.used; });
    for (const Stored &file : files) {
        if (total <= m_maximumBytes)
            break;
        fs::remove(file.path, ignored);
        total -= file.size;
    }
    return {};
}

} // namespace cf
