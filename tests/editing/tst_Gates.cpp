#include "core/editing/engine/judging/Gates.h"

#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>

using namespace cf;

namespace {

Radiograph film()
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(10, 4, 100);
    return radiograph;
}

/// `film` with one changed value in each half: `right` on the patient's right (image left), `left` on the left.
Radiograph changed(int right, int left)
{
    Radiograph radiograph = film();
    radiograph.stored.at(2, 1) += right;
    radiograph.stored.at(7, 1) += left;
    return radiograph;
}

EditInstruction removal(Side side)
{
    return { EditAction::Remove, Target::PleuralEffusion, side, Zone::None, Severity::None };
}

void aChangeOnTheAskedSidePasses()
{
    const auto gate = judgeSide(film(), changed(1, -10), { removal(Side::Left) });
    CF_CHECK(gate && gate->passed && gate->value > 0.98 && gate->reason.empty());
    CF_CHECK(judgeSide(film(), changed(10, 1), { removal(Side::Right) })->passed);
}

void aChangeOnTheOtherSideIsRefusedWithItsReason()
{
    const auto gate = judgeSide(film(), changed(10, 1), { removal(Side::Left) });
    CF_CHECK(gate && !gate->passed);
    CF_CHECK(gate->reason.find("patient's right") != std::string::npos);
    CF_EQUAL(reasonsOf({ *gate }), gate->reason);
}

void whereNoOneSideIsAskedForThereIsNothingToJudge()
{
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::None) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::Both) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::Left), removal(Side::Right) }));
    CF_CHECK(!judgeSide(film(), film(), { removal(Side::Left) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), {}));
    // A left central venous catheter lies for the most part on the right.
    CF_CHECK(!judgeSide(film(), changed(10, 1),
        { { EditAction::Remove, Target::CentralVenousCatheter, Side::Left, Zone::None, Severity::None } }));
}

constexpr int size = 128;

/// A model's answer that darkens a vertical band around `column`, spread as a decoder spreads a lead's removal.
SquarePair darkenedAround(int column, float grey)
{
    SquarePair pair;
    pair.source = pair.reconstruction = pair.edited = GreyImage(size, size, 0.5F);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const float distance = static_cast<float>(x - column) / 9.0F;
            pair.edited.at(x, y) -= grey * std::exp(-0.5F * distance * distance);
        }
    return pair;
}

/// A brush stroke along column 40, narrower than what the decoder makes of a lead.
MaskImage stroke()
{
    MaskImage mask(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 37; x <= 43; ++x)
            mask.at(x, y) = 1.0F;
    return mask;
}

Gate judged(const char *name, const SquarePair &pair, const MaskImage &region, const JudgedAgainst &limits)
{
    const auto gates = judge({}, pair, region, MaskImage(size, size, 1.0F), limits);
    return *std::find_if(gates.begin(), gates.end(), [&](const Gate &each) { return each.name == name; });
}

Gate leakOf(const SquarePair &pair, const MaskImage &region, int latentCell)
{
    return judged("leak", pair, region, { latentCell });
}

/// A film of 12 bits whose region was raised by `change` stored values.
Gate changeOf(std::int32_t change, const JudgedAgainst &limits)
{
    Radiograph source;
    source.windowCenter = 2048.0;
    source.windowWidth = 4096.0;
    source.stored = StoredImage(size, size, 2000);
    Recomposed changed;
    changed.counterfactual = source;
    changed.region = stroke();
    for (std::size_t index = 0; index < changed.region.pixels.size(); ++index)
        if (changed.region.pixels[index] > 0.0F)
            changed.counterfactual.stored.pixels[index] += change;
    return judgeChange(source, changed, limits);
}

void aChangeStandsOutOfWhatRebuildingCosts()
{
    CF_CHECK(changeOf(200, { 16, 2.0 / 255.0, 190.0 }).passed);
    const Gate within = changeOf(-180, { 16, 2.0 / 255.0, 190.0 });
    CF_CHECK(!within.passed && within.value == 180.0 && within.limit == 190.0); // The film's own floor, as on the map.
    CF_CHECK(within.reason.find("rebuilding") != std::string::npos);
}

void howMuchCountsAsAChangeIsAsked()
{
    CF_CHECK(changeOf(60, { 16, 2.0 / 255.0, 0.0 }).passed); // 3.7 grey levels of 255.
    CF_CHECK(!changeOf(60, { 16, 5.0 / 255.0, 0.0 }).passed);
    CF_CHECK(!changeOf(0, { 16, 0.0, 0.0 }).passed); // Nothing is never a change.
}

void aLeadsRemovalPassesUnderAThinMask()
{
    const SquarePair pair = darkenedAround(40, 0.05F);
    CF_LESS(0.5, leakOf(pair, stroke(), 0).value); // Most of it lies beside the stroke …
    CF_CHECK(leakOf(pair, stroke(), 16).passed); // … but no farther than the model can place it.
}

void aChangeMeantForElsewhereIsRefused()
{
    const Gate elsewhere = leakOf(darkenedAround(90, 0.05F), stroke(), 16);
    CF_CHECK(!elsewhere.passed && elsewhere.value > 0.9 && !elsewhere.reason.empty());
    // Also where some of it is as asked.
    SquarePair both = darkenedAround(40, 0.05F);
    const SquarePair far = darkenedAround(90, 0.1F);
    for (std::size_t index = 0; index < both.edited.pixels.size(); ++index)
        both.edited.pixels[index] += far.edited.pixels[index] - far.reconstruction.pixels[index];
    CF_CHECK(!leakOf(both, stroke(), 16).passed);
    CF_EQUAL(leakOf(both, MaskImage(size, size, 1.0F), 16).value, 0.0);
}

} // namespace

int main()
{
    howMuchCountsAsAChangeIsAsked();
    aChangeStandsOutOfWhatRebuildingCosts();
    aLeadsRemovalPassesUnderAThinMask();
    aChangeMeantForElsewhereIsRefused();
    aChangeOnTheAskedSidePasses();
    aChangeOnTheOtherSideIsRefusedWithItsReason();
    whereNoOneSideIsAskedForThereIsNothingToJudge();
}
