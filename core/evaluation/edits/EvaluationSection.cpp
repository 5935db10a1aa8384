#include "core/base/text/HtmlText.h"
#include "core/evaluation/edits/EditEvaluation.h"
#include "core/evaluation/edits/EvaluationReport.h"
#include "core/evaluation/edits/EvaluationSummary.h"
#include "core/evaluation/page/EvaluationPage.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace cf {

namespace {

constexpr const char *explanation = R"(<p>Every edit is compared with the exact counterfactual: the same patient,
exposure and noise, with the one thing changed. D* is the asked change, D the made one. <b>Error inside</b> is
|D−D*|²/|D*|² in the true region: 0 the truth, 1 nothing done, above 1 worse than nothing; it is the primary endpoint.
<b>Success</b>: error inside below 0.5 and not refused. <b>Gain</b>: strength, 1 ideal. <b>Spill</b>: share of D outside
the region and a ring of 16 px. L1 in grey levels of 255; PSNR in dB, SSIM, against the truth. <b>CPG</b>: change of the
asked label's probability towards what was asked, by the classifier; <b>flipped</b>: it crossed one half;
<b>collateral</b>: largest change of a label that the edit is not about. <b>Device found</b>: of added devices, whose
place is free: shape (correlation of at least 0.5 at the best shift), strength (0.4 to 2 times) and side are right.
Means over patients with 95&nbsp;% bootstrap intervals; refused edits stay in every denominator.</p>
)";

void writeHeader(std::ostringstream &page)
{
    page << "<tr><th>Method</th><th>Finding or device</th><th>Action</th><th>Mask</th><th>Cases</th>";
    for (const EvaluationField &field : evaluationFields())
        page << "<th>" << field.label << "</th>";
    page << "</tr>\n";
}

void writeGroup(std::ostringstream &page, const EvaluationGroup &group, bool withIntervals)
{
    page << (isBaseline(group.method) ? "<tr class=\"baseline\">" : "<tr>") << "<td>" << escapedHtml(group.method)
         << "</td><td>" << (group.target.empty() ? "all" : escapedHtml(group.target)) << "</td><td>"
         << (group.action.empty() ? "both" : group.action) << "</td><td>"
         << (group.mask == MaskKind::None ? "none" : "drawn-like") << "</td><td>" << group.cases.size() << "</td>";
    for (const EvaluationField &field : evaluationFields()) {
        const auto values = valuesOf(group, field);
        if (values.empty()) {
            page << "<td>–</td>";
        } else if (withIntervals) {
            const Interval interval = bootstrapMean(values);
            page << "<td>" << numberText(interval.mean) << "<br><small>" << numberText(interval.low) << "…"
                 << numberText(interval.high) << "</small></td>";
        } else {
            page << "<td>" << numberText(meanOf(values)) << "</td>";
        }
    }
    page << "</tr>\n";
}

void writeTable(
    std::ostringstream &page, const char *title, const std::vector<EvaluationGroup> &groups, bool withIntervals)
{
    page << "<h2>" << title << "</h2><div class=\"wide\"><table>\n";
    writeHeader(page);
    for (const EvaluationGroup &group : groups)
        writeGroup(page, group, withIntervals);
    page << "</table></div>\n";
}

void writeComparisons(std::ostringstream &page, const std::vector<EvaluationCase> &cases)
{
    page << "<h2>Methods on the same questions</h2><p>Differences of the error inside, first minus second: below 0 the "
            "first is nearer to the truth. Wilcoxon signed-rank over patients, corrected after Holm; success by "
            "McNemar.</p><div class=\"wide\"><table>\n<tr><th>First</th><th>Second</th><th>Mask</th><th>Patients</th>"
            "<th>Mean difference</th><th>Hodges–Lehmann</th><th>p</th><th>p, Holm</th><th>Only first succeeds</th>"
            "<th>Only second succeeds</th><th>p, success</th></tr>\n";
    page << std::setprecision(2);
    for (const MethodComparison &each : compareMethods(cases))
        page << "<tr><td>" << escapedHtml(each.first) << "</td><td>" << escapedHtml(each.second) << "</td><td>"
             << (each.mask == MaskKind::None ? "none" : "drawn-like") << "</td><td>" << each.patients << "</td><td>"
             << numberText(each.difference.mean) << " <small>" << numberText(each.difference.low) << "…"
             << numberText(each.difference.high) << "</small></td><td>" << numberText(each.shift) << "</td><td>"
             << each.p << "</td><td>" << each.corrected << "</td><td>" << each.onlyFirstSucceeds << "</td><td>"
             << each.onlySecondSucceeds << "</td><td>" << each.successP << "</td></tr>\n";
    page << "</table></div>\n";
}

void writeFigure(
    std::ostringstream &page, const EvaluationCase &item, const char *rank, const std::filesystem::path &pictures)
{
    const std::string picture = embeddedPicture(pictureOf(pictures, item), rank);
    if (picture.empty())
        return;
    page << "<figure>" << picture << "<figcaption>" << rank << ": error inside " << numberText(item.score.errorInside)
         << ", seed " << item.seed
         << (item.refused ? std::string(", refused: ").append(escapedHtml(item.reason)) : std::string())
         << "</figcaption></figure>\n";
}

/// Best, median and worst of each group; the truth and doing nothing show nothing new.
void writePictures(
    std::ostringstream &page, const std::vector<EvaluationCase> &cases, const std::filesystem::path &pictures)
{
    page << "<h2>Best, median and worst</h2><p>From left to right: source, truth, edited, made change (twice its "
            "strength around grey).</p>\n";
    for (EvaluationGroup &group : groupsByTarget(cases)) {
        if (group.method == baseline::nothing || group.method == baseline::truth
            || group.method == baseline::reconstruction)
            continue;
        auto &items = group.cases;
        std::sort(items.begin(), items.end(), [](const EvaluationCase *a, const EvaluationCase *b) {
            return a->score.errorInside < b->score.errorInside;
        });
        page << "<h3>" << escapedHtml(group.method) << ": " << group.action << ' ' << escapedHtml(group.target)
             << (group.mask == MaskKind::None ? ", no mask" : ", drawn-like mask") << "</h3>\n";
        writeFigure(page, *items.front(), "best", pictures);
        if (items.size() > 2)
            writeFigure(page, *items[items.size() / 2], "median", pictures);
        if (items.size() > 1)
            writeFigure(page, *items.back(), "worst", pictures);
    }
}

} // namespace

std::string evaluationSection(
    const std::vector<EvaluationCase> &cases, const EvaluationTitle &title, const std::filesystem::path &pictures)
{
    std::ostringstream page;
    page << "<h1>Edits against exact counterfactuals</h1>\n<p>Model " << escapedHtml(title.model) << " <small>("
         << escapedHtml(title.modelSha256.substr(0, 16)) << ")</small>; "
         << (title.classifierSha256.empty()
                    ? std::string("no classifier")
                    : std::string("classifier ").append(escapedHtml(title.classifierSha256.substr(0, 16))))
         << "; " << escapedHtml(title.origin) << " pairs of held-back patients; " << cases.size()
         << " cases. A learning model: not for patients, not for diagnosis.</p>\n";
    if (!title.origin.starts_with("phantom"))
        page << ownFilmsNotice;
    page << explanation;
    writeTable(page, "Methods", groupsByMethod(cases), true);
    writeTable(page, "Adding and removing", groupsByAction(cases), true);
    writeComparisons(page, cases);
    writeTable(page, "By finding or device", groupsByTarget(cases), false);
    if (!pictures.empty())
        writePictures(page, cases, pictures);
    return page.str();
}

} // namespace cf
