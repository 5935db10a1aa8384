// The chips under the instruction can be read without a pointer.

#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SlotChips.h"

#include <QLabel>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>

#include <algorithm>

using namespace cf;
using namespace cf::ui;

class TestSlotChips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arrowKeysGoFromChipToChip()
    {
        SlotChips chips;
        chips.setSlots(slotsOfThree(), false);
        show(chips, 900);
        QVERIFY(QToolTip::text().contains("Add")); // Tab comes to the first.
        QTest::keyClick(&chips, Qt::Key_Right);
        QVERIFY(QToolTip::text().contains("Draw a mask"));
        QTest::keyClick(&chips, Qt::Key_Right);
        QVERIFY(QToolTip::text().contains("Not in this model"));
        QTest::keyClick(&chips, Qt::Key_Right); // There is no fourth.
        QVERIFY(QToolTip::text().contains("Not in this model"));
        QTest::keyClick(&chips, Qt::Key_Left);
        QVERIFY(QToolTip::text().contains("Draw a mask"));
    }

    void whatHasNoRoomIsReadFromTheCount()
    {
        SlotChips chips;
        chips.setSlots(slotsOfThree(), false);
        show(chips, 130);
        for (int key = 0; key < 3; ++key)
            QTest::keyClick(&chips, Qt::Key_Right);
        QVERIFY(QToolTip::text().contains("shiny: not heard"));
    }

    void theMethodThatAutoTakesStandsBehindTheWords()
    {
        PromptPanel panel;
        panel.setCompiler([](const std::string &, const std::vector<Target> &, bool) {
            CompiledPrompt compiled;
            compiled.edits = { { EditAction::Remove, Target::Pacemaker }, { EditAction::Add, Target::LungLesion } };
            return compiled;
        });
        const std::vector<MethodAdvice> advice{ { EditAction::Remove, {}, false, "remove", "Measured best." } };
        panel.setMethods({ { "auto", "", 0, {} }, { "instruct", "", 5, {} } }, "auto", advice);
        auto *chips = panel.findChild<SlotChips *>();
        QVERIFY(chips);
        QCOMPARE(chips->accessibleDescription(), "removed in pixels: method, by the model: method");
        panel.setMethods({ { "auto", "", 0, {} }, { "instruct", "", 5, {} } }, "instruct", advice);
        QCOMPARE(chips->accessibleDescription(), "");
    }

    void captionsStandWhereAMethodReadsThemAlone()
    {
        PromptPanel panel;
        panel.resize(1200, panel.height());
        panel.show();
        EditAction asked = EditAction::Add;
        panel.setCompiler([&asked](const std::string &, const std::vector<Target> &, bool) {
            CompiledPrompt compiled;
            compiled.edits = { { asked, Target::Pacemaker } };
            compiled.captions = { "do nothing", "add pacemaker", { "pacemaker" } };
            return compiled;
        });
        const std::vector<MethodAdvice> advice{ { EditAction::Add, {}, false, "insertion", "Measured best." } };
        const std::vector<MethodDescription> methods{ { "auto", "", 0, {} }, { "instruct", "", 5, {} },
            { "insertion", "", 0, {} }, { "remove", "", 1, {} } };
        panel.instruction().setPlainText("add a pacemaker");
        const auto isShown = [&panel](const std::string &method) {
            EditDraft draft = panel.draft();
            draft.method = method;
            panel.setDraft(draft);
            return panel.captionRows().isVisible();
        };
        panel.setMethods(methods, "auto", advice);
        QVERIFY(!isShown("auto")); // The renderer takes none, …
        QVERIFY(!isShown("insertion"));
        QVERIFY(!isShown("remove")); // … nor does the network that removes in pixels.
        QVERIFY(isShown("instruct"));
        const auto takesSteps = [&panel] {
            const QList<QSpinBox *> fields = panel.findChildren<QSpinBox *>();
            return std::any_of(fields.begin(), fields.end(), [](const QSpinBox *field) {
                return field->accessibleName().startsWith("Steps") && field->isEnabled();
            });
        };
        QVERIFY(takesSteps());
        QVERIFY(!isShown("insertion") && !takesSteps());
        QVERIFY(isShown("instruct") && takesSteps());
        asked = EditAction::Replace; // For which there is no advice: the model's own method.
        QVERIFY(isShown("auto"));
        // Whoever wants to write captions gets their fields, and the model's method with them.
        asked = EditAction::Add;
        QVERIFY(!isShown("auto"));
        panel.captionRows().toggleEditing();
        QVERIFY(panel.captionRows().isVisible());
        panel.captionRows().toggleEditing();
        QVERIFY(!panel.captionRows().isVisible());
    }

    void noChipSpeaksOfTheModelWhereNoneIsAsked()
    {
        PromptPanel panel;
        panel.setCompiler([](const std::string &, const std::vector<Target> &, bool) {
            CompiledPrompt compiled;
            compiled.edits = { { EditAction::Increase, Target::Cardiomegaly } };
            compiled.slots = { { "action", "bigger", "increase", SlotHearing::Model } };
            compiled.warnings = { { "action-not-heard", "This model has learnt adding and removing only.", false } };
            return compiled;
        });
        panel.instruction().setPlainText("heart bigger");
        const std::vector<MethodDescription> methods{ { "instruct", "", 5, {} }, { "insertion", "", 0, {} } };
        const auto *chips = panel.findChild<SlotChips *>();
        panel.setMethods(methods, "instruct");
        panel.compileNow();
        QCOMPARE(chips->accessibleDescription(), "bigger: model");
        QCOMPARE(panel.warningText(), "This model has learnt adding and removing only.");
        panel.setMethods(methods, "insertion");
        panel.compileNow();
        QCOMPARE(chips->accessibleDescription(), "bigger: understood");
        QVERIFY(!panel.warningText().contains("model"));
    }

    void whatIsDoneInOnePassCountsNoSteps()
    {
        PromptPanel panel;
        panel.setRunning(true);
        const auto isSaid = [&panel](const QString &words) {
            const QList<QLabel *> labels = panel.findChildren<QLabel *>();
            return std::any_of(
                labels.begin(), labels.end(), [&words](const QLabel *label) { return label->text() == words; });
        };
        panel.showProgress({ 0, 1, "Removing", -1.0 });
        QVERIFY(isSaid("Removing"));
        panel.showProgress({ 3, 8, "Editing", -1.0 });
        QVERIFY(isSaid("Editing, step 3 of 8"));
    }

    void fieldsStayWhereTheyAreWhenWorkBegins()
    {
        PromptPanel panel;
        panel.resize(900, panel.height());
        panel.show();
        QTest::qWait(20);
        const auto places = [&panel] {
            QList<QPoint> at;
            for (const QWidget *field : panel.findChildren<QSpinBox *>())
                at << field->mapTo(&panel, QPoint());
            return at;
        };
        const QList<QPoint> before = places();
        QCOMPARE(before.size(), 3);
        panel.setRunning(true);
        QTest::qWait(20);
        QCOMPARE(places(), before);
    }

    void nothingTypedIsNothingToStandOn()
    {
        SlotChips chips;
        show(chips, 300);
        QTest::keyClick(&chips, Qt::Key_Right);
        QTest::keyClick(&chips, Qt::Key_Left);
        QVERIFY(chips.hasFocus());
    }

private:
    static std::vector<PromptSlot> slotsOfThree()
    {
        std::vector<PromptSlot> parts(3);
        parts[0].text = "add";
        parts[0].value = "Add";
        parts[0].hearing = SlotHearing::Model;
        parts[1].text = "left";
        parts[1].hearing = SlotHearing::Mask;
        parts[2].text = "shiny";
        parts[2].hearing = SlotHearing::NotHeard;
        return parts;
    }
    static void show(SlotChips &chips, int width)
    {
        chips.resize(width, 28);
        chips.show();
        QVERIFY(QTest::qWaitForWindowActive(&chips));
        chips.grab(); // Lays the chips.
        chips.clearFocus(); // A window gives it to its only child by itself.
        chips.setFocus(Qt::TabFocusReason);
        QVERIFY(chips.hasFocus());
    }
};

QTEST_MAIN(TestSlotChips)
#include "tst_SlotChips.moc"
