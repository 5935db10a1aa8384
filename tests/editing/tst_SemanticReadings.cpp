#include "core/editing/EditResult.h"
#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/SemanticGates.h"

#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>

using namespace cf;

namespace {

const std::vector<std::string> labels{ "No Finding", "Pleural Effusion", "Cardiomegaly", "Support Devices",
    "Pacemaker" };

EditInstruction instruction(EditAction action, Target target)
{
    return { action, target, Side::Left, Zone::None, Severity::None };
}

const Gate *named(const std::vector<Gate> &gates, std::string_view name)
{
    const auto found = std::find_if(gates.begin(), gates.end(), [name](const Gate &gate) { return gate.name == name; });
    return found == gates.end() ? nullptr : &*found;
}

void aRemovalGainsWhatTheProbabilityLoses()
{
    const std::vector edits{ instruction(EditAction::Remove, Target::Pacemaker) };
    const auto readings =
        readingsOf({ 0.5, 0.1, 0.3, 0.9, 0.8 }, { 0.6, 0.1, 0.4, 0.2, 0.1 }, labels, std::nullopt, edits);
    CF_NEAR(readings.gain.value(), 0.7, 1e-9);
    CF_EQUAL(readings.flipped, true);
    // Support devices go with the pacemaker; the heart should not have moved.
    CF_CHECK(readings.collateralLabel == "No Finding" || readings.collateralLabel == "Cardiomegaly");
    CF_NEAR(readings.collateral, 0.1, 1e-9);
    const auto gates = gatesOf(readings, edits);
    CF_CHECK(named(gates, "target")->passed && named(gates, "target")->value == 0.1);
    CF_CHECK(named(gates, "collateral")->passed);
}

void aClassifierThatSeesTheOppositeRefuses()
{
    const std::vector edits{ instruction(EditAction::Add, Target::PleuralEffusion) };
    const auto readings =
        readingsOf({ 0.5, 0.4, 0.3, 0.1, 0.1 }, { 0.5, 0.2, 0.3, 0.1, 0.1 }, labels, std::nullopt, edits);
    CF_EQUAL(readings.flipped, false);
    const auto gates = gatesOf(readings, edits);
    CF_EQUAL(judgementOf(*named(gates, "target")), Judgement::Failed);
    CF_CHECK(named(gates, "target")->reason.find("Pleural Effusion 0.40 → 0.20") != std::string::npos);
}

void anInstructionThatWasNotFollowedDoesNotPass()
{
    // Leads that are as plainly there as before.
    const std::vector<std::string> leads{ "No Finding", "ECG Leads" };
    const std::vector removal{ instruction(EditAction::Remove, Target::EcgLeads) };
    const auto still = readingsOf({ 0.0, 1.0 }, { 0.0, 1.0 }, leads, std::nullopt, removal);
    CF_EQUAL(judgementOf(*named(gatesOf(still, removal), "target")), Judgement::Failed);
    const auto untrusted = readingsOf({ 0.0, 1.0 }, { 0.0, 1.0 }, leads, std::vector<std::string>{}, removal);
    CF_EQUAL(judgementOf(*named(gatesOf(untrusted, removal), "target")), Judgement::NotJudged);
    // An effusion that a classifier which can tell it does not see.
    const std::vector edits{ instruction(EditAction::Add, Target::PleuralEffusion) };
    const auto unseen =
        readingsOf({ 0.5, 0.06, 0.3, 0.1, 0.1 }, { 0.5, 0.21, 0.3, 0.1, 0.1 }, labels, std::nullopt, edits);
    CF_EQUAL(judgementOf(*named(gatesOf(unseen, edits), "target")), Judgement::Failed);
}

void whatTheClassifierSawBeforeIsNotJudged()
{
    const std::vector edits{ instruction(EditAction::Add, Target::PleuralEffusion) };
    const auto readings =
        readingsOf({ 0.5, 0.9, 0.3, 0.1, 0.1 }, { 0.5, 0.95, 0.3, 0.1, 0.1 }, labels, std::nullopt, edits);
    CF_EQUAL(judgementOf(*named(gatesOf(readings, edits), "target")), Judgement::NotJudged);
}

void oneOfTwoThingsThatNobodyCanSeeIsNotJudged()
{
    const std::vector edits{ instruction(EditAction::Add, Target::PleuralEffusion),
        instruction(EditAction::Add, Target::Pneumothorax) };
    const auto readings =
        readingsOf({ 0.5, 0.1, 0.3, 0.1, 0.1 }, { 0.5, 0.9, 0.3, 0.1, 0.1 }, labels, std::nullopt, edits);
    CF_EQUAL(judgementOf(*named(gatesOf(readings, edits), "target")), Judgement::NotJudged);
}

void anotherFindingThatAppearsRefuses()
{
    const std::vector edits{ instruction(EditAction::Remove, Target::Pacemaker) };
    const auto readings =
        readingsOf({ 0.1, 0.1, 0.2, 0.9, 0.9 }, { 0.1, 0.1, 0.8, 0.1, 0.1 }, labels, std::nullopt, edits);
    const auto gates = gatesOf(readings, edits);
    CF_CHECK(!named(gates, "collateral")->passed);
    CF_CHECK(named(gates, "collateral")->reason.find("Cardiomegaly") != std::string::npos);
}

void labelsThatAreNotTrustedRefuseNothing()
{
    const std::vector edits{ instruction(EditAction::Add, Target::PleuralEffusion) };
    const std::vector<std::string> trusted{ "Pacemaker" };
    const auto readings = readingsOf({ 0.5, 0.4, 0.1, 0.1, 0.1 }, { 0.5, 0.1, 0.9, 0.1, 0.1 }, labels, trusted, edits);
    CF_CHECK(readings.gain < 0.0 && readings.collateral > 0.7); // Said all the same.
    const auto gates = gatesOf(readings, edits);
    CF_CHECK(judgementOf(*named(gates, "target")) == Judgement::NotJudged && named(gates, "collateral")->passed);
    const std::vector<std::string> nobody;
    const auto unheld = readingsOf({ 0.5, 0.4, 0.1, 0.1, 0.1 }, { 0.5, 0.1, 0.9, 0.1, 0.1 }, labels, nobody, edits);
    for (const Gate &each : gatesOf(unheld, edits)) // A check that nothing can fail is not shown as passed.
        CF_CHECK(judgementOf(each) == Judgement::NotJudged && !each.passed && !each.reason.empty());
}

void aClassifierOfFourteenLabelsAnswersForDevicesAsSuch()
{
    const std::vector<std::string> few{ "No Finding", "Support Devices" };
    const std::vector edits{ instruction(EditAction::Add, Target::EcgLeads) };
    const auto readings = readingsOf({ 0.5, 0.1 }, { 0.5, 0.9 }, few, std::nullopt, edits);
    CF_CHECK(readings.labels[1].asked && readings.flipped == true && std::abs(readings.gain.value() - 0.8) < 1e-9);
}

void whatAlreadyIsAsAskedCannotFlip()
{
    const std::vector edits{ instruction(EditAction::Remove, Target::Cardiomegaly) };
    const auto readings =
        readingsOf({ 0.9, 0.1, 0.2, 0.1, 0.1 }, { 0.9, 0.1, 0.1, 0.1, 0.1 }, labels, std::nullopt, edits);
    CF_CHECK(!readings.flipped && readings.gain > 0.0);
}

} // namespace

int main()
{
    aRemovalGainsWhatTheProbabilityLoses();
    aClassifierThatSeesTheOppositeRefuses();
    anInstructionThatWasNotFollowedDoesNotPass();
    whatTheClassifierSawBeforeIsNotJudged();
    oneOfTwoThingsThatNobodyCanSeeIsNotJudged();
    anotherFindingThatAppearsRefuses();
    labelsThatAreNotTrustedRefuseNothing();
    aClassifierOfFourteenLabelsAnswersForDevicesAsSuch();
    whatAlreadyIsAsAskedCannotFlip();
}
