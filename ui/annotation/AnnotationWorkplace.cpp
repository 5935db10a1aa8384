#include "ui/annotation/AnnotationWorkplace.h"

#include "core/annotation/AnnotationCheck.h"
#include "ui/actions/ActionButton.h"
#include "ui/annotation/AgreementWindow.h"
#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/AnnotationForm.h"
#include "ui/annotation/AnnotationWords.h"
#include "ui/annotation/BatchReview.h"
#include "ui/annotation/DisputePanel.h"
#include "ui/canvas/MaskDocument.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/compare/CompareView.h"
#include "ui/session/EditSession.h"
#include "ui/session/SessionContents.h"
#include "ui/shell/WindowServices.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;

namespace {

constexpr int formWidth = 460;
constexpr int narrowFormWidth = 420;

std::filesystem::path annotationFolder(const WindowServices &services)
{
    const std::filesystem::path &work = services.session.workFolder;
    return work.empty() ? work : work / "annotations";
}

struct ToolEntry {
    const char *action;
    const char *glyph;
};

constexpr ToolEntry toolEntries[] = { { "annotation.window", "window" }, { "annotation.pan", "pan" },
    { "annotation.zoom", "zoom" }, { "annotation.probe", "probe" }, { nullptr, nullptr }, { "annotation.point", "pin" },
    { "annotation.box", "rect" }, { "annotation.contour", "lasso" }, { "annotation.polygon", "branch" },
    { "annotation.brush", "brush" }, { "annotation.eraser", "eraser" }, { nullptr, nullptr },
    { "annotation.undo", "undo" }, { "annotation.redo", "redo" } };

} // namespace

