#include "tests/statistics/parity/Answer.h"

#include "core/statistics/comparison/Blocks.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Proportion.h"
#include "core/statistics/comparison/Wilcoxon.h"
#include "core/statistics/resampling/DesignEffect.h"

#include <map>

namespace cf {

namespace {

using nlohmann::json;

Answer binomial(const json &input, const CsvTable &)
{
    const Proportion share{ input["x"], input["n"] };
    const auto test = binomialTest(share, input["p0"]);
    Answer answer;
    if (!test) {
        answer.refusal = "There is no case, or the stated proportion is not between 0 and 1.";
        return answer;
    }
    const Estimate score = wilson(share, confidenceIn(input));
    answer.set("estimate", score.value);
    answer.set("p_two_sided", test->twoSided);
    answer.set("p_less", test->less);
    answer.set("p_greater", test->greater);
    answer.set("midp_less", test->midLess);
    answer.set("midp_greater", test->midGreater);
    answer.set("wilson", score.interval);
    answer.set("clopper_pearson", clopperPearson(share, confidenceIn(input)).interval);
    answer.set("z", test->z);
    return answer;
}

std::vector<std::vector<double>> clustersOf(const json &input, const CsvTable &data)
{
    const auto outcomes = data.numbers(input["outcome"]);
    std::map<std::string, std::vector<double>> clusters;
    for (std::size_t row = 0; row < data.rows.size(); ++row)
        if (outcomes[row])
            clusters[data.text(row, input["cluster"])].push_back(*outcomes[row]);
    std::vector<std::vector<double>> list;
    for (const auto &[name, values] : clusters)
        list.push_back(values);
    return list;
}

Answer clustering(const json &input, const CsvTable &data)
{
    const DesignEffect effect = designEffect(clustersOf(input, data), confidenceIn(input));
    Answer answer;
    answer.set("n", effect.trials);
    answer.set("clusters", static_cast<double>(effect.clusters));
    answer.set("mean", effect.mean);
    answer.set("icc_anova", effect.correlation);
    answer.set("icc_ci", effect.correlationInterval);
    answer.set("var_within", effect.varianceWithin);
    answer.set("var_between", effect.varianceBetween);
    answer.set("n0", effect.meanSize);
    answer.set("kish_design_effect", effect.kish);
    answer.set("effective_n", effect.effectiveTrials);
    answer.set("cluster_se", effect.clusterError);
    answer.set("cluster_deff", effect.clusterEffect);
    answer.set("cluster_ci_normal", effect.normalInterval);
    answer.set("cluster_ci_t", effect.studentInterval);
    answer.set("hmisc_rho", effect.momentCorrelation);
    answer.set("hmisc_deff", effect.momentEffect);
    answer.set("icc_fleiss_cuzick", effect.fleissCuzick);
    answer.reason = effect.reason;
    return answer;
}

Answer clusterBootstrap(const json &input, const CsvTable &data)
{
    std::vector<ClusterSum> sums;
    for (const auto &cluster : clustersOf(input, data)) {
        ClusterSum sum{ 0.0, static_cast<double>(cluster.size()) };
        for (const double outcome : cluster)
            sum.outcomes += outcome;
        sums.push_back(sum);
    }
    const double confidence = confidenceIn(input);
    const BootstrapResult drawn = bootstrapClusters(sums, { .draws = drawsFor(input), .confidence = confidence });
    Answer answer;
    answer.set("estimate", drawn.value);
    answer.set("se", drawn.standardError);
    answer.set("percentile_lower", "percentile_upper", drawn.percentile);
    answer.set("bca_lower", "bca_upper", drawn.accelerated);
    if (const auto ideal = enumerateClusters(sums, confidence)) {
        answer.set("ideal_se", ideal->standardError);
        answer.set("ideal_percentile_lower", "ideal_percentile_upper", ideal->percentile);
        answer.set("ideal_z0_half_ties", ideal->bias);
        answer.set("jackknife_acceleration", ideal->acceleration);
        answer.set("ideal_bca_lower", "ideal_bca_upper", ideal->accelerated);
    }
    answer.reason = drawn.reason;
    return answer;
}

Answer twoWay(const json &input, const CsvTable &data)
{
    const auto outcomes = data.numbers(input["outcome"]);
    std::map<std::string, std::size_t> first;
    std::map<std::string, std::size_t> second;
    for (std::size_t row = 0; row < data.rows.size(); ++row) {
        first.try_emplace(data.text(row, input["factor1"]), first.size());
        second.try_emplace(data.text(row, input["factor2"]), second.size());
    }
    std::vector<std::vector<Number>> table(first.size(), std::vector<Number>(second.size()));
    for (std::size_t row = 0; row < data.rows.size(); ++row)
        table[first[data.text(row, input["factor1"])]][second[data.text(row, input["factor2"])]] = outcomes[row];
    const auto statistic = [&table](const auto &readers, const auto &cases) -> Number {
        double sum = 0.0;
        double count = 0.0;
        for (const std::size_t reader : readers)
            for (const std::size_t each : cases)
                if (table[reader][each]) {
                    sum += *table[reader][each];
                    count += 1.0;
                }
        return count > 0.0 ? Number(sum / count) : std::nullopt;
    };
    const BootstrapResult result = bootstrapReadersAndCases(
        first.size(), second.size(), statistic, { .draws = drawsFor(input), .confidence = confidenceIn(input) });
    Answer answer;
    answer.set("estimate", result.value);
    answer.set("se", result.standardError);
    answer.set("percentile_lower", "percentile_upper", result.percentile);
    answer.reason = result.reason;
    return answer;
}

Answer signedRank(const json &input, const CsvTable &data)
{
    std::vector<double> differences;
    for (const auto &pair : completeUnits(data.ratings(input["columns"])))
        differences.push_back(pair[0] - pair[1]);
    const SignedRank test = wilcoxonSignedRank(differences, confidenceIn(input));
    Answer answer;
    answer.set("n", static_cast<double>(test.count));
    answer.set("n_zero", static_cast<double>(test.zeros));
    answer.set("n_used", static_cast<double>(test.used));
    answer.set("w_plus", test.positive);
    answer.set("w_minus", test.negative);
    answer.set("p_normal", test.dropped.p);
    answer.set("p_normal_corrected", test.correctedP);
    answer.set("p_normal_corrected_greater", test.correctedGreater);
    answer.set("p_normal_corrected_less", test.correctedLess);
    answer.set("p_exact", test.dropped.exactP);
    answer.set("exact_ci", test.exactInterval);
    answer.set("exact_pseudomedian", test.exactShift);
    answer.set("wilcoxon_z", test.dropped.z);
    answer.set("wilcoxon_p", test.dropped.p);
    answer.set("wilcoxon_p_exact", test.dropped.exactP);
    answer.set("pratt_z", test.ranked.z);
    answer.set("pratt_p", test.ranked.p);
    answer.set("pratt_p_exact", test.ranked.exactP);
    answer.set("hodges_lehmann", test.shift);
    answer.set("normal_ci", test.normalInterval);
    answer.set("rank_biserial", test.rankBiserial);
    answer.reason = test.reason;
    return answer;
}

Answer rankSum(const json &input, const CsvTable &data)
{
    const auto outcomes = data.numbers(input["outcome"]);
    const auto groups = data.numbers(input["group"]);
    std::vector<double> values[2];
    for (std::size_t row = 0; row < outcomes.size(); ++row)
        if (outcomes[row] && groups[row])
            values[*groups[row] == 1.0 ? 1 : 0].push_back(*outcomes[row]);
    const MannWhitney test = mannWhitney(values[0], values[1]);
    Answer answer;
    answer.set("n0", static_cast<double>(values[0].size()));
    answer.set("n1", static_cast<double>(values[1].size()));
    answer.set("u1", test.u);
    answer.set("p_normal", test.p);
    answer.set("p_normal_corrected", test.correctedP);
    answer.set("auc", test.area);
    answer.set("p_exact", test.exactP);
    answer.reason = test.reason;
    return answer;
}

Answer adjusted(const json &input, const CsvTable &)
{
    PValues p;
    for (const json &each : input["p"])
        p.push_back(each.is_number() ? Number(each.get<double>()) : std::nullopt);
    Answer answer;
    const auto put = [&answer](const std::string &key, const PValues &values) {
        for (const Number &value : values)
            answer.append(key, value);
    };
    put("holm", holm(p));
    put("hochberg", hochberg(p));
    put("bonferroni", bonferroni(p));
    put("benjamini_hochberg", benjaminiHochberg(p));
    answer.reason = "Missing p-values stay missing.";
    return answer;
}

Answer blockAnswer(const BlockTest &test, const json &input, const std::string &pairKey)
{
    Answer answer;
    answer.set("n_blocks", static_cast<double>(test.blocks));
    answer.set("n_treatments", static_cast<double>(test.treatments));
    answer.set("statistic", test.statistic);
    answer.set("df", test.degrees);
    answer.set("p", test.p);
    answer.set("kendall_w", test.concordance);
    answer.values["mean_ranks"] = test.meanRanks;
    for (const TreatmentPair &pair : test.pairs) {
        answer.append("pair",
            input["columns"][pair.first].get<std::string>() + " - " + input["columns"][pair.second].get<std::string>());
        answer.append(pairKey, pair.p);
        answer.append("pair_holm_p", pair.corrected);
    }
    answer.reason = test.reason;
    return answer;
}

} // namespace

std::map<std::string, Answering> comparisonAnswers()
{
    return { { "binomial_test", binomial }, { "design_effect", clustering }, { "cluster_bootstrap", clusterBootstrap },
        { "two_way_bootstrap", twoWay }, { "wilcoxon_signed_rank", signedRank }, { "mann_whitney", rankSum },
        { "p_adjust", adjusted },
        { "cochran_q",
            [](const json &input, const CsvTable &data) {
                return blockAnswer(cochranQ(data.ratings(input["columns"])), input, "pair_exact_mcnemar_p");
            } },
        { "friedman", [](const json &input, const CsvTable &data) {
             return blockAnswer(friedman(data.ratings(input["columns"])), input, "pair_wilcoxon_p");
         } } };
}

} // namespace cf
