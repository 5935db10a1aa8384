#pragma once

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace cf::ui::theme {

/// What a file of the program's own resources holds; empty where it is not there.
QByteArray resource(const QString &path);
/// All colours of resources/styles/tokens.json by their names.
const QHash<QString, QColor> &tokens();
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

} // namespace cf::ui::theme
