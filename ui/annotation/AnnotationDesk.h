#pragma once

#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/Proposal.h"
#include "core/annotation/store/AnnotationStore.h"
#include "ui/records/EditHistoryModel.h"

#include <QDateTime>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cf::ui {

class AnnotationShare;
class EditDocument;
class EditSession;

/// The work of one annotator on the results of the shown film: which one is in hand, what is said of it, undo, and its
/// keeping. No widget. Everything is saved as it is said; annotations of others are read only for who decides between
/// them, and never changed.
class AnnotationDesk : public QObject
{
    Q_OBJECT

public:
    using Change = std::function<void(annotation::Annotation &)>;

    /// `folder`: of the annotations; empty: nothing outlives the program.
    AnnotationDesk(EditSession &session, const std::filesystem::path &folder, QObject *parent = nullptr);
    ~AnnotationDesk() override;

    const QString &annotator() const { return m_annotator; }
    void setAnnotator(const QString &name);
    /// Who decides where annotators differ gets only the results on which they do; nobody: an annotator among others.
    void setDecider(std::optional<annotation::Decider> decider);
    std::optional<annotation::Decider> decider() const { return m_decider; }
    /// Plausibilities further apart than this are a dispute.
    void setPlausibilityApart(int steps);
    /// Of the row in hand, for who decides; null: none.
    const annotation::Dispute *dispute() const;
    void lookAgain(); ///< Others may have finished meanwhile.
    /// Where annotations lie that several workstations share, as AnnotationStore::at() takes it; empty: here alone.
    /// Those of each such place are a store of their own here, beside that of this computer alone. Errors:
    /// InvalidInput.
    Result<> share(const QString &place);
    const QString &sharedPlace() const { return m_sharedPlace; } ///< Without a password.
    QString sharingProblem() const; ///< Why what was said here is not there yet; empty: nothing is wrong.
    /// Of all films; for who decides. Errors: as agreementOf() and the store.
    Result<annotation::AnnotationAgreement> agreement() const;

    /// Rows of the history that are asked about: all results, refused ones too, but those in the bin.
    std::vector<int> rows() const;
    int row() const { return m_row; } ///< In hand; -1: none.
    int place() const; ///< Of it in rows(), from 0; -1: none.
    int left() const; ///< Neither done nor skipped.
    int refused() const; ///< Results among rows() that a gate refused.
    const HistoryEntry *entry() const; ///< Of the row in hand; null: none.
    EditDocument *document() const { return m_document; }
    void choose(int row);
    void step(int by); ///< To the next or previous row, annotated or not.
    bool goToNextOpen(); ///< False where nothing is left.

    /// Of the row in hand; null while its pixels are read, or nobody annotates.
    const annotation::Annotation *annotation() const { return m_annotation ? &*m_annotation : nullptr; }
    /// Of the film itself.
    const annotation::Annotation *original() const { return m_original ? &*m_original : nullptr; }
    std::vector<std::string> open() const; ///< Items of it that are open.

    /// What the model's segmenter adds to the proposals of instruction and mask.
    enum class Sight {
        None, ///< Nothing: there is no segmenter, it saw nothing to propose, or the case was begun before.
        Awaited, ///< It is looking.
        Proposed,
    };
    Sight sight() const;

    /// What the annotator said of all results of the film so far.
    std::vector<annotation::Annotation> all() const;

    /// One step of undo; saved soon. A change that makes an annotation wrong is not taken, and said.
    void change(const Change &what);
    void changeOriginal(const Change &what);
    /// Of a meeting: which marks of a group are kept, by places in dispute()->said. One step of undo.
    void decideMarks(int group, const std::vector<std::size_t> &keep);
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();
    /// All is answered and confirmed. Errors: InvalidInput naming what is open.
    Result<> finish();
    /// Errors: InvalidInput without a reason.
    Result<> skip(const QString &reason);
    void saveNow();

    const QString &problem() const { return m_problem; } ///< In words for the user; empty: none.
    QDateTime saved() const { return m_saved; }

Q_SIGNALS:
    void caseChanged(); ///< Another row, or its pixels came.
    void changed(); ///< Answers, marks or state.
    void kept(); ///< It was written, or could not be.
    void looked(); ///< The segmenter has nothing to add.

private:
    struct Both {
        std::optional<annotation::Annotation> annotation;
        std::optional<annotation::Annotation> original;
    };

    void follow(); ///< The session.
    std::vector<int> allRows() const; ///< Disputed or not.
    void takeReceived(); ///< What the annotator said at another workstation, or others finished.
    void takePart(); ///< As somebody else, or as something else.
    void takeDecision();
    annotation::Role role() const;
    void takeCase();
    void takeStates();
    void takeOriginal();
    annotation::Annotation begun(const HistoryEntry &entry) const;
    void lookAtCase(); ///< By the segmenter, where the annotator or decider has only just begun.
    std::string sightKey() const;
    void proposeSeen(annotation::Annotation &one, const std::vector<SeenThing> &seen) const;
    void takeSight(const std::string &key, const std::vector<SeenThing> &seen);
    void carry();
    std::string keyOf(int number) const;
    void apply(const Change &what, std::optional<annotation::Annotation> &target);
    void restore(std::vector<Both> &from, std::vector<Both> &to);
    void saveSoon();
    void keep(std::optional<annotation::Annotation> &one, const std::string &key);

    EditSession &m_session;
    std::filesystem::path m_folder;
    mutable annotation::AnnotationStore m_store; ///< Reading opens its file.
    AnnotationShare *m_share = nullptr; ///< Null: annotations are here alone.
    QString m_sharedPlace;
    QPointer<EditDocument> m_document;
    QString m_annotator;
    std::optional<annotation::Decider> m_decider;
    int m_apart = 1;
    std::map<int, annotation::Dispute> m_disputes; ///< By number of the edit; for who decides.
    QString m_damage; ///< Of annotations that could not be read.
    int m_row = -1;
    std::string m_key; ///< Of the annotation in hand.
    std::string m_originalKey;
    std::optional<annotation::Annotation> m_annotation;
    std::optional<annotation::Annotation> m_original;
    std::map<int, annotation::State> m_states; ///< By number of the edit.
    std::set<std::string> m_unseen; ///< sightKey() of cases begun here to which the segmenter has not been heard.
    std::set<std::string> m_seen; ///< Of those to which it added something.
    std::vector<Both> m_undo;
    std::vector<Both> m_redo;
    QTimer m_saveSoon;
    bool m_isUnsaved = false; ///< Something changed that the store does not hold.
    QString m_problem;
    QDateTime m_saved;
};

} // namespace cf::ui
