#include "core/sessions/analysis/findings/QuestionFindings.h"
#include "core/sessions/cases/CaseArm.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Proportion.h"
#include "core/statistics/readers/ObuchowskiRockette.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cf::sessions {

namespace {

/// Mean with Student's interval, for one reader's answers.
Estimate meanOf(const std::vector<ScoredAnswer> &rows)
{
    Estimate estimate;
    std::vector<double> values;
    for (const ScoredAnswer &row : rows)
        if (row.value)
            values.push_back(*row.value);
    if (values.empty()) {
        estimate.reason = "No answer.";
        return estimate;
    }
    const auto count = static_cast<double>(values.size());
    double mean = 0.0;
    for (const double value : values)
        mean += value / count;
    estimate.value = mean;
    if (values.size() < 2) {
        estimate.reason = reasons::tooFewCases;
        return estimate;
    }
    double squares = 0.0;
    for (const double value : values)
        squares += std::pow(value - mean, 2);
    const double error = std::sqrt(squares / (count - 1.0) / count);
    const double half = studentDeviate(usualConfidence, count - 1.0) * error;
    estimate.standardError = error;
    estimate.interval = Bounds{ mean - half, mean + half };
    if (error == 0.0)
        estimate.reason = reasons::noSpread;
    return estimate;
}

Estimate shareOf(const std::vector<ScoredAnswer> &rows)
{
    Proportion share;
    for (const ScoredAnswer &row : rows)
        if (row.value) {
            ++share.trials;
            share.successes += *row.value == 1.0 ? 1 : 0;
        }
    return wilson(share);
}

double countOf(const std::vector<ScoredAnswer> &rows)
{
    return static_cast<double>(
        std::ranges::count_if(rows, [](const ScoredAnswer &row) { return row.value.has_value(); }));
}

bool isShare(const Question &question)
{
    return question.kind == QuestionKind::YesNo || question.kind == QuestionKind::Pane;
}

std::string levelName(const Question &question, double level)
{
    if (isShare(question))
        return question.kind == QuestionKind::Pane ? (level == 1.0 ? "image of the arm" : "another")
            : level == 1.0                         ? "yes"
                                                   : "no";
    if (question.kind == QuestionKind::SingleChoice)
        return question.choices[static_cast<std::size_t>(level)].label.english;
    return std::to_string(static_cast<int>(level));
}

void addBars(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const auto levels = levelsOf(*rows.question);
    if (levels.empty())
        return;
    Plot plot;
    plot.kind = Plot::Kind::Bars;
    plot.title = "What was answered" + rows.suffix(stage);
    plot.horizontal = "answer";
    plot.vertical = "share of answers";
    for (const double level : levels)
        plot.levels.push_back(levelName(*rows.question, level));
    for (const std::string &arm : rows.arms()) {
        const auto own = only(rows.of(stage), [&](const ScoredAnswer &row) { return row.arm == arm && row.value; });
        if (own.empty())
            continue;
        PlotLine line{ rows.labelOf(arm), {} };
        for (const double level : levels)
            line.points.emplace_back(level,
                static_cast<double>(std::ranges::count(own, Number(level), &ScoredAnswer::value))
                    / static_cast<double>(own.size()));
        plot.lines.push_back(std::move(line));
    }
    if (!plot.lines.empty())
        analysis.plots.push_back(std::move(plot));
}

/// First answers of readers to serious cases, in a stage; of an arm.
std::vector<const Reading *> readingsOf(
    const QuestionRows &rows, const std::string &stage, const std::string &arm, const std::string &reader)
{
    std::vector<const Reading *> found;
    for (const Reading &reading : rows.input->readings) {
        const Case *item = rows.input->study.find(reading.key.caseId);
        if (item != nullptr && !item->isTraining && reading.key.stage == stage && reading.key.attempt == 1
            && reading.key.reader == reader && armOf(rows.input->study.protocol, *item) == arm)
            found.push_back(&reading);
    }
    return found;
}

/// What may be chosen or marked, and whether an answer does so.
struct Trait {
    std::string name; ///< Empty: any mark.
    std::string key;
};

/// Nothing: the reading says nothing of it.
std::optional<bool> hasTrait(const Question &question, const Reading &reading, const Trait &trait)
{
    const auto answer = reading.answers.find(question.id);
    if (answer == reading.answers.end()) // Nothing marked is an answer, where the question was asked of everybody.
        return question.kind == QuestionKind::Mark && question.shownIf.empty() ? std::optional(false) : std::nullopt;
    if (const auto *one = std::get_if<std::string>(&answer->second))
        return *one == trait.key;
    if (const auto *several = std::get_if<std::vector<std::string>>(&answer->second))
        return std::ranges::find(*several, trait.key) != several->end();
    if (const auto *marks = std::get_if<std::vector<Mark>>(&answer->second))
        return std::ranges::any_of(
            *marks, [&trait](const Mark &mark) { return trait.name.empty() || mark.type == trait.key; });
    return std::nullopt;
}

std::vector<Trait> traitsOf(const Question &question)
{
    std::vector<Trait> traits;
    if (question.kind == QuestionKind::Mark)
        traits.push_back({});
    for (const Choice &choice : question.choices)
        traits.push_back({ choice.label.english.empty() ? choice.key : choice.label.english, choice.key });
    return traits;
}

/// How often each choice was made, or something was marked.
void addTraits(const QuestionRows &rows, const std::string &stage, QuestionAnalysis &analysis)
{
    const Question &question = *rows.question;
    const bool isMark = question.kind == QuestionKind::Mark;
    FindingGroup group;
    group.key = isMark ? "marked" : "choices";
    group.title =
        (isMark ? "Share of readings with a mark, by arm and reader" : "Share that chose it, by arm and reader")
        + rows.suffix(stage);
    group.method = "Wilson intervals; each reader's first answers alone.";
    group.scale = FigureScale::Share;
    for (const Trait &trait : traitsOf(question))
        for (const Arm &arm : rows.input->study.protocol.arms)
            for (const Reader &reader : rows.input->study.readers) {
                if (reader.role != ReaderRole::Reader)
                    continue;
                Proportion share;
                for (const Reading *reading : readingsOf(rows, stage, arm.key, reader.id))
                    if (const auto has = hasTrait(question, *reading, trait)) {
                        ++share.trials;
                        share.successes += *has ? 1 : 0;
                    }
                if (share.trials > 0)
                    group.findings.push_back({ (trait.name.empty() ? std::string() : trait.name + ": ")
                            + rows.labelOf(arm.key) + ", " + shownName(rows.input->study, reader.id),
                        static_cast<double>(share.trials), wilson(share) });
            }
    if (!group.findings.empty())
        analysis.groups.push_back(std::move(group));
}

} // namespace

