#include "app/contrafact-cli/batch/ShardOption.h"

#include <charconv>
#include <system_error>

namespace cf::cli {

Result<std::pair<int, int>> parseShard(const std::string &text)
{
    std::pair<int, int> shard;
    const char *end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, shard.first);
    const bool parted = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
    const auto second = parted ? std::from_chars(first.ptr + 1, end, shard.second) : first;
    if (!parted || second.ec != std::errc() || second.ptr != end)
        return fail(ErrorCode::InvalidInput, "A shard is written i/n, as in --shard 2/8, not \"" + text + "\".");
    return shard;
}

} // namespace cf::cli
