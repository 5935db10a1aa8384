// What the renderer drew, dragged with the mouse: the picture follows, the edit on release has the numbers that were
// dragged, each drag is one step back, and no grip leaves the window.

#include "core/editing/engine/InsertionEditor.h"
#include "core/phantom/Phantom.h"
#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/bars/HandleFields.h"
#include "ui/edit/bars/OptionBar.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QDoubleSpinBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace cf;
using namespace cf::ui;
using namespace cf::test;

namespace {

QString writePhantom(const QString &folder)
{
    const auto phantom = renderPhantom({ 41, 512, {} });
    if (!phantom)
        return {};
    const Radiograph radiograph = phantom->radiograph();
    const int shift = 16 - radiograph.bitsStored;
    QImage image(radiograph.stored.width, radiograph.stored.height, QImage::Format_Grayscale16);
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<quint16 *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x)
            line[x] = quint16(radiograph.stored.at(x, y) << shift);
    }
    const QString path = folder + "/phantom.png";
    return image.save(path) ? path : QString();
}

WindowServices rendererServices(const QString &workFolder = {})
{
    WindowServices made = services(workFolder);
    made.session.loadEditor = [](const std::filesystem::path &, const JobContext &) {
        return Result<std::unique_ptr<CounterfactualEditor>>(makeInsertionEditor());
    };
    return made;
}

void generate(Bench &bench, const QString &instruction)
{
    bench.edit.prompt().instruction().setPlainText(instruction);
    bench.edit.prompt().setRegionFirst(false);
    QSignalSpy ended(&bench.session, &EditSession::editEnded);
    bench.window.actions().action("job.generate").trigger();
    QVERIFY(ended.wait(60'000));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.session.handles().grips().empty(), 60'000);
}

const HistoryEntry &shown(Bench &bench)
{
    return bench.session.document()->history().entry(bench.session.document()->shownRow());
}

double numberOf(Bench &bench, const char *name)
{
    const RenderedNumber *number = shown(bench).result->provenance.rendered.front().find(name);
    return number ? number->value : -1.0;
}

QPoint onScreen(Bench &bench, std::size_t grip)
{
    const Viewport &view = bench.edit.compare().second();
    return view.imageToScreen().map(bench.session.handles().grips()[grip].place).toPoint();
}

/// How many pixels of a view have the grips' colour.
int accentPixels(const QImage &picture)
{
    const QRgb accent = theme::colour("accent.base").rgb();
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            count += (picture.pixel(x, y) & 0xFFFFFFU) == (accent & 0xFFFFFFU) ? 1 : 0;
    return count;
}

void drag(Viewport &view, const QPoint &from, const QPoint &way, bool release = true)
{
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step) {
        QMouseEvent move(QEvent::MouseMove, from + way * step / 4, view.mapToGlobal(from + way * step / 4),
            Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &move);
        QTest::qWait(20);
    }
    if (release)
        QTest::mouseRelease(&view, Qt::LeftButton, {}, from + way);
}

} // namespace

