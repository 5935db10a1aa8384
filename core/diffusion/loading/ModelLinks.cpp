#include "core/diffusion/loading/ModelLinks.h"

#include "core/base/files/RegularFile.h"

#include <algorithm>
#include <system_error>

namespace cf {

std::vector<std::string> linksOutOfModel(const std::filesystem::path &folder)
{
    namespace fs = std::filesystem;
    constexpr std::size_t maximum = 20; // Of which the first ones tell the rest.
    std::vector<std::string> links;
    std::error_code failure;
    const fs::path home = fs::canonical(folder, failure);
    if (failure)
        return links;
    fs::recursive_directory_iterator entry(home, fs::directory_options::skip_permission_denied, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end && links.size() < maximum;
         entry.increment(failure)) {
        std::error_code ignored;
        if (!entry->is_symlink(ignored))
            continue;
        const fs::path target = fs::weakly_canonical(entry->path(), ignored);
        if (std::mismatch(home.begin(), home.end(), target.begin(), target.end()).first != home.end())
            links.push_back(entry->path().lexically_relative(home).string() + " leads to " + target.string());
    }
    std::sort(links.begin(), links.end());
    if (failure)
        links.push_back("not all links can be listed: " + reasonNotRead(failure.value()));
    return links;
}

} // namespace cf
