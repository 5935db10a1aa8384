// What a coordinator does between the first case and the last result, by the functions that window and command line
// use.

#include "core/sessions/cases/BatchCases.h"
#include "core/sessions/coordination/CaseAddition.h"
#include "core/sessions/coordination/Disagreements.h"
#include "core/sessions/coordination/Sealing.h"
#include "core/sessions/coordination/StudySize.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/reading/AnswerExport.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace cf;
using namespace cf::test;

namespace {

bool saysOf(const Error &error, const std::string &words)
{
    return error.message.find(words) != std::string::npos;
}

/// Films made up from the name of their file.
Result<ReadImage> madeUp(const std::filesystem::path &file)
{
    ReadImage image;
    image.radiograph = film(int(std::hash<std::string>()(file.filename().string()) % 1000), 64, 64).radiograph;
    image.patient = file.filename().string();
    return image;
}

/// Reads everything that is open; the answer to "synthetic" is what `score` says.
void readAll(StudyStore &store, const std::string &reader, const std::function<double(const std::string &)> &score)
{
    for (NextStep next = need(store.next(reader)); next.state == NextStep::State::Read;
         next = need(store.next(reader))) {
        Reading reading;
        reading.key = { reader, next.step.caseId, next.step.stage, next.step.attempt };
        reading.answers["effusion"] = false;
        reading.answers["synthetic"] = score(next.step.caseId);
        need(store.submit(reading));
    }
}

void foldersListsAndBatchesBecomeCases(const std::filesystem::path &root)
{
    const auto films = root / "films";
    std::filesystem::create_directories(films);
    for (const char *name : { "b.dcm", "a.dcm", "contrafact.sha256", "labels.csv", ".hidden", "DICOMDIR" })
        std::ofstream(films / name) << name;
    const auto folder = need(manifestOfFolder(films, "real"));
    CF_CHECK(folder.size() == 2 && folder[0].files[0].path == films / "a.dcm" && folder[1].files[0].arm == "real");

    const std::string manifest = "index,film,patient,status,dicom\n"
                                 "0,a.dcm,p1,accepted,accepted/0.dcm\n"
                                 "1,a.dcm,p1,accepted,accepted/1.dcm\n"
                                 "2,b.dcm,p2,refused,refused/2.dcm\n"
                                 "3,b.dcm,p2,failed,\n";
    CF_CHECK(isBatchManifest(manifest) && !isBatchManifest("file,arm\na,b\n"));
    std::filesystem::create_directories(root / "accepted");
    std::filesystem::create_directories(root / "refused");
    for (const char *name : { "accepted/0.dcm", "accepted/1.dcm", "refused/2.dcm" })
        std::ofstream(root / name) << name;
    const auto results = need(casesOfBatch(manifest, root, { .editedArm = "flow" }));
    CF_CHECK(results.size() == 2 && results[1].files[0].path == root / "accepted/1.dcm");
    CF_CHECK(results[0].patient == "p1" && results[0].pair == results[1].pair && results[0].files[0].source.empty());
    const auto both =
        need(casesOfBatch(manifest, root, { .editedArm = "flow", .realArm = "real", .films = films, .refused = true }));
    CF_EQUAL(both.size(), 5); // Two films, each once, and three results.
    CF_CHECK(both[0].files[0].arm == "real" && both[0].files[0].path == films / "a.dcm");
    CF_CHECK(both[1].files[0].arm == "flow" && both[1].files[0].source == films / "a.dcm");
    CF_CHECK(
        !casesOfBatch(manifest, root, {}) && !casesOfBatch(manifest, root, { .editedArm = "flow", .realArm = "real" }));
    CF_CHECK(saysOf(
        casesOfBatch("index,film,patient,status,dicom\n", root, { .editedArm = "flow" }).error(), "no such result"));

    Protocol protocol = twoArms();
    protocol.arms[0].kind = ArmKind::Real; // No model in this test.
    StudyStore store = need(StudyStore::create((root / "cases.cfstudy").string(), protocol));
    CaseAddition addition;
    addition.size = 128;
    addition.read = madeUp;
    const AddedCases added = need(addCases(store, folder, addition, {}));
    CF_CHECK(added.cases == 2 && added.images == 2 && added.nullEdited == 0);
    CF_CHECK(need(addCases(store, results, addition, {})).cases == 2);
    // The same folder again, and a file twice in a list: films are added once, and it is said.
    const AddedCases again = need(addCases(store, folder, addition, {}));
    CF_CHECK(again.cases == 0 && again.alreadyThere.size() == 2 && need(store.study()).cases.size() == 4);
    const Study before = need(store.study());
    for (const auto &[file, caseId] : again.alreadyThere) { // Named, with the case that has it.
        CF_CHECK(file.ends_with(".dcm") && file.find('/') == std::string::npos);
        CF_EQUAL(before.find(caseId)->arm(), "real");
    }
    // The rest of a folder that was partly added comes in; the same film in another arm is added, and said.
    auto more = folder;
    more.push_back(folder.front());
    more.back().files.front().arm = "flow";
    const AddedCases rest = need(addCases(store, more, addition, {}));
    CF_CHECK(rest.cases == 1 && rest.alreadyThere.size() == 2 && rest.inOtherArms.size() == 1);
    CF_EQUAL(rest.inOtherArms[0].file, folder.front().files.front().path.filename().string());
    CF_EQUAL(before.find(rest.inOtherArms[0].caseId)->arm(), "real");
    const Study after = need(store.study());
    for (const Case &one : after.cases)
        if (one.arm() == "flow" && one.pair.empty())
            need(store.removeCase(one.id));
    const StudyStatus status = need(studyStatus(store));
    CF_CHECK(status.casesOfArm.at("real") == 2 && status.casesOfArm.at("flow") == 2 && !status.isOver);
    bool isNoted = false;
    for (const AuditRecord &record : need(store.audit()))
        isNoted = isNoted || record.kind == "blinded";
    CF_CHECK(isNoted);

    // A model is asked for only where images are null-edited, and its failure changes nothing.
    Protocol edited = twoArms();
    need(store.setProtocol(edited));
    addition.loadEditor = [](const JobContext &) -> Result<std::unique_ptr<CounterfactualEditor>> {
        return fail(ErrorCode::InvalidInput, "no model here");
    };
    CF_CHECK(saysOf(addCases(store, folder, addition, {}).error(), "no model here"));
    CF_EQUAL(need(store.study()).cases.size(), 4);
    addition.alreadyNullEdited = true;
    const AddedCases known = need(addCases(store, folder, addition, {}));
    CF_CHECK(known.nullEdited == 0 && known.alreadyThere.size() == 2);
    CF_CHECK(need(store.verify()).empty());
}

void statusTellsHowFarEveryoneIs(const std::string &file)
{
    StudyStore store = need(StudyStore::create(file, twoArms()));
    const CaseSet set = someCases(6);
    need(store.putCases(set.cases, set.images));
    need(store.putReader(reader("R1")));
    need(store.putReader(reader("R2")));
    CF_EQUAL(need(studyStatus(store)).readers[0].state, ReaderStage::Waiting);
    CF_CHECK(!knownLeakCheck(need(store.audit())));
    const LeakReport report = need(checkForLeaks(store, {}));
    auto known = knownLeakCheck(need(store.audit()));
    CF_CHECK(known && !known->isStale && known->report.channels.size() == report.channels.size());
    CF_CHECK(known->report.real == 3 && known->report.synthetic == 3 && known->report.channels[0].tooFew);
    need(store.removeCase("C006"));
    CF_CHECK(knownLeakCheck(need(store.audit()))->isStale);
    CF_CHECK(!sealStudy(store, {}, true, {})); // Without a check it needs a reason.
    const SealedStudy sealed = need(sealStudy(store, {}, false, {}));
    CF_CHECK(sealed.seal.hash.size() == 64 && sealed.leakCheck && sealed.leakCheck->real == 3);

    readAll(store, "R1", [](const std::string &) { return 3.0; });
    const NextStep step = need(store.next("R2"));
    need(store.submit(answersFor("R2", step.step)));
    StudyStatus status = need(studyStatus(store));
    CF_CHECK(status.readers[0].state == ReaderStage::Finished && status.readers[0].progress.stored == 5);
    CF_CHECK(status.readers[1].state == ReaderStage::Reading && status.readers[1].progress.stored == 1);
    CF_CHECK(nameOf(status.readers[1].state) == "reading" && !status.isOver);
    // Results are hidden, or opened with a reason that is kept.
    CF_CHECK(saysOf(openResults(store, status.study, "analysed", {}).error(), "hidden until"));
    need(openResults(store, status.study, "analysed", "a look in between"));
    const AuditRecord last = need(store.audit()).back();
    CF_CHECK(last.kind == "analysed" && last.content.find("a look in between") != std::string::npos);
    need(store.close("enough"));
    CF_CHECK(need(studyStatus(store)).isOver);
    need(openResults(store, need(store.study()), "exported", {}));
}

void disagreementsGoToAThird(const std::string &file)
{
    Protocol protocol = twoArms();
    protocol.adjudicateAbove = 1.0;
    StudyStore store = sealedStudy(file, protocol, someCases(6), { "R1", "R2" });
    readAll(store, "R1", [](const std::string &) { return 3.0; });
    CF_CHECK(saysOf(disagreements(store, 1.0).error(), "R2 has not finished"));
    readAll(store, "R2", [](const std::string &id) { return id == "C002" ? 5.0 : id == "C004" ? 1.0 : 4.0; });
    CF_CHECK(!disagreements(store, 0.0));
    auto found = need(disagreements(store, 1.0));
    CF_CHECK(found.size() == 2 && found[0].caseId == "C002" && found[1].caseId == "C004");
    CF_CHECK(found[0].question == "synthetic" && found[0].distance == 2.0 && found[0].sentTo.empty());
    CF_CHECK(found[0].lowReader == "R1" && found[0].low == "3" && found[0].high == "5");
    CF_CHECK(found[1].lowReader == "R2" && found[1].low == "1");
    CF_CHECK(need(disagreements(store, 2.0)).empty() && need(disagreements(store, 0.5, "synthetic")).size() == 6);
    CF_CHECK(need(disagreements(store, 0.5, "effusion")).empty());

    const auto before = need(store.readings());
    Reader judge = reader("A1");
    CF_CHECK(!sendToAdjudication(store, judge, { "C002" })); // A reader is no adjudicator.
    judge.role = ReaderRole::Adjudicator;
    CF_CHECK(!sendToAdjudication(store, judge, {}) && !sendToAdjudication(store, judge, { "C999" }));
    need(sendToAdjudication(store, judge, { "C004", "C002", "C002" }));
    CF_CHECK(need(store.order("A1")).size() == 2 && !need(studyStatus(store)).isOver);
    CF_EQUAL(need(disagreements(store, 1.0))[1].sentTo, "A1");
    readAll(store, "A1", [](const std::string &) { return 2.0; });
    found = need(disagreements(store, 1.0));
    CF_CHECK(found.size() == 2 && found[0].verdict == "2" && found[1].verdict == "2");
    CF_CHECK(need(studyStatus(store)).isOver);
    // More cases come after those that were read; nothing that was sent or answered goes.
    need(sendToAdjudication(store, judge, { "C001", "C002" }));
    CF_CHECK(need(store.study()).reader("A1")->cases == (std::vector<std::string>{ "C001", "C002", "C004" }));
    const NextStep more = need(store.next("A1"));
    CF_CHECK(more.stored == 2 && more.total == 3 && more.step.caseId == "C001" && more.step.position == 3);
    readAll(store, "A1", [](const std::string &) { return 2.0; });
    CF_CHECK(need(disagreements(store, 1.0))[0].verdict == "2" && need(studyStatus(store)).isOver);
    auto after = need(store.readings());
    std::erase_if(after, [](const Reading &one) { return one.key.reader == "A1"; });
    CF_EQUAL(after, before);
    CF_CHECK(need(store.verify()).empty());
    const std::string csv = adjudicationCsv(found);
    CF_CHECK(csv.find("C002,main,synthetic,R1,3,R2,5,2,A1,2\r\n") != std::string::npos);
}

/// Choices are the same or not: one of several, several of several in whatever order, and which image was chosen.
void choicesDiffer(const std::string &file)
{
    Protocol protocol = twoArms();
    Question signs;
    signs.id = "signs";
    signs.text = { "Which signs?", {} };
    signs.kind = QuestionKind::MultipleChoice;
    for (const char *key : { "edema", "nodule" })
        signs.choices.push_back({ key, { key, {} } });
    protocol.questions = { signs };
    protocol.stages[0].questions = { "signs" };
    StudyStore store = sealedStudy(file, protocol, someCases(4), { "R1", "R2" });
    using Signs = std::vector<std::string>;
    for (const char *who : { "R1", "R2" })
        for (NextStep next = need(store.next(who)); next.state == NextStep::State::Read; next = need(store.next(who))) {
            Reading reading;
            reading.key = { who, next.step.caseId, next.step.stage, next.step.attempt };
            const bool isFirst = who == std::string("R1");
            reading.answers["signs"] = next.step.caseId == "C002" && isFirst ? Signs{ "edema" }
                : isFirst                                                    ? Signs{ "edema", "nodule" }
                                                                             : Signs{ "nodule", "edema" };
            need(store.submit(reading));
        }
    const auto found = need(disagreements(store, 0.5));
    CF_CHECK(found.size() == 1 && found[0].caseId == "C002" && found[0].distance == 1.0);
    CF_CHECK(found[0].low == "edema" && found[0].high == "edema+nodule" && found[0].lowReader == "R1");
}

/// Cases of one patient alone can be adjudicated, though they cannot be kept apart.
void anAdjudicatorReadsTwoImagesOfAPatient(const std::string &file)
{
    Protocol protocol = twoArms();
    protocol.order.patientGap = 2;
    StudyStore store = sealedStudy(file, protocol, someCases(12), { "R1" });
    Reader judge = reader("A1");
    judge.role = ReaderRole::Consensus;
    need(sendToAdjudication(store, judge, { "C001", "C002" }));
    CF_EQUAL(need(store.order("A1")).size(), 2);
}

void tooFewIsKnownBefore()
{
    // 194 or so independent answers (arcsine), more by the exact test; a design effect of 1 + 39 · 0.05 = 2.95.
    DetectionSize size = need(detectionSize({ 2, 40 }, {}));
    CF_CHECK(size.independent >= 194 && size.independent <= 230 && std::abs(size.designEffect - 2.95) < 1e-12);
    CF_CHECK(size.planned == 80 && !size.isEnough);
    CF_EQUAL(size.needed, std::int64_t(std::ceil(double(size.independent) * size.designEffect)));
    CF_EQUAL(size.readersNeeded, int((size.needed + 39) / 40));
    DetectionPlan plan;
    plan.correlation = 0.0;
    CF_CHECK(need(detectionSize({ 6, 40 }, plan)).isEnough);
    plan.correlation = 2.0;
    CF_CHECK(!detectionSize({ 6, 40 }, plan) && !detectionSize({ 0, 40 }, {}));

    AgreementSize agreement = need(agreementSize({ 2, 100 }, {}));
    CF_CHECK(std::abs(agreement.kappa - 0.6) < 1e-12 && std::abs(agreement.halfWidth - 0.1567971187632043) < 1e-9);
    CF_CHECK(!agreement.isEnough && agreement.needed == 110);
    CF_CHECK(need(agreementSize({ 2, 110 }, {})).isEnough && !need(agreementSize({ 1, 110 }, {})).isEnough);

    const MrmcSize mrmc = need(mrmcSize({ 5, 40 }, {}));
    CF_CHECK(!mrmc.isEnough && mrmc.casesNeeded && need(mrmcSize({ 5, *mrmc.casesNeeded }, {})).isEnough);
    CF_CHECK(!need(mrmcSize({ 5, *mrmc.casesNeeded - 1 }, {})).isEnough);
    CF_CHECK(!mrmcSize({ 1, 100 }, {}));
}

/// An answer to a case that is gone is a row without arm and truth; a comment like a formula is none to a spreadsheet.
void exportsOutliveAMissingCase()
{
    Study study;
    study.protocol = twoArms();
    Reading reading;
    reading.key = { "R1", "C404", "main", 1 };
    reading.answers["synthetic"] = 4.0;
    reading.answers["note"] = std::string("=HYPERLINK(\"x\")");
    const auto rows = exportRows(study, { reading });
    CF_CHECK(rows.size() == 2 && rows[1].question == "synthetic" && rows[1].truth.empty() && rows[1].arm.empty());
    CF_CHECK(toCsv(rows).find(",\"'=HYPERLINK(\"\"x\"\")\",") != std::string::npos);
    CF_EQUAL(toJson(rows)[0]["answer"], "=HYPERLINK(\"x\")");
}

/// Whoever computes figures of an export can tell readers from adjudicators, two of one name apart, and has all that
/// the protocol recorded.
void exportsTellReadersApart()
{
    Study study;
    study.protocol = twoArms();
    study.protocol.namesReaders = true;
    for (const char *id : { "R1", "R2", "A1" }) {
        study.readers.push_back(reader(id));
        study.readers.back().name = id[0] == 'R' ? "Dr. Sato" : "Dr. Mori";
    }
    study.readers.back().role = ReaderRole::Adjudicator;
    std::vector<Reading> readings;
    for (const char *id : { "R1", "R2", "A1" }) {
        Reading reading;
        reading.key = { id, "C1", "main", 1 };
        reading.answers["synthetic"] = 4.0;
        reading.pausedSeconds = 2.5;
        reading.display = R"({"zoom":2.0})";
        readings.push_back(reading);
    }
    const auto rows = exportRows(study, readings);
    CF_CHECK(rows.size() == 3 && rows[0].reader == "Dr. Sato (R1)" && rows[1].reader == "Dr. Sato (R2)");
    CF_CHECK(rows[2].reader == "Dr. Mori" && rows[2].role == "adjudicator" && rows[0].role == "reader");
    const auto json = toJson(rows);
    CF_CHECK(json[0]["paused_seconds"] == 2.5 && json[0]["display"] == R"({"zoom":2.0})");
    const std::string csv = toCsv(rows);
    CF_CHECK(csv.starts_with("reader,case,arm,") && csv.find(",adjudicator,") != std::string::npos);
}

void readersHaveShortNames(const std::string &file)
{
    StudyStore store = need(StudyStore::create(file, twoArms()));
    for (const char *id : { "", "R,1", "R\n1", "../R1", "R\"1", "coordinator", ".R1" })
        CF_CHECK(!store.putReader(reader(id)));
    CF_CHECK(!store.putReader(reader(std::string(41, 'R'))));
    for (const char *id : { "R1", "reader 2", "R.3", "読影者4" })
        need(store.putReader(reader(id)));
}

} // namespace

int main()
{
    startQt();
    TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    const auto root = folder.path();
    foldersListsAndBatchesBecomeCases(root);
    statusTellsHowFarEveryoneIs((root / "status.cfstudy").string());
    disagreementsGoToAThird((root / "third.cfstudy").string());
    anAdjudicatorReadsTwoImagesOfAPatient((root / "pair.cfstudy").string());
    choicesDiffer((root / "choices.cfstudy").string());
    tooFewIsKnownBefore();
    exportsOutliveAMissingCase();
    exportsTellReadersApart();
    readersHaveShortNames((root / "names.cfstudy").string());
    return 0;
}
