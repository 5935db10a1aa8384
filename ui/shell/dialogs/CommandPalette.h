#pragma once

#include <QFrame>
#include <QPointer>
#include <QStringList>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace cf::ui {

/// One line of the palette.
struct PaletteItem {
    enum class Group { Actions, Instructions, Studies, Help };
    Group group = Group::Actions;
    QString text;
    QString keys; ///< At the right; may be empty.
    std::function<void()> run;
};

/// The items that all words of `typed` are found in, in the order of the groups; within one those that begin with it
/// first, else as they came. At most `limit` of each group.
std::vector<const PaletteItem *> matching(const std::vector<PaletteItem> &items, const QString &typed, int limit = 8);

/// One field over the window that reaches everything: actions, earlier instructions, opened images, help pages. Enter
/// does what is chosen, Esc leaves.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    explicit CommandPalette(QWidget &window);

    /// Opens over the window; the focus goes back where it was.
    void open(std::vector<PaletteItem> items);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void run();
    void leave();

    QWidget &m_window;
    QLineEdit *m_field;
    QListWidget *m_list;
    std::vector<PaletteItem> m_items;
    QPointer<QWidget> m_before; ///< That had the focus.
};

} // namespace cf::ui
