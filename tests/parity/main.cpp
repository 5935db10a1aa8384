// Compares this engine with values of the original Python code. Arguments: kinds ("c_unet"); none means all.
#include "tests/parity/Kinds.h"

#include "core/diffusion/runtime/Torch.h"

#include <array>
#include <string_view>

namespace {

struct Kind {
    std::string_view name;
    void (*check)(const cf::parity::GoldenFile &, cf::parity::Parity &);
};

constexpr std::array kinds{
    Kind{ "a_tokenizer", cf::parity::checkTokenizer },
    Kind{ "b_clip_similarity", cf::parity::checkClipSimilarity },
    Kind{ "b_text_encoder", cf::parity::checkTextEncoder },
    Kind{ "c_unet", cf::parity::checkUNet },
    Kind{ "d_vae", cf::parity::checkAutoencoder },
    Kind{ "e_schedulers", cf::parity::checkSchedulers },
    Kind{ "f_txt2img_ddim", cf::parity::checkTextToImage },
    Kind{ "g_inversion", cf::parity::checkInversion },
    Kind{ "h_p2p", cf::parity::checkPromptToPrompt },
    Kind{ "h_p2p_32", cf::parity::checkPromptToPrompt },
    Kind{ "h_prism", cf::parity::checkPrism },
    Kind{ "h_seq_aligner", cf::parity::checkAlignment },
    Kind{ "i_masked", cf::parity::checkMasked },
    Kind{ "j_train", cf::parity::checkTraining },
    Kind{ "k_metrics", cf::parity::checkClassifier },
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
