// `verify` finds every record that was changed, removed or inserted, wherever it lies, and a tail that was cut off.

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/store/KnownHeads.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/Intruder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

struct Bench {
    TemporaryFolder folder;
    fs::path whole = folder.path() / "whole.cfstudy";
    fs::path copy = folder.path() / "copy.cfstudy";

    Bench()
    {
        ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
        Protocol protocol = twoArms();
        protocol.mayGoBack = true;
        StudyStore store = sealedStudy(whole.string(), protocol, someCases(8), { "R1", "R2" });
        for (const char *id : { "R1", "R2" })
            for (int i = 0; i < 5; ++i)
                need(store.submit(answersFor(id, need(store.next(id)).step)));
        protocol.questions[0].text.english = "Is there a left effusion?";
        need(store.amend(protocol, "The side was missing."));
        CF_CHECK(need(store.verify()).empty());
    }

    /// What verify says of a copy after the intruder was there. `remembers`: this computer knows the last head.
    std::vector<Tampering> after(const std::function<void(Intruder &)> &work, bool remembers = true)
    {
        fs::copy_file(whole, copy, fs::copy_options::overwrite_existing);
        {
            Intruder intruder(copy.string());
            work(intruder);
        }
        const std::string state = (folder.path() / (remembers ? "state" : "elsewhere")).string();
        ::setenv("XDG_STATE_HOME", state.c_str(), 1);
        StudyStore store = need(StudyStore::open(copy.string()));
        return need(store.verify());
    }

    void finds(const char *what, const char *sql)
    {
        const auto found = after([&](Intruder &intruder) { intruder.does(sql); }, false);
        if (std::ranges::any_of(found, [&](const Tampering &one) { return one.what == what; }))
            return;
        std::fprintf(stderr, "not found: %s after %s\n", what, sql);
        for (const Tampering &one : found)
            std::fprintf(stderr, "  instead %s, %s: %s\n", one.what.c_str(), one.where.c_str(), one.text.c_str());
        std::exit(EXIT_FAILURE);
    }
};

