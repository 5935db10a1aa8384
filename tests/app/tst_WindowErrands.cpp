// The window as scripts start it (--quit): it always ends, says why in one line, and its codes are the command line's.

#include "tests/dicom/RawDicom.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

struct World {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
    fs::path film = folder / "film.png";
    fs::path home = folder / "home";
};

const World &world()
{
    static const World made;
    return made;
}

/// The program's exit code; −1: by a signal, −2: it did not end within two minutes. `meanwhile` is given its process.
int run(const char *program, std::vector<std::string> arguments, const std::function<void(pid_t)> &meanwhile = {})
{
    const pid_t child = ::fork();
    if (child == 0) {
        ::setenv("HOME", world().home.c_str(), 1);
        for (const char *kind : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            ::setenv(kind, (world().home / kind).c_str(), 1);
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
        if (!std::freopen(world().errors.c_str(), "w", stderr) || !std::freopen("/dev/null", "w", stdout))
            ::_exit(126);
        std::vector<char *> words{ const_cast<char *>(program) };
        for (std::string &argument : arguments)
            words.push_back(argument.data());
        words.push_back(nullptr);
        ::execv(program, words.data());
        ::_exit(127);
    }
    if (meanwhile)
        meanwhile(child);
    constexpr int longest = 1200; // Tenths of a second.
    for (int tenth = 0; tenth < longest; ++tenth) {
        int status = 0;
        if (::waitpid(child, &status, WNOHANG) == child)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    return -2;
}

int window(std::vector<std::string> arguments, const std::function<void(pid_t)> &meanwhile = {})
{
    arguments.insert(arguments.end(), { "--quit", "--model", world().model.string(), "--no-inversion-cache" });
    return run(CONTRAFACT_WINDOW, std::move(arguments), meanwhile);
}

/// Ends with 2 and one line that says it in words.
void isWrongInput(const fs::path &file, const char *word)
{
    const int code = window({ file.string() });
    const std::string said = fileText(world().errors);
    if (code != 2 || said.find(word) == std::string::npos)
        std::fprintf(stderr, "%s: code %d: %s\n", file.filename().c_str(), code, said.c_str());
    CF_EQUAL(code, 2);
    CF_CHECK(said.find(word) != std::string::npos && said.find('\n') == said.size() - 1);
}

void whatHoldsNoImageEndsWithTheReason()
{
    test::RawDataSet pdf = test::filmHeader();
    pdf.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.104.1");
    pdf.text(0x00080060, "CS", "DOC");
    pdf.set(0x00420011, "OB", "%PDF-1.4");
    test::save(world().folder / "pdf.dcm", test::metaHeader(test::explicitLittle) + pdf.bytes());
    isWrongInput(world().folder / "pdf.dcm", "report");
    test::RawDataSet report = test::filmHeader();
    report.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.88.11");
    report.text(0x00080060, "CS", "SR");
    for (const std::uint32_t tag :
        { 0x00280002U, 0x00280004U, 0x00280010U, 0x00280011U, 0x00280100U, 0x00280101U, 0x00280102U, 0x00280103U })
        report.remove(tag);
    test::save(world().folder / "sr.dcm", test::metaHeader(test::explicitLittle) + report.bytes());
    isWrongInput(world().folder / "sr.dcm", ".");
    test::saveFilm(world().folder / "nopixels.dcm", test::filmHeader());
    isWrongInput(world().folder / "nopixels.dcm", ".");
    std::ofstream(world().folder / "notes.txt") << "no image";
    isWrongInput(world().folder / "notes.txt", ".");
    fs::create_directories(world().folder / "empty");
    isWrongInput(world().folder / "empty", "no DICOM object");
    isWrongInput(world().folder / "absent.dcm", ".");
}

/// The options that take a text, as the program lists them.
std::vector<std::string> optionsOfTheWindow()
{
    std::vector<std::string> options;
    FILE *help = ::popen(CONTRAFACT_WINDOW " --help", "r");
    CF_CHECK(help != nullptr);
    std::array<char, 512> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), help) != nullptr) {
        std::istringstream words(buffer.data());
        std::string name;
        std::string kind;
        if (words >> name >> kind && kind.starts_with("TEXT") && kind.find('{') == std::string::npos)
            options.push_back(name);
    }
    CF_EQUAL(::pclose(help), 0);
    return options;
}

