// What work in the background throws arrives as an error; the worker lives and does what comes next.

#include "ui/session/BackgroundTask.h"
#include "ui/studies/ThumbnailReader.h"

#include <QSignalSpy>
#include <QTest>

#include <new>
#include <stdexcept>

using namespace cf;
using namespace cf::ui;

class TestBackgroundTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWorkThrowsIsAnErrorAndTheQueueGoesOn()
    {
        JobQueue queue;
        std::vector<Result<int>> answers;
        const auto ask = [&](std::function<Result<int>(const JobContext &)> work) {
            runInBackground<Result<int>>(
                queue, this, std::move(work), [&answers](const Result<int> &answer) { answers.push_back(answer); });
        };
        ask([](const JobContext &) -> Result<int> { throw std::bad_alloc(); });
        ask([](const JobContext &) -> Result<int> { throw std::runtime_error("a library's reason"); });
        ask([](const JobContext &) -> Result<int> { throw 7; });
        ask([](const JobContext &) -> Result<int> { return 7; });
        QTRY_COMPARE(answers.size(), std::size_t(4));
        QVERIFY(!answers[0] && answers[0].error().code == ErrorCode::OutOfMemory);
        QVERIFY(!answers[1] && answers[1].error().message.find("a library's reason") != std::string::npos);
        QVERIFY(!answers[2] && answers[2].error().code == ErrorCode::Internal);
        QVERIFY(answers[3].has_value());
        QCOMPARE(*answers[3], 7);
    }

    void anImageWhoseReadingThrowsHasNoThumbnailAndTheNextOneHas()
    {
        const auto read = [](const QString &path, int, const JobContext &) -> Result<ThumbnailReader::Thumbnail> {
            if (path == "huge")
                throw std::bad_alloc();
            if (path == "damaged")
                return fail(ErrorCode::InvalidInput, "It ends early.");
            return ThumbnailReader::Thumbnail{ QImage(4, 4, QImage::Format_Grayscale8), QSize(4, 4) };
        };
        ThumbnailReader reader(read, nullptr);
        QSignalSpy made(&reader, &ThumbnailReader::made);
        for (const char *path : { "huge", "damaged", "sound" })
            reader.ask(path, 0);
        QTRY_COMPARE(made.size(), 3);
        for (const QList<QVariant> &one : made)
            QCOMPARE(one[2].value<QImage>().isNull(), one[0].toString() != "sound");
    }
};

QTEST_GUILESS_MAIN(TestBackgroundTask)
#include "tst_BackgroundTask.moc"
