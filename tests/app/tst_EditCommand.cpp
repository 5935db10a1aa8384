// `contrafact-cli edit` as its users call it: exit codes, report, outputs, and nothing half written.

#include "core/base/RandomStream.h"
#include "core/base/Sha256.h"
#include "dicom/PixelReader.h"
#include "dicom/SyntheticWriter.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>

using namespace cf;

namespace {

namespace fs = std::filesystem;

const fs::path scratch = fs::temp_directory_path() / "contrafact-tst-edit-command";
const fs::path input = scratch / "source.dcm";
const fs::path output = scratch / "out.dcm";
const fs::path report = scratch / "report.json";
const fs::path errors = scratch / "stderr.txt";

int call(const std::string &arguments)
{
    fs::remove(output);
    fs::remove(report);
    const std::string command =
        std::string(CONTRAFACT_CLI) + " edit " + arguments + " > /dev/null 2> " + errors.string();
    const int status = std::system(command.c_str());
    CF_CHECK(WIFEXITED(status)); // Never a crash.
    return WEXITSTATUS(status);
}

std::string text(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

std::string usual(const std::string &prompt = "remove the pacemaker")
{
    return "--input " + input.string() + " --output " + output.string() + " --model " + (scratch / "model").string()
        + " --json " + report.string() + " --quiet --steps 2 --prompt '" + prompt + "' ";
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
    CF_CHECK(writeRadiograph(radiograph, patient, {}, input).has_value());
}

void anEditWritesAllItsOutputs()
{
    const fs::path figure = scratch / "figure.png";
    const int code = call(usual() + "--seed 5 --figure " + figure.string());
    CF_CHECK(code == 0 || code == 3);
    const auto json = nlohmann::json::parse(text(report));
    for (const char *member :
        { "status", "reason", "source_caption", "target_caption", "slots", "method", "model", "model_sha256", "seed",
            "network_evaluations", "seconds", "region", "outside_changed_values", "reconstruction_psnr" })
        CF_CHECK(json.contains(member));
    CF_CHECK(json["status"] == (code == 0 ? "accepted" : "refused"));
    CF_CHECK(json["method"] == "instruct" && json["seed"] == 5 && json["network_evaluations"] == 2);
    CF_CHECK(json["outside_changed_values"] == 0 && json["model_sha256"].get<std::string>().size() == 64);
    CF_CHECK(json["target_caption"] == "remove pacemaker" && json["region"].contains("area"));
    CF_CHECK(text(figure).substr(1, 3) == "PNG");
    const auto written = readRadiograph(output);
    CF_CHECK(written && written->attributes.synthetic && written->radiograph.bitsStored == 12);
    CF_CHECK(written->radiograph.stored.width == 420 && written->radiograph.stored.height == 360);
}

void theSameRequestGivesTheSamePixels()
{
    const fs::path mask = scratch / "mask.png";
    cv::Mat white = cv::Mat::zeros(360, 420, CV_8UC1);
    white(cv::Rect(100, 80, 150, 160)) = 255;
    CF_CHECK(cv::imwrite(mask.string(), white));
    const std::string masked = usual() + "--mask " + mask.string();
    call(masked + " --seed 5");
    const auto json = nlohmann::json::parse(text(report));
    CF_CHECK(json["region"]["drawn"] == true && json["region"]["area"] == 150 * 160);
    CF_CHECK(json["region"]["box"]["x"] == 100 && json["region"]["box"]["height"] == 160);
    const auto first = readRadiograph(output);
    call(masked + " --seed 5");
    const auto second = readRadiograph(output);
    call(masked + " --seed 6");
    const auto third = readRadiograph(output);
    CF_CHECK(first && second && third);
    CF_CHECK(first->radiograph.stored == second->radiograph.stored);
    CF_CHECK(!(first->radiograph.stored == third->radiograph.stored));
}

void timesAndSeedsAreReported()
{
    const fs::path figure = scratch / "figure.png";
    const int code = call(usual() + "--seeds 2 --figure " + figure.string());
    CF_CHECK(code == 0 || code == 3);
    const auto json = nlohmann::json::parse(text(report));
    for (const char *stage : { "read", "load_model", "prepare", "encode", "edit", "decode", "recompose", "write" })
        CF_CHECK(json["timings"].at(stage).get<double>() >= 0.0);
    CF_CHECK(json["spread"]["seeds"].size() == 2 && json["spread"]["seeds"][1] == 1);
    CF_CHECK(json["spread"]["mean_deviation"].get<double>() >= 0.0);
    CF_CHECK(json["spread"]["figure"] == (scratch / "figure.spread.png").string());
    CF_CHECK(text(scratch / "figure.spread.png").substr(1, 3) == "PNG");
    CF_CHECK(json["candidates"]["made"] == 2 && json["candidates"]["list"][0]["chosen"] == true);
    CF_CHECK(json["candidates"]["list"][1]["gates"].size() >= 4);
}

void inversionsGoWhereTheUserSays()
{
    const fs::path cache = scratch / "inversions";
    const auto inversion = [&](const std::string &more) {
        CF_CHECK(call(usual() + "--method direct " + more) != 1);
        return nlohmann::json::parse(text(report))["provenance"]["inversion"].get<std::string>();
    };
    const std::string here = "--inversion-cache " + cache.string();
    CF_CHECK(inversion(here) == "computed" && inversion(here) == "cached");
    CF_CHECK(inversion(here + " --no-inversion-cache") == "computed");
    // Without being told: the user's own cache folder.
    ::setenv("XDG_CACHE_HOME", (scratch / "xdg").c_str(), 1);
    CF_CHECK(inversion("") == "computed" && inversion("") == "cached");
    CF_CHECK(fs::is_directory(scratch / "xdg" / "contrafact" / "inversions"));
}

void failuresAreOneLineAndLeaveNothing()
{
    const auto fails = [](const std::string &arguments, int code) {
        const int got = call(arguments);
        const std::string line = text(errors);
        if (got != code)
            std::fprintf(stderr, "code %d for: %s\n%s", got, arguments.c_str(), line.c_str());
        CF_CHECK(got == code);
        CF_CHECK(!line.empty() && line.find('\n') == line.size() - 1);
        CF_CHECK(!fs::exists(output));
    };
    const std::string before = text(input);
    fails(usual(""), 2);
    fails(usual(std::string(10000, 'x')), 2);
    fails(usual() + "--method magic", 2);
    fails(usual() + "--seeds 0", 2);
    fails(usual() + "--seeds 2 --method direct", 2);
    fails(usual() + "--parameter sharpness=1", 2);
    fails(usual() + "--parameter guidance_scale", 2);
    fails(usual() + "--mask " + errors.string(), 2);
    std::ofstream(scratch / "text.dcm") << "this is no radiograph";
    const std::string tail =
        " --output " + output.string() + " --prompt 'remove the pacemaker' --quiet --json " + report.string();
    fails("--input " + (scratch / "text.dcm").string() + " --model " + (scratch / "model").string() + tail, 2);
    CF_CHECK(nlohmann::json::parse(text(report))["status"] == "failed");
    std::ofstream(scratch / "cut.dcm", std::ios::binary) << before.substr(0, before.size() / 2);
    CF_CHECK(
        call("--input " + (scratch / "cut.dcm").string() + " --model " + (scratch / "model").string() + tail) != 0);
    CF_CHECK(call("--input " + (scratch / "missing.dcm").string() + tail) != 0);
    CF_CHECK(call("--input " + input.string() + " --model " + scratch.string() + tail) != 0);
    CF_CHECK(call("--input " + input.string() + " --model " + (scratch / "model").string()
                 + " --quiet --prompt 'remove the pacemaker' --output /proc/none/out.dcm")
        != 0);
    // Writing over the source is refused, and the source is what it was.
    CF_CHECK(call("--input " + input.string() + " --model " + (scratch / "model").string()
                 + " --quiet --prompt 'remove the pacemaker' --output " + input.string())
        != 0);
    CF_CHECK(text(input) == before);
}

/// A path that cannot be written to is said before the work, not after it; a report that was not written whole is a
/// failure, whatever became of the edit.
void wrongOutputsAreSaidBeforeTheWork()
{
    const std::string head = "--input " + input.string() + " --model " + (scratch / "model").string()
        + " --prompt 'remove the pacemaker' --steps 2 ";
    const auto saysBefore = [&](const std::string &arguments) {
        CF_CHECK(call(head + arguments) != 0);
        const std::string said = text(errors);
        CF_CHECK(said.find("Encoding") == std::string::npos && said.find("contrafact-cli: ") != std::string::npos);
        CF_CHECK(!fs::exists(output));
    };
    saysBefore("--output " + (scratch / "nowhere" / "out.dcm").string());
    saysBefore("--output " + scratch.string());
    saysBefore("--output " + input.string());
    saysBefore("--output " + output.string() + " --figure /proc/none/figure.png");
    saysBefore("--output " + output.string() + " --json " + (scratch / "nowhere" / "report.json").string());
    saysBefore("--output " + output.string() + " --seed many");
    if (fs::is_character_file("/dev/full")) {
        CF_CHECK(call(head + "--quiet --output " + output.string() + " --json /dev/full") == 1);
        CF_CHECK(fs::exists(output)); // Made, and not thrown away for the report's sake.
        CF_CHECK(fs::is_character_file("/dev/full"));
    }
}

} // namespace

int main()
{
    fs::remove_all(scratch);
    fs::create_directories(scratch);
    CF_CHECK(test::writeTinyModel(scratch / "model").has_value());
    writeSource();
    anEditWritesAllItsOutputs();
    theSameRequestGivesTheSamePixels();
    timesAndSeedsAreReported();
    inversionsGoWhereTheUserSays();
    failuresAreOneLineAndLeaveNothing();
    wrongOutputsAreSaidBeforeTheWork();
    fs::remove_all(scratch);
}
