#include "ui/edit/bars/OptionBar.h"

#include "ui/actions/ActionButton.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareModes.h"
#include "ui/edit/bars/HandleFields.h"
#include "ui/edit/bars/ToolRail.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui {
namespace {

constexpr double sliderSteps = 100.0;
constexpr int widthForWords = 1130;
constexpr int widthForNames = 800; // Of tool and sliders; below it the rail and the tooltips say them.

QSpinBox *windowField(int lowest, const QString &name)
{
    auto *field = new QSpinBox;
    field->setRange(lowest, 1'000'000);
    field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    field->setFixedSize(66, 28);
    field->setAccessibleName(name);
    field->setToolTip(name);
    field->setKeyboardTracking(false);
    return field;
}

QSlider *slider(const QString &name)
{
    auto *control = new QSlider(Qt::Horizontal);
    control->setRange(0, int(sliderSteps));
    control->setFixedWidth(96);
    control->setAccessibleName(name);
    control->setToolTip(name);
    return control;
}

QLabel *word(const QString &text)
{
    auto *label = new QLabel(text);
    theme::setRole(*label, "secondary");
    return label;
}

} // namespace

OptionBar::OptionBar(ActionRegistry &actions, ToolBox &tools, ViewState &state, CompareView &compare, QWidget *parent)
    : QWidget(parent)
    , m_tools(tools)
    , m_state(state)
    , m_compare(compare)
    , m_name(new QLabel)
    , m_pages(new QStackedWidget)
    , m_width(windowField(1, tr("Window width")))
    , m_level(windowField(-1'000'000, tr("Window level")))
    , m_radius(slider(tr("Brush size")))
    , m_hardness(slider(tr("Hardness of the brush's edge")))
    , m_radiusText(new QLabel)
    , m_hardnessText(new QLabel)
    , m_numbers(new HandleFields)
{
    theme::setRole(*this, "optionbar");
    theme::setRole(*m_name, "strong");
    setFixedHeight(40);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 0);
    layout->setSpacing(10);
    m_pages->addWidget(makeWindowPage(actions));
    m_pages->addWidget(makeBrushPage(actions));
    m_pages->addWidget(m_numbers);
    layout->addWidget(m_name);
    layout->addWidget(m_pages);
    layout->addStretch(1);
    m_comparison = makeComparison(actions);
    layout->addWidget(m_comparison);
    connect(&m_tools, &ToolBox::toolChanged, this, [this] {
        m_numbersShown = false; // Another tool was taken up; a grip brings them back.
        showTool();
    });
    connect(&m_tools, &ToolBox::brushChanged, this, &OptionBar::showBrush);
    connect(&m_state, &ViewState::windowChanged, this, &OptionBar::showWindow);
    showTool();
    showBrush();
}

QWidget *OptionBar::makeWindowPage(ActionRegistry &actions)
{
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(word(tr("W")));
    layout->addWidget(m_width);
    layout->addWidget(word(tr("L")));
    layout->addWidget(m_level);
    layout->addSpacing(6);
    for (const auto &[id, glyph] : { std::pair("view.fit", "fit"), std::pair("view.oneToOne", "one"),
             std::pair("view.rotate", "rotate"), std::pair("view.flip", "flip"), std::pair("view.invert", "invert") })
        layout->addWidget(new ActionButton(actions.action(id), glyph, 30));
    layout->addStretch(1);
    for (QSpinBox *field : { m_width, m_level })
        connect(field, &QSpinBox::valueChanged, this, &OptionBar::takeWindow);
    return page;
}

QWidget *OptionBar::makeBrushPage(ActionRegistry &actions)
{
    auto *page = new QWidget;
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_radiusText->setFixedWidth(62);
    m_hardnessText->setFixedWidth(40);
    m_sliderNames = { word(tr("Size")), word(tr("Hardness")) };
    layout->addWidget(m_sliderNames[0]);
    layout->addWidget(m_radius);
    layout->addWidget(m_radiusText);
    layout->addWidget(m_sliderNames[1]);
    layout->addWidget(m_hardness);
    layout->addWidget(m_hardnessText);
    layout->addWidget(new ActionButton(actions.action("mask.invert"), "invert", 30));
    layout->addWidget(new ActionButton(actions.action("mask.clear"), "trash", 30));
    layout->addStretch(1);
    // Equal steps of the slider are equal ratios of the size.
    connect(m_radius, &QSlider::valueChanged, this, [this](int value) {
        if (!m_filling)
            m_tools.setRadius(2.0 * std::pow(200.0, value / sliderSteps));
    });
    connect(m_hardness, &QSlider::valueChanged, this, [this](int value) {
        if (!m_filling)
            m_tools.setHardness(value / sliderSteps);
    });
    return page;
}

