// What stands at a path that an option names is no file: a pipe, a socket, a device, a folder, a link that leads
// nowhere. All options of all subcommands are asked, as the program describes them itself: it says so at once and waits
// for nothing.

#include "app/contrafact-cli/CommandLine.h"
#include "app/program/NamedPath.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <CLI/CLI.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

using namespace cf;
using test::fileText;

namespace {

namespace fs = std::filesystem;

constexpr unsigned longest = 60; ///< Seconds of one call; a second or two on an idle machine.

struct World {
    test::TemporaryFolder temporary;
    fs::path folder = temporary.path();
    fs::path errors = folder / "stderr.txt";
    fs::path model = folder / "model";
    fs::path films = folder / "films";
    fs::path film = films / "film.png";
    fs::path work = folder / "work"; ///< Where the calls run and write; emptied after each.
};

const World &world()
{
    static const World made;
    return made;
}

/// An option that takes a text, and the words of the subcommand that has it.
struct Place {
    std::vector<std::string> command;
    const CLI::App *app = nullptr;
    const CLI::Option *option = nullptr;
};

/// As it is typed; a hidden option has a name, too.
std::string nameOf(const CLI::Option &option)
{
    return option.get_positional() ? option.get_name(true) : "--" + option.get_lnames().front();
}

void collect(CLI::App &app, std::vector<std::string> command, std::vector<Place> &places)
{
    if (!app.get_name().empty())
        command.push_back(app.get_name());
    for (const CLI::Option *option : app.get_options())
        if (option->get_type_name().starts_with("TEXT"))
            places.push_back({ command, &app, option });
    for (CLI::App *subcommand : app.get_subcommands(nullptr))
        collect(*subcommand, command, places);
}

/// Something of the right kind for a required option, so that the one that is asked about is come to.
std::string usual(const CLI::Option &option)
{
    const std::string type = option.get_type_name();
    if (!type.starts_with("TEXT"))
        return "1";
    if (const std::size_t members = type.find('{'); members != std::string::npos)
        return type.substr(members + 1, type.find_first_of(",}", members) - members - 1);
    static const std::map<std::string, std::string> known{ { "--prompt", "remove the pacemaker" },
        { "--model", world().model }, { "--films", world().films }, { "--output", world().work / "output" },
        { "--abnormality", "pacemaker left" } };
    const auto found = known.find(nameOf(option));
    return found != known.end() ? found->second : world().film.string();
}

/// Work that no text can keep from taking minutes is made small or is only planned.
std::vector<std::string> smallWork(const std::vector<std::string> &command)
{
    const std::vector<std::string> noModel{ "--model", world().folder / "no model" };
    static const std::map<std::string, std::vector<std::string>> known{
        { "phantom", { "--count", "1", "--size", "64" } },
        { "train", { "export-editor" } },
        { "edit", { "--model", world().model, "--steps", "1" } },
        { "edits", noModel },
        { "axioms", noModel },
        { "removals", noModel },
        { "gates", noModel },
        { "pilot", noModel },
        { "downstream", { "--report-only" } },
    };
    const auto found = known.find(command.back());
    return found != known.end() ? found->second : std::vector<std::string>{};
}

void add(std::vector<std::string> &words, const CLI::Option &option, const std::string &value)
{
    if (!option.get_positional())
        words.push_back(nameOf(option));
    words.push_back(value);
}

/// The exit code; nothing where the call crashed or did not end in time.
std::optional<int> call(const Place &place, const std::string &value)
{
    std::vector<std::string> words{ "contrafact-cli" };
    words.insert(words.end(), place.command.begin(), place.command.end());
    std::vector<std::string> more = smallWork(place.command);
    if (const auto own = std::ranges::find(more, nameOf(*place.option)); own != more.end())
        more.erase(own, own + 2); // It is the one that is asked about.
    words.insert(words.end(), more.begin(), more.end());
    for (const CLI::Option *option : place.app->get_options()) {
        const bool isGiven = std::ranges::find(more, nameOf(*option)) != more.end()
            || (place.command.back() == "train" && option->get_positional());
        if (option == place.option)
            add(words, *option, value);
        else if (option->get_required() && !isGiven)
            add(words, *option, usual(*option));
    }
    std::vector<const char *> pointers;
    for (const std::string &word : words)
        pointers.push_back(word.c_str());
    const auto code = test::forkedCall(world().errors, [&] {
        ::alarm(longest);
        if (::chdir(world().work.c_str()) != 0)
            return 126;
        return cli::runCommandLine(static_cast<int>(pointers.size()), pointers.data());
    });
    fs::remove_all(world().work);
    fs::create_directory(world().work);
    return code;
}

void explain(const Place &place, const char *kind, std::optional<int> code)
{
    for (const std::string &word : place.command)
        std::fprintf(stderr, "%s ", word.c_str());
    std::fprintf(stderr, "%s, %s: code %d: %s\n", nameOf(*place.option).c_str(), kind, code.value_or(-1),
        fileText(world().errors).c_str());
}

/// Refused before anything else is looked at, in one line that names it, in every option.
void isRefusedEverywhere(const std::vector<Place> &places, const fs::path &file, const char *kind)
{
    for (const Place &place : places) {
        if (place.option->get_type_name().find('{') != std::string::npos)
            continue; // One of some words.
        const auto code = call(place, file);
        const std::string said = fileText(world().errors);
        const bool isSaid = said.find(file.string()) != std::string::npos && said.find('\n') == said.size() - 1;
        if (code != 2 || !isSaid)
            explain(place, kind, code);
        CF_CHECK(code == 2 && isSaid);
    }
}

/// Some options may well be given such a thing, or words that happen to name one: the call ends all the same, and what
/// it says is what the caller can correct.
void endsEverywhere(const std::vector<Place> &places, const std::string &path, const char *kind)
{
    constexpr std::array read{ "--input", "--mask", "--image", "--source", "--recipe", "--plan", "--protocol", "--list",
        "--passphrase-file", "--labels", "--table" };
    for (const Place &place : places) {
        if (place.command.front() == "bench")
            continue; // Minutes and gigabytes; it reads nothing.
        const auto code = call(place, path);
        const bool isRead = std::ranges::find(read, nameOf(*place.option)) != read.end();
        const bool isRight = code && (*code == 2 || (!isRead && (*code == 0 || *code == 3)));
        if (!isRight)
            explain(place, kind, code);
        CF_CHECK(isRight);
    }
}

void aSocketAt(const fs::path &file)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    CF_CHECK(file.string().size() < sizeof address.sun_path);
    std::strcpy(address.sun_path, file.c_str());
    CF_EQUAL(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
    ::close(descriptor);
}

/// What is read is written to, and is open until the program ends.
void aPipeWithAReaderIsTaken(const fs::path &pipe)
{
    CF_CHECK(!whyNoFile(pipe).empty() && whyNoFile("/dev/null").empty() && whyNoFile("").empty());
    CF_CHECK(whyNoFile("/dev/stdout").empty() && whyNoFile("remove the pacemaker").empty());
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    CF_CHECK(whyNoFile(pipe).empty());
    char got = 0;
    CF_CHECK(::read(reader, &got, 1) < 0); // Nothing yet, and not the end.
    ::close(reader);
    CF_CHECK(!whyNoFile(pipe).empty());
}

} // namespace

