#include "core/evaluation/probe/ProbeSummary.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace cf {

namespace {

struct Moments {
    int patients = 0;
    double mean = 0.0;
    double squaredError = 0.0; ///< Of the mean.
};

Moments momentsOf(const PatientValues &values)
{
    Moments moments;
    std::vector<double> means;
    for (const auto &[patient, each] : values) {
        double sum = 0.0;
        for (const double value : each)
            sum += value;
        means.push_back(sum / static_cast<double>(each.size()));
        moments.mean += means.back();
    }
    moments.patients = static_cast<int>(means.size());
    if (means.empty())
        return moments;
    moments.mean /= moments.patients;
    double squares = 0.0;
    for (const double mean : means)
        squares += (mean - moments.mean) * (mean - moments.mean);
    if (means.size() > 1)
        moments.squaredError = squares / (moments.patients - 1) / moments.patients;
    return moments;
}

Bounds around(double mean, double squaredError, double degrees)
{
    const double half = studentDeviate(usualConfidence, degrees) * std::sqrt(squaredError);
    return { mean - half, mean + half };
}

Hearing hearingOf(const std::optional<Bounds> &interval)
{
    if (!interval)
        return Hearing::NotMeasured;
    if (interval->low > 0.0)
        return Hearing::Heard;
    return interval->high < 0.0 ? Hearing::Contrary : Hearing::NotShown;
}

double percentMore(double right, double wrong)
{
    return right > 0.0 ? 100.0 * (wrong - right) / right : 0.0;
}

std::vector<TemplateFigures> templateFigures(const ProbeMeasures &measures, const ProbePlan &plan)
{
    std::vector<TemplateFigures> figures;
    for (std::size_t index = 0; index < plan.templates.size(); ++index) {
        PatientValues errors, behind, other, silent;
        for (const TemplateLook &look : measures.looks.templates) {
            const std::string &patient = look.place.patient;
            const double own = look.own.at(index);
            errors[patient].push_back(own);
            behind[patient].push_back(percentMore(look.own.at(measures.chosen), own));
            silent[patient].push_back(percentMore(own, look.silent));
            if (look.others.at(index))
                other[patient].push_back(percentMore(own, *look.others.at(index)));
        }
        figures.push_back({ plan.templates[index].name, meanOfPatients(errors), meanOfPatients(behind),
            meanOfPatients(other), meanOfPatients(silent) });
    }
    std::ranges::stable_sort(figures, {}, [](const TemplateFigures &each) { return each.error.mean; });
    return figures;
}

/// What was measured of one word.
struct WordValues {
    PatientValues withIt;
    PatientValues withoutIt;
    PatientValues moved;
};

WordFigures wordFigures(Target target, const std::string &word, bool isOwn, const WordValues &values)
{
    WordFigures figures;
    figures.target = target;
    figures.word = word;
    figures.isOwn = isOwn;
    figures.withIt = meanOfPatients(values.withIt);
    figures.withoutIt = meanOfPatients(values.withoutIt);
    figures.moved = momentsOf(values.moved).mean;
    const Moments with = momentsOf(values.withIt);
    const Moments without = momentsOf(values.withoutIt);
    if (with.patients < 2 || without.patients < 2)
        return figures;
    figures.margin = 0.5 * (with.mean + without.mean);
    // Half the sum of two means of unlike variances (Welch, Satterthwaite).
    const double a = with.squaredError;
    const double b = without.squaredError;
    const double degrees =
        a + b > 0.0 ? (a + b) * (a + b) / (a * a / (with.patients - 1) + b * b / (without.patients - 1)) : 1.0;
    figures.interval = around(figures.margin, 0.25 * (a + b), degrees);
    figures.hearing = hearingOf(figures.interval);
    return figures;
}

void addWords(ProbeSummary &summary, const ProbeMeasures &measures, const CaptionGrammar &grammar)
{
    std::map<std::pair<Target, std::string>, WordValues> values;
    for (const WordLook &look : measures.looks.words)
        for (const WordMeasure &each : look.words) {
            WordValues &own = values[{ each.target, each.word }];
            const double margin = percentMore(each.right, each.wrong);
            (each.shown ? own.withIt : own.withoutIt)[look.place.patient].push_back(margin);
            own.moved[look.place.patient].push_back(
                each.right > 0.0 ? 100.0 * std::sqrt(each.moved / each.right) : 0.0);
        }
    for (const auto &[key, each] : values) {
        const auto own = grammar.words.find(key.first);
        summary.words.push_back(
            wordFigures(key.first, key.second, own != grammar.words.end() && own->second == key.second, each));
    }
    std::ranges::stable_sort(
        summary.words, {}, [](const WordFigures &each) { return std::pair(each.target, !each.isOwn); });
}

void addSlots(ProbeSummary &summary, const ProbeMeasures &measures)
{
    std::map<std::string, PatientValues> values{ { "side", {} }, { "zone", {} }, { "severity", {} } };
    for (const WordLook &look : measures.looks.words)
        for (const SlotMeasure &each : look.slots)
            values[each.slot][look.place.patient].push_back(percentMore(each.right, each.wrong));
    for (const auto &[slot, each] : values) {
        const ProbeMean margin = meanOfPatients(each);
        summary.slots.push_back({ slot, margin, hearingOf(margin.interval) });
    }
}

void addCosines(ProbeSummary &summary, const ProbeMeasures &measures)
{
    std::map<Target, std::map<Target, PatientValues>> values;
    for (const WordLook &look : measures.looks.words)
        for (const auto &[first, row] : look.cosines)
            for (const auto &[second, cosine] : row) {
                values[first][second][look.place.patient].push_back(cosine);
                values[second][first][look.place.patient].push_back(cosine);
            }
    for (const auto &[first, row] : values)
        for (const auto &[second, each] : row)
            summary.cosines[first][second] = meanOfPatients(each);
}

void propose(ProbeSummary &summary, const CaptionGrammar &grammar)
{
    summary.proposed = grammar;
    std::map<Target, const WordFigures *> best;
    std::set<Target> measured;
    for (const WordFigures &each : summary.words) {
        if (each.hearing != Hearing::NotMeasured)
            measured.insert(each.target);
        const auto known = best.find(each.target);
        if (each.hearing == Hearing::Heard && (known == best.end() || each.margin > known->second->margin))
            best[each.target] = &each;
    }
    for (const Target target : measured) {
        if (const auto found = best.find(target); found != best.end())
            summary.proposed.words[target] = found->second->word;
        else
            summary.proposed.words.erase(target);
    }
    for (const auto &[target, word] : summary.proposed.words)
        if (!measured.contains(target))
            summary.notMeasured.push_back(target);
    for (const SlotFigures &each : summary.slots) {
        if (each.hearing == Hearing::NotMeasured)
            continue;
        bool &flag = each.slot == "side" ? summary.proposed.hearsSide
            : each.slot == "zone"        ? summary.proposed.hearsZone
                                         : summary.proposed.hearsSeverity;
        flag = each.hearing == Hearing::Heard;
    }
}

} // namespace

