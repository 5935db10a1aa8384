#include "ui/preferences/KeysPage.h"

#include "ui/actions/ActionRegistry.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

namespace cf::ui {
namespace {

bool fits(const ActionRegistry &actions, const QString &id, const QStringList &words)
{
    const QString text = actions.labelOf(id) + " " + actions.keysOf(id).join(' ');
    return std::all_of(
        words.begin(), words.end(), [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool isModifier(int key)
{
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta
        || key == Qt::Key_AltGr;
}

} // namespace

bool KeysPage::has(const ActionRegistry &actions, const QStringList &words)
{
    const QStringList all = actions.ids();
    return std::any_of(all.begin(), all.end(), [&](const QString &id) { return fits(actions, id, words); });
}

KeysPage::KeysPage(Preferences &preferences, ActionRegistry &actions, const QStringList &words, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_actions(actions)
    , m_words(words)
    , m_table(new QTableWidget(0, 2))
    , m_said(new QLabel)
{
    m_table->setAccessibleName(tr("Actions and their keys"));
    m_table->setHorizontalHeaderLabels({ tr("Action"), tr("Keys") });
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->setColumnWidth(1, 190);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(260);
    m_table->installEventFilter(this);
    theme::setRole(*m_said, "caption");
    m_said->setWordWrap(true);
    auto *standard = new QPushButton(tr("Standard keys"));
    standard->setToolTip(tr("The selected action has the keys of the key map again"));
    auto *none = new QPushButton(tr("No keys"));
    connect(standard, &QPushButton::clicked, this, [this] {
        if (m_table->currentRow() >= 0)
            m_preferences.setKeysOf(actionOf(m_table->currentRow()), std::nullopt);
        fill();
    });
    connect(none, &QPushButton::clicked, this, [this] {
        if (m_table->currentRow() >= 0)
            m_preferences.setKeysOf(actionOf(m_table->currentRow()), QStringList());
        fill();
    });
    auto *line = new QHBoxLayout;
    line->addWidget(m_said, 1);
    line->addWidget(none);
    line->addWidget(standard);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addLayout(line);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int row) { listen(row); });
    say(tr("Enter or a double click, then the new keys. Esc leaves them as they are."), false);
    fill();
}

QString KeysPage::actionOf(int row) const
{
    return m_table->item(row, 0)->data(Qt::UserRole).toString();
}

void KeysPage::say(const QString &text, bool problem)
{
    theme::setRole(*m_said, problem ? "error" : "caption");
    m_said->setText(text);
}

void KeysPage::fill()
{
    const int current = m_table->currentRow();
    m_listening = -1;
    m_table->setRowCount(0);
    for (const QString &id : m_actions.ids()) {
        if (!fits(m_actions, id, m_words))
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        auto *name = new QTableWidgetItem(m_actions.labelOf(id));
        name->setData(Qt::UserRole, id);
        QStringList keys;
        for (const QString &each : m_actions.keysOf(id))
            keys << QKeySequence(each, QKeySequence::PortableText).toString(QKeySequence::NativeText);
        auto *cell = new QTableWidgetItem(keys.join("   "));
        if (m_preferences.keysOf(id)) {
            QFont font = theme::font(13, QFont::DemiBold); // Other than in the key map.
            cell->setFont(font);
        }
        m_table->setItem(row, 0, name);
        m_table->setItem(row, 1, cell);
    }
    m_table->setCurrentCell(std::clamp(current, 0, std::max(0, m_table->rowCount() - 1)), 0);
}

void KeysPage::listen(int row)
{
    m_listening = row;
    m_table->item(row, 1)->setText(tr("Press the new keys"));
    say(tr("Waiting for keys for: %1").arg(m_table->item(row, 0)->text()), false);
}

bool KeysPage::assign(const QString &action, const QString &keys)
{
    if (const QString other = m_actions.conflictOf(action, keys); !other.isEmpty()) {
        say(tr("%1 is taken by: %2. Give that another key first.")
                .arg(QKeySequence(keys, QKeySequence::PortableText).toString(QKeySequence::NativeText),
                    m_actions.labelOf(other)),
            true);
        return false;
    }
    m_preferences.setKeysOf(action, QStringList{ keys });
    say(tr("Changed at once."), false);
    return true;
}

bool KeysPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (m_listening >= 0 && override) { // The keys are wanted for themselves.
        event->accept();
        return true;
    }
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (m_listening < 0) {
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            listen(std::max(0, m_table->currentRow()));
            return true;
        }
        return false;
    }
    if (isModifier(key->key()))
        return true;
    const QString action = actionOf(m_listening);
    if (key->key() == Qt::Key_Escape && key->modifiers() == Qt::NoModifier)
        say(tr("Left as they were."), false);
    else
        assign(action, QKeySequence(key->keyCombination()).toString(QKeySequence::PortableText));
    fill();
    return true;
}

} // namespace cf::ui
