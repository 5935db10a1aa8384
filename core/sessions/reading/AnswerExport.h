#pragma once

#include "core/sessions/reading/Reading.h"
#include "core/sessions/sealing/Study.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace cf::sessions {

/// One row an answer, for statistics programs (long format).
struct ExportRow {
    std::string reader; ///< Its id, or its name where the protocol says so; with the id where two have one name.
    std::string role; ///< "reader", "adjudicator" or "consensus": figures are of readers alone.
    std::string caseId;
    std::string arm;
    std::string pair;
    std::string patient; ///< Pseudonym; answers to images of one patient are not independent.
    std::string stage;
    int attempt = 1;
    int revision = 1;
    int position = 0;
    std::string question;
    std::string answer; ///< As textOf(); marks as JSON.
    std::string truth; ///< Empty: none.
    std::string shownAt;
    std::string storedAt;
    double activeSeconds = 0.0;
    double pausedSeconds = 0.0;
    std::string display; ///< JSON of what the protocol records of window and zoom.
    std::string seal;
    std::string chosenArm; ///< Of an answer that chooses an image: the arm of that; else empty.
};

std::vector<ExportRow> exportRows(const Study &study, const std::vector<Reading> &readings);
/// With a header line; for people, so that no cell is a formula to a spreadsheet (see CsvTable). JSON keeps every text.
std::string toCsv(const std::vector<ExportRow> &rows);
nlohmann::json toJson(const std::vector<ExportRow> &rows);

} // namespace cf::sessions
