#include "core/diffusion/weights/SafetensorsFile.h"

#include "core/base/files/RegularFile.h"
#include "core/diffusion/weights/SafetensorsPolicy.h"

#include "core/diffusion/runtime/Torch.h"
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace cf {

namespace {

constexpr std::uint64_t longestHeader = std::uint64_t{ 32 }
    << 20U; // SD v1.5 needs 0.2 MB; parsing takes many times this.
constexpr std::uint64_t maxElements = std::uint64_t{ 1 } << 40U;

struct TypeName {
    const char *name;
    torch::ScalarType type;
};
constexpr std::array typeNames{ TypeName{ "F64", torch::kFloat64 }, TypeName{ "F32", torch::kFloat32 },
    TypeName{ "F16", torch::kFloat16 }, TypeName{ "BF16", torch::kBFloat16 }, TypeName{ "I64", torch::kInt64 },
    TypeName{ "I32", torch::kInt32 }, TypeName{ "I16", torch::kInt16 }, TypeName{ "I8", torch::kInt8 },
    TypeName{ "U8", torch::kUInt8 }, TypeName{ "BOOL", torch::kBool } };

/// A private, copy-on-write mapping of a whole file.
struct FileMapping {
    std::byte *bytes = nullptr;
    std::size_t length = 0;

    FileMapping() = default;
    FileMapping(const FileMapping &) = delete;
    FileMapping &operator=(const FileMapping &) = delete;
    ~FileMapping()
    {
        if (bytes != nullptr)
            ::munmap(bytes, length);
    }
};

Result<std::shared_ptr<FileMapping>> mapFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const int descriptor, openRegularFile(file));
    struct stat status {
    };
    if (::fstat(descriptor, &status) != 0) {
        ::close(descriptor);
        return fail(ErrorCode::Io, "The weight file " + file.string() + " cannot be read.");
    }
    auto mapping = std::make_shared<FileMapping>();
    mapping->length = static_cast<std::size_t>(status.st_size);
    void *address = mapping->length == 0
        ? MAP_FAILED
        : ::mmap(nullptr, mapping->length, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (address == MAP_FAILED)
        return fail(ErrorCode::Io, "The weight file " + file.string() + " is empty or cannot be mapped.");
    mapping->bytes = static_cast<std::byte *>(address);
    return mapping;
}

/// One entry of the header, checked.
struct Entry {
    torch::ScalarType type = torch::kFloat32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

Result<Entry> readEntry(const nlohmann::json &json, std::uint64_t dataLength)
{
    const auto bad = [](const char *what) { return fail(ErrorCode::InvalidInput, what); };
    if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets"))
        return bad("it lacks dtype, shape or data_offsets");
    const auto name = json["dtype"].is_string() ? json["dtype"].get<std::string>() : std::string();
    const auto found =
        std::find_if(typeNames.begin(), typeNames.end(), [&name](const TypeName &entry) { return name == entry.name; });
    if (found == typeNames.end())
        return bad("its type is not supported");
    Entry entry;
    entry.type = found->type;
    std::uint64_t bytes = torch::elementSize(entry.type);
    std::uint64_t elements = 1; // As if no side were 0: LibTorch multiplies all of them.
    if (!json["shape"].is_array() || json["shape"].size() > 8)
        return bad("its shape is not a list of at most 8 numbers");
    for (const auto &side : json["shape"]) {
        if (!side.is_number_unsigned())
            return bad("its shape is not a list of whole numbers");
        const auto length = side.get<std::uint64_t>();
        if (length != 0 && bytes > dataLength / length) // Also keeps the product from overflowing.
            return bad("its shape asks for more bytes than the file has");
        if (length > maxElements || elements > maxElements / std::max<std::uint64_t>(length, 1))
            return bad("its shape is too large");
        elements *= std::max<std::uint64_t>(length, 1);
        bytes *= length;
        entry.shape.push_back(static_cast<std::int64_t>(length));
    }
    const auto &offsets = json["data_offsets"];
    if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned()
        || !offsets[1].is_number_unsigned())
        return bad("its data_offsets are not two whole numbers");
    entry.begin = offsets[0].get<std::uint64_t>();
    entry.end = offsets[1].get<std::uint64_t>();
    if (entry.begin > entry.end || entry.end > dataLength)
        return bad("its bytes lie outside the file (the file may be cut short)");
    if (entry.end - entry.begin != bytes)
        return bad("its shape and its number of bytes disagree");
    return entry;
}

torch::Tensor view(const std::shared_ptr<FileMapping> &mapping, std::uint64_t offset, const Entry &entry)
{
    void *address = mapping->bytes + offset + entry.begin;
    const auto options = torch::TensorOptions(entry.type);
    if (reinterpret_cast<std::uintptr_t>(address) % torch::elementSize(entry.type) == 0)
        return torch::from_blob(
            address, entry.shape, [mapping](void *) {}, options);
    torch::Tensor copy = torch::empty(entry.shape, options);
    std::memcpy(copy.data_ptr(), address, entry.end - entry.begin);
    return copy;
}

} // namespace

