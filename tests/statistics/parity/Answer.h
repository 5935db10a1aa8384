#pragma once

#include "core/statistics/Estimate.h"
#include "core/statistics/agreement/Ratings.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// A CSV file: text cells by column.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    std::size_t column(const std::string &name) const;
    std::string text(std::size_t row, const std::string &name) const { return rows[row][column(name)]; }
    /// Nothing for an empty cell.
    std::vector<Number> numbers(const std::string &name) const;
    std::vector<bool> truths(const std::string &name) const;
    Ratings ratings(const nlohmann::json &columns) const;
};

/// What the library says to one reference case: null stands for undefined.
struct Answer {
    nlohmann::json values = nlohmann::json::object();
    std::string reason; ///< Why something is undefined or not usable.
    std::string refusal; ///< Why there is no answer at all.

    void set(const std::string &key, Number value) { values[key] = json(value); }
    void set(const std::string &key, const std::optional<Bounds> &bounds)
    {
        values[key] = nlohmann::json::array(
            { json(bounds ? Number(bounds->low) : std::nullopt), json(bounds ? Number(bounds->high) : std::nullopt) });
    }
    /// Two keys for both ends.
    void set(const std::string &low, const std::string &high, const std::optional<Bounds> &bounds)
    {
        set(low, bounds ? Number(bounds->low) : std::nullopt);
        set(high, bounds ? Number(bounds->high) : std::nullopt);
    }
    void append(const std::string &key, Number value) { values[key].push_back(json(value)); }
    void append(const std::string &key, const std::string &value) { values[key].push_back(value); }

    static nlohmann::json json(Number value) { return value ? nlohmann::json(*value) : nlohmann::json(nullptr); }
};

using Answering = std::function<Answer(const nlohmann::json &input, const CsvTable &data)>;

/// 95 % unless a case says otherwise.
inline double confidenceIn(const nlohmann::json &input)
{
    return input.value("conf_level", usualConfidence);
}

/// Ranges hold for the stated number of draws or more; four times as many halve our own chance error.
inline int drawsFor(const nlohmann::json &input)
{
    return 4 * input["replicates"].get<int>();
}

/// How each measure of the reference is answered.
std::map<std::string, Answering> agreementAnswers();
std::map<std::string, Answering> rocAnswers();
std::map<std::string, Answering> readerAnswers();
std::map<std::string, Answering> comparisonAnswers();
std::map<std::string, Answering> planningAnswers();

} // namespace cf
