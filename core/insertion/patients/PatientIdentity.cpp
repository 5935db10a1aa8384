#include "core/insertion/patients/PatientIdentity.h"

#include "core/insertion/patients/PatientSplit.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace cf {

namespace {

using IdentityRow = std::map<std::string, std::string>;

bool isDigitOf(char character)
{
    return character >= '0' && character <= '9';
}

std::string smallLetters(std::string_view text)
{
    std::string small(text);
    std::ranges::transform(small, small.begin(),
        [](char character) { return character >= 'A' && character <= 'Z' ? char(character - 'A' + 'a') : character; });
    return small;
}

/// "Patient ID", "patient_id" and "PatientID" are one column.
std::string columnKey(std::string_view column)
{
    std::string key = smallLetters(column);
    std::erase_if(key, [](char character) { return character == ' ' || character == '_' || character == '-'; });
    return key;
}

/// "patient41055" at the beginning of a part of a path, where digits follow.
std::string chexpertPatient(const std::string &part)
{
    constexpr std::string_view word = "patient";
    if (!smallLetters(part.substr(0, word.size())).starts_with(word))
        return {};
    std::size_t end = word.size();
    while (end < part.size() && isDigitOf(part[end]))
        ++end;
    return end > word.size() ? part.substr(0, end) : std::string();
}

/// Columns that say whose a film is, the clearest first.
constexpr std::array patientColumns{ "patientid", "patient", "subjectid", "subject" };

constexpr std::size_t nihPatientDigits = 8;

/// ChestX-ray14 names a film by its patient's number and that of the follow-up: "00000013_030.png".
std::string nihPatient(std::string_view name)
{
    constexpr std::size_t followUpDigits = 3;
    const std::string_view stem = name.substr(0, name.find('.'));
    if (stem.size() != nihPatientDigits + 1 + followUpDigits || stem[nihPatientDigits] != '_')
        return {};
    for (std::size_t at = 0; at < stem.size(); ++at)
        if (at != nihPatientDigits && !isDigitOf(stem[at]))
            return {};
    return std::string(plainPatient(stem.substr(0, nihPatientDigits)));
}

bool isNumberAfter(const std::string &part, char letter)
{
    return part.size() > 1 && part.front() == letter && std::all_of(part.begin() + 1, part.end(), isDigitOf);
}

std::string lastPart(std::string_view path)
{
    return std::string(path.substr(path.find_last_of('/') + 1));
}

} // namespace

std::string comparedPatient(std::string_view patient)
{
    std::string compared = smallLetters(plainPatient(patient));
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if(compared, isDigitOf) - compared.begin()); // What follows letters.
    const bool endsInNumber = digits > 0 && digits < compared.size()
        && std::all_of(compared.begin() + static_cast<std::ptrdiff_t>(digits), compared.end(), isDigitOf);
    while (endsInNumber && digits + 1 < compared.size() && compared[digits] == '0')
        compared.erase(digits, 1);
    return compared;
}

std::string patientOfPath(std::string_view path)
{
    std::string before;
    for (const std::filesystem::path &each : std::filesystem::path(path)) {
        const std::string part = each.string();
        if (std::string patient = chexpertPatient(part); !patient.empty())
            return patient;
        if (isNumberAfter(part, 's') && isNumberAfter(before, 'p'))
            return before.substr(1);
        before = part;
    }
    return nihPatient(lastPart(path));
}

std::string cellOfColumn(const IdentityRow &row, const std::string &key)
{
    for (const auto &[column, cell] : row)
        if (!cell.empty() && columnKey(column) == key)
            return cell;
    return {};
}

bool isPatientColumn(const std::string &column)
{
    return std::ranges::find(patientColumns, columnKey(column)) != patientColumns.end();
}

std::string patientInColumns(const IdentityRow &row)
{
    for (const char *key : patientColumns) {
        std::string patient = cellOfColumn(row, key);
        const std::string said = smallLetters(plainPatient(patient));
        constexpr std::array nobody{ "", "nan", "none", "null", "n/a", "unknown", "?" };
        if (std::ranges::find(nobody, said) == nobody.end())
            return patient;
    }
    return {};
}

std::string filmOfRow(const IdentityRow &row)
{
    for (const char *key : { "file", "imageid", "imgname", "path", "imageindex", "filename", "image" })
        if (std::string name = cellOfColumn(row, key); !name.empty())
            return name;
    return {};
}

std::string patientOfRow(const IdentityRow &row)
{
    if (std::string patient = patientInColumns(row); !patient.empty())
        return patient;
    for (const char *key : { "file", "imgname", "path", "imageindex", "imageid", "filename", "image" })
        if (std::string patient = patientOfPath(cellOfColumn(row, key)); !patient.empty())
            return patient;
    return {};
}

std::string dataSetOfFilm(const std::filesystem::path &folder, std::string_view film)
{
    if (!nihPatient(lastPart(film)).empty())
        return "nih";
    const std::string name = (folder.filename().empty() ? folder.parent_path() : folder).filename().string();
    return name.substr(0, name.find('_'));
}

} // namespace cf
