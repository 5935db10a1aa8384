#include "ui/annotation/AnnotationDesk.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/MarkShapes.h"
#include "core/annotation/MarkVerdicts.h"
#include "core/base/files/Sha256.h"
#include "core/editing/ProvenanceJson.h"
#include "core/language/PromptLanguage.h"
#include "ui/annotation/AnnotationShare.h"
#include "ui/session/EditSession.h"
#include "ui/words/CoreWords.h"

#include <algorithm>
#include <utility>

namespace cf::ui {

using annotation::Annotation;
using annotation::State;

namespace {

constexpr int saveAfter = 300; ///< Milliseconds after the first change that is not stored.
constexpr int tryAgainAfter = 3000; ///< After a save that failed: the disk may have room again.
constexpr std::size_t deepestUndo = 200;

std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

std::string hashOf(const std::string &text)
{
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

annotation::Subject subjectOf(const EditDocument &document)
{
    const OpenedImage &image = document.image();
    const Radiograph &radiograph = image.picture->radiograph();
    annotation::Subject subject;
    subject.width = radiograph.stored.width;
    subject.height = radiograph.stored.height;
    subject.columnSpacing = radiograph.columnSpacing;
    subject.rowSpacing = radiograph.rowSpacing;
    return subject;
}

/// Where an edit may have changed values: what it was allowed to, half of it or more.
Image<std::uint8_t> proposedRegion(const PreparedResult &result)
{
    constexpr std::uint8_t half = 128;
    Image<std::uint8_t> region = result.regionValues;
    const bool hasCore = std::ranges::any_of(region.pixels, [](std::uint8_t value) { return value >= half; });
    for (std::uint8_t &value : region.pixels)
        value = value >= (hasCore ? half : 1) ? 1 : 0;
    return region;
}

std::vector<annotation::AskedChange> askedBy(const PreparedResult &result)
{
    std::vector<annotation::AskedChange> asked;
    for (const EditInstruction &edit : compilePrompt(result.provenance.prompt, CaptionGrammar::bundled()).edits)
        asked.push_back({ edit.action, edit.target, edit.side, edit.zone, edit.severity });
    return asked;
}

/// A state that no longer holds after a change is open again.
void reopen(Annotation &one)
{
    if (one.state == State::Skipped || (one.state == State::Done && !openItems(one).empty())) {
        one.state = State::Open;
        one.skipReason.clear();
    }
}

} // namespace

AnnotationDesk::AnnotationDesk(EditSession &session, const std::filesystem::path &folder, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_folder(folder)
    , m_store(folder)
{
    m_saveSoon.setSingleShot(true);
    connect(&m_saveSoon, &QTimer::timeout, this, &AnnotationDesk::saveNow);
    connect(&m_session, &EditSession::stateChanged, this, &AnnotationDesk::follow);
    connect(&m_session, &EditSession::pixelsShown, this, [this] {
        if (m_row >= 0 && !m_annotation)
            takeCase();
    });
    connect(&m_session.edits(), &EditController::modelLoaded, this, &AnnotationDesk::lookAtCase);
    follow();
}

AnnotationDesk::~AnnotationDesk()
{
    saveNow();
}

void AnnotationDesk::setAnnotator(const QString &name)
{
    if (name.trimmed() == m_annotator)
        return;
    saveNow();
    m_annotator = name.trimmed();
    takePart();
}

void AnnotationDesk::setDecider(std::optional<annotation::Decider> decider)
{
    if (decider == m_decider)
        return;
    saveNow();
    m_decider = decider;
    takePart();
}

void AnnotationDesk::setPlausibilityApart(int steps)
{
    m_apart = steps;
    lookAgain();
}

void AnnotationDesk::lookAgain()
{
    if (!m_decider)
        return;
    saveNow();
    takePart();
}

Result<annotation::AnnotationAgreement> AnnotationDesk::agreement() const
{
    if (!m_decider)
        return fail(ErrorCode::InvalidInput, tr("Annotators are not shown how far they agree.").toStdString());
    CF_ASSIGN(const auto all, m_store.allFinished());
    return annotation::agreementOf(all);
}

Result<> AnnotationDesk::share(const QString &place)
{
    const std::string wanted = place.trimmed().toStdString();
    annotation::AnnotationStore store(m_folder);
    QString shown;
    std::filesystem::path own;
    if (!wanted.empty()) {
        CF_ASSIGN(const annotation::AnnotationStore there, annotation::AnnotationStore::at(wanted));
        if (m_folder.empty())
            return fail(ErrorCode::InvalidInput, tr("There is no folder here to keep annotations in.").toStdString());
        shown = QString::fromStdString(there.name());
        own = m_folder / "shared" / hashOf(there.name()).substr(0, 32);
        store = annotation::AnnotationStore(own);
    }
    saveNow();
    delete std::exchange(m_share, nullptr);
    m_store = std::move(store);
    m_sharedPlace = shown;
    if (!wanted.empty()) {
        m_share = new AnnotationShare(own, wanted, this);
        connect(m_share, &AnnotationShare::received, this, &AnnotationDesk::takeReceived);
        connect(m_share, &AnnotationShare::changed, this, &AnnotationDesk::changed);
    }
    takePart();
    return {};
}

QString AnnotationDesk::sharingProblem() const
{
    return m_share ? m_share->problem() : QString();
}

/// What is in hand and was touched here stays: it is newer.
void AnnotationDesk::takeReceived()
{
    const bool isTouched = m_annotation && (m_isUnsaved || !m_undo.empty());
    if (isTouched) {
        takeStates();
        Q_EMIT changed();
        return;
    }
    m_annotation.reset();
    m_original.reset();
    takeStates();
    if (place() >= 0)
        takeCase();
    else
        follow();
    Q_EMIT changed();
}

void AnnotationDesk::takePart()
{
    if (m_share)
        m_share->setPart(m_annotator, m_decider.has_value());
    m_annotation.reset();
    m_original.reset();
    m_undo.clear(); // Another's steps.
    m_redo.clear();
    takeStates();
    if (place() >= 0)
        takeCase();
    else
        follow();
    Q_EMIT changed();
}

annotation::Role AnnotationDesk::role() const
{
    return m_decider ? annotation::Role::Adjudicator : annotation::Role::Annotator;
}

const annotation::Dispute *AnnotationDesk::dispute() const
{
    const auto found = entry() != nullptr ? m_disputes.find(entry()->number) : m_disputes.end();
    return found == m_disputes.end() ? nullptr : &found->second;
}

void AnnotationDesk::follow()
{
    EditDocument *document = m_session.state().document;
    if (m_document != document) {
        saveNow();
        m_document = document;
        m_row = -1;
        m_annotation.reset();
        m_original.reset();
        takeStates();
    }
    if (place() >= 0)
        return;
    const std::vector<int> all = rows(); // The one in hand went into the bin, or there was none.
    if (!all.empty())
        choose(all.front());
    else if (m_row != -1 || m_annotation) {
        m_row = -1;
        m_annotation.reset();
        Q_EMIT caseChanged();
    }
}

std::string AnnotationDesk::keyOf(int number) const
{
    // Each workstation counts its edits by itself: among several, what made an edit tells it from others.
    const EditHistoryModel &history = m_document->history();
    for (int row = 1; m_share && number > 0 && row < history.rowCount(); ++row)
        if (const HistoryEntry &one = history.entry(row); one.number == number && one.judged() != nullptr)
            return hashOf(toJson(one.judged()->provenance));
    return m_document->image().workKey + "#" + std::to_string(number);
}

void AnnotationDesk::takeStates()
{
    m_states.clear();
    m_disputes.clear();
    m_damage.clear();
    if (m_annotator.isEmpty() || !m_document)
        return;
    const std::string who = m_annotator.toStdString();
    for (const int row : allRows()) {
        const int number = m_document->history().entry(row).number;
        if (m_decider) {
            const auto finished = m_store.finished(keyOf(number));
            if (!finished)
                m_damage = coreWords(finished.error().message);
            else if (auto dispute = annotation::disputeOf(*finished, *m_decider, who, m_apart))
                m_disputes.emplace(number, *std::move(dispute));
        }
        if (const auto loaded = m_store.load(keyOf(number), who, role()); loaded.annotation)
            m_states[number] = loaded.annotation->state;
    }
}

void AnnotationDesk::takeCase()
{
    m_undo.clear();
    m_redo.clear();
    m_problem.clear();
    m_saved = {};
    const HistoryEntry *one = entry();
    if (one != nullptr && !one->result) {
        m_problem = one->problem;
        if (m_problem.isEmpty())
            m_session.fetch(m_row); // pixelsShown() follows.
    } else if (one != nullptr && !m_annotator.isEmpty()) {
        m_key = keyOf(one->number);
        takeOriginal();
        const auto loaded = m_store.load(m_key, m_annotator.toStdString(), role());
        m_problem = loaded.problem.empty() ? m_damage : coreWords(loaded.problem);
        m_annotation = loaded.annotation;
        if (m_decider)
            takeDecision();
        else if (!m_annotation) {
            m_annotation = begun(*one);
            m_unseen.insert(sightKey());
        }
        carry();
        lookAtCase();
    }
    Q_EMIT caseChanged();
    Q_EMIT changed();
}

AnnotationDesk::Sight AnnotationDesk::sight() const
{
    if (!m_annotation)
        return Sight::None;
    if (m_unseen.contains(sightKey()) && m_session.edits().hasModel())
        return Sight::Awaited;
    return m_seen.contains(sightKey()) ? Sight::Proposed : Sight::None;
}

/// Of one case as somebody: the segmenter is heard once for each annotation.
std::string AnnotationDesk::sightKey() const
{
    return (m_decider ? "decided by " : "annotated by ") + m_annotator.toStdString() + "\n" + m_key;
}

/// Below what annotators said alike before a meeting; else as annotators get it.
void AnnotationDesk::proposeSeen(Annotation &one, const std::vector<SeenThing> &seen) const
{
    const std::vector<annotation::AskedChange> asked = askedBy(*entry()->result);
    if (m_decider == annotation::Decider::Meeting)
        annotation::proposeSeenWhereOpen(one, asked, seen);
    else
        annotation::proposeSeen(one, asked, seen);
}

void AnnotationDesk::lookAtCase()
{
    const bool isOpen = m_annotation && m_annotation->state == State::Open;
    if (!isOpen || !m_unseen.contains(sightKey()) || entry() == nullptr || !entry()->result)
        return;
    if (!m_session.edits().hasModel())
        return; // modelLoaded() follows, or nobody looks.
    m_session.edits().seeChange(m_document->image().picture, entry()->result,
        [self = QPointer<AnnotationDesk>(this), key = sightKey()](const std::vector<SeenThing> &seen) {
            if (self)
                self->takeSight(key, seen);
        });
}

/// It comes while the annotator is at work: what was said by then stays, and undo does not take it away.
void AnnotationDesk::takeSight(const std::string &key, const std::vector<SeenThing> &seen)
{
    const bool isOpen = m_annotation && m_annotation->state == State::Open;
    if (key != sightKey() || !isOpen || entry() == nullptr || !entry()->result || m_unseen.erase(key) == 0)
        return;
    const Annotation before = *m_annotation;
    proposeSeen(*m_annotation, seen);
    if (*m_annotation == before) {
        Q_EMIT looked();
        return;
    }
    m_seen.insert(key);
    for (std::vector<Both> *steps : { &m_undo, &m_redo })
        for (Both &step : *steps)
            if (step.annotation)
                proposeSeen(*step.annotation, seen);
    if (m_isUnsaved || m_states.contains(entry()->number))
        saveSoon(); // An untouched case is not stored: it is begun again.
    Q_EMIT changed();
}

/// Begun out of what the annotators said; or, where one of them changed it since, to be looked at again.
void AnnotationDesk::takeDecision()
{
    if (dispute() == nullptr)
        return;
    const std::vector<Annotation> &said = dispute()->said;
    const bool isOld = m_annotation && annotation::isOutdated(*m_annotation, said);
    if (m_annotation && !isOld)
        return;
    Annotation fresh = annotation::adjudicationOf(begun(*entry()), said, *m_decider);
    if (!isOld) {
        m_annotation = std::move(fresh);
        m_unseen.insert(sightKey());
        return;
    }
    m_annotation->adjudicates = fresh.adjudicates;
    if (m_decider == annotation::Decider::Meeting)
        annotation::beginVerdicts(*m_annotation, said);
    m_annotation->state = State::Open;
    m_annotation->skipReason.clear();
    m_states[entry()->number] = State::Open;
    m_problem = tr("An annotation that was decided upon has changed since. Look at it again.");
}

void AnnotationDesk::takeOriginal()
{
    m_originalKey = keyOf(0);
    if (m_original)
        return;
    auto loaded = m_store.load(m_originalKey, m_annotator.toStdString());
    if (loaded.annotation) {
        m_original = std::move(loaded.annotation);
        return;
    }
    Annotation fresh;
    fresh.subject = subjectOf(*m_document);
    fresh.annotator = m_annotator.toStdString();
    fresh.begun = nowText();
    makeCanonical(fresh);
    m_original = std::move(fresh);
}

Annotation AnnotationDesk::begun(const HistoryEntry &entry) const
{
    annotation::Subject subject = subjectOf(*m_document);
    subject.instruction = entry.instruction.toStdString();
    subject.edit = hashOf(toJson(entry.result->provenance));
    const InstanceAttributes &source = m_document->image().attributes;
    subject.source = { source.sopClassUid, source.sopInstanceUid, source.seriesInstanceUid, source.studyInstanceUid };
    const std::vector<annotation::AskedChange> asked = askedBy(*entry.result);
    std::vector<annotation::ProposedRegion> regions;
    if (!entry.result->regionValues.empty())
        regions.push_back(
            { proposedRegion(*entry.result), asked.size() == 1 ? std::optional(asked[0].target) : std::nullopt, {} });
    Annotation fresh = proposedAnnotation(subject, m_annotator.toStdString(), asked, regions);
    fresh.begun = nowText();
    return fresh;
}

void AnnotationDesk::carry()
{
    if (!m_original || !m_annotation || m_original->marks.empty() || !entry() || !entry()->result)
        return;
    carryMarks(*m_original, *m_annotation,
        annotation::changedPixels(
            m_document->image().picture->radiograph().stored, entry()->result->unmarked().stored));
    reopen(*m_annotation);
}

std::vector<std::string> AnnotationDesk::open() const
{
    return m_annotation ? openItems(*m_annotation) : std::vector<std::string>();
}

std::vector<Annotation> AnnotationDesk::all() const
{
    std::vector<Annotation> found;
    for (const int row : rows()) {
        if (row == m_row && m_annotation) {
            found.push_back(*m_annotation);
            continue;
        }
        auto loaded = m_store.load(keyOf(m_document->history().entry(row).number), m_annotator.toStdString(), role());
        if (loaded.annotation)
            found.push_back(*std::move(loaded.annotation));
    }
    return found;
}

void AnnotationDesk::apply(const Change &what, std::optional<Annotation> &target)
{
    if (!target)
        return;
    const Both before{ m_annotation, m_original };
    Annotation next = *target;
    what(next);
    makeCanonical(next);
    followMarks(next);
    reopen(next);
    if (next == *target)
        return;
    if (const auto checked = checkAnnotation(next); !checked) {
        m_problem = coreWords(checked.error().message);
        Q_EMIT changed();
        return;
    }
    m_problem.clear();
    target = std::move(next);
    if (&target == &m_original)
        carry();
    m_undo.push_back(before);
    if (m_undo.size() > deepestUndo)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    saveSoon();
    Q_EMIT changed();
}

void AnnotationDesk::change(const Change &what)
{
    apply(what, m_annotation);
}

void AnnotationDesk::decideMarks(int group, const std::vector<std::size_t> &keep)
{
    if (const annotation::Dispute *disputed = dispute())
        change([&](Annotation &decision) { annotation::decideGroup(decision, disputed->said, group, keep); });
}

void AnnotationDesk::changeOriginal(const Change &what)
{
    apply(what, m_original);
}

void AnnotationDesk::restore(std::vector<Both> &from, std::vector<Both> &to)
{
    if (from.empty())
        return;
    to.push_back({ m_annotation, m_original });
    m_annotation = from.back().annotation;
    m_original = from.back().original;
    from.pop_back();
    saveSoon();
    Q_EMIT changed();
}

void AnnotationDesk::undo()
{
    restore(m_undo, m_redo);
}

void AnnotationDesk::redo()
{
    restore(m_redo, m_undo);
}

Result<> AnnotationDesk::finish()
{
    if (!m_annotation)
        return fail(ErrorCode::InvalidInput, tr("There is nothing to annotate.").toStdString());
    Annotation finished = *m_annotation;
    if (m_decider == annotation::Decider::Third && dispute() != nullptr)
        annotation::verdictsOfThird(finished, dispute()->said);
    CF_TRY(annotation::finish(finished));
    apply([&](Annotation &one) { one = finished; }, m_annotation);
    saveNow();
    return {};
}

Result<> AnnotationDesk::skip(const QString &reason)
{
    if (!m_annotation)
        return fail(ErrorCode::InvalidInput, tr("There is nothing to annotate.").toStdString());
    Annotation skipped = *m_annotation;
    CF_TRY(annotation::skip(skipped, reason.toStdString()));
    m_undo.push_back({ m_annotation, m_original });
    m_annotation = std::move(skipped);
    saveSoon();
    saveNow();
    Q_EMIT changed();
    return {};
}

void AnnotationDesk::saveSoon()
{
    m_isUnsaved = true;
    if (!m_saveSoon.isActive()) // Whoever draws without a pause is saved, too.
        m_saveSoon.start(saveAfter);
}

void AnnotationDesk::keep(std::optional<Annotation> &one, const std::string &key)
{
    one->saved = nowText();
    if (const auto kept = m_store.save(key, *one); !kept) {
        m_problem = coreWords(kept.error().message);
        m_isUnsaved = true;
    } else {
        m_saved = QDateTime::currentDateTime();
    }
}

void AnnotationDesk::saveNow()
{
    m_saveSoon.stop();
    if (!m_isUnsaved)
        return;
    m_isUnsaved = false;
    if (m_annotation) {
        keep(m_annotation, m_key);
        if (entry())
            m_states[entry()->number] = m_annotation->state;
    }
    if (m_original && !m_original->marks.empty())
        keep(m_original, m_originalKey);
    if (m_isUnsaved)
        m_saveSoon.start(tryAgainAfter);
    else if (m_share)
        m_share->exchange();
    Q_EMIT kept();
}

} // namespace cf::ui
