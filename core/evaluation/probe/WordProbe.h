#pragma once

#include "core/evaluation/probe/ProbeCaptions.h"
#include "core/evaluation/probe/ProbeLooks.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cf {

class ListeningModel;

/// Which words does a text-to-image model hear? A film is noised, and the model is asked what of it is noise, under
/// captions that are true and untrue of the film, with the same noise: words that it hears make it err less where they
/// are true and more where they are not.
struct ProbePlan {
    std::vector<ProbeFilm> films;
    std::function<Result<Radiograph>(const ProbeFilm &)> open;
    std::vector<ProbeTemplate> templates;
    OtherWords otherWords;
    std::vector<std::int64_t> timesteps{ 300, 500, 700 }; ///< Of 1000: below, a film tells all by itself.
    int draws = 1; ///< Of noise, a timestep.
    std::filesystem::path records; ///< JSON lines, one a noisy film; an interrupted probe goes on from there.
    std::string stamp; ///< Of all that decides about the figures besides the films' names.
};

/// What a probe takes on this machine.
struct ProbeCost {
    std::int64_t templateRows = 0; ///< Answers of the network.
    std::int64_t wordRows = 0; ///< Under the first template; others have about as many.
    double secondsARow = 0.0; ///< Measured.
    double secondsAFilm = 0.0; ///< To read and encode it, twice.

    double seconds(std::size_t films) const
    {
        return secondsARow * static_cast<double>(templateRows + wordRows) + secondsAFilm * static_cast<double>(films);
    }
};

/// Counts the rows and measures one. Errors: a plan without films, templates or timesteps; no film can be read;
/// Cancelled.
Result<ProbeCost> probeCost(ListeningModel &model, const ProbePlan &plan, const JobContext &job);

struct ProbeMeasures {
    ProbeLooks looks;
    std::size_t chosen = 0; ///< The template under which the model errs least.
    std::vector<std::string> unreadable; ///< Films, with the reason.
};

/// Measures what is not in the records yet: all templates on all films, then the words of the best one. Progress counts
/// noisy films. Errors: as above; records of another probe.
Result<ProbeMeasures> runProbe(
    ListeningModel &model, const ProbePlan &plan, const ProbeCost &cost, const JobContext &job);

/// The template of the smallest mean error over patients.
std::size_t bestTemplate(const std::vector<TemplateLook> &looks);

} // namespace cf
