#pragma once

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace cf::ui {

/// All keys by what they do, to be searched. Never higher than the screen: the list scrolls.
class KeysDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeysDialog(QWidget *parent = nullptr);

    QTreeWidget &list() { return *m_list; }
    void search(const QString &words);

private:
    QLineEdit *m_search;
    QTreeWidget *m_list;
};

} // namespace cf::ui
