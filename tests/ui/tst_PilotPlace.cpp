// The pilot in the window, with the real contrafact-cli: its rules stand before anything is looked at, a stage runs, is
// stopped and goes on, and no stage starts against a rule without a reason.
#include "tests/datasets/BatchBench.h"
#include "tests/support/WindowBench.h"
#include "ui/datasets/DataSetsWorkplace.h"
#include "ui/datasets/parts/CalledProgram.h"
#include "ui/datasets/parts/CellGrid.h"
#include "ui/datasets/pilot/PilotPage.h"
#include "ui/datasets/pilot/StageView.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <fstream>
#include <vector>

using namespace cf;
using namespace cf::ui;

namespace {

constexpr int patience = 120'000; ///< ms, on a busy machine.

WindowServices servicesHere()
{
    WindowServices made = test::services();
    made.batchProgram = CONTRAFACT_CLI;
    return made;
}

struct Place {
    MainWindow window{ servicesHere(), workplaceTable() };
    DataSetsWorkplace &place = *static_cast<DataSetsWorkplace *>(window.workplace("datasets"));
    PilotDesk &desk = place.pilotDesk();
    PilotPage &page = place.pilotPage();

    Place()
    {
        window.show();
        window.goTo("datasets");
        place.showPilot();
    }

    void fill(const QString &films, const QString &folder)
    {
        page.films().setText(films);
        page.folder().setText(folder);
        page.prompts().setPlainText(QStringLiteral("remove the pacemaker\n\n  add ecg leads "));
    }

    bool isIdle() const { return desk.running() < 0; }
};

void write(const QString &file, const char *text)
{
    std::ofstream(file.toStdString()) << text;
}

} // namespace

class TestPilotPlace : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_films = m_folder.filePath("films");
    QUrl m_shown;

