#include "core/editing/engine/reading/FilmReader.h"

#include "core/base/files/Sha256.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/filling/SpotCandidates.h"
#include "core/imaging/letters/LetterBlobs.h"
#include "core/imaging/lines/LineWindows.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

namespace {

/// A spot that a lead runs to is an electrode from this probability on: snaps of gowns have no leads.
constexpr double minProbabilityAtLead = 0.5;
/// Likelihood of a line from which it is a lead, and how far from a knob's middle it may end, in pixels of 512.
constexpr float surelyLead = 0.6F;
constexpr int reachOfKnob = 9;

bool isAtLead(const FilmReading &reading, const FilmReading::Electrode &electrode)
{
    const FilmReading::Map *leads = reading.map(Target::EcgLeads);
    if (leads == nullptr || leads->lines.empty())
        return false;
    const GreyImage &lines = leads->lines;
    for (int y = std::max(0, electrode.y - reachOfKnob); y < std::min(lines.height, electrode.y + reachOfKnob + 1); ++y)
        for (int x = std::max(0, electrode.x - reachOfKnob); x < std::min(lines.width, electrode.x + reachOfKnob + 1);
             ++x)
            if (lines.at(x, y) >= surelyLead)
                return true;
    return false;
}

} // namespace

Result<std::optional<FilmReader>> FilmReader::load(const std::filesystem::path &modelFolder, std::string_view part)
{
    std::error_code failure;
    if (!std::filesystem::is_directory(modelFolder / part, failure))
        return std::optional<FilmReader>();
    FilmReader reader;
    CF_ASSIGN(reader.m_network, loadSegmenter(modelFolder / part));
    if (part == segmenterPart && std::filesystem::is_directory(modelFolder / lineReaderPart, failure)) {
        CF_ASSIGN(reader.m_lines, loadLineReader(modelFolder / lineReaderPart));
        const LineReaderConfig &lines = reader.m_lines->config;
        if (lines.maps != reader.m_network->config.maps
            || lines.features != static_cast<std::int64_t>(lineFeatureCount(lines.maps.size())))
            return fail(ErrorCode::InvalidInput,
                "The line reader in " + modelFolder.string() + " was made for another segmenter.");
    }
    if (part == segmenterPart && std::filesystem::is_directory(modelFolder / sideLettersPart, failure)) {
        CF_ASSIGN(reader.m_sideLetters, loadSideLetterReader(modelFolder / sideLettersPart));
        const SideLetterConfig &letters = reader.m_sideLetters->config;
        if (letters.width != letterWindow::width || letters.height != letterWindow::height)
            return fail(ErrorCode::InvalidInput,
                "The reader of side letters in " + modelFolder.string() + " was made for windows of another size.");
    }
    if (part == segmenterPart && std::filesystem::is_directory(modelFolder / electrodeReaderPart, failure)) {
        CF_ASSIGN(reader.m_electrodes, loadElectrodeReader(modelFolder / electrodeReaderPart));
        if (reader.m_electrodes->config.side != spotWindow::side)
            return fail(ErrorCode::InvalidInput,
                "The reader of electrodes in " + modelFolder.string() + " was made for windows of another size.");
    }
    return std::optional<FilmReader>(std::move(reader));
}

