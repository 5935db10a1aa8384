#include "core/diffusion/weights/PickleCheckpoint.h"

#include "core/diffusion/weights/Unpickler.h"
#include "core/diffusion/weights/ZipArchive.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <optional>

namespace cf {

namespace {

using Bytes = std::span<const std::byte>;
using Kind = PickledValue::Kind;
using TensorsByName = std::map<std::string, torch::Tensor>;

constexpr int deepestNesting = 16;
constexpr std::uint64_t largestPickle = 64 << 20;

std::optional<torch::ScalarType> scalarType(const std::string &storage)
{
    static const std::map<std::string, torch::ScalarType> types{ { "FloatStorage", torch::kFloat32 },
        { "DoubleStorage", torch::kFloat64 }, { "HalfStorage", torch::kFloat16 },
        { "BFloat16Storage", torch::kBFloat16 }, { "LongStorage", torch::kInt64 }, { "IntStorage", torch::kInt32 },
        { "ShortStorage", torch::kInt16 }, { "CharStorage", torch::kInt8 }, { "ByteStorage", torch::kUInt8 },
        { "BoolStorage", torch::kBool } };
    const auto found = types.find(storage);
    return found == types.end() ? std::nullopt : std::optional(found->second);
}

tl::unexpected<Error> damaged(const std::string &how)
{
    return fail(ErrorCode::InvalidInput, "it is damaged (" + how + "); copy it again");
}

/// Gives the elements of a storage by its key as a tensor of one dimension.
using StorageReader = std::function<Result<torch::Tensor>(const std::string &key, torch::ScalarType type)>;

/// Walks through nested dictionaries and makes tensors of what lies in them.
class TensorCollector
{
public:
    TensorCollector(const Unpickler &pickle, StorageReader read)
        : m_pickle(pickle)
        , m_read(std::move(read))
    {
    }

    Result<> collect(std::size_t place, const std::string &name, int depth)
    {
        const PickledValue &value = m_pickle.at(place);
        if (value.kind == Kind::Tensor) {
            CF_ASSIGN(m_tensors[name], tensorOf(value, name));
            return {};
        }
        if (value.kind != Kind::Dictionary)
            return {}; // Numbers of epochs and the like.
        if (depth >= deepestNesting)
            return damaged("dictionaries nested too deeply");
        for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
            const PickledValue &key = m_pickle.at(value.items[i]);
            if (++m_visited > maxVisits)
                return damaged("a dictionary that holds itself too often");
            const std::string text = key.kind == Kind::Integer ? std::to_string(key.integer) : key.text;
            CF_TRY(collect(value.items[i + 1], name.empty() ? text : name + "." + text, depth + 1));
        }
        return {};
    }

    TensorsByName take() { return std::move(m_tensors); }

private:
    static constexpr std::size_t maxVisits = 1'000'000;

    Result<torch::Tensor> storageOf(const PickledValue &value, const std::string &name)
    {
        const auto type = scalarType(value.type);
        if (!type)
            return fail(ErrorCode::Unsupported,
                "the tensor " + name + " has the type " + value.type
                    + ", which is not supported; save it as float32 or float16");
        const std::string key = value.type + "/" + value.text;
        const auto known = m_storages.find(key);
        if (known != m_storages.end())
            return known->second;
        CF_ASSIGN(m_storages[key], m_read(value.text, *type));
        return m_storages[key];
    }

    Result<torch::Tensor> tensorOf(const PickledValue &value, const std::string &name)
    {
        CF_ASSIGN(const torch::Tensor storage, storageOf(value, name));
        const std::int64_t available = storage.numel();
        bool fits = value.sizes.size() == value.strides.size() && value.integer >= 0 && value.integer <= available;
        std::int64_t elements = 1, last = value.integer;
        for (std::size_t i = 0; fits && i < value.sizes.size(); ++i) {
            const std::int64_t size = value.sizes[i], stride = value.strides[i];
            // A stored tensor has no more elements than its storage, which also keeps these products small.
            fits = size >= 0 && stride >= 0 && size <= available && stride <= std::max<std::int64_t>(available, 1)
                && (size == 0 || elements <= std::max<std::int64_t>(available, 1) / size);
            if (fits) {
                elements *= size;
                fits =
                    size == 0 || stride == 0 || size - 1 <= (std::numeric_limits<std::int64_t>::max() - last) / stride;
                last += fits && size > 0 ? (size - 1) * stride : 0;
            }
        }
        if (!fits || (elements > 0 && last >= available))
            return damaged("the tensor " + name + " lies outside its storage");
        return storage.as_strided(value.sizes, value.strides, value.integer);
    }

