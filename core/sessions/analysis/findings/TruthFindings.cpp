#include "core/sessions/analysis/findings/FewReaders.h"
#include "core/sessions/analysis/findings/QuestionFindings.h"

#include "core/statistics/readers/DetectionRate.h"
#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/statistics/roc/Detectability.h"
#include "core/statistics/roc/DiagnosticTable.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace cf::sessions {

namespace {

std::vector<ScoredAnswer> ofReader(const std::vector<ScoredAnswer> &rows, const std::string &reader)
{
    return only(rows, [&](const ScoredAnswer &row) { return row.reader == reader; });
}

RatedCases ratedOf(const std::vector<ScoredAnswer> &rows)
{
    RatedCases cases;
    for (const ScoredAnswer &row : rows)
        if (row.truth && row.value)
            (*row.truth ? cases.positive : cases.negative).push_back(*row.value);
    return cases;
}

/// "0.021"; three decimals never make a certainty.
std::string probability(double p)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", p);
    return p < 0.001 ? "< 0.001" : p >= 0.9995 ? "> 0.999" : text;
}

/// Share right of who answers by lot.
double chanceOf(const Question &question, const Protocol &protocol)
{
    const std::size_t choices = std::max<std::size_t>(2, question.choices.size());
    switch (question.kind) {
    case QuestionKind::Pane:
        return 1.0 / std::max(2, protocol.panes);
    case QuestionKind::YesNo:
        return 0.5;
    case QuestionKind::MultipleChoice: // Each choice taken or left.
        return std::ldexp(1.0, -static_cast<int>(question.choices.size()));
    default:
        return 1.0 / static_cast<double>(choices);
    }
}

/// Right and wrong answers of all readers, against chance.
void addRate(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const Question &question = *rows.question;
    const bool isPane = question.kind == QuestionKind::Pane;
    auto own = only(rows.of(stage), [](const ScoredAnswer &row) { return row.correct.has_value(); });
    // Of a preference nothing is right; which image was chosen is told against a choice by lot.
    const bool isPreference = isPane && own.empty();
    const auto all = rows.of(stage);
    if (isPreference)
        own = only(all, [](const ScoredAnswer &row) { return row.value.has_value(); });
    for (ScoredAnswer &row : own)
        row.correct = isPreference ? row.value == 1.0 : *row.correct;
    const double chance = chanceOf(question, rows.input->study.protocol);
    if (own.empty())
        return;
    std::vector<DetectionAnswer> answers;
    for (const ScoredAnswer &row : own)
        answers.push_back({ row.reader, row.caseId, *row.correct });
    const auto rate = detectionRate(answers, chance);
    if (!rate)
        return;
    FindingGroup group;
    group.key = isPreference ? "preference" : "right";
    group.title = (isPreference ? "Preferred the image of “" + rows.labelOf(own.front().arm) + "”" : "Right answers")
        + rows.suffix(stage);
    group.scale = FigureScale::Share;
    group.method =
        std::string("All readers: mean over readers (Obuchowski and Rockette 1995, Hillis 2007), tested against ")
            .append(isPreference ? "a choice by lot" : "chance")
            .append(", for every generalisation, never narrower than Wilson of all answers; single readers: Wilson.");
    std::vector<::cf::Reading> marks;
    Proportion pooled;
    for (const ScoredAnswer &row : own) {
        marks.push_back({ row.reader, "answers", row.caseId, false, *row.correct ? 1.0 : 0.0 });
        ++pooled.trials;
        pooled.successes += *row.correct ? 1 : 0;
    }
    Finding atLeast{ {}, 0.0, rate->independent };
    if (const auto exact = binomialTest(pooled, chance))
        atLeast.p = exact->twoSided;
    char text[160];
    std::snprintf(text, sizeof text, isPreference ? "by lot %.1f %%" : "chance %.1f %%", 100.0 * chance);
    std::string note = text;
    // Ties are neither right nor wrong: said, since without them the share looks better than the reading was.
    const auto ties = std::ranges::count_if(all, [](const ScoredAnswer &row) { return !row.value; });
    if (isPane && ties > 0)
        note +=
            "; " + std::to_string(ties) + (isPreference ? " without a preference" : " without a choice") + " left out";
    if (rate->byReader.kish) {
        std::snprintf(text, sizeof text, "; design effect by reader %.2f", *rate->byReader.kish);
        note += text;
    }
    if (rate->byCase.kish) {
        std::snprintf(text, sizeof text, ", by case %.2f", *rate->byCase.kish);
        note += text;
    }
    const auto study = readerStudy(marks);
    if (!study)
        return;
    group.findings =
        readerMeans(*study, { .kind = MeritKind::MeanRating }, static_cast<double>(rate->answers), chance, atLeast);
    Finding &first = group.findings.front();
    first.note = note + (first.note.empty() ? "" : "; ") + first.note;
    for (const std::string &reader : rows.readers()) {
        Proportion right;
        for (const ScoredAnswer &row : ofReader(own, reader)) {
            ++right.trials;
            right.successes += *row.correct ? 1 : 0;
        }
        if (right.trials == 0)
            continue;
        Finding finding{ shownName(rows.input->study, reader), static_cast<double>(right.trials), wilson(right) };
        if (const auto test = binomialTest(right, chance))
            finding.note = std::string(isPreference ? "exact p against a choice by lot " : "exact p against chance ")
                               .append(probability(test->twoSided));
        group.findings.push_back(std::move(finding));
    }
    Plot plot;
    plot.kind = Plot::Kind::Intervals;
    plot.title = group.title;
    plot.findings = group.findings;
    plot.reference = chance;
    plot.scale = group.scale;
    analysis.plots.push_back(std::move(plot));
    analysis.groups.push_back(std::move(group));
}

