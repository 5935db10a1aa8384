#include "core/editing/engine/reading/FilmReader.h"

#include "core/base/Sha256.h"
#include "core/diffusion/weights/ModelFolder.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/Windowing.h"

#include <torch/torch.h>

#include <algorithm>

namespace cf {

Result<std::optional<FilmReader>> FilmReader::load(const std::filesystem::path &modelFolder, std::string_view part)
{
    std::error_code failure;
    if (!std::filesystem::is_directory(modelFolder / part, failure))
        return std::optional<FilmReader>();
    FilmReader reader;
    CF_ASSIGN(reader.m_network, loadSegmenter(modelFolder / part));
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

Result<const FilmReading *> FilmReader::readSource(const Radiograph &film, const JobContext &job)
{
    // The pixels alone do not decide: the window does, too.
    std::string hash = sha256Of(film.stored);
    hash.append(std::to_string(film.windowCenter.value_or(0.0))).append(std::to_string(film.windowWidth.value_or(0.0)));
    if (hash != m_sourceHash) {
        CF_ASSIGN(m_source, read(film, job));
        m_sourceHash = std::move(hash);
    }
    return &m_source;
}

} // namespace cf
