// The figure that leaves the computer: at the film's own resolution, marked, and without a patient unless asked.

#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"
#include "ui/export/EditFigure.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

constexpr int width = 1400;
constexpr int height = 1200;

OpenedImage opened()
{
    OpenedImage image;
    image.picture = std::make_shared<const RadiographPicture>(test::smoothRadiograph(width, height));
    image.attributes.patientName = "PHANTOM^ONE";
    image.attributes.patientId = "0815";
    return image;
}

ResultPointer resultOf(const OpenedImage &image)
{
    test::FakeEditor editor;
    EditRequest request;
    request.source = image.picture->radiograph();
    request.prompt = "add a left effusion";
    request.steps = 1;
    return *prepareResult(*editor.edit(request, {}, {}), image.picture->radiograph());
}

bool isViolet(QRgb colour)
{
    return qRed(colour) - qGreen(colour) > 12 && qBlue(colour) - qGreen(colour) > 12;
}

/// Where the film's own pixels stand in the figure; an empty rectangle where they do not.
QRect findFilm(const QImage &figure, const RadiographPicture &film)
{
    const QImage whole = film.render(0, film.levelRect(0), film.table({}, false));
    // A line through the lungs says it: letters and rulers are at the edges.
    const QImage probe = whole.copy(400, 560, 500, 1);
    for (int y = 560; y < figure.height(); ++y) {
        for (int x = 400; x + probe.width() < figure.width() && x < 700; ++x) {
            if (figure.pixel(x, y) == probe.pixel(0, 0) && figure.copy(x, y, probe.width(), 1) == probe)
                return QRect(x - 400, y - 560, width, height);
        }
    }
    return {};
}

} // namespace

class TestEditFigure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp); }

    void everyPixelOfTheFilmIsThere()
    {
        const OpenedImage image = opened();
        const QImage figure = drawFigure(image, *resultOf(image), "Edit 1", {}, {});
        QVERIFY(figure.width() > 3 * width);
        QVERIFY(figure.height() > height);
        QVERIFY(!findFilm(figure, *image.picture).isEmpty());
    }

    void identityIsThereOnlyWhenAsked()
    {
        const OpenedImage image = opened();
        const ResultPointer result = resultOf(image);
        OpenedImage nobody = image;
        nobody.attributes = {};
        const QImage without = drawFigure(image, *result, "Edit 1", {}, { false, true });
        QCOMPARE(without, drawFigure(nobody, *result, "Edit 1", {}, { false, true }));
        QVERIFY(without != drawFigure(image, *result, "Edit 1", {}, { true, true }));
    }

    void theInstructionIsAChoiceToo()
    {
        const OpenedImage image = opened();
        const ResultPointer result = resultOf(image);
        PreparedResult other = *result;
        other.provenance.prompt = "remove the pacemaker of Mrs. Example";
        QVERIFY(drawFigure(image, *result, "Edit 1", {}, { false, true })
            != drawFigure(image, other, "Edit 1", {}, { false, true }));
        QCOMPARE(drawFigure(image, *result, "Edit 1", {}, { false, false }),
            drawFigure(image, other, "Edit 1", {}, { false, false }));
    }

    void syntheticPixelsAreFramed()
    {
        const OpenedImage image = opened();
        const QImage figure = drawFigure(image, *resultOf(image), "Edit 1", {}, {});
        // Along a line at half height: hatch at both sides of the second and the third panel, none in the first.
        const int y = figure.height() / 2;
        const auto violet = [&](int from, int to) {
            int count = 0;
            for (int x = from; x < to; ++x)
                count += isViolet(figure.pixel(x, y)) ? 1 : 0;
            return count;
        };
        const int third = figure.width() / 3;
        QCOMPARE(violet(0, third - 30), 0);
        QVERIFY(violet(third - 30, 2 * third) >= 10);
        QVERIFY(violet(2 * third, figure.width()) >= 10);
    }

    void aSyntheticSourceIsFramedToo()
    {
        OpenedImage image = opened();
        image.attributes.synthetic = true;
        const QImage figure = drawFigure(image, *resultOf(image), "Edit 1", {}, {});
        int violet = 0;
        for (int x = 0; x < figure.width() / 3 - 30; ++x)
            violet += isViolet(figure.pixel(x, figure.height() / 2)) ? 1 : 0;
        QVERIFY(violet >= 10);
    }

    void aFigureIsWrittenWholeAndNeverOverAFile()
    {
        const test::TemporaryFolder folder;
        const QImage picture(20, 20, QImage::Format_RGB32);
        QVERIFY(saveFigure(picture, folder.path() / "a.png").has_value());
        QVERIFY(!QImage(QString::fromStdString((folder.path() / "a.png").string())).isNull());
        QVERIFY(!saveFigure(picture, folder.path() / "nowhere" / "a.png").has_value());
        QVERIFY(!saveFigure({}, folder.path() / "b.png").has_value());
    }

    void veryLargeFilmsSayThatTheyWereReduced()
    {
        OpenedImage image = opened();
        Radiograph strip = test::smoothRadiograph(40, 30);
        strip.stored = StoredImage(12000, 40, 900);
        image.picture = std::make_shared<const RadiographPicture>(strip);
        EditResult result;
        result.counterfactual = strip;
        result.reconstruction = strip;
        result.region = MaskImage(12000, 40);
        const QImage figure = drawFigure(image, **prepareResult(std::move(result), strip), "Edit 1", {}, {});
        QVERIFY(!figure.isNull());
        QVERIFY(figure.width() <= widestFigure);
    }
};

QTEST_MAIN(TestEditFigure)
#include "tst_EditFigure.moc"