Result<FilmReading> FilmReader::read(const Radiograph &film, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    CF_TRY(job.checkStop());
    const SegmenterConfig &config = m_network->config;
    const auto side = static_cast<int>(config.imageSize);
    CF_ASSIGN(const Letterbox whole, fitIntoSquare(film, side));
    FilmReading reading;
    CF_ASSIGN(reading.letterbox, fitIntoSquare(film, static_cast<int>(config.mapSize())));
    GreyImage square = toSquare(toDisplay(film), whole);
    const torch::Tensor input = torch::from_blob(square.pixels.data(), { 1, 1, side, side });
    const SegmenterAnswer answer = m_network->forward(input);
    CF_TRY(job.checkStop());
    const torch::Tensor maps = torch::sigmoid(answer.maps[0]).contiguous();
    torch::Tensor labels = answer.labels[0];
    if (!config.temperature.empty())
        labels = labels / torch::tensor(config.temperature, labels.options());
    labels = torch::sigmoid(labels).contiguous();
    if (!torch::isfinite(labels).all().item<bool>() || !torch::isfinite(maps).all().item<bool>())
        return fail(ErrorCode::InvalidInput,
            "The segmenter answered with values that are not numbers. Its weights may be damaged.");
    const auto cells = static_cast<std::size_t>(config.mapSize() * config.mapSize());
    const float *values = maps.data_ptr<float>();
    for (const std::string &name : config.maps) {
        FilmReading::Map map{ name, GreyImage(static_cast<int>(config.mapSize()), static_cast<int>(config.mapSize())),
            std::ranges::find(config.trustedMaps, name) != config.trustedMaps.end() };
        std::copy_n(values, cells, map.probability.pixels.begin());
        values += cells;
        reading.maps.push_back(std::move(map));
    }
    std::vector<std::string> names = config.maps;
    names.insert(names.end(), config.labels.begin(), config.labels.end());
    for (std::size_t output = 0; output < names.size(); ++output)
        reading.labels.push_back(
            { names[output], static_cast<double>(labels[static_cast<std::int64_t>(output)].item<float>()),
                std::ranges::find(config.trusted, names[output]) != config.trusted.end(),
                config.threshold.empty() ? 0.5 : config.threshold[output] });
    return reading;
}

Result<> FilmReader::addLines(const Radiograph &film, FilmReading &reading, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    CF_ASSIGN(reading.linesLetterbox, fitIntoSquare(film, static_cast<int>(m_network->config.imageSize)));
    const GreyImage square = toSquare(toDisplay(film), reading.linesLetterbox);
    addElectrodes(square, reading);
    CF_TRY(job.checkStop());
    CF_TRY(addLinesOf(square, reading, job));
    if (reading.electrodes)
        dropSpotsWithoutLead(reading, m_electrodes->config.threshold);
    return {};
}

void dropSpotsWithoutLead(FilmReading &reading, double sure)
{
    std::erase_if(*reading.electrodes,
        [&](const FilmReading::Electrode &each) { return each.probability < sure && !isAtLead(reading, each); });
}

Result<> FilmReader::addLinesOf(const GreyImage &square, FilmReading &reading, const JobContext &job)
{
    if (m_lines.is_empty())
        return {};
    const std::vector<TracedLine> lines = linesToRead(square);
    CF_TRY(job.checkStop());
    std::vector<GreyImage> maps;
    for (const FilmReading::Map &map : reading.maps)
        maps.push_back(map.probability);
    const std::vector<LineWindow> windows = lineWindows(square, lines, maps);
    CF_TRY(job.checkStop());
    const LineReaderConfig &config = m_lines->config;
    const auto count = static_cast<std::int64_t>(windows.size());
    torch::Tensor features = torch::empty({ count, config.features });
    for (std::size_t i = 0; i < windows.size(); ++i)
        std::ranges::copy(
            windows[i].features, features.data_ptr<float>() + static_cast<std::int64_t>(i) * config.features);
    const torch::Tensor said = count == 0 ? torch::empty({ 0, std::ssize(config.kinds) })
                                          : torch::sigmoid(m_lines->forward(features)).contiguous();
    for (std::size_t kind = 0; kind < config.kinds.size(); ++kind) {
        const auto map = std::ranges::find(reading.maps, config.kinds[kind], &FilmReading::Map::name);
        if (map == reading.maps.end())
            continue;
        std::vector<float> likelihoods;
        for (std::int64_t i = 0; i < count; ++i)
            likelihoods.push_back(said.data_ptr<float>()[i * said.size(1) + static_cast<std::int64_t>(kind)]);
        map->lines = drawnLikelihood(square, lines, windows, likelihoods);
        map->linesTrusted = std::ranges::find(config.trusted, config.kinds[kind]) != config.trusted.end();
    }
    return {};
}

