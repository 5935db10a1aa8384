#include "core/base/text/CsvTable.h"
#include "core/base/text/HtmlText.h"
#include "core/evaluation/downstream/report/SeenSummary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>

namespace cf::downstream {

namespace {

constexpr const char *seenExplanation =
    R"(<h2>What a second segmenter says of the edits</h2>
<p>Another network than the one that proposes regions and refuses edits looks at every accepted edit of a training
patient, before and after. <b>Not as meant</b>: it does not see the device turned (after an edit, or on the exact film),
or sees it turned all the same (after a null edit, and where the change lies elsewhere); of the edits on whose film it
saw the device rightly before. <b>What moved</b>: acting on the device, by how much the probability of everything else
changed along the edit, and by how much outlines (1&nbsp;−&nbsp;Dice) and the cardiothoracic ratio moved. The row of the
exact films says how much of that is the segmenter's own doing; the row of null edits, how much is rebuilding. Means over
patients with 95&nbsp;% intervals (Student's; of shares Wilson's, with as many trials as patients).</p>
)";

std::string seenDigits(double value, const char *format)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string seenDigits(const std::optional<double> &value)
{
    return value ? seenDigits(*value, "%.6g") : std::string();
}

std::string withInterval(double value, const std::optional<Bounds> &interval, const char *format)
{
    std::string text = seenDigits(value, format);
    if (interval)
        text +=
            "<br><small>" + seenDigits(interval->low, format) + "…" + seenDigits(interval->high, format) + "</small>";
    return text;
}

/// The device itself first, then what belongs to it, then all else by name.
std::vector<std::string> columnsOf(const std::vector<const SeenArm *> &arms)
{
    std::set<std::string> names;
    for (const SeenArm *arm : arms)
        for (const auto &[what, mean] : arm->row.moved)
            names.insert(what);
    std::vector<std::string> columns(names.begin(), names.end());
    const Target device = arms.front()->device;
    std::ranges::stable_sort(columns, {}, [device](const std::string &what) {
        return what == keyOf(device) ? 0 : belongsTo(what, device) ? 1 : isOutlineMovement(what) ? 3 : 2;
    });
    return columns;
}

std::string sharesTable(const std::vector<const SeenArm *> &arms)
{
    std::string page = "<div class=\"wide\"><table><tr><th>Arm</th><th>edits used</th><th>looked at</th>"
                       "<th>film seen rightly before</th><th>patients</th><th>not as meant</th><th>share</th>"
                       "<th>device moved</th><th>other label that moved furthest</th><th>its share of the device's</th>"
                       "</tr>\n";
    for (const SeenArm *arm : arms) {
        page += "<tr><td>" + escapedHtml(arm->label) + "</td><td>" + std::to_string(arm->used) + "</td>";
        if (!arm->failing.value) {
            page += "<td>—</td><td class=\"text\" colspan=\"7\">— " + escapedHtml(arm->reason) + "</td></tr>\n";
            continue;
        }
        const EntanglementRow &row = arm->row;
        page += "<td>" + std::to_string(arm->looked) + "</td><td>" + std::to_string(row.judged) + "</td><td>"
            + std::to_string(arm->patients) + "</td><td>" + std::to_string(row.judged - row.effective) + "</td><td>"
            + withInterval(*arm->failing.value, arm->failing.interval, "%.3f") + "</td><td>"
            + (row.own ? seenDigits(*row.own, "%+.3f") : "—") + "</td><td>";
        const auto most = row.moved.find(row.most);
        page += most == row.moved.end()
            ? std::string("—")
            : escapedHtml(row.most) + " " + withInterval(most->second.mean, most->second.interval, "%+.3f");
        page += "</td><td>" + (row.maxShare ? seenDigits(*row.maxShare, "%.2f") : std::string("—")) + "</td></tr>\n";
    }
    return page + "</table></div>\n";
}

std::string matrix(const std::vector<const SeenArm *> &arms)
{
    const std::vector<std::string> columns = columnsOf(arms);
    if (columns.empty())
        return {};
    std::string page = "<div class=\"wide\"><table><tr><th>Acting on "
        + escapedHtml(std::string(keyOf(arms.front()->device))) + "</th><th>edits</th>";
    for (const std::string &what : columns)
        page += "<th>" + escapedHtml(what) + "</th>";
    page += "</tr>\n";
    for (const SeenArm *arm : arms) {
        if (arm->row.moved.empty())
            continue;
        page += "<tr><td>" + escapedHtml(arm->label) + "</td><td>" + std::to_string(arm->looked) + "</td>";
        for (const std::string &what : columns) {
            const auto found = arm->row.moved.find(what);
            page += "<td>"
                + (found == arm->row.moved.end() ? std::string("—")
                                                 : withInterval(found->second.mean, found->second.interval, "%+.3f"))
                + "</td>";
        }
        page += "</tr>\n";
    }
    return page + "</table></div>\n";
}

} // namespace

std::string seenCsv(const std::vector<SeenArm> &arms)
{
    CsvTable table(CsvReader::Program, "\n");
    table.add({ "task", "arm", "device", "figure", "thing", "edits", "patients", "value", "low", "high", "reason" });
    const auto low = [](const std::optional<Bounds> &interval) {
        return interval ? seenDigits(std::optional(interval->low)) : std::string();
    };
    const auto high = [](const std::optional<Bounds> &interval) {
        return interval ? seenDigits(std::optional(interval->high)) : std::string();
    };
    for (const SeenArm &arm : arms) {
        const std::string device(keyOf(arm.device));
        table.add({ arm.task, arm.arm, device, "failing", device, std::to_string(arm.row.judged),
            std::to_string(arm.patients), seenDigits(arm.failing.value), low(arm.failing.interval),
            high(arm.failing.interval), arm.reason });
        for (const auto &[what, mean] : arm.row.moved)
            table.add(
                { arm.task, arm.arm, device, "moved", what, std::to_string(arm.looked), std::to_string(mean.patients),
                    seenDigits(std::optional(mean.mean)), low(mean.interval), high(mean.interval), {} });
    }
    return table.text();
}

std::string seenSection(const std::vector<SeenArm> &arms)
{
    std::string page;
    std::vector<std::string> tasks;
    for (const SeenArm &arm : arms)
        if (std::ranges::find(tasks, arm.task) == tasks.end())
            tasks.push_back(arm.task);
    for (const std::string &task : tasks) {
        std::vector<const SeenArm *> own;
        for (const SeenArm &arm : arms)
            if (arm.task == task)
                own.push_back(&arm);
        page += "<h3>" + escapedHtml(task) + "</h3>\n" + sharesTable(own) + matrix(own);
    }
    return page.empty() ? page : seenExplanation + page;
}

} // namespace cf::downstream
