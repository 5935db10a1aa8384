// A reader with keys alone: what is shown as stored is stored, pauses do not count, and every restart goes on.

#include "core/jobs/WorkLeftBehind.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/SilentServer.h"
#include "tests/support/TemporaryFolder.h"
#include "ui/review/ReaderPlace.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <atomic>

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

/// Until what was asked of the store is done.
void settle(ui::ReaderPlace &place)
{
    QTRY_VERIFY(place.desk().state() != ui::ReaderDesk::State::Working);
}

void press(ui::ReaderPlace &place, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *focus = place.focusWidget() != nullptr ? place.focusWidget() : &place;
    QTest::keyClick(focus, key, modifiers);
    settle(place);
}

void open(ui::ReaderPlace &place)
{
    place.resize(1280, 800);
    place.show();
    place.activateWindow(); // Who has the focus shows a ring.
    (void)QTest::qWaitForWindowActive(&place);
    settle(place);
}

/// The screen once it has come to rest: focus and fonts may come late on a busy machine.
QImage restingScreen(ui::ReaderPlace &place)
{
    QImage screen = place.grab().toImage();
    for (int look = 0; look < 40; ++look) {
        QTest::qWait(50);
        QImage again = place.grab().toImage();
        if (again == screen)
            break;
        screen = std::move(again);
    }
    return screen;
}

