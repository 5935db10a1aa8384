// CLIP's similarities (b_clip_similarity) and the classifier (k_metrics).
#include "core/diffusion/models/ClipVision.h"
#include "core/diffusion/models/Lpips.h"
#include "core/diffusion/readers/EfficientNet.h"
#include "core/diffusion/weights/WeightLoader.h"
#include "tests/parity/Kinds.h"

#include <array>
#include <map>

namespace cf::parity {

namespace {

/// Numbers from a name, as the reference values were made with: splitmix64 of the name's FNV-1a and the place.
torch::Tensor hashNumbers(const std::string &name, const std::vector<std::int64_t> &shape, std::uint64_t seed = 1)
{
    std::uint64_t base = 0xCBF29CE484222325ULL;
    for (const char character : name)
        base = (base ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
    base += seed * 0xD1342543DE82EF95ULL;
    torch::Tensor result = torch::empty(shape);
    float *values = result.data_ptr<float>();
    for (std::int64_t i = 0; i < result.numel(); ++i) {
        std::uint64_t z = base + (static_cast<std::uint64_t>(i) + 1) * 0x9E3779B97F4A7C15ULL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        z ^= z >> 31;
        values[i] = static_cast<float>(z >> 40) / 8388608.0F - 1.0F;
    }
    return result;
}

torch::Tensor hashWeights(const std::string &name, const std::vector<std::int64_t> &shape, double gain)
{
    const torch::Tensor numbers = hashNumbers(name, shape);
    if (shape.size() >= 2) {
        double inputs = 1.0;
        for (std::size_t axis = 1; axis < shape.size(); ++axis)
            inputs *= static_cast<double>(shape[axis]);
        return numbers * static_cast<float>(gain * std::sqrt(3.0 / inputs));
    }
    if (name.ends_with("bias") || name.ends_with("running_mean"))
        return numbers * 0.1F;
    return name.ends_with("running_var") ? numbers * 0.5F + 1.0F : numbers * 0.1F + 1.0F;
}

/// The CLIP model of the same width: "tiny-clip" beside "tiny-sd".
std::filesystem::path clipFolder(const GoldenFile &file)
{
    const std::string name = file.model.filename().string();
    const auto place = name.rfind("sd");
    auto folder = file.model;
    if (place != std::string::npos)
        folder.replace_filename(std::string(name).replace(place, 2, "clip"));
    if (std::filesystem::exists(folder / "config.json"))
        return folder;
    return std::filesystem::exists(file.model / "clip" / "config.json") ? file.model / "clip" : file.model;
}

/// The parameters of torchvision's backbones, by name.
std::map<std::string, std::vector<std::int64_t>> backboneShapes(const std::string &backbone)
{
    std::map<std::string, std::vector<std::int64_t>> shapes;
    const auto convolution = [&shapes](
                                 const std::string &name, std::int64_t to, std::int64_t from, std::int64_t kernel) {
        shapes[name + ".weight"] = { to, from, kernel, kernel };
        shapes[name + ".bias"] = { to };
    };
    if (backbone == "squeeze") {
        convolution("features.0", 64, 3, 3);
        const std::vector<std::array<std::int64_t, 4>> fires{ { 3, 64, 16, 64 }, { 4, 128, 16, 64 },
            { 6, 128, 32, 128 }, { 7, 256, 32, 128 }, { 9, 256, 48, 192 }, { 10, 384, 48, 192 }, { 11, 384, 64, 256 },
            { 12, 512, 64, 256 } };
        for (const auto &[index, from, squeezed, expanded] : fires) {
            const std::string name = std::string("features.").append(std::to_string(index));
            convolution(name + ".squeeze", squeezed, from, 1);
            convolution(name + ".expand1x1", expanded, squeezed, 1);
            convolution(name + ".expand3x3", expanded, squeezed, 3);
        }
        return shapes;
    }
    const std::vector<std::array<std::int64_t, 3>> alex{ { 0, 64, 11 }, { 3, 192, 5 }, { 6, 384, 3 }, { 8, 256, 3 },
        { 10, 256, 3 } };
    const std::vector<std::array<std::int64_t, 3>> vgg{ { 0, 64, 3 }, { 2, 64, 3 }, { 5, 128, 3 }, { 7, 128, 3 },
        { 10, 256, 3 }, { 12, 256, 3 }, { 14, 256, 3 }, { 17, 512, 3 }, { 19, 512, 3 }, { 21, 512, 3 }, { 24, 512, 3 },
        { 26, 512, 3 }, { 28, 512, 3 } };
    std::int64_t from = 3;
    for (const auto &[index, to, kernel] : backbone == "vgg" ? vgg : alex) {
        convolution(std::string("features.").append(std::to_string(index)), to, from, kernel);
        from = to;
    }
    return shapes;
}

torch::Tensor lpipsInput(const torch::Tensor &image)
{
    return image.permute({ 2, 0, 1 }).unsqueeze(0).to(torch::kFloat32) / 127.5 - 1.0;
}

void checkLpips(const GoldenFile &file, const std::string &backbone, Parity &parity)
{
    const std::string prefix = std::string("lpips.").append(backbone).append(".");
    TensorMap weights;
    TensorMap linear;
    for (const auto &[name, shape] : backboneShapes(backbone))
        weights[name] = hashWeights(name, shape, 1.4);
    for (const auto &name : file.names(prefix + "weights."))
        linear[name.substr(prefix.size() + 8)] = file.at(name);
    if (linear.empty())
        return;
    const auto lpips = Lpips::fromWeights(weights, linear);
    if (!lpips)
        return parity.expect(file, lpips.error().message, false);
    const torch::Tensor reference = lpipsInput(file.at("image_ref_u8"));
    for (const auto &name : file.names(prefix, ".per_layer")) {
        const std::string which = name.substr(prefix.size(), name.size() - prefix.size() - 10);
        const torch::Tensor image = lpipsInput(file.at("image_" + which + "_u8"));
        const torch::Tensor layers = lpips->byLayer(reference, image);
        parity.check(file, name, layers.flatten());
        parity.check(file, name.substr(0, name.size() - 10), lpips->distance(reference, image));
    }
}

} // namespace

void checkClipSimilarity(const GoldenFile &file, Parity &parity)
{
    const auto folder = clipFolder(file);
    if (!std::filesystem::exists(folder / "config.json"))
        return parity.skip(file.name + ": there is no CLIP model beside " + file.model.string());
    ClipModel clip = orGiveUp(loadClip(folder));
    const torch::Tensor before = clip->imageFeatures(file.at("image_0")),
                        after = clip->imageFeatures(file.at("image_1"));
    const torch::Tensor textBefore = clip->textFeatures(file.at("input_ids_0")),
                        textAfter = clip->textFeatures(file.at("input_ids_1"));
    parity.check(file, "preprocessed_0", clip->preprocessed(file.at("image_0")));
    parity.check(file, "vision_last_hidden_state_0", clip->vision_model(clip->preprocessed(file.at("image_0"))));
    parity.check(file, "image_features_0", before);
    parity.check(file, "image_features_1", after);
    parity.check(file, "text_features_0", textBefore);
    parity.check(file, "text_features_1", textAfter);
    if (file.has("image_odd")) {
        parity.check(file, "preprocessed_odd", clip->preprocessed(file.at("image_odd")));
        parity.check(file, "image_features_odd", clip->imageFeatures(file.at("image_odd")));
    }
    std::vector<float> similarity, direction, identity;
    double source = 0.0;
    for (std::int64_t edit = 0; edit < after.size(0); ++edit) {
        const auto row = [edit](const torch::Tensor &features) { return features.slice(0, edit, edit + 1); };
        const ClipSimilarity measured = clipSimilarity(before, row(after), textBefore, row(textAfter));
        source = measured.before;
        similarity.push_back(static_cast<float>(measured.after));
        direction.push_back(static_cast<float>(measured.direction));
        identity.push_back(static_cast<float>(measured.image));
    }
    parity.check(file, "sim_0", torch::tensor({ static_cast<float>(source) }));
    parity.check(file, "sim_1", torch::tensor(similarity));
    parity.check(file, "sim_direction", torch::tensor(direction));
    parity.check(file, "sim_image", torch::tensor(identity));
}

void checkClassifier(const GoldenFile &file, Parity &parity)
{
    for (const char *backbone : { "alex", "vgg", "squeeze" })
        checkLpips(file, backbone, parity);
    if (!file.info.contains("efficientnet_state_dict"))
        return parity.skip(file.name + ": no classifier");
    TensorMap weights;
    for (const auto &[name, shape] : file.info["efficientnet_state_dict"].items())
        if (!name.ends_with("num_batches_tracked"))
            weights[name] = hashWeights(name, shape.get<std::vector<std::int64_t>>(), 1.0);
    EfficientNet network(weights["classifier.1.bias"].numel());
    network->eval();
    if (const auto loaded = loadWeights(*network, weights, "classifier"); !loaded)
        return parity.expect(file, loaded.error().message, false);
    for (const auto &name : file.names("efficientnet_b0.", ".logits")) {
        const std::string base = name.substr(0, name.size() - 7);
        const std::int64_t side = std::stol(base.substr(16));
        const torch::Tensor image =
            file.has(base + ".input") ? file.at(base + ".input") : hashNumbers("eff_input", { 1, 3, side, side });
        parity.check(file, name, network->forward(image));
        parity.check(file, base + ".features_mean", network->features1280(image));
        const torch::Tensor stage = network->stageOutput(image, 2);
        parity.check(file, base + ".stage2", stage.slice(2, 0, stage.size(2), 4).slice(3, 0, stage.size(3), 4));
    }
}

} // namespace cf::parity
