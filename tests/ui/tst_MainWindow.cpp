#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/export/SyntheticExport.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/results/QueuePanel.h"
#include "ui/session/SourceProposal.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <atomic>

using namespace cf;
using namespace cf::ui;
using namespace std::chrono_literals;
using cf::test::Bench;
using cf::test::editPlace;
using cf::test::services;
using cf::test::writePicture;

namespace {

/// Finds its own region, and does not trust it for cardiomegaly. Sees an effusion in every film.
class ProposingEditor : public test::FakeEditor, public SourceReader
{
public:
    using FakeEditor::FakeEditor;
    static inline std::atomic<int> editsRun = 0;
    Result<std::vector<SourceReading>> readSource(const Radiograph &, const JobContext &) override
    {
        return std::vector<SourceReading>{ { "No Finding", 0.9, true }, { "Pleural Effusion", 0.83, true },
            { "Fracture", 0.9, false }, { "Cardiomegaly", 0.49, true } };
    }
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        ++editsRun;
        CF_ASSIGN(EditResult result, FakeEditor::edit(request, job, preview));
        result.provenance.captions = request.captions;
        if (request.mask.empty() && request.prompt.find("cardiomegaly") != std::string::npos)
            result.regionWarnings.push_back({ "region-low-contrast", "This region cannot be trusted." });
        return result;
    }
};

