// The recipe of the manual (studies.md, "From nothing to results") with readers who have nothing but keys: the program
// makes and seals the study, two readers read it in the reader's place, one of them in two sittings, and the program
// finds every answer once.

#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

using namespace cf;
using namespace cf::test;
using nlohmann::json;

namespace {

constexpr int patience = 120'000; ///< ms for one call of the program, on a busy machine.
constexpr int films = 20; ///< Of each arm.
constexpr int cases = 2 * films;
constexpr int repeats = cases / 10; ///< The template's 10 %.
constexpr int steps = cases + repeats;
constexpr int firstSitting = 17; ///< Cases that the first reader reads before the window is closed.
constexpr int marksEvery = 10;
constexpr int breakAfter = 40; ///< Cases of one sitting, in the template.

// What the reader says at a place of their order, so that a stored answer can be told from any other.
int findingAt(int position)
{
    return 1 + position % 5;
}
int syntheticAt(int position)
{
    return 1 + 3 * position % 5;
}
bool marksAt(int position)
{
    return position % marksEvery == 0;
}

void press(ui::ReaderPlace &place, Qt::Key key)
{
    QWidget *focus = place.focusWidget() != nullptr ? place.focusWidget() : &place;
    QTest::keyClick(focus, key);
    QTRY_VERIFY_WITH_TIMEOUT(place.desk().state() != ui::ReaderDesk::State::Working, patience);
}

Qt::Key digit(int number)
{
    return Qt::Key(int(Qt::Key_0) + number);
}

void open(ui::ReaderPlace &place)
{
    place.resize(1280, 800);
    place.show();
    place.activateWindow();
    (void)QTest::qWaitForWindowActive(&place);
    QTRY_VERIFY_WITH_TIMEOUT(place.desk().state() != ui::ReaderDesk::State::Working, patience);
}

/// The case on the screen, from its first question to Enter.
void answer(ui::ReaderPlace &place)
{
    const int position = place.step().step.position;
    press(place, digit(findingAt(position))); // And on to the next question.
    press(place, digit(syntheticAt(position)));
    if (marksAt(position)) {
        press(place, Qt::Key_N);
        press(place, Qt::Key_Left); // Placed.
        press(place, digit(2)); // Blur.
        press(place, Qt::Key_Return); // The mark is done.
    }
    press(place, Qt::Key_Return);
}

/// Until so many are stored.
void readTo(ui::ReaderPlace &place, int wanted)
{
    for (int here = 0; place.step().stored < wanted; ++here) {
        if (here > 0 && here % breakAfter == 0)
            press(place, Qt::Key_Return); // The proposed break is over.
        const int before = place.step().stored;
        QCOMPARE(place.step().step.position, before + 1);
        answer(place);
        QCOMPARE(place.step().stored, before + 1);
        if (before % 7 == 0 && place.step().state == NextStep::State::Read && (here + 1) % breakAfter != 0) {
            press(place, Qt::Key_Return); // Enter once more answers nothing.
            QCOMPARE(place.step().stored, before + 1);
        }
    }
}

} // namespace

class TestStudyRecipe : public QObject
{
    Q_OBJECT

private:
    TemporaryFolder m_folder;

    std::string file(const char *name) const { return (m_folder.path() / name).string(); }

    /// What the program printed, as JSON; ends the test where it fails.
    json run(const QString &words)
    {
        QProcess program;
        program.setWorkingDirectory(QString::fromStdString(m_folder.path().string()));
        program.start(QStringLiteral(CONTRAFACT_CLI), QProcess::splitCommand(words));
        const bool hasEnded = program.waitForFinished(patience);
        if (!hasEnded || program.exitCode() != 0) {
            std::fprintf(stderr, "%s: %d %s\n", qPrintable(words), program.exitCode(),
                program.readAllStandardError().constData());
            std::exit(EXIT_FAILURE);
        }
        return json::parse(program.readAllStandardOutput().toStdString(), nullptr, false);
    }

    void makeAndSeal()
    {
        // The model's null edits are tst_StudyCommand's; here real films stand in for them.
        (void)run("study create left.cfstudy --design rating --title \"Left effusion\"");
        (void)run("phantom --seed 1 --count 20 --size 128 --output real");
        (void)run("phantom --seed 21 --count 20 --size 128 --switches \"small effusion left\" --output edited");
        for (const auto &entry : std::filesystem::directory_iterator(m_folder.path() / "edited"))
            if (entry.path().filename().string().find("_mask_") != std::string::npos)
                std::filesystem::remove(entry.path());
        QCOMPARE(
            run("study cases left.cfstudy --folder real --arm real --already-null-edited --size 128").value("added", 0),
            films);
        QCOMPARE(run("study cases left.cfstudy --folder edited --arm edited --size 128").value("added", 0), films);
        (void)run("study reader left.cfstudy --id R1 --experience \"radiologist, 11 years\"");
        (void)run("study reader left.cfstudy --id R2");
        (void)run("study leaks left.cfstudy");
        (void)run("study seal left.cfstudy --reason \"made-up films of a test\"");
    }

