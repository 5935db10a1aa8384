// A folder is listed whole, in one order, or the reason is told: nothing is dropped in silence.

#include "core/base/files/FolderListing.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <string>
#include <vector>

using namespace cf;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> namesIn(const fs::path &folder)
{
    const auto entries = listFolder(folder);
    CF_CHECK(entries.has_value());
    std::vector<std::string> names;
    for (const fs::directory_entry &entry : *entries)
        names.push_back(entry.path().filename().string());
    return names;
}

void everythingIsThereInOneOrder()
{
    const test::TemporaryFolder folder;
    const std::string noUtf8 = "f\xFC"
                               "lm.png"; // As an old system wrote "fülm.png".
    for (const std::string &name : { std::string("b"), std::string("c.png"), noUtf8, std::string(".hidden") })
        std::ofstream(folder.path() / name) << name;
    fs::create_directory(folder.path() / "a");
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "link");
    const std::vector<std::string> names = namesIn(folder.path());
    CF_CHECK((names == std::vector<std::string>{ ".hidden", "a", "b", "c.png", noUtf8, "link" }));
}

void whatCannotBeListedIsToldOf()
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "file";
    std::ofstream(file) << "no folder";
    const fs::path link = folder.path() / "link";
    fs::create_symlink(folder.path() / "nowhere", link);
    const fs::path circle = folder.path() / "circle";
    fs::create_symlink(circle, circle);
    for (const fs::path &wrong : { file, link, circle, folder.path() / "absent", file / "below" }) {
        const auto entries = listFolder(wrong);
        CF_CHECK(!entries && entries.error().code == ErrorCode::InvalidInput);
        CF_CHECK(entries.error().message.find(wrong.string()) != std::string::npos);
    }
}

void onlyWhatIsNotThereYetIsEmpty()
{
    const test::TemporaryFolder folder;
    const auto absent = listFolderIfThere(folder.path() / "absent");
    CF_CHECK(absent && absent->empty());
    std::ofstream(folder.path() / "file") << "no folder";
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "link");
    for (const char *wrong : { "file", "link" })
        CF_CHECK(!listFolderIfThere(folder.path() / wrong));
    const auto entries = listFolderIfThere(folder.path());
    CF_CHECK(entries && entries->size() == 2);
}

void whatCameBeforeAnErrorWasGiven()
{
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "one";
    int taken = 0;
    const auto count = [&taken](const fs::directory_entry &) { ++taken; };
    CF_CHECK(eachInFolder(folder.path(), count).has_value() && taken == 1);
    CF_CHECK(!eachInFolder(folder.path() / "file", count) && taken == 1);
}

} // namespace

int main()
{
    everythingIsThereInOneOrder();
    whatCannotBeListedIsToldOf();
    onlyWhatIsNotThereYetIsEmpty();
    whatCameBeforeAnErrorWasGiven();
}
