#include "core/training/files/ModuleFiles.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/text/JsonFile.h"
#include "core/diffusion/weights/SafetensorsFile.h"

#include <map>
#include <utility>

namespace cf {

namespace {

constexpr const char *claimName = ".contrafact-model"; ///< Stands in folders that training may write over.

} // namespace

Result<> writeModule(const torch::nn::Module &module, const std::filesystem::path &file, torch::ScalarType type)
{
    std::map<std::string, torch::Tensor> tensors;
    for (const auto &parameter : module.named_parameters())
        tensors[parameter.key()] = parameter.value().detach().to(type).contiguous();
    return writeSafetensors(file, tensors);
}

Result<> writeConfig(const std::string &config, const std::filesystem::path &folder)
{
    CF_TRY(makeFolder(folder));
    return writeWhole(folder / "config.json", nlohmann::json::parse(config).dump(2) + "\n", replaceOwn());
}

Result<> writeArchive(const std::filesystem::path &file, const std::function<void(const ArchiveSink &)> &save)
{
    CF_ASSIGN(AtomicFile output, AtomicFile::create(file, replaceOwn()));
    Result<> written;
    save([&](const void *bytes, std::size_t length) {
        if (written)
            written = output.write({ static_cast<const char *>(bytes), length });
        return length; // Anything else would end in an exception without the reason.
    });
    CF_TRY(std::move(written));
    return output.commit();
}

Result<> claimModelFolder(const std::filesystem::path &folder)
{
    CF_TRY(makeFolder(folder));
    std::error_code failure;
    if (std::filesystem::exists(folder / claimName, failure))
        return {};
    // Models that were exported before folders were marked are known by what only our own card tells.
    const auto card = readJsonFile(folder / "contrafact.json");
    const bool isOurs = card && card->contains("training_pairs");
    if (!isOurs && !std::filesystem::is_empty(folder, failure))
        return fail(ErrorCode::InvalidInput,
            "The folder " + folder.string()
                + " holds files that this program's training did not write. Name a new or an empty folder.");
    return writeWhole(folder / claimName, "Exports of contrafact-cli train may replace the files here.\n");
}

} // namespace cf
