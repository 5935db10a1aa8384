#include "dicom/RadiographCheck.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cf {

Result<> checkIsRadiograph(const std::string &modality, const std::filesystem::path &file)
{
    constexpr std::array<std::string_view, 5> others{ "CT", "MR", "PT", "NM", "US" };
    if (std::find(others.begin(), others.end(), modality) == others.end())
        return {};
    return fail(ErrorCode::Unsupported,
        "\"" + file.string() + "\" is an image of the modality " + modality + " and no radiograph.");
}

} // namespace cf