int main()
{
    CF_EQUAL(test::forkedCall(world().errors, [] { return test::writeTinyModel(world().model) ? 0 : 1; }), 0);
    fs::create_directory(world().films);
    fs::create_directory(world().work);
    CF_CHECK(cv::imwrite(world().film.string(), cv::Mat(80, 96, CV_8UC1, cv::Scalar(90))));
    CLI::App app;
    int exitCode = 0;
    cli::addSubcommands(app, exitCode);
    std::vector<Place> places;
    collect(app, {}, places);
    std::printf("%zu options take a text\n", places.size());
    CF_CHECK(places.size() > 100);

    const fs::path pipe = world().folder / "pipe";
    CF_EQUAL(::mkfifo(pipe.c_str(), 0600), 0);
    isRefusedEverywhere(places, pipe, "pipe");
    const fs::path socket = world().folder / "socket";
    aSocketAt(socket);
    isRefusedEverywhere(places, socket, "socket");
    fs::create_directory(world().folder / "folder");
    fs::create_symlink(world().folder / "nowhere", world().folder / "dangling");
    endsEverywhere(places, "/dev/zero", "device");
    endsEverywhere(places, world().folder / "folder", "folder");
    endsEverywhere(places, world().folder / "dangling", "link");
    aPipeWithAReaderIsTaken(pipe);
}
