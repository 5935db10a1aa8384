#include "ui/prompt/PromptPanel.h"

#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/SlotChips.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

namespace cf::ui {
namespace {

constexpr int compileDelay = 40; // Milliseconds after the last key.
constexpr int rightWidth = 252;
constexpr int panelHeight = 194; // Two lines of the instruction, or three over one of captions.

QToolButton *smallButton(const QString &glyph, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(theme::icon(glyph));
    button->setIconSize(QSize(18, 18));
    button->setFixedSize(32, 32);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

QLabel *caption(const QString &text)
{
    auto *label = new QLabel(text);
    theme::setRole(*label, "caption");
    return label;
}

QSpinBox *numberField(int lowest, int highest, int value, const QString &name)
{
    auto *field = new QSpinBox;
    field->setRange(lowest, highest);
    field->setValue(value);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setAccessibleName(name);
    field->setToolTip(name);
    field->setFixedHeight(28);
    return field;
}

} // namespace

PromptPanel::PromptPanel(QWidget *parent)
    : QWidget(parent)
    , m_instruction(new InstructionEdit)
    , m_chips(new SlotChips)
    , m_warning(new theme::ElidedLabel)
    , m_captions(new CaptionRows)
    , m_labels(new SourceLabels)
    , m_regionFirst(new QCheckBox(tr("Region first")))
    , m_earlier(smallButton("history", tr("Earlier instructions (Alt+Up, Alt+Down)")))
    , m_examples(smallButton("grid", tr("Examples")))
    , m_method(new QComboBox)
    , m_seed(numberField(0, 999'999'999, 1, tr("Seed: the same seed gives the same edit")))
    , m_steps(numberField(0, 200, 0, tr("Steps: 0 takes the method's own number")))
    , m_seeds(numberField(1, 16, 1, tr("Seeds in one batch: above 1 their spread is shown beside the edit")))
    , m_button(new QPushButton)
    , m_state(new QLabel)
    , m_progress(new QProgressBar)
{
    theme::setRole(*this, "prompt");
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(16);
    layout->addWidget(makeLeft(), 1);
    auto *line = new QFrame;
    theme::setRole(*line, "vline");
    layout->addWidget(line);
    layout->addWidget(makeRight());
    fillExamples();
    m_compileSoon.setSingleShot(true);
    m_compileSoon.setInterval(compileDelay);
    connect(&m_compileSoon, &QTimer::timeout, this, &PromptPanel::compileNow);
    connect(m_instruction, &InstructionEdit::linesChanged, this, &PromptPanel::fitLines);
    connect(m_captions, &CaptionRows::changed, this, &PromptPanel::fitLines);
    setFixedHeight(panelHeight);
    connect(m_instruction, &QPlainTextEdit::textChanged, this, [this] {
        m_compileSoon.start();
        updateButton();
        tellDraft();
    });
    connect(m_method, &QComboBox::currentIndexChanged, this, [this] {
        showMethod();
        tellDraft();
    });
    for (QSpinBox *field : { m_seed, m_steps, m_seeds })
        connect(field, &QSpinBox::valueChanged, this, &PromptPanel::tellDraft);
    connect(m_regionFirst, &QCheckBox::toggled, this, &PromptPanel::regionFirstChanged);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_running) {
            Q_EMIT cancelRequested();
            return;
        }
        compileNow(); // What was typed last, even if the pause after it is not over.
        if (m_button->isEnabled())
            Q_EMIT generateRequested();
    });
    m_chips->setObjectName("chips");
    m_button->setObjectName("generate");
    updateButton();
}

