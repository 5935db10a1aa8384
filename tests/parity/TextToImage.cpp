// Text to image by DDIM under classifier-free guidance (f).
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/schedulers/Ddim.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "tests/parity/Kinds.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf::parity {

namespace {

constexpr double longChain = 5.0; // Of the tolerance: rounding of ten and more evaluations in a row.

/// "steps10.eta1.gs3": how one case is sampled; what a name leaves out is the file's default.
struct Sampling {
    int steps = 10;
    double guidance = 7.5;
    double eta = 0.0;
    std::string start = "init_latent";
};

Sampling readSampling(const GoldenFile &file, const std::string &base)
{
    Sampling result;
    result.guidance = file.info.value("guidance_scale", 7.5);
    std::stringstream stream(base);
    for (std::string piece; std::getline(stream, piece, '.');) {
        if (piece.starts_with("steps"))
            result.steps = std::stoi(piece.substr(5));
        else if (piece.starts_with("eta"))
            result.eta = std::stod(piece.substr(3));
        else if (piece.starts_with("gs"))
            result.guidance = std::stod(piece.substr(2));
        else if (piece.find('x') != std::string::npos && file.has("init_latent_" + piece))
            result.start = "init_latent_" + piece;
    }
    return result;
}

struct Models {
    UNet2DConditionModel unet;
    AutoencoderKL vae;
    ScheduleConfig schedule;
};

std::vector<torch::Tensor> sample(const GoldenFile &file, Models &models, const Sampling &how, bool asVelocity)
{
    ScheduleConfig config = models.schedule;
    if (asVelocity)
        config.output = NetworkOutput::Velocity;
    const Ddim ddim = orGiveUp(Ddim::create(NoiseSchedule(config), how.steps));
    const torch::Tensor &context = file.at("context");
    std::vector<torch::Tensor> path{ file.at(how.start) };
    for (std::size_t step = 0; step < ddim.timesteps().size(); ++step) {
        const std::int64_t timestep = ddim.timesteps()[step];
        const torch::Tensor both = models.unet->forward(
            torch::cat({ path.back(), path.back() }), torch::full({ 2 }, timestep, torch::kInt64), context);
        const torch::Tensor output = both[0] + how.guidance * (both[1] - both[0]);
        const torch::Tensor noise =
            how.eta > 0.0 ? file.at("eta_noise")[static_cast<std::int64_t>(step)].unsqueeze(0) : torch::Tensor();
        path.push_back(ddim.step(output.unsqueeze(0), timestep, path.back(), how.eta, noise));
    }
    return path;
}

void checkImages(
    const GoldenFile &file, Models &models, const std::string &base, const torch::Tensor &latent, Parity &parity)
{
    const torch::Tensor image = (models.vae->decode(latent / models.vae->config.scalingFactor) / 2 + 0.5)
                                    .clamp(0.0, 1.0)
                                    .permute({ 0, 2, 3, 1 });
    if (file.has(base + ".image_0_1")) {
        const bool isSampled = file.at(base + ".image_0_1").size(1) < image.size(1);
        parity.check(file, base + ".image_0_1",
            isSampled ? image.slice(1, 0, image.size(1), 2).slice(2, 0, image.size(2), 2) : image, longChain);
    }
    if (file.has(base + ".image_u8"))
        parity.check(file, base + ".image_u8", (image * 255).to(torch::kUInt8));
}

void checkContext(const GoldenFile &file, Parity &parity)
{
    if (!std::filesystem::exists(file.model / "tokenizer" / "vocab.json"))
        return parity.skip(file.name + " context: the model has no tokenizer");
    const auto tokenizer = orGiveUp(ClipTokenizer::load(file.model / "tokenizer"));
    auto encoder = orGiveUp(loadTextEncoder(file.model / "text_encoder"));
    std::vector<torch::Tensor> ids;
    for (const char *prompt : { "negative_prompt", "prompt" })
        ids.push_back(torch::tensor(tokenizer.encode(file.info.value(prompt, "")).ids, torch::kInt64));
    parity.check(file, "context", encoder->forward(torch::stack(ids)));
}

} // namespace

void checkTextToImage(const GoldenFile &file, Parity &parity)
{
    checkContext(file, parity);
    Models models{ orGiveUp(loadUNet(file.model / "unet")), orGiveUp(loadAutoencoder(file.model / "vae")),
        orGiveUp(ScheduleConfig::fromFile(file.model / "scheduler" / "scheduler_config.json")) };
    for (const std::string ending : { ".trajectory", ".final" })
        for (const auto &name : file.names("", ending)) {
            const std::string base = name.substr(0, name.size() - ending.size());
            const auto path = sample(file, models, readSampling(file, base), base.starts_with("vpred"));
            parity.check(file, name, ending == ".final" ? path.back() : torch::cat(path), longChain);
            checkImages(file, models, base, path.back(), parity);
        }
    for (const auto &name : file.names("steps", ".timesteps")) {
        const Sampling how = readSampling(file, name.substr(0, name.size() - 10));
        const Ddim ddim = orGiveUp(Ddim::create(NoiseSchedule(models.schedule), how.steps));
        parity.check(file, name, torch::tensor(ddim.timesteps(), torch::kInt64));
    }
}

} // namespace cf::parity
