#include "core/sessions/analysis/findings/FewReaders.h"

#include "core/statistics/Distributions.h"

#include <algorithm>

namespace cf::sessions {

namespace {

constexpr std::size_t fewReaders = 4; ///< Below, two degrees of freedom or fewer tell of the variance between readers.

void addNote(Finding &finding, const std::string &words)
{
    finding.note += (finding.note.empty() ? "" : "; ") + words;
}

/// Not narrower than `other`, in interval and p.
bool widen(Finding &finding, const Finding &other)
{
    if (other.p && finding.p)
        finding.p = std::max(*finding.p, *other.p);
    if (!other.estimate.interval || !finding.estimate.value)
        return false;
    const Bounds wide = *other.estimate.interval;
    const auto own = finding.estimate.interval;
    const Bounds hull = own ? Bounds{ std::min(own->low, wide.low), std::max(own->high, wide.high) } : wide;
    const bool isWider = !own || hull.low < own->low || hull.high > own->high;
    finding.estimate.interval = hull;
    return isWider;
}

Finding meanFinding(const ReaderStudy &study, const Merit &merit, Generalise aim, Number stated)
{
    Finding finding;
    const auto mean = singleTest(study, merit, CovarianceMethod::Jackknife, aim);
    finding.estimate = mean ? mean->mean : Estimate{ .reason = mean.error().message };
    const Number error = finding.estimate.standardError;
    if (stated && finding.estimate.value && error && *error > 0.0) {
        const double statistic = (*finding.estimate.value - *stated) / *error;
        finding.p = finite(mean->degrees ? studentTwoSided(statistic, *mean->degrees) : normalTwoSided(statistic));
    }
    return finding;
}

} // namespace

const std::vector<std::pair<Generalise, std::string>> &generalisations()
{
    static const std::vector<std::pair<Generalise, std::string>> all{
        { Generalise::ReadersAndCases, ", readers and cases random" },
        { Generalise::Cases, ", these readers, cases random" }, { Generalise::Readers, ", readers random, these cases" }
    };
    return all;
}

void clip(Estimate &estimate, const Bounds &possible)
{
    if (estimate.interval)
        estimate.interval = Bounds{ std::clamp(estimate.interval->low, possible.low, possible.high),
            std::clamp(estimate.interval->high, possible.low, possible.high) };
}

void steady(Finding &random, const Finding &fixed, const Bounds &possible, std::size_t readers)
{
    const bool hasWidth = random.estimate.interval && random.estimate.interval->high > random.estimate.interval->low;
    if (!hasWidth && random.estimate.value && fixed.estimate.interval) {
        random.estimate.reason = *random.estimate.value == 0.0 && !fixed.p
            ? random.estimate.reason
            : "The readers do not differ in this sample, so that nothing is known of how readers vary.";
        random.p = fixed.p;
    }
    if (widen(random, fixed))
        addNote(random, "interval not narrower than for these readers");
    clip(random.estimate, possible);
    if (readers < fewReaders)
        addNote(random, std::to_string(readers) + " readers: says little of others");
}

std::vector<Finding> readerMeans(
    const ReaderStudy &study, const Merit &merit, double count, Number stated, const Finding &atLeast)
{
    std::vector<Finding> findings;
    Finding fixed = meanFinding(study, merit, Generalise::Cases, stated);
    widen(fixed, atLeast);
    const bool several = study.readers.size() > 1;
    for (const auto &[aim, words] : generalisations()) {
        if (!several && aim != Generalise::Cases)
            continue;
        Finding finding = aim == Generalise::Cases ? fixed : meanFinding(study, merit, aim, stated);
        if (aim == Generalise::ReadersAndCases)
            steady(finding, fixed, { 0.0, 1.0 }, study.readers.size());
        else if (aim == Generalise::Readers && study.readers.size() < fewReaders)
            addNote(finding, std::to_string(study.readers.size()) + " readers: says little of others");
        clip(finding.estimate, { 0.0, 1.0 });
        finding.label = (several ? "All readers" : "The reader") + words;
        finding.count = count;
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace cf::sessions