    void everythingIsStoredOnce()
    {
        StudyStore store = need(StudyStore::open(file("left.cfstudy")));
        std::map<std::string, std::set<int>> positions;
        int marks = 0;
        const auto readings = need(store.readings(true));
        QCOMPARE(int(readings.size()), 2 * steps);
        for (const Reading &reading : readings) {
            QCOMPARE(reading.revision, 1);
            QVERIFY(positions[reading.key.reader].insert(reading.position).second);
            QCOMPARE(std::get<double>(reading.answers.at("finding")), double(findingAt(reading.position)));
            QCOMPARE(std::get<double>(reading.answers.at("synthetic")), double(syntheticAt(reading.position)));
            QCOMPARE(int(reading.answers.size()), marksAt(reading.position) ? 3 : 2);
            if (marksAt(reading.position)) {
                const auto &drawn = std::get<std::vector<Mark>>(reading.answers.at("where"));
                QVERIFY(drawn.size() == 1 && drawn[0].shape == MarkShape::Box && drawn[0].type == "blur");
                ++marks;
            }
        }
        QCOMPARE(marks, 2 * (steps / marksEvery));
        for (const char *reader : { "R1", "R2" }) {
            QCOMPARE(int(positions[reader].size()), steps);
            QVERIFY(*positions[reader].begin() == 1 && *positions[reader].rbegin() == steps);
        }
        // One record of the audit for each, and of both sittings.
        std::map<std::string, int> records;
        for (const AuditRecord &record : need(store.audit()))
            ++records[record.kind + " " + record.actor];
        QCOMPARE(records["answer R1"], steps);
        QCOMPARE(records["answer R2"], steps);
        QCOMPARE(records["started R1"], 2);
        QCOMPARE(records["started R2"], 1);
        QCOMPARE(records["consented R1"], 1);
        QCOMPARE(records["consented R2"], 1);
    }

    void theProgramFindsTheSame()
    {
        (void)run("study verify left.cfstudy");
        const json status = run("study status left.cfstudy");
        for (const json &reader : status.at("readers"))
            QVERIFY2(reader.dump().find("\"finished\"") != std::string::npos, reader.dump().c_str());
        (void)run("study close left.cfstudy --reason \"all have read\"");
        const json exported = run("study export left.cfstudy --format json --output answers.json");
        constexpr int answers = 2 * (2 * steps + steps / marksEvery);
        QCOMPARE(exported.value("readings", 0), 2 * steps);
        QCOMPARE(exported.value("answers", 0), answers);
        QFile table(QString::fromStdString(file("answers.json")));
        QVERIFY(table.open(QIODevice::ReadOnly));
        std::map<std::string, int> counts;
        for (const json &row : json::parse(table.readAll().toStdString())) {
            ++counts[row.at("question").get<std::string>()];
            const int position = row.at("position").get<int>();
            if (row.at("question") == "finding")
                QCOMPARE(row.at("answer").get<std::string>(), std::to_string(findingAt(position)));
            if (row.at("question") == "synthetic")
                QCOMPARE(row.at("answer").get<std::string>(), std::to_string(syntheticAt(position)));
        }
        QCOMPARE(counts["finding"], 2 * steps);
        QCOMPARE(counts["synthetic"], 2 * steps);
        QCOMPARE(counts["where"], 2 * (steps / marksEvery));
        QCOMPARE(counts["comment"], 0);
        const json figures = run("study analyse left.cfstudy --report report.html");
        QCOMPARE(figures.at("readers").size(), std::size_t(2));
        for (const json &reader : figures.at("readers")) {
            QCOMPARE(reader.value("stored", 0), steps);
            QCOMPARE(reader.value("total", 0), steps);
        }
        for (const json &arm : figures.at("arms"))
            QCOMPARE(arm.value("cases", 0), films);
        (void)run("study verify left.cfstudy"); // With what analysis and export have recorded.
    }

private Q_SLOTS:
    void initTestCase()
    {
        ::setenv("XDG_STATE_HOME", file("state").c_str(), 1);
        ui::theme::apply(*qApp);
    }

    void fromNothingToResultsByKeys()
    {
        makeAndSeal();
        if (QTest::currentTestFailed())
            return;
        const std::string study = file("left.cfstudy");
        {
            ui::ReaderPlace place(ui::entryOf(study, "R1"), false);
            open(place);
            press(place, Qt::Key_Return); // Agrees to the page before the first case.
            readTo(place, firstSitting);
            press(place, digit(1)); // Begun, not given.
            QVERIFY(place.close());
        }
        if (QTest::currentTestFailed())
            return;
        {
            ui::ReaderPlace place(ui::entryOf(study, "R1"), false);
            open(place);
            QCOMPARE(place.step().stored, firstSitting);
            QCOMPARE(place.step().total, steps);
            press(place, Qt::Key_Return); // Nothing of what was begun is there.
            QCOMPARE(place.step().stored, firstSitting);
            readTo(place, steps);
            QVERIFY(place.step().state == NextStep::State::Finished);
            press(place, Qt::Key_Return); // The end asks nothing.
            QVERIFY(place.close());
        }
        if (QTest::currentTestFailed())
            return;
        {
            ui::ReaderPlace place(ui::entryOf(study, "R2"), true); // In Japanese, in one sitting with its break.
            open(place);
            press(place, Qt::Key_Return);
            readTo(place, steps);
            QVERIFY(place.step().state == NextStep::State::Finished);
            QVERIFY(place.close());
        }
        if (QTest::currentTestFailed())
            return;
        everythingIsStoredOnce();
        if (QTest::currentTestFailed())
            return;
        theProgramFindsTheSame();
    }
};

QTEST_MAIN(TestStudyRecipe)
#include "tst_StudyRecipe.moc"
