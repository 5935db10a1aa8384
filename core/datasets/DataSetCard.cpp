#include "core/datasets/DataSetCard.h"

#include "core/base/text/HtmlText.h"
#include "core/base/text/TwoPlaces.h"
#include "core/datasets/SameFiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <sstream>

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

/// Films and patients of each split; how many patients are in more than one, which would be a leak.
std::string splitTable(const std::vector<BatchRow> &rows)
{
    std::map<std::string, std::set<std::string>> films;
    std::map<std::string, std::set<std::string>> patients;
    std::map<std::string, std::set<std::string>> splitsOf;
    std::map<std::string, int> accepted;
    for (const BatchRow &row : rows) {
        const std::string split = row.split.empty() ? "—" : row.split;
        films[split].insert(row.film);
        patients[split].insert(row.patientKey);
        splitsOf[row.patientKey].insert(split);
        accepted[split] += row.status == "accepted" ? 1 : 0;
    }
    std::string html = "<table><tr><th>split</th><th>patients</th><th>films</th><th>accepted edits</th></tr>\n";
    for (const auto &[split, names] : films)
        html += "<tr><td>" + escapedHtml(split) + "</td><td class=n>" + std::to_string(patients[split].size())
            + "</td><td class=n>" + std::to_string(names.size()) + "</td><td class=n>" + std::to_string(accepted[split])
            + "</td></tr>\n";
    const auto leaking = std::ranges::count_if(splitsOf, [](const auto &patient) { return patient.second.size() > 1; });
    return html + "</table>\n<p" + (leaking > 0 ? " class=warning" : "")
        + ">Patients in more than one split: " + std::to_string(leaking) + ".</p>\n";
}

/// "Pacemaker=0.9312; …": the first number; nothing where there is none.
std::optional<double> firstValue(const std::string &text)
{
    const std::size_t equals = text.find('=');
    return equals == std::string::npos ? std::nullopt : std::optional(std::strtod(text.c_str() + equals + 1, nullptr));
}

/// What the model's segmenter sees of accepted edits, by what was asked: means, and the change of anything else that is
/// greatest. Empty where nothing was seen.
std::string seenTable(const std::vector<BatchRow> &rows)
{
    struct Seen {
        int edits = 0;
        double before = 0.0;
        double after = 0.0;
        int others = 0;
        double moved = 0.0;
        double most = 0.0;
        std::string mostOf;
    };
    std::map<std::string, Seen> byEdit;
    for (const BatchRow &row : rows) {
        if (row.status != "accepted")
            continue;
        Seen &seen = byEdit[row.edits];
        const auto before = firstValue(row.seenBefore);
        const auto after = firstValue(row.seenAfter);
        if (before && after) {
            ++seen.edits;
            seen.before += *before;
            seen.after += *after;
        }
        if (row.seenOtherChange) {
            ++seen.others;
            seen.moved += std::abs(*row.seenOtherChange);
            if (std::abs(*row.seenOtherChange) > std::abs(seen.most)) {
                seen.most = *row.seenOtherChange;
                seen.mostOf = row.seenOther;
            }
        }
    }
    std::erase_if(byEdit, [](const auto &each) { return each.second.edits == 0 && each.second.others == 0; });
    if (byEdit.empty())
        return {};
    std::string html = "<h2>What the segmenter sees of accepted edits</h2>\n<table><tr><th>edit</th><th>edits</th>"
                       "<th>asked thing before</th><th>after</th><th>what moved most besides, on average</th>"
                       "<th>the most of any</th></tr>\n";
    const auto mean = [](double sum, int count) { return count > 0 ? twoPlaces(sum / count) : std::string("—"); };
    for (const auto &[edit, seen] : byEdit)
        html += "<tr><td>" + escapedHtml(edit) + "</td><td class=n>" + std::to_string(std::max(seen.edits, seen.others))
            + "</td><td class=n>" + mean(seen.before, seen.edits) + "</td><td class=n>" + mean(seen.after, seen.edits)
            + "</td><td class=n>" + mean(seen.moved, seen.others) + "</td><td>" + escapedHtml(seen.mostOf) + " "
            + (seen.others > 0 ? twoPlaces(seen.most) : std::string()) + "</td></tr>\n";
    return html
        + "</table>\n<p>Probabilities of the segmenter that the model itself has, as means over films. One that had no "
          "part in the edits judges them in a pilot's second stage and by evaluate.</p>\n";
}

