#pragma once

#include "core/base/Result.h"
#include "core/datasets/BatchRow.h"
#include "core/datasets/KnownFiles.h"
#include "core/datasets/plan/BatchPlan.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cf {

/// Where a batch stands, for whoever looks at it.
struct BatchStanding {
    std::map<std::string, std::int64_t> counts; ///< As BatchJournal::counts().
    /// Why edits were not accepted, with the number of each, the most frequent first.
    std::vector<std::pair<std::string, std::int64_t>> reasons;
    std::vector<BatchRow> latest; ///< The last in order of those that left files, the last one first.
    std::optional<BatchItem> next; ///< With which it goes on; nothing where none is open.

    std::int64_t all() const;
    std::int64_t done() const;
    std::int64_t count(const std::string &state) const;
};

/// Begins the reason of a row that was given up because the program ended on it again and again.
inline constexpr std::string_view endedReason = "The program ended ";

/// What is done and what is left of a batch, in one SQLite file (journal.sqlite) that survives any kill. Several
/// processes may work from it: an item is taken by one at a time and finished once. Every call is one transaction, on
/// the disk when it returns. One object a thread. Errors of all calls: Io, also for a full disk, with what to do.
class BatchJournal
{
public:
    /// Makes the journal of a plan, or opens the one that is there. Errors also: InvalidInput where the folder holds a
    /// batch of another plan, of another shard or over other films.
    ///
    /// A film whose patient nobody could tell when the journal was made, since its file could not be read, may have one
    /// now if none of its edits is finished; and one whose file cannot be read now keeps its patient.
    static Result<BatchJournal> open(
        const std::filesystem::path &folder, const BatchPlan &plan, const std::vector<BatchItem> &items);
    /// Opens the journal that is there.
    static Result<BatchJournal> open(const std::filesystem::path &folder);

    BatchJournal(BatchJournal &&) noexcept;
    BatchJournal &operator=(BatchJournal &&) noexcept;
    ~BatchJournal();

    /// The plan that it was made with; `films` is empty.
    Result<BatchPlan> plan() const;
    /// Keeps what was read of the films' files, for a start that goes on; what was kept before is forgotten.
    Result<> keepFiles(const KnownFiles::ByPath &files);
    Result<KnownFiles::ByPath> files() const; ///< As they were kept; none in a journal that has not kept any.
    /// Says with which model edits are made: all of a batch with one. `model`: its hash, or its name where it has none.
    /// Errors also: InvalidInput where the batch was begun with another.
    Result<> useModel(const std::string &model);
    /// The next open item, in order, which is then this process's; nothing where none is open.
    Result<std::optional<BatchItem>> take(std::int64_t process);
    Result<> finish(const BatchRow &row);
    /// Gives back what all processes took and did not finish, after they were stopped, the unreadable films (a
    /// network folder may have been away, or a right was missing), and those that were given up by releaseEnded().
    Result<> releaseAll();
    /// The same of one process, which stops in good order.
    Result<> releaseAllOf(std::int64_t process);
    /// Gives back what a process took that ended by itself in its middle. An item on which processes ended
    /// `maxEnds` times is finished as failed instead, until the next start: its row tells the film, its file's hash
    /// (where `films`, the films' folder, is given), patient and split.
    Result<> releaseEnded(std::int64_t process, int maxEnds, const std::filesystem::path &films = {});
    /// How many items are in each state: "open", "taken", and the finished by their status.
    Result<std::map<std::string, std::int64_t>> counts() const;
    /// The same with what a person looks at; `latest`: how many rows of those at most.
    Result<BatchStanding> standing(int latest) const;
    /// All finished rows in the order of their items.
    Result<std::vector<BatchRow>> rows() const;

private:
    struct Connection;
    explicit BatchJournal(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> m_connection;
};

} // namespace cf
