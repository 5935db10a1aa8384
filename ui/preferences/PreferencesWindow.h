#pragma once

#include "ui/settings/Preferences.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QScrollArea;

namespace cf::ui {

class ActionRegistry;

/// One page a topic, all made from the table of preferences; searched as one types; what is changed is in force at
/// once.
class PreferencesWindow : public QWidget
{
    Q_OBJECT

public:
    PreferencesWindow(Preferences &preferences, ActionRegistry &actions, QWidget *parent = nullptr);

    void showPage(const QString &page);
    void search(const QString &typed);

private:
    void fill();
    QWidget *makePage(const QString &page, const QStringList &words);
    QWidget *makeRow(const Preference &preference);
    QWidget *makeField(const Preference &preference);
    QWidget *makeNotes(const QString &page);

    Preferences &m_preferences;
    ActionRegistry &m_actions;
    QString m_page;
    QLineEdit *m_search;
    QListWidget *m_pages;
    QScrollArea *m_content;
};

} // namespace cf::ui
