#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

/// Small painted parts that several widgets share.
namespace cf::ui::painting {

enum class Align { Left, Centre, Right };

/// Diagonal stripes of the synthetic colours: the sign that a picture is not a radiograph.
void drawSyntheticHatch(QPainter &painter, const QRectF &rect);

/// The filled badge: hatch and a word, readable on a monochrome display. Returns its width.
double drawSyntheticBadge(QPainter &painter, const QPointF &topLeft, double height, const QString &text);
/// The width that drawSyntheticBadge() will take.
double syntheticBadgeWidth(const QString &text);

/// An outlined word such as ORIGINAL or REFUSED, with an optional glyph. Returns its width.
double drawPill(QPainter &painter, const QPointF &topLeft, double height, const QString &text, const QString &glyph,
    const QColor &ink, const QColor &edge, const QColor &fill);

/// Text whose digits all take the room of "0", so that changing numbers do not tremble. `at` is on the baseline.
/// Returns the width.
double drawTabular(QPainter &painter, const QPointF &at, const QString &text, const QFont &font, const QColor &colour,
    Align align = Align::Left);
double tabularWidth(const QString &text, const QFont &font);

/// Text with a black outline, readable on any grey. `at` is on the baseline.
void drawOutlined(QPainter &painter, const QPointF &at, const QString &text, const QFont &font, const QColor &colour,
    Align align = Align::Left);

/// "+567", "−12", "0": with the sign that typographers use.
QString signedNumber(double value, int decimals = 0);

} // namespace cf::ui::painting
