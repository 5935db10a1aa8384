// An amendment in the middle of the reading: every answer is checked and read by the protocol under which it was given.

#include "core/sessions/exchange/ReaderPackage.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <filesystem>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

Protocol withoutConfidence()
{
    Protocol protocol = twoArms();
    protocol.questions.erase(protocol.questions.begin() + 1);
    protocol.stages[0].questions = { "effusion", "synthetic" };
    return protocol;
}

Protocol withDevice()
{
    Protocol protocol = twoArms();
    protocol.questions.push_back(yesNo("device", "Is there a device?"));
    protocol.stages[0].questions.push_back("device");
    return protocol;
}

void readSome(StudyStore &store, const std::string &id, int count)
{
    for (int i = 0; i < count; ++i)
        need(store.submit(answersFor(id, need(store.next(id)).step)));
}

bool saysOf(const Error &error, const std::string &words)
{
    return error.message.find(words) != std::string::npos;
}

/// Answers to a question that was taken out stay, and the reading goes on without it.
void answersOutliveTheirQuestion(const std::string &file)
{
    StudyStore store = sealedStudy(file, twoArms(), someCases(8), { "R1" });
    readSome(store, "R1", 4);
    const auto before = need(store.readings());
    CF_CHECK(std::ranges::any_of(before, [](const Reading &one) { return one.answers.contains("confidence"); }));
    need(store.amend(withoutConfidence(), "confidence was not needed"));
    CF_CHECK(need(store.readings()) == before);
    Reading next;
    const ReadingStep step = need(store.next("R1")).step;
    next.key = { "R1", step.caseId, step.stage, step.attempt };
    next.answers = { { "effusion", true }, { "synthetic", 3.0 } };
    need(store.submit(next));
    CF_CHECK(need(store.readings()).size() == 5 && need(store.verify()).empty());
}

/// Old and new answers to one name are counted together, so that they must be of one kind and scale.
void aQuestionKeepsItsScale(const std::string &file)
{
    StudyStore store = sealedStudy(file, twoArms(), someCases(8), { "R1" });
    Protocol changed = twoArms();
    changed.questions[2].choices.pop_back();
    need(store.amend(changed, "four steps are enough")); // Nobody has answered.
    readSome(store, "R1", 0);
    Reading first;
    const ReadingStep step = need(store.next("R1")).step;
    first.key = { "R1", step.caseId, step.stage, step.attempt };
    first.answers = { { "effusion", false }, { "synthetic", 4.0 } };
    need(store.submit(first));
    CF_CHECK(saysOf(store.amend(twoArms(), "five after all").error(), "keeps its kind"));
    changed.questions[0].kind = QuestionKind::Text;
    CF_CHECK(saysOf(store.amend(changed, "in words").error(), "\"effusion\""));
    changed.questions[0].kind = QuestionKind::YesNo;
    changed.questions[0].text.english = "Is there a left effusion?";
    need(store.amend(changed, "the side"));
}

/// Whoever read in a window that was open keeps the questions that stood there.
void anAnswerBearsTheSealThatWasOnTheScreen(const std::string &file)
{
    StudyStore store = sealedStudy(file, twoArms(), someCases(8), { "R1" });
    const std::string first = need(store.newestSealHash());
    Reading reading = answersFor("R1", need(store.next("R1")).step);
    reading.seal = first;
    need(store.amend(withDevice(), "the device was forgotten"));
    CF_CHECK(need(store.newestSealHash()) != first);
    CF_CHECK(need(store.submit(reading)).seal == first);
    Reading second = answersFor("R1", need(store.next("R1")).step);
    CF_CHECK(saysOf(store.submit(second).error(), "Is there a device?")); // Under the newest, where it names none.
    second.answers["device"] = false;
    CF_CHECK(need(store.submit(second)).seal == need(store.newestSealHash()));
    second = answersFor("R1", need(store.next("R1")).step);
    second.seal = std::string(64, 'f');
    CF_CHECK(saysOf(store.submit(second).error(), "never sealed"));
    CF_CHECK(need(store.readings()).size() == 2 && need(store.verify()).empty());
}

/// A reader elsewhere knows nothing of an amendment; their answers are what they are.
void packagesAreMergedAfterAnAmendment(const fs::path &root)
{
    StudyStore store = sealedStudy((root / "elsewhere.cfstudy").string(), twoArms(), someCases(8), { "R1", "R2" });
    fs::create_directories(root / "package");
    const fs::path package = root / "package" / "R1.cfreader";
    const fs::path answers = root / "package" / "R1.cfanswers";
    need(writeReaderPackage(store, "R1", "a phrase", package));
    OpenedPackage opened = need(openReaderPackage(package, "a phrase"));
    readSome(opened.store, "R1", 5);
    need(writeAnswerFile(opened.store, "R1", answers));
    need(store.amend(withDevice(), "the device was forgotten"));
    CF_CHECK(need(mergeAnswerFile(store, answers)).added == 5);
    readSome(opened.store, "R1", 3);
    need(writeAnswerFile(opened.store, "R1", answers));
    need(store.amend(withoutConfidence(), "neither was needed"));
    const MergeReport report = need(mergeAnswerFile(store, answers));
    CF_CHECK(report.added == 3 && report.known == 5 && report.conflicts.empty());
    for (const Reading &one : need(store.readings()))
        CF_CHECK(one.answers == answersFor("R1", { 0, one.key.caseId, "main", 1, false, {} }).answers);
    CF_CHECK(need(store.verify()).empty());
}

/// Who answered under a page that says readers are numbered is not named by an amendment.
void noAmendmentNamesReadersWhoHaveAnswered(const fs::path &root)
{
    StudyStore store = sealedStudy((root / "numbered.cfstudy").string(), twoArms(), someCases(8), { "R1" });
    Protocol naming = twoArms();
    naming.namesReaders = true;
    readSome(store, "R1", 1);
    CF_CHECK(!store.amend(naming, "the journal asks for names"));
    CF_CHECK(!need(store.study()).protocol.namesReaders);
    // The other way is always possible; the same amendment twice is one.
    StudyStore named = sealedStudy((root / "named.cfstudy").string(), naming, someCases(8), { "R1" });
    readSome(named, "R1", 1);
    const Seal first = need(named.amend(twoArms(), "a reader asked not to be named"));
    const Seal second = need(named.amend(twoArms(), "a reader asked not to be named"));
    CF_CHECK(first == second && need(named.study()).seals.size() == 2 && need(named.verify()).empty());
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    answersOutliveTheirQuestion((folder.path() / "removed.cfstudy").string());
    aQuestionKeepsItsScale((folder.path() / "scale.cfstudy").string());
    anAnswerBearsTheSealThatWasOnTheScreen((folder.path() / "seal.cfstudy").string());
    packagesAreMergedAfterAnAmendment(folder.path());
    noAmendmentNamesReadersWhoHaveAnswered(folder.path());
    return 0;
}