/// A pipe, a device or a broken link in a file's place is said at once, and waited for by nothing.
void whatIsNoFileIsRefused()
{
    const fs::path pipe = world().folder / "pipe";
    CF_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
    const auto options = optionsOfTheWindow();
    for (const char *known : { "FILE", "--model", "--read", "--passphrase-file", "--screenshot" })
        CF_CHECK(std::ranges::find(options, known) != options.end());
    for (const std::string &option : options) {
        std::vector<std::string> arguments{ "--quit", option, pipe };
        if (option == "FILE")
            arguments.erase(arguments.begin() + 1);
        const int code = run(CONTRAFACT_WINDOW, arguments);
        const std::string said = fileText(world().errors);
        if (code != 2 || said.find(pipe.string()) == std::string::npos)
            std::fprintf(stderr, "%s: code %d: %s\n", option.c_str(), code, said.c_str());
        CF_CHECK(code == 2 && said.find(pipe.string()) != std::string::npos && said.find('\n') == said.size() - 1);
    }
    fs::create_symlink(world().folder / "nowhere", world().folder / "dangling.dcm");
    isWrongInput("/dev/zero", ".");
    isWrongInput(world().folder / "dangling.dcm", ".");
    const fs::path piped = world().folder / "piped"; // One in a folder is no film, and not in the others' way.
    fs::create_directories(piped);
    CF_EQUAL(::mkfifo((piped / "a.dcm").c_str(), 0600), 0);
    isWrongInput(piped, ".");
    fs::copy(world().film, piped / "film.png");
    CF_EQUAL(window({ piped.string() }), 0);
}

/// Nor is one in the place of what the program itself keeps; without its settings it does not know what it may keep.
void aPipeAmongItsOwnFilesIsNotWaitedFor()
{
    const fs::path settings = world().home / "XDG_CONFIG_HOME" / "contrafact" / "contrafact.conf";
    fs::create_directories(settings.parent_path());
    fs::remove(settings);
    CF_EQUAL(::mkfifo(settings.c_str(), 0600), 0);
    CF_EQUAL(window({ world().film.string() }), 2);
    const std::string said = fileText(world().errors);
    CF_CHECK(said.find(settings.string()) != std::string::npos && said.find('\n') == said.size() - 1);
    fs::remove(settings);
    const fs::path log = world().home / "XDG_DATA_HOME" / "contrafact" / "contrafact.log";
    fs::create_directories(log.parent_path());
    fs::remove(log);
    CF_EQUAL(::mkfifo(log.c_str(), 0600), 0);
    CF_EQUAL(window({ world().film.string() }), 0); // Work goes on without a log.
    CF_CHECK(fileText(world().errors).find(log.string()) != std::string::npos);
    fs::remove(log);
}

/// A log that cannot be written is said to be missing, so that nobody looks for it later in vain.
void aLogThatCannotBeWrittenIsSaid()
{
    const fs::path log = world().home / "XDG_DATA_HOME" / "contrafact" / "contrafact.log";
    fs::create_symlink(world().home / "missing" / "log", log);
    CF_EQUAL(window({ world().film.string() }), 0);
    const std::string said = fileText(world().errors);
    CF_CHECK(said.find("No log is written: ") != std::string::npos && said.find(log.string()) != std::string::npos);
    fs::remove(log);
}

/// The others are opened, whatever comes first, and what could not be read is said.
void oneThatCannotBeReadDoesNotKeepTheOthersOut()
{
    const fs::path damaged = world().folder / "a_damaged.dcm"; // Its header is whole.
    test::RawDataSet film = test::film();
    film.text(0x00100010, "PN", "A"); // The first in the tree.
    const std::string bytes = test::metaHeader(test::explicitLittle) + film.bytes();
    test::save(damaged, bytes.substr(0, bytes.size() / 2));
    CF_EQUAL(window({ damaged.string() }), 2);
    const std::string pdf = (world().folder / "pdf.dcm").string();
    for (const std::vector<std::string> &files : { std::vector<std::string>{ damaged.string(), world().film.string() },
             { world().film.string(), damaged.string() }, { pdf, world().film.string() },
             { world().film.string(), pdf } })
        CF_EQUAL(window(files), 0);
    CF_EQUAL(window({ damaged.string(), world().film.string() }), 0);
    const std::string said = fileText(world().errors);
    CF_CHECK(said.find("too early") != std::string::npos || said.find("damaged") != std::string::npos);
    CF_EQUAL(window({ damaged.string(), pdf }), 2);
}