public Q_SLOTS:
    void noteShown(const QUrl &url) { m_shown = url; }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        test::writeFilms(m_films.toStdString(), 6);
        QDesktopServices::setUrlHandler("file", this, "noteShown");
    }

    void cleanupTestCase() { QDesktopServices::unsetUrlHandler("file"); }

    void theRulesStandBeforeAnythingIsLookedAt()
    {
        Place bench;
        bench.fill({}, {});
        QCOMPARE(bench.page.stage(0).stateText(), QStringLiteral("not begun"));
        QVERIFY(!bench.page.stage(0).act().isEnabled());
        QCOMPARE(bench.desk.hindrance(0, {}), QStringLiteral("Choose the folder of films."));
        bench.fill(m_films, m_folder.filePath("new"));
        bench.page.prompts().setPlainText(QStringLiteral("remove the pacemaker\n\n  add ecg leads "));
        QCOMPARE(bench.desk.place().prompts, QStringList({ "remove the pacemaker", "add ecg leads" }));
        QVERIFY(bench.page.stage(0).act().isEnabled());
        for (int stage = 1; stage < pilot::stages; ++stage)
            QVERIFY(!bench.page.stage(stage).act().isEnabled());
        QVERIFY(!bench.page.stage(0).page().isEnabled());
        QVERIFY(!QFileInfo::exists(m_folder.filePath("new"))); // Looking makes nothing.
    }

    void aStageRunsStopsAndGoesOn()
    {
        Place bench;
        const QString folder = m_folder.filePath("pilot");
        bench.fill(m_films, folder);
        bench.page.stage(0).act().click();
        QCOMPARE(bench.desk.running(), 0);
        QVERIFY(!bench.page.films().isEnabled());
        QVERIFY(!bench.place.underWay().isEmpty());
        bench.page.stage(0).act().click(); // "Stop"
        QVERIFY(bench.desk.isStopping() || bench.isIdle());
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), patience);
        QVERIFY2(bench.desk.message().contains("stopped"), qPrintable(bench.desk.message()));
        QVERIFY(!bench.desk.isProblem());

        bench.page.stage(0).act().click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isIdle(), patience);
        QVERIFY2(!bench.desk.isProblem(), qPrintable(bench.desk.message()));
        const auto &films = bench.desk.standing().all[0];
        QVERIFY(films.isDone() && !films.isMet()); // So few films are no twenty.
        QCOMPARE(films.verdicts.size(), std::size_t(5));
        QVERIFY(QString::fromStdString(films.verdicts[0].found).endsWith(" of 10")); // Broken files count, too.
        QCOMPARE(bench.page.stage(0).stateText(), QStringLiteral("not met"));
        bench.page.stage(0).page().click();
        QCOMPARE(m_shown.toLocalFile(), folder + "/stage-0.html");
        QVERIFY(QFileInfo::exists(m_shown.toLocalFile()));

        // The next one asks for a reason, in words, beside the field for it.
        QVERIFY(!bench.page.stage(1).act().isEnabled());
        QVERIFY(bench.page.stage(1).act().toolTip().contains("recorded"));
        QVERIFY(bench.page.reason().isVisible());
        bench.page.reason().setText("   ");
        QVERIFY(!bench.page.stage(1).act().isEnabled());
        bench.page.reason().setText("We have no more films yet.");
        QVERIFY(bench.page.stage(1).act().isEnabled());
        QVERIFY(!bench.page.stage(2).act().isEnabled()); // Nothing skips a stage.
    }

    void aReadingIsAskedForAndRecordedFractionsStay()
    {
        const QString folder = m_folder.filePath("read");
        QDir().mkpath(folder);
        write(folder + "/rules.json", toJson(PilotRules{}).c_str());
        QVERIFY(writeStage(folder.toStdString(), { 0, "films", {}, { { "r", "f", PilotVerdict::State::Met } }, {} }));
        const PilotVerdict reading{ pilot::readingFit(PilotRules{}), "to be read", PilotVerdict::State::Open };
        QVERIFY(writeStage(folder.toStdString(), { 1, "edits", {}, { reading }, "Stage 2: hours." }));
        Place bench;
        bench.fill(m_films, folder);
        Q_EMIT bench.page.folder().editingFinished();
        QCOMPARE(bench.desk.standing().current(), 1);
        QCOMPARE(bench.page.stage(0).stateText(), QStringLiteral("met"));
        QCOMPARE(bench.page.stage(1).stateText(), QStringLiteral("open"));
        QVERIFY(bench.page.reader().isVisible());
        QVERIFY(!bench.page.record().isEnabled()); // Nobody has read.
        bench.page.reader().setText("Reader A");
        QVERIFY(bench.page.record().isEnabled());

        // A damaged result is named.
        write(folder + "/stage-2.json", "{");
        bench.desk.setPlace({ m_films, folder + "/", bench.desk.place().prompts, 1 });
        QVERIFY(bench.desk.isProblem());
        QVERIFY2(bench.desk.message().contains("stage-2.json"), qPrintable(bench.desk.message()));
    }

    /// Batches and pilots are called alike: heard line by line, stopped once, and told of how they ended.
    void aCalledProgramIsHeardAndStopped()
    {
        CalledProgram program("/bin/sh");
        std::vector<CalledEnd> ends;
        QStringList lines;
        connect(&program, &CalledProgram::ended, this, [&ends](const CalledEnd &end) { ends.push_back(end); });
        connect(&program, &CalledProgram::heard, this, [&] { lines << program.lastLine(); });
        const auto run = [&](const QString &script) {
            ends.clear();
            lines.clear();
            program.start({ "-c", script });
        };
        run("echo 'contrafact-cli: One.'; sleep 0.3; echo Two.; printf Three >&2; exit 1");
        QTRY_VERIFY_WITH_TIMEOUT(ends.size() == 1, patience);
        QVERIFY(ends[0].code == 1 && !ends[0].wasStopped && ends[0].said == "Three" && !program.isRunning());
        QCOMPARE(lines.last(), QStringLiteral("Two."));
        QVERIFY(lines.first() == "One." || lines.size() == 1); // A busy machine hands both on at once.
        QVERIFY(!program.stop());

        run("trap 'echo Stopped.; exit 4' TERM; echo Ready.; while :; do sleep 0.05; done");
        QTRY_VERIFY_WITH_TIMEOUT(program.lastLine() == "Ready.", patience);
        QVERIFY(program.stop() && program.isStopping() && !program.stop()); // A second word would end it at once.
        QTRY_VERIFY_WITH_TIMEOUT(ends.size() == 1, patience);
        QVERIFY(ends[0].wasStopped && ends[0].code == 4 && ends[0].said == "Stopped." && !program.isStopping());

        run("exit 0");
        QTRY_VERIFY_WITH_TIMEOUT(ends.size() == 1, patience);
        QVERIFY(ends[0].code == 0 && !ends[0].wasStopped && ends[0].said.isEmpty());

        const QString mark = m_folder.filePath("ended in good order");
        {
            CalledProgram quit("/bin/sh");
            quit.start({ "-c", "trap 'echo x >\"$0\"; exit 4' TERM; echo Ready.; while :; do sleep 0.05; done", mark });
            QTRY_VERIFY_WITH_TIMEOUT(quit.lastLine() == "Ready.", patience);
        } // The window goes.
        QVERIFY(QFileInfo::exists(mark));
    }

    /// Numbers that are shown anew stay in their labels; rows that are no more are hidden.
    void gridsAreFilledInPlace()
    {
        QWidget widget;
        auto *grid = new QGridLayout(&widget);
        const auto label = [grid](int row, int column) {
            return qobject_cast<QLabel *>(grid->itemAtPosition(row, column)->widget());
        };
        using Row = QList<GridCell>;
        const auto roleOf = [&label](int row, int column) { return label(row, column)->property("role").toString(); };
        fillGrid(*grid,
            QList<Row>{ Row{ GridCell{ "a", "caption" }, GridCell{ "1" } },
                Row{ GridCell{ "b", "caption" }, GridCell{ "2" } } });
        QLabel *first = label(0, 1);
        QVERIFY(first->text() == "1" && label(1, 0)->text() == "b");
        QCOMPARE(roleOf(1, 0), QStringLiteral("caption"));
        fillGrid(*grid, QList<Row>{ Row{ GridCell{ "a", "error" }, GridCell{ "3" } } });
        QVERIFY(label(0, 1) == first && first->text() == "3");
        QCOMPARE(roleOf(0, 0), QStringLiteral("error"));
        QVERIFY(label(1, 0)->isHidden() && label(1, 1)->isHidden() && !first->isHidden());
        fillGrid(*grid, QList<Row>{ Row{ GridCell{ "a" }, GridCell{ "3" } }, Row{ GridCell{ "c" }, GridCell{ "4" } } });
        QVERIFY(!label(1, 1)->isHidden() && label(1, 1)->text() == "4");
    }

    void thePlaceIsRemembered()
    {
        Preferences preferences(m_folder.filePath("settings.ini"));
        {
            PilotDesk desk("contrafact-cli", preferences);
            desk.setPlace({ "/films", "/pilot", { "remove the pacemaker" }, 2 });
        }
        PilotDesk again("contrafact-cli", preferences);
        QCOMPARE(again.place(), (PilotPlace{ "/films", "/pilot", { "remove the pacemaker" }, 2 }));
        QCOMPARE(again.standing().current(), 0);
        PilotDesk broken("/nowhere/contrafact-cli", preferences);
        broken.run(0);
        QTRY_VERIFY_WITH_TIMEOUT(broken.running() < 0, patience);
        QVERIFY(broken.isProblem() && broken.message().contains("could not be started"));
    }
};

QTEST_MAIN(TestPilotPlace)
#include "tst_PilotPlace.moc"
