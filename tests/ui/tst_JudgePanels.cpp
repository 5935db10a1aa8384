// What the panels at the right say of a result: the scorecard's fixed rows, the map's legend and probe, the candidates.

#include "tests/support/FakeEditor.h"
#include "ui/compare/ColourBar.h"
#include "ui/compare/ProbeReadout.h"
#include "ui/history/EntryFacts.h"
#include "ui/results/CandidateStrip.h"
#include "ui/results/GateRow.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cf;
using namespace cf::ui;

namespace {

Radiograph film(Photometric photometric)
{
    Radiograph radiograph = test::smoothRadiograph(120, 100);
    radiograph.photometric = photometric;
    return radiograph;
}

/// A result whose values in a square were raised by `change`, over a noise floor of 24.
ResultPointer resultOf(const Radiograph &source, std::int32_t change, std::vector<Gate> gates = {},
    EditStatus status = EditStatus::Accepted, const std::string &reason = {})
{
    EditResult result;
    result.status = status;
    result.reason = reason;
    result.gates = std::move(gates);
    result.counterfactual = source;
    result.reconstruction = source;
    result.region = MaskImage(source.stored.width, source.stored.height);
    for (std::size_t index = 0; index < source.stored.pixels.size(); ++index)
        result.reconstruction.stored.pixels[index] += index % 2 == 0 ? 24 : -24;
    for (int y = 40; y < 60; ++y)
        for (int x = 40; x < 60; ++x) {
            result.counterfactual.stored.at(x, y) += change;
            result.region.at(x, y) = 1.0F;
        }
    return *prepareResult(std::move(result), source);
}

HistoryEntry entryOf(ResultPointer result)
{
    HistoryEntry entry;
    entry.kind = HistoryEntry::Kind::Result;
    entry.number = 1;
    entry.result = std::move(result);
    return entry;
}

Gate computed(const char *name, bool passed)
{
    return { name, name, 1.0, 1.0, true, "", passed, passed ? "" : "It failed." };
}

QStringList labelsOf(const QWidget &panel)
{
    QStringList texts;
    for (const QLabel *label : panel.findChildren<QLabel *>())
        if (label->isVisibleTo(&panel))
            texts << label->text();
    return texts;
}

QLabel *labelWith(const QWidget &panel, const QString &words)
{
    for (QLabel *label : panel.findChildren<QLabel *>())
        if (label->text().contains(words))
            return label;
    return nullptr;
}

} // namespace

class TestJudgePanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp); }

    void theScorecardAlwaysHasTheSameSixRows()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        ScorecardPanel panel;
        for (const std::vector<Gate> &gates : { std::vector<Gate>{}, std::vector<Gate>{ computed("target", true) },
                 std::vector<Gate>{ computed("outside_unchanged", true), computed("leak", true) } }) {
            const HistoryEntry entry = entryOf(resultOf(source, 600, gates));
            panel.setEntry(&entry);
            QStringList names;
            for (const GateRow *row : panel.findChildren<GateRow *>())
                if (row->isVisibleTo(&panel))
                    names << QString::fromStdString(row->row().label);
            QCOMPARE(names.size(), 6);
            QVERIFY(names.contains("Printed marks unchanged"));
        }
    }

    void nothingIsGreenWithoutAJudgedTarget()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        ScorecardPanel panel;
        const std::vector<Gate> rest{ computed("inside_changed", true), computed("asked_side", true),
            computed("collateral", true), computed("marks_unchanged", true), computed("outside_unchanged", true),
            computed("reconstruction_psnr", true) };
        HistoryEntry entry = entryOf(resultOf(source, 600, rest));
        panel.setEntry(&entry);
        QLabel *tag = labelWith(panel, "not judged");
        QVERIFY(tag);
        QVERIFY(tag->property("role").toString() != "ok-tag");
        QVERIFY(!labelsOf(panel).join('\n').contains(QStringLiteral("✓")));
        QVERIFY(tag->toolTip().contains("Asked change is there"));

        std::vector<Gate> all = rest;
        all.push_back(computed("target", true));
        entry = entryOf(resultOf(source, 600, all));
        panel.setEntry(&entry);
        QVERIFY(labelWith(panel, "Passed all 6 gates"));
        QCOMPARE(labelWith(panel, "Passed all 6 gates")->property("role").toString(), QString("ok-tag"));
    }

    void aRefusalIsOneSentenceWhoseRestUnfolds()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        ScorecardPanel panel;
        panel.resize(320, 700);
        const HistoryEntry entry = entryOf(resultOf(source, 600, { computed("collateral", false) }, EditStatus::Refused,
            "Something else changed, too: Cardiomegaly 0.20 → 0.80. Mark a smaller region. Or another seed."));
        panel.setEntry(&entry);
        const QString shown = labelsOf(panel).join('\n');
        QVERIFY(shown.contains("Refused: Something else changed, too: Cardiomegaly 0.20 → 0.80."));
        QVERIFY(!shown.contains("Mark a smaller region"));
        QPushButton *why = nullptr;
        for (QPushButton *button : panel.findChildren<QPushButton *>())
            if (button->text() == "Why")
                why = button;
        QVERIFY(why);
        why->click();
        QVERIFY(labelsOf(panel).join('\n').contains("Mark a smaller region. Or another seed."));
    }

    void aRowUnfoldsToItsGatesInWords()
    {
        Gate strongest{ "inside_changed", "Change above the noise floor", 600, 24, true, "stored values", true, {} };
        const Scorecard card = scorecardOf({ strongest });
        GateRow row(card.rows.front());
        row.resize(340, 26);
        row.show();
        QVERIFY(!row.isUnfolded());
        QTest::mouseClick(&row, Qt::LeftButton);
        QVERIFY(row.isUnfolded());
        const QString words = row.findChild<QLabel *>()->text();
        QVERIFY(words.contains("600 stored values (≥ 24), passed"));
        QVERIFY(words.contains("Asked change is there: —"));
        QVERIFY(row.height() > 26);
    }

    void numbersAreSaidAsAReaderOfFilmsSaysThem_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("limit");
        QTest::addColumn<bool>("atLeast");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("limitSaid");
        QTest::newRow("cells") << "seen_there" << 1035.0 << 24.0 << true << "cells"
                               << "43 ×"
                               << "≥ 1 ×";
        QTest::newRow("few cells") << "seen_there" << 12.0 << 24.0 << true << "cells"
                                   << "0.5 ×"
                                   << "≥ 1 ×";
        QTest::newRow("moved") << "collateral" << 0.03 << 0.6 << false << "probability"
                               << "3 % change"
                               << "≤ 60 %";
        QTest::newRow("likely") << "target" << 0.83 << 0.5 << true << "probability"
                                << "83 % likely"
                                << "≥ 50 %";
        QTest::newRow("one place") << "seen_once" << 1.0 << 1.0 << false << "areas"
                                   << "1 place"
                                   << "≤ 1";
        QTest::newRow("two places") << "seen_once" << 2.0 << 1.0 << false << "areas"
                                    << "2 places"
                                    << "≤ 1";
        QTest::newRow("outside") << "outside_unchanged" << 0.0 << 0.0 << false << "values"
                                 << "0 px differ"
                                 << "= 0";
        QTest::newRow("fine share") << "device_edges" << 0.038 << 0.006 << true << "share"
                                    << "3.8 %"
                                    << "≥ 0.6 %";
        QTest::newRow("share") << "asked_side" << 0.994 << 0.5 << true << "share"
                               << "99 %"
                               << "≥ 50 %";
        QTest::newRow("leak") << "leak" << 0.12 << 0.5 << false << "share"
                              << "12 % elsewhere"
                              << "≤ 50 %";
        QTest::newRow("before") << "seen_before" << 0.0 << 1.0 << true << "there"
                                << "not seen"
                                << "";
    }

    void numbersAreSaidAsAReaderOfFilmsSaysThem()
    {
        QFETCH(QString, name);
        QFETCH(double, value);
        QFETCH(double, limit);
        QFETCH(bool, atLeast);
        QFETCH(QString, unit);
        const Gate gate{ name.toStdString(), "Gate", value, limit, atLeast, unit.toStdString(), true, {} };
        QTEST(gateValueText(gate), "said");
        QTEST(gateLimitText(gate), "limitSaid");
    }

    void theRegionIsToldAlikeInScorecardAndHistory()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        auto made = std::make_shared<PreparedResult>(*resultOf(source, 600));
        const auto said = [&made](bool drawn, bool found, const std::string &method) {
            made->regionIsDrawn = drawn;
            made->provenance.method = method;
            HistoryEntry entry = entryOf(made);
            entry.maskFingerprint = drawn ? 7 : 0;
            entry.maskWasFound = found;
            ScorecardPanel panel;
            panel.setEntry(&entry);
            for (const EntryFact &fact : factsOf(entry))
                if (fact.name == "Region")
                    return labelWith(panel, "region " + fact.value) ? fact.value : QString("contradicted");
            return QString("not told");
        };
        QCOMPARE(said(false, false, "instruct"), QString("found by the program"));
        QCOMPARE(said(true, false, "instruct"), QString("drawn by hand"));
        QCOMPARE(said(true, true, "instruct"), QString("found by the program")); // Shown first, then applied as it was.
        QCOMPARE(said(false, false, "insertion"), QString("as rendered"));
    }

    void aLongNameHasAllItsLines()
    {
        const Gate leak{ "leak", "Change outside before recomposition", 0.0, 0.5, false, "share", true, {} };
        for (ScorecardRow &line : scorecardOf({ leak }).rows) {
            for (const int width : { 220, 262, 300, 420 }) {
                GateRow row(line);
                row.resize(width, 26);
                row.show();
                const QImage painted = row.grab().toImage();
                const auto isBare = [&painted](int y) {
                    for (int x = 1; x < painted.width(); ++x)
                        if (painted.pixel(x, y) != painted.pixel(0, y))
                            return false;
                    return true;
                };
                QVERIFY2(isBare(0) && isBare(painted.height() - 1),
                    qPrintable(QString("%1 at %2").arg(QString::fromStdString(line.label)).arg(width)));
            }
        }
    }

    void legendAndProbeSpeakOfTheScreen_data()
    {
        QTest::addColumn<bool>("monochrome1");
        QTest::addColumn<bool>("inverted");
        QTest::newRow("monochrome2") << false << false;
        QTest::newRow("monochrome1") << true << false;
        QTest::newRow("monochrome2, shown inverted") << false << true;
        QTest::newRow("monochrome1, shown inverted") << true << true;
    }

    void legendAndProbeSpeakOfTheScreen()
    {
        QFETCH(bool, monochrome1);
        QFETCH(bool, inverted);
        const Radiograph source = film(monochrome1 ? Photometric::Monochrome1 : Photometric::Monochrome2);
        const ResultPointer result = resultOf(source, 600);
        // What the screen does to a larger stored value, by the picture itself.
        const std::vector<QRgb> shown = result->counterfactual->table({}, inverted);
        const bool brighter = qRed(shown[3000]) > qRed(shown[1000]);
        QCOMPARE(brighter, monochrome1 == inverted);

        const MapLook look = result->difference->look({}, inverted);
        const QRgb colour = result->difference->colourOf(600, look);
        QCOMPARE(qRed(colour) > qBlue(colour), brighter); // Orange is brighter.

        ColourBar bar;
        bar.resize(300, 66);
        bar.setDifference(result->difference, 12);
        bar.setView({}, inverted);
        QCOMPARE(bar.storedAt(1.0) > 0.0, brighter); // The right end says "brighter" and what value makes it so.

        ProbeReadout::Values values;
        values.original = 1000;
        values.counterfactual = 1600;
        values.noiseFloor = 24;
        values.screenSign = result->difference->screenSign(inverted);
        QCOMPARE(ProbeReadout::wordsOf(values), QString(brighter ? "brighter on the screen" : "darker on the screen"));
        values.counterfactual = 1010;
        QVERIFY(ProbeReadout::wordsOf(values).contains("noise floor of ±24"));
    }

    void theFloorIsTheFilmsWhateverWasEdited()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        for (const int change : { 0, 3, 600, -900 })
            QCOMPARE(resultOf(source, change)->difference->map().noiseFloor, 24.0);
        QCOMPARE(resultOf(source, 600)->metrics.noiseFloor, 24.0);
    }

    void aNullEffectDoesNotLookLikeAStrongOne()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        const auto reach = [&](int change) {
            const ResultPointer result = resultOf(source, change);
            const MapLook look = result->difference->look({}, false);
            return std::abs(change) / look.limit;
        };
        QVERIFY(reach(30) < 0.2);
        QVERIFY(resultOf(source, 30)->difference->map().showsHardlyAnyChange());
        QVERIFY(reach(900) > 0.8);
        QVERIFY(!resultOf(source, 900)->difference->map().showsHardlyAnyChange());
    }

    void pinnedLimitsStayOverResults()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        ColourBar bar;
        bar.resize(300, 66);
        bar.setView(2000.0, false);
        for (const int change : { 300, 900 }) {
            bar.setDifference(resultOf(source, change)->difference, 12);
            QCOMPARE(bar.storedAt(1.0), 2000.0);
        }
        QSignalSpy freed(&bar, &ColourBar::automaticLimitRequested);
        QTest::mouseDClick(&bar, Qt::LeftButton);
        QCOMPARE(freed.count(), 1);
        bar.setView({}, false);
        QVERIFY(bar.storedAt(1.0) < 2000.0);
    }

    void candidatesArePicturesThatCanBeChosenAndKept()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        EditResult made;
        made.counterfactual = source;
        made.reconstruction = source;
        made.region = MaskImage(source.stored.width, source.stored.height, 1.0F);
        for (int seed = 0; seed < 3; ++seed) {
            EditCandidate candidate;
            candidate.parameters = { { "seed", 7.0 + seed } };
            candidate.stored = source.stored;
            candidate.stored.at(50, 50) += 100 * seed;
            candidate.isChosen = seed == 0;
            if (seed == 2) {
                candidate.status = EditStatus::Refused;
                candidate.reason = "The target did not change enough.";
            }
            made.candidates.push_back(std::move(candidate));
        }
        made.counterfactual.stored = made.candidates[0].stored;
        const ResultPointer result = *prepareResult(std::move(made), source);
        QCOMPARE(result->candidates.size(), std::size_t(3));
        QCOMPARE(result->candidates[1].what, QString("seed 8"));

        CandidateStrip strip;
        strip.resize(320, 500);
        strip.show();
        strip.setResult(result);
        QCOMPARE(strip.list().count(), 3);
        QVERIFY(!strip.list().item(1)->icon().isNull());
        QCOMPARE(strip.selected(), 0);
        QSignalSpy chosen(&strip, &CandidateStrip::chosen);
        QSignalSpy kept(&strip, &CandidateStrip::kept);
        strip.select(2);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.front().front().toInt(), 2);
        QVERIFY(labelsOf(strip).join('\n').contains("The target did not change enough."));
        strip.list().setFocus();
        QTest::keyClick(&strip.list(), Qt::Key_Return);
        QCOMPARE(kept.count(), 1);
        QCOMPARE(kept.front().front().toInt(), 2);

        const ResultPointer other = *candidateResult(*result, 2, source);
        QVERIFY(other->refused());
        QCOMPARE(other->provenance.seed, std::uint64_t(9));
        QCOMPARE(other->unmarked().stored.at(50, 50), source.stored.at(50, 50) + 200);
        QCOMPARE(other->metrics.insideChangedValues, std::int64_t(1));
    }

    void aScoreHasANameAndAUnit()
    {
        const Radiograph source = film(Photometric::Monochrome2);
        EditResult made;
        made.counterfactual = source;
        made.reconstruction = source;
        made.region = MaskImage(source.stored.width, source.stored.height, 1.0F);
        for (const double kept : { 0.4, 0.8 }) {
            EditCandidate candidate;
            candidate.parameters = { { "self_replace", kept } };
            candidate.score = kept / 2;
            candidate.scoreName = "CLIP direction, cosine";
            candidate.stored = source.stored;
            candidate.isChosen = kept > 0.5;
            made.candidates.push_back(std::move(candidate));
        }
        const ResultPointer result = *prepareResult(std::move(made), source);
        QCOMPARE(result->candidates[0].what, QString("structure kept 40 %")); // Words, not the parameter's name.
        CandidateStrip strip;
        strip.setResult(result);
        QVERIFY(labelsOf(strip).join('\n').contains("CLIP direction, cosine: 0.4"));
        QVERIFY(strip.list().item(0)->toolTip().contains("CLIP direction, cosine: 0.2"));
    }
};

QTEST_MAIN(TestJudgePanels)
#include "tst_JudgePanels.moc"
