#include "core/sessions/analysis/findings/Marks.h"

#include "core/sessions/cases/CaseArm.h"

#include <algorithm>

namespace cf::sessions {

namespace {

MarkPoint centreOf(const Mark &mark)
{
    MarkPoint centre;
    for (const MarkPoint &point : mark.points) {
        centre.x += point.x / static_cast<double>(mark.points.size());
        centre.y += point.y / static_cast<double>(mark.points.size());
    }
    return centre;
}

bool holds(const TrueLesion &lesion, MarkPoint point)
{
    return point.x >= lesion.x && point.x <= lesion.x + lesion.width && point.y >= lesion.y
        && point.y <= lesion.y + lesion.height;
}

Number ratingIn(const Reading &reading, const Question *rating)
{
    const auto answer = rating == nullptr ? reading.answers.end() : reading.answers.find(rating->id);
    const double *value = answer == reading.answers.end() ? nullptr : std::get_if<double>(&answer->second);
    return value == nullptr ? Number() : Number(*value);
}

/// First answers of readers to serious cases of a stage.
bool isCounted(const AnalysisInput &input, const Reading &reading, const std::string &stage)
{
    const Case *item = input.study.find(reading.key.caseId);
    const Reader *reader = input.study.reader(reading.key.reader);
    return item != nullptr && !item->isTraining && reading.key.stage == stage && reading.key.attempt == 1
        && (reader == nullptr || reader->role == ReaderRole::Reader);
}

std::vector<Mark> marksIn(const Reading &reading, const Question &question)
{
    const auto found = reading.answers.find(question.id);
    const auto *marks = found == reading.answers.end() ? nullptr : std::get_if<std::vector<Mark>>(&found->second);
    return marks == nullptr ? std::vector<Mark>() : *marks;
}

} // namespace

const Question *ratingOf(const Protocol &protocol, const Question &marks, const std::string &stage)
{
    const Stage *asked = protocol.stage(stage);
    if (asked == nullptr || marks.marksHaveConfidence)
        return nullptr;
    const Question *first = nullptr;
    for (const std::string &id : asked->questions) {
        const Question *question = protocol.question(id);
        if (question == nullptr)
            continue;
        const bool isScale = question->kind == QuestionKind::Confidence || question->kind == QuestionKind::Likert;
        if (isScale && !question->truth.empty() && question->truth != "synthetic")
            return question;
        if (first == nullptr && question->kind == QuestionKind::Confidence)
            first = question;
    }
    return first;
}

std::vector<LocalisedAnswer> ratedPlaces(
    const AnalysisInput &input, const Question &question, const Question &rating, const std::string &stage)
{
    std::vector<LocalisedAnswer> answers;
    for (const Reading &reading : input.readings) {
        const Number sure = ratingIn(reading, &rating);
        if (!isCounted(input, reading, stage) || !sure)
            continue;
        const Case &item = *input.study.find(reading.key.caseId);
        LocalisedAnswer answer{ reading.key.reader, "all", item.id, {}, {} };
        if (item.lesions.empty()) {
            answer.falseMarks = { *sure };
        } else {
            const auto marks = marksIn(reading, question);
            const bool isRight = std::ranges::any_of(marks, [&](const Mark &mark) {
                return std::ranges::any_of(
                    item.lesions, [&](const TrueLesion &lesion) { return holds(lesion, centreOf(mark)); });
            });
            answer.lesions = { isRight ? sure : Number() };
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

std::vector<LocalisedAnswer> localisedAnswers(
    const AnalysisInput &input, const Question &question, const std::string &stage)
{
    const Question *scale = ratingOf(input.study.protocol, question, stage);
    std::vector<LocalisedAnswer> answers;
    for (const Reading &reading : input.readings) {
        if (!isCounted(input, reading, stage))
            continue;
        const Case *item = input.study.find(reading.key.caseId);
        LocalisedAnswer answer{ reading.key.reader, armOf(input.study.protocol, *item), item->id,
            std::vector<Number>(item->lesions.size()), {} };
        // Nothing marked is an answer, too.
        for (const Mark &mark : marksIn(reading, question)) {
            const Number sure = mark.confidence ? Number(*mark.confidence) : ratingIn(reading, scale);
            const double confidence = sure.value_or(question.maximum);
            const auto lesion = std::ranges::find_if(
                item->lesions, [&](const TrueLesion &each) { return holds(each, centreOf(mark)); });
            if (lesion == item->lesions.end()) {
                answer.falseMarks.push_back(confidence);
                continue;
            }
            Number &rating = answer.lesions[static_cast<std::size_t>(lesion - item->lesions.begin())];
            rating = std::max(rating.value_or(confidence), confidence);
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

} // namespace cf::sessions