WindowServices proposingServices()
{
    WindowServices made = services();
    made.session.loadEditor = [](const std::filesystem::path &, const JobContext &) {
        return Result<std::unique_ptr<CounterfactualEditor>>(std::make_unique<ProposingEditor>());
    };
    made.tokenCounter = [](const std::filesystem::path &) {
        return TokenCounter([](const std::string &caption) { return std::optional<int>(int(caption.size())); });
    };
    return made;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private:
    /// Classes from a widget up to its window.
    static QString pathOf(const QWidget *widget)
    {
        QStringList classes;
        for (; widget != nullptr; widget = widget->parentWidget())
            classes << widget->metaObject()->className();
        return classes.join(" in ");
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        m_picture = writePicture(m_folder.path(), "picture.png");
    }

    void everythingThatTakesTheFocusHasAName()
    {
        Bench bench(m_picture, services());
        for (QWidget *widget : bench.window.findChildren<QWidget *>()) {
            // Lists that a combo box makes for itself are named by it.
            const bool inside = widget->objectName().startsWith("qt_")
                || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
                || widget->inherits("QComboBoxPrivateContainer");
            if (widget->focusPolicy() == Qt::NoFocus || inside)
                continue;
            QString name = widget->accessibleName();
            if (const auto *button = qobject_cast<QAbstractButton *>(widget); button && name.isEmpty())
                name = button->text();
            QVERIFY2(!name.isEmpty(), qPrintable(pathOf(widget)));
        }
    }

    void everythingCanBeReachedByKeys()
    {
        Bench bench(m_picture, services());
        QList<QAction *> inMenus;
        for (const QMenu *menu : bench.window.findChildren<QMenu *>())
            inMenus << menu->actions();
        for (const KeyEntry &entry : ActionRegistry::entries()) {
            const bool reached = *entry.keys != '\0' || inMenus.contains(&bench.window.actions().action(entry.id));
            QVERIFY2(reached, entry.id);
        }
        // Every menu opens by Alt and a letter of its own.
        QStringList letters;
        for (const QAction *menu : bench.window.findChild<QMenuBar *>()->actions()) {
            const qsizetype mark = menu->text().indexOf('&');
            QVERIFY2(mark >= 0, qPrintable(menu->text()));
            letters << menu->text().mid(mark + 1, 1).toLower();
        }
        QCOMPARE(QSet<QString>(letters.begin(), letters.end()).size(), letters.size());
        // Whatever can be clicked takes the focus by Tab, or is an action that has a key.
        for (const QAbstractButton *button : bench.window.findChildren<QAbstractButton *>()) {
            if (button->objectName().startsWith("qt_") || button->inherits("QTabBarButton"))
                continue;
            const bool scroller = button->parentWidget() && button->parentWidget()->inherits("QTabBar");
            QVERIFY2(scroller || (button->focusPolicy() & Qt::TabFocus),
                qPrintable(button->accessibleName() + button->text()));
        }
    }

    void nothingCanBeGeneratedBeforeAStudyIsOpenAndTheReasonIsGiven()
    {
        MainWindow window(services(), workplaceTable());
        window.show();
        auto *button = editPlace(window).prompt().findChild<QPushButton *>();
        QVERIFY(!button->isEnabled());
        QCOMPARE(button->toolTip(), QString("Open a study first."));
    }

    void openTypeGenerateShowsTheResult()
    {
        Bench bench(m_picture, services());
        QVERIFY(bench.window.session().document());
        bench.edit.prompt().instruction().setPlainText("add a small left pleural effusion");
        bench.edit.prompt().setRegionFirst(false);
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.actions().action("job.generate").trigger();
        QVERIFY(ended.wait());
        const EditHistoryModel &history = bench.window.session().document()->history();
        QCOMPARE(history.rowCount(), 2);
        QCOMPARE(bench.window.session().document()->shownRow(), 1);
        QVERIFY(!history.entry(1).refused());
        QCOMPARE(history.entry(1).result->provenance.captions.target, std::string("add small left pleural effusion"));
        QVERIFY(bench.edit.compare().second().showsSynthetic());
        QVERIFY(!bench.edit.compare().first().showsSynthetic());
        QVERIFY(bench.window.windowTitle().contains("SYNTHETIC"));
    }

    void refusedResultIsKeptAndSaysWhy()
    {
        Bench bench(m_picture, services());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        bench.edit.prompt().setSeed(13);
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(ended.wait());
        const HistoryEntry &entry = bench.window.session().document()->history().entry(1);
        QVERIFY(entry.refused());
        QCOMPARE(entry.note, QString("a device appeared, unasked."));
        QVERIFY(bench.edit.compare().second().content().refused);
        QVERIFY(bench.edit.compare().second().accessibleName().contains("refused"));
    }

    void regionIsShownBeforeItIsAppliedAndCanBeCorrected()
    {
        Bench bench(m_picture, proposingServices());
        MainWindow &window = bench.window;
        editPlace(window).prompt().instruction().setPlainText("add a small left pleural effusion");
        QSignalSpy shown(&window.session(), &EditSession::regionShown);
        window.actions().action("job.generate").trigger();
        QVERIFY(shown.wait());
        QCOMPARE(window.session().document()->history().rowCount(), 1); // Nothing has been changed yet.
        const std::int64_t proposed = window.session().document()->mask().area();
        QVERIFY(proposed > 0);
        QVERIFY(editPlace(window).compare().first().content().notice.contains("Correct it with the brush"));
        QVERIFY(!editPlace(window).compare().first().content().noticeWarns);
        window.actions().action("tool.brush").trigger();
        Viewport &view = editPlace(window).compare().first();
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.area().topLeft().toPoint() + QPoint(60, 90));
        QVERIFY(window.session().document()->mask().area() > proposed);
        QVERIFY(editPlace(window).compare().first().content().notice.isEmpty()); // It is the user's region now.
        QSignalSpy ended(&window.session(), &EditSession::editEnded);
        window.actions().action("job.generate").trigger();
        QVERIFY(ended.wait());
        QVERIFY(window.session().document()->history().entry(1).result->regionIsDrawn);
        window.actions().action("edit.undo").trigger();
        window.actions().action("edit.undo").trigger();
        QCOMPARE(window.session().document()->mask().area(), std::int64_t(0));
    }

    void untouchedProposalIsAppliedWithoutRunningTheNetworkAgain()
    {
        Bench bench(m_picture, proposingServices());
        MainWindow &window = bench.window;
        editPlace(window).prompt().instruction().setPlainText("add a small left pleural effusion");
        editPlace(window).prompt().setRegionFirst(false);
        QSignalSpy ended(&window.session(), &EditSession::editEnded);
        window.session().generate();
        QVERIFY(ended.wait());
        editPlace(window).prompt().setRegionFirst(true);
        QSignalSpy shown(&window.session(), &EditSession::regionShown);
        window.session().generateOrPropose();
        QVERIFY(shown.wait());
        const int before = ProposingEditor::editsRun;
        window.session().generateOrPropose();
        QVERIFY(ended.wait());
        QCOMPARE(int(ProposingEditor::editsRun), before);
        const EditHistoryModel &history = window.session().document()->history();
        QCOMPARE(history.rowCount(), 3);
        // The same as without a proposal, to the byte, and so it is when the edit behind it is no longer there.
        QVERIFY(history.entry(2).result->unmarked() == history.entry(1).result->unmarked());
        QVERIFY(!history.entry(2).result->regionIsDrawn);
        QVERIFY(editPlace(window).compare().second().content().staleNote.isEmpty());
        { // As after a restart.
            FoundRegion region = window.session().document()->region();
            region.edit = nullptr;
            window.session().document()->setRegion(std::move(region));
        }
        window.session().generate();
        QVERIFY(ended.wait());
        QCOMPARE(int(ProposingEditor::editsRun), before + 1);
        QVERIFY(history.entry(3).result->unmarked() == history.entry(1).result->unmarked());
        QVERIFY(!history.entry(3).result->regionIsDrawn);
    }

    void adviceOnAProposalIsOfItsInstructionAndGoesOnceItWasFollowed()
    {
        Bench bench(m_picture, proposingServices());
        MainWindow &window = bench.window;
        const auto notice = [&window] { return editPlace(window).compare().first().content().notice; };
        QSignalSpy shown(&window.session(), &EditSession::regionShown);
        editPlace(window).prompt().instruction().setPlainText("add a pacemaker");
        window.session().generateOrPropose();
        QVERIFY(shown.wait());
        QVERIFY(!notice().isEmpty());
        editPlace(window).prompt().instruction().setPlainText("add a pneumothorax");
        editPlace(window).prompt().compileNow();
        QTRY_VERIFY(notice().isEmpty());
        editPlace(window).prompt().instruction().setPlainText("add a pacemaker");
        editPlace(window).prompt().compileNow();
        QTRY_VERIFY(!notice().isEmpty());
        QSignalSpy ended(&window.session(), &EditSession::editEnded);
        window.session().generateOrPropose();
        QVERIFY(ended.wait());
        QVERIFY(notice().isEmpty());
    }

    void windowBecomesSmallAgainAfterItWasLarge()
    {
        Bench bench(m_picture, proposingServices());
        for (const QSize size : { QSize(2560, 1440), QSize(1280, 720), QSize(1920, 1080), QSize(1280, 720) }) {
            bench.window.resize(size);
            QTest::qWait(50);
            QCOMPARE(bench.window.size(), size);
            for (const QWidget *panel : { static_cast<QWidget *>(&bench.edit.compare().second()),
                     static_cast<QWidget *>(&bench.edit.prompt()) }) {
                const QPoint corner = panel->mapTo(&bench.window, panel->rect().bottomRight());
                QVERIFY(bench.window.rect().contains(corner)); // Nothing is pushed out of the window.
            }
        }
    }

    void filmIsProposedToShowWhatTheClassifierSeesUntilTheUserSaysOtherwise()
    {
        Bench bench(m_picture, proposingServices());
        SourceLabels &labels = bench.edit.prompt().sourceLabels();
        QTRY_COMPARE(labels.labels(), std::vector<Target>{ Target::PleuralEffusion });
        QVERIFY(!labels.confirmed());
        QVERIFY(labels.text().contains("proposed"));
        QVERIFY(labels.toolTip().contains("The classifier: Pleural effusion 0.83"));
        labels.setLabels({ Target::Pacemaker }, true);
        Q_EMIT labels.edited();
        QSignalSpy loaded(&bench.window.session().edits(), &EditController::modelLoaded);
        bench.window.session().loadModel("test"); // Another model's classifier does not overrule the user.
        QVERIFY(loaded.wait());
        QTest::qWait(50);
        QCOMPARE(labels.labels(), std::vector<Target>{ Target::Pacemaker });
        QVERIFY(labels.confirmed());
    }

    void studysOwnWordsAndTheClassifierAreWeighedTogether()
    {
        const auto read = [](const std::string &words) { return compilePrompt(words, CaptionGrammar::bundled()); };
        const std::vector<SourceReading> readings{ { "Pleural Effusion", 0.8, true }, { "Pneumothorax", 0.7, true } };
        const SourceProposal both = proposeSource({ "chest pacemaker", "" }, read, readings);
        QCOMPARE(
            both.labels, (std::vector<Target>{ Target::Pacemaker, Target::PleuralEffusion, Target::Pneumothorax }));
        const SourceProposal denied = proposeSource({ "no pleural effusion" }, read, readings);
        QCOMPARE(denied.labels, std::vector<Target>{ Target::Pneumothorax });
        QVERIFY(denied.origin.contains("Pleural effusion 0.80"));
        QVERIFY(denied.origin.contains("deny"));
        QVERIFY(proposeSource({}, read, {}).origin.isEmpty());
    }

    void regionOfLowContrastIsWarnedOfInWordsWithoutItsCode()
    {
        Bench bench(m_picture, proposingServices());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy shown(&bench.window.session(), &EditSession::regionShown);
        bench.window.actions().action("mask.find").trigger();
        QVERIFY(shown.wait());
        QVERIFY(bench.edit.compare().first().content().noticeWarns);
        QVERIFY(!bench.edit.compare().first().content().notice.isEmpty());
        QVERIFY(!bench.edit.compare().first().content().notice.contains("region-low-contrast"));
    }

    void untouchedProposalGivesWayToTheNextInstruction()
    {
        Bench bench(m_picture, proposingServices());
        QSignalSpy shown(&bench.window.session(), &EditSession::regionShown);
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        bench.window.session().generateOrPropose();
        QVERIFY(shown.wait());
        bench.edit.prompt().instruction().setPlainText("add a pacemaker");
        bench.window.session().generateOrPropose();
        QVERIFY(shown.wait()); // Proposed anew instead of edited within the other finding's region.
        bench.edit.prompt().setRegionFirst(false);
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generateOrPropose();
        QVERIFY(ended.wait());
    }

    void captionsWrittenByHandAreGivenToTheModelAndRecorded()
    {
        Bench bench(m_picture, proposingServices());
        MainWindow &window = bench.window;
        editPlace(window).prompt().instruction().setPlainText("add cardiomegaly");
        editPlace(window).prompt().compileNow();
        QCOMPARE(editPlace(window).prompt().captions().target, std::string("add cardiomegaly"));
        QVERIFY(!editPlace(window).prompt().captionRows().byHand());
        window.actions().action("captions.edit").trigger();
        const auto fields = editPlace(window).prompt().captionRows().findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        fields[1]->selectAll();
        QTest::keyClicks(fields[1], "add large cardiomegaly");
        QVERIFY(editPlace(window).prompt().captionRows().byHand());
        QCOMPARE(editPlace(window).prompt().captions().changedWords.back(), std::string("cardiomegaly"));
        QSignalSpy ended(&window.session(), &EditSession::editEnded);
        window.session().generate();
        QVERIFY(ended.wait());
        QCOMPARE(window.session().document()->history().entry(1).result->provenance.captions.target,
            std::string("add large cardiomegaly"));
        window.actions().action("captions.edit").trigger();
        QCOMPARE(editPlace(window).prompt().captions().target, std::string("add cardiomegaly"));
    }

    void tokensOfBothCaptionsAreCountedByTheModel()
    {
        Bench bench(m_picture, proposingServices());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        bench.edit.prompt().compileNow();
        QStringList counts;
        for (const QLabel *label : bench.edit.prompt().captionRows().findChildren<QLabel *>()) {
            if (label->text().contains("tokens"))
                counts << label->text();
        }
        QCOMPARE(counts, QStringList({ "10 / 77 tokens", "16 / 77 tokens" }));
    }

    void whatTheFilmShowsIsWeighedOnceTheUserSaysIt()
    {
        Bench bench(m_picture, services());
        PromptPanel &prompt = bench.edit.prompt();
        QVERIFY(!prompt.sourceLabels().confirmed());
        prompt.instruction().setPlainText("remove the pacemaker");
        prompt.compileNow();
        const auto warned = [&prompt] { return prompt.compiled().warnings.size(); };
        const auto before = warned();
        prompt.sourceLabels().setLabels({ Target::PleuralEffusion }, true);
        Q_EMIT prompt.sourceLabels().edited();
        QVERIFY(warned() > before); // A pacemaker that is not there cannot be removed.
        QVERIFY(bench.window.session().document()->findings().confirmed);
    }

    void editsAskedForDuringAnEditWaitTheirTurn()
    {
        Bench bench(m_picture, services({}, 5ms));
        MainWindow &window = bench.window;
        auto *queue = window.findChild<QueuePanel *>();
        QVERIFY(queue->isHidden());
        QSignalSpy ended(&window.session(), &EditSession::editEnded);
        for (const char *text : { "add cardiomegaly", "add a pacemaker", "remove the pacemaker" }) {
            editPlace(window).prompt().instruction().setPlainText(text);
            window.session().generate();
        }
        QVERIFY(!queue->isHidden());
        QCOMPARE(queue->findChildren<QToolButton *>().size(), 3);
        Q_EMIT queue->cancelRequested(1); // The one that waits first.
        QTRY_COMPARE(ended.size(), 2);
        const EditHistoryModel &history = window.session().document()->history();
        QCOMPARE(history.rowCount(), 3);
        QCOMPARE(history.entry(1).instruction, QString("add cardiomegaly"));
        QCOMPARE(history.entry(2).instruction, QString("remove the pacemaker"));
        QVERIFY(queue->isHidden());
    }

    void cancelledEditStaysInTheHistoryWithItsPreview()
    {
        Bench bench(m_picture, services({}, 400ms));
        bench.edit.prompt().instruction().setPlainText("remove the pacemaker");
        QSignalSpy previewed(&bench.window.session().edits(), &EditController::previewed);
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(previewed.wait());
        QVERIFY(bench.edit.compare().second().showsSynthetic());
        bench.window.actions().action("job.cancel").trigger();
        QVERIFY(ended.wait());
        QCOMPARE(ended.first().first().toString(), QString());
        const HistoryEntry &entry = bench.window.session().document()->history().entry(1);
        QCOMPARE(entry.kind, HistoryEntry::Kind::Cancelled);
        QVERIFY(entry.note.startsWith("Cancelled at step"));
        QVERIFY(!entry.picture.isNull());
    }

    void changedMaskMakesTheResultOutOfDateAndUndoMakesItCurrentAgain()
    {
        Bench bench(m_picture, services());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(ended.wait());
        QVERIFY(bench.edit.compare().second().content().staleNote.isEmpty());
        bench.window.actions().action("tool.brush").trigger();
        Viewport &view = bench.edit.compare().first();
        const QPoint middle = view.area().center().toPoint();
        QTest::mousePress(&view, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&view, middle + QPoint(30, 10));
        QTest::mouseRelease(&view, Qt::LeftButton, {}, middle + QPoint(30, 10));
        QVERIFY(bench.window.session().document()->mask().area() > 0);
        QVERIFY(!bench.edit.compare().second().content().staleNote.isEmpty());
        bench.window.actions().action("edit.undo").trigger();
        QCOMPARE(bench.window.session().document()->mask().area(), std::int64_t(0));
        QVERIFY(bench.edit.compare().second().content().staleNote.isEmpty());
    }

    void maskAndInstructionOutliveTheProgram()
    {
        QTemporaryDir work;
        {
            Bench bench(m_picture, services(work.path()));
            bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
            bench.window.session().document()->mask().paintLine(QPointF(100, 100), QPointF(150, 120), 20, 0.5, false);
            bench.window.actions().action("tool.brush").trigger();
            Viewport &view = bench.edit.compare().first();
            QTest::mouseClick(&view, Qt::LeftButton, {}, view.area().center().toPoint());
            bench.window.close();
        }
        Bench again(m_picture, services(work.path()));
        QCOMPARE(again.edit.prompt().instruction().toPlainText(), QString("add cardiomegaly"));
        QVERIFY(again.window.session().document()->mask().area() > 1000);
    }

    void linkedViewsMoveTogetherAndUnlinkedOnesDoNot()
    {
        Bench bench(m_picture, services());
        CompareView &compare = bench.edit.compare();
        bench.window.actions().action("view.zoomIn").trigger();
        QVERIFY(compare.first().state().transform() == compare.second().state().transform());
        QCOMPARE(compare.first().state().transform().zoom, 1.25);
        bench.window.actions().action("view.link").trigger();
        bench.window.actions().action("view.zoomIn").trigger();
        QVERIFY(!(compare.first().state().transform() == compare.second().state().transform()));
    }

    void bothViewsUseTheSameWindowAlsoWhenTheFileNamesNone()
    {
        Bench bench(m_picture, services());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(ended.wait());
        const HistoryEntry &entry = bench.window.session().document()->history().entry(1);
        QVERIFY(entry.result->counterfactual->ownWindow()
            == bench.window.session().document()->image().picture->ownWindow());
        QVERIFY(bench.edit.compare().first().shownWindow() == bench.edit.compare().second().shownWindow());
    }

    void savedResultIsReadAgainAsSynthetic()
    {
        Bench bench(m_picture, services());
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(ended.wait());
        const ResultPointer result = bench.window.session().document()->history().entry(1).result;
        const std::filesystem::path path = (m_folder.path() + "/out.dcm").toStdString();
        const auto written = saveSynthetic(bench.window.session().document()->image(), *result, path);
        QVERIFY2(written.has_value(), written ? "" : written.error().message.c_str());
        const auto reopened = openImage(path, {});
        QVERIFY(reopened.has_value());
        QVERIFY((*reopened)->attributes.synthetic);
        const Radiograph &saved = (*reopened)->picture->radiograph();
        const Radiograph unmarked = result->unmarked();
        int differing = 0;
        for (int y = 0; y < saved.stored.height; ++y) {
            for (int x = 0; x < saved.stored.width; ++x) {
                const QRect plate(written->mark->x, written->mark->y, written->mark->width, written->mark->height);
                differing += !plate.contains(x, y) && saved.stored.at(x, y) != unmarked.stored.at(x, y) ? 1 : 0;
            }
        }
        QCOMPARE(differing, 0);
    }

    void unreadableFileIsExplainedAndNothingBreaks()
    {
        MainWindow window(services(), workplaceTable());
        QFile file(m_folder.filePath("notes.dcm"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no image");
        file.close();
        QSignalSpy failed(&window, &MainWindow::openFailed);
        window.openPaths({ file.fileName(), m_folder.filePath("absent.dcm") });
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().size() > 20);
    }

    void whyAnImageCannotBeShownHasTheViewForItself()
    {
        MainWindow window(services(), workplaceTable());
        window.show();
        const QList<QPushButton *> buttons = editPlace(window).compare().first().findChildren<QPushButton *>();
        QVERIFY(!buttons.empty() && buttons.first()->isVisible());
        window.session().showUnreadable({ "film.dcm", "It is compressed in a way that is not read." });
        QCOMPARE(editPlace(window).compare().first().content().headline, QString("film.dcm cannot be shown."));
        for (const QPushButton *button : buttons)
            QVERIFY(!button->isVisible());
    }

    void imagesThatAreNoRadiographsAreExplained_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QFile file(m_picture);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        QTest::newRow("cut short") << "cut.png" << whole.left(whole.size() / 3);
        QTest::newRow("empty") << "empty.dcm" << QByteArray();
        QTest::newRow("DICOM prefix and no more") << "prefix.dcm" << QByteArray(128, '\0') + "DICM";
        QTest::newRow("noise") << "noise.dcm" << QByteArray(5000, '\x9b');
        QImage one(1, 1, QImage::Format_Grayscale8);
        one.fill(7);
        const QString path = m_folder.filePath("one.png");
        QVERIFY(one.save(path));
        QFile small(path);
        QVERIFY(small.open(QIODevice::ReadOnly));
        QTest::newRow("one pixel") << "single.png" << small.readAll();
    }

    void imagesThatAreNoRadiographsAreExplained()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        Bench bench(m_picture, services());
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        EditDocument *before = bench.window.session().document();
        QSignalSpy failed(&bench.window, &MainWindow::openFailed);
        bench.window.openPaths({ file.fileName() });
        QVERIFY(!failed.empty() || failed.wait());
        QVERIFY2(failed.first().first().toString().size() > 20, qPrintable(failed.first().first().toString()));
        // What was open stays open, unless the file was chosen in the tree: selection and picture are one.
        if (bench.session.state().unreadable)
            QCOMPARE(bench.edit.compare().first().content().headline, name + " cannot be shown.");
        else
            QCOMPARE(bench.window.session().document(), before);
    }

    void endlessInstructionIsRefusedWithAReason()
    {
        Bench bench(m_picture, services());
        PromptPanel &prompt = bench.edit.prompt();
        prompt.instruction().setPlainText(QString("remove the pacemaker and ").repeated(400));
        QVERIFY(prompt.instruction().toPlainText().size() >= 10'000);
        prompt.compileNow();
        QVERIFY(!prompt.canGenerate());
        QVERIFY(!prompt.compiled().warnings.empty());
        bench.window.session().generateOrPropose();
        QVERIFY(!bench.window.session().edits().isRunning());
    }

    void modelThatCannotBeLoadedLeavesTheOneThatWorks()
    {
        WindowServices given = services();
        given.session.loadEditor = [](const std::filesystem::path &folder,
                                       const JobContext &) -> Result<std::unique_ptr<CounterfactualEditor>> {
            if (folder == "bad")
                return fail(ErrorCode::InvalidInput, "This checkpoint runs code when opened, so it was not opened.");
            return std::make_unique<test::FakeEditor>();
        };
        Bench bench(m_picture, std::move(given));
        QSignalSpy failed(&bench.window.session().edits(), &EditController::modelFailed);
        bench.window.session().loadModel("bad");
        QVERIFY(failed.wait());
        QVERIFY(bench.window.session().edits().hasModel());
        QStringList said;
        for (const QLabel *label : bench.window.findChildren<QLabel *>())
            said << label->text();
        QVERIFY(said.join("\n").contains("runs code when opened"));
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QSignalSpy ended(&bench.window.session(), &EditSession::editEnded);
        bench.window.session().generate();
        QVERIFY(ended.wait());
        QCOMPARE(ended.first().first().toString(), QString());
    }

    void workThatCannotBeSavedIsSaidBeforeTheWindowCloses()
    {
        QFile inTheWay(m_folder.filePath("in the way"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Bench bench(m_picture, services(inTheWay.fileName() + "/work"));
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        QVERIFY(!bench.window.close());
        QVERIFY(bench.window.isVisible());
        QVERIFY(bench.window.session().state().message.text.endsWith("Close again to leave without it."));
        QVERIFY(bench.window.close()); // The second time it goes.
    }

    void whoCancelsEditsToLeaveIsToldOfUnsavedWorkToo()
    {
        QFile inTheWay(m_folder.filePath("still in the way"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Bench bench(m_picture, services(inTheWay.fileName() + "/work", 20ms));
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        bench.window.session().generate();
        QVERIFY(!bench.window.close());
        auto *question = bench.window.findChild<QMessageBox *>("quitQuestion");
        QVERIFY(question != nullptr);
        question->findChild<QPushButton *>("cancel")->click();
        QTRY_VERIFY(bench.window.session().state().message.text.contains("Close again to leave without it."));
        QVERIFY(bench.window.isVisible());
    }

    void windowStaysResponsiveWhileAnEditRuns()
    {
        Bench bench(m_picture, services({}, 10ms));
        bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
        bench.window.session().generate();
        QVERIFY(bench.window.session().edits().isRunning());
        QTest::keyClick(&bench.edit.compare().first(), Qt::Key_C);
        QCOMPARE(bench.edit.compare().arrangement(), Arrangement::Swipe);
        bench.edit.prompt().instruction().setPlainText("remove the pacemaker");
        QVERIFY(bench.window.session().edits().isRunning());
    } // Closing in the midst of it is safe.
};

QTEST_MAIN(TestMainWindow)
#include "tst_MainWindow.moc"
