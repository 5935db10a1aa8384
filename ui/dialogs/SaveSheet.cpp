#include "ui/dialogs/SaveSheet.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace cf::ui {
namespace {

QLabel *label(const QString &text, const char *role)
{
    auto *made = new QLabel(text);
    made->setWordWrap(true);
    theme::setRole(*made, role);
    return made;
}

} // namespace

SaveSheet::SaveSheet(const QString &act, const QString &proposed, const QString &filter,
    const std::vector<LeavingItem> &items, QWidget *parent)
    : QDialog(parent)
    , m_path(new QLineEdit(proposed))
    , m_problem(label({}, "error"))
    , m_act(new QPushButton(act))
    , m_items(items)
{
    setWindowTitle(act);
    setMinimumWidth(520);
    QWidget *box = makeItems();
    m_path->setAccessibleName(tr("File"));
    auto *choose = new QPushButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, [this, act, filter] {
        if (const QString name = dialogs::newFile(this, act, path(), filter); !name.isEmpty())
            m_path->setText(name);
    });
    auto *where = new QHBoxLayout;
    where->addWidget(m_path, 1);
    where->addWidget(choose);
    QHBoxLayout *buttons = makeButtons();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(label(tr("What leaves this computer with the file"), "strong"));
    layout->addWidget(box);
    layout->addSpacing(6);
    layout->addWidget(label(tr("Where to"), "strong"));
    layout->addLayout(where);
    layout->addWidget(m_problem);
    layout->addSpacing(6);
    layout->addLayout(buttons);
    check();
}

QWidget *SaveSheet::makeItems()
{
    auto *box = new QFrame;
    theme::setRole(*box, "card-note");
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setVerticalSpacing(6);
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    for (const LeavingItem &item : m_items) {
        const int row = grid->rowCount();
        auto *choice = item.isChoice ? new QCheckBox(item.name) : nullptr;
        if (choice) {
            choice->setChecked(item.leaves);
            choice->setAccessibleName(item.name);
            grid->addWidget(choice, row, 0);
        } else {
            auto *glyph = new QLabel;
            glyph->setPixmap(
                theme::glyph(item.leaves ? "check" : "cross", item.leaves ? "text.primary" : "text.tertiary", 16));
            glyph->setAccessibleName(item.leaves ? tr("leaves this computer") : tr("stays here"));
            auto *named = new QHBoxLayout;
            named->setSpacing(8);
            named->addWidget(glyph);
            named->addWidget(label(item.name, "plain"), 1);
            grid->addLayout(named, row, 0);
        }
        grid->addWidget(label(item.note, "hint"), row, 1);
        m_choices.push_back(choice);
    }
    return box;
}

QHBoxLayout *SaveSheet::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    theme::setRole(*m_act, "primary");
    m_act->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, [this] {
        check(); // It may have been made meanwhile.
        if (m_act->isEnabled()) {
            dialogs::rememberFolder("save", QFileInfo(path()).absolutePath());
            accept();
        }
    });
    connect(m_path, &QLineEdit::textChanged, this, &SaveSheet::check);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_act);
    return buttons;
}

QString SaveSheet::path() const
{
    return m_path->text().trimmed();
}

void SaveSheet::setPath(const QString &path)
{
    m_path->setText(path);
}

bool SaveSheet::leaves(std::size_t item) const
{
    return m_choices[item] ? m_choices[item]->isChecked() : m_items[item].leaves;
}

QString SaveSheet::problem() const
{
    const QFileInfo file(path());
    if (path().isEmpty() || file.fileName().isEmpty())
        return tr("Name a file.");
    if (file.isDir())
        return tr("This is a folder. Name a file in it.");
    if (file.exists() || file.isSymLink())
        return tr("There is such a file already, and nothing is overwritten. Choose another name.");
    if (!file.dir().exists())
        return tr("There is no folder %1.").arg(file.dir().path());
    return {};
}

void SaveSheet::check()
{
    const QString found = problem();
    m_problem->setText(found);
    m_act->setEnabled(found.isEmpty());
    theme::setStyleProperty(*m_path, "state", found.isEmpty() ? QString() : QStringLiteral("error"));
}

} // namespace cf::ui
