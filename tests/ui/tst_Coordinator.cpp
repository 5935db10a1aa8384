// The coordinator's way from a title to a report, by what the pages do; and that nothing of it shows an answer early.

#include "core/sessions/coordination/StudyStatus.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingOrder.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/WindowBench.h"
#include "ui/coordinator/CoordinatorWorkplace.h"
#include "ui/coordinator/StartPage.h"
#include "ui/coordinator/pages/LeakPage.h"
#include "ui/coordinator/pages/ProtocolPage.h"
#include "ui/coordinator/pages/ReadersPage.h"
#include "ui/coordinator/pages/ResultsPage.h"
#include "ui/coordinator/pages/SealPage.h"
#include "ui/coordinator/pages/SizePanel.h"
#include "ui/coordinator/pages/cases/CaseFields.h"
#include "ui/coordinator/pages/cases/CasesPage.h"
#include "ui/coordinator/pages/run/AdjudicationPanel.h"
#include "ui/coordinator/pages/run/ConflictPanel.h"
#include "ui/coordinator/pages/run/ReadingGrid.h"
#include "ui/coordinator/pages/run/RunPage.h"
#include "ui/coordinator/protocol/ArmsForm.h"
#include "ui/coordinator/protocol/ChoiceTable.h"
#include "ui/coordinator/protocol/ConditionLines.h"
#include "ui/coordinator/protocol/ItemList.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/coordinator/protocol/QuestionForm.h"
#include "ui/coordinator/protocol/QuestionsForm.h"
#include "ui/coordinator/protocol/RulesForm.h"
#include "ui/coordinator/protocol/StagesForm.h"
#include "ui/coordinator/study/FigureWords.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace cf;
using namespace cf::test;
using namespace cf::ui;

namespace {

/// A window with the place of validation; films come from their names.
struct Place {
    explicit Place(const QString &language = QStringLiteral("en"))
        : window(made(language), workplaceTable())
        , place(*static_cast<CoordinatorWorkplace *>(window.workplace("validation")))
    {
        window.resize(1920, 1080);
        window.show();
        window.goTo("validation");
    }
    static WindowServices made(const QString &language)
    {
        WindowServices services = cf::test::services();
        Preferences(services.settingsFile).set("general/language", language);
        services.bundledModel = std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr";
        services.study.readImage = [](const std::filesystem::path &file) -> Result<ReadImage> {
            ReadImage image;
            image.radiograph = film(std::stoi(file.stem().string()), 64, 64).radiograph;
            image.patient = file.stem().string();
            return image;
        };
        services.study.pdf = [](const StudyAnalysis &) -> Result<std::string> { return std::string("%PDF-1.4\n"); };
        return services;
    }
    template <typename Page> Page &page(CoordinatorWorkplace::Step step)
    {
        place.goTo(step);
        return static_cast<Page &>(place.page(step));
    }
    /// Until the work is done and the study was read again.
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!place.desk().isBusy(), 60000);
        QSignalSpy again(&place.desk(), &StudyDesk::changed);
        again.wait(1000); // It may have come already.
    }
    void open(const QString &location)
    {
        place.desk().open(location);
        QTRY_VERIFY_WITH_TIMEOUT(place.desk().isOpen(), 30000);
        settle();
    }
    void picture(const char *name)
    {
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty()) {
            QTest::qWait(60);
            window.grab().save(QString("%1/%2.png").arg(QString::fromLocal8Bit(folder), QString(name)));
        }
    }

    MainWindow window;
    CoordinatorWorkplace &place;
};

QString shownText(const QWidget &place)
{
    QStringList texts;
    for (const QLabel *label : place.findChildren<QLabel *>())
        if (!label->testAttribute(Qt::WA_WState_ExplicitShowHide) || !label->isHidden())
            texts << label->text(); // What was hidden by name is left out; new lines of a page count at once.
    return texts.join('\n');
}

