// A whole study without a mouse: from the window's first key to the last case of the second reader.

#include "core/sessions/reading/AnswerCheck.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"
#include "tests/support/WindowBench.h"
#include "ui/coordinator/CoordinatorWorkplace.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QTest>

using namespace cf;
using namespace cf::test;
using namespace cf::ui;

namespace {

constexpr int maxTabs = 200; // A way round the window is shorter.

/// Whatever has the focus gets the key, as from a keyboard.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *focus =
        QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : QApplication::activeWindow();
    QVERIFY(focus != nullptr);
    QTest::keyClick(focus, key, modifiers);
}

void type(const QString &text)
{
    QVERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClicks(QApplication::focusWidget(), text);
}

/// By Tab alone to the control of that name.
bool tabTo(const QString &name)
{
    for (int i = 0; i < maxTabs; ++i) {
        if (QApplication::focusWidget() != nullptr && QApplication::focusWidget()->accessibleName() == name)
            return true;
        press(Qt::Key_Tab);
    }
    return false;
}

} // namespace

class TestStudyByKeys : public QObject
{
    Q_OBJECT

private:
    TemporaryFolder m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        ::setenv("XDG_STATE_HOME", (m_folder.path() / "state").c_str(), 1);
        theme::apply(*qApp);
    }

    void twoReadersReadFortyCases()
    {
        constexpr int cases = 40;
        const std::string file = (m_folder.path() / "keys.cfstudy").string();
        Protocol protocol = twoArms();
        protocol.breaks = { 15, 0.0 };
        sealedStudy(file, protocol, someCases(cases), { "R1", "R2" });

        MainWindow window(services(), workplaceTable());
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        press(Qt::Key_F5);
        auto *place = static_cast<CoordinatorWorkplace *>(window.workplace("validation"));
        QTRY_VERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget()->accessibleName() == "Title");
        QVERIFY(tabTo("File or connection"));
        type(QString::fromStdString(file));
        QVERIFY(tabTo("Reader"));
        for (const QString reader : { "R1", "R2" }) {
            press(Qt::Key_A, Qt::ControlModifier);
            type(reader);
            press(Qt::Key_Return);
            QTRY_VERIFY(place->readerPlace() != nullptr);
            QVERIFY(QTest::qWaitForWindowActive(place->readerPlace()));
            const ReaderDesk &desk = place->readerPlace()->desk();
            QTRY_COMPARE(desk.state(), ReaderDesk::State::Ready);
            for (int number = 0; number < cases; ++number) {
                QCOMPARE(place->readerPlace()->step().stored, number);
                if (number > 0 && number % 15 == 0)
                    press(Qt::Key_Return); // The proposed break is over.
                const bool isThere = number % 3 == 0;
                press(isThere ? Qt::Key_1 : Qt::Key_2);
                if (isThere) { // The answer leads on by itself, a number by Tab.
                    press(Qt::Key_8);
                    press(Qt::Key_0);
                    press(Qt::Key_Tab);
                }
                press(Qt::Key(int(Qt::Key_1) + number % 5));
                press(Qt::Key_Return);
                QTRY_COMPARE(desk.state(), ReaderDesk::State::Ready);
            }
            QVERIFY(place->readerPlace()->step().state == NextStep::State::Finished);
            press(Qt::Key_W, Qt::ControlModifier);
            QTRY_VERIFY(place->readerPlace() == nullptr);
            QTRY_COMPARE(QApplication::activeWindow(), &window);
            QCOMPARE(QApplication::focusWidget()->accessibleName(), QString("Reader"));
        }
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings(true));
        QCOMPARE(int(readings.size()), 2 * cases);
        for (const Reading &reading : readings) {
            const int number = reading.position - 1;
            QCOMPARE(std::get<bool>(reading.answers.at("effusion")), number % 3 == 0);
            QCOMPARE(reading.answers.contains("confidence"), number % 3 == 0);
            QCOMPARE(std::get<double>(reading.answers.at("synthetic")), double(1 + number % 5));
        }
        QVERIFY(need(store.verify()).empty());
    }
};

QTEST_MAIN(TestStudyByKeys)
#include "tst_StudyByKeys.moc"
