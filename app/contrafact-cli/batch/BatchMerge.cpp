#include "app/contrafact-cli/batch/BatchCoco.h"
#include "app/contrafact-cli/batch/BatchReport.h"
#include "app/contrafact-cli/batch/BatchSubmit.h"
#include "app/contrafact-cli/batch/FolderLock.h"

#include "core/base/files/AtomicFile.h"
#include "core/datasets/BatchJournal.h"
#include "core/datasets/Manifest.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <string>

namespace cf::cli {

namespace {

std::int64_t unfinishedIn(const std::map<std::string, std::int64_t> &counts)
{
    std::int64_t left = 0;
    for (const char *state : { "open", "taken" })
        if (const auto found = counts.find(state); found != counts.end())
            left += found->second;
    return left;
}

/// A data set of which a part is missing is biased, which nothing in it would show.
Result<> checkComplete(const std::set<int> &there, int shardCount)
{
    std::string missing;
    for (int shard = 1; shard <= shardCount; ++shard)
        if (!there.contains(shard))
            missing += (missing.empty() ? "" : ", ") + std::to_string(shard) + "/" + std::to_string(shardCount);
    if (missing.empty())
        return {};
    return fail(ErrorCode::InvalidInput,
        "Shards are missing: " + missing + ". Name their folders, too, or join what is there with --despite-missing.");
}

/// Rows in their order: each index once and none left out, by one model, and each film and each patient in one split.
/// Shards over other films than the rest's have rows that the rest has, too, or lack some that nobody has; a patient in
/// two splits would be learnt from and measured on.
Result<> checkRows(const std::vector<BatchRow> &rows, bool despiteMissing)
{
    constexpr const char *advice =
        " The shards were made over different films, or of films of which one could not read "
        "some. Make them again over the same folder.";
    std::map<std::string, const BatchRow *> firstOf; // By film, and by patient.
    const BatchRow *edited = nullptr;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const BatchRow &row = rows[place];
        if (place > 0 && row.index == rows[place - 1].index)
            return fail(ErrorCode::InvalidInput, "Two shards hold row " + std::to_string(row.index) + "." + advice);
        if (!despiteMissing && row.index != static_cast<std::int64_t>(place))
            return fail(ErrorCode::InvalidInput, "No shard holds row " + std::to_string(place) + "." + advice);
        for (const std::string &owner :
            { "film " + row.film, row.patientKnown ? "patient " + row.patientKey : std::string() }) {
            if (owner.empty())
                continue;
            const BatchRow &first = *firstOf.emplace(owner, &row).first->second;
            if (first.split != row.split)
                return fail(ErrorCode::InvalidInput,
                    (first.film == row.film
                            ? "The film " + row.film + " is"
                            : "The films " + first.film + " and " + row.film + " are of one patient, and")
                        + " in the splits " + first.split + " and " + row.split + "." + advice);
        }
        if (row.model.empty()) // Of an item on which the program ended.
            continue;
        edited = edited == nullptr ? &row : edited;
        if (row.model != edited->model || row.modelSha256 != edited->modelSha256)
            return fail(ErrorCode::InvalidInput,
                "The shards were made with two models, " + edited->model + " and " + row.model
                    + ". Make them again with one.");
    }
    return {};
}

} // namespace

Result<> mergeBatches(
    const std::vector<std::filesystem::path> &shards, const std::filesystem::path &output, bool despiteMissing)
{
    std::vector<BatchRow> rows;
    std::set<int> there;
    int shardCount = 0;
    std::string plan;
    for (const std::filesystem::path &folder : shards) {
        std::error_code ignored;
        if (!std::filesystem::exists(folder / "journal.sqlite", ignored))
            return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" holds no batch.");
        CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder));
        CF_ASSIGN(const BatchPlan of, journal.plan());
        if (!plan.empty() && toJson(of) != plan)
            return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" holds a shard of another plan.");
        plan = toJson(of);
        if (shardCount > 0 && of.shards != shardCount)
            return fail(ErrorCode::InvalidInput,
                "\"" + folder.string() + "\" is one of " + std::to_string(of.shards) + " shards, those before it of "
                    + std::to_string(shardCount) + ". Shards of one parting belong together.");
        shardCount = of.shards;
        if (!there.insert(of.shard).second)
            return fail(ErrorCode::InvalidInput, "Shard " + std::to_string(of.shard) + " is named twice.");
        CF_ASSIGN(const auto counts, journal.counts());
        if (unfinishedIn(counts) > 0)
            return fail(
                ErrorCode::InvalidInput, "\"" + folder.string() + "\" is not finished. Start its command again first.");
        CF_ASSIGN(auto more, journal.rows());
        const std::filesystem::path fromOutput =
            std::filesystem::weakly_canonical(folder, ignored)
                .lexically_relative(std::filesystem::weakly_canonical(output, ignored)); // Either may be a link.
        for (BatchRow &row : more) {
            for (BatchFile &file : row.files)
                file.path = (fromOutput / file.path).generic_string();
            rows.push_back(std::move(row));
        }
    }
    if (!despiteMissing)
        CF_TRY(checkComplete(there, shardCount));
    std::sort(rows.begin(), rows.end(), [](const BatchRow &a, const BatchRow &b) { return a.index < b.index; });
    CF_TRY(checkRows(rows, despiteMissing));
    std::error_code ignored;
    if (std::filesystem::exists(output / "manifest.csv", ignored))
        return fail(ErrorCode::InvalidInput, "\"" + output.string() + "\" has a manifest already.");
    CF_TRY(FolderLock::claim(output));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(output));
    CF_TRY(writeBatchCoco(rows, output));
    CF_ASSIGN(const ManifestNotes notes, writeManifest(rows, plan, output));
    nameTroubledFilms(rows);
    printUnknownPatients(notes.unknownPatients, notes.films);
    printNearDuplicates(notes);
    std::printf("%zu edits of %zu shards\n", rows.size(), shards.size());
    return {};
}

} // namespace cf::cli
