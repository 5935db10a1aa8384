#include "app/contrafact-cli/pilot/PilotWork.h"

namespace cf::cli {

Result<bool> editStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(auto begun, beginStage(1, "do edits hold on them?", options, rules, job));
    auto &[page, films, folder] = begun;
    CF_ASSIGN(const EditCounts counts, makeEdits(options, films, rules.films, folder, job));
    CF_ASSIGN(page.verdicts, editVerdicts(options, rules, counts, rules.cases, folder));
    page.body = editsBody(options, counts);
    std::string next;
    if (counts.seconds > 0.0 && counts.all > 0) {
        const auto edits = static_cast<double>(rules.filmsSecond) * static_cast<double>(options.prompts.size());
        next = "Stage 2: " + std::to_string(rules.filmsSecond) + " films, " + std::to_string(static_cast<int>(edits))
            + " edits, " + minutes(counts.seconds / counts.all * edits)
            + ", a second reading, collateral changes and entanglement on these films.";
    }
    page.next = rememberedNext(folder, next);
    return finishStage(options, page);
}

} // namespace cf::cli
