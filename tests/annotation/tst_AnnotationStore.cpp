// Annotations on disk: each annotator's own, none lost, none overwritten once it is finished, none shown to another
// before it is done; and whatever is changed from outside is found.

#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/store/AnnotationRows.h"
#include "core/annotation/store/AnnotationStore.h"
#include "core/base/files/AtomicFile.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"
#include "tests/support/Intruder.h"
#include "tests/support/TemporaryFolder.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <sys/stat.h>

using namespace cf;
using namespace cf::annotation;
namespace fs = std::filesystem;

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

/// Of the newest that the two said of image 1.
Annotation decisionOn(AnnotationStore &store, const std::string &who)
{
    const auto said = store.finished("image 1");
    CF_CHECK(said && said->size() >= 2);
    Annotation decided = by(who, true);
    decided.role = Role::Adjudicator;
    decided.plausibility.value = 2;
    decided.adjudicates = { hashOf((*said)[0]), hashOf((*said)[1]) };
    std::ranges::sort(decided.adjudicates);
    return decided;
}

std::string words(const std::vector<sessions::Tampering> &found)
{
    std::string all;
    for (const sessions::Tampering &one : found)
        all += one.what + " " + one.where + ": " + one.text + "\n";
    return all;
}

void eachAnnotatorHasTheirOwn()
{
    const test::TemporaryFolder folder;
    AnnotationStore store(folder.path());
    CF_CHECK(store.save("image 1", by("R1", true)) && store.save("image 1", by("R2", false)));
    CF_EQUAL(*store.load("image 1", "R1").annotation, by("R1", true));
    CF_EQUAL(*store.load("image 1", "R2").annotation, by("R2", false));
    CF_CHECK(!store.load("image 1", "R3").annotation && !store.load("image 2", "R1").annotation);
    auto finished = store.finished("image 1");
    CF_CHECK(finished && finished->size() == 1 && finished->front().annotator == "R1");
    CF_CHECK(store.finished("image 2") && store.finished("image 2")->empty());
    // The adjudicator's stands beside what was said first.
    Annotation decided = by("R1", true);
    decided.role = Role::Adjudicator;
    decided.plausibility.value = 2;
    CF_CHECK(store.save("image 1", decided) && store.save("image 1", by("R2", true)));
    CF_EQUAL(*store.load("image 1", "R1").annotation, by("R1", true));
    CF_EQUAL(*store.load("image 1", "R1", Role::Adjudicator).annotation, decided);
    finished = store.finished("image 1");
    CF_CHECK(finished && finished->size() == 3 && finished->back() == decided);
    // No name is in a name of a file, and nobody else may read one.
    for (const auto &entry : fs::recursive_directory_iterator(folder.path())) {
        CF_EQUAL(entry.path().string().substr(folder.path().string().size()).find("R1"), std::string::npos);
        struct stat status = {};
        if (entry.is_regular_file())
            CF_CHECK(::stat(entry.path().c_str(), &status) == 0 && (status.st_mode & 077) == 0);
    }
    // Another program sees the same.
    AnnotationStore other(folder.path());
    CF_EQUAL(*other.load("image 1", "R2").annotation, by("R2", true));
    CF_CHECK(other.allFinished() && other.allFinished()->size() == 3);
}

void whatIsFinishedIsNeverOverwritten()
{
    const test::TemporaryFolder folder;
    AnnotationStore store(folder.path());
    Annotation draft = by("R1", false);
    for (const int plausible : { 1, 2, 3 }) { // As it is said, step by step: one draft.
        draft.plausibility.value = plausible;
        CF_CHECK(store.save("image 1", draft));
    }
    CF_CHECK(store.save("image 1", by("R1", true)));
    Annotation again = by("R1", true);
    again.plausibility.value = 1;
    CF_CHECK(store.save("image 1", again) && store.save("image 1", again));
    CF_EQUAL(*store.load("image 1", "R1").annotation, again);
    const auto audit = store.audit();
    CF_CHECK(audit && audit->size() == 6); // Made, three times a draft, twice finished; the same again is nothing new.
    CF_CHECK((*audit)[1].kind == "draft" && (*audit)[4].kind == "annotation" && (*audit)[5].actor == "R1");
    test::Intruder looker((folder.path() / annotationFileName).string());
    CF_EQUAL(looker.asks("SELECT COUNT(*) FROM annotations"), "2");
    CF_EQUAL(looker.asks("SELECT content FROM annotations WHERE revision = 1"), toJson(by("R1", true)).dump());
}

/// Two annotations and a decision on them; what verify says after somebody was there.
class Tampered
{
public:
    Tampered()
    {
        ::setenv("XDG_STATE_HOME", (m_folder.path() / "state").c_str(), 1);
        AnnotationStore store(m_whole);
        for (const char *who : { "R1", "R2" }) {
            CF_CHECK(store.save("image 1", by(who, true)));
            CF_CHECK(store.save("image 2", by(who, false)));
        }
        Annotation skipped = by("R2", false);
        CF_CHECK(skip(skipped, "Not a chest film"));
        CF_CHECK(store.save("image 2", skipped));
        CF_CHECK(store.save("image 1", decisionOn(store, "A1")));
        head = *store.head();
        CF_CHECK(store.verify() && store.verify()->empty());
    }

