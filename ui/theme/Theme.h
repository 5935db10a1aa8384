#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPixmap>
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

/// The colour of a token such as "text.primary". An unknown name is a defect and shows as magenta.
QColor colour(const QString &token);
/// The same with an opacity from 0 to 1.
QColor colour(const QString &token, double opacity);

/// The screen's typeface at a size in pixels.
QFont font(int pixels, QFont::Weight weight = QFont::Normal, double letterSpacing = 0.0);

/// A glyph of resources/icons in the colour of a token.
QPixmap glyph(const QString &name, const QString &token, int size, double pixelRatio = 1.0);
/// The same as an icon: greyed when disabled, sharp on dense screens.
QIcon icon(const QString &name, const QString &token = QStringLiteral("text.primary"), int size = 18);

/// Gives a widget one of the style sheet's roles and repaints it.
void setRole(QWidget &widget, const char *role);
/// Sets any dynamic property that the style sheet reads and repaints the widget.
void setStyleProperty(QWidget &widget, const char *name, const QVariant &value);

/// A line between groups of a column.
QFrame *horizontalLine();

/// What the user chose of the theme's colours: the tokens of the same names in tokens.json are laid over the others.
struct Look {
    bool contrast = false; ///< Text and lines a step brighter.
    bool brightRoom = false; ///< Lighter surrounds for a room that is not dark.
    bool operator==(const Look &) const = default;
};

/// Loads the style sheet, the palette and the typeface. Once, at the start.
void apply(QApplication &application);
/// Changes the colours of a program to which the theme was applied. Icons that are there keep theirs.
void setLook(const Look &look);

} // namespace cf::ui::theme
