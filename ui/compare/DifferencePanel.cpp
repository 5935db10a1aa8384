#include "ui/compare/DifferencePanel.h"

#include "ui/compare/ColourBar.h"
#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cf::ui {

DifferencePanel::DifferencePanel(ToolBox &tools, ViewState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_view(new Viewport(tools, state))
    , m_bar(new ColourBar)
    , m_kind(new QComboBox)
    , m_pin(new QToolButton)
    , m_spread(new QLabel)
    , m_readout(new ProbeReadout)
{
    theme::setRole(*this, "panel");
    m_view->setHeaderVisible(false);
    m_view->setDifferenceDisplay(Viewport::DifferenceDisplay::Alone);
    auto *title = new QLabel(tr("Difference"));
    theme::setRole(*title, "strong");
    m_kind->addItems({ tr("edit − original"), tr("spread over seeds") });
    m_kind->setAccessibleName(tr("What the map shows"));
    m_kind->setToolTip(tr("The spread over seeds is there after an edit of several seeds"));
    m_kind->setFixedHeight(28);
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(12);
    m_pin->setIcon(theme::icon("pin", "text.primary", 16));
    m_pin->setCheckable(true);
    m_pin->setFixedSize(28, 28);
    m_pin->setFocusPolicy(Qt::TabFocus);
    m_pin->setAccessibleName(tr("Pin the limits of the map"));
    m_pin->setToolTip(tr("Pin the limits: other edits are then shown with the same scale"));
    theme::setRole(*m_spread, "hint");
    m_spread->setWordWrap(true);
    m_spread->setContentsMargins(12, 0, 12, 6);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &DifferencePanel::showMap);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 5, 8, 5);
    header->setSpacing(8);
    header->addWidget(title, 1);
    header->addWidget(m_kind);
    header->addWidget(m_pin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_view);
    layout->addWidget(m_bar);
    layout->addWidget(m_spread);
    layout->addWidget(m_readout);
    connect(&m_state, &ViewState::probeChanged, this, &DifferencePanel::showProbe);
    connect(&m_state, &ViewState::windowChanged, this, &DifferencePanel::showView);
    connect(m_pin, &QToolButton::toggled, this, &DifferencePanel::pinLimit);
    connect(m_bar, &ColourBar::automaticLimitRequested, this, [this] { m_pin->setChecked(false); });
    setResult({}, {});
}

void DifferencePanel::setResult(const PicturePointer &source, const ResultPointer &result)
{
    m_source = source;
    m_result = result;
    const bool several = result && result->deviation;
    m_kind->setEnabled(several);
    if (!several)
        m_kind->setCurrentIndex(0);
    showMap();
    fitViewHeight();
    showProbe();
}

void DifferencePanel::setMapName(const QString &name)
{
    m_kind->setItemText(0, name);
}

void DifferencePanel::showMap()
{
    const bool spread = m_result && m_result->deviation && m_kind->currentIndex() == 1;
    const DifferencePointer map = !m_result ? nullptr : spread ? m_result->deviation : m_result->difference;
    ViewportContent content;
    content.headline = tr("No counterfactual is shown.");
    content.hint = tr("What changes will show here.");
    if (m_source && m_result) {
        content.role = ViewportContent::Role::Synthetic;
        content.picture = m_source;
        content.difference = map;
        content.region = m_result->region;
        content.subtitle = spread ? tr("spread over seeds") : tr("difference map");
    }
    m_view->setContent(std::move(content));
    m_bar->setDifference(map, m_source ? m_source->radiograph().bitsStored : 0);
    m_pin->setEnabled(m_result && !spread);
    m_spread->setText(m_result ? m_result->spreadNote : QString());
    m_spread->setVisible(spread);
}

void DifferencePanel::pinLimit(bool pinned)
{
    if (!pinned)
        m_state.setPinnedLimit(std::nullopt);
    else if (m_result && m_result->difference)
        m_state.setPinnedLimit(m_bar->look().limit);
}

void DifferencePanel::showView()
{
    m_bar->setView(m_state.pinnedLimit(), m_state.inverted());
    const QSignalBlocker blocker(m_pin);
    m_pin->setChecked(m_state.pinnedLimit().has_value());
    showProbe();
}

void DifferencePanel::showProbe()
{
    const auto &probe = m_state.probe();
    if (!probe || !m_source) {
        m_readout->setValues(std::nullopt);
        m_bar->setProbe(std::nullopt);
        return;
    }
    ProbeReadout::Values values;
    values.pixel = QPoint(int(std::floor(probe->x())), int(std::floor(probe->y())));
    values.original = m_source->storedAt(values.pixel.x(), values.pixel.y());
    std::optional<double> change;
    if (m_result) {
        const auto difference = m_result->difference->at(values.pixel.x(), values.pixel.y());
        if (difference && values.original) {
            values.counterfactual = *values.original + *difference;
            change = *difference;
        }
        values.noiseFloor = m_result->difference->map().noiseFloor;
        values.screenSign = m_result->difference->screenSign(m_state.inverted());
        if (m_result->rebuilt)
            values.rebuilt = m_result->rebuilt->storedAt(values.pixel.x(), values.pixel.y());
        const auto &plate = m_result->plate;
        values.onPlate = plate && QRect(plate->x, plate->y, plate->width, plate->height).contains(values.pixel);
    }
    m_bar->setProbe(change);
    m_readout->setValues(values);
}

void DifferencePanel::fitViewHeight()
{
    // As high as the image asks for at this width, within what leaves room for the panels below.
    const QSizeF image = m_source ? m_source->size() : QSizeF(5, 4);
    const double aspect = m_source ? image.height() * m_source->pixelAspect() / image.width() : 0.8;
    const int room = window() ? std::max(160, window()->height() * 38 / 100) : 300;
    m_view->setFixedHeight(std::clamp(int(width() * std::min(aspect, 1.0)), 150, room));
}

void DifferencePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitViewHeight();
}

} // namespace cf::ui
