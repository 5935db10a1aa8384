#include "core/base/text/HtmlText.h"
#include "core/evaluation/axioms/AxiomReport.h"
#include "core/evaluation/page/EvaluationPage.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <sstream>

namespace cf {

namespace {

constexpr const char *explanation = R"(<p>What a counterfactual has to fulfil, whatever it is about.
<b>Composition</b>: the null instruction changes nothing. <b>Reversibility</b>: what was added is removed again; error
|back−film|²/|added−film|², 0 ideal. <b>Effectiveness</b>: the judge finds what was added, and does not find what was
removed, of those that it saw rightly before; refused edits are not effective. <b>Minimality</b>: |D|₁/|D*|₁, the change over the exact one (1 ideal), and the
share of |D|² outside the true region. <b>Entanglement</b>: acting on the row, by how much the judge sees the column move:
a probability, of an outline the share that is not where it was (1−Dice), of the cardiothoracic ratio its change.
<b>Separability</b>: area under the ROC curve of a detector trained on pieces of edited against null-edited films, each
patient rated by one that did not learn from him; 0.5: it cannot tell. All but composition and effectiveness is of edits
that no gate refused. Means over patients with 95&nbsp;% bootstrap intervals.</p>
)";

std::string digits(double value, int places)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

std::string cell(const MeasuredMean &mean)
{
    if (mean.count == 0)
        return "not measured";
    return digits(mean.interval.mean, 3) + " <small>" + digits(mean.interval.low, 3) + "…"
        + digits(mean.interval.high, 3) + "</small>";
}

std::string cell(const std::optional<Separability> &found)
{
    if (!found)
        return "not measured";
    return digits(found->area, 2) + " <small>" + digits(found->low, 2) + "…" + digits(found->high, 2) + ", "
        + std::to_string(found->crops) + " pieces of " + std::to_string(found->patients) + " patients</small>";
}

std::string cell(const Effectiveness &figures)
{
    return std::to_string(figures.effective) + " of " + std::to_string(figures.asked) + " <small>"
        + std::to_string(figures.refused) + " refused</small>";
}

void writeRow(std::ostringstream &page, const std::string &name, const std::string &value)
{
    page << "<tr><td>" << escapedHtml(name) << "</td><td>" << value << "</td></tr>\n";
}

void writeFigures(std::ostringstream &page, const AxiomFindings &findings, const AxiomSummary &summary)
{
    page << "<table>\n";
    writeRow(page, "Composition: values changed by " + std::to_string(summary.nullAsked) + " null instructions",
        std::to_string(summary.nullChangedValues) + " <small>by " + std::to_string(summary.nullWithChanges)
            + "</small>");
    writeRow(page, "Reversibility: error", cell(summary.reversalError));
    writeRow(page, "Reversibility: grey levels of 255", cell(summary.reversalLevels));
    writeRow(page, "Effectiveness: there after an addition", cell(summary.added));
    writeRow(page, "Effectiveness: gone after a removal", cell(summary.removed));
    writeRow(page, "Minimality: size of the change", cell(summary.size));
    writeRow(page, "Minimality: share outside the true region", cell(summary.spill));
    writeRow(page, "Minimality: share of pixels changed", cell(summary.changedShare));
    writeRow(page, "Minimality: values changed outside the named region", std::to_string(summary.outsideChangedValues));
    for (const auto &[what, mean] : summary.heartAndPacemaker)
        writeRow(page, "Entanglement: " + what, cell(mean));
    writeRow(page, "Separability inside the region", cell(findings.inside));
    writeRow(page, "Separability inside: additions", cell(findings.insideAdded));
    writeRow(page, "Separability inside: removals", cell(findings.insideRemoved));
    writeRow(page, "Separability outside", cell(findings.outside));
    page << "</table>\n";
}

void writeEffectiveness(std::ostringstream &page, const AxiomSummary &summary)
{
    page << "<h2>Effectiveness by target</h2><table>\n<tr><th>Target</th><th>Added: there</th><th>Removed: gone</th>"
            "</tr>\n";
    for (const auto &[target, directions] : summary.effectiveness) {
        page << "<tr><td>" << escapedHtml(target) << "</td>";
        for (const bool adds : { true, false })
            page << "<td>" << (directions.contains(adds) ? cell(directions.at(adds)) : std::string("–")) << "</td>";
        page << "</tr>\n";
    }
    page << "</table>\n";
}

void writeMatrix(std::ostringstream &page, const AxiomSummary &summary)
{
    std::set<std::string> columns;
    for (const auto &[target, things] : summary.entanglement)
        for (const auto &[what, mean] : things)
            columns.insert(what);
    page << "<h2>Entanglement</h2><p>Rows act, columns move; what is asked moves by right.</p><div class=\"wide\">"
            "<table>\n<tr><th></th>";
    for (const std::string &what : columns)
        page << "<th>" << escapedHtml(what) << "</th>";
    page << "</tr>\n";
    for (const auto &[target, things] : summary.entanglement) {
        page << "<tr><td>" << escapedHtml(target) << "</td>";
        for (const std::string &what : columns) {
            const auto found = things.find(what);
            if (found == things.end()) {
                page << "<td>–</td>";
                continue;
            }
            const double by = found->second.interval.mean;
            // Darker the more it moves, full at one half.
            page << "<td style=\"background: rgba(176, 96, 24, " << digits(std::min(1.0, 2.0 * by) * 0.7, 2) << ")\">"
                 << (what == target ? "<b>" : "") << digits(by, 2) << (what == target ? "</b>" : "") << "</td>";
        }
        page << "</tr>\n";
    }
    page << "</table></div>\n";
}

} // namespace

std::string axiomSection(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title)
{
    std::ostringstream page;
    page << "<h1>Axioms of counterfactuals</h1>\n<p>Model " << escapedHtml(title.model) << " <small>("
         << escapedHtml(title.modelSha256.substr(0, 16)) << ")</small>; method " << escapedHtml(title.method)
         << "; judge " << escapedHtml(title.judge) << " <small>(" << escapedHtml(title.judgeSha256.substr(0, 16))
         << ")</small>; " << findings.cases.size() << ' ' << escapedHtml(title.origin)
         << " pairs of held-back patients.</p>\n";
    if (!title.warning.empty())
        page << "<p class=\"flag\">" << escapedHtml(title.warning) << "</p>\n";
    page << explanation;
    writeFigures(page, findings, summary);
    writeEffectiveness(page, summary);
    writeMatrix(page, summary);
    return page.str();
}

} // namespace cf
