// A folder of cases is taken whole or not at all: a case that is left out in silence would change the study.

#include "core/sessions/cases/CaseManifest.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <sys/stat.h>

using namespace cf;
using namespace cf::sessions;

int main()
{
    namespace fs = std::filesystem;
    const test::TemporaryFolder folder;
    for (const char *name : { "b.dcm", "a.dcm", "notes.txt", ".hidden" })
        std::ofstream(folder.path() / name) << "content";
    fs::create_symlink(folder.path() / "a.dcm", folder.path() / "c.dcm");
    const auto cases = manifestOfFolder(folder.path(), "real");
    CF_CHECK(cases && cases->size() == 3);
    CF_CHECK(cases->at(0).files[0].path.filename() == "a.dcm" && cases->at(2).files[0].path.filename() == "c.dcm");

    CF_EQUAL(::mkfifo((folder.path() / "pipe.dcm").c_str(), 0600), 0); // Named, not left out: reading it fails.
    const auto piped = manifestOfFolder(folder.path(), "real");
    CF_CHECK(piped && piped->size() == 4);
    fs::remove(folder.path() / "pipe.dcm");
    fs::remove(folder.path() / "a.dcm"); // The link now leads nowhere.
    const auto broken = manifestOfFolder(folder.path(), "real");
    CF_CHECK(!broken && broken.error().code == ErrorCode::InvalidInput);
    CF_CHECK(broken.error().message.find("c.dcm") != std::string::npos);
    const auto noFolder = manifestOfFolder(folder.path() / "b.dcm", "real");
    CF_CHECK(!noFolder && noFolder.error().code == ErrorCode::InvalidInput);
}
