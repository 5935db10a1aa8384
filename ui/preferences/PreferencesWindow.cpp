#include "ui/preferences/PreferencesWindow.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/preferences/KeysPage.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>

namespace cf::ui {
namespace {

const QStringList &pageNames()
{
    static const QStringList names{ "General", "Display", "Mouse", QT_TRANSLATE_NOOP("Preferences", "Keys"),
        "Prompt and language", "Models", "Storage", QT_TRANSLATE_NOOP("Preferences", "Network"), "Privacy" };
    return names;
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Preferences", text);
}

} // namespace

PreferencesWindow::PreferencesWindow(Preferences &preferences, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_preferences(preferences)
    , m_actions(actions)
    , m_page(pageNames().front())
    , m_search(new QLineEdit)
    , m_pages(new QListWidget)
    , m_content(new QScrollArea)
{
    setWindowTitle(tr("Contrafact · Preferences"));
    theme::setRole(*this, "window");
    resize(860, 600);
    m_search->setPlaceholderText(tr("Search preferences"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_pages->setAccessibleName(tr("Pages"));
    m_pages->setFixedWidth(210);
    m_content->setWidgetResizable(true);
    m_content->setFocusPolicy(Qt::NoFocus);
    for (const QString &name : pageNames()) {
        auto *item = new QListWidgetItem(translated(name.toLatin1().constData()), m_pages);
        item->setData(Qt::UserRole, name);
    }
    m_pages->setCurrentRow(0);
    auto *left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_pages, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(left);
    layout->addWidget(m_content, 1);
    auto *leave = new QAction(this);
    leave->setShortcut(Qt::Key_Escape);
    addAction(leave);
    connect(leave, &QAction::triggered, this, &QWidget::close);
    connect(m_search, &QLineEdit::textChanged, this, &PreferencesWindow::fill);
    connect(m_pages, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            showPage(item->data(Qt::UserRole).toString());
    });
    fill();
}

void PreferencesWindow::showPage(const QString &page)
{
    m_page = page;
    for (int row = 0; row < m_pages->count(); ++row) {
        if (m_pages->item(row)->data(Qt::UserRole).toString() == page)
            m_pages->setCurrentRow(row);
    }
    if (m_search->text().isEmpty())
        fill();
    else
        m_search->clear(); // Which fills.
}

void PreferencesWindow::search(const QString &typed)
{
    m_search->setText(typed);
}

void PreferencesWindow::fill()
{
    const QStringList words = m_search->text().split(' ', Qt::SkipEmptyParts);
    auto *all = new QWidget;
    theme::setRole(*all, "panel");
    auto *layout = new QVBoxLayout(all);
    layout->setContentsMargins(20, 16, 20, 20);
    layout->setSpacing(14);
    int shown = 0;
    for (const QString &page : pageNames()) {
        if (words.isEmpty() && page != m_page)
            continue;
        if (QWidget *content = makePage(page, words)) {
            layout->addWidget(content, page == "Keys" ? 1 : 0);
            ++shown;
        }
    }
    if (shown == 0)
        layout->addWidget(new QLabel(tr("No preference has all these words.")));
    layout->addStretch(words.isEmpty() && m_page == "Keys" ? 0 : 1);
    m_content->setWidget(all);
}

QWidget *PreferencesWindow::makePage(const QString &page, const QStringList &words)
{
    std::vector<const Preference *> found;
    for (const Preference &preference : Preferences::table()) {
        const QString text =
            translated(preference.page) + " " + translated(preference.label) + " " + translated(preference.help);
        const bool fits = std::all_of(words.begin(), words.end(),
            [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
        if (page == QLatin1String(preference.page) && fits)
            found.push_back(&preference);
    }
    const bool keys = page == "Keys";
    QWidget *notes = words.isEmpty() ? makeNotes(page) : nullptr;
    if (found.empty() && !notes && !(keys && KeysPage::has(m_actions, words)))
        return nullptr;
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto *title = new QLabel(translated(page.toLatin1().constData()));
    theme::setRole(*title, "section");
    auto *heading = new QHBoxLayout;
    heading->addWidget(title, 1);
    if (!found.empty() || keys) {
        auto *reset = new QPushButton(tr("Reset this page"));
        theme::setRole(*reset, "quiet");
        connect(reset, &QPushButton::clicked, this, [this, page] {
            m_preferences.reset(page);
            QMetaObject::invokeMethod(this, &PreferencesWindow::fill, Qt::QueuedConnection); // Not under the button.
        });
        heading->addWidget(reset);
    }
    layout->addLayout(heading);
    for (const Preference *preference : found)
        layout->addWidget(makeRow(*preference));
    if (keys)
        layout->addWidget(new KeysPage(m_preferences, m_actions, words), 1);
    if (notes)
        layout->addWidget(notes);
    return content;
}

QWidget *PreferencesWindow::makeRow(const Preference &preference)
{
    auto *row = new QWidget;
    auto *help = new QLabel(translated(preference.help));
    help->setWordWrap(true);
    theme::setRole(*help, "caption");
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    QWidget *field = makeField(preference);
    field->setObjectName(QString::fromLatin1(preference.key));
    field->setToolTip(help->text());
    if (preference.kind == Preference::Kind::Switch) {
        layout->addWidget(field);
    } else {
        field->setAccessibleName(translated(preference.label));
        auto *line = new QHBoxLayout;
        line->addWidget(new QLabel(translated(preference.label)), 1);
        line->addWidget(field);
        layout->addLayout(line);
    }
    layout->addWidget(help);
    return row;
}

QWidget *PreferencesWindow::makeField(const Preference &preference)
{
    const QString key = QString::fromLatin1(preference.key);
    switch (preference.kind) {
    case Preference::Kind::Switch: {
        auto *box = new QCheckBox(translated(preference.label));
        box->setChecked(m_preferences.isOn(key));
        connect(box, &QCheckBox::toggled, this, [this, key](bool on) { m_preferences.set(key, on); });
        return box;
    }
    case Preference::Kind::Number: {
        auto *field = new QSpinBox;
        field->setRange(preference.min, preference.max);
        field->setValue(m_preferences.number(key));
        field->setSuffix(QString(" ") + preference.unit);
        field->setFixedSize(130, 28);
        field->setKeyboardTracking(false);
        connect(field, &QSpinBox::valueChanged, this, [this, key](int value) { m_preferences.set(key, value); });
        return field;
    }
    case Preference::Kind::Choice: {
        auto *field = new QComboBox;
        field->setFixedHeight(28);
        field->setMinimumWidth(170);
        for (const auto &[value, label] : preference.choices) {
            // Names of languages stand in their own language.
            const QString text = translated(label);
            field->addItem(text, QString::fromLatin1(value));
        }
        field->setCurrentIndex(field->findData(m_preferences.text(key)));
        connect(field, &QComboBox::currentIndexChanged, this,
            [this, key, field] { m_preferences.set(key, field->currentData()); });
        return field;
    }
    case Preference::Kind::Folder: {
        auto *field = new QPushButton(m_preferences.text(key).isEmpty() ? tr("Choose…") : m_preferences.text(key));
        connect(field, &QPushButton::clicked, this, [this, key, field] {
            const QString folder = dialogs::folder(this, tr("Folder"), "model");
            if (folder.isEmpty())
                return;
            m_preferences.set(key, folder);
            field->setText(folder);
        });
        return field;
    }
    }
    return new QWidget;
}

QWidget *PreferencesWindow::makeNotes(const QString &page)
{
    QString text;
    if (page == "Network" || page == "Privacy")
        text =
            tr("Contrafact opens no connection of its own. Only a study on a database server is read and written over "
               "the network, where you enter its address. Nothing else leaves this computer unless you save a file "
               "and carry it.");
    if (text.isEmpty())
        return nullptr;
    auto *note = new QLabel(text);
    note->setWordWrap(true);
    return note;
}

} // namespace cf::ui
