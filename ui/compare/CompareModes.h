#pragma once

#include <QWidget>

#include <vector>

class QToolButton;

namespace cf::ui {

class ActionRegistry;
class CompareView;

/// The row of buttons that say how two images are laid beside or over each other.
class CompareModes : public QWidget
{
    Q_OBJECT

public:
    /// `group`: what the names of its actions begin with, "compare" or "comparison" for "compare.swipe" and so on.
    CompareModes(ActionRegistry &actions, CompareView &compare, const QString &group, QWidget *parent = nullptr);

    enum class Look { Words, Pictures, SmallPictures };
    void setLook(Look look);

private:
    std::vector<QToolButton *> m_buttons;
};

} // namespace cf::ui
