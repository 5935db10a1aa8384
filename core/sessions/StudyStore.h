#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/reading/Reading.h"
#include "core/sessions/reading/ReadingProgress.h"
#include "core/sessions/sealing/Study.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Clock.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

namespace store {
class Database;
}
struct PackageContents;

/// One study in one SQLite file (NAME.cfstudy; WAL, synchronous=FULL) or in one schema of a PostgreSQL database
/// ("postgresql://user@host:5432/database?schema=name"). One object belongs to one thread; any number of objects,
/// programs and machines may work on the same study at once.
///
/// What a call has reported as done is on the disk. After any error nothing of that call is stored; calling again with
/// the same values is safe. A database that went away is looked for again by every call.
/// Errors: InvalidInput (the caller can correct it), Io (disk full, server gone, file locked; in words).
class StudyStore
{
public:
    using Clock = store::Clock;
    using ImageSource = std::function<Result<Radiograph>(const std::string &sha256)>;

    static Result<StudyStore> create(const std::string &location, const Protocol &protocol);
    static Result<StudyStore> open(const std::string &location);
    static bool isServer(const std::string &location); ///< A connection string, not a file.
    StudyStore(StudyStore &&) noexcept;
    StudyStore &operator=(StudyStore &&) noexcept;
    ~StudyStore();

    const std::string &location() const;
    /// For tests of washout. A server's own clock is used where there is a server.
    void setClock(Clock clock);

    Result<Study> study();
    /// Tells of an amendment at little cost. Empty: not sealed yet.
    Result<std::string> newestSealHash();

    // ---- Design: refused once sealed.
    Result<> setProtocol(const Protocol &protocol);
    /// Adds cases, or replaces those of the same id, with all pixels that they name. `origin`: JSON of where they come
    /// from, recorded with them as "blinded", both or neither; empty: nothing is recorded of it.
    Result<> putCases(
        const std::vector<Case> &cases, const std::vector<StudyImage> &images, const std::string &origin = {});
    Result<> removeCase(const std::string &caseId);
    /// Adds a reader, or changes one who has not answered yet. Possible after sealing: readers are not sealed.
    Result<> putReader(const Reader &reader);
    /// More cases for an adjudicator or a meeting, after those that they have; what is answered stays. Cases that they
    /// have already are passed over. Errors: InvalidInput for a reader, or a study that is not sealed.
    Result<> addCasesToReader(const std::string &readerId, const std::vector<std::string> &cases);
    Result<> removeReader(const std::string &readerId); ///< Who has not answered yet.
    /// `leakCheck`: JSON of the leak hunter's report; `why`: the coordinator's words where a channel leaks. Refused
    /// where one leaks and `why` is empty, where protocol or cases do not hold together or no order is possible.
    Result<Seal> seal(const std::string &leakCheck, const std::string &why);
    /// A new version beside the old one; cases stay. `reason` must not be empty. Once there are answers, what decides
    /// the order of reading stays, too, and so do kind, scale and choices of each question that is asked on. Answers to
    /// questions that are taken out stay in the store and in exports.
    Result<Seal> amend(const Protocol &protocol, const std::string &reason);

    // ---- Reading.
    Result<std::vector<ReadingStep>> order(const std::string &reader);
    Result<NextStep> next(const std::string &reader);
    Result<ReaderProgress> progress(const std::string &reader);
    /// For readers who may go back: the nearest case before (or after) a position of their order that is answered and
    /// may still be changed; training cases are left out. Nothing where there is none.
    enum class Way { Earlier, Later };
    Result<std::optional<AnsweredStep>> changeable(const std::string &reader, int position, Way way);
    /// Whether the reader is still to agree to the page before the first case, as the protocol has it now.
    Result<bool> consentIsDue(const std::string &reader);
    /// The reader agreed to the page of that consentHash(), read in that language ("en", "ja"): a record of the audit,
    /// on the disk before it returns. Again: done already. A page that was amended meanwhile is not agreed to: it is
    /// due again. Errors: InvalidInput for a reader whom the study does not have.
    Result<> agree(const std::string &reader, const std::string &page, const std::string &language);
    /// The reader did not agree to it, or does so no longer: recorded as agree() records. The page stays due.
    Result<> decline(const std::string &reader, const std::string &page, const std::string &language);
    /// Stores one reading and its audit record in one transaction, on the disk before it returns. Again with equal
    /// answers: done already, the stored one is given back. With other answers: a further revision where the protocol
    /// lets readers go back, else refused. It is checked and kept under the seal that it names, whose questions the
    /// reader saw; where it names none, under the newest.
    Result<Reading> submit(const Reading &reading);
    /// Takes over readings that were stored elsewhere, with their times, all or none. Under a key that has other
    /// answers one is kept as a conflict beside them, with whatever changed it afterwards, and nothing is chosen.
    /// `source`: the file they came from. `record`: the JSON that the audit keeps of it, made of what became of each;
    /// none: nothing.
    enum class Import { New, Known, Conflict };
    using ImportRecord = std::function<std::string(const std::vector<Import> &outcomes)>;
    Result<std::vector<Import>> importReadings(
        const std::vector<Reading> &readings, const std::string &source, const ImportRecord &record = {});
    /// "started", "paused", "resumed", "break", "display": what happened beside answers. `content`: JSON.
    Result<> note(const std::string &actor, const std::string &kind, const std::string &content);
    /// Where a reader's copy has its pixels: in the encrypted package, not in the store.
    void setImageSource(ImageSource source);
    Result<Radiograph> image(const std::string &sha256);

    // ---- Results.
    /// Answers that came from packages under keys that had other answers; with the file from which they came.
    Result<std::vector<std::pair<Reading, std::string>>> conflicts();
    /// Highest revision of each key, or all of them; by reader and position. Answers of training cases are left out
    /// unless asked for.
    Result<std::vector<Reading>> readings(bool allRevisions = false, bool training = false);
    Result<std::vector<AuditRecord>> audit();
    /// Ends the reading for good; recorded.
    Result<> close(const std::string &reason);
    /// Everything that is not as it was written: chain, answers, protocol, cases, pixels, seals, orders, and a tail
    /// that this computer has seen and that is gone. `knownHead`: a head of the chain noted elsewhere; empty: none.
    Result<std::vector<Tampering>> verify(const std::string &knownHead = {});
    /// Sequence and hash of the newest audit record, "57:ab12…", to be noted outside of the store.
    Result<std::string> head();

    // ---- For readers elsewhere; see exchange/ReaderPackage.h.
    /// Of a study the secret from which keyOfReader() makes each reader's key; of a reader's copy that key. Drawn when
    /// it is first asked for.
    Result<std::string> answerKey();
    Result<PackageContents> packageFor(const std::string &readerId);
    static Result<StudyStore> createReaderCopy(const std::string &file, const PackageContents &contents);

private:
    explicit StudyStore(std::unique_ptr<store::Database> database);
    /// In a transaction; afterwards this computer remembers the new head of the audit.
    Result<> write(const std::function<Result<>()> &work);
    static Result<> fillReaderCopy(store::Database &database, const PackageContents &contents);
    Result<Import> importOne(const Reading &reading, const std::string &source);
    Result<> answerConsent(
        const std::string &reader, const std::string &page, const std::string &language, bool agrees);
    Result<Seal> storeSeal(const Protocol &protocol, const nlohmann::json &rest, const std::string &reason);
    std::unique_ptr<store::Database> m_database;
    Clock m_clock;
    ImageSource m_imageSource;
};

} // namespace cf::sessions
