// The page before a session: a reader agrees to the words that were sealed, once, with a record that verification reads
// again; other words are asked for again, and an agreement on a reader's own machine comes back with the answers.

#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/store/Consent.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <filesystem>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

Protocol withWords(const char *english)
{
    Protocol protocol = twoArms();
    protocol.consent = { english, "参加は任意です。" };
    return protocol;
}

bool isWhole(StudyStore &store)
{
    return need(store.verify()).empty();
}

void protocolsWithoutWordsAreAsTheyWere()
{
    CF_CHECK(!asksConsent(twoArms()) && !toJson(twoArms()).contains("consent"));
    Protocol recording = twoArms();
    recording.recordsDisplay = true; // It must be said.
    CF_CHECK(asksConsent(recording));
    const Protocol protocol = withWords("Taking part is voluntary.");
    CF_CHECK(asksConsent(protocol));
    const Protocol back = need(protocolFromJson(toJson(protocol)));
    CF_CHECK(back == protocol && consentHash(back) == consentHash(protocol));
    Protocol other = protocol;
    other.recordsDisplay = true;
    CF_CHECK(consentHash(other) != consentHash(protocol));
}

void aReaderAgreesOnceToTheSealedWords(const fs::path &folder)
{
    const std::string file = (folder / "words.cfstudy").string();
    const Protocol protocol = withWords("Taking part is voluntary.");
    StudyStore store = sealedStudy(file, protocol, someCases(4), { "R1", "R2" });
    CF_CHECK(need(store.consentIsDue("R1")) && need(store.consentIsDue("R2")));
    CF_CHECK(!store.agree("R9", consentHash(protocol), "en")); // There is no such reader.
    need(store.agree("R1", consentHash(protocol), "ja"));
    need(store.agree("R1", consentHash(protocol), "ja"));
    CF_CHECK(!need(store.consentIsDue("R1")) && need(store.consentIsDue("R2")));
    auto consents = consentsIn(need(store.audit()));
    CF_CHECK(consents.size() == 1 && consents[0].reader == "R1" && consents[0].language == "ja");
    CF_CHECK(consents[0].seal == need(store.newestSealHash()) && !consents[0].time.empty() && isWhole(store));
    // It lies in the study, for whoever opens it next.
    StudyStore again = need(StudyStore::open(file));
    CF_CHECK(!need(again.consentIsDue("R1")));
    // Other words are other words; a page from before the amendment is no agreement to them.
    const Protocol amended = withWords("Taking part is voluntary. Results will be published.");
    need(store.amend(amended, "the ethics committee asked for it"));
    need(store.agree("R1", consentHash(protocol), "en"));
    CF_CHECK(need(store.consentIsDue("R1")));
    need(store.agree("R1", consentHash(amended), "en"));
    CF_CHECK(!need(store.consentIsDue("R1")) && isWhole(store));
    consents = consentsIn(need(store.audit()));
    CF_CHECK(consents.size() == 2 && consents[0].sha256 != consents[1].sha256);
    // An agreement to words that nobody sealed is found.
    need(store.note("R2", "consented",
        nlohmann::json{
            { "consent_sha256", std::string(64, 'a') }, { "language", "en" }, { "seal", need(store.newestSealHash()) } }
            .dump()));
    const auto found = need(store.verify());
    CF_CHECK(found.size() == 1 && found[0].what == "consent-changed" && found[0].where == "consent of R2");
}

ReaderConsent consentIn(StudyStore &store, const std::string &reader)
{
    for (const ReaderStatus &one : need(studyStatus(store)).readers)
        if (one.reader.id == reader)
            return one.consent;
    return {};
}

