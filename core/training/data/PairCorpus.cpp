#include "core/training/data/PairCorpus.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/training/files/TrainingBorder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fcntl.h>
#include <fstream>
#include <sys/mman.h>
#include <unistd.h>

namespace cf {

struct PairCorpus::Mapping {
    const std::uint8_t *bytes = nullptr;
    std::size_t length = 0;
    ~Mapping()
    {
        if (bytes != nullptr)
            ::munmap(const_cast<std::uint8_t *>(bytes), length);
    }
};

namespace {

std::vector<std::uint8_t> toBytes(const GreyImage &image)
{
    std::vector<std::uint8_t> bytes(image.pixels.size());
    std::transform(image.pixels.begin(), image.pixels.end(), bytes.begin(),
        [](float grey) { return static_cast<std::uint8_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * 255.0F)); });
    return bytes;
}

nlohmann::json toJson(const PairRecord &record)
{
    return { { "origin", record.origin }, { "seed", record.seed }, { "visible", record.visible },
        { "target", keyOf(record.abnormality.target) }, { "side", keyOf(record.abnormality.side) },
        { "zone", keyOf(record.abnormality.zone) }, { "severity", keyOf(record.abnormality.severity) } };
}

Result<PairRecord> recordFromLine(const std::string &line, const std::filesystem::path &file)
{
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto bad = [&] {
        return fail(ErrorCode::Io,
            "The pair list " + file.string() + " has a line that cannot be read. Delete the corpus and make it again.");
    };
    if (!json.is_object())
        return bad();
    PairRecord record;
    const auto target = targetFromKey(json.value("target", ""));
    const auto side = sideFromKey(json.value("side", ""));
    const auto zone = zoneFromKey(json.value("zone", ""));
    const auto severity = severityFromKey(json.value("severity", ""));
    if (!target || !side || !zone || !severity)
        return bad();
    record.abnormality = { *target, *side, *zone, *severity };
    record.origin = json.value("origin", "");
    record.seed = json.value("seed", std::uint64_t{ 0 });
    record.visible = json.value("visible", 0.0);
    return record;
}

} // namespace

PairCorpus::PairCorpus(std::filesystem::path folder, int imageSize)
    : m_folder(std::move(folder))
    , m_imageSize(imageSize)
{
}
PairCorpus::PairCorpus(PairCorpus &&) noexcept = default;
PairCorpus &PairCorpus::operator=(PairCorpus &&) noexcept = default;
PairCorpus::~PairCorpus() = default;

Result<PairCorpus> PairCorpus::open(const std::filesystem::path &folder, int imageSize)
{
    CF_TRY(makeFolder(folder));
    const auto sizeFile = folder / "image_size";
    CF_ASSIGN(const bool isThere, hasRegularFile(sizeFile));
    if (isThere) {
        std::ifstream stream(sizeFile);
        int found = 0;
        stream >> found;
        if (found != imageSize)
            return fail(ErrorCode::InvalidInput,
                "The corpus in " + folder.string() + " holds images of " + std::to_string(found) + " pixels, not "
                    + std::to_string(imageSize) + ". Use another folder.");
    } else {
        CF_TRY(writeWhole(sizeFile, std::to_string(imageSize) + "\n"));
    }
    PairCorpus corpus(folder, imageSize);
    CF_TRY(corpus.refresh());
    return corpus;
}

Result<> PairCorpus::refresh()
{
    const auto list = m_folder / "pairs.jsonl";
    CF_ASSIGN(const bool isThere, hasRegularFile(list));
    std::ifstream stream;
    if (isThere)
        stream.open(list);
    std::vector<PairRecord> records;
    std::string line;
    while (stream.is_open() && std::getline(stream, line)) {
        if (stream.eof()) // No newline: another process is writing this line just now, or was killed in it.
            break;
        CF_ASSIGN(auto record, recordFromLine(line, list));
        records.push_back(std::move(record));
    }
    // A list that is taken for shorter than it is would cost the pairs behind, which the next one overwrites.
    if (isThere && !stream.eof())
        return fail(ErrorCode::Io, "The list " + list.string() + " cannot be read to its end.");
    m_records = std::move(records);
    return map();
}

