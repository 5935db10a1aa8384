// `contrafact-cli evaluate removals` and `evaluate axioms` as their users call them: reports, one page, the judge
// named.

#include "core/base/RandomStream.h"
#include "tests/app/CalledCommand.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/SharedRadiographs.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cmath>
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
    fs::path films = folder / "films";
    fs::path table = folder / "table.csv";
    fs::path model = folder / "model";
    fs::path page = folder / "page.html";
};

const World &world()
{
    static const World made;
    return made;
}

int evaluate(const Arguments &arguments)
{
    return test::calledCommand(world().errors, "evaluate", arguments);
}

nlohmann::json jsonOf(const std::string &name)
{
    return nlohmann::json::parse(fileText(world().folder / name));
}

/// LibTorch runs in a process of its own: threads do not survive a fork.
void writeModel(const fs::path &folder, bool hasSecond)
{
    const auto code = test::forkedCall(world().errors, [&] {
        const bool written = test::writeTinyModel(folder).has_value()
            && test::writeTinySegmenter(folder / "segmenter", 1).has_value()
            && (!hasSecond || test::writeTinySegmenter(folder / "second-segmenter", 2).has_value());
        return written ? 0 : 1;
    });
    CF_EQUAL(code, 0);
}

void writeFilms()
{
    fs::create_directories(world().films / "images");
    std::ofstream labels(world().films / "labels.csv");
    std::ofstream table(world().table);
    labels << "file,patient_id\n";
    table << "set,file,pacemaker,central_venous_catheter,ecg_leads,marks,remark\n";
    RandomStream stream(1);
    for (int film = 0; film < 3; ++film) {
        const std::string name = "film" + std::to_string(film) + ".png";
        cv::Mat picture(96, 96, CV_8UC1);
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 96; ++x)
                picture.at<std::uint8_t>(y, x) =
                    static_cast<std::uint8_t>(120 + 60 * std::sin(x / 9.0) * std::cos(y / 12.0) + 4 * stream.normal());
        CF_CHECK(cv::imwrite((world().films / "images" / name).string(), picture));
        labels << name << ',' << film << '\n';
        table << "films," << name << (film == 0 ? ",1,0,?" : ",1,?,0") << ",\"R@80,80\",-\n";
    }
}

Arguments removals(const std::string &json)
{
    return { "removals", "--films", world().films, "--labels", world().table, "--model", world().model, "--json",
        world().folder / json, "--threads", "1" };
}

Arguments operator+(Arguments all, const Arguments &more)
{
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void removalsOfRealFilmsAreReported()
{
    CF_EQUAL(evaluate(removals("removals.json") + Arguments{ "--html", world().page }), 0);
    const auto json = jsonOf("removals.json");
    CF_CHECK(json["written_by"] == "contrafact-cli evaluate" && json["judge"] == "second-segmenter");
    CF_CHECK(json["judge_warning"] == "" && json["patients"] == "all" && json["films"] == 3);
    CF_CHECK(json["devices"].size() == 1 && json["devices"]["pacemaker"]["films"] == 3);
    CF_CHECK(json["devices"]["pacemaker"]["found_after"].is_number() && json["marks_changed"].is_number());
    CF_CHECK(fileText(world().page).find("Removals of real devices") != std::string::npos);
    // What is measured is kept: the same again costs no edit, and writes over nothing.
    CF_CHECK(fs::is_directory(world().folder / "removals.state"));
    CF_EQUAL(evaluate(removals("removals.json")), 2);
    CF_EQUAL(evaluate(removals("removals.json") + Arguments{ "--overwrite" }), 0);
    CF_EQUAL(jsonOf("removals.json"), json);
    CF_EQUAL(evaluate(removals("two.json") + Arguments{ "--limit", "2" }), 0);
    CF_CHECK(jsonOf("two.json")["limited"] == true && jsonOf("two.json")["devices"]["pacemaker"]["films"] == 2);
}

void axiomsJoinThePage()
{
    const Arguments axioms{ "axioms", "--model", world().model, "--count", "2", "--threads", "1", "--json",
        world().folder / "axioms.json" };
    CF_EQUAL(evaluate(axioms + Arguments{ "--html", world().page }), 0);
    const auto json = jsonOf("axioms.json");
    CF_CHECK(json["pairs"] == 2 && json["composition"]["asked"] == 4 && json["separability"]["inside"].is_null());
    CF_EQUAL(json["minimality"]["outside_changed_values"], 0);
    const std::string page = fileText(world().page);
    CF_CHECK(page.find("Axioms of counterfactuals") != std::string::npos);
    CF_CHECK(page.find("Removals of real devices") != std::string::npos);
    fs::remove(world().folder / "axioms.json");
    CF_EQUAL(evaluate(axioms + Arguments{ "--html", world().page }), 2); // The page has these: only with --overwrite.
    CF_EQUAL(fileText(world().page), page);
}

void withoutASecondSegmenterItIsSaidLoudly()
{
    fs::remove_all(world().model / "second-segmenter");
    CF_EQUAL(evaluate(removals("first.json")), 0);
    CF_EQUAL(jsonOf("first.json")["judge"], "segmenter");
    CF_CHECK(!jsonOf("first.json")["judge_warning"].get<std::string>().empty());
    CF_CHECK(fileText(world().errors).find("WARNING") != std::string::npos);
    fs::remove_all(world().model / "segmenter");
    CF_CHECK(evaluate(removals("none.json")) == 2 && !fs::exists(world().folder / "none.json"));
}

void whatCannotBeReadIsSaid()
{
    Arguments wrong = removals("wrong.json");
    wrong[2] = world().folder / "absent";
    CF_EQUAL(evaluate(wrong), 2);
    CF_EQUAL(evaluate(removals("wrong.json") + Arguments{ "--method", "no-such-method" }), 2);
    CF_EQUAL(evaluate({ "removals", "--films", world().films }), 2);
}

/// The bundled model on three real films: the figures' form, and no printed mark lost.
void realFilmsAreMeasured()
{
    const fs::path films = sharedData() / "nih_cxr14_512";
    const fs::path table = sharedData() / "devices_by_eye.csv";
    const fs::path model = fs::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr";
    if (sharedData().empty() || !fs::exists(films / "labels.csv") || !fs::exists(table)) {
        test::skipped("real films", "../shared/data is not there");
        return;
    }
    CF_EQUAL(evaluate({ "removals", "--films", films, "--labels", table, "--model", model, "--limit", "3", "--json",
                 world().folder / "real.json", "--threads", "1" }),
        0);
    const auto json = jsonOf("real.json");
    CF_CHECK(json["patients"] == "held_back" && json["films"] == 3);
    int edits = 0;
    for (const auto &[device, figures] : json["devices"].items()) {
        edits += figures["films"].get<int>();
        CF_CHECK(figures["found_before"] <= figures["films"] && figures["found_after"] <= figures["films"]);
    }
    CF_CHECK(edits >= 3 && json["unreadable"].empty());
}

} // namespace

int main()
{
    writeModel(world().model, true);
    writeFilms();
    removalsOfRealFilmsAreReported();
    axiomsJoinThePage();
    whatCannotBeReadIsSaid();
    withoutASecondSegmenterItIsSaidLoudly();
    realFilmsAreMeasured();
}
