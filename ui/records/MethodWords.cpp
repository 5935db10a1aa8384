#include "ui/records/MethodWords.h"

#include "core/editing/EditResult.h"
#include "core/editing/methods/MethodDescription.h"
#include "core/editing/methods/MethodOptions.h"
#include "ui/words/CoreWords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace cf::ui {
QString methodWords(const std::string &english)
{
    return coreWords(english);
}

QString parameterLines(const MethodDescription &method)
{
    QStringList lines;
    for (const MethodParameter &parameter : method.parameters)
        lines << QString::fromStdString(spelling(parameter)) + ": " + methodWords(parameter.help);
    return lines.join('\n');
}

QString methodAtWork(const std::string &method)
{
    if (method == "remove")
        return QCoreApplication::translate("MethodWords", "removed in pixels");
    return method == "insertion" ? QCoreApplication::translate("MethodWords", "drawn by the renderer")
                                 : QCoreApplication::translate("MethodWords", "by the model");
}

QString methodOf(const Provenance &made)
{
    QStringList taken;
    for (const MethodChoice &choice : made.chosen)
        if (const QString words = methodAtWork(choice.method); choice.method != made.method && !taken.contains(words))
            taken << words;
    const QString name = QString::fromStdString(made.method);
    return taken.isEmpty() ? name : QCoreApplication::translate("MethodWords", "%1: %2").arg(name, taken.join(", "));
}

bool takesCaptions(const std::string &method)
{
    return method != "insertion" && method != "remove";
}

bool madeFromCaptions(const Provenance &made)
{
    return made.chosen.empty() ? takesCaptions(made.method)
                               : std::any_of(made.chosen.begin(), made.chosen.end(),
                                   [](const MethodChoice &choice) { return takesCaptions(choice.method); });
}

} // namespace cf::ui
