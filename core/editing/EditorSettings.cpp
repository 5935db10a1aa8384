#include "core/editing/CounterfactualEditor.h"

#include <cstdlib>

namespace cf {

std::filesystem::path defaultInversionCache()
{
    // A relative $XDG_CACHE_HOME is to be ignored, says the specification.
    const char *cache = std::getenv("XDG_CACHE_HOME");
    const char *home = std::getenv("HOME");
    std::filesystem::path folder = cache != nullptr ? cache : "";
    if (!folder.is_absolute())
        folder = home != nullptr ? std::filesystem::path(home) / ".cache" : std::filesystem::path();
    return folder.is_absolute() ? folder / "contrafact" / "inversions" : std::filesystem::path();
}

} // namespace cf
