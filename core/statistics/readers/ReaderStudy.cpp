#include "core/statistics/readers/ReaderStudy.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace cf {

namespace {

std::optional<double> numberIn(const std::string &text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// 2 before 10; names after numbers.
bool before(const std::string &a, const std::string &b)
{
    const auto first = numberIn(a);
    const auto second = numberIn(b);
    if (first && second)
        return *first != *second ? *first < *second : a < b;
    return first.has_value() != second.has_value() ? first.has_value() : a < b;
}

struct Before {
    bool operator()(const std::string &a, const std::string &b) const { return before(a, b); }
};

using Names = std::set<std::string, Before>;

std::map<std::string, std::size_t> placesOf(const std::vector<std::string> &names)
{
    std::map<std::string, std::size_t> places;
    for (std::size_t place = 0; place < names.size(); ++place)
        places[names[place]] = place;
    return places;
}

/// Whether no value of `inner` occurs with two values of `outer`.
bool nested(const std::vector<std::pair<std::size_t, std::size_t>> &innerAndOuter)
{
    std::map<std::size_t, std::size_t> home;
    for (const auto &[inner, outer] : innerAndOuter)
        if (home.try_emplace(inner, outer).first->second != outer)
            return false;
    return true;
}

} // namespace

const char *nameOf(StudyDesign design)
{
    switch (design) {
    case StudyDesign::Factorial:
        return "factorial";
    case StudyDesign::CasesInReaders:
        return "cases nested in readers";
    case StudyDesign::CasesInTests:
        return "cases nested in tests";
    case StudyDesign::ReadersInTests:
        return "readers nested in tests";
    case StudyDesign::PartiallyPaired:
        return "partially paired";
    }
    return "";
}

StudyDesign ReaderStudy::design() const
{
    bool complete = cells.size() == tests.size() * readers.size();
    std::vector<std::pair<std::size_t, std::size_t>> caseInReader;
    std::vector<std::pair<std::size_t, std::size_t>> caseInTest;
    std::vector<std::pair<std::size_t, std::size_t>> readerInTest;
    for (const ReadingCell &cell : cells) {
        readerInTest.emplace_back(cell.reader, cell.test);
        for (std::size_t index = 0; index < cases.size(); ++index) {
            complete = complete && cell.ratings[index].has_value();
            if (!cell.ratings[index])
                continue;
            caseInReader.emplace_back(index, cell.reader);
            caseInTest.emplace_back(index, cell.test);
        }
    }
    if (complete)
        return StudyDesign::Factorial;
    if (readers.size() > 1 && nested(caseInReader))
        return StudyDesign::CasesInReaders;
    if (tests.size() > 1 && nested(caseInTest))
        return StudyDesign::CasesInTests;
    if (tests.size() > 1 && nested(readerInTest))
        return StudyDesign::ReadersInTests;
    return StudyDesign::PartiallyPaired;
}

Result<ReaderStudy> readerStudy(const std::vector<Reading> &readings)
{
    Names tests;
    Names readers;
    std::map<std::string, bool, Before> truth;
    for (const Reading &reading : readings) {
        if (!reading.rating)
            continue;
        tests.insert(reading.test);
        readers.insert(reading.reader);
        if (truth.try_emplace(reading.caseId, reading.positive).first->second != reading.positive)
            return fail(ErrorCode::InvalidInput, "Case " + reading.caseId + " is positive and negative at once.");
    }
    if (truth.empty())
        return fail(ErrorCode::InvalidInput, "The study has no answer.");
    ReaderStudy study;
    study.tests.assign(tests.begin(), tests.end());
    study.readers.assign(readers.begin(), readers.end());
    for (const auto &[name, positive] : truth) {
        study.cases.push_back(name);
        study.truth.push_back(positive);
    }
    const auto testPlaces = placesOf(study.tests);
    const auto readerPlaces = placesOf(study.readers);
    const auto casePlaces = placesOf(study.cases);
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Number>> cells;
    for (const Reading &reading : readings) {
        if (!reading.rating)
            continue;
        auto &ratings = cells[{ testPlaces.at(reading.test), readerPlaces.at(reading.reader) }];
        ratings.resize(study.cases.size());
        Number &place = ratings[casePlaces.at(reading.caseId)];
        if (place)
            return fail(ErrorCode::InvalidInput,
                "Reader " + reading.reader + " answered case " + reading.caseId + " twice under " + reading.test + ".");
        place = reading.rating;
    }
    for (auto &[place, ratings] : cells)
        study.cells.push_back({ place.first, place.second, std::move(ratings) });
    return study;
}

ReaderStudy onlyTests(const ReaderStudy &study, const std::vector<std::string> &tests)
{
    std::vector<Reading> readings;
    for (const ReadingCell &cell : study.cells) {
        if (std::ranges::find(tests, study.tests[cell.test]) == tests.end())
            continue;
        for (std::size_t index = 0; index < study.cases.size(); ++index)
            if (cell.ratings[index])
                readings.push_back({ study.readers[cell.reader], study.tests[cell.test], study.cases[index],
                    study.truth[index], cell.ratings[index] });
    }
    return readerStudy(readings).value_or(ReaderStudy());
}

} // namespace cf
