// The pilot in the window, with the real contrafact-cli: its rules stand before anything is looked at, a stage runs, is
// stopped and goes on, and no stage starts against a rule without a reason.
#include "tests/datasets/BatchBench.h"
#include "tests/support/WindowBench.h"
#include "ui/datasets/DataSetsWorkplace.h"
#include "ui/datasets/pilot/PilotPage.h"
#include "ui/datasets/pilot/StageView.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <fstream>

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
