#pragma once

#include "core/base/Image.h"
#include "core/base/terms/RenderedAddition.h"
#include "core/editing/SeedSpread.h"
#include "core/editing/methods/MethodAdvice.h"
#include "core/editing/readings/SemanticReadings.h"
#include "core/imaging/Radiograph.h"
#include "core/language/PromptLanguage.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// The record from which a result can be made again. Written into the project, the report and the synthetic DICOM.
struct Provenance {
    std::string program; ///< "Contrafact 0.1.0"
    std::string model; ///< Name of the model folder's contrafact.json.
    std::string modelSha256; ///< Over the weights, in the order of their names.
    std::string method;
    std::uint64_t seed = 0;
    int steps = 0;
    std::map<std::string, double> parameters; ///< All of the method's parameters, defaults filled in.
    std::string precision; ///< "float32" or "bfloat16": what the network multiplied in; empty without a network.
    std::string prompt;
    CaptionPair captions;
    std::string orientation; ///< How the film lies (PS3.3 C.7.6.1.1.1, "L\F"), stated or by the user; empty: unknown.
    std::string sourceSha256; ///< Of the source's stored pixel values.
    std::string maskSha256; ///< Empty where no mask was drawn.
    std::string inversion; ///< "computed" or "cached" where the method inverts the source; else empty.
    bool captionsByHand = false; ///< A caption was written by the user instead of compiled from the prompt.
    bool sourceConfirmed = false; ///< The user has confirmed what the source is said to show.
    /// What a classifier says before and after, by label; empty without one.
    std::map<std::string, std::array<double, 2>> probabilities{};
    std::vector<MethodChoice> chosen{}; ///< With the method "auto": what it took for each instruction, and why.
    std::vector<RenderedAddition> rendered{}; ///< What the renderer drew, in its order.
};

/// A measure that an edit is held to: name, value, limit, passed or not.
struct Gate {
    std::string name; ///< Stable key, e.g. "outside_unchanged", "inside_changed", "reconstruction_psnr".
    std::string label; ///< For the screen.
    double value = 0.0; ///< Not a number where it could not be computed.
    double limit = 0.0;
    bool atLeast = true; ///< The value must be ≥ limit (else ≤).
    std::string unit;
    bool passed = false;
    std::string reason; ///< One sentence when it failed, or why it could not be computed.
};

/// What one part of an edit took.
struct StageTime {
    std::string stage; ///< Stable key: "prepare", "encode", "edit", "decode", "recompose", …
    double seconds = 0.0;
};

struct EditMetrics {
    int networkEvaluations = 0; ///< Rows given to the network, summed over calls; remembered answers cost none.
    double seconds = 0.0;
    double reconstructionPsnr = 0.0; ///< dB at the model's size, of the plain encode–decode against the source.
    std::int64_t outsideChangedValues = 0; ///< Stored values outside the region that differ; always 0.
    std::int64_t insideChangedValues = 0;
    double largestChange = 0.0; ///< In stored units.
    double noiseFloor = 0.0; ///< In stored units, of `noiseFloorOf`: below it a change is not shown as one.
    std::vector<StageTime> stages; ///< In the order of their work; their sum is `seconds`.
};

/// Why a region that the program found may not be trusted.
struct RegionWarning {
    std::string code; ///< Stable, e.g. "region-low-contrast".
    std::string text; ///< One sentence, what and what to do.
    bool operator==(const RegionWarning &) const = default;
};

enum class EditStatus { Accepted, Refused };

/// One of several answers to the same request: a setting of a sweep, or a seed. Kept whether it passed or not.
struct EditCandidate {
    std::map<std::string, double> parameters; ///< What it differs in from the others, e.g. "self_replace" → 0.5.
    double score = 0.0; ///< By which those that pass are ranked; higher is better.
    std::string scoreName; ///< What the score is, with its unit; empty where they are not ranked, as seeds.
    EditStatus status = EditStatus::Accepted;
    std::string reason; ///< Why it was refused; empty when accepted.
    std::vector<Gate> gates;
    StoredImage stored; ///< Its counterfactual's stored values.
    bool isChosen = false; ///< The one that the result shows.
};

struct EditResult {
    EditStatus status = EditStatus::Accepted;
    std::string reason; ///< Why it was refused; empty when accepted.
    Radiograph counterfactual; ///< Same size, depth and window as the source. A refused result is kept, too.
    Radiograph reconstruction; ///< What encoding and decoding alone would have made of the source.
    MaskImage region; ///< At the source's size: 0 where every stored value equals the source's.
    bool regionIsDrawn = false; ///< The user's own mask; else found automatically.
    bool regionIsLimited = false; ///< Found automatically, within the anatomy that the words name.
    std::vector<RegionWarning> regionWarnings; ///< Of a region found automatically.
    std::vector<Gate> gates; ///< The fixed list of core/editing/Scorecard.h, also those that could not be computed.
    EditMetrics metrics;
    std::optional<ClassifierReadings> classifier; ///< Where the model folder has a classifier.
    std::optional<ClipReadings> clip; ///< Where it has a CLIP.
    std::vector<LabelReading> seen; ///< What its segmenter says, every label in its order; empty without one.
    Provenance provenance;
    std::vector<EditCandidate> candidates; ///< All that were made, in their order; empty where a method makes one.
    std::optional<SeedSpread> spread; ///< Where the request asked for several seeds.
};

} // namespace cf
