// The programs as their users start them: exit codes, full outputs, pipes for files, signals, limits of memory.

#include "app/contrafact-cli/CommandLine.h"
#include "app/program/ExitCode.h"
#include "app/program/Interruption.h"
#include "app/program/MemoryLimit.h"
#include "core/jobs/JobQueue.h"
#include "tests/dicom/RawDicom.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

using Clock = std::chrono::steady_clock;

struct World {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
    fs::path input = folder / "film.png";
};

const World &world()
{
    static const World made;
    return made;
}

bool isOneLine(const std::string &said)
{
    return !said.empty() && said.find('\n') == said.size() - 1;
}

struct Ended {
    int code = -1; ///< -1: by a signal.
    double seconds = 0.0;
};

/// The program itself through a shell, which may set limits before; a signal after some seconds where asked for.
Ended shell(const std::string &command, std::optional<double> terminateAfter = std::nullopt, int signal = SIGTERM)
{
    const auto begin = Clock::now();
    const std::string all = "exec 2>'" + world().errors.string() + "'; " + command;
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl("/bin/sh", "sh", "-c", all.c_str(), static_cast<char *>(nullptr));
        ::_exit(127);
    }
    if (terminateAfter) {
        std::this_thread::sleep_for(std::chrono::duration<double>(*terminateAfter));
        ::kill(child, signal);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return { WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        std::chrono::duration<double>(Clock::now() - begin).count() };
}

std::string editOf(const fs::path &model, const std::string &output, int steps = 2)
{
    return std::string("exec ") + CONTRAFACT_CLI + " edit --input " + world().input.string() + " --model "
        + model.string() + " --prompt 'remove the pacemaker' --steps " + std::to_string(steps)
        + " --quiet --overwrite --output " + (world().folder / output).string();
}

void everyErrorHasItsCode()
{
    CF_CHECK(exitCodeOf({ ErrorCode::InvalidInput, "" }) == 2 && exitCodeOf({ ErrorCode::Unsupported, "" }) == 2);
    CF_CHECK(exitCodeOf({ ErrorCode::Io, "" }) == 1 && exitCodeOf({ ErrorCode::OutOfMemory, "" }) == 1);
    CF_CHECK(exitCodeOf({ ErrorCode::Internal, "" }) == 1 && exitCodeOf({ ErrorCode::Cancelled, "" }) == 4);
    CF_EQUAL(exitCodeOf(asInputError({ ErrorCode::Io, "" })), 2);
    const std::string table = exitCodeText();
    for (const char *code : { "0 done", "1 failed", "2 wrong", "3 refused", "4 cancelled" })
        CF_CHECK(table.find(code) != std::string::npos);
}

/// Whatever is thrown becomes a line and a code.
void exceptionsAreSaid()
{
    const auto thrown = [](auto make) {
        const auto code =
            test::forkedCall(world().errors, [&] { return runProgram("program", [&]() -> int { throw make(); }); });
        CF_CHECK(code == 1 && isOneLine(fileText(world().errors)));
        return fileText(world().errors);
    };
    CF_CHECK(thrown([] { return std::bad_alloc(); }).find("memory") != std::string::npos);
    CF_CHECK(thrown([] { return std::runtime_error("broken"); }).find("broken") != std::string::npos);
    CF_CHECK(thrown([] { return 42; }).find("unknown") != std::string::npos);
    const auto named = test::forkedCall(world().errors, [] {
        return explainError("program", { ErrorCode::InvalidInput, "a\nb\x1b[31m does not exist." });
    });
    CF_CHECK(named == 2 && isOneLine(fileText(world().errors))
        && fileText(world().errors).find('\x1b') == std::string::npos);
}

void whatIsPrintedArrivesOrIsMissed()
{
    const std::string cli = CONTRAFACT_CLI;
    CF_EQUAL(shell(cli + " explain --prompt 'remove the pacemaker' > /dev/null").code, 0);
    CF_EQUAL(shell(cli + " --help > /dev/null").code, 0);
    if (!fs::is_character_file("/dev/full"))
        return;
    for (const char *words : { " explain --prompt 'remove the pacemaker'", " --help", " edit --help" }) {
        CF_EQUAL(shell(cli + words + " > /dev/full").code, 1);
        CF_CHECK(isOneLine(fileText(world().errors)) && fileText(world().errors).find("full") != std::string::npos);
    }
    CF_EQUAL(shell(cli + " explain --prompt 'remove the pacemaker' >&-").code, 1);
}

