#include "ui/session/saving/WorkStore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace cf;
using namespace cf::ui;

class TestWorkStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void maskAndInstructionComeBackExactly()
    {
        QTemporaryDir folder;
        const WorkStore store(std::filesystem::path(folder.path().toStdString()) / "work");
        SavedWork work{ { "remove the pacemaker · 左胸水", CaptionPair{ "do nothing", "remove it", { "it" } }, "direct",
                            4711, 3, 12 },
            Image<std::uint8_t>(301, 77) };
        work.sourceLabels = { Target::Pacemaker, Target::PleuralEffusion };
        work.sourceConfirmed = true;
        work.shownEdit = 3;
        for (size_t i = 0; i < work.mask.pixels.size(); ++i)
            work.mask.pixels[i] = std::uint8_t(i * 7 % 256);
        QVERIFY(store.save("abc", work).has_value());
        QStringList problems;
        const auto back = store.load("abc", problems);
        QVERIFY(back.has_value());
        QVERIFY(back->draft == work.draft); // Instruction, captions by hand, method, seed, steps.
        QVERIFY(back->mask == work.mask);
        QVERIFY(back->sourceLabels == work.sourceLabels);
        QVERIFY(back->sourceConfirmed);
        QCOMPARE(back->shownEdit, 3);
        QVERIFY(!store.load("other", problems).has_value());
        work.mask = {};
        QVERIFY(store.save("abc", work).has_value());
        QVERIFY(store.load("abc", problems)->mask.empty());
    }

    void damagedFilesAreNoWork()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath("abc.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"instruction\": ");
        file.close();
        QStringList problems;
        QVERIFY(!WorkStore(folder.path().toStdString()).load("abc", problems).has_value());
        QVERIFY(problems.join("").contains("damaged"));
        QVERIFY(QFile::exists(folder.filePath("abc.json.damaged"))); // Whoever can may mend it.
    }

    /// What the next save would replace unseen is put aside and said, as what is damaged.
    void whatCannotBeOpenedIsPutAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("abc.json");
        QCOMPARE(::mkfifo(path.toUtf8().constData(), 0600), 0); // Not waited for either.
        QStringList problems;
        QVERIFY(!WorkStore(folder.path().toStdString()).load("abc", problems).has_value());
        QCOMPARE(problems.size(), 1);
        QVERIFY(!QFile::exists(path));
        QVERIFY(QFile::exists(path + ".damaged"));
    }

    void folderThatCannotBeWrittenIsSaid()
    {
        SavedWork work;
        work.draft.instruction = "x";
        const auto outcome = WorkStore("/proc/nowhere").save("abc", work);
        QVERIFY(!outcome.has_value());
        QVERIFY(outcome.error().code == ErrorCode::Io);
    }
};

QTEST_GUILESS_MAIN(TestWorkStore)
#include "tst_WorkStore.moc"
