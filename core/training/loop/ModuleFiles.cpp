#include "core/training/loop/ModuleFiles.h"

#include "core/diffusion/weights/SafetensorsFile.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>

namespace cf {

Result<> writeModule(const torch::nn::Module &module, const std::filesystem::path &file, torch::ScalarType type)
{
    std::map<std::string, torch::Tensor> tensors;
    for (const auto &parameter : module.named_parameters())
        tensors[parameter.key()] = parameter.value().detach().to(type).contiguous();
    return writeSafetensors(file, tensors);
}

Result<> writeConfig(const std::string &config, const std::filesystem::path &folder)
{
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    std::ofstream stream(folder / "config.json");
    stream << nlohmann::json::parse(config).dump(2) << '\n';
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The file " + (folder / "config.json").string() + " cannot be written.");
    return {};
}

} // namespace cf
