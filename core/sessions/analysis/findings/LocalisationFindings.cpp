#include "core/sessions/analysis/findings/Marks.h"
#include "core/sessions/analysis/findings/QuestionFindings.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace cf::sessions {

namespace {

/// Share of lesions found against the share of other cases that are rated as high.
PlotLine lrocLine(const std::string &name, const std::vector<LocalisedAnswer> &answers, const std::string &reader)
{
    std::vector<double> found;
    std::vector<double> others;
    double lesions = 0.0;
    for (const LocalisedAnswer &answer : answers) {
        if (answer.reader != reader)
            continue;
        lesions += answer.lesions.empty() ? 0.0 : 1.0;
        if (answer.lesions.empty())
            others.push_back(answer.falseMarks.front());
        else if (answer.lesions.front())
            found.push_back(*answer.lesions.front());
    }
    PlotLine line{ name, { { 0.0, 0.0 } } };
    if (lesions == 0.0 || others.empty())
        return line;
    std::set<double, std::greater<>> thresholds(others.begin(), others.end());
    thresholds.insert(found.begin(), found.end());
    for (const double threshold : thresholds) {
        const auto above = [threshold](double rating) { return rating >= threshold; };
        line.points.emplace_back(
            static_cast<double>(std::ranges::count_if(others, above)) / static_cast<double>(others.size()),
            static_cast<double>(std::ranges::count_if(found, above)) / lesions);
    }
    if (line.points.back().first < 1.0)
        line.points.emplace_back(1.0, line.points.back().second);
    return line;
}

/// One rating a case and one place: the area under the LROC curve.
void addLroc(const QuestionRows &rows, const Question &rating, const std::string &stage, QuestionAnalysis &analysis)
{
    const auto answers = ratedPlaces(*rows.input, *rows.question, rating, stage);
    const auto study = localisationStudy(answers);
    if (!study)
        return;
    FindingGroup group;
    group.key = "lroc";
    group.title = "Localisation: area under the LROC curve" + rows.suffix(stage);
    group.method = "Swensson (1996): how often a case with a lesion, its place right, is rated above one without; ties "
                   "half, a wrong place never. Rating: “"
        + rating.id + "”. One case left out at a time.";
    Plot plot;
    plot.kind = Plot::Kind::Roc;
    plot.title = "LROC curves" + rows.suffix(stage);
    plot.horizontal = "1 − specificity";
    plot.vertical = "lesions found in the right place";
    for (std::size_t cell = 0; cell < study->study.cells.size(); ++cell) {
        const std::string &reader = study->study.readers[study->study.cells[cell].reader];
        const std::string name = shownName(rows.input->study, reader);
        group.findings.push_back({ name, static_cast<double>(study->study.cases.size()),
            localisationEstimate(*study, LocalisationMerit::Jafroc, cell) });
        plot.lines.push_back(lrocLine(name, answers, reader));
    }
    analysis.groups.push_back(std::move(group));
    analysis.plots.push_back(std::move(plot));
}

/// Whether an arm can be judged by itself: it has cases with a lesion and without.
bool hasBothKinds(const std::vector<LocalisedAnswer> &answers)
{
    std::map<std::string, std::set<bool>> kinds;
    for (const LocalisedAnswer &answer : answers)
        kinds[answer.test].insert(answer.lesions.empty());
    return std::ranges::all_of(kinds, [](const auto &entry) { return entry.second.size() == 2; });
}

void addStage(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const auto answers = localisedAnswers(*rows.input, *rows.question, stage);
    const bool anyLesion =
        std::ranges::any_of(answers, [](const LocalisedAnswer &answer) { return !answer.lesions.empty(); });
    if (!anyLesion)
        return;
    if (const Question *rating = ratingOf(rows.input->study.protocol, *rows.question, stage);
        rating != nullptr && rows.question->maximumMarks == 1) {
        addLroc(rows, *rating, stage, analysis);
        return;
    }
    auto together = answers;
    for (LocalisedAnswer &answer : together)
        answer.test = "all";
    const auto study = localisationStudy(together);
    if (!study)
        return;
    FindingGroup group;
    group.key = "jafroc";
    group.title = "Localisation: JAFROC figure of merit" + rows.suffix(stage);
    group.method = "Weighted, every case with lesions counts alike (Chakraborty 2006); one case left out at a time.";
    Plot plot;
    plot.kind = Plot::Kind::Roc;
    plot.title = "Free-response curves" + rows.suffix(stage);
    plot.horizontal = "false marks per case";
    plot.vertical = "lesions found";
    for (std::size_t cell = 0; cell < study->study.cells.size(); ++cell) {
        const std::string name = shownName(rows.input->study, study->study.readers[study->study.cells[cell].reader]);
        group.findings.push_back({ name, static_cast<double>(study->study.cases.size()),
            localisationEstimate(*study, LocalisationMerit::WeightedJafroc, cell) });
        PlotLine line{ name, {} };
        for (const FrocPoint &point : frocCurve(*study, cell))
            line.points.emplace_back(point.falseMarksPerCase, point.lesionsFound);
        plot.lines.push_back(std::move(line));
    }
    analysis.groups.push_back(std::move(group));
    analysis.plots.push_back(std::move(plot));
    if (!hasBothKinds(answers))
        return;
    const auto byArm = localisationStudy(answers);
    if (!byArm || byArm->study.tests.size() < 2)
        return;
    const auto merits = localisationMerits(*byArm, LocalisationMerit::WeightedJafroc);
    const auto test = merits ? obuchowskiRockette(byArm->study, *merits,
                          byArm->study.readers.size() > 1 ? Generalise::ReadersAndCases : Generalise::Cases)
                             : tl::make_unexpected(merits.error());
    FindingGroup compared;
    compared.key = "jafroc-arms";
    compared.title = "Localisation, by arm" + rows.suffix(stage);
    compared.method =
        "Difference of weighted JAFROC figures of merit (Obuchowski and Rockette, Hillis 2007, jackknife).";
    if (!test) {
        compared.findings.push_back(
            { "All readers", static_cast<double>(byArm->study.cases.size()), { .reason = test.error().message } });
    } else {
        for (const MeritDifference &each : test->differences)
            compared.findings.push_back(
                { inWords(each.label), static_cast<double>(byArm->study.cases.size()), each.difference, each.p });
    }
    correct(compared);
    analysis.groups.push_back(std::move(compared));
}

} // namespace

void addLocalisation(const QuestionRows &rows, QuestionAnalysis &analysis)
{
    if (rows.question->kind != QuestionKind::Mark)
        return;
    for (const std::string &stage : rows.stages)
        addStage(rows, stage, analysis);
}

} // namespace cf::sessions
