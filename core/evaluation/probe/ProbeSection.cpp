#include "core/base/text/HtmlText.h"
#include "core/evaluation/probe/ProbeReport.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <sstream>

namespace cf {

namespace {

constexpr const char *explanation =
    R"(<p>A film is noised, and the model says what of it is noise: under a caption that is true of the film, under one
that is not, and under none, with the same noise. What it takes wrongly for noise, squared, is its error. A word is
<b>heard</b> where the model errs more under captions in which it is untrue, by a margin whose 95&nbsp;% interval
(Student's, over patients) lies above 0. Films with and films without the finding count half each, so that a word that is
always welcome has no margin. <b>Not shown</b> means not heard or too few films to tell. Of forty words that are not
heard, one is expected to be called heard by chance.</p>
)";

std::string digits(double value, int places)
{
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", places, value);
    return text;
}

std::string cell(const ProbeMean &mean, int places)
{
    if (mean.patients == 0)
        return "–";
    std::string text = digits(mean.mean, places);
    if (mean.interval)
        text +=
            " <small>" + digits(mean.interval->low, places) + "…" + digits(mean.interval->high, places) + "</small>";
    return text;
}

std::string wordsOf(Hearing hearing)
{
    switch (hearing) {
    case Hearing::Heard:
        return "<b>heard</b>";
    case Hearing::NotShown:
        return "not shown";
    case Hearing::Contrary:
        return "contrary";
    case Hearing::NotMeasured:
        return "not measured: too few films";
    }
    return {};
}

void writeTemplates(std::ostringstream &page, const ProbeSummary &summary)
{
    page << "<h2>Templates</h2><table>\n<tr><th>Template</th><th>Error</th><th>Behind the best, %</th>"
            "<th>More under another film's caption, %</th><th>More without a caption, %</th></tr>\n";
    for (const TemplateFigures &each : summary.templates)
        page << "<tr><td>" << escapedHtml(each.name) << "</td><td>" << digits(each.error.mean, 5) << "</td><td>"
             << cell(each.behind, 3) << "</td><td>" << cell(each.ownAgainstOther, 3) << "</td><td>"
             << cell(each.againstSilence, 3) << "</td></tr>\n";
    page << "</table>\n";
    if (!isBestTold(summary))
        page << "<p>The best two templates are not told apart by these films.</p>\n";
}

void writeWords(std::ostringstream &page, const ProbeSummary &summary)
{
    page << "<h2>Words</h2><table>\n<tr><th>Target</th><th>Word</th><th>Margin, %</th><th>Films with it</th>"
            "<th>Films without it</th><th>Moves the answer, %</th><th></th></tr>\n";
    for (const WordFigures &each : summary.words) {
        const auto proposed = summary.proposed.words.find(each.target);
        const bool isTaken = proposed != summary.proposed.words.end() && proposed->second == each.word;
        page << "<tr><td>" << keyOf(each.target) << "</td><td>" << (isTaken ? "<b>" : "") << escapedHtml(each.word)
             << (isTaken ? "</b>" : "") << "</td><td>";
        if (each.interval)
            page << digits(each.margin, 3) << " <small>" << digits(each.interval->low, 3) << "…"
                 << digits(each.interval->high, 3) << "</small>";
        else
            page << "–";
        page << "</td><td>" << cell(each.withIt, 3) << " <small>(" << each.withIt.patients << ")</small></td><td>"
             << cell(each.withoutIt, 3) << " <small>(" << each.withoutIt.patients << ")</small></td><td>"
             << digits(each.moved, 2) << "</td><td>" << wordsOf(each.hearing) << "</td></tr>\n";
    }
    for (const SlotFigures &each : summary.slots)
        page << "<tr><td>" << escapedHtml(each.slot) << "</td><td></td><td>" << cell(each.margin, 3)
             << "</td><td></td><td></td><td></td><td>" << wordsOf(each.hearing) << "</td></tr>\n";
    page << "</table>\n<p>Bold words are in the proposed contrafact.json.";
    if (!summary.notMeasured.empty()) {
        page << " Nothing could be measured of these, which stay as the template has them:";
        for (const Target target : summary.notMeasured)
            page << ' ' << keyOf(target) << ';';
    }
    page << "</p>\n";
}

void writeCosines(std::ostringstream &page, const ProbeSummary &summary)
{
    if (summary.cosines.empty())
        return;
    page << "<h2>Words that mean much the same to the model</h2><p>Cosine between the ways in which two words move its "
            "answer: 1, they are one word to it; 0, they have nothing to do with each other.</p><div "
            "class=\"wide\"><table>\n<tr><th></th>";
    for (const auto &[target, row] : summary.cosines)
        page << "<th>" << keyOf(target) << "</th>";
    page << "</tr>\n";
    for (const auto &[first, row] : summary.cosines) {
        page << "<tr><td>" << keyOf(first) << "</td>";
        for (const auto &[second, unused] : summary.cosines) {
            const auto found = row.find(second);
            if (found == row.end())
                page << "<td>–</td>";
            else
                page << "<td style=\"background: rgba(176, 96, 24, "
                     << digits(0.7 * std::clamp(found->second.mean, 0.0, 1.0), 2) << ")\">"
                     << digits(found->second.mean, 2) << "</td>";
        }
        page << "</tr>\n";
    }
    page << "</table></div>\n";
}

void writeEdits(std::ostringstream &page, const Entanglement &entanglement, const ProbeTitle &title)
{
    if (entanglement.empty())
        return;
    page << "<h2>Entanglement of edits</h2><p>Rows act, columns move: change of the judge's probability along the edit "
            "(what is asked is above 0); of outlines and of the cardiothoracic ratio how much they moved. Method "
         << escapedHtml(title.method) << "; judge " << escapedHtml(title.judge) << " <small>("
         << escapedHtml(title.judgeSha256.substr(0, 16)) << ")</small>. Edits that a gate refused are in it: what the "
         << "model does is measured, not what is let through.</p>\n";
    if (!title.judgeWarning.empty())
        page << "<p class=\"flag\">" << escapedHtml(title.judgeWarning) << "</p>\n";
    page << entanglementTable(entanglement);
}

} // namespace

std::string entanglementTable(const Entanglement &entanglement)
{
    std::ostringstream page;
    std::set<std::string> columns;
    for (const auto &[target, row] : entanglement)
        for (const auto &[what, mean] : row.moved)
            columns.insert(what);
    page << "<div class=\"wide\"><table>\n<tr><th></th><th>Edits</th><th>Refused</th><th>As asked</th>";
    for (const std::string &what : columns)
        page << "<th>" << escapedHtml(what) << "</th>";
    page << "</tr>\n";
    for (const auto &[target, row] : entanglement) {
        page << "<tr><td>" << keyOf(target) << "</td><td>" << row.edits << "</td><td>" << row.refused << "</td><td>"
             << row.effective << " of " << row.judged << "</td>";
        for (const std::string &what : columns) {
            const auto found = row.moved.find(what);
            if (found == row.moved.end()) {
                page << "<td>–</td>";
                continue;
            }
            const bool isOwn = what == keyOf(target);
            const double by = found->second.mean;
            // Darker the more it moves, full at one half.
            page << "<td style=\"background: rgba(176, 96, 24, " << digits(0.7 * std::min(1.0, 2.0 * std::abs(by)), 2)
                 << ")\">" << (isOwn ? "<b>" : "") << cell(found->second, 2) << (isOwn ? "</b>" : "") << "</td>";
        }
        page << "</tr>\n";
    }
    page << "</table></div>\n";
    return page.str();
}

std::string probeSection(const ProbeSummary &summary, const Entanglement &entanglement, const ProbeTitle &title)
{
    std::ostringstream page;
    page << "<h1>Which words does this model hear?</h1>\n<p>Model " << escapedHtml(title.model) << " <small>("
         << escapedHtml(title.modelSha256.substr(0, 16)) << ")</small>; " << summary.films << " films of "
         << summary.patients << " patients, " << escapedHtml(title.films) << ".</p>\n"
         << explanation;
    writeTemplates(page, summary);
    writeWords(page, summary);
    writeCosines(page, summary);
    writeEdits(page, entanglement, title);
    if (!summary.unreadable.empty()) {
        page << "<p>Films that could not be read:</p><ul>\n";
        for (const std::string &each : summary.unreadable)
            page << "<li>" << escapedHtml(each) << "</li>\n";
        page << "</ul>\n";
    }
    return page.str();
}

} // namespace cf
