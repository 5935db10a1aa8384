#pragma once

#include "core/base/RandomStream.h"
#include "core/base/terms/ClinicalTerms.h"

#include <array>
#include <string_view>

namespace cf {

/// Ranges of one amount of a finding, by severity.
struct FindingAmount {
    struct Range {
        double low = 0.0;
        double high = 0.0;
    };
    std::array<Range, 3> grades; ///< Small, moderate, large.

    /// One draw, whatever the grade (0 small … 2 large).
    double draw(int grade, RandomStream &stream) const
    {
        const Range &range = grades[static_cast<std::size_t>(grade)];
        return stream.uniform(range.low, range.high);
    }
    /// The grade whose range lies nearest to an amount.
    int gradeOf(double amount) const;
};

/// The row of a name in resources/phantom/finding_amounts.tsv, which travels inside the program. Throws
/// std::out_of_range where there is none: names are the renderers' own.
const FindingAmount &findingAmount(std::string_view name);

/// 0 small, 1 moderate (also when unsaid), 2 large.
constexpr int gradeOf(Severity severity)
{
    return severity == Severity::Small ? 0 : severity == Severity::Large ? 2 : 1;
}

} // namespace cf
