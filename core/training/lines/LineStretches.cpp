#include "core/training/lines/LineStretches.h"

#include "core/imaging/lines/LineWindows.h"
#include "core/training/segmenter/samples/SegmenterVariation.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <map>

namespace cf {

namespace {

/// Shares of a stretch's points on a device from which it belongs to it, and below which it does not.
constexpr double belongs = 0.6;
constexpr double strays = 0.1;
constexpr std::uint64_t seed = 20261129;
/// Films whose lines were annotated one by one are rare and teach the most: each is seen so often, changed by chance.
constexpr int annotatedRepeats = 6;

std::vector<GreyImage> mapsOf(Segmenter &network, const GreyImage &film)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor input =
        torch::from_blob(const_cast<float *>(film.pixels.data()), { 1, 1, film.height, film.width });
    const torch::Tensor maps = torch::sigmoid(network->forward(input).maps[0]).contiguous();
    std::vector<GreyImage> images;
    for (std::int64_t map = 0; map < maps.size(0); ++map) {
        images.emplace_back(static_cast<int>(maps.size(2)), static_cast<int>(maps.size(1)));
        std::copy_n(
            maps[map].contiguous().data_ptr<float>(), images.back().pixels.size(), images.back().pixels.begin());
    }
    return images;
}

/// 1 or 0 where it is known whether the stretch belongs to the device, else −1.
std::int8_t labelOf(const SegmenterSample &sample, const TracedLine &line, const LineWindow &window, SeenMap map)
{
    const std::uint32_t bit = bitOf(map);
    int on = 0;
    int off = 0; // On what is known to be none.
    for (int i = window.from; i < window.to; ++i) {
        const LinePoint &point = line.points[static_cast<std::size_t>(i)];
        const int x = static_cast<int>((point.x + 0.5F) / 2.0F);
        const int y = static_cast<int>((point.y + 0.5F) / 2.0F);
        bool near = false;
        off += (sample.seen.at(std::clamp(x, 0, sample.seen.width - 1), std::clamp(y, 0, sample.seen.height - 1))
                   & absentBit(map))
                != 0
            ? 1
            : 0;
        for (int row = std::max(0, y - 1); row <= std::min(sample.seen.height - 1, y + 1); ++row)
            for (int column = std::max(0, x - 1); column <= std::min(sample.seen.width - 1, x + 1); ++column)
                near |= (sample.seen.at(column, row) & bit) != 0;
        on += near ? 1 : 0;
    }
    const auto shareOf = [&](int points) { return static_cast<double>(points) / std::max(1, window.to - window.from); };
    if (shareOf(on) >= belongs)
        return 1;
    const bool isKnown = (sample.info.known & bit) != 0 || shareOf(off) >= belongs;
    return shareOf(on) <= strays && isKnown ? 0 : -1;
}

/// A sample, and which of its variations.
struct Choice {
    std::size_t place = 0;
    int repeat = 0;
};

std::vector<Choice> chosen(const SegmenterSamples &samples, std::size_t maximum, bool varied)
{
    std::map<std::string, std::vector<std::size_t>> byOrigin;
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::string &origin = samples.info(i).origin;
        if (origin == "phantom") // Their ribs are not those of real films.
            continue;
        if (origin == "film" && samples.info(i).annotated) {
            for (int repeat = 0; repeat < (varied ? annotatedRepeats : 1); ++repeat)
                choices.push_back({ i, repeat });
            continue;
        }
        byOrigin[origin].push_back(i);
    }
    for (const auto &[origin, all] : byOrigin) {
        const std::size_t count = std::min(maximum, all.size());
        for (std::size_t i = 0; i < count; ++i)
            choices.push_back({ all[i * all.size() / count], 0 });
    }
    return choices;
}

} // namespace

const std::vector<SeenMap> &lineMaps()
{
    static const std::vector<SeenMap> maps{ SeenMap::PacingLeads, SeenMap::CentralVenousCatheter,
        SeenMap::EndotrachealTube, SeenMap::NasogastricTube, SeenMap::ChestTube, SeenMap::EcgLeads,
        SeenMap::SternalWires };
    return maps;
}

Result<LineStretches> lineStretches(
    Segmenter &network, const SegmenterSamples &samples, std::size_t maximum, bool varied, const JobContext &job)
{
    std::vector<torch::Tensor> features;
    std::vector<torch::Tensor> labels;
    std::vector<torch::Tensor> films;
    const std::vector<Choice> choices = chosen(samples, maximum, varied);
    for (std::size_t done = 0; done < choices.size(); ++done) {
        CF_TRY(job.checkStop());
        job.report({ static_cast<int>(done), static_cast<int>(choices.size()), "Tracing lines", -1.0 });
        CF_ASSIGN(SegmenterSample sample, samples.read(choices[done].place));
        RandomStream stream(seed + choices[done].place, "line stretches " + std::to_string(choices[done].repeat));
        if (varied)
            vary(sample, stream);
        const GreyImage film = greyOf(sample);
        const std::vector<TracedLine> lines = linesToRead(film);
        const std::vector<LineWindow> windows = lineWindows(film, lines, mapsOf(network, film));
        std::vector<float> rows;
        std::vector<std::int8_t> truth;
        std::int64_t count = 0;
        for (const LineWindow &window : windows) {
            std::vector<std::int8_t> row;
            for (const SeenMap map : lineMaps())
                row.push_back(labelOf(sample, lines[window.line], window, map));
            const bool isDevice = std::ranges::find(row, std::int8_t{ 1 }) != row.end();
            if (std::ranges::all_of(row, [](std::int8_t label) { return label < 0; }))
                continue;
            // Most lines are ribs and vessels; a third of them says enough.
            if (varied && !isDevice && !sample.info.annotated && !stream.chance(0.35))
                continue;
            rows.insert(rows.end(), window.features.begin(), window.features.end());
            truth.insert(truth.end(), row.begin(), row.end());
            ++count;
        }
        if (count == 0)
            continue;
        features.push_back(torch::tensor(rows).reshape({ count, -1 }));
        labels.push_back(torch::tensor(truth, torch::kInt8).reshape({ count, -1 }));
        films.push_back(torch::full({ count }, sample.info.origin == "film" ? 1 : 0, torch::kInt8));
    }
    if (features.empty())
        return fail(ErrorCode::InvalidInput, "The samples hold no lines to learn from.");
    return LineStretches{ torch::cat(features), torch::cat(labels), torch::cat(films) };
}

} // namespace cf
