#include "core/insertion/patients/FilmTraits.h"

#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <initializer_list>

namespace cf {

namespace {

/// ChestX-ray14 has ages up to 414; nobody is older than this.
constexpr int oldestYears = 120;

std::string capitals(std::string_view text)
{
    std::string result(trimmedPatient(text));
    std::ranges::transform(
        result, result.begin(), [](unsigned char character) { return static_cast<char>(std::toupper(character)); });
    return result;
}

std::string firstOf(const std::map<std::string, std::string> &row, std::initializer_list<const char *> keys)
{
    for (const char *key : keys)
        if (std::string cell = cellOfColumn(row, key); !cell.empty())
            return cell;
    return {};
}

/// What stands in tables for "nobody knows".
bool saysNothing(const std::string &capitalised)
{
    return capitalised.empty() || capitalised == "NAN" || capitalised == "NONE" || capitalised == "NULL"
        || capitalised == "UNKNOWN" || capitalised == "N/A" || capitalised == "?";
}

std::string viewOf(std::string_view text)
{
    std::string view = capitals(text);
    return saysNothing(view) ? std::string() : view;
}

} // namespace

int ageInYears(std::string_view text)
{
    const std::string age = capitals(text);
    int years = 0;
    const auto [end, error] = std::from_chars(age.data(), age.data() + age.size(), years);
    if (error != std::errc())
        return 0;
    const std::string_view rest(end, static_cast<std::size_t>(age.data() + age.size() - end));
    const bool isYears = rest.empty() || rest == "Y"
        || (rest.front() == '.' && rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
    return isYears && years > 0 && years <= oldestYears ? years : 0;
}

std::string sexOf(std::string_view text)
{
    const std::string sex = capitals(text);
    if (sex == "F" || sex == "FEMALE" || sex == "W" || sex == "WOMAN")
        return "F";
    return sex == "M" || sex == "MALE" || sex == "MAN" ? "M" : "";
}

FilmTraits traitsOfRow(const std::map<std::string, std::string> &row)
{
    FilmTraits traits;
    traits.sex = sexOf(firstOf(row, { "sex", "patientsex", "patientgender", "gender" }));
    traits.ageYears = ageInYears(firstOf(row, { "age", "patientage", "ageyears" }));
    traits.view = viewOf(firstOf(row, { "view", "viewposition", "ap/pa", "projection" }));
    if (const std::string scanner = firstOf(row, { "scanner" }); !saysNothing(capitals(scanner)))
        traits.scanner = scanner;
    else
        traits.scanner = scannerName(firstOf(row, { "manufacturer" }),
            firstOf(row, { "manufacturermodelname", "manufacturermodel", "modelname" }),
            firstOf(row, { "detector", "detectormodelname", "detectormanufacturermodelname" }));
    return traits;
}

FilmTraits completed(FilmTraits first, const FilmTraits &second)
{
    if (first.sex.empty())
        first.sex = second.sex;
    if (first.ageYears == 0)
        first.ageYears = second.ageYears;
    if (first.view.empty())
        first.view = second.view;
    if (first.scanner.empty())
        first.scanner = second.scanner;
    return first;
}

std::string scannerName(const std::string &maker, const std::string &model, const std::string &detector)
{
    std::string name;
    for (const std::string &part : { maker, model, detector }) {
        const std::string trimmed(trimmedPatient(part));
        if (saysNothing(capitals(trimmed)) || name.find(trimmed) != std::string::npos)
            continue;
        name = trimmed.starts_with(name) ? trimmed : name + " " + trimmed; // Some models repeat their maker.
    }
    return name;
}

} // namespace cf
