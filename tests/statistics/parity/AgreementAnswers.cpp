#include "tests/statistics/parity/Answer.h"

#include "core/statistics/agreement/BlandAltman.h"
#include "core/statistics/agreement/CohenKappa.h"
#include "core/statistics/agreement/FleissKappa.h"
#include "core/statistics/agreement/GwetCoefficients.h"
#include "core/statistics/agreement/IntraclassCorrelation.h"
#include "core/statistics/agreement/KrippendorffAlpha.h"
#include "core/statistics/comparison/Blocks.h"
#include "core/statistics/resampling/Bootstrap.h"

#include <cmath>

namespace cf {

namespace {

using nlohmann::json;

WeightKind weightsOf(const std::string &name)
{
    const std::map<std::string, WeightKind> kinds{ { "none", WeightKind::Identity },
        { "identity", WeightKind::Identity }, { "linear", WeightKind::Linear }, { "quadratic", WeightKind::Quadratic },
        { "radical", WeightKind::Radical }, { "ordinal", WeightKind::Ordinal }, { "ratio", WeightKind::Ratio } };
    return kinds.at(name);
}

AlphaMetric metricOf(const std::string &name)
{
    const std::map<std::string, AlphaMetric> metrics{ { "nominal", AlphaMetric::Nominal },
        { "ordinal", AlphaMetric::Ordinal }, { "interval", AlphaMetric::Interval }, { "ratio", AlphaMetric::Ratio } };
    return metrics.at(name);
}

/// "3", as a factor's level is written.
std::string levelName(double level)
{
    return level == std::floor(level) ? std::to_string(static_cast<long long>(level)) : json(level).dump();
}

Answer cohen(const json &input, const CsvTable &data)
{
    const WeightKind weights = weightsOf(input["weights"]);
    const double confidence = confidenceIn(input);
    CohenKappa kappa;
    if (input.contains("table")) {
        SquareTable counts(data.rows.size());
        for (std::size_t row = 0; row < counts.size; ++row)
            for (std::size_t column = 0; column < counts.size; ++column)
                counts.at(row, column) = std::stod(data.rows[row][column + 1]);
        kappa = cohenKappa(counts, weights, confidence);
    } else {
        kappa = cohenKappa(data.ratings(input["columns"]), input["levels"], weights, confidence);
    }
    Answer answer;
    answer.set("n", kappa.units);
    answer.set("po", kappa.observed);
    answer.set("pe", kappa.expected);
    answer.set("kappa", kappa.kappa.value);
    answer.set("se", kappa.kappa.standardError);
    answer.set("ci_lower", "ci_upper", kappa.kappa.interval);
    answer.set("se_null", kappa.nullStandardError);
    answer.set("z", kappa.z);
    answer.set("p", kappa.p);
    answer.reason = kappa.kappa.reason;
    return answer;
}

Answer fleiss(const json &input, const CsvTable &data)
{
    const Ratings ratings = data.ratings(input["columns"]);
    Answer answer;
    const auto kappa = fleissKappa(ratings);
    if (!kappa) {
        answer.refusal = kappa.error().message;
        return answer;
    }
    answer.set("n_units", static_cast<double>(kappa->units));
    answer.set("n_raters", static_cast<double>(kappa->readers));
    answer.set("kappa", kappa->kappa);
    answer.set("se_null", kappa->nullStandardError);
    answer.set("z", kappa->z);
    answer.set("p", kappa->p);
    answer.set("conger_exact_kappa", kappa->congerExact);
    answer.set("light_mean_pairwise_kappa", lightKappa(ratings, input["levels"]));
    for (const FleissCategory &category : kappa->categories) {
        answer.append("category", levelName(category.level));
        answer.append("category_kappa", category.kappa);
        answer.append("category_z", category.z);
        answer.append("category_p", category.p);
    }
    answer.reason = kappa->reason;
    return answer;
}

Answering corrected(ChanceModel model)
{
    return [model](const json &input, const CsvTable &data) {
        const ChanceCorrected result = chanceCorrected(
            data.ratings(input["columns"]), input["levels"], weightsOf(input["weights"]), model, confidenceIn(input));
        Answer answer;
        answer.set("n_units", static_cast<double>(result.units));
        answer.set("pa", result.observed);
        answer.set("pe", result.expected);
        answer.set("coefficient", result.coefficient.value);
        answer.set("se", result.coefficient.standardError);
        answer.set("ci_lower", "ci_upper", result.coefficient.interval);
        answer.set("p", result.p);
        answer.reason = result.coefficient.reason;
        return answer;
    };
}

Answer alpha(const json &input, const CsvTable &data)
{
    const Estimate estimate =
        krippendorffAlpha(data.ratings(input["columns"]), metricOf(input["level"]), { .draws = 200 });
    Answer answer;
    answer.set("alpha", estimate.value);
    answer.reason = estimate.reason;
    return answer;
}

Answer agreeing(const json &input, const CsvTable &data)
{
    const AllAgree all = allAgree(data.ratings(input["columns"]), input["tolerance"]);
    Answer answer;
    answer.set("n_units", static_cast<double>(all.units));
    answer.set("percent", all.percent);
    answer.reason = all.reason;
    return answer;
}

Answer concordance(const json &input, const CsvTable &data)
{
    const KendallW w = kendallW(data.ratings(input["columns"]));
    Answer answer;
    answer.set("n_units", static_cast<double>(w.units));
    answer.set("n_raters", static_cast<double>(w.readers));
    answer.set("w", w.w);
    answer.set("chi2", w.chiSquared);
    answer.set("df", w.degrees);
    answer.set("p", w.p);
    answer.reason = w.reason;
    return answer;
}

Answer intraclass(const json &input, const CsvTable &data)
{
    IccForm form = IccForm::OneSingle;
    for (const IccForm each : { IccForm::OneSingle, IccForm::TwoSingle, IccForm::ThreeSingle, IccForm::OneMean,
             IccForm::TwoMean, IccForm::ThreeMean })
        if (input["form"] == nameOf(each))
            form = each;
    const auto icc = intraclassCorrelation(data.ratings(input["columns"]), form, confidenceIn(input));
    Answer answer;
    answer.set("n_units", static_cast<double>(icc.units));
    answer.set("n_raters", static_cast<double>(icc.readers));
    answer.set("icc", icc.icc.value);
    answer.set("F", icc.f);
    answer.set("df1", icc.numeratorDegrees);
    answer.set("df2", icc.denominatorDegrees);
    answer.set("p", icc.p);
    answer.set("ci_lower", "ci_upper", icc.icc.interval);
    answer.reason = icc.icc.reason;
    return answer;
}

Answer limits(const json &input, const CsvTable &data)
{
    const BlandAltman result =
        blandAltman(data.ratings(input["columns"]), input.value("multiplier", 1.96), confidenceIn(input));
    Answer answer;
    answer.set("n", static_cast<double>(result.pairs));
    answer.set("bias", result.bias.value);
    answer.set("sd", result.deviation);
    answer.set("lower", result.lower.value);
    answer.set("upper", result.upper.value);
    answer.set("bias_ci_lower", "bias_ci_upper", result.bias.interval);
    answer.set("lower_ci_lower", "lower_ci_upper", result.lower.interval);
    answer.set("upper_ci_lower", "upper_ci_upper", result.upper.interval);
    answer.reason = result.bias.reason;
    return answer;
}

Answer bootstrapped(const json &input, const CsvTable &data)
{
    const Ratings ratings = data.ratings(input["columns"]);
    const std::string wanted = input["statistic"];
    const std::string alphaPrefix = "kripp_";
    const auto statistic = [&](const std::vector<std::size_t> &drawn) -> Number {
        Ratings sample;
        for (const std::size_t unit : drawn)
            sample.push_back(ratings[unit]);
        if (wanted.starts_with(alphaPrefix))
            return krippendorffAlphaValue(sample, metricOf(wanted.substr(alphaPrefix.size())));
        if (wanted != "fleiss")
            throw std::runtime_error("a bootstrap of " + wanted + " is not known");
        const auto kappa = fleissKappa(sample);
        return kappa ? kappa->kappa : std::nullopt;
    };
    const BootstrapResult result =
        bootstrapUnits(ratings.size(), statistic, { .draws = drawsFor(input), .confidence = confidenceIn(input) });
    Answer answer;
    answer.set("estimate", result.value);
    answer.set("se", result.standardError);
    answer.set("percentile_lower", "percentile_upper", result.percentile);
    answer.set("bca_lower", "bca_upper", result.accelerated);
    answer.reason = result.reason;
    return answer;
}

} // namespace

std::map<std::string, Answering> agreementAnswers()
{
    return { { "cohen_kappa", cohen }, { "fleiss_kappa", fleiss }, { "krippendorff_alpha", alpha },
        { "all_agree", agreeing }, { "kendall_w", concordance }, { "icc", intraclass }, { "bland_altman", limits },
        { "bootstrap_over_units", bootstrapped }, { "percent_agreement", corrected(ChanceModel::None) },
        { "gwet_ac", corrected(ChanceModel::Gwet) }, { "gwet_fleiss_kappa", corrected(ChanceModel::Fleiss) },
        { "gwet_conger_kappa", corrected(ChanceModel::Conger) },
        { "brennan_prediger", corrected(ChanceModel::BrennanPrediger) },
        { "gwet_krippendorff", corrected(ChanceModel::Krippendorff) } };
}

} // namespace cf
