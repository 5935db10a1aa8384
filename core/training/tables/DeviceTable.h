#pragma once

#include "core/base/Result.h"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// What a reader saw on real films: a table with one row a film, columns file, pacemaker, central_venous_catheter,
/// endotracheal_tube, tracheostomy, nasogastric_tube, chest_tube, ecg_leads, sternal_wires, clips_or_valve, other
/// (1 there, 0 not there, ? unsure), marks ("L@455,60;PORTABLE@440,90": text and its centre) and remark, which may hold
/// "pmbox=x0,y0,x1,y1" where a generator lies. Places are pixels of the file, whose longer side has 512.
class DeviceTable
{
public:
    static constexpr double side = 512.0; ///< Of the pictures that places are given in.

    struct Mark {
        std::string text;
        double x = 0.0;
        double y = 0.0;
    };
    struct Row {
        std::map<std::string, int> devices; ///< By column: 1, 0, or −1 for unsure.
        std::vector<Mark> marks;
        std::optional<std::array<double, 4>> generatorBox; ///< Left, top, right, bottom.

        /// −1 for a column that is not there.
        int device(const std::string &column) const
        {
            const auto found = devices.find(column);
            return found == devices.end() ? -1 : found->second;
        }
    };

    /// An empty path gives an empty table. Errors: a table that cannot be read or lacks the column "file".
    static Result<DeviceTable> read(const std::filesystem::path &file);

    /// By file name; nullptr for a film that nobody looked at.
    const Row *find(const std::string &fileName) const;
    std::size_t size() const { return m_rows.size(); }

private:
    std::map<std::string, Row> m_rows;
};

} // namespace cf
