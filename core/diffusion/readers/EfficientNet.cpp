#include "core/diffusion/readers/EfficientNet.h"

#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/weights/WeightLoader.h"

#include <algorithm>
#include <array>

namespace cf {

namespace {

struct Stage {
    std::int64_t expansion, kernel, stride, from, to, layers;
};

constexpr std::array<Stage, 7> stages{ { { 1, 3, 1, 32, 16, 1 }, { 6, 3, 2, 16, 24, 2 }, { 6, 5, 2, 24, 40, 2 },
    { 6, 3, 2, 40, 80, 3 }, { 6, 5, 1, 80, 112, 3 }, { 6, 5, 2, 112, 192, 4 }, { 6, 3, 1, 192, 320, 1 } } };
constexpr double blockCount = 16.0;
constexpr std::int64_t lastWidth = 1280;

torch::nn::Conv2d pointwise(std::int64_t from, std::int64_t to)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, 1));
}

/// Batch normalisation in training by mean and variance of the whole batch (PyTorch's SyncBatchNorm).
torch::Tensor normalised(const torch::Tensor &image, torch::nn::BatchNorm2dImpl &norm, const SharedBatch &shared)
{
    const std::int64_t count = shared.all * image.size(2) * image.size(3);
    const auto perChannel = [](const torch::Tensor &values) { return values.view({ 1, -1, 1, 1 }); };
    const torch::Tensor mean = shared.addedUp(image.sum({ 0, 2, 3 })) / count;
    const torch::Tensor centred = image - perChannel(mean);
    const torch::Tensor variance = shared.addedUp(centred.square().sum({ 0, 2, 3 })) / count;
    {
        const torch::NoGradGuard noGradient;
        const double momentum = norm.options.momentum().value_or(0.1);
        const double unbiased = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, count - 1));
        norm.running_mean.mul_(1.0 - momentum).add_(mean, momentum);
        norm.running_var.mul_(1.0 - momentum).add_(variance, momentum * unbiased);
        norm.num_batches_tracked.add_(1);
    }
    return centred * perChannel(norm.weight * (variance + norm.options.eps()).rsqrt()) + perChannel(norm.bias);
}

} // namespace

ConvNormImpl::ConvNormImpl(std::int64_t from, std::int64_t to, std::int64_t kernel, std::int64_t stride,
    std::int64_t groups, bool withActivation)
    : activates(withActivation)
{
    conv = register_module("0",
        torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, kernel)
                              .stride(stride)
                              .padding((kernel - 1) / 2)
                              .groups(groups)
                              .bias(false)));
    norm = register_module("1", torch::nn::BatchNorm2d(to));
}

torch::Tensor ConvNormImpl::forward(const torch::Tensor &image)
{
    const torch::Tensor convolved = conv(image);
    const torch::Tensor result = shared && is_training() ? normalised(convolved, *norm, *shared) : norm(convolved);
    return activates ? torch::silu(result) : result;
}

SqueezeExcitationImpl::SqueezeExcitationImpl(std::int64_t channels, std::int64_t squeezed)
{
    fc1 = register_module("fc1", pointwise(channels, squeezed));
    fc2 = register_module("fc2", pointwise(squeezed, channels));
}

torch::Tensor SqueezeExcitationImpl::forward(const torch::Tensor &image)
{
    return image * torch::sigmoid(fc2(torch::silu(fc1(image.mean({ 2, 3 }, true)))));
}

MbConvImpl::MbConvImpl(
    std::int64_t expansion, std::int64_t kernel, std::int64_t stride, std::int64_t from, std::int64_t to, double drop)
    : residual(stride == 1 && from == to)
    , dropProbability(drop)
{
    const std::int64_t wide = from * expansion;
    if (expansion != 1)
        block->push_back(ConvNorm(from, wide, 1, 1, 1, true));
    block->push_back(ConvNorm(wide, wide, kernel, stride, wide, true));
    block->push_back(SqueezeExcitation(wide, std::max<std::int64_t>(1, from / 4)));
    block->push_back(ConvNorm(wide, to, 1, 1, 1, false));
    register_module("block", block);
}

