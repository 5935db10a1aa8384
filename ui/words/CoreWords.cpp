#include "ui/words/CoreWords.h"

#include "core/language/PromptLanguage.h"
#include "ui/words/CoreSentences.h"
#include "ui/words/TargetName.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace cf::ui {
namespace {

QString translatedSentence(const QString &pattern)
{
    return QCoreApplication::translate("Core", pattern.toUtf8().constData());
}

/// English is what core says anyhow.
bool isEnglish()
{
    const char *first = coreSentences().front();
    return QCoreApplication::translate("Core", first) == QLatin1String(first);
}

/// One whose arguments are found in a text.
struct FoundPattern {
    QString pattern;
    QRegularExpression expression;
    std::vector<int> order; ///< The argument's number of each capture.
    qsizetype fixed = 0; ///< Characters that are no argument: the more, the surer.
};

/// An argument ends before the next sentence begins, but for one at the pattern's end, which may hold any number.
FoundPattern foundPattern(const QString &pattern)
{
    FoundPattern made{ pattern, {}, {}, 0 };
    QString expression = "^";
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const bool names =
            pattern[at] == '%' && at + 1 < pattern.size() && pattern[at + 1] >= '1' && pattern[at + 1] <= '9';
        if (!names) {
            expression += QRegularExpression::escape(QString(pattern[at]));
            ++made.fixed;
            continue;
        }
        const int number = pattern[++at].digitValue();
        const auto known = std::find(made.order.begin(), made.order.end(), number);
        if (known != made.order.end()) {
            expression += QString("\\%1").arg(known - made.order.begin() + 1);
            continue;
        }
        made.order.push_back(number);
        expression += at + 1 == pattern.size() ? "(.+)" : "((?:(?![.?] ).)+?)";
    }
    made.expression = QRegularExpression(expression + "$", QRegularExpression::DotMatchesEverythingOption);
    return made;
}

const std::vector<FoundPattern> &patternsWithArguments()
{
    static const std::vector<FoundPattern> patterns = [] {
        static const QRegularExpression argument("%[1-9]");
        std::vector<FoundPattern> made;
        for (const char *each : coreSentences())
            if (const QString pattern = QString::fromUtf8(each); pattern.contains(argument))
                made.push_back(foundPattern(pattern));
        std::stable_sort(made.begin(), made.end(),
            [](const FoundPattern &one, const FoundPattern &other) { return one.fixed > other.fixed; });
        return made;
    }();
    return patterns;
}

QString argumentWords(const QString &argument)
{
    if (const QString term = coreTerm(argument); term != argument)
        return term;
    static const QRegularExpression withNumber("^(.+) ([0-9.]+)$"); // "Pleural Effusion 0.06"
    if (const QRegularExpressionMatch match = withNumber.match(argument); match.hasMatch())
        if (const QString term = coreTerm(match.captured(1)); term != match.captured(1))
            return term + ' ' + match.captured(2);
    return coreWords(argument);
}

QString withArguments(const QString &pattern, const QStringList &arguments)
{
    QString text;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const int index = pattern[at] == '%' && at + 1 < pattern.size() ? pattern[at + 1].digitValue() - 1 : -1;
        if (index >= 0 && index < arguments.size())
            text += arguments[index], ++at;
        else
            text += pattern[at];
    }
    return text;
}

/// The whole text as one known sentence; nothing where it is none.
std::optional<QString> asOneSentence(const QString &english)
{
    if (const QString words = translatedSentence(english); words != english)
        return words;
    for (const FoundPattern &each : patternsWithArguments()) {
        const QRegularExpressionMatch match = each.expression.match(english);
        if (!match.hasMatch())
            continue;
        QStringList arguments(9);
        for (std::size_t i = 0; i < each.order.size(); ++i)
            arguments[each.order[i] - 1] = argumentWords(match.captured(int(i) + 1));
        return withArguments(translatedSentence(each.pattern), arguments);
    }
    return std::nullopt;
}

/// Places behind the full stops and question marks that end a sentence before another.
std::vector<qsizetype> endsOfSentences(const QString &text)
{
    static const QRegularExpression end("[.?] ");
    std::vector<qsizetype> ends;
    for (auto each = end.globalMatch(text); each.hasNext();)
        ends.push_back(each.next().capturedStart() + 1);
    return ends;
}

QString runOn(const QString &first, const QString &rest)
{
    const bool isJapanese = !first.isEmpty() && first.back().unicode() > 0x2fff; // "。" and the like.
    return isJapanese ? first + rest : first + ' ' + rest;
}

} // namespace

QString coreTerm(const QString &word)
{
    if (const auto target = targetFromKey(word.toStdString()))
        return isEnglish() ? word : targetName(*target);
    return QCoreApplication::translate("CoreTerm", word.toUtf8().constData());
}

QString coreWords(const Sentence &sentence)
{
    if (isEnglish())
        return QString::fromStdString(inEnglish(sentence));
    QStringList arguments;
    for (const std::string &each : sentence.arguments)
        arguments << coreTerm(QString::fromStdString(each));
    return withArguments(translatedSentence(QString::fromStdString(sentence.pattern)), arguments);
}

QString coreWords(const PromptWarning &warning)
{
    return warning.sentence.pattern.empty() ? coreWords(warning.text) : coreWords(warning.sentence);
}

QString coreWords(const QString &english)
{
    if (english.isEmpty() || isEnglish())
        return english;
    if (const auto whole = asOneSentence(english))
        return *whole;
    const std::vector<qsizetype> ends = endsOfSentences(english);
    for (auto end = ends.rbegin(); end != ends.rend(); ++end)
        if (const auto first = asOneSentence(english.left(*end)))
            return runOn(*first, coreWords(english.mid(*end + 1)));
    if (ends.empty())
        return english;
    return runOn(english.left(ends.front()), coreWords(english.mid(ends.front() + 1)));
}

QString coreWords(const std::string &english)
{
    return coreWords(QString::fromStdString(english));
}

QString coreWords(const Error &error)
{
    return coreWords(error.message);
}

} // namespace cf::ui
