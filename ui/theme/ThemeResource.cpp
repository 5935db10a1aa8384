#include "ui/theme/ThemeResource.h"

#include <QFile>

static void loadResources()
{
    // Libraries that are linked statically do not register their resources by themselves.
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(styles);
}

namespace cf::ui::theme {

QByteArray resource(const QString &path)
{
    loadResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace cf::ui::theme
