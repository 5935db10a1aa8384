// A reader elsewhere: one encrypted file out, one answer file back; nothing lost, chosen or taken from strangers.

#include "core/sessions/coordination/AnswerConflicts.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/packages/Encryption.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path &file)
{
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

void put(const fs::path &file, const std::string &bytes)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

bool isRefused(const Error &error, const std::string &word)
{
    return error.code == ErrorCode::InvalidInput && error.message.find(word) != std::string::npos;
}

void readSome(StudyStore &store, const std::string &id, int count)
{
    for (int i = 0; i < count; ++i)
        need(store.submit(answersFor(id, need(store.next(id)).step)));
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    const fs::path root = folder.path();
    ::setenv("XDG_STATE_HOME", (root / "state").c_str(), 1);
    const CaseSet set = someCases(8, 1);
    Protocol protocol = twoArms();
    protocol.order.seed = 987654321;
    protocol.analysisPlan = R"({"primary":"as many real as edited"})";
    StudyStore study = sealedStudy((root / "study.cfstudy").string(), protocol, set, { "R1", "R2" });
    const fs::path package = root / "elsewhere" / "R1.cfreader";
    fs::create_directories(package.parent_path());
    CF_CHECK(isRefused(writeReaderPackage(study, "R9", "a phrase", package).error(), "no reader R9"));
    CF_CHECK(isRefused(writeReaderPackage(study, "R1", "", package).error(), "passphrase is empty"));
    need(writeReaderPackage(study, "R1", "four words of mine", package));
    CF_CHECK(isRefused(writeReaderPackage(study, "R1", "x", package).error(), "already"));

    // Nothing of it can be read without the passphrase, and not one byte of it changed.
    const std::string bytes = bytesOf(package);
    for (const char *secret : { "effusion", "flow", "C001", "null-edited" })
        CF_EQUAL(bytes.find(secret), std::string::npos);
    CF_CHECK(isRefused(openReaderPackage(package, "four words of his").error(), "does not open"));
    std::string altered = bytes;
    altered[bytes.find('\n', bytes.find('\n') + 1) + 40] ^= 1;
    put(root / "altered.cfreader", altered);
    CF_CHECK(isRefused(openReaderPackage(root / "altered.cfreader", "four words of mine").error(), "does not open"));
    CF_CHECK(!fs::exists(root / "altered.cfstudy"));

    {
        OpenedPackage opened = need(openReaderPackage(package, "four words of mine"));
        const Study copy = need(opened.store.study());
        CF_CHECK(opened.reader == "R1" && copy.isReaderCopy && copy.cases.size() == 9 && copy.readers.size() == 1);
        for (const Case &one : copy.cases)
            CF_CHECK(one.images[0].arm.empty() && one.patient.empty() && (one.isTraining || one.truth.empty()));
        // From the seed the arms of the order could be computed.
        CF_CHECK(copy.protocol.order.seed != protocol.order.seed && copy.protocol.analysisPlan == "{}");
        CF_EQUAL(need(opened.store.order("R1")), need(study.order("R1")));
        CF_EQUAL(need(opened.store.image(set.images[3].sha256)), set.images[3].radiograph);
        readSome(opened.store, "R1", 4);
        need(writeAnswerFile(opened.store, "R1", root / "first.cfanswers"));
    }
    // Opened again after a crash: on the next case; and the pixels lie nowhere but in the package.
    {
        OpenedPackage opened = need(openReaderPackage(package, "four words of mine"));
        CF_EQUAL(need(opened.store.next("R1")).stored, 4);
        readSome(opened.store, "R1", 5);
        CF_EQUAL(need(opened.store.next("R1")).state, NextStep::State::Finished);
        CF_CHECK(need(opened.store.verify()).empty());
        need(writeAnswerFile(opened.store, "R1", root / "all.cfanswers"));
    }

    MergeReport report = need(mergeAnswerFile(study, root / "first.cfanswers"));
    CF_CHECK(report.reader == "R1" && report.added == 4 && report.known == 0 && report.conflicts.empty());
    report = need(mergeAnswerFile(study, root / "all.cfanswers"));
    CF_CHECK(report.added == 5 && report.known == 4);
    report = need(mergeAnswerFile(study, root / "all.cfanswers"));
    CF_CHECK(report.added == 0 && report.known == 9);
    CF_CHECK(need(study.readings(false, true)).size() == 9 && need(study.verify()).empty());
    for (const Reading &one : need(study.readings(false, true)))
        CF_EQUAL(one.answers, answersFor("R1", { 0, one.key.caseId, "main", 1, false, {} }).answers);

    // An altered file, another study's.
    std::string answers = bytesOf(root / "all.cfanswers");
    answers[answers.size() - 30] ^= 4;
    put(root / "altered.cfanswers", answers);
    CF_CHECK(isRefused(mergeAnswerFile(study, root / "altered.cfanswers").error(), "was changed"));
    answers = bytesOf(root / "all.cfanswers");
    put(root / "renamed.cfanswers", answers.replace(answers.find("R1"), 2, "R2"));
    CF_CHECK(isRefused(mergeAnswerFile(study, root / "renamed.cfanswers").error(), "was changed"));
    // Who has a package has one key: a file that R1 made as R2 does not open.
    const std::string secret = need(study.answerKey());
    CF_CHECK(keyOfReader(secret, "R1") != keyOfReader(secret, "R2") && keyOfReader(secret, "R1") != secret);
    const std::string forged = R"({"reader":"R2","study":")" + need(study.study()).id + "\"}";
    const std::string own = need(need(openReaderPackage(package, "four words of mine")).store.answerKey());
    CF_CHECK(own == keyOfReader(secret, "R1"));
    put(root / "forged.cfanswers",
        "contrafact answers 1\n" + forged + "\n" + need(encrypt(R"({"answers":[],"audit":[]})", own, forged)));
    CF_CHECK(isRefused(mergeAnswerFile(study, root / "forged.cfanswers").error(), "was changed"));
    StudyStore other = sealedStudy((root / "other.cfstudy").string(), twoArms(), set, { "R1" });
    CF_CHECK(isRefused(mergeAnswerFile(other, root / "all.cfanswers").error(), "another study"));

    // The same reader on two machines, with different answers: both are kept, none is chosen.
    const fs::path second = root / "second" / "R2.cfreader";
    fs::create_directories(second.parent_path());
    need(writeReaderPackage(study, "R2", "phrase", second));
    OpenedPackage opened = need(openReaderPackage(second, "phrase"));
    readSome(opened.store, "R2", 3);
    need(writeAnswerFile(opened.store, "R2", root / "r2.cfanswers"));
    Reading at = answersFor("R2", need(study.next("R2")).step);
    at.answers = { { "effusion", false }, { "synthetic", 1.0 } };
    if (at.answers == answersFor("R2", need(study.next("R2")).step).answers)
        at.answers["synthetic"] = 2.0;
    const Reading kept = need(study.submit(at));
    report = need(mergeAnswerFile(study, root / "r2.cfanswers"));
    CF_CHECK(report.added == 2 && report.conflicts.size() == 1);
    report = need(mergeAnswerFile(study, root / "r2.cfanswers"));
    CF_CHECK(report.added == 0 && report.known == 2 && report.conflicts.size() == 1);
    const auto conflicts = need(study.conflicts());
    CF_CHECK(conflicts.size() == 1 && conflicts[0].first.answers != kept.answers);
    CF_EQUAL(conflicts[0].second, "r2.cfanswers");
    // Question by question; without an answer while the study is read.
    const auto running = need(answerConflicts(study, false));
    const auto shown = need(answerConflicts(study, true));
    CF_CHECK(!running.empty() && running.size() == shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        CF_CHECK(running[i].stored.empty() && running[i].other.empty());
        CF_CHECK(shown[i].stored != shown[i].other && shown[i].source == "r2.cfanswers");
        CF_EQUAL(shown[i].key, kept.key);
    }
    CF_CHECK(need(study.verify()).empty());

    // What lies in conflict and was changed again stays in conflict: its second revision does not come to count.
    Protocol changeable = twoArms();
    changeable.mayGoBack = true;
    StudyStore twice = sealedStudy((root / "twice.cfstudy").string(), changeable, someCases(4), { "R1" });
    changeable.questions[0].text.english = "Is there a left effusion?";
    need(twice.amend(changeable, "C001 is an edit with a seam: its question was mended."));
    const fs::path third = root / "third" / "R1.cfreader";
    fs::create_directories(third.parent_path());
    need(writeReaderPackage(twice, "R1", "phrase", third));
    OpenedPackage elsewhere = need(openReaderPackage(third, "phrase"));
    for (const Seal &seal : need(elsewhere.store.study()).seals) // Why is nothing for a reader.
        CF_CHECK(seal.reason.empty() && seal.document.empty());
    CF_CHECK(need(elsewhere.store.verify()).empty());
    Reading first = answersFor("R1", need(elsewhere.store.next("R1")).step);
    Reading here = first;
    Reading again = first;
    first.answers = { { "effusion", false }, { "synthetic", 1.0 } };
    again.answers = { { "effusion", false }, { "synthetic", 2.0 } };
    here.answers = { { "effusion", false }, { "synthetic", 3.0 } };
    need(elsewhere.store.submit(first));
    CF_EQUAL(need(elsewhere.store.submit(again)).revision, 2);
    readSome(elsewhere.store, "R1", 1);
    need(writeAnswerFile(elsewhere.store, "R1", root / "twice.cfanswers"));
    need(twice.submit(here));
    for (const int added : { 1, 0 }) {
        report = need(mergeAnswerFile(twice, root / "twice.cfanswers"));
        CF_CHECK(report.added == added && report.known == 1 - added && report.conflicts.size() == 2);
        CF_EQUAL(need(twice.conflicts()).size(), 2);
        const auto counted = need(twice.readings());
        CF_CHECK(counted.size() == 2 && counted[0].key == here.key && counted[0].answers == here.answers);
        CF_EQUAL(need(twice.readings(true)).size(), 2);
        for (const AnswerConflict &one : need(answerConflicts(twice, true)))
            CF_CHECK(one.stored == "3" && (one.other == "1" || one.other == "2"));
    }
    CF_CHECK(need(twice.verify()).empty());
    need(twice.close("all have read"));
    CF_CHECK(isRefused(twice.importReadings({ first }, "late.cfanswers").error(), "closed"));
    return 0;
}