/// Whose reader ends early gets a line and a code, and the work is done all the same.
void aPipeWithoutReaderIsSaid()
{
    const fs::path code = world().folder / "code";
    const auto intoPipe = [&](const std::string &command) {
        CF_EQUAL(shell("{ (" + command + "); echo $? > " + code.string() + "; } | true").code, 0);
        CF_CHECK(fileText(code) == "1\n" && isOneLine(fileText(world().errors)));
        CF_CHECK(fileText(world().errors).find("pipe") != std::string::npos);
    };
    intoPipe(std::string(CONTRAFACT_CLI) + " explain --prompt 'remove the pacemaker'");
    intoPipe(editOf(world().model, "piped.dcm"));
    CF_CHECK(fs::exists(world().folder / "piped.dcm"));
}

/// With closed standard streams no file of ours takes their numbers: what is printed would be written into it.
void closedStreamsAreNoFiles()
{
    const int whole = shell(editOf(world().model, "open.dcm") + " > /dev/null").code;
    CF_CHECK(whole == 0 || whole == 3);
    CF_EQUAL(shell(editOf(world().model, "closed.dcm") + " <&- >&- 2>&-").code, 1); // Its last words had no place.
    CF_CHECK(
        fs::exists(world().folder / "closed.dcm") && fileText(world().folder / "closed.dcm").substr(128, 4) == "DICM");
    const auto held = test::forkedCall(world().errors, [] {
        for (const int stream : { 0, 1, 2 })
            ::close(stream);
        holdStandardStreams();
        return ::write(1, "x", 1) < 0 && ::write(2, "x", 1) < 0 && ::dup(0) > 2 ? 0 : 1;
    });
    CF_EQUAL(held, 0);
}

/// A pipe where a file should be ends at once, in every place.
void pipesAreNoFiles()
{
    const fs::path pipe = world().folder / "pipe";
    CF_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
    const std::string cli = "exec " + std::string(CONTRAFACT_CLI);
    const std::string rest = " --prompt 'remove the pacemaker' --quiet --output " + (world().folder / "p.dcm").string();
    const auto endsAtOnce = [](const std::string &command) {
        const Ended ended = shell(command);
        CF_CHECK(ended.code == 2 && ended.seconds < 20.0 && isOneLine(fileText(world().errors)));
    };
    endsAtOnce(cli + " edit --input " + pipe.string() + rest);
    endsAtOnce(cli + " edit --input " + world().input.string() + " --mask " + pipe.string() + rest);
    endsAtOnce(cli + " edit --input " + world().folder.string() + rest);
    for (const char *part :
        { "unet/diffusion_pytorch_model.safetensors", "unet/config.json", "tokenizer/vocab.json", "contrafact.json" }) {
        const fs::path copy = world().folder / "piped";
        fs::remove_all(copy);
        fs::copy(world().model, copy, fs::copy_options::recursive);
        fs::remove(copy / part);
        CF_EQUAL(::mkfifo((copy / part).c_str(), 0600), 0);
        endsAtOnce(cli + " edit --input " + world().input.string() + " --model " + copy.string() + rest);
    }
}

/// Bounded address space: a sentence within ten seconds, or the edit; never a hang.
void limitsOfMemoryAreSaid()
{
    int edits = 0;
    for (const int megabytes : { 700, 850, 1000, 1200, 1600, 2400 }) {
        const Ended ended =
            shell("ulimit -v " + std::to_string(megabytes * 1024) + "; " + editOf(world().model, "m.dcm"));
        const std::string said = fileText(world().errors);
        const bool isDone = ended.code == 0 || ended.code == 3;
        edits += isDone ? 1 : 0;
        if (!isDone && (ended.code == -1 || ended.seconds > 20.0))
            std::fprintf(
                stderr, "%d MB: code %d after %.1f s: %s\n", megabytes, ended.code, ended.seconds, said.c_str());
        CF_CHECK(isDone || ended.code == 1 || ended.code == 127); // 127: its libraries could not be loaded.
        CF_CHECK(!said.empty() || isDone);
        CF_LESS(ended.seconds, 20.0);
    }
    std::printf("%d of 6 limits of memory left room for the edit\n", edits);
}

