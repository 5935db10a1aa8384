// Annotations of earlier versions, each a file: all are found or the reason is told.

#include "core/annotation/store/AnnotationFiles.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;
using namespace cf::annotation;

int main()
{
    namespace fs = std::filesystem;
    const test::TemporaryFolder folder;
    const auto absent = hasAnnotationFiles(folder.path() / "not yet");
    CF_CHECK(absent && !*absent);
    const auto image = folder.path() / "0123456789abcdef0123456789abcdef";
    fs::create_directory(image);
    const auto none = hasAnnotationFiles(folder.path());
    CF_CHECK(none && !*none);
    std::ofstream(image / "reader.json") << "{}";
    const auto one = hasAnnotationFiles(folder.path());
    CF_CHECK(one && *one);
    const auto noFolder = hasAnnotationFiles(image / "reader.json");
    CF_CHECK(!noFolder && noFolder.error().code == ErrorCode::InvalidInput);
}
