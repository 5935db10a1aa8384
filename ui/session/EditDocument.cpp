#include "ui/session/EditDocument.h"

#include "ui/theme/Text.h"

#include <QDate>

#include <cstring>

namespace cf::ui {
namespace {

/// Equal masks give equal numbers on every day and machine: they are stored with the edits. Never 0.
size_t fingerprintOf(const std::vector<std::uint8_t> &values)
{
    std::uint64_t print = 0x9e3779b97f4a7c15U ^ values.size();
    const auto mix = [&print](std::uint64_t word) { // A multiplication a word: the mask may have many megapixels.
        print = (print ^ word) * 0xff51afd7ed558ccdU;
        print ^= print >> 32U;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= values.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, values.data() + at, sizeof word);
        mix(word);
    }
    for (; at < values.size(); ++at)
        mix(values[at]);
    return size_t(print | 1U);
}

} // namespace

EditDocument::EditDocument(OpenedImage image, QObject *parent)
    : QObject(parent)
    , m_image(std::move(image))
    , m_mask(m_image.picture->size().toSize())
{
    HistoryEntry original;
    original.instruction = tr("%1 × %2").arg(m_mask.size().width()).arg(m_mask.size().height());
    original.picture = m_image.picture->thumbnail(208);
    m_history.append(std::move(original));
    if (m_image.restored)
        restore(*m_image.restored);
    m_image.restored = nullptr;
    connect(&m_undo, &QUndoStack::indexChanged, this, &EditDocument::updateFingerprint);
}

void EditDocument::restore(const RestoredWork &restored)
{
    for (const HistoryEntry &entry : restored.history.entries)
        m_history.append(entry);
    if (!restored.work)
        return;
    const SavedWork &work = *restored.work;
    instruction = work.instruction;
    if (work.sourceConfirmed) // What was only proposed is proposed anew.
        sourceLabels = work.sourceLabels;
    sourceConfirmed = work.sourceConfirmed;
    for (int row = 1; row < m_history.rowCount(); ++row) {
        if (m_history.entry(row).number == work.shownEdit)
            shownRow = row;
    }
    if (!work.mask.sameSizeAs(m_mask.values()))
        return;
    m_mask.apply(MaskPatch{ QRect(QPoint(0, 0), m_mask.size()), work.mask.pixels });
    updateFingerprint();
    if (!work.proposedFor.isEmpty()) {
        proposedFor = work.proposedFor;
        proposedMask = m_maskFingerprint;
    }
}

EditDocument::~EditDocument()
{
    m_undo.disconnect(this); // Its own end is no change of the mask.
}

void EditDocument::updateFingerprint()
{
    const auto &pixels = m_mask.values().pixels;
    m_maskFingerprint = m_mask.isEmpty() ? 0 : fingerprintOf(pixels);
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