/// The bound that is reached once, as by an edit that did not fit.
void reachTheBound()
{
    constexpr std::uint64_t room = std::uint64_t{ 400 } << 20U;
    constexpr std::uint64_t left = std::uint64_t{ 16 } << 20U;
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    const rlim_t bound = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) + room;
    const rlimit limit{ bound, bound };
    if (::setrlimit(RLIMIT_AS, &limit) != 0)
        ::_exit(11);
    void *memory = ::mmap(nullptr, room - left, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || ::munmap(memory, room - left) != 0)
        ::_exit(12);
}

/// A window that waits for its user is left alone; when its work stands still, it ends with a sentence.
void aWindowIsWatchedWhileItWorks()
{
    const fs::path waited = world().folder / "waited";
    const auto begin = Clock::now();
    const auto code = test::forkedCall(world().errors, [&] {
        reachTheBound();
        watchMemoryLimit("contrafact", WatchedWork::Jobs);
        std::this_thread::sleep_for(std::chrono::seconds(9));
        std::ofstream(waited) << "waited";
        JobQueue queue;
        queue.enqueue([](std::stop_token) { std::this_thread::sleep_for(std::chrono::seconds(60)); });
        std::this_thread::sleep_for(std::chrono::seconds(30));
        ::_exit(0);
        return 0;
    });
    CF_EQUAL(code, 1);
    CF_CHECK(fs::exists(waited) && isOneLine(fileText(world().errors)));
    CF_CHECK(fileText(world().errors).find("not enough memory") != std::string::npos);
    CF_LESS(std::chrono::duration<double>(Clock::now() - begin).count(), 30.0);
}

void aSignalIsHeard()
{
    const Ended stopped = shell(editOf(world().model, "s.dcm", 1000) + " --method direct --no-inversion-cache", 2.0);
    CF_CHECK(stopped.code == 4 && stopped.seconds < 15.0);
    CF_CHECK(isOneLine(fileText(world().errors)) && !fs::exists(world().folder / "s.dcm"));
}

/// A batch names each film that it could not read once, tries it again on the next start, and takes no others' folder.
void aBatchNamesWhatItCouldNotRead()
{
    const fs::path films = world().folder / "films";
    const fs::path output = world().folder / "batch";
    fs::create_directories(films);
    fs::copy(world().input, films / "good.png");
    const std::string whole = fileText(world().input);
    std::ofstream(films / "broken.png", std::ios::binary) << whole.substr(0, whole.size() / 2);
    std::ofstream(films / "labels.csv") << "file,patient_id\ngood.png,1\nbroken.png,1\n"; // Else it warns of that.
    const auto batchInto = [&](const fs::path &folder) {
        return std::string("exec ") + CONTRAFACT_CLI + " batch --films " + films.string()
            + " --prompt 'add a small left pleural effusion' --prompt 'add a pacemaker' --method insertion --workers 1"
            + " --quiet --output " + folder.string() + " > /dev/null";
    };
    fs::create_directories(output);
    std::ofstream(output / ".leader.lock"); // Of a start that ended before its journal.
    CF_EQUAL(shell(batchInto(output)).code, 0);
    const std::string said = fileText(world().errors);
    CF_CHECK(isOneLine(said) && said.find("The film broken.png was not read: ") != std::string::npos);
    fs::remove(films / "broken.png");
    fs::copy(world().input, films / "broken.png");
    CF_CHECK(shell(batchInto(output)).code == 0 && fileText(world().errors).empty());
    CF_EQUAL(fileText(output / "manifest.csv").find("unreadable"), std::string::npos);
    CF_EQUAL(shell(batchInto(output) + " --plan " + (films / "nowhere.json").string()).code, 2);
    CF_CHECK(shell(batchInto(films / "good.png")).code == 2 && isOneLine(fileText(world().errors)));
    CF_EQUAL(fileText(films / "good.png"), whole);
    fs::create_directories(world().folder / "of-the-user");
    std::ofstream(world().folder / "of-the-user" / "notes.txt") << "of the user";
    CF_CHECK(shell(batchInto(world().folder / "of-the-user")).code == 2 && isOneLine(fileText(world().errors)));
}

