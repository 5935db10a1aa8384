#include "core/sessions/analysis/report/ReaderStudyExport.h"

#include "core/base/text/CsvTable.h"
#include "core/sessions/analysis/findings/Marks.h"
#include "core/sessions/analysis/findings/ScoredAnswers.h"
#include "core/sessions/analysis/report/Workbook.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

namespace cf::sessions {

namespace {

std::string text(double value)
{
    char words[32];
    std::snprintf(words, sizeof words, "%.10g", value);
    return words;
}

Result<const Question *> questionOf(const AnalysisInput &input, const std::string &id)
{
    const Question *question = input.study.protocol.question(id);
    if (!question)
        return fail(ErrorCode::InvalidInput, "The study has no question \"" + id + "\".");
    return question;
}

/// Rows with truth and rating; `stage` becomes the arm where there are several stages.
Result<std::vector<ScoredAnswer>> ratedRows(const AnalysisInput &input, const std::string &id)
{
    CF_ASSIGN(const Question *question, questionOf(input, id));
    if (!isOrdered(*question))
        return fail(
            ErrorCode::InvalidInput, "The answers to \"" + id + "\" have no order, so there is no curve of them.");
    auto rows = only(answersTo(input, *question),
        [](const ScoredAnswer &row) { return row.attempt == 1 && row.truth && row.value; });
    if (rows.empty())
        return fail(ErrorCode::InvalidInput,
            "No answer to \"" + id + "\" has a case whose truth is \"yes\" or \"no\". Give the cases their truth.");
    std::set<std::string> stages;
    for (const ScoredAnswer &row : rows)
        stages.insert(row.stage);
    // An arm of one class alone is told from the other class of all arms: one test then.
    std::map<std::string, std::set<bool>> classes;
    for (const ScoredAnswer &row : rows)
        classes[row.arm].insert(*row.truth);
    const bool mixed = std::ranges::all_of(classes, [](const auto &entry) { return entry.second.size() == 2; });
    for (ScoredAnswer &row : rows) {
        const std::string arm = mixed ? row.arm : "all";
        row.arm = stages.size() > 1 ? (mixed ? arm + " " : std::string()) + row.stage : arm;
    }
    return rows;
}

/// Whole numbers for names, by order of first appearance; RJafroc and iMRMC want them short.
class Numbering
{
public:
    std::string operator()(const std::string &name)
    {
        return std::to_string(m_numbers.try_emplace(name, m_numbers.size() + 1).first->second);
    }

private:
    std::map<std::string, std::size_t> m_numbers;
};

Sheet truthSheet(const std::vector<std::vector<std::string>> &rows)
{
    Sheet sheet{ "TRUTH", { { "CaseID", "LesionID", "Weight", "ReaderID", "ModalityID", "Paradigm" } } };
    sheet.rows.insert(sheet.rows.end(), rows.begin(), rows.end());
    return sheet;
}

std::string joined(const std::set<std::string> &names)
{
    std::string list;
    for (const std::string &name : names)
        list += (list.empty() ? "" : ", ") + name;
    return list;
}

/// RJafroc takes "FCTRL" at its word: every reader has read every case in every arm. Of a rating it stops where one is
/// missing; of marks it takes a case that nobody showed to a reader for one in which they saw nothing.
Result<> checkCrossed(
    const std::set<std::string> &readers, const std::set<std::string> &tests, std::size_t cases, std::size_t answers)
{
    const std::size_t whole = readers.size() * tests.size() * cases;
    if (answers == whole)
        return {};
    return fail(ErrorCode::InvalidInput,
        "RJafroc needs every case read by every reader in every arm or stage; there are " + std::to_string(answers)
            + " of " + std::to_string(whole) + " readings. Use the table for MRMCaov or iMRMC.");
}

/// Sheets of ratings: those of negatives are false marks, those of positives mark their one lesion.
Result<std::string> ratingWorkbook(const std::vector<ScoredAnswer> &rows)
{
    Numbering cases;
    Numbering readers;
    Numbering tests;
    Sheet lesions{ "TP", { { "ReaderID", "ModalityID", "CaseID", "LesionID", "TP_Rating" } } };
    Sheet others{ "FP", { { "ReaderID", "ModalityID", "CaseID", "FP_Rating" } } };
    std::map<std::string, bool> truth;
    std::set<std::string> readerNames;
    std::set<std::string> testNames;
    for (const ScoredAnswer &row : rows) {
        const std::string reader = readers(row.reader);
        const std::string test = tests(row.arm);
        readerNames.insert(reader);
        testNames.insert(test);
        truth[row.caseId] = *row.truth;
        if (*row.truth)
            lesions.rows.push_back({ reader, test, cases(row.caseId), "1", text(*row.value) });
        else
            others.rows.push_back({ reader, test, cases(row.caseId), text(*row.value) });
    }
    if (lesions.rows.size() == 1 || others.rows.size() == 1)
        return fail(ErrorCode::InvalidInput, "Cases of both kinds are needed.");
    CF_TRY(checkCrossed(readerNames, testNames, truth.size(), rows.size()));
    std::vector<std::vector<std::string>> known;
    for (const auto &[name, positive] : truth)
        known.push_back(
            { cases(name), positive ? "1" : "0", positive ? "1" : "0", joined(readerNames), joined(testNames),
                known.empty()           ? "ROC"
                    : known.size() == 1 ? "FCTRL"
                                        : "" });
    return workbook({ others, lesions, truthSheet(known) });
}

Result<std::string> markWorkbook(const AnalysisInput &input, const Question &question)
{
    Numbering cases;
    Numbering readers;
    Numbering tests;
    Sheet lesions{ "TP", { { "ReaderID", "ModalityID", "CaseID", "LesionID", "TP_Rating" } } };
    Sheet others{ "FP", { { "ReaderID", "ModalityID", "CaseID", "FP_Rating" } } };
    std::set<std::string> read;
    std::set<std::string> readerNames;
    std::size_t count = 0;
    for (const Stage &stage : input.study.protocol.stages) {
        if (std::ranges::find(stage.questions, question.id) == stage.questions.end())
            continue;
        for (const LocalisedAnswer &answer : localisedAnswers(input, question, stage.id)) {
            const std::string reader = readers(answer.reader);
            const std::string test = tests(stage.id);
            readerNames.insert(reader);
            read.insert(answer.caseId);
            ++count;
            for (const double mark : answer.falseMarks)
                others.rows.push_back({ reader, test, cases(answer.caseId), text(mark) });
            for (std::size_t lesion = 0; lesion < answer.lesions.size(); ++lesion)
                if (answer.lesions[lesion])
                    lesions.rows.push_back({ reader, test, cases(answer.caseId), std::to_string(lesion + 1),
                        text(*answer.lesions[lesion]) });
        }
    }
    std::set<std::string> testNames;
    for (const Stage &stage : input.study.protocol.stages)
        if (std::ranges::find(stage.questions, question.id) != stage.questions.end())
            testNames.insert(tests(stage.id));
    std::vector<std::vector<std::string>> known;
    const auto add = [&](const std::string &name, std::size_t lesion, double weight) {
        known.push_back({ cases(name), std::to_string(lesion), text(weight), joined(readerNames), joined(testNames),
            known.empty()           ? "FROC"
                : known.size() == 1 ? "FCTRL"
                                    : "" });
    };
    for (const std::string &name : read) {
        const Case *item = input.study.find(name);
        if (item->lesions.empty())
            add(name, 0, 0.0);
        double weights = 0.0;
        for (const TrueLesion &lesion : item->lesions)
            weights += lesion.weight;
        for (std::size_t lesion = 0; lesion < item->lesions.size(); ++lesion)
            add(name, lesion + 1, item->lesions[lesion].weight / weights);
    }
    if (known.empty())
        return fail(ErrorCode::InvalidInput, "Nobody has answered \"" + question.id + "\" yet.");
    CF_TRY(checkCrossed(readerNames, testNames, read.size(), count));
    return workbook({ others, lesions, truthSheet(known) });
}

} // namespace

Result<std::string> mrmcCsv(const AnalysisInput &input, const std::string &question)
{
    CF_ASSIGN(const auto rows, ratedRows(input, question));
    CsvTable table(CsvReader::Program, "\n");
    table.add({ "reader", "test", "case", "truth", "rating" });
    for (const ScoredAnswer &row : rows)
        table.add({ row.reader, row.arm, row.caseId, *row.truth ? "1" : "0", text(*row.value) });
    return table.text();
}

namespace {

/// iMRMC separates by commas and line ends, quotes nothing, drops blanks within names, and takes "truth" and "-1" for
/// the reader who knows. What is told apart here stays apart there.
class ImrmcNames
{
public:
    std::string operator()(const std::string &name)
    {
        const auto known = m_cells.find(name);
        if (known != m_cells.end())
            return known->second;
        std::string cell = name.empty() || name == "truth" || name == "-1" ? name + "_" : name;
        std::ranges::replace_if(
            cell, [](unsigned char letter) { return letter <= 0x20 || letter == ','; }, '_');
        while (!m_taken.insert(cell).second)
            cell += '_';
        return m_cells[name] = cell;
    }

private:
    std::map<std::string, std::string> m_cells;
    std::set<std::string> m_taken;
};

/// The first line is a title, unless it looks like a count ("NR:") or the beginning of the data; it has two letters at
/// least, or the program stops.
std::string imrmcTitle(std::string title)
{
    std::ranges::replace_if(
        title, [](unsigned char letter) { return letter < 0x20 || letter == ',' || letter == ':'; }, ';');
    return "Study " + title;
}

} // namespace

Result<std::string> imrmcText(const AnalysisInput &input, const std::string &question)
{
    CF_ASSIGN(const auto rows, ratedRows(input, question));
    std::map<std::string, bool> truth;
    std::set<std::string> readers;
    std::set<std::string> tests;
    for (const ScoredAnswer &row : rows) {
        truth[row.caseId] = *row.truth;
        readers.insert(row.reader);
        tests.insert(row.arm);
    }
    const auto positives = std::ranges::count_if(truth, [](const auto &entry) { return entry.second; });
    ImrmcNames readerCells;
    ImrmcNames caseCells;
    ImrmcNames testCells;
    std::string file = imrmcTitle(input.study.protocol.title) + "\n";
    file += "NR: " + std::to_string(readers.size())
        + "\nN0: " + std::to_string(static_cast<std::ptrdiff_t>(truth.size()) - positives)
        + "\nN1: " + std::to_string(positives) + "\nNM: " + std::to_string(tests.size()) + "\n\nBEGIN DATA:\n";
    for (const auto &[name, positive] : truth)
        file += "-1," + caseCells(name) + ",0," + (positive ? "1" : "0") + "\n";
    for (const ScoredAnswer &row : rows)
        file += readerCells(row.reader) + "," + caseCells(row.caseId) + "," + testCells(row.arm) + ","
            + text(*row.value) + "\n";
    return file;
}

Result<std::string> rjafrocWorkbook(const AnalysisInput &input, const std::string &question)
{
    CF_ASSIGN(const Question *found, questionOf(input, question));
    if (found->kind == QuestionKind::Mark)
        return markWorkbook(input, *found);
    CF_ASSIGN(const auto rows, ratedRows(input, question));
    return ratingWorkbook(rows);
}

Result<std::string> readerStudyTable(
    const AnalysisInput &input, const std::string &program, const std::string &question)
{
    if (program == "mrmcaov")
        return mrmcCsv(input, question);
    if (program == "imrmc")
        return imrmcText(input, question);
    if (program == "rjafroc")
        return rjafrocWorkbook(input, question);
    return fail(ErrorCode::InvalidInput, "There is no table for \"" + program + "\".");
}

} // namespace cf::sessions
