#include "core/evaluation/downstream/plan/StudyArm.h"

namespace cf::downstream {

const std::vector<StudyArm> &studyArms()
{
    static const std::vector<StudyArm> arms{
        { "original", "Original films", Material::None, Balance::AsIs, Learning::Plain },
        { "subsample", "Balanced by subsampling", Material::None, Balance::Subsampled, Learning::Plain },
        { "duplicate", "Minorities duplicated", Material::None, Balance::Duplicated, Learning::Plain },
        { "null", "+ null edits", Material::Null, Balance::AsIs, Learning::Plain },
        { "random", "+ the change elsewhere", Material::Moved, Balance::AsIs, Learning::Plain },
        { "sdedit", "+ sdedit", Material::SdEdit, Balance::AsIs, Learning::Plain },
        { "prism", "+ prism", Material::Prism, Balance::AsIs, Learning::Plain },
        { "default", "+ counterfactuals, default method", Material::Edited, Balance::AsIs, Learning::Plain },
        { "pretrain", "Pretrained on counterfactuals", Material::Edited, Balance::AsIs, Learning::Pretrained },
        { "dro", "Group DRO", Material::None, Balance::AsIs, Learning::GroupRobust },
        { "jtt", "Just train twice", Material::None, Balance::AsIs, Learning::TrainedTwice },
        { "exact", "+ exact counterfactuals (ceiling)", Material::Exact, Balance::AsIs, Learning::Plain },
    };
    return arms;
}

Result<StudyArm> studyArm(std::string_view name)
{
    std::string names;
    for (const StudyArm &arm : studyArms()) {
        if (arm.name == name)
            return arm;
        names.append(names.empty() ? "" : ", ").append(arm.name);
    }
    std::string message = "There is no arm \"";
    message.append(name).append("\". Arms: ").append(names).append(".");
    return fail(ErrorCode::InvalidInput, std::move(message));
}

} // namespace cf::downstream
