// What is done stays done, and is done once, whoever is killed.

#include "core/datasets/BatchJournal.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <csignal>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace cf;

namespace {

BatchPlan somePlan()
{
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    return plan;
}

std::vector<BatchItem> someItems(int count)
{
    std::vector<BatchItem> items;
    for (int index = 0; index < count; ++index)
        items.push_back({ index, "film" + std::to_string(index), "p", {}, "remove the pacemaker", 0 });
    return items;
}

BatchRow rowOf(const BatchItem &item)
{
    BatchRow row;
    row.index = item.index;
    row.film = item.film;
    row.prompt = item.prompt;
    row.status = "accepted";
    row.files = { { "dicom", "accepted/x.dcm", "00" } };
    row.provenance = R"({"seed":1})";
    return row;
}

/// A batch that an earlier version began goes on: its journal knew neither arms nor masks.
void anEarlierJournalGoesOn()
{
    const test::TemporaryFolder folder;
    CF_CHECK(BatchJournal::open(folder.path(), somePlan(), someItems(2)));
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "earlier");
        database.setDatabaseName(QString::fromStdString((folder.path() / "journal.sqlite").string()));
        CF_CHECK(database.open());
        for (const char *column : { "arm", "mask" })
            CF_CHECK(QSqlQuery(database).exec(QString("ALTER TABLE items DROP COLUMN %1").arg(column)));
        database.close();
    }
    QSqlDatabase::removeDatabase("earlier");
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(2));
    CF_CHECK(journal);
    const auto item = journal->take(1);
    CF_CHECK(item && *item && (*item)->film == "film0" && (*item)->arm.empty() && (*item)->mask.empty());
    CF_CHECK(journal->finish(rowOf(**item)) && journal->counts()->at("open") == 1);
}

void itemsAreTakenOnceAndInOrder()
{
    const test::TemporaryFolder folder;
    auto one = BatchJournal::open(folder.path(), somePlan(), someItems(3));
    auto two = BatchJournal::open(folder.path());
    CF_CHECK(one && two);
    const auto first = one->take(1);
    const auto second = two->take(2);
    CF_CHECK(first && second && (*first)->index == 0 && (*second)->index == 1);
    CF_CHECK(two->finish(rowOf(**second)));
    CF_CHECK(one->releaseAll()); // As after a kill: only what was finished stays.
    const auto again = one->take(3);
    CF_CHECK(again && (*again)->index == 0);
    CF_CHECK(one->finish(rowOf(**again)));
    CF_CHECK(one->finish(rowOf(**again))); // A second finish counts nothing twice.
    const auto counts = one->counts();
    CF_CHECK(counts && counts->at("accepted") == 2 && counts->at("open") == 1);
    const auto rows = one->rows();
    CF_CHECK(rows && rows->size() == 2 && (*rows)[1].film == "film1" && (*rows)[1].files.size() == 1);
    CF_EQUAL((*rows)[0].provenance, R"({"seed":1})");
    const auto last = one->take(4);
    CF_CHECK(last && (*last)->index == 2);
    const auto none = two->take(5);
    CF_CHECK(none && !*none);
}

/// A film may be unreadable because its disk was away: the next start tries it again, and nothing else.
void unreadableFilmsAreTriedAgain()
{
    const test::TemporaryFolder folder;
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(3));
    CF_CHECK(journal);
    for (const char *status : { "accepted", "unreadable", "failed" }) {
        const auto item = journal->take(1);
        CF_CHECK(item && *item);
        BatchRow row = rowOf(**item);
        row.status = status;
        CF_CHECK(journal->finish(row));
    }
    CF_CHECK(journal->releaseAll() && journal->rows()->size() == 2);
    const auto again = journal->take(1);
    CF_CHECK(again && *again && (*again)->film == "film1");
    CF_CHECK(!*journal->take(1));
}

void anotherPlanIsRefused()
{
    const test::TemporaryFolder folder;
    CF_CHECK(BatchJournal::open(folder.path(), somePlan(), someItems(3)));
    CF_CHECK(BatchJournal::open(folder.path(), somePlan(), someItems(3)));
    BatchPlan other = somePlan();
    other.seeds = { 9 };
    CF_CHECK(!BatchJournal::open(folder.path(), other, someItems(3)));
    CF_CHECK(!BatchJournal::open(folder.path(), somePlan(), someItems(4)));
    const auto journal = BatchJournal::open(folder.path());
    CF_CHECK(journal && journal->plan() && toJson(*journal->plan()) == toJson(somePlan()));
}

