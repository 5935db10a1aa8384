#include "ui/editing/EditDocument.h"

#include "ui/theme/Text.h"

#include <QDate>
#include <QHash>

namespace cf::ui {
EditDocument::EditDocument(OpenedImage image, QObject *parent)
    : QObject(parent)
    , m_image(std::move(image))
    , m_mask(m_image.picture->size().toSize())
{
    HistoryEntry original;
    original.instruction = tr("%1 × %2").arg(m_mask.size().width()).arg(m_mask.size().height());
    original.picture = m_image.picture->thumbnail(208);
    m_history.append(std::move(original));
    connect(&m_undo, &QUndoStack::indexChanged, this, &EditDocument::updateFingerprint);
}

EditDocument::~EditDocument()
{
    m_undo.disconnect(this); // Its own end is no change of the mask.
}

void EditDocument::updateFingerprint()
{
    const auto &pixels = m_mask.values().pixels;
    m_maskFingerprint = m_mask.isEmpty() ? 0 : qHashBits(pixels.data(), pixels.size(), 1) | 1;
    Q_EMIT maskEdited();
}

void EditDocument::restoreMask(const Image<std::uint8_t> &values)
{
    m_mask.apply(MaskPatch{ QRect(QPoint(0, 0), m_mask.size()), values.pixels });
    updateFingerprint();
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