Result<> PairCorpus::map()
{
    m_mapping = std::make_unique<Mapping>();
    if (m_records.empty())
        return {};
    const auto file = m_folder / "pairs.bin";
    const std::size_t length =
        m_records.size() * 2 * static_cast<std::size_t>(m_imageSize) * static_cast<std::size_t>(m_imageSize);
    std::error_code failure;
    if (std::filesystem::file_size(file, failure) < length || failure)
        return fail(ErrorCode::Io,
            "The file " + file.string() + " is shorter than its list says. Delete the corpus and make it again.");
    CF_ASSIGN(const int descriptor, openRegularFile(file));
    void *bytes = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    if (bytes == MAP_FAILED)
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be read.");
    m_mapping->bytes = static_cast<const std::uint8_t *>(bytes);
    m_mapping->length = length;
    return {};
}

std::span<const std::uint8_t> PairCorpus::without(std::size_t index) const
{
    const auto area = static_cast<std::size_t>(m_imageSize) * static_cast<std::size_t>(m_imageSize);
    return { m_mapping->bytes + index * 2 * area, area };
}

std::span<const std::uint8_t> PairCorpus::with(std::size_t index) const
{
    const auto area = static_cast<std::size_t>(m_imageSize) * static_cast<std::size_t>(m_imageSize);
    return { m_mapping->bytes + (index * 2 + 1) * area, area };
}

Result<> PairCorpus::append(const CounterfactualPair &pair, const PairRecord &record)
{
    const auto area = static_cast<std::size_t>(m_imageSize) * static_cast<std::size_t>(m_imageSize);
    if (pair.without.pixels.size() != area || pair.with.pixels.size() != area)
        return fail(ErrorCode::Internal, "A pair of another size was given to the corpus.");
    const auto file = m_folder / "pairs.bin";
    std::error_code failure;
    // What a killed run wrote beyond its last listed pair is overwritten.
    CF_ASSIGN(const bool isThere, hasRegularFile(file));
    if (isThere)
        std::filesystem::resize_file(file, m_records.size() * 2 * area, failure);
    std::ofstream data(file, std::ios::binary | std::ios::app);
    for (const GreyImage *image : { &pair.without, &pair.with }) {
        const auto bytes = toBytes(*image);
        data.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    data.close();
    if (failure || !data)
        return fail(ErrorCode::Io, "The corpus in " + m_folder.string() + " cannot be written. Is the disk full?");
    CF_TRY(appendLines(m_folder / "pairs.jsonl", toJson(record).dump() + "\n"));
    m_records.push_back(record);
    return {};
}

Result<> fillCorpus(PairCorpus &corpus, const std::string &origin, std::uint64_t firstSeed, std::size_t count,
    double minVisible, const PairSource &source, const JobContext &job)
try {
    std::size_t have = 0;
    std::uint64_t seed = firstSeed;
    for (std::size_t index = 0; index < corpus.size(); ++index)
        if (corpus.record(index).origin == origin) {
            ++have;
            seed = std::max(seed, corpus.record(index).seed + 1);
        }
    const auto start = std::chrono::steady_clock::now();
    const std::size_t first = have;
    std::size_t refusedInRow = 0;
    while (have < count) {
        CF_TRY(job.checkStop());
        const auto pair = source(seed);
        if (pair && pair->visible >= minVisible) {
            CF_TRY(corpus.append(*pair, { pair->abnormality, origin, seed, pair->visible }));
            ++have;
            refusedInRow = 0;
            const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            job.report({ static_cast<int>(have), static_cast<int>(count), "Rendering " + origin + " pairs",
                seconds / static_cast<double>(have - first) * static_cast<double>(count - have) });
        } else if (!pair && pair.error().code != ErrorCode::InvalidInput
            && pair.error().code != ErrorCode::Unsupported) {
            return tl::make_unexpected(pair.error()); // Too little memory would else choose which seeds there are.
        } else if (++refusedInRow > 1000) {
            return pair ? fail(ErrorCode::InvalidInput, "A thousand pairs in a row were too faint to keep.")
                        : Result<>(tl::make_unexpected(pair.error()));
        }
        ++seed;
    }
    return corpus.refresh();
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Rendering " + origin + " pairs"));
}

} // namespace cf
