// Annotations on disk: each annotator's own, none lost, none shown to another before it is done.

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationStore.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace cf;
using namespace cf::annotation;

namespace {

Annotation by(const std::string &annotator, bool isDone)
{
    Annotation one = test::exampleAnnotation(120, 100);
    one.annotator = annotator;
    one.mark(5)->confirmed = isDone;
    if (isDone)
        CF_CHECK(finish(one));
    return one;
}

void eachAnnotatorHasTheirOwn()
{
    const test::TemporaryFolder folder;
    const AnnotationStore store(folder.path());
    CF_CHECK(store.save("image 1", by("R1", true)) && store.save("image 1", by("R2", false)));
    CF_CHECK(*store.load("image 1", "R1").annotation == by("R1", true));
    CF_CHECK(*store.load("image 1", "R2").annotation == by("R2", false));
    CF_CHECK(!store.load("image 1", "R3").annotation && !store.load("image 2", "R1").annotation);
    auto finished = store.finished("image 1");
    CF_CHECK(finished && finished->size() == 1 && finished->front().annotator == "R1");
    CF_CHECK(store.finished("image 2") && store.finished("image 2")->empty());
    // The adjudicator's stands beside what was said first.
    Annotation decided = by("R1", true);
    decided.role = Role::Adjudicator;
    decided.plausibility.value = 2;
    CF_CHECK(store.save("image 1", decided) && store.save("image 1", by("R2", true)));
    CF_CHECK(*store.load("image 1", "R1").annotation == by("R1", true));
    CF_CHECK(*store.load("image 1", "R1", Role::Adjudicator).annotation == decided);
    finished = store.finished("image 1");
    CF_CHECK(finished && finished->size() == 3 && finished->back() == decided);
    // No name is in a name of a file, and nobody else may read one.
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        CF_CHECK(entry.path().string().substr(folder.path().string().size()).find("R1") == std::string::npos);
        struct stat status = {};
        if (entry.is_regular_file())
            CF_CHECK(::stat(entry.path().c_str(), &status) == 0 && (status.st_mode & 077) == 0);
    }
}

void damagedFilesArePutAside()
{
    const test::TemporaryFolder folder;
    const AnnotationStore store(folder.path());
    CF_CHECK(store.save("image 1", by("R1", true)));
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder.path()))
        if (entry.is_regular_file())
            std::filesystem::resize_file(entry.path(), 100);
    CF_CHECK(!store.finished("image 1"));
    const auto loaded = store.load("image 1", "R1");
    CF_CHECK(!loaded.annotation && loaded.problem.find(".damaged-1") != std::string::npos);
    CF_CHECK(store.load("image 1", "R1").problem.empty());
    CF_CHECK(store.save("image 1", by("R1", false)) && store.load("image 1", "R1").annotation);
}

void wrongOnesAreNotKept()
{
    const test::TemporaryFolder folder;
    const AnnotationStore store(folder.path());
    Annotation wrong = by("R1", false);
    wrong.plausibility.value = 9;
    CF_CHECK(!store.save("image 1", wrong) && std::filesystem::is_empty(folder.path()));
    const AnnotationStore nothing{ {} };
    CF_CHECK(!nothing.keeps() && nothing.save("image 1", by("R1", false)) && !nothing.load("image 1", "R1").annotation);
}

} // namespace

int main()
{
    eachAnnotatorHasTheirOwn();
    damagedFilesArePutAside();
    wrongOnesAreNotKept();
    return 0;
}
