#include "tests/statistics/parity/Answer.h"

#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/Proportion.h"
#include "core/statistics/resampling/Bootstrap.h"
#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/statistics/roc/Binormal.h"
#include "core/statistics/roc/DiagnosticTable.h"
#include "core/statistics/roc/RocCurve.h"

namespace cf {

namespace {

using nlohmann::json;

RatedCases casesOf(const json &input, const CsvTable &data)
{
    return ratedCases(data.truths(input["truth"]), data.numbers(input["rating"]));
}

PairedCases pairOf(const json &input, const CsvTable &data)
{
    return pairedCases(data.truths(input["truth"]), data.numbers(input["rating1"]), data.numbers(input["rating2"]));
}

Answer area(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto result = areaUnderCurve(casesOf(input, data), confidenceIn(input));
    if (!result) {
        answer.refusal = result.error().message;
        return answer;
    }
    answer.set("n_positive", static_cast<double>(result->positives));
    answer.set("n_negative", static_cast<double>(result->negatives));
    answer.set("auc", result->area);
    answer.set("var_delong", result->variance);
    answer.set("se", result->estimate.standardError);
    answer.set("ci_lower", "ci_upper", result->estimate.interval);
    answer.set("se_jackknife", result->jackknifeError);
    answer.set("se_unbiased", result->unbiasedError);
    answer.reason = result->estimate.reason;
    return answer;
}

Answer points(const json &input, const CsvTable &data)
{
    Answer answer;
    const RatedCases cases = casesOf(input, data);
    if (!cases.hasBoth())
        answer.refusal = youden(cases).reason;
    for (const RocPoint &point : rocCurve(cases)) {
        answer.append("fpr", point.falsePositive);
        answer.append("tpr", point.truePositive);
    }
    return answer;
}

Answer best(const json &input, const CsvTable &data)
{
    const YoudenPoints result = youden(casesOf(input, data));
    Answer answer;
    answer.refusal = result.reason;
    answer.set("index", result.index);
    for (const RocPoint &point : result.points) {
        answer.append("thresholds", point.threshold);
        answer.append("sensitivity", point.truePositive);
        answer.append("specificity", 1.0 - point.falsePositive);
    }
    return answer;
}

Answer partial(const json &input, const CsvTable &data)
{
    const PartialAxis axis = input["focus"] == "sensitivity" ? PartialAxis::Sensitivity : PartialAxis::Specificity;
    const PartialArea result = partialArea(casesOf(input, data), axis, input["from"], input["to"]);
    Answer answer;
    answer.set("partial_auc", result.area);
    answer.set("mcclish_corrected", result.corrected);
    (result.area ? answer.reason : answer.refusal) = result.reason;
    return answer;
}

Answer paired(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto result = compareAreas(pairOf(input, data), confidenceIn(input));
    if (!result) {
        answer.refusal = result.error().message;
        return answer;
    }
    answer.set("auc1", result->first);
    answer.set("auc2", result->second);
    answer.set("difference", result->difference.value);
    answer.set("covariance", result->covariance);
    answer.set("se", result->difference.standardError);
    answer.set("z", result->z);
    answer.set("p", result->p);
    answer.set("ci_lower", "ci_upper", result->difference.interval);
    answer.reason = result->difference.reason;
    return answer;
}

Answer unpaired(const json &input, const CsvTable &data)
{
    const auto truth = data.truths(input["truth"]);
    const auto rating = data.numbers(input["rating"]);
    const auto group = data.numbers(input["group"]);
    const auto part = [&](double wanted) {
        std::vector<Number> own = rating;
        for (std::size_t row = 0; row < own.size(); ++row)
            if (group[row] != wanted)
                own[row].reset();
        return ratedCases(truth, own);
    };
    Answer answer;
    const auto result = compareUnpairedAreas(part(input["group1"]), part(input["group2"]), confidenceIn(input));
    if (!result) {
        answer.refusal = result.error().message;
        return answer;
    }
    answer.set("auc1", result->first);
    answer.set("auc2", result->second);
    answer.set("difference", result->difference.value);
    answer.set("se", result->difference.standardError);
    answer.set("ci_lower", "ci_upper", result->difference.interval);
    answer.set("t", result->t);
    answer.set("z", result->t);
    answer.set("df", result->degrees);
    answer.set("p", result->p);
    answer.reason = result->difference.reason;
    return answer;
}

Answer calls(const json &input, const CsvTable &data)
{
    const DiagnosticTable table = diagnosticTable(casesOf(input, data), input["threshold"], confidenceIn(input));
    Answer answer;
    answer.set("tp", static_cast<double>(table.truePositive));
    answer.set("fn", static_cast<double>(table.falseNegative));
    answer.set("fp", static_cast<double>(table.falsePositive));
    answer.set("tn", static_cast<double>(table.trueNegative));
    answer.set("sensitivity", table.sensitivity.wilson.value);
    answer.set("specificity", table.specificity.wilson.value);
    answer.set("ppv", table.positivePredictive.wilson.value);
    answer.set("npv", table.negativePredictive.wilson.value);
    answer.set("accuracy", table.accuracy.wilson.value);
    answer.set("sens_wilson", table.sensitivity.wilson.interval);
    answer.set("sens_cp", table.sensitivity.exact.interval);
    answer.set("spec_wilson", table.specificity.wilson.interval);
    answer.set("spec_cp", table.specificity.exact.interval);
    answer.set("ppv_wilson", table.positivePredictive.wilson.interval);
    answer.set("npv_wilson", table.negativePredictive.wilson.interval);
    answer.set("lr_positive", table.positiveLikelihood.value);
    answer.set("lr_positive_ci", table.positiveLikelihood.interval);
    answer.set("lr_negative", table.negativeLikelihood.value);
    answer.set("lr_negative_ci", table.negativeLikelihood.interval);
    for (const Estimate *each :
        { &table.sensitivity.wilson, &table.specificity.wilson, &table.positivePredictive.wilson,
            &table.negativePredictive.wilson, &table.positiveLikelihood, &table.negativeLikelihood })
        answer.reason += each->reason;
    return answer;
}

Answer binormal(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto fit = fitBinormal(casesOf(input, data));
    if (!fit) {
        answer.refusal = fit.error().message;
        return answer;
    }
    answer.set("a", fit->a);
    answer.set("b", fit->b);
    answer.set("auc", fit->area.value);
    answer.set("se_auc", fit->area.standardError);
    answer.set("negative_log_likelihood", fit->negativeLogLikelihood);
    answer.values["thresholds"] = fit->thresholds;
    answer.values["cov_ab"] = { { fit->varianceA, fit->covariance }, { fit->covariance, fit->varianceB } };
    return answer;
}

Answer proportion(const json &input, const CsvTable &)
{
    const Proportion share{ input["x"], input["n"] };
    const double confidence = confidenceIn(input);
    const Estimate score = wilson(share, confidence);
    Answer answer;
    answer.set("estimate", score.value);
    answer.set("wilson_lower", "wilson_upper", score.interval);
    answer.set("clopper_pearson_lower", "clopper_pearson_upper", clopperPearson(share, confidence).interval);
    answer.set("agresti_coull_lower", "agresti_coull_upper", agrestiCoull(share, confidence).interval);
    answer.reason = score.reason;
    return answer;
}

Answer discordance(const json &input, const CsvTable &)
{
    const auto &table = input["table"];
    const PairedCounts counts{ table[0][0], table[0][1], table[1][0], table[1][1] };
    const McNemar result = mcnemar(counts, confidenceIn(input));
    Answer answer;
    answer.set("n", static_cast<double>(counts.both + counts.onlyFirst + counts.onlySecond + counts.neither));
    answer.set("b", static_cast<double>(counts.onlyFirst));
    answer.set("c", static_cast<double>(counts.onlySecond));
    answer.set("exact_p", result.exactP);
    answer.set("midp", result.midP);
    answer.set("chi2", result.chiSquared);
    answer.set("chi2_p", result.chiSquaredP);
    answer.set("chi2_corrected", result.corrected);
    answer.set("chi2_corrected_p", result.correctedP);
    answer.set("odds_ratio", result.oddsRatio.value);
    answer.set("odds_ratio_ci", result.oddsRatio.interval);
    answer.set("difference", result.difference.value);
    answer.set("wald_difference_ci", result.difference.interval);
    answer.set("tango_difference_ci", result.tango);
    answer.reason = result.reason + result.oddsRatio.reason;
    return answer;
}

Answer differenceBootstrap(const json &input, const CsvTable &data)
{
    const PairedCases all = pairOf(input, data);
    const std::size_t positives = all.first.positive.size();
    std::vector<int> strata(positives, 1);
    strata.resize(positives + all.first.negative.size(), 0);
    const auto statistic = [&](const std::vector<std::size_t> &drawn) -> Number {
        PairedCases pair;
        for (const std::size_t row : drawn) {
            if (row < positives) {
                pair.first.positive.push_back(all.first.positive[row]);
                pair.second.positive.push_back(all.second.positive[row]);
            } else {
                pair.first.negative.push_back(all.first.negative[row - positives]);
                pair.second.negative.push_back(all.second.negative[row - positives]);
            }
        }
        return pair.first.hasBoth() ? Number(areaValue(pair.first) - areaValue(pair.second)) : std::nullopt;
    };
    const BootstrapResult result =
        bootstrapStrata(strata, statistic, { .draws = drawsFor(input), .confidence = confidenceIn(input) });
    Answer answer;
    answer.set("estimate", result.value);
    answer.set("se", result.standardError);
    answer.set("percentile_lower", "percentile_upper", result.percentile);
    answer.set("bca_lower", "bca_upper", result.accelerated);
    answer.reason = result.reason;
    return answer;
}

} // namespace

std::map<std::string, Answering> rocAnswers()
{
    return { { "auc", area }, { "roc_points", points }, { "youden", best }, { "partial_auc", partial },
        { "delong_paired", paired }, { "delong_unpaired", unpaired }, { "sensitivity_specificity", calls },
        { "binormal", binormal }, { "proportion_ci", proportion }, { "mcnemar", discordance },
        { "auc_difference_bootstrap", differenceBootstrap } };
}

} // namespace cf
