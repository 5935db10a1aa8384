#include "ui/coordinator/study/FigureWords.h"

#include "core/sessions/analysis/report/ReportPlots.h"
#include "ui/review/QuestionRow.h"
#include "ui/words/CoreWords.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>

namespace cf::ui::study {

using namespace sessions;

namespace {

/// Titles without the stage that may stand behind them.
constexpr const char *figureTitles[] = {
    QT_TRANSLATE_NOOP("Figures", "Right answers"),
    QT_TRANSLATE_NOOP("Figures", "Sensitivity and specificity"),
    QT_TRANSLATE_NOOP("Figures", "Detectability d′"),
    QT_TRANSLATE_NOOP("Figures", "Area under the ROC curve"),
    QT_TRANSLATE_NOOP("Figures", "Difference in the share of “yes”, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Difference in the share of “yes”, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Difference of means, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Difference of means, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Paired “yes” of each reader, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Paired “yes” of each reader, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Paired answers of each reader, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Paired answers of each reader, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Visual grading characteristics, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Visual grading characteristics, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Difference of areas under the ROC curve, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Difference of areas under the ROC curve, by stage"),
    QT_TRANSLATE_NOOP("Figures", "Localisation: area under the LROC curve"),
    QT_TRANSLATE_NOOP("Figures", "Localisation: JAFROC figure of merit"),
    QT_TRANSLATE_NOOP("Figures", "Localisation, by arm"),
    QT_TRANSLATE_NOOP("Figures", "Agreement between readers"),
    QT_TRANSLATE_NOOP("Figures", "Pairs of readers"),
    QT_TRANSLATE_NOOP("Figures", "Readers with themselves, on repeated cases"),
    QT_TRANSLATE_NOOP("Figures", "Share of “yes”, by arm and reader"),
    QT_TRANSLATE_NOOP("Figures", "Mean answer, by arm and reader"),
    QT_TRANSLATE_NOOP("Figures", "Share that chose the image of the arm, by reader"),
    QT_TRANSLATE_NOOP("Figures", "Share of readings with a mark, by arm and reader"),
    QT_TRANSLATE_NOOP("Figures", "Share that chose it, by arm and reader"),
    QT_TRANSLATE_NOOP("Figures", "Seconds per case, pauses left out"),
    QT_TRANSLATE_NOOP("Figures", "Time against the place in the order"),
    QT_TRANSLATE_NOOP("Figures", "Preferred the image of “%1”"),
};

/// Labels that stand alone.
constexpr const char *figureLabels[] = {
    QT_TRANSLATE_NOOP("Figures", "All readers"),
    QT_TRANSLATE_NOOP("Figures", "The reader"),
    QT_TRANSLATE_NOOP("Figures", "Share of agreeing pairs (percent agreement)"),
    QT_TRANSLATE_NOOP("Figures", "Fleiss’ kappa, quadratic weights"),
    QT_TRANSLATE_NOOP("Figures", "Fleiss’ kappa"),
    QT_TRANSLATE_NOOP("Figures", "Gwet’s AC2, quadratic weights"),
    QT_TRANSLATE_NOOP("Figures", "Gwet’s AC1"),
    QT_TRANSLATE_NOOP("Figures", "Krippendorff’s alpha, ordinal"),
    QT_TRANSLATE_NOOP("Figures", "Krippendorff’s alpha, nominal"),
    QT_TRANSLATE_NOOP("Figures", "Krippendorff’s alpha, interval"),
};

/// What may end a label, whatever stands before it.
constexpr const char *labelEndings[] = {
    QT_TRANSLATE_NOOP("Figures", "%1, readers and cases random"),
    QT_TRANSLATE_NOOP("Figures", "%1, these readers, cases random"),
    QT_TRANSLATE_NOOP("Figures", "%1, readers random, these cases"),
    QT_TRANSLATE_NOOP("Figures", "%1: sensitivity"),
    QT_TRANSLATE_NOOP("Figures", "%1: specificity"),
    QT_TRANSLATE_NOOP("Figures", "%1: bias"),
    QT_TRANSLATE_NOOP("Figures", "%1: lower limit"),
    QT_TRANSLATE_NOOP("Figures", "%1: upper limit"),
    QT_TRANSLATE_NOOP("Figures", "%1: Cochran’s Q"),
    QT_TRANSLATE_NOOP("Figures", "%1: Friedman’s chi-squared"),
};

/// Words within a label, and units.
constexpr const char *figureParts[] = {
    QT_TRANSLATE_NOOP("Figures", "Reader %1"),
    QT_TRANSLATE_NOOP("Figures", "%1 and %2"),
    QT_TRANSLATE_NOOP("Figures", "%1 against %2"),
    QT_TRANSLATE_NOOP("Figures", "%1, %2"),
    QT_TRANSLATE_NOOP("Figures", "%1: %2"),
    QT_TRANSLATE_NOOP("Figures", "%1 to %2"),
    QT_TRANSLATE_NOOP("Figures", "points"),
    QT_TRANSLATE_NOOP("Figures", "percentage points"),
    QT_TRANSLATE_NOOP("Figures", "s"),
};

QString inWindow(const char *english)
{
    return QCoreApplication::translate("Figures", english);
}

QString inWindow(const QString &english)
{
    return QCoreApplication::translate("Figures", english.toUtf8().constData());
}

bool isWindowJapanese()
{
    return inWindow("All readers") != QLatin1String("All readers");
}

QString qtText(const std::string &plain)
{
    return QString::fromStdString(plain);
}

/// "Reader 3" in the window's language; a name, of a study that shows them, as it is.
QString shownReader(const QString &name)
{
    static const QRegularExpression number(QStringLiteral("^Reader (\\d+)$"));
    const QRegularExpressionMatch match = number.match(name);
    return match.hasMatch() ? inWindow("Reader %1").arg(match.captured(1)) : name;
}

QString labelWords(const QString &label, const std::string &key)
{
    if (const QString known = inWindow(label); known != label)
        return known;
    for (const char *ending : labelEndings) {
        const QString tail = QString::fromUtf8(ending).mid(2);
        if (label.endsWith(tail))
            return inWindow(ending).arg(labelWords(label.chopped(tail.size()), key));
    }
    const auto both = [&](const char *pattern, const QString &between) -> QString {
        const auto middle = label.lastIndexOf(between);
        return middle <= 0 ? QString()
                           : inWindow(pattern).arg(labelWords(label.left(middle), key),
                               labelWords(label.mid(middle + between.size()), key));
    };
    if (key == "pairs")
        if (const QString pair = both("%1 and %2", QStringLiteral(" and ")); !pair.isEmpty())
            return pair;
    if (key == "vgc")
        if (const QString pair = both("%1 against %2", QStringLiteral(" against ")); !pair.isEmpty())
            return pair;
    // A reader behind an arm or choice ("edited, Reader 2"), or before what is compared ("Reader 2: b − a").
    const auto comma = label.lastIndexOf(QStringLiteral(", "));
    if (comma > 0 && shownReader(label.mid(comma + 2)) != label.mid(comma + 2))
        return inWindow("%1, %2").arg(label.left(comma), shownReader(label.mid(comma + 2)));
    if (comma > 0 && shownReader(label.left(comma)) != label.left(comma))
        return inWindow("%1, %2").arg(shownReader(label.left(comma)), label.mid(comma + 2));
    const auto colon = label.indexOf(QStringLiteral(": "));
    if (colon > 0 && shownReader(label.left(colon)) != label.left(colon))
        return inWindow("%1: %2").arg(shownReader(label.left(colon)), label.mid(colon + 2));
    return shownReader(label);
}

/// A title that needs no stage behind it.
QString titleWords(const QString &title)
{
    static const QRegularExpression preferred(QStringLiteral("^Preferred the image of “(.+)”$"));
    if (const QRegularExpressionMatch match = preferred.match(title); match.hasMatch())
        return inWindow("Preferred the image of “%1”").arg(match.captured(1));
    return inWindow(title);
}

std::string unitWords(const FindingGroup &group)
{
    return group.unit.empty() ? std::string() : inWindow(qtText(group.unit)).toStdString();
}

} // namespace

QString questionTitle(const QuestionAnalysis &question, const Protocol &protocol)
{
    const Question *asked = protocol.question(question.id);
    return asked == nullptr || asked->text.english.empty() ? qtText(question.text)
                                                           : spoken(asked->text, isWindowJapanese());
}

QString figureTitle(const FindingGroup &group, const Protocol &protocol)
{
    const QString title = qtText(group.title);
    if (const QString whole = titleWords(title); whole != title || !isWindowJapanese())
        return whole;
    for (const Stage &stage : protocol.stages) {
        const QString name = qtText(stage.title.english.empty() ? stage.id : stage.title.english);
        const QString tail = QStringLiteral(", ") + name;
        if (title.endsWith(tail))
            return inWindow("%1, %2").arg(
                titleWords(title.chopped(tail.size())), stage.title.english.empty() ? name : spoken(stage.title, true));
    }
    return title;
}

QString figureLabel(const Finding &finding, const FindingGroup &group, const Protocol &protocol)
{
    QString label = qtText(finding.label);
    if (!isWindowJapanese())
        return label;
    for (const Stage &stage : protocol.stages) // What is compared may be two of them.
        if (const QString name = qtText(stage.title.english); !name.isEmpty())
            label.replace(QRegularExpression("(?<![^ ,:])" + QRegularExpression::escape(name) + "(?![^ ,:])"),
                spoken(stage.title, true));
    return labelWords(label, group.key);
}

QString figureValue(const Finding &finding, const FindingGroup &group)
{
    const Estimate &estimate = finding.estimate;
    return estimate.value ? qtText(figureText(*estimate.value, group.scale, unitWords(group))) : QString(QChar(0x2014));
}

QString figureInterval(const Finding &finding, const FindingGroup &group)
{
    const Estimate &estimate = finding.estimate;
    if (!estimate.reason.empty())
        return coreWords(estimate.reason);
    if (!estimate.interval)
        return QString(QChar(0x2014));
    const Bounds &bounds = *estimate.interval;
    const std::string low = group.unit.empty() ? figureText(bounds.low, group.scale)
                                               : bareFigure(bounds.low, group.scale); // The unit once.
    return inWindow("%1 to %2").arg(qtText(low), qtText(figureText(bounds.high, group.scale, unitWords(group))));
}

QStringList figureWords()
{
    QStringList all;
    for (const char *each : figureTitles)
        all << QString::fromUtf8(each);
    for (const char *each : figureLabels)
        all << QString::fromUtf8(each);
    for (const char *each : labelEndings)
        all << QString::fromUtf8(each);
    for (const char *each : figureParts)
        all << QString::fromUtf8(each);
    return all;
}

} // namespace cf::ui::study
