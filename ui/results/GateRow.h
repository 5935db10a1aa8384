#pragma once

#include "core/editing/Scorecard.h"

#include <QWidget>

class QLabel;

namespace cf::ui {

/// One line of the scorecard: glyph, question, and value, limit and bar of the gate that decides it. A click, Enter or
/// Space unfolds the gates behind it in words.
class GateRow : public QWidget
{
    Q_OBJECT

public:
    explicit GateRow(ScorecardRow row, QWidget *parent = nullptr);

    const ScorecardRow &row() const { return m_row; }
    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// The gate whose numbers stand in the line.
    const Gate &shown() const;
    double roomForName() const;
    int lineHeight() const;

    ScorecardRow m_row;
    QLabel *m_detail;
};

/// "0 px differ", "41.2 dB", "31 %", "12 ×": with unit, or "—" when it could not be computed.
QString gateValueText(const Gate &gate);
QString gateLimitText(const Gate &gate);

} // namespace cf::ui
