#include "ui/review/ReaderDesk.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/store/Consent.h"
#include "core/sessions/values/Times.h"
#include "ui/words/CoreWords.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int usualRetryInterval = 3000; // ms between tries to store an answer that could not be.

bool anyDifference(const Study &study)
{
    return std::ranges::any_of(
        study.cases, [&](const Case &one) { return !differenceOf(study.protocol, one).empty(); });
}

/// What stands where a case has no difference map.
Result<Radiograph> blankLike(const Radiograph &film)
{
    Radiograph blank = film;
    blank.stored.pixels.assign(blank.stored.pixels.size(), 0);
    return blank;
}

Result<std::vector<PicturePointer>> picturesOf(StudyStore &store, const Study &study, const ReadingStep &step)
{
    const Case *one = study.find(step.caseId);
    const Stage *stage = study.protocol.stage(step.stage);
    if (one == nullptr || stage == nullptr)
        return fail(ErrorCode::InvalidInput, "The study has no case " + step.caseId + ".");
    std::vector<std::string> hashes;
    for (const int image : step.panes)
        hashes.push_back(one->images.at(std::size_t(image)).sha256);
    if (stage->showsDifference && anyDifference(study))
        hashes.push_back(
            differenceOf(study.protocol, *one)); // The same panes for every case: one with a map is not known by it.
    std::vector<PicturePointer> pictures;
    for (const std::string &sha256 : hashes) {
        CF_ASSIGN(auto radiograph, sha256.empty() ? blankLike(pictures.front()->radiograph()) : store.image(sha256));
        pictures.push_back(std::make_shared<const RadiographPicture>(std::move(radiograph)));
    }
    return pictures;
}

/// The study's own protocol and cases as this place may know them.
Result<Study> knownStudy(StudyStore &store)
{
    CF_ASSIGN(Study study, store.study());
    for (Seal &seal : study.seals)
        seal.document.clear(); // Arms and truths are nothing for this place.
    return study;
}

/// Whether the protocol was amended since `study` was read.
Result<bool> isAmended(StudyStore &store, const Study &study)
{
    CF_ASSIGN(const std::string newest, store.newestSealHash());
    return !study.seals.empty() && newest != study.seals.back().hash;
}

Result<ReaderTurn> turnOf(StudyStore &store, const Study &study, const std::string &reader)
{
    ReaderTurn turn;
    CF_ASSIGN(turn.next, store.next(reader));
    if (turn.next.state == NextStep::State::Read) {
        CF_ASSIGN(turn.asksConsent, store.consentIsDue(reader));
        CF_ASSIGN(turn.pictures, picturesOf(store, study, turn.next.step));
    }
    return turn;
}

/// The same reader may have read on in another window: then the case on this screen is answered, and this one is next.
std::optional<ReaderTurn> turnInstead(StudyStore &store, const Study &study, const Reading &refused)
{
    if (study.protocol.mayGoBack)
        return std::nullopt;
    auto turn = turnOf(store, study, refused.key.reader);
    const bool isOther = turn
        && (turn->next.state != NextStep::State::Read || turn->next.step.caseId != refused.key.caseId
            || turn->next.step.stage != refused.key.stage || turn->next.step.attempt != refused.key.attempt);
    return isOther ? std::optional(std::move(*turn)) : std::nullopt;
}

/// A case that was answered, to be looked at again. Without one: before the first nothing, after the last what is next.
Result<std::optional<ReaderTurn>> turnBack(
    StudyStore &store, const Study &study, const std::string &reader, int position, StudyStore::Way way)
{
    CF_ASSIGN(auto found, store.changeable(reader, position, way));
    if (!found && way == StudyStore::Way::Earlier)
        return std::nullopt;
    if (!found) {
        CF_ASSIGN(ReaderTurn turn, turnOf(store, study, reader));
        return turn;
    }
    ReaderTurn turn;
    CF_ASSIGN(turn.next, store.next(reader));
    turn.next.state = NextStep::State::Read;
    turn.next.step = found->step;
    CF_ASSIGN(turn.pictures, picturesOf(store, study, found->step));
    turn.answered = std::move(found->reading);
    return turn;
}

} // namespace