std::vector<KeyEntry> AnnotationWorkplace::keys()
{
    using enum KeyScope;
    return {
        { Canvas, "Return Enter", "annotation.done", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Done, next case") },
        { Canvas, "S", "annotation.skip", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Skip this case…") },
        { Canvas, "PgUp", "annotation.previous", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Previous case") },
        { Canvas, "PgDown", "annotation.next", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next case") },
        { Canvas, "Up", "annotation.up", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Previous question") },
        { Canvas, "Down", "annotation.down", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next question") },
        { Canvas, "1", "annotation.answer1", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "First answer") },
        { Canvas, "2", "annotation.answer2", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Second answer") },
        { Canvas, "3", "annotation.answer3", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Third answer") },
        { Canvas, "4", "annotation.answer4", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Fourth answer") },
        { Canvas, "5", "annotation.answer5", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Fifth answer") },
        { Canvas, "6", "annotation.answer6", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Sixth answer") },
        { Canvas, "K", "annotation.confirm",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Confirm what is proposed, keep the mark") },
        { Canvas, "M", "annotation.mark", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next mark") },
        { Canvas, "Y", "annotation.type", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Next type of the mark") },
        { Canvas, "Del", "annotation.delete", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Delete the mark") },
        { Canvas, "W", "annotation.window", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Window / level") },
        { Canvas, "T", "annotation.pan", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Pan") },
        { Canvas, "Z", "annotation.zoom", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Zoom") },
        { Canvas, "P", "annotation.probe", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Pixel probe") },
        { Canvas, "D", "annotation.point", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Mark a point") },
        { Canvas, "U N", "annotation.box", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Mark by a box") },
        { Canvas, "L", "annotation.contour", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Mark by a contour") },
        { Canvas, "G", "annotation.polygon", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Mark by a polygon") },
        { Canvas, "B", "annotation.brush", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Paint a mask") },
        { Canvas, "E", "annotation.eraser", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Erase from the mask") },
        { Canvas, "[", "annotation.smaller", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Brush smaller") },
        { Canvas, "]", "annotation.larger", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Brush larger") },
        { Canvas, "Esc", "annotation.giveUp",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Give up the mark being drawn") },
        { Canvas, "F", "annotation.fit", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Fit") },
        { Canvas, "Shift+I", "annotation.invert", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Invert greyscale") },
        { Canvas, "0", "annotation.fileWindow", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Window of the file") },
        { Global, "", "annotation.export",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Export all annotations of the film (COCO, CSV)…") },
        { Global, "", "annotation.exportDicom",
            QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Export this case as DICOM (SR, SEG, GSPS)…") },
        { Global, "Ctrl+Z", "annotation.undo", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Undo") },
        { Global, "Ctrl+Shift+Z Ctrl+Y", "annotation.redo", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Redo") },
        { Global, "Alt+1", "annotation.side", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Side by side") },
        { Global, "Alt+2", "annotation.swipe", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Swipe") },
        { Global, "Alt+3", "annotation.blink", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Blink") },
        { Global, "Alt+4", "annotation.checker", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Checkerboard") },
        { Global, "Alt+5", "annotation.overlay", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Overlay") },
        { Global, "Alt+6", "annotation.difference", QT_TRANSLATE_NOOP("cf::ui::ActionRegistry", "Difference") },
    };
}

AnnotationWorkplace::AnnotationWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_desk(new AnnotationDesk(context.session, annotationFolder(context.services), this))
    , m_review(new BatchReview(context.session, context.files, this))
    , m_form(new AnnotationForm)
    , m_compare(new CompareView(context.tools, context.view))
    , m_first(new MarkLayer(m_compare->first()))
    , m_second(new MarkLayer(m_compare->second()))
    , m_dispute(new DisputePanel)
{
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_compare, 1);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeRail());
    row->addLayout(column, 1);
    setCentralWidget(centre);
    m_dock = addDock(Qt::RightDockWidgetArea, "questions", tr("Questions and marks"), makeDock());
    connectActions();
    connectDesk();
    drawCase();
    draw();
    rememberLayout();
}

AnnotationWorkplace::~AnnotationWorkplace()
{
    m_form->commitText();
    delete m_review;
    m_desk->disconnect(this);
    delete m_desk; // It saves what is left.
    m_context.session.disconnect(this);
    delete takeCentralWidget();
    delete m_dock;
}

QWidget *AnnotationWorkplace::makeBar()
{
    auto *bar = new QWidget;
    theme::setRole(*bar, "optionbar");
    bar->setFixedHeight(40);
    m_count = new QLabel;
    theme::setRole(*m_count, "strong");
    m_left = new QLabel;
    theme::setRole(*m_left, "caption");
    auto *segments = new QWidget;
    theme::setRole(*segments, "segments");
    auto *inner = new QHBoxLayout(segments);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(1);
    auto *group = new QActionGroup(this);
    for (const auto &[id, glyph] : { std::pair("annotation.side", "side"), std::pair("annotation.swipe", "swipe"),
             std::pair("annotation.blink", "blink"), std::pair("annotation.checker", "checker"),
             std::pair("annotation.overlay", "overlay"), std::pair("annotation.difference", "diff") }) {
        QAction &action = m_context.actions.action(QString::fromLatin1(id));
        action.setCheckable(true);
        group->addAction(&action);
        inner->addWidget(new ActionButton(action, QString::fromLatin1(glyph), 28));
    }
    m_context.actions.action("annotation.side").setChecked(true);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(10);
    layout->addWidget(m_count);
    layout->addWidget(m_left);
    layout->addWidget(new ActionButton(m_context.actions.action("annotation.previous"), "left", 28));
    layout->addWidget(new ActionButton(m_context.actions.action("annotation.next"), "right", 28));
    layout->addWidget(makeFilmBar());
    layout->addStretch(1);
    layout->addWidget(segments);
    return bar;
}

QWidget *AnnotationWorkplace::makeFilmBar()
{
    m_filmBar = new QWidget;
    m_film = new QLabel;
    theme::setRole(*m_film, "caption");
    m_previousFilm = new QPushButton(tr("Previous film"));
    m_nextFilm = new QPushButton(tr("Next film"));
    auto *layout = new QHBoxLayout(m_filmBar);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_film);
    layout->addWidget(m_previousFilm);
    layout->addWidget(m_nextFilm);
    m_filmBar->hide();
    connect(m_previousFilm, &QPushButton::clicked, this, [this] { m_review->step(-1); });
    connect(m_nextFilm, &QPushButton::clicked, this, [this] { m_review->step(1); });
    connect(m_review, &BatchReview::changed, this, &AnnotationWorkplace::drawFilm);
    return m_filmBar;
}

void AnnotationWorkplace::drawFilm()
{
    m_filmBar->setVisible(m_review->film() >= 0);
    m_film->setText(tr("Film %1 of %2").arg(m_review->film() + 1).arg(m_review->films()));
    m_previousFilm->setEnabled(m_review->film() > 0);
    m_nextFilm->setEnabled(m_review->film() + 1 < m_review->films());
    if (!m_review->problem().isEmpty())
        say(m_review->problem());
}

void AnnotationWorkplace::takeBatch(const BatchResults &batch)
{
    m_review->begin(batch);
}

QWidget *AnnotationWorkplace::makeRail()
{
    auto *rail = new QWidget;
    theme::setRole(*rail, "rail");
    rail->setFixedWidth(theme::railWidth);
    auto *layout = new QVBoxLayout(rail);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(3);
    for (const ToolEntry &entry : toolEntries) {
        if (entry.action == nullptr)
            layout->addWidget(theme::horizontalLine());
        else
            layout->addWidget(new ActionButton(
                m_context.actions.action(QString::fromLatin1(entry.action)), QString::fromLatin1(entry.glyph)));
    }
    layout->addStretch(1);
    return rail;
}

QWidget *AnnotationWorkplace::makeDock()
{
    auto *panel = new QWidget;
    QVBoxLayout *column = parts::panel(*panel);
    auto *who = new QHBoxLayout;
    who->setContentsMargins(16, 8, 16, 8);
    who->setSpacing(10); // Else it is the column's, which is none.
    auto *name = new QLabel(tr("Annotator"));
    m_annotator = new QLineEdit;
    m_annotator->setMaxLength(40);
    m_annotator->setPlaceholderText(tr("Your code or initials"));
    m_annotator->setAccessibleName(tr("Annotator: your code or initials"));
    who->addWidget(name);
    who->addWidget(m_annotator, 1);
    column->addLayout(who);
    column->addWidget(makePart());
    column->addWidget(m_dispute);
    column->addWidget(theme::horizontalLine());
    auto *scrolled = new QScrollArea;
    scrolled->setWidget(m_form);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(scrolled, 1);
    column->addWidget(theme::horizontalLine());
    m_message = new QLabel;
    m_message->setWordWrap(true);
    m_message->setContentsMargins(16, 6, 16, 0);
    theme::setRole(*m_message, "warn");
    column->addWidget(m_message);
    m_reason = new QLineEdit;
    m_reason->setObjectName("skipReason");
    m_reason->setPlaceholderText(tr("Why it is skipped, then Enter"));
    m_reason->setAccessibleName(tr("Why this case is skipped"));
    m_reason->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 8, 16, 8);
    foot->setSpacing(8);
    m_saved = new QLabel;
    theme::setRole(*m_saved, "hint");
    m_skip = new QPushButton(tr("Skip…"));
    m_done = new QPushButton(tr("Done, next"));
    theme::setRole(*m_done, "primary");
    foot->addWidget(m_saved, 1);
    foot->addWidget(m_reason, 3);
    foot->addWidget(m_skip);
    foot->addWidget(m_done);
    column->addLayout(foot);
    panel->setMinimumWidth(narrowFormWidth);
    connect(m_annotator, &QLineEdit::editingFinished, this, [this] { m_desk->setAnnotator(m_annotator->text()); });
    connect(m_skip, &QPushButton::clicked, this, [this] { askReason(!m_reason->isVisible()); });
    connect(m_reason, &QLineEdit::returnPressed, this, &AnnotationWorkplace::skip);
    connect(m_done, &QPushButton::clicked, this, &AnnotationWorkplace::done);
    return panel;
}

QWidget *AnnotationWorkplace::makePart()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(16, 0, 16, 8);
    m_part = new QComboBox;
    m_part->setAccessibleName(tr("Part in the annotation"));
    m_part->addItem(tr("One of the annotators"));
    m_part->addItem(tr("Third annotator, where two differ"), int(annotation::Decider::Third));
    m_part->addItem(tr("Consensus meeting, where two differ"), int(annotation::Decider::Meeting));
    column->addWidget(m_part);
    m_limit = new QWidget;
    auto *row = new QHBoxLayout(m_limit);
    row->setContentsMargins(0, 0, 0, 0);
    auto *caption = new QLabel(tr("Plausibility differs above"));
    theme::setRole(*caption, "caption");
    m_apart = new QSpinBox;
    m_apart->setRange(0, 4); // Of five steps.
    m_apart->setValue(1);
    m_apart->setAccessibleName(caption->text());
    row->addWidget(caption, 1);
    row->addWidget(m_apart);
    auto *agreement = new QPushButton(tr("Agreement…"));
    row->addWidget(agreement);
    connect(agreement, &QPushButton::clicked, this, &AnnotationWorkplace::showAgreement);
    column->addWidget(m_limit);
    m_limit->hide();
    connect(m_part, &QComboBox::currentIndexChanged, this, &AnnotationWorkplace::takePart);
    connect(m_apart, &QSpinBox::valueChanged, m_desk, &AnnotationDesk::setPlausibilityApart);
    return box;
}

void AnnotationWorkplace::takePart()
{
    m_form->commitText();
    const QVariant decider = m_part->currentData();
    m_limit->setVisible(decider.isValid());
    m_desk->setDecider(decider.isValid() ? std::optional(annotation::Decider(decider.toInt())) : std::nullopt);
    drawCase();
}

void AnnotationWorkplace::showAgreement()
{
    const auto agreement = m_desk->agreement();
    if (agreement)
        (new AgreementWindow(*agreement, this))->show();
    else
        say(coreWords(agreement.error().message));
}

QList<WorkplaceMenu> AnnotationWorkplace::menus() const
{
    return { { tr("&Edit"), { "annotation.undo", "annotation.redo" } },
        { tr("&Annotation"),
            { "annotation.done", "annotation.skip", "annotation.previous", "annotation.next", "", "annotation.confirm",
                "annotation.mark", "annotation.type", "annotation.delete", "", "annotation.point", "annotation.box",
                "annotation.contour", "annotation.polygon", "annotation.brush", "annotation.eraser", "",
                "annotation.export", "annotation.exportDicom" } },
        { tr("&View"),
            { "annotation.window", "annotation.pan", "annotation.zoom", "annotation.probe", "", "annotation.fit",
                "annotation.invert", "annotation.fileWindow", "", "annotation.side", "annotation.swipe",
                "annotation.blink", "annotation.checker", "annotation.overlay", "annotation.difference" } } };
}

void AnnotationWorkplace::entered()
{
    setTool(m_tool);
    m_desk->lookAgain();
    if (m_desk->annotator().isEmpty())
        m_annotator->setFocus(Qt::OtherFocusReason);
    else
        m_compare->second().setFocus(Qt::OtherFocusReason);
    drawCase();
}

QVariantMap AnnotationWorkplace::choices() const
{
    return { { "annotator", m_desk->annotator() }, { "radius", m_radius } };
}

void AnnotationWorkplace::setChoices(const QVariantMap &choices)
{
    m_annotator->setText(choices.value("annotator").toString());
    m_desk->setAnnotator(m_annotator->text());
    setRadius(choices.value("radius", m_radius).toDouble());
}

void AnnotationWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() != width())
        resizeDocks({ m_dock }, { width() >= 1500 ? formWidth : narrowFormWidth }, Qt::Horizontal);
}

bool AnnotationWorkplace::isOriginal(const MarkLayer &layer) const
{
    // In every arrangement but two views, the one view shows the counterfactual, too.
    return &layer == m_first && m_compare->arrangement() == Arrangement::SideBySide;
}

void AnnotationWorkplace::setTool(MarkTool tool)
{
    m_tool = tool;
    m_first->setTool(tool);
    m_second->setTool(tool);
    ToolBox &tools = m_context.tools;
    if (isMaskTool(tools.tool()))
        tools.setTool(Tool::WindowLevel); // The region of an edit is not painted here.
    const auto check = [this](const char *id, bool on) {
        m_context.actions.action(QString::fromLatin1(id)).setChecked(on);
    };
    check("annotation.window", tool == MarkTool::None && tools.tool() == Tool::WindowLevel);
    check("annotation.pan", tool == MarkTool::None && tools.tool() == Tool::Pan);
    check("annotation.zoom", tool == MarkTool::None && tools.tool() == Tool::Zoom);
    check("annotation.probe", tool == MarkTool::None && tools.tool() == Tool::Probe);
    check("annotation.point", tool == MarkTool::Point);
    check("annotation.box", tool == MarkTool::Box);
    check("annotation.contour", tool == MarkTool::Contour);
    check("annotation.polygon", tool == MarkTool::Polygon);
    check("annotation.brush", tool == MarkTool::Brush);
    check("annotation.eraser", tool == MarkTool::Eraser);
}

void AnnotationWorkplace::setRadius(double radius)
{
    m_radius = std::clamp(radius, ToolBox::smallestRadius, ToolBox::largestRadius);
    m_first->setRadius(m_radius);
    m_second->setRadius(m_radius);
    m_second->update();
}

void AnnotationWorkplace::drawCase()
{
    const HistoryEntry *entry = m_desk->entry();
    const EditDocument *document = m_desk->document();
    if (document == nullptr || entry == nullptr) {
        ViewportContent none;
        none.headline = tr("There is no result to annotate.");
        none.hint = tr("Open a film and generate counterfactuals; they come here one by one.");
        if (m_desk->decider() && document != nullptr) {
            none.headline = tr("There is nothing to decide.");
            none.hint = tr("Annotators agree, fewer than two have finished, or you are one of them.");
        }
        ViewportContent original = document ? originalContent(*document) : ViewportContent();
        if (document == nullptr)
            original.headline = tr("No study is open.");
        m_compare->setContents(std::move(original), std::move(none));
        setWindowTitle({});
    } else {
        m_compare->setContents(originalContent(*document), entryContent(*document, *entry));
        setWindowTitle(tr("SYNTHETIC · annotation of edit %1").arg(entry->number));
    }
    m_form->setActiveMark(0);
    askReason(false);
    say({});
    draw();
}

void AnnotationWorkplace::draw()
{
    const int total = int(m_desk->rows().size());
    m_count->setText(
        m_desk->place() >= 0 ? tr("Result %1 of %2").arg(m_desk->place() + 1).arg(total) : tr("No result"));
    m_left->setText(
        total > 0 ? tr("%1 left · %2 refused among them").arg(m_desk->left()).arg(m_desk->refused()) : QString());
    m_form->show(m_desk->annotation(), m_desk->open());
    m_dispute->show(m_desk->dispute(), m_desk->decider().value_or(annotation::Decider::Third), m_desk->annotation());
    drawMarks();
    const Annotation *one = m_desk->annotation();
    const bool isThere = one != nullptr;
    if (m_desk->annotator().isEmpty())
        m_saved->setText(tr("Enter your code to begin"));
    else if (isThere && one->state == annotation::State::Done)
        m_saved->setText(tr("Done"));
    else if (isThere && one->state == annotation::State::Skipped)
        m_saved->setText(tr("Skipped"));
    else
        m_saved->setText(tr("Saved as you go"));
    if (!m_desk->problem().isEmpty())
        say(m_desk->problem());
    for (QPushButton *button : { m_skip, m_done })
        button->setEnabled(isThere);
    const auto enable = [this](const char *id, bool on) {
        m_context.actions.action(QString::fromLatin1(id)).setEnabled(on);
    };
    enable("annotation.undo", m_desk->canUndo());
    enable("annotation.redo", m_desk->canRedo());
    enable("annotation.export", isThere);
    enable("annotation.exportDicom", isThere);
    enable("annotation.done", isThere);
    enable("annotation.skip", isThere);
    enable("annotation.previous", m_desk->place() > 0);
    enable("annotation.next", m_desk->place() + 1 < total);
}

void AnnotationWorkplace::drawMarks()
{
    const Annotation *one = m_desk->annotation();
    const Annotation *original = m_desk->original();
    const std::vector<Mark> marks = one ? one->marks : std::vector<Mark>();
    m_second->setMarks(marks, m_form->activeMark());
    m_first->setMarks(isOriginal(*m_first) ? (original && one ? original->marks : std::vector<Mark>()) : marks,
        isOriginal(*m_first) ? 0 : m_form->activeMark());
}

void AnnotationWorkplace::addMark(MarkLayer &layer, Mark mark)
{
    mark.type = isOriginal(layer) ? annotation::MarkType::Structure : annotation::MarkType::Other;
    const auto add = [mark](Annotation &one) {
        Mark numbered = mark;
        numbered.number = one.nextMarkNumber();
        one.marks.push_back(std::move(numbered));
    };
    if (isOriginal(layer)) {
        m_desk->changeOriginal(add);
        return;
    }
    m_desk->change(add);
    if (const Annotation *one = m_desk->annotation(); one && !one->marks.empty())
        m_form->setActiveMark(one->marks.back().number);
}

void AnnotationWorkplace::paintMask(MarkLayer &layer, const std::vector<QPointF> &path, double radius, bool erase)
{
    const Annotation *one = isOriginal(layer) ? m_desk->original() : m_desk->annotation();
    if (one == nullptr || path.empty())
        return;
    const Mark *mark = one->mark(isOriginal(layer) ? 0 : m_form->activeMark());
    const bool isMask = mark && mark->shape == annotation::MarkShape::Mask;
    if (erase && !isMask) {
        say(tr("Choose a mask first (M)."));
        return;
    }
    MaskDocument document(QSize(one->subject.width, one->subject.height));
    if (isMask)
        if (const auto decoded = annotation::decodeRuns(mark->mask)) {
            MaskPatch whole{ QRect(QPoint(0, 0), document.size()), decoded->pixels };
            std::ranges::transform(
                whole.values, whole.values.begin(), [](std::uint8_t value) { return value ? 255 : 0; });
            document.apply(whole);
        }
    for (std::size_t i = 0; i < path.size(); ++i)
        document.paintLine(path[i == 0 ? 0 : i - 1], path[i], radius, 1.0, erase);
    Image<std::uint8_t> values = document.values();
    for (std::uint8_t &value : values.pixels)
        value = value >= 128 ? 1 : 0;
    const annotation::RunLengthMask runs = annotation::encodeRuns(values);
    if (!isMask) {
        Mark fresh;
        fresh.shape = annotation::MarkShape::Mask;
        fresh.mask = runs;
        if (!runs.empty())
            addMark(layer, std::move(fresh));
        return;
    }
    const int number = mark->number;
    m_desk->change([&](Annotation &changed) {
        if (runs.empty())
            std::erase_if(changed.marks, [number](const Mark &each) { return each.number == number; });
        else if (Mark *each = changed.mark(number)) {
            each->mask = runs;
            each->confirmed = true; // Whoever corrects a proposal has seen it.
        }
    });
}

void AnnotationWorkplace::say(const QString &sentence)
{
    m_message->setText(sentence);
    m_message->setVisible(!sentence.isEmpty());
}

void AnnotationWorkplace::askReason(bool ask)
{
    m_reason->setVisible(ask);
    m_saved->setVisible(!ask);
    if (ask) {
        m_reason->clear();
        m_reason->setFocus(Qt::OtherFocusReason);
    }
}

void AnnotationWorkplace::goOn()
{
    if (m_desk->goToNextOpen())
        return;
    if (m_review->film() >= 0 && m_review->film() + 1 < m_review->films())
        m_review->step(1);
    else
        say(tr("All results of this film are annotated or skipped."));
}

void AnnotationWorkplace::skip()
{
    m_form->commitText();
    if (const auto skipped = m_desk->skip(m_reason->text()); !skipped) {
        say(coreWords(skipped.error().message));
        return;
    }
    askReason(false);
    m_compare->second().setFocus(Qt::OtherFocusReason);
    goOn();
}

void AnnotationWorkplace::done()
{
    if (m_second->closeShape() || m_first->closeShape())
        return;
    m_form->commitText();
    if (const auto open = m_desk->open(); !open.empty() && m_desk->annotation()) {
        m_form->goToOpen(open.front());
        say(words::openSentence(open.front(), *m_desk->annotation()));
        return;
    }
    if (const auto finished = m_desk->finish(); !finished) {
        say(coreWords(finished.error().message));
        return;
    }
    goOn();
}

} // namespace cf::ui
