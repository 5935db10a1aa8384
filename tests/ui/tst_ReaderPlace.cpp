// A reader with keys alone: what is shown as stored is stored, pauses do not count, and every restart goes on.

#include "core/sessions/reading/AnswerCheck.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QTest>

using namespace cf;
using namespace cf::test;

namespace {

Protocol readersProtocol()
{
    Protocol protocol = twoArms();
    protocol.title = "Left effusion, session 2";
    Question where;
    where.id = "where";
    where.text = { "Mark anything that looks wrong.", "不自然な部位に印をつけてください。" };
    where.kind = QuestionKind::Mark;
    where.required = false;
    where.shapes = { MarkShape::Box };
    where.choices = { { "edge", { "Unnatural edge", "不自然な境界" } }, { "blur", { "Blur", "ぼけ" } } };
    Question comment;
    comment.id = "comment";
    comment.text = { "Comment, optional", "コメント（任意）" };
    comment.kind = QuestionKind::Text;
    comment.required = false;
    protocol.questions.push_back(where);
    protocol.questions.push_back(comment);
    protocol.stages[0].questions = { "effusion", "confidence", "synthetic", "where", "comment" };
    return protocol;
}

void press(QWidget &place, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *focus = place.focusWidget() != nullptr ? place.focusWidget() : &place;
    QTest::keyClick(focus, key, modifiers);
}

} // namespace

class TestReaderPlace : public QObject
{
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::string fresh(const char *name, const Protocol &protocol, const CaseSet &set)
    {
        const std::string file = (m_folder.path() / name).string();
        sealedStudy(file, protocol, set, { "R1" });
        return file;
    }

private Q_SLOTS:
    void initTestCase()
    {
        ::setenv("XDG_STATE_HOME", (m_folder.path() / "state").c_str(), 1);
        ui::theme::apply(*qApp);
    }

    void keysAloneReadAStudy()
    {
        const std::string file = fresh("keys.cfstudy", readersProtocol(), someCases(6));
        {
            ui::ReaderPlace place(need(StudyStore::open(file)), "R1", false);
            place.resize(1280, 800);
            place.show();
            QCOMPARE(place.step().stored, 0);
            // Nothing is stored before everything asked is answered; the words say what is missing.
            press(place, Qt::Key_Return);
            QVERIFY(place.message().contains("Answer question 1"));
            press(place, Qt::Key_1); // An effusion: then the confidence is asked as well.
            press(place, Qt::Key_Down);
            press(place, Qt::Key_7);
            press(place, Qt::Key_5);
            press(place, Qt::Key_Down);
            press(place, Qt::Key_4);
            press(place, Qt::Key_N); // A box in the middle, moved, of the second type.
            press(place, Qt::Key_Right);
            press(place, Qt::Key_Right);
            press(place, Qt::Key_2);
            press(place, Qt::Key_Return);
            press(place, Qt::Key_Down);
            QTest::keyClicks(place.focusWidget(), "w1 t");
            press(place, Qt::Key_Return);
            QCOMPARE(place.step().stored, 1);
            // A changed mind: the confidence is no longer asked, nor stored.
            press(place, Qt::Key_1);
            press(place, Qt::Key_Down);
            press(place, Qt::Key_9);
            press(place, Qt::Key_Up);
            press(place, Qt::Key_2);
            press(place, Qt::Key_Down);
            press(place, Qt::Key_1);
            press(place, Qt::Key_Return);
            QCOMPARE(place.step().stored, 2);
        }
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings());
        QCOMPARE(int(readings.size()), 2);
        const Answers &first = readings[0].answers;
        QVERIFY(std::get<bool>(first.at("effusion")));
        QCOMPARE(std::get<double>(first.at("confidence")), 75.0);
        QCOMPARE(std::get<double>(first.at("synthetic")), 4.0);
        QCOMPARE(std::get<std::string>(first.at("comment")), std::string("w1 t"));
        const auto &marks = std::get<std::vector<Mark>>(first.at("where"));
        QCOMPARE(int(marks.size()), 1);
        QCOMPARE(marks[0].type, std::string("blur"));
        QCOMPARE(marks[0].points[0].x, 24 / 2 - 24 * 0.06 + 24 * 0.01);
        QVERIFY(!readings[1].answers.contains("confidence"));
        QVERIFY(!std::get<bool>(readings[1].answers.at("effusion")));
        QVERIFY(readings[0].activeSeconds >= 0.0 && !readings[0].shownAt.empty());
        // Opened again, on the next case; to the end.
        ui::ReaderPlace again(need(StudyStore::open(file)), "R1", true);
        again.resize(1280, 800);
        again.show();
        QCOMPARE(again.step().stored, 2);
        for (int i = 2; i < 6; ++i) {
            press(again, Qt::Key_2);
            press(again, Qt::Key_Down);
            press(again, Qt::Key_3);
            press(again, Qt::Key_Return);
            QCOMPARE(again.step().stored, i + 1);
        }
        QVERIFY(again.step().state == NextStep::State::Finished);
        QVERIFY(need(store.verify()).empty());
    }

    void pausesBlankAndDoNotCount()
    {
        const std::string file = fresh("pause.cfstudy", readersProtocol(), someCases(4));
        ui::ReaderPlace place(need(StudyStore::open(file)), "R1", false);
        place.resize(1280, 800);
        place.show();
        press(place, Qt::Key_F9);
        QVERIFY(place.isPaused());
        const double before = place.activeSeconds();
        QTest::qWait(300);
        QCOMPARE(place.activeSeconds(), before);
        const QImage picture = place.grab().toImage();
        QCOMPARE(picture.pixelColor(400, 400), QColor(Qt::black));
        press(place, Qt::Key_1); // No answers meanwhile.
        press(place, Qt::Key_F9);
        press(place, Qt::Key_2);
        press(place, Qt::Key_Down);
        press(place, Qt::Key_5);
        press(place, Qt::Key_Return);
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings());
        QCOMPARE(int(readings.size()), 1);
        QVERIFY(readings[0].pausedSeconds >= 0.29 && readings[0].activeSeconds < 0.29);
        QVERIFY(!std::get<bool>(readings[0].answers.at("effusion")));
    }

    /// With arms and truths exchanged every pixel outside of the image is the same.
    void theScreenKnowsNothingOfArms()
    {
        std::vector<QImage> screens[2];
        for (int swapped = 0; swapped < 2; ++swapped) {
            CaseSet set = someCases(6);
            Protocol protocol = readersProtocol();
            if (swapped == 1) {
                std::swap(protocol.arms[0].kind, protocol.arms[1].kind);
                for (Case &one : set.cases)
                    one.truth["synthetic"] = one.truth["synthetic"] == "yes" ? "no" : "yes";
            }
            const std::string file = fresh(swapped == 1 ? "b.cfstudy" : "a.cfstudy", protocol, set);
            ui::ReaderPlace place(need(StudyStore::open(file)), "R1", false);
            place.resize(1280, 800);
            place.show();
            while (place.step().state == NextStep::State::Read) {
                screens[swapped].push_back(place.grab().toImage());
                press(place, Qt::Key_2);
                press(place, Qt::Key_Down);
                press(place, Qt::Key_3);
                press(place, Qt::Key_Return);
            }
        }
        QCOMPARE(int(screens[0].size()), 6);
        QVERIFY(screens[0] == screens[1]);
    }
};

QTEST_MAIN(TestReaderPlace)
#include "tst_ReaderPlace.moc"
