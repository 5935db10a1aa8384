#include "core/evaluation/EditEvaluation.h"
#include "core/evaluation/EvaluationReport.h"
#include "core/evaluation/EvaluationSummary.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <sstream>

namespace cf {

namespace {

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char character : text) {
        switch (character) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += character;
        }
    }
    return result;
}

/// RFC 4648.
std::string base64(const std::string &bytes)
{
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t index = 0; index < bytes.size(); index += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - index);
        for (std::size_t place = 0; place < 3; ++place)
            group = (group << 8U) | (place < count ? static_cast<std::uint8_t>(bytes[index + place]) : 0U);
        for (std::size_t place = 0; place < 4; ++place)
            text += place <= count ? digits[(group >> (18U - 6U * place)) & 63U] : '=';
    }
    return text;
}

constexpr const char *head = R"(<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 1500px; padding: 0 1rem; color: #1c2430; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
table { border-collapse: collapse; font-size: 13px; } .wide { overflow-x: auto; }
th, td { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid #d9dee5; white-space: nowrap; }
th { text-align: right; color: #51606f; font-weight: 600; } td:first-child, th:first-child { text-align: left; }
tr.baseline td { color: #6b7785; } small { color: #51606f; }
figure { display: inline-block; margin: .3rem .8rem .3rem 0; } figcaption { font-size: 12px; color: #51606f; }
img { display: block; max-width: 100%; background: #000; }
</style></head><body>
)";

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

std::string number(double value)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(std::abs(value) >= 100.0 ? 0 : 2) << value;
    return text.str();
}

void writeHeader(std::ostringstream &page)
{
    page << "<tr><th>Method</th><th>Finding or device</th><th>Action</th><th>Mask</th><th>Cases</th>";
    for (const EvaluationField &field : evaluationFields())
        page << "<th>" << field.label << "</th>";
    page << "</tr>\n";
}

void writeGroup(std::ostringstream &page, const EvaluationGroup &group, bool withIntervals)
{
    page << (isBaseline(group.method) ? "<tr class=\"baseline\">" : "<tr>") << "<td>" << escaped(group.method)
         << "</td><td>" << (group.target.empty() ? "all" : escaped(group.target)) << "</td><td>"
         << (group.action.empty() ? "both" : group.action) << "</td><td>"
         << (group.mask == MaskKind::None ? "none" : "drawn-like") << "</td><td>" << group.cases.size() << "</td>";
    for (const EvaluationField &field : evaluationFields()) {
        const auto values = valuesOf(group, field);
        if (values.empty()) {
            page << "<td>–</td>";
        } else if (withIntervals) {
            const Interval interval = bootstrapMean(values);
            page << "<td>" << number(interval.mean) << "<br><small>" << number(interval.low) << "…"
                 << number(interval.high) << "</small></td>";
        } else {
            page << "<td>" << number(meanOf(values)) << "</td>";
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
        page << "<tr><td>" << escaped(each.first) << "</td><td>" << escaped(each.second) << "</td><td>"
             << (each.mask == MaskKind::None ? "none" : "drawn-like") << "</td><td>" << each.patients << "</td><td>"
             << number(each.difference.mean) << " <small>" << number(each.difference.low) << "…"
             << number(each.difference.high) << "</small></td><td>" << number(each.shift) << "</td><td>" << each.p
             << "</td><td>" << each.corrected << "</td><td>" << each.onlyFirstSucceeds << "</td><td>"
             << each.onlySecondSucceeds << "</td><td>" << each.successP << "</td></tr>\n";
    page << "</table></div>\n";
}

void writeFigure(
    std::ostringstream &page, const EvaluationCase &item, const char *rank, const std::filesystem::path &pictures)
{
    std::ifstream stream(pictureOf(pictures, item), std::ios::binary);
    const std::string bytes{ std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>() };
    if (bytes.empty())
        return;
    page << "<figure><img alt=\"" << rank << "\" src=\"data:image/jpeg;base64," << base64(bytes) << "\"><figcaption>"
         << rank << ": error inside " << number(item.score.errorInside) << ", seed " << item.seed
         << (item.refused ? std::string(", refused: ").append(escaped(item.reason)) : std::string())
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
        page << "<h3>" << escaped(group.method) << ": " << group.action << ' ' << escaped(group.target)
             << (group.mask == MaskKind::None ? ", no mask" : ", drawn-like mask") << "</h3>\n";
        writeFigure(page, *items.front(), "best", pictures);
        if (items.size() > 2)
            writeFigure(page, *items[items.size() / 2], "median", pictures);
        if (items.size() > 1)
            writeFigure(page, *items.back(), "worst", pictures);
    }
}

} // namespace

std::string evaluationPage(
    const std::vector<EvaluationCase> &cases, const EvaluationTitle &title, const std::filesystem::path &pictures)
{
    std::ostringstream page;
    page << evaluationPageBegin << head << "<h1>Edits against exact counterfactuals</h1>\n<p>Model "
         << escaped(title.model) << " <small>(" << escaped(title.modelSha256.substr(0, 16)) << ")</small>; "
         << (title.classifierSha256.empty()
                    ? std::string("no classifier")
                    : std::string("classifier ").append(escaped(title.classifierSha256.substr(0, 16))))
         << "; " << escaped(title.origin) << " pairs of held-back patients; " << cases.size()
         << " cases. A learning model: not for patients, not for diagnosis.</p>\n";
    if (!title.origin.starts_with("phantom"))
        page << "<p><b>This page holds pictures of radiographs from your own disk. Pass it on only where their licence "
                "allows.</b></p>\n";
    page << explanation;
    writeTable(page, "Methods", groupsByMethod(cases), true);
    writeTable(page, "Adding and removing", groupsByAction(cases), true);
    writeComparisons(page, cases);
    writeTable(page, "By finding or device", groupsByTarget(cases), false);
    if (!pictures.empty())
        writePictures(page, cases, pictures);
    page << "</body></html>\n";
    return page.str();
}

} // namespace cf
