// What of a folder cannot be scanned is told, and the rest is there.

#include "dicom/StudyScanner.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <fstream>
#include <sys/stat.h>

using namespace cf;

int main()
{
    namespace fs = std::filesystem;
    const test::TemporaryFolder folder;
    fs::create_directory(folder.path() / "below");
    std::ofstream(folder.path() / "below" / "film.dcm") << "no DICOM";
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "lost.dcm");
    CF_EQUAL(::mkfifo((folder.path() / "pipe.dcm").c_str(), 0600), 0); // It is not waited for, either.
    const auto tree = scanStudies(folder.path());
    CF_CHECK(tree.has_value());
    for (const char *name : { "lost.dcm", "pipe.dcm" })
        CF_CHECK(std::ranges::any_of(tree->problems,
            [&](const FileProblem &problem) { return problem.path.filename() == name && !problem.message.empty(); }));
}
