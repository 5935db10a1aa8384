#pragma once

#include "ui/theme/Colours.h"
#include "ui/theme/Glyphs.h"

#include <QFont>
#include <QString>

class QApplication;
class QFrame;
class QWidget;

/// The reading-room theme: colours and sizes by the names of resources/styles/tokens.json.
namespace cf::ui::theme {

/// Sizes of the screen's fixed parts, in logical pixels.
inline constexpr int viewportHeader = 28;
inline constexpr int ribbonHeight = 18;
inline constexpr int syntheticFrame = 5;
inline constexpr int railWidth = 44;

/// The screen's typeface at a size in pixels.
QFont font(int pixels, QFont::Weight weight = QFont::Normal, double letterSpacing = 0.0);

/// Gives a widget one of the style sheet's roles and repaints it.
void setRole(QWidget &widget, const char *role);
/// Sets any dynamic property that the style sheet reads and repaints the widget.
void setStyleProperty(QWidget &widget, const char *name, const QVariant &value);

/// A line between groups of a column.
QFrame *horizontalLine();

/// Loads the style sheet, the palette and the typeface. Once, at the start.
void apply(QApplication &application);
/// Changes the colours of a program to which the theme was applied. Icons that are there keep theirs.
void setLook(const Look &look);

} // namespace cf::ui::theme
