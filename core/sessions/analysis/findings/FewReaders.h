#pragma once

#include "core/sessions/analysis/findings/StudyFindings.h"
#include "core/statistics/readers/ObuchowskiRockette.h"

#include <string>
#include <utility>
#include <vector>

namespace cf::sessions {

/// What a result over several readers may hold for, in the order of reports, with the words behind its label.
const std::vector<std::pair<Generalise, std::string>> &generalisations();

/// Makes a figure over random readers fit to be read. With few readers the variance between them is hardly known and
/// may be 0 in the sample: the interval is never narrower than `fixed`, that of the same readers, nor is p smaller; it
/// ends where the figure can; and the words say what it rests on.
void steady(Finding &random, const Finding &fixed, const Bounds &possible, std::size_t readers);

/// An interval cut to what is possible.
void clip(Estimate &estimate, const Bounds &possible);

/// The mean merit over all readers, for every generalisation that the number of readers allows. `stated`: value against
/// which it is tested; nothing: no p. `atLeast`: interval and p below which none of them goes (of a share Wilson's).
std::vector<Finding> readerMeans(
    const ReaderStudy &study, const Merit &merit, double count, Number stated, const Finding &atLeast = {});

} // namespace cf::sessions