    const Unpickler &m_pickle;
    StorageReader m_read;
    TensorsByName m_tensors;
    std::map<std::string, torch::Tensor> m_storages;
    std::size_t m_visited = 0;
};

Result<torch::Tensor> emptyStorage(std::uint64_t bytes, torch::ScalarType type)
{
    const auto width = static_cast<std::uint64_t>(c10::elementSize(type));
    try {
        return torch::empty({ static_cast<std::int64_t>(bytes / width) }, torch::TensorOptions(type));
    } catch (const c10::Error &) {
        return fail(ErrorCode::OutOfMemory, "there is not enough memory for it");
    }
}

Result<TensorsByName> readZipCheckpoint(Bytes archive)
{
    CF_ASSIGN(const std::vector<ZipEntry> entries, readZipDirectory(archive));
    const auto pickleEntry = std::find_if(
        entries.begin(), entries.end(), [](const ZipEntry &entry) { return entry.name.ends_with("/data.pkl"); });
    if (pickleEntry == entries.end())
        return fail(ErrorCode::InvalidInput, "it is a zip archive but no PyTorch checkpoint");
    if (pickleEntry->size > largestPickle)
        return damaged("its pickle is too large");
    const std::string root = pickleEntry->name.substr(0, pickleEntry->name.size() - std::string("data.pkl").size());
    std::map<std::string, const ZipEntry *> byName;
    for (const ZipEntry &entry : entries)
        byName.emplace(entry.name, &entry);
    if (const auto order = byName.find(root + "byteorder"); order != byName.end() && order->second->size == 3)
        return fail(ErrorCode::Unsupported, "it was written on a big-endian machine; convert it to safetensors");

    std::vector<std::byte> pickleBytes(pickleEntry->size);
    CF_TRY(readZipEntry(archive, *pickleEntry, pickleBytes));
    Unpickler pickle(pickleBytes);
    CF_ASSIGN(const std::size_t top, pickle.readOne());
    TensorCollector collector(pickle, [&](const std::string &key, torch::ScalarType type) -> Result<torch::Tensor> {
        const auto found = byName.find(root + "data/" + key);
        if (found == byName.end())
            return damaged("the storage " + key + " is missing");
        const ZipEntry &entry = *found->second;
        CF_ASSIGN(torch::Tensor storage, emptyStorage(entry.size, type));
        if (storage.nbytes() != entry.size)
            return damaged("the storage " + key + " has an odd size");
        CF_TRY(readZipEntry(archive, entry, { static_cast<std::byte *>(storage.data_ptr()), storage.nbytes() }));
        return storage;
    });
    CF_TRY(collector.collect(top, {}, 0));
    return collector.take();
}

/// Before PyTorch 1.6: magic number, protocol, machine, the object, the storages' keys as pickles, then each storage as
/// a count and its elements.
Result<TensorsByName> readLegacyCheckpoint(Bytes file)
{
    Unpickler pickle(file);
    std::array<std::size_t, 5> parts{};
    for (std::size_t &part : parts) {
        CF_ASSIGN(part, pickle.readOne());
    }
    // How wide a storage's elements are stands with the tensors that use it.
    std::map<std::string, torch::ScalarType> types;
    for (std::size_t value = 0; value < pickle.count(); ++value)
        if (const PickledValue &tensor = pickle.at(value); tensor.kind == Kind::Tensor)
            if (const auto type = scalarType(tensor.type))
                types.emplace(tensor.text, *type);
    std::map<std::string, Bytes> storages;
    Bytes rest = file.subspan(pickle.position());
    for (const std::size_t place : pickle.at(parts[4]).items) {
        const std::string &key = pickle.at(place).text;
        std::uint64_t count = 0;
        if (rest.size() < sizeof count || !types.contains(key))
            return damaged("the storage " + key);
        std::memcpy(&count, rest.data(), sizeof count);
        rest = rest.subspan(sizeof count);
        const auto width = static_cast<std::uint64_t>(c10::elementSize(types[key]));
        if (count > rest.size() / width)
            return damaged("the storage " + key + " is cut short");
        storages[key] = rest.first(count * width);
        rest = rest.subspan(count * width);
    }
    TensorCollector collector(pickle, [&](const std::string &key, torch::ScalarType type) -> Result<torch::Tensor> {
        const auto found = storages.find(key);
        if (found == storages.end() || types[key] != type)
            return damaged("the storage " + key + " is missing");
        CF_ASSIGN(torch::Tensor storage, emptyStorage(found->second.size(), type));
        std::memcpy(storage.data_ptr(), found->second.data(), found->second.size());
        return storage;
    });
    CF_TRY(collector.collect(parts[3], {}, 0));
    return collector.take();
}

bool startsWith(Bytes file, std::string_view magic)
{
    return file.size() >= magic.size() && std::memcmp(file.data(), magic.data(), magic.size()) == 0;
}

Result<TensorsByName> readAny(Bytes file)
{
    using namespace std::string_view_literals;
    if (startsWith(file, "PK\x03\x04"sv))
        return readZipCheckpoint(file);
    if (startsWith(file, "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"sv))
        return readLegacyCheckpoint(file);
    if (startsWith(file, "version https://git-lfs"sv))
        return fail(ErrorCode::InvalidInput, "it is only a Git LFS pointer; download the file itself");
    return fail(ErrorCode::InvalidInput, "it is no PyTorch checkpoint");
}

} // namespace

Result<TensorsByName> readPickleCheckpoint(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto mapped, MappedFile::open(file));
    const auto notEmpty = [](TensorsByName tensors) -> Result<TensorsByName> {
        if (tensors.empty())
            return fail(ErrorCode::InvalidInput, "it holds no tensors");
        return tensors;
    };
    return readAny(mapped->bytes()).and_then(notEmpty).map_error([&file](Error error) {
        if (error.code == ErrorCode::Unsupported && error.message.starts_with("it asks for "))
            error.message = "This checkpoint runs code when opened, so it was not opened. Convert it to safetensors. ("
                + file.string() + ": " + error.message + ".)";
        else
            error.message = "The checkpoint " + file.string() + " could not be read: " + error.message + ".";
        return error;
    });
}

} // namespace cf