/// How one gate judged the edits that were made.
struct GateCount {
    int failed = 0;
    std::vector<double> values; ///< Of those that it judged.
};

/// By name, from "target=0.93; leak=0.2!"; what an earlier version wrote as "nan!" was not judged.
std::map<std::string, GateCount> gateCounts(const std::vector<BatchRow> &rows)
{
    std::map<std::string, GateCount> counts;
    for (const BatchRow &row : rows) {
        std::istringstream parts(row.gates);
        for (std::string part; std::getline(parts, part, ';');) {
            const std::size_t equals = part.find('=');
            if (equals == std::string::npos)
                continue;
            const double value = std::strtod(part.c_str() + equals + 1, nullptr);
            const std::size_t begin = part.find_first_not_of(' ');
            if (!std::isfinite(value))
                continue;
            GateCount &gate = counts[part.substr(begin, equals - begin)];
            gate.values.push_back(value);
            gate.failed += part.back() == '!' ? 1 : 0;
        }
    }
    return counts;
}

std::string gateTable(const std::vector<BatchRow> &rows, int made)
{
    auto counts = gateCounts(rows);
    if (counts.empty())
        return {};
    std::string html = "<h2>Gates</h2>\n<table><tr><th>gate</th><th>edits judged, of " + std::to_string(made)
        + "</th><th>failed</th><th>median</th></tr>\n";
    for (auto &[name, gate] : counts) {
        const auto middle = gate.values.begin() + static_cast<std::ptrdiff_t>(gate.values.size() / 2);
        std::nth_element(gate.values.begin(), middle, gate.values.end());
        std::array<char, 32> median{};
        std::snprintf(median.data(), median.size(), "%.4g", *middle);
        html += "<tr><td>" + escapedHtml(name) + "</td><td class=n>" + std::to_string(gate.values.size())
            + "</td><td class=n>" + std::to_string(gate.failed) + "</td><td class=n>" + median.data() + "</td></tr>\n";
    }
    return html + "</table>\n<p>A gate that the model or the method lacks judges nothing, and lets pass.</p>\n";
}

