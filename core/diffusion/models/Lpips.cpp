#include "core/diffusion/models/Lpips.h"

#include "core/diffusion/runtime/Torch.h"

#include <utility>

namespace cf {

namespace {

/// One step through a backbone, in torchvision's order of `features`.
struct Layer {
    enum class Kind { Convolution, Fire, Pool } kind;
    int index = 0; ///< In "features.INDEX"; unused for pooling.
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    bool isTapped = false; ///< The distance looks at what comes out here.
};

using K = Layer::Kind;

const std::vector<Layer> alexLayers{ { K::Convolution, 0, 4, 2, true }, { K::Pool }, { K::Convolution, 3, 1, 2, true },
    { K::Pool }, { K::Convolution, 6, 1, 1, true }, { K::Convolution, 8, 1, 1, true },
    { K::Convolution, 10, 1, 1, true } };

const std::vector<Layer> vggLayers{ { K::Convolution, 0, 1, 1, false }, { K::Convolution, 2, 1, 1, true }, { K::Pool },
    { K::Convolution, 5, 1, 1, false }, { K::Convolution, 7, 1, 1, true }, { K::Pool },
    { K::Convolution, 10, 1, 1, false }, { K::Convolution, 12, 1, 1, false }, { K::Convolution, 14, 1, 1, true },
    { K::Pool }, { K::Convolution, 17, 1, 1, false }, { K::Convolution, 19, 1, 1, false },
    { K::Convolution, 21, 1, 1, true }, { K::Pool }, { K::Convolution, 24, 1, 1, false },
    { K::Convolution, 26, 1, 1, false }, { K::Convolution, 28, 1, 1, true } };

const std::vector<Layer> squeezeLayers{ { K::Convolution, 0, 2, 0, true }, { K::Pool }, { K::Fire, 3 },
    { K::Fire, 4, 1, 0, true }, { K::Pool }, { K::Fire, 6 }, { K::Fire, 7, 1, 0, true }, { K::Pool },
    { K::Fire, 9, 1, 0, true }, { K::Fire, 10, 1, 0, true }, { K::Fire, 11, 1, 0, true }, { K::Fire, 12, 1, 0, true } };

/// A template because the kind is the class's own.
template <typename Kind> const std::vector<Layer> &layersOf(Kind kind)
{
    switch (kind) {
    case Kind::Squeeze:
        return squeezeLayers;
    case Kind::Vgg:
        return vggLayers;
    case Kind::Alex:
        break;
    }
    return alexLayers;
}

tl::unexpected<Error> missing(const std::string &name)
{
    return fail(ErrorCode::InvalidInput,
        "The LPIPS weights lack the tensor " + name
            + " or have it in another shape. Use torchvision's alexnet, vgg16 or squeezenet1_1 and the linear weights "
              "published for it.");
}

std::string nameOf(int index)
{
    return std::string("features.").append(std::to_string(index));
}

/// [rows, channels, height, width] → the same with a length of 1 along the channels.
torch::Tensor unitLength(const torch::Tensor &features)
{
    return features / (features.square().sum(1, true).sqrt() + 1e-10);
}

} // namespace

Result<Lpips> Lpips::fromWeights(const TensorMap &backbone, const TensorMap &linear)
{
    const Kind kind = backbone.contains("features.3.squeeze.weight") ? Kind::Squeeze
        : backbone.contains("features.28.weight")                    ? Kind::Vgg
                                                                     : Kind::Alex;
    TensorMap weights;
    const auto take = [&weights](const TensorMap &from, const std::string &name, std::int64_t dimensions) {
        const auto found = from.find(name);
        if (found == from.end() || found->second.dim() != dimensions)
            return false;
        weights[name] = found->second.to(torch::kFloat32).contiguous();
        return true;
    };
    std::int64_t tap = 0;
    std::int64_t channels = 0;
    for (const Layer &layer : layersOf(kind)) {
        if (layer.kind == K::Pool)
            continue;
        const std::vector<std::string> parts = layer.kind == K::Fire
            ? std::vector<std::string>{ ".squeeze", ".expand1x1", ".expand3x3" }
            : std::vector<std::string>{ "" };
        for (const std::string &part : parts)
            for (const auto &[suffix, dimensions] : { std::pair{ ".weight", 4 }, std::pair{ ".bias", 1 } })
                if (const std::string name = nameOf(layer.index) + part + suffix; !take(backbone, name, dimensions))
                    return missing(name);
        channels = 0;
        for (const std::string &part : parts)
            if (part != ".squeeze")
                channels += weights[nameOf(layer.index) + part + ".bias"].numel();
        if (!layer.isTapped)
            continue;
        const std::string name = std::string("lin").append(std::to_string(tap++)).append(".model.1.weight");
        if (!take(linear, name, 4) || weights[name].size(0) != 1 || weights[name].size(1) != channels)
            return missing(name);
    }
    return Lpips(kind, std::move(weights));
}

Result<Lpips> Lpips::load(const std::filesystem::path &folder)
{
    CF_ASSIGN(const auto backbone, readWeights(folder, "backbone"));
    CF_ASSIGN(const auto linear, readWeights(folder, "linear"));
    return fromWeights(backbone, linear);
}

std::vector<torch::Tensor> Lpips::features(const torch::Tensor &image) const
{
    const auto convolved = [this](const torch::Tensor &input, const std::string &name, const Layer &layer) {
        return torch::relu(torch::conv2d(
            input, m_weights.at(name + ".weight"), m_weights.at(name + ".bias"), layer.stride, layer.padding));
    };
    const auto options = torch::TensorOptions(torch::kFloat32);
    const torch::Tensor shift = torch::tensor({ -.030F, -.088F, -.188F }, options).view({ 1, 3, 1, 1 });
    const torch::Tensor scale = torch::tensor({ .458F, .448F, .450F }, options).view({ 1, 3, 1, 1 });
    torch::Tensor value = (image - shift) / scale;
    std::vector<torch::Tensor> tapped;
    for (const Layer &layer : layersOf(m_kind)) {
        if (layer.kind == K::Pool) {
            const std::int64_t window = m_kind == Kind::Vgg ? 2 : 3;
            value = torch::max_pool2d(value, window, 2, 0, 1, m_kind == Kind::Squeeze);
            continue;
        }
        const std::string name = nameOf(layer.index);
        if (layer.kind == K::Fire) {
            const torch::Tensor squeezed = convolved(value, name + ".squeeze", {});
            value = torch::cat({ convolved(squeezed, name + ".expand1x1", {}),
                                   convolved(squeezed, name + ".expand3x3", { K::Fire, layer.index, 1, 1 }) },
                1);
        } else {
            value = convolved(value, name, layer);
        }
        if (layer.isTapped)
            tapped.push_back(value);
    }
    return tapped;
}

torch::Tensor Lpips::byLayer(const torch::Tensor &first, const torch::Tensor &second) const
{
    const torch::NoGradGuard noGrad;
    const auto left = features(first);
    const auto right = features(second);
    std::vector<torch::Tensor> distances;
    for (std::size_t layer = 0; layer < left.size(); ++layer) {
        const torch::Tensor squared = (unitLength(left[layer]) - unitLength(right[layer])).square();
        const std::string name = std::string("lin").append(std::to_string(layer)).append(".model.1.weight");
        distances.push_back((squared * m_weights.at(name)).sum(1, true).mean({ 1, 2, 3 }));
    }
    return torch::stack(distances);
}

torch::Tensor Lpips::distance(const torch::Tensor &first, const torch::Tensor &second) const
{
    return byLayer(first, second).sum(0);
}

} // namespace cf
