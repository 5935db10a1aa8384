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

constexpr auto editPlace = "edit"; // Whose actions stand in the key map itself.

bool isOfTheShell(const QString &id)
{
    for (const char *prefix :
        { "help.", "window.full", "window.reset", "app.", "model.", "study.", "project.", "panels." }) {
        if (id.startsWith(QString::fromLatin1(prefix)))
            return true;
    }
    return false;
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
        add(QString::fromLatin1(entry.id), tr(entry.label), sequences(entry));
        if (!isOfTheShell(entry.id))
            m_placeOf.insert(QString::fromLatin1(entry.id), editPlace);
    }
    qApp->installEventFilter(this);
}

QAction &ActionRegistry::add(const QString &id, const QString &label, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(label, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    m_window.addAction(action);
    m_actions.insert(id, action);
    return *action;
}

void ActionRegistry::addPlace(const QString &place, const std::vector<KeyEntry> &entries)
{
    for (const KeyEntry &entry : entries) {
        add(QString::fromLatin1(entry.id), tr(entry.label), sequences(entry));
        m_placeOf.insert(QString::fromLatin1(entry.id), place);
    }
}

QAction &ActionRegistry::addGoTo(const QString &place, const QString &name, const QString &key)
{
    QAction &action = add(goToId(place), name, key.isEmpty() ? QList<QKeySequence>() : QList{ QKeySequence(key) });
    action.setCheckable(true);
    return action;
}

void ActionRegistry::setPlace(const QString &place)
{
    m_place = place;
    for (auto each = m_actions.begin(); each != m_actions.end(); ++each) {
        const QString of = m_placeOf.value(each.key());
        each.value()->setVisible(of.isEmpty() || of == place); // What is not visible has no key.
        if (each.key().startsWith("place."))
            each.value()->setChecked(each.key() == goToId(place));
    }
}

QList<std::pair<QString, QAction *>> ActionRegistry::available() const
{
    QList<std::pair<QString, QAction *>> actions;
    for (auto each = m_actions.begin(); each != m_actions.end(); ++each) {
        const QString of = m_placeOf.value(each.key());
        if (of.isEmpty() || of == m_place)
            actions << std::pair(each.key(), each.value());
    }
    return actions;
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