void everyTableIsWatched(Bench &bench)
{
    // The audit itself: changed in each member, removed at the start, in the middle and at the end, put in, moved.
    for (const char *member : { "time", "actor", "kind", "content", "previous", "hash" })
        bench.finds("audit-changed",
            (std::string("UPDATE audit SET ") + member + " = " + member + " || ' ' WHERE sequence = 12").c_str());
    bench.finds("audit-missing", "DELETE FROM audit WHERE sequence = 1");
    bench.finds("audit-missing", "DELETE FROM audit WHERE sequence BETWEEN 7 AND 9");
    bench.finds("head-changed", "DELETE FROM audit WHERE sequence = (SELECT MAX(sequence) FROM audit)");
    bench.finds("head-changed",
        "INSERT INTO audit SELECT MAX(sequence) + 1, time, actor, kind, content, previous, hash FROM audit");
    bench.finds("audit-missing", "UPDATE audit SET sequence = 1000 WHERE sequence = 10");
    // Answers.
    bench.finds(
        "answer-changed", "UPDATE answers SET content = replace(content, '\"effusion\":true', '\"effusion\":false')");
    bench.finds("answer-changed", "UPDATE answers SET stored_at = '2020-01-01T00:00:00.000Z' WHERE position = 2");
    bench.finds("answer-changed", "UPDATE answers SET reader = 'R9' WHERE reader = 'R1' AND position = 2");
    bench.finds("answer-removed", "DELETE FROM answers WHERE reader = 'R2' AND position = 3");
    bench.finds("answer-removed", "DELETE FROM answers WHERE reader = 'R2'");
    bench.finds("answer-inserted",
        "INSERT INTO answers SELECT reader, case_id, stage, attempt, 2, position, stored_at, content, hash, 999 "
        "FROM answers WHERE position = 1");
    // What was sealed.
    bench.finds("case-changed", "UPDATE cases SET content = replace(content, '\"arm\":\"real\"', '\"arm\":\"flow\"')");
    bench.finds("case-removed", "DELETE FROM cases WHERE id = 'C003'");
    bench.finds("case-inserted", "INSERT INTO cases SELECT 'C999', content FROM cases WHERE id = 'C001'");
    bench.finds("image-changed", "UPDATE images SET header = replace(header, '2048.0', '2049.0')");
    bench.finds("image-removed", "DELETE FROM images");
    bench.finds("seal-changed", "UPDATE seals SET document = replace(document, 'left', 'right') WHERE version = 2");
    bench.finds("seal-removed", "DELETE FROM seals WHERE version = 1");
    bench.finds("protocol-changed", "UPDATE facts SET value = replace(value, 'left', 'right') WHERE name = 'protocol'");
    bench.finds("closed-changed", "INSERT INTO facts VALUES ('closed', '2026-01-01T00:00:00.000Z')");
    bench.finds("order-changed", "UPDATE steps SET content = replace(content, 'C001', 'C002')");
    bench.finds("order-changed", "DELETE FROM steps WHERE reader = 'R1' AND position = 8");
    bench.finds("reader-changed", "UPDATE readers SET content = replace(content, '\"row\":1', '\"row\":0')");
    bench.finds("reader-removed", "DELETE FROM readers WHERE id = 'R2'");
    // What is said of the study as a whole, and the columns beside hashed contents.
    bench.finds("copy-changed", "INSERT INTO facts VALUES ('reader_copy', 'x')");
    bench.finds("id-changed", "UPDATE facts SET value = '00000000000000000000000000000000' WHERE name = 'id'");
    bench.finds("fact-inserted", "INSERT INTO facts VALUES ('washout', 'none')");
    bench.finds("seal-changed", "UPDATE seals SET time = '2020-01-01T00:00:00.000Z'");
    bench.finds("seal-changed", "UPDATE seals SET reason = 'A slip.' WHERE version = 2");
    bench.finds("order-changed", "UPDATE steps SET attempt = 2 WHERE reader = 'R1' AND position = 2");
    bench.finds("order-changed", "UPDATE steps SET case_id = 'C999' WHERE reader = 'R1' AND position = 2");
    bench.finds("order-changed", "UPDATE steps SET stage = 'other' WHERE reader = 'R1' AND position = 2");
    bench.finds(
        "image-inserted", "INSERT INTO images SELECT 'ff' || substr(sha256, 3), header, pixels FROM images LIMIT 1");
}

/// The fact that a file is a reader's copy does not switch checks off: all changes behind it are found.
void aFalseCopyHidesNothing(Bench &bench)
{
    const auto found = bench.after(
        [](Intruder &intruder) {
            intruder.does("INSERT INTO facts VALUES ('reader_copy', 'x')");
            intruder.does("UPDATE images SET header = replace(header, '2048.0', '2000.0')");
            intruder.does("UPDATE seals SET document = replace(document, 'Two arms', 'Three arms')");
            intruder.does("UPDATE facts SET value = replace(value, 'Two arms', 'Three arms') WHERE name = 'protocol'");
        },
        false);
    for (const char *what : { "copy-changed", "image-changed", "seal-changed" })
        CF_CHECK(std::ranges::any_of(found, [&](const Tampering &one) { return one.what == what; }));
}

/// Nothing may act by itself in the database.
void aTriggerIsFound(Bench &bench)
{
    fs::copy_file(bench.whole, bench.copy, fs::copy_options::overwrite_existing);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("trigger"));
        database.setDatabaseName(QString::fromStdString(bench.copy.string()));
        CF_CHECK(database.open());
        QSqlQuery query(database);
        CF_CHECK(query.exec(
            QStringLiteral("CREATE TRIGGER swallow BEFORE INSERT ON answers BEGIN SELECT RAISE(IGNORE); END")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("trigger"));
    StudyStore store = need(StudyStore::open(bench.copy.string()));
    const auto found = need(store.verify());
    CF_CHECK(std::ranges::any_of(found, [](const Tampering &one) { return one.what == "schema-changed"; }));
}

