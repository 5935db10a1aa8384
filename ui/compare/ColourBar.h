#pragma once

#include "ui/canvas/DifferencePicture.h"

#include <QWidget>

#include <optional>

namespace cf::ui {

/// The legend of a difference map: zero in the middle, symmetric ends, unit, noise floor, and a needle at the probe.
class ColourBar : public QWidget
{
    Q_OBJECT

public:
    explicit ColourBar(QWidget *parent = nullptr);

    void setDifference(DifferencePointer difference, int bitsStored);
    void setProbe(std::optional<double> difference);
    QSize sizeHint() const override { return { 240, 66 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double place(double difference) const;
    void paintBar(QPainter &painter, const QRectF &bar) const;
    void paintFloor(QPainter &painter, const QRectF &bar) const;
    void paintTicks(QPainter &painter, const QRectF &bar) const;
    void paintNeedle(QPainter &painter, const QRectF &bar) const;
    QRectF barRect() const;

    DifferencePointer m_difference;
    int m_bits = 0;
    std::optional<double> m_probe;
};

} // namespace cf::ui
