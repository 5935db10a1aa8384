#include "core/training/LatentCorpus.h"

#include "core/training/ImageBatch.h"

#include <torch/torch.h>

#include <chrono>

namespace cf {

namespace {

struct Parts {
    std::vector<torch::Tensor> without;
    std::vector<torch::Tensor> with;
    std::vector<torch::Tensor> region;
};

Result<> save(const Parts &parts, const std::filesystem::path &file)
{
    try {
        const auto temporary = file.string() + ".part";
        torch::save(
            std::vector<torch::Tensor>{ torch::cat(parts.without), torch::cat(parts.with), torch::cat(parts.region) },
            temporary);
        std::filesystem::rename(temporary, file);
    } catch (const std::exception &error) {
        return fail(ErrorCode::Io, "The latents cannot be written to " + file.string() + ": " + error.what());
    }
    return {};
}

Parts load(const std::filesystem::path &file)
{
    Parts parts;
    if (!std::filesystem::exists(file))
        return parts;
    try {
        std::vector<torch::Tensor> tensors;
        torch::load(tensors, file.string());
        if (tensors.size() == 3)
            parts = { { tensors[0] }, { tensors[1] }, { tensors[2] } };
    } catch (const std::exception &) {
        parts = {}; // A cache that cannot be read is made again.
    }
    return parts;
}

} // namespace

Result<LatentCorpus> encodeCorpus(
    AutoencoderKL &autoencoder, const PairCorpus &corpus, const std::filesystem::path &file, const JobContext &job)
{
    const torch::NoGradGuard noGrad;
    Parts parts = load(file);
    std::size_t done = parts.without.empty() ? 0 : static_cast<std::size_t>(parts.without[0].size(0));
    const std::size_t first = done;
    const auto start = std::chrono::steady_clock::now();
    for (; done < corpus.size(); ++done) {
        if (job.stopRequested()) {
            if (done > first)
                CF_TRY(save(parts, file));
            return tl::make_unexpected(job.checkStop().error());
        }
        const torch::Tensor images = torch::cat({ wholeImage(corpus.without(done), corpus.imageSize()),
            wholeImage(corpus.with(done), corpus.imageSize()) });
        const torch::Tensor latents = autoencoder->encodeMoments(images.expand({ -1, 3, -1, -1 }).contiguous())
                                          .chunk(2, 1)[0]
                                          .to(torch::kFloat16);
        const std::int64_t cell = corpus.imageSize() / latents.size(2);
        const torch::Tensor differs = (images[0] != images[1]).to(torch::kFloat32).unsqueeze(0);
        parts.without.push_back(latents.slice(0, 0, 1));
        parts.with.push_back(latents.slice(0, 1, 2));
        parts.region.push_back(torch::max_pool2d(differs, cell, cell).to(torch::kUInt8));
        if ((done + 1) % 500 == 0)
            CF_TRY(save(parts, file));
        if ((done + 1) % 20 == 0) {
            const double pace = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()
                / static_cast<double>(done + 1 - first);
            job.report({ static_cast<int>(done + 1), static_cast<int>(corpus.size()), "Encoding the pairs",
                pace * static_cast<double>(corpus.size() - done - 1) });
        }
    }
    if (done == 0)
        return fail(ErrorCode::InvalidInput, "The corpus is empty: make it first.");
    if (done > first)
        CF_TRY(save(parts, file));
    LatentCorpus latents{ torch::cat(parts.without).slice(0, 0, static_cast<std::int64_t>(corpus.size())),
        torch::cat(parts.with).slice(0, 0, static_cast<std::int64_t>(corpus.size())),
        torch::cat(parts.region).slice(0, 0, static_cast<std::int64_t>(corpus.size())), {} };
    for (std::size_t index = 0; index < corpus.size(); ++index)
        latents.records.push_back(corpus.record(index));
    return latents;
}

} // namespace cf
