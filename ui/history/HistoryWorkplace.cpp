#include "ui/history/HistoryWorkplace.h"

#include "ui/history/HistoryDetail.h"
#include "ui/history/HistoryTree.h"
#include "ui/records/MethodWords.h"
#include "ui/session/EditSession.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace cf::ui {
namespace {

/// Everything of an entry that a search looks at.
QString wordsOf(const HistoryEntry &entry)
{
    QStringList words{ entry.instruction, entry.remark, entry.note, QObject::tr("Edit %1").arg(entry.number) };
    if (const PreparedResult *result = entry.judged())
        words << QString::fromStdString(result->provenance.captions.target) << methodOf(result->provenance);
    return words.join("\n");
}

bool passes(const HistoryEntry &entry, HistoryWorkplace::Filter filter, const QStringList &words)
{
    using Filter = HistoryWorkplace::Filter;
    if (entry.binned.isValid() != (filter == Filter::Bin))
        return false;
    if ((filter == Filter::Starred && !entry.starred) || (filter == Filter::Refused && !entry.refused()))
        return false;
    const QString text = wordsOf(entry);
    return std::all_of(
        words.begin(), words.end(), [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

std::vector<KeyEntry> HistoryWorkplace::keys()
{
    using enum KeyScope;
    return {
        { Canvas, "Ctrl+B", "history.branch", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Branch from this edit") },
        { Canvas, "Ctrl+Shift+B", "history.asSource",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Use this result as source") },
        { Canvas, "", "history.again", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Run this edit again") },
        { Canvas, ".", "history.star", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Star this edit") },
        { Canvas, "Del", "history.bin", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Delete, or take back") },
        { Global, "Ctrl+F", "history.search", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Search the history") },
    };
}

HistoryWorkplace::HistoryWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_session(context.session)
    , m_tree(new HistoryTree)
    , m_detail(new HistoryDetail)
{
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_tree, 1);
    setCentralWidget(centre);
    auto *scrolled = new QScrollArea;
    scrolled->setWidget(m_detail);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scrolled->setMinimumWidth(320);
    m_dock = addDock(Qt::RightDockWidgetArea, "detail", tr("The selected edits"), scrolled);
    connectActions();
    connect(&m_session, &EditSession::stateChanged, this, &HistoryWorkplace::draw);
    connect(m_tree, &HistoryTree::selectionChanged, this, [this] {
        for (const int row : m_tree->selected())
            m_session.fetch(row);
        draw();
    });
    draw();
    rememberLayout();
}

HistoryWorkplace::~HistoryWorkplace()
{
    m_session.disconnect(this);
    delete takeCentralWidget();
    delete m_dock;
}

QWidget *HistoryWorkplace::makeBar()
{
    auto *bar = new QWidget;
    theme::setRole(*bar, "optionbar");
    bar->setFixedHeight(40);
    auto *title = new QLabel(tr("History"));
    theme::setRole(*title, "strong");
    m_count = new QLabel;
    theme::setRole(*m_count, "caption");
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Filter by finding, word or note"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setMinimumWidth(240);
    connect(m_search, &QLineEdit::textChanged, this, [this] { filter(); });
    auto *segments = new QWidget;
    theme::setRole(*segments, "segments");
    auto *inner = new QHBoxLayout(segments);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(1);
    for (const auto &[which, name] : { std::pair(Filter::All, tr("All")), std::pair(Filter::Starred, tr("Starred")),
             std::pair(Filter::Refused, tr("Refused")), std::pair(Filter::Bin, tr("Bin")) }) {
        auto *button = new QToolButton;
        button->setText(name);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        theme::setRole(*button, "segment");
        button->setFixedSize(QFontMetrics(theme::font(13, QFont::DemiBold)).horizontalAdvance(name) + 24, 28);
        connect(button, &QToolButton::clicked, this, [this, which = which] { setFilter(which); });
        m_filters.push_back(button);
        inner->addWidget(button);
    }
    m_filters.front()->setChecked(true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_count);
    layout->addStretch(1);
    layout->addWidget(m_search);
    layout->addWidget(segments);
    return bar;
}

void HistoryWorkplace::connectActions()
{
    ActionRegistry &actions = m_context.actions;
    const auto onChosen = [this](auto act) {
        return [this, act] {
            if (const int row = chosenRow(); row > 0)
                act(row);
        };
    };
    const auto branch = [this](int row) {
        m_session.branch(row);
        m_context.actions.action("place.edit").trigger();
    };
    const auto asSource = [this](int row) {
        m_session.useAsSource(row);
        m_context.actions.action("place.edit").trigger();
    };
    const auto bin = [this](int row) {
        m_session.setBinned(row, !m_session.document()->history().entry(row).binned.isValid());
        filter();
    };
    const auto open = [this](int row) {
        m_session.choose(row);
        m_context.actions.action("place.edit").trigger();
    };
    actions.on("history.branch", onChosen(branch));
    actions.on("history.asSource", onChosen(asSource));
    actions.on("history.again", onChosen([this](int row) { m_session.runAgain(row); }));
    actions.on("history.star", onChosen([this](int row) { m_session.toggleStar(row); }));
    actions.on("history.bin", onChosen(bin));
    actions.on("history.search", [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    connect(m_tree, &HistoryTree::opened, this, open);
    connect(m_tree, &HistoryTree::menuRequested, this, [this](int row, const QPoint &at) {
        m_tree->select({ row });
        QMenu menu(this);
        menu.setAccessibleName(tr("Edit"));
        for (const char *id : { "history.branch", "history.asSource", "history.again", "history.star", "history.bin" })
            menu.addAction(&m_context.actions.action(QString::fromLatin1(id)));
        menu.exec(at);
    });
    connect(m_detail, &HistoryDetail::branchRequested, this, branch);
    connect(m_detail, &HistoryDetail::useAsSourceRequested, this, asSource);
    connect(m_detail, &HistoryDetail::runAgainRequested, &m_session, &EditSession::runAgain);
    connect(m_detail, &HistoryDetail::remarkEdited, &m_session, &EditSession::setRemark);
    connect(m_detail, &HistoryDetail::binRequested, this, [bin](int row, bool) { bin(row); });
}

QList<WorkplaceMenu> HistoryWorkplace::menus() const
{
    return { { tr("H&istory"),
        { "history.branch", "history.asSource", "history.again", "", "history.star", "history.bin", "",
            "history.search" } } };
}

void HistoryWorkplace::entered()
{
    const SessionState &state = m_session.state();
    if (state.document && m_tree->selected().empty())
        m_tree->select({ state.shownRow });
    m_tree->setFocus(Qt::OtherFocusReason);
}

void HistoryWorkplace::setFilter(Filter filter)
{
    m_filter = filter;
    for (std::size_t at = 0; at < m_filters.size(); ++at)
        m_filters[at]->setChecked(int(at) == int(filter));
    this->filter();
}

void HistoryWorkplace::setSearch(const QString &words)
{
    m_search->setText(words);
}

void HistoryWorkplace::filter()
{
    std::vector<bool> shown;
    if (m_document) {
        const QStringList words = m_search->text().split(' ', Qt::SkipEmptyParts);
        const EditHistoryModel &history = m_document->history();
        int refused = 0;
        for (int row = 0; row < history.rowCount(); ++row) {
            shown.push_back(row == 0 || passes(history.entry(row), m_filter, words));
            refused += history.entry(row).refused() ? 1 : 0;
        }
        m_rows = history.rowCount();
        const QString all = tr("%1 · %2, %3 refused")
                                .arg(m_document->viewLine(), counted(m_rows - 1, tr("1 edit"), tr("%1 edits")))
                                .arg(refused);
        const auto inTree = std::count(shown.begin() + 1, shown.end(), true);
        m_count->setText(inTree == m_rows - 1 ? all : all + tr(", %1 shown").arg(inTree));
    } else {
        m_rows = 0;
        m_count->setText({});
    }
    m_tree->setShown(std::move(shown));
}

int HistoryWorkplace::chosenRow() const
{
    return m_tree->selected().empty() ? -1 : m_tree->selected().back();
}

void HistoryWorkplace::draw()
{
    const SessionState &state = m_session.state();
    if (m_document != state.document) {
        m_document = state.document;
        m_tree->setHistory(state.document ? &state.document->history() : nullptr);
        if (state.document)
            connect(&state.document->history(), &QAbstractItemModel::dataChanged, this, &HistoryWorkplace::filter,
                Qt::UniqueConnection);
        m_rows = -1;
    }
    if (m_rows != (state.document ? state.document->history().rowCount() : 0))
        filter();
    // Previews come often, and nothing of them is here: only what is seen is drawn.
    if (!isVisible())
        return;
    m_detail->show(state, state.document ? m_tree->selected() : std::vector<int>());
    const bool chosen = chosenRow() > 0;
    for (const char *id : { "history.branch", "history.asSource", "history.again", "history.star", "history.bin" })
        m_context.actions.action(QString::fromLatin1(id)).setEnabled(chosen);
}

void HistoryWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() != width())
        resizeDocks({ m_dock }, { width() >= 1700 ? 440 : 340 }, Qt::Horizontal);
}

} // namespace cf::ui
