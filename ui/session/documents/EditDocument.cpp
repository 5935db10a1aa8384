#include "ui/session/documents/EditDocument.h"

#include "ui/session/documents/MaskFingerprint.h"
#include "ui/theme/Text.h"

#include <QDate>

#include <algorithm>
#include <tuple>

namespace cf::ui {
namespace {

constexpr int thumbnailSide = 208;

} // namespace

EditDocument::EditDocument(OpenedImage image, QObject *parent)
    : QObject(parent)
    , m_image(std::move(image))
    , m_mask(m_image.picture->size().toSize())
{
    HistoryEntry original;
    original.instruction = tr("%1 × %2").arg(m_mask.size().width()).arg(m_mask.size().height());
    original.picture = m_image.picture->thumbnail(thumbnailSide);
    original.isSyntheticSource = m_image.attributes.synthetic;
    m_history.append(std::move(original));
    if (m_image.restored)
        restore(*m_image.restored);
    m_image.restored = nullptr;
    connect(&m_undo, &QUndoStack::indexChanged, this, &EditDocument::updateFingerprint);
    connect(&m_mask, &MaskDocument::changed, this, &EditDocument::maskTouched);
}

void EditDocument::restore(const RestoredWork &restored)
{
    for (const HistoryEntry &entry : restored.history.entries)
        m_history.append(entry);
    if (!restored.work)
        return;
    const SavedWork &work = *restored.work;
    m_draft = work.draft;
    if (work.sourceConfirmed) // What was only proposed is proposed anew.
        m_findings.labels = work.sourceLabels;
    m_findings.confirmed = work.sourceConfirmed;
    m_arrangement = work.arrangement;
    for (int row = 1; row < m_history.rowCount(); ++row) {
        if (m_history.entry(row).number == work.shownEdit)
            m_shownRow = row;
    }
    const bool drawn = work.mask.sameSizeAs(m_mask.values());
    if (drawn)
        m_mask.apply(MaskPatch{ QRect(QPoint(0, 0), m_mask.size()), work.mask.pixels });
    updateFingerprint();
    if (work.undo)
        restoreUndo(*work.undo);
    if (drawn && !work.proposedFor.isEmpty()) {
        m_region.request = work.proposedFor;
        m_region.seed = work.proposedSeed;
        m_region.mask = m_maskFingerprint;
    }
}

void EditDocument::restoreUndo(const SavedUndo &saved)
{
    const QRect whole(QPoint(0, 0), m_mask.size());
    const bool fits = std::all_of(saved.steps.begin(), saved.steps.end(),
        [&whole](const MaskStepPointer &step) { return whole.contains(step->before.rect); });
    if (!fits || saved.mask != m_maskFingerprint)
        return; // Another image's, or the mask went on when the stack did not.
    const auto quiet = std::make_shared<bool>(true);
    for (const MaskStepPointer &step : saved.steps)
        m_undo.push(new MaskCommand(m_mask, step, quiet));
    m_undo.setIndex(saved.index);
    *quiet = false;
}

SavedWork EditDocument::work(bool withUndo) const
{
    SavedWork work;
    work.draft = m_draft;
    if (!m_mask.isEmpty()) {
        work.mask = m_mask.values();
        // In the midst of a stroke the mask is no longer what its fingerprint says.
        if (maskIsFoundRegion() && ui::maskFingerprint(work.mask) == m_region.mask)
            std::tie(work.proposedFor, work.proposedSeed) = std::tie(m_region.request, m_region.seed);
    }
    if (withUndo) {
        work.undo = SavedUndo{ {}, 0, m_maskFingerprint };
        for (int at = 0; at < m_undo.count(); ++at) {
            const auto *command = dynamic_cast<const MaskCommand *>(m_undo.command(at));
            if (!command) // A drag: what it led to is in the history.
                continue;
            work.undo->steps.push_back(command->step());
            work.undo->index += at < m_undo.index() ? 1 : 0;
        }
    }
    work.sourceLabels = m_findings.labels;
    work.sourceConfirmed = m_findings.confirmed;
    work.shownEdit = m_history.entry(m_shownRow).number;
    work.arrangement = m_arrangement;
    work.reading = m_image.reading;
    return work;
}

std::size_t EditDocument::bytes() const
{
    // Stored values, the picture's halves and its screen copies come to about three times the stored values; a result
    // holds counterfactual, rebuilt image, difference and region.
    constexpr std::size_t perPicture = 3;
    constexpr std::size_t picturesPerResult = 4;
    const std::size_t stored = m_image.picture->radiograph().stored.pixels.size() * sizeof(std::int32_t);
    std::size_t pictures = 1;
    for (int row = 1; row < m_history.rowCount(); ++row)
        pictures += m_history.entry(row).result ? picturesPerResult : 0;
    return stored * perPicture * pictures;
}

void EditDocument::moveTo(std::filesystem::path path, int frame)
{
    m_image.path = std::move(path);
    m_image.frame = frame;
}

void EditDocument::readAnew(OpenedImage image)
{
    image.claim = std::move(m_image.claim);
    image.restored = nullptr;
    m_image = std::move(image);
    m_history.setPicture(0, m_image.picture->thumbnail(thumbnailSide));
}

EditDocument::~EditDocument()
{
    m_undo.disconnect(this); // Its own end is no change of the mask.
}

void EditDocument::updateFingerprint()
{
    ++m_undoSerial;
    m_maskFingerprint = m_mask.isEmpty() ? 0 : ui::maskFingerprint(m_mask.values());
    Q_EMIT maskEdited();
}

QString EditDocument::patientLine() const
{
    const QString birth = plainText(m_image.attributes.patientBirthDate);
    const QString study = plainText(m_image.attributes.studyDate);
    QStringList parts{ plainText(m_image.attributes.patientId), plainText(m_image.attributes.patientSex) };
    const QDate born = QDate::fromString(birth, "yyyyMMdd");
    const QDate taken = QDate::fromString(study, "yyyyMMdd");
    if (born.isValid() && taken.isValid() && born <= taken)
        parts << tr("%1 y").arg(int(born.daysTo(taken) / 365.2425));
    parts.removeAll(QString());
    return parts.join(" · ");
}

QString EditDocument::viewLine() const
{
    const InstanceAttributes &attributes = m_image.attributes;
    const QString view = plainText(attributes.viewPosition);
    if (!view.isEmpty())
        return tr("%1 view").arg(view);
    if (!plainText(attributes.seriesDescription).isEmpty())
        return plainText(attributes.seriesDescription);
    return attributes.modality.empty() ? tr("Picture") : plainText(attributes.modality);
}

} // namespace cf::ui
