#include "ui/actions/ActionRegistry.h"

#include "ui/settings/Preferences.h"

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

#include <algorithm>
#include <optional>
#include <utility>

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

QList<QKeySequence> sequences(const QStringList &keys)
{
    QList<QKeySequence> list;
    for (const QString &text : keys)
        list << QKeySequence(text, QKeySequence::PortableText);
    return list;
}

constexpr auto editPlace = "edit"; // Whose actions stand in the key map itself.

bool isOfTheShell(const QString &id)
{
    for (const char *prefix : { "help.", "window.full", "window.reset", "window.viewer", "app.", "model.", "study.",
             "project.", "panels." }) {
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
    for (const KeyEntry &entry : entries())
        add(entry, isOfTheShell(QString::fromLatin1(entry.id)) ? QString() : QString::fromLatin1(editPlace));
    qApp->installEventFilter(this);
}

ActionRegistry::~ActionRegistry()
{
    for (const Record &record : m_records) {
        if (record.action)
            m_window.removeAction(record.action);
    }
}

ActionRegistry::Record &ActionRegistry::add(const KeyEntry &entry, const QString &place)
{
    Record record{ QString::fromLatin1(entry.id), tr(entry.label), entry.scope, place, entry.held,
        QString::fromLatin1(entry.keys).split(' ', Qt::SkipEmptyParts), {}, nullptr };
    if (!entry.held) {
        record.action = new QAction(record.label, this);
        record.action->setShortcutContext(Qt::WindowShortcut);
        m_window.addAction(record.action);
    }
    m_records.push_back(std::move(record));
    setKeys(m_records.back(), m_records.back().standard);
    return m_records.back();
}

void ActionRegistry::setKeys(Record &record, const QStringList &keys)
{
    record.keys = keys;
    if (record.action)
        record.action->setShortcuts(sequences(keys));
}

void ActionRegistry::addPlace(const QString &place, const std::vector<KeyEntry> &entries)
{
    for (const KeyEntry &entry : entries)
        add(entry, place);
}

QAction &ActionRegistry::addGoTo(const QString &place, const QString &name, const QString &key)
{
    Record &record = add({ KeyScope::Global, "", "", "" }, {});
    record.id = goToId(place);
    record.label = name;
    record.standard = key.isEmpty() ? QStringList() : QStringList{ key };
    record.action->setText(name);
    record.action->setCheckable(true);
    setKeys(record, record.standard);
    return *record.action;
}

void ActionRegistry::setPlace(const QString &place)
{
    m_place = place;
    for (Record &record : m_records) {
        if (!record.action)
            continue;
        record.action->setVisible(worksHere(record)); // What is not visible has no key.
        if (record.id.startsWith("place."))
            record.action->setChecked(record.id == goToId(place));
    }
}

QList<std::pair<QString, QAction *>> ActionRegistry::available() const
{
    QList<std::pair<QString, QAction *>> actions;
    for (const Record &record : m_records) {
        if (record.action && worksHere(record))
            actions << std::pair(record.id, record.action);
    }
    return actions;
}

void ActionRegistry::useKeysOf(const Preferences &preferences)
{
    const auto take = [this, &preferences](Record &record) {
        const std::optional<QStringList> chosen = preferences.keysOf(record.id);
        if (chosen.value_or(record.standard) != record.keys)
            setKeys(record, chosen.value_or(record.standard));
    };
    for (Record &record : m_records)
        take(record);
    connect(&preferences, &Preferences::keysChanged, this, [this, take](const QString &id) {
        for (Record &record : m_records) {
            if (record.id == id)
                take(record);
        }
    });
}

QStringList ActionRegistry::ids() const
{
    QStringList ids;
    for (const Record &record : m_records)
        ids << record.id;
    return ids;
}

QString ActionRegistry::labelOf(const QString &id) const
{
    const Record *record = find(id);
    return record ? QString(record->label).remove('&') : QString();
}

QStringList ActionRegistry::keysOf(const QString &id) const
{
    const Record *record = find(id);
    return record ? record->keys : QStringList();
}

QString ActionRegistry::conflictOf(const QString &id, const QString &keys) const
{
    const Record *wanted = find(id);
    const QKeySequence sequence(keys, QKeySequence::PortableText);
    for (const Record &record : m_records) {
        // Two workplaces are never in view at once.
        const bool together =
            wanted && (wanted->place.isEmpty() || record.place.isEmpty() || wanted->place == record.place);
        if (together && record.id != id && sequences(record.keys).contains(sequence))
            return record.id;
    }
    return {};
}

const ActionRegistry::Record *ActionRegistry::find(const QString &id) const
{
    const auto known =
        std::find_if(m_records.begin(), m_records.end(), [&id](const Record &record) { return record.id == id; });
    return known == m_records.end() ? nullptr : &*known;
}

QAction &ActionRegistry::action(const QString &id) const
{
    const Record *record = find(id);
    Q_ASSERT_X(record && record->action, "ActionRegistry", qPrintable(id));
    return *record->action;
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
    return std::any_of(m_records.begin(), m_records.end(), [&](const Record &record) {
        return record.scope == KeyScope::Canvas && worksHere(record) && sequences(record.keys).contains(pressed);
    });
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
    for (const Record &record : m_records) {
        if (!record.held || !worksHere(record) || !sequences(record.keys).contains(pressed))
            continue;
        if (!event->isAutoRepeat() && m_heldDown.isEmpty()) {
            m_heldDown = record.id;
            Q_EMIT held(m_heldDown, true);
        }
        return true;
    }
    return false;
}

} // namespace cf::ui
