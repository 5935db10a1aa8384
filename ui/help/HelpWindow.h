#pragma once

#include "ui/help/HelpIndex.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace cf::ui {

/// The help pages in a window of their own: contents at the left, searched as one types; links between pages work,
/// links out of the program are shown and not opened, because nothing here goes to a network.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(const QString &language, QWidget *parent = nullptr);

    void showPage(const QString &name);
    void search(const QString &typed);
    QString shownPage() const { return m_shown; }

private:
    void fill();

    std::vector<HelpPage> m_pages;
    QString m_shown;
    QLineEdit *m_search;
    QListWidget *m_contents;
    QTextBrowser *m_text;
};

} // namespace cf::ui
