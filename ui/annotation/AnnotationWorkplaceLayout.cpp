#include "ui/annotation/AnnotationWorkplace.h"

#include "ui/actions/ActionButton.h"
#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/BatchReview.h"
#include "ui/annotation/DisputePanel.h"
#include "ui/annotation/form/AnnotationForm.h"
#include "ui/session/EditSession.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <utility>

namespace cf::ui {

namespace {

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
    column->addWidget(makeShared());
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

QWidget *AnnotationWorkplace::makeShared()
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(4);
    m_shared = new QLineEdit;
    m_shared->setPlaceholderText(tr("Shared on a server: postgresql://user@host/database?schema=name"));
    m_shared->setToolTip(
        tr("Empty: annotations stay on this computer alone. Else they lie here and on that server, and "
           "go on here while it does not answer."));
    m_shared->setAccessibleName(tr("Server that annotators share"));
    m_sharing = new QLabel;
    m_sharing->setWordWrap(true);
    theme::setRole(*m_sharing, "warn");
    m_sharing->hide();
    column->addWidget(m_shared);
    column->addWidget(m_sharing);
    connect(m_shared, &QLineEdit::editingFinished, this, &AnnotationWorkplace::takeShared);
    return box;
}

} // namespace cf::ui
