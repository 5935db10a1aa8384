#pragma once

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace cf::ui::theme {

/// A glyph of resources/icons in the colour of a token.
QPixmap glyph(const QString &name, const QString &token, int size, double pixelRatio = 1.0);
/// The same as an icon: greyed when disabled, sharp on dense screens.
QIcon icon(const QString &name, const QString &token = QStringLiteral("text.primary"), int size = 18);

} // namespace cf::ui::theme
