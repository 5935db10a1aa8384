// The annotation's place: proposals until confirmed, nothing left out silently, everything by keys, nothing lost.
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/MarkVerdicts.h"
#include "core/editing/readings/SourceReader.h"
#include "core/jobs/WorkLeftBehind.h"
#include "dicom/AnnotationObjects.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/support/SilentServer.h"
#include "tests/support/WindowBench.h"
#include "ui/annotation/AgreementWindow.h"
#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/AnnotationExport.h"
#include "ui/annotation/AnnotationWorkplace.h"
#include "ui/annotation/DisputePanel.h"
#include "ui/annotation/form/AnnotationForm.h"
#include "ui/annotation/form/AnswerRow.h"
#include "ui/annotation/form/MarkGroupList.h"
#include "ui/compare/CompareView.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace cf;
using namespace cf::ui;
using Said = cf::annotation::Judgement;
using cf::annotation::MarkShape;
using cf::annotation::MarkType;
using cf::annotation::State;
using cf::test::Bench;
using cf::test::services;
using cf::test::writePicture;

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

AnnotationWorkplace &placeOf(Bench &bench)
{
    bench.window.goTo("annotation");
    bench.window.activateWindow();
    return *static_cast<AnnotationWorkplace *>(bench.window.workplace("annotation"));
}

void press(Bench &bench, const char *keys)
{
    const QKeySequence sequence(QString::fromLatin1(keys));
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &bench.window,
        Qt::Key(sequence[0].key()), sequence[0].keyboardModifiers());
}

/// From one point of the image to another, on the view's layer.
void drag(Bench &, CompareView &compare, MarkLayer &layer, const QPointF &from, const QPointF &to)
{
    Viewport &view = *static_cast<Viewport *>(layer.parentWidget());
    Q_UNUSED(compare);
    const QPoint a = view.imageToScreen().map(from).toPoint();
    const QPoint b = view.imageToScreen().map(to).toPoint();
    QTest::mousePress(&layer, Qt::LeftButton, {}, a);
    QTest::mouseMove(&layer, (a + b) / 2);
    QTest::mouseMove(&layer, b);
    QTest::mouseRelease(&layer, Qt::LeftButton, {}, b);
}

/// Everything that is open gets an answer, everything that is proposed is kept.
void answerAll(cf::annotation::Annotation &one)
{
    for (cf::annotation::FindingAnswer &finding : one.findings) {
        for (auto *answer : { &finding.present, &finding.sideRight, &finding.degreeRight })
            if (answer == &finding.present || (answer == &finding.sideRight && finding.sideIsAsked())
                || (answer == &finding.degreeRight && finding.degreeIsAsked()))
                *answer = { answer->value.value_or(Said::Yes), true };
        finding.change = { finding.change.value.value_or(cf::annotation::Change::Appeared), true };
    }
    one.somethingElse = { Said::No, true };
    for (cf::annotation::Mark &mark : one.marks)
        mark.confirmed = true;
}

/// Has a segmenter, which sees what was asked for and a pneumothorax besides on whatever is not the film itself.
class SeeingEditor : public test::FakeEditor, public SourceReader
{
public:
    Result<std::vector<SourceReading>> readSource(const Radiograph &, const JobContext &) override
    {
        return std::vector<SourceReading>();
    }
    Result<FilmReading> readFilm(const Radiograph &film, const JobContext &) override
    {
        constexpr int cells = 64;
        const float isEdited = film.stored.pixels == m_source.pixels ? 0.0F : 0.9F;
        FilmReading reading;
        CF_ASSIGN(reading.letterbox, fitIntoSquare(film, cells));
        int top = 20;
        for (const char *name : { "Pleural Effusion", "Pneumothorax" }) {
            GreyImage map(cells, cells);
            for (int y = top; y < top + 6; ++y)
                for (int x = 40; x < 46; ++x)
                    map.at(x, y) = isEdited;
            top += 12;
            reading.maps.push_back({ name, std::move(map), true });
            reading.labels.push_back({ name, isEdited, true });
        }
        return reading;
    }
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        m_source = request.source.stored;
        return FakeEditor::edit(request, job, preview);
    }

private:
    StoredImage m_source;
};

bool isDone(const AnnotationDesk &desk)
{
    return desk.annotation() && desk.annotation()->state == State::Done;
}

} // namespace

