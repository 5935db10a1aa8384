#include "tests/editing/TinyModel.h"

#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/DetailNetwork.h"
#include "core/diffusion/models/Remover.h"
#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/text/TokenizerBuilder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/language/Captions.h"

#include "core/diffusion/runtime/Torch.h"

#include <fstream>

namespace cf::test {

namespace {

constexpr int vocabulary = 1024;

std::string autoencoderJson()
{
    return R"({"_class_name": "AutoencoderKL", "act_fn": "silu", "in_channels": 3, "out_channels": 3,
        "latent_channels": 4, "block_out_channels": [8, 8, 16], "layers_per_block": 1, "norm_num_groups": 4,
        "sample_size": 64, "scaling_factor": 1.0,
        "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
        "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"]})";
}

std::string unetJson(bool isPaired)
{
    return std::string(
               R"({"_class_name": "UNet2DConditionModel", "act_fn": "silu", "sample_size": 16, "in_channels": )")
        + (isPaired ? "8" : "4") + R"(, "out_channels": 4, "block_out_channels": [16, 32], "layers_per_block": 1,
        "attention_head_dim": 2, "cross_attention_dim": 32, "center_input_sample": false, "downsample_padding": 1,
        "flip_sin_to_cos": true, "freq_shift": 0, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 8,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]})";
}

std::string textJson()
{
    return R"({"architectures": ["CLIPTextModel"], "model_type": "clip_text_model", "hidden_act": "quick_gelu",
        "hidden_size": 32, "intermediate_size": 64, "layer_norm_eps": 1e-05, "max_position_embeddings": 77,
        "num_attention_heads": 2, "num_hidden_layers": 1, "projection_dim": 32, "vocab_size": )"
        + std::to_string(vocabulary) + "}";
}

std::string cardJson(const TinyModelOptions &options)
{
    return R"({"name": "tiny", "licence": "Apache-2.0", "training_data": "None.", "warning": "Random weights.",
        "default_method": ")"
        + options.defaultMethod + R"(", "prediction_type": ")" + (options.isPaired ? "source_residual" : "epsilon")
        + R"(", "method_parameters": )" + options.methodParameters + R"(, "auto": )" + options.advice
        + R"(, "image_size": 64, "latent_scaling": 1.0, "grammar": {"form": "instruction", "prefix": "",
        "normal_caption": "do nothing", "words": {"Pacemaker": "pacemaker", "Pleural Effusion": "pleural effusion"},
        "hears_side": true, "hears_zone": true, "hears_severity": true, "hears_absence": false}})";
}

Result<> writeText(const std::filesystem::path &file, const std::string &text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file);
    stream << text;
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "cannot write " + file.string());
    return {};
}

Result<> writePart(const std::filesystem::path &folder, const std::string &stem, const std::string &config,
    const torch::nn::Module &module)
{
    CF_TRY(writeText(folder / "config.json", config));
    TensorMap tensors;
    for (const auto &parameter : module.named_parameters())
        tensors[parameter.key()] = parameter.value().detach().contiguous();
    return writeSafetensors(folder / (stem + ".safetensors"), tensors);
}

} // namespace

Result<> writeTinyModel(const std::filesystem::path &folder, const TinyModelOptions &options)
{
    const torch::NoGradGuard noGradient;
    std::filesystem::remove_all(folder);
    torch::manual_seed(11);
    CF_ASSIGN(const auto autoencoderConfig, AutoencoderConfig::fromText(autoencoderJson()));
    CF_ASSIGN(const auto unetConfig, UNetConfig::fromText(unetJson(options.isPaired)));
    CF_ASSIGN(const auto textConfig, TextEncoderConfig::fromText(textJson()));
    AutoencoderKL autoencoder(autoencoderConfig);
    UNet2DConditionModel unet(unetConfig);
    ClipTextEncoder text(textConfig);
    unet->conv_out->weight.mul_(options.outputScale);
    unet->conv_out->bias.mul_(options.outputScale);
    const std::string stem = "diffusion_pytorch_model";
    CF_TRY(writePart(folder / "vae", stem, autoencoderJson(), *autoencoder));
    CF_TRY(writePart(folder / "unet", stem, unetJson(options.isPaired), *unet));
    CF_TRY(writePart(folder / "text_encoder", "model", textJson(), *text));
    if (options.detailWordsWidth > 0) {
        const std::string config =
            R"({"block_out_channels": [4, 8], "words_width": )" + std::to_string(options.detailWordsWidth) + "}";
        CF_ASSIGN(const auto detailConfig, DetailConfig::fromText(config));
        DetailNetwork detail(detailConfig);
        CF_TRY(writePart(folder / "detail", "model", config, *detail));
    }
    if (options.hasRemover) {
        const std::string config =
            R"({"block_out_channels": [4, 8], "mid_dilations": [1], "kinds": ["Pacemaker", "ECG Leads"]})";
        CF_ASSIGN(const auto removerConfig, RemoverConfig::fromText(config));
        Remover remover(removerConfig);
        CF_TRY(writePart(folder / "remover", "model", config, *remover));
    }
    CF_TRY(writeTokenizer({ "do nothing", "add pacemaker", "remove pacemaker", "add small left pleural effusion" },
        folder / "tokenizer", vocabulary));
    return writeText(folder / "contrafact.json", cardJson(options));
}

Result<> writeTinySegmenter(const std::filesystem::path &partFolder, std::uint64_t seed)
{
    const torch::NoGradGuard noGradient;
    const std::string config = R"({"block_out_channels": [8, 16], "layers_per_level": [1, 1], "image_size": 64,
        "maps": ["Pacemaker", "Pacing Leads", "Central Venous Catheter", "Endotracheal Tube", "Nasogastric Tube",
        "Chest Tube", "ECG Leads", "Sternal Wires", "Printed Mark", "Right Lung", "Left Lung", "Heart"],
        "labels": ["Cardiomegaly"]})";
    torch::manual_seed(seed);
    CF_ASSIGN(const auto parsed, SegmenterConfig::fromText(config));
    Segmenter network(parsed);
    return writePart(partFolder, "model", config, *network);
}

} // namespace cf::test
