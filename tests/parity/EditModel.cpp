#include "tests/parity/EditModel.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "tests/parity/Kinds.h"

namespace cf::parity {

torch::Tensor EditModel::encode(const std::vector<std::string> &captions)
{
    std::vector<torch::Tensor> ids;
    for (const std::string &caption : captions)
        ids.push_back(torch::tensor(tokenizer->encode(caption).ids, torch::kInt64));
    return text->forward(torch::stack(ids));
}

torch::Tensor EditModel::latentOf(const torch::Tensor &image)
{
    const torch::Tensor scaled = image.to(torch::kFloat32).permute({ 2, 0, 1 }).unsqueeze(0) / 127.5 - 1.0;
    return vae->encodeMean(scaled) * vae->config.scalingFactor;
}

torch::Tensor EditModel::pictureOf(const torch::Tensor &latent)
{
    return (vae->decode(latent / vae->config.scalingFactor) / 2 + 0.5).clamp(0.0, 1.0).permute({ 0, 2, 3, 1 });
}

EditModel loadEditModel(const std::filesystem::path &folder)
{
    EditModel model;
    const auto config = orGiveUp(ScheduleConfig::fromFile(folder / "scheduler" / "scheduler_config.json"));
    const NoiseSchedule schedule(config);
    model.levels = schedule.levels();
    model.network = std::make_unique<UNetNoisePredictor>(orGiveUp(loadUNet(folder / "unet")), schedule);
    model.text = orGiveUp(loadTextEncoder(folder / "text_encoder"));
    model.vae = orGiveUp(loadAutoencoder(folder / "vae"));
    if (std::filesystem::exists(folder / "tokenizer" / "vocab.json"))
        model.tokenizer = orGiveUp(ClipTokenizer::load(folder / "tokenizer"));
    return model;
}

GoldenFile siblingOf(const GoldenFile &file, const std::string &kind)
{
    for (auto &other : goldenFiles(kind))
        if (other.model == file.model && other.path.parent_path() == file.path.parent_path())
            return std::move(other);
    std::fprintf(stderr, "%s needs a file of kind %s beside it\n", file.name.c_str(), kind.c_str());
    std::exit(EXIT_FAILURE);
}

} // namespace cf::parity
