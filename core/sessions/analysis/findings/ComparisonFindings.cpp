#include "core/sessions/analysis/findings/FewReaders.h"
#include "core/sessions/analysis/findings/QuestionFindings.h"

#include "core/statistics/comparison/Blocks.h"
#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/Wilcoxon.h"
#include "core/statistics/readers/ObuchowskiRockette.h"
#include "core/statistics/roc/VisualGrading.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace cf::sessions {

namespace {

/// What is compared: arms of one stage, or stages.
struct Contrast {
    std::string title;
    std::vector<std::pair<std::string, std::vector<ScoredAnswer>>> tests; ///< By what they are called.
};

double scaled(double value, const Bounds &range)
{
    return range.high > range.low ? (value - range.low) / (range.high - range.low) : 0.5;
}

void rescale(Estimate &estimate, double width)
{
    if (estimate.value)
        *estimate.value *= width;
    if (estimate.standardError)
        *estimate.standardError *= width;
    if (estimate.interval)
        estimate.interval = Bounds{ estimate.interval->low * width, estimate.interval->high * width };
}

/// Differences of every two tests under every generalisation, in units of `width`; possible are `possible`.
void appendDifferences(const ReaderStudy &study, const Merit &merit, double cases, double width, const Bounds &possible,
    FindingGroup &group)
{
    const bool several = study.readers.size() > 1;
    const auto findingsFor = [&](Generalise aim) {
        FindingGroup part;
        const auto result = obuchowskiRockette(study, merit, CovarianceMethod::Jackknife, aim);
        if (!result) {
            part.findings.push_back({ "All readers", cases, { .reason = result.error().message } });
            return part;
        }
        for (const MeritDifference &each : result->differences) {
            Finding finding{ inWords(each.label), cases, each.difference, each.p };
            rescale(finding.estimate, width);
            finding.note = nameOf(result->design);
            part.findings.push_back(std::move(finding));
        }
        return part;
    };
    const FindingGroup fixed = findingsFor(Generalise::Cases);
    for (const auto &[aim, words] : generalisations()) {
        if (!several && aim != Generalise::Cases)
            continue;
        FindingGroup part = aim == Generalise::Cases ? fixed : findingsFor(aim);
        for (std::size_t place = 0; place < part.findings.size(); ++place) {
            if (aim == Generalise::ReadersAndCases && place < fixed.findings.size())
                steady(part.findings[place], fixed.findings[place], possible, study.readers.size());
            Estimate &estimate = part.findings[place].estimate;
            if (aim == Generalise::Readers && estimate.interval
                && !(estimate.interval->high > estimate.interval->low)) {
                estimate.interval.reset(); // A line of no width would look like certainty.
                estimate.reason = "The readers do not differ in this sample, so that nothing is known of how readers "
                                  "vary.";
            }
            clip(estimate, possible);
            part.findings[place].label += words;
        }
        correct(part);
        std::ranges::move(part.findings, std::back_inserter(group.findings));
    }
}

/// Means on the question's own scale; the analysis works in 0…1.
void addMeans(const QuestionRows &rows, const Contrast &contrast, QuestionAnalysis &analysis)
{
    const Bounds range = rangeOf(*rows.question, rows.rows);
    std::vector<::cf::Reading> readings;
    std::set<std::string> cases;
    std::set<std::string> seen;
    for (const auto &[name, own] : contrast.tests)
        for (const ScoredAnswer &row : own)
            if (row.value && seen.insert(row.reader + '\n' + name + '\n' + row.unit).second) {
                readings.push_back({ row.reader, name, row.unit, false, scaled(*row.value, range) });
                cases.insert(row.unit);
            }
    const auto study = readerStudy(readings);
    if (!study || study->tests.size() < 2)
        return;
    const bool share = rows.question->kind == QuestionKind::YesNo;
    FindingGroup group;
    group.key = "difference";
    group.title = (share ? "Difference in the share of “yes”" : "Difference of means") + contrast.title;
    group.scale = share ? FigureScale::Share : FigureScale::Value;
    group.unit = share ? "percentage points" : unitOf(*rows.question);
    group.method =
        "Mean over readers (Obuchowski and Rockette 1995, Hillis 2007, jackknife), for every generalisation that "
        "the readers allow; images of one source are paired. Holm within a generalisation.";
    const double width = share ? 1.0 : std::max(range.high - range.low, 1e-300);
    appendDifferences(
        *study, { .kind = MeritKind::MeanRating }, static_cast<double>(cases.size()), width, { -width, width }, group);
    Plot plot;
    plot.kind = Plot::Kind::Intervals;
    plot.title = group.title;
    plot.findings = group.findings;
    plot.reference = 0.0;
    plot.scale = group.scale;
    plot.unit = group.unit;
    analysis.plots.push_back(std::move(plot));
    analysis.groups.push_back(std::move(group));
}

/// Yes and no, and scales, by reader on the same sources: tests that ask nothing of their distribution.
void addPaired(const QuestionRows &rows, const Contrast &contrast, QuestionAnalysis &analysis)
{
    const bool share = rows.question->kind == QuestionKind::YesNo;
    FindingGroup group;
    group.key = "paired";
    group.title = (share ? "Paired “yes” of each reader" : "Paired answers of each reader") + contrast.title;
    group.scale = share ? FigureScale::Share : FigureScale::Value;
    group.unit = share ? "percentage points" : unitOf(*rows.question);
    group.method = share
        ? "Difference of shares with Tango’s interval (1998), McNemar’s exact p; of three or more Cochran’s "
          "Q (1950). Holm over the group."
        : "Friedman’s test (1937) of three or more on the same sources. Holm over the group.";
    for (const std::string &reader : rows.readers()) {
        std::map<std::string, std::vector<Number>> units;
        for (std::size_t test = 0; test < contrast.tests.size(); ++test)
            for (const ScoredAnswer &row : contrast.tests[test].second)
                if (row.reader == reader) {
                    auto &unit = units[row.unit];
                    unit.resize(contrast.tests.size());
                    unit[test] = row.value;
                }
        Ratings blocks;
        for (const auto &[name, unit] : units)
            if (std::ranges::all_of(unit, [](const Number &value) { return value.has_value(); }))
                blocks.push_back(unit);
        if (blocks.empty())
            continue;
        const std::string name = shownName(rows.input->study, reader);
        const auto count = static_cast<double>(blocks.size());
        if (contrast.tests.size() > 2) {
            const BlockTest test = share ? cochranQ(blocks) : friedman(blocks);
            Finding finding{ name + (share ? ": Cochran’s Q" : ": Friedman’s chi-squared"), count, {}, test.p };
            finding.estimate.reason = test.reason.empty() ? "A test without an estimate." : test.reason;
            group.findings.push_back(std::move(finding));
        } else if (share) {
            PairedCounts counts;
            for (const auto &unit : blocks)
                ++(*unit[1] > 0.0 ? (*unit[0] > 0.0 ? counts.both : counts.onlyFirst)
                                  : (*unit[0] > 0.0 ? counts.onlySecond : counts.neither));
            const McNemar test = mcnemar(counts);
            Finding finding{ name + ": " + contrast.tests[1].first + " − " + contrast.tests[0].first, count,
                test.difference, test.exactP };
            if (test.tango)
                finding.estimate.interval = test.tango;
            if (!finding.estimate.interval && finding.estimate.reason.empty())
                finding.estimate.reason = reasons::tooFewCases;
            finding.note = std::to_string(counts.onlyFirst + counts.onlySecond) + " pairs differ";
            group.findings.push_back(std::move(finding));
        }
    }
    correct(group);
    if (!group.findings.empty())
        analysis.groups.push_back(std::move(group));
}

/// Visual grading characteristics, and the signed-rank test of case means where cases are paired.
void addGrading(const QuestionRows &rows, const Contrast &contrast, QuestionAnalysis &analysis)
{
    FindingGroup group;
    group.key = "vgc";
    group.title = "Visual grading characteristics" + contrast.title;
    group.method =
        "How often the second is graded above the first, ties half (Båth and Månsson 2007); bootstrap over "
        "readers and cases. p: Wilcoxon’s signed-rank test of case means over readers, where cases are paired. "
        "Holm over the group.";
    const auto readers = rows.readers();
    const auto gradesOf = [&](const std::vector<ScoredAnswer> &own, const std::map<std::string, std::size_t> &units) {
        Ratings table(units.size(), std::vector<Number>(readers.size()));
        for (const ScoredAnswer &row : own)
            table[units.at(row.unit)]
                 [static_cast<std::size_t>(std::ranges::find(readers, row.reader) - readers.begin())] = row.value;
        return table;
    };
    for (std::size_t first = 0; first < contrast.tests.size(); ++first)
        for (std::size_t second = first + 1; second < contrast.tests.size(); ++second) {
            std::map<std::string, std::size_t> units;
            for (const std::size_t test : { first, second })
                for (const ScoredAnswer &row : contrast.tests[test].second)
                    units.try_emplace(row.unit, units.size());
            const Ratings reference = gradesOf(contrast.tests[first].second, units);
            const Ratings compared = gradesOf(contrast.tests[second].second, units);
            Finding finding{ contrast.tests[second].first + " against " + contrast.tests[first].first,
                static_cast<double>(units.size()), visualGrading(reference, compared).area };
            std::vector<double> differences;
            for (std::size_t unit = 0; unit < units.size(); ++unit) {
                double sums[2] = { 0.0, 0.0 };
                double counts[2] = { 0.0, 0.0 };
                for (std::size_t reader = 0; reader < readers.size(); ++reader)
                    if (reference[unit][reader] && compared[unit][reader]) {
                        sums[0] += *reference[unit][reader];
                        sums[1] += *compared[unit][reader];
                        counts[0] += 1.0;
                    }
                if (counts[0] > 0.0)
                    differences.push_back((sums[1] - sums[0]) / counts[0]);
            }
            if (!differences.empty()) {
                finding.p = wilcoxonP(differences);
                finding.note = std::to_string(differences.size()).append(" pairs");
            }
            group.findings.push_back(std::move(finding));
        }
    correct(group);
    if (!group.findings.empty())
        analysis.groups.push_back(std::move(group));
}

/// Areas of several arms or stages against each other. Where an arm has one class alone, its cases are told from all
/// cases of the other class.
void addAreas(const QuestionRows &, const Contrast &contrast, QuestionAnalysis &analysis)
{
    std::vector<ScoredAnswer> all;
    for (const auto &[name, own] : contrast.tests)
        all.insert(all.end(), own.begin(), own.end());
    std::vector<::cf::Reading> readings;
    std::set<std::string> seen;
    std::set<std::string> cases;
    const auto add = [&](const std::string &test, const ScoredAnswer &row) {
        if (row.truth && row.value && seen.insert(row.reader + '\n' + test + '\n' + row.caseId).second) {
            readings.push_back({ row.reader, test, row.caseId, *row.truth, row.value });
            cases.insert(row.caseId);
        }
    };
    for (const auto &[name, own] : contrast.tests) {
        const bool positive = std::ranges::any_of(own, [](const ScoredAnswer &row) { return row.truth == true; });
        const bool negative = std::ranges::any_of(own, [](const ScoredAnswer &row) { return row.truth == false; });
        if (!positive)
            continue;
        for (const ScoredAnswer &row : own)
            add(name, row);
        if (!negative)
            for (const ScoredAnswer &row : all)
                if (row.truth == false)
                    add(name, row);
    }
    const auto study = readerStudy(readings);
    if (!study || study->tests.size() < 2)
        return;
    FindingGroup group;
    group.key = "mrmc";
    group.title = "Difference of areas under the ROC curve" + contrast.title;
    group.method = "Obuchowski and Rockette with the degrees of freedom of Hillis (2007), jackknife; for all three "
                   "generalisations where readers allow it. Holm over the group.";
    appendDifferences(*study, {}, static_cast<double>(cases.size()), 1.0, { -1.0, 1.0 }, group);
    analysis.groups.push_back(std::move(group));
}

} // namespace

