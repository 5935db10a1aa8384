#pragma once

#include "app/contrafact-cli/batch/ProgramCall.h"
#include "core/base/Result.h"
#include "core/datasets/pilot/PilotRuleTexts.h"
#include "core/datasets/pilot/PilotStage.h"
#include "core/jobs/JobContext.h"
#include "core/language/values/CaptionGrammar.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cf::cli {

struct PilotOptions {
    std::filesystem::path films;
    std::filesystem::path output;
    std::filesystem::path model;
    std::filesystem::path textModel; ///< Stage 3: what is adapted.
    std::vector<std::filesystem::path>
        labels; ///< Stages 3 and 4: see ProbeSource; empty: labels.csv of the films' folder.
    std::vector<std::string> prompts; ///< Empty: those that were settled before, see settleSettings().
    int stage = 0;
    int workers = 1;
    int adaptingSteps = 300; ///< Stage 3, of the optimiser.
    int adaptingBatch = 4;
    double adaptingRate = 1e-5; ///< PRISM's.
    std::string task = "chest-tube"; ///< Stage 4: finding and device, see ShortcutTask.h.
    double correlation = 0.75; ///< Stage 4: 1 leaves nothing to balance by.
    std::string despite; ///< Why to go on although the stage before has not met its rules.
    std::string readBy; ///< Who has read the cases of the stage.
    std::optional<double> foundFit; ///< Share of the edits that the reader finds fit.
    PilotRules rules;
};

// The stages; each writes its page and says whether no rule is broken. Errors: of the films, models and parts that they
// call; Cancelled.
Result<bool> filmStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job);
Result<bool> editStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job);
Result<bool> modelStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job);
Result<bool> adaptingStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job);
Result<bool> downstreamStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job);

constexpr int lastStage = 4;

// What several stages need.

/// The model folder that was named, or the bundled one.
Result<std::filesystem::path> modelOf(const PilotOptions &options);
/// The text-to-image model that was named, or the bundled one.
Result<std::filesystem::path> textModelOf(const PilotOptions &options);
/// As the model's card says.
Result<CaptionGrammar> grammarOf(const std::filesystem::path &model);
/// "about 40 s", "about 3 minutes", "about 5.2 hours".
std::string minutes(double seconds);
std::string percentText(double share);

/// What stage 0 found out; no film is read again.
struct PilotFilms {
    std::vector<FilmCheck> checks;
    FilmsVerdict verdict;
};
Result<PilotFilms> checkedFilms(const PilotOptions &options, const PilotRules &rules, const JobContext &job);

std::filesystem::path folderOfStage(const PilotOptions &options, int stage);

/// A stage that may be worked: its page begun, with the films that stage 0 found fit.
struct BegunStage {
    StagePage page;
    PilotFilms films;
    std::filesystem::path folder; ///< Of this stage; not made yet.
};
/// Errors: the stage before is not met and nothing is said why to go on; of the films.
Result<BegunStage> beginStage(
    int stage, std::string title, const PilotOptions &options, const PilotRules &rules, const JobContext &job);

/// What came of a stage's edits, from their manifest.
struct EditCounts {
    int all = 0;
    int accepted = 0;
    int notThere = 0; ///< Refused since the film does not show what is to go: rightly, so that they do not count.
    std::map<std::string, std::pair<int, int>> byPrompt; ///< Accepted, all.
    std::map<std::string, int> reasons;
    double secondsAnEdit = 0.0; ///< That they took; 0 where they were there.

    int possible() const { return all - notThere; }
    double share() const { return possible() > 0 ? static_cast<double>(accepted) / possible() : 0.0; }
};
/// Copies `count` suitable films into `folder`/films under names that tell nothing, and makes the edits of all prompts
/// on them as a batch in `folder`/batch.
Result<EditCounts> makeEdits(const PilotOptions &options, const PilotFilms &films, int count,
    const std::filesystem::path &folder, const JobContext &job);
/// Tables of the edits, with links into the folder.
std::string editsBody(const PilotOptions &options, const EditCounts &counts);
/// What brings the reading of stage 1 or 2 about, one command after the other.
std::vector<std::string> readingCommands(const PilotOptions &options);
/// The pilot's own command for a stage; `more` is what stands behind it.
std::string pilotCommand(const PilotOptions &options, int stage, const std::string &more = {});

/// A study in `folder`/study.cfstudy of `cases` cases, half edits, half films; returns how many it holds.
Result<int> prepareStudy(
    const PilotOptions &options, const std::filesystem::path &folder, int cases, const JobContext &job);

/// Whether an expert has read the stage's cases and finds the edits fit: as it was told now or before. Errors: another
/// reading than the one that was recorded.
Result<PilotVerdict> readingVerdict(
    const PilotOptions &options, const PilotRules &rules, const std::filesystem::path &folder);

PilotVerdict verdictOf(std::string rule, std::string found, bool met);
/// Of a stage's edits and its reading.
Result<std::vector<PilotVerdict>> editVerdicts(const PilotOptions &options, const PilotRules &rules,
    const EditCounts &counts, int cases, const std::filesystem::path &folder, const JobContext &job);

/// What was said of the next stage's time when this one was worked; a later look at the page measures nothing.
std::string rememberedNext(const std::filesystem::path &folder, const std::string &measured);

/// Writes the page, names it, and says whether no rule is broken.
Result<bool> finishStage(const PilotOptions &options, StagePage page);

/// What stage 4 will take here, measured; or why it cannot be made with these films.
Result<std::string> costOfStudy(const PilotOptions &options, const PilotFilms &films);

/// Calls this program once more; what it says is shown where it fails, and to `watch` as it comes. Errors: Cancelled,
/// or what it said.
Result<std::string> callOurselves(std::vector<std::string> arguments, const CallWatch &watch = {});

} // namespace cf::cli
