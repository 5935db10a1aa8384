// The place of data sets with the real contrafact-cli: a plan is filled in, a batch runs, is stopped and goes on, and
// what it made is the same as from a terminal.
#include "dicom/ImageImport.h"
#include "tests/datasets/BatchBench.h"
#include "tests/support/WindowBench.h"
#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/AnnotationWorkplace.h"
#include "ui/annotation/BatchReview.h"
#include "ui/coordinator/CoordinatorWorkplace.h"
#include "ui/datasets/BatchPanel.h"
#include "ui/datasets/DataSetsWorkplace.h"
#include "ui/datasets/PlanForm.h"
#include "ui/datasets/RuleTable.h"
#include "ui/settings/Preferences.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

constexpr int patience = 60'000; ///< ms, on a busy machine.

WindowServices servicesHere()
{
    WindowServices made = test::services();
    made.batchProgram = CONTRAFACT_CLI;
    made.bundledModel = "test";
    made.study.readImage = [](const std::filesystem::path &file) -> Result<sessions::ReadImage> {
        CF_ASSIGN(auto loaded, openRadiograph(file));
        return sessions::ReadImage{ std::move(loaded.radiograph), loaded.attributes.patientId, {} };
    };
    return made;
}

struct Place {
    MainWindow window{ servicesHere(), workplaceTable() };
    DataSetsWorkplace &place = *static_cast<DataSetsWorkplace *>(window.workplace("datasets"));
    BatchDesk &desk = place.desk();

    Place()
    {
        window.show();
        window.goTo("datasets");
    }

    void fill(const QString &films, const QString &folder)
    {
        desk.begin();
        BatchPlan plan;
        plan.rules = { { "add a left pacemaker", {}, {}, false }, { "add ecg leads", {}, {}, false },
            { "frobnicate", {}, {}, false } };
        plan.method = "insertion";
        place.form().setPlan(plan, { folder, films, {}, 1 });
        Q_EMIT place.form().changed();
    }

    BatchStage stage() const { return desk.state().stage; }
};

} // namespace