/// All edits of a batch are by one model, also of one that an earlier version began, whose rows alone name it.
void anotherModelIsRefused()
{
    const test::TemporaryFolder folder;
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(2));
    CF_CHECK(journal && journal->useModel("aa11") && journal->useModel("aa11"));
    const auto other = journal->useModel("bb22");
    CF_CHECK(!other && other.error().message.find("another model") != std::string::npos);

    std::filesystem::create_directory(folder.path() / "earlier");
    auto earlier = BatchJournal::open(folder.path() / "earlier", somePlan(), someItems(2));
    CF_CHECK(earlier);
    const auto item = earlier->take(1);
    CF_CHECK(item && *item);
    BatchRow row = rowOf(**item);
    row.model = "a model";
    row.modelSha256 = "aa11";
    CF_CHECK(earlier->finish(row));
    CF_CHECK(!earlier->useModel("bb22") && earlier->useModel("aa11"));
}

/// Films that could not be read have a patient once they can, as long as nothing was made of them under another; what
/// is finished keeps the patient that it has.
void patientsOfUnreadFilmsAreTakenOver()
{
    const test::TemporaryFolder folder;
    auto items = someItems(4);
    items[1].patient.clear();
    items[2].patient.clear();
    auto journal = BatchJournal::open(folder.path(), somePlan(), items);
    CF_CHECK(journal);
    for (const char *status : { "accepted", "unreadable", "accepted" }) {
        const auto item = journal->take(1);
        CF_CHECK(item && *item);
        BatchRow row = rowOf(**item);
        row.status = status;
        CF_CHECK(journal->finish(row));
    }
    auto read = items;
    read[1].patient = "JANE";
    read[0].patient.clear(); // Its disk is away now.
    journal = BatchJournal::open(folder.path(), somePlan(), read);
    CF_CHECK(journal && journal->releaseAll());
    const auto again = journal->take(1);
    CF_CHECK(again && *again && (*again)->film == "film1" && (*again)->patient == "JANE");
    read[0].patient = "p";
    CF_CHECK(BatchJournal::open(folder.path(), somePlan(), read)); // As it stands there now.
    read[2].patient = "JOHN"; // Its edits are in the split of a film without a patient.
    CF_CHECK(!BatchJournal::open(folder.path(), somePlan(), read));
    read[2].patient.clear();
    read[3].patient = "another";
    CF_CHECK(!BatchJournal::open(folder.path(), somePlan(), read));
    read[3].patient = "p";
    read[3].film = "other film";
    CF_CHECK(!BatchJournal::open(folder.path(), somePlan(), read));
}

/// Whose films they are and their hashes are read once: a start that goes on reads what changed, and what nobody could
/// read.
void whatWasReadOfFilesIsKept()
{
    const test::TemporaryFolder folder;
    const auto film = [&folder](const char *name) { return folder.path() / name; };
    for (const char *name : { "a.dcm", "b.dcm", "odd\xE9.dcm" })
        std::ofstream(film(name)) << name;
    int reads = 0;
    bool isThere = false;
    const auto read = [&](const std::filesystem::path &file) -> std::optional<std::string> {
        ++reads;
        if (file.filename() == "b.dcm" && !isThere)
            return std::nullopt;
        return file.filename() == "a.dcm" ? "J\xC4NE" : "";
    };
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(1));
    CF_CHECK(journal && journal->files() && journal->files()->empty());
    KnownFiles first({}, read);
    for (const char *name : { "a.dcm", "b.dcm", "odd\xE9.dcm", "gone.dcm" })
        CF_EQUAL(first.patientOf(film(name)), name[0] == 'a' ? "J\xC4NE" : "");
    CF_EQUAL(first.sha256Of(film("a.dcm")).size(), 64);
    CF_CHECK(reads == 4 && first.hasNews() && journal->keepFiles(first.all()));

    isThere = true;
    auto kept = *journal->files();
    kept.at(film("a.dcm").string()).sha256 = "as remembered";
    KnownFiles second(std::move(kept), read);
    for (const char *name : { "a.dcm", "b.dcm", "odd\xE9.dcm" })
        CF_EQUAL(second.patientOf(film(name)), name[0] == 'a' ? "J\xC4NE" : "");
    CF_CHECK(reads == 5 && second.hasNews()); // b.dcm alone.
    CF_EQUAL(second.sha256Of(film("a.dcm")), "as remembered");
    CF_CHECK(journal->keepFiles(second.all()));

    KnownFiles third(*journal->files(), read);
    CF_CHECK(third.patientOf(film("b.dcm")).empty() && reads == 5 && !third.hasNews());
    std::ofstream(film("odd\xE9.dcm")) << "another film";
    CF_CHECK(third.patientOf(film("odd\xE9.dcm")).empty() && reads == 6);
}

