#include "core/sessions/analysis/report/ReportPage.h"

#include "core/base/text/HtmlText.h"
#include "core/sessions/analysis/report/ReportPlots.h"
#include "core/sessions/blinding/LeakHunter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace cf::sessions {

namespace {

using nlohmann::json;

constexpr const char *style = R"(
body { font-family: Inter, "Noto Sans", sans-serif; font-size: 14px; line-height: 1.45; color: #222222; max-width: 60em;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 24px; } h2 { font-size: 19px; margin-top: 2em; border-bottom: 1px solid #cccccc; }
h3 { font-size: 15px; margin-bottom: 0.2em; }
table { border-collapse: collapse; margin: 0.5em 0; } th, td { padding: 3px 12px 3px 0; text-align: left;
  vertical-align: top; border-bottom: 1px solid #e4e4e4; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
p.how { color: #555555; font-size: 12px; margin: 0.2em 0; } .why { color: #8a4b00; }
code { font-size: 12px; word-break: break-all; } figure { margin: 1em 0; } figcaption { font-weight: 600; }
@media print { body { font-size: 10pt; margin: 0; } h2 { break-after: avoid; } figure, tr { break-inside: avoid; } }
)";

std::string pText(double p)
{
    char text[32];
    if (p < 0.001)
        return "&lt; 0.001";
    if (p >= 0.9995) // Three decimals would make it a certainty.
        return "&gt; 0.999";
    std::snprintf(text, sizeof text, "%.3f", p);
    return text;
}

std::string countText(double count)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.0f", count);
    return text;
}

void writeGroup(std::ostream &page, const FindingGroup &group)
{
    bool tested = false;
    bool corrected = false;
    for (const Finding &finding : group.findings) {
        tested = tested || finding.p;
        corrected = corrected || finding.corrected;
    }
    page << "<h3>" << escapedHtml(group.title) << "</h3><p class=\"how\">" << escapedHtml(group.method)
         << "</p>\n<table><tr><th></th>"
         << "<th class=\"n\">n</th><th class=\"n\">estimate</th><th class=\"n\">95 % interval</th>"
         << (tested ? "<th class=\"n\">p</th>" : "") << (corrected ? "<th class=\"n\">p (Holm)</th>" : "")
         << "<th></th></tr>\n";
    for (const Finding &finding : group.findings) {
        const Estimate &estimate = finding.estimate;
        page << "<tr><td>" << escapedHtml(finding.label) << "</td><td class=\"n\">" << countText(finding.count)
             << "</td><td class=\"n\">" << (estimate.value ? figureText(*estimate.value, group.scale, group.unit) : "—")
             << "</td><td class=\"n\">"
             << (estimate.interval ? intervalText(*estimate.interval, group.scale, group.unit) : std::string())
             << "</td>";
        if (tested)
            page << "<td class=\"n\">" << (finding.p ? pText(*finding.p) : "") << "</td>";
        if (corrected)
            page << "<td class=\"n\">" << (finding.corrected ? pText(*finding.corrected) : "") << "</td>";
        page << "<td><span class=\"why\">" << escapedHtml(estimate.reason) << "</span>"
             << (estimate.reason.empty() || finding.note.empty() ? "" : " ") << escapedHtml(finding.note)
             << "</td></tr>\n";
    }
    page << "</table>\n";
}

/// "2026-11-30 09:23" of a stored time.
std::string minuteText(std::string time)
{
    time = time.substr(0, 16);
    std::ranges::replace(time, 'T', ' ');
    return escapedHtml(time);
}

void writeHead(std::ostream &page, const StudyAnalysis &analysis)
{
    page << "<h1>" << escapedHtml(analysis.title) << "</h1>\n<p>Reader study " << escapedHtml(analysis.studyId)
         << (analysis.isClosed ? "" : ". <b>Reading is still open; these figures will change.</b>") << "</p>\n";
    page << "<h2>Seal</h2>\n";
    if (analysis.seals.empty())
        page << "<p class=\"why\">The study is not sealed.</p>\n";
    else
        page << "<table><tr><th>version</th><th>sealed, UTC</th><th>SHA-256 of protocol, cases and "
                "plan</th><th>reason</th></tr>\n";
    for (const Seal &seal : analysis.seals)
        page << "<tr><td>" << seal.version << "</td><td>" << minuteText(seal.time) << "</td><td><code>"
             << escapedHtml(seal.hash) << "</code></td><td>" << escapedHtml(seal.reason) << "</td></tr>\n";
    if (!analysis.seals.empty())
        page << "</table>\n";
    if (!analysis.head.empty())
        page << "<p class=\"how\">Newest record of the audit: <code>" << escapedHtml(analysis.head)
             << "</code>. Given to “verify” later, it tells whether records after it were cut off or rewritten.</p>\n";
}

/// "12", "12 and unknown", "unknown": nobody is counted twice, and nobody for certain of whom no file says who it is.
std::string patientsText(const ArmFlow &arm)
{
    if (arm.ofNoPatient == 0)
        return std::to_string(arm.patients);
    return arm.patients == 0 ? "unknown" : std::to_string(arm.patients) + " and unknown";
}

void writeFlow(std::ostream &page, const StudyAnalysis &analysis)
{
    page << "<h2>Flow of cases and readers</h2>\n<table><tr><th>arm</th><th class=\"n\">cases</th><th "
            "class=\"n\">patients</th>";
    for (const ReaderFlow &reader : analysis.readers)
        page << "<th class=\"n\">read by " << escapedHtml(reader.name) << "</th>";
    page << "</tr>\n";
    for (const ArmFlow &arm : analysis.arms) {
        page << "<tr><td>" << escapedHtml(arm.label) << "</td><td class=\"n\">" << arm.cases << "</td><td class=\"n\">"
             << patientsText(arm) << "</td>";
        for (const int read : arm.readByReader)
            page << "<td class=\"n\">" << read << "</td>";
        page << "</tr>\n";
    }
    page << "</table>\n";
    if (analysis.trainingCases > 0)
        page << "<p>" << analysis.trainingCases << " training cases, not analysed.</p>\n";
    page << "<table><tr><th>reader</th><th>experience</th>" << (analysis.asksConsent ? "<th>agreed, UTC</th>" : "")
         << "<th class=\"n\">answered</th><th>first answer, UTC</th><th>last answer, UTC</th><th class=\"n\">median "
            "time "
            "per case</th><th class=\"n\">time reading</th></tr>\n";
    for (const ReaderFlow &reader : analysis.readers) {
        page << "<tr><td>" << escapedHtml(reader.name) << "</td><td>" << escapedHtml(reader.experience) << "</td>";
        if (analysis.asksConsent)
            page << "<td>"
                 << (!reader.declined.empty()       ? "declined " + minuteText(reader.declined)
                            : reader.agreed.empty() ? "not at the page"
                                                    : minuteText(reader.agreed))
                 << "</td>";
        page << "<td class=\"n\">" << reader.stored << " of " << reader.total << "</td><td>"
             << minuteText(reader.firstAnswer) << "</td><td>" << minuteText(reader.lastAnswer)
             << "</td><td class=\"n\">"
             << (reader.medianSeconds ? figureText(*reader.medianSeconds, FigureScale::Value, "s") : "—")
             << "</td><td class=\"n\">" << figureText(reader.hours, FigureScale::Value, "h") << "</td></tr>\n";
    }
    page << "</table>\n";
    if (!analysis.consent.empty())
        page << "<p class=\"how\">The page to which readers agreed before their first case: “"
             << escapedHtml(analysis.consent) << "”</p>\n";
    page << "<h2>Deviations</h2>\n";
    if (analysis.deviations.empty())
        page << "<p>None: every reading was answered under one seal, and the chain of the audit is whole.</p>\n";
    else
        page << "<ul>\n";
    for (const std::string &deviation : analysis.deviations)
        page << "<li>" << escapedHtml(deviation) << "</li>\n";
    if (!analysis.deviations.empty())
        page << "</ul>\n";
}

/// A text of the sealed document; empty where there is none. Whoever changed the file is told of, not followed.
std::string sealedText(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool sealedFlag(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// "size, depth and file" out of the channel's sentence; its key where it has none.
std::string channelTitle(const json &channel)
{
    constexpr std::string_view differ = "real and synthetic images differ in ";
    std::string words = sealedText(channel, "words");
    if (words.starts_with(differ))
        words.erase(0, differ.size());
    words = words.substr(0, std::min(words.find(" (AUC"), words.find(": too few")));
    return words.empty() ? sealedText(channel, "name") : words;
}

/// " 20 real and 20 synthetic images."
std::string imageCounts(const json &report)
{
    if (!report.contains("real") || !report.contains("synthetic") || !report["real"].is_number_integer()
        || !report["synthetic"].is_number_integer())
        return {};
    return " " + std::to_string(report["real"].get<int>()) + " real and "
        + std::to_string(report["synthetic"].get<int>()) + " synthetic images.";
}

void writeLeaks(std::ostream &page, const StudyAnalysis &analysis)
{
    page << "<h2>Leak check</h2>\n";
    const json report = json::parse(analysis.leakCheck, nullptr, false);
    if (!report.is_object() || !report.contains("channels") || !report["channels"].is_array()) {
        page << "<p class=\"why\">No leak check was sealed with this study.</p>\n";
    } else {
        const double limit =
            report.contains("limit") && report["limit"].is_number() ? report["limit"].get<double>() : leakLimit;
        page
            << "<p class=\"how\">How well real can be told from synthetic by each channel alone: area under the ROC "
               "curve (AUC), 0.5 where it cannot, of two kinds. A trained rule over all features, cross-validated "
               "over patients: it knows its own direction, so an area below 0.5 is nothing that could be turned round. "
               "And the single feature that tells most, in whichever direction, with an interval that allows for all "
               "features of the channel. A channel leaks where either interval lies above the limit of "
            << figureText(limit, FigureScale::Coefficient) << "." << imageCounts(report)
            << "</p>\n<table><tr><th>channel</th><th class=\"n\">AUC, trained rule</th><th class=\"n\">95 % "
               "interval</th><th>single feature</th><th class=\"n\">AUC, either direction</th><th class=\"n\">95 % "
               "interval</th><th></th></tr>\n";
        for (const json &channel : report["channels"]) {
            const auto value = [&channel](const char *key) {
                return channel.is_object() && channel.contains(key) && channel[key].is_number()
                    ? figureText(channel[key].get<double>(), FigureScale::Coefficient)
                    : std::string("—");
            };
            page << "<tr><td>" << escapedHtml(channelTitle(channel)) << "</td><td class=\"n\">" << value("auc")
                 << "</td><td class=\"n\">" << value("low") << " to " << value("high") << "</td><td>"
                 << (channel.contains("feature_auc") ? escapedHtml(sealedText(channel, "feature")) : "")
                 << "</td><td class=\"n\">" << value("feature_auc") << "</td><td class=\"n\">" << value("feature_low")
                 << " to " << value("feature_high") << "</td><td class=\"why\">"
                 << (sealedFlag(channel, "leaks")                 ? "leaks"
                            : sealedFlag(channel, "differs")      ? "too few images for a figure, but they differ"
                            : sealedFlag(channel, "too_few")      ? "too few images to tell"
                            : sealedFlag(channel, "below_chance") ? "below chance: what was learnt from some images is "
                                                                    "wrong for the others; no leak"
                                                                  : "")
                 << "</td></tr>\n";
        }
        page << "</table>\n";
    }
    if (!analysis.leakReason.empty())
        page << "<p>Sealed nevertheless, because: " << escapedHtml(analysis.leakReason) << "</p>\n";
}

void writePlanTable(std::ostream &page, const std::string &text)
{
    const json plan = json::parse(text, nullptr, false);
    if (plan.is_object() && plan.empty())
        page << "<p class=\"why\">No analysis plan was written before reading; what follows is exploratory.</p>\n";
    else if (plan.is_object()) {
        page << "<table>\n";
        for (const auto &[key, value] : plan.items())
            page << "<tr><th>" << escapedHtml(key) << "</th><td>"
                 << escapedHtml(value.is_string() ? value.get<std::string>() : value.dump()) << "</td></tr>\n";
        page << "</table>\n";
    } else
        page << "<p>" << escapedHtml(text) << "</p>\n";
}

void writePlan(std::ostream &page, const StudyAnalysis &analysis)
{
    page << "<h2>Plan and what was done</h2>\n<h3>Planned, as first sealed</h3>\n";
    writePlanTable(page, analysis.plan);
    for (const AmendedPlan &plan : analysis.amendedPlans) {
        page << "<h3>Changed on " << escapedHtml(plan.time.substr(0, 10)) << ", version " << plan.version
             << "</h3>\n<p class=\"why\">" << escapedHtml(plan.reason) << "</p>\n";
        writePlanTable(page, plan.plan);
    }
    page << "<h3>Done</h3>\n<ul>\n";
    for (const std::string &done : analysis.done)
        page << "<li>" << escapedHtml(done) << "</li>\n";
    page << "</ul>\n";
}

} // namespace

std::string reportPage(const StudyAnalysis &analysis)
{
    return reportPage(analysis, [](const Plot &plot, std::size_t) {
        return "<figcaption>" + escapedHtml(plot.title) + "</figcaption>" + svgOf(plot);
    });
}

std::string reportPage(const StudyAnalysis &analysis, const PlotTag &tag)
{
    std::ostringstream page;
    page << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" << escapedHtml(analysis.title)
         << "</title><style>" << style << "</style></head><body>\n";
    writeHead(page, analysis);
    writeFlow(page, analysis);
    std::size_t number = 0;
    for (const QuestionAnalysis &question : analysis.questions) {
        page << "<h2>" << escapedHtml(question.text) << "</h2>\n<p>" << escapedHtml(question.kind) << "; "
             << question.answered << " of " << question.asked << " readings answered.</p>\n";
        for (const FindingGroup &group : question.groups)
            writeGroup(page, group);
        for (const Plot &plot : question.plots)
            page << "<figure>" << tag(plot, number++) << "</figure>\n";
    }
    if (!analysis.time.empty())
        page << "<h2>Time, learning and order</h2>\n";
    for (const FindingGroup &group : analysis.time)
        writeGroup(page, group);
    writeLeaks(page, analysis);
    writePlan(page, analysis);
    page << "</body></html>\n";
    return page.str();
}

std::vector<Plot> plotsOf(const StudyAnalysis &analysis)
{
    std::vector<Plot> plots;
    for (const QuestionAnalysis &question : analysis.questions)
        plots.insert(plots.end(), question.plots.begin(), question.plots.end());
    return plots;
}

} // namespace cf::sessions