void FilmReader::addElectrodes(const GreyImage &square, FilmReading &reading)
{
    if (m_electrodes.is_empty())
        return;
    reading.electrodes = std::vector<FilmReading::Electrode>();
    const std::vector<SpotCandidate> spots = spotCandidates(square);
    if (spots.empty())
        return;
    torch::Tensor windows =
        torch::empty({ std::ssize(spots), 2, std::int64_t{ spotWindow::side }, std::int64_t{ spotWindow::side } });
    float *values = windows.data_ptr<float>();
    for (const SpotCandidate &spot : spots)
        values = std::ranges::copy(spot.window, values).out;
    const torch::Tensor said = torch::sigmoid(m_electrodes->forward(windows)).contiguous();
    for (std::size_t i = 0; i < spots.size(); ++i)
        if (const double probability = said.data_ptr<float>()[i];
            probability >= std::min(m_electrodes->config.threshold, minProbabilityAtLead))
            reading.electrodes->push_back({ spots[i].x, spots[i].y, probability });
}

Result<std::vector<SideLetter>> FilmReader::readSideLetters(const Radiograph &film, const JobContext &job)
{
    if (m_sideLetters.is_empty())
        return std::vector<SideLetter>();
    CF_ASSIGN(const FilmReading *reading, readSource(film, job));
    const torch::NoGradGuard noGradient;
    CF_ASSIGN(const Letterbox whole, fitIntoSquare(film, static_cast<int>(m_network->config.imageSize)));
    const GreyImage square = toSquare(toDisplay(film), whole);
    const std::vector<LetterBlob> blobs = letterBlobs(square, printedMarkCells(*reading));
    CF_TRY(job.checkStop());
    if (blobs.empty())
        return std::vector<SideLetter>();
    torch::Tensor windows = torch::empty(
        { std::ssize(blobs), 2, std::int64_t{ letterWindow::height }, std::int64_t{ letterWindow::width } });
    float *values = windows.data_ptr<float>();
    for (const LetterBlob &blob : blobs)
        values = std::ranges::copy(blob.window, values).out;
    const torch::Tensor said = torch::softmax(m_sideLetters->forward(windows), 1);
    std::vector<SideLetter> letters;
    using Reader = SideLetterReaderImpl;
    for (std::size_t i = 0; i < blobs.size(); ++i)
        for (const bool isLeft : { true, false }) {
            const auto likely = [&](Reader::Class kind) -> double {
                return said[static_cast<std::int64_t>(i)][kind].item<float>();
            };
            const double plain = likely(isLeft ? Reader::Left : Reader::Right);
            const double mirrored = likely(isLeft ? Reader::MirroredLeft : Reader::MirroredRight);
            if (plain + mirrored < m_sideLetters->config.threshold)
                continue;
            const double x = (blobs[i].x() - whole.toSquareX.offset) / (whole.toSquareX.scale * film.stored.width);
            letters.push_back({ isLeft, mirrored > plain, x, plain + mirrored });
        }
    return letters;
}

Result<const FilmReading *> FilmReader::readSource(const Radiograph &film, const JobContext &job)
{
    // The pixels alone do not decide: the window does, too.
    std::string hash = sha256Of(film.stored);
    hash.append(std::to_string(film.windowCenter.value_or(0.0))).append(std::to_string(film.windowWidth.value_or(0.0)));
    if (hash != m_sourceHash) {
        CF_ASSIGN(m_source, read(film, job));
        m_sourceHash = std::move(hash);
        m_sourceHasLines = false;
    }
    return &m_source;
}

Result<const FilmReading *> FilmReader::readSourceLines(const Radiograph &film, const JobContext &job)
{
    CF_TRY(readSource(film, job));
    if (!m_sourceHasLines)
        CF_TRY(addLines(film, m_source, job));
    m_sourceHasLines = true;
    return &m_source;
}

} // namespace cf
