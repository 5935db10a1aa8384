#include "core/training/remover/RemovalSamples.h"

#include "core/imaging/filling/RemovalBands.h"
#include "core/training/data/PairSampler.h"
#include "core/training/remover/RemovalPairs.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

struct RemovalSampler::Crop {
    cv::Mat source, target; ///< CV_32F, [-1, 1].
    cv::Mat mask; ///< CV_32F, 0 or 1.
    std::string kind; ///< Key of the target; empty: not known.
};

namespace {

constexpr float perGrey = 1.0F / 127.5F; ///< One grey level of 255, in [-1, 1].

/// What changes at all is more than what a hand would outline: edge enhancement reaches far around a wire.
constexpr std::array outlined{ 1.5F, 3.0F, 6.0F };

cv::Mat wide(std::span<const std::uint8_t> bytes, int size, cv::Rect window)
{
    const cv::Mat whole(size, size, CV_8U, const_cast<std::uint8_t *>(bytes.data()));
    cv::Mat result;
    whole(window).convertTo(result, CV_32F, perGrey, -1.0);
    return result;
}

/// Numbers of zero mean and about unit deviation whose structures are about `size` pixels large.
cv::Mat smoothNoise(cv::Size extent, double size, RandomStream &stream)
{
    cv::Mat grid(static_cast<int>(extent.height / size) + 2, static_cast<int>(extent.width / size) + 2, CV_32F);
    for (int y = 0; y < grid.rows; ++y)
        for (int x = 0; x < grid.cols; ++x)
            grid.at<float>(y, x) = static_cast<float>(stream.normal());
    if (size <= 1.0)
        return grid(cv::Rect({ 0, 0 }, extent)).clone();
    cv::Mat result;
    cv::resize(grid, result, extent, 0, 0, cv::INTER_CUBIC);
    return result;
}

/// `core` grown by `margin` pixels, more here and less there by up to `uneven` of it.
cv::Mat grown(const cv::Mat &core, double margin, double uneven, RandomStream &stream)
{
    cv::Mat distance;
    cv::distanceTransform(core == 0, distance, cv::DIST_L2, cv::DIST_MASK_5);
    const cv::Mat reach = margin * (1.0 + uneven * smoothNoise(core.size(), 24.0, stream));
    cv::Mat mask;
    cv::Mat(distance <= reach).convertTo(mask, CV_32F, 1.0 / 255.0);
    return mask;
}

void print(cv::Mat &first, cv::Mat &second, RandomStream &stream)
{
    static constexpr std::array texts{ "L", "R", "AP", "PA", "PORTABLE", "L MS", "SUPINE", "14:35", "+" };
    const char *text = texts[static_cast<std::size_t>(stream.below(texts.size()))];
    const cv::Point at(stream.below(first.cols), stream.below(first.rows));
    const double size = stream.uniform(0.5, 1.6);
    const int thickness = 1 + stream.below(3);
    const auto level = stream.uniform(0.3, 1.0);
    for (cv::Mat *picture : { &first, &second })
        cv::putText(*picture, text, at, cv::FONT_HERSHEY_SIMPLEX, size, level, thickness, cv::LINE_AA);
}

/// The same tone curve for both.
void tone(cv::Mat &first, cv::Mat &second, RandomStream &stream)
{
    const double gamma = std::exp(stream.uniform(-0.35, 0.35));
    const double gain = stream.uniform(0.75, 1.2);
    const double offset = stream.uniform(-0.1, 0.1);
    for (cv::Mat *picture : { &first, &second }) {
        cv::Mat share = cv::min(cv::max(*picture * 0.5 + 0.5, 0.0), 1.0);
        cv::pow(share, gamma, share);
        share = cv::min(cv::max((share - 0.5) * gain + 0.5 + offset, 0.0), 1.0);
        *picture = share * 2.0 - 1.0;
    }
}

/// The removal as a coarse pass leaves it: smooth parts are gone, edges remain.
void leaveGhost(cv::Mat &source, const cv::Mat &target, RandomStream &stream)
{
    const double factor = stream.uniform(1.5, 4.0);
    cv::Mat coarse;
    cv::resize(target - source, coarse, {}, 1.0 / factor, 1.0 / factor, cv::INTER_AREA);
    cv::resize(coarse, coarse, source.size(), 0, 0, cv::INTER_CUBIC);
    source += coarse * stream.uniform(0.85, 1.05);
}

torch::Tensor stacked(const std::vector<const cv::Mat *> &pictures)
{
    std::vector<torch::Tensor> rows;
    for (const cv::Mat *picture : pictures)
        rows.push_back(torch::from_blob(picture->data, { 1, picture->rows, picture->cols }, torch::kFloat32).clone());
    return torch::stack(rows);
}

GreyImage imageOf(const cv::Mat &picture)
{
    GreyImage image(picture.cols, picture.rows);
    for (int y = 0; y < picture.rows; ++y)
        std::copy_n(
            picture.ptr<float>(y), picture.cols, image.pixels.begin() + static_cast<std::ptrdiff_t>(y) * picture.cols);
    return image;
}

torch::Tensor bandsOf(const cv::Mat &source, const cv::Mat &mask, const std::vector<std::int64_t> &radii)
{
    std::vector<torch::Tensor> planes;
    for (const GreyImage &band : removalBands(imageOf(source), imageOf(mask), radii))
        planes.push_back(torch::tensor(band.pixels).reshape({ band.height, band.width }));
    return torch::stack(planes);
}

} // namespace

