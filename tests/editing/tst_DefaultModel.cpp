// What is bundled is found beside the build and beside an installation, by a file or a folder that it must hold.

#include "core/editing/DefaultModel.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;
namespace fs = std::filesystem;

namespace {

void write(const fs::path &file)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "{}";
}

void aFileSaysThatAFolderIsTheRightOne(const fs::path &root)
{
    write(root / "build" / "release" / "bin" / "program");
    write(root / "resources" / "models" / "text" / "model_index.json");
    const auto program = root / "build" / "release" / "bin" / "program";
    const auto found = findResource(program, fs::path("models") / "text", "model_index.json");
    CF_CHECK(found && fs::equivalent(*found, root / "resources" / "models" / "text"));
    CF_CHECK(!findResource(program, fs::path("models") / "text", "unet"));
    CF_CHECK(!findResource(program, fs::path("models") / "other", "model_index.json"));
}

void aNearerFolderThatLacksItIsPassedOver(const fs::path &root)
{
    fs::create_directories(root / "build" / "release" / "resources" / "models" / "text");
    const auto found =
        findResource(root / "build" / "release" / "bin" / "program", fs::path("models") / "text", "model_index.json");
    CF_CHECK(found && fs::equivalent(*found, root / "resources" / "models" / "text"));
}

void anInstallationIsSearchedBesideItsPrograms(const fs::path &root)
{
    write(root / "usr" / "bin" / "program");
    fs::create_directories(root / "usr" / "share" / "contrafact" / "models" / "mini-cxr" / "unet");
    const auto found = findBundledModel(root / "usr" / "bin" / "program");
    CF_CHECK(found && fs::equivalent(*found, root / "usr" / "share" / "contrafact" / "models" / "mini-cxr"));
}

/// While a program runs, an update may take its file away; the link to it, as /proc/self/exe is, then leads nowhere.
void aReplacedProgramFindsWhatIsBesideItStill(const fs::path &root)
{
    fs::create_directories(root / "process");
    fs::create_symlink(root / "usr" / "bin" / "program (deleted)", root / "process" / "exe");
    const auto found = findBundledModel(root / "process" / "exe");
    CF_CHECK(found && fs::equivalent(*found, root / "usr" / "share" / "contrafact" / "models" / "mini-cxr"));
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    aFileSaysThatAFolderIsTheRightOne(folder.path() / "source");
    aNearerFolderThatLacksItIsPassedOver(folder.path() / "source");
    anInstallationIsSearchedBesideItsPrograms(folder.path() / "installed");
    aReplacedProgramFindsWhatIsBesideItStill(folder.path() / "installed");
}