    std::vector<sessions::Tampering> after(
        const std::function<void(test::Intruder &)> &work, bool remembers, const std::string &known = {})
    {
        fs::remove_all(m_copy);
        fs::copy(m_whole, m_copy, fs::copy_options::recursive);
        {
            test::Intruder intruder((m_copy / annotationFileName).string());
            work(intruder);
        }
        ::setenv("XDG_STATE_HOME", (m_folder.path() / (remembers ? "state" : "elsewhere")).c_str(), 1);
        AnnotationStore store(m_copy);
        const auto found = store.verify(known);
        CF_CHECK(found);
        return *found;
    }

    void finds(const std::string &what, const char *sql)
    {
        const auto found = after([&](test::Intruder &intruder) { intruder.does(sql); }, false);
        if (std::ranges::any_of(found, [&](const auto &one) { return one.what == what; }))
            return;
        std::fprintf(stderr, "not found: %s after %s\n%s", what.c_str(), sql, words(found).c_str());
        std::exit(EXIT_FAILURE);
    }

    std::string head;

private:
    test::TemporaryFolder m_folder;
    fs::path m_whole = m_folder.path() / "whole";
    fs::path m_copy = m_folder.path() / "copy";
};

void everyKindOfRecordIsWatched()
{
    Tampered store;
    for (const char *kind : { "created", "draft", "annotation", "skipped", "decision" }) {
        const std::string of =
            std::string(" WHERE sequence = (SELECT MIN(sequence) FROM audit WHERE kind = '") + kind + "')";
        for (const char *member : { "time", "actor", "kind", "content", "previous", "hash" })
            store.finds(
                "audit-changed", (std::string("UPDATE audit SET ") + member + " = " + member + " || ' '" + of).c_str());
        const bool isLast = kind == std::string("decision");
        store.finds(isLast ? "head-changed" : "audit-missing", ("DELETE FROM audit" + of).c_str());
    }
    store.finds("head-changed",
        "INSERT INTO audit SELECT MAX(sequence) + 1, time, actor, kind, content, previous, hash FROM audit");
    // What somebody said, a draft, why it was skipped, and what was decided.
    for (const char *of : { "annotator = 'R1' AND content LIKE '%\"done\"%'", "content LIKE '%\"open\"%'",
             "content LIKE '%\"skipped\"%'", "role = 'adjudicator'" }) {
        store.finds("annotation-changed",
            (std::string("UPDATE annotations SET content = replace(content, '\"value\":\"yes\"', '\"value\":\"no\"') "
                         "WHERE ")
                + of)
                .c_str());
        store.finds("annotation-removed", (std::string("DELETE FROM annotations WHERE ") + of).c_str());
        store.finds("annotation-inserted",
            (std::string("INSERT INTO annotations SELECT image, annotator, role, 7, content, hash, audit FROM "
                         "annotations WHERE ")
                + of)
                .c_str());
    }
    store.finds("annotation-changed", "UPDATE annotations SET hash = hash || '0' WHERE annotator = 'R1'");
    store.finds("annotation-changed", "UPDATE annotations SET audit = audit + 1 WHERE annotator = 'R1'");
    store.finds("annotation-removed", "UPDATE annotations SET annotator = 'R9' WHERE annotator = 'R1'");
    store.finds("annotation-inserted", "UPDATE annotations SET image = image || 'x' WHERE annotator = 'R1'");
    // Two answers that change places, each with its own hash.
    const auto swapped = store.after(
        [](test::Intruder &intruder) {
            intruder.does("UPDATE annotations SET annotator = 'R0' WHERE annotator = 'R1'");
            intruder.does("UPDATE annotations SET annotator = 'R1' WHERE annotator = 'R2'");
            intruder.does("UPDATE annotations SET annotator = 'R2' WHERE annotator = 'R0'");
        },
        false);
    CF_CHECK(swapped.size() >= 4 && std::ranges::all_of(swapped, [](const auto &one) {
        return one.what == "annotation-changed" || one.what == "decision-unfounded";
    }));
    // What a decision stands on is gone, too.
    store.finds("decision-unfounded", "DELETE FROM annotations WHERE annotator = 'R1'");
}

void aTailThatIsCutOffIsFound()
{
    Tampered store;
    const auto cut = [](test::Intruder &intruder) {
        intruder.does("DELETE FROM audit WHERE kind = 'decision'");
        intruder.does("DELETE FROM annotations WHERE role = 'adjudicator'");
        intruder.does(
            "UPDATE facts SET value = (SELECT sequence || ':' || hash FROM audit ORDER BY sequence DESC LIMIT 1) "
            "WHERE name = 'head'");
    };
    const auto here = store.after(cut, true);
    CF_CHECK(here.size() == 1 && here[0].what == "audit-truncated");
    CF_CHECK(store.after(cut, false).empty()); // Elsewhere only who noted the head can tell.
    CF_EQUAL(store.after(cut, false, store.head).size(), 1);
}

