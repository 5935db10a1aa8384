// The edit workplace under the hands: where the focus is, what stays where it is, what is there again after a restart.

#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/FilmOnlyView.h"
#include "ui/edit/bars/HandleFields.h"
#include "ui/edit/bars/OptionBar.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/studies/StudyPanel.h"
#include "ui/theme/Theme.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QDirIterator>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace cf;
using namespace cf::ui;
using namespace cf::test;

namespace {

/// Activates the window, for focus goes to active windows alone.
void activate(QWidget &window)
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

void generate(Bench &bench, const QString &instruction)
{
    bench.edit.prompt().instruction().setPlainText(instruction);
    bench.edit.prompt().setRegionFirst(false);
    QSignalSpy ended(&bench.session, &EditSession::editEnded);
    bench.window.actions().action("job.generate").trigger();
    QVERIFY(ended.wait());
}

} // namespace

class TestEditPlace : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath("settings"));
        theme::apply(*qApp);
        m_picture = writePicture(m_folder.path(), "film.png");
    }

    void theBoxHasTheFocusAfterOpeningAndTheFilmAfterGenerate()
    {
        Bench bench(m_picture, services());
        activate(bench.window);
        QTRY_VERIFY(bench.edit.prompt().instruction().hasFocus());
        const ViewTransform before = bench.edit.compare().first().state().transform();
        QTest::keyClicks(&bench.edit.prompt().instruction(), "rrvf add a left effusion");
        QVERIFY(bench.edit.compare().first().state().transform() == before); // Letters are text here.
        QVERIFY(bench.edit.prompt().instruction().toPlainText().startsWith("rrvf"));
        generate(bench, "add a small left pleural effusion");
        QVERIFY(bench.edit.compare().first().hasFocus());
    }

    void altAndADigitWorkEverywhereAndTypeNothing()
    {
        Bench bench(m_picture, services());
        activate(bench.window);
        generate(bench, "add a small left pleural effusion");
        InstructionEdit &box = bench.edit.prompt().instruction();
        const QString typed = box.toPlainText();
        const std::vector<QWidget *> places{ &box, &bench.edit.compare().first(), &bench.edit.compare().second() };
        for (QWidget *place : places) {
            bench.edit.compare().setArrangement(Arrangement::SideBySide);
            place->setFocus();
            QTest::keyClick(place, Qt::Key_2, Qt::AltModifier);
            QCOMPARE(bench.edit.compare().arrangement(), Arrangement::Swipe);
            QCOMPARE(box.toPlainText(), typed);
            // A view that hides never throws the focus into the box.
            QCOMPARE(box.hasFocus(), place == &box);
            QTest::keyClick(qApp->focusWidget(), Qt::Key_6, Qt::AltModifier);
            QCOMPARE(bench.edit.compare().arrangement(), Arrangement::Difference);
        }
    }

    void filmsStayWhereTheyAreWhateverIsTyped_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : { QSize(1920, 1080), QSize(1280, 800), QSize(1024, 768) })
            QTest::newRow(qPrintable(QString("%1x%2").arg(size.width()).arg(size.height()))) << size;
    }

    void filmsStayWhereTheyAreWhateverIsTyped()
    {
        QFETCH(QSize, size);
        Bench bench(m_picture, services());
        bench.window.resize(size);
        QTest::qWait(300); // Docks settle to the pixel.
        const auto place = [&] {
            QTest::qWait(60); // The pause after which the words are compiled, and the layout.
            return QRect(bench.edit.compare().mapTo(&bench.window, QPoint()), bench.edit.compare().size());
        };
        InstructionEdit &box = bench.edit.prompt().instruction();
        const QRect films = place();
        QVERIFY(films.height() > 200);
        for (const char *text : { "remove the pacemaker", "one\ntwo", "one\ntwo\nthree", "one\ntwo\nthree\nfour",
                 "loculated nonsense that nobody understands",
                 "add a left effusion and a right effusion and a nodule" }) {
            box.setPlainText(QString::fromLatin1(text));
            QCOMPARE(place(), films);
        }
        box.setPlainText("remove the pacemaker");
        bench.edit.prompt().captionRows().toggleEditing();
        QCOMPARE(place(), films);
        bench.edit.prompt().captionRows().toggleEditing();
        bench.edit.prompt().setRunning(true);
        QCOMPARE(place(), films);
        bench.edit.prompt().setRunning(false);
        QCOMPARE(place(), films);
    }

    void nothingLiesOnAnythingInTheInstructionPanel_data() { filmsStayWhereTheyAreWhateverIsTyped_data(); }

    void nothingLiesOnAnythingInTheInstructionPanel()
    {
        QFETCH(QSize, size);
        Bench bench(m_picture, services());
        bench.window.resize(size);
        for (const char *text : { "remove the pacemaker", "one\ntwo\nthree" }) {
            bench.edit.prompt().instruction().setPlainText(QString::fromLatin1(text));
            QTest::qWait(60);
            QList<QWidget *> shown;
            for (QWidget *each : bench.edit.prompt().findChildren<QWidget *>()) {
                const bool leaf = qobject_cast<QLabel *>(each) || qobject_cast<QPushButton *>(each)
                    || qobject_cast<QLineEdit *>(each) || qobject_cast<InstructionEdit *>(each);
                if (leaf && each->isVisible() && !each->size().isEmpty() && each->parentWidget() != &bench.edit.prompt()
                    && !qobject_cast<InstructionEdit *>(each->parentWidget()))
                    shown << each;
            }
            for (int a = 0; a < shown.size(); ++a)
                for (int b = a + 1; b < shown.size(); ++b) {
                    if (shown[a]->isAncestorOf(shown[b]) || shown[b]->isAncestorOf(shown[a]))
                        continue;
                    const auto rect = [&](QWidget *w) { return QRect(w->mapTo(&bench.window, QPoint()), w->size()); };
                    QVERIFY2(!rect(shown[a]).intersects(rect(shown[b])),
                        qPrintable(shown[a]->metaObject()->className() + QString(" ") + shown[a]->accessibleName()
                            + " on " + shown[b]->metaObject()->className() + " " + shown[b]->accessibleName()));
                }
            const QRect panel(QPoint(0, 0), bench.edit.prompt().size());
            for (QWidget *each : shown)
                QVERIFY(panel.contains(QRect(each->mapTo(&bench.edit.prompt(), QPoint()), each->size())));
        }
    }

    void nothingLiesOnAnythingInTheOptionBar_data() { filmsStayWhereTheyAreWhateverIsTyped_data(); }

    void nothingLiesOnAnythingInTheOptionBar()
    {
        QFETCH(QSize, size);
        Bench bench(m_picture, services());
        bench.window.resize(size);
        const auto *bar = bench.edit.findChild<OptionBar *>();
        for (const char *tool : { "tool.window", "tool.brush" }) {
            bench.window.actions().action(tool).trigger();
            QTest::qWait(30);
            // Empty once the layout has settled.
            const auto overlap = [bar]() -> QString {
                QList<QWidget *> shown;
                for (QWidget *each : bar->findChildren<QWidget *>())
                    if (each->isVisible()
                        && (qobject_cast<QLabel *>(each) || qobject_cast<QAbstractButton *>(each)
                            || qobject_cast<QAbstractSlider *>(each) || qobject_cast<QAbstractSpinBox *>(each)))
                        shown << each;
                const auto rect = [bar](QWidget *w) { return QRect(w->mapTo(bar, QPoint()), w->size()); };
                for (int a = 0; a < shown.size(); ++a)
                    for (int b = a + 1; b < shown.size(); ++b)
                        if (rect(shown[a]).intersects(rect(shown[b])))
                            return shown[a]->accessibleName() + " on " + shown[b]->accessibleName();
                return shown.size() > 8 ? QString() : QString("nothing is shown");
            };
            QTRY_COMPARE(overlap(), QString());
        }
    }

    void actionsWaitUntilSomethingIsOpen()
    {
        MainWindow window(services(), workplaceTable());
        window.show();
        for (const char *id : { "edit.undo", "edit.redo", "job.generate", "mask.invert", "tool.brush", "view.rotate",
                 "compare.swipe", "export.figure", "export.dicom", "result.next", "view.fit" })
            QVERIFY2(!window.actions().action(id).isEnabled(), id);
        QVERIFY(window.actions().action("study.open").isEnabled());
    }

    void whatWasNotUnderstoodIsNotCalledDoNothing()
    {
        Bench bench(m_picture, services());
        bench.edit.prompt().instruction().setPlainText("make me a coffee");
        bench.edit.prompt().compileNow();
        QVERIFY(bench.edit.prompt().captionRows().captions().source.empty());
        QVERIFY(bench.edit.prompt().captionRows().captions().target.empty());
        for (const QLabel *label : bench.edit.prompt().captionRows().findChildren<QLabel *>())
            QVERIFY(!label->isVisible() || !label->text().contains("do nothing"));
    }

    void noTooltipShowsACode()
    {
        Bench bench(m_picture, services());
        static const QRegularExpression code("\\([a-z]+(-[a-z]+)+\\)");
        for (const char *text :
            { "make me a coffee", "add an effusion and remove an effusion", "add a loculated effusion" }) {
            bench.edit.prompt().instruction().setPlainText(text);
            bench.edit.prompt().compileNow();
            for (const QWidget *each : bench.window.findChildren<QWidget *>())
                QVERIFY2(!each->toolTip().contains(code), qPrintable(each->toolTip()));
        }
    }

    void aKeptCandidateIsAnEditWithANumberOfItsOwn()
    {
        Bench bench(m_picture, services());
        generate(bench, "add a small left pleural effusion");
        const ResultPointer result = bench.session.state().shown->result;
        bench.session.keepCandidate(result, "seed 8");
        QCOMPARE(bench.session.document()->history().rowCount(), 3);
        QCOMPARE(bench.session.document()->history().entry(2).number, 2);
        QCOMPARE(bench.session.state().shownRow, 2);
        generate(bench, "add cardiomegaly");
        QSet<int> numbers;
        for (int row = 1; row < bench.session.document()->history().rowCount(); ++row)
            numbers.insert(bench.session.document()->history().entry(row).number);
        QCOMPARE(numbers.size(), bench.session.document()->history().rowCount() - 1);
    }

    void filmsAloneFillThePlace()
    {
        Bench bench(m_picture, services());
        activate(bench.window);
        generate(bench, "add a small left pleural effusion");
        const QSize before = bench.edit.compare().size();
        bench.edit.prompt().instruction().setFocus();
        bench.window.actions().action("view.filmOnly").trigger();
        QVERIFY(bench.edit.compare().first().hasFocus()); // And no tab of the header's.
        QTRY_VERIFY(bench.edit.compare().height() > before.height() + 150);
        QVERIFY(bench.edit.compare().width() > before.width());
        QVERIFY(!bench.edit.prompt().isVisible());
        const QRect films = bench.edit.compare().geometry();
        bench.window.actions().action("prompt.focus").trigger();
        InstructionLine &line = bench.edit.filmOnly().line();
        QVERIFY(line.isVisible());
        QCOMPARE(bench.edit.compare().geometry(), films); // It floats.
        QCOMPARE(line.text(), QString("add a small left pleural effusion"));
        QTest::keyClick(line.findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!line.isVisible());
        QVERIFY(bench.edit.compare().first().hasFocus());
        bench.window.actions().action("view.filmOnly").trigger();
        QTRY_COMPARE(bench.edit.compare().size(), before);
        QVERIFY(bench.edit.prompt().isVisible());
    }

    void numbersKeepTheirNamesAsLongAsThereIsRoom()
    {
        RenderedAddition effusion;
        effusion.numbers = { { "left.height", 48.7, "mm", 5.0, 90.0 } };
        HandleFields fields;
        fields.resize(1000, 40);
        fields.setAddition(effusion);
        const auto shown = [&fields] {
            QStringList words;
            for (const QLabel *label : fields.findChildren<QLabel *>())
                if (!label->isHidden())
                    words << label->text();
            return words.join(" · ");
        };
        fields.fitInto(1000);
        QCOMPARE(shown(), QString("Pleural effusion · Left Height"));
        fields.fitInto(170);
        QCOMPARE(shown(), QString("Left Height"));
        fields.fitInto(80);
        QCOMPARE(shown(), QString());
        QVERIFY(!fields.field("left.height")->isHidden());
        QVERIFY(fields.field("left.height")->toolTip().contains("Left Height"));
        QCOMPARE(fields.field("left.height")->text(), QString("48.7 mm"));
    }

    void millimetresOfAFilmWithoutScaleAreSaidToBeAnEstimate()
    {
        RenderedAddition effusion;
        effusion.numbers = { { "left.height", 48.7, "mm", 5.0, 90.0 }, { "left.density", 0.5, "share", 0.0, 1.0 } };
        HandleFields fields;
        fields.setAddition(effusion);
        fields.setHasScale(false);
        fields.setAddition(effusion);
        QCOMPARE(fields.field("left.height")->text(), QString("≈ 48.7 mm"));
        QVERIFY(fields.field("left.height")->toolTip().contains("no scale"));
        QCOMPARE(fields.field("left.density")->text(), QString("0.50"));
        QVERIFY(!fields.field("left.density")->toolTip().contains("no scale"));
    }

    void toolsAndOptionsAreThereAgain()
    {
        WindowServices remembering = services();
        remembering.remembers = true;
        {
            Bench bench(m_picture, remembering);
            bench.window.resize(1100, 700);
            bench.edit.tools().setTool(Tool::Brush);
            bench.edit.tools().setRadius(33.0);
            bench.edit.tools().setHardness(0.3);
            bench.window.actions().action("overlay.cycle").trigger();
            QTest::qWait(20);
            bench.window.close();
        }
        MainWindow again(remembering, workplaceTable());
        if (again.screen()->availableSize().width() > 1100) // Else Qt fits it to the screen.
            QCOMPARE(again.size(), QSize(1100, 700));
        EditWorkplace &place = editPlace(again);
        QCOMPARE(place.tools().tool(), Tool::Brush);
        QCOMPARE(place.tools().radius(), 33.0);
        QCOMPARE(place.tools().hardness(), 0.3);
        QVERIFY(!again.actions().action("overlay.cycle").isChecked());
        QVERIFY(again.actions().action("view.link").isChecked());
    }

    void panelsAreThereAgain()
    {
        WindowServices remembering = services();
        remembering.remembers = true;
        {
            MainWindow window(remembering, workplaceTable());
            window.resize(1280, 800);
            window.show();
            QTest::qWait(30);
            QVERIFY(!editPlace(window).studies().isVisible()); // A window of this size begins without.
            window.actions().action("workspace.studies").trigger();
            QVERIFY(editPlace(window).studies().isVisible());
            window.actions().action("workspace.studies").trigger();
            QVERIFY(!editPlace(window).studies().isVisible());
            window.goTo("models"); // From another place the key comes back, and shows what was hidden or already there.
            window.actions().action("workspace.studies").trigger();
            QVERIFY(editPlace(window).studies().isVisible());
            window.goTo("models");
            window.actions().action("workspace.studies").trigger();
            QVERIFY(editPlace(window).studies().isVisible());
            window.close();
        }
        MainWindow again(remembering, workplaceTable());
        again.show();
        QTest::qWait(30);
        QVERIFY(editPlace(again).studies().isVisible());
    }

    void theSampleIsMadeOnFirstUse()
    {
        WindowServices offering = services();
        int made = 0;
        offering.sample = [&made, folder = m_folder.path()](const JobContext &) -> Result<std::filesystem::path> {
            ++made;
            return std::filesystem::path(writePicture(folder, "sample.png").toStdString());
        };
        MainWindow window(offering, workplaceTable());
        window.show();
        QPushButton *button = nullptr;
        for (QPushButton *each : window.findChildren<QPushButton *>())
            if (each->text() == "Open the sample")
                button = each;
        QVERIFY(button && button->isVisible() && button->isEnabled());
        QSignalSpy shown(&window.session(), &EditSession::imageShown);
        button->click();
        QVERIFY(shown.wait());
        QCOMPARE(made, 1);
    }

    void theSampleIsNotOfferedWhileAnotherFilmIsRead()
    {
        WindowServices offering = services();
        offering.sample = [](const JobContext &) -> Result<std::filesystem::path> {
            return fail(ErrorCode::Internal, "Nobody asked for the sample.");
        };
        MainWindow window(offering, workplaceTable());
        window.show();
        auto *button = window.findChild<QPushButton *>("openSample");
        QVERIFY(button && button->isVisible() && button->isEnabled());
        QSignalSpy shown(&window.session(), &EditSession::imageShown);
        window.openPaths({ m_picture });
        QVERIFY(!button->isEnabled()); // Its files are being found …
        int loading = 0;
        bool offered = false;
        connect(&window.session(), &EditSession::stateChanged, this, [&] { // … then it is being read …
            loading += window.session().state().loading ? 1 : 0;
            offered = offered || (window.session().state().loading && button->isVisible());
        });
        QVERIFY(shown.wait());
        QVERIFY(loading > 0 && !offered);
        QVERIFY(!button->isVisible()); // … and is open.
    }

    void theSampleIsOfferedAgainWhereNothingCouldBeOpened()
    {
        WindowServices offering = services();
        offering.sample = [](const JobContext &) -> Result<std::filesystem::path> {
            return fail(ErrorCode::Internal, "Nobody asked for the sample.");
        };
        MainWindow window(offering, workplaceTable());
        window.show();
        auto *button = window.findChild<QPushButton *>("openSample");
        const QTemporaryDir empty;
        window.openPaths({ empty.path() });
        QVERIFY(!button->isEnabled());
        QTRY_VERIFY(button->isEnabled() && button->isVisible());
    }

    void whatIsKeptIsForItsOwnerAlone()
    {
        QTemporaryDir work;
        {
            Bench bench(m_picture, services(work.filePath("kept")));
            generate(bench, "add a small left pleural effusion");
            bench.window.close();
        }
        int files = 0;
        QDirIterator each(work.filePath("kept"), QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden,
            QDirIterator::Subdirectories);
        while (each.hasNext()) {
            each.next();
            if (each.fileInfo().suffix() == "lock") // Holds a number of a process alone.
                continue;
            const QFileDevice::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
                | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
            QVERIFY2(!(each.fileInfo().permissions() & others), qPrintable(each.filePath()));
            files += each.fileInfo().isFile() ? 1 : 0;
        }
        QVERIFY(files > 0);
        QVERIFY(!(QFileInfo(work.filePath("kept")).permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void aSyntheticSourceCarriesTheHatchInTheStrip()
    {
        OpenedImage image;
        image.picture = std::make_shared<const RadiographPicture>(smoothRadiograph(200, 160));
        image.attributes.synthetic = true;
        const EditDocument synthetic(image);
        QVERIFY(synthetic.history().index(0).data(EditHistoryModel::SyntheticRole).toBool());
        image.attributes.synthetic = false;
        const EditDocument real(image);
        QVERIFY(!real.history().index(0).data(EditHistoryModel::SyntheticRole).toBool());
    }
};

QTEST_MAIN(TestEditPlace)
#include "tst_EditPlace.moc"
