#include "core/diffusion/weights/WeightLoader.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/weights/PickleCheckpoint.h"

#include <array>
#include <sstream>
#include <vector>

namespace cf {

Result<TensorMap> readWeights(const std::filesystem::path &folder, const std::string &stem)
{
    const auto safetensors = folder / (stem + ".safetensors");
    if (std::filesystem::exists(safetensors))
        return readSafetensors(safetensors);
    // transformers calls its pickles pytorch_model.bin.
    const auto pickle = folder / ((stem == "model" ? std::string("pytorch_model") : stem) + ".bin");
    if (std::filesystem::exists(pickle))
        return readPickleCheckpoint(pickle);
    return fail(ErrorCode::Io,
        "The folder " + folder.string() + " has no " + stem + ".safetensors and no .bin file of that name.");
}

TensorMap withCurrentNames(const TensorMap &tensors)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> renamed{ { { ".query.", ".to_q." },
        { ".key.", ".to_k." }, { ".value.", ".to_v." }, { ".proj_attn.", ".to_out.0." } } };
    TensorMap result;
    for (const auto &[name, tensor] : tensors) {
        if (name.ends_with("position_ids"))
            continue;
        std::string current = name;
        if (name.find(".attentions.") != std::string::npos)
            for (const auto &[old, now] : renamed)
                if (const auto place = current.find(old); place != std::string::npos)
                    current.replace(place, old.size(), now);
        torch::Tensor value = tensor;
        // The old attention was written with 1×1 convolutions in some checkpoints: [out, in, 1, 1].
        if (current != name && value.dim() == 4)
            value = value.squeeze(-1).squeeze(-1);
        result[current] = value;
    }
    return result;
}

namespace {

std::string shapeText(const torch::Tensor &tensor)
{
    std::ostringstream text;
    text << tensor.sizes();
    return text.str();
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (std::size_t index = 0; index < std::min<std::size_t>(3, names.size()); ++index)
        text += (index == 0 ? "" : ", ") + names[index];
    if (names.size() > 3)
        text += " and " + std::to_string(names.size() - 3) + " more";
    return text;
}

} // namespace

Result<> loadWeights(torch::nn::Module &module, const TensorMap &given, const std::string &what)
{
    TensorMap tensors = withCurrentNames(given);
    const torch::NoGradGuard noGrad;
    std::vector<std::string> missing;
    std::vector<std::string> misshapen;
    std::vector<std::pair<torch::Tensor, torch::Tensor>> pairs;
    auto targets = module.named_parameters();
    for (const auto &buffer : module.named_buffers())
        targets.insert(buffer.key(), buffer.value());
    for (auto &target : targets) {
        const auto found = tensors.find(target.key());
        if (found == tensors.end()) {
            if (!target.key().ends_with("num_batches_tracked"))
                missing.push_back(target.key());
            continue;
        }
        if (found->second.sizes() != target.value().sizes())
            misshapen.push_back(
                target.key() + " is " + shapeText(found->second) + " and should be " + shapeText(target.value()));
        pairs.emplace_back(target.value(), found->second);
        tensors.erase(found);
    }
    std::vector<std::string> surplus;
    for (const auto &[name, tensor] : tensors)
        surplus.push_back(name);
    std::string problem;
    if (!misshapen.empty())
        problem = "wrongly shaped tensors: " + listed(misshapen);
    else if (!missing.empty())
        problem = "missing tensors: " + listed(missing);
    else if (!surplus.empty())
        problem = "tensors that the model does not have: " + listed(surplus);
    if (!problem.empty())
        return fail(ErrorCode::InvalidInput, "The weights of the " + what + " do not fit its config: " + problem + ".");
    for (auto &[target, value] : pairs) {
        cancellationPoint();
        // fp32 tensors are taken over as they lie in the mapped file.
        target.set_data(value.to(target.scalar_type()).contiguous());
        target.requires_grad_(target.requires_grad());
    }
    return {};
}

} // namespace cf
