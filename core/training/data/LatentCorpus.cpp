#include "core/training/data/LatentCorpus.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/FolderListing.h"
#include "core/base/files/RegularFile.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/training/data/ImageBatch.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace cf {

namespace {

constexpr std::size_t pairsInFile = 50;

/// The content of one file: pairs encoded together.
struct LatentFile {
    std::vector<std::int64_t> pairs; ///< Their indexes in the corpus.
    std::vector<torch::Tensor> tensors; ///< without, with, region; rows as in `pairs`.
};

Result<> save(const LatentFile &content, const std::filesystem::path &folder)
{
    const auto file = folder / ("pairs-" + std::to_string(content.pairs.front()) + ".pt");
    auto tensors = content.tensors;
    tensors.push_back(torch::tensor(content.pairs));
    return writeArchive(file, [&](const ArchiveSink &sink) { torch::save(tensors, sink); });
}

/// Errors: Io for a damaged file, OutOfMemory.
Result<LatentFile> readLatents(const std::filesystem::path &file)
try {
    CF_TRY(checkRegularFile(file));
    std::vector<torch::Tensor> tensors;
    torch::load(tensors, file.string());
    if (tensors.size() != 4)
        return fail(ErrorCode::Io, "The file " + file.string() + " holds no encoded pairs.");
    const torch::Tensor pairs = tensors.back().to(torch::kInt64).contiguous();
    tensors.pop_back();
    return LatentFile{ { pairs.data_ptr<std::int64_t>(), pairs.data_ptr<std::int64_t>() + pairs.numel() },
        std::move(tensors) };
} catch (...) {
    const Error error = errorFromTraining("Reading the encoded pairs");
    if (error.code == ErrorCode::OutOfMemory)
        return tl::make_unexpected(error);
    return fail(ErrorCode::Io, "The encoded pairs in " + file.string() + " cannot be read.");
}

/// What is encoded so far. `damaged` gets the files that cannot be read.
Result<std::vector<LatentFile>> readFolder(
    const std::filesystem::path &folder, std::vector<std::filesystem::path> &damaged)
{
    std::vector<LatentFile> files;
    CF_ASSIGN(const auto entries, listFolderIfThere(folder));
    for (const auto &entry : entries) {
        if (entry.path().extension() != ".pt")
            continue;
        auto file = readLatents(entry.path());
        if (file)
            files.push_back(*std::move(file));
        else if (file.error().code == ErrorCode::OutOfMemory)
            return tl::make_unexpected(std::move(file).error());
        else
            damaged.push_back(entry.path());
    }
    return files;
}

/// The same for an encoding, which makes what is damaged again.
Result<std::vector<LatentFile>> readSound(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> damaged;
    CF_ASSIGN(auto files, readFolder(folder, damaged));
    for (const auto &file : damaged) {
        std::error_code failure;
        std::filesystem::remove(file, failure);
        if (failure)
            return fail(ErrorCode::Io,
                "The encoded pairs in " + file.string()
                    + " cannot be read, nor be taken away: " + systemReason(failure.value()) + ".");
    }
    return files;
}

/// The pairs without latents, origins in turn.
std::vector<std::int64_t> pairsToDo(const PairCorpus &corpus, const std::vector<LatentFile> &files)
{
    std::vector<bool> isDone(corpus.size(), false);
    for (const LatentFile &file : files)
        for (const std::int64_t pair : file.pairs)
            if (pair >= 0 && static_cast<std::size_t>(pair) < isDone.size())
                isDone[static_cast<std::size_t>(pair)] = true;
    std::map<std::string, std::int64_t> ranks;
    std::vector<std::pair<std::int64_t, std::int64_t>> ranked; // (rank within the origin, index)
    for (std::size_t index = 0; index < corpus.size(); ++index) {
        const std::int64_t rank = ranks[corpus.record(index).origin]++;
        if (!isDone[index])
            ranked.emplace_back(rank, static_cast<std::int64_t>(index));
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::int64_t> pairs;
    for (const auto &[rank, index] : ranked)
        pairs.push_back(index);
    return pairs;
}

/// Whole files in turn (not pairs: with two processes each would get one origin).
std::vector<std::int64_t> shareOf(const std::vector<std::int64_t> &todo, EncodingShare share)
{
    std::vector<std::int64_t> mine;
    for (std::size_t place = 0; place < todo.size(); ++place)
        if (place / pairsInFile % share.count == share.index)
            mine.push_back(todo[place]);
    return mine;
}

struct EncodedPair {
    torch::Tensor without, with, region;
};

EncodedPair encodePair(AutoencoderKL &autoencoder, const PairCorpus &corpus, std::int64_t pair)
{
    const auto index = static_cast<std::size_t>(pair);
    const torch::Tensor images = torch::cat(
        { wholeImage(corpus.without(index), corpus.imageSize()), wholeImage(corpus.with(index), corpus.imageSize()) });
    const torch::Tensor latents =
        autoencoder->encodeMean(images.expand({ -1, 3, -1, -1 }).contiguous()).to(torch::kFloat16);
    const std::int64_t cell = corpus.imageSize() / latents.size(2);
    const torch::Tensor differs = (images[0] != images[1]).to(torch::kFloat32).unsqueeze(0);
    return { latents.slice(0, 0, 1), latents.slice(0, 1, 2), torch::max_pool2d(differs, cell, cell).to(torch::kUInt8) };
}

LatentFile fileOf(const std::vector<std::int64_t> &pairs, const std::vector<EncodedPair> &encoded)
{
    std::vector<torch::Tensor> without, with, region;
    for (const EncodedPair &pair : encoded) {
        without.push_back(pair.without);
        with.push_back(pair.with);
        region.push_back(pair.region);
    }
    return { pairs, { torch::cat(without), torch::cat(with), torch::cat(region) } };
}

} // namespace

Result<> encodeCorpus(AutoencoderKL &autoencoder, const PairCorpus &corpus, const std::filesystem::path &folder,
    EncodingShare share, const JobContext &job)
{
    const torch::NoGradGuard noGrad;
    CF_TRY(makeFolder(folder));
    removeLeftovers(folder);
    std::vector<std::int64_t> todo;
    { // What is encoded already fills the memory, and only its names are asked for.
        CF_ASSIGN(const auto before, readSound(folder));
        todo = shareOf(pairsToDo(corpus, before), share);
    }
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::int64_t> pairs;
    std::vector<EncodedPair> encoded;
    for (std::size_t done = 0; done < todo.size();) {
        CF_TRY(job.checkStop()); // Loses at most the pairs of one file.
        pairs.push_back(todo[done]);
        encoded.push_back(encodePair(autoencoder, corpus, todo[done]));
        if (++done % pairsInFile != 0 && done < todo.size())
            continue;
        CF_TRY(save(fileOf(pairs, encoded), folder));
        pairs.clear();
        encoded.clear();
        const double pace =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(done);
        job.report({ static_cast<int>(done), static_cast<int>(todo.size()), "Encoding the pairs",
            pace * static_cast<double>(todo.size() - done) });
    }
    return {};
}

Result<std::filesystem::path> latentFolder(const std::filesystem::path &state, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const std::string hash, sha256OfFile(modelFolder / "vae" / "diffusion_pytorch_model.safetensors"));
    return state / ("latents-" + hash.substr(0, 12));
}

