// What a view shows while it is painted in.

#include "tests/support/FakeEditor.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/Viewport.h"
#include "ui/canvas/layers/MaskOverlay.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace cf;
using namespace cf::ui;

namespace {

int tealPixels(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QRgb colour = image.pixel(x, y);
            count += qGreen(colour) - qRed(colour) > 25 && qBlue(colour) - qRed(colour) > 25 ? 1 : 0;
        }
    return count;
}

} // namespace

class TestViewport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp); }

    void paintingShowsTheMask_data()
    {
        QTest::addColumn<bool>("filled");
        QTest::newRow("where the mask was hidden") << true;
        QTest::newRow("on the view of the result") << false;
    }

    void paintingShowsTheMask()
    {
        QFETCH(bool, filled);
        ToolBox tools;
        ViewState state;
        Viewport view(tools, state);
        view.resize(500, 460);
        ViewportContent content;
        content.role = ViewportContent::Role::Original;
        content.picture = std::make_shared<const RadiographPicture>(test::smoothRadiograph(500, 420));
        view.setContent(content);
        MaskDocument mask(QSize(500, 420));
        MaskOverlay overlay;
        overlay.setDocument(&mask);
        QUndoStack undo;
        view.setMask(&overlay, &undo, filled);
        view.setMaskVisible(false);
        view.show();
        QCOMPARE(tealPixels(view.grab().toImage()), 0);

        tools.setTool(Tool::Brush);
        tools.setRadius(40);
        QSignalSpy painted(&view, &Viewport::maskPainted);
        const QPoint middle = view.area().center().toPoint();
        QTest::mousePress(&view, Qt::LeftButton, {}, middle);
        QTest::mouseMove(&view, middle + QPoint(30, 0));
        QCOMPARE(painted.count(), 1); // Whoever hid the mask may show it for good.
        QVERIFY(tealPixels(view.grab().toImage()) > 2000);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, middle + QPoint(30, 0));
        QVERIFY(!mask.isEmpty());
    }
};

QTEST_MAIN(TestViewport)
#include "tst_Viewport.moc"