/// As annotations were kept before there was a chain: a file each.
void putFile(const fs::path &folder, const std::string &key, const Annotation &annotation, const std::string &text)
{
    CF_CHECK(makeFolder(folder / placeOf(key)));
    CF_CHECK(writeWhole(folder / placeOf(key)
            / (placeOf(annotation.annotator) + (annotation.role == Role::Adjudicator ? ".adjudicated.json" : ".json")),
        text, replaceOwnConfidential()));
}

void filesOfEarlierVersionsAreTakenOver()
{
    const test::TemporaryFolder folder;
    Annotation decided = by("R3", true);
    decided.role = Role::Adjudicator;
    decided.adjudicates = { std::string(64, 'a') }; // Overwritten since, as it could be then.
    for (const Annotation &one : { by("R1", true), by("R2", false), decided })
        putFile(folder.path(), "image 1", one, toJson(one).dump(1) + "\n");
    putFile(folder.path(), "image 2", by("R1", true), "{ \"format\": 1, \"subj");
    AnnotationStore store(folder.path());
    const auto first = store.load("image 1", "R1");
    CF_CHECK(first.annotation && *first.annotation == by("R1", true));
    CF_CHECK(first.problem.find("1 annotation(s) of an earlier version are damaged") != std::string::npos);
    CF_CHECK(store.load("image 1", "R2").problem.empty() && *store.load("image 1", "R2").annotation == by("R2", false));
    CF_EQUAL(*store.load("image 1", "R3", Role::Adjudicator).annotation, decided);
    CF_CHECK(!store.load("image 2", "R1").annotation && store.save("image 2", by("R1", true)));
    const auto found = store.verify();
    CF_CHECK(found && found->empty());
    const auto audit = store.audit();
    const auto count = [&](const char *kind) {
        return std::ranges::count_if(*audit, [&](const auto &one) { return one.kind == kind; });
    };
    CF_CHECK(audit && count("migrated") == 3 && count("left-out") == 1 && count("annotation") == 1);
    // The files stay, and are read no more.
    CF_CHECK(fs::exists(folder.path() / placeOf("image 1") / (placeOf("R1") + ".json")));
    fs::remove_all(folder.path() / placeOf("image 1"));
    CF_CHECK(AnnotationStore(folder.path()).load("image 1", "R1").annotation);
}

void damageIsSaidAndNothingIsOverwritten()
{
    const test::TemporaryFolder folder;
    const std::string file = (folder.path() / annotationFileName).string();
    AnnotationStore store(folder.path());
    CF_CHECK(store.save("image 1", by("R1", false)));
    {
        test::Intruder intruder(file);
        intruder.does("UPDATE annotations SET content = substr(content, 1, 100)");
    }
    const auto loaded = store.load("image 1", "R1");
    CF_CHECK(!loaded.annotation && loaded.problem.find("not as it was written") != std::string::npos);
    CF_CHECK(!store.finished("image 1"));
    CF_CHECK(store.save("image 1", by("R1", true)) && *store.load("image 1", "R1").annotation == by("R1", true));
    {
        test::Intruder looker(file);
        CF_EQUAL(looker.asks("SELECT length(content) FROM annotations WHERE revision = 1"), "100");
    }
    // A file that is something else altogether is told from a store, and stays.
    const test::TemporaryFolder other;
    CF_CHECK(writeWhole(other.path() / annotationFileName, "No database, but somebody's notes."));
    AnnotationStore none(other.path());
    const auto refused = none.save("image 1", by("R1", true));
    CF_CHECK(!refused && refused.error().message.find("is no annotation store, or it is damaged") != std::string::npos);
    CF_CHECK(beginsWith(other.path() / annotationFileName, "No database"));
    CF_CHECK(!none.load("image 1", "R1").problem.empty() && !none.verify());
}

void wrongOnesAreNotKept()
{
    const test::TemporaryFolder folder;
    AnnotationStore store(folder.path());
    Annotation wrong = by("R1", false);
    wrong.plausibility.value = 9;
    CF_CHECK(!store.save("image 1", wrong) && fs::is_empty(folder.path()));
    CF_CHECK(!store.load("image 1", "R1").annotation && fs::is_empty(folder.path()));
    CF_CHECK(!store.verify());
    AnnotationStore nothing{ {} };
    CF_CHECK(!nothing.keeps() && nothing.save("image 1", by("R1", false)) && !nothing.load("image 1", "R1").annotation);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv); // Qt's drivers are looked for through it.
    const test::TemporaryFolder state;
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    eachAnnotatorHasTheirOwn();
    whatIsFinishedIsNeverOverwritten();
    everyKindOfRecordIsWatched();
    aTailThatIsCutOffIsFound();
    ::setenv("XDG_STATE_HOME", state.path().c_str(), 1);
    filesOfEarlierVersionsAreTakenOver();
    damageIsSaidAndNothingIsOverwritten();
    wrongOnesAreNotKept();
    return 0;
}
