#include "ui/shell/ActionRegistry.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>

namespace cf::ui {
namespace {

bool isText(QWidget *widget)
{
    return qobject_cast<QPlainTextEdit *>(widget) || qobject_cast<QLineEdit *>(widget)
        || qobject_cast<QAbstractSpinBox *>(widget);
}

bool isArrowOrPage(int key)
{
    return (key >= Qt::Key_Home && key <= Qt::Key_PageDown);
}

/// Keys that a control needs for itself.
bool ownsKey(QWidget *widget, int key)
{
    if (qobject_cast<QAbstractButton *>(widget))
        return key == Qt::Key_Space;
    if (qobject_cast<QAbstractItemView *>(widget))
        return (isArrowOrPage(key) && key != Qt::Key_PageUp && key != Qt::Key_PageDown) || key == Qt::Key_Space;
    if (qobject_cast<QAbstractSlider *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget))
        return isArrowOrPage(key) || key == Qt::Key_Space;
    return false;
}

QList<QKeySequence> sequences(const KeyEntry &entry)
{
    QList<QKeySequence> keys;
    for (const QString &text : QString::fromLatin1(entry.keys).split(' ', Qt::SkipEmptyParts))
        keys << QKeySequence(text, QKeySequence::PortableText);
    return keys;
}

QKeySequence pressedSequence(const QKeyEvent &event)
{
    return QKeySequence(event.keyCombination());
}

} // namespace

ActionRegistry::ActionRegistry(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    for (const KeyEntry &entry : entries()) {
        if (entry.held)
            continue;
        auto *action = new QAction(tr(entry.label), this);
        action->setShortcuts(sequences(entry));
        action->setShortcutContext(Qt::WindowShortcut);
        window.addAction(action);
        m_actions.insert(QString::fromLatin1(entry.id), action);
    }
    qApp->installEventFilter(this);
}

QAction &ActionRegistry::action(const QString &id) const
{
    QAction *action = m_actions.value(id);
    Q_ASSERT_X(action, "ActionRegistry", qPrintable(id));
    return *action;
}

void ActionRegistry::on(const QString &id, std::function<void()> what)
{
    connect(&action(id), &QAction::triggered, this, std::move(what));
}

bool ActionRegistry::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::ShortcutOverride && type != QEvent::KeyPress && type != QEvent::KeyRelease)
        return false;
    auto *focus = qobject_cast<QWidget *>(watched);
    if (!focus || focus->window() != &m_window)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (type == QEvent::ShortcutOverride) {
        if (overrides(focus, key))
            event->accept();
        return false;
    }
    return handleHeld(focus, key, type == QEvent::KeyPress);
}

bool ActionRegistry::overrides(QWidget *focus, QKeyEvent *event) const
{
    if (ownsKey(focus, event->key()))
        return true;
    if (!isText(focus))
        return false;
    const QKeySequence pressed = pressedSequence(*event);
    for (const KeyEntry &entry : entries()) {
        if (entry.scope == KeyScope::Canvas && sequences(entry).contains(pressed))
            return true;
    }
    return false;
}

bool ActionRegistry::handleHeld(QWidget *focus, QKeyEvent *event, bool down)
{
    if (!down && !m_heldDown.isEmpty() && !event->isAutoRepeat()) {
        const QString id = std::exchange(m_heldDown, QString());
        Q_EMIT held(id, false);
        return false;
    }
    if (!down || isText(focus) || ownsKey(focus, event->key()))
        return false;
    const QKeySequence pressed = pressedSequence(*event);
    for (const KeyEntry &entry : entries()) {
        if (!entry.held || !sequences(entry).contains(pressed))
            continue;
        if (!event->isAutoRepeat() && m_heldDown.isEmpty()) {
            m_heldDown = QString::fromLatin1(entry.id);
            Q_EMIT held(m_heldDown, true);
        }
        return true;
    }
    return false;
}

} // namespace cf::ui
