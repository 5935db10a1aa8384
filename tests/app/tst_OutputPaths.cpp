// Nothing of the user's is ever overwritten: every pair of paths that `edit` is given, every spelling of them, and
// every kind of file that may stand at an output's name.

#include "app/contrafact-cli/CommandLine.h"
#include "core/base/files/Sha256.h"
#include "core/imaging/pictures/PictureMark.h"
#include "dicom/SyntheticWriter.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/Skip.h"
#include "tests/support/SmallDisk.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

using Paths = std::map<std::string, std::string>; // Option → path.

const std::array<std::string, 5> options{ "--input", "--mask", "--output", "--figure", "--json" };

struct World {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
    fs::path user = folder / "user"; ///< What must never change.

    Paths usual() const
    {
        return { { "--input", user / "source.dcm" }, { "--mask", user / "mask.png" },
            { "--output", folder / "out.dcm" }, { "--figure", folder / "figure.png" },
            { "--json", folder / "report.json" } };
    }
    void clean() const
    {
        for (const char *name : { "out.dcm", "figure.png", "report.json" })
            fs::remove_all(folder / name);
    }
};

const World &world()
{
    static const World made;
    return made;
}

void put(const fs::path &file, const std::string &bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

/// Names and contents of a folder; links by what they point to.
std::map<std::string, std::string> stateOf(const fs::path &folder)
{
    std::map<std::string, std::string> state;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().lexically_relative(folder).string();
        state[name] = entry.is_symlink() ? "-> " + fs::read_symlink(entry.path()).string()
            : entry.is_regular_file()    ? "file " + sha256OfFile(entry.path()).value()
                                         : "other";
    }
    return state;
}

int edit(const Paths &paths, const std::vector<std::string> &more = {})
{
    std::vector<std::string> words{ "contrafact-cli", "edit", "--model", world().model, "--prompt",
        "remove the pacemaker", "--steps", "1", "--quiet" };
    for (const auto &[option, path] : paths) {
        words.push_back(option);
        words.push_back(path);
    }
    words.insert(words.end(), more.begin(), more.end());
    std::vector<const char *> pointers;
    for (const std::string &word : words)
        pointers.push_back(word.c_str());
    const auto code = test::forkedCall(
        world().errors, [&] { return cli::runCommandLine(static_cast<int>(pointers.size()), pointers.data()); });
    CF_CHECK(code.has_value()); // Never a crash.
    return *code;
}

void makeWorld()
{
    CF_EQUAL(test::forkedCall(world().errors, [] { return test::writeTinyModel(world().model) ? 0 : 1; }), 0);
    fs::create_directory(world().user);
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.stored = StoredImage(96, 80, 900);
    for (int x = 20; x < 60; ++x)
        radiograph.stored.at(x, 40) = 2000;
    CF_CHECK(
        writeRadiograph(radiograph, { "PHANTOM^ONE", "1", {}, {}, {}, {}, {}, {}, 1 }, {}, world().user / "made.dcm"));
    // A clinical object's stand-in: the same bytes without our private group's creator are not ours.
    std::string bytes = fileText(world().user / "made.dcm");
    for (std::size_t place = bytes.find("CONTRAFACT"); place != std::string::npos;
         place = bytes.find("CONTRAFACT", place))
        bytes.replace(place, 10, "SOMEBODY'S");
    put(world().user / "source.dcm", bytes);
    cv::Mat white = cv::Mat::zeros(80, 96, CV_8UC1);
    white(cv::Rect(20, 20, 40, 40)) = 255;
    CF_CHECK(cv::imwrite(world().user / "mask.png", white));
    CF_CHECK(!isOurPicture(world().user / "mask.png") && !isOurObject(world().user / "source.dcm"));
    CF_CHECK(isOurObject(world().user / "made.dcm"));
    put(world().user / "notes.txt", "years of work");
    put(world().user / "table.json", "{\n  \"written_by\": \"somebody\"\n}\n");
}

