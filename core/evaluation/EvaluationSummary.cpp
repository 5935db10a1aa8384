#include "core/evaluation/EvaluationSummary.h"

#include "core/base/RandomStream.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <map>
#include <sstream>

namespace cf {

namespace {

struct Interval {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
};

Interval bootstrap(const std::vector<double> &values)
{
    Interval interval;
    for (const double value : values)
        interval.mean += value / static_cast<double>(values.size());
    constexpr int draws = 10000;
    std::vector<double> means(draws);
    RandomStream stream(1, "bootstrap");
    for (double &mean : means) {
        for (std::size_t index = 0; index < values.size(); ++index)
            mean += values[static_cast<std::size_t>(stream.below(static_cast<int>(values.size())))];
        mean /= static_cast<double>(values.size());
    }
    std::sort(means.begin(), means.end());
    interval.low = means[draws / 40];
    interval.high = means[draws - draws / 40];
    return interval;
}

using Group = std::vector<const EvaluationCase *>;

std::string groupName(const EvaluationCase &item)
{
    return std::string(keyOf(item.abnormality.target)) + (item.adds ? ", add, " : ", remove, ")
        + (item.mask == MaskKind::None ? "no mask" : "drawn-like mask");
}

std::map<std::string, Group> grouped(const std::vector<EvaluationCase> &cases)
{
    std::map<std::string, Group> groups;
    for (const EvaluationCase &item : cases)
        groups[groupName(item)].push_back(&item);
    return groups;
}

template <typename Field> std::vector<double> column(const Group &group, Field field)
{
    std::vector<double> values;
    for (const EvaluationCase *item : group)
        values.push_back(static_cast<double>(field(*item)));
    return values;
}

nlohmann::json intervalJson(const Interval &interval)
{
    return { { "mean", interval.mean }, { "low", interval.low }, { "high", interval.high } };
}

double share(const Group &group, bool (*holds)(const EvaluationCase &))
{
    const auto count =
        std::count_if(group.begin(), group.end(), [holds](const EvaluationCase *item) { return holds(*item); });
    return static_cast<double>(count) / static_cast<double>(group.size());
}

/// Only findings with a side say anything about left and right.
nlohmann::json sideShare(const Group &group)
{
    Group sided;
    std::copy_if(group.begin(), group.end(), std::back_inserter(sided), [](const EvaluationCase *item) {
        return item->abnormality.side == Side::Left || item->abnormality.side == Side::Right;
    });
    if (sided.empty())
        return nullptr;
    return share(sided, [](const EvaluationCase &item) { return item.score.rightSide; });
}

} // namespace

std::string summaryJson(
    const std::vector<EvaluationCase> &cases, const ModelDescription &model, const EvaluationPlan &plan)
{
    nlohmann::json groups = nlohmann::json::array();
    for (const auto &[name, group] : grouped(cases)) {
        const EvaluationCase &first = *group.front();
        groups.push_back({ { "target", keyOf(first.abnormality.target) }, { "action", first.adds ? "add" : "remove" },
            { "mask", first.mask == MaskKind::None ? "none" : "drawn_like" }, { "cases", group.size() },
            { "error_inside",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.score.errorInside; }))) },
            { "error_outside",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.score.errorOutside; }))) },
            { "gain", intervalJson(bootstrap(column(group, [](const auto &item) { return item.score.gain; }))) },
            { "spill", intervalJson(bootstrap(column(group, [](const auto &item) { return item.score.spill; }))) },
            { "success", share(group, [](const EvaluationCase &item) { return item.score.success; }) },
            { "right_side", sideShare(group) },
            { "refused", share(group, [](const EvaluationCase &item) { return item.refused; }) },
            { "nothing_done", 1.0 },
            { "reconstruction_only",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.reconstructionError; }))) },
            { "codec_ceiling",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.ceilingError; }))) },
            { "seconds", intervalJson(bootstrap(column(group, [](const auto &item) { return item.seconds; }))) },
            { "network_evaluations",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.networkEvaluations; }))) },
            { "outside_changed_values",
                intervalJson(bootstrap(column(group, [](const auto &item) { return item.outsideChangedValues; }))) } });
    }
    return nlohmann::json{
        { "model", model.name }, { "model_sha256", model.sha256 }, { "origin", plan.origin },
        { "method", plan.method.empty() ? model.defaultMethod : plan.method }, { "cases", cases.size() },
        { "groups", groups }
    }.dump(2);
}

std::string summaryTable(const std::vector<EvaluationCase> &cases)
{
    std::ostringstream table;
    table << std::left << std::setw(52) << "finding or device" << std::right << std::setw(6) << "cases" << std::setw(20)
          << "error inside" << std::setw(9) << "ceiling" << std::setw(8) << "gain" << std::setw(8) << "spill"
          << std::setw(9) << "success" << std::setw(7) << "side" << std::setw(8) << "s" << '\n';
    table << std::fixed << std::setprecision(2);
    for (const auto &[name, group] : grouped(cases)) {
        const Interval error = bootstrap(column(group, [](const auto &item) { return item.score.errorInside; }));
        const auto mean = [&group](auto field) { return bootstrap(column(group, field)).mean; };
        std::ostringstream range;
        range << std::fixed << std::setprecision(2) << error.mean << " (" << error.low << "–" << error.high << ")";
        const auto side = sideShare(group);
        table << std::left << std::setw(52) << name << std::right << std::setw(6) << group.size() << std::setw(22)
              << range.str() << std::setw(9) << mean([](const auto &item) { return item.ceilingError; }) << std::setw(8)
              << mean([](const auto &item) { return item.score.gain; }) << std::setw(8)
              << mean([](const auto &item) { return item.score.spill; }) << std::setw(9)
              << share(group, [](const EvaluationCase &item) { return item.score.success; });
        if (side.is_null())
            table << std::setw(7) << "-";
        else
            table << std::setw(7) << side.get<double>();
        table << std::setw(8) << mean([](const auto &item) { return item.seconds; }) << '\n';
    }
    return table.str();
}

} // namespace cf
