#pragma once

#include "core/evaluation/downstream/RunResult.h"
#include "core/evaluation/downstream/films/FilmSource.h"
#include "core/evaluation/downstream/films/StudyEdits.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf::downstream {

/// What a study is made with.
struct StudyParts {
    std::filesystem::path folder; ///< Of the study alone: films, edits, trainings, results.
    std::function<Result<std::unique_ptr<FilmSource>>(const ShortcutTask &)> films;
    std::vector<EditWay> ways; ///< Those that the plan's arms ask for, by their names.
    std::filesystem::path startFrom; ///< Folder of a classifier to begin with; empty: from nothing.
    std::string origin; ///< "phantom", or what names the films; a folder holds one kind.
    std::optional<SeeingJudge> judge; ///< Looks at edits as they are made; nothing: nobody does.
};

/// How much there is to do, in all and still.
struct StudyWork {
    int films = 0; ///< Patients whose films are rendered.
    int filmsLeft = 0;
    std::map<std::string, int> edits; ///< By way.
    std::map<std::string, int> editsLeft;
    int trainings = 0;
    int trainingsLeft = 0;
};
Result<StudyWork> workOf(const StudyPlan &plan, const StudyParts &parts);

/// What a piece of work costs, in seconds.
struct StudyCost {
    double clock = 0.0; ///< As the clock on the wall says, beside all else that the machine does.
    double processor = 0.0; ///< Of one core.
};

/// What the parts cost here and now; measured in a temporary folder that goes again.
struct StudyPace {
    StudyCost film; ///< A patient's films.
    std::map<std::string, StudyCost> edit; ///< By way; with the look of a second segmenter at it.
    StudyCost step; ///< Of a classifier's training.
};
Result<StudyPace> measurePace(const StudyPlan &plan, const StudyParts &parts);

/// A share of a study for one of several processes that work in one folder at the same time, on one machine or on many.
struct StudyShard {
    int place = 1; ///< From 1.
    int of = 1;
};

/// The share's films and edits alone; what depends on them can begin when all shares are done. Files appear whole, and
/// what two processes make of one thing is the same, so that none waits for another. Errors: as runStudy().
Result<> prepareStudy(const StudyPlan &plan, const StudyParts &parts, const StudyShard &shard, const JobContext &job);

/// The share's trainings, and what films and edits they need that are not there yet. Errors: as runStudy().
Result<> trainStudy(const StudyPlan &plan, const StudyParts &parts, const StudyShard &shard, const JobContext &job);

/// Makes everything that is not there yet; interrupted at any moment, the same call goes on. One file a training, which
/// appears whole. Errors: of films, edits and trainings; InvalidInput where the folder holds a study of other settings;
/// Cancelled.
Result<> runStudy(const StudyPlan &plan, const StudyParts &parts, const JobContext &job);

/// How well a detector of the default method's edits does on probes it never saw, by task; made by runStudy() where the
/// plan has the default arm and probes.
std::map<std::string, double> detectabilities(const std::filesystem::path &folder, const StudyPlan &plan);

/// Results that are there, of the plan's tasks, correlations, arms and seeds.
Result<std::vector<RunResult>> readResults(const StudyPlan &plan, const std::filesystem::path &folder);

} // namespace cf::downstream
