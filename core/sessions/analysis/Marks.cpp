#include "core/sessions/analysis/Marks.h"

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

} // namespace

std::vector<LocalisedAnswer> localisedAnswers(
    const AnalysisInput &input, const Question &question, const std::string &stage)
{
    std::vector<LocalisedAnswer> answers;
    for (const Reading &reading : input.readings) {
        const Case *item = input.study.find(reading.key.caseId);
        const Reader *reader = input.study.reader(reading.key.reader);
        if (!item || item->isTraining || reading.key.stage != stage || reading.key.attempt != 1
            || (reader && reader->role != ReaderRole::Reader))
            continue;
        LocalisedAnswer answer{ reading.key.reader, item->arm(), item->id, std::vector<Number>(item->lesions.size()),
            {} };
        const auto found = reading.answers.find(question.id);
        const auto *marks = found == reading.answers.end() ? nullptr : std::get_if<std::vector<Mark>>(&found->second);
        // Nothing marked is an answer, too.
        for (const Mark &mark : marks ? *marks : std::vector<Mark>()) {
            const double confidence = mark.confidence.value_or(question.maximum);
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
