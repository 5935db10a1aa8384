#include "tests/statistics/parity/Answer.h"

#include "core/statistics/readers/ObuchowskiRockette.h"

#include <algorithm>
#include <regex>

namespace cf {

namespace {

using nlohmann::json;

std::string nameIn(const json &value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Merit meritIn(const std::string &name)
{
    Merit merit;
    std::smatch bounds;
    if (std::regex_search(name, bounds, std::regex("(specificity|sensitivity) ([0-9.]+) to ([0-9.]+)"))) {
        merit.kind = MeritKind::PartialArea;
        merit.axis = bounds[1] == "sensitivity" ? PartialAxis::Sensitivity : PartialAxis::Specificity;
        merit.from = std::stod(bounds[2]);
        merit.to = std::stod(bounds[3]);
    } else if (name.starts_with("sensitivity")) {
        merit.kind = MeritKind::Sensitivity;
    } else if (name.starts_with("specificity")) {
        merit.kind = MeritKind::Specificity;
    }
    return merit;
}

Result<ReaderStudy> studyIn(const json &input, const CsvTable &data)
{
    const json columns = input.value("columns", json::object());
    const auto column = [&columns](const std::string &name) { return columns.value(name, name); };
    const Merit merit = meritIn(input["metric"]);
    const bool calls = merit.kind == MeritKind::Sensitivity || merit.kind == MeritKind::Specificity;
    const auto ratings = data.numbers(column(calls ? "call" : "rating"));
    const auto truth = data.truths(column("truth"));
    std::vector<std::string> wanted;
    for (const json &test : input.value("tests", json::array()))
        wanted.push_back(nameIn(test));
    if (input.contains("only_test"))
        wanted.push_back(nameIn(input["only_test"]));
    std::vector<Reading> readings;
    for (std::size_t row = 0; row < data.rows.size(); ++row) {
        const std::string test = data.text(row, column("test"));
        if (!wanted.empty() && std::ranges::find(wanted, test) == wanted.end())
            continue;
        readings.push_back(
            { data.text(row, column("reader")), test, data.text(row, column("case")), truth[row], ratings[row] });
    }
    return readerStudy(readings);
}

CovarianceMethod methodIn(const json &input)
{
    const std::string name = input["covariance"];
    return name == "DeLong"  ? CovarianceMethod::DeLong
        : name == "unbiased" ? CovarianceMethod::Unbiased
                             : CovarianceMethod::Jackknife;
}

Generalise aimIn(const json &input)
{
    if (input["readers"] == "fixed")
        return Generalise::Cases;
    return input["cases"] == "fixed" ? Generalise::Readers : Generalise::ReadersAndCases;
}

void addDifferences(Answer &answer, const std::string &prefix, const std::vector<MeritDifference> &differences)
{
    for (const MeritDifference &each : differences) {
        answer.append(prefix + "_label", each.label);
        answer.append(prefix + "_estimate", each.difference.value);
        answer.append(prefix + "_se", each.difference.standardError);
        answer.append(prefix + "_df", each.degrees);
        answer.append(prefix + "_statistic", each.statistic);
        answer.append(prefix + "_p", each.p);
        const auto &interval = each.difference.interval;
        answer.append(prefix + "_ci_lower", interval ? Number(interval->low) : std::nullopt);
        answer.append(prefix + "_ci_upper", interval ? Number(interval->high) : std::nullopt);
        answer.reason += each.difference.reason;
    }
}

void addEstimate(Answer &answer, const std::string &prefix, const Estimate &estimate)
{
    answer.append(prefix + "_estimate", estimate.value);
    answer.append(prefix + "_se", estimate.standardError);
    answer.append(prefix + "_ci_lower", estimate.interval ? Number(estimate.interval->low) : std::nullopt);
    answer.append(prefix + "_ci_upper", estimate.interval ? Number(estimate.interval->high) : std::nullopt);
    answer.reason += estimate.reason;
}

Answer compare(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto study = studyIn(input, data);
    const auto result = study
        ? obuchowskiRockette(*study, meritIn(input["metric"]), methodIn(input), aimIn(input), confidenceIn(input))
        : tl::make_unexpected(study.error());
    if (!result) {
        answer.refusal = result.error().message;
        return answer;
    }
    answer.values["design"] = nameOf(result->design);
    for (std::size_t cell = 0; cell < study->cells.size(); ++cell) {
        answer.append("test", study->tests[study->cells[cell].test]);
        answer.append("reader", study->readers[study->cells[cell].reader]);
        answer.append("metric", result->merits[cell]);
        answer.append(
            "num_cases", static_cast<double>(casesRead(meritIn(input["metric"]), *study, study->cells[cell])));
    }
    answer.values["covariance"] = result->covariance;
    answer.set("MS_T", result->meanSquareTest);
    answer.set("MS_R", result->meanSquareReader);
    answer.set("MS_TR", result->meanSquareTestReader);
    answer.set("var_error", result->errorVariance);
    answer.set("cov1", result->cov1);
    answer.set("cov2", result->cov2);
    answer.set("cov3", result->cov3);
    answer.set("varcomp_R", result->varianceReader);
    answer.set("varcomp_TR", result->varianceTestReader);
    answer.set("denominator", result->denominator);
    answer.set(result->chiSquared ? "chi2" : "F", result->f);
    answer.set(result->chiSquared ? "chi2_df" : "df1", result->numeratorDegrees);
    answer.set("df2", result->denominatorDegrees);
    answer.set("p", result->p);
    answer.reason = result->reason;
    if (result->design == StudyDesign::ReadersInTests)
        answer.reason += "Readers nested in tests have no interaction of their own.";
    addDifferences(answer, "diff", result->differences);
    addDifferences(answer, "reader_diff", result->readerDifferences);
    for (const Estimate &each : result->cellMeans)
        addEstimate(answer, "reader_mean", each);
    for (const TestMean &mean : result->means) {
        answer.append("mean_label", mean.test);
        answer.append("mean_ms_r", mean.readerMeanSquare);
        answer.append("mean_cov2", mean.cov2);
        answer.append("mean_var_error", mean.errorVariance);
        answer.append("mean_df", mean.degrees);
        addEstimate(answer, "mean", mean.mean);
    }
    return answer;
}

Answer single(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto study = studyIn(input, data);
    const auto mean = study
        ? singleTest(*study, meritIn(input["metric"]), methodIn(input), aimIn(input), confidenceIn(input))
        : tl::make_unexpected(study.error());
    if (!mean) {
        answer.refusal = mean.error().message;
        return answer;
    }
    answer.set("estimate", mean->mean.value);
    answer.set("se", mean->mean.standardError);
    answer.set("ci_lower", "ci_upper", mean->mean.interval);
    answer.set("df", mean->degrees);
    answer.set("cov2", mean->cov2);
    answer.reason = mean->mean.reason;
    return answer;
}

Answer pseudovalues(const json &input, const CsvTable &data)
{
    Answer answer;
    const auto study = studyIn(input, data);
    const auto components = study ? pseudovalueComponents(*study, {}) : tl::make_unexpected(study.error());
    if (!components) {
        answer.refusal = components.error().message;
        return answer;
    }
    answer.set("dbm_VarR", components->reader);
    answer.set("dbm_VarC", components->cases);
    answer.set("dbm_VarTR", components->testReader);
    answer.set("dbm_VarTC", components->testCase);
    answer.set("dbm_VarRC", components->readerCase);
    answer.set("dbm_VarErr", components->error);
    const auto test = obuchowskiRockette(*study, {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases);
    answer.set("F", test->f);
    answer.set("df1", test->numeratorDegrees);
    answer.set("df2", test->denominatorDegrees);
    answer.set("p", test->p);
    return answer;
}

} // namespace

std::map<std::string, Answering> readerAnswers()
{
    return { { "mrmc", compare }, { "mrmc_single_test", single }, { "dbm_components", pseudovalues } };
}

} // namespace cf