QWidget *PromptPanel::makeLeft()
{
    auto *left = new QWidget;
    auto *box = new QHBoxLayout;
    box->setSpacing(6);
    box->addWidget(m_instruction, 1);
    box->addWidget(m_earlier, 0, Qt::AlignTop);
    box->addWidget(m_examples, 0, Qt::AlignTop);
    m_chips->setHint(tr("Words you type appear here with how the model will use them."));
    theme::setRole(*m_warning, "warn");
    m_warning->setMinimumHeight(16);
    m_warning->setAccessibleName(tr("Warning"));
    m_captions->setMinimumHeight(20);
    connect(m_captions, &CaptionRows::changed, this, [this] {
        showHowItIsHeard();
        updateButton();
        tellDraft();
    });
    connect(m_labels, &SourceLabels::edited, this, [this] {
        compileNow();
        Q_EMIT sourceLabelsEdited();
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(10);
    line->addWidget(m_warning, 1);
    line->addWidget(m_labels);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(box);
    layout->addWidget(m_chips);
    layout->addLayout(line);
    layout->addWidget(m_captions);
    layout->addStretch(1);
    return left;
}

void PromptPanel::fitLines()
{
    // The panel keeps its height whatever is typed, so that the films above it stay where they are: more lines of the
    // instruction fold the captions, which the record and the tooltip hold all the same.
    const bool written = m_captions->isEditing();
    m_instruction->setMaxLines(written ? 1 : 3);
    m_captions->setFolded(!written && m_instruction->lines() > 2);
}

QWidget *PromptPanel::makeRight()
{
    auto *right = new QWidget;
    right->setFixedWidth(rightWidth);
    auto *grid = new QGridLayout(right);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(6);
    grid->setHorizontalSpacing(8);
    m_method->setAccessibleName(tr("Method"));
    m_method->setFixedHeight(28);
    auto *dice = smallButton("dice", tr("New seed (Ctrl+Shift+N)"));
    dice->setFixedSize(28, 28);
    connect(dice, &QToolButton::clicked, this, &PromptPanel::newSeedRequested);
    grid->addWidget(caption(tr("Method")), 0, 0);
    grid->addWidget(m_method, 0, 1, 1, 4);
    grid->addWidget(caption(tr("Seed")), 1, 0);
    grid->addWidget(m_seed, 1, 1);
    grid->addWidget(dice, 1, 2);
    grid->addWidget(caption(tr("Steps")), 1, 3);
    grid->addWidget(m_steps, 1, 4);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(4, 2);
    m_regionFirst->setChecked(true);
    m_regionFirst->setToolTip(
        tr("Where no mask is drawn, the region that the program finds is laid on the original as a mask. Correct it "
           "with the brush; the next press of Generate applies it."));
    grid->addWidget(m_regionFirst, 2, 0, 1, 3);
    grid->addWidget(caption(tr("Seeds")), 2, 3);
    grid->addWidget(m_seeds, 2, 4);
    grid->setRowStretch(2, 1);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true); // The fields above stay where they are when work begins.
    m_progress->setSizePolicy(keepsItsPlace);
    m_progress->hide();
    grid->addWidget(m_progress, 3, 0, 1, 5);
    theme::setRole(*m_state, "caption");
    m_state->setWordWrap(true);
    m_button->setMinimumWidth(116);
    m_button->setIconSize(QSize(16, 16));
    auto *last = new QHBoxLayout;
    last->addWidget(m_state, 1);
    last->addWidget(m_button);
    grid->addLayout(last, 4, 0, 1, 5);
    return right;
}

void PromptPanel::fillExamples()
{
    auto *menu = new QMenu(m_examples);
    menu->setAccessibleName(tr("Examples"));
    for (const QString &example : { tr("remove the pacemaker"), tr("add a small left pleural effusion"),
             tr("make the heart bigger"), tr("remove the right pleural effusion"), tr("add a pacemaker"),
             tr("remove the ECG leads"), tr("replace the large effusion by a small one") }) {
        menu->addAction(example, this, [this, example] {
            m_instruction->setPlainText(example);
            m_instruction->setFocus();
        });
    }
    m_examples->setMenu(menu);
    auto *earlier = new QMenu(m_earlier);
    earlier->setAccessibleName(tr("Earlier instructions"));
    connect(earlier, &QMenu::aboutToShow, this, [this, earlier] {
        earlier->clear();
        const QStringList &used = m_instruction->remembered();
        for (auto it = used.crbegin(); it != used.crend(); ++it)
            earlier->addAction(it->left(80), this, [this, text = *it] { m_instruction->setPlainText(text); });
        if (used.isEmpty())
            earlier->addAction(tr("No instruction has been used yet"))->setEnabled(false);
    });
    m_earlier->setMenu(earlier);
}

} // namespace cf::ui
