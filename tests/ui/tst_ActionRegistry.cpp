#include "ui/actions/ActionRegistry.h"

#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace cf::ui;

class TestActionRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTwoActionsShareAKey()
    {
        QHash<QString, QString> owner;
        for (const KeyEntry &entry : ActionRegistry::entries()) {
            for (const QString &text : QString::fromLatin1(entry.keys).split(' ', Qt::SkipEmptyParts)) {
                const QString key = QKeySequence(text, QKeySequence::PortableText).toString();
                QVERIFY2(!key.isEmpty(), qPrintable(text));
                QVERIFY2(
                    !owner.contains(key), qPrintable(QString("%1: %2 and %3").arg(key, owner.value(key), entry.id)));
                owner.insert(key, entry.id);
            }
        }
    }

    void namesAreUniqueAndEverythingHasALabel()
    {
        QSet<QString> names;
        for (const KeyEntry &entry : ActionRegistry::entries()) {
            QVERIFY2(!names.contains(entry.id), entry.id);
            names.insert(entry.id);
            QVERIFY(*entry.label != '\0');
        }
    }

    void keysOfInputMethodsAndClearingTheQueueAreLeftOut()
    {
        for (const KeyEntry &entry : ActionRegistry::entries()) {
            const QStringList keys = QString::fromLatin1(entry.keys).split(' ');
            QVERIFY(!keys.contains("Ctrl+Space") && !keys.contains("Ctrl+."));
            QVERIFY2(!keys.contains("Esc"), "Esc alone never cancels a job");
        }
    }

    void plainLettersWorkOnTheCanvasAndAreTextInFields()
    {
        QMainWindow window;
        ActionRegistry actions(window);
        auto *canvas = new QWidget;
        canvas->setFocusPolicy(Qt::StrongFocus);
        auto *field = new QPlainTextEdit;
        auto *centre = new QWidget;
        auto *layout = new QVBoxLayout(centre);
        layout->addWidget(canvas);
        layout->addWidget(field);
        window.setCentralWidget(centre);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QSignalSpy brush(&actions.action("tool.brush"), &QAction::triggered);
        QSignalSpy pan(&actions.action("pan.up"), &QAction::triggered);
        QSignalSpy generate(&actions.action("job.generate"), &QAction::triggered);
        canvas->setFocus();
        QTest::keyClick(canvas, Qt::Key_B);
        QCOMPARE(brush.count(), 1);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_B);
        QTest::keyClick(field, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(brush.count(), 1);
        QCOMPARE(pan.count(), 0);
        QCOMPARE(field->toPlainText(), QString("b"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(generate.count(), 1);
    }

    void heldKeysTellPressAndRelease()
    {
        QMainWindow window;
        ActionRegistry actions(window);
        auto *canvas = new QWidget;
        canvas->setFocusPolicy(Qt::StrongFocus);
        window.setCentralWidget(canvas);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        canvas->setFocus();
        QSignalSpy held(&actions, &ActionRegistry::held);
        QTest::keyPress(canvas, Qt::Key_J);
        QTest::keyRelease(canvas, Qt::Key_J);
        QCOMPARE(held.count(), 2);
        QCOMPARE(held[0][0].toString(), QString("compare.rebuilt"));
        QCOMPARE(held[0][1].toBool(), true);
        QCOMPARE(held[1][1].toBool(), false);
    }
};

QTEST_MAIN(TestActionRegistry)
#include "tst_ActionRegistry.moc"
