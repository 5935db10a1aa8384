// Any bytes in a folder that is scanned: the tree, its reasons, what a DICOMDIR names.

#include "dicom/StudyScanner.h"
#include "tests/fuzz/FuzzFile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto tree = cf::scanStudies(cf::fuzz::fileOf(data, size));
    if (tree && tree->instances == 0 && tree->pictures.empty() && !cf::nothingToShow(*tree))
        std::abort();
    return 0;
}
