#include "ui/comparison/ComparisonWorkplace.h"

#include "ui/actions/ActionButton.h"
#include "ui/compare/CompareModes.h"
#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/history/FactTable.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/session/SessionContents.h"
#include "ui/studies/StudyController.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QAbstractItemView>
#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <utility>

namespace cf::ui {
namespace {

constexpr int widthForWideModes = 1500; // Narrower windows show the modes as pictures.

struct ComparisonTool {
    Tool tool;
    const char *action;
    const char *glyph;
};

constexpr std::array comparisonTools{
    ComparisonTool{ Tool::WindowLevel, "comparison.window", "window" },
    ComparisonTool{ Tool::Pan, "comparison.pan", "pan" },
    ComparisonTool{ Tool::Zoom, "comparison.zoom", "zoom" },
    ComparisonTool{ Tool::Probe, "comparison.probe", "probe" },
};

QComboBox *makeChoice(const QString &name)
{
    auto *choice = new QComboBox;
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->setFixedHeight(28);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(16);
    return choice;
}

QString choiceWords(const HistoryEntry &entry)
{
    if (entry.number == 0)
        return entryName(entry);
    const QString name = entryName(entry) + QStringLiteral(" · ") + entry.instruction;
    return entry.refused() ? ComparisonWorkplace::tr("%1 (refused)").arg(name) : name;
}

void fill(QComboBox &choice, const std::vector<std::pair<int, QString>> &rows, int chosen)
{
    const QSignalBlocker blocker(choice);
    choice.clear();
    for (const auto &[row, words] : rows)
        choice.addItem(words, row);
    choice.setCurrentIndex(choice.findData(chosen));
    choice.setEnabled(choice.count() > 0);
}

} // namespace

std::vector<KeyEntry> ComparisonWorkplace::keys()
{
    using enum KeyScope;
    return {
        { Global, "Alt+1", "comparison.side", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Side by side") },
        { Global, "Alt+2", "comparison.swipe", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Swipe") },
        { Global, "Alt+3", "comparison.blink", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Blink") },
        { Global, "Alt+4", "comparison.checker", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Checkerboard") },
        { Global, "Alt+5", "comparison.overlay", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Overlay") },
        { Global, "Alt+6", "comparison.difference", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Difference") },
        { Canvas, "C", "comparison.next", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next compare mode") },
        { Canvas, "V", "comparison.flip", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Swap A and B in place") },
        { Canvas, "PgUp", "comparison.previous", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Previous edit") },
        { Canvas, "PgDown", "comparison.following", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next edit") },
        { Canvas, "W", "comparison.window", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Window / level") },
        { Canvas, "T", "comparison.pan", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Pan") },
        { Canvas, "Z", "comparison.zoom", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Zoom") },
        { Canvas, "P", "comparison.probe", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Pixel probe") },
        { Canvas, "F Ctrl+0", "comparison.fit", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Fit") },
        { Canvas, "+ =", "comparison.zoomIn", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Zoom in") },
        { Canvas, "-", "comparison.zoomOut", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Zoom out") },
        { Canvas, "Backspace", "comparison.reset",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Reset zoom, pan, window, rotation") },
        { Canvas, "Ctrl+M", "comparison.maximise",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Maximise or restore view") },
        { Canvas, "", "comparison.open", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Go on with B") },
    };
}

ComparisonWorkplace::ComparisonWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_session(context.session)
    , m_compare(new CompareView(m_tools, context.view))
    , m_difference(new DifferencePanel(m_tools, context.view))
    , m_facts(new FactTable)
    , m_firstChoice(makeChoice(tr("A: the original or an edit")))
    , m_secondChoice(makeChoice(tr("B: the edit that is compared with A")))
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_compare, 1);
    auto *centre = new QWidget;
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeRail());
    row->addLayout(column, 1);
    setCentralWidget(centre);

    auto *panel = new QWidget;
    theme::setRole(*panel, "panel");
    auto *legend = new QLabel(tr("Bold: differs between the two."));
    theme::setRole(*legend, "hint");
    auto *facts = new QWidget;
    auto *inner = new QVBoxLayout(facts);
    inner->setContentsMargins(12, 8, 12, 8);
    inner->setSpacing(8);
    inner->addWidget(m_facts);
    inner->addWidget(legend);
    inner->addStretch(1);
    auto *scrolled = new QScrollArea;
    scrolled->setWidget(facts);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_difference);
    layout->addWidget(theme::horizontalLine());
    layout->addWidget(scrolled, 1);
    panel->setMinimumWidth(296);
    m_dock = addDock(Qt::RightDockWidgetArea, "difference", tr("Difference of the two"), panel);

    connectActions();
    connect(&m_session, &EditSession::stateChanged, this, &ComparisonWorkplace::draw);
    connect(&m_session, &EditSession::pixelsShown, this, &ComparisonWorkplace::draw);
    draw();
    rememberLayout();
}

ComparisonWorkplace::~ComparisonWorkplace()
{
    m_session.disconnect(this);
    delete takeCentralWidget();
    delete m_dock;
}

QWidget *ComparisonWorkplace::makeRail()
{
    auto *rail = new QWidget;
    theme::setRole(*rail, "rail");
    rail->setFixedWidth(theme::railWidth);
    auto *layout = new QVBoxLayout(rail);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(3);
    auto *group = new QActionGroup(this);
    for (const ComparisonTool &each : comparisonTools) {
        const QString id = QString::fromLatin1(each.action);
        QAction &action = m_context.actions.action(id);
        action.setCheckable(true);
        action.setChecked(m_tools.tool() == each.tool);
        group->addAction(&action);
        m_context.actions.on(id, [this, tool = each.tool] { m_tools.setTool(tool); });
        layout->addWidget(new ActionButton(action, QString::fromLatin1(each.glyph)));
    }
    layout->addStretch(1);
    return rail;
}

QWidget *ComparisonWorkplace::makeBar()
{
    auto *bar = new QWidget;
    theme::setRole(*bar, "optionbar");
    bar->setFixedHeight(40);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 8, 0);
    layout->setSpacing(8);
    for (const auto &[letter, choice] : { std::pair("A", m_firstChoice), std::pair("B", m_secondChoice) }) {
        auto *label = new QLabel(QString::fromLatin1(letter));
        theme::setRole(*label, "strong");
        layout->addWidget(label);
        layout->addWidget(choice, 1);
        connect(choice, &QComboBox::activated, this,
            [this] { setPair(m_firstChoice->currentData().toInt(), m_secondChoice->currentData().toInt()); });
    }
    layout->addStretch(1);
    m_modes = new CompareModes(m_context.actions, *m_compare, "comparison");
    layout->addWidget(m_modes);
    return bar;
}

void ComparisonWorkplace::connectActions()
{
    ActionRegistry &actions = m_context.actions;
    ViewState &view = m_context.view;
    actions.on("comparison.next", [this] {
        const int next = (int(m_compare->arrangement()) + 1) % (int(Arrangement::Difference) + 1);
        m_compare->setArrangement(Arrangement(next));
    });
    actions.on("comparison.flip", [this] { m_compare->exchange(); });
    actions.on("comparison.previous", [this] { step(-1); });
    actions.on("comparison.following", [this] { step(1); });
    actions.on("comparison.fit", [&view] { view.fit(); });
    actions.on("comparison.zoomIn", [this] { m_compare->zoomBy(1.25); });
    actions.on("comparison.zoomOut", [this] { m_compare->zoomBy(0.8); });
    actions.on("comparison.reset", [&view] { view.reset(); });
    actions.on("comparison.maximise", [this] { m_compare->toggleMaximised(&m_compare->active()); });
    actions.on("comparison.open", [this] {
        if (m_second == 0)
            return;
        m_session.choose(m_second);
        m_context.actions.action(ActionRegistry::goToId("edit")).trigger();
    });
}

QList<WorkplaceMenu> ComparisonWorkplace::menus() const
{
    return {
        { tr("&Compare"),
            { "comparison.side", "comparison.swipe", "comparison.blink", "comparison.checker", "comparison.overlay",
                "comparison.difference", "comparison.next", "", "comparison.flip", "comparison.previous",
                "comparison.following", "", "comparison.open" } },
        { tr("&View"),
            { "comparison.window", "comparison.pan", "comparison.zoom", "comparison.probe", "", "comparison.fit",
                "comparison.zoomIn", "comparison.zoomOut", "comparison.reset", "comparison.maximise" } },
    };
}

void ComparisonWorkplace::entered()
{
    // What was looked at last is what shall be compared.
    if (const int shown = m_session.state().shownRow; canBeShown(shown))
        setPair(m_first, shown);
    else
        draw();
    m_compare->first().setFocus(Qt::OtherFocusReason);
}

bool ComparisonWorkplace::canBeShown(int row) const
{
    const EditDocument *document = m_session.document();
    if (!document || row <= 0 || row >= document->history().rowCount())
        return false;
    const HistoryEntry &entry = document->history().entry(row);
    return entry.kind == HistoryEntry::Kind::Result && !entry.binned.isValid();
}

void ComparisonWorkplace::setPair(int first, int second)
{
    m_first = first;
    m_second = second;
    draw();
}

void ComparisonWorkplace::step(int way)
{
    const EditDocument *document = m_session.document();
    const int rows = document ? document->history().rowCount() : 0;
    for (int row = m_second + way; row > 0 && row < rows; row += way) {
        if (row != m_first && canBeShown(row))
            return setPair(m_first, row);
    }
}

void ComparisonWorkplace::settlePair()
{
    const EditDocument *document = m_session.document();
    if (std::exchange(m_document, m_session.document()) != document)
        m_first = m_second = 0;
    if (!canBeShown(m_second)) {
        m_second = 0;
        for (int row = document ? document->history().rowCount() - 1 : 0; row > 0 && m_second == 0; --row)
            m_second = canBeShown(row) ? row : 0;
    }
    if (!canBeShown(m_first) || m_first == m_second)
        m_first = 0;
}

void ComparisonWorkplace::fillChoices()
{
    std::vector<std::pair<int, QString>> edits;
    if (m_document)
        for (int row = 1; row < m_document->history().rowCount(); ++row)
            if (canBeShown(row))
                edits.emplace_back(row, choiceWords(m_document->history().entry(row)));
    fill(*m_secondChoice, edits, m_second);
    std::erase_if(edits, [this](const auto &each) { return each.first == m_second; });
    if (m_document)
        edits.emplace(edits.begin(), 0, choiceWords(m_document->history().entry(0)));
    fill(*m_firstChoice, edits, m_first);
}

void ComparisonWorkplace::draw()
{
    // Previews come often, and nothing of them is here: only what is seen is drawn.
    if (!isVisible())
        return;
    settlePair();
    if (!m_firstChoice->view()->isVisible() && !m_secondChoice->view()->isVisible())
        fillChoices();
    for (const int row : { m_first, m_second })
        if (row > 0)
            m_session.fetch(row);
    m_context.actions.action("comparison.open").setEnabled(m_second > 0);
    drawPair();
}

void ComparisonWorkplace::drawPair()
{
    const auto resultOf = [this](int row) {
        return m_document && row > 0 ? m_document->history().entry(row).result : nullptr;
    };
    const ResultPointer first = resultOf(m_first);
    const ResultPointer second = resultOf(m_second);
    const PicturePointer picture = m_document ? m_document->image().picture : nullptr;
    const Drawn now{ m_document.data(), picture, m_first, m_second, first, second };
    if (std::exchange(m_drawn, now) == now)
        return;
    m_pair = {};
    if (first && second)
        computeDifference(first, second);
    m_shownDifference = m_first == 0 ? second : nullptr;
    if (m_second == 0) { // What the edit workplace shows of a film without an edit, or of none.
        SessionState state = m_session.state();
        state.running.reset();
        SessionContents contents = contentsOf(state);
        contents.original.notice.clear();
        m_compare->setContents(std::move(contents.original), std::move(contents.shown));
        m_difference->setResult(picture, nullptr);
        m_facts->setEntries({});
        setWindowTitle({});
        return;
    }
    const EditHistoryModel &history = m_document->history();
    ViewportContent shown = entryContent(*m_document, history.entry(m_second));
    if (m_first > 0) { // Of the film, which is not in view.
        shown.difference = nullptr;
        shown.region = nullptr;
    }
    m_compare->setContents(
        m_first == 0 ? originalContent(*m_document) : entryContent(*m_document, history.entry(m_first)),
        std::move(shown));
    m_difference->setMapName(tr("B − A"));
    m_difference->setResult(picture, m_shownDifference);
    m_facts->setEntries({ &history.entry(m_first), &history.entry(m_second) });
    setWindowTitle(tr("SYNTHETIC · comparison with edit %1").arg(history.entry(m_second).number));
}

void ComparisonWorkplace::computeDifference(const ResultPointer &first, const ResultPointer &second)
{
    using Outcome = Result<PairDifference>;
    runInBackground<Outcome>(
        m_context.files.queue(), this,
        [first, second](const JobContext &job) -> Outcome {
            CF_TRY(job.checkStop());
            return pairDifference(*first, *second);
        },
        [this, first, second](const Outcome &outcome) {
            if (!m_document || !m_drawn || std::get<4>(*m_drawn) != first || std::get<5>(*m_drawn) != second)
                return; // Others are compared by now.
            if (!outcome) {
                m_session.say(coreWords(outcome.error()), true);
                return;
            }
            m_pair = *outcome;
            m_shownDifference = m_pair.second;
            const EditHistoryModel &history = m_document->history();
            ViewportContent shown = entryContent(*m_document, history.entry(m_second));
            shown.difference = m_pair.second->difference;
            shown.region = m_pair.second->region;
            m_compare->setContents(entryContent(*m_document, history.entry(m_first)), std::move(shown));
            m_difference->setResult(m_pair.first, m_pair.second);
        });
}

void ComparisonWorkplace::showEvent(QShowEvent *event)
{
    Workplace::showEvent(event);
    draw(); // What happened meanwhile; a window made anew in another language shows it late.
}

void ComparisonWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    m_modes->setLook(width() >= widthForWideModes ? CompareModes::Look::Words : CompareModes::Look::Pictures);
    if (event->oldSize().width() != width())
        resizeDocks({ m_dock }, { width() >= 1700 ? 440 : 340 }, Qt::Horizontal);
}

} // namespace cf::ui
