#pragma once

#include "core/base/Result.h"
#include "core/base/terms/ClinicalTerms.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One noisy latent of one film: what all captions are tried on. Errors are means over the latent of
/// (noise − what the model takes for noise)².
struct ProbePlace {
    std::string film;
    std::string patient;
    std::int64_t timestep = 0;
    int draw = 0; ///< Of noise.
};

/// How the templates did there.
struct TemplateLook {
    ProbePlace place;
    double silent = 0.0; ///< Error without any caption.
    std::vector<double> own; ///< Of the film's caption, by template.
    std::vector<std::optional<double>> others; ///< Of another film's caption that says something else.
};

/// What one word did there.
struct WordMeasure {
    Target target = Target::PleuralEffusion;
    std::string word;
    bool shown = false; ///< The film shows the target; else it certainly does not.
    double right = 0.0; ///< Error of the caption that is true of the film in this.
    double wrong = 0.0; ///< Of the same caption with the word taken away, or put in.
    double moved = 0.0; ///< By how much the word moves the answer: mean square over the latent.
};

/// What left for right, upper for lower, small for large did there.
struct SlotMeasure {
    std::string slot; ///< "side", "zone", "severity"
    Target target = Target::PleuralEffusion;
    double right = 0.0;
    double wrong = 0.0;
};

struct WordLook {
    ProbePlace place;
    std::vector<WordMeasure> words;
    std::vector<SlotMeasure> slots;
    /// Cosine between the directions in which two targets' words move the answer, the template's own words; by both
    /// keys, in their order.
    std::map<Target, std::map<Target, double>> cosines;
};

struct ProbeLooks {
    std::vector<TemplateLook> templates;
    std::vector<WordLook> words;
};

/// JSON lines; see RecordLines.h.
Result<ProbeLooks> readProbeLooks(const std::filesystem::path &file, const std::string &stamp);
Result<> appendLook(const std::filesystem::path &file, const std::string &stamp, const TemplateLook &look);
Result<> appendLook(const std::filesystem::path &file, const std::string &stamp, const WordLook &look);

} // namespace cf
