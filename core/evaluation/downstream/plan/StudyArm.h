#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace cf::downstream {

/// Which pictures an arm adds to the original films.
enum class Material {
    None,
    Null, ///< Through the model and recomposed in the default edit's region, nothing changed.
    Moved, ///< The default edit's change at a place that it does not belong to.
    Edited, ///< The default method's counterfactual: the device turned.
    SdEdit,
    Prism,
    Exact, ///< The film rendered with the device turned: what no editor can better.
};

enum class Balance { AsIs, Subsampled, Duplicated };
enum class Learning { Plain, GroupRobust, TrainedTwice, Pretrained };

/// One way to train: what is compared.
struct StudyArm {
    std::string name; ///< For files, options and tables.
    std::string label; ///< For people.
    Material material = Material::None;
    Balance balance = Balance::AsIs;
    Learning learning = Learning::Plain;
    /// Whose pictures depend on a seed of generation.
    bool isGenerated() const { return material != Material::None && material != Material::Exact; }
};

const std::vector<StudyArm> &studyArms();
/// Errors: InvalidInput, naming those that there are.
Result<StudyArm> studyArm(std::string_view name);

} // namespace cf::downstream
