#pragma once

#include "ui/compare/Legend.h"

#include <QWidget>

#include <optional>

namespace cf::ui {

/// The legend of a difference map, and a needle at the probe.
class ColourBar : public QWidget
{
    Q_OBJECT

public:
    explicit ColourBar(QWidget *parent = nullptr);

    void setDifference(DifferencePointer difference, int bitsStored);
    /// The pinned end of the scale, if any, and whether the films are shown inverted.
    void setView(const std::optional<double> &pinnedLimit, bool inverted);
    void setProbe(std::optional<double> difference);
    const MapLook &look() const { return m_look; }
    /// The stored value that stands at a place of the scale: −1 its left end, 1 its right.
    double storedAt(double share) const;
    QSize sizeHint() const override { return { 240, 66 }; }

Q_SIGNALS:
    void automaticLimitRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void describe();
    Legend legend() const; ///< Of the difference, which must be there.
    void paintNeedle(QPainter &painter, const Legend &legend) const;

    DifferencePointer m_difference;
    MapLook m_look;
    std::optional<double> m_pinned;
    bool m_inverted = false;
    int m_bits = 0;
    std::optional<double> m_probe;
};

} // namespace cf::ui
