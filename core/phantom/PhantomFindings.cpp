#include "core/phantom/PhantomFindings.h"

#include "core/phantom/PhantomFindingShapes.h"
#include "core/phantom/thorax/ThoraxMapping.h"
#include "core/phantom/thorax/ThoraxNumbers.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

void addGrowth(FindingFields &fields, int grade, RandomStream stream)
{
    const auto &heart = numbersOf<HeartGrowthNumbers>();
    fields.heartGrowth += heart.thoraxWidth * heart.growth[static_cast<std::size_t>(grade)].draw(stream);
    fields.heartShareLeft = heart.leftShare.draw(stream);
}

Zone chosenZone(Zone zone, RandomStream &stream)
{
    constexpr Zone zones[] = { Zone::Upper, Zone::Middle, Zone::Lower };
    const int drawn = stream.below(3);
    return zone == Zone::None ? zones[drawn] : zone;
}

void addOnSide(
    FindingFields &fields, const Abnormality &finding, const ProjectionBase &base, bool right, RandomStream stream)
{
    const int grade = gradeOf(finding.severity);
    auto choice = stream.child("zone");
    const Zone zone = chosenZone(finding.zone, choice);
    const auto shape = stream.child("shape");
    switch (finding.target) {
    case Target::PleuralEffusion:
        return addEffusion(fields, base, right, grade, shape);
    case Target::Pneumothorax:
        return addPneumothorax(fields, base, right, grade, shape);
    case Target::LungOpacity:
        return addOpacity(fields, base, right, zone, grade, false, shape);
    case Target::Consolidation:
    case Target::Pneumonia:
        return addOpacity(fields, base, right, zone, grade, true, shape);
    case Target::Atelectasis:
        return addAtelectasis(fields, base, right, zone, grade, shape);
    case Target::LungLesion:
        return addNodule(fields, base, right, zone, grade, shape);
    case Target::Fracture:
        return addFracture(fields, base, right, zone, grade, shape);
    default:
        return;
    }
}

} // namespace

bool canDrawFinding(Target target)
{
    switch (target) {
    case Target::EnlargedCardiomediastinum:
    case Target::Cardiomegaly:
    case Target::LungOpacity:
    case Target::LungLesion:
    case Target::Edema:
    case Target::Consolidation:
    case Target::Pneumonia:
    case Target::Atelectasis:
    case Target::Pneumothorax:
    case Target::PleuralEffusion:
    case Target::Fracture:
        return true;
    default:
        return false;
    }
}

FindingFields noFindings(const ProjectionBase &base)
{
    const int size = base.maps.shape.size;
    FindingFields fields;
    fields.fill = GreyImage(size, size);
    fields.vesselLoss = GreyImage(size, size);
    fields.attenuation = GreyImage(size, size);
    return fields;
}

void addFinding(FindingFields &fields, const Abnormality &finding, const ProjectionBase &base, RandomStream stream)
{
    const int grade = gradeOf(finding.severity);
    if (finding.target == Target::Cardiomegaly)
        return addGrowth(fields, grade, stream.child("shape"));
    if (finding.target == Target::EnlargedCardiomediastinum) {
        auto shape = stream.child("shape");
        const auto &widening = numbersOf<WideningNumbers>();
        fields.widening += (widening.minimum + widening.step * grade) * widening.spread.draw(shape);
        return;
    }
    if (finding.target == Target::Edema)
        return addEdema(fields, base, grade, stream.child("shape"));
    auto choice = stream.child("side");
    const bool drawnRight = choice.chance(0.5);
    const bool right = finding.side == Side::None ? drawnRight : finding.side != Side::Left;
    const bool left = finding.side == Side::None ? !drawnRight : finding.side != Side::Right;
    if (right)
        addOnSide(fields, finding, base, true, stream.child("right"));
    if (left)
        addOnSide(fields, finding, base, false, stream.child("left"));
}

GreyImage exposureChange(const ProjectionBase &base, const FindingFields &fields)
{
    const auto &common = numbersOf<FindingCommonNumbers>();
    const float vesselDepth = numbersOf<TissueNumbers>().vesselDepth;
    const ThoraxMaps &maps = base.maps;
    const bool grown = fields.heartGrowth > 0.0 || fields.widening > 0.0;
    const GreyImage other =
        grown ? lungDepth(maps, fields.heartGrowth, fields.heartShareLeft, fields.widening) : GreyImage();
    const GreyImage &lung = grown ? other : maps.lung;
    GreyImage change(maps.lung.width, maps.lung.height);
    for (std::size_t i = 0; i < change.pixels.size(); ++i) {
        const float maximum = common.bodyShare * maps.body.pixels[i];
        const float before = std::min(maps.lung.pixels[i], maximum);
        const float after = std::min(lung.pixels[i], maximum) * (1.0F - fields.fill.pixels[i]);
        // Which share of the air is gone decides how far the pixel goes towards solid lung; vessels fade with it.
        const float gone = before > 0.0F ? std::max(-common.overfull, 1.0F - after / before) : 0.0F;
        float sum = gone * (base.filled.pixels[i] - base.exposure.pixels[i]);
        const float vessels = maps.vessels.pixels[i] * vesselShare(before, vesselDepth) * std::max(0.0F, 1.0F - gone);
        sum += base.broadContrast * (fields.attenuation.pixels[i] - vessels * fields.vesselLoss.pixels[i]);
        change.pixels[i] = sum > common.unseen ? sum - common.unseen
            : sum < -common.unseen             ? sum + common.unseen
                                               : 0.0F;
    }
    return change;
}

} // namespace cf
