#pragma once

#include "ui/session/EditSession.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace cf::ui {

class Preferences;
class ToolBox;
class Viewport;
class ViewState;

/// A second window for a second monitor: original over counterfactual at full width, or the difference under the
/// original. It follows the main window's image, result, zoom and window, carries all marks and the banner itself, and
/// has neither prompt nor queue.
class ViewerWindow : public QWidget
{
    Q_OBJECT

public:
    ViewerWindow(
        EditSession &session, ToolBox &tools, ViewState &view, Preferences &preferences, QWidget *parent = nullptr);
    ~ViewerWindow() override;

    void keepLayout();
    Viewport &upper() { return *m_upper; }
    Viewport &lower() { return *m_lower; }

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void draw();

    EditSession &m_session;
    Preferences &m_preferences;
    QLabel *m_banner;
    QComboBox *m_layout;
    Viewport *m_upper;
    Viewport *m_lower;
};

} // namespace cf::ui