class TestDataSets : public QObject
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
        test::writeFilms(m_films.toStdString(), 12);
        QDesktopServices::setUrlHandler("file", this, "noteShown");
    }

    void cleanupTestCase() { QDesktopServices::unsetUrlHandler("file"); }

    void aPlanIsWrittenByTheForm()
    {
        Place bench;
        PlanForm &form = bench.place.form();
        form.rules().setRules({ { "remove the pacemaker", "finding_labels", "Pacemaker", false } });
        form.rules().table().setCurrentCell(0, 0);
        form.rules().addOpposite();
        const auto plan = batchPlanFromJson(form.json().toStdString());
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().message.c_str());
        QCOMPARE(plan->rules.size(), std::size_t(2));
        QCOMPARE(plan->rules[1].prompt, std::string("add a pacemaker"));
        QVERIFY(plan->rules[1].unless && plan->rules[1].column == "finding_labels");

        form.splits().setText("train 0.5, test 0.4");
        QVERIFY(!form.plan().has_value());
        form.splits().setText("train 0.5, test 0.5");
        QVERIFY(form.plan().has_value());
        form.setFilms(m_films);
        const QString file = m_folder.filePath("plan.json");
        bench.place.savePlan(file);
        const auto saved = batchPlanFromJson(test::textOf(file.toStdString()));
        QVERIFY(saved && saved->films == m_films.toStdString() && saved->splits.size() == 2);
        bench.desk.begin();
        bench.place.openPlan(file);
        QCOMPARE(form.place().films, m_films);
        QCOMPARE(form.rules().rules(), saved->rules);

        // Nothing of a plan is lost on its way through the form.
        BatchPlan odd;
        odd.rules = { { "add a nodule", "findings, all", "a|b", true } };
        odd.method = "auto";
        odd.parameters = { { "steps", 7.0 }, { "scale", 1.0 / 3.0 } };
        odd.seeds = { 0, 18446744073709551615ULL };
        odd.splits = { { "one third", 1.0 / 3.0 }, { "rest", 2.0 / 3.0 } };
        odd.splitSeed = 9'000'000'000ULL;
        odd.pictures = false;
        odd.deepPictures = odd.segmentations = true;
        odd.table = "../train, valid.csv";
        odd.masks = { "../masks", "mask file", "label:2" };
        form.setPlan(odd, {});
        QCOMPARE(toJson(*form.plan()), toJson(odd));
        odd.method.clear();
        odd.parameters.clear();
        odd.arms = { { "ours", {}, {} }, { "a third", "sdedit", { { "strength", 1.0 / 3.0 }, { "steps", 7.0 } } },
            { "the model's own", {}, { { "steps", 9.0 } } } };
        form.setPlan(odd, {});
        const auto back = form.plan();
        QVERIFY2(back.has_value(), back ? "" : back.error().message.c_str());
        QCOMPARE(toJson(*back), toJson(odd));
        form.arms().setPlainText("one: direct\none: instruct"); // Which of them is "one"?
        QVERIFY(!form.plan().has_value());
        form.arms().setPlainText("one: direct, steps=many");
        QVERIFY(!form.plan().has_value());
    }

    void parametersAreCheckedWhereTheyAreTyped()
    {
        PlanForm form;
        form.setMethods({ { "flow", "Moves.", 15, { { "start", 0.85, 0.01, 1.0, "Where it begins." } } } }, "a model");
        BatchPlan plan;
        plan.rules = { { "add a nodule", {}, {}, false } };
        plan.method = "flow";
        plan.parameters = { { "start", 0.5 } };
        form.setPlan(plan, {});
        QVERIFY(form.plan().has_value());
        plan.parameters = { { "start", 2.0 } };
        form.setPlan(plan, {});
        QVERIFY(!form.plan().has_value());
        QCOMPARE(form.plan().error().message, std::string("The parameter start must be between 0.01 and 1; 2 is not."));
        bool told = false;
        for (const QLineEdit *field : form.findChildren<QLineEdit *>())
            told = told || field->toolTip().contains("start = 0.85 (0.01 to 1): Where it begins.");
        QVERIFY(told);
    }

    void theEstimateSaysWhatHinders()
    {
        Place bench;
        bench.fill(m_films, m_folder.filePath("estimated"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.desk.state().estimate.has_value(), patience);
        QCOMPARE(bench.desk.state().estimate->edits, std::size_t(48)); // 16 films, broken ones too, 3 instructions.
        QVERIFY(bench.desk.state().estimate->bytes > 0 && bench.desk.state().estimate->room > 0);
        QVERIFY(bench.place.panel().act().isEnabled());
        bench.place.form().setFilms(m_folder.filePath("nowhere"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.desk.state().problem.isEmpty(), patience);
        QVERIFY(!bench.place.panel().act().isEnabled());
    }

    void stoppedItGoesOnToTheSameBytesAsATerminal()
    {
        Place bench;
        const QString folder = m_folder.filePath("window");
        bench.fill(m_films, folder);
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.panel().act().isEnabled(), patience);
        bench.place.panel().act().click();
        QCOMPARE(bench.stage(), BatchStage::Running);
        QTRY_VERIFY_WITH_TIMEOUT(test::objectsIn(folder.toStdString()) >= 2, patience);
        bench.window.close(); // It asks first.
        QVERIFY(bench.window.isVisible());
        auto *question = bench.window.findChild<QMessageBox *>("quitQuestion");
        QVERIFY(question != nullptr);
        question->findChild<QPushButton *>("stay")->click();
        QVERIFY(bench.desk.isRunning());
        QElapsedTimer clock;
        clock.start();
        bench.place.panel().act().click();
        QCOMPARE(bench.stage(), BatchStage::Stopping);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.desk.isRunning(), patience);
        QVERIFY(clock.elapsed() < 3000); // Half a second, on a machine that has nothing else to do.
        qInfo("stopped after %lld ms", static_cast<long long>(clock.elapsed()));
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Stopped, patience);
        QVERIFY(!bench.desk.isProblem());
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.panel().progressWords().contains("goes on"), patience);

        // Another window, later: it is in the list and goes on from there.
        bench.desk.begin();
        bench.place.batches().setCurrentRow(0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Stopped, patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.place.form().rules().rules().size(), std::size_t(3), patience);
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.panel().act().isEnabled(), patience);
        bench.place.panel().act().click();
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Finished, patience);
        QVERIFY2(!bench.desk.isProblem(), qPrintable(bench.desk.message()));
        QVERIFY(!bench.desk.state().pictures.empty() && !bench.desk.state().pictures.front().image.isNull());
        QVERIFY(!bench.desk.state().standing->reasons.empty());

        const test::fs::path terminal = m_folder.filePath("terminal").toStdString();
        const auto command = test::batchOf(m_films.toStdString(), terminal, 1);
        QCOMPARE(test::endOf(test::startProgram(command, m_folder.filePath("stderr.txt").toStdString())), 0);
        QVERIFY(test::contentOf(folder.toStdString()) == test::contentOf(terminal));

        bench.place.showPage("sheet.html");
        QCOMPARE(m_shown.fileName(), QString("sheet.html"));
    }

    void aBatchThatCannotGoOnSaysWhy()
    {
        Place bench;
        const QString folder = m_folder.filePath("window");
        bench.desk.open({ folder, m_films, {}, 1 });
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Finished, patience);
        bench.fill(m_films, m_folder.path()); // Not empty, and no batch.
        QTRY_VERIFY_WITH_TIMEOUT(bench.place.panel().act().isEnabled(), patience);
        bench.place.panel().act().click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench.desk.isRunning(), patience);
        QVERIFY(bench.desk.isProblem() && !bench.desk.message().isEmpty());
    }

    /// With CONTRAFACT_SCREENS set to a folder the pictures are left there.
    void aBatchInViewFitsItsPanel_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const QString &language : { QString("en"), QString("ja") })
            for (const QSize size : { QSize(1280, 800), QSize(1920, 1080) })
                QTest::newRow(qPrintable(QString("%1 %2").arg(language).arg(size.width()))) << language << size;
    }

    void aBatchInViewFitsItsPanel()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        WindowServices made = servicesHere();
        Preferences(made.settingsFile).set("general/language", language);
        MainWindow window(std::move(made), workplaceTable());
        window.resize(size);
        window.show();
        window.goTo("datasets");
        auto &place = *static_cast<DataSetsWorkplace *>(window.workplace("datasets"));
        place.desk().open({ m_folder.filePath("window"), m_films, {}, 1 });
        QTRY_COMPARE_WITH_TIMEOUT(place.desk().state().stage, BatchStage::Finished, patience);
        QTRY_VERIFY_WITH_TIMEOUT(place.desk().state().estimate.has_value(), patience);
        QTest::qWait(300);
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty())
            window.grab().save(QString("%1/batch-%2-%3.png").arg(folder.constData(), language).arg(size.width()));
        QCOMPARE(window.size(), size);
        for (const QLabel *label : place.panel().findChildren<QLabel *>())
            if (label->isVisible())
                QVERIFY2(label->heightForWidth(label->width()) <= label->height() + 1, qPrintable(label->text()));
    }

    void oneButtonMakesAReaderStudyOfIt()
    {
        Place bench;
        bench.desk.open({ m_folder.filePath("window"), m_films, {}, 1 });
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Finished, patience);
        Q_EMIT bench.place.panel().validationWanted();
        QCOMPARE(bench.window.place(), QString("validation"));
        auto &validation = *static_cast<CoordinatorWorkplace *>(bench.window.workplace("validation"));
        QTRY_VERIFY_WITH_TIMEOUT(validation.desk().isOpen() && !validation.desk().isBusy(), patience);
        QVERIFY(QFile::exists(m_folder.filePath("window/study.cfstudy")));
        QTRY_VERIFY_WITH_TIMEOUT(!validation.desk().study().cases.empty() || validation.desk().isProblem(), patience);
        QVERIFY2(!validation.desk().isProblem(), qPrintable(validation.desk().message()));
    }

    void oneButtonBringsItToAnnotation()
    {
        Place bench;
        bench.desk.open({ m_folder.filePath("window"), m_films, {}, 1 });
        QTRY_COMPARE_WITH_TIMEOUT(bench.stage(), BatchStage::Finished, patience);
        Q_EMIT bench.place.panel().annotationWanted();
        QCOMPARE(bench.window.place(), QString("annotation"));
        auto &annotation = *static_cast<AnnotationWorkplace *>(bench.window.workplace("annotation"));
        QTRY_COMPARE_WITH_TIMEOUT(annotation.desk().rows().size(), std::size_t(2), patience); // Of the first film.
        QVERIFY(annotation.review().films() > 2);
        const HistoryEntry *first = annotation.desk().entry();
        QVERIFY(first && first->result);
        QCOMPARE(first->instruction, QString("add a left pacemaker"));
        // It is the batch's result: it differs from the film in its region alone.
        const Radiograph &film = annotation.desk().document()->image().picture->radiograph();
        const Radiograph made = first->result->unmarked();
        std::size_t changed = 0;
        for (std::size_t at = 0; at < film.stored.pixels.size(); ++at) {
            if (film.stored.pixels[at] == made.stored.pixels[at])
                continue;
            ++changed;
            QVERIFY(first->result->regionValues.pixels[at] > 0);
        }
        QVERIFY(changed > 100);
        const QString shown = QString::fromStdString(annotation.desk().document()->image().path.string());
        annotation.review().step(1);
        QTRY_VERIFY_WITH_TIMEOUT(annotation.desk().document()
                && QString::fromStdString(annotation.desk().document()->image().path.string()) != shown
                && annotation.desk().rows().size() == 2,
            patience);
        annotation.review().step(-1); // What is there already does not come twice.
        QTRY_COMPARE_WITH_TIMEOUT(
            QString::fromStdString(annotation.desk().document()->image().path.string()), shown, patience);
        QTest::qWait(500);
        QCOMPARE(annotation.desk().rows().size(), std::size_t(2));
    }
};

QTEST_MAIN(TestDataSets)
#include "tst_DataSets.moc"
