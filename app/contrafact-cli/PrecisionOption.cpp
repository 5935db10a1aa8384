#include "app/contrafact-cli/PrecisionOption.h"

#include <map>
#include <string>

namespace cf::cli {

void addPrecision(CLI::App &command, Precision &precision)
{
    static const std::map<std::string, Precision> names{ { "auto", Precision::Automatic },
        { "fp32", Precision::Float32 }, { "bf16", Precision::BFloat16 } };
    command
        .add_option_function<std::string>(
            "--precision", [&precision](const std::string &name) { precision = names.at(name); },
            "What the network multiplies in: auto, fp32 or bf16. auto: bf16 for large networks (Stable Diffusion's) "
            "where the processor has instructions for it")
        ->check(CLI::IsMember({ "auto", "fp32", "bf16" }));
}

} // namespace cf::cli
