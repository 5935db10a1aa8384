#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QTableWidget;

namespace cf::ui {

class ActionRegistry;
class Preferences;

/// All actions with their keys; Enter or a double click waits for new ones, which are in force at once. A key that
/// another action has where both work is shown as a conflict and not taken.
class KeysPage : public QWidget
{
    Q_OBJECT

public:
    KeysPage(Preferences &preferences, ActionRegistry &actions, const QStringList &words, QWidget *parent = nullptr);

    /// Whether any action has all the words.
    static bool has(const ActionRegistry &actions, const QStringList &words);
    /// Gives an action the keys; false, and said, where another one has them.
    bool assign(const QString &action, const QString &keys);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void listen(int row);
    void say(const QString &text, bool problem);
    QString actionOf(int row) const;

    Preferences &m_preferences;
    ActionRegistry &m_actions;
    QStringList m_words;
    QTableWidget *m_table;
    QLabel *m_said;
    int m_listening = -1; ///< The row that waits for a key.
};

} // namespace cf::ui
