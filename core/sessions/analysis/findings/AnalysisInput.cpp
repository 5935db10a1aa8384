#include "core/sessions/analysis/findings/AnalysisInput.h"

#include <algorithm>

namespace cf::sessions {

Result<AnalysisInput> analysisInput(StudyStore &store)
{
    AnalysisInput input;
    CF_ASSIGN(input.study, store.study());
    CF_ASSIGN(input.readings, store.readings());
    CF_ASSIGN(input.conflicts, store.conflicts());
    CF_ASSIGN(input.audit, store.audit());
    CF_ASSIGN(input.tampering, store.verify());
    CF_ASSIGN(input.head, store.head());
    for (const Reader &reader : input.study.readers) {
        CF_ASSIGN(const auto steps, store.order(reader.id));
        input.expected[reader.id] = static_cast<int>(std::ranges::count(steps, false, &ReadingStep::isTraining));
        for (const ReadingStep &step : steps)
            input.places[{ reader.id, step.caseId, step.stage, step.attempt }] = step.position;
    }
    CF_ASSIGN(const auto all, store.readings(true));
    input.revisions = static_cast<int>(all.size()) - static_cast<int>(input.readings.size());
    return input;
}

std::string shownName(const Study &study, const std::string &readerId)
{
    const Reader *reader = study.reader(readerId);
    if (reader && study.protocol.namesReaders && !reader->name.empty())
        return reader->name;
    const auto place = std::ranges::find(study.readers, readerId, &Reader::id) - study.readers.begin();
    return std::string("Reader ").append(std::to_string(place + 1));
}

} // namespace cf::sessions
