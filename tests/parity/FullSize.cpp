// The true shapes of SD v1.5 with weights computed from their names (m). Needs about 4 GB; runs where
// CONTRAFACT_PARITY_FULLSIZE is set.
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "tests/parity/Kinds.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>
#include <cstdlib>
#include <fstream>

namespace cf::parity {

namespace {

/// splitmix64's finaliser.
std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

std::uint64_t hashOf(const std::string &name)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL; // FNV-1a, 64 bits.
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    return hash;
}

/// The number that a name and an index stand for, as the reference values were made with: uniform in [-1, 1), times `scale` plus `shift`.
void fill(const torch::Tensor &tensor, const std::string &name, std::uint64_t seed, float scale, float shift)
{
    auto *values = tensor.data_ptr<float>();
    const std::uint64_t start = hashOf(name) + seed * 0xD1342543DE82EF95ULL;
    for (std::int64_t index = 0; index < tensor.numel(); ++index) {
        const std::uint64_t bits = mixed(start + static_cast<std::uint64_t>(index + 1) * 0x9E3779B97F4A7C15ULL) >> 40U;
        const float uniform = static_cast<float>(bits) / 8388608.0F - 1.0F;
        values[index] = scale * uniform + shift;
    }
}

void fillWeight(const torch::Tensor &tensor, const std::string &name, std::uint64_t seed)
{
    if (name.ends_with("bias"))
        return fill(tensor, name, seed, 0.1F, 0.0F);
    if (tensor.dim() < 2)
        return fill(tensor, name, seed, 0.1F, 1.0F);
    const bool isEmbedding = name.ends_with("token_embedding.weight") || name.ends_with("position_embedding.weight");
    const double fanIn = static_cast<double>(tensor.numel() / tensor.size(0));
    fill(tensor, name, seed, isEmbedding ? 0.02F : static_cast<float>(std::sqrt(3.0 / fanIn)), 0.0F);
}

/// Checks names and shapes against those of the checkpoint, then fills.
void prepare(torch::nn::Module &module, const nlohmann::json &shapes, const GoldenFile &file, const std::string &part,
    Parity &parity)
{
    std::size_t matched = 0;
    for (auto &parameter : module.named_parameters()) {
        const auto found = shapes.find(parameter.key());
        if (found == shapes.end() || found->get<std::vector<std::int64_t>>() != parameter.value().sizes().vec())
            parity.expect(file, part + " " + parameter.key() + " has the checkpoint's name and shape", false);
        else
            ++matched;
        fillWeight(parameter.value(), parameter.key(), file.info.value("seed", std::uint64_t{ 1 }));
    }
    const std::size_t ignored = shapes.contains("text_model.embeddings.position_ids") ? 1 : 0;
    parity.expect(file, part + " has every tensor of the checkpoint", matched + ignored == shapes.size());
    module.eval();
}

torch::Tensor input(const std::string &name, torch::IntArrayRef shape, const GoldenFile &file)
{
    torch::Tensor tensor = torch::empty(shape);
    fill(tensor, name, file.info.value("seed", std::uint64_t{ 1 }), 1.0F, 0.0F);
    return tensor;
}

} // namespace

void checkFullSize(const GoldenFile &file, Parity &parity)
{
    if (std::getenv("CONTRAFACT_PARITY_FULLSIZE") == nullptr)
        return parity.skip(file.name + ": set CONTRAFACT_PARITY_FULLSIZE=1 (needs 4 GB)");
    std::ifstream stream(file.path.parent_path() / file.info.value("shapes", "m_fullsize_state_dict_shapes.json"));
    const auto shapes = nlohmann::json::parse(stream);
    {
        ClipTextEncoder text(TextEncoderConfig{});
        prepare(*text, shapes.at("text_encoder"), file, "text encoder", parity);
        parity.check(file, "text.last_hidden_state", text->forward(file.at("text.input_ids")), 5.0);
    }
    {
        AutoencoderKL vae(AutoencoderConfig{});
        prepare(*vae, shapes.at("vae"), file, "autoencoder", parity);
        parity.check(file, "vae.moments", vae->encodeMoments(input("full_image", { 1, 3, 64, 64 }, file)));
        parity.check(file, "vae.decoded", vae->decode(input("full_latent", { 1, 4, 8, 8 }, file)));
    }
    UNet2DConditionModel unet(UNetConfig{});
    prepare(*unet, shapes.at("unet"), file, "UNet", parity);
    const torch::Tensor sample = input("full_sample", { 2, 4, 8, 8 }, file);
    const torch::Tensor context = input("full_context", { 2, 77, 768 }, file);
    for (const auto &name : file.names("unet.t"))
        parity.check(
            file, name, unet->forward(sample, torch::full({ 2 }, std::stol(name.substr(6)), torch::kInt64), context));
}

} // namespace cf::parity
