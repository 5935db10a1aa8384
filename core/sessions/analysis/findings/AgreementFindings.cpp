#include "core/sessions/analysis/findings/QuestionFindings.h"

#include "core/statistics/agreement/BlandAltman.h"
#include "core/statistics/agreement/CohenKappa.h"
#include "core/statistics/agreement/GwetCoefficients.h"
#include "core/statistics/agreement/IntraclassCorrelation.h"
#include "core/statistics/agreement/KrippendorffAlpha.h"

#include <algorithm>
#include <map>

namespace cf::sessions {

namespace {

/// Cases that two readers, or one twice, must share for the error of kappa, which is one of large samples.
constexpr double fewestOfPair = 10.0;

/// Cases × readers of first answers of a stage.
Ratings tableOf(const QuestionRows &rows, const std::string &stage, const std::vector<std::string> &readers)
{
    std::map<std::string, std::vector<Number>> units;
    for (const ScoredAnswer &row : rows.of(stage)) {
        auto &unit = units[row.caseId];
        unit.resize(readers.size());
        unit[static_cast<std::size_t>(std::ranges::find(readers, row.reader) - readers.begin())] = row.value;
    }
    Ratings table;
    for (auto &[name, unit] : units)
        table.push_back(std::move(unit));
    return table;
}

/// A reader's first and second answers to the cases that came twice.
Ratings repeatsOf(const QuestionRows &rows, const std::string &stage, const std::string &reader)
{
    std::map<std::string, std::vector<Number>> units;
    for (const ScoredAnswer &row : rows.rows)
        if (row.reader == reader && row.stage == stage && row.attempt <= 2) {
            auto &unit = units[row.caseId];
            unit.resize(2);
            unit[static_cast<std::size_t>(row.attempt - 1)] = row.value;
        }
    Ratings table;
    for (auto &[name, unit] : units)
        if (unit[0] && unit[1])
            table.push_back(std::move(unit));
    return table;
}

/// A normal interval of an agreement reaches beyond perfect agreement, and below the lowest, which nothing can.
Estimate withinPossible(Estimate estimate, double lowest = -1.0)
{
    if (estimate.interval)
        estimate.interval =
            Bounds{ std::clamp(estimate.interval->low, lowest, 1.0), std::clamp(estimate.interval->high, lowest, 1.0) };
    return estimate;
}

Finding chanceFinding(std::string label, const ChanceCorrected &result, double lowest = -1.0)
{
    return { std::move(label), static_cast<double>(result.units), withinPossible(result.coefficient, lowest) };
}

void addCategories(const Ratings &table, const std::vector<double> &levels, bool ordered, FindingGroup &group)
{
    const WeightKind weights = ordered ? WeightKind::Quadratic : WeightKind::Identity;
    const auto coefficient = [&](ChanceModel model, WeightKind kind) {
        return chanceCorrected(table, levels, kind, model);
    };
    group.findings.push_back(chanceFinding(
        "Share of agreeing pairs (percent agreement)", coefficient(ChanceModel::None, WeightKind::Identity), 0.0));
    group.findings.push_back(chanceFinding(
        ordered ? "Fleiss’ kappa, quadratic weights" : "Fleiss’ kappa", coefficient(ChanceModel::Fleiss, weights)));
    group.findings.push_back(chanceFinding(
        ordered ? "Gwet’s AC2, quadratic weights" : "Gwet’s AC1", coefficient(ChanceModel::Gwet, weights)));
    group.findings.push_back({ ordered ? "Krippendorff’s alpha, ordinal" : "Krippendorff’s alpha, nominal",
        static_cast<double>(table.size()),
        krippendorffAlpha(table, ordered ? AlphaMetric::Ordinal : AlphaMetric::Nominal) });
}

void addMeasurements(const Ratings &table, FindingGroup &group)
{
    for (const IccForm form : { IccForm::TwoSingle, IccForm::ThreeSingle, IccForm::TwoMean }) {
        const IntraclassCorrelation icc = intraclassCorrelation(table, form);
        group.findings.push_back({ nameOf(form), static_cast<double>(icc.units), icc.icc });
    }
    group.findings.push_back({ "Krippendorff’s alpha, interval", static_cast<double>(table.size()),
        krippendorffAlpha(table, AlphaMetric::Interval) });
}

std::string pairName(const QuestionRows &rows, const std::string &first, const std::string &second)
{
    return shownName(rows.input->study, first) + " and " + shownName(rows.input->study, second);
}

/// Kappa of categories, else bias and limits, of two readers or of one with himself.
void addPair(const QuestionRows &rows, const Ratings &pair, const std::string &name, FindingGroup &group,
    std::vector<Plot> &plots)
{
    const Question &question = *rows.question;
    const auto levels = levelsOf(question);
    if (!levels.empty()) {
        const bool ordered = question.kind == QuestionKind::Likert;
        const CohenKappa kappa = cohenKappa(pair, levels, ordered ? WeightKind::Quadratic : WeightKind::Identity);
        Finding finding{ name, kappa.units, withinPossible(kappa.kappa), kappa.p };
        if (kappa.units < fewestOfPair) { // Two repeats can agree by chance, and no normal law knows of that.
            finding.p.reset();
            finding.estimate.interval.reset();
            finding.estimate.standardError.reset();
            if (finding.estimate.reason.empty())
                finding.estimate.reason = reasons::tooFewCases;
        }
        if (kappa.observed)
            finding.note = std::string(ordered ? "weighted agreement " : "agreement ")
                               .append(std::to_string(static_cast<int>(*kappa.observed * 100.0 + 0.5)))
                               .append(" %");
        group.findings.push_back(std::move(finding));
        return;
    }
    const BlandAltman limits = blandAltman(pair);
    group.findings.push_back({ name + ": bias", static_cast<double>(limits.pairs), limits.bias });
    group.findings.push_back({ name + ": lower limit", static_cast<double>(limits.pairs), limits.lower });
    group.findings.push_back({ name + ": upper limit", static_cast<double>(limits.pairs), limits.upper });
    if (!limits.deviation)
        return;
    Plot plot;
    plot.kind = Plot::Kind::BlandAltman;
    plot.title = name;
    plot.horizontal = "mean of both";
    plot.vertical = "first − second";
    PlotLine points{ name, {} };
    for (const auto &unit : completeUnits(pair))
        points.points.emplace_back(0.5 * (unit[0] + unit[1]), unit[0] - unit[1]);
    plot.lines = { std::move(points) };
    plot.findings.assign(group.findings.end() - 3, group.findings.end());
    plot.unit = group.unit;
    plots.push_back(std::move(plot));
}

void addInterval(const FindingGroup &group, QuestionAnalysis &analysis)
{
    Plot plot;
    plot.kind = Plot::Kind::Intervals;
    plot.title = group.title;
    plot.findings = group.findings;
    plot.reference = 0.0;
    plot.scale = group.scale;
    plot.unit = group.unit;
    analysis.plots.push_back(std::move(plot));
}

void addBetweenReaders(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const auto readers = rows.readers();
    const auto levels = levelsOf(*rows.question);
    const Ratings table = tableOf(rows, stage, readers);
    if (readers.size() < 2 || table.empty())
        return;
    FindingGroup group;
    group.key = "agreement";
    group.title = "Agreement between readers" + rows.suffix(stage);
    group.method = levels.empty()
        ? "Intraclass correlations of Shrout and Fleiss (1979); alpha with a bootstrap over cases."
        : "Gwet (2014), missing answers allowed; alpha of Krippendorff with a bootstrap over cases.";
    if (levels.empty())
        addMeasurements(table, group);
    else
        addCategories(table, levels, rows.question->kind == QuestionKind::Likert, group);
    addInterval(group, analysis);
    analysis.groups.push_back(std::move(group));
    FindingGroup pairs;
    pairs.key = "pairs";
    pairs.title = "Pairs of readers" + rows.suffix(stage);
    pairs.scale = levels.empty() ? FigureScale::Value : FigureScale::Coefficient;
    pairs.unit = levels.empty() ? unitOf(*rows.question) : std::string();
    pairs.method = levels.empty() ? "Bland and Altman (1986)."
                                  : "Cohen’s kappa over the whole scale, error of Fleiss, Cohen and Everitt (1969).";
    for (std::size_t first = 0; first < readers.size(); ++first)
        for (std::size_t second = first + 1; second < readers.size(); ++second)
            addPair(rows, pairOf(table, first, second), pairName(rows, readers[first], readers[second]), pairs,
                analysis.plots);
    correct(pairs);
    analysis.groups.push_back(std::move(pairs));
}

void addWithinReaders(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    FindingGroup group;
    group.key = "repeats";
    group.title = "Readers with themselves, on repeated cases" + rows.suffix(stage);
    const bool isMeasured = levelsOf(*rows.question).empty();
    group.scale = isMeasured ? FigureScale::Value : FigureScale::Coefficient;
    group.unit = isMeasured ? unitOf(*rows.question) : std::string();
    group.method = "First against second answer to the same case.";
    for (const std::string &reader : rows.readers()) {
        const Ratings pair = repeatsOf(rows, stage, reader);
        if (!pair.empty())
            addPair(rows, pair, shownName(rows.input->study, reader), group, analysis.plots);
    }
    if (!group.findings.empty())
        analysis.groups.push_back(std::move(group));
}

} // namespace

void addAgreement(const QuestionRows &rows, QuestionAnalysis &analysis)
{
    const QuestionKind kind = rows.question->kind;
    if (kind == QuestionKind::Text || kind == QuestionKind::Mark || kind == QuestionKind::MultipleChoice)
        return;
    for (const std::string &stage : rows.stages) {
        addBetweenReaders(rows, stage, analysis);
        addWithinReaders(rows, stage, analysis);
    }
}

} // namespace cf::sessions
