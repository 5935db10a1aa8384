// What of a folder cannot be scanned is told, and the rest is there.

#include "dicom/StudyScanner.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

int main()
{
    namespace fs = std::filesystem;
    const test::TemporaryFolder folder;
    fs::create_directory(folder.path() / "below");
    std::ofstream(folder.path() / "below" / "film.dcm") << "no DICOM";
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "lost.dcm");
    const auto tree = scanStudies(folder.path());
    CF_CHECK(tree.has_value());
    bool isTold = false;
    for (const FileProblem &problem : tree->problems)
        isTold = isTold || (problem.path.filename() == "lost.dcm" && !problem.message.empty());
    CF_CHECK(isTold);
}
