#include "core/sessions/analysis/Marks.h"
#include "core/sessions/analysis/QuestionFindings.h"

#include <algorithm>

namespace cf::sessions {

namespace {

void addStage(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const auto answers = localisedAnswers(*rows.input, *rows.question, stage);
    const bool anyLesion =
        std::ranges::any_of(answers, [](const LocalisedAnswer &answer) { return !answer.lesions.empty(); });
    if (!anyLesion)
        return;
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
                { each.label, static_cast<double>(byArm->study.cases.size()), each.difference, each.p });
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
