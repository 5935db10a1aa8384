// Compares this engine with values of the original Python code. Arguments: kinds ("c_unet"); none means all.
#include "tests/parity/Kinds.h"

#include <torch/torch.h>

#include <array>
#include <string_view>

namespace {

struct Kind {
    std::string_view name;
    void (*check)(const cf::parity::GoldenFile &, cf::parity::Parity &);
};

constexpr std::array kinds{
    Kind{ "b_text_encoder", cf::parity::checkTextEncoder },
    Kind{ "c_unet", cf::parity::checkUNet },
    Kind{ "d_vae", cf::parity::checkAutoencoder },
    Kind{ "e_schedulers", cf::parity::checkSchedulers },
    Kind{ "f_txt2img_ddim", cf::parity::checkTextToImage },
    Kind{ "j_train", cf::parity::checkTraining },
    Kind{ "m_fullsize", cf::parity::checkFullSize },
};

} // namespace

int main(int count, char **arguments)
{
    const std::vector<std::string_view> wanted(arguments + 1, arguments + count);
    cf::parity::Parity parity;
    for (const Kind &kind : kinds) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), kind.name) == wanted.end())
            continue;
        for (const auto &file : cf::parity::goldenFiles(std::string(kind.name))) {
            const torch::NoGradGuard noGrad;
            try {
                kind.check(file, parity);
            } catch (const std::exception &error) {
                parity.expect(file, std::string("could be compared: ") + error.what(), false);
            }
        }
    }
    return parity.finish();
}
