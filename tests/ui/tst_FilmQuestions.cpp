// What only the user knows of a film: how it lies, how it is read, how a mask is meant. Nothing is edited before it is
// said, and what was said is there again.

#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/dialogs/MaskSheet.h"
#include "ui/dialogs/ReadingSheet.h"
#include "ui/edit/FileReading.h"
#include "ui/edit/bars/ReadingBar.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTimer>

#include <set>

using namespace cf;
using namespace cf::ui;
using cf::test::Bench;
using cf::test::services;
using cf::test::writePicture;

namespace {

const PatientAxes mirrored{ BodyDirection::Right, BodyDirection::Foot };

/// Takes every film whose lie nobody said for a mirrored one.
WindowServices askingServices(const QString &work = {})
{
    WindowServices made = services(work);
    made.checkFilm = [](Radiograph &, ReadingNotes &notes) {
        addNote(notes,
            { "looks-mirrored", "The film looks mirrored.", NoteSeverity::Question, "Say --orientation R/F.",
                { frontalAxes, mirrored } });
    };
    return made;
}

QPushButton *answer(const ReadingBar &bar, const QString &text)
{
    for (QPushButton *button : bar.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

} // namespace

class TestFilmQuestions : public QObject
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

    void nothingIsEditedBeforeTheAnswer()
    {
        const QString work = m_folder.filePath("work");
        {
            Bench bench(m_picture, askingServices(work));
            const auto &bar = *bench.edit.findChild<ReadingBar *>();
            QVERIFY(bar.isVisible());
            QVERIFY(bench.session.state().hindrance.contains("question"));
            bench.edit.prompt().instruction().setPlainText("add cardiomegaly");
            QVERIFY(!bench.window.actions().action("job.generate").isEnabled());
            QVERIFY(!bench.window.actions().action("mask.find").isEnabled());
            bench.session.generate();
            bench.session.proposeRegion();
            QVERIFY(!bench.session.edits().isRunning());
            // The sentence asks, and names no option of another program.
            QVERIFY(!bar.findChild<QLabel *>()->text().contains("--"));
            QSignalSpy shown(&bench.session, &EditSession::imageShown);
            QVERIFY(answer(bar, "Mirrored") && answer(bar, "Upright") && answer(bar, "Otherwise…"));
            QTest::mouseClick(answer(bar, "Mirrored"), Qt::LeftButton);
            QVERIFY(shown.wait());
            QVERIFY(!bar.isVisible());
            QVERIFY(bench.session.document()->image().picture->radiograph().axes == mirrored);
            QCOMPARE(bench.session.state().hindrance, QString());
            QVERIFY(bench.window.actions().action("job.generate").isEnabled());
            QCOMPARE(bench.edit.prompt().instruction().toPlainText(), QString("add cardiomegaly"));
            QSignalSpy ended(&bench.session, &EditSession::editEnded);
            bench.session.generate();
            QVERIFY(ended.wait());
            QVERIFY(bench.session.state().shown->result);
            QVERIFY(bench.session.close().has_value());
        }
        // The answer is there again with the work.
        Bench bench(m_picture, askingServices(work));
        QVERIFY(!bench.edit.findChild<ReadingBar *>()->isVisible());
        QVERIFY(bench.session.document()->image().picture->radiograph().axes == mirrored);
        QCOMPARE(bench.session.document()->history().rowCount(), 2);
    }

    void aFilmThatIsReadInAnotherWayIsShownSo()
    {
        Bench bench(m_picture, services());
        const PicturePointer before = bench.session.document()->image().picture;
        const EditDocument *document = bench.session.document();
        bench.session.document()->mask().paintLine({ 100, 100 }, { 140, 120 }, 12, 0.8, false);
        ReadingOptions reading;
        reading.polarity = ReadingOptions::Polarity::Inverted;
        QSignalSpy shown(&bench.session, &EditSession::imageShown);
        bench.window.files().loadAs(m_picture, reading);
        QVERIFY(shown.wait());
        QCOMPARE(bench.session.document(), document);
        const PicturePointer after = bench.session.document()->image().picture;
        QVERIFY(after->radiograph().photometric != before->radiograph().photometric);
        QCOMPARE(after->radiograph().stored.pixels, before->radiograph().stored.pixels);
        QVERIFY(bench.session.document()->mask().area() > 0);
        QVERIFY(before->thumbnail(40) != after->thumbnail(40));
        QVERIFY(bench.session.document()->history().entry(0).picture != before->thumbnail(208));
    }

    void theSheetKnowsTheEightLies()
    {
        std::set<QString> names;
        for (const bool isMirrored : { false, true }) {
            for (int quarters = 0; quarters < 4; ++quarters) {
                ReadingOptions options;
                options.frame = 3;
                options.axes = turned(frontalAxes, Turn{ isMirrored, quarters });
                options.white = ReadingOptions::White::Stated;
                options.polarity = ReadingOptions::Polarity::Photometric;
                QVERIFY(ReadingSheet(options).options() == options);
                const QString name = lieName(*options.axes);
                names.insert(name);
                QCOMPARE(name.contains("mirrored", Qt::CaseInsensitive), uprightTurn(*options.axes).mirrored);
                QCOMPARE(name.contains("side,"), quarters % 2 == 1);
            }
        }
        QCOMPARE(names.size(), std::size_t(8));
        QCOMPARE(lieName(frontalAxes), QString("Upright"));
        // The head is at the left where the columns of an upright film run along the rows.
        QVERIFY(lieName({ BodyDirection::Foot, BodyDirection::Right }).contains("head at the left"));
        QVERIFY(ReadingSheet(ReadingOptions()).options() == ReadingOptions());
    }

    void anAmbiguousMaskIsAskedBack()
    {
        Bench bench(m_picture, services());
        QImage labels(500, 420, QImage::Format_Grayscale8);
        labels.fill(0);
        for (int y = 0; y < 10; ++y) {
            for (int x = 0; x < 30; ++x)
                labels.setPixelColor(x, y, QColor(x < 10 ? 1 : 2, x < 10 ? 1 : 2, x < 10 ? 1 : 2));
        }
        const QString path = m_folder.filePath("labels.png");
        QVERIFY(labels.save(path));
        QString refused;
        QTimer drive;
        drive.setInterval(5);
        connect(&drive, &QTimer::timeout, this, [&] {
            auto *sheet = qobject_cast<MaskSheet *>(QApplication::activeModalWidget());
            if (!sheet)
                return;
            const auto act = [sheet] {
                for (QPushButton *button : sheet->findChildren<QPushButton *>()) {
                    if (button->isDefault() && button->isEnabled())
                        button->click();
                }
            };
            if (sheet->path().isEmpty()) {
                sheet->setPath(path);
                act();
            } else if (!sheet->problem().isEmpty() && refused.isEmpty()) {
                refused = sheet->problem();
                sheet->part().setCurrentIndex(sheet->part().findData("label"));
                sheet->value().setText("2");
                act();
            }
        });
        drive.start();
        bench.window.actions().action("mask.open").trigger();
        QVERIFY2(refused.contains("label:2") && !refused.contains("--"), qPrintable(refused));
        QCOMPARE(bench.session.document()->mask().area(), std::int64_t(200));
        QCOMPARE(int(bench.session.document()->mask().values().at(15, 5)), 255);
        QVERIFY(bench.session.document()->undo().canUndo());
        bench.session.undo();
        QVERIFY(bench.session.document()->mask().isEmpty());
    }
};

QTEST_MAIN(TestFilmQuestions)
#include "tst_FilmQuestions.moc"
