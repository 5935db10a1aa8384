#include "tests/statistics/parity/Answer.h"

#include "core/statistics/planning/AreaSize.h"
#include "core/statistics/planning/KappaSize.h"
#include "core/statistics/planning/ProportionSize.h"
#include "core/statistics/planning/ReaderStudyPower.h"

namespace cf {

namespace {

using nlohmann::json;

template <typename T> bool refused(Answer &answer, const Result<T> &result)
{
    if (!result)
        answer.refusal = result.error().message;
    return !result;
}

Answer binomial(const json &input, const CsvTable &)
{
    Answer answer;
    const auto size =
        binomialSize({ input["p0"], input["p1"], input["power"], input["alpha"], input["sides"] == "two" });
    if (refused(answer, size))
        return answer;
    const auto count = [](std::int64_t value) { return static_cast<double>(value); };
    answer.set("effect_h", size->effect);
    answer.set("n", size->arcsine);
    answer.set("n_rounded_up", count(size->rounded));
    answer.set("exact_first_n", count(size->exactFirst));
    answer.set("exact_safe_n", count(size->exactSafe));
    answer.set("n_normal", size->normal);
    answer.set("n_normal_rounded_up", std::ceil(size->normal));
    answer.set("exact_at_n_size", size->exactSizeAtRounded);
    answer.set("exact_at_n_power", size->exactPowerAtRounded);
    answer.set("exact_at_n_crit_low", count(size->lowCritical));
    answer.set("exact_at_n_crit_high", count(size->highCritical));
    answer.set("exact_at_n_crit", count(input["p1"] < input["p0"] ? size->lowCritical : size->highCritical));
    return answer;
}

Answer clustered(const json &input, const CsvTable &)
{
    const ClusteredSize size = clusteredSize(input["n_independent"], input["cluster_size"], input["rho"]);
    Answer answer;
    answer.set("design_effect", size.effect);
    answer.set("n", size.answers);
    answer.set("n_rounded_up", static_cast<double>(size.rounded));
    answer.set("clusters", static_cast<double>(size.clusters));
    return answer;
}

Answer precision(const json &input, const CsvTable &)
{
    const KappaPrecision result = kappaPrecision(input["n"], input["po"], input["pe"]);
    Answer answer;
    answer.set("kappa", result.kappa);
    answer.set("se", result.standardError);
    answer.set("half_width_95", result.halfWidth);
    return answer;
}

KappaTest kappaTest(const json &input)
{
    return { input["k1"], input["k0"], input["alpha"], input["power"], input["two_sided"] };
}

Answer kappa(const json &input, const CsvTable &)
{
    Answer answer;
    const auto size = kappaSize(input["rate1"].get<double>(), input["rate2"].get<double>(), kappaTest(input));
    if (!refused(answer, size))
        answer.set("n", static_cast<double>(size->cases));
    return answer;
}

Answer kappaOfMany(const json &input, const CsvTable &)
{
    Answer answer;
    const auto size = kappaSize(input["marginals"].get<std::vector<double>>(), kappaTest(input));
    if (!refused(answer, size))
        answer.set("n", static_cast<double>(size->cases));
    return answer;
}

void setCounts(Answer &answer, const Result<AreaCounts> &counts)
{
    if (refused(answer, counts))
        return;
    answer.set("n_cases", counts->positives);
    answer.set("n_controls", counts->negatives);
}

Answer oneArea(const json &input, const CsvTable &)
{
    Answer answer;
    setCounts(answer, areaSize(input["auc"], input["power"], input["alpha"], input["controls_per_case"]));
    return answer;
}

Answer oneAreaPower(const json &input, const CsvTable &)
{
    Answer answer;
    const auto power = areaPower(input["auc"], { input["n_cases"], input["n_controls"] }, input["alpha"]);
    if (!refused(answer, power))
        answer.set("power", *power);
    return answer;
}

PairedCases pilotOf(const json &input, const CsvTable &data)
{
    return pairedCases(data.truths(input["truth"]), data.numbers(input["rating1"]), data.numbers(input["rating2"]));
}

PilotVariance varianceOf(const json &input)
{
    return input["variance"] == "delong" ? PilotVariance::DeLong : PilotVariance::Binormal;
}

Answer twoAreas(const json &input, const CsvTable &data)
{
    Answer answer;
    setCounts(answer, twoAreaSize(pilotOf(input, data), varianceOf(input), input["power"], input["alpha"]));
    return answer;
}

Answer twoAreasPower(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto power = twoAreaPower(pilotOf(input, data), varianceOf(input), input["alpha"]);
    if (!refused(answer, power))
        answer.set("power", *power);
    return answer;
}

PilotComponents componentsOf(const json &pilot)
{
    return { pilot["pilot_cases"], pilot["VarTR"], pilot["Var"], pilot["Cov1"], pilot["Cov2"], pilot["Cov3"] };
}

ReaderStudyPlan planOf(const json &input)
{
    const std::string analysis = input["analysis"];
    const Generalise aim = analysis == "FRRC" ? Generalise::Cases
        : analysis == "RRFC"                  ? Generalise::Readers
                                              : Generalise::ReadersAndCases;
    return { input["readers"], input.value("cases", 0.0), input["effect"], input["alpha"], aim };
}

Answer readerPower(const json &input, const CsvTable &)
{
    Answer answer;
    const auto power = readerStudyPower(componentsOf(input["pilot"]), planOf(input));
    if (refused(answer, power))
        return answer;
    answer.set("power", power->power);
    answer.set("ncp", power->noncentrality);
    answer.set("df2", power->degrees);
    answer.set("critical", power->critical);
    return answer;
}

Answer readerCases(const json &input, const CsvTable &)
{
    Answer answer;
    constexpr int notReached = 2001;
    const auto cases = casesForPower(componentsOf(input["pilot"]), planOf(input), input["power"], notReached);
    if (refused(answer, cases))
        return answer;
    answer.set("cases", static_cast<double>(cases->cases.value_or(notReached)));
    answer.set("power", cases->power);
    return answer;
}

Answer twoProportions(const json &input, const CsvTable &)
{
    Answer answer;
    answer.set("n_per_group",
        twoProportionSize(input["p1"], input["p2"], input["power"], input["alpha"], input["sides"] == "two"));
    return answer;
}

} // namespace

std::map<std::string, Answering> planningAnswers()
{
    return { { "binomial_size", binomial }, { "design_effect_size", clustered }, { "kappa_simple_se", precision },
        { "kappa_size", kappa }, { "kappa_size_many", kappaOfMany }, { "auc_size", oneArea },
        { "auc_power", oneAreaPower }, { "two_auc_size", twoAreas }, { "two_auc_power", twoAreasPower },
        { "mrmc_power", readerPower }, { "mrmc_cases_for_power", readerCases },
        { "two_proportion_size", twoProportions } };
}

} // namespace cf