ProbeMean meanOfPatients(const PatientValues &values)
{
    const Moments moments = momentsOf(values);
    ProbeMean mean{ moments.patients, moments.mean, {} };
    if (moments.patients > 1)
        mean.interval = around(moments.mean, moments.squaredError, moments.patients - 1);
    return mean;
}

std::string_view keyOf(Hearing hearing)
{
    switch (hearing) {
    case Hearing::Heard:
        return "heard";
    case Hearing::NotShown:
        return "not_shown";
    case Hearing::Contrary:
        return "contrary";
    case Hearing::NotMeasured:
        return "not_measured";
    }
    return {};
}

ProbeSummary summaryOf(const ProbeMeasures &measures, const ProbePlan &plan)
{
    ProbeSummary summary;
    std::set<std::string> films;
    std::set<std::string> patients;
    for (const TemplateLook &look : measures.looks.templates) {
        films.insert(look.place.film);
        patients.insert(look.place.patient);
    }
    summary.films = static_cast<int>(films.size());
    summary.patients = static_cast<int>(patients.size());
    summary.unreadable = measures.unreadable;
    const CaptionGrammar &grammar = plan.templates.at(measures.chosen).grammar;
    summary.templates = templateFigures(measures, plan);
    addWords(summary, measures, grammar);
    addSlots(summary, measures);
    addCosines(summary, measures);
    propose(summary, grammar);
    return summary;
}

} // namespace cf