/// Who has agreed, who declined, who left the page without an answer and who has not seen it: four different things.
void theCoordinatorSeesWhoAgreed(const fs::path &folder)
{
    const Protocol protocol = withWords("Taking part is voluntary.");
    StudyStore store =
        sealedStudy((folder / "status.cfstudy").string(), protocol, someCases(4), { "R1", "R2", "R3", "R4" });
    need(store.note("R1", "started", "{}"));
    need(store.agree("R1", consentHash(protocol), "ja"));
    need(store.note("R2", "started", "{}"));
    need(store.decline("R2", consentHash(protocol), "en"));
    need(store.decline("R2", consentHash(protocol), "en")); // Once.
    need(store.note("R3", "started", "{}"));
    CF_CHECK(consentIn(store, "R1").stage == ConsentStage::Agreed && consentIn(store, "R1").language == "ja");
    CF_CHECK(consentIn(store, "R2").stage == ConsentStage::Declined && !consentIn(store, "R2").time.empty());
    CF_CHECK(consentIn(store, "R3").stage == ConsentStage::Asked);
    CF_CHECK(consentIn(store, "R4").stage == ConsentStage::NotAsked && consentIn(store, "R4").time.empty());
    CF_CHECK(need(store.consentIsDue("R2")) && isWhole(store));
    CF_EQUAL(consentsIn(need(store.audit())).size(), std::size_t{ 2 });
    // The last word counts, both ways, and each stays in the record.
    need(store.agree("R2", consentHash(protocol), "en"));
    CF_CHECK(consentIn(store, "R2").stage == ConsentStage::Agreed && !need(store.consentIsDue("R2")));
    need(store.decline("R1", consentHash(protocol), "ja"));
    CF_CHECK(consentIn(store, "R1").stage == ConsentStage::Declined && need(store.consentIsDue("R1")));
    CF_CHECK(consentsIn(need(store.audit())).size() == 4 && isWhole(store));
    // Of other words nobody has been asked.
    need(store.amend(withWords("Taking part is voluntary. Results will be published."), "the committee asked for it"));
    for (const char *reader : { "R1", "R2", "R3", "R4" })
        CF_CHECK(consentIn(store, reader).stage == ConsentStage::NotAsked);
    // Without a page there is nothing to be asked.
    StudyStore plain = sealedStudy((folder / "plain.cfstudy").string(), twoArms(), someCases(4), { "R1" });
    CF_CHECK(consentIn(plain, "R1").stage == ConsentStage::NotNeeded);
}

void whoDeclinesElsewhereIsKnown(const fs::path &folder)
{
    const Protocol protocol = withWords("Taking part is voluntary.");
    StudyStore study = sealedStudy((folder / "declined.cfstudy").string(), protocol, someCases(4), { "R1" });
    const fs::path package = folder / "declined" / "R1.cfreader";
    fs::create_directories(package.parent_path());
    need(writeReaderPackage(study, "R1", "four words of mine", package));
    const fs::path answers = folder / "declined" / "R1.cfanswers";
    {
        OpenedPackage opened = need(openReaderPackage(package, "four words of mine"));
        need(opened.store.note("R1", "started", "{}"));
        need(writeAnswerFile(opened.store, "R1", answers));
        need(mergeAnswerFile(study, answers));
        CF_CHECK(consentIn(study, "R1").stage == ConsentStage::Asked);
        need(opened.store.decline("R1", consentHash(protocol), "en"));
        need(writeAnswerFile(opened.store, "R1", answers));
    }
    need(mergeAnswerFile(study, answers));
    CF_CHECK(consentIn(study, "R1").stage == ConsentStage::Declined && isWhole(study));
}

void anAgreementElsewhereComesBack(const fs::path &folder)
{
    const Protocol protocol = withWords("Taking part is voluntary.");
    StudyStore study = sealedStudy((folder / "package.cfstudy").string(), protocol, someCases(4), { "R1" });
    const fs::path package = folder / "elsewhere" / "R1.cfreader";
    fs::create_directories(package.parent_path());
    need(writeReaderPackage(study, "R1", "four words of mine", package));
    const fs::path answers = folder / "elsewhere" / "R1.cfanswers";
    {
        OpenedPackage opened = need(openReaderPackage(package, "four words of mine"));
        CF_CHECK(need(opened.store.consentIsDue("R1")));
        need(opened.store.agree("R1", consentHash(protocol), "en"));
        CF_CHECK(!need(opened.store.consentIsDue("R1")) && isWhole(opened.store));
        need(opened.store.submit(answersFor("R1", need(opened.store.next("R1")).step)));
        need(writeAnswerFile(opened.store, "R1", answers));
    }
    need(mergeAnswerFile(study, answers));
    const auto consents = consentsIn(need(study.audit()));
    CF_CHECK(consents.size() == 1 && consents[0].reader == "R1" && consents[0].sha256 == consentHash(protocol));
    CF_CHECK(isWhole(study));
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    protocolsWithoutWordsAreAsTheyWere();
    aReaderAgreesOnceToTheSealedWords(folder.path());
    theCoordinatorSeesWhoAgreed(folder.path());
    anAgreementElsewhereComesBack(folder.path());
    whoDeclinesElsewhereIsKnown(folder.path());
    return 0;
}