ReaderEntry entryOf(const std::string &location, const std::string &reader)
{
    const auto open = [location, reader]() -> Result<OpenedPackage> {
        CF_ASSIGN(auto store, StudyStore::open(location));
        return OpenedPackage{ reader, std::move(store) };
    };
    return { open, StudyStore::isServer(location) };
}

ReaderEntry entryOfPackage(const std::string &file, const std::string &passphrase)
{
    return { [file, passphrase] { return openReaderPackage(file, passphrase); }, false };
}

ReaderDesk::ReaderDesk(ReaderEntry entry, QObject *parent)
    : QObject(parent)
    , m_entry(std::move(entry))
    , m_openedAs(std::make_shared<std::string>())
    , m_thread(
          [open = m_entry.open, name = m_openedAs]() -> Result<StudyStore> {
              CF_ASSIGN(auto opened, open());
              *name = opened.reader;
              return std::move(opened.store);
          },
          m_entry.isServer)
{
    m_retry.setInterval(usualRetryInterval);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ReaderDesk::retry);
}

ReaderDesk::~ReaderDesk() = default;

void ReaderDesk::begin(const std::string &started)
{
    m_notes.emplace_back("started", started);
    work(true);
}

void ReaderDesk::agree(const std::string &language)
{
    answerPage(language, true);
}

void ReaderDesk::decline(const std::string &language)
{
    answerPage(language, false);
}

void ReaderDesk::answerPage(const std::string &language, bool agrees)
{
    if (m_state != State::Ready || m_reading)
        return;
    m_pageAnswer = PageAnswer{ consentHash(m_study.protocol), language, agrees };
    m_tries = 0;
    work(true);
}

void ReaderDesk::submit(const Reading &reading)
{
    if (m_state != State::Ready || m_reading)
        return;
    m_reading = reading;
    if (!m_study.seals.empty()) // That whose questions the reader saw.
        m_reading->seal = m_study.seals.back().hash;
    m_tries = 0;
    work(true);
}

void ReaderDesk::look(int position, StudyStore::Way way)
{
    if (m_state != State::Ready || m_reading || !m_isOpen)
        return;
    m_state = State::Working;
    using Turn = std::optional<ReaderTurn>;
    const auto onThread = [study = m_study, reader = m_reader, position, way](
                              StudyStore &store, const JobContext &) -> Result<Turn> {
        return turnBack(store, study, reader, position, way);
    };
    m_thread.ask<Turn>(this, onThread, [this](Result<Turn> turn) {
        m_state = State::Ready;
        if (!turn)
            Q_EMIT refused(coreWords(turn.error().message));
        else if (*turn)
            Q_EMIT turnCame(**turn);
        else
            Q_EMIT nothingEarlier();
    });
}

void ReaderDesk::writeAnswers(const QString &file)
{
    if (!m_isOpen)
        return;
    const auto onThread = [reader = m_reader, path = file.toStdString()](
                              StudyStore &store, const JobContext &) -> Result<bool> {
        CF_TRY(writeAnswerFile(store, reader, path));
        return true;
    };
    m_thread.ask<bool>(this, onThread, [this](Result<bool> written) {
        Q_EMIT answersWritten(written ? QString() : coreWords(written.error().message));
    });
}

void ReaderDesk::note(const std::string &kind, const std::string &content)
{
    auto json = nlohmann::json::parse(content, nullptr, false);
    if (json.is_object())
        json["at"] = toText(std::chrono::system_clock::now()); // It may be stored late.
    m_notes.emplace_back(kind, json.is_object() ? json.dump() : content);
    if (m_state == State::Ready)
        work(false);
}

void ReaderDesk::retry()
{
    if (m_state == State::Waiting)
        work(true);
}

void ReaderDesk::takeTurn()
{
    if (m_state != State::Back || !m_turn)
        return;
    const ReaderTurn turn = std::move(*m_turn);
    m_turn.reset();
    m_state = State::Ready;
    Q_EMIT turnCame(turn);
}

