// Reference values of other programs, discovered from a folder: CONTRAFACT_STATISTICS, or ../shared/statistics.

#include "tests/statistics/parity/Answer.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace cf;
using nlohmann::json;

std::size_t CsvTable::column(const std::string &name) const
{
    for (std::size_t index = 0; index < header.size(); ++index)
        if (header[index] == name)
            return index;
    throw std::runtime_error("no column " + name);
}

std::vector<Number> CsvTable::numbers(const std::string &name) const
{
    const std::size_t index = column(name);
    std::vector<Number> values;
    for (const auto &row : rows)
        values.push_back(row[index].empty() ? std::nullopt : Number(std::stod(row[index])));
    return values;
}

std::vector<bool> CsvTable::truths(const std::string &name) const
{
    std::vector<bool> values;
    for (const Number &value : numbers(name))
        values.push_back(value == 1.0);
    return values;
}

Ratings CsvTable::ratings(const json &columns) const
{
    Ratings table(rows.size());
    for (const json &name : columns) {
        const auto values = numbers(name);
        for (std::size_t row = 0; row < rows.size(); ++row)
            table[row].push_back(values[row]);
    }
    return table;
}

namespace {

std::vector<std::string> splitLine(const std::string &line)
{
    std::vector<std::string> cells(1);
    for (const char character : line) {
        if (character == ',')
            cells.emplace_back();
        else if (character != '\r')
            cells.back() += character;
    }
    return cells;
}

CsvTable readCsv(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    if (!stream)
        throw std::runtime_error("no file " + file.string());
    CsvTable table;
    std::string line;
    std::getline(stream, line);
    table.header = splitLine(line);
    while (std::getline(stream, line))
        if (!line.empty())
            table.rows.push_back(splitLine(line));
    return table;
}

struct Tolerance {
    double absolute = 1e-9;
    double relative = 1e-7;
};

Tolerance toleranceIn(const json &value, Tolerance usual)
{
    return value.is_object() ? Tolerance{ value["abs"], value["rel"] } : usual;
}

std::string shown(const json &value)
{
    std::ostringstream text;
    text.precision(17);
    if (value.is_number())
        text << value.get<double>();
    else
        text << (value.is_null() ? "undefined" : value.dump());
    return text.str();
}

/// The words of the first difference, or nothing.
std::string difference(const json &expected, const json &got, Tolerance tolerance, const std::string &reason)
{
    const auto words = [&] { return "expected " + shown(expected) + ", got " + shown(got); };
    if (expected.is_object() && expected.size() == 1)
        return difference(expected.begin().value(), got, tolerance, reason);
    if (expected.is_array()) {
        if (!got.is_array() || got.size() != expected.size())
            return words();
        for (std::size_t index = 0; index < expected.size(); ++index) {
            const std::string inner = difference(expected[index], got[index], tolerance, reason);
            if (!inner.empty())
                return std::to_string(index).append(". value: ").append(inner);
        }
        return {};
    }
    const bool infinite = got.is_number() && std::isinf(got.get<double>());
    if (expected == "NaN")
        return !got.is_null() && !infinite ? words()
            : reason.empty()               ? "undefined, but without a reason"
                                           : std::string();
    if (expected == "Inf" || expected == "-Inf") {
        const double wanted = (expected == "Inf" ? 1.0 : -1.0) * HUGE_VAL;
        if (got.is_number() && got.get<double>() == wanted)
            return {};
        return got.is_null() && !reason.empty() ? std::string() : words();
    }
    if (expected.is_string())
        return got == expected ? std::string() : words();
    if (!expected.is_number() || !got.is_number())
        return words();
    const double wanted = expected;
    const double distance = std::abs(got.get<double>() - wanted);
    return distance <= tolerance.absolute + tolerance.relative * std::abs(wanted) ? std::string() : words();
}

std::vector<std::string> complaints(const json &reference, const Answer &answer, Tolerance usual)
{
    const std::string status = reference["status"];
    if (status == "error")
        return answer.refusal.empty() ? std::vector<std::string>{ "should have been refused" }
                                      : std::vector<std::string>();
    if (!reference.contains("expected"))
        return answer.refusal.empty() && answer.reason.empty()
            ? std::vector<std::string>{ "should have been called undefined, with a reason" }
            : std::vector<std::string>();
    if (!answer.refusal.empty())
        return { "refused: " + answer.refusal };
    std::vector<std::string> found;
    if (status == "undefined" && answer.reason.empty())
        found.push_back("nothing is said about what is undefined");
    const Tolerance ofCase = toleranceIn(reference.value("tolerance", json()), usual);
    const json ofKeys = reference.value("key_tolerance", json::object());
    for (const auto &[key, expected] : reference["expected"].items()) {
        if (!answer.values.contains(key)) {
            found.push_back(key + ": not computed");
            continue;
        }
        const Tolerance tolerance = toleranceIn(ofKeys.value(key, json()), ofCase);
        const std::string words = difference(expected, answer.values[key], tolerance, answer.reason);
        if (!words.empty())
            found.push_back(key + ": " + words);
    }
    const json ranges = reference.value("ranges", json::object());
    for (const auto &[key, range] : ranges.items()) {
        const json got = answer.values.value(key, json());
        if (!got.is_number() || got < range[0] || got > range[1])
            found.push_back(key + ": " + shown(got) + " is not in " + range.dump());
    }
    return found;
}

std::filesystem::path folderOfReferences()
{
    const char *named = std::getenv("CONTRAFACT_STATISTICS");
    return named ? std::filesystem::path(named) : std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "../shared/statistics";
}

} // namespace

int main()
{
    const std::filesystem::path folder = folderOfReferences();
    std::ifstream stream(folder / "reference.json");
    if (!stream) {
        std::printf(
            "SKIPPED: all, for there is no reference.json in %s. Name another folder by CONTRAFACT_STATISTICS.\n",
            folder.string().c_str());
        return EXIT_SUCCESS;
    }
    const json file = json::parse(stream);
    const Tolerance usual = toleranceIn(file.value("default_tolerance", json()), {});
    std::map<std::string, Answering> answers;
    for (auto part : { agreementAnswers(), rocAnswers(), readerAnswers(), comparisonAnswers(), planningAnswers() })
        answers.merge(part);
    int failed = 0;
    int passed = 0;
    int skipped = 0;
    for (const json &reference : file["cases"]) {
        const std::string measure = reference["measure"];
        if (measure.starts_with("optional_")) {
            std::printf(
                "SKIPPED: %s, for no mixed models are fitted here\n", reference["id"].get<std::string>().c_str());
            ++skipped;
            continue;
        }
        std::vector<std::string> found;
        if (!answers.contains(measure)) {
            found = { "this measure is not known" };
        } else {
            try {
                const CsvTable data =
                    reference.contains("data") ? readCsv(folder / reference["data"].get<std::string>()) : CsvTable();
                found = complaints(reference, answers.at(measure)(reference["input"], data), usual);
            } catch (const std::exception &error) {
                found = { std::string("exception: ") + error.what() };
            }
        }
        for (const std::string &words : found)
            std::printf("FAILED %s (%s) %s\n", reference["id"].get<std::string>().c_str(),
                reference["status"].get<std::string>().c_str(), words.c_str());
        (found.empty() ? passed : failed) += 1;
    }
    std::printf("%d cases agree, %d do not, %d skipped\n", passed, failed, skipped);
    return failed == 0 && passed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
