#include "ui/canvas/ViewTransform.h"
#include "ui/images/ContourTracer.h"
#include "ui/images/DifferencePicture.h"

#include <QLineF>
#include <QTest>

using namespace cf;
using namespace cf::ui;

class TestViewTransform : public QObject
{
    Q_OBJECT

    const QRectF m_area{ 5, 28, 640, 480 };
    const QSizeF m_image{ 2500, 2048 };

private Q_SLOTS:
    void fitShowsTheWholeImageCentred()
    {
        const ViewTransform fit;
        const QRectF shown = fit.imageToScreen(m_area, m_image, 1.0).mapRect(QRectF(QPointF(0, 0), m_image));
        QVERIFY(m_area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(shown));
        QCOMPARE(shown.height(),
            480.0 * 640.0 * 2048 / 2500 / (640.0 * 2048 / 2500) >= 480.0 ? std::min(480.0, 640.0 * 2048 / 2500) : 0.0);
        QVERIFY(std::abs(shown.center().x() - m_area.center().x()) < 1e-6);
    }

    void zoomKeepsThePointUnderThePointer()
    {
        ViewTransform view;
        view.quarterTurns = 1;
        view.mirrored = true;
        const QPointF pointer(400, 300);
        const QPointF before = view.imageToScreen(m_area, m_image, 1.0).inverted().map(pointer);
        view.zoomAt(pointer, 3.7, m_area, m_image, 1.0);
        const QPointF after = view.imageToScreen(m_area, m_image, 1.0).inverted().map(pointer);
        QVERIFY(std::hypot(after.x() - before.x(), after.y() - before.y()) < 1e-6);
    }

    void unequalPixelSpacingIsNotSquashed()
    {
        // Rows twice as high as columns are wide: a 100 × 50 image is a square on the film.
        const QRectF shown = ViewTransform().imageToScreen(m_area, QSizeF(100, 50), 2.0).mapRect(QRectF(0, 0, 100, 50));
        QVERIFY(std::abs(shown.width() - shown.height()) < 1e-6);
    }

    void zoomStaysWithinItsLimits()
    {
        ViewTransform view;
        for (int turn = 0; turn < 200; ++turn)
            view.zoomAt(QPointF(100, 100), 2.0, m_area, m_image, 1.0);
        QCOMPARE(view.zoom, ViewTransform::largestZoom);
        QVERIFY(view.centre.x() >= 0.0 && view.centre.x() <= 1.0);
    }

    void contourOfARectangleHasItsArea()
    {
        Image<std::uint8_t> grid(40, 30);
        for (int y = 5; y < 20; ++y) {
            for (int x = 10; x < 35; ++x)
                grid.at(x, y) = 255;
        }
        const QPainterPath path = traceContour(grid, 128);
        const QRectF bounds = path.boundingRect();
        // Half way between the last pixel inside and the first outside.
        QVERIFY(std::abs(bounds.left() - 10.0) < 0.02 && std::abs(bounds.right() - 35.0) < 0.02);
        QVERIFY(std::abs(bounds.top() - 5.0) < 0.02 && std::abs(bounds.bottom() - 20.0) < 0.02);
        QVERIFY(path.contains(QPointF(20, 10)));
        QVERIFY(!path.contains(QPointF(5, 10)));
    }

    void contourClosesAtTheImagesBorderAndAroundHoles()
    {
        Image<std::uint8_t> grid(20, 20, std::uint8_t(255));
        grid.at(10, 10) = 0;
        const QPainterPath path = traceContour(grid, 128);
        QCOMPARE(path.toSubpathPolygons().size(), 2);
        for (const QPolygonF &line : path.toSubpathPolygons())
            QCOMPARE(line.first(), line.last());
        QVERIFY(!path.contains(QPointF(10.5, 10.5)));
        QVERIFY(path.contains(QPointF(0.5, 0.5)));
    }

    void thinRegionsSurviveTheReduction()
    {
        MaskImage region(3000, 2500);
        region.at(1501, 1203) = 0.001F;
        QVERIFY(!regionOutline(region).isEmpty());
    }

    void contoursOnTheScreenAreSmooth()
    {
        // A disc on a film ten times as fine as the reduced copy: no corner may be a right angle, as steps have them.
        MaskImage region(3000, 3000);
        for (int y = 0; y < 3000; ++y)
            for (int x = 0; x < 3000; ++x)
                region.at(x, y) = std::hypot(x - 1500.0, y - 1500.0) < 900.0 ? 1.0F : 0.0F;
        const QPainterPath line =
            contourOnScreen(regionOutline(region), QTransform::fromScale(0.2, 0.2)); // A view of 600 pixels.
        double sharpest = 0.0;
        double farthest = 0.0;
        const QPolygonF points = line.toSubpathPolygons().constFirst();
        for (qsizetype at = 1; at + 1 < points.size(); ++at) {
            const QLineF before(points[at - 1], points[at]);
            const QLineF after(points[at], points[at + 1]);
            const double turn = std::abs(std::remainder(before.angleTo(after), 360.0));
            sharpest = std::max(sharpest, turn);
            farthest = std::max(farthest, std::abs(QLineF(QPointF(300, 300), points[at]).length() - 180.0));
        }
        QVERIFY2(sharpest < 35.0, qPrintable(QString::number(sharpest)));
        QVERIFY2(farthest < 2.0, qPrintable(QString::number(farthest)));
    }

    void limitsAreRoundAndNotBelow()
    {
        QCOMPARE(roundLimit(0.2), 1.0);
        QCOMPARE(roundLimit(590), 600.0);
        QCOMPARE(roundLimit(600), 600.0);
        QCOMPARE(roundLimit(601), 800.0);
        QCOMPARE(roundLimit(4000), 5000.0);
        QCOMPARE(roundLimit(8100), 10000.0);
    }

    void differenceBelowTheFloorIsNotColouredAndSignsAreNotExchanged()
    {
        StoredImage before(4, 1, 1000);
        StoredImage after = before;
        after.pixels = { 1000, 1010, 1500, 500 };
        auto map = differenceMap(before, after, 24.0);
        QVERIFY(map.has_value());
        const DifferencePicture picture(std::move(*map));
        const QImage image = picture.render(0, picture.levelRect(0), picture.look({}, false));
        QCOMPARE(qAlpha(image.pixel(0, 0)), 0);
        QCOMPARE(qAlpha(image.pixel(1, 0)), 0);
        const QRgb brighter = image.pixel(2, 0);
        const QRgb darker = image.pixel(3, 0);
        QVERIFY(qRed(brighter) > qBlue(brighter)); // Orange.
        QVERIFY(qBlue(darker) > qRed(darker)); // Blue.
        QCOMPARE(*picture.at(3, 0), -500);
    }
};

QTEST_GUILESS_MAIN(TestViewTransform)
#include "tst_ViewTransform.moc"