Result<TensorMap> readSafetensors(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto mapping, mapFile(file));
    const auto damaged = [&file](const std::string &what) {
        return fail(ErrorCode::InvalidInput,
            "The weight file " + file.string() + " cannot be used: " + what + ". Copy it again from its source.");
    };
    if (mapping->length < 8)
        return damaged("it is shorter than a header");
    std::uint64_t headerLength = 0;
    std::memcpy(&headerLength, mapping->bytes, 8);
    if (headerLength > longestHeader || headerLength > mapping->length - 8)
        return damaged("its header is longer than the file or than 32 MB");
    const char *text = reinterpret_cast<const char *>(mapping->bytes + 8);
    const auto header = nlohmann::json::parse(text, text + headerLength, nullptr, false);
    if (!header.is_object())
        return damaged("its header is not JSON");
    const std::uint64_t dataLength = mapping->length - 8 - headerLength;
    TensorMap tensors;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> spans;
    for (const auto &[name, json] : header.items()) {
        if (name == "__metadata__")
            continue;
        const auto entry = readEntry(json, dataLength);
        if (!entry)
            return damaged("tensor " + name.substr(0, 200) + ": " + entry.error().message);
        if (entry->end > entry->begin)
            spans.emplace_back(entry->begin, entry->end);
        tensors[name] = view(mapping, 8 + headerLength, *entry);
    }
    std::sort(spans.begin(), spans.end());
    for (std::size_t index = 1; index < spans.size(); ++index)
        if (spans[index].first < spans[index - 1].second)
            return damaged("two of its tensors lie over each other");
    return tensors;
}

Result<> writeSafetensors(const std::filesystem::path &file, const TensorMap &tensors)
{
    return writeSafetensors(file, tensors, replaceOwn());
}

Result<> writeSafetensors(const std::filesystem::path &file, const TensorMap &tensors, const WritePolicy &policy)
{
    nlohmann::json header = nlohmann::json::object();
    std::uint64_t offset = 0;
    for (const auto &[name, tensor] : tensors) {
        const auto found = std::ranges::find(typeNames, tensor.scalar_type(), &TypeName::type);
        if (found == typeNames.end() || !tensor.is_contiguous() || !tensor.device().is_cpu())
            return fail(ErrorCode::Internal, "The tensor " + name + " cannot be written as safetensors.");
        header[name] = { { "dtype", found->name }, { "shape", tensor.sizes().vec() },
            { "data_offsets", { offset, offset + tensor.nbytes() } } };
        offset += tensor.nbytes();
    }
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' '); // Aligned data can be mapped without a copy.
    CF_ASSIGN(AtomicFile output, AtomicFile::create(file, policy));
    const std::uint64_t length = text.size();
    CF_TRY(output.write({ reinterpret_cast<const char *>(&length), 8 }));
    CF_TRY(output.write(text));
    for (const auto &[name, tensor] : tensors)
        CF_TRY(output.write({ static_cast<const char *>(tensor.data_ptr()), tensor.nbytes() }));
    return output.commit();
}

} // namespace cf