void addComparisons(const QuestionRows &rows, QuestionAnalysis &analysis)
{
    const QuestionKind kind = rows.question->kind;
    if (!isOrdered(*rows.question) || kind == QuestionKind::Pane)
        return;
    std::vector<Contrast> contrasts;
    for (const std::string &stage : rows.stages) {
        Contrast arms{ ", by arm" + rows.suffix(stage), {} };
        for (const std::string &arm : rows.arms()) {
            auto own = only(rows.of(stage), [&](const ScoredAnswer &row) { return row.arm == arm; });
            if (!own.empty())
                arms.tests.emplace_back(rows.labelOf(arm), std::move(own));
        }
        contrasts.push_back(std::move(arms));
    }
    if (rows.stages.size() > 1) {
        Contrast stages{ ", by stage", {} };
        for (const std::string &stage : rows.stages) {
            auto own = rows.of(stage);
            // The same image in both stages is one case, whatever its pair.
            for (ScoredAnswer &row : own)
                row.unit = row.caseId;
            const Stage *found = rows.input->study.protocol.stage(stage);
            if (!own.empty())
                stages.tests.emplace_back(
                    found && !found->title.english.empty() ? found->title.english : stage, std::move(own));
        }
        contrasts.push_back(std::move(stages));
    }
    for (const Contrast &contrast : contrasts) {
        if (contrast.tests.size() < 2)
            continue;
        addMeans(rows, contrast, analysis);
        addPaired(rows, contrast, analysis);
        if (kind != QuestionKind::YesNo) {
            addGrading(rows, contrast, analysis);
            addAreas(rows, contrast, analysis);
        }
    }
}

} // namespace cf::sessions
