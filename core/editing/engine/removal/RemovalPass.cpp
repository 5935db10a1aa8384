#include "core/editing/engine/removal/RemovalPass.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/imaging/Grain.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/RemovalBands.h"
#include "core/imaging/Resample.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace cf {

namespace {

/// Longer side, in pixels, up to which a film is seen at once at its own size: the network learnt from films of 512 to
/// 1,024 pixels, made up to twice as large.
constexpr int largestWhole = 1100;
constexpr int tileSize = 512; ///< Memory and time of a tile stay small.
constexpr int overlap = 64; ///< Of neighbouring tiles, which fade into each other.
constexpr int context = 96; ///< Seen around what is to go: about what the blocks at the coarsest level reach.
/// Display grey; changes well below this are the network's own unrest, and leave no trace.
constexpr float unrest = 0.8F / 255.0F;
/// Display grey; where more than this was taken away, the grain of the film is gone with it.
constexpr float covered = 4.0F / 255.0F;
constexpr double leastGrain = 0.2 / 127.5; ///< As in training, in [-1, 1].

PixelBox grownTo(const PixelBox &box, int margin, const GreyImage &picture)
{
    const int left = std::max(0, box.x - margin);
    const int top = std::max(0, box.y - margin);
    return { left, top, std::min(picture.width, box.x + box.width + margin) - left,
        std::min(picture.height, box.y + box.height + margin) - top };
}

/// A window as a tensor, mirrored at the picture's border up to a multiple of `stride`: [1, 1, height, width].
torch::Tensor windowOf(const GreyImage &image, const PixelBox &box, std::int64_t stride)
{
    const auto filled = [stride](int length) { return (length + stride - 1) / stride * stride; };
    torch::Tensor window = torch::empty({ 1, 1, filled(box.height), filled(box.width) });
    auto values = window.accessor<float, 4>();
    const auto inside = [](std::int64_t at, int length) {
        return static_cast<int>(at < length ? at : std::max<std::int64_t>(0, 2 * length - 1 - at));
    };
    for (std::int64_t y = 0; y < window.size(2); ++y)
        for (std::int64_t x = 0; x < window.size(3); ++x)
            values[0][0][y][x] = image.at(box.x + inside(x, box.width), box.y + inside(y, box.height));
    return window;
}

/// Where tiles of at most `tileSize` begin so that they cover `length` with at least `overlap` in common.
std::vector<int> tileStarts(int length)
{
    if (length <= tileSize)
        return { 0 };
    const int count = (length - overlap + tileSize - overlap - 1) / (tileSize - overlap);
    std::vector<int> starts;
    for (int i = 0; i < count; ++i)
        starts.push_back(static_cast<int>(std::lround(static_cast<double>(length - tileSize) * i / (count - 1))));
    return starts;
}

GreyImage cropped(const GreyImage &image, const PixelBox &box)
{
    GreyImage part(box.width, box.height);
    for (int y = 0; y < box.height; ++y)
        std::copy_n(&image.at(box.x, box.y + y), box.width, &part.at(0, y));
    return part;
}

/// The windows of all bands at a place of their crop, in the network's units: [1, bands, height, width].
torch::Tensor bandsAt(const std::vector<GreyImage> &bands, const PixelBox &place, std::int64_t stride)
{
    std::vector<torch::Tensor> planes;
    for (const GreyImage &band : bands)
        planes.push_back(windowOf(band, place, stride) * 2.0);
    return torch::cat(planes, 1);
}

/// A tile's share at a pixel: falls towards its borders, but for those of the whole.
float shareAt(int at, int start, int size, int length)
{
    float share = 1.0F;
    if (start > 0)
        share = std::min(share, (static_cast<float>(at - start) + 0.5F) / overlap);
    if (start + size < length)
        share = std::min(share, (static_cast<float>(start + size - at) - 0.5F) / overlap);
    return std::clamp(share, 0.001F, 1.0F);
}

struct Answer {
    GreyImage change; ///< Display grey.
    GreyImage grain; ///< Deviation that belongs there, display grey.
};

bool isTouched(const MaskImage &mask, const PixelBox &tile)
{
    for (int y = tile.y; y < tile.y + tile.height; ++y)
        for (int x = tile.x; x < tile.x + tile.width; ++x)
            if (mask.at(x, y) > 0.0F)
                return true;
    return false;
}

/// The network's answer to a picture at its own pixels, where the mask is.
Result<Answer> answerTo(Remover &network, const GreyImage &picture, const MaskImage &mask, const torch::Tensor &kinds,
    const JobContext &job, const char *stage)
{
    Answer answer{ GreyImage(picture.width, picture.height), GreyImage(picture.width, picture.height) };
    const auto box = boundingBox(mask);
    if (!box)
        return answer;
    const PixelBox whole = grownTo(*box, context, picture);
    GreyImage weight(picture.width, picture.height);
    // Once for all tiles: what is bright and wide is told by surroundings that a tile may not hold.
    const std::vector<GreyImage> bands =
        removalBands(cropped(picture, whole), cropped(mask, whole), network->config.bandRadii);
    CF_TRY(job.checkStop());
    const std::vector<int> across = tileStarts(whole.width);
    const std::vector<int> down = tileStarts(whole.height);
    const int tiles = static_cast<int>(across.size() * down.size());
    int done = 0;
    for (const int top : down)
        for (const int left : across) {
            CF_TRY(job.checkStop());
            job.report({ done++, tiles, stage, -1.0 });
            const PixelBox tile{ whole.x + left, whole.y + top, std::min(tileSize, whole.width),
                std::min(tileSize, whole.height) };
            if (!isTouched(mask, tile))
                continue;
            cancellationPoint();
            const Removal said = network->forward(windowOf(picture, tile, network->config.stride()) * 2.0 - 1.0,
                (windowOf(mask, tile, network->config.stride()) > 0).to(torch::kFloat32),
                bandsAt(bands, { left, top, tile.width, tile.height }, network->config.stride()), kinds);
            const torch::Tensor change = said.change.contiguous();
            const torch::Tensor grain = (said.grain.exp() - leastGrain).clamp_min(0.0).contiguous();
            const auto changes = change.accessor<float, 4>();
            const auto grains = grain.accessor<float, 4>();
            for (int y = 0; y < tile.height; ++y)
                for (int x = 0; x < tile.width; ++x) {
                    const float share = shareAt(left + x, left, tile.width, whole.width)
                        * shareAt(top + y, top, tile.height, whole.height);
                    answer.change.at(tile.x + x, tile.y + y) += 0.5F * share * changes[0][0][y][x];
                    answer.grain.at(tile.x + x, tile.y + y) += 0.5F * share * grains[0][0][y][x];
                    weight.at(tile.x + x, tile.y + y) += share;
                }
        }
    for (std::size_t i = 0; i < weight.pixels.size(); ++i)
        if (weight.pixels[i] > 0.0F) {
            answer.change.pixels[i] /= weight.pixels[i];
            answer.grain.pixels[i] /= weight.pixels[i];
        }
    return answer;
}

GreyImage sum(GreyImage first, const GreyImage &second)
{
    for (std::size_t i = 0; i < first.pixels.size(); ++i)
        first.pixels[i] += second.pixels[i];
    return first;
}

/// Second differences both ways: of an edge that is straight they see nothing, of grain its deviation (Immerkær 1996).
GreyImage grainDetail(const GreyImage &image)
{
    GreyImage detail(image.width, image.height);
    for (int y = 1; y + 1 < image.height; ++y)
        for (int x = 1; x + 1 < image.width; ++x)
            detail.at(x, y) =
                (image.at(x - 1, y - 1) + image.at(x + 1, y - 1) + image.at(x - 1, y + 1) + image.at(x + 1, y + 1)
                    - 2.0F * (image.at(x, y - 1) + image.at(x, y + 1) + image.at(x - 1, y) + image.at(x + 1, y))
                    + 4.0F * image.at(x, y))
                / 6.0F;
    return detail;
}

GreyImage squared(GreyImage image)
{
    for (float &value : image.pixels)
        value *= value;
    return image;
}

double meanOf(const GreyImage &image, const MaskImage &mask)
{
    double total = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        if (mask.pixels[i] > 0.0F) {
            total += image.pixels[i];
            count += 1.0;
        }
    return total / std::max(1.0, count);
}

/// Puts back the grain that a removal lacks: as much as the network says belongs there and the answer does not hold,
/// from a quiet patch of the film itself, which has its scanner's own pattern.
void addGrain(GreyImage &change, const GreyImage &grain, const GreyImage &picture, const MaskImage &mask,
    const RemovalSettings &settings)
{
    constexpr int patchSize = 32;
    GreyImage fine = picture;
    const GreyImage smooth = blurred(picture, 2.0);
    for (std::size_t i = 0; i < fine.pixels.size(); ++i)
        fine.pixels[i] -= smooth.pixels[i];
    const GreyImage cleaned = sum(picture, change);
    const auto patch = findGrain(fine, picture, mask, meanOf(cleaned, mask), patchSize);
    if (!patch)
        return;
    const GrainField field(fine, *patch, RandomStream(settings.grainSeed, "removal grain"));
    const GreyImage detail = grainDetail(picture);
    double own = 0.0;
    for (int y = patch->y; y < patch->y + patch->size; ++y)
        for (int x = patch->x; x < patch->x + patch->size; ++x)
            own += static_cast<double>(detail.at(x, y)) * detail.at(x, y);
    own = std::sqrt(own / (patch->size * patch->size));
    if (own < 1e-4) // A film without grain.
        return;
    const GreyImage held = blurred(squared(grainDetail(cleaned)), 3.0);
    GreyImage sizes = change;
    for (float &value : sizes.pixels)
        value = std::abs(value);
    const GreyImage taken = blurred(sizes, 1.5);
    for (int y = 0; y < change.height; ++y)
        for (int x = 0; x < change.width; ++x) {
            if (!(mask.at(x, y) > 0.0F))
                continue;
            const float wanted = grain.at(x, y) * grain.at(x, y);
            const float lacking = std::sqrt(std::max(0.0F, wanted - held.at(x, y)));
            const float share = std::min(1.0F, taken.at(x, y) / covered);
            change.at(x, y) += static_cast<float>(settings.grain * lacking / own) * share * field.at(x, y);
        }
}

} // namespace