void readAll(StudyStore &store, const std::string &reader, double score, int maximum = 1000)
{
    for (NextStep next = need(store.next(reader)); next.state == NextStep::State::Read && maximum-- > 0;
         next = need(store.next(reader))) {
        Reading reading;
        reading.key = { reader, next.step.caseId, next.step.stage, next.step.attempt };
        reading.answers["effusion"] = false;
        reading.answers["synthetic"] = next.step.caseId == "C003" && reader == "R2" ? 5.0 : score;
        reading.activeSeconds = 12.0;
        need(store.submit(reading));
    }
}

} // namespace

class TestCoordinator : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string at(const char *name) const { return (m_folder.path() + "/" + name).toStdString(); }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("XDG_STATE_HOME", (m_folder.path() + "/state").toLocal8Bit());
        theme::apply(*qApp);
    }

    void aStudyIsMadeAndSealed()
    {
        Place bench;
        bench.place.start().title().setText("Left effusion");
        bench.place.createAt(QString::fromStdString(at("made.cfstudy")));
        QTRY_VERIFY(bench.place.desk().isOpen());
        bench.settle();
        QVERIFY(QFile::exists(QString::fromStdString(at("made.cfstudy"))));

        // Protocol: a field and the text say the same; what is wrong is said at once and cannot be taken.
        auto &protocol = bench.page<ProtocolPage>(CoordinatorWorkplace::Protocol);
        QVERIFY(protocol.text().toPlainText().contains("\"title\": \"Left effusion\""));
        QString text = protocol.text().toPlainText();
        protocol.text().setPlainText(QString(text).replace("\"patient_gap\": 1", "\"patient_gap\": 0"));
        QVERIFY(protocol.isChanged() && protocol.protocol().order.patientGap == 0);
        protocol.text().setPlainText(text + "}");
        QVERIFY(protocol.problem().contains("JSON"));
        protocol.take(); // Nothing happens.
        protocol.text().setPlainText(
            QString(text).replace("\"null-edited\"", "\"real\"").replace("\"share\": 0.1", "\"share\": 0.0"));
        QVERIFY(protocol.problem().isEmpty());
        protocol.take();
        bench.settle();
        QCOMPARE(bench.place.desk().study().protocol.arms[0].kind, ArmKind::Real);
        QVERIFY(!protocol.isChanged());
        QVERIFY(protocol.size().detectionWords().contains("Too few"));
        bench.picture("m-protocol");

        // Cases: a folder into the chosen arm; a list; one taken out.
        QDir(m_folder.path()).mkdir("films");
        for (int i = 1; i <= 12; ++i)
            QFile(m_folder.path() + QString("/films/%1.dcm").arg(i)).open(QIODevice::WriteOnly);
        QFile(m_folder.path() + "/films/contrafact.sha256").open(QIODevice::WriteOnly);
        QFile list(m_folder.path() + "/list.csv");
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("file,arm,patient\n");
        for (int i = 101; i <= 112; ++i)
            list.write(QString("%1.dcm,edited,p%1\n").arg(i).toUtf8());
        list.close();
        auto &cases = bench.page<CasesPage>(CoordinatorWorkplace::Cases);
        cases.findChild<QSpinBox *>()->setValue(128); // Small copies, so that the leak check is quick.
        cases.chooseArm("real");
        cases.addFolder(m_folder.path() + "/films");
        bench.settle();
        QCOMPARE(cases.table().rowCount(), 12);
        cases.addList(m_folder.path() + "/list.csv");
        bench.settle();
        QCOMPARE(cases.table().rowCount(), 24);
        QCOMPARE(bench.place.desk().view().status.casesOfArm.at("edited"), 12);
        // Of two of them it is said that they are for training, and what is right.
        cases.table().selectRow(0);
        cases.fields().truth().setText({});
        QTest::keyClicks(&cases.fields().truth(), "synthetic");
        QVERIFY(!cases.fields().button().isEnabled());
        QVERIFY(shownText(cases).contains("\"synthetic\" is none"));
        QTest::keyClicks(&cases.fields().truth(), "=no");
        cases.fields().training().setChecked(true);
        cases.fields().take();
        bench.settle();
        QCOMPARE(bench.place.desk().view().status.trainingCases, 1);
        QCOMPARE(cases.table().item(0, 5)->text(), QString("synthetic=no"));
        cases.table().selectRow(0);
        cases.fields().training().setChecked(false);
        cases.fields().take();
        bench.settle();
        QCOMPARE(bench.place.desk().view().status.trainingCases, 0);
        cases.addList(m_folder.path() + "/none.csv");
        bench.settle();
        QVERIFY(bench.place.desk().isProblem());
        QVERIFY(shownText(bench.place).contains("none.csv does not exist"));
        bench.picture("m-cases");

        auto &readers = bench.page<ReadersPage>(CoordinatorWorkplace::Readers);
        for (const char *id : { "R1", "R2" }) {
            readers.id().setText(id);
            readers.add();
            bench.settle();
        }
        QCOMPARE(readers.table().rowCount(), 2);
        QCOMPARE(readers.table().item(0, 5)->text(), QString("the study is not sealed"));

        auto &leaks = bench.page<LeakPage>(CoordinatorWorkplace::Leaks);
        QVERIFY(leaks.verdict().contains("Not looked for"));
        leaks.hunt();
        bench.settle();
        QVERIFY(!leaks.verdict().contains("Not looked for"));
        bench.picture("m-leaks");

        auto &seal = bench.page<SealPage>(CoordinatorWorkplace::Seal);
        QVERIFY(!seal.button().isEnabled()); // It is not confirmed yet.
        seal.knows().setChecked(true);
        seal.without().setChecked(true);
        QVERIFY(!seal.button().isEnabled()); // Without a check it needs a reason.
        seal.reason().setText("made-up films");
        QVERIFY(seal.button().isEnabled());
        seal.seal();
        bench.settle();
        QVERIFY(bench.place.desk().study().isSealed());
        QVERIFY(bench.place.desk().message().contains("SHA-256"));
        seal.verify();
        bench.settle();
        QVERIFY(bench.place.desk().message().contains("as it was written"));
        bench.picture("m-seal");

        // Sealed: a change is an amendment, and needs a reason.
        auto &amended = bench.page<ProtocolPage>(CoordinatorWorkplace::Protocol);
        amended.text().setPlainText(amended.text().toPlainText().replace("Left effusion", "Left effusion, amended"));
        amended.take();
        bench.settle();
        QCOMPARE(int(bench.place.desk().study().seals.size()), 1);
        for (QLineEdit *line : amended.findChildren<QLineEdit *>())
            if (line->accessibleName() == "Reason of the amendment")
                line->setText("a clearer title");
        amended.take();
        bench.settle();
        QCOMPARE(int(bench.place.desk().study().seals.size()), 2);
    }

    /// A protocol of all kinds of questions, by the form alone; what is wrong stands beside its field.
    void aProtocolIsMadeByForm()
    {
        need(StudyStore::create(at("form.cfstudy"), twoArms()));
        Place bench;
        bench.open(QString::fromStdString(at("form.cfstudy")));
        auto &page = bench.page<ProtocolPage>(CoordinatorWorkplace::Protocol);
        const auto chooseKind = [&](QuestionKind kind) {
            QComboBox &box = page.questions().form().kind();
            box.setCurrentIndex(box.findData(int(kind)));
        };
        bench.picture("m-protocol-rules");

        // Arms: a third one; a key that stands twice is said below it.
        page.tabs().setCurrentWidget(&page.arms());
        page.arms().addButton().click();
        QCOMPARE(int(page.protocol().arms.size()), 3);
        page.arms().key(2).clear();
        QTest::keyClicks(&page.arms().key(2), "flow");
        QVERIFY(shownText(page.arms()).contains("The arm \"flow\" stands twice."));
        QVERIFY(page.tabs().tabText(1).contains(QString::fromUtf8("△")));
        QTest::keyClicks(&page.arms().key(2), "-2");
        QVERIFY(!shownText(page.arms()).contains("stands twice"));
        QCOMPARE(page.protocol().arms[2].key, std::string("flow-2"));
        bench.picture("m-protocol-arms");

        // Questions: renamed everywhere, added, of another kind, conditional, out of order.
        page.tabs().setCurrentWidget(&page.questions());
        page.questions().list().list().setCurrentRow(0);
        page.questions().form().id().clear();
        QTest::keyClicks(&page.questions().form().id(), "effusion-left");
        QCOMPARE(page.protocol().stages[0].questions[0], std::string("effusion-left"));
        QCOMPARE(page.protocol().questions[1].shownIf[0].question, std::string("effusion-left"));
        page.questions().list().addButton().click();
        QTest::keyClicks(&page.questions().form().text(), "Which findings?");
        chooseKind(QuestionKind::MultipleChoice);
        QVERIFY(shownText(page.questions()).contains("needs at least two choices"));
        ChoiceTable &choices = page.questions().form().choices();
        choices.item(0, 0)->setText("edema");
        choices.item(1, 1)->setText("nodule"); // Its key is its place.
        QVERIFY(!shownText(page.questions()).contains("needs at least two choices"));
        QCOMPARE(page.protocol().questions[3].choices[1].key, std::string("2"));
        page.questions().form().conditions().addButton().click();
        QCOMPARE(int(page.protocol().questions[3].shownIf.size()), 1);
        bench.picture("m-protocol-questions");
        for (const QuestionKind kind : { QuestionKind::YesNo, QuestionKind::Confidence, QuestionKind::Number,
                 QuestionKind::Text, QuestionKind::Mark, QuestionKind::Pane, QuestionKind::SingleChoice }) {
            chooseKind(kind);
            QCOMPARE(page.protocol().questions[3].kind, kind);
        }
        chooseKind(QuestionKind::Mark);
        QVERIFY(shownText(page.questions()).contains("allows no shape"));
        bench.picture("m-protocol-marks");
        for (QCheckBox *box : page.questions().findChildren<QCheckBox *>())
            if (box->text() == "Contour")
                box->setChecked(true);
        QCOMPARE(page.protocol().questions[3].shapes, std::vector{ MarkShape::Contour });
        Q_EMIT page.questions().list().moveWanted(3, 2);
        Q_EMIT page.questions().list().moveWanted(2, 1); // Before the confidence.
        QCOMPARE(page.protocol().questions[1].kind, QuestionKind::Mark);
        QCOMPARE(page.protocol().stages[0].questions[1], page.protocol().questions[1].id);
        Q_EMIT page.questions().list().removeWanted(0); // Conditions on it go with it.
        QVERIFY(page.protocol().questions[0].shownIf.empty());
        QCOMPARE(int(page.protocol().stages[0].questions.size()), 3);

        // By keys alone: items of a list are moved, taken out and added, choices emptied, a condition filled in and
        // gone.
        QListWidget &items = page.questions().list().list();
        const std::string first = page.protocol().questions[0].id;
        items.setFocus();
        items.setCurrentRow(0);
        QTest::keyClick(&items, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(page.protocol().questions[1].id, first);
        QTest::keyClick(&items, Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(page.protocol().questions[0].id, first);
        const std::size_t before = page.protocol().questions.size();
        QTest::keyClick(&items, Qt::Key_Insert);
        QCOMPARE(page.protocol().questions.size(), before + 1);
        chooseKind(QuestionKind::SingleChoice);
        choices.item(0, 0)->setText("edema");
        choices.item(1, 0)->setText("nodule");
        QCOMPARE(int(page.protocol().questions.back().choices.size()), 2);
        choices.setCurrentCell(0, 0);
        QTest::keyClick(&choices, Qt::Key_Delete);
        QCOMPARE(int(page.protocol().questions.back().choices.size()), 1);
        page.questions().form().conditions().addButton().click();
        QCOMPARE(int(page.protocol().questions.back().shownIf.size()), 1);
        QVERIFY(qobject_cast<QComboBox *>(bench.place.focusWidget()) != nullptr);
        QTest::keyClick(&items, Qt::Key_Delete);
        QCOMPARE(page.protocol().questions.size(), before);

        // Stages: unaware, then aware.
        page.tabs().setCurrentWidget(&page.stages());
        page.stages().list().addButton().click();
        page.stages().id().clear();
        QTest::keyClicks(&page.stages().id(), "aware");
        page.stages().washout().setValue(28.0);
        page.stages().asks("synthetic")->setChecked(false);
        QCOMPARE(page.protocol().stages[1].washoutDays, 28.0);
        QCOMPARE(int(page.protocol().stages[1].questions.size()), 2);
        page.stages().asks("synthetic")->setChecked(true);
        QCOMPARE(page.protocol().stages[1].questions, page.protocol().stages[0].questions);
        bench.picture("m-protocol-stages");

        // Rules: a plan that is no JSON; a design that asks for something else.
        page.tabs().setCurrentWidget(&page.rules());
        page.rules().plan().setPlainText("kappa");
        QVERIFY(shownText(page.rules()).contains("The analysis plan is no JSON."));
        page.rules().plan().setPlainText("{ \"primary\": \"AUC\" }");
        page.rules().design().setCurrentIndex(page.rules().design().findData(int(Design::Preference)));
        QVERIFY(shownText(page.rules()).contains("side by side"));
        page.rules().design().setCurrentIndex(page.rules().design().findData(int(Design::FreeResponse)));
        QVERIFY(page.problem().isEmpty());

        // The same value as the command line takes; to a file and back.
        QCOMPARE(need(protocolFromText(page.text().toPlainText().toStdString())), page.protocol());
        const QString file = QString::fromStdString(at("protocol.json"));
        page.writeFile(file);
        const Protocol made = page.protocol();
        page.rules().templateButton().click();
        QVERIFY(!(page.protocol() == made));
        page.readFile(file);
        QCOMPARE(page.protocol(), made);
        page.text().setPlainText(page.text().toPlainText().replace("AUC", "alpha"));
        QVERIFY(page.rules().plan().toPlainText().contains("alpha"));
        page.text().setPlainText(page.text().toPlainText().replace("alpha", "AUC"));
        page.take();
        bench.settle();
        QVERIFY(need(StudyStore::open(at("form.cfstudy"))).study()->protocol == made);
        page.readFile(file + ".none");
        QVERIFY(bench.place.desk().isProblem());
    }

    void readingIsWatchedWithoutAnswers()
    {
        Protocol protocol = twoArms();
        protocol.title = "Left effusion, session 2";
        protocol.adjudicateAbove = 1.0;
        StudyStore store = sealedStudy(at("run.cfstudy"), protocol, someCases(24), { "R1", "R2", "R3" });
        readAll(store, "R1", 3.0);
        readAll(store, "R2", 3.0, 9);
        Place bench;
        bench.open(QString::fromStdString(at("run.cfstudy")));
        auto &run = bench.page<RunPage>(CoordinatorWorkplace::Run);
        const QString shown = shownText(run);
        QVERIFY(shown.contains("24 of 24") && shown.contains("9 of 24") && shown.contains("0 of 24"));
        QVERIFY(shown.contains("finished") && shown.contains("reading") && shown.contains("not started"));
        QVERIFY(shown.contains("9 cases read"));
        const auto &readers = bench.place.desk().view().status.readers;
        const auto marks = stepMarks(readers[1]);
        QCOMPARE(int(std::ranges::count(marks, StepMark::Read)), 9);
        QVERIFY(marks[9] == StepMark::Current && marks[10] == StepMark::Open);
        QVERIFY(std::ranges::count(stepMarks(readers[2]), StepMark::Open) == 24);
        bench.picture("m-run");

        auto &results = bench.page<ResultsPage>(CoordinatorWorkplace::Results);
        QVERIFY(!results.computeButton().isEnabled());
        QVERIFY(shownText(results).contains("Hidden until every reader has finished"));
        results.compute();
        QCOMPARE(results.figures().rowCount(), 0);

        readAll(store, "R2", 3.0);
        readAll(store, "R3", 4.0);
        bench.place.desk().refresh();
        QTRY_VERIFY(bench.place.desk().view().status.isOver);
        bench.page<RunPage>(CoordinatorWorkplace::Run);
        run.adjudication().draw();
        run.adjudication().look();
        bench.settle();
        QCOMPARE(int(run.adjudication().found().size()), 1);
        QCOMPARE(run.adjudication().found()[0].caseId, std::string("C003"));
        run.adjudication().to().setText("A1");
        run.adjudication().send();
        bench.settle();
        QCOMPARE(int(need(store.order("A1")).size()), 1);
        bench.picture("m-adjudication");

        // The end: a reason, for good; then figures, report, answers, tables.
        QVERIFY(!run.closeButton().isEnabled());
        run.reason().setText("all have read");
        run.closeStudy();
        bench.settle();
        QVERIFY(bench.place.desk().study().isClosed);
        bench.page<ResultsPage>(CoordinatorWorkplace::Results);
        results.compute();
        bench.settle();
        QVERIFY(results.figures().rowCount() > 5);
        bench.picture("m-results");
        results.writeReport(QString::fromStdString(at("report.html")));
        bench.settle();
        results.writeReport(QString::fromStdString(at("report.pdf")));
        bench.settle();
        results.writeAnswers(QString::fromStdString(at("answers.csv")));
        bench.settle();
        results.writeTable("mrmcaov", "synthetic", QString::fromStdString(at("mrmc.csv")));
        bench.settle();
        for (const char *name : { "report.html", "report.pdf", "answers.csv", "mrmc.csv" })
            QVERIFY2(QFile(QString::fromStdString(at(name))).size() > 5, name);
        results.writeReport(QString::fromStdString(at("report.html"))); // No file is overwritten.
        bench.settle();
        QVERIFY(bench.place.desk().isProblem());
    }

    /// Two answers under one key: both are shown, but not before the reading is over.
    void conflictsStandBesideEachOther()
    {
        StudyStore store = sealedStudy(at("conflict.cfstudy"), twoArms(), someCases(4), { "R1" });
        readAll(store, "R1", 3.0, 2);
        Reading other = need(store.readings()).front();
        other.answers["synthetic"] = 5.0;
        need(store.importReadings({ other }, "R1.cfanswers"));
        Place bench;
        bench.open(QString::fromStdString(at("conflict.cfstudy")));
        auto &run = bench.page<RunPage>(CoordinatorWorkplace::Run);
        QTRY_COMPARE(run.conflicts().table().rowCount(), 1);
        QCOMPARE(run.conflicts().table().item(0, 3)->text(), QString("synthetic"));
        QVERIFY(run.conflicts().table().item(0, 4)->text().isEmpty());
        readAll(store, "R1", 3.0);
        bench.place.desk().refresh();
        QTRY_COMPARE(run.conflicts().table().item(0, 4)->text(), QString("3"));
        QCOMPARE(run.conflicts().table().item(0, 5)->text(), QString("5"));
        bench.settle();
        QSignalSpy looks(&bench.place.desk(), &StudyDesk::changed);
        QTest::qWait(800);
        QVERIFY2(looks.count() < 6, qPrintable(QString::number(looks.count()))); // It looks once, not for ever.
        bench.picture("m-conflicts");
        // A record that was noted elsewhere and is not there: something was cut off.
        auto &seal = bench.page<SealPage>(CoordinatorWorkplace::Seal);
        seal.noted().setText("9999:" + QString(64, 'a'));
        seal.verify();
        bench.settle();
        QVERIFY(bench.place.desk().isProblem());
    }

    void theReadersPlaceOpensFromHere()
    {
        sealedStudy(at("here.cfstudy"), twoArms(), someCases(4), { "R1" });
        Place bench;
        bench.open(QString::fromStdString(at("here.cfstudy")));
        bench.place.read(QString::fromStdString(at("here.cfstudy")), "R1");
        ReaderPlace *reader = bench.place.readerPlace();
        QVERIFY(reader && reader->isWindow());
        QTRY_COMPARE(reader->desk().state(), ReaderDesk::State::Ready);
        QCOMPARE(reader->step().total, 4);
        bench.place.read(QString::fromStdString(at("here.cfstudy")), "R1");
        QCOMPARE(bench.place.readerPlace(), reader); // One at a time.
        QVERIFY(reader->close());
        QTRY_VERIFY(bench.place.readerPlace() == nullptr);
    }

    void whatCannotBeOpenedIsSaid()
    {
        Place bench;
        bench.place.desk().open(QString::fromStdString(at("none.cfstudy")));
        QTRY_VERIFY(bench.place.desk().isProblem());
        QVERIFY(!bench.place.desk().isOpen());
        QVERIFY(shownText(bench.place).contains("There is no study"));
    }

    /// Events say who did what, and nothing of what was answered.
    void eventsHoldNoAnswer()
    {
        std::vector<AuditRecord> audit(5);
        const std::string seal = std::string(R"({"sha256":")").append(64, 'a').append(R"("})");
        audit[0] = { 1, "2026-11-28T20:01:30.123Z", "coordinator", "sealed", seal, {}, {} };
        audit[1] = { 2, "2026-11-28T20:02:30.123Z", "R1", "started", R"({"screen":[1200,1920]})", {}, {} };
        audit[2] = { 3, "2026-11-28T20:03:30.123Z", "R1", "answer", R"({"case":"C007","sha256":"x"})", {}, {} };
        audit[3] = { 4, "2026-11-28T20:04:30.123Z", "R1", "answer", R"({"case":"C008","sha256":"y"})", {}, {} };
        audit[4] = { 5, "2026-11-28T20:05:30.123Z", "R1", "paused", R"({"position":3})", {}, {} };
        const auto events = study::events(audit, 10);
        QCOMPARE(int(events.size()), 4);
        QCOMPARE(events[0].what, QString("paused at case 3"));
        QCOMPARE(events[1].what, QString("2 cases read"));
        QVERIFY(events[2].what.contains("1200"));
        QCOMPARE(events[3].who, QString(QChar(0x2014)));
        QCOMPARE(int(study::events(audit, 2).size()), 2);
        for (const auto &event : events)
            QVERIFY(!event.what.contains("C007") && !event.what.contains("C008"));
    }

    /// What the results page lists is in the window's language, but for names of arms, of people and of statistics; and
    /// every title that the analysis can give has its words.
    void resultsSpeakTheWindowsLanguage()
    {
        Protocol protocol = twoArms();
        for (Question &question : protocol.questions)
            question.text = { question.id, "質問" };
        Stage aware = protocol.stages[0];
        aware.id = "aware";
        aware.title = { "Second part", "後半" };
        protocol.stages.push_back(aware);
        AnalysisInput input;
        input.study.protocol = protocol;
        input.study.cases = someCases(24).cases;
        input.study.readers = { reader("R1"), reader("R2") };
        for (const Reader &one : input.study.readers)
            for (const ReadingStep &step : need(readingOrder(protocol, input.study.cases, one)).steps) {
                input.readings.push_back(answersFor(one.id, step));
                input.readings.back().position = step.position;
            }
        const StudyAnalysis analysis = analyse(input);
        {
            const auto lines = figureLines(analysis, protocol); // In English as the report has them, with units.
            const auto line = std::ranges::find(
                lines, QString("Mean answer, by arm and reader, Second part: edited, Reader 2"), &FigureLine::figure);
            QVERIFY(line != lines.end());
            QVERIFY(line->value.endsWith(" points") && line->interval.endsWith(" points"));
        }
        Place bench("ja");
        static const QRegularExpression english("[A-Za-z]{2,} [A-Za-z]{2,}");
        const auto lines = figureLines(analysis, protocol);
        QVERIFY(lines.size() > 60);
        for (const FigureLine &line : lines)
            for (const QString &cell : { line.question, line.figure, line.value, line.interval })
                QVERIFY2(!english.match(cell).hasMatch(), qPrintable(cell));
        const auto line = std::ranges::find(
            lines, QString::fromUtf8("平均回答（群・読影者別）、後半：edited、読影者 2"), &FigureLine::figure);
        QVERIFY(line != lines.end());
        QVERIFY(line->value.endsWith(QString::fromUtf8(" 点")));
        QVERIFY(std::ranges::any_of(lines,
            [](const FigureLine &one) { return one.figure.contains(QString::fromUtf8("読影者 1 と 読影者 2")); }));
        for (const std::string &deviation : analysis.deviations)
            QVERIFY2(!english.match(coreWords(deviation)).hasMatch(), deviation.c_str());
        const QStringList known = study::figureWords();
        for (const QString &words : known)
            QVERIFY2(QCoreApplication::translate("Figures", words.toUtf8().constData()) != words, qPrintable(words));
        // Titles as the sources write them.
        static const QRegularExpression title("(?:group|pairs|compared)\\.title\\s*=([^;]+);");
        static const QRegularExpression literal("\"([^\"]+)\"");
        int titles = 0;
        const QDir folder(CONTRAFACT_SOURCE_DIR "/core/sessions/analysis/findings");
        for (const QString &name : folder.entryList({ "*.cpp" })) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto each = title.globalMatch(QString::fromUtf8(file.readAll())); each.hasNext();)
                for (auto part = literal.globalMatch(each.next().captured(1)); part.hasNext(); ++titles) {
                    const QString words = part.next().captured(1);
                    QVERIFY2(std::ranges::any_of(known, [&](const QString &one) { return one.contains(words); }),
                        qPrintable(words));
                }
        }
        QVERIFY(titles > 20);
    }

    void japaneseIsThere()
    {
        sealedStudy(at("ja.cfstudy"), twoArms(), someCases(4), { "R1" });
        Place bench("ja");
        bench.open(QString::fromStdString(at("ja.cfstudy")));
        const QString shown = shownText(bench.place);
        QVERIFY(shown.contains(QString::fromUtf8("進捗")));
        bench.picture("m-run-ja");
        // The form of a protocol, faults included; in the smallest window.
        need(StudyStore::create(at("ja-form.cfstudy"), twoArms()));
        bench.open(QString::fromStdString(at("ja-form.cfstudy")));
        bench.window.resize(1280, 800);
        auto &page = bench.page<ProtocolPage>(CoordinatorWorkplace::Protocol);
        page.rules().title().clear();
        Q_EMIT page.rules().title().textEdited({});
        QCOMPARE(page.problem(), QString::fromUtf8("プロトコルに題名がありません。"));
        for (int tab = 0; tab < 4; ++tab) {
            page.tabs().setCurrentIndex(tab);
            if (tab == 2)
                page.questions().list().list().setCurrentRow(2);
            bench.picture(qPrintable(QString("m-protocol-ja-%1").arg(tab)));
        }
        // Every sentence has its Japanese.
        Protocol wrong = page.protocol();
        wrong.arms[1].key = "a b";
        wrong.questions[0].text.english.clear();
        wrong.questions[1].minimum = 100.0;
        wrong.questions[2].choices.clear();
        wrong.stages[0].questions.push_back("nothing");
        wrong.design = Design::ForcedChoice;
        wrong.tools = { "ruler" };
        wrong.analysisPlan = "kappa";
        const auto problems = protocolProblems(wrong);
        QVERIFY(problems.size() >= 9);
        for (const ProtocolProblem &problem : problems)
            QVERIFY2(study::problemText(problem) != QString::fromStdString(problem.text()), problem.sentence);
    }
};

QTEST_MAIN(TestCoordinator)
#include "tst_Coordinator.moc"
