// `contrafact-cli edit` as its users call it: exit codes, report, outputs, and nothing half written.

#include "core/base/RandomStream.h"
#include "core/base/files/Sha256.h"
#include "dicom/PixelReader.h"
#include "dicom/SyntheticWriter.h"
#include "tests/app/CalledCommand.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

struct Files {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path input = folder / "source.dcm";
    fs::path output = folder / "out.dcm";
    fs::path report = folder / "report.json";
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
};

const Files &files()
{
    static const Files made;
    return made;
}

Arguments operator+(Arguments all, const Arguments &more)
{
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// The exit code of `contrafact-cli edit` in a process of its own.
int call(const Arguments &arguments)
{
    for (const fs::path &file :
        { files().output, files().report, files().folder / "figure.png", files().folder / "figure.spread.png" })
        fs::remove(file);
    return test::calledCommand(files().errors, "edit", arguments);
}

/// The same by the program itself, through a shell.
int callProgram(const Arguments &arguments)
{
    std::string command = std::string(CONTRAFACT_CLI) + " edit";
    for (const std::string &argument : arguments)
        command.append(" '").append(argument).append("'");
    const int status = std::system((command + " > /dev/null 2> '" + files().errors.string() + "'").c_str());
    CF_CHECK(WIFEXITED(status));
    return WEXITSTATUS(status);
}

Arguments usual(const std::string &prompt = "remove the pacemaker")
{
    return { "--input", files().input, "--output", files().output, "--model", files().model, "--json", files().report,
        "--quiet", "--steps", "2", "--prompt", prompt };
}

void writeSource()
{
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.stored = StoredImage(420, 360);
    RandomStream stream(1);
    for (int y = 0; y < 360; ++y)
        for (int x = 0; x < 420; ++x)
            radiograph.stored.at(x, y) =
                static_cast<std::int32_t>(1800 + 900 * std::sin(x / 40.0) * std::cos(y / 50.0) + 30 * stream.normal());
    PatientDescription patient;
    patient.name = "PHANTOM^ONE";
    patient.id = "1";
    CF_CHECK(writeRadiograph(radiograph, patient, {}, files().input).has_value());
}

void anEditWritesAllItsOutputs()
{
    const fs::path figure = files().folder / "figure.png";
    const int code = callProgram(usual() + Arguments{ "--seed", "5", "--figure", figure });
    CF_CHECK(code == 0 || code == 3);
    const auto json = nlohmann::json::parse(fileText(files().report));
    for (const char *member :
        { "status", "reason", "source_caption", "target_caption", "slots", "method", "model", "model_sha256", "seed",
            "network_evaluations", "seconds", "region", "outside_changed_values", "reconstruction_psnr" })
        CF_CHECK(json.contains(member));
    CF_EQUAL(json["status"], (code == 0 ? "accepted" : "refused"));
    CF_CHECK(json["method"] == "instruct" && json["seed"] == 5);
    CF_EQUAL(json["network_evaluations"], 8); // Two steps of four draws.
    CF_CHECK(json["outside_changed_values"] == 0 && json["model_sha256"].get<std::string>().size() == 64);
    CF_CHECK(json["target_caption"] == "remove pacemaker" && json["region"].contains("area"));
    CF_EQUAL(fileText(figure).substr(1, 3), "PNG");
    const auto written = readRadiograph(files().output);
    CF_CHECK(written && written->attributes.synthetic && written->radiograph.bitsStored == 12);
    CF_CHECK(written->radiograph.stored.width == 420 && written->radiograph.stored.height == 360);
}

void theSameRequestGivesTheSamePixels()
{
    const fs::path mask = files().folder / "mask.png";
    cv::Mat white = cv::Mat::zeros(360, 420, CV_8UC1);
    white(cv::Rect(100, 80, 150, 160)) = 255;
    CF_CHECK(cv::imwrite(mask.string(), white));
    const Arguments masked = usual() + Arguments{ "--mask", mask };
    call(masked + Arguments{ "--seed", "5" });
    const auto json = nlohmann::json::parse(fileText(files().report));
    CF_CHECK(json["region"]["drawn"] == true && json["region"]["area"] == 150 * 160);
    CF_CHECK(json["region"]["box"]["x"] == 100 && json["region"]["box"]["height"] == 160);
    const auto first = readRadiograph(files().output);
    call(masked + Arguments{ "--seed", "5" });
    const auto second = readRadiograph(files().output);
    call(masked + Arguments{ "--seed", "6" });
    const auto third = readRadiograph(files().output);
    CF_CHECK(first && second && third);
    CF_EQUAL(first->radiograph.stored, second->radiograph.stored);
    CF_CHECK(!(first->radiograph.stored == third->radiograph.stored));
}

/// What was odd in film and mask stands in the report as on the terminal, and the result lies as the film does.
void notesOfReadingAreReported()
{
    const fs::path film = files().folder / "upside-down.dcm";
    Radiograph radiograph = readRadiograph(files().input)->radiograph;
    radiograph.axes = parsePatientAxes("R\\H")->axes;
    PatientDescription patient;
    patient.name = "PHANTOM^TWO";
    CF_CHECK(writeRadiograph(radiograph, patient, {}, film).has_value());
    const fs::path mask = files().folder / "labels.png";
    cv::Mat labels = cv::Mat::zeros(360, 420, CV_8UC1);
    labels(cv::Rect(100, 80, 150, 160)) = 2;
    CF_CHECK(cv::imwrite(mask.string(), labels));
    const Arguments loud{ "--input", film, "--output", files().output, "--model", files().model, "--json",
        files().report, "--steps", "2", "--prompt", "remove the pacemaker", "--mask", mask };
    const int code = call(loud);
    CF_CHECK(code == 0 || code == 3);
    const auto json = nlohmann::json::parse(fileText(files().report));
    const std::string said = fileText(files().errors);
    std::vector<std::string> codes;
    for (const auto &note : json["notes"]) {
        codes.push_back(note["code"]);
        CF_CHECK(said.find(note["sentence"].get<std::string>()) != std::string::npos);
    }
    CF_CHECK(std::find(codes.begin(), codes.end(), "not-upright") != codes.end());
    CF_CHECK(std::find(codes.begin(), codes.end(), "mask-label") != codes.end());
    CF_CHECK(json["region"]["area"] == 150 * 160 && json["region"]["box"]["x"] == 100);
    CF_EQUAL(json["provenance"]["orientation"], "R\\H");
    const auto written = readRadiograph(files().output);
    CF_CHECK(written && textOf(written->radiograph.axes) == "R\\H");
    // A mask that may mean several things is refused with the choice, before the model is asked.
    labels(cv::Rect(300, 200, 50, 50)) = 1;
    CF_CHECK(cv::imwrite(mask.string(), labels));
    CF_CHECK(call(loud) == 2 && fileText(files().errors).find("--mask-as label:") != std::string::npos);
    CF_CHECK(call(loud + Arguments{ "--mask-as", "label:2" }) != 2);
    CF_EQUAL(call(loud + Arguments{ "--orientation", "sideways" }), 2);
}

void timesAndSeedsAreReported()
{
    const fs::path figure = files().folder / "figure.png";
    const int code = call(usual() + Arguments{ "--seeds", "2", "--figure", figure });
    CF_CHECK(code == 0 || code == 3);
    const auto json = nlohmann::json::parse(fileText(files().report));
    for (const char *stage : { "read", "load_model", "prepare", "encode", "edit", "decode", "recompose", "write" })
        CF_CHECK(json["timings"].at(stage).get<double>() >= 0.0);
    CF_CHECK(json["spread"]["seeds"].size() == 2 && json["spread"]["seeds"][1] == 1);
    CF_CHECK(json["spread"]["mean_deviation"].get<double>() >= 0.0);
    CF_EQUAL(json["spread"]["figure"], (files().folder / "figure.spread.png").string());
    CF_EQUAL(fileText(files().folder / "figure.spread.png").substr(1, 3), "PNG");
    CF_CHECK(json["candidates"]["made"] == 2 && json["candidates"]["list"][0]["chosen"] == true);
    CF_CHECK(json["candidates"]["list"][1]["gates"].size() >= 4);
}

void inversionsGoWhereTheUserSays()
{
    const fs::path cache = files().folder / "inversions";
    const auto inversion = [&](const Arguments &more) {
        CF_CHECK(call(usual() + Arguments{ "--method", "direct" } + more) != 1);
        return nlohmann::json::parse(fileText(files().report))["provenance"]["inversion"].get<std::string>();
    };
    const Arguments here{ "--inversion-cache", cache };
    CF_CHECK(inversion(here) == "computed" && inversion(here) == "cached");
    CF_EQUAL(inversion(here + Arguments{ "--no-inversion-cache" }), "computed");
    // Without being told: the user's own cache folder.
    ::setenv("XDG_CACHE_HOME", (files().folder / "xdg").c_str(), 1);
    CF_CHECK(inversion({}) == "computed" && inversion({}) == "cached");
    CF_CHECK(fs::is_directory(files().folder / "xdg" / "contrafact" / "inversions"));
}

void failuresAreOneLineAndLeaveNothing()
{
    const auto fails = [](const Arguments &arguments, int code) {
        const int got = call(arguments);
        const std::string line = fileText(files().errors);
        if (got != code)
            std::fprintf(stderr, "code %d instead of %d: %s\n", got, code, line.c_str());
        CF_EQUAL(got, code);
        CF_CHECK(!line.empty() && line.find('\n') == line.size() - 1);
        CF_CHECK(!fs::exists(files().output));
    };
    const std::string before = fileText(files().input);
    fails(usual(""), 2);
    fails(usual(std::string(10000, 'x')), 2);
    fails(usual() + Arguments{ "--method", "magic" }, 2);
    fails(usual() + Arguments{ "--seeds", "0" }, 2);
    fails(usual() + Arguments{ "--seeds", "2", "--method", "prism" }, 2);
    fails(usual() + Arguments{ "--parameter", "sharpness=1" }, 2);
    fails(usual() + Arguments{ "--parameter", "guidance_scale" }, 2);
    fails(usual() + Arguments{ "--mask", files().errors }, 2);
    const auto with = [](const fs::path &source, const fs::path &model, const fs::path &destination) {
        return Arguments{ "--input", source, "--model", model, "--output", destination, "--prompt",
            "remove the pacemaker", "--quiet", "--json", files().report };
    };
    const fs::path &folder = files().folder;
    std::ofstream(folder / "text.dcm") << "this is no radiograph";
    fails(with(folder / "text.dcm", files().model, files().output), 2);
    CF_EQUAL(nlohmann::json::parse(fileText(files().report))["status"], "failed");
    std::ofstream(folder / "cut.dcm", std::ios::binary) << before.substr(0, before.size() / 2);
    CF_CHECK(call(with(folder / "cut.dcm", files().model, files().output)) != 0);
    CF_CHECK(call(with(folder / "missing.dcm", files().model, files().output)) != 0);
    CF_CHECK(call(with(files().input, folder, files().output)) != 0);
    CF_CHECK(call(with(files().input, files().model, "/proc/none/out.dcm")) != 0);
    // Writing over the source is refused, and the source is what it was.
    CF_CHECK(call(with(files().input, files().model, files().input)) != 0);
    CF_EQUAL(fileText(files().input), before);
}

/// A path that cannot be written to is said before the work, not after it; a report that was not written whole is a
/// failure, whatever became of the edit.
void wrongOutputsAreSaidBeforeTheWork()
{
    const Arguments head{ "--input", files().input, "--model", files().model, "--prompt", "remove the pacemaker",
        "--steps", "2" };
    const auto saysBefore = [&](const Arguments &arguments) {
        CF_CHECK(call(head + arguments) != 0);
        const std::string said = fileText(files().errors);
        CF_CHECK(said.find("Encoding") == std::string::npos && said.find("contrafact-cli: ") != std::string::npos);
        CF_CHECK(!fs::exists(files().output));
    };
    const fs::path &folder = files().folder;
    saysBefore({ "--output", folder / "nowhere" / "out.dcm" });
    saysBefore({ "--output", folder });
    saysBefore({ "--output", files().input });
    saysBefore({ "--output", files().output, "--figure", "/proc/none/figure.png" });
    saysBefore({ "--output", files().output, "--json", folder / "nowhere" / "report.json" });
    saysBefore({ "--output", files().output, "--seed", "many" });
    if (fs::is_character_file("/dev/full")) {
        CF_EQUAL(call(head + Arguments{ "--quiet", "--output", files().output, "--json", "/dev/full" }), 1);
        CF_CHECK(fs::exists(files().output)); // Made, and not thrown away for the report's sake.
        CF_CHECK(fs::is_character_file("/dev/full"));
    }
}

/// -1 is no seed, and no machine has as many threads as a typing error names.
void senselessNumbersAreRefused()
{
    const Arguments head{ "--input", files().input, "--model", files().model, "--prompt", "remove the pacemaker",
        "--output", files().output };
    for (const Arguments &wrong : { Arguments{ "--seed", "-1" }, { "--seed", "1.5" }, { "--threads", "-5" },
             { "--threads", "100000" }, { "--precision", "fp8" }, { "--inversion-cache", files().input } }) {
        CF_CHECK(call(head + wrong) == 2 && !fs::exists(files().output));
        const std::string said = fileText(files().errors);
        CF_CHECK(said.find(wrong.front()) != std::string::npos && said.find('\n') == said.size() - 1);
    }
}

} // namespace

int main()
{
    CF_EQUAL(test::forkedCall(files().errors, [] { return test::writeTinyModel(files().model) ? 0 : 1; }), 0);
    writeSource();
    anEditWritesAllItsOutputs();
    theSameRequestGivesTheSamePixels();
    notesOfReadingAreReported();
    timesAndSeedsAreReported();
    inversionsGoWhereTheUserSays();
    failuresAreOneLineAndLeaveNothing();
    wrongOutputsAreSaidBeforeTheWork();
    senselessNumbersAreRefused();
}
