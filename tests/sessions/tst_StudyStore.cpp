// What the store promises to readers, on SQLite and on PostgreSQL alike.

#include "tests/sessions/PostgresCluster.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/Skip.h"

#include <algorithm>
#include <filesystem>
#include <thread>

using namespace cf;
using namespace cf::test;

namespace {

bool saysOf(const Error &error, const std::string &word)
{
    if (error.message.find(word) != std::string::npos)
        return true;
    std::fprintf(stderr, "not in it, \"%s\": %s\n", word.c_str(), error.message.c_str());
    return false;
}

void noAnswerBeforeTheSeal(const std::string &location)
{
    StudyStore store = need(StudyStore::create(location, twoArms()));
    const CaseSet set = someCases(8);
    need(store.putCases(set.cases, set.images));
    need(store.putReader(reader("R1")));
    CF_CHECK(saysOf(store.next("R1").error(), "not sealed"));
    CF_CHECK(saysOf(store.submit(answersFor("R1", { 1, "C001", "main", 1, false, { 0 } })).error(), "not sealed"));
    // Two arms that could leak: not without the hunter or a reason.
    CF_CHECK(saysOf(store.seal({}, {}).error(), "leak check has not been run"));
    const std::string leaking =
        "{\"channels\": [{\"name\": \"border\", \"leaks\": true, \"words\": \"sharper at the border (AUC 0.81)\"}]}";
    CF_CHECK(saysOf(store.seal(leaking, {}).error(), "sharper at the border"));
    const Seal seal = need(store.seal(leaking, "The border is part of the question."));
    CF_CHECK(seal.version == 1 && seal.hash.size() == 64);
    CF_CHECK(seal.document.find("The border is part of the question.") != std::string::npos);
    // Nothing of it can change any more.
    CF_CHECK(saysOf(store.setProtocol(twoArms()).error(), "sealed"));
    CF_CHECK(saysOf(store.putCases(set.cases, set.images).error(), "sealed"));
    CF_CHECK(saysOf(store.removeCase("C001").error(), "sealed"));
    CF_EQUAL(need(store.next("R1")).total, 8);
}

void eachAnswerOnce(const std::string &location)
{
    StudyStore store = sealedStudy(location, twoArms(), someCases(8), { "R1", "R2" });
    const NextStep first = need(store.next("R1"));
    CF_CHECK(first.state == NextStep::State::Read && first.step.position == 1 && first.stored == 0);
    const Reading sent = answersFor("R1", first.step);
    const Reading stored = need(store.submit(sent));
    CF_CHECK(stored.revision == 1 && !stored.storedAt.empty() && stored.position == 1);
    // The same again is the same; another answer is refused, for the protocol has no way back.
    CF_EQUAL(need(store.submit(sent)), stored);
    Reading other = sent;
    other.answers["synthetic"] = std::get<double>(sent.answers.at("synthetic")) == 5.0 ? 1.0 : 5.0;
    CF_CHECK(saysOf(store.submit(other).error(), "locked"));
    CF_CHECK(need(store.progress("R1")).stored == 1 && need(store.progress("R2")).stored == 0);
    // Not another case than the next one, not a case twice, not without the answers asked for.
    const auto order = need(store.order("R1"));
    CF_CHECK(saysOf(store.submit(answersFor("R1", order[3])).error(), "not the next one"));
    Reading incomplete = answersFor("R1", order[1]);
    incomplete.answers.erase("synthetic");
    CF_CHECK(saysOf(store.submit(incomplete).error(), "Real or synthetic?"));
    incomplete.answers["synthetic"] = 6.0;
    CF_CHECK(saysOf(store.submit(incomplete).error(), "no step of the scale"));
    for (NextStep next = need(store.next("R1")); next.state == NextStep::State::Read; next = need(store.next("R1")))
        need(store.submit(answersFor("R1", next.step)));
    CF_EQUAL(need(store.next("R1")).state, NextStep::State::Finished);
    const auto readings = need(store.readings());
    CF_EQUAL(readings.size(), 8);
    for (std::size_t i = 0; i < readings.size(); ++i)
        CF_CHECK(readings[i].answers == answersFor("R1", order[i]).answers && readings[i].position == int(i) + 1);
    CF_CHECK(need(store.verify()).empty());
    // Another object, as after a restart, sees the same.
    StudyStore again = need(StudyStore::open(location));
    CF_CHECK(need(again.readings()) == readings && need(again.next("R2")).stored == 0);
    need(again.close("all have read"));
    CF_CHECK(saysOf(again.submit(answersFor("R2", need(again.order("R2"))[0])).error(), "closed"));
    CF_CHECK(need(again.verify()).empty());
}

void goingBackKeepsEveryRevision(const std::string &location)
{
    Protocol protocol = twoArms();
    protocol.mayGoBack = true;
    Stage aware = protocol.stages[0];
    aware.id = "aware";
    aware.washoutDays = 28.0;
    protocol.stages.push_back(aware);
    StudyStore store = sealedStudy(location, protocol, someCases(4), { "R1" });
    auto now = std::chrono::system_clock::now();
    store.setClock([&] { return now; });
    const auto order = need(store.order("R1"));
    CF_EQUAL(order.size(), 8);
    for (int i = 0; i < 3; ++i)
        need(store.submit(answersFor("R1", order[std::size_t(i)])));
    Reading changed = answersFor("R1", order[0]);
    changed.answers = { { "effusion", false }, { "synthetic", 3.0 } };
    CF_EQUAL(need(store.submit(changed)).revision, 2);
    CF_CHECK(need(store.readings()).size() == 3 && need(store.readings(true)).size() == 4);
    CF_EQUAL(need(store.readings())[0].answers, changed.answers);
    // The way back goes through what may still be changed, with the newest answers.
    using Way = StudyStore::Way;
    const auto last = need(store.changeable("R1", 4, Way::Earlier));
    CF_CHECK(last && last->step == order[2] && last->reading.answers == answersFor("R1", order[2]).answers);
    const auto first = need(store.changeable("R1", 2, Way::Earlier));
    CF_CHECK(first && first->step == order[0] && first->reading.answers == changed.answers);
    CF_CHECK(!need(store.changeable("R1", 1, Way::Earlier)) && !need(store.changeable("R1", 3, Way::Later)));
    CF_EQUAL(need(store.changeable("R1", 1, Way::Later))->step, order[1]);
    // With the last case the washout begins: nobody sees an image of that session again, on no day of it.
    need(store.submit(answersFor("R1", order[3])));
    Reading late = changed;
    late.answers["synthetic"] = 5.0;
    for (const int days : { 0, 27 }) {
        now += std::chrono::hours(24 * days);
        CF_CHECK(!need(store.changeable("R1", 5, Way::Earlier)));
        CF_CHECK(saysOf(store.submit(late).error(), "washout"));
        now -= std::chrono::hours(24 * days);
    }
    CF_CHECK(need(store.readings()).size() == 4 && need(store.readings(true)).size() == 5);
    // 28 days by the clock, also for a program that does not ask first.
    CF_EQUAL(need(store.next("R1")).state, NextStep::State::Washout);
    CF_CHECK(saysOf(store.submit(answersFor("R1", order[4])).error(), "washout"));
    now += std::chrono::hours(24 * 28 - 1);
    CF_EQUAL(need(store.next("R1")).state, NextStep::State::Washout);
    now += std::chrono::hours(1);
    CF_EQUAL(need(store.next("R1")).state, NextStep::State::Read);
    need(store.submit(answersFor("R1", order[4])));
    // The first stage is locked from here on.
    CF_EQUAL(need(store.changeable("R1", 6, Way::Earlier))->step, order[4]);
    CF_CHECK(!need(store.changeable("R1", 5, Way::Earlier)));
    changed.answers["synthetic"] = 4.0;
    CF_CHECK(saysOf(store.submit(changed).error(), "locked"));
    CF_CHECK(need(store.verify()).empty());
}

/// A file's readings come in together or not at all, and a key counts once wherever its revisions stood in the order.
void filesComeInWhole(const std::string &location)
{
    Protocol protocol = twoArms();
    protocol.mayGoBack = true;
    StudyStore store = sealedStudy(location, protocol, someCases(4), { "R1" });
    const std::string seal = need(store.newestSealHash());
    const auto order = need(store.order("R1"));
    const auto reading = [&](std::size_t step, int revision, double synthetic) {
        Reading made;
        made.key = { "R1", order[step].caseId, order[step].stage, 1 };
        made.revision = revision;
        made.position = 2; // As of an order that was drawn anew since.
        made.answers = { { "effusion", false }, { "synthetic", synthetic } };
        made.storedAt = "2026-11-28T20:01:30.123Z";
        made.seal = seal;
        return made;
    };
    std::vector<Reading> file{ reading(0, 1, 1.0), reading(1, 1, 2.0), reading(0, 2, 3.0) };
    const auto record = [](const std::vector<StudyStore::Import> &outcomes) {
        return "{\"readings\":" + std::to_string(outcomes.size()) + "}";
    };
    const auto merged = [&] {
        const auto audit = need(store.audit());
        return std::ranges::count(audit, "merged", &AuditRecord::kind);
    };
    Reading strange = reading(2, 1, 4.0);
    strange.key.caseId = "C999";
    file.push_back(strange);
    CF_CHECK(saysOf(store.importReadings(file, "a.cfanswers", record).error(), "not asked to read"));
    CF_CHECK(need(store.readings(true)).empty() && merged() == 0);
    file.pop_back();
    const auto outcomes = need(store.importReadings(file, "a.cfanswers", record));
    CF_EQUAL(std::ranges::count(outcomes, StudyStore::Import::New), 3);
    CF_EQUAL(merged(), 1);
    CF_EQUAL(need(store.readings(true)).size(), 3);
    const auto counted = need(store.readings());
    CF_EQUAL(counted.size(), 2);
    for (const Reading &one : counted)
        CF_EQUAL(one.answers, one.key.caseId == order[0].caseId ? file[2].answers : file[1].answers);
    CF_EQUAL(need(store.progress("R1")).stored, 2);
    CF_CHECK(need(store.verify()).empty());
}

void amendmentsStandBesideTheSeal(const std::string &location)
{
    StudyStore store = sealedStudy(location, twoArms(), someCases(6), { "R1" });
    need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    Protocol changed = need(store.study()).protocol;
    changed.questions[0].text.english = "Is there a left effusion?";
    CF_CHECK(saysOf(store.amend(changed, {}).error(), "reason"));
    const Seal second = need(store.amend(changed, "The side was missing."));
    CF_EQUAL(second.version, 2);
    const Study study = need(store.study());
    CF_CHECK(study.seals.size() == 2 && study.seals[1].reason == "The side was missing.");
    CF_EQUAL(study.seals[0].document.find("left effusion"), std::string::npos);
    need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    const auto readings = need(store.readings());
    CF_CHECK(readings[0].seal == study.seals[0].hash && readings[1].seal == study.seals[1].hash);
    changed.order.seed = 9;
    CF_CHECK(saysOf(store.amend(changed, "Another order.").error(), "stay as they are"));
    CF_CHECK(need(store.verify()).empty());
}

/// Two readers, each with a connection and a thread of their own, at once.
void readersNeverMeet(const std::string &location)
{
    sealedStudy(location, twoArms(), someCases(30), { "R1", "R2" });
    const auto readAll = [&](const std::string &id) {
        StudyStore store = need(StudyStore::open(location));
        for (NextStep next = need(store.next(id)); next.state == NextStep::State::Read; next = need(store.next(id)))
            need(store.submit(answersFor(id, next.step)));
    };
    std::thread first(readAll, "R1");
    std::thread second(readAll, "R2");
    first.join();
    second.join();
    StudyStore store = need(StudyStore::open(location));
    const auto readings = need(store.readings());
    CF_EQUAL(readings.size(), 60);
    for (const Reading &one : readings)
        CF_EQUAL(one.answers, answersFor(one.key.reader, { 0, one.key.caseId, "main", 1, false, {} }).answers);
    CF_CHECK(need(store.verify()).empty());
}

void imagesComeBackBitByBit(const std::string &location)
{
    CaseSet set = someCases(2);
    StudyImage odd = film(77, 31, 17);
    odd.radiograph.isSigned = true;
    odd.radiograph.bitsStored = 16;
    odd.radiograph.stored.pixels[0] = -32768;
    odd.radiograph.stored.pixels[1] = 32767;
    odd.radiograph.voiLut = LookupTable{ -5, 12, { 1, 2, 4095 } };
    odd.radiograph.paddingValue = -2000;
    odd.sha256 = imageHash(odd.radiograph);
    set.images.push_back(odd);
    set.cases[1].images[0].sha256 = odd.sha256;
    set.cases[1].patient = "other";
    StudyStore store = sealedStudy(location, twoArms(), set, {});
    CF_EQUAL(need(store.image(odd.sha256)), odd.radiograph);
    CF_EQUAL(need(store.image(set.images[0].sha256)), set.images[0].radiograph);
}

void allOf(const std::function<std::string(const std::string &)> &place)
{
    noAnswerBeforeTheSeal(place("seal"));
    eachAnswerOnce(place("once"));
    goingBackKeepsEveryRevision(place("back"));
    filesComeInWhole(place("whole"));
    amendmentsStandBesideTheSeal(place("amend"));
    readersNeverMeet(place("two"));
    imagesComeBackBitByBit(place("images"));
}

void serverThatStops(PostgresCluster &cluster)
{
    StudyStore store = sealedStudy(cluster.location("stops"), twoArms(), someCases(6), { "R1" });
    need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    const NextStep second = need(store.next("R1"));
    cluster.stop();
    const auto refused = store.submit(answersFor("R1", second.step));
    CF_CHECK(!refused && refused.error().code == ErrorCode::Io);
    CF_CHECK(saysOf(refused.error(), "does not answer") && saysOf(refused.error(), "is not stored yet"));
    CF_CHECK(saysOf(store.next("R1").error(), "does not answer"));
    cluster.start();
    CF_CHECK(cluster.isRunning());
    CF_EQUAL(need(store.next("R1")).step, second.step);
    need(store.submit(answersFor("R1", second.step)));
    CF_CHECK(need(store.progress("R1")).stored == 2 && need(store.verify()).empty());
    cluster.stop();
    cluster.start();
    need(store.submit(answersFor("R1", need(store.order("R1"))[2])));
    CF_EQUAL(need(store.progress("R1")).stored, 3);
}

/// SQLite goes on writing into a file that is not there any more; a reader would be told that answers are stored which
/// nobody ever finds.
void aMovedFileTakesNoAnswers(const std::string &folder)
{
    namespace fs = std::filesystem;
    const std::string file = folder + "/moved.cfstudy";
    const std::string away = folder + "/away.cfstudy";
    StudyStore store = sealedStudy(file, twoArms(), someCases(6), { "R1" });
    const auto order = need(store.order("R1"));
    for (int i = 0; i < 2; ++i)
        need(store.submit(answersFor("R1", order[std::size_t(i)])));
    const Reading third = answersFor("R1", order[2]);
    fs::rename(file, away);
    const auto refused = store.submit(third);
    CF_CHECK(!refused && refused.error().code == ErrorCode::Io);
    CF_CHECK(
        saysOf(refused.error(), "was moved, removed or replaced") && saysOf(refused.error(), "Nothing was stored"));
    CF_CHECK(store.next("R1").error().code == ErrorCode::Io && store.submit(third).error().code == ErrorCode::Io);
    {
        StudyStore moved = need(StudyStore::open(away)); // What was stored before went with the file.
        CF_CHECK(need(moved.progress("R1")).stored == 2 && need(moved.verify()).empty());
    }
    fs::rename(away, file);
    need(store.submit(third));
    CF_EQUAL(need(need(StudyStore::open(file)).progress("R1")).stored, 3);
    // Another file of that name: what is stored is stored there, where others find it.
    fs::rename(file, away);
    CF_CHECK(!store.submit(answersFor("R1", order[3])));
    fs::copy_file(away, file);
    need(store.submit(answersFor("R1", order[3])));
    CF_EQUAL(need(need(StudyStore::open(file)).progress("R1")).stored, 4);
    CF_EQUAL(need(need(StudyStore::open(away)).progress("R1")).stored, 3);
    fs::remove(file);
    CF_CHECK(store.submit(answersFor("R1", order[4])).error().code == ErrorCode::Io);
    // Who closes without another word leaves nothing behind either.
    {
        StudyStore last = need(StudyStore::open(away));
        need(last.submit(answersFor("R1", order[3])));
        fs::rename(away, file + ".late");
    }
    CF_EQUAL(need(need(StudyStore::open(file + ".late")).progress("R1")).stored, 4);
}

void noFileIsOverwritten(const std::string &folder)
{
    const std::string file = folder + "/once.cfstudy";
    CF_CHECK(saysOf(StudyStore::create(file, twoArms()).error(), "already"));
    CF_CHECK(saysOf(StudyStore::open(folder + "/none.cfstudy").error(), "There is no study"));
    const std::string text = folder + "/text.cfstudy";
    std::ofstream(text) << "This is a letter and no study, long enough to be taken for a file of its own kind.\n";
    CF_CHECK(saysOf(StudyStore::open(text).error(), "no study"));
    for (const auto &entry : std::filesystem::directory_iterator(folder))
        CF_EQUAL(entry.path().string().find(".part-"), std::string::npos);
}

} // namespace

int main()
{
    startQt();
    TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    const std::string root = folder.path().string();
    allOf([&](const std::string &name) { return root + "/" + name + ".cfstudy"; });
    noFileIsOverwritten(root);
    aMovedFileTakesNoAnswers(root);
    PostgresCluster cluster;
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return 0;
    }
    allOf([&](const std::string &name) { return cluster.location(name); });
    serverThatStops(cluster);
    std::printf("SQLite and PostgreSQL passed\n");
    return 0;
}
