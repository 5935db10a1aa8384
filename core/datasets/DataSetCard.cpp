#include "core/datasets/DataSetCard.h"
#include "core/base/text/HtmlText.h"

#include <algorithm>
#include <map>
#include <set>

namespace cf {

namespace {

constexpr const char *pageHead =
    R"(<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Synthetic data set</title>
<style>body{font:14px/1.5 sans-serif;margin:2em;max-width:70em;color:#222}table{border-collapse:collapse;margin:1em 0}
td,th{border:1px solid #bbb;padding:.25em .6em;text-align:left}td.n{text-align:right}pre{background:#f4f4f4;padding:1em}
figure{display:inline-block;width:220px;margin:.4em;vertical-align:top}figure img{width:220px;background:#000}
figure{border:5px solid #7b4fa0;padding:.2em}figcaption{font-size:12px}.refused img{opacity:.6}.warning{border:2px solid #b00;padding:.5em 1em}</style></head><body>
)";

using Counts = std::map<std::string, std::map<std::string, int>>;

std::string countTable(const std::string &title, const Counts &counts)
{
    std::set<std::string> columns;
    for (const auto &[name, cells] : counts)
        for (const auto &[column, count] : cells)
            columns.insert(column);
    std::string html = "<table><tr><th>" + title + "</th>";
    for (const std::string &column : columns)
        html += "<th>" + escapedHtml(column) + "</th>";
    html += "</tr>\n";
    for (const auto &[name, cells] : counts) {
        html += "<tr><td>" + escapedHtml(name) + "</td>";
        for (const std::string &column : columns) {
            const auto cell = cells.find(column);
            html += "<td class=n>" + std::to_string(cell == cells.end() ? 0 : cell->second) + "</td>";
        }
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

/// "3 found by hash, 1 by embedding"; the pairs of both are counted with both.
std::string finders(const std::vector<NearDuplicate> &duplicates)
{
    const auto byHash = std::ranges::count_if(duplicates, &NearDuplicate::byHash);
    const auto byEmbedding =
        std::ranges::count_if(duplicates, [](const NearDuplicate &pair) { return pair.embeddingDistance.has_value(); });
    return std::to_string(byHash) + " found by their hash, " + std::to_string(byEmbedding) + " by their embedding";
}

/// The first pairs; the table has them all.
std::string duplicateTable(const std::vector<NearDuplicate> &duplicates)
{
    constexpr std::size_t shown = 20;
    std::string html =
        "<table><tr><th>film</th><th>split</th><th>looks like</th><th>split</th><th>found by</th></tr>\n";
    for (std::size_t pair = 0; pair < std::min(shown, duplicates.size()); ++pair) {
        const NearDuplicate &each = duplicates[pair];
        html += "<tr><td>" + escapedHtml(each.film) + "</td><td>" + escapedHtml(each.split) + "</td><td>"
            + escapedHtml(each.other) + "</td><td>" + escapedHtml(each.otherSplit) + "</td><td>" + finderOf(each)
            + "</td></tr>\n";
    }
    return html + "</table>\n";
}

int countOf(const std::vector<BatchRow> &rows, const std::string &status)
{
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [&status](const BatchRow &row) { return row.status == status; }));
}

std::string question(const std::string &name, const std::string &answer)
{
    return "<tr><th>" + name + "</th><td>" + answer + "</td></tr>\n";
}

std::string scorecard(const std::vector<BatchRow> &rows, const std::vector<NearDuplicate> &duplicates)
{
    std::set<std::string> films;
    std::set<std::string> patients;
    std::set<std::string> models;
    std::set<std::string> unknown;
    for (const BatchRow &row : rows) {
        films.insert(row.film);
        patients.insert(row.patientKey);
        models.insert(row.model + " " + row.modelSha256);
        if (!row.patientKnown)
            unknown.insert(row.film);
    }
    const int accepted = countOf(rows, "accepted");
    const int refused = countOf(rows, "refused");
    std::string model;
    for (const std::string &each : models)
        model += escapedHtml(each) + " ";
    std::string html = "<h2>Scorecard</h2>";
    if (!unknown.empty())
        html += "<p class=warning><b>Of " + std::to_string(unknown.size()) + " of " + std::to_string(films.size())
            + " films the patient is not known.</b> Each counts as a patient of its own, so that films of one patient "
              "may be in two splits. Do not train and test on these splits unless every patient has one film.</p>";
    if (!duplicates.empty())
        html += "<p class=warning><b>" + std::to_string(duplicates.size())
            + " pairs of films in different splits look like copies</b> (" + finders(duplicates)
            + "; near_duplicates.csv). Take one of each pair out before training.</p>" + duplicateTable(duplicates);
    html += "<table>\n";
    html += question("Congruence: do the images look real?",
        "Outside the edited regions they are the source films, to the last stored value. Inside, "
            + std::to_string(accepted) + " of " + std::to_string(accepted + refused)
            + " edits passed every gate. Whether experts tell them from real films is answered by a reading session "
              "alone.");
    html += question("Coverage: whom do they stand for?",
        std::to_string(films.size()) + " films of " + std::to_string(patients.size()) + " patients; of "
            + std::to_string(unknown.size()) + " films the patient is unknown, and each counts as one.");
    html += question("Constraint: is anatomy kept?",
        "By construction outside the regions; inside by the gates listed in the manifest. " + std::to_string(refused)
            + " edits were refused and are kept apart in refused/.");
    html += question("Completeness: what is missing?",
        std::to_string(countOf(rows, "unreadable")) + " items of films that could not be read, "
            + std::to_string(countOf(rows, "failed")) + " that failed, "
            + std::to_string(countOf(rows, "not_understood"))
            + " prompts that were not understood; each is a row with its reason.");
    html += question("Compliance: privacy and licence",
        "Patients stand here under hashes. The DICOM objects keep their sources' identity: handle them as the sources. "
        "The "
        "licence of the sources holds for what was made from them. Research and education only; not for diagnosis.");
    html += question("Comprehension: can it be made again?",
        "Every row holds prompt, reading, method, seed, model and its SHA-256, and the whole record in manifest.jsonl. "
        "Model: "
            + model);
    html += question("Consistency: are the splits sound?",
        "Split by patient before anything was made; a counterfactual has its source's split. "
            + std::to_string(duplicates.size()) + " pairs of films in different splits look nearly alike ("
            + finders(duplicates) + "; near_duplicates.csv).");
    return html + "</table>\n";
}

} // namespace

std::string dataSetCard(
    const std::vector<BatchRow> &rows, const std::vector<NearDuplicate> &duplicates, const std::string &planJson)
{
    Counts byPrompt;
    Counts bySplit;
    Counts byReason;
    Counts byArm;
    for (const BatchRow &row : rows) {
        if (!row.arm.empty())
            ++byArm[row.arm][row.status];
        ++byPrompt[row.prompt][row.status];
        ++bySplit[row.split.empty() ? "—" : row.split][row.status];
        if (row.status != "accepted")
            ++byReason[withoutNumbers(row.reason)][row.status];
    }
    return std::string(pageHead) + "<h1>Synthetic data set</h1><p>" + std::to_string(rows.size()) + " edits asked for, "
        + std::to_string(countOf(rows, "accepted"))
        + " accepted. Counterfactual images are made up; none of them shows a patient.</p>\n"
        + countTable("prompt", byPrompt) + (byArm.empty() ? std::string() : countTable("arm", byArm))
        + countTable("split", bySplit) + countTable("reason", byReason) + scorecard(rows, duplicates)
        + "<h2>Plan</h2><pre>" + escapedHtml(planJson) + "</pre></body></html>\n";
}

std::string contactSheetPage(const std::vector<BatchRow> &rows)
{
    std::map<std::string, std::string> byPrompt;
    for (const BatchRow &row : rows)
        for (const BatchFile &file : row.files)
            if (file.kind == "picture")
                byPrompt[row.prompt] += "<figure class=\"" + row.status + "\"><img loading=lazy src=\""
                    + escapedHtml(file.path) + "\" alt=\"" + escapedHtml(row.film) + "\"><figcaption><b>SYNTHETIC</b> "
                    + escapedHtml(row.film) + (row.arm.empty() ? "" : ", " + escapedHtml(row.arm)) + "<br>" + row.status
                    + (row.reason.empty() ? "" : ": " + escapedHtml(row.reason)) + "</figcaption></figure>\n";
    std::string html = std::string(pageHead) + "<h1>Edits by prompt</h1>\n";
    for (const auto &[prompt, figures] : byPrompt)
        html += "<h2>" + escapedHtml(prompt) + "</h2>\n" + figures;
    return html + "</body></html>\n";
}

} // namespace cf