void anItemThatEndsItsWorkersIsGivenUp()
{
    const test::TemporaryFolder folder;
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(1));
    CF_CHECK(journal);
    for (int end = 1; end <= 3; ++end) {
        const auto item = journal->take(77);
        CF_CHECK(item && item->has_value());
        CF_CHECK(journal->releaseEnded(77, 3));
    }
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 1 && rows->front().status == "failed" && !rows->front().reason.empty());
}

/// Workers are killed at any moment; in the end every item is finished once.
void killsLoseAndDoubleNothing()
{
    constexpr int items = 60;
    const test::TemporaryFolder folder;
    CF_CHECK(BatchJournal::open(folder.path(), somePlan(), someItems(items)));
    for (int round = 0; round < 1000; ++round) { // A disk takes a few milliseconds an item; most rounds finish some.
        const pid_t worker = fork();
        if (worker == 0) {
            auto journal = BatchJournal::open(folder.path());
            while (journal) {
                const auto item = journal->take(getpid());
                if (!item || !*item || !journal->finish(rowOf(**item)))
                    break;
            }
            _exit(0);
        }
        usleep(static_cast<useconds_t>(3000 + 4100 * (round % 23)));
        kill(worker, SIGKILL);
        int status = 0;
        CF_EQUAL(waitpid(worker, &status, 0), worker);
        auto journal = BatchJournal::open(folder.path());
        CF_CHECK(journal && journal->releaseAll());
        const auto counts = journal->counts();
        CF_CHECK(counts);
        if (counts->contains("accepted") && counts->at("accepted") == items)
            break;
    }
    auto journal = BatchJournal::open(folder.path());
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == items);
    for (int index = 0; index < items; ++index)
        CF_EQUAL((*rows)[static_cast<std::size_t>(index)].film, "film" + std::to_string(index));
}

/// Whoever looks at a batch sees how far it is, why edits were not accepted, and where it goes on.
void aBatchSaysWhereItStands()
{
    const test::TemporaryFolder folder;
    auto journal = BatchJournal::open(folder.path(), somePlan(), someItems(6));
    CF_CHECK(journal);
    const std::vector<std::string> reasons{ "", "It reaches 0.52 of 0.60.", "It reaches 0.4 of 0.60.", "Another.", "" };
    for (const std::string &reason : reasons) {
        const auto item = journal->take(1);
        CF_CHECK(item && *item);
        BatchRow row = rowOf(**item);
        row.reason = reason;
        row.status = reason.empty() ? "accepted" : "refused";
        CF_CHECK(journal->finish(row));
    }
    const auto standing = journal->standing(2);
    CF_CHECK(standing && standing->all() == 6 && standing->done() == 5 && standing->count("refused") == 3);
    CF_CHECK(standing->reasons.size() == 2 && standing->reasons[0].first == "It reaches … of ….");
    CF_CHECK(standing->reasons[0].second == 2 && standing->reasons[1].second == 1);
    CF_CHECK(standing->latest.size() == 2 && standing->latest[0].film == "film4");
    CF_CHECK(standing->next && standing->next->film == "film5");
}

} // namespace

int main()
{
    killsLoseAndDoubleNothing(); // First: no connection is open when it forks.
    itemsAreTakenOnceAndInOrder();
    anEarlierJournalGoesOn();
    unreadableFilmsAreTriedAgain();
    aBatchSaysWhereItStands();
    anotherPlanIsRefused();
    anotherModelIsRefused();
    patientsOfUnreadFilmsAreTakenOver();
    whatWasReadOfFilesIsKept();
    anItemThatEndsItsWorkersIsGivenUp();
    return 0;
}