/// Nobody is there to say how a film lies: it is named with its question, and not edited on the wrong side.
void aBatchEditsNoFilmThatIsInQuestion()
{
    const fs::path films = world().folder / "in question";
    const fs::path output = world().folder / "batch-of-questions";
    fs::create_directories(films);
    test::RawDataSet film = test::film();
    film.text(0x00200020, "CS", "");
    film.text(0x00187032, "DS", "90");
    film.text(0x00187034, "CS", "YES");
    test::saveFilm(films / "asks.dcm", film);
    CF_EQUAL(shell(std::string("exec ") + CONTRAFACT_CLI + " batch --films '" + films.string()
                 + "' --prompt 'add a pacemaker' --method insertion --workers 1 --quiet --output " + output.string()
                 + " > /dev/null")
                 .code,
        0);
    const std::string said = fileText(world().errors);
    CF_CHECK(said.find("asks.dcm") != std::string::npos && said.find("how they lie") != std::string::npos);
    CF_CHECK(fileText(output / "manifest.csv").find("unreadable") != std::string::npos);
}

/// Killed without warning at any moment: what is there is whole, a report that is there names what lies beside it or
/// something older, and the next edit of the same names clears up.
void killsLeaveNothingHalf()
{
    const fs::path folder = world().folder / "killed";
    fs::create_directories(folder);
    const fs::path object = folder / "k.dcm";
    const fs::path figure = folder / "k.png";
    const fs::path report = folder / "k.json";
    const std::string edit = editOf(world().model, "killed/k.dcm") + " --figure " + figure.string() + " --json "
        + report.string() + " --no-inversion-cache";
    const Ended whole = shell(edit);
    CF_CHECK(whole.code == 0 || whole.code == 3);
    const std::uintmax_t bytes = fs::file_size(object);
    constexpr int kills = 12;
    int killed = 0;
    for (int each = 0; each < kills; ++each) {
        for (const fs::path &file : { object, figure, report })
            fs::remove(file);
        killed += shell(edit, whole.seconds * (each + 1) / kills, SIGKILL).code == -1 ? 1 : 0;
        // Its identifiers are new each time, and may be some characters longer or shorter.
        CF_CHECK(!fs::exists(object)
            || std::abs(static_cast<double>(fs::file_size(object)) - static_cast<double>(bytes)) < 256.0);
        CF_CHECK(!fs::exists(figure) || !cv::imread(figure.string()).empty());
        CF_CHECK(!fs::exists(report) || fileText(report).find("\"sha256\"") != std::string::npos);
        CF_CHECK(!fs::exists(report) || (fs::exists(object) && fs::exists(figure))); // It is written last.
    }
    CF_EQUAL(shell(edit).code, whole.code);
    std::size_t left = 0;
    for ([[maybe_unused]] const auto &entry : fs::directory_iterator(folder))
        ++left;
    CF_EQUAL(left, 3);
    std::printf("%d of %d edits were killed before they ended\n", killed, kills);
}

} // namespace

int main()
{
    CF_EQUAL(test::forkedCall(world().errors, [] { return test::writeTinyModel(world().model) ? 0 : 1; }), 0);
    cv::Mat film(80, 96, CV_8UC1);
    for (int y = 0; y < film.rows; ++y)
        for (int x = 0; x < film.cols; ++x)
            film.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(40 + 2 * x - (y > 30 && y < 40 ? 30 : 0));
    CF_CHECK(cv::imwrite(world().input.string(), film));
    everyErrorHasItsCode();
    exceptionsAreSaid();
    whatIsPrintedArrivesOrIsMissed();
    aPipeWithoutReaderIsSaid();
    closedStreamsAreNoFiles();
    pipesAreNoFiles();
    limitsOfMemoryAreSaid();
    aWindowIsWatchedWhileItWorks();
    aSignalIsHeard();
    aBatchNamesWhatItCouldNotRead();
    aBatchEditsNoFilmThatIsInQuestion();
    killsLeaveNothingHalf();
}