torch::Tensor kindsOf(const Remover &network, const std::vector<EditInstruction> &edits)
{
    const auto &names = network->config.kinds;
    torch::Tensor kinds = torch::zeros({ 1, static_cast<std::int64_t>(names.size()) });
    for (const EditInstruction &edit : edits)
        if (const auto found = std::ranges::find(names, std::string(keyOf(edit.target))); found != names.end())
            kinds[0][found - names.begin()] = 1.0F;
    // It learnt one kind at a time, or none: several at once are left unsaid, and the mask speaks.
    return kinds.sum().item<float>() > 1.0F ? torch::zeros_like(kinds) : kinds;
}

bool canRemove(const Remover &network, const std::vector<EditInstruction> &edits)
{
    return !edits.empty() && std::ranges::all_of(edits, [&](const EditInstruction &edit) {
        return edit.action == EditAction::Remove
            && (edit.target == Target::SupportDevices
                || std::ranges::find(network->config.kinds, std::string(keyOf(edit.target)))
                    != network->config.kinds.end());
    });
}

Result<GreyImage> removalChange(Remover &network, const GreyImage &picture, const MaskImage &mask,
    const torch::Tensor &kinds, const RemovalSettings &settings, const JobContext &job)
{
    const int longer = std::max(picture.width, picture.height);
    const int factor = (longer + largestWhole - 1) / largestWhole;
    GreyImage change(picture.width, picture.height);
    if (factor > 1) {
        const int width = std::max(1, picture.width / factor);
        const int height = std::max(1, picture.height / factor);
        MaskImage smallMask = resized(mask, width, height);
        for (float &value : smallMask.pixels)
            value = value > 0.0F ? 1.0F : 0.0F;
        CF_ASSIGN(const Answer coarse,
            answerTo(network, resized(picture, width, height), smallMask, kinds, job, "Removing, whole chest"));
        change = resized(coarse.change, picture.width, picture.height);
        for (std::size_t i = 0; i < change.pixels.size(); ++i)
            if (!(mask.pixels[i] > 0.0F))
                change.pixels[i] = 0.0F;
    }
    CF_ASSIGN(const Answer fine, answerTo(network, sum(picture, change), mask, kinds, job, "Removing"));
    change = sum(std::move(change), fine.change);
    // The non-negative garrote, as for decoded changes: unrest goes, what is well above it stays whole.
    for (float &value : change.pixels)
        value = value * value > unrest * unrest ? value - unrest * unrest / value : 0.0F;
    if (settings.grain > 0.0)
        addGrain(change, fine.grain, picture, mask, settings);
    return change;
}

} // namespace cf
