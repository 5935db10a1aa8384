#include "ui/shell/dialogs/KeysDialog.h"

#include "ui/actions/ActionRegistry.h"
#include "ui/theme/Theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr QSize wanted(520, 620);

/// "Ctrl+Return Ctrl+Enter" as a line: "Ctrl+Return or Ctrl+Enter".
QString keysText(const KeyEntry &entry)
{
    return QString::fromLatin1(entry.keys).split(' ', Qt::SkipEmptyParts).join(KeysDialog::tr(" or "));
}

} // namespace

KeysDialog::KeysDialog(QWidget *parent)
    : QDialog(parent)
    , m_search(new QLineEdit)
    , m_list(new QTreeWidget)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *note = new QLabel(tr("Plain letters work while no text field has the focus; Esc leaves the instruction."));
    note->setWordWrap(true);
    theme::setRole(*note, "caption");
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the keys"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &KeysDialog::search);
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({ tr("Keys"), tr("What they do") });
    m_list->setRootIsDecorated(false);
    m_list->setAccessibleName(tr("All keys"));
    m_list->setUniformRowHeights(true);
    for (const KeyEntry &entry : ActionRegistry::entries())
        if (*entry.keys != '\0')
            new QTreeWidgetItem(m_list, { keysText(entry), ActionRegistry::tr(entry.label) });
    m_list->resizeColumnToContents(0);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    layout->addWidget(note);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    const QSize room = screen() ? screen()->availableSize() * 0.85 : wanted;
    const QSize within = parent ? parent->size().expandedTo(QSize(360, 320)) : wanted;
    resize(wanted.boundedTo(room).boundedTo(within));
}

void KeysDialog::search(const QString &words)
{
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const QString line = item->text(0) + ' ' + item->text(1);
        const QStringList all = words.split(' ', Qt::SkipEmptyParts);
        item->setHidden(!std::all_of(
            all.begin(), all.end(), [&line](const QString &word) { return line.contains(word, Qt::CaseInsensitive); }));
    }
}

} // namespace cf::ui
