#include "core/diffusion/loading/ModelFolder.h"

#include "core/base/files/RegularFile.h"
#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/weights/WeightLoader.h"

#include <torch/library.h>

#include <algorithm>
#include <vector>

namespace cf {

namespace {

/// Random numbers are not drawn while the DeferredInit dispatch key is on: a module that is to be filled from a file
/// needs none, and SD v1.5 would draw 10⁹ of them, which takes longer than reading its weights.
torch::Tensor &leaveUniform(torch::Tensor &self, double, double, c10::optional<torch::Generator>)
{
    return self;
}
torch::Tensor &leaveNormal(torch::Tensor &self, double, double, c10::optional<torch::Generator>)
{
    return self;
}

TORCH_LIBRARY_IMPL(_, DeferredInit, library)
{
    library.fallback(torch::CppFunction::makeFallthrough());
}
TORCH_LIBRARY_IMPL(aten, DeferredInit, library)
{
    library.impl("uniform_", leaveUniform);
    library.impl("normal_", leaveNormal);
}

template <typename Module, typename Config> Module buildUnfilled(const Config &config)
{
    const c10::impl::IncludeDispatchKeyGuard guard(c10::DispatchKey::DeferredInit);
    return Module(config);
}

/// Builds a module from a config and fills it.
template <typename Module, typename Config>
Result<Module> load(const std::filesystem::path &folder, const std::string &stem, const std::string &what)
{
    CF_ASSIGN(const auto config, Config::fromFile(folder / "config.json"));
    CF_ASSIGN(const auto weights, readWeights(folder, stem));
    try {
        auto module = buildUnfilled<Module>(config);
        CF_TRY(loadWeights(*module, weights, what + " in " + folder.string()));
        module->eval();
        for (auto &parameter : module->parameters())
            parameter.requires_grad_(false);
        return module;
    } catch (const std::bad_alloc &) {
        return fail(
            ErrorCode::OutOfMemory, "There is not enough memory for the " + what + " in " + folder.string() + ".");
    } catch (const c10::Error &error) {
        return fail(ErrorCode::InvalidInput,
            "The " + what + " in " + folder.string() + " cannot be built: " + error.what_without_backtrace());
    }
}

} // namespace

Result<AutoencoderKL> loadAutoencoder(const std::filesystem::path &vaeFolder)
{
    return load<AutoencoderKL, AutoencoderConfig>(vaeFolder, "diffusion_pytorch_model", "autoencoder");
}

Result<UNet2DConditionModel> loadUNet(const std::filesystem::path &unetFolder)
{
    return load<UNet2DConditionModel, UNetConfig>(unetFolder, "diffusion_pytorch_model", "UNet");
}

Result<ClipTextEncoder> loadTextEncoder(const std::filesystem::path &textFolder)
{
    return load<ClipTextEncoder, TextEncoderConfig>(textFolder, "model", "text encoder");
}

Result<DetailNetwork> loadDetailNetwork(const std::filesystem::path &detailFolder)
{
    return load<DetailNetwork, DetailConfig>(detailFolder, "model", "detail network");
}

Result<Remover> loadRemover(const std::filesystem::path &removerFolder)
{
    return load<Remover, RemoverConfig>(removerFolder, "model", "remover");
}

Result<Segmenter> loadSegmenter(const std::filesystem::path &segmenterFolder)
{
    return load<Segmenter, SegmenterConfig>(segmenterFolder, "model", "segmenter");
}

Result<LineReader> loadLineReader(const std::filesystem::path &lineReaderFolder)
{
    return load<LineReader, LineReaderConfig>(lineReaderFolder, "model", "line reader");
}

Result<SideLetterReader> loadSideLetterReader(const std::filesystem::path &sideLettersFolder)
{
    return load<SideLetterReader, SideLetterConfig>(sideLettersFolder, "model", "reader of side letters");
}

Result<ElectrodeReader> loadElectrodeReader(const std::filesystem::path &electrodeReaderFolder)
{
    return load<ElectrodeReader, ElectrodeReaderConfig>(electrodeReaderFolder, "model", "reader of electrodes");
}

Result<std::string> sha256OfWeights(const std::filesystem::path &modelFolder)
{
    std::vector<std::filesystem::path> files;
    std::error_code failure;
    std::filesystem::recursive_directory_iterator entry(modelFolder, failure);
    for (; !failure && entry != std::filesystem::recursive_directory_iterator(); entry.increment(failure)) {
        const auto extension = entry->path().extension();
        std::error_code unreadable;
        if ((extension == ".safetensors" || extension == ".bin") && entry->is_regular_file(unreadable))
            files.push_back(entry->path().lexically_relative(modelFolder));
    }
    std::error_code unknown;
    if (failure && std::filesystem::exists(modelFolder, unknown))
        return fail(ErrorCode::Io,
            "The model folder " + modelFolder.string() + " cannot be read: " + reasonNotRead(failure.value()) + ".");
    if (files.empty())
        return fail(ErrorCode::Io, "The model folder " + modelFolder.string() + " has no weights.");
    std::sort(files.begin(), files.end());
    Sha256 all;
    for (const auto &file : files) {
        CF_ASSIGN(const auto digest, sha256OfFile(modelFolder / file, cancellationPoint));
        const std::string line = digest + "  " + file.generic_string() + "\n";
        all.add(line.data(), line.size());
    }
    return all.finish();
}

} // namespace cf
