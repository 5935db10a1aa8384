#pragma once

#include <QLabel>
#include <QPainter>

namespace cf::ui::theme {

/// One line of plain text that gives way to its neighbours: what does not fit ends in "…" instead of in the middle of a
/// letter, and never widens the window. The whole text is for the tooltip.
class ElidedLabel : public QLabel
{
public:
    explicit ElidedLabel(QWidget *parent = nullptr)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        const QRect inside = contentsRect();
        painter.drawText(inside, int(alignment()) | Qt::TextSingleLine,
            fontMetrics().elidedText(text(), Qt::ElideRight, inside.width()));
    }
};

} // namespace cf::ui::theme
