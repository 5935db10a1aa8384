#pragma once

#include "core/phantom/PhantomDataset.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cf {

inline constexpr float labelAbsent = 0.0F;
inline constexpr float labelPresent = 1.0F;
inline constexpr float labelUnknown = -1.0F; ///< Takes no part in loss and figures.

/// One value a label, in the order of classifierLabels().
using LabelRow = std::vector<float>;

/// CheXpert's 14 labels, then the seven devices that an edit can be about.
const std::vector<std::string> &classifierLabels();
/// The output that answers for a target.
std::size_t classifierOutputOf(Target target);

/// What a phantom shows, `turned` included where `with`. What is drawn so alike that the one may pass for the other
/// (opacity and consolidation, a wide heart and a wide mediastinum) makes its counterpart unknown, not absent.
LabelRow labelsOfPhantom(const PhantomCase &phantom, bool with);

/// What a real film with a rendered insertion shows. `film`: the findings of its table in ChestX-ray14's words, nothing
/// where the table names none. Devices are not labelled: that of the insertion is known where it is there, and taken as
/// absent before where films rarely have it (pacemaker, sternal wires, chest tube).
LabelRow labelsOfInsertion(const std::optional<std::vector<std::string>> &film, const Abnormality &inserted, bool with);

/// True for labels that turning `target` says something about; all others must not care.
bool concerns(Target target, std::size_t output);

} // namespace cf
