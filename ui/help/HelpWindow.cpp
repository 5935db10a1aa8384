#include "ui/help/HelpWindow.h"

#include "ui/theme/Theme.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>

namespace cf::ui {
namespace {

/// Qt sets Markdown in the browser's font; what the theme cannot reach stands here.
QString looks()
{
    return QString("a { color: %1; } code, pre { background: %2; } th { text-align: left; } td, th { padding: 3px 12px "
                   "3px 0; }")
        .arg(theme::colour("accent.base").name(), theme::colour("bg.raised").name());
}

} // namespace

HelpWindow::HelpWindow(const QString &language, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_pages(helpPages(language))
    , m_search(new QLineEdit)
    , m_contents(new QListWidget)
    , m_text(new QTextBrowser)
{
    setWindowTitle(tr("Contrafact · Help"));
    theme::setRole(*this, "window");
    resize(980, 720);
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_contents->setAccessibleName(tr("Help pages"));
    m_contents->setFixedWidth(260);
    m_contents->setWordWrap(true);
    m_text->setAccessibleName(tr("Help page"));
    m_text->setOpenLinks(false);
    m_text->document()->setDefaultStyleSheet(looks());
    m_text->document()->setDocumentMargin(20);
    auto *left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_contents, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(left);
    layout->addWidget(m_text, 1);
    auto *leave = new QAction(this);
    leave->setShortcut(Qt::Key_Escape);
    addAction(leave);
    connect(leave, &QAction::triggered, this, &QWidget::close);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::fill);
    connect(m_contents, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            showPage(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (link.isRelative() && link.path().endsWith(".md"))
            showPage(QFileInfo(link.path()).completeBaseName());
        else if (link.isRelative() && !link.fragment().isEmpty())
            m_text->scrollToAnchor(link.fragment());
    });
    fill();
}

void HelpWindow::fill()
{
    const QString typed = m_search->text().trimmed();
    m_contents->clear();
    const auto add = [this](const HelpPage &page, const QString &line) {
        auto *item = new QListWidgetItem(line.isEmpty() ? page.title : page.title + "\n" + line.left(80), m_contents);
        item->setData(Qt::UserRole, page.name);
    };
    if (typed.isEmpty()) {
        for (const HelpPage &page : m_pages)
            add(page, {});
    } else {
        for (const HelpHit &hit : searchHelp(m_pages, typed))
            add(*hit.page, hit.line);
    }
    if (m_contents->count() > 0 && (m_shown.isEmpty() || !typed.isEmpty()))
        m_contents->setCurrentRow(0);
    else if (m_contents->count() == 0)
        m_text->setMarkdown(tr("No page has all these words."));
}

void HelpWindow::showPage(const QString &name)
{
    for (const HelpPage &page : m_pages) {
        if (page.name != name)
            continue;
        m_shown = name;
        m_text->setMarkdown(page.text);
        const QString typed = m_search->text().section(' ', 0, 0);
        if (!typed.isEmpty())
            m_text->find(typed);
        for (int row = 0; row < m_contents->count(); ++row) {
            if (m_contents->item(row)->data(Qt::UserRole).toString() == name)
                m_contents->setCurrentRow(row);
        }
    }
}

void HelpWindow::search(const QString &typed)
{
    m_search->setText(typed);
}

} // namespace cf::ui
