#include "core/base/text/HtmlText.h"
#include "core/evaluation/page/EvaluationPage.h"
#include "core/evaluation/removals/RemovalReport.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace cf {

namespace {

std::string percent(double share)
{
    return std::to_string(static_cast<int>(100.0 * share + 0.5)).append("&nbsp;%");
}

void writeRow(std::ostringstream &page, const RemovalFigures &figures, const std::string &name)
{
    const Interval &share = figures.foundAfterShare;
    page << "<tr><td>" << escapedHtml(name) << "</td><td>" << figures.films << "</td><td>" << figures.foundBefore
         << "</td><td>" << figures.foundAfter << "</td><td>" << percent(share.mean) << " <small>" << percent(share.low)
         << "…" << percent(share.high) << "</small></td><td>" << figures.refused << "</td><td>"
         << figures.foundInAnswers << "</td><td>" << figures.foundWithout << " of " << figures.filmsWithout
         << "</td><td>" << numberText(100.0 * figures.changedShare) << "&nbsp;%</td></tr>\n";
}

void writeFigure(
    std::ostringstream &page, const RemovalCase &item, const RemovalEdit &edit, const std::filesystem::path &pictures)
{
    const std::string picture = embeddedPicture(pictureOf(pictures, item, edit), edit.device + " of " + item.film);
    if (picture.empty())
        return;
    page << "<figure>" << picture << "<figcaption>" << escapedHtml(item.film) << ": " << numberText(edit.before)
         << (edit.foundBefore ? " (found)" : " (not found)") << " → " << numberText(edit.after)
         << (edit.foundInAnswer ? " <span class=\"flag\">(found)</span>" : " (not found)");
    if (edit.markChanged())
        page << " <span class=\"flag\">printed mark changed</span>";
    if (edit.refused)
        page << " <span class=\"flag\">refused</span>: " << escapedHtml(edit.reason);
    page << "</figcaption></figure>\n";
}

/// By device, the worst first.
void writeSheet(std::ostringstream &page, const std::vector<RemovalCase> &cases, const std::filesystem::path &pictures)
{
    page << "<h2>Contact sheet</h2><p>From left to right: before, after, change (twice its strength around grey). "
            "Probabilities are the judge's, before → in what was made. Films on which it still finds the device come "
            "first.</p>\n";
    for (const DeviceColumn &column : deviceColumns()) {
        std::vector<std::pair<const RemovalCase *, const RemovalEdit *>> edits;
        for (const RemovalCase &item : cases)
            for (const RemovalEdit &edit : item.edits)
                if (edit.device == column.column)
                    edits.emplace_back(&item, &edit);
        if (edits.empty())
            continue;
        std::stable_sort(edits.begin(), edits.end(), [](const auto &a, const auto &b) {
            return std::pair(a.second->foundAfter(), a.second->after)
                > std::pair(b.second->foundAfter(), b.second->after);
        });
        page << "<h3>" << escapedHtml(column.words()) << ": " << edits.size() << "</h3>\n";
        for (const auto &[item, edit] : edits)
            writeFigure(page, *item, *edit, pictures);
    }
}

} // namespace

std::string removalSection(const std::vector<RemovalCase> &cases, const RemovalSummary &summary,
    const RemovalTitle &title, const std::filesystem::path &pictures)
{
    std::ostringstream page;
    page << "<h1>Removals of real devices</h1>\n<p>Model " << escapedHtml(title.model) << " <small>("
         << escapedHtml(title.modelSha256.substr(0, 16)) << ")</small>; method " << escapedHtml(title.method)
         << "; judge " << escapedHtml(title.judge) << " <small>(" << escapedHtml(title.judgeSha256.substr(0, 16))
         << ")</small>; films of " << escapedHtml(title.folder) << ", "
         << (title.onlyHeldBack ? "patients held back from training" : "all patients")
         << (title.isLimited ? ", a sample" : "") << ".</p>\n"
         << ownFilmsNotice;
    if (!title.warning.empty())
        page << "<p class=\"flag\">" << escapedHtml(title.warning) << "</p>\n";
    page << "<p>" << escapedHtml(removalDefinition())
         << "</p>\n<div class=\"wide\"><table>\n<tr><th>Device</th><th>Films"
            "</th><th>Found before</th><th>Found after</th><th>Share</th><th>Refused</th><th>Found in answers</th>"
            "<th>Found where none is</th><th>Pixels changed</th></tr>\n";
    for (const RemovalFigures &figures : summary.devices)
        writeRow(page, figures, figures.device);
    writeRow(page, summary.whole, "all");
    page << "</table></div>\n<p>Films with a changed printed mark: <b>" << summary.marksChanged << "</b> of "
         << summary.films << " (at places that the table names " << summary.namedMarksChanged << ", on the judge's map "
         << summary.seenMarksChanged << "; in refused answers alone " << summary.marksChangedInRefused << ").</p>\n";
    for (const std::string &each : summary.unreadable)
        page << "<p class=\"flag\">Not readable: " << escapedHtml(each) << "</p>\n";
    if (!pictures.empty())
        writeSheet(page, cases, pictures);
    return page.str();
}

} // namespace cf