class TestRenderedHandles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath("settings"));
        theme::apply(*qApp);
        m_picture = writePhantom(m_folder.path());
        QVERIFY(!m_picture.isEmpty());
    }

    void aDraggedGeneratorIsWhereItWasDragged()
    {
        Bench bench(m_picture, rendererServices());
        bench.window.resize(1280, 800);
        generate(bench, "add a pacemaker on the left");
        QCOMPARE(shown(bench).kind, HistoryEntry::Kind::Result);
        Viewport &view = bench.edit.compare().second();
        const double x = numberOf(bench, "generator.x");
        const double y = numberOf(bench, "generator.y");
        const double tip = numberOf(bench, "ventricle.tip");
        const auto before = shown(bench).result->unmarked().stored;
        const int row = bench.session.document()->shownRow();
        const QPoint way(-12, 40);
        const QPointF onImage =
            view.imageToScreen().inverted().map(QPointF(way)) - view.imageToScreen().inverted().map(QPointF(0, 0));

        drag(view, onScreen(bench, 0), way, false);
        QTRY_VERIFY(!view.content().preview.isNull()); // It follows before the button is let go.
        QTRY_VERIFY(
            std::abs(bench.session.handles().additions().front().find("generator.y")->value - y - onImage.y()) < 0.01);
        qInfo("picture of a drag: %.0f ms", bench.session.handles().milliseconds());
        QCOMPARE(bench.session.document()->shownRow(), row);
        QSignalSpy ended(&bench.session, &EditSession::editEnded);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, onScreen(bench, 0));
        QVERIFY(ended.wait(60'000));

        QCOMPARE(bench.session.document()->shownRow(), row + 1);
        QVERIFY(std::abs(numberOf(bench, "generator.x") - x - onImage.x()) < 0.01);
        QVERIFY(std::abs(numberOf(bench, "generator.y") - y - onImage.y()) < 0.01);
        QCOMPARE(numberOf(bench, "ventricle.tip"), tip); // Its leads end where they ended.
        QVERIFY(shown(bench).result->unmarked().stored.pixels != before.pixels);
        QVERIFY(view.content().preview.isNull()); // Full size again.
        QVERIFY(shown(bench).result->region != nullptr);
        // The same numbers under the same seed are the same picture.
        QSignalSpy again(&bench.session, &EditSession::editEnded);
        bench.session.runAgain(row + 1);
        QVERIFY(again.wait(60'000));
        QVERIFY2(shown(bench).rerun.contains("0 px"), qPrintable(shown(bench).rerun));
    }

    void eachDragIsOneStepBack()
    {
        Bench bench(m_picture, rendererServices());
        bench.window.resize(1280, 800);
        generate(bench, "add a pacemaker on the left");
        Viewport &view = bench.edit.compare().second();
        const int row = bench.session.document()->shownRow();
        const int steps = bench.session.document()->undo().count();
        for (int times = 1; times <= 2; ++times) {
            QSignalSpy ended(&bench.session, &EditSession::editEnded);
            drag(view, onScreen(bench, 0), QPoint(0, 12));
            QVERIFY(ended.wait(60'000));
            QCOMPARE(bench.session.document()->undo().count(), steps + times);
        }
        QCOMPARE(bench.session.document()->shownRow(), row + 2);
        const double last = numberOf(bench, "generator.y");
        QTest::keyClick(&view, Qt::Key_Escape);
        QCOMPARE(bench.session.document()->shownRow(), row + 1);
        QVERIFY(numberOf(bench, "generator.y") < last);
        bench.session.redo();
        QCOMPARE(bench.session.document()->shownRow(), row + 2);
        bench.session.undo();
        bench.session.undo();
        QCOMPARE(bench.session.document()->shownRow(), row);
        // Esc in the midst of a drag: nothing is made of it.
        QTRY_VERIFY(!bench.session.handles().grips().empty());
        const int rows = bench.session.document()->history().rowCount();
        drag(view, onScreen(bench, 0), QPoint(0, 30), false);
        QTest::keyClick(&view, Qt::Key_Escape);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, view.rect().center());
        QTest::qWait(300);
        QCOMPARE(bench.session.document()->history().rowCount(), rows);
        QVERIFY(view.content().preview.isNull());
    }

    void gripsAreOnTheCounterfactualAloneAndLeaveWithQ()
    {
        Bench bench(m_picture, rendererServices());
        bench.window.resize(1280, 800);
        generate(bench, "add a 3 cm nodule in the right lung");
        CompareView &compare = bench.edit.compare();
        QVERIFY(bench.session.handles().grips().size() == 2);
        const int over = accentPixels(compare.second().grab().toImage());
        const int none = accentPixels(compare.first().grab().toImage());
        QVERIFY(over > none + 20);
        const int exported = accentPixels(compare.figure());
        QAction &shownMask = bench.window.actions().action("mask.toggle");
        shownMask.trigger();
        QVERIFY(accentPixels(compare.second().grab().toImage()) < over - 20);
        QVERIFY(exported <= none + accentPixels(compare.second().grab().toImage()));
        shownMask.trigger();
        QCOMPARE(accentPixels(compare.second().grab().toImage()), over);
    }

    void numbersAreTypedWithTheirUnit()
    {
        Bench bench(m_picture, rendererServices());
        bench.window.resize(1600, 900);
        generate(bench, "add a moderate left pleural effusion");
        QDoubleSpinBox *height = bench.edit.options().numbers().field("height");
        QVERIFY(height && height->isVisible() && height->suffix() == " mm");
        QVERIFY(std::abs(height->value() - numberOf(bench, "height")) < 0.06);
        QSignalSpy ended(&bench.session, &EditSession::editEnded);
        height->setValue(height->maximum() - 5.0);
        QVERIFY(ended.wait(60'000));
        QVERIFY(std::abs(numberOf(bench, "height") - height->value()) < 0.06);
        QCOMPARE(shown(bench).result->provenance.rendered.front().severity, Severity::Large);
        QVERIFY(bench.session.takeBackDrag());
    }

    void dragsAreInTheHistoryAfterARestart()
    {
        QTemporaryDir work;
        double y = 0.0;
        {
            Bench bench(m_picture, rendererServices(work.path()));
            generate(bench, "add a pacemaker on the left");
            QSignalSpy ended(&bench.session, &EditSession::editEnded);
            drag(bench.edit.compare().second(), onScreen(bench, 0), QPoint(0, 20));
            QVERIFY(ended.wait(60'000));
            y = numberOf(bench, "generator.y");
            bench.window.close();
        }
        Bench bench(m_picture, rendererServices(work.path()));
        QTRY_VERIFY_WITH_TIMEOUT(shown(bench).result != nullptr, 60'000);
        QCOMPARE(numberOf(bench, "generator.y"), y);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.session.handles().grips().empty(), 60'000);
    }
};

QTEST_MAIN(TestRenderedHandles)
#include "tst_RenderedHandles.moc"
