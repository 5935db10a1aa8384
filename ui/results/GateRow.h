#pragma once

#include "core/editing/EditResult.h"

#include <QWidget>

namespace cf::ui {

/// One line of the scorecard: glyph, name, value, limit, and a bar with the limit as a tick.
class GateRow : public QWidget
{
    Q_OBJECT

public:
    explicit GateRow(Gate gate, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    double roomForName() const;

    Gate m_gate;
};

/// "0 px", "41.2 dB", "0.31": with unit, or "—" when it could not be computed.
QString gateValueText(const Gate &gate);
QString gateLimitText(const Gate &gate);

} // namespace cf::ui