/// Everything in one piece of work, in its order: notes, the answer, what is next. What is done is not done again.
void ReaderDesk::work(bool wantsTurn)
{
    m_retry.stop();
    if (wantsTurn)
        m_state = State::Working;
    const Notes notes = std::exchange(m_notes, {});
    const auto onThread = [notes, reading = m_reading, said = m_pageAnswer, wantsTurn, isOpen = m_isOpen,
                              study = m_study,
                              name = m_openedAs](StudyStore &store, const JobContext &) -> Result<Outcome> {
        Outcome outcome;
        outcome.notesLeft = notes;
        const auto all = [&]() -> Result<> {
            outcome.reader = *name;
            Study known = study;
            if (!isOpen) {
                CF_ASSIGN(known, knownStudy(store));
                outcome.study = known;
            }
            while (!outcome.notesLeft.empty()) {
                const auto &[kind, content] = outcome.notesLeft.front();
                CF_TRY(store.note(*name, kind, content));
                outcome.notesLeft.erase(outcome.notesLeft.begin());
            }
            if (said) {
                CF_TRY(said->agrees ? store.agree(*name, said->page, said->language)
                                    : store.decline(*name, said->page, said->language));
                outcome.hasAnsweredPage = true;
            }
            if (reading) {
                if (const auto stored = store.submit(*reading); !stored) {
                    outcome.turn = turnInstead(store, known, *reading);
                    return tl::make_unexpected(stored.error());
                }
                outcome.isStored = true;
            }
            if (wantsTurn) {
                CF_ASSIGN(const bool amended, isAmended(store, known));
                if (amended) { // From the next case on it is the new protocol that asks.
                    CF_ASSIGN(known, knownStudy(store));
                    outcome.study = known;
                }
                CF_ASSIGN(outcome.turn, turnOf(store, known, *name));
            }
            return {};
        };
        if (const auto done = all(); !done)
            outcome.error = done.error();
        return outcome;
    };
    const auto done = [this, wantsTurn, notes](Result<Outcome> result) {
        if (result) {
            take(std::move(*result), wantsTurn);
            return;
        }
        Outcome outcome; // It could not even be opened.
        outcome.notesLeft = notes;
        outcome.error = result.error();
        take(std::move(outcome), wantsTurn);
    };
    m_thread.ask<Outcome>(this, onThread, done);
}

void ReaderDesk::take(Outcome outcome, bool wantedTurn)
{
    m_notes.insert(m_notes.begin(), outcome.notesLeft.begin(), outcome.notesLeft.end());
    if (outcome.study) {
        m_study = std::move(*outcome.study);
        m_reader = outcome.reader;
        m_isOpen = true;
        Q_EMIT opened();
    }
    if (outcome.hasAnsweredPage)
        m_pageAnswer.reset();
    if (!wantedTurn)
        return; // A note that could not be stored waits for the next work.
    if (outcome.isStored) {
        m_reading.reset();
        Q_EMIT answerStored();
    }
    if (!outcome.error) {
        m_turn = std::move(outcome.turn);
        m_state = State::Back;
        if (m_tries > 0) {
            m_tries = 0;
            Q_EMIT cameBack();
        } else {
            takeTurn();
        }
        return;
    }
    const bool mayComeBack = outcome.error->code == ErrorCode::Io && (m_isOpen || m_entry.isServer);
    if (mayComeBack) {
        ++m_tries;
        m_state = State::Waiting;
        m_retry.start();
        Q_EMIT waiting(coreWords(outcome.error->message));
    } else if (m_reading) {
        m_reading.reset();
        m_tries = 0;
        m_turn = std::move(outcome.turn);
        m_state = m_turn ? State::Back : State::Ready;
        Q_EMIT refused(coreWords(outcome.error->message));
    } else {
        m_state = State::Failed;
        Q_EMIT failed(*outcome.error);
    }
}

} // namespace cf::ui
