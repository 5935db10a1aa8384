#include "core/sessions/cases/CaseManifest.h"

#include "core/base/files/FolderListing.h"
#include "core/base/files/RegularFile.h"
#include "core/sessions/cases/CaseTable.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace cf::sessions {

using nlohmann::json;

namespace {

constexpr double largestNumber = 1e6; ///< Of a place in pixels or a weight; beyond it is a slip.

std::filesystem::path beside(const std::filesystem::path &folder, const std::string &file)
{
    return file.empty() ? std::filesystem::path() : folder / file; // An absolute one stays as it is.
}

/// As people and spreadsheets write it; nothing for another word.
std::optional<bool> yesOrNo(std::string word)
{
    std::ranges::transform(word, word.begin(), [](unsigned char letter) { return std::tolower(letter); });
    if (word == "yes" || word == "true" || word == "1")
        return true;
    if (word.empty() || word == "no" || word == "false" || word == "0")
        return false;
    return std::nullopt;
}

Result<> fillRow(ManifestCase &one, const std::vector<std::string> &header, const std::vector<std::string> &row,
    const std::filesystem::path &folder)
{
    ManifestCase::File file;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const std::string &name = header[i];
        const std::string &value = i < row.size() ? row[i] : std::string();
        if (name == "file")
            file.path = beside(folder, value);
        else if (name == "arm")
            file.arm = value;
        else if (name == "source")
            file.source = beside(folder, value);
        else if (name == "difference")
            file.difference = beside(folder, value);
        else if (name == "patient")
            one.patient = value;
        else if (name == "pair")
            one.pair = value;
        else if (name == "feedback")
            one.feedback = value;
        else if (name == "training") {
            const auto training = yesOrNo(value);
            if (!training)
                return fail(ErrorCode::InvalidInput, "training is \"" + value + "\"; write yes or no.");
            one.isTraining = *training;
        } else if (name.starts_with("truth:") && !value.empty())
            one.truth[name.substr(6)] = value;
        else if (!name.starts_with("truth:") && name != "case" && !name.empty())
            return fail(ErrorCode::InvalidInput,
                "The table has a column \"" + name
                    + "\"; known are file, arm, case, patient, pair, source, difference, training, feedback, "
                      "truth:KEY.");
    }
    if (file.path.empty() || file.arm.empty())
        return fail(ErrorCode::InvalidInput, "A row has no file or no arm.");
    one.files.push_back(std::move(file));
    return {};
}

} // namespace

Result<std::vector<ManifestCase>> manifestFromCsv(const std::string &text, const std::filesystem::path &folder)
{
    CF_ASSIGN(const auto rows, rowsOfTable(text));
    const std::vector<std::string> &header = rows[0].cells;
    const auto named = static_cast<std::size_t>(std::ranges::find(header, "case") - header.begin());
    std::vector<ManifestCase> cases;
    std::vector<std::string> names;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const TableRow &row = rows[i];
        const std::string name = named < row.cells.size() ? row.cells[named] : std::string();
        const auto known = std::ranges::find(names, name) - names.begin();
        if (name.empty() || known == static_cast<std::ptrdiff_t>(names.size())) {
            names.push_back(name);
            cases.emplace_back();
        }
        ManifestCase &one = name.empty() ? cases.back() : cases[static_cast<std::size_t>(known)];
        if (const auto filled = fillRow(one, header, row.cells, folder); !filled)
            return fail(ErrorCode::InvalidInput,
                "Line " + std::to_string(row.line) + " of the table: " + filled.error().message);
    }
    return cases;
}

Result<std::vector<ManifestCase>> manifestFromJson(const std::string &text, const std::filesystem::path &folder)
{
    CF_ASSIGN(const json value, parseJson(text, "The list of cases"));
    std::vector<ManifestCase> cases;
    JsonObject list(value, "the list of cases");
    list.readArray("cases", "case", [&](const json &element, const std::string &place) {
        ManifestCase one;
        JsonObject object(element, place);
        object.readArray("images", "image", [&](const json &image, const std::string &at) {
            std::string path;
            std::string source;
            std::string difference;
            ManifestCase::File file;
            JsonObject parts(image, at);
            parts.read("file", path);
            parts.read("arm", file.arm);
            parts.read("source", source);
            parts.read("difference", difference);
            if (const auto done = parts.finish(); !done)
                list.complain(done.error());
            file.path = beside(folder, path);
            file.source = beside(folder, source);
            file.difference = beside(folder, difference);
            one.files.push_back(std::move(file));
        });
        object.read("patient", one.patient);
        object.read("pair", one.pair);
        object.read("training", one.isTraining);
        object.read("feedback", one.feedback);
        object.read("truth", one.truth);
        object.readArray("lesions", "lesion", [&](const json &lesion, const std::string &at) {
            TrueLesion box;
            JsonObject parts(lesion, at);
            parts.read("x", box.x);
            parts.read("y", box.y);
            parts.read("width", box.width);
            parts.read("height", box.height);
            parts.read("weight", box.weight);
            if (!(box.x >= 0.0 && box.y >= 0.0 && box.width > 0.0 && box.height > 0.0 && box.weight > 0.0)
                || std::max({ box.x + box.width, box.y + box.height, box.weight }) > largestNumber)
                parts.complain("is no rectangle in an image with a weight above 0");
            if (const auto done = parts.finish(); !done)
                list.complain(done.error());
            one.lesions.push_back(box);
        });
        if (const auto done = object.finish(); !done)
            list.complain(done.error());
        cases.push_back(std::move(one));
    });
    CF_TRY(list.finish());
    return cases;
}

Result<std::vector<ManifestCase>> readManifest(const std::filesystem::path &file)
{
    constexpr std::uintmax_t longestList = std::uintmax_t{ 1 } << 30U;
    CF_ASSIGN(const std::string text, readText(file, longestList));
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    const bool isJson = start != std::string::npos && text[start] == '{';
    return isJson ? manifestFromJson(text, file.parent_path()) : manifestFromCsv(text, file.parent_path());
}

namespace {

/// What often lies beside images. DICOM files have any ending, or none, so that only these are passed over.
bool isNoImage(const std::filesystem::path &file)
{
    const std::vector<std::string> endings{ ".csv", ".json", ".txt", ".md", ".sha256", ".html", ".xml", ".log",
        ".tsv" };
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return file.filename() == "DICOMDIR" || std::ranges::find(endings, ending) != endings.end();
}

} // namespace

Result<std::vector<ManifestCase>> manifestOfFolder(const std::filesystem::path &folder, const std::string &arm)
{
    std::vector<ManifestCase> cases;
    CF_ASSIGN(const auto entries, listFolder(folder));
    for (const auto &entry : entries) {
        if (entry.path().filename().string().starts_with(".") || isNoImage(entry.path()))
            continue;
        std::error_code unknown;
        if (entry.is_symlink(unknown) && !entry.exists(unknown))
            return fail(ErrorCode::InvalidInput,
                "The link " + entry.path().string() + " leads nowhere. Mend it or take it away.");
        if (entry.is_directory(unknown)) // A pipe is no image either; whoever reads it says so.
            continue;
        ManifestCase one;
        one.files.push_back({ entry.path(), arm, {}, {} });
        cases.push_back(std::move(one));
    }
    return cases;
}

} // namespace cf::sessions
