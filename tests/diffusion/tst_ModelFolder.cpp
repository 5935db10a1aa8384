// Loading the parts of a model folder: fp16 and older names are taken, and what does not fit is named.
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <fstream>
#include <string>

using namespace cf;

namespace {

const test::TemporaryFolder temporary;
const std::filesystem::path &folder = temporary.path();

constexpr const char *vaeConfig = R"({"block_out_channels":[8,16,16,16,16],"layers_per_block":1,"latent_channels":8,
    "norm_num_groups":4,"scaling_factor":1.0})";
constexpr const char *unetConfig =
    R"({"in_channels":16,"out_channels":8,"block_out_channels":[8,16,16],"layers_per_block":1,
    "down_block_types":["DownBlock2D","CrossAttnDownBlock2D","CrossAttnDownBlock2D"],
    "up_block_types":["CrossAttnUpBlock2D","CrossAttnUpBlock2D","UpBlock2D"],
    "attention_head_dim":[2,4,2],"norm_num_groups":4,"cross_attention_dim":12})";

void writeConfig(const char *text)
{
    std::ofstream(folder / "config.json") << text;
}

TensorMap tensorsOf(const torch::nn::Module &module)
{
    TensorMap tensors;
    for (const auto &parameter : module.named_parameters())
        tensors[parameter.key()] = parameter.value().detach().contiguous();
    return tensors;
}

void writeWeights(const TensorMap &tensors)
{
    CF_CHECK(writeSafetensors(folder / "diffusion_pytorch_model.safetensors", tensors));
}

template <typename T> bool refuses(const Result<T> &result, const std::string &part)
{
    if (!result && result.error().message.find(part) == std::string::npos)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    return !result && result.error().message.find(part) != std::string::npos;
}

/// Five levels, factor 16, eight channels: the shape of the bundled model.
void aDeepAutoencoderLoads()
{
    writeConfig(vaeConfig);
    AutoencoderKL made(*AutoencoderConfig::fromText(vaeConfig));
    writeWeights(tensorsOf(*made));
    auto read = loadAutoencoder(folder);
    CF_CHECK(read);
    const torch::NoGradGuard noGrad;
    const torch::Tensor image = torch::rand({ 1, 3, 64, 32 }) * 2 - 1;
    const torch::Tensor moments = (*read)->encodeMoments(image);
    CF_EQUAL(moments.sizes(), torch::IntArrayRef({ 1, 16, 4, 2 }));
    CF_CHECK(moments.is_contiguous());
    CF_CHECK(torch::equal(moments, made->encodeMoments(image)));
    CF_EQUAL((*read)->decode((*read)->encodeMean(image)).sizes(), image.sizes());
    CF_CHECK(!(*read)->parameters()[0].requires_grad());
}

/// The real SD v1.5 autoencoder has the names of 2022, in some copies as 1×1 convolutions.
void olderAttentionNamesLoad()
{
    writeConfig(vaeConfig);
    AutoencoderKL made(*AutoencoderConfig::fromText(vaeConfig));
    TensorMap older;
    for (const auto &[name, tensor] : tensorsOf(*made)) {
        std::string old = name;
        for (const auto &[now, before] : { std::pair<std::string, std::string>{ "to_q", "query" }, { "to_k", "key" },
                 { "to_v", "value" }, { "to_out.0", "proj_attn" } })
            if (const auto place = old.find(now); place != std::string::npos)
                old.replace(place, now.size(), before);
        older[old] = old != name && tensor.dim() == 2 ? tensor.unsqueeze(-1).unsqueeze(-1) : tensor;
    }
    CF_CHECK(older.contains("encoder.mid_block.attentions.0.query.weight"));
    writeWeights(older);
    auto read = loadAutoencoder(folder);
    CF_CHECK(read);
    CF_CHECK(torch::equal((*read)->named_parameters()["decoder.mid_block.attentions.0.to_k.weight"],
        made->named_parameters()["decoder.mid_block.attentions.0.to_k.weight"]));
}

void halfPrecisionIsWidened()
{
    writeConfig(unetConfig);
    UNet2DConditionModel made(*UNetConfig::fromText(unetConfig));
    for (const auto type : { torch::kFloat16, torch::kBFloat16 }) {
        TensorMap half = tensorsOf(*made);
        for (auto &[name, tensor] : half)
            tensor = tensor.to(type);
        writeWeights(half);
        auto read = loadUNet(folder);
        CF_CHECK(read);
        const torch::Tensor weight = (*read)->named_parameters()["mid_block.resnets.0.conv1.weight"];
        CF_EQUAL(weight.scalar_type(), torch::kFloat32);
        CF_CHECK(torch::equal(weight, half["mid_block.resnets.0.conv1.weight"].to(torch::kFloat32)));
        const torch::NoGradGuard noGrad;
        const torch::Tensor out =
            (*read)->forward(torch::rand({ 2, 16, 5, 7 }), torch::tensor({ 1, 999 }), torch::rand({ 2, 9, 12 }));
        CF_EQUAL(out.sizes(), torch::IntArrayRef({ 2, 8, 5, 7 }));
        CF_CHECK(out.isfinite().all().item<bool>());
    }
}

