// A step of fine-tuning as PRISM does it (j): loss, gradients, clipping, AdamW.
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "tests/parity/Kinds.h"

#include "core/diffusion/runtime/Torch.h"

#include <map>

namespace cf::parity {

namespace {

struct Batch {
    torch::Tensor noisy;
    torch::Tensor timesteps;
    torch::Tensor context;
    torch::Tensor target;
};

void checkBatch(const GoldenFile &file, const NoiseSchedule &schedule, Parity &parity)
{
    auto vae = orGiveUp(loadAutoencoder(file.model / "vae"));
    const torch::Tensor image = (file.at("images_u8").permute({ 0, 3, 1, 2 }).to(torch::kFloat32) / 255.0 - 0.5) / 0.5;
    const auto moments = vae->encodeMoments(image).chunk(2, 1);
    const torch::Tensor latents =
        vae->config.scalingFactor * (moments[0] + (0.5 * moments[1].clamp(-30.0, 20.0)).exp() * file.at("vae_noise"));
    parity.check(file, "latents", latents);
    parity.check(file, "noisy_latents", schedule.addNoise(latents, file.at("noise"), file.at("timesteps")));
}

torch::Tensor backward(UNet2DConditionModel &unet, const Batch &batch, double share)
{
    const torch::Tensor predicted = unet->forward(batch.noisy, batch.timesteps, batch.context);
    const torch::Tensor loss = torch::mse_loss(predicted, batch.target);
    (loss * share).backward();
    return loss.detach().view({ 1 });
}

void forgetGradients(UNet2DConditionModel &unet)
{
    for (auto &parameter : unet->parameters())
        parameter.mutable_grad() = torch::Tensor();
}

torch::Tensor totalNorm(UNet2DConditionModel &unet)
{
    return torch::tensor({ static_cast<float>(torch::nn::utils::clip_grad_norm_(unet->parameters(), 1e9)) });
}

void checkGradients(const GoldenFile &file, UNet2DConditionModel &unet, const std::string &prefix, Parity &parity)
{
    std::map<std::string, torch::Tensor> gradients;
    for (const auto &parameter : unet->named_parameters())
        gradients[parameter.key()] = parameter.value().grad();
    for (const auto &name : file.names(prefix + "grad."))
        parity.check(file, name, gradients.at(name.substr(prefix.size() + 5)));
    if (!file.has(prefix + "grad_norms"))
        return;
    std::vector<float> norms;
    for (const auto &name : file.info.at("grad_norm_names"))
        norms.push_back(gradients.at(name.get<std::string>()).norm().item<float>());
    parity.check(file, prefix + "grad_norms", torch::tensor(norms));
}

void checkAccumulation(const GoldenFile &file, UNet2DConditionModel &unet, const Batch &batch, Parity &parity)
{
    if (!file.has("accum2.total_grad_norm"))
        return;
    forgetGradients(unet);
    for (std::int64_t row = 0; row < 2; ++row)
        backward(unet,
            { batch.noisy.slice(0, row, row + 1), batch.timesteps.slice(0, row, row + 1),
                batch.context.slice(0, row, row + 1), batch.target.slice(0, row, row + 1) },
            0.5);
    parity.check(file, "accum2.total_grad_norm", totalNorm(unet));
}

void checkVelocity(
    const GoldenFile &file, UNet2DConditionModel &unet, Batch batch, const NoiseSchedule &schedule, Parity &parity)
{
    if (!file.has("vpred.loss"))
        return;
    batch.target = file.has("vpred.target") ? file.at("vpred.target")
                                            : schedule.velocity(file.at("latents"), file.at("noise"), batch.timesteps);
    forgetGradients(unet);
    parity.check(file, "vpred.loss", backward(unet, batch, 1.0));
    checkGradients(file, unet, "vpred.", parity);
}

void checkSteps(const GoldenFile &file, UNet2DConditionModel &unet, const Batch &batch, Parity &parity)
{
    const auto settings = file.info.value("optimizer", nlohmann::json::object());
    const double clip = settings.value("max_grad_norm", 1.0);
    torch::optim::AdamW optimizer(unet->parameters(),
        torch::optim::AdamWOptions(settings.value("lr", 1e-5)).weight_decay(settings.value("weight_decay", 1e-2)));
    std::map<std::string, torch::Tensor> before;
    for (const auto &parameter : unet->named_parameters())
        before[parameter.key()] = parameter.value().detach().clone();
    for (int step = 0; file.has("step" + std::to_string(step) + ".loss"); ++step) {
        const std::string prefix = "step" + std::to_string(step) + ".";
        forgetGradients(unet);
        parity.check(file, prefix + "loss", backward(unet, batch, 1.0));
        parity.check(file, prefix + "total_grad_norm", totalNorm(unet));
        torch::nn::utils::clip_grad_norm_(unet->parameters(), clip);
        optimizer.step();
        const auto after = unet->named_parameters();
        for (const auto &name : file.names(prefix + "delta.")) {
            const std::string key = name.substr(prefix.size() + 6);
            parity.check(file, name, after[key].detach() - before.at(key));
        }
    }
}

} // namespace

void checkTraining(const GoldenFile &file, Parity &parity)
{
    const NoiseSchedule schedule(
        orGiveUp(ScheduleConfig::fromFile(file.model / "scheduler" / "scheduler_config.json")));
    checkBatch(file, schedule, parity);
    const torch::AutoGradMode withGradients(true);
    auto unet = orGiveUp(loadUNet(file.model / "unet"));
    unet->train();
    for (auto &parameter : unet->parameters())
        parameter.requires_grad_(true);
    const Batch batch{ file.at("noisy_latents"), file.at("timesteps"), file.at("encoder_hidden_states"),
        file.at("target") };
    const torch::Tensor loss = backward(unet, batch, 1.0);
    parity.check(file, "loss", loss);
    checkGradients(file, unet, "", parity);
    checkAccumulation(file, unet, batch, parity);
    checkVelocity(file, unet, batch, schedule, parity);
    checkSteps(file, unet, batch, parity);
}

} // namespace cf::parity
