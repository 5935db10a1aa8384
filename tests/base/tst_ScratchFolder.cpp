#include "core/base/files/ScratchFolder.h"

#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <cstdlib>
#include <fstream>
#include <optional>
#include <utility>

using namespace cf;

namespace {

namespace fs = std::filesystem;

void itIsItsOwnersAndGoesWithAllItHolds(const fs::path &home)
{
    std::optional<Result<ScratchFolder>> folder(ScratchFolder::make("words"));
    CF_CHECK(folder->has_value());
    const fs::path path = (*folder)->path();
    CF_EQUAL(path.parent_path(), home);
    CF_CHECK(path.filename().string().starts_with("contrafact-words-"));
    CF_CHECK(fs::status(path).permissions() == fs::perms::owner_all);
    std::ofstream(path / "film.pgm") << "P5";
    fs::create_directory(path / "deeper");
    folder.reset();
    CF_CHECK(!fs::exists(path));
}

void oneThatWasMovedGoesOnce()
{
    std::optional<ScratchFolder> kept;
    {
        auto made = ScratchFolder::make("pace");
        CF_CHECK(made.has_value());
        kept.emplace(*std::move(made));
    }
    CF_CHECK(fs::is_directory(kept->path()));
}

/// Without a folder nothing may land where the program was started.
void noFolderIsAnError(const fs::path &home)
{
    for (const fs::path &nowhere : { home / "missing", home / "file" }) {
        ::setenv("TMPDIR", nowhere.c_str(), 1);
        const auto failed = ScratchFolder::make("words");
        CF_CHECK(!failed && failed.error().code == ErrorCode::Io);
        CF_CHECK(failed.error().message.find("TMPDIR") != std::string::npos);
    }
}

} // namespace

int main()
{
    const test::TemporaryFolder home;
    std::ofstream(home / "file") << "no folder";
    ::setenv("TMPDIR", home.path().c_str(), 1);
    itIsItsOwnersAndGoesWithAllItHolds(home.path());
    oneThatWasMovedGoesOnce();
    noFolderIsAnError(home.path());
}
