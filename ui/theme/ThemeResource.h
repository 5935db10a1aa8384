#pragma once

#include <QByteArray>
#include <QString>

namespace cf::ui::theme {

/// What lies under a name such as ":/icons/folder.svg"; nothing where nothing does.
QByteArray resource(const QString &path);

} // namespace cf::ui::theme
