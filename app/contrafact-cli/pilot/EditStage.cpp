#include "app/contrafact-cli/pilot/PilotWork.h"

namespace cf::cli {

Result<bool> editStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    StagePage page;
    page.stage = 1;
    page.title = "do edits hold on them?";
    CF_ASSIGN(page.despite, allowStage(options.output, page.stage, options.despite));
    CF_ASSIGN(const PilotFilms films, checkedFilms(options, rules, job));
    const auto folder = options.output / "stage-1";
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