/// All words that the place shows.
QString shownText(const QWidget &place)
{
    QStringList texts;
    for (const QLabel *label : place.findChildren<QLabel *>())
        if (label->isVisibleTo(&place))
            texts << label->text();
    return texts.join('\n');
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

    /// Before the first case: what is asked, what is recorded, and nothing else until it is agreed to; once.
    void aReaderAgreesBeforeTheFirstCase()
    {
        Protocol protocol = readersProtocol();
        protocol.consent = { "Taking part is voluntary.", "参加は任意です。" };
        protocol.recordsDisplay = true;
        const std::string file = fresh("consent.cfstudy", protocol, someCases(3));
        {
            ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
            open(place);
            const QString page = shownText(place);
            QVERIFY(page.contains("Taking part is voluntary.") && page.contains("zoom") && page.contains("Ctrl+W"));
            QVERIFY(place.canvases().empty() || !place.canvases().front()->isVisibleTo(&place));
            press(place, Qt::Key_1); // No answer to anything.
            press(place, Qt::Key_F9);
            QVERIFY(!place.isPaused());
            QCOMPARE(shownText(place), page);
            QVERIFY(place.close()); // Nothing was agreed to.
        }
        {
            ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
            open(place);
            press(place, Qt::Key_D); // It is stored, no case is shown, and the page can be had again.
            QVERIFY(shownText(place).contains("did not agree"));
            QVERIFY(place.canvases().empty() || !place.canvases().front()->isVisibleTo(&place));
            press(place, Qt::Key_Return);
            QVERIFY(shownText(place).contains("Taking part is voluntary."));
        }
        {
            ui::ReaderPlace place(ui::entryOf(file, "R1"), true);
            open(place); // Declined is not agreed: the page stands there again.
            QVERIFY(shownText(place).contains("参加は任意です。"));
            press(place, Qt::Key_Return);
            QVERIFY(!place.canvases().empty() && place.canvases().front()->isVisibleTo(&place));
            QCOMPARE(place.step().stored, 0);
        }
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place); // Agreed once: the case comes at once.
        QVERIFY(!place.canvases().empty() && place.canvases().front()->isVisibleTo(&place));
        StudyStore store = need(StudyStore::open(file));
        int agreed = 0;
        for (const AuditRecord &record : need(store.audit()))
            agreed += record.kind == "consented" && record.actor == "R1" ? 1 : 0;
        QCOMPARE(agreed, 1);
        const std::vector<AuditRecord> audit = need(store.audit());
        const auto declined = [](const AuditRecord &record) { return record.kind == "declined"; };
        QVERIFY(std::ranges::count_if(audit, declined) == 1);
        QVERIFY(need(store.verify()).empty());
    }

    /// Whoever agrees has seen all of the page: every word has its height, and what is longer than the screen scrolls.
    void noWordOfTheFirstPageIsCut()
    {
        for (const int paragraphs : { 1, 60 }) {
            Protocol protocol = readersProtocol();
            for (int i = 0; i < paragraphs; ++i)
                protocol.consent.english += "Taking part is voluntary, and may end at any time without a reason.\n\n";
            ui::ReaderPlace place(
                ui::entryOf(fresh(paragraphs > 1 ? "long.cfstudy" : "short.cfstudy", protocol, someCases(3)), "R1"),
                false);
            place.resize(1280, 800);
            open(place);
            QLabel *page = nullptr;
            for (QLabel *label : place.findChildren<QLabel *>())
                if (label->isVisibleTo(&place) && label->text().contains("voluntary"))
                    page = label;
            QVERIFY(page != nullptr);
            QVERIFY(page->height() >= page->heightForWidth(page->width()));
            auto *area = qobject_cast<QScrollArea *>(page->parentWidget()->parentWidget());
            QVERIFY(area != nullptr);
            QCOMPARE(area->verticalScrollBar()->maximum() > 0, paragraphs > 1);
            press(place, Qt::Key_Down);
            QCOMPARE(area->verticalScrollBar()->value() > 0, paragraphs > 1);
        }
    }

    /// A server that takes connections and says nothing holds up no window that is closed.
    void aSilentServerHoldsUpNoWindowThatCloses()
    {
        const SilentServer server;
        QElapsedTimer clock;
        {
            ui::ReaderPlace place(ui::entryOf(server.location("study"), "R1"), false);
            place.show();
            QTest::qWait(100);
            QVERIFY(place.close());
            clock.start();
        }
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(isWorkLeftBehind());
        QTRY_VERIFY_WITH_TIMEOUT(!isWorkLeftBehind(), 60000); // Qt's connections end with this program.
    }

    /// A digit or a click answers a question and leads to the next that is asked, and nothing else does; at the last
    /// one it stays. The question that comes next is in sight.
    void answeringMovesOn()
    {
        const std::string file = fresh("moves-on.cfstudy", readersProtocol(), someCases(3));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        press(place, Qt::Key_1);
        press(place, Qt::Key_8); // How sure: a number may go on.
        press(place, Qt::Key_0);
        press(place, Qt::Key_Down);
        press(place, Qt::Key_Right); // Arrows look through the steps of the scale and stay there.
        press(place, Qt::Key_Right);
        press(place, Qt::Key_4);
        press(place, Qt::Key_5); // To the marks, which no digit answers.
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 1);
        press(place, Qt::Key_2); // No effusion: how sure is not asked.
        press(place, Qt::Key_2);
        press(place, Qt::Key_Return); // "2, 2, Enter" is a case.
        QCOMPARE(place.step().stored, 2);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // Buttons of the case before.
        for (const bool isNo : { true, false }) { // With the mouse, too.
            for (QToolButton *button : place.findChildren<QToolButton *>())
                if (button->isVisibleTo(&place) && button->accessibleName() == (isNo ? "no" : "3")) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    break;
                }
        }
        press(place, Qt::Key_4); // Not for the scale: it was answered, and the marks come next.
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 3);
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings());
        QVERIFY(std::get<bool>(readings[0].answers.at("effusion")));
        QCOMPARE(std::get<double>(readings[0].answers.at("confidence")), 80.0);
        QCOMPARE(std::get<double>(readings[0].answers.at("synthetic")), 4.0);
        QVERIFY(!std::get<bool>(readings[1].answers.at("effusion")));
        QVERIFY(!readings[1].answers.contains("confidence"));
        QCOMPARE(std::get<double>(readings[1].answers.at("synthetic")), 2.0);
        QCOMPARE(std::get<double>(readings[2].answers.at("synthetic")), 3.0);
    }

    /// Where the window is too narrow for both the questions lie under the image, whole; the active one is in sight.
    void questionsGoUnderTheImageInANarrowWindow()
    {
        const std::string file = fresh("narrow.cfstudy", readersProtocol(), someCases(3));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        const auto questions = [&place] { return place.findChild<QScrollArea *>("questions")->parentWidget(); };
        place.resize(1920, 1080);
        QTRY_COMPARE(questions()->width(), 500);
        QVERIFY(questions()->x() > place.canvases().front()->width() / 2);
        place.resize(1200, 800);
        QTRY_COMPARE(questions()->width(), 420);
        place.resize(1110, 800);
        QTRY_COMPARE(questions()->width(), 400);
        place.resize(1000, 900);
        QTRY_COMPARE(questions()->height(), 260);
        QTRY_VERIFY(questions()->y() >= place.canvases().front()->height());
        press(place, Qt::Key_2);
        press(place, Qt::Key_2); // The marks come next, far down in a low panel.
        const auto *area = place.findChild<QScrollArea *>("questions");
        QTRY_VERIFY(area->verticalScrollBar()->value() > 0);
    }

    /// One reader in two windows: what was answered in the other stands, is said, and this one goes on behind it.
    void theSameReaderElsewhereHoldsUpNothing()
    {
        const std::string file = fresh("twice.cfstudy", readersProtocol(), someCases(4));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        {
            StudyStore other = need(StudyStore::open(file));
            for (int i = 0; i < 2; ++i) {
                Reading reading = answersFor("R1", need(other.next("R1")).step);
                reading.answers = { { "effusion", false }, { "synthetic", 5.0 } };
                need(other.submit(reading));
            }
        }
        press(place, Qt::Key_2);
        press(place, Qt::Key_3);
        press(place, Qt::Key_Return);
        QVERIFY2(place.message().contains("stored and locked"), qPrintable(place.message()));
        QCOMPARE(place.desk().state(), ui::ReaderDesk::State::Back);
        QCOMPARE(place.step().stored, 0); // The case is still on the screen, locked, until its reader goes on.
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 2);
        press(place, Qt::Key_2);
        press(place, Qt::Key_3);
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 3);
        const auto readings = need(need(StudyStore::open(file)).readings(true));
        QCOMPARE(int(readings.size()), 3);
        QCOMPARE(std::get<double>(readings[0].answers.at("synthetic")), 5.0);
        QCOMPARE(std::get<double>(readings[2].answers.at("synthetic")), 3.0);
    }

    void keysAloneReadAStudy()
    {
        const std::string file = fresh("keys.cfstudy", readersProtocol(), someCases(6));
        {
            ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
            open(place);
            QCOMPARE(place.step().stored, 0);
            // Nothing is stored before everything asked is answered; the words say what is missing.
            press(place, Qt::Key_Return);
            QVERIFY(place.message().contains("Answer question 1"));
            press(place, Qt::Key_1); // An effusion: then the confidence is asked as well.
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
            press(place, Qt::Key_9);
            press(place, Qt::Key_Up);
            press(place, Qt::Key_2);
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
        ui::ReaderPlace again(ui::entryOf(file, "R1"), true);
        open(again);
        QCOMPARE(again.step().stored, 2);
        for (int i = 2; i < 6; ++i) {
            press(again, Qt::Key_2);
            press(again, Qt::Key_3);
            press(again, Qt::Key_Return);
            QCOMPARE(again.step().stored, i + 1);
        }
        QVERIFY(again.step().state == NextStep::State::Finished);
        QVERIFY(need(store.verify()).empty());
    }

    /// Shapes, places, sizes, the other image and earlier marks, all without a mouse.
    /// An amendment while a case is on the screen: that answer bears the seal whose questions were seen, the next case
    /// asks the new ones.
    void anAmendmentAsksFromTheNextCaseOn()
    {
        const std::string file = fresh("amended.cfstudy", twoArms(), someCases(6));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        StudyStore coordinator = need(StudyStore::open(file));
        const std::string first = need(coordinator.newestSealHash());
        Protocol amended = twoArms();
        amended.questions.push_back(yesNo("device", "Is there a device?"));
        amended.stages[0].questions.push_back("device");
        need(coordinator.amend(amended, "the device was forgotten"));
        press(place, Qt::Key_2);
        press(place, Qt::Key_3);
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 1);
        QVERIFY(shownText(place).contains("Is there a device?"));
        press(place, Qt::Key_2);
        press(place, Qt::Key_3);
        press(place, Qt::Key_1);
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 2);
        const auto readings = need(coordinator.readings());
        QCOMPARE(readings[0].seal, first);
        QCOMPARE(readings[1].seal, need(coordinator.newestSealHash()));
        QVERIFY(!readings[0].answers.contains("device") && std::get<bool>(readings[1].answers.at("device")));
    }

    /// A case without a difference map shows as many panes as one with it.
    void everyCaseShowsTheSamePanes()
    {
        Protocol protocol = twoArms();
        protocol.stages[0].showsDifference = true;
        CaseSet set = someCases(6);
        const StudyImage map = film(999);
        set.images.push_back(map);
        for (Case &one : set.cases)
            if (one.arm() == "flow")
                one.images[0].difference = map.sha256;
        ui::ReaderPlace place(ui::entryOf(fresh("maps.cfstudy", protocol, set), "R1"), false);
        open(place);
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(std::ranges::count_if(
                         place.canvases(), [&](const ui::ReaderCanvas *canvas) { return canvas->isVisibleTo(&place); }),
                std::ptrdiff_t(2));
            press(place, Qt::Key_2);
            press(place, Qt::Key_3);
            press(place, Qt::Key_Return);
        }
    }

    /// Enter that is held agrees to nothing, answers no second case and passes over no feedback.
    void aHeldKeyDecidesOnce()
    {
        Protocol protocol = readersProtocol();
        protocol.consent = { "Taking part is voluntary.", "参加は任意です。" };
        protocol.trainingFeedback = true;
        for (Question &question : protocol.questions)
            question.required = false; // So that Enter alone stores a case.
        const std::string file = fresh("held.cfstudy", protocol, someCases(4, 1));
        StudyStore store = need(StudyStore::open(file));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        const auto hold = [&](Qt::Key key) {
            for (int i = 0; i < 5; ++i) {
                QKeyEvent held(QEvent::KeyPress, key, Qt::NoModifier, "\r", true);
                QApplication::sendEvent(place.focusWidget() != nullptr ? place.focusWidget() : &place, &held);
                settle(place);
            }
        };
        hold(Qt::Key_Return);
        hold(Qt::Key_D);
        QVERIFY(need(store.consentIsDue("R1")));
        QVERIFY(shownText(place).contains("Taking part is voluntary."));
        press(place, Qt::Key_Return);
        hold(Qt::Key_Return);
        QCOMPARE(need(store.progress("R1")).stored, 0);
        press(place, Qt::Key_Return); // The training case.
        QVERIFY(shownText(place).contains("Training case"));
        const QString feedback = shownText(place);
        hold(Qt::Key_Return);
        QCOMPARE(shownText(place), feedback);
        press(place, Qt::Key_Return);
        for (int stored = 2; stored <= 5; ++stored) {
            press(place, Qt::Key_Return);
            hold(Qt::Key_Return);
            QCOMPARE(need(store.progress("R1")).stored, stored);
        }
        QCOMPARE(int(need(store.readings(true, true)).size()), 5);
    }

    /// What was right is told by the letters on the screen and in the reader's language, never by the numbers under
    /// which images are stored: those would say of every later case which image is which.
    void feedbackSpeaksOfWhatTheReaderSaw()
    {
        Protocol protocol = twoArms();
        protocol.design = Design::ForcedChoice;
        protocol.panes = 2;
        protocol.trainingFeedback = true;
        protocol.order.patientGap = 0;
        Question which;
        which.id = which.truth = "synthetic-image";
        which.text = { "Which image is synthetic?", "合成画像はどれですか。" };
        which.kind = QuestionKind::Pane;
        Question there = yesNo("there", "Is there an effusion?");
        there.text.japanese = "胸水はありますか。";
        there.truth = "there";
        protocol.questions = { which, there };
        protocol.stages[0].questions = { "synthetic-image", "there" };
        CaseSet set = someCases(2, 4);
        for (int i = 0; i < int(set.cases.size()); ++i) {
            const StudyImage edited = film(100 + i);
            set.images.push_back(edited);
            Case &one = set.cases[std::size_t(i)];
            one.images = { { one.images[0].sha256, "real", {} }, { edited.sha256, "flow", {} } };
            one.truth = { { "synthetic-image", "1" }, { "there", "yes" } };
        }
        for (const bool japanese : { false, true }) {
            const std::string file = fresh(japanese ? "told-ja.cfstudy" : "told.cfstudy", protocol, set);
            StudyStore store = need(StudyStore::open(file));
            const Study study = need(store.study());
            ui::ReaderPlace place(ui::entryOf(file, "R1"), japanese);
            open(place);
            int told = 0;
            for (const ReadingStep &step : need(store.order("R1"))) {
                if (!step.isTraining)
                    break;
                const Case &one = *study.find(step.caseId);
                const int edited = one.images[0].arm == "flow" ? 0 : 1;
                const bool isLeft = step.panes.at(0) == edited;
                press(place, Qt::Key_1);
                press(place, Qt::Key_2);
                press(place, Qt::Key_Return);
                const QString text = shownText(place);
                const QString letter = isLeft ? "A" : "B";
                QVERIFY2(text.contains(japanese ? "正解：画像" + letter + "、あなたの回答：画像A"
                                                : "right: image " + letter + ", yours: image A"),
                    qPrintable(text));
                QVERIFY2(text.contains(japanese ? "正解：はい、あなたの回答：いいえ" : "right: yes, yours: no"),
                    qPrintable(text));
                press(place, Qt::Key_Return);
                ++told;
            }
            QCOMPARE(told, 4);
            QCOMPARE(place.step().stored, 4);
        }
    }

    void keysReachEveryMark()
    {
        Protocol protocol = readersProtocol();
        protocol.panes = 2;
        protocol.questions[3].shapes = { MarkShape::Point, MarkShape::Box, MarkShape::Contour };
        CaseSet set = someCases(4);
        for (Case &one : set.cases)
            one.images.push_back(one.images.front());
        const std::string file = fresh("marks.cfstudy", protocol, set);
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        press(place, Qt::Key_2);
        press(place, Qt::Key_Up);
        press(place, Qt::Key_Right); // Through the choices: at the last one it stays, and on this question.
        press(place, Qt::Key_Down);
        press(place, Qt::Key_Right);
        press(place, Qt::Key_Right);
        press(place, Qt::Key_N);
        QVERIFY(place.message().contains("point"));
        press(place, Qt::Key_N);
        QVERIFY(place.message().contains("box"));
        press(place, Qt::Key_B); // Into the second image.
        press(place, Qt::Key_Left);
        press(place, Qt::Key_Right, Qt::ShiftModifier); // Wider.
        press(place, Qt::Key_Return);
        press(place, Qt::Key_N);
        press(place, Qt::Key_Up); // A point.
        press(place, Qt::Key_Tab); // The new one that is not there yet, then round to the first.
        press(place, Qt::Key_Tab);
        press(place, Qt::Key_2); // Of another type.
        press(place, Qt::Key_Tab);
        press(place, Qt::Key_Delete); // The point goes.
        press(place, Qt::Key_Escape);
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 1);
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings());
        QVERIFY(!std::get<bool>(readings[0].answers.at("effusion")));
        QCOMPARE(std::get<double>(readings[0].answers.at("synthetic")), 2.0);
        const auto marks = std::get<std::vector<Mark>>(readings[0].answers.at("where"));
        QCOMPARE(int(marks.size()), 1);
        QVERIFY(marks[0].shape == MarkShape::Box);
        QCOMPARE(marks[0].type, std::string("blur"));
        const ReadingStep first = need(store.order("R1")).front();
        QCOMPARE(marks[0].image, first.panes.at(1));
        QVERIFY(std::abs(marks[0].points[1].x - marks[0].points[0].x - 24 * 0.13) < 1e-9);
        QVERIFY(std::abs(marks[0].points[1].y - marks[0].points[0].y - 24 * 0.12) < 1e-9);
    }

    /// Only where the protocol says so: what was answered stands there again, a change is a further revision.
    void readersGoBackWhereTheyMay()
    {
        Protocol protocol = readersProtocol();
        protocol.mayGoBack = true;
        const std::string file = fresh("back.cfstudy", protocol, someCases(3));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
        press(place, Qt::Key_PageUp);
        QVERIFY(place.message().contains("no earlier case"));
        for (int i = 0; i < 3; ++i) {
            press(place, Qt::Key_2);
            press(place, Qt::Key_4);
            press(place, Qt::Key_Return);
        }
        QVERIFY(place.step().state == NextStep::State::Finished);
        press(place, Qt::Key_PageUp);
        press(place, Qt::Key_PageUp);
        QCOMPARE(place.step().step.position, 2);
        QVERIFY(shownText(place).contains("Back at case 2 of 3"));
        press(place, Qt::Key_PageDown);
        QCOMPARE(place.step().step.position, 3);
        press(place, Qt::Key_PageUp);
        press(place, Qt::Key_Down);
        press(place, Qt::Key_5); // The other answer stands as it was.
        press(place, Qt::Key_Return);
        QVERIFY(place.step().state == NextStep::State::Finished); // On with what is next: nothing.
        press(place, Qt::Key_PageUp);
        press(place, Qt::Key_Return); // Unchanged: nothing is stored.
        StudyStore store = need(StudyStore::open(file));
        const auto all = need(store.readings(true));
        QCOMPARE(int(all.size()), 4);
        const auto newest = need(store.readings());
        QCOMPARE(newest[1].revision, 2);
        QCOMPARE(std::get<double>(newest[1].answers.at("synthetic")), 5.0);
        QVERIFY(!std::get<bool>(newest[1].answers.at("effusion")));
        QVERIFY(need(store.verify()).empty());
    }

    /// Tools that the protocol does not give are nowhere: not by key, not by the wheel.
    void onlyAllowedToolsAreThere()
    {
        Protocol protocol = readersProtocol();
        protocol.tools = { "window" };
        ui::ReaderPlace place(ui::entryOf(fresh("tools.cfstudy", protocol, someCases(3)), "R1"), false);
        open(place);
        const QImage before = restingScreen(place);
        press(place, Qt::Key_Plus);
        press(place, Qt::Key_I, Qt::ShiftModifier);
        press(place, Qt::Key_T);
        QCOMPARE(restingScreen(place), before);
        press(place, Qt::Key_D);
        press(place, Qt::Key_G);
        press(place, Qt::Key_Right, Qt::ControlModifier); // The window is in hand.
        QVERIFY(restingScreen(place) != before);
    }

    /// Length and loupe by keys; Esc puts them away.
    void lengthAndLoupeAreDrawnByKeys()
    {
        Protocol protocol = readersProtocol();
        protocol.tools = { "window", "loupe", "length" };
        ui::ReaderPlace place(ui::entryOf(fresh("length.cfstudy", protocol, someCases(3)), "R1"), false);
        open(place);
        const QImage before = restingScreen(place);
        const ui::ReaderCanvas *canvas = place.canvases().front();
        QVERIFY(canvas->lengthText().isEmpty());
        press(place, Qt::Key_D);
        press(place, Qt::Key_Right, Qt::ControlModifier);
        const double once = canvas->lengthText().section(' ', 0, 0).toDouble();
        press(place, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(canvas->lengthText().endsWith(" px")); // The film says no spacing.
        QVERIFY(once > 0.0 && std::abs(canvas->lengthText().section(' ', 0, 0).toDouble() - 2.0 * once) < 0.15);
        press(place, Qt::Key_G);
        press(place, Qt::Key_Right, Qt::ControlModifier);
        const QImage with = restingScreen(place);
        QVERIFY(with != before);
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty()) {
            press(place, Qt::Key_F1);
            restingScreen(place).save(QString::fromLocal8Bit(folder) + "/f-reader-keys.png");
            press(place, Qt::Key_F1);
        }
        press(place, Qt::Key_Escape);
        QVERIFY(canvas->lengthText().isEmpty());
        QCOMPARE(restingScreen(place), before);
    }

    /// A reader elsewhere sends the answers back from the window.
    void aReadersCopyWritesItsAnswerFile()
    {
        const std::string file = fresh("whole.cfstudy", readersProtocol(), someCases(3));
        StudyStore store = need(StudyStore::open(file));
        const auto package = m_folder.path() / "R1.cfreader";
        need(writeReaderPackage(store, "R1", "a pass phrase", package));
        ui::ReaderPlace place(ui::entryOfPackage(package.string(), "a pass phrase"), false);
        open(place);
        for (int i = 0; i < 3; ++i) {
            press(place, Qt::Key_2);
            press(place, Qt::Key_3);
            press(place, Qt::Key_Return);
        }
        QVERIFY(shownText(place).contains("Ctrl+S writes the answer file"));
        const auto answers = m_folder.path() / "R1.cfanswers";
        place.writeAnswers(QString::fromStdString(answers.string()));
        QTRY_VERIFY(shownText(place).contains("The answer file is written"));
        QCOMPARE(need(mergeAnswerFile(store, answers)).added, 3);
    }

    void pausesBlankAndDoNotCount()
    {
        const std::string file = fresh("pause.cfstudy", readersProtocol(), someCases(4));
        ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
        open(place);
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
        press(place, Qt::Key_5);
        press(place, Qt::Key_Return);
        StudyStore store = need(StudyStore::open(file));
        const auto readings = need(store.readings());
        QCOMPARE(int(readings.size()), 1);
        QVERIFY(readings[0].pausedSeconds >= 0.29 && readings[0].activeSeconds < 0.29);
        QVERIFY(!std::get<bool>(readings[0].answers.at("effusion")));
    }

    /// A study that cannot be opened now, as that of a server that is away: the window says so and tries again.
    void aStudyThatIsAwayIsTriedAgain()
    {
        const std::string file = fresh("away.cfstudy", readersProtocol(), someCases(4));
        const auto isBack = std::make_shared<std::atomic<bool>>(false);
        ui::ReaderEntry entry = ui::entryOf(file, "R1");
        entry.isServer = true;
        entry.open = [isBack, open = entry.open]() -> Result<OpenedPackage> {
            if (!*isBack)
                return fail(ErrorCode::Io, "The database server does not answer.");
            return open();
        };
        ui::ReaderPlace place(entry, false);
        place.desk().setRetryInterval(20);
        place.resize(1280, 800);
        place.show();
        QTRY_VERIFY(place.desk().tries() >= 2);
        QVERIFY(shownText(place).contains("does not answer"));
        QVERIFY(shownText(place).contains("Nothing is lost"));
        *isBack = true;
        QTRY_COMPARE(place.desk().state(), ui::ReaderDesk::State::Back);
        press(place, Qt::Key_1); // Enter alone goes on: they may have looked away.
        QCOMPARE(place.desk().state(), ui::ReaderDesk::State::Back);
        press(place, Qt::Key_Return);
        QCOMPARE(place.desk().state(), ui::ReaderDesk::State::Ready);
        QVERIFY(place.step().state == NextStep::State::Read);
        // What was to be noted of the start is there, once.
        StudyStore store = need(StudyStore::open(file));
        int started = 0;
        for (const AuditRecord &record : need(store.audit()))
            started += record.kind == "started" ? 1 : 0;
        QCOMPARE(started, 1);
    }

    void aStudyThatIsNoneIsNotTriedAgain()
    {
        ui::ReaderPlace place(ui::entryOf((m_folder.path() / "none.cfstudy").string(), "R1"), false);
        bool hasFailed = false;
        place.failed = [&](const Error &error) { hasFailed = error.message.find("no study") != std::string::npos; };
        open(place);
        QVERIFY(hasFailed);
        QCOMPARE(place.desk().state(), ui::ReaderDesk::State::Failed);
    }

    /// The server stops with an answer on its way: the window lives, the answer stays on the screen, locked; it is
    /// stored once when the server is back, and only Enter brings the next case.
    void aServerThatStopsLosesNothing()
    {
        PostgresCluster cluster;
        if (!cluster.isRunning())
            QSKIP(std::string("PostgreSQL: ").append(cluster.why()).c_str());
        sealedStudy(cluster.location("stops"), readersProtocol(), someCases(4), { "R1" });
        ui::ReaderPlace place(ui::entryOf(cluster.location("stops"), "R1"), false);
        place.desk().setRetryInterval(50);
        open(place);
        press(place, Qt::Key_2);
        press(place, Qt::Key_4);
        cluster.stop();
        int ticks = 0;
        QTimer pulse;
        connect(&pulse, &QTimer::timeout, [&] { ++ticks; });
        pulse.start(5);
        QTest::keyClick(&place, Qt::Key_Return);
        QCOMPARE(place.desk().state(), ui::ReaderDesk::State::Working); // It came back at once.
        QTRY_VERIFY_WITH_TIMEOUT(place.desk().tries() >= 2, 60000);
        QVERIFY(ticks > 0);
        QVERIFY(place.desk().holdsAnswer());
        QVERIFY(place.message().contains("does not answer") && place.message().contains("Nothing is lost"));
        QTest::keyClick(&place, Qt::Key_5); // Locked.
        QVERIFY(!place.close()); // Not left behind without a word.
        QVERIFY(place.message().contains("not stored yet"));
        cluster.start();
        QTRY_COMPARE_WITH_TIMEOUT(place.desk().state(), ui::ReaderDesk::State::Back, 60000);
        QVERIFY(place.message().contains("your answer is stored"));
        QVERIFY(!place.desk().holdsAnswer());
        QCOMPARE(place.step().stored, 0); // The case is still on the screen.
        press(place, Qt::Key_Return);
        QCOMPARE(place.step().stored, 1);
        StudyStore store = need(StudyStore::open(cluster.location("stops")));
        const auto readings = need(store.readings(true));
        QCOMPARE(int(readings.size()), 1);
        QCOMPARE(std::get<double>(readings[0].answers.at("synthetic")), 4.0);
        QVERIFY(need(store.verify()).empty());
        // Breaks and pauses meanwhile are stored late, with their own time.
        cluster.stop();
        press(place, Qt::Key_F9);
        QVERIFY(place.isPaused());
        press(place, Qt::Key_F9);
        QVERIFY(!place.isPaused());
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
            ui::ReaderPlace place(ui::entryOf(file, "R1"), false);
            open(place);
            while (place.step().state == NextStep::State::Read) {
                screens[swapped].push_back(restingScreen(place));
                press(place, Qt::Key_2);
                press(place, Qt::Key_3);
                press(place, Qt::Key_Return);
            }
        }
        QCOMPARE(int(screens[0].size()), 6);
        for (std::size_t i = 0; i < screens[0].size(); ++i)
            QVERIFY2(screens[0][i] == screens[1][i],
                qPrintable(QString("Case %1 of %2 differs.").arg(i + 1).arg(screens[0].size())));
    }
};

QTEST_MAIN(TestReaderPlace)
#include "tst_ReaderPlace.moc"