Result<RemovalSampler> RemovalSampler::open(
    const RemoverRecipe &recipe, const TrainingFolders &folders, const RemoverConfig &config)
{
    RemovalSampler sampler;
    sampler.m_recipe = recipe;
    sampler.m_config = config;
    for (const RemovalPairsRecipe &pairs : recipe.pairs) {
        const auto folder = removalPairsFolder(folders, pairs);
        CF_ASSIGN(auto corpus, PairCorpus::open(folder, pairs.imageSize));
        std::map<std::string, int> left{ { "phantom", pairs.phantoms }, { "insertion", pairs.insertions } };
        for (std::size_t index = 0; index < corpus.size(); ++index) {
            const PairRecord &record = corpus.record(index);
            // Of a corpus that has grown since, only what the recipe counts: so a run can be repeated.
            if (left[record.origin]-- <= 0)
                continue;
            const Place place{ sampler.m_corpora.size(), index };
            ++sampler.m_count;
            if (isCheckPair(record))
                sampler.m_heldBack.push_back(place);
            else
                (record.origin == "insertion" ? sampler.m_insertions : sampler.m_phantoms)[record.abnormality.target]
                    .push_back(place);
        }
        if (left["phantom"] > 0 || left["insertion"] > 0)
            return fail(ErrorCode::InvalidInput,
                "The pairs in " + folder.string()
                    + " are fewer than the recipe says. Make them with: train "
                      "removal-pairs.");
        sampler.m_corpora.push_back(std::move(corpus));
    }
    if (sampler.m_insertions.empty() && sampler.m_phantoms.empty())
        return fail(ErrorCode::InvalidInput, "The recipe's \"pairs\" hold nothing to learn from.");
    return sampler;
}

RemovalSampler::Place RemovalSampler::drawPlace(RandomStream &stream) const
{
    const bool phantom = m_insertions.empty() || (!m_phantoms.empty() && stream.chance(m_recipe.phantomShare));
    const Groups &groups = phantom ? m_phantoms : m_insertions;
    double sum = 0.0;
    for (const auto &[target, share] : m_recipe.kinds)
        sum += groups.contains(target) ? share : 0.0;
    double place = stream.uniform() * sum;
    const std::vector<Place> *chosen = &groups.begin()->second;
    for (const auto &[target, share] : m_recipe.kinds) {
        const auto found = groups.find(target);
        if (found == groups.end())
            continue;
        chosen = &found->second;
        if (place < share)
            break;
        place -= share;
    }
    return (*chosen)[static_cast<std::size_t>(stream.below(static_cast<int>(chosen->size())))];
}

RemovalSampler::Crop RemovalSampler::cropAt(Place place, double scale, RandomStream &stream) const
{
    const PairCorpus &corpus = m_corpora[place.corpus];
    const int size = corpus.imageSize();
    const cv::Mat without(size, size, CV_8U, const_cast<std::uint8_t *>(corpus.without(place.index).data()));
    const cv::Mat with(size, size, CV_8U, const_cast<std::uint8_t *>(corpus.with(place.index).data()));
    cv::Mat difference;
    cv::absdiff(without, with, difference);
    std::vector<cv::Point> changed;
    cv::findNonZero(difference > 3, changed);
    const cv::Point middle = changed.empty()
        ? cv::Point(stream.below(size), stream.below(size))
        : changed[static_cast<std::size_t>(stream.below(static_cast<int>(changed.size())))];
    const int side = std::min(size, static_cast<int>(std::lround(m_recipe.crop / scale)));
    const auto from = [&](int centre) {
        const int shifted = centre + static_cast<int>(stream.uniform(-0.3, 0.3) * side);
        return std::clamp(shifted - side / 2, 0, size - side);
    };
    const int left = from(middle.x);
    const cv::Rect window(left, from(middle.y), side, side);
    Crop crop;
    crop.source = wide(corpus.with(place.index), size, window);
    crop.target = wide(corpus.without(place.index), size, window);
    const auto way = side > m_recipe.crop ? cv::INTER_AREA : cv::INTER_CUBIC;
    for (cv::Mat *picture : { &crop.source, &crop.target })
        cv::resize(*picture, *picture, { m_recipe.crop, m_recipe.crop }, 0, 0, way);
    crop.kind = keyOf(corpus.record(place.index).abnormality.target);
    return crop;
}

