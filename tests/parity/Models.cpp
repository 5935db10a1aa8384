// Text encoder (b), UNet (c) and autoencoder (d) against reference values.
#include "core/diffusion/loading/ModelFolder.h"
#include "tests/parity/Kinds.h"

namespace cf::parity {

void checkTextEncoder(const GoldenFile &file, Parity &parity)
{
    auto encoder = orGiveUp(loadTextEncoder(file.model / "text_encoder"));
    const torch::Tensor ids = file.at("input_ids");
    const torch::Tensor last = encoder->forward(ids);
    parity.check(file, "last_hidden_state", last);
    if (file.has("pooler_output"))
        parity.check(file, "pooler_output", encoder->pooled(ids));
    const auto states = encoder->hiddenStates(ids);
    for (const auto &name : file.names("hidden_states.")) {
        const auto layer = static_cast<std::size_t>(std::stoul(name.substr(14)));
        const auto rows = file.at(name).size(0);
        parity.check(file, name, states.at(layer).slice(0, 0, rows));
    }
}

namespace {

/// What a case of `c` gives the network besides its sample: "t401.b4", "tvec.b2", "t601.12x20", "t321.seq9".
struct UNetCase {
    torch::Tensor timesteps;
    torch::Tensor context;
};

UNetCase readCase(const GoldenFile &file, const std::string &name, std::int64_t rows)
{
    UNetCase result;
    const auto dot = name.find('.');
    const std::string rest = name.substr(dot + 1);
    if (file.has(name + ".timesteps"))
        result.timesteps = file.at(name + ".timesteps");
    else
        result.timesteps = torch::full({ rows }, std::stol(name.substr(1, dot - 1)), torch::kInt64);
    const torch::Tensor &contexts = file.at("encoder_hidden_states");
    if (file.has(name + ".encoder_hidden_states"))
        result.context = file.at(name + ".encoder_hidden_states");
    else if (rest.find('x') != std::string::npos)
        result.context = contexts.slice(0, 1, 1 + rows);
    else
        result.context = contexts.slice(0, 0, rows);
    return result;
}

void checkIntermediates(const GoldenFile &file, UNet2DConditionModel &unet, Parity &parity)
{
    const std::string prefix = "intermediate.t500.b1.";
    if (file.names(prefix).empty())
        return;
    const torch::Tensor sample = file.at("t500.b1.sample");
    UNetCall call;
    call.context = file.at("encoder_hidden_states").slice(0, 0, 1);
    const torch::Tensor embedding = timestepEmbedding(torch::tensor({ 500 }), unet->config.blockOutChannels[0],
        unet->config.flipSinToCos, unet->config.frequencyShift);
    call.time = unet->time_embedding(embedding);
    torch::Tensor hidden = unet->conv_in(sample);
    const auto check = [&](const std::string &name, const torch::Tensor &value) {
        if (file.has(prefix + name))
            parity.check(file, prefix + name, value);
    };
    check("time_proj", embedding);
    check("time_embedding", call.time);
    check("conv_in", hidden);
    std::vector<torch::Tensor> skips{ hidden };
    for (std::size_t level = 0; level < unet->down_blocks->size(); ++level) {
        hidden = unet->down_blocks[level]->as<UNetDownBlock>()->forward(hidden, call, skips);
        check("down_blocks." + std::to_string(level), hidden);
    }
    hidden = unet->mid_block(hidden, call);
    check("mid_block", hidden);
    for (std::size_t level = 0; level < unet->up_blocks->size(); ++level) {
        hidden = unet->up_blocks[level]->as<UNetUpBlock>()->forward(hidden, call, skips);
        check("up_blocks." + std::to_string(level), hidden);
    }
    check("conv_norm_out", unet->conv_norm_out(hidden));
}

} // namespace

void checkUNet(const GoldenFile &file, Parity &parity)
{
    auto unet = orGiveUp(loadUNet(file.model / "unet"));
    for (const auto &output : file.names("t", ".out")) {
        const std::string name = output.substr(0, output.size() - 4);
        const torch::Tensor sample = file.at(name + ".sample");
        const UNetCase given = readCase(file, name, sample.size(0));
        parity.check(file, output, unet->forward(sample, given.timesteps, given.context));
    }
    checkIntermediates(file, unet, parity);
}

namespace {

/// Big images are stored at every second pixel.
torch::Tensor asStored(const GoldenFile &file, const std::string &name, const torch::Tensor &image)
{
    return file.at(name).size(2) < image.size(2) ? image.slice(2, 0, image.size(2), 2).slice(3, 0, image.size(3), 2)
                                                 : image;
}

void checkEncoding(const GoldenFile &file, AutoencoderKL &vae, const std::string &name, Parity &parity)
{
    const torch::Tensor image =
        file.at(name + ".image_u8").permute({ 2, 0, 1 }).unsqueeze(0).to(torch::kFloat32) / 127.5 - 1.0;
    const auto moments = vae->encodeMoments(image).chunk(2, 1);
    const torch::Tensor &mean = moments[0];
    const torch::Tensor logVariance = moments[1].clamp(-30.0, 20.0);
    parity.check(file, name + ".mean", mean);
    parity.check(file, name + ".logvar", logVariance);
    if (file.has(name + ".sample"))
        parity.check(file, name + ".sample", mean + (0.5 * logVariance).exp() * file.at(name + ".noise"));
    if (file.has(name + ".scaled_latent"))
        parity.check(file, name + ".scaled_latent", vae->config.scalingFactor * mean);
    if (file.has(name + ".decoded_of_mean"))
        parity.check(file, name + ".decoded_of_mean", asStored(file, name + ".decoded_of_mean", vae->decode(mean)));
}

} // namespace

void checkAutoencoder(const GoldenFile &file, Parity &parity)
{
    auto vae = orGiveUp(loadAutoencoder(file.model / "vae"));
    for (const auto &name : file.names("", ".mean"))
        checkEncoding(file, vae, name.substr(0, name.size() - 5), parity);
    if (!file.has("z.latent"))
        return;
    const torch::Tensor decoded = vae->decode(file.at("z.latent"));
    parity.check(file, "z.decoded", asStored(file, "z.decoded", decoded));
    const torch::Tensor shown = (decoded / 2 + 0.5).clamp(0.0, 1.0).permute({ 0, 2, 3, 1 });
    parity.check(file, "z.image_0_1", shown);
    parity.check(file, "z.image_u8", (shown * 255).to(torch::kUInt8));
}

} // namespace cf::parity
