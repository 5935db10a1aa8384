// Studies of each design that were really stored and read: who is right, how much is read, what a report must say.

#include "core/sessions/analysis/StudyAnalysis.h"
#include "core/sessions/analysis/report/ReportPage.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "core/sessions/reading/AnswerExport.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

using namespace cf;
using namespace cf::test;

namespace {

using Answering = std::function<sessions::Reading(const ReadingStep &)>;

/// Reads up to `most` cases.
void readAll(StudyStore &store, const std::string &id, const Answering &answer, int most = 1000)
{
    for (int i = 0; i < most; ++i) {
        const NextStep next = need(store.next(id));
        if (next.state != NextStep::State::Read)
            return;
        need(store.submit(answer(next.step)));
    }
}

Answering usual(const std::string &id)
{
    return [id](const ReadingStep &step) { return answersFor(id, step); };
}

StudyAnalysis analysed(StudyStore &store)
{
    return analyse(need(analysisInput(store)));
}

const FindingGroup *groupOf(const StudyAnalysis &analysis, const std::string &question, const std::string &key)
{
    for (const QuestionAnalysis &one : analysis.questions)
        for (const FindingGroup &group : one.groups)
            if (one.id == question && group.key == key)
                return &group;
    return nullptr;
}

bool says(const StudyAnalysis &analysis, const std::string &words)
{
    return std::ranges::any_of(
        analysis.deviations, [&](const std::string &deviation) { return deviation.find(words) != std::string::npos; });
}

/// Pairs of a real and an edited image; `editedFirst` says how each is listed.
CaseSet pairs(int count, const std::function<bool(int)> &editedFirst, bool withTruth)
{
    CaseSet set;
    for (int i = 0; i < count; ++i) {
        Case one;
        one.id = "C" + std::to_string(100 + i);
        one.patient = "P" + std::to_string(i);
        const StudyImage real = film(2 * i);
        const StudyImage edited = film(2 * i + 1);
        set.images.push_back(real);
        set.images.push_back(edited);
        one.images = { { real.sha256, "real", {} }, { edited.sha256, "edited", {} } };
        if (editedFirst(i))
            std::swap(one.images[0], one.images[1]);
        if (withTruth)
            one.truth["synthetic-image"] = editedFirst(i) ? "0" : "1";
        set.cases.push_back(one);
    }
    return set;
}

double editedImage(const CaseSet &set, const std::string &id)
{
    const auto one = std::ranges::find(set.cases, id, &Case::id);
    return one->images[0].arm == "edited" ? 0.0 : 1.0;
}

/// Right is who names the synthetic image, wherever it is listed.
void theListedOrderDecidesNothing(const std::string &root)
{
    const std::function<bool(int)> listings[] = { [](int) { return false; }, [](int) { return true; },
        [](int i) { return i % 3 == 0; } };
    int number = 0;
    for (const auto &listing : listings)
        for (const bool withTruth : { true, false }) {
            Protocol protocol = protocolTemplate(Design::ForcedChoice, "2-AFC");
            protocol.repeats.share = 0.0;
            CaseSet set = pairs(12, listing, withTruth);
            const std::string file = root + "/afc" + std::to_string(number++) + ".cfstudy";
            StudyStore store = sealedStudy(file, protocol, set, { "R1", "R2" });
            set.cases = need(store.study()).cases; // Their images stand in the order that sealing drew.
            for (const char *id : { "R1", "R2" })
                readAll(store, id, [&](const ReadingStep &step) {
                    sessions::Reading reading;
                    reading.key = { id, step.caseId, step.stage, step.attempt };
                    reading.answers["synthetic-image"] = editedImage(set, step.caseId);
                    return reading;
                });
            const StudyAnalysis analysis = analysed(store);
            const FindingGroup *right = groupOf(analysis, "synthetic-image", "right");
            CF_CHECK(right != nullptr);
            for (const Finding &finding : right->findings)
                CF_CHECK(finding.estimate.value == 1.0);
            CF_CHECK(analysis.arms.size() == 1 && analysis.arms[0].arm == "edited" && analysis.arms[0].cases == 12);
            // In exports the arm says what the drawn number of an image does not.
            const auto rows = exportRows(need(store.study()), need(store.readings()));
            CF_EQUAL(rows.size(), 24);
            for (const ExportRow &row : rows)
                CF_EQUAL(row.chosenArm, "edited");
        }
}

/// A tie is neither right nor wrong; how many there were stands beside the share, which is of the others.
void tiesAreSaid(const std::string &file)
{
    Protocol protocol = protocolTemplate(Design::ForcedChoice, "2-AFC");
    protocol.repeats.share = 0.0;
    protocol.questions[0].truth = "synthetic-image";
    protocol.questions[0].allowsTie = true;
    CaseSet set = pairs(
        12, [](int) { return false; }, true);
    StudyStore store = sealedStudy(file, protocol, set, { "R1", "R2" });
    set.cases = need(store.study()).cases;
    for (const char *id : { "R1", "R2" })
        readAll(store, id, [&](const ReadingStep &step) {
            sessions::Reading reading;
            reading.key = { id, step.caseId, step.stage, step.attempt };
            const int number = std::stoi(step.caseId.substr(1)) - 100;
            reading.answers["synthetic-image"] = number < 5 ? -1.0 : editedImage(set, step.caseId);
            return reading;
        });
    const StudyAnalysis analysis = analysed(store);
    const FindingGroup *right = groupOf(analysis, "synthetic-image", "right");
    CF_CHECK(right != nullptr && right->findings[0].estimate.value == 1.0);
    CF_CHECK(right->findings[0].note.find("10 without a choice left out") != std::string::npos);
    int ties = 0;
    for (const ExportRow &row : exportRows(need(store.study()), need(store.readings()))) {
        CF_CHECK(row.chosenArm == (row.answer == "-1" ? "" : "edited"));
        ties += row.answer == "-1" ? 1 : 0;
    }
    CF_EQUAL(ties, 10);
}

/// Against chance only what can be right by lot: never free words and marks, and of several choices all of them.
void onlyWhatCanBeRightIsCounted(const std::string &file)
{
    Protocol protocol = twoArms();
    Question words = yesNo("words", "What do you see?");
    words.kind = QuestionKind::Text;
    Question where = yesNo("where", "Where?");
    where.kind = QuestionKind::Mark;
    where.shapes = { MarkShape::Point };
    Question several = yesNo("several", "Which of these?");
    several.kind = QuestionKind::MultipleChoice;
    several.choices = { { "a", { "a", {} } }, { "b", { "b", {} } }, { "c", { "c", {} } } };
    for (Question *one : { &words, &where, &several })
        one->truth = one->id;
    protocol.questions = { words, where, several };
    protocol.stages[0].questions = { "words", "where", "several" };
    CaseSet set = someCases(12);
    for (Case &one : set.cases)
        one.truth = { { "words", "fluid" }, { "where", "left" }, { "several", "a+c" } };
    StudyStore store = sealedStudy(file, protocol, set, { "R1", "R2" });
    for (const char *id : { "R1", "R2" })
        readAll(store, id, [&](const ReadingStep &step) {
            sessions::Reading reading;
            reading.key = { id, step.caseId, step.stage, step.attempt };
            reading.answers["words"] = std::string("fluid");
            reading.answers["where"] = std::vector<Mark>{ { MarkShape::Point, { { 3.0, 4.0 } }, 0, {}, {} } };
            const bool isRight = step.position % 2 == 0;
            reading.answers["several"] =
                isRight ? std::vector<std::string>{ "a", "c" } : std::vector<std::string>{ "a" };
            return reading;
        });
    const StudyAnalysis analysis = analysed(store);
    CF_CHECK(groupOf(analysis, "words", "right") == nullptr && groupOf(analysis, "where", "right") == nullptr);
    const FindingGroup *right = groupOf(analysis, "several", "right");
    CF_CHECK(right != nullptr && right->findings[0].estimate.value == 0.5);
    CF_CHECK(right->findings[0].note.find("chance 12.5 %") != std::string::npos); // One of eight sets of three.
}

void ofAPreferenceNothingIsRight(const std::string &file)
{
    Protocol protocol = protocolTemplate(Design::Preference, "Preference");
    protocol.repeats.share = 0.0;
    CaseSet set = pairs(
        12, [](int i) { return i % 2 == 0; }, false);
    StudyStore store = sealedStudy(file, protocol, set, { "R1", "R2" });
    set.cases = need(store.study()).cases; // Their images stand in the order that sealing drew.
    for (const char *id : { "R1", "R2" })
        readAll(store, id, [&](const ReadingStep &step) {
            sessions::Reading reading;
            reading.key = { id, step.caseId, step.stage, step.attempt };
            const int number = std::stoi(step.caseId.substr(1)) - 100;
            const double edited = editedImage(set, step.caseId);
            reading.answers["better"] = number < 2 ? -1.0 : number < 8 ? edited : 1.0 - edited;
            return reading;
        });
    const StudyAnalysis analysis = analysed(store);
    CF_CHECK(groupOf(analysis, "better", "right") == nullptr);
    const FindingGroup *preferred = groupOf(analysis, "better", "preference");
    CF_CHECK(preferred != nullptr && std::abs(*preferred->findings[0].estimate.value - 0.6) < 1e-12);
    CF_CHECK(preferred->findings[0].note.find("4 without a preference") != std::string::npos);
    const std::string page = reportPage(analysis);
    CF_CHECK(page.find("Right answers") == std::string::npos && page.find("chance") == std::string::npos);
}

/// Expected is what the stored order asks for: repeats in every stage.
void unfinishedReadingsAreSaid(const std::string &root)
{
    Protocol protocol = twoArms();
    protocol.repeats = { 0.1, 5 };
    Stage second = protocol.stages[0];
    second.id = "aware";
    second.follows = StageFollows::SameCase;
    protocol.stages.push_back(second);
    for (const bool isWhole : { true, false }) {
        StudyStore store =
            sealedStudy(root + (isWhole ? "/whole.cfstudy" : "/part.cfstudy"), protocol, someCases(20), { "R1", "R2" });
        readAll(store, "R1", usual("R1"));
        readAll(store, "R2", usual("R2"), isWhole ? 1000 : 42);
        need(store.close("enough"));
        const StudyAnalysis analysis = analysed(store);
        CF_CHECK(analysis.readers[1].total == 44 && analysis.readers[1].stored == (isWhole ? 44 : 42));
        CF_CHECK(says(analysis, "answered 42 of 44") != isWhole);
    }
}

/// Confidence and place are one answer: a right place counts by its confidence, a wrong one never.
void placesAreRatedByTheirCase(const std::string &root)
{
    Protocol protocol = protocolTemplate(Design::LocalisationRoc, "LROC");
    protocol.repeats.share = 0.0;
    CaseSet set = someCases(20);
    for (Case &one : set.cases) {
        const bool has = one.images[0].arm == "flow";
        one.images[0].arm = has ? "edited" : "real";
        one.truth = { { "finding", has ? "yes" : "no" } };
        if (has)
            one.lesions = { { 5.0, 5.0, 4.0, 4.0, 1.0 } };
    }
    for (const bool isRight : { true, false }) {
        StudyStore store = sealedStudy(root + (isRight ? "/right.cfstudy" : "/wrong.cfstudy"), protocol, set, { "R1" });
        readAll(store, "R1", [&](const ReadingStep &step) {
            sessions::Reading reading;
            reading.key = { "R1", step.caseId, step.stage, step.attempt };
            const int number = std::stoi(step.caseId.substr(1));
            const bool has = number % 2 == 0;
            reading.answers["confidence"] = has ? 50.0 + number : 2.0 * number;
            Mark mark;
            mark.shape = MarkShape::Point;
            mark.points = { isRight && has ? MarkPoint{ 7.0, 7.0 } : MarkPoint{ 15.0, 15.0 } };
            reading.answers["where"] = std::vector<Mark>{ mark };
            return reading;
        });
        const StudyAnalysis analysis = analysed(store);
        CF_CHECK(*groupOf(analysis, "confidence", "area")->findings[0].estimate.value > 0.95);
        const FindingGroup *lroc = groupOf(analysis, "where", "lroc");
        CF_CHECK(lroc != nullptr && groupOf(analysis, "where", "jafroc") == nullptr);
        // All pairs of a lesion and a film without one, by hand.
        double wins = 0.0;
        for (int lesion = 2; lesion <= 20; lesion += 2)
            for (int other = 1; other <= 19; other += 2)
                wins += 50.0 + lesion > 2.0 * other ? 1.0 : 0.0;
        CF_CHECK(std::abs(*lroc->findings[0].estimate.value - (isRight ? wins / 100.0 : 0.0)) < 1e-12);
    }
}

void earlyLooksAndOtherPlansAreSaid(const std::string &root)
{
    Protocol protocol = twoArms();
    protocol.analysisPlan = R"({"primary":"area"})";
    StudyStore store = sealedStudy(root + "/plan.cfstudy", protocol, someCases(10), { "R1", "R2" });
    readAll(store, "R1", usual("R1"));
    need(openResults(store, need(store.study()), "analysed", "I am curious"));
    CF_CHECK(says(analysed(store), "I am curious"));
    protocol.analysisPlan = R"({"primary":"kappa, for the area was not significant"})";
    need(store.amend(protocol, "changed our mind"));
    readAll(store, "R2", usual("R2"));
    need(store.close("all have read"));
    const StudyAnalysis analysis = analysed(store);
    CF_CHECK(says(analysis, "I am curious") && says(analysis, "The analysis plan was changed on"));
    CF_CHECK(analysis.plan == R"({"primary":"area"})" && analysis.amendedPlans.size() == 1);
    const std::string page = reportPage(analysis);
    const auto first = page.find("<td>area</td>");
    const auto second = page.find("not significant");
    CF_CHECK(first != std::string::npos && second != std::string::npos && first < second);
    CF_CHECK(page.find(need(store.head())) != std::string::npos);
}

/// A reader sets the clock of their own computer on and back: the coordinator's says what cannot be.
void aWashoutIsMeasuredByTheOtherClock(const std::filesystem::path &root)
{
    Protocol protocol = twoArms();
    Stage second = protocol.stages[0];
    second.id = "second";
    second.washoutDays = 28.0;
    protocol.stages.push_back(second);
    StudyStore store = sealedStudy((root / "washout.cfstudy").string(), protocol, someCases(8), { "R1" });
    std::filesystem::create_directories(root / "away");
    const auto package = root / "away" / "R1.cfreader";
    need(writeReaderPackage(store, "R1", "a phrase", package));
    OpenedPackage opened = need(openReaderPackage(package, "a phrase"));
    readAll(opened.store, "R1", usual("R1"));
    opened.store.setClock([] { return std::chrono::system_clock::now() + std::chrono::hours(24 * 29); });
    readAll(opened.store, "R1", usual("R1"));
    opened.store.setClock({});
    need(opened.store.note("R1", "paused", "{}"));
    need(writeAnswerFile(opened.store, "R1", root / "away" / "R1.cfanswers"));
    CF_CHECK(need(mergeAnswerFile(store, root / "away" / "R1.cfanswers")).added == 16);
    const StudyAnalysis analysis = analysed(store);
    CF_CHECK(says(analysis, "8 answers from a package are dated later than the merge"));
    CF_CHECK(says(analysis, "was set back 1 time while the package was read"));
    CF_CHECK(says(analysis, "days after the stage before, by the coordinator's clock"));
    const auto audit = need(store.audit());
    CF_CHECK(std::ranges::any_of(audit, [](const AuditRecord &record) {
        return record.kind == "merged" && record.content.find("\"paused\"") != std::string::npos;
    }));
}

/// Who reads a package of before the order was drawn anew reads another order than the one that the study has.
void anotherOrderIsSaid(const std::filesystem::path &root)
{
    Protocol protocol = twoArms();
    StudyStore store = sealedStudy((root / "order.cfstudy").string(), protocol, someCases(8), { "R1" });
    std::filesystem::create_directories(root / "before");
    const auto package = root / "before" / "R1.cfreader";
    need(writeReaderPackage(store, "R1", "a phrase", package));
    const auto before = need(store.order("R1"));
    protocol.order.seed += 1;
    need(store.amend(protocol, "another order"));
    const auto after = need(store.order("R1"));
    int moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        moved += before[i].caseId == after[i].caseId ? 0 : 1;
    CF_CHECK(moved > 0);
    OpenedPackage opened = need(openReaderPackage(package, "a phrase"));
    readAll(opened.store, "R1", usual("R1"));
    need(writeAnswerFile(opened.store, "R1", root / "before" / "R1.cfanswers"));
    CF_CHECK(need(mergeAnswerFile(store, root / "before" / "R1.cfanswers")).added == 8);
    CF_CHECK(says(analysed(store),
        "Reader 1: " + std::to_string(moved) + (moved == 1 ? " reading was" : " readings were")
            + " given at another place than the stored order has"));
    StudyStore usually = sealedStudy((root / "usual.cfstudy").string(), twoArms(), someCases(8), { "R1" });
    readAll(usually, "R1", usual("R1"));
    CF_CHECK(!says(analysed(usually), "at another place"));
}

/// Two readers say little of others: no interval beyond what is possible, none narrower than that of these two.
void twoReadersPromiseNothing(const std::string &root)
{
    for (int variant = 0; variant < 6; ++variant) {
        Protocol protocol = twoArms();
        Question guess = yesNo("guess", "Was this image edited?");
        guess.truth = "synthetic";
        protocol.questions = { guess, protocol.questions[2] };
        protocol.stages[0].questions = { "guess", "synthetic" };
        const std::string file = root + "/two" + std::to_string(variant) + ".cfstudy";
        StudyStore store = sealedStudy(file, protocol, someCases(20), { "R1", "R2" });
        for (const char *id : { "R1", "R2" })
            readAll(store, id, [&](const ReadingStep &step) {
                sessions::Reading reading;
                reading.key = { id, step.caseId, step.stage, step.attempt };
                const bool isEdited = std::stoi(step.caseId.substr(1)) % 2 == 0;
                RandomStream own(std::uint64_t(variant), id + step.caseId);
                const bool says = own.chance(id[1] == '1' ? (isEdited ? 0.8 : 0.3) : 0.5 + 0.08 * variant);
                reading.answers["guess"] = variant == 5 ? isEdited : says;
                reading.answers["synthetic"] = says ? 4.0 : 2.0;
                return reading;
            });
        const StudyAnalysis analysis = analysed(store);
        for (const QuestionAnalysis &question : analysis.questions)
            for (const FindingGroup &group : question.groups) {
                if (group.key != "right" && group.key != "difference" && group.key != "mrmc" && group.key != "area")
                    continue;
                const double most = group.key == "difference" && group.scale == FigureScale::Value ? 4.0 : 1.0;
                const Finding *fixed = nullptr;
                const Finding *random = nullptr;
                for (const Finding &finding : group.findings) {
                    if (finding.label.ends_with("these readers, cases random"))
                        fixed = &finding;
                    if (finding.label.ends_with("readers and cases random"))
                        random = &finding;
                    const auto &interval = finding.estimate.interval;
                    CF_CHECK(!interval || (interval->low >= -most && interval->high <= most));
                }
                CF_CHECK(fixed != nullptr && random != nullptr);
                CF_CHECK(random->note.find("2 readers: says little of others") != std::string::npos);
                if (fixed->estimate.interval && random->estimate.value)
                    CF_CHECK(random->estimate.interval->low <= fixed->estimate.interval->low
                        && random->estimate.interval->high >= fixed->estimate.interval->high);
                const bool differs = random->estimate.value && *random->estimate.value != 0.0;
                CF_CHECK(!differs || random->estimate.reason.find("standard error are 0") == std::string::npos);
            }
        CF_CHECK(groupOf(analysis, "guess", "right")->findings[0].estimate.interval->high
                - groupOf(analysis, "guess", "right")->findings[0].estimate.interval->low
            > 0.05);
    }
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    const std::string root = folder.path().string();
    theListedOrderDecidesNothing(root);
    onlyWhatCanBeRightIsCounted(root + "/counted.cfstudy");
    tiesAreSaid(root + "/ties.cfstudy");
    ofAPreferenceNothingIsRight(root + "/preference.cfstudy");
    unfinishedReadingsAreSaid(root);
    placesAreRatedByTheirCase(root);
    earlyLooksAndOtherPlansAreSaid(root);
    aWashoutIsMeasuredByTheOtherClock(folder.path());
    anotherOrderIsSaid(folder.path());
    twoReadersPromiseNothing(root);
    return 0;
}
