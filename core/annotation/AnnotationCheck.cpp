#include "core/annotation/AnnotationCheck.h"

#include "core/annotation/AnnotationKeys.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cf::annotation {
namespace {

tl::unexpected<Error> wrong(std::string sentence)
{
    return fail(ErrorCode::InvalidInput, std::move(sentence));
}

std::string nameOf(const Mark &mark)
{
    return std::string("Mark ").append(std::to_string(mark.number));
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/// One line of text: no control characters, no blanks at the ends.
void trimLine(std::string &text)
{
    for (char &c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = ' ';
    while (!text.empty() && isBlank(text.back()))
        text.pop_back();
    text.erase(text.begin(), std::ranges::find_if_not(text, isBlank));
}

/// Several lines: each ends in "\n".
void trimText(std::string &text)
{
    std::erase(text, '\r');
    for (char &c : text)
        if ((static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F)
            c = ' ';
    while (!text.empty() && isBlank(text.back()))
        text.pop_back();
    text.erase(text.begin(), std::ranges::find_if_not(text, isBlank));
}

template <typename Trim> bool staysAs(std::string text, const Trim &trim)
{
    const std::string before = text;
    trim(text);
    return text == before;
}

bool isPositionIn(const Subject &subject, Point point)
{
    return std::isfinite(point.x) && std::isfinite(point.y) && point.x >= 0.0 && point.y >= 0.0
        && point.x <= subject.width && point.y <= subject.height;
}

Result<> checkPoints(const Mark &mark, const Subject &subject)
{
    const std::size_t count = mark.points.size();
    const bool fits = mark.shape == MarkShape::Mask ? count == 0
        : mark.shape == MarkShape::Point            ? count == 1
        : mark.shape == MarkShape::Box              ? count == 2
                                                    : count >= 3;
    if (!fits)
        return wrong(nameOf(mark) + " has a number of points that its shape does not have.");
    for (const Point &point : mark.points) {
        if (!isPositionIn(subject, point))
            return wrong(nameOf(mark) + " lies outside the image.");
        if (!(onGrid(point) == point))
            return wrong(nameOf(mark) + " has a coordinate that is no multiple of 1/64 pixel.");
    }
    if (mark.shape == MarkShape::Box && !(mark.points[0].x < mark.points[1].x && mark.points[0].y < mark.points[1].y))
        return wrong(nameOf(mark) + " is a box without an area, or its corners are not in order.");
    return {};
}

Result<> checkMask(const Mark &mark, const Subject &subject)
{
    if (mark.shape != MarkShape::Mask)
        return mark.mask.empty() ? Result<>() : wrong(nameOf(mark) + " is no mask but has one.");
    if (mark.mask.width != subject.width || mark.mask.height != subject.height)
        return wrong(nameOf(mark) + " is a mask of another size than the image.");
    CF_TRY(decodeRuns(mark.mask));
    return {};
}

Result<> checkMark(const Mark &mark, const Subject &subject)
{
    if (mark.number < 1)
        return wrong("A mark has a number below 1.");
    CF_TRY(checkPoints(mark, subject));
    CF_TRY(checkMask(mark, subject));
    if (mark.finding && mark.type != MarkType::Finding)
        return wrong(nameOf(mark) + " names a finding but is of another type.");
    if (mark.label.size() > longestLabel || !staysAs(mark.label, trimLine))
        return wrong(nameOf(mark)
                         .append(" has a label of more than one line or ")
                         .append(std::to_string(longestLabel))
                         .append(" bytes."));
    if (mark.isStale && mark.origin != MarkOrigin::Carried)
        return wrong(nameOf(mark) + " is out of date but was not carried over.");
    return {};
}

bool isPartly(const Answer<Judgement> &answer)
{
    return answer.value == Judgement::Partly;
}

template <typename Value> bool isBareConfirmation(const Answer<Value> &answer)
{
    return answer.confirmed && !answer.value;
}

Result<> checkAnswers(const Annotation &annotation)
{
    const auto bare = [] { return wrong("An answer is confirmed that was not given."); };
    if (isBareConfirmation(annotation.followed) || isBareConfirmation(annotation.somethingElse)
        || isBareConfirmation(annotation.plausibility))
        return bare();
    if (isPartly(annotation.somethingElse))
        return wrong("Whether something else changed is answered by yes, no or cannot-tell.");
    for (const FindingAnswer &finding : annotation.findings) {
        if (isBareConfirmation(finding.present) || isBareConfirmation(finding.change)
            || isBareConfirmation(finding.sideRight) || isBareConfirmation(finding.degreeRight))
            return bare();
        if (isPartly(finding.present) || isPartly(finding.sideRight) || isPartly(finding.degreeRight))
            return wrong("Presence, side and degree of a finding are answered by yes, no or cannot-tell.");
        if ((finding.sideRight.value && !finding.sideIsAsked())
            || (finding.degreeRight.value && !finding.degreeIsAsked()))
            return wrong("A side or degree is judged that was not asked for.");
    }
    if (annotation.plausibility.value && (*annotation.plausibility.value < 1 || *annotation.plausibility.value > 5))
        return wrong("Plausibility goes from 1 to 5.");
    return {};
}

Result<> checkTexts(const Annotation &annotation)
{
    const std::string &name = annotation.annotator;
    if (name.empty())
        return wrong("The annotation does not say whose it is. Enter a name or a code.");
    if (name.size() > longestName || !staysAs(name, trimLine) || name.find_first_of("\\^=") != std::string::npos)
        return wrong("The annotator's name may have up to 64 bytes on one line, without \\, ^ and =.");
    for (const std::string *text : { &annotation.comment, &annotation.skipReason, &annotation.subject.instruction })
        if (text->size() > longestText || !staysAs(*text, trimText))
            return wrong("A text is longer than 10000 bytes, or has blanks at its ends.");
    return {};
}

Result<> checkState(const Annotation &annotation)
{
    if (annotation.state == State::Skipped && annotation.skipReason.empty())
        return wrong("A case is skipped only with a reason.");
    if (annotation.state != State::Skipped && !annotation.skipReason.empty())
        return wrong("There is a reason for skipping a case that was not skipped.");
    if (annotation.state == State::Done)
        if (const auto open = openItems(annotation); !open.empty())
            return wrong("The annotation is said to be done, but this is open: " + open.front() + ".");
    return {};
}

bool isToldOf(const Annotation &annotation)
{
    return !annotation.comment.empty()
        || std::ranges::any_of(annotation.marks, [](const Mark &mark) { return isArtefact(mark.type); });
}

Result<> checkVerdicts(const Annotation &annotation)
{
    constexpr std::size_t digits = 64; // Of a SHA-256.
    if (!annotation.markVerdicts.empty() && annotation.role != Role::Adjudicator)
        return wrong("Only a decision says what became of others' marks.");
    for (const MarkVerdict &verdict : annotation.markVerdicts)
        if (verdict.group < 1 || verdict.mark < 1 || verdict.keptAs < 0 || verdict.annotation.size() != digits
            || verdict.annotation.find_first_not_of("0123456789abcdef") != std::string::npos)
            return wrong("A verdict on a mark names no mark of an annotation.");
    return {};
}

} // namespace

void makeCanonical(Mark &mark)
{
    trimLine(mark.label);
    for (Point &point : mark.points)
        point = onGrid(point);
    if (mark.shape == MarkShape::Box && mark.points.size() == 2) {
        const auto [a, b] = std::pair(mark.points[0], mark.points[1]);
        mark.points = { { std::min(a.x, b.x), std::min(a.y, b.y) }, { std::max(a.x, b.x), std::max(a.y, b.y) } };
    }
    const bool isRound = mark.shape == MarkShape::Contour || mark.shape == MarkShape::Polygon;
    while (isRound && mark.points.size() > 3 && mark.points.front() == mark.points.back())
        mark.points.pop_back(); // That it is closed goes without saying.
}

void makeCanonical(Annotation &annotation)
{
    trimLine(annotation.annotator);
    trimText(annotation.comment);
    trimText(annotation.skipReason);
    trimText(annotation.subject.instruction);
    for (Mark &mark : annotation.marks)
        makeCanonical(mark);
    for (double *spacing : { &annotation.subject.columnSpacing, &annotation.subject.rowSpacing })
        *spacing = std::round(*spacing * 1e6) / 1e6;
}

Result<> checkAnnotation(const Annotation &annotation)
{
    const Subject &subject = annotation.subject;
    constexpr int largestSide = 65535;
    if (subject.width < 1 || subject.height < 1 || subject.width > largestSide || subject.height > largestSide)
        return wrong("The annotation does not say how large its image is.");
    if (!(subject.columnSpacing >= 0.0 && subject.rowSpacing >= 0.0 && subject.columnSpacing < 1000.0
            && subject.rowSpacing < 1000.0))
        return wrong("The annotation states a spacing of pixels that cannot be.");
    CF_TRY(checkTexts(annotation));
    CF_TRY(checkAnswers(annotation));
    std::set<int> numbers;
    for (const Mark &mark : annotation.marks) {
        CF_TRY(checkMark(mark, subject));
        if (!numbers.insert(mark.number).second)
            return wrong(nameOf(mark) + " is there twice.");
    }
    CF_TRY(checkVerdicts(annotation));
    return checkState(annotation);
}

std::vector<std::string> openItems(const Annotation &annotation)
{
    std::vector<std::string> open;
    const bool isEdited = !annotation.isOfOriginal();
    if (isEdited && annotation.followed.isOpen())
        open.emplace_back("followed");
    for (std::size_t i = 0; isEdited && i < annotation.findings.size(); ++i) {
        const FindingAnswer &finding = annotation.findings[i];
        const std::string name = std::string("finding ").append(std::to_string(i + 1));
        if (finding.present.isOpen())
            open.push_back(name + " present");
        if (finding.change.isOpen())
            open.push_back(name + " change");
        if (finding.sideIsAsked() && finding.sideRight.isOpen())
            open.push_back(name + " side");
        if (finding.degreeIsAsked() && finding.degreeRight.isOpen())
            open.push_back(name + " degree");
    }
    if (isEdited && annotation.somethingElse.isOpen())
        open.emplace_back("something-else");
    else if (isEdited && annotation.somethingElse.value == Judgement::Yes && !isToldOf(annotation))
        open.emplace_back("something-else-where");
    for (const Mark &mark : annotation.marks)
        if (!mark.confirmed)
            open.push_back(std::string("mark ").append(std::to_string(mark.number)));
    if (isEdited && annotation.plausibility.isOpen())
        open.emplace_back("plausibility");
    return open;
}

Result<> finish(Annotation &annotation)
{
    Annotation finished = annotation;
    finished.state = State::Done;
    finished.skipReason.clear();
    CF_TRY(checkAnnotation(finished));
    annotation = std::move(finished);
    return {};
}

Result<> skip(Annotation &annotation, const std::string &reason)
{
    Annotation skipped = annotation;
    skipped.state = State::Skipped;
    skipped.skipReason = reason;
    makeCanonical(skipped);
    CF_TRY(checkAnnotation(skipped));
    annotation = std::move(skipped);
    return {};
}

bool isArtefact(MarkType type)
{
    return type != MarkType::Finding && type != MarkType::Structure;
}

} // namespace cf::annotation
