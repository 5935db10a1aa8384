#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace cf::ui {

/// A short ordered list beside a form: one is chosen; items are added, moved and taken out. It holds no items itself:
/// what is wanted is said, and shown again by show().
class ItemList : public QWidget
{
    Q_OBJECT

public:
    ItemList(const QString &name, const QString &addText, QWidget *parent = nullptr);

    /// Lays itself and, below, what is said of it at the left of `page`, the form of what is chosen at the right.
    void layBeside(QWidget &form, QLabel &note, QWidget &page);
    /// At least one is chosen where there is one.
    void show(const QStringList &items, int chosen);
    int chosenItem() const; ///< -1: none.
    QListWidget &list() { return *m_list; }
    QPushButton &addButton() { return *m_add; }

Q_SIGNALS:
    void chosen(int item);
    void addWanted();
    void removeWanted(int item);
    void moveWanted(int from, int to);

protected:
    /// In the list Ctrl+Up and Ctrl+Down move what is chosen, Delete takes it out, Insert adds one.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takeKey(int key, bool isControl);
    void drawState();

    QListWidget *m_list;
    QPushButton *m_add;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_remove;
};

} // namespace cf::ui
