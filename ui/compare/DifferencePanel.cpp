#include "ui/compare/DifferencePanel.h"

#include "ui/compare/ColourBar.h"
#include "ui/theme/Theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cf::ui {

DifferencePanel::DifferencePanel(ToolBox &tools, ViewState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_view(new Viewport(tools, state))
    , m_bar(new ColourBar)
    , m_readout(new ProbeReadout)
{
    theme::setRole(*this, "panel");
    m_view->setHeaderVisible(false);
    m_view->setDifferenceDisplay(Viewport::DifferenceDisplay::Alone);
    auto *title = new QLabel(tr("Difference"));
    theme::setRole(*title, "strong");
    auto *kind = new QLabel(tr("counterfactual − original"));
    theme::setRole(*kind, "hint");
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 8, 12, 8);
    header->addWidget(title, 1);
    header->addWidget(kind);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_view);
    layout->addWidget(m_bar);
    layout->addWidget(m_readout);
    connect(&m_state, &ViewState::probeChanged, this, &DifferencePanel::showProbe);
    setResult({}, {});
}

void DifferencePanel::setResult(const PicturePointer &source, const ResultPointer &result)
{
    m_source = source;
    m_result = result;
    ViewportContent content;
    content.headline = tr("No counterfactual yet.");
    content.hint = tr("What changes will show here.");
    if (source && result) {
        content.role = ViewportContent::Role::Synthetic;
        content.picture = source;
        content.difference = result->difference;
        content.region = result->region;
        content.subtitle = tr("difference map");
    }
    m_view->setContent(std::move(content));
    m_bar->setDifference(result ? result->difference : nullptr, source ? source->radiograph().bitsStored : 0);
    fitViewHeight();
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
        values.noiseFloor = m_result->metrics.noiseFloor;
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
