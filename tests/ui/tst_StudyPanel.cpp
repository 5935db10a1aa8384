// The list of studies: pictures by name with thumbnail and size, and what could not be read.

#include "tests/support/TemporaryFolder.h"
#include "ui/studies/StudyPanel.h"
#include "ui/studies/UnreadList.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace cf;
using namespace cf::ui;

class TestStudyPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp); }

    void picturesAreListedByNameWithThumbnailAndSize()
    {
        const test::TemporaryFolder folder;
        const QString path = QString::fromStdString((folder.path() / "film of the lung.png").string());
        QImage image(300, 200, QImage::Format_Grayscale8);
        image.fill(120);
        QVERIFY(image.save(path));
        StudyTree tree;
        tree.pictures = { path.toStdString() };
        StudyPanel panel;
        panel.resize(240, 500);
        panel.show();
        QSignalSpy changed(&panel.model(), &QAbstractItemModel::dataChanged);
        panel.add(tree);
        const QModelIndex row = panel.model().find(path, 0);
        QVERIFY(row.isValid());
        QCOMPARE(row.data().toString(), QString("film of the lung.png"));
        panel.grab(); // What is painted is asked for.
        QVERIFY(changed.wait());
        QVERIFY(!row.data(StudyTreeModel::ThumbnailRole).value<QImage>().isNull());
        QVERIFY(row.data(StudyTreeModel::DetailRole).toString().contains("300 × 200"));
        auto *tree_ = panel.findChild<QTreeView *>();
        QVERIFY(tree_->visualRect(row).height() >= ThumbnailReader::side);
    }

    void filesThatCouldNotBeReadAreAListWithNameAndReasonToCopy()
    {
        StudyTree tree;
        tree.filesSeen = 40;
        for (int file = 0; file < 30; ++file)
            tree.problems.push_back({ "/films/broken" + std::to_string(file) + ".dcm", "It ends early." });
        InstanceEntry instance;
        instance.path = "/films/report.dcm";
        instance.problem = "It has no image: it is an encapsulated PDF.";
        SeriesEntry series;
        series.instances = { instance };
        StudyEntry study;
        study.series = { series };
        PatientEntry patient;
        patient.id = "1";
        patient.studies = { study };
        tree.patients = { patient };

        StudyPanel panel;
        panel.show();
        panel.add(tree);
        UnreadList &list = panel.unread();
        QVERIFY(list.isVisible());
        QCOMPARE(list.count(), 31); // All, not the first twenty.
        QVERIFY(!list.isUnfolded());
        auto *fold = list.findChild<QToolButton *>();
        QCOMPARE(fold->text(), QString("31 not read"));
        fold->click();
        QVERIFY(list.isUnfolded());
        for (QToolButton *button : list.findChildren<QToolButton *>())
            if (button->text() == "Copy")
                button->click();
        const QString copied = QApplication::clipboard()->text();
        QVERIFY(copied.contains("broken29.dcm\tIt ends early.\t/films/broken29.dcm"));
        QVERIFY(copied.contains("report.dcm\tIt has no image: it is an encapsulated PDF."));
        panel.add(tree);
        QCOMPARE(list.count(), 31); // Opened again, each is there once.
        StudyTree mended;
        mended.pictures = { "/films/broken3.dcm" };
        list.add(mended);
        QCOMPARE(list.count(), 30);
    }
};

QTEST_MAIN(TestStudyPanel)
#include "tst_StudyPanel.moc"