Result<LatentCorpus> loadLatents(const PairCorpus &corpus, const std::filesystem::path &folder)
{
    std::map<std::int64_t, std::pair<std::size_t, std::int64_t>> places; // pair → file, row
    std::vector<std::filesystem::path> damaged;
    CF_ASSIGN(const auto files, readFolder(folder, damaged));
    if (!damaged.empty())
        return fail(ErrorCode::Io,
            "The encoded pairs in " + damaged.front().string()
                + " cannot be read: encode the corpus again, which makes "
                  "them anew.");
    for (std::size_t file = 0; file < files.size(); ++file)
        for (std::size_t row = 0; row < files[file].pairs.size(); ++row)
            places[files[file].pairs[row]] = { file, static_cast<std::int64_t>(row) };
    places.erase(places.lower_bound(static_cast<std::int64_t>(corpus.size())), places.end());
    if (places.empty())
        return fail(ErrorCode::InvalidInput,
            "No pair of the corpus is encoded in " + folder.string() + " yet: encode the corpus first.");
    LatentCorpus latents;
    std::vector<torch::Tensor> parts[3];
    for (const auto &[pair, place] : places) {
        for (std::size_t kind = 0; kind < 3; ++kind)
            parts[kind].push_back(files[place.first].tensors[kind][place.second]);
        latents.records.push_back(corpus.record(static_cast<std::size_t>(pair)));
        latents.pairs.push_back(static_cast<std::size_t>(pair));
    }
    latents.without = torch::stack(parts[0]);
    latents.with = torch::stack(parts[1]);
    latents.region = torch::stack(parts[2]);
    std::vector<torch::Tensor> energies;
    for (std::int64_t row = 0; row < latents.without.size(0); ++row) // One by one: the corpus in fp32 is large.
        energies.push_back(((latents.with[row].to(torch::kFloat32) - latents.without[row].to(torch::kFloat32)).square()
            * latents.region[row])
                               .sum());
    latents.energy = torch::stack(energies);
    return latents;
}

} // namespace cf
