// Two pictures of one film beside each other: which they are, what differs between them, and that no mark is lost.

#include "tests/support/WindowBench.h"
#include "ui/compare/CompareView.h"
#include "ui/comparison/ComparisonWorkplace.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/session/EditSession.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QTest>

using namespace cf;
using namespace cf::ui;
using cf::test::Bench;

namespace {

void edit(Bench &bench, const QString &instruction, quint64 seed)
{
    bench.session.setRegionFirst(false);
    bench.edit.prompt().instruction().setPlainText(instruction);
    bench.edit.prompt().setSeed(seed);
    QSignalSpy ended(&bench.session, &EditSession::editEnded);
    bench.session.generate();
    QVERIFY(ended.wait());
}

ComparisonWorkplace &placeOf(Bench &bench)
{
    return static_cast<ComparisonWorkplace &>(*bench.window.workplace("compare"));
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        m_picture = test::writePicture(m_folder.path(), "film.png");
    }

    void itsKeyShowsTheOriginalBesideTheEditThatWasShown()
    {
        Bench bench(m_picture, test::services());
        edit(bench, "add cardiomegaly", 3);
        edit(bench, "add a pacemaker", 4);
        bench.session.choose(1);
        QCOMPARE(bench.window.actions().action("place.compare").shortcut(), QKeySequence("F3"));
        bench.window.actions().action("place.compare").trigger();
        QCOMPARE(bench.window.place(), QString("compare"));
        ComparisonWorkplace &place = placeOf(bench);
        QCOMPARE(place.first(), 0);
        QCOMPARE(place.second(), 1);
        QVERIFY(!place.compare().first().showsSynthetic());
        QVERIFY(place.compare().second().showsSynthetic());
        QVERIFY(place.shownDifference() == bench.session.document()->history().entry(1).result);
        bench.window.actions().action("comparison.following").trigger();
        QCOMPARE(place.second(), 2);
        bench.window.actions().action("comparison.following").trigger(); // There is none behind the last.
        QCOMPARE(place.second(), 2);
    }

    void twoEditsAreSubtractedFromEachOther()
    {
        Bench bench(m_picture, test::services());
        edit(bench, "add cardiomegaly", 3);
        edit(bench, "add a pacemaker", 4); // The fake model makes the same change of everything.
        bench.window.goTo("compare");
        ComparisonWorkplace &place = placeOf(bench);
        place.setPair(1, 2);
        QVERIFY(!place.shownDifference());
        QTRY_VERIFY(place.shownDifference());
        QCOMPARE(place.shownDifference()->difference->map().changed, std::int64_t(0));
        QVERIFY(bench.session.document()->history().entry(2).result->difference->map().changed > 0); // From the film.
        QVERIFY(place.compare().first().showsSynthetic());
        QVERIFY(place.compare().second().showsSynthetic());
        place.setPair(2, 2); // Nothing is compared with itself.
        QCOMPARE(place.first(), 0);
    }

    void everyArrangementKeepsTheMarks()
    {
        Bench bench(m_picture, test::services());
        edit(bench, "add cardiomegaly", 3);
        edit(bench, "add a pacemaker", 4);
        bench.window.goTo("compare");
        ComparisonWorkplace &place = placeOf(bench);
        place.setPair(1, 2);
        QTRY_VERIFY(place.shownDifference());
        for (const char *way : { "swipe", "blink", "checker", "overlay", "difference" }) {
            bench.window.actions().action(QString("comparison.%1").arg(way)).trigger();
            QVERIFY2(place.compare().first().showsSynthetic(), way);
            place.compare().exchange();
            QVERIFY2(place.compare().first().showsSynthetic(), way);
            place.compare().exchange();
        }
        // The edit workplace has its own arrangement.
        QVERIFY(bench.edit.compare().arrangement() == Arrangement::SideBySide);
    }

    void withoutAnEditThereIsNothingToCompare()
    {
        Bench bench(m_picture, test::services());
        bench.window.goTo("compare");
        ComparisonWorkplace &place = placeOf(bench);
        QCOMPARE(place.second(), 0);
        QVERIFY(!place.compare().first().showsSynthetic());
        QVERIFY(place.compare().second().content().empty());
        QVERIFY(!bench.window.actions().action("comparison.open").isEnabled());
    }

    void aBinnedEditIsNotCompared()
    {
        Bench bench(m_picture, test::services());
        edit(bench, "add cardiomegaly", 3);
        edit(bench, "add a pacemaker", 4);
        bench.window.goTo("compare");
        ComparisonWorkplace &place = placeOf(bench);
        QCOMPARE(place.second(), 2);
        bench.session.setBinned(2, true);
        QCOMPARE(place.second(), 1);
    }
};

QTEST_MAIN(TestComparison)
#include "tst_CompareModel.moc"
