#include "ui/studies/StudyTreeModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

InstanceEntry instance(const char *path, int frames = 1, const char *problem = "")
{
    InstanceEntry entry;
    entry.path = path;
    entry.attributes.frames = frames;
    entry.attributes.columns = 2500;
    entry.attributes.rows = 2048;
    entry.attributes.viewPosition = "PA";
    entry.problem = problem;
    return entry;
}

StudyTree twoPatients()
{
    StudyTree tree;
    SeriesEntry first{ "1.1", "PA chest", "DX", "1",
        { instance("/a/1"), instance("/a/2", 1, "Compressed as MPEG-4.") } };
    SeriesEntry second{ "1.2", "", "CR", "2", { instance("/a/3", 3) } };
    tree.patients.push_back(
        { "0001", "PHANTOM^ONE", "19800101", "M", { { "1", "20240102", "Chest", { first, second } } } });
    tree.patients.push_back(
        { "0002", "", "", "", { { "2", "", "", { { "2.1", "x", "DX", "1", { instance("/b/1") } } } } } });
    return tree;
}

} // namespace

class TestStudyTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModelsWhileItGrows()
    {
        StudyTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model.rowCount(), 0);
        model.add(twoPatients());
        model.add(twoPatients());
        QCOMPARE(model.rowCount(), 4);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void firstImageThatCanBeShownIsChosen()
    {
        StudyTreeModel model;
        const QModelIndex first = model.add(twoPatients());
        QCOMPARE(first.data(StudyTreeModel::PathRole).toString(), QString("/a/1"));
        QCOMPARE(model.imageCount(), 6);
        StudyTree more;
        more.pictures = { "/c/x.png" };
        QCOMPARE(model.add(more).data(StudyTreeModel::PathRole).toString(), QString("/c/x.png"));
    }

    void walkingSkipsWhatCannotBeShownAndCrossesPatients()
    {
        StudyTreeModel model;
        QModelIndex at = model.add(twoPatients());
        QStringList walked;
        for (; at.isValid(); at = model.neighbour(at, 1))
            walked << at.data(StudyTreeModel::PathRole).toString() + "#"
                    + QString::number(at.data(StudyTreeModel::FrameRole).toInt());
        QCOMPARE(walked, QStringList({ "/a/1#0", "/a/3#0", "/a/3#1", "/a/3#2", "/b/1#0" }));
        QVERIFY(!model.neighbour(model.find("/a/1", 0), -1).isValid());
    }

    void namesAreReadableAndFileNamesNeverShown()
    {
        StudyTreeModel model;
        model.add(twoPatients());
        QCOMPARE(model.index(0, 0).data().toString(), QString("PHANTOM, ONE"));
        QCOMPARE(model.index(1, 0).data().toString(), QString("0002"));
        const QModelIndex image = model.find("/a/1", 0);
        QVERIFY(!image.data().toString().contains("/a"));
        QCOMPARE(image.parent().data().toString(), QString("PA chest"));
    }

    void syntheticObjectsSaySo()
    {
        StudyTree tree = twoPatients();
        tree.patients[1].studies[0].series[0].instances[0].attributes.synthetic = true;
        StudyTreeModel model;
        model.add(tree);
        QVERIFY(model.find("/b/1", 0).data().toString().startsWith("SYNTHETIC"));
        QVERIFY(model.find("/a/1", 0).data().toString().startsWith("PA"));
    }
};

QTEST_MAIN(TestStudyTreeModel)
#include "tst_StudyTreeModel.moc"