/// The other spellings of a file's name, as links beside it where they need one.
std::vector<fs::path> spellingsOf(const fs::path &file)
{
    const fs::path links = world().folder / "links";
    fs::remove_all(links);
    fs::create_directory(links);
    std::vector<fs::path> spellings{ file, file.parent_path() / "." / file.filename(),
        file.parent_path() / ".." / file.parent_path().filename() / file.filename() };
    fs::create_directory_symlink(file.parent_path(), links / "folder");
    spellings.push_back(links / "folder" / file.filename());
    if (fs::exists(file)) {
        fs::create_symlink(file, links / "soft");
        fs::create_hard_link(file, links / "hard");
        spellings.push_back(links / "soft");
        spellings.push_back(links / "hard");
    }
    return spellings;
}

void noPairOfPathsIsOneFile()
{
    const auto before = stateOf(world().user);
    int runs = 0;
    for (const std::string &first : options)
        for (const std::string &second : options) {
            const bool bothRead =
                first.size() + second.size() < 16 && second != "--json" && second != "--output" && second != "--figure";
            if (first == second || bothRead)
                continue;
            for (const std::vector<std::string> &more : { std::vector<std::string>{}, { "--overwrite" } })
                for (const fs::path &spelling : spellingsOf(world().usual().at(first))) {
                    Paths paths = world().usual();
                    paths[second] = spelling;
                    const int code = edit(paths, more);
                    if (code != 2)
                        std::fprintf(stderr, "%s as %s: %d\n", first.c_str(), spelling.c_str(), code);
                    CF_CHECK(code == 2 && stateOf(world().user) == before);
                    CF_CHECK(!fs::exists(world().folder / "out.dcm") && !fs::exists(world().folder / "figure.png"));
                    world().clean();
                    ++runs;
                }
        }
    std::printf("%d runs with two options on one file, all refused\n", runs);
}

/// What stands at an output's name, made anew for every run.
void placeAt(const fs::path &file, const std::string &kind)
{
    fs::remove_all(file);
    if (kind == "folder")
        fs::create_directory(file);
    else if (kind == "link")
        fs::create_symlink(world().user / "notes.txt", file);
    else if (kind == "dangling")
        fs::create_symlink(world().folder / "nowhere", file);
    else if (kind == "pipe")
        CF_EQUAL(::mkfifo(file.c_str(), 0600), 0);
    else
        fs::copy_file(world().user / kind, file);
}

void noFileOfAnotherKindIsReplaced()
{
    const auto before = stateOf(world().user);
    int runs = 0;
    for (const char *option : { "--output", "--figure", "--json" })
        for (const char *kind :
            { "folder", "link", "dangling", "pipe", "notes.txt", "source.dcm", "mask.png", "table.json", "made.dcm" })
            for (const std::vector<std::string> &more : { std::vector<std::string>{}, { "--overwrite" } }) {
                const Paths paths = world().usual();
                const bool mayGo =
                    !more.empty() && std::string(kind) == "made.dcm" && std::string(option) == "--output";
                const bool isReport = std::string(kind) == "pipe" && std::string(option) == "--json";
                if (mayGo || isReport)
                    continue; // Looked at below.
                placeAt(paths.at(option), kind);
                const auto there = fs::is_regular_file(fs::symlink_status(paths.at(option)))
                    ? fileText(paths.at(option))
                    : std::string();
                const auto type = fs::symlink_status(paths.at(option)).type();
                const int code = edit(paths, more);
                if (code != 2)
                    std::fprintf(stderr, "%s over %s: %d\n", option, kind, code);
                CF_CHECK(code == 2 && stateOf(world().user) == before);
                CF_EQUAL(fs::symlink_status(paths.at(option)).type(), type);
                CF_CHECK(type != fs::file_type::regular || fileText(paths.at(option)) == there);
                world().clean();
                ++runs;
            }
    CF_CHECK(!fs::exists(world().folder / "nowhere"));
    std::printf("%d runs over files of another kind, all refused\n", runs);
}

