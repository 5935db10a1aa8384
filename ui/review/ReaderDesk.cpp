#include "ui/review/ReaderDesk.h"

#include "core/sessions/values/Times.h"

#include <nlohmann/json.hpp>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int usualRetryInterval = 3000; // ms between tries to store an answer that could not be.

Result<ReaderTurn> turnOf(StudyStore &store, const Study &study, const std::string &reader)
{
    ReaderTurn turn;
    CF_ASSIGN(turn.next, store.next(reader));
    if (turn.next.state != NextStep::State::Read)
        return turn;
    const Case *one = study.find(turn.next.step.caseId);
    const Stage *stage = study.protocol.stage(turn.next.step.stage);
    if (one == nullptr || stage == nullptr)
        return fail(ErrorCode::InvalidInput, "The study has no case " + turn.next.step.caseId + ".");
    std::vector<std::string> hashes;
    for (const int image : turn.next.step.panes)
        hashes.push_back(one->images.at(std::size_t(image)).sha256);
    if (stage->showsDifference && !one->images.front().difference.empty())
        hashes.push_back(one->images.front().difference);
    for (const std::string &sha256 : hashes) {
        CF_ASSIGN(auto radiograph, store.image(sha256));
        turn.pictures.push_back(std::make_shared<const RadiographPicture>(std::move(radiograph)));
    }
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
    , m_thread([open = m_entry.open, name = m_openedAs]() -> Result<StudyStore> {
        CF_ASSIGN(auto opened, open());
        *name = opened.reader;
        return std::move(opened.store);
    })
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

void ReaderDesk::submit(const Reading &reading)
{
    if (m_state != State::Ready || m_reading)
        return;
    m_reading = reading;
    m_tries = 0;
    work(true);
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
    const auto onThread = [notes, reading = m_reading, wantsTurn, isOpen = m_isOpen, study = m_study,
                              name = m_openedAs](StudyStore &store, const JobContext &) -> Result<Outcome> {
        Outcome outcome;
        outcome.notesLeft = notes;
        const auto all = [&]() -> Result<> {
            outcome.reader = *name;
            Study known = study;
            if (!isOpen) {
                CF_ASSIGN(known, store.study());
                for (Seal &seal : known.seals)
                    seal.document.clear(); // Arms and truths are nothing for this place.
                outcome.study = known;
            }
            while (!outcome.notesLeft.empty()) {
                const auto &[kind, content] = outcome.notesLeft.front();
                CF_TRY(store.note(*name, kind, content));
                outcome.notesLeft.erase(outcome.notesLeft.begin());
            }
            if (reading) {
                CF_TRY(store.submit(*reading));
                outcome.isStored = true;
            }
            if (wantsTurn) {
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
        Q_EMIT waiting(QString::fromStdString(outcome.error->message));
    } else if (m_reading) {
        m_reading.reset();
        m_tries = 0;
        m_state = State::Ready;
        Q_EMIT refused(QString::fromStdString(outcome.error->message));
    } else {
        m_state = State::Failed;
        Q_EMIT failed(*outcome.error);
    }
}

} // namespace cf::ui
