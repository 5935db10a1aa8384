#include "core/training/denoiser/DenoiserRun.h"

#include "core/diffusion/weights/WeightLoader.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/TrainingSeed.h"

#include <algorithm>
#include <map>

namespace cf {

namespace {

std::vector<torch::Tensor> joined(std::vector<torch::Tensor> first, const std::vector<torch::Tensor> &second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::size_t takeOver(torch::nn::Module &to, const torch::nn::Module &from)
{
    const auto learnt = from.named_parameters();
    std::size_t taken = 0;
    for (auto &parameter : to.named_parameters()) {
        const torch::Tensor *found = learnt.find(parameter.key());
        if (found == nullptr)
            continue;
        torch::Tensor value = *found;
        const torch::Tensor &place = parameter.value();
        // A network that edits is given the source behind the noisy latents.
        if (parameter.key() == "conv_in.weight" && value.dim() == 4 && value.size(1) == 2 * place.size(1))
            value = value.narrow(1, place.size(1), place.size(1));
        if (value.sizes() != place.sizes())
            continue;
        parameter.value().copy_(parameter.key().rfind("conv_out.", 0) == 0 ? -value : value);
        ++taken;
    }
    return taken;
}

} // namespace

DenoiserRun::DenoiserRun(
    const UNetConfig &unetConfig, const TextEncoderConfig &textConfig, const DenoiserSettings &settings)
    : unet(unetConfig)
    , text(textConfig)
    , average(joined(unet->parameters(), text->parameters()), settings.emaCap)
    , m_settings(settings)
    , m_parameters(joined(unet->parameters(), text->parameters()))
    , m_optimizer(m_parameters,
          torch::optim::AdamWOptions(settings.learningRate).betas({ 0.9, 0.99 }).weight_decay(settings.weightDecay))
    , m_unetMomentum(*unet)
    , m_textMomentum(*text)
{
    state.modules = { { "unet", unet.ptr().get() }, { "text_encoder", text.ptr().get() } };
    state.optimizer = &m_optimizer;
    state.average = &average;
    state.tensors = { { "unet_momentum", &m_unetMomentum.values() }, { "text_momentum", &m_textMomentum.values() } };
}

Result<std::unique_ptr<DenoiserRun>> DenoiserRun::make(const DenoiserSettings &settings)
{
    CF_ASSIGN(const auto unetConfig, UNetConfig::fromText(settings.unetConfig));
    CF_ASSIGN(const auto textConfig, TextEncoderConfig::fromText(settings.textConfig));
    seedTraining(settings.seed);
    auto run = std::make_unique<DenoiserRun>(unetConfig, textConfig, settings);
    const torch::NoGradGuard noGrad;
    for (auto &parameter : run->unet->named_parameters())
        if (parameter.key().rfind("conv_out.", 0) == 0)
            parameter.value().zero_();
    return run;
}

torch::Tensor DenoiserRun::encode(const ClipTokenizer &tokenizer, const std::vector<std::string> &captions)
{
    std::map<std::string, std::int64_t> places;
    std::vector<torch::Tensor> ids;
    std::vector<std::int64_t> place;
    for (const std::string &caption : captions) {
        const auto [entry, isNew] = places.try_emplace(caption, static_cast<std::int64_t>(ids.size()));
        if (isNew)
            ids.push_back(torch::tensor(tokenizer.encode(caption).ids, torch::kInt64));
        place.push_back(entry->second);
    }
    return text->forward(torch::stack(ids)).index_select(0, torch::tensor(place));
}

void DenoiserRun::afterBackward(double learningRate)
{
    torch::nn::utils::clip_grad_norm_(m_parameters, m_settings.clipNorm);
    for (OrthogonalMomentum *momentum : { &m_unetMomentum, &m_textMomentum })
        momentum->step(learningRate, m_settings.weightDecay);
}

Result<> DenoiserRun::exportTo(const std::filesystem::path &modelFolder)
{
    average.swap();
    CF_TRY(writeConfig(m_settings.unetConfig, modelFolder / "unet"));
    CF_TRY(writeConfig(m_settings.textConfig, modelFolder / "text_encoder"));
    CF_TRY(writeModule(*unet, modelFolder / "unet" / "diffusion_pytorch_model.safetensors", torch::kFloat16));
    return writeModule(*text, modelFolder / "text_encoder" / "model.safetensors", torch::kFloat16);
}

torch::Tensor stratifiedTimesteps(std::int64_t rows)
{
    return (
        (torch::arange(rows) + torch::rand({ rows })) * 1000.0 / static_cast<double>(std::max<std::int64_t>(rows, 1)))
        .floor()
        .clamp(0, 999)
        .to(torch::kInt64);
}

torch::Tensor shareByEnergy(const torch::Tensor &energy, double middle, double power)
{
    return (energy / middle + 0.05).pow(-power).clamp_max(6.0);
}

Result<> startFromModel(DenoiserRun &run, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto unet, readWeights(modelFolder / "unet", "diffusion_pytorch_model"));
    CF_TRY(loadWeights(*run.unet, unet, "UNet in " + modelFolder.string()));
    CF_ASSIGN(const auto text, readWeights(modelFolder / "text_encoder", "model"));
    CF_TRY(loadWeights(*run.text, text, "text encoder in " + modelFolder.string()));
    run.average.restart();
    run.state.earlierSteps = stepsOnCard(modelFolder, "/steps/edit");
    return {};
}

std::size_t startFromEditor(DenoiserRun &run, DenoiserRun &editor)
{
    const torch::NoGradGuard noGrad;
    editor.average.swap();
    const std::size_t taken = takeOver(*run.unet, *editor.unet) + takeOver(*run.text, *editor.text);
    editor.average.swap();
    run.average.restart();
    return taken;
}

} // namespace cf
