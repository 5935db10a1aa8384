#pragma once

#include "core/base/terms/RenderedAddition.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/compare/CompareView.h"

#include <QWidget>

#include <vector>

class QLabel;
class QSlider;
class QSpinBox;
class QStackedWidget;

namespace cf::ui {

class ActionRegistry;
class CompareModes;
class HandleFields;

/// What the tool in hand can be set to, and at the right how the images are compared.
class OptionBar : public QWidget
{
    Q_OBJECT

public:
    OptionBar(
        ActionRegistry &actions, ToolBox &tools, ViewState &state, CompareView &compare, QWidget *parent = nullptr);

    /// Millimetres between image columns, for sizes on the screen; 0 where unknown.
    void setSpacing(double millimetres);
    void showWindow();
    /// The numbers of what the renderer drew take the window's place; null: the tool's own page again.
    void showNumbers(const RenderedAddition *addition);
    HandleFields &numbers() { return *m_numbers; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeWindowPage(ActionRegistry &actions);
    QWidget *makeBrushPage(ActionRegistry &actions);
    QWidget *makeComparison(ActionRegistry &actions);
    void showTool();
    void fitNumbers();
    void showBrush();
    void takeWindow();

    ToolBox &m_tools;
    ViewState &m_state;
    CompareView &m_compare;
    QLabel *m_name;
    std::vector<QLabel *> m_sliderNames;
    QStackedWidget *m_pages;
    CompareModes *m_modes = nullptr;
    QSpinBox *m_width;
    QSpinBox *m_level;
    QSlider *m_radius;
    QSlider *m_hardness;
    QLabel *m_radiusText;
    QLabel *m_hardnessText;
    HandleFields *m_numbers;
    QWidget *m_comparison = nullptr;
    bool m_numbersShown = false;
    double m_spacing = 0.0;
    bool m_filling = false;
};

} // namespace cf::ui
