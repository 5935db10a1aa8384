#include "tests/support/FakeEditor.h"
#include "ui/session/EditController.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace cf;
using namespace std::chrono_literals;

class TestEditController : public QObject
{
    Q_OBJECT

private:
    struct Bench {
        explicit Bench(std::chrono::milliseconds stepTime = 1ms)
        {
            QSignalSpy loaded(&controller, &ui::EditController::modelLoaded);
            controller.loadModel([stepTime](const JobContext &) {
                return Result<std::unique_ptr<CounterfactualEditor>>(std::make_unique<test::FakeEditor>(stepTime));
            });
            loaded.wait();
        }
        ui::EditController controller;
    };

    static EditRequest request(int steps)
    {
        EditRequest asked;
        asked.source = test::smoothRadiograph(240, 200);
        asked.prompt = "add a small left pleural effusion";
        asked.steps = steps;
        return asked;
    }

private Q_SLOTS:
    void loadedModelIsDescribed()
    {
        Bench bench;
        QVERIFY(bench.controller.hasModel());
        QCOMPARE(bench.controller.model().name, std::string("test model"));
        QCOMPARE(bench.controller.methods().size(), size_t(2));
    }

    void aModelThatCannotBeLoadedSaysWhyAndTheOldOneStays()
    {
        Bench bench;
        QSignalSpy refused(&bench.controller, &ui::EditController::modelFailed);
        bench.controller.loadModel([](const JobContext &) {
            return Result<std::unique_ptr<CounterfactualEditor>>(fail(ErrorCode::Io, "unet is missing."));
        });
        QVERIFY(refused.wait());
        QCOMPARE(refused.first().first().toString(), QString("unet is missing."));
        QSignalSpy finished(&bench.controller, &ui::EditController::finished);
        bench.controller.start(request(2));
        QVERIFY(finished.wait());
    }

    void finishedEditCarriesPicturesForTheScreen()
    {
        Bench bench;
        QSignalSpy finished(&bench.controller, &ui::EditController::finished);
        QSignalSpy previewed(&bench.controller, &ui::EditController::previewed);
        ui::ResultPointer result;
        connect(&bench.controller, &ui::EditController::finished, this,
            [&](const ui::ResultPointer &made) { result = made; });
        bench.controller.start(request(5));
        QVERIFY(finished.wait());
        QCOMPARE(finished.count(), 1);
        QVERIFY(previewed.count() >= 1);
        const StoredImage source = request(5).source.stored;
        QCOMPARE(result->difference->map().values.at(163, 120), 600);
        QCOMPARE(result->difference->map().values.at(20, 20), 0);
        QVERIFY(result->plate.has_value());
        // Without the plate nothing but the edit is different.
        const StoredImage saved = result->unmarked().stored;
        for (size_t i = 0; i < source.pixels.size(); ++i)
            QCOMPARE(saved.pixels[i] - source.pixels[i], result->difference->map().values.pixels[i]);
        QVERIFY(result->counterfactual->radiograph().stored != saved);
    }

    void cancelledEditIsNotAFailureAndStopsWithinHalfASecond()
    {
        Bench bench(5ms);
        QSignalSpy progressed(&bench.controller, &ui::EditController::progressed);
        QSignalSpy cancelled(&bench.controller, &ui::EditController::cancelled);
        QSignalSpy failed(&bench.controller, &ui::EditController::failed);
        bench.controller.start(request(100'000));
        QVERIFY(progressed.wait());
        QElapsedTimer timer;
        timer.start();
        bench.controller.cancel();
        QVERIFY(cancelled.wait());
        QVERIFY(timer.elapsed() < 500);
        QCOMPARE(failed.count(), 0);
        QVERIFY(!bench.controller.isRunning());
        const auto preview = cancelled.first().at(1).value<QImage>();
        QVERIFY(!preview.isNull());
    }

    void newEditReplacesTheRunningOne()
    {
        Bench bench;
        QSignalSpy finished(&bench.controller, &ui::EditController::finished);
        QSignalSpy cancelled(&bench.controller, &ui::EditController::cancelled);
        bench.controller.start(request(100'000));
        bench.controller.start(request(3));
        QVERIFY(finished.wait());
        QTest::qWait(30);
        QCOMPARE(finished.count(), 1);
        QCOMPARE(cancelled.count(), 0);
    }

    void failureKeepsTheEditorsOwnWords()
    {
        Bench bench;
        QSignalSpy failed(&bench.controller, &ui::EditController::failed);
        EditRequest asked = request(3);
        asked.prompt = "fail";
        bench.controller.start(std::move(asked));
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().toString(), QString("Not enough memory: needs 5.8 GB, 3.1 GB free."));
    }

    void editWithoutAModelIsExplained()
    {
        ui::EditController controller;
        QSignalSpy failed(&controller, &ui::EditController::failed);
        controller.start(request(3));
        QVERIFY(failed.wait());
        QVERIFY(failed.first().first().toString().contains("No model is loaded"));
    }

    void closingDuringAnEditEndsPromptly()
    {
        QElapsedTimer timer;
        {
            Bench bench(5ms);
            bench.controller.start(request(100'000));
            QTest::qWait(30);
            timer.start();
        }
        QVERIFY(timer.elapsed() < 500);
    }
};

QTEST_MAIN(TestEditController)
#include "tst_EditController.moc"