/// Cutting the last answers off under another number of the study is found on the computer that wrote them.
void anotherNumberHidesNoCut(Bench &bench)
{
    const auto found = bench.after([](Intruder &intruder) {
        intruder.does("UPDATE facts SET value = '00000000000000000000000000000000' WHERE name = 'id'");
        intruder.does("DELETE FROM seals WHERE version = 2");
        intruder.does("DELETE FROM audit WHERE sequence = (SELECT MAX(sequence) FROM audit)");
        intruder.does(
            "UPDATE facts SET value = (SELECT sequence || ':' || hash FROM audit ORDER BY sequence DESC LIMIT 1) "
            "WHERE name = 'head'");
    });
    for (const char *what : { "id-changed", "audit-truncated" })
        CF_CHECK(std::ranges::any_of(found, [&](const Tampering &one) { return one.what == what; }));
}

/// Two answers change places with everything that belongs to them, hashes and numbers of records included.
void answersThatChangePlacesAreFound(Bench &bench)
{
    const auto swap = [](Intruder &intruder) {
        for (const std::string column : { "content", "hash", "audit" }) {
            const auto set = [&](int position, const std::string &value) {
                return "UPDATE answers SET " + column + " = (" + value
                    + ") WHERE reader = 'R1' AND position = " + std::to_string(position);
            };
            intruder.does(
                ("INSERT INTO facts SELECT 'kept', " + column + " FROM answers WHERE reader = 'R1' AND position = 1")
                    .c_str());
            intruder.does(set(1, "SELECT " + column + " FROM answers WHERE reader = 'R1' AND position = 2").c_str());
            intruder.does(set(2, "SELECT value FROM facts WHERE name = 'kept'").c_str());
            intruder.does("DELETE FROM facts WHERE name = 'kept'");
        }
    };
    const auto found = bench.after(swap, false);
    CF_CHECK(found.size() == 2 && found[0].what == "answer-changed" && found[1].what == "answer-changed");
}

/// Somebody cuts the log in which the last answers lie, as a copy of a file that was open may be cut.
void aLogThatWasCutIsFound(Bench &bench)
{
    ::setenv("XDG_STATE_HOME", (bench.folder.path() / "log").c_str(), 1);
    const fs::path file = bench.folder.path() / "log.cfstudy";
    const fs::path copy = bench.folder.path() / "cut.cfstudy";
    StudyStore store = sealedStudy(file.string(), twoArms(), someCases(8), { "R1" });
    for (int i = 0; i < 3; ++i)
        need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    fs::copy_file(file, copy);
    fs::copy_file(file.string() + "-wal", copy.string() + "-wal");
    {
        StudyStore whole = need(StudyStore::open(copy.string()));
        CF_CHECK(need(whole.verify()).empty()); // With its log the copy is the study.
    }
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    fs::copy_file(file.string() + "-wal", copy.string() + "-wal", fs::copy_options::overwrite_existing);
    const auto bytes = fs::file_size(copy.string() + "-wal");
    CF_LESS(0, bytes);
    fs::resize_file(copy.string() + "-wal", bytes - bytes / 8);
    StudyStore cut = need(StudyStore::open(copy.string()));
    const auto found = need(cut.verify());
    CF_CHECK(found.size() == 1 && found[0].what == "audit-truncated");
}

