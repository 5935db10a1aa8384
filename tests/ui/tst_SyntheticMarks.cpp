#include "tests/support/FakeEditor.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/layers/SyntheticMarks.h"
#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/records/PreparedResult.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

bool isViolet(QRgb colour)
{
    // The synthetic hue, in light and dark, and nothing that a grey image or the accent can have.
    return qRed(colour) - qGreen(colour) > 12 && qBlue(colour) - qGreen(colour) > 12;
}

/// The share of violet pixels along a line just inside an edge.
double violetShare(const QImage &image, const QRect &part)
{
    int violet = 0;
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            violet += isViolet(image.pixel(x, y)) ? 1 : 0;
    }
    return double(violet) / double(part.width() * part.height());
}

bool hasHatch(const QImage &view, int header)
{
    const int w = view.width();
    const int h = view.height();
    return violetShare(view, QRect(1, header + 2, 3, h - header - 10)) > 0.9
        && violetShare(view, QRect(w - 4, header + 2, 3, h - header - 10)) > 0.9
        && violetShare(view, QRect(10, h - 4, w - 20, 3)) > 0.9;
}

/// The badge's word, found as it is drawn, anywhere in the upper part of the view.
bool hasWord(const QImage &view)
{
    QImage badge(int(painting::syntheticBadgeWidth(marks::word())), 20, QImage::Format_RGB32);
    badge.fill(theme::colour("synthetic.wash"));
    QPainter painter(&badge);
    painter.setRenderHint(QPainter::Antialiasing);
    painting::drawSyntheticBadge(painter, QPointF(0, 0), 20, marks::word());
    painter.end();
    const QImage wanted = badge.copy(22, 2, badge.width() - 26, 16);
    const QImage seen = view.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y + wanted.height() < 34; ++y) {
        for (int x = 0; x + wanted.width() < std::min(seen.width(), 300); ++x) {
            if (seen.copy(x, y, wanted.width(), wanted.height()) == wanted)
                return true;
        }
    }
    return false;
}

} // namespace

class TestSyntheticMarks : public QObject
{
    Q_OBJECT

