#include "core/sessions/blinding/NullEdit.h"

#include "core/base/RandomStream.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/Recomposition.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf::sessions {

MaskImage NullRegions::draw(int width, int height, std::uint64_t seed) const
{
    RandomStream stream(seed, "null region");
    const double share = m_shares.empty()
        ? stream.uniform(0.02, 0.12)
        : m_shares[static_cast<std::size_t>(stream.below(static_cast<int>(m_shares.size())))];
    const double aspect = std::exp(stream.uniform(-0.5, 0.5));
    const double area = std::clamp(share, 0.002, 0.5) * width * height;
    const double across = std::sqrt(area * aspect / std::numbers::pi);
    const double down = std::sqrt(area / aspect / std::numbers::pi);
    const double x0 = width * stream.uniform(0.25, 0.75);
    const double y0 = height * stream.uniform(0.25, 0.75);
    MaskImage mask(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            mask.at(x, y) = std::hypot((x + 0.5 - x0) / across, (y + 0.5 - y0) / down) < 1.0 ? 1.0F : 0.0F;
    return featheredInward(mask, 0.25 * std::min(across, down));
}

double changedShare(const StoredImage &before, const StoredImage &after)
{
    if (!before.sameSizeAs(after) || before.empty())
        return 0.0;
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i)
        changed += before.pixels[i] != after.pixels[i] ? 1 : 0;
    return static_cast<double>(changed) / static_cast<double>(before.pixels.size());
}

Result<Radiograph> nullEdited(
    CounterfactualEditor &editor, const Radiograph &source, const MaskImage &region, const JobContext &job)
{
    EditRequest request;
    request.source = source;
    request.mask = region;
    request.captions = compilePrompt("", editor.model().grammar, {}, true).captions;
    if (request.captions.target.empty())
        request.captions.target = "do nothing";
    if (request.captions.source.empty())
        request.captions.source = request.captions.target;
    request.prompt = request.captions.target;
    request.captionsByHand = true;
    request.steps = 2; // Only the reconstruction is used, which no step changes.
    CF_ASSIGN(const EditResult result, editor.edit(request, job, {}));
    const GreyImage before = toDisplay(source);
    GreyImage change = toDisplay(result.reconstruction);
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] -= before.pixels[i];
    // What the model resolves; finer than that, an edit keeps the source's own grain.
    const double modelPixel = static_cast<double>(std::max(source.stored.width, source.stored.height))
        / std::max(1, editor.model().imageSize);
    return layChange(source, blurred(change, std::max(0.5, modelPixel)), region).counterfactual;
}

} // namespace cf::sessions
