#include "core/language/lexicon/Spelling.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace cf {

namespace {

/// Optimal string alignment distance; words have at most 32 letters here.
std::size_t editDistance(const std::u32string &a, const std::u32string &b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t exchange = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({ last[j] + 1, row[j - 1] + 1, exchange });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::optional<std::u32string> nearestWord(const std::u32string &word, const Lexicon &lexicon)
{
    if (word.size() < 5 || word.size() > 32)
        return std::nullopt;
    const std::size_t allowed = word.size() >= 10 ? 2 : 1;
    std::size_t best = allowed + 1;
    std::optional<std::u32string> nearest;
    for (const std::u32string &known : lexicon.wordsWith(word.front())) {
        const std::size_t longer = std::max(known.size(), word.size()) - std::min(known.size(), word.size());
        if (longer > allowed)
            continue;
        const std::size_t distance = editDistance(word, known);
        if (distance < best) {
            best = distance;
            nearest = known;
        } else if (distance == best && distance <= allowed) {
            // Singular and plural are equally near and mean the same; anything else is a guess.
            const bool samePlural = nearest && (*nearest + U"s" == known || known + U"s" == *nearest);
            if (!samePlural)
                nearest.reset();
        }
    }
    return best <= allowed ? nearest : std::nullopt;
}

} // namespace cf