    ToolBox m_tools;
    ViewState m_state;
    ViewportContent m_original;
    ViewportContent m_result;
    ResultPointer m_prepared;
    PicturePointer m_source;

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        EditRequest request;
        request.source = test::smoothRadiograph(900, 760);
        request.prompt = "add";
        test::FakeEditor editor;
        auto made = editor.edit(request, {}, {});
        QVERIFY(made.has_value());
        auto prepared = prepareResult(std::move(*made), request.source);
        QVERIFY(prepared.has_value());
        m_prepared = *prepared;
        m_source = std::make_shared<const RadiographPicture>(request.source);
        m_original.role = ViewportContent::Role::Original;
        m_original.title = "ORIGINAL";
        m_original.picture = m_source;
        m_result.role = ViewportContent::Role::Synthetic;
        m_result.picture = m_prepared->counterfactual;
        m_result.region = m_prepared->region;
        m_result.difference = m_prepared->difference;
        m_result.plate = m_prepared->plate;
    }

    void everySettingLeavesFrameAndWordOnTheCounterfactual_data()
    {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("turns");
        QTest::addColumn<bool>("bare");
        for (const double zoom : { 0.3, 1.0, 7.0 }) {
            for (const int turns : { 0, 1 }) {
                for (const bool bare : { false, true })
                    QTest::addRow("zoom %.1f, %d turns, %s", zoom, turns, bare ? "all switched off" : "all on")
                        << zoom << turns << bare;
            }
        }
    }

    void everySettingLeavesFrameAndWordOnTheCounterfactual()
    {
        QFETCH(double, zoom);
        QFETCH(int, turns);
        QFETCH(bool, bare);
        CompareView compare(m_tools, m_state);
        compare.resize(900, 420);
        ViewTransform transform;
        transform.zoom = zoom;
        transform.quarterTurns = turns;
        m_state.setTransform(transform);
        m_state.setInverted(bare);
        compare.setContents(m_original, m_result);
        compare.setOverlaysVisible(!bare);
        compare.setContourVisible(!bare);
        compare.setMaskVisible(!bare);
        compare.setDifferenceOverImage(bare);
        compare.peekWithoutGrid(bare);
        const QImage real = compare.first().grab().toImage();
        QVERIFY2(!hasHatch(real, 28) && !hasWord(real), "the radiograph itself bears no mark");
        const QImage synthetic = compare.second().grab().toImage();
        QVERIFY(hasHatch(synthetic, 28));
        QVERIFY(hasWord(synthetic));
        m_state.reset();
    }

    void everyArrangementThatHoldsSyntheticPixelsIsMarked_data()
    {
        QTest::addColumn<int>("arrangement");
        QTest::addColumn<bool>("exchanged");
        for (int arrangement = int(Arrangement::Swipe); arrangement <= int(Arrangement::Difference); ++arrangement) {
            for (const bool exchanged : { false, true })
                QTest::addRow("%d %s", arrangement, exchanged ? "exchanged" : "") << arrangement << exchanged;
        }
    }

    void everyArrangementThatHoldsSyntheticPixelsIsMarked()
    {
        QFETCH(int, arrangement);
        QFETCH(bool, exchanged);
        CompareView compare(m_tools, m_state);
        compare.resize(700, 420);
        compare.setContents(m_original, m_result);
        compare.setArrangement(Arrangement(arrangement));
        if (exchanged)
            compare.exchange();
        const QImage view = compare.first().grab().toImage();
        QVERIFY(hasHatch(view, 28));
        if (Arrangement(arrangement) != Arrangement::Blink) // There the badge changes with the picture.
            QVERIFY(hasWord(view));
    }

    void narrowViewKeepsTheBadgeWhole()
    {
        Viewport view(m_tools, m_state);
        view.resize(240, 200);
        ViewportContent content = m_result;
        content.subtitle = "Edit 123 · a very long instruction that would need all the room there is";
        content.refused = true;
        view.setContent(content);
        QVERIFY(hasWord(view.grab().toImage()));
    }

    void differenceMapAndFigureAreMarked()
    {
        DifferencePanel panel(m_tools, m_state);
        panel.resize(300, 420);
        panel.setResult(m_source, m_prepared);
        QVERIFY(hasHatch(panel.view().grab().toImage(), 5));
        CompareView compare(m_tools, m_state);
        compare.resize(900, 420);
        compare.setContents(m_original, m_result);
        const QImage figure = compare.figure();
        QVERIFY(hasWord(figure.copy(451, 0, 449, 420)));
    }

    void previewIsMarked()
    {
        Viewport view(m_tools, m_state);
        view.resize(460, 420);
        ViewportContent content = m_original;
        content.role = ViewportContent::Role::Synthetic;
        content.preview = QImage(64, 64, QImage::Format_Grayscale8);
        content.preview.fill(120);
        view.setContent(content);
        QVERIFY(hasHatch(view.grab().toImage(), 28));
        QVERIFY(hasWord(view.grab().toImage()));
    }

    void everySquareOf224PixelsOutsideTheRegionHoldsAGridMark()
    {
        ViewportContent content = m_result;
        const QRectF visible(5, 28, 1100, 900);
        const QTransform screenToImage =
            QTransform::fromTranslate(-5, -28) * QTransform::fromScale(900.0 / 1100.0, 760.0 / 900.0);
        const auto places = marks::gridPlaces(visible, screenToImage, content);
        QVERIFY(!places.empty());
        for (double y = visible.top(); y + 224 <= visible.bottom(); y += 14) {
            for (double x = visible.left(); x + 224 <= visible.right(); x += 14) {
                const QRectF square(x, y, 224, 224);
                const QRectF inImage = screenToImage.mapRect(square.adjusted(-8, -8, 8, 8));
                const QRectF plate(content.plate->x, content.plate->y, content.plate->width, content.plate->height);
                if (content.region->touches(inImage) || plate.intersects(inImage))
                    continue;
                const bool held = std::any_of(places.begin(), places.end(),
                    [&](const QPointF &at) { return square.contains(QRectF(at.x(), at.y() - 9, 24, 9)); });
                QVERIFY2(held, qPrintable(QString("no mark in the square at %1, %2").arg(x).arg(y)));
            }
        }
        for (const QPointF &at : places)
            QVERIFY(!content.region->touches(screenToImage.mapRect(QRectF(at.x(), at.y() - 9, 24, 9))));
    }

    void plateIsInTheStoredValues()
    {
        QVERIFY(m_prepared->plate.has_value());
        const MarkRegion plate = *m_prepared->plate;
        QVERIFY(std::abs(plate.height - 0.033 * 760) < 4.0);
        int different = 0;
        for (int y = plate.y; y < plate.y + plate.height; ++y) {
            for (int x = plate.x; x < plate.x + plate.width; ++x)
                different += m_prepared->counterfactual->storedAt(x, y) != m_source->storedAt(x, y) ? 1 : 0;
        }
        QVERIFY(different > 100);
    }
};

QTEST_MAIN(TestSyntheticMarks)
#include "tst_SyntheticMarks.moc"
