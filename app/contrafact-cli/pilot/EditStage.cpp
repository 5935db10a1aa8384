#include "app/contrafact-cli/pilot/PilotWork.h"

#include <algorithm>

namespace cf::cli {

Result<bool> editStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(auto begun, beginStage(1, "do edits hold on them?", options, rules, job));
    auto &[page, films, folder] = begun;
    CF_ASSIGN(const EditCounts counts, makeEdits(options, films, rules.films, folder, job));
    CF_ASSIGN(page.verdicts, editVerdicts(options, rules, counts, rules.cases, folder, job));
    page.body = editsBody(options, counts);
    std::string next;
    if (counts.secondsAnEdit > 0.0) {
        const std::size_t second = std::min(films.verdict.suitable.size(), static_cast<std::size_t>(rules.filmsSecond));
        const std::size_t edits = second * options.prompts.size();
        next = "Stage 2: " + std::to_string(second) + " films, " + std::to_string(edits) + " edits, "
            + minutes(counts.secondsAnEdit * static_cast<double>(edits))
            + ", a second reading, collateral changes and entanglement on these films.";
    }
    page.next = rememberedNext(folder, next);
    return finishStage(options, page);
}

} // namespace cf::cli
