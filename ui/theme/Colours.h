#pragma once

#include <QColor>
#include <QHash>
#include <QString>

namespace cf::ui::theme {

/// What the user chose of the theme's colours: the tokens of the same names in tokens.json are laid over the others.
struct Look {
    bool contrast = false; ///< Text and lines a step brighter.
    bool brightRoom = false; ///< Lighter surrounds for a room that is not dark.
    bool operator==(const Look &) const = default;
};

/// The colour of a token such as "text.primary". An unknown name is a defect and shows as magenta.
QColor colour(const QString &token);
/// The same with an opacity from 0 to 1.
QColor colour(const QString &token, double opacity);

/// All tokens.
const QHash<QString, QColor> &colours();

/// Gives the tokens the colours of a look, for what is drawn from now on. False where they have them.
bool takeColours(const Look &look);

} // namespace cf::ui::theme
