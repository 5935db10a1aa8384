#include "ui/images/MaskCommands.h"

#include <QRandomGenerator>
#include <QTest>
#include <QUndoStack>

using namespace cf;
using namespace cf::ui;

class TestMaskDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoOfStrokesAreExact()
    {
        MaskDocument mask(QSize(300, 220));
        QUndoStack undo;
        QRandomGenerator random(7);
        std::vector<Image<std::uint8_t>> states{ mask.values() };
        const auto anywhere = [&] { return QPointF(random.bounded(340) - 20, random.bounded(260) - 20); };
        for (int stroke = 0; stroke < 12; ++stroke) {
            MaskStroke painted(mask);
            QPointF last = anywhere();
            for (int piece = 0; piece < 4; ++piece) {
                const QPointF next = anywhere();
                painted.touched(mask.paintLine(last, next, 1.0 + random.bounded(40.0), 0.5, stroke % 3 == 2));
                last = next;
            }
            if (auto command = painted.finish("stroke")) {
                undo.push(command.release());
                states.push_back(mask.values());
            }
        }
        for (size_t at = states.size() - 1; at > 0; --at) {
            QVERIFY(mask.values() == states[at]);
            undo.undo();
        }
        QVERIFY(mask.isEmpty());
        for (size_t at = 1; at < states.size(); ++at) {
            undo.redo();
            QVERIFY(mask.values() == states[at]);
        }
    }

    void commandKeepsOnlyTheTouchedRectangle()
    {
        MaskDocument mask(QSize(1000, 1000));
        QRect told;
        QObject::connect(&mask, &MaskDocument::changed, [&](const QRect &rect) { told = rect; });
        const QRect touched = mask.paintLine(QPointF(500, 500), QPointF(500, 500), 10, 1.0, false);
        QCOMPARE(touched, QRect(490, 490, 20, 20));
        QCOMPARE(told, touched);
        // A hard disc: pixels whose centre is nearer than the radius.
        QCOMPARE(int(mask.values().at(500, 500)), 255);
        QCOMPARE(int(mask.values().at(500, 491)), 255);
        QCOMPARE(int(mask.values().at(500, 489)), 0);
        QCOMPARE(int(mask.values().at(491, 491)), 0);
    }

    void strokeThatChangesNothingIsNoStep()
    {
        MaskDocument mask(QSize(50, 50));
        MaskStroke stroke(mask);
        stroke.touched(mask.paintLine(QPointF(25, 25), QPointF(30, 30), 5, 1.0, true));
        QVERIFY(stroke.finish("erase") == nullptr);
    }

    void softEdgeFallsAndNeverLowersWhatIsThere()
    {
        MaskDocument mask(QSize(101, 101));
        mask.paintLine(QPointF(50.5, 50.5), QPointF(50.5, 50.5), 40, 0.5, false);
        QCOMPARE(int(mask.values().at(50, 50)), 255);
        QCOMPARE(int(mask.values().at(80, 50)), 128); // 30 of 40 pixels out: half of the soft half.
        const int before = mask.values().at(60, 50);
        mask.paintLine(QPointF(95, 50), QPointF(95, 50), 40, 0.0, false);
        QCOMPARE(int(mask.values().at(60, 50)), before);
    }

    void emptyMaskIsGivenAsNoMask()
    {
        MaskDocument mask(QSize(64, 64));
        QVERIFY(mask.toMask().empty());
        QUndoStack undo;
        undo.push(invertMask(mask).release());
        QCOMPARE(mask.area(), std::int64_t(64 * 64));
        QVERIFY(mask.toMask().at(3, 3) == 1.0F);
        undo.push(clearMask(mask).release());
        QVERIFY(mask.toMask().empty());
        undo.undo();
        QCOMPARE(mask.area(), std::int64_t(64 * 64));
    }

    void cancelledStrokeLeavesNoTrace()
    {
        MaskDocument mask(QSize(64, 64));
        mask.paintLine(QPointF(10, 10), QPointF(40, 40), 6, 0.3, false);
        const auto before = mask.values();
        MaskStroke stroke(mask);
        stroke.touched(mask.paintLine(QPointF(0, 60), QPointF(60, 0), 9, 0.3, false));
        QVERIFY(!(mask.values() == before));
        stroke.cancel();
        QVERIFY(mask.values() == before);
    }
};

QTEST_GUILESS_MAIN(TestMaskDocument)
#include "tst_MaskDocument.moc"
