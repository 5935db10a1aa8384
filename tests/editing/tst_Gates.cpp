#include "core/editing/Gates.h"

#include "tests/support/Check.h"

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
    CF_CHECK(reasonsOf({ *gate }) == gate->reason);
}

void whereNoOneSideIsAskedForThereIsNothingToJudge()
{
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::None) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::Both) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), { removal(Side::Left), removal(Side::Right) }));
    CF_CHECK(!judgeSide(film(), film(), { removal(Side::Left) }));
    CF_CHECK(!judgeSide(film(), changed(10, 1), {}));
}

} // namespace

int main()
{
    aChangeOnTheAskedSidePasses();
    aChangeOnTheOtherSideIsRefusedWithItsReason();
    whereNoOneSideIsAskedForThereIsNothingToJudge();
}
