#pragma once

#include "core/sessions/exchange/ReaderPackage.h"
#include "ui/images/RadiographPicture.h"
#include "ui/review/StudyThread.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cf::ui {

/// How a reader comes to a study.
struct ReaderEntry {
    std::function<Result<sessions::OpenedPackage>()> open; ///< On the store's thread.
    bool isServer = false; ///< It may be away now and come later.
};
/// A file or a server's schema, as that reader.
ReaderEntry entryOf(const std::string &location, const std::string &reader);
/// A package for a reader elsewhere.
ReaderEntry entryOfPackage(const std::string &file, const std::string &passphrase);

/// The reader's next case, ready to be shown.
struct ReaderTurn {
    sessions::NextStep next;
    bool asksConsent = false; ///< The reader is to agree to the page before the session first.
    std::vector<PicturePointer> pictures; ///< By screen place; a difference map last.
    /// Of a case that is shown again because the reader went back to it: what was answered.
    std::optional<sessions::Reading> answered;
};

/// Stores a reader's answers and brings the next case, without ever stopping the window. An answer is on the disk
/// before the next case comes. Where it cannot be stored now (disk full, server gone) it is kept here and tried again
/// until it is; then the reader is offered to go on, since they may have looked away. No widget.
class ReaderDesk : public QObject
{
    Q_OBJECT

public:
    explicit ReaderDesk(ReaderEntry entry, QObject *parent = nullptr);
    ~ReaderDesk() override;

    enum class State {
        Working, ///< Opening, storing, or fetching.
        Ready, ///< A case is on the screen, or there is none.
        Waiting, ///< It could not be done; tried again by itself.
        Back, ///< It is done after all, or was done elsewhere; takeTurn() goes on.
        Failed, ///< The study cannot be read here at all.
    };
    State state() const { return m_state; }
    const sessions::Study &study() const { return m_study; }
    const std::string &reader() const { return m_reader; }
    /// An answer was given and is not known to be stored.
    bool holdsAnswer() const { return m_reading.has_value(); }
    int tries() const { return m_tries; } ///< In vain, since it waits.
    int retryInterval() const { return m_retry.interval(); }
    void setRetryInterval(int milliseconds) { m_retry.setInterval(milliseconds); }

    /// Opens the study and fetches the first case. `started`: JSON of what the audit shall know of the screen.
    void begin(const std::string &started);
    /// Stores that the reader agreed to the page before the session, read in that language ("en", "ja"), then fetches
    /// the case. Kept and tried again as answers are.
    void agree(const std::string &language);
    /// The same of a reader who does not agree; the page comes again.
    void decline(const std::string &language);
    /// Stores the answers, then fetches what is next. Ignored while another is being stored.
    void submit(const sessions::Reading &reading);
    /// Where readers may go back: the answered case before or after that position of the order, as a turn; after the
    /// last one that which is to be read. Nothing comes where there is none before.
    void look(int position, sessions::StudyStore::Way way);
    /// Of a reader's own copy: all answers so far into one file for the coordinator.
    void writeAnswers(const QString &file);
    /// "paused", "resumed", "break": stored as soon as it can be, with the time of now.
    void note(const std::string &kind, const std::string &content);
    /// While it waits: at once.
    void retry();
    /// Of Back: the case that is ready.
    void takeTurn();

Q_SIGNALS:
    void opened(); ///< And again when the protocol was amended, before the turn that asks by it.
    void answerStored(); ///< Before the turn that follows.
    void turnCame(const cf::ui::ReaderTurn &turn);
    void refused(const QString &words); ///< The answer must be corrected; it is not held any more.
    void nothingEarlier(); ///< look() found no case that may still be changed.
    void answersWritten(const QString &problem); ///< Empty: they are.
    void waiting(const QString &words);
    void cameBack();
    void failed(const cf::Error &error);

private:
    using Notes = std::vector<std::pair<std::string, std::string>>;
    struct Outcome {
        std::optional<sessions::Study> study;
        std::string reader;
        Notes notesLeft;
        bool isStored = false;
        bool hasAnsweredPage = false;
        std::optional<ReaderTurn> turn;
        std::optional<Error> error;
    };
    void work(bool wantsTurn);
    void take(Outcome outcome, bool wantedTurn);

    ReaderEntry m_entry;
    State m_state = State::Ready;
    sessions::Study m_study;
    std::string m_reader;
    bool m_isOpen = false;
    std::optional<sessions::Reading> m_reading;
    /// What was said to the page before the session; until it is stored.
    struct PageAnswer {
        std::string page;
        std::string language;
        bool agrees = true;
    };
    void answerPage(const std::string &language, bool agrees);
    std::optional<PageAnswer> m_pageAnswer;
    Notes m_notes;
    std::optional<ReaderTurn> m_turn;
    int m_tries = 0;
    QTimer m_retry;
    std::shared_ptr<std::string> m_openedAs; ///< Written by the store's thread, read by its works.
    StudyThread m_thread;
};

} // namespace cf::ui
