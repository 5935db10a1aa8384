#include "core/training/classifier/ClassifierLabels.h"

#include "tests/support/Check.h"

using namespace cf;

namespace {

float valueOf(const LabelRow &row, Target target)
{
    return row[classifierOutputOf(target)];
}

constexpr Abnormality pacemaker{ Target::Pacemaker, Side::Left, Zone::None, Severity::None };
constexpr Abnormality effusion{ Target::PleuralEffusion, Side::Right, Zone::None, Severity::Large };
constexpr Abnormality consolidation{ Target::Consolidation, Side::Right, Zone::Lower, Severity::Moderate };

void theFirstFourteenLabelsAreCheXperts()
{
    CF_EQUAL(classifierLabels().size(), 21);
    CF_EQUAL(classifierLabels().front(), "No Finding");
    CF_EQUAL(classifierLabels()[13], "Support Devices");
    for (const Target target : allTargets)
        CF_LESS(classifierOutputOf(target), classifierLabels().size());
}

void aDeviceIsNoFinding()
{
    const LabelRow with = labelsOfPhantom({ {}, pacemaker }, true);
    CF_EQUAL(valueOf(with, Target::Pacemaker), labelPresent);
    CF_EQUAL(valueOf(with, Target::SupportDevices), labelPresent);
    CF_EQUAL(with[0], labelPresent);
    const LabelRow without = labelsOfPhantom({ {}, pacemaker }, false);
    CF_EQUAL(valueOf(without, Target::Pacemaker), labelAbsent);
    CF_EQUAL(valueOf(without, Target::SupportDevices), labelAbsent);
}

void whatElseThePhantomHasStaysWhenOneThingGoes()
{
    const LabelRow without = labelsOfPhantom({ { effusion, pacemaker }, consolidation }, false);
    CF_EQUAL(valueOf(without, Target::PleuralEffusion), labelPresent);
    CF_EQUAL(valueOf(without, Target::SupportDevices), labelPresent);
    CF_EQUAL(valueOf(without, Target::Consolidation), labelAbsent);
    CF_EQUAL(without[0], labelAbsent);
}

void aConsolidationMayPassForAnOpacity()
{
    const LabelRow with = labelsOfPhantom({ {}, consolidation }, true);
    CF_EQUAL(valueOf(with, Target::LungOpacity), labelUnknown);
    CF_EQUAL(valueOf(with, Target::Pneumothorax), labelAbsent);
}

void aFilmWithoutATableIsKnownByItsInsertionAlone()
{
    const LabelRow with = labelsOfInsertion(std::nullopt, effusion, true);
    const LabelRow without = labelsOfInsertion(std::nullopt, effusion, false);
    CF_CHECK(valueOf(with, Target::PleuralEffusion) == labelPresent && with[0] == labelAbsent);
    CF_EQUAL(valueOf(without, Target::PleuralEffusion), labelUnknown);
    CF_EQUAL(valueOf(with, Target::Cardiomegaly), labelUnknown);
}

void aTableSaysWhatTheFilmShows()
{
    const std::vector<std::string> findings{ "Cardiomegaly", "Infiltration" };
    const LabelRow without = labelsOfInsertion(findings, effusion, false);
    CF_EQUAL(valueOf(without, Target::Cardiomegaly), labelPresent);
    CF_EQUAL(valueOf(without, Target::LungOpacity), labelPresent);
    CF_EQUAL(valueOf(without, Target::PleuralEffusion), labelAbsent);
    CF_EQUAL(valueOf(without, Target::Pacemaker), labelUnknown); // Devices are not in such tables.
    CF_EQUAL(labelsOfInsertion(std::vector<std::string>{ "No Finding" }, pacemaker, true)[0], labelPresent);
}

void aSwitchConcernsItselfAndWhatLooksLikeIt()
{
    CF_CHECK(concerns(Target::Pacemaker, classifierOutputOf(Target::Pacemaker)));
    CF_CHECK(concerns(Target::Pacemaker, classifierOutputOf(Target::SupportDevices)));
    CF_CHECK(!concerns(Target::Pacemaker, classifierOutputOf(Target::PleuralEffusion)));
    CF_CHECK(concerns(Target::Consolidation, classifierOutputOf(Target::LungOpacity)));
}

} // namespace

int main()
{
    theFirstFourteenLabelsAreCheXperts();
    aDeviceIsNoFinding();
    whatElseThePhantomHasStaysWhenOneThingGoes();
    aConsolidationMayPassForAnOpacity();
    aFilmWithoutATableIsKnownByItsInsertionAlone();
    aTableSaysWhatTheFilmShows();
    aSwitchConcernsItselfAndWhatLooksLikeIt();
}
