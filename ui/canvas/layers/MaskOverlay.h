#pragma once

#include "ui/images/MaskDocument.h"

#include <QImage>
#include <QPainterPath>
#include <QTransform>

class QPainter;

namespace cf::ui {

/// The mask as it lies on the image: a teal veil and an outline. Keeps a reduced copy that follows each stroke within
/// its own rectangle, so that painting stays quick on large images.
class MaskOverlay : public QObject
{
    Q_OBJECT

public:
    explicit MaskOverlay(QObject *parent = nullptr);

    void setDocument(MaskDocument *document);
    MaskDocument *document() const { return m_document; }
    /// `filled`: veil and outline; else the outline alone.
    void draw(QPainter &painter, const QTransform &imageToScreen, bool filled);
    /// Of the outline that was drawn last, in image pixels; empty without a mask.
    QRectF drawnBounds() const { return m_outline.boundingRect(); }

Q_SIGNALS:
    void changed();

private:
    void refresh(const QRect &rect);

    MaskDocument *m_document = nullptr;
    int m_step = 1; ///< Image pixels per pixel of the reduced copy.
    Image<std::uint8_t> m_grid;
    QImage m_veil;
    QPainterPath m_outline; ///< In image pixels.
    bool m_outlineCurrent = false;
};

} // namespace cf::ui
