// What a user did outlives the window: closed, killed, with a damaged store, on a full disk.
#include "core/editing/ProvenanceJson.h"
#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/export/SyntheticExport.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/records/PackedValues.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <limits>
#include <sys/resource.h>

using namespace cf;
using namespace cf::ui;
using namespace std::chrono_literals;
using cf::test::Bench;
using cf::test::editPlace;
using cf::test::writePicture;

namespace {

WindowServices keepingServices(const QString &workFolder, std::chrono::milliseconds stepTime = 1ms)
{
    WindowServices made = test::services(workFolder, stepTime);
    return made;
}

void edit(MainWindow &window, const QString &instruction, quint64 seed)
{
    editPlace(window).prompt().instruction().setPlainText(instruction);
    editPlace(window).prompt().setSeed(seed);
    QSignalSpy ended(&window.session(), &EditSession::editEnded);
    window.session().generate();
    ended.wait();
}

void drawMask(MainWindow &window)
{
    window.actions().action("tool.brush").trigger();
    Viewport &view = editPlace(window).compare().first();
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.area().center().toPoint());
}

void showRow(MainWindow &window, int row)
{
    while (window.session().document()->shownRow() != row)
        window.actions()
            .action(window.session().document()->shownRow() < row ? "result.next" : "result.previous")
            .trigger();
}

/// Everything that the window says.
QString saidBy(const MainWindow &window)
{
    QStringList said;
    for (const QLabel *label : window.findChildren<QLabel *>())
        said << label->text();
    return said.join("\n");
}

QStringList filesUnder(const QString &folder, const QString &pattern)
{
    QStringList files;
    QDir top(folder + "/history");
    for (const QString &image : top.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QString &file : QDir(top.filePath(image)).entryList({ pattern }, QDir::Files, QDir::Name))
            files << top.filePath(image + "/" + file);
    }
    return files;
}

void spoil(const QString &path, const std::function<void(QByteArray &)> &change)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    change(bytes);
    file.resize(0);
    file.seek(0);
    file.write(bytes);
}

HistoryEntry failedEntry(int number)
{
    HistoryEntry entry;
    entry.kind = HistoryEntry::Kind::Failed;
    entry.number = number;
    entry.note = "Not enough memory.";
    entry.made = QDateTime::currentDateTimeUtc();
    entry.record = HistoryStore::newRecordName(number);
    return entry;
}

/// The other program of the tests that kill it: edits without end.
int workUntilKilled(const QString &picture, const QString &workFolder)
{
    Bench bench(picture, keepingServices(workFolder));
    for (quint64 seed = 1;; ++seed)
        edit(bench.window, "add cardiomegaly", seed);
}

} // namespace

