// Files that are no study, and studies made to harm: nothing of another's is changed, and nothing is waited for.

#include "core/sessions/cases/CaseManifest.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/store/KnownHeads.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;

std::string bytesOf(const fs::path &file)
{
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    return bytes.str();
}

void foreignDatabasesStayAsTheyAre(const fs::path &folder)
{
    const fs::path file = folder / "foreign # 1 %.db";
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "foreign");
        database.setDatabaseName(QString::fromStdString(file.string()));
        CF_CHECK(database.open());
        CF_CHECK(QSqlQuery(database).exec("CREATE TABLE facts (a)"));
        database.close();
    }
    QSqlDatabase::removeDatabase("foreign");
    const fs::path empty = folder / "empty.db";
    std::ofstream(empty).close();
    const fs::path text = folder / "notes.txt";
    std::ofstream(text) << "my notes\n";
    for (const fs::path &each : { file, empty, text }) {
        const std::string before = bytesOf(each);
        CF_CHECK(!StudyStore::open(each.string()).has_value());
        CF_CHECK(bytesOf(each) == before);
        for (const char *end : { "-wal", "-shm", "-journal" })
            CF_CHECK(!fs::exists(each.string() + end));
    }
}

void idsAreNoPaths(const fs::path &folder)
{
    using sessions::store::keepHead;
    using sessions::store::knownHead;
    const std::string id(32, 'a');
    for (const std::string &good : { id, id + "-R1", id + "-Dr. Lee" }) {
        keepHead(good, "5:ab");
        const auto head = knownHead(good);
        CF_CHECK(head && head->sequence == 5);
    }
    std::ofstream(folder / "victim") << "1:mine";
    const std::string up = "../../../victim";
    for (const std::string &bad : { up, id + "-/../" + up, id + "/../" + up, std::string(), id.substr(1),
             std::string(32, 'A'), id + "x", (folder / "victim").string() }) {
        keepHead(bad, "9:ab");
        CF_CHECK(!knownHead(bad));
    }
    CF_CHECK(bytesOf(folder / "victim") == "1:mine");
}

void answersReplaceTheirOwnAlone(const fs::path &folder)
{
    const CaseSet set = someCases(4, 1);
    StudyStore study = sealedStudy((folder / "study.cfstudy").string(), twoArms(), set, { "R1", "R2" });
    const fs::path file = folder / "answers.cfanswers";
    std::string first;
    for (const char *reader : { "R1", "R2" }) {
        const fs::path package = folder / (std::string(reader) + ".cfreader");
        need(writeReaderPackage(study, reader, "words", package));
        auto opened = need(openReaderPackage(package, "words"));
        const bool isFirst = std::string(reader) == "R1";
        const auto written = writeAnswerFile(opened.store, reader, file);
        CF_CHECK(written.has_value() == isFirst);
        if (isFirst) {
            need(writeAnswerFile(opened.store, reader, file)); // Again, over its own.
            first = bytesOf(file);
        }
    }
    CF_CHECK(bytesOf(file) == first);
    const fs::path pipe = folder / "pipe";
    CF_CHECK(::mkfifo(pipe.c_str(), 0600) == 0);
    CF_CHECK(!mergeAnswerFile(study, pipe) && !openReaderPackage(pipe, "words") && !readManifest(pipe));
    const fs::path tooLong = folder / std::string(300, 'a');
    CF_CHECK(!writeReaderPackage(study, "R1", "words", tooLong));
    CF_CHECK(!StudyStore::create(tooLong.string(), twoArms()));
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    foreignDatabasesStayAsTheyAre(folder.path());
    idsAreNoPaths(folder.path());
    answersReplaceTheirOwnAlone(folder.path());
    return 0;
}
