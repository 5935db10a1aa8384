#include "core/datasets/plan/BatchPlan.h"

#include "core/base/files/PrintedName.h"
#include "core/datasets/plan/StudyFilms.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>

namespace cf {

namespace {

/// Of a cell that is a number and nothing else.
std::optional<double> numberIn(const std::string &cell)
{
    char *end = nullptr;
    const double number = std::strtod(cell.c_str(), &end);
    return cell.empty() || *end != '\0' ? std::nullopt : std::optional(number);
}

/// Tables write the same answer as 1 and as 1.0.
bool isSame(const std::string &cell, const std::string &wanted)
{
    const auto number = numberIn(cell);
    return cell == wanted || (number && number == numberIn(wanted));
}

bool hasPart(const std::string &cell, const std::string &wanted)
{
    std::size_t begin = 0;
    while (begin <= cell.size()) {
        const std::size_t end = std::min(cell.find('|', begin), cell.size());
        if (isSame(cell.substr(begin, end - begin), wanted))
            return true;
        begin = end + 1;
    }
    return false;
}

/// What CheXpert's and MIMIC's labelers write where a report says "perhaps".
constexpr double uncertain = -1.0;

bool applies(const BatchRule &rule, const FilmEntry &film)
{
    if (rule.column.empty())
        return true;
    const auto cell = film.columns.find(rule.column);
    if (cell == film.columns.end() || cell->second.empty())
        return false; // Of a film that the table does not speak of nothing is guessed.
    if (numberIn(cell->second) == uncertain && numberIn(rule.shows) != uncertain)
        return false;
    return hasPart(cell->second, rule.shows) != rule.unless;
}

/// By rule the films that get it.
using FilmsOfRules = std::vector<std::set<std::string>>;

/// Of equally many films for each rule in each split.
FilmsOfRules balancedFilms(const BatchPlan &plan, const std::vector<FilmEntry> &films)
{
    using Ordered = std::vector<std::pair<std::string, std::string>>; // A film after the hash that orders it.
    std::map<std::string, std::vector<Ordered>> bySplit;
    for (const FilmEntry &film : films) {
        auto &candidates = bySplit[splitOf(patientKey(film.patient, film.path), plan.splits, plan.splitSeed)];
        candidates.resize(plan.rules.size());
        for (std::size_t rule = 0; rule < plan.rules.size(); ++rule)
            if (applies(plan.rules[rule], film))
                candidates[rule].emplace_back(patientKey({}, "balance/" + film.path), film.path);
    }
    FilmsOfRules chosen(plan.rules.size());
    for (auto &[split, candidates] : bySplit) {
        const std::size_t fewest = std::ranges::min(candidates, {}, &Ordered::size).size();
        for (std::size_t rule = 0; rule < candidates.size(); ++rule) {
            std::ranges::sort(candidates[rule]);
            for (std::size_t place = 0; place < fewest; ++place)
                chosen[rule].insert(candidates[rule][place].second);
        }
    }
    return chosen;
}

/// Which shard a film belongs to, "1" … : all films of a patient to the same.
std::string shardOf(const FilmEntry &film, int shards)
{
    std::vector<SplitShare> equal;
    for (int shard = 1; shard <= shards; ++shard)
        equal.push_back({ std::to_string(shard), 1.0 / shards });
    return splitOf(patientKey(film.patient, film.path), equal, 0);
}

} // namespace

namespace {

/// Paths of a plan are as seen from the films' folder: a plan, and what is made by it, names no path of a machine.
Result<> checkRelative(const std::string &path, const std::string &what)
{
    if (std::filesystem::path(path).is_absolute())
        return fail(ErrorCode::InvalidInput,
            "The plan's " + what + " is written as seen from the folder of films, as in ../" + what + ", not \"" + path
                + "\".");
    return {};
}

Result<> checkArms(const BatchPlan &plan)
{
    if (!plan.arms.empty() && (!plan.method.empty() || !plan.parameters.empty()))
        return fail(ErrorCode::InvalidInput,
            "The plan has arms and a method beside them. Give method and parameters inside the arms.");
    std::set<std::string> names;
    for (const BatchArm &arm : plan.arms)
        if (arm.name.empty() || !names.insert(arm.name).second)
            return fail(ErrorCode::InvalidInput, "An arm needs a name of its own.");
        else if (arm.name.find_first_of(",;:\"\r\n") != std::string::npos || arm.name.front() == ' '
            || arm.name.back() == ' ')
            return fail(ErrorCode::InvalidInput,
                "The arm \"" + arm.name + "\" has a name that no table holds well. Use letters, digits, - and _.");
    const auto inserts = [](const BatchArm &arm) { return arm.method == "insertion"; };
    if (std::ranges::any_of(plan.arms, inserts) && !std::ranges::all_of(plan.arms, inserts))
        return fail(ErrorCode::InvalidInput,
            "The method insertion works without a model and cannot stand beside other methods. Give it a plan of its "
            "own.");
    return {};
}

/// An edit that is asked for twice would be two objects under one UID.
Result<> checkTwice(const BatchPlan &plan)
{
    for (auto rule = plan.rules.begin(); rule != plan.rules.end(); ++rule)
        if (std::find(plan.rules.begin(), rule, *rule) != rule)
            return fail(ErrorCode::InvalidInput, "The plan asks twice for \"" + rule->prompt + "\". Take one out.");
    for (auto seed = plan.seeds.begin(); seed != plan.seeds.end(); ++seed)
        if (std::find(plan.seeds.begin(), seed, *seed) != seed)
            return fail(
                ErrorCode::InvalidInput, "The plan has the seed " + std::to_string(*seed) + " twice. Take one out.");
    return {};
}

Result<> checkSources(const BatchPlan &plan)
{
    if (!plan.sources.empty() && !plan.table.empty())
        return fail(
            ErrorCode::InvalidInput, "The plan has sources and a table beside them. Give each source its own table.");
    std::set<std::string> names;
    for (const BatchSource &source : plan.sources) {
        const bool isPlain = !source.name.empty() && source.name != "." && source.name != ".."
            && source.name.find_first_of("/\\\r\n") == std::string::npos;
        if (!isPlain || !names.insert(source.name).second)
            return fail(ErrorCode::InvalidInput, "A source needs a name of its own without slashes.");
        if (source.folder.empty() && source.manifest.empty())
            return fail(ErrorCode::InvalidInput,
                "The source \"" + source.name + "\" names neither a folder of films nor a study's manifest.");
        if (source.manifest.empty() ? !source.arm.empty() : !source.table.empty())
            return fail(ErrorCode::InvalidInput,
                "The source \"" + source.name
                    + "\" has a folder with a table, or a manifest with an arm; not parts of both.");
        CF_TRY(checkRelative(source.folder, "source"));
        CF_TRY(checkRelative(source.table, "table"));
        CF_TRY(checkRelative(source.manifest, "manifest"));
    }
    return {};
}

} // namespace

Result<> validate(const BatchPlan &plan)
{
    if (plan.rules.empty())
        return fail(ErrorCode::InvalidInput, "The plan asks for nothing. Give at least one instruction.");
    if (plan.seeds.empty())
        return fail(ErrorCode::InvalidInput, "The plan has no seed.");
    if (plan.balanced && plan.rules.size() < 2)
        return fail(ErrorCode::InvalidInput, "A balanced plan needs two rules or more, whose films are made as many.");
    for (const BatchRule &rule : plan.rules)
        if (rule.prompt.find_first_not_of(" \t\r\n") == std::string::npos)
            return fail(ErrorCode::InvalidInput, "A rule has no instruction.");
    CF_TRY(checkTwice(plan));
    CF_TRY(checkArms(plan));
    CF_TRY(checkSources(plan));
    CF_TRY(checkRelative(plan.table, "table"));
    CF_TRY(checkRelative(plan.masks.folder, "masks"));
    if (plan.shards < 1 || plan.shard < 1 || plan.shard > plan.shards)
        return fail(ErrorCode::InvalidInput, "A shard is written i/n with i from 1 to n.");
    double sum = 0.0;
    std::set<std::string> names;
    for (const SplitShare &share : plan.splits) {
        sum += share.share;
        if (share.name.empty() || !(share.share >= 0.0) || !names.insert(share.name).second)
            return fail(ErrorCode::InvalidInput, "A split needs a name of its own and a share of 0 or more.");
    }
    if (!plan.splits.empty() && std::abs(sum - 1.0) > 1e-9)
        return fail(
            ErrorCode::InvalidInput, "The shares of the splits add up to " + std::to_string(sum) + ", not to 1.");
    return {};
}

std::filesystem::path folderOf(const BatchPlan &plan, const BatchSource &source)
{
    return plan.films
        / (source.folder.empty() ? std::filesystem::path(source.manifest).parent_path()
                                 : std::filesystem::path(source.folder));
}

namespace {

std::filesystem::path seenFromFilms(const BatchPlan &plan, const std::string &path)
{
    return path.empty() ? std::filesystem::path() : plan.films / path;
}

Result<FilmListing> filmsOf(const BatchPlan &plan, const BatchSource &source)
{
    if (source.manifest.empty())
        return listFilms(
            folderOf(plan, source), seenFromFilms(plan, source.table), seenFromFilms(plan, plan.masks.folder));
    FilmListing listing;
    CF_ASSIGN(listing.films, listStudyFilms(plan.films / source.manifest, folderOf(plan, source), source.arm));
    return listing;
}

} // namespace

Result<FilmListing> filmsOf(const BatchPlan &plan)
{
    if (plan.sources.empty())
        return listFilms(plan.films, seenFromFilms(plan, plan.table), seenFromFilms(plan, plan.masks.folder));
    FilmListing all;
    for (const BatchSource &source : plan.sources) {
        CF_ASSIGN(FilmListing listing, filmsOf(plan, source));
        all.rowsWithoutFilm += listing.rowsWithoutFilm;
        for (FilmEntry &film : listing.films) {
            film.path = printedName(source.name) + "/" + film.path;
            all.films.push_back(std::move(film));
        }
    }
    std::ranges::sort(all.films, {}, &FilmEntry::path);
    return all;
}

std::string filmPathOf(const BatchPlan &plan, const std::string &film)
{
    if (plan.sources.empty())
        return {};
    BatchPlan seenFromFilms = plan;
    seenFromFilms.films.clear();
    std::string path = printedName(filmFileOf(seenFromFilms, film).lexically_normal());
    return path == film ? std::string() : path;
}

std::filesystem::path filmFileOf(const BatchPlan &plan, const std::string &film)
{
    for (const BatchSource &source : plan.sources)
        if (const std::string prefix = printedName(source.name) + "/"; film.starts_with(prefix))
            return folderOf(plan, source) / pathOfPrintedName(film.substr(prefix.size()));
    return plan.films / pathOfPrintedName(film);
}

std::vector<BatchItem> itemsOf(const BatchPlan &plan, const std::vector<FilmEntry> &films)
{
    std::vector<std::string> arms;
    for (const BatchArm &arm : plan.arms)
        arms.push_back(arm.name);
    if (arms.empty())
        arms.emplace_back();
    const FilmsOfRules balanced = plan.balanced ? balancedFilms(plan, films) : FilmsOfRules();
    std::vector<BatchItem> items;
    std::int64_t index = 0;
    for (const FilmEntry &film : films) {
        const bool mine = plan.shards == 1 || shardOf(film, plan.shards) == std::to_string(plan.shard);
        const auto mask = film.columns.find(plan.masks.column);
        std::set<std::string> asked; // Two rules may ask the same of a film, which gets it once.
        for (std::size_t place = 0; place < plan.rules.size(); ++place) {
            const BatchRule &rule = plan.rules[place];
            if (plan.balanced ? !balanced[place].contains(film.path) : !applies(rule, film))
                continue;
            if (!asked.insert(rule.prompt).second)
                continue;
            for (const std::string &arm : arms)
                for (const std::uint64_t seed : plan.seeds) {
                    if (mine)
                        items.push_back({ index, film.path, film.patient, {}, rule.prompt, seed, arm,
                            plan.masks.column.empty() || mask == film.columns.end() ? std::string() : mask->second });
                    ++index;
                }
        }
    }
    return items;
}

} // namespace cf
