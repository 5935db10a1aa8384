#pragma once

#include "ui/canvas/Viewport.h"
#include "ui/compare/ProbeReadout.h"
#include "ui/records/PreparedResult.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace cf::ui {

class ColourBar;

/// What changed: the signed difference map, its legend in stored units, and the numbers under the pointer.
class DifferencePanel : public QWidget
{
    Q_OBJECT

public:
    DifferencePanel(ToolBox &tools, ViewState &state, QWidget *parent = nullptr);

    /// `result` may be null: the source alone, and a word that there is nothing to compare.
    void setResult(const PicturePointer &source, const ResultPointer &result);
    /// What the map is of, "edit − original" unless other images are compared.
    void setMapName(const QString &name);
    Viewport &view() { return *m_view; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showMap();
    void showProbe();
    void showView();
    void pinLimit(bool pinned);
    void fitViewHeight();

    ViewState &m_state;
    Viewport *m_view;
    ColourBar *m_bar;
    QComboBox *m_kind;
    QToolButton *m_pin;
    QLabel *m_spread;
    ProbeReadout *m_readout;
    PicturePointer m_source;
    ResultPointer m_result;
};

} // namespace cf::ui