RemovalSampler::Crop RemovalSampler::variedCrop(RandomStream &stream) const
{
    const Place place = drawPlace(stream);
    const double scale = std::exp(stream.uniform(std::log(m_recipe.minScale), std::log(m_recipe.greatestScale)));
    Crop crop = cropAt(place, scale, stream);
    if (stream.chance(0.5))
        for (cv::Mat *picture : { &crop.source, &crop.target })
            cv::flip(*picture, *picture, 1);
    const float outline = outlined[static_cast<std::size_t>(stream.below(outlined.size()))];
    const cv::Mat core = cv::abs(crop.source - crop.target) > outline * perGrey;
    // A hand draws close or wide; a region that is proposed may be wider still.
    const double margin = stream.chance(0.12) ? stream.uniform(17.0, 40.0) : stream.uniform(3.0, 17.0);
    crop.mask = grown(core, margin, stream.chance(0.5) ? 0.0 : 0.35, stream);
    if (stream.chance(0.1)) { // The mask covers a part only.
        const double angle = stream.uniform(0.0, 6.2832);
        const double middle = m_recipe.crop / 2.0;
        for (int y = 0; y < crop.mask.rows; ++y)
            for (int x = 0; x < crop.mask.cols; ++x)
                if ((x - middle) * std::cos(angle) + (y - middle) * std::sin(angle) > 0.1 * middle)
                    crop.mask.at<float>(y, x) = 0.0F;
    }
    if (stream.chance(0.1))
        print(crop.source, crop.target, stream);
    if (stream.chance(0.8))
        tone(crop.source, crop.target, stream);
    if (scale > 1.15) { // What was enlarged has lost its grain.
        const cv::Mat grain =
            smoothNoise(crop.source.size(), stream.uniform(0.9, 1.6), stream) * (stream.uniform(0.0, 5.0) * perGrey);
        crop.source += grain;
        crop.target += grain;
    }
    if (stream.chance(m_recipe.idleShare))
        crop.source = crop.target.clone();
    else if (stream.chance(m_recipe.ghostShare))
        leaveGhost(crop.source, crop.target, stream);
    if (stream.chance(m_recipe.kindDropout))
        crop.kind.clear();
    return crop;
}

RemovalBatch RemovalSampler::toBatch(const std::vector<Crop> &crops) const
{
    std::vector<const cv::Mat *> sources, targets, masks;
    const auto count = static_cast<std::int64_t>(crops.size());
    std::vector<torch::Tensor> bands;
    RemovalBatch batch;
    batch.kinds = torch::zeros({ count, static_cast<std::int64_t>(m_config.kinds.size()) });
    for (std::size_t row = 0; row < crops.size(); ++row) {
        sources.push_back(&crops[row].source);
        targets.push_back(&crops[row].target);
        masks.push_back(&crops[row].mask);
        const auto &kinds = m_config.kinds;
        if (const auto found = std::ranges::find(kinds, crops[row].kind); found != kinds.end())
            batch.kinds[static_cast<std::int64_t>(row)][found - kinds.begin()] = 1.0F;
        bands.push_back(bandsOf(crops[row].source, crops[row].mask, m_config.bandRadii));
    }
    batch.source = stacked(sources);
    batch.mask = stacked(masks);
    batch.bands = torch::stack(bands);
    // Beyond the mask nothing is to change, whatever the pair's other pixels do.
    batch.target = torch::where(batch.mask > 0, stacked(targets), batch.source);
    return batch;
}

RemovalBatch RemovalSampler::batch(std::int64_t step) const
{
    RandomStream stream(m_recipe.seed + static_cast<std::uint64_t>(step), "removal crops");
    std::vector<Crop> crops;
    for (int row = 0; row < m_recipe.batch; ++row)
        crops.push_back(variedCrop(stream));
    return toBatch(crops);
}

std::vector<std::pair<std::string, RemovalBatch>> RemovalSampler::heldBack(std::size_t maximum) const
{
    std::vector<std::pair<std::string, RemovalBatch>> batches;
    for (const Place &place : m_heldBack) {
        if (batches.size() >= maximum)
            break;
        RandomStream stream(place.index, "removal check");
        Crop crop = cropAt(place, 1.0, stream);
        crop.mask = grown(cv::abs(crop.source - crop.target) > 1.5F * perGrey, 9.0, 0.0, stream);
        const PairRecord &record = m_corpora[place.corpus].record(place.index);
        const std::string kind = record.origin + " " + crop.kind;
        batches.emplace_back(kind, toBatch({ crop }));
    }
    return batches;
}

} // namespace cf
