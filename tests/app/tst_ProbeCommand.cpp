// `contrafact-cli probe` as its users call it: an estimate, a proposal with its evidence, nothing of theirs replaced.

#include "core/language/values/CaptionGrammar.h"
#include "tests/app/CalledCommand.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/SharedRadiographs.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

struct World {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
    fs::path paired = folder / "paired";
    fs::path judge = folder / "judge";
};

const World &world()
{
    static const World made;
    return made;
}

int call(const Arguments &arguments)
{
    return test::calledCommand(world().errors, "probe", arguments);
}

/// LibTorch runs in a process of its own: threads do not survive a fork.
void writeModels()
{
    const auto code = test::forkedCall(world().errors, [&] {
        test::TinyModelOptions options;
        options.defaultMethod = "sdedit";
        const bool paired = test::writeTinyModel(world().paired, options).has_value();
        options.isPaired = false;
        const bool made = paired && test::writeTinyModel(world().model, options).has_value()
            && test::writeTinyModel(world().judge).has_value()
            && test::writeTinySegmenter(world().judge / "second-segmenter", 2).has_value();
        return made ? 0 : 1;
    });
    CF_EQUAL(code, 0);
}

Arguments phantoms(const std::string &output)
{
    return { "--model", world().model, "--count", "4", "--timesteps", "500", "--judge", world().judge, "--threads", "1",
        "--output", world().folder / output };
}

Arguments operator+(Arguments all, const Arguments &more)
{
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void anEstimateCostsNothingElse()
{
    CF_EQUAL(call(phantoms("estimate.json") + Arguments{ "--estimate" }), 0);
    CF_CHECK(fileText(world().errors).find("(measured)") != std::string::npos);
    CF_CHECK(!fs::exists(world().folder / "estimate.json"));
}

void aProposalWithItsEvidence()
{
    const std::string card = fileText(world().model / "contrafact.json");
    CF_EQUAL(call(phantoms("proposed.json") + Arguments{ "--html", world().folder / "page.html" }), 0);
    const auto json = nlohmann::json::parse(fileText(world().folder / "proposed.json"));
    CF_CHECK(json["written_by"] == "contrafact-cli probe" && json["name"] == "tiny" && json["latent_scaling"] == 1.0);
    CF_CHECK(json["probe"]["films"] == 4 && json["probe"]["templates"].size() >= 6);
    CF_CHECK(!json["probe"]["words"].empty() && json["probe"]["timesteps"] == nlohmann::json::array({ 500 }));
    CF_CHECK(parseCaptionGrammar(json.dump()).has_value());
    CF_CHECK(fileText(world().folder / "page.html").find("Which words does this model hear?") != std::string::npos);
    CF_EQUAL(fileText(world().model / "contrafact.json"), card); // The model is left as it was.
    // The same again measures nothing anew, gives the same, and replaces nothing unasked.
    CF_EQUAL(call(phantoms("proposed.json")), 2);
    CF_EQUAL(call(phantoms("proposed.json") + Arguments{ "--overwrite" }), 0);
    CF_EQUAL(nlohmann::json::parse(fileText(world().folder / "proposed.json")), json);
    std::ofstream(world().folder / "mine.json") << "{}";
    CF_CHECK(call(phantoms("mine.json") + Arguments{ "--overwrite" }) == 2
        && fileText(world().folder / "mine.json") == "{}");
    CF_EQUAL(call({ "--model", world().model, "--output", world().model / "contrafact.json", "--overwrite" }), 2);
    CF_EQUAL(fileText(world().model / "contrafact.json"), card);
}

void whatCannotBeProbedIsSaid()
{
    Arguments wrong = phantoms("wrong.json");
    wrong[1] = world().paired;
    CF_CHECK(call(wrong) == 2 && fileText(world().errors).find("text-to-image") != std::string::npos);
    CF_EQUAL(call(phantoms("wrong.json") + Arguments{ "--word", "Nose=nose" }), 2);
    CF_EQUAL(call(phantoms("wrong.json") + Arguments{ "--films", world().folder / "absent" }), 2);
    CF_EQUAL(call(phantoms("wrong.json") + Arguments{ "--template", world().folder / "absent.json" }), 2);
    CF_CHECK(!fs::exists(world().folder / "wrong.json"));
}

/// The bundled text-to-image model on a few real films.
void realFilmsAreProbed()
{
    const fs::path films = sharedData() / "nih_cxr14_512";
    const fs::path model = fs::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr-text";
    if (sharedData().empty() || !fs::exists(films / "labels.csv")) {
        test::skipped("real films", "../shared/data is not there");
        return;
    }
    CF_EQUAL(call({ "--model", model, "--films", films, "--labels", sharedData() / "devices_by_eye.csv", "--count", "3",
                 "--timesteps", "500", "--no-other-words", "--edits", "0", "--threads", "1", "--output",
                 world().folder / "real.json" }),
        0);
    const auto json = nlohmann::json::parse(fileText(world().folder / "real.json"));
    CF_CHECK(json["probe"]["films"] == 3 && json["probe"]["films_from"] == "nih_cxr14_512");
    CF_CHECK(json["default_method"] == "flow" && json["probe"]["unreadable"].empty());
}

} // namespace

int main()
{
    writeModels();
    anEstimateCostsNothingElse();
    aProposalWithItsEvidence();
    whatCannotBeProbedIsSaid();
    realFilmsAreProbed();
}
