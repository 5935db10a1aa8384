#include "core/statistics/readers/DetectionRate.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/comparison/Proportion.h"

#include <map>

namespace cf {

namespace {

std::vector<std::vector<double>> grouped(const std::vector<DetectionAnswer> &answers, std::string DetectionAnswer::*by)
{
    std::map<std::string, std::vector<double>> groups;
    for (const DetectionAnswer &answer : answers)
        groups[answer.*by].push_back(answer.correct ? 1.0 : 0.0);
    std::vector<std::vector<double>> list;
    for (auto &[name, values] : groups)
        list.push_back(std::move(values));
    return list;
}

std::optional<Bounds> crossedBootstrap(const ReaderStudy &study, double confidence)
{
    const auto mean = [&study](const auto &readers, const auto &cases) -> Number {
        double sum = 0.0;
        double count = 0.0;
        for (const std::size_t reader : readers)
            for (const std::size_t each : cases)
                if (const Number &answer = study.cells[reader].ratings[each]) {
                    sum += *answer;
                    count += 1.0;
                }
        return count > 0.0 ? Number(sum / count) : std::nullopt;
    };
    constexpr int draws = 2000;
    return bootstrapReadersAndCases(
        study.cells.size(), study.cases.size(), mean, { .draws = draws, .confidence = confidence })
        .percentile;
}

} // namespace

Result<DetectionRate> detectionRate(const std::vector<DetectionAnswer> &answers, double chance, double confidence)
{
    std::vector<Reading> readings;
    Proportion all;
    for (const DetectionAnswer &answer : answers) {
        readings.push_back({ answer.reader, "answers", answer.caseId, false, answer.correct ? 1.0 : 0.0 });
        all.successes += answer.correct ? 1 : 0;
        ++all.trials;
    }
    CF_ASSIGN(const ReaderStudy study, readerStudy(readings));
    const bool several = study.readers.size() > 1;
    DetectionRate result;
    result.chance = chance;
    result.answers = answers.size();
    result.independent = wilson(all, confidence);
    result.byReader = designEffect(grouped(answers, &DetectionAnswer::reader), confidence);
    result.byCase = designEffect(grouped(answers, &DetectionAnswer::caseId), confidence);
    if (several)
        result.bootstrap = crossedBootstrap(study, confidence);
    const auto mean = singleTest(study, { .kind = MeritKind::MeanRating }, CovarianceMethod::Jackknife,
        several ? Generalise::ReadersAndCases : Generalise::Cases, confidence);
    if (!mean) {
        // A reader with one answer: the pooled rate is all there is.
        result.rate.value = result.independent.value;
        result.rate.reason = result.reason = reasons::tooFewCases;
        return result;
    }
    result.rate = mean->mean;
    result.degrees = mean->degrees;
    result.reason = several ? mean->mean.reason : "One reader: the result holds for this reader alone.";
    const Number error = result.rate.standardError;
    if (error && *error > 0.0) {
        const double statistic = (*result.rate.value - chance) / *error;
        result.p = finite(result.degrees ? studentTwoSided(statistic, *result.degrees) : normalTwoSided(statistic));
    }
    return result;
}

} // namespace cf