class TestWorkHistory : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        m_picture = writePicture(m_folder.path(), "picture.png");
    }

    void valuesComeBackExactlyAndHostileBytesDoNot()
    {
        StoredImage source(61, 47);
        for (size_t i = 0; i < source.pixels.size(); ++i)
            source.pixels[i] = std::int32_t(i * 2654435761U);
        StoredImage edited = source;
        edited.at(3, 4) += 600;
        edited.at(60, 46) = std::numeric_limits<std::int32_t>::min();
        const QByteArray bytes = packed(edited, source);
        QVERIFY(bytes.size() < 40); // Two values differ.
        QVERIFY(unpacked(bytes, 61, 47, source).value() == edited);
        QVERIFY(unpacked(packed(edited), 61, 47).value() == edited);
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!unpacked(bytes.left(length), 61, 47, source).has_value());
        QVERIFY(!unpacked(bytes + "x", 61, 47, source).has_value());
        QVERIFY(!unpacked(bytes, 47, 61, StoredImage(47, 61)).has_value());
        QVERIFY(!unpacked(bytes, 61, 47, StoredImage(2, 2)).has_value());
    }

    void editsAreThereAgainWhenTheWindowIsOpenedAgain()
    {
        QTemporaryDir work;
        std::vector<HistoryEntry> before;
        {
            Bench bench(m_picture, keepingServices(work.path()));
            edit(bench.window, "add cardiomegaly", 3);
            drawMask(bench.window);
            edit(bench.window, "add a pacemaker", 13); // Refused.
            bench.window.actions().action("result.star").trigger();
            edit(bench.window, "remove the pacemaker", 7);
            bench.window.actions().action("result.previous").trigger();
            const EditHistoryModel &history = bench.window.session().document()->history();
            for (int row = 0; row < history.rowCount(); ++row)
                before.push_back(history.entry(row));
            bench.window.close();
        }
        QCOMPARE(int(before.size()), 4);
        Bench again(m_picture, keepingServices(work.path()));
        MainWindow &window = again.window;
        const EditHistoryModel &history = window.session().document()->history();
        QCOMPARE(history.rowCount(), 4);
        QCOMPARE(window.session().document()->shownRow(), 2); // The refused one was in view.
        for (int row = 1; row < 4; ++row) {
            showRow(window, row);
            QTRY_VERIFY(history.entry(row).result);
            const HistoryEntry &now = history.entry(row);
            const HistoryEntry &then = before[size_t(row)];
            QCOMPARE(now.number, then.number);
            QCOMPARE(now.instruction, then.instruction);
            QCOMPARE(now.note, then.note);
            QCOMPARE(now.seed, then.seed);
            QCOMPARE(now.refused(), then.refused());
            QCOMPARE(now.starred, then.starred);
            QCOMPARE(now.made.toSecsSinceEpoch(), then.made.toSecsSinceEpoch());
            QCOMPARE(now.maskFingerprint, then.maskFingerprint);
            QCOMPARE(now.mask != nullptr, then.mask != nullptr);
            QVERIFY(!now.mask || *now.mask == *then.mask);
            QCOMPARE(now.picture.size(), then.picture.size());
            QCOMPARE(toJson(now.result->provenance), toJson(then.result->provenance));
            QCOMPARE(now.result->gates.size(), then.result->gates.size());
            QCOMPARE(now.result->gates[3].value, then.result->gates[3].value);
            QVERIFY(now.result->unmarked() == then.result->unmarked());
            QVERIFY(now.result->counterfactual->radiograph() == then.result->counterfactual->radiograph());
            QVERIFY(now.result->rebuilt->radiograph() == then.result->rebuilt->radiograph());
            QVERIFY(now.result->regionValues == then.result->regionValues);
            QVERIFY(now.result->region->outline() == then.result->region->outline());
            QVERIFY(now.result->difference->map().values == then.result->difference->map().values);
        }
        QVERIFY(editPlace(window).compare().second().showsSynthetic());
        edit(window, "add cardiomegaly", 5);
        QCOMPARE(history.entry(4).number, 4); // Numbers go on.
    }

    void editsThatEndWithTheWindowLeaveATrace()
    {
        QTemporaryDir work;
        {
            Bench bench(m_picture, keepingServices(work.path(), 50ms));
            for (const char *text : { "add cardiomegaly", "remove the pacemaker" }) {
                bench.edit.prompt().instruction().setPlainText(text);
                bench.window.session().generate();
            }
            QVERIFY(!bench.window.close()); // What becomes of them is asked.
            QVERIFY(bench.window.isVisible());
            bench.window.findChild<QPushButton *>("cancel")->click();
            QTRY_VERIFY(!bench.window.isVisible());
        }
        Bench again(m_picture, keepingServices(work.path()));
        const EditHistoryModel &history = again.window.session().document()->history();
        QCOMPARE(history.rowCount(), 3);
        QVERIFY(history.entry(1).note.contains("while it ran"));
        QVERIFY(history.entry(2).note.contains("while it waited"));
        QCOMPARE(history.entry(2).instruction, QString("remove the pacemaker"));
    }

    void killedProgramLosesNothingThatWasReady()
    {
        QTemporaryDir work;
        int atLeast = 0;
        for (const int milliseconds : { 200, 350, 500 }) { // After the first edit was written, wherever it then is.
            QProcess other;
            other.start(QCoreApplication::applicationFilePath(), { "--work-until-killed", m_picture, work.path() });
            QVERIFY(other.waitForStarted());
            QTRY_VERIFY_WITH_TIMEOUT(filesUnder(work.path(), "*.edit").size() > atLeast, 60'000);
            QTest::qWait(milliseconds);
            other.kill(); // SIGKILL
            QVERIFY(other.waitForFinished());
            atLeast = int(filesUnder(work.path(), "*.edit").size());
            Bench bench(m_picture, keepingServices(work.path()));
            const EditHistoryModel &history = bench.window.session().document()->history();
            QCOMPARE(history.rowCount(), atLeast + 1);
            QCOMPARE(bench.edit.prompt().instruction().toPlainText(), QString("add cardiomegaly"));
            bench.window.actions().action("result.next").trigger();
            const int shown = bench.window.session().document()->shownRow();
            QTRY_VERIFY(history.entry(shown).result);
            QVERIFY(filesUnder(work.path(), "*.damaged").isEmpty());
        }
    }

    void damagedAndTruncatedStoresAreToldOfAndTheRestIsThere()
    {
        QTemporaryDir work;
        {
            Bench bench(m_picture, keepingServices(work.path()));
            for (quint64 seed = 1; seed <= 3; ++seed)
                edit(bench.window, "add cardiomegaly", seed);
            bench.window.close();
        }
        const QStringList records = filesUnder(work.path(), "*.edit");
        QCOMPARE(records.size(), 3);
        spoil(records[0], [](QByteArray &bytes) { bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1); });
        spoil(records[1], [](QByteArray &bytes) { bytes.truncate(bytes.size() / 3); });
        {
            Bench bench(m_picture, keepingServices(work.path()));
            QCOMPARE(bench.window.session().document()->history().rowCount(), 2);
            QVERIFY(saidBy(bench.window).contains("damaged"));
            QCOMPARE(filesUnder(work.path(), "*.damaged").size(), 2); // Put aside, not thrown away.
        }
        for (const QString &values : filesUnder(work.path(), "*.values"))
            spoil(values, [](QByteArray &bytes) { bytes.chop(1); });
        Bench bench(m_picture, keepingServices(work.path()));
        QCOMPARE(bench.window.session().document()->history().rowCount(), 2);
        const HistoryEntry &entry = bench.window.session().document()->history().entry(1);
        showRow(bench.window, 1);
        QTRY_VERIFY(!entry.problem.isEmpty());
        QVERIFY(entry.problem.contains("seed make it again"));
        QVERIFY(entry.judged()); // Verdict and record are still to be read.
        QCOMPARE(bench.edit.compare().second().content().hint, entry.problem);
    }

    void damagedMaskIsToldOfAndTheInstructionIsThere()
    {
        QTemporaryDir work;
        {
            Bench bench(m_picture, keepingServices(work.path()));
            bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
            drawMask(bench.window);
            bench.window.close();
        }
        const QDir folder(work.path());
        const QStringList masks = folder.entryList({ "*.png" });
        QCOMPARE(masks.size(), 1);
        spoil(folder.filePath(masks[0]), [](QByteArray &bytes) { bytes.truncate(20); });
        Bench bench(m_picture, keepingServices(work.path()));
        QVERIFY(saidBy(bench.window).contains("mask of this image is damaged"));
        QCOMPARE(bench.edit.prompt().instruction().toPlainText(), QString("add cardiomegaly"));
        QCOMPARE(bench.window.session().document()->mask().area(), std::int64_t(0));
    }

    void equalPixelsOfAnotherStudyHaveAHistoryOfTheirOwn()
    {
        QTemporaryDir work;
        Bench bench(m_picture, keepingServices(work.path()));
        edit(bench.window, "add cardiomegaly", 1);
        const ResultPointer result = bench.window.session().document()->history().entry(1).result;
        std::vector<std::shared_ptr<OpenedImage>> images;
        for (const char *name : { "/first.dcm", "/second.dcm" }) {
            const std::filesystem::path path = (m_folder.path() + name).toStdString();
            QVERIFY(saveSynthetic(bench.window.session().document()->image(), *result, path).has_value());
            images.push_back(openImage(path, {}).value());
        }
        QCOMPARE(images[0]->sha256, images[1]->sha256);
        QVERIFY(images[0]->workKey != images[1]->workKey);
        // Not even when a record comes to lie in the other's folder.
        const HistoryStore store((work.path() + "/history").toStdString());
        QTRY_COMPARE(filesUnder(work.path(), "*.edit").size(), 1);
        const QString other = work.path() + "/history/" + QString::fromStdString(images[1]->workKey);
        QVERIFY(QDir().mkpath(other));
        QVERIFY(QFile::copy(filesUnder(work.path(), "*.edit")[0], other + "/000001-00000000.edit"));
        const StoredHistory stolen = store.list(images[1]->workKey);
        QVERIFY(stolen.entries.empty());
        QCOMPARE(stolen.problems.size(), 1);
    }

    void fullDiskIsSaidAndTheResultIsKeptOnceThereIsRoom()
    {
        QTemporaryDir work;
        Bench bench(m_picture, keepingServices(work.path()));
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit full{ 100, before.rlim_max }; // No file can grow beyond 100 bytes.
        setrlimit(RLIMIT_FSIZE, &full);
        const auto lifted = qScopeGuard([&before] { setrlimit(RLIMIT_FSIZE, &before); }); // Not on the tests to come.
        edit(bench.window, "add cardiomegaly", 1);
        QTRY_VERIFY_WITH_TIMEOUT(saidBy(bench.window).contains("The history could not be saved"), 30'000);
        QVERIFY(!bench.window.close()); // Asked once.
        QVERIFY(bench.window.isVisible());
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY(filesUnder(work.path(), "*.edit").isEmpty()); // Whole or not at all.
        // Tried again by itself, as soon as there is room.
        QTRY_COMPARE_WITH_TIMEOUT(filesUnder(work.path(), "*.edit").size(), 1, 30'000);
        QVERIFY(bench.window.close());
        Bench again(m_picture, keepingServices(work.path()));
        QCOMPARE(again.window.session().document()->history().rowCount(), 2);
    }

    void storeStaysWithinItsBound()
    {
        QTemporaryDir work;
        const StoredImage source(40, 40);
        const HistoryStore store((work.path() + "/history").toStdString(), 3000);
        for (const char *key : { "first", "second", "third" }) {
            for (int number = 1; number <= 2; ++number)
                QVERIFY(store.save(key, failedEntry(number), source).has_value());
            QTest::qWait(20);
            (void)store.list("first"); // Opened last, again and again.
            QTest::qWait(20);
        }
        QCOMPARE(store.list("first").entries.size(), size_t(2));
        QCOMPARE(store.list("third").entries.size(), size_t(2));
        for (int number = 3; number <= 40; ++number) {
            const auto outcome = store.save("third", failedEntry(number), source);
            if (outcome)
                continue;
            QVERIFY(outcome.error().code == ErrorCode::Unsupported);
            QVERIFY(outcome.error().message.find("bound") != std::string::npos);
            QVERIFY(number > 3); // Others gave way first.
            QVERIFY(store.list("first").entries.empty());
            QVERIFY(!store.list("third").entries.empty());
            return;
        }
        QFAIL("The bound was never reached.");
    }
};

int main(int argc, char **argv)
{
    QApplication program(argc, argv);
    if (argc == 4 && std::string(argv[1]) == "--work-until-killed") {
        theme::apply(program);
        return workUntilKilled(argv[2], argv[3]);
    }
    TestWorkHistory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_WorkHistory.moc"