torch::Tensor MbConvImpl::forward(const torch::Tensor &image)
{
    torch::Tensor result = image;
    for (const auto &part : *block) {
        if (auto *excitation = part->as<SqueezeExcitation>())
            result = excitation->forward(result);
        else
            result = part->as<ConvNorm>()->forward(result);
    }
    if (!residual)
        return result;
    if (is_training() && dropProbability > 0.0) {
        const std::int64_t all = shared ? shared->all : image.size(0);
        torch::Tensor kept = torch::bernoulli(torch::full({ all, 1, 1, 1 }, 1.0 - dropProbability, image.options()));
        if (shared)
            kept = kept.index_select(0, shared->rows);
        result = result * kept / (1.0 - dropProbability);
    }
    return result + image;
}

EfficientNetImpl::EfficientNetImpl(std::int64_t labels, double drop)
    : dropout(drop)
{
    features->push_back(ConvNorm(3, 32, 3, 2, 1, true));
    double index = 0.0;
    for (const Stage &stage : stages) {
        torch::nn::ModuleList blocks;
        for (std::int64_t layer = 0; layer < stage.layers; ++layer, index += 1.0)
            blocks->push_back(MbConv(stage.expansion, stage.kernel, layer == 0 ? stage.stride : 1,
                layer == 0 ? stage.from : stage.to, stage.to, drop * index / blockCount));
        features->push_back(blocks);
    }
    features->push_back(ConvNorm(stages.back().to, lastWidth, 1, 1, 1, true));
    register_module("features", features);
    classifier->push_back(torch::nn::Dropout(dropout)); // Holds the place of torchvision's "classifier.0".
    classifier->push_back(torch::nn::Linear(lastWidth, labels));
    register_module("classifier", classifier);
}

torch::Tensor EfficientNetImpl::stageOutput(const torch::Tensor &image, std::size_t stage)
{
    // Convolutions of single channels take a fifth of the time so, forwards, and a tenth backwards.
    torch::Tensor result = image.contiguous(torch::MemoryFormat::ChannelsLast);
    for (std::size_t index = 0; index <= stage; ++index) {
        if (auto *single = features[index]->as<ConvNorm>()) {
            result = single->forward(result);
            continue;
        }
        for (const auto &block : *features[index]->as<torch::nn::ModuleList>())
            result = block->as<MbConv>()->forward(result);
    }
    return result;
}

torch::Tensor EfficientNetImpl::features1280(const torch::Tensor &image)
{
    return stageOutput(image, features->size() - 1).mean({ 2, 3 });
}

torch::Tensor EfficientNetImpl::forward(const torch::Tensor &image)
{
    torch::Tensor pooled = features1280(image);
    if (shared && is_training() && dropout > 0.0) { // As torch::dropout() draws for the whole batch.
        const torch::Tensor kept = torch::empty({ shared->all, lastWidth }, pooled.options()).bernoulli_(1.0 - dropout);
        pooled = pooled * (kept.index_select(0, shared->rows) / (1.0 - dropout));
    } else {
        pooled = torch::dropout(pooled, dropout, is_training());
    }
    return classifier[1]->as<torch::nn::Linear>()->forward(pooled);
}

void EfficientNetImpl::share(const std::shared_ptr<const SharedBatch> &batch)
{
    shared = batch;
    for (const auto &module : modules(false))
        if (auto *convolution = module->as<ConvNorm>())
            convolution->shared = batch;
        else if (auto *block = module->as<MbConv>())
            block->shared = batch;
}

Result<EfficientNet> loadEfficientNet(const std::filesystem::path &folder)
{
    CF_ASSIGN(const auto weights, readWeights(folder, "model"));
    const auto head = weights.find("classifier.1.bias");
    if (head == weights.end() || head->second.dim() != 1 || head->second.numel() == 0)
        return fail(ErrorCode::InvalidInput,
            "The classifier in " + folder.string()
                + " has no tensor classifier.1.bias; it must be a torchvision EfficientNet-B0.");
    return atTorchBorder("The classifier in " + folder.string(), [&]() -> Result<EfficientNet> {
        EfficientNet network(head->second.numel());
        CF_TRY(loadWeights(*network, weights, "classifier in " + folder.string()));
        network->eval();
        for (auto &parameter : network->parameters())
            parameter.requires_grad_(false);
        return network;
    });
}

} // namespace cf