void codesAreThoseOfTheCommandLine()
{
    bool refused = false;
    for (const double scale : { 8.0, 0.0 }) { // The second changes nothing, which no gate lets pass.
        test::TinyModelOptions options;
        options.outputScale = scale;
        CF_CHECK(test::writeTinyModel(world().model, options));
        const int expected = run(CONTRAFACT_CLI,
            { "edit", "--input", world().film.string(), "--model", world().model.string(), "--prompt",
                "remove the pacemaker", "--quiet", "--no-inversion-cache", "--overwrite", "--output",
                (world().folder / "out.dcm").string() });
        const int code = window({ world().film.string(), "--prompt", "remove the pacemaker", "--generate" });
        std::printf("scale %.0f: command line %d, window %d\n", scale, expected, code);
        CF_CHECK(code == expected && (code == 0 || code == 3));
        refused |= code == 3;
    }
    CF_CHECK(refused);
    CF_EQUAL(window({ world().film.string(), "--prompt", "do nothing at all", "--generate" }), 2);
    CF_EQUAL(window({ world().film.string(), "--no-such-option" }), 2);
    for (const char *size : { "axb", "800", "0x0", "-5x600", "999999x999999", "800x600x2" })
        CF_EQUAL(window({ world().film.string(), "--size", size }), 2);
    CF_EQUAL(window({ world().film.string(), "--size", "1280x800" }), 0);
}

/// A film that the user must be asked about is not edited behind the user's back.
void aQuestionIsNoErrand()
{
    test::RawDataSet film = test::film();
    film.text(0x00200020, "CS", "");
    film.text(0x00187032, "DS", "90");
    film.text(0x00187034, "CS", "YES");
    test::saveFilm(world().folder / "asks.dcm", film);
    CF_EQUAL(window({ (world().folder / "asks.dcm").string(), "--prompt", "remove the pacemaker", "--generate" }), 2);
    CF_CHECK(fileText(world().errors).find("does not say how they lie") != std::string::npos);
}

/// Bounded address space: the edit, or a sentence and the code of a failure; never a window that stands still.
void limitsOfMemoryAreSaid()
{
    for (const int megabytes : { 700, 1000, 1300, 2000 }) {
        const int code = run("/bin/sh",
            { "-c",
                "ulimit -v " + std::to_string(megabytes * 1024) + "; exec " CONTRAFACT_WINDOW " --quit --model "
                    + world().model.string() + " --no-inversion-cache --prompt 'remove the pacemaker' --generate "
                    + world().film.string() });
        const std::string said = fileText(world().errors);
        const bool isDone = code == 0 || code == 3;
        if (!isDone && (code != 1 || said.empty()))
            std::fprintf(stderr, "%d MB: code %d: %s\n", megabytes, code, said.c_str());
        CF_CHECK(isDone || ((code == 1 || code == 127) && !said.empty())); // 127: its libraries could not be loaded.
    }
}

void aSignalCancelsAnErrand()
{
    test::TinyModelOptions options;
    options.isPaired = false;
    options.defaultMethod = "prism"; // Some thousand evaluations.
    CF_CHECK(test::writeTinyModel(world().model, options));
    const fs::path log = world().home / "XDG_DATA_HOME" / "contrafact" / "contrafact.log";
    fs::remove(log);
    const int code =
        window({ world().film.string(), "--prompt", "remove the pacemaker", "--generate" }, [&log](pid_t program) {
            for (int tenth = 0; tenth < 600 && fileText(log).find("The model is loaded") == std::string::npos; ++tenth)
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
            ::kill(program, SIGTERM);
        });
    CF_EQUAL(code, 4);
}

} // namespace

int main()
{
    ::setenv("XDG_RUNTIME_DIR", world().folder.c_str(), 1); // Without it Qt says so on stderr.
    CF_CHECK(test::writeTinyModel(world().model));
    cv::Mat film(420, 500, CV_8UC1);
    for (int y = 0; y < film.rows; ++y)
        for (int x = 0; x < film.cols; ++x)
            film.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(40 + x / 3 - (y > 130 && y < 160 ? 30 : 0));
    CF_CHECK(cv::imwrite(world().film.string(), film));
    whatHoldsNoImageEndsWithTheReason();
    whatIsNoFileIsRefused();
    aPipeAmongItsOwnFilesIsNotWaitedFor();
    aLogThatCannotBeWrittenIsSaid();
    oneThatCannotBeReadDoesNotKeepTheOthersOut();
    codesAreThoseOfTheCommandLine();
    aQuestionIsNoErrand();
    limitsOfMemoryAreSaid();
    aSignalCancelsAnErrand();
}