void whatDoesNotFitIsNamed()
{
    writeConfig(unetConfig);
    UNet2DConditionModel made(*UNetConfig::fromText(unetConfig));
    const TensorMap whole = tensorsOf(*made);
    TensorMap changed = whole;
    changed.erase("mid_block.attentions.0.norm.weight");
    writeWeights(changed);
    CF_CHECK(refuses(loadUNet(folder), "missing tensors: mid_block.attentions.0.norm.weight"));
    changed = whole;
    changed["lora.extra"] = torch::zeros({ 2 });
    writeWeights(changed);
    CF_CHECK(refuses(loadUNet(folder), "lora.extra"));
    changed = whole;
    changed["conv_in.weight"] = torch::zeros({ 8, 4, 3, 3 });
    writeWeights(changed);
    CF_CHECK(refuses(loadUNet(folder), "conv_in.weight is [8, 4, 3, 3] and should be [8, 16, 3, 3]"));
    std::filesystem::resize_file(folder / "diffusion_pytorch_model.safetensors", 5000);
    CF_CHECK(refuses(loadUNet(folder), "diffusion_pytorch_model.safetensors"));
    std::filesystem::remove(folder / "diffusion_pytorch_model.safetensors");
    CF_CHECK(refuses(loadUNet(folder), "has no diffusion_pytorch_model.safetensors"));
}

void configsAreRefusedInWords()
{
    CF_CHECK(refuses(UNetConfig::fromText("[]"), "JSON object"));
    CF_CHECK(refuses(UNetConfig::fromText(R"({"block_out_channels":[320,640]})"), "one entry a level"));
    CF_CHECK(refuses(
        UNetConfig::fromText(R"({"down_block_types":["SimpleCrossAttnDownBlock2D"]})"), "SimpleCrossAttnDownBlock2D"));
    CF_CHECK(refuses(UNetConfig::fromText(R"({"norm_num_groups":48})"), "norm_num_groups"));
    CF_CHECK(refuses(UNetConfig::fromText(R"({"use_linear_projection":true})"), "use_linear_projection"));
    CF_CHECK(refuses(UNetConfig::fromText(R"({"act_fn":"gelu"})"), "act_fn"));
    CF_CHECK(refuses(AutoencoderConfig::fromText(R"({"latent_channels":"four"})"), "latent_channels"));
    CF_CHECK(refuses(TextEncoderConfig::fromText(R"({"hidden_act":"relu"})"), "relu"));
    CF_CHECK(refuses(TextEncoderConfig::fromText(R"({"hidden_size":770})"), "num_attention_heads"));
    CF_CHECK(refuses(loadUNet(folder / "absent"), "config.json"));
}

/// A file with random weights must not depend on what LibTorch would have drawn, nor move its generator.
void loadingDrawsNoRandomNumbers()
{
    writeConfig(unetConfig);
    UNet2DConditionModel made(*UNetConfig::fromText(unetConfig));
    writeWeights(tensorsOf(*made));
    torch::manual_seed(3);
    const torch::Tensor expected = torch::rand({ 4 });
    torch::manual_seed(3);
    CF_CHECK(loadUNet(folder));
    CF_CHECK(torch::equal(torch::rand({ 4 }), expected));
}

void theHashSeesNamesAndBytes()
{
    const auto first = sha256OfWeights(folder);
    CF_CHECK(first && first->size() == 64);
    std::filesystem::rename(folder / "diffusion_pytorch_model.safetensors", folder / "other.safetensors");
    CF_CHECK(*sha256OfWeights(folder) != *first);
    std::filesystem::rename(folder / "other.safetensors", folder / "diffusion_pytorch_model.safetensors");
    CF_EQUAL(*sha256OfWeights(folder), *first);
    CF_CHECK(refuses(sha256OfWeights(folder / "absent"), "has no weights"));
}

} // namespace

int main()
{
    aDeepAutoencoderLoads();
    olderAttentionNamesLoad();
    halfPrecisionIsWidened();
    whatDoesNotFitIsNamed();
    configsAreRefusedInWords();
    loadingDrawsNoRandomNumbers();
    theHashSeesNamesAndBytes();
    return 0;
}