class TestAnnotationPlace : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;
    int m_count = 0;

    QString freshFolder()
    {
        const QString folder = m_folder.filePath(QString("work-%1").arg(++m_count));
        QDir().mkpath(folder);
        return folder;
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        m_picture = writePicture(m_folder.path(), "picture.png");
    }

    void nothingIsAskedWithoutAnAnnotatorOrAResult()
    {
        Bench bench(m_picture, services(freshFolder()));
        AnnotationWorkplace &place = placeOf(bench);
        QVERIFY(!place.desk().annotation() && place.desk().rows().empty());
        place.done(); // Nothing happens.
        edit(bench, "add a small left pleural effusion", 1);
        QCOMPARE(place.desk().rows().size(), size_t(1));
        QVERIFY(!place.desk().annotation());
        place.desk().setAnnotator("R1");
        QVERIFY(place.desk().annotation());
    }

    /// Two differ: a third decides without knowing what they said, or a meeting before both; the first ones stay.
    void whereTwoDifferAThirdOrAMeetingDecides()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        edit(bench, "add a small left pleural effusion", 2);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        const auto annotate = [&](const char *who, Said ofFirst, int plausible) {
            place.part().setCurrentIndex(0);
            desk.setAnnotator(who);
            for (const int row : desk.rows()) {
                desk.choose(row);
                QTRY_VERIFY(desk.annotation());
                const bool isFirst = row == desk.rows().front();
                desk.change([&](cf::annotation::Annotation &one) {
                    answerAll(one);
                    one.followed = { isFirst ? ofFirst : Said::Yes, true };
                    one.plausibility = { isFirst ? plausible : 3, true };
                });
                QVERIFY(desk.finish());
            }
        };
        annotate("R1", Said::Yes, 4);
        annotate("R2", Said::No, 2);
        desk.setAnnotator("R1");
        desk.choose(desk.rows().front());
        const cf::annotation::Annotation first = *desk.annotation();

        // Who is one of the two decides nothing; a third gets the one result, and not what was said of it.
        place.part().setCurrentIndex(1);
        QVERIFY(desk.rows().empty() && !desk.annotation());
        desk.setAnnotator("R3");
        QCOMPARE(int(desk.rows().size()), 1);
        QTRY_VERIFY(desk.annotation());
        QVERIFY(place.dispute().text().contains("not shown to you"));
        QVERIFY(!place.dispute().text().contains("Instruction followed"));
        QVERIFY(!desk.annotation()->followed.value);

        // A meeting has both before it; what all said alike is proposed.
        place.part().setCurrentIndex(2);
        desk.setAnnotator("meeting");
        QTRY_VERIFY(desk.annotation());
        const QString shown = place.dispute().text();
        QVERIFY(shown.contains("Instruction followed") && shown.contains("Yes") && shown.contains("No"));
        QVERIFY(shown.contains("2 hardly") && shown.contains("4 mostly"));
        QVERIFY(!shown.contains("R1") && !shown.contains("R2"));
        QVERIFY(!desk.annotation()->followed.value);
        QVERIFY(desk.annotation()->findings[0].present.isProposal());
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty()) {
            bench.window.resize(1280, 800);
            QTest::qWait(100);
            bench.window.grab().save(QString::fromLocal8Bit(folder) + "/p-adjudication-1280.png");
            bench.window.resize(1920, 1080);
            QTest::qWait(100);
            bench.window.grab().save(QString::fromLocal8Bit(folder) + "/p-adjudication-1920.png");
        }
        desk.change([](cf::annotation::Annotation &one) {
            answerAll(one);
            one.followed = { Said::Partly, true };
            one.plausibility = { 3, true };
        });
        QVERIFY(desk.finish());
        QCOMPARE(desk.annotation()->role, cf::annotation::Role::Adjudicator);
        QCOMPARE(int(desk.annotation()->adjudicates.size()), 2);
        QVERIFY(std::ranges::count(desk.annotation()->adjudicates, hashOf(first)) == 1);

        // How far they agree, over all films and without names; nothing of it for annotators.
        for (QPushButton *button : place.findChildren<QPushButton *>())
            if (button->text() == "Agreement…")
                button->click();
        auto *window = place.findChild<AgreementWindow *>();
        QVERIFY(window != nullptr);
        QCOMPARE(window->table().rowCount(), 7);
        QCOMPARE(window->table().item(0, 2)->text(), QString("50 %")); // One of two results.
        QCOMPARE(window->table().item(0, 1)->text(), QString("2"));
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty())
            window->grab().save(QString::fromLocal8Bit(folder) + "/p-agreement.png");
        window->close();

        // The first ones are as they were; where one changes, the decision is asked for again.
        place.part().setCurrentIndex(0);
        QVERIFY(!desk.agreement());
        desk.setAnnotator("R1");
        desk.choose(desk.rows().front());
        QCOMPARE(*desk.annotation(), first);
        desk.change([](cf::annotation::Annotation &one) { one.plausibility = { 5, true }; });
        QVERIFY(desk.finish());
        desk.setAnnotator("meeting");
        place.part().setCurrentIndex(2);
        QTRY_VERIFY(desk.annotation());
        QVERIFY(desk.problem().contains("changed since"));
        QCOMPARE(desk.annotation()->state, State::Open);
        QVERIFY(desk.annotation()->followed.value == Said::Partly);
    }

    /// A third annotator gets what annotators get; a meeting, what the segmenter says to that on which they differ.
    void theSegmenterIsHeardByThoseWhoDecide()
    {
        WindowServices seeing = services(freshFolder());
        seeing.session.loadEditor = [](const std::filesystem::path &, const JobContext &) {
            return Result<std::unique_ptr<CounterfactualEditor>>(std::make_unique<SeeingEditor>());
        };
        Bench bench(m_picture, seeing);
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        const auto annotate = [&](const char *who, Said present) {
            desk.setAnnotator(who);
            QTRY_COMPARE(desk.sight(), AnnotationDesk::Sight::Proposed);
            desk.change([&](cf::annotation::Annotation &one) {
                answerAll(one);
                one.findings[0].present = { present, true };
                one.followed = { Said::Yes, true };
                one.plausibility = { 3, true };
            });
            QVERIFY(desk.finish());
        };
        annotate("R1", Said::Yes);
        annotate("R2", Said::No);
        place.part().setCurrentIndex(1);
        desk.setAnnotator("R3");
        QTRY_COMPARE(desk.sight(), AnnotationDesk::Sight::Proposed);
        QCOMPARE(desk.annotation()->findings.size(), size_t(2));
        QVERIFY(desk.annotation()->findings[1].present.isProposal());
        place.part().setCurrentIndex(2);
        desk.setAnnotator("meeting");
        QTRY_VERIFY(desk.annotation() && desk.annotation()->findings[0].present.isProposal());
        QVERIFY(desk.annotation()->findings[0].present.value == Said::Yes);
        QCOMPARE(desk.sight(), AnnotationDesk::Sight::Proposed);
    }

    /// Marks of one thing stand side by side before a meeting, without names; each group is decided by keys.
    void marksOfAnnotatorsAreDecidedByGroups()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        const auto annotate = [&](const char *who, std::vector<cf::annotation::Point> corners) {
            place.part().setCurrentIndex(0);
            desk.setAnnotator(who);
            QTRY_VERIFY(desk.annotation());
            desk.change([&](cf::annotation::Annotation &one) {
                answerAll(one);
                one.followed = { Said::Yes, true };
                one.plausibility = { 3, true };
                for (std::size_t i = 0; i + 1 < corners.size(); i += 2) {
                    cf::annotation::Mark mark;
                    mark.number = one.nextMarkNumber();
                    mark.shape = MarkShape::Box;
                    mark.points = { corners[i], corners[i + 1] };
                    mark.type = MarkType::Seam;
                    one.marks.push_back(mark);
                }
            });
            QVERIFY(desk.finish());
        };
        annotate("R1", { { 10, 10 }, { 40, 40 } });
        annotate("R2", { { 14, 12 }, { 44, 42 }, { 60, 60 }, { 70, 70 } });
        desk.setAnnotator("meeting");
        place.part().setCurrentIndex(2);
        QTRY_VERIFY(desk.annotation());
        QCOMPARE(desk.dispute()->items, std::vector<std::string>{ "marks" });
        MarkGroupList &marks = place.dispute().marks();
        QCOMPARE(marks.count(), cf::annotation::groupsOf(*desk.annotation()));
        QVERIFY(marks.count() == 2 || marks.count() == 3); // With the proposed region, which both kept.
        const QString shown = place.dispute().text();
        QVERIFY(shown.contains("nobody else") && !shown.contains("R1") && !shown.contains("R2"));
        int both = 0;
        int alone = 0;
        for (int group = 1; group <= marks.count(); ++group) {
            const QComboBox &choice = marks.choice(group);
            if (choice.count() == 5) // To be decided, A's, B's, both, none.
                both = group;
            else if (choice.itemText(1).contains("that of"))
                alone = group;
        }
        QVERIFY(both > 0 && alone > 0);
        QCOMPARE(marks.choice(both).currentIndex(), 0);
        const auto before = desk.annotation()->marks.size();
        QTRY_VERIFY(marks.choice(both).isVisible()); // A layout shows its new children in the next turn.
        marks.choice(both).setFocus(Qt::TabFocusReason);
        QTest::keyClick(&marks.choice(both), Qt::Key_Down); // The first: that of A.
        QCOMPARE(desk.annotation()->marks.size(), before - 1);
        QVERIFY(cf::annotation::isDecided(*desk.annotation(), both));
        QCOMPARE(marks.choice(both).currentIndex(), 1);
        QVERIFY(QApplication::focusWidget() == &marks.choice(both)); // Where the keys are does not change.
        QTest::keyClick(&marks.choice(both), Qt::Key_End); // None.
        QCOMPARE(desk.annotation()->marks.size(), before - 2);
        QTest::keyClick(&marks.choice(both), Qt::Key_Up); // Both.
        QCOMPARE(desk.annotation()->marks.size(), before);
        QTest::keyClick(&marks.choice(alone), Qt::Key_End);
        QCOMPARE(desk.annotation()->marks.size(), before - 1);
        desk.undo();
        QCOMPARE(marks.choice(alone).currentIndex(), 0);
        desk.redo();
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty()) {
            bench.window.resize(1280, 800);
            QTest::qWait(100);
            bench.window.grab().save(QString::fromLocal8Bit(folder) + "/p-marks-1280.png");
        }
        desk.change([](cf::annotation::Annotation &one) {
            answerAll(one);
            one.followed.confirmed = true;
            one.plausibility.confirmed = true;
        });
        QVERIFY(desk.finish());
        const auto kept = [&](int group) {
            return cf::annotation::keptOf(*desk.annotation(), desk.dispute()->said, group);
        };
        QCOMPARE(kept(both).size(), size_t(2));
        QVERIFY(kept(alone).empty());
        QVERIFY(toJson(*desk.annotation()).contains("mark_verdicts"));
    }

    void proposalsAreInItalicsUntilConfirmedAndEnterNamesWhatIsOpen()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        edit(bench, "add a small left pleural effusion", 13); // Refused; asked about as well.
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        QCOMPARE(desk.rows().size(), size_t(2));
        QCOMPARE(desk.refused(), 1);
        QCOMPARE(desk.left(), 2);
        const annotation::Annotation &one = *desk.annotation();
        QCOMPARE(one.findings.size(), size_t(1));
        QVERIFY(one.findings[0].present.isProposal() && one.findings[0].sideRight.isProposal());
        QVERIFY(!one.followed.value && !one.plausibility.value);
        QCOMPARE(one.marks.size(), size_t(1));
        QVERIFY(one.marks[0].shape == MarkShape::Mask && !one.marks[0].confirmed);
        QCOMPARE(desk.open().size(), size_t(8)); // Three questions, four of the finding, the mask.
        const auto rows = place.form().findChildren<AnswerRow *>();
        QVERIFY(std::any_of(rows.begin(), rows.end(), [](const AnswerRow *row) { return row->isProposal(); }));
        place.compare().second().setFocus();
        press(bench, "Return");
        QVERIFY(!isDone(desk));
        const auto labels = place.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel *label) { return label->text() == "Say whether the instruction was followed to go on."; }));
        // Everything by keys: each question from the first, then the mask.
        press(bench, "2"); // Partly.
        press(bench, "4"); // Mostly plausible.
        for (int i = 0; i < 4; ++i)
            press(bench, "K"); // As proposed.
        press(bench, "2"); // Nothing else changed.
        QCOMPARE(desk.open(), std::vector<std::string>{ "mark 1" });
        press(bench, "M");
        press(bench, "K");
        QVERIFY(desk.open().empty());
        const int first = desk.row();
        press(bench, "Return");
        QVERIFY(desk.row() != first);
        QCOMPARE(desk.left(), 1);
        press(bench, "PgUp");
        QCOMPARE(desk.row(), first);
        QVERIFY(isDone(desk));
        QVERIFY(desk.annotation()->followed.value == annotation::Judgement::Partly);
        QCOMPARE(*desk.annotation()->plausibility.value, 4);
    }

    /// What the segmenter saw comes while the annotator is at work: in italics, above the words, below what was said.
    void whatTheSegmenterSawIsProposedUntilConfirmed()
    {
        WindowServices seeing = services(freshFolder());
        seeing.session.loadEditor = [](const std::filesystem::path &, const JobContext &) {
            return Result<std::unique_ptr<CounterfactualEditor>>(std::make_unique<SeeingEditor>());
        };
        Bench bench(m_picture, seeing);
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        QVERIFY(desk.annotation());
        QCOMPARE(desk.sight(), AnnotationDesk::Sight::Awaited);
        QCOMPARE(desk.annotation()->findings.size(), size_t(1));
        desk.change([](cf::annotation::Annotation &one) { one.findings[0].present = { Said::No, true }; });
        QTRY_COMPARE(desk.sight(), AnnotationDesk::Sight::Proposed);
        const cf::annotation::Annotation &one = *desk.annotation();
        QCOMPARE(one.findings.size(), size_t(2));
        QVERIFY(one.findings[0].present.value == Said::No && one.findings[0].present.confirmed);
        QVERIFY(one.findings[1].finding == Target::Pneumothorax && !one.findings[1].isAsked);
        QVERIFY(one.findings[1].present.isProposal() && one.findings[1].change.isProposal());
        QCOMPARE(one.marks.size(), size_t(3)); // The region, and a box of each.
        for (const cf::annotation::Mark &mark : one.marks)
            QVERIFY(!mark.confirmed && mark.origin == cf::annotation::MarkOrigin::Proposed);
        const auto labels = place.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const QLabel *label) { return label->text().contains("instruction, mask and segmenter"); }));
        QVERIFY(!desk.finish()); // Nothing of it counts before somebody confirmed it.
        desk.undo(); // What was said is taken back; what was seen is not.
        QVERIFY(desk.annotation()->findings[0].present.isProposal());
        QCOMPARE(desk.annotation()->findings.size(), size_t(2));
        desk.change([](cf::annotation::Annotation &edited) {
            answerAll(edited);
            edited.followed = { Said::Yes, true };
            edited.plausibility = { 4, true };
        });
        QVERIFY(desk.finish());
        const auto finished = *desk.annotation();
        desk.choose(desk.row()); // As it was stored: nothing is proposed anew.
        QTRY_VERIFY(desk.annotation());
        QTest::qWait(100);
        QCOMPARE(*desk.annotation(), finished);
    }

    /// A server that takes connections and says nothing holds up no window that is closed, and what was said is here.
    void aSilentServerHoldsUpNoWindowThatCloses()
    {
        const test::SilentServer server;
        const QString home = freshFolder();
        cf::annotation::Annotation said;
        QElapsedTimer clock;
        {
            Bench bench(m_picture, services(home));
            edit(bench, "add a small left pleural effusion", 1);
            AnnotationDesk &desk = placeOf(bench).desk();
            QVERIFY(desk.share(QString::fromStdString(server.location("annotations"))));
            desk.setAnnotator("R1");
            QTRY_VERIFY(desk.annotation());
            desk.change([](cf::annotation::Annotation &one) {
                answerAll(one);
                one.followed = { Said::Yes, true };
                one.plausibility = { 4, true };
            });
            QVERIFY(desk.finish());
            said = *desk.annotation();
            QTest::qWait(100); // The exchange is under way.
            bench.window.close();
            clock.start();
        }
        // Less than half a second beside what else is taken down; libpq alone would wait four, and eight for an answer.
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(isWorkLeftBehind());
        {
            Bench again(m_picture, services(home));
            AnnotationDesk &desk = placeOf(again).desk();
            QVERIFY(desk.share(QString::fromStdString(server.location("annotations"))));
            desk.setAnnotator("R1");
            QTRY_VERIFY_WITH_TIMEOUT(desk.annotation(), 20000);
            // It is here, and is sent when the server speaks again: see the test that follows.
            QVERIFY(isDone(desk) && desk.annotation()->plausibility == said.plausibility);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!isWorkLeftBehind(), 60000); // Qt's connections end with this program.
    }

    /// Two workstations and a server: neither annotator sees the other's, a meeting has both; a server that stops costs
    /// nothing and stops nobody.
    void annotatorsAtSeveralWorkstationsShareAServer()
    {
        test::PostgresCluster cluster;
        if (!cluster.isRunning())
            QSKIP(cluster.why().c_str());
        const QString place = QString::fromStdString(cluster.location("annotations"));
        const auto annotate = [&](AnnotationDesk &desk, const char *who, int plausible) {
            desk.setAnnotator(who);
            QTRY_VERIFY_WITH_TIMEOUT(desk.annotation(), 20000);
            QVERIFY(!desk.annotation()->plausibility.value); // Nothing of anybody else.
            desk.change([&](cf::annotation::Annotation &one) {
                answerAll(one);
                one.followed = { Said::Yes, true };
                one.plausibility = { plausible, true };
            });
            QVERIFY(desk.finish());
        };
        const auto onServer = [&] {
            auto store = cf::annotation::AnnotationStore::at(place.toStdString());
            const auto all = store->allFinished();
            return all ? int(all->size()) : -1;
        };
        const QString home = freshFolder();
        {
            Bench first(m_picture, services(home));
            edit(first, "add a small left pleural effusion", 1);
            AnnotationWorkplace &here = placeOf(first);
            here.sharedPlace().setText("postgresql://reader@/postgres"); // No schema.
            Q_EMIT here.sharedPlace().editingFinished();
            QVERIFY(here.desk().sharedPlace().isEmpty());
            here.sharedPlace().setText(place);
            Q_EMIT here.sharedPlace().editingFinished();
            QVERIFY(!here.desk().sharedPlace().isEmpty());
            annotate(here.desk(), "R1", 5);
            QTRY_COMPARE_WITH_TIMEOUT(onServer(), 1, 20000);
        }
        Bench second(m_picture, services(freshFolder()));
        edit(second, "add a small right pleural effusion", 3); // Edits have other numbers here.
        edit(second, "add a small left pleural effusion", 1);
        AnnotationWorkplace &there = placeOf(second);
        AnnotationDesk &desk = there.desk();
        QVERIFY(desk.share(place));
        desk.choose(desk.rows().back());
        annotate(desk, "R2", 1);
        QTRY_COMPARE_WITH_TIMEOUT(onServer(), 2, 20000);
        // A meeting at the second workstation has both.
        there.part().setCurrentIndex(2);
        desk.setAnnotator("meeting");
        QTRY_COMPARE_WITH_TIMEOUT(int(desk.rows().size()), 1, 20000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.annotation(), 20000);
        QCOMPARE(desk.dispute()->said.size(), size_t(2));

        // The server stops: the work goes on, the reason is said, and all of it arrives later.
        cluster.stop();
        desk.change([](cf::annotation::Annotation &one) {
            answerAll(one);
            one.followed.confirmed = true;
            one.plausibility = { 3, true };
        });
        QVERIFY(desk.finish());
        QTRY_VERIFY_WITH_TIMEOUT(!desk.sharingProblem().isEmpty(), 30000);
        QCOMPARE(desk.annotation()->state, State::Done);
        cluster.start();
        QTRY_COMPARE_WITH_TIMEOUT(onServer(), 3, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(desk.sharingProblem().isEmpty(), 30000);

        // R1 finds their own again at a third workstation.
        Bench third(m_picture, services(freshFolder()));
        edit(third, "add a small left pleural effusion", 1);
        AnnotationDesk &elsewhere = placeOf(third).desk();
        QVERIFY(elsewhere.share(place));
        elsewhere.setAnnotator("R1");
        QTRY_VERIFY_WITH_TIMEOUT(isDone(elsewhere), 20000);
        QCOMPARE(*elsewhere.annotation()->plausibility.value, 5);
    }

    void marksAreDrawnUndoneAndRedone()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        place.compare().second().setFocus();
        press(bench, "U");
        drag(bench, place.compare(), place.layer(), { 100, 120 }, { 180, 200 });
        QCOMPARE(desk.annotation()->marks.size(), size_t(2));
        const annotation::Mark box = desk.annotation()->marks.back();
        QVERIFY(box.shape == MarkShape::Box && box.number == 2 && box.confirmed);
        QVERIFY(std::abs(box.points[0].x - 100) < 2 && std::abs(box.points[1].y - 200) < 2);
        QVERIFY(annotation::onGrid(box.points[0]) == box.points[0]);
        press(bench, "Y"); // The next type.
        QVERIFY(desk.annotation()->marks.back().type == MarkType::Blur);
        press(bench, "D");
        drag(bench, place.compare(), place.layer(), { 50, 60 }, { 50, 60 });
        QVERIFY(desk.annotation()->marks.back().shape == MarkShape::Point);
        press(bench, "G");
        for (const QPointF &corner : { QPointF(20, 20), QPointF(80, 20), QPointF(50, 90) })
            drag(bench, place.compare(), place.layer(), corner, corner);
        press(bench, "Return"); // Closes the polygon and does nothing else.
        QVERIFY(desk.annotation()->marks.back().shape == MarkShape::Polygon);
        QCOMPARE(desk.annotation()->marks.back().points.size(), size_t(3));
        press(bench, "B");
        drag(bench, place.compare(), place.layer(), { 200, 200 }, { 260, 200 });
        const annotation::Mark mask = desk.annotation()->marks.back();
        QVERIFY(mask.shape == MarkShape::Mask);
        drag(bench, place.compare(), place.layer(), { 260, 200 }, { 260, 260 }); // Goes on in the same mask.
        QCOMPARE(desk.annotation()->marks.back().number, mask.number);
        QVERIFY(pixelsOf(desk.annotation()->marks.back().mask) > pixelsOf(mask.mask));
        QCOMPARE(desk.annotation()->marks.size(), size_t(5));
        press(bench, "Ctrl+Z");
        QVERIFY(desk.annotation()->marks.back() == mask);
        press(bench, "Ctrl+Z");
        QCOMPARE(desk.annotation()->marks.size(), size_t(4));
        press(bench, "Ctrl+Shift+Z");
        QVERIFY(desk.annotation()->marks.back() == mask);
        if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty()) {
            bench.window.resize(1920, 1080);
            QTest::qWait(60);
            bench.window.grab().save(QString::fromLocal8Bit(folder) + "/annotation-marks.png");
        }
        press(bench, "M");
        press(bench, "Del");
        QCOMPARE(desk.annotation()->marks.size(), size_t(4));
        QVERIFY(checkAnnotation(*desk.annotation()));
    }

    void marksOfTheOriginalAreCarriedAndTurnStale()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        const auto bounds = [&] {
            const auto &mask = desk.annotation()->marks.at(0).mask;
            const auto decoded = annotation::decodeRuns(mask);
            for (std::size_t i = 0; i < decoded->pixels.size(); ++i)
                if (decoded->pixels[i])
                    return QPointF(int(i) % decoded->width, int(i) / decoded->width);
            return QPointF();
        }();
        place.compare().second().setFocus();
        press(bench, "U");
        drag(bench, place.compare(), place.originalLayer(), bounds - QPointF(10, 10), bounds + QPointF(30, 30));
        drag(bench, place.compare(), place.originalLayer(), { 5, 5 }, { 40, 40 });
        QCOMPARE(desk.original()->marks.size(), size_t(2));
        const auto &marks = desk.annotation()->marks;
        QCOMPARE(marks.size(), size_t(3));
        QVERIFY(marks[1].isStale && !marks[1].confirmed && marks[1].origin == annotation::MarkOrigin::Carried);
        QVERIFY(!marks[2].isStale && marks[2].confirmed);
        const std::vector<std::string> open = desk.open();
        QVERIFY(std::find(open.begin(), open.end(), "mark 2") != open.end());
    }

    void everyWordIsThereAfterARestartAndNobodyElsesIs()
    {
        const QString folder = freshFolder();
        {
            Bench bench(m_picture, services(folder));
            edit(bench, "add a small left pleural effusion", 1);
            AnnotationWorkplace &place = placeOf(bench);
            place.desk().setAnnotator("R1");
            place.form().answer(0);
            place.desk().change([](annotation::Annotation &one) { one.comment = "meniscus too sharp"; });
            bench.window.close();
        }
        Bench bench(m_picture, services(folder));
        AnnotationWorkplace &place = placeOf(bench);
        place.desk().setAnnotator("R1");
        QTRY_VERIFY(place.desk().annotation());
        QCOMPARE(place.desk().annotation()->comment, std::string("meniscus too sharp"));
        QVERIFY(place.desk().annotation()->followed.value == annotation::Judgement::Yes);
        place.desk().setAnnotator("R2");
        QTRY_VERIFY(place.desk().annotation());
        QVERIFY(place.desk().annotation()->comment.empty() && !place.desk().annotation()->followed.value);
        place.desk().setAnnotator("R1");
        QTRY_VERIFY(place.desk().annotation());
        QCOMPARE(place.desk().annotation()->comment, std::string("meniscus too sharp"));
    }

    void steadyDrawingIsOnDiskWithoutAPause()
    {
        const QString folder = freshFolder();
        Bench bench(m_picture, services(folder));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationDesk &desk = placeOf(bench).desk();
        desk.setAnnotator("R1");
        QTRY_VERIFY(desk.annotation());
        QSignalSpy kept(&desk, &AnnotationDesk::kept);
        const int before = int(kept.size());
        // A change every 50 ms: nothing waits for the hand to rest.
        for (int i = 0; i < 200 && kept.size() == before; ++i) {
            desk.change([i](annotation::Annotation &one) { one.comment = std::to_string(i); });
            QTest::qWait(50);
        }
        QVERIFY(kept.size() > before);
        const int then = int(kept.size());
        desk.change([](annotation::Annotation &one) { one.comment = "the last"; });
        QTRY_VERIFY(kept.size() > then); // Without leaving the place.
    }

    void annotationsAreExported()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        desk.change([](annotation::Annotation &one) {
            annotation::Mark box;
            box.number = 2;
            box.shape = MarkShape::Box;
            box.points = { { 10, 10 }, { 20, 30 } };
            one.marks.push_back(box);
        });
        const QString folder = freshFolder();
        QVERIFY(exportTables(folder, desk.all()));
        const auto again = exportTables(folder, desk.all()); // Beside them, not over them.
        QVERIFY(again && again->first() != "annotations.coco.json");
        const auto objects = exportObjects(folder, desk.document()->image(), *desk.entry()->result, *desk.annotation());
        if (!objects)
            qWarning("%s", objects.error().message.c_str());
        QVERIFY(objects);
        QCOMPARE(*objects,
            QStringList({ "counterfactual.dcm", "annotation.sr.dcm", "annotation.seg.dcm", "annotation.gsps.dcm" }));
        const auto path = [&](int at) { return QDir(folder).filePath(objects->at(at)).toStdString(); };
        const auto joined = joinedParts({ *readAnnotationPart(path(1)), *readAnnotationPart(path(2)) }, {});
        QVERIFY(joined);
        QCOMPARE(joined->marks.size(), size_t(2));
        QVERIFY(joined->marks == desk.annotation()->marks && joined->findings == desk.annotation()->findings);
    }

    void skippingNeedsAReason()
    {
        Bench bench(m_picture, services(freshFolder()));
        edit(bench, "add a small left pleural effusion", 1);
        AnnotationWorkplace &place = placeOf(bench);
        AnnotationDesk &desk = place.desk();
        desk.setAnnotator("R1");
        place.compare().second().setFocus();
        press(bench, "S");
        auto *reason = place.findChild<QLineEdit *>("skipReason");
        QVERIFY(reason && reason->isVisible());
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(desk.annotation()->state == State::Open);
        QTest::keyClicks(reason, "cut off");
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(desk.annotation()->state == State::Skipped);
        QCOMPARE(desk.left(), 0);
        place.form().answer(0); // Whoever answers takes it up again.
        QVERIFY(desk.annotation()->state == State::Open);
        QCOMPARE(desk.annotation()->skipReason, std::string());
    }
};

QTEST_MAIN(TestAnnotationPlace)
#include "tst_AnnotationPlace.moc"