/// A wrong argument, which is said before anything is read or made.
void aFolderThatIsNotThereIsAWrongArgument()
{
    for (const char *option : { "--output", "--figure", "--json" }) {
        Paths paths = world().usual();
        paths[option] = world().folder / "no such folder" / "out.dcm";
        CF_CHECK(edit(paths) == 2 && fileText(world().errors).find("no such folder") != std::string::npos);
        CF_CHECK(!fs::exists(world().folder / "no such folder"));
        world().clean();
    }
}

void ourOwnIsReplacedWhereAskedTo()
{
    const Paths paths = world().usual();
    const int first = edit(paths);
    CF_CHECK(first == 0 || first == 3);
    const auto report = nlohmann::json::parse(fileText(paths.at("--json")));
    CF_CHECK(report.begin().key() == "files" || report.contains("written_by"));
    CF_EQUAL(report["files"].size(), 2);
    for (const auto &file : report["files"])
        CF_EQUAL(sha256OfFile(file["path"].get<std::string>()).value(), file["sha256"]);
    const std::string object = fileText(paths.at("--output"));
    CF_CHECK(edit(paths) == 2 && fileText(paths.at("--output")) == object); // Without being asked to: never.
    CF_CHECK(edit(paths, { "--overwrite", "--seed", "7" }) == first && fileText(paths.at("--output")) != object);
    CF_CHECK(isOurObject(paths.at("--output")) && isOurPicture(paths.at("--figure")));
    // Write-protected by the user: it stays, whoever asks.
    fs::permissions(paths.at("--figure"), fs::perms::owner_read);
    const std::string figure = fileText(paths.at("--figure"));
    CF_CHECK(edit(paths, { "--overwrite" }) == 2 && fileText(paths.at("--figure")) == figure);
    // The old name for temporary files is the user's own.
    world().clean();
    put(world().folder / "out.dcm.part", "of the user");
    CF_CHECK(edit(paths) == first && fileText(world().folder / "out.dcm.part") == "of the user");
    world().clean();
    // Two seeds have a second figure: FIGURE.spread.png is an output like the others.
    put(world().folder / "figure.spread.png", "of the user");
    CF_CHECK(edit(paths, { "--seeds", "2" }) == 2 && fileText(world().folder / "figure.spread.png") == "of the user");
    fs::remove(world().folder / "figure.spread.png");
}

/// A disk that is full when the outputs are written: a sentence, code 1, and nothing half written.
void aFullDiskIsSaid()
{
    world().clean(); // No report of an earlier edit.
    const auto code = test::onSmallDisk(100 << 10, [](const fs::path &disk) {
        Paths paths = world().usual();
        paths["--output"] = disk / "out.dcm";
        put(disk / "filler", std::string(92 << 10, 'f')); // Room for a byte, not for an object.
        if (const int ended = edit(paths); ended != 1) {
            std::fprintf(stderr, "code %d: %s\n", ended, fileText(world().errors).c_str());
            CF_EQUAL(ended, 1);
        }
        CF_CHECK(!fs::exists(disk / "out.dcm") && std::distance(fs::directory_iterator(disk), {}) == 1);
        CF_CHECK(fileText(world().errors).find("full") != std::string::npos
            || fileText(world().errors).find("space") != std::string::npos);
        const auto report = nlohmann::json::parse(fileText(paths.at("--json")));
        CF_EQUAL(report["status"], "failed");
    });
    if (!code)
        test::skipped("a full disk", "it needs the right to mount one");
    else
        CF_EQUAL(*code, 0);
    world().clean();
}

} // namespace

int main()
{
    makeWorld();
    noPairOfPathsIsOneFile();
    noFileOfAnotherKindIsReplaced();
    aFolderThatIsNotThereIsAWrongArgument();
    ourOwnIsReplacedWhereAskedTo();
    aFullDiskIsSaid();
}
