#include "ui/annotation/form/AnnotationWords.h"

#include "core/annotation/MarkShapes.h"
#include "ui/words/TargetName.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace cf::ui::words {

using annotation::Judgement;
using annotation::Mark;
using annotation::MarkShape;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("AnnotationWords", text);
}

constexpr std::array withoutPartly{ Judgement::Yes, Judgement::No, Judgement::CannotTell };
constexpr std::array withPartlyToo{ Judgement::Yes, Judgement::Partly, Judgement::No, Judgement::CannotTell };

QString sideName(Side side)
{
    switch (side) {
    case Side::Left:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "left"));
    case Side::Right:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "right"));
    case Side::Both:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "both sides"));
    case Side::None:
        break;
    }
    return {};
}

QString zoneName(Zone zone)
{
    switch (zone) {
    case Zone::Upper:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "upper zone"));
    case Zone::Middle:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "middle zone"));
    case Zone::Lower:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "lower zone"));
    case Zone::None:
        break;
    }
    return {};
}

QString degreeName(Severity degree)
{
    switch (degree) {
    case Severity::Small:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "small"));
    case Severity::Moderate:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "moderate"));
    case Severity::Large:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "large"));
    case Severity::None:
        break;
    }
    return {};
}

} // namespace

QStringList judgements(bool withPartly)
{
    QStringList names{ say(QT_TRANSLATE_NOOP("AnnotationWords", "Yes")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Partly")), say(QT_TRANSLATE_NOOP("AnnotationWords", "No")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Cannot tell")) };
    if (!withPartly)
        names.removeAt(1);
    return names;
}

Judgement judgementAt(int place, bool withPartly)
{
    return withPartly ? withPartlyToo.at(std::size_t(place)) : withoutPartly.at(std::size_t(place));
}

int placeOf(Judgement judgement, bool withPartly)
{
    for (int place = 0; place < (withPartly ? 4 : 3); ++place)
        if (judgementAt(place, withPartly) == judgement)
            return place;
    return -1;
}

QStringList changes()
{
    return { say(QT_TRANSLATE_NOOP("AnnotationWords", "appeared")), say(QT_TRANSLATE_NOOP("AnnotationWords", "gone")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "more")), say(QT_TRANSLATE_NOOP("AnnotationWords", "less")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "same")), say(QT_TRANSLATE_NOOP("AnnotationWords", "?")) };
}

QStringList markTypes()
{
    return { say(QT_TRANSLATE_NOOP("AnnotationWords", "Blur")), say(QT_TRANSLATE_NOOP("AnnotationWords", "Seam")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Ghost")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Impossible anatomy")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Printed text lost")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Wrong grain")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Device misplaced")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Finding")), say(QT_TRANSLATE_NOOP("AnnotationWords", "Structure")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "Other")) };
}

QStringList plausibilities()
{
    return { say(QT_TRANSLATE_NOOP("AnnotationWords", "not at all")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "hardly")), say(QT_TRANSLATE_NOOP("AnnotationWords", "partly")),
        say(QT_TRANSLATE_NOOP("AnnotationWords", "mostly")), say(QT_TRANSLATE_NOOP("AnnotationWords", "fully")) };
}

QString findingName(const annotation::FindingAnswer &finding)
{
    QStringList parts{ targetName(finding.finding), sideName(finding.side), zoneName(finding.zone),
        degreeName(finding.degree) };
    parts.removeAll(QString());
    return parts.join(say(QT_TRANSLATE_NOOP("AnnotationWords", ", ")));
}

QString shapeName(MarkShape shape)
{
    switch (shape) {
    case MarkShape::Point:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Point"));
    case MarkShape::Box:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Box"));
    case MarkShape::Contour:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Contour"));
    case MarkShape::Polygon:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Polygon"));
    case MarkShape::Mask:
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Mask"));
    }
    return {};
}

QString sizeOf(const Mark &mark, const annotation::Subject &subject)
{
    if (mark.shape == MarkShape::Point)
        return shapeName(mark.shape);
    const annotation::MarkMeasure measure = annotation::measureOf(mark, subject);
    if (measure.widthMm)
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "%1, %2 × %3 mm"))
            .arg(shapeName(mark.shape))
            .arg(std::lround(*measure.widthMm))
            .arg(std::lround(*measure.heightMm));
    const annotation::MarkBounds bounds = annotation::boundsOf(mark);
    return say(QT_TRANSLATE_NOOP("AnnotationWords", "%1, %2 × %3 px"))
        .arg(shapeName(mark.shape))
        .arg(std::lround(bounds.right - bounds.left))
        .arg(std::lround(bounds.bottom - bounds.top));
}

QString openSentence(const std::string &item, const annotation::Annotation &annotation)
{
    const QString text = QString::fromStdString(item);
    const QStringList words = text.split(' ');
    if (words[0] == "followed")
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Say whether the instruction was followed to go on."));
    if (words[0] == "plausibility")
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Say how plausible the image is to go on."));
    if (words[0] == "something-else")
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Say whether anything else changed to go on."));
    if (words[0] == "something-else-where")
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Mark what else changed, or describe it, to go on."));
    if (words[0] == "mark")
        return say(QT_TRANSLATE_NOOP("AnnotationWords", "Keep or delete mark %1 to go on.")).arg(words.value(1));
    const std::size_t index = std::size_t(words.value(1).toInt() - 1);
    const QString name = index < annotation.findings.size() ? findingName(annotation.findings[index]) : QString();
    return say(QT_TRANSLATE_NOOP("AnnotationWords", "Answer or confirm “%1” to go on.")).arg(name);
}

} // namespace cf::ui::words
