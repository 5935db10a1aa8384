#pragma once

namespace cf {

/// When a stage's result allows the next one: written into the pilot's folder before anything is looked at.
struct PilotRules {
    int films = 20; ///< Of the first stage with edits, of as many patients as there are.
    double minSuitable = 0.8; ///< Share of all films.
    double maxUnknown = 0.1; ///< Share of films whose patient is not known.
    double maxText = 0.05; ///< Share of films with printed words beside side letters: they may name a patient.
    int maxDoubled = 0; ///< Films that look like one of another patient.
    double minAccepted = 0.5; ///< Share of edits that pass the gates.
    int cases = 20; ///< Of the first reading, half of them untouched films.
    double minFit = 0.8; ///< Share of the edits that the reading expert finds fit for their use.
    int filmsSecond = 200; ///< Of the second stage with edits.
    int casesSecond = 40; ///< Of its reading.
    double minAsAsked = 0.7; ///< Share of edits after which an independent segmenter sees what was asked.
    /// How far anything else may move with an edit, in probability, by the farther end of its 95 % interval: an
    /// equivalence, not a difference that was not found.
    double maxCollateral = 0.05;
    /// By how many per cent an adapted model errs less on patients whom it has not seen, by the nearer end of the
    /// interval.
    double minLearnt = 0.0;
    /// By how much the worst group's accuracy rises over the films as they are, by the nearer end of the interval.
    double minGain = 0.0;
    bool operator==(const PilotRules &) const = default;
};

} // namespace cf
