#include "ui/records/EditHistoryModel.h"
#include "ui/prompt/PromptPanel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace cf::ui;

class TestEditHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryOutcomeInTheOrderOfMaking()
    {
        EditHistoryModel history;
        QAbstractItemModelTester tester(&history, QAbstractItemModelTester::FailureReportingMode::Fatal);
        history.append({});
        HistoryEntry refused;
        refused.kind = HistoryEntry::Kind::Result;
        refused.number = history.nextNumber();
        auto result = std::make_shared<PreparedResult>();
        result->status = cf::EditStatus::Refused;
        refused.result = result;
        refused.note = "a device appeared";
        history.append(refused);
        HistoryEntry cancelled;
        cancelled.kind = HistoryEntry::Kind::Cancelled;
        cancelled.number = history.nextNumber();
        history.append(cancelled);
        QCOMPARE(history.rowCount(), 3);
        QCOMPARE(history.index(0).data(EditHistoryModel::SyntheticRole).toBool(), false);
        QCOMPARE(history.index(1).data(EditHistoryModel::RefusedRole).toBool(), true);
        QVERIFY(history.index(1).data(Qt::AccessibleTextRole).toString().contains("refused"));
        QCOMPARE(history.index(2).data().toString(), QString("Edit 2"));
        QCOMPARE(history.index(2).data(EditHistoryModel::UnfinishedRole).toBool(), true);
        history.setStarred(2, true);
        QCOMPARE(history.index(2).data(EditHistoryModel::StarredRole).toBool(), true);
        QCOMPARE(history.nextNumber(), 3);
    }

    void timeLeftIsNeverZero()
    {
        QCOMPARE(timeLeftText(0.0), QString("1 s left"));
        QCOMPARE(timeLeftText(3.2), QString("4 s left"));
        QCOMPARE(timeLeftText(200.0), QString("about 3 min left"));
        QCOMPARE(timeLeftText(-1.0), QString());
    }
};

QTEST_MAIN(TestEditHistoryModel)
#include "tst_EditHistoryModel.moc"
