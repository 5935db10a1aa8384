#include "ui/compare/ProbeReadout.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <cmath>

namespace cf::ui {

using painting::Align;

ProbeReadout::ProbeReadout(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(44);
    setAccessibleName(tr("Values under the pointer"));
}

void ProbeReadout::setValues(const std::optional<Values> &values)
{
    m_values = values;
    update();
}

QString ProbeReadout::wordsOf(const Values &values)
{
    if (!values.counterfactual || !values.original || values.onPlate)
        return {};
    const int change = *values.counterfactual - *values.original;
    if (change == 0)
        return tr("unchanged");
    if (std::abs(change) < values.noiseFloor)
        return tr("below the noise floor of ±%1").arg(std::lround(values.noiseFloor));
    return change * values.screenSign > 0 ? tr("brighter on the screen") : tr("darker on the screen");
}

void ProbeReadout::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont plain = theme::font(12);
    const QColor grey = theme::colour("text.secondary");
    const double first = 16;
    const double second = 35;
    const double right = width() - 12;
    if (!m_values) {
        painting::drawTabular(painter, QPointF(12, first), tr("Pointer"), plain, theme::colour("text.tertiary"));
        painting::drawTabular(painter, QPointF(right, first), tr("move over an image"), plain,
            theme::colour("text.tertiary"), Align::Right);
        return;
    }
    painting::drawTabular(
        painter, QPointF(12, first), tr("x %1  y %2").arg(m_values->pixel.x()).arg(m_values->pixel.y()), plain, grey);
    const auto text = [](const std::optional<int> &value) {
        return value ? painting::signedNumber(*value).remove('+') : QString("—");
    };
    if (!m_values->counterfactual) {
        painting::drawTabular(painter, QPointF(right, first), text(m_values->original), plain,
            theme::colour("text.primary"), Align::Right);
        return;
    }
    if (m_values->onPlate) {
        painting::drawTabular(painter, QPointF(right, first), tr("mark, source value %1").arg(text(m_values->original)),
            plain, grey, Align::Right);
        return;
    }
    const int change = *m_values->counterfactual - m_values->original.value_or(0);
    const QString delta = tr("Δ %1").arg(painting::signedNumber(change));
    const double width = painting::drawTabular(painter, QPointF(right, first), delta, theme::font(13, QFont::DemiBold),
        theme::colour("text.primary"), Align::Right);
    painting::drawTabular(painter, QPointF(right - width - 12, first),
        text(m_values->original) + " → " + text(m_values->counterfactual), plain, grey, Align::Right);
    painting::drawTabular(painter, QPointF(right, second), wordsOf(*m_values), theme::font(11),
        theme::colour("text.secondary"), Align::Right);
    painting::drawTabular(painter, QPointF(12, second), tr("Rebuilt, no edit: %1").arg(text(m_values->rebuilt)),
        theme::font(11), theme::colour("text.tertiary"));
}

} // namespace cf::ui