/// The careful intruder takes the last answer out with its record and sets the head back, so that all fits.
void theTailCannotBeCutOff(Bench &bench)
{
    std::string head;
    {
        StudyStore store = need(StudyStore::open(bench.whole.string()));
        head = need(store.head());
    }
    const auto cut = [](Intruder &intruder) {
        // The amendment is the last word here; everything of it goes.
        intruder.does("DELETE FROM audit WHERE sequence = (SELECT MAX(sequence) FROM audit)");
        intruder.does("DELETE FROM seals WHERE version = 2");
        const auto sealed = nlohmann::json::parse(intruder.asks("SELECT document FROM seals"));
        const std::string protocol = canonical(sealed["protocol"]);
        intruder.does("DELETE FROM facts WHERE name = 'protocol'");
        intruder.does(("INSERT INTO facts VALUES ('protocol', '" + protocol + "')").c_str());
        intruder.does(
            "UPDATE facts SET value = (SELECT sequence || ':' || hash FROM audit ORDER BY sequence DESC LIMIT 1) "
            "WHERE name = 'head'");
    };
    const auto found = bench.after(cut);
    CF_CHECK(found.size() == 1 && found[0].what == "audit-truncated");
    // On another computer only a head that was noted elsewhere can tell.
    CF_CHECK(bench.after(cut, false).empty());
    StudyStore store = need(StudyStore::open(bench.copy.string()));
    CF_EQUAL(need(store.verify(head)).size(), 1);
    CF_CHECK(!store.verify("yesterday"));
}

/// Someone puts an older copy back and goes on reading in it until it is longer than the one that was known.
void anOlderCopyThatIsWrittenOnIsFound(Bench &bench)
{
    ::setenv("XDG_STATE_HOME", (bench.folder.path() / "older").c_str(), 1);
    const std::string file = (bench.folder.path() / "older.cfstudy").string();
    const std::string backup = file + ".backup";
    {
        StudyStore store = sealedStudy(file, twoArms(), someCases(8), { "R1", "R2" });
        need(store.submit(answersFor("R1", need(store.next("R1")).step)));
    }
    fs::copy_file(file, backup);
    {
        StudyStore store = need(StudyStore::open(file));
        need(store.submit(answersFor("R1", need(store.next("R1")).step)));
        CF_CHECK(need(store.verify()).empty());
    }
    fs::copy_file(backup, file, fs::copy_options::overwrite_existing);
    StudyStore store = need(StudyStore::open(file));
    CF_EQUAL(need(store.verify())[0].what, "audit-truncated");
    for (int i = 0; i < 4; ++i)
        need(store.submit(answersFor("R2", need(store.next("R2")).step)));
    const auto found = need(store.verify());
    CF_CHECK(found.size() == 1 && found[0].what == "audit-rewritten");
}

/// The most careful one changes an answer, its record, and writes the whole chain anew.
void theChainCannotBeWrittenAnew(Bench &bench)
{
    const auto rewrite = [](Intruder &intruder) {
        intruder.does("UPDATE audit SET time = '2026-01-01T00:00:00.000Z' WHERE kind = 'created'");
        std::string previous;
        const int count = std::stoi(intruder.asks("SELECT COUNT(*) FROM audit"));
        for (int sequence = 1; sequence <= count; ++sequence) {
            const std::string where = " FROM audit WHERE sequence = " + std::to_string(sequence);
            const auto column = [&](const char *name) { return intruder.asks(("SELECT " + (name + where)).c_str()); };
            AuditRecord record{ sequence, column("time"), column("actor"), column("kind"), column("content"), previous,
                {} };
            previous = hashOf(record);
            intruder.does(("UPDATE audit SET previous = '" + record.previous + "', hash = '" + previous
                + "' WHERE sequence = " + std::to_string(sequence))
                              .c_str());
        }
        intruder.does(
            "UPDATE facts SET value = (SELECT sequence || ':' || hash FROM audit ORDER BY sequence DESC LIMIT 1) "
            "WHERE name = 'head'");
    };
    const auto found = bench.after(rewrite);
    CF_CHECK(found.size() == 1 && found[0].what == "audit-rewritten");
}

} // namespace

int main()
{
    startQt();
    Bench bench;
    everyTableIsWatched(bench);
    aFalseCopyHidesNothing(bench);
    aTriggerIsFound(bench);
    anotherNumberHidesNoCut(bench);
    theTailCannotBeCutOff(bench);
    theChainCannotBeWrittenAnew(bench);
    anOlderCopyThatIsWrittenOnIsFound(bench);
    answersThatChangePlacesAreFound(bench);
    aLogThatWasCutIsFound(bench);
}