std::vector<std::string> QuestionRows::readers() const
{
    std::vector<std::string> names;
    for (const ScoredAnswer &row : rows)
        if (std::ranges::find(names, row.reader) == names.end())
            names.push_back(row.reader);
    return names;
}

std::vector<std::string> QuestionRows::arms() const
{
    std::vector<std::string> keys;
    for (const Arm &arm : input->study.protocol.arms)
        if (std::ranges::any_of(rows, [&](const ScoredAnswer &row) { return row.arm == arm.key; }))
            keys.push_back(arm.key);
    return keys;
}

std::string QuestionRows::labelOf(const std::string &arm) const
{
    const Arm *found = input->study.protocol.arm(arm);
    return found && !found->label.empty() ? found->label : arm;
}

std::vector<ScoredAnswer> QuestionRows::of(const std::string &stage) const
{
    return only(rows, [&](const ScoredAnswer &row) { return row.stage == stage && row.attempt == 1; });
}

std::string QuestionRows::suffix(const std::string &stage) const
{
    if (stages.size() < 2)
        return {};
    const Stage *found = input->study.protocol.stage(stage);
    const std::string name = found && !found->title.english.empty() ? found->title.english : stage;
    return std::string(", ").append(name);
}

void correct(FindingGroup &group)
{
    PValues p;
    for (const Finding &finding : group.findings)
        p.push_back(finding.p);
    if (std::ranges::count_if(p, [](const Number &each) { return each.has_value(); }) < 2)
        return;
    const PValues corrected = holm(p);
    for (std::size_t place = 0; place < corrected.size(); ++place)
        group.findings[place].corrected = corrected[place];
}

std::string inWords(const std::string &label)
{
    const std::size_t middle = label.find(" - ");
    return middle == std::string::npos ? label : label.substr(0, middle).append(" − ").append(label.substr(middle + 3));
}

void addDescription(const QuestionRows &rows, QuestionAnalysis &analysis)
{
    const Question &question = *rows.question;
    if (question.kind == QuestionKind::Text)
        return;
    for (const std::string &stage : rows.stages) {
        addBars(rows, stage, analysis);
        if (!isOrdered(question)) {
            addTraits(rows, stage, analysis);
            continue;
        }
        FindingGroup group;
        group.key = "per-reader";
        group.title = (isShare(question) ? "Share of “yes”, by arm and reader" : "Mean answer, by arm and reader")
            + rows.suffix(stage);
        if (question.kind == QuestionKind::Pane)
            group.title = "Share that chose the image of the arm, by reader" + rows.suffix(stage);
        group.method = isShare(question) ? "Wilson intervals; each reader's answers alone."
                                         : "Student's t intervals; each reader's answers alone.";
        group.scale = isShare(question) ? FigureScale::Share : FigureScale::Value;
        group.unit = isShare(question) ? std::string() : unitOf(question);
        for (const std::string &arm : rows.arms())
            for (const std::string &reader : rows.readers()) {
                const auto own = only(
                    rows.of(stage), [&](const ScoredAnswer &row) { return row.arm == arm && row.reader == reader; });
                if (!own.empty())
                    group.findings.push_back({ rows.labelOf(arm) + ", " + shownName(rows.input->study, reader),
                        countOf(own), isShare(question) ? shareOf(own) : meanOf(own) });
            }
        if (!group.findings.empty())
            analysis.groups.push_back(std::move(group));
    }
}

} // namespace cf::sessions
