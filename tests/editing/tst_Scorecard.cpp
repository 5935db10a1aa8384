// The fixed rows of a scorecard: always all, and never called passed without a judged target.

#include "core/editing/Scorecard.h"

#include "tests/support/Check.h"

#include <algorithm>

using namespace cf;

namespace {

Gate computed(const char *name, bool passed)
{
    return { name, name, 1.0, 1.0, true, "", passed, passed ? "" : std::string(name) + " failed." };
}

const ScorecardRow &rowOf(const Scorecard &card, std::string_view key)
{
    return *std::find_if(card.rows.begin(), card.rows.end(), [key](const ScorecardRow &row) { return row.key == key; });
}

void theRowsAreTheSameWhateverWasComputed()
{
    const Scorecard none = scorecardOf({});
    const Scorecard some = scorecardOf({ computed("outside_unchanged", true), computed("inside_changed", true) });
    CF_CHECK(none.rows.size() == 6 && some.rows.size() == 6);
    for (std::size_t row = 0; row < 6; ++row)
        CF_EQUAL(none.rows[row].key, some.rows[row].key);
    CF_CHECK(none.notJudged == 6 && none.passed == 0 && none.verdict == Judgement::NotJudged);
    for (const ScorecardRow &row : none.rows)
        CF_CHECK(!row.label.empty() && !row.reason.empty()); // Named, with its reason.
}

void withoutAJudgedTargetNothingIsCalledPassed()
{
    const std::vector<Gate> rest{ computed("inside_changed", true), computed("asked_side", true),
        computed("collateral", true), computed("marks_unchanged", true), computed("outside_unchanged", true),
        computed("reconstruction_psnr", true) };
    CF_EQUAL(scorecardOf(rest).verdict, Judgement::NotJudged);
    std::vector<Gate> all = rest;
    all.push_back(computed("target", true));
    CF_CHECK(scorecardOf(all).verdict == Judgement::Passed && scorecardOf(all).passed == 6);
    all.back() = computed("target", false);
    CF_CHECK(scorecardOf(all).verdict == Judgement::Failed && scorecardOf(all).failed == 1);
}

void aChangeThatIsNotThereFailsTheTargetWhoeverJudgedIt()
{
    const Scorecard card = scorecardOf({ computed("inside_changed", false) });
    CF_CHECK(rowOf(card, "asked").judgement == Judgement::Failed && card.verdict == Judgement::Failed);
    CF_EQUAL(rowOf(card, "asked").reason, "inside_changed failed.");
}

void aPlaceThatWasNotAskedForIsThatOfTheRegion()
{
    CF_EQUAL(rowOf(scorecardOf({ computed("leak", true) }), "place").judgement, Judgement::Passed);
    CF_EQUAL(rowOf(scorecardOf({ computed("leak", true), computed("asked_side", false) }), "place").judgement,
        Judgement::Failed);
}

void aTargetMayBeSeenByAnyEye()
{
    CF_EQUAL(scorecardOf({ computed("inside_changed", true) }).verdict, Judgement::NotJudged);
    CF_EQUAL(scorecardOf({ computed("seen_once", true) }).verdict, Judgement::NotJudged);
    for (const char *name : { "target", "seen_there", "seen_gone" }) {
        CF_EQUAL(scorecardOf({ computed("inside_changed", true), computed(name, true) }).verdict, Judgement::Passed);
        CF_EQUAL(scorecardOf({ computed("inside_changed", true), computed(name, false) }).verdict, Judgement::Failed);
    }
    const Scorecard card = scorecardOf({ computed("seen_there", true), computed("seen_once", false) });
    CF_CHECK(rowOf(card, "asked").judgement == Judgement::Failed && card.rows.size() == 6);
    CF_EQUAL(rowOf(scorecardOf({ computed("seen_side", false) }), "place").judgement, Judgement::Failed);
    CF_EQUAL(rowOf(scorecardOf({ computed("seen_collateral", true) }), "others").judgement, Judgement::Passed);
}

void completingTwiceKeepsWhatWasComputed()
{
    auto gates = completed({ computed("target", true) });
    gates.push_back(notComputed("target", "", "later, and without a result"));
    gates.push_back(computed("clip_image", true));
    gates = completed(std::move(gates));
    CF_CHECK(gates.size() == 9 && gates.front().name == "target" && gates.front().passed);
    CF_EQUAL(gates.back().name, "clip_image");
    CF_EQUAL(scorecardOf(gates).rows.size(), 7); // What a model has beyond the fixed rows follows them.
}

} // namespace

int main()
{
    theRowsAreTheSameWhateverWasComputed();
    withoutAJudgedTargetNothingIsCalledPassed();
    aChangeThatIsNotThereFailsTheTargetWhoeverJudgedIt();
    aPlaceThatWasNotAskedForIsThatOfTheRegion();
    aTargetMayBeSeenByAnyEye();
    completingTwiceKeepsWhatWasComputed();
}
