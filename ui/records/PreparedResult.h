#pragma once

#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "ui/images/ViewportContent.h"

#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace cf::ui {

/// One of several answers to a request, as it is chosen from.
struct CandidateLine {
    QString what; ///< What it differs in, in words: "seed 7", "structure kept 50 %".
    double score = 0.0;
    QString scoreName; ///< With its unit; empty where they are not ranked.
    bool accepted = true;
    bool chosen = false;
    QString reason; ///< Why it was refused.
    std::vector<Gate> gates;
    std::map<std::string, double> parameters; ///< What it differs in, by name.
    QImage thumbnail;
    /// Its counterfactual's stored values, without a plate; null once the result comes from disk.
    std::shared_ptr<const StoredImage> stored;
};

/// A result with everything that the screen needs, made on the worker so that showing it costs the window nothing.
struct PreparedResult {
    EditStatus status = EditStatus::Accepted;
    QString reason; ///< Why it was refused.
    std::vector<Gate> gates;
    std::vector<CandidateLine> candidates; ///< Empty where the method makes one answer.
    EditMetrics metrics;
    Provenance provenance;
    bool regionIsDrawn = false;
    PicturePointer counterfactual; ///< With the SYNTHETIC plate in its stored values.
    PicturePointer rebuilt; ///< What encoding and decoding alone would have made, with the plate.
    DifferencePointer difference; ///< Counterfactual without the plate minus source.
    DifferencePointer deviation; ///< Standard deviation over several seeds; null where one was asked for.
    std::optional<ClassifierReadings> classifier; ///< Probabilities before and after, where the model has a classifier.
    QString spreadNote; ///< What the seeds have in common, in numbers.
    RegionPointer region;
    Image<std::uint8_t> regionValues; ///< The region as a mask, to be corrected by hand.
    std::vector<RegionWarning> regionWarnings;
    std::optional<MarkRegion> plate;
    StoredImage underPlate; ///< The counterfactual's own values where the plate lies.
    StoredImage underRebuiltPlate; ///< The same of `rebuilt`.
    QImage thumbnail;

    bool refused() const { return status == EditStatus::Refused; }
    /// The counterfactual without the plate, as the writer takes it.
    Radiograph unmarked() const;
    /// The stored values of `rebuilt` without the plate; empty where there is none.
    StoredImage unmarkedRebuilt() const;
};

using ResultPointer = std::shared_ptr<const PreparedResult>;

/// The pixels of a result, without the plate.
struct ResultPixels {
    StoredImage counterfactual;
    StoredImage rebuilt; ///< May be empty.
    Image<std::uint8_t> region; ///< Above 0 where values may differ.
    StoredImage deviation; ///< Over several seeds; empty where one was asked for.
    double deviationRange = 1.0; ///< Stored units at the end of its scale.
};

/// A result from all that is known of it beside its pixels, and its pixels. As slow as prepareResult(). Errors:
/// InvalidInput when they are not of the source's size.
Result<ResultPointer> withPixels(const PreparedResult &outline, ResultPixels pixels, const Radiograph &source);

/// One of the candidates of `result` as a result of its own, to be shown and kept. As slow as prepareResult(). Errors:
/// InvalidInput where its pixels are gone.
Result<ResultPointer> candidateResult(const PreparedResult &result, std::size_t candidate, const Radiograph &source);

/// Takes some 100 ms for 8 megapixels: not for the GUI thread. Errors: InvalidInput when the result is not of the
/// source's size.
Result<ResultPointer> prepareResult(EditResult result, const Radiograph &source);

} // namespace cf::ui
