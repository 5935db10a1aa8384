#include "ui/annotation/AnnotationWorkplace.h"

#include "core/annotation/AnnotationCheck.h"
#include "ui/annotation/AgreementWindow.h"
#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/BatchReview.h"
#include "ui/annotation/DisputePanel.h"
#include "ui/annotation/form/AnnotationForm.h"
#include "ui/annotation/form/AnnotationWords.h"
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
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QSpinBox>

#include <algorithm>

namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;

namespace {

constexpr int formWidth = 460;

/// Who proposes what stands in italics.
QString proposersOf(AnnotationDesk::Sight sight)
{
    switch (sight) {
    case AnnotationDesk::Sight::Awaited:
        return AnnotationWorkplace::tr(
            "Italics: proposed from instruction and mask; the segmenter is still looking. Confirm each.");
    case AnnotationDesk::Sight::Proposed:
        return AnnotationWorkplace::tr("Italics: proposed from instruction, mask and segmenter. Confirm each.");
    case AnnotationDesk::Sight::None:
        break;
    }
    return AnnotationWorkplace::tr("Italics: proposed from instruction and mask. Confirm each.");
}

std::filesystem::path annotationFolder(const WindowServices &services)
{
    const std::filesystem::path &work = services.session.workFolder;
    return work.empty() ? work : work / "annotations";
}

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

void AnnotationWorkplace::takePart()
{
    m_form->commitText();
    const QVariant decider = m_part->currentData();
    m_limit->setVisible(decider.isValid());
    m_desk->setDecider(decider.isValid() ? std::optional(annotation::Decider(decider.toInt())) : std::nullopt);
    drawCase();
}

void AnnotationWorkplace::takeShared()
{
    const QString wanted = m_shared->text().trimmed();
    if (wanted == m_desk->sharedPlace())
        return;
    m_form->commitText();
    if (const auto shared = m_desk->share(wanted); !shared) {
        say(coreWords(shared.error().message));
        return;
    }
    m_shared->setText(m_desk->sharedPlace()); // Nobody else reads a password here.
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
    return { { "annotator", m_desk->annotator() }, { "radius", m_radius }, { "shared", m_desk->sharedPlace() } };
}

void AnnotationWorkplace::setChoices(const QVariantMap &choices)
{
    m_shared->setText(choices.value("shared").toString());
    takeShared();
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
    m_form->setProposers(proposersOf(m_desk->sight()));
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
    m_sharing->setText(m_desk->sharingProblem());
    m_sharing->setVisible(!m_sharing->text().isEmpty());
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
