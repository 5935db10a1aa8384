#include "core/editing/engine/removal/RemovalPass.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/editing/engine/removal/RemovalGrain.h"
#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Resample.h"
#include "core/imaging/filling/RemovalBands.h"

#include "core/diffusion/runtime/Torch.h"

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
constexpr double minGrain = 0.2 / 127.5; ///< As in training, in [-1, 1].

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

/// The network's answer to one piece of what is to go, seen with what is around it; in the piece's own pixels alone.
Result<> answerPiece(Remover &network, const GreyImage &picture, const MaskImage &mask, const MaskArea &piece,
    const torch::Tensor &kinds, const JobContext &job, Answer &answer)
{
    const PixelBox whole = grownBy(piece.box, context, picture.width, picture.height);
    const GreyImage seen = cropped(picture, whole);
    const MaskImage toGo = cropped(mask, whole);
    Answer part{ GreyImage(whole.width, whole.height), GreyImage(whole.width, whole.height) };
    GreyImage weight(whole.width, whole.height);
    // Once for all tiles: what is bright and wide is told by surroundings that a tile may not hold.
    const std::vector<GreyImage> bands = removalBands(seen, toGo, network->config.bandRadii);
    CF_TRY(job.checkStop());
    for (const int top : tileStarts(whole.height))
        for (const int left : tileStarts(whole.width)) {
            CF_TRY(job.checkStop());
            const PixelBox tile{ left, top, std::min(tileSize, whole.width), std::min(tileSize, whole.height) };
            if (!isTouched(toGo, tile))
                continue;
            cancellationPoint();
            const Removal said = network->forward(windowOf(seen, tile, network->config.stride()) * 2.0 - 1.0,
                (windowOf(toGo, tile, network->config.stride()) > 0).to(torch::kFloat32),
                bandsAt(bands, tile, network->config.stride()), kinds);
            const torch::Tensor change = said.change.contiguous();
            const torch::Tensor grain = (said.grain.exp() - minGrain).clamp_min(0.0).contiguous();
            const auto changes = change.accessor<float, 4>();
            const auto grains = grain.accessor<float, 4>();
            for (int y = 0; y < tile.height; ++y)
                for (int x = 0; x < tile.width; ++x) {
                    const float share = shareAt(left + x, left, tile.width, whole.width)
                        * shareAt(top + y, top, tile.height, whole.height);
                    part.change.at(left + x, top + y) += 0.5F * share * changes[0][0][y][x];
                    part.grain.at(left + x, top + y) += 0.5F * share * grains[0][0][y][x];
                    weight.at(left + x, top + y) += share;
                }
        }
    for (int y = 0; y < piece.box.height; ++y)
        for (int x = 0; x < piece.box.width; ++x) {
            const int inX = piece.box.x - whole.x + x;
            const int inY = piece.box.y - whole.y + y;
            if (!(piece.own.at(x, y) > 0.0F) || !(weight.at(inX, inY) > 0.0F))
                continue;
            answer.change.at(piece.box.x + x, piece.box.y + y) = part.change.at(inX, inY) / weight.at(inX, inY);
            answer.grain.at(piece.box.x + x, piece.box.y + y) = part.grain.at(inX, inY) / weight.at(inX, inY);
        }
    return {};
}

/// The network's answer to a picture at its own pixels, where the mask is: piece by piece, for what is to go may lie
/// all over a film that is mostly left alone.
Result<Answer> answerTo(Remover &network, const GreyImage &picture, const MaskImage &mask,
    const std::vector<MaskArea> &pieces, const torch::Tensor &kinds, const JobContext &job, const char *stage)
{
    Answer answer{ GreyImage(picture.width, picture.height), GreyImage(picture.width, picture.height) };
    int done = 0;
    for (const MaskArea &piece : pieces) {
        job.report({ done++, static_cast<int>(pieces.size()), stage, -1.0 });
        CF_TRY(answerPiece(network, picture, mask, piece, kinds, job, answer));
    }
    return answer;
}

GreyImage sum(GreyImage first, const GreyImage &second)
{
    for (std::size_t i = 0; i < first.pixels.size(); ++i)
        first.pixels[i] += second.pixels[i];
    return first;
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
    const std::vector<MaskArea> pieces = workPieces(mask, context);
    if (pieces.empty())
        return change;
    if (factor > 1) {
        const int width = std::max(1, picture.width / factor);
        const int height = std::max(1, picture.height / factor);
        MaskImage smallMask = resized(mask, width, height);
        for (float &value : smallMask.pixels)
            value = value > 0.0F ? 1.0F : 0.0F;
        CF_ASSIGN(const Answer coarse,
            answerTo(network, resized(picture, width, height), smallMask, workPieces(smallMask, context), kinds, job,
                "Removing, whole chest"));
        change = resized(coarse.change, picture.width, picture.height);
        for (std::size_t i = 0; i < change.pixels.size(); ++i)
            if (!(mask.pixels[i] > 0.0F))
                change.pixels[i] = 0.0F;
    }
    CF_ASSIGN(const Answer fine, answerTo(network, sum(picture, change), mask, pieces, kinds, job, "Removing"));
    change = sum(std::move(change), fine.change);
    // The non-negative garrote, as for decoded changes: unrest goes, what is well above it stays whole.
    for (float &value : change.pixels)
        value = value * value > unrest * unrest ? value - unrest * unrest / value : 0.0F;
    if (settings.grain > 0.0)
        for (const MaskArea &piece : pieces) {
            CF_TRY(job.checkStop());
            addGrain(change, fine.grain, picture, mask, piece, settings);
        }
    return change;
}

} // namespace cf
