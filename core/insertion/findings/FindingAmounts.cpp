#include "core/insertion/findings/FindingAmounts.h"

#include <cstddef>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace cf {

namespace resources {
extern const unsigned char findingAmounts[];
extern const std::size_t findingAmountsSize;
} // namespace resources

namespace {

using Amounts = std::map<std::string, FindingAmount, std::less<>>;

Amounts readAmounts()
{
    std::istringstream table(
        std::string(reinterpret_cast<const char *>(resources::findingAmounts), resources::findingAmountsSize));
    table.imbue(std::locale::classic());
    Amounts amounts;
    std::string line;
    while (std::getline(table, line)) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream fields(line);
        fields.imbue(std::locale::classic());
        std::string name;
        FindingAmount amount;
        fields >> name;
        for (FindingAmount::Range &range : amount.grades)
            fields >> range.low >> range.high;
        amounts[name] = amount;
    }
    return amounts;
}

} // namespace

int FindingAmount::gradeOf(double amount) const
{
    if (amount < 0.5 * (grades[0].high + grades[1].low))
        return 0;
    return amount < 0.5 * (grades[1].high + grades[2].low) ? 1 : 2;
}

const FindingAmount &findingAmount(std::string_view name)
{
    static const Amounts amounts = readAmounts();
    const auto found = amounts.find(name);
    if (found == amounts.end())
        throw std::out_of_range("No amount of a finding is called " + std::string(name) + ".");
    return found->second;
}

} // namespace cf
