#include "ui/datasets/PlanTexts.h"

#include "core/editing/methods/MethodOptions.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace cf::ui {

namespace {

/// As few digits as give the same number again.
QString inDigits(double number)
{
    return QLocale::c().toString(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

QStringList partsOf(const QString &text)
{
    static const QRegularExpression separators("[,;、，]");
    QStringList parts;
    for (const QString &part : text.split(separators, Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            parts << part.trimmed();
    return parts;
}

Result<std::vector<BatchArm>> armsOf(const QString &text)
{
    std::vector<BatchArm> arms;
    for (const QString &line : text.split('\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(':');
        BatchArm arm{ line.left(colon < 0 ? line.size() : colon).trimmed().toStdString(), {}, {} };
        for (const QString &part : partsOf(colon < 0 ? QString() : line.mid(colon + 1))) {
            if (!part.contains('=') && arm.method.empty() && arm.parameters.empty()) {
                arm.method = part.toStdString();
                continue;
            }
            CF_ASSIGN(auto parameter, parseMethodParameter(part.toStdString()));
            arm.parameters.insert_or_assign(std::move(parameter.first), parameter.second);
        }
        arms.push_back(std::move(arm));
    }
    return arms;
}

Result<std::vector<BatchSource>> sourcesOf(const QString &text)
{
    std::vector<BatchSource> sources;
    for (const QString &line : text.split('\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(':');
        BatchSource source;
        source.name = line.left(std::max<qsizetype>(0, colon)).trimmed().toStdString();
        for (const QString &part : partsOf(line.mid(colon + 1))) {
            const qsizetype sign = part.indexOf('=');
            const QString member = part.left(std::max<qsizetype>(0, sign)).trimmed();
            const std::string value = part.mid(sign + 1).trimmed().toStdString();
            std::string *place = member.isEmpty() && sign < 0 ? &source.folder
                : member == QLatin1String("table")            ? &source.table
                : member == QLatin1String("manifest")         ? &source.manifest
                : member == QLatin1String("arm")              ? &source.arm
                                                              : nullptr;
            if (place == nullptr || !place->empty())
                return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("cf::ui::PlanForm",
                        "\"%1\" is no part of a source: write name: folder, table=FILE or name: manifest=FILE, "
                        "arm=NAME")
                        .arg(part)
                        .toStdString());
            *place = value;
        }
        if (source.name.empty())
            source.name = folderOf({}, source).lexically_normal().filename().string();
        sources.push_back(std::move(source));
    }
    return sources;
}

QString textOf(const std::vector<BatchSource> &sources)
{
    QStringList lines;
    for (const BatchSource &source : sources) {
        QStringList parts;
        if (!source.folder.empty())
            parts << QString::fromStdString(source.folder);
        for (const auto &[member, value] : { std::pair("table=", &source.table),
                 std::pair("manifest=", &source.manifest), std::pair("arm=", &source.arm) })
            if (!value->empty())
                parts << member + QString::fromStdString(*value);
        lines << QString::fromStdString(source.name) + ": " + parts.join(", ");
    }
    return lines.join('\n');
}

QString textOf(const std::vector<SplitShare> &splits)
{
    QStringList parts;
    for (const SplitShare &split : splits)
        parts << QString::fromStdString(split.name) + ' ' + inDigits(split.share);
    return parts.join(", ");
}

QString textOf(const std::map<std::string, double> &parameters)
{
    QStringList parts;
    for (const auto &[name, value] : parameters)
        parts << QString::fromStdString(name) + '=' + inDigits(value);
    return parts.join(", ");
}

QString textOf(const std::vector<BatchArm> &arms)
{
    QStringList lines;
    for (const BatchArm &arm : arms) {
        QStringList parts{ QString::fromStdString(arm.method), textOf(arm.parameters) };
        parts.removeAll(QString());
        lines << QString::fromStdString(arm.name) + ": " + parts.join(", ");
    }
    return lines.join('\n');
}

} // namespace cf::ui
