#include "ui/records/MethodWords.h"

#include "core/editing/methods/MethodDescription.h"
#include "core/editing/methods/MethodOptions.h"
#include "ui/words/CoreWords.h"

#include <QStringList>

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

} // namespace cf::ui