QWidget *OptionBar::makeComparison(ActionRegistry &actions)
{
    auto *box = new QWidget;
    auto *outer = new QHBoxLayout(box);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(6);
    m_modes = new CompareModes(actions, m_compare, "compare");
    m_modes->setObjectName("compareModes"); // That the tour looks for.
    outer->addWidget(m_modes);
    outer->addWidget(new ActionButton(actions.action("difference.overlay"), "mask", 30));
    outer->addWidget(new ActionButton(actions.action("view.link"), "link", 30));
    outer->addWidget(new ActionButton(actions.action("overlay.cycle"), "tags", 30));
    return box;
}

void OptionBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Words where there is room for them beside the widest tool page; else pictures with the words in the tooltip.
    const bool words = width() >= widthForWords;
    const bool names = width() >= widthForNames;
    m_name->setVisible(names);
    for (QLabel *name : m_sliderNames)
        name->setVisible(names);
    for (QSlider *control : { m_radius, m_hardness })
        control->setFixedWidth(names ? 96 : 60);
    for (QSpinBox *field : { m_width, m_level })
        field->setFixedWidth(names ? 66 : 56);
    m_modes->setLook(words ? CompareModes::Look::Words
            : names        ? CompareModes::Look::Pictures
                           : CompareModes::Look::SmallPictures);
    fitNumbers();
}

void OptionBar::fitNumbers()
{
    const QMargins margins = layout()->contentsMargins();
    const int gaps = margins.left() + margins.right() + 3 * layout()->spacing(); // Of name, pages, stretch, comparison.
    m_numbers->fitInto(width() - gaps - m_comparison->sizeHint().width());
}

void OptionBar::setSpacing(double millimetres)
{
    m_spacing = millimetres;
    m_numbers->setHasScale(millimetres > 0.0);
    showBrush();
}

void OptionBar::showTool()
{
    m_name->setText(m_numbersShown ? QString() : ToolRail::nameOf(m_tools.tool()));
    m_pages->setCurrentIndex(isMaskTool(m_tools.tool()) ? 1 : m_numbersShown ? 2 : 0);
    const bool brush = isBrush(m_tools.tool());
    for (QWidget *widget : std::initializer_list<QWidget *>{ m_radius, m_hardness, m_radiusText, m_hardnessText })
        widget->setEnabled(brush);
}

void OptionBar::showNumbers(const RenderedAddition *addition)
{
    if (addition)
        m_numbers->setAddition(*addition);
    fitNumbers();
    if (std::exchange(m_numbersShown, addition != nullptr) != m_numbersShown)
        showTool();
}

void OptionBar::showBrush()
{
    m_filling = true;
    m_radius->setValue(int(std::lround(std::log(m_tools.radius() / 2.0) / std::log(200.0) * sliderSteps)));
    m_hardness->setValue(int(std::lround(m_tools.hardness() * sliderSteps)));
    m_filling = false;
    const double across = 2.0 * m_tools.radius();
    m_radiusText->setText(
        m_spacing > 0.0 ? tr("%1 mm").arg(across * m_spacing, 0, 'f', 1) : tr("%1 px").arg(std::lround(across)));
    m_hardnessText->setText(tr("%1 %").arg(std::lround(m_tools.hardness() * 100)));
}

void OptionBar::showWindow()
{
    const auto window = m_compare.first().content().empty() ? std::nullopt : m_compare.first().shownWindow();
    m_filling = true;
    m_width->setEnabled(window.has_value());
    m_level->setEnabled(window.has_value());
    if (window) {
        m_width->setValue(int(std::lround(window->width)));
        m_level->setValue(int(std::lround(window->center)));
    }
    m_filling = false;
}

void OptionBar::takeWindow()
{
    auto window = m_compare.first().shownWindow();
    if (m_filling || !window)
        return;
    window->width = m_width->value();
    window->center = m_level->value();
    m_state.setWindow(window);
}

} // namespace cf::ui
