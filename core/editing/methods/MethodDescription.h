#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A number that a method can be told, e.g. by `--parameter`. Menus, help and the check of what is asked read it here.
struct MethodParameter {
    std::string name; ///< "guidance_scale", …
    double standard = 0.0; ///< What it is when nothing is asked.
    double min = 0.0;
    double max = 1.0;
    std::string help; ///< One sentence for the user.
    bool isWhole = false; ///< It counts something.
    std::optional<double> standardOfSeeds{}; ///< With several seeds in one batch; none: `standard`.
};

/// An editing method by name, for menus.
struct MethodDescription {
    std::string name; ///< "instruct", "direct", …
    std::string summary; ///< One sentence for the user.
    int defaultSteps = 0;
    std::vector<MethodParameter> parameters;
    bool takesSeeds = false; ///< Runs several seeds in one batch (`EditRequest::seeds`).
};

} // namespace cf