/// Films that were another file when a later start worked on them.
int changedFilms(const std::vector<BatchRow> &rows)
{
    std::map<std::string, std::set<std::string>> hashes;
    for (const BatchRow &row : rows)
        if (!row.filmSha256.empty())
            hashes[row.film].insert(row.filmSha256);
    return static_cast<int>(std::ranges::count_if(hashes, [](const auto &film) { return film.second.size() > 1; }));
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
    std::set<std::string> edited; // Patients with an accepted edit.
    std::map<std::string, int> methods;
    std::int64_t outside = 0;
    for (const BatchRow &row : rows) {
        films.insert(row.film);
        patients.insert(row.patientKey);
        if (!row.model.empty())
            models.insert(row.model + " " + row.modelSha256);
        if (!row.method.empty())
            ++methods[row.method];
        if (row.status == "accepted")
            edited.insert(row.patientKey);
        outside += row.status == "accepted" && row.gates.find("outside_unchanged=0") != std::string::npos
                && row.gates.find("outside_unchanged=0!") == std::string::npos
            ? 1
            : 0;
        if (!row.patientKnown)
            unknown.insert(row.film);
    }
    const int accepted = countOf(rows, "accepted");
    const int refused = countOf(rows, "refused");
    std::string model;
    for (const std::string &each : models)
        model += escapedHtml(each) + " ";
    std::string method;
    for (const auto &[name, count] : methods)
        method += (method.empty() ? "" : ", ") + escapedHtml(name) + " " + std::to_string(count);
    if (method.empty())
        method = "none";
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
        "Outside the edited regions they are the source films, to the last stored value: counted in "
            + std::to_string(outside) + " of " + std::to_string(accepted) + " accepted edits. Inside, "
            + std::to_string(accepted) + " of " + std::to_string(accepted + refused)
            + " edits passed every gate that judged them (table above). Whether experts tell them from real films is "
              "answered by a reading session "
              "alone.");
    html += question("Coverage: whom do they stand for?",
        std::to_string(films.size()) + " films of " + std::to_string(patients.size()) + " patients; of "
            + std::to_string(unknown.size())
            + " films the patient is unknown, and each counts as one. Accepted edits are of "
            + std::to_string(edited.size())
            + " patients: whom refusals leave out, the table of splits says by number. Age, sex, view and scanner are "
              "not in the manifest; compare them by its film names with the films' table.");
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
        "<b>Licence:</b> that of the sources holds for what was made from them, and the model's besides. <b>Intended "
        "use:</b> research and education, such as training a classifier beside real films and testing it for "
        "shortcuts. Not for diagnosis, not as findings of the patients, and not as the only films of a test.");
    html += question("Comprehension: can it be made again?",
        "Every row holds prompt, reading, method, seed, model and its SHA-256, and the whole record in manifest.jsonl. "
        "Model: "
            + model + "<br>Edits by method: " + method + ". " + std::to_string(changedFilms(rows))
            + " films were another file at a later start (film_sha256 tells which an edit is of).");
    html += question("Consistency: are the splits sound?",
        "Split by patient before anything was made; a counterfactual has its source's split. "
            + std::to_string(duplicates.size()) + " pairs of films in different splits look nearly alike ("
            + finders(duplicates) + "; near_duplicates.csv), and " + std::to_string(sameFiles(rows).size())
            + " films are the same file as another, byte for byte (same_films.csv; they count as one patient's).");
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
        + countTable("split", bySplit) + splitTable(rows) + countTable("reason", byReason) + seenTable(rows)
        + gateTable(rows, countOf(rows, "accepted") + countOf(rows, "refused")) + scorecard(rows, duplicates)
        + "<h2>Plan</h2><pre>" + escapedHtml(planJson) + "</pre></body></html>\n";
}

std::string contactSheetPage(const std::vector<BatchRow> &rows)
{
    struct Section {
        std::string figures;
        int accepted = 0;
        int refused = 0;
    };
    std::map<std::string, Section> byPrompt;
    for (const BatchRow &row : rows) {
        Section &section = byPrompt[row.prompt];
        section.accepted += row.status == "accepted" ? 1 : 0;
        section.refused += row.status == "refused" ? 1 : 0;
        for (const BatchFile &file : row.files)
            if (file.kind == "picture")
                section.figures += "<figure class=\"" + escapedHtml(row.status) + "\"><img loading=lazy src=\""
                    + escapedHtml(file.path) + "\" alt=\"" + escapedHtml(row.film) + "\"><figcaption><b>SYNTHETIC</b> "
                    + escapedHtml(row.film) + (row.arm.empty() ? "" : ", " + escapedHtml(row.arm)) + ", seed "
                    + std::to_string(row.seed) + (row.split.empty() ? "" : ", " + escapedHtml(row.split)) + "<br>"
                    + escapedHtml(row.status) + (row.reason.empty() ? "" : ": " + escapedHtml(row.reason))
                    + (row.seenAfter.empty() ? ""
                                             : "<br>seen before: " + escapedHtml(row.seenBefore)
                                + "; after: " + escapedHtml(row.seenAfter))
                    + "</figcaption></figure>\n";
    }
    std::string html = std::string(pageHead) + "<h1>Edits by prompt</h1>\n<ul>\n";
    int number = 0;
    for (const auto &[prompt, section] : byPrompt)
        html += "<li><a href=\"#p" + std::to_string(++number) + "\">" + escapedHtml(prompt) + "</a>: "
            + std::to_string(section.accepted) + " accepted, " + std::to_string(section.refused) + " refused</li>\n";
    html += "</ul>\n";
    number = 0;
    for (const auto &[prompt, section] : byPrompt)
        html += "<h2 id=\"p" + std::to_string(++number) + "\">" + escapedHtml(prompt) + "</h2>\n"
            + (section.figures.empty() ? "<p>No pictures: nothing was made, or the plan keeps none.</p>\n"
                                       : section.figures);
    return html + "</body></html>\n";
}

} // namespace cf