/// Sensitivity, specificity and d′ of yes-or-no answers.
void addCalls(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    FindingGroup shares;
    shares.key = "sensitivity";
    shares.title = "Sensitivity and specificity" + rows.suffix(stage);
    shares.scale = FigureScale::Share;
    shares.method = "Wilson intervals; each reader alone.";
    FindingGroup skill;
    skill.key = "detectability";
    skill.title = "Detectability d′" + rows.suffix(stage);
    skill.scale = FigureScale::Value;
    skill.method = "d′ with ½ added to every count (Hautus 1995); error of Gourevitch and Galanter (1967).";
    for (const std::string &reader : rows.readers()) {
        const RatedCases cases = ratedOf(ofReader(rows.of(stage), reader));
        if (!cases.hasBoth())
            continue;
        const DiagnosticTable table = diagnosticTable(cases, 1.0);
        const std::string name = shownName(rows.input->study, reader);
        const auto positives = static_cast<double>(cases.positive.size());
        const auto negatives = static_cast<double>(cases.negative.size());
        shares.findings.push_back({ name + ": sensitivity", positives, table.sensitivity.wilson });
        shares.findings.push_back({ name + ": specificity", negatives, table.specificity.wilson });
        const Detectability d = detectability({ table.truePositive, table.truePositive + table.falseNegative },
            { table.falsePositive, table.falsePositive + table.trueNegative });
        skill.findings.push_back({ name, positives + negatives, d.sensitivity });
    }
    if (shares.findings.empty())
        return;
    analysis.groups.push_back(std::move(shares));
    analysis.groups.push_back(std::move(skill));
}

/// Areas of graded answers, per reader and over readers.
void addAreas(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    FindingGroup group;
    group.key = "area";
    group.title = "Area under the ROC curve" + rows.suffix(stage);
    group.method =
        "Empirical areas; single readers: DeLong (1988); all readers: Obuchowski and Rockette with the degrees "
        "of freedom of Hillis (2007), jackknife, for every generalisation.";
    Plot plot;
    plot.kind = Plot::Kind::Roc;
    plot.title = "ROC curves" + rows.suffix(stage);
    plot.horizontal = "1 − specificity";
    plot.vertical = "sensitivity";
    std::vector<::cf::Reading> readings;
    for (const std::string &reader : rows.readers()) {
        const auto own = ofReader(rows.of(stage), reader);
        const RatedCases cases = ratedOf(own);
        const auto area = areaUnderCurve(cases);
        if (!area)
            continue;
        const std::string name = shownName(rows.input->study, reader);
        group.findings.push_back(
            { name, static_cast<double>(cases.positive.size() + cases.negative.size()), area->estimate });
        PlotLine line{ name, {} };
        for (const RocPoint &point : rocCurve(cases))
            line.points.emplace_back(point.falsePositive, point.truePositive);
        plot.lines.push_back(std::move(line));
        for (const ScoredAnswer &row : own)
            if (row.truth)
                readings.push_back({ reader, "all", row.caseId, *row.truth, row.value });
    }
    if (group.findings.empty())
        return;
    if (group.findings.size() > 1) {
        if (const auto study = readerStudy(readings)) {
            auto all = readerMeans(*study, {}, static_cast<double>(study->cases.size()), {});
            group.findings.insert(
                group.findings.begin(), std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
        }
    }
    analysis.plots.push_back(std::move(plot));
    analysis.groups.push_back(std::move(group));
}

} // namespace

void addTruth(const QuestionRows &rows, QuestionAnalysis &analysis)
{
    const QuestionKind kind = rows.question->kind;
    for (const std::string &stage : rows.stages) {
        addRate(rows, stage, analysis);
        if (kind == QuestionKind::YesNo)
            addCalls(rows, stage, analysis);
        if (kind == QuestionKind::Likert || kind == QuestionKind::Confidence || kind == QuestionKind::Number)
            addAreas(rows, stage, analysis);
    }
}

} // namespace cf::sessions
