#include "core/training/classifier/ClassifierLabels.h"

#include "core/diffusion/readers/ChestClassifier.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cf {

namespace {

constexpr std::size_t noFinding = 0; ///< CheXpert's first label.

constexpr std::array devices{ Target::Pacemaker, Target::CentralVenousCatheter, Target::EndotrachealTube,
    Target::NasogastricTube, Target::ChestTube, Target::EcgLeads, Target::SternalWires };

/// ChestX-ray14's words (arXiv 1705.02315) that mean one of CheXpert's labels.
constexpr std::array<std::pair<std::string_view, Target>, 11> filmWords{ { { "Cardiomegaly", Target::Cardiomegaly },
    { "Effusion", Target::PleuralEffusion }, { "Mass", Target::LungLesion }, { "Nodule", Target::LungLesion },
    { "Pneumonia", Target::Pneumonia }, { "Pneumothorax", Target::Pneumothorax },
    { "Consolidation", Target::Consolidation }, { "Edema", Target::Edema }, { "Atelectasis", Target::Atelectasis },
    { "Pleural_Thickening", Target::PleuralOther }, { "Infiltration", Target::LungOpacity } } };

float &valueOf(LabelRow &row, Target target)
{
    return row[classifierOutputOf(target)];
}

/// Labels that a present finding makes uncertain, unless they are known to be present themselves.
void blurNeighbours(LabelRow &row)
{
    const auto isThere = [&row](Target target) { return valueOf(row, target) == labelPresent; };
    const auto doubt = [&row](Target target) {
        float &value = valueOf(row, target);
        if (value == labelAbsent)
            value = labelUnknown;
    };
    for (const Target opacity :
        { Target::Consolidation, Target::Edema, Target::LungLesion, Target::Atelectasis, Target::Pneumonia })
        if (isThere(opacity))
            doubt(Target::LungOpacity);
    if (isThere(Target::LungOpacity)) {
        doubt(Target::Consolidation);
        doubt(Target::Pneumonia);
    }
    if (isThere(Target::Consolidation))
        doubt(Target::Pneumonia);
    if (isThere(Target::Cardiomegaly))
        doubt(Target::EnlargedCardiomediastinum);
}

void put(LabelRow &row, const Abnormality &abnormality)
{
    valueOf(row, abnormality.target) = labelPresent;
    if (isDevice(abnormality.target))
        valueOf(row, Target::SupportDevices) = labelPresent;
    else
        row[noFinding] = labelAbsent;
}

void readFilm(LabelRow &row, const std::vector<std::string> &film)
{
    const bool isNormal = std::ranges::find(film, "No Finding") != film.end();
    for (const auto &[word, target] : filmWords)
        if (target != Target::LungOpacity || isNormal)
            valueOf(row, target) = labelAbsent;
    row[noFinding] = isNormal ? labelPresent : labelAbsent;
    if (isNormal)
        valueOf(row, Target::EnlargedCardiomediastinum) = labelAbsent;
    for (const auto &[word, target] : filmWords)
        if (std::ranges::find(film, word) != film.end())
            valueOf(row, target) = labelPresent;
}

} // namespace

const std::vector<std::string> &classifierLabels()
{
    static const std::vector<std::string> labels = [] {
        std::vector<std::string> all(chexpertLabels.begin(), chexpertLabels.end());
        for (const Target device : devices)
            all.emplace_back(keyOf(device));
        return all;
    }();
    return labels;
}

std::size_t classifierOutputOf(Target target)
{
    const auto &labels = classifierLabels();
    return static_cast<std::size_t>(std::ranges::find(labels, keyOf(target)) - labels.begin());
}

LabelRow labelsOfPhantom(const PhantomCase &phantom, bool with)
{
    LabelRow row(classifierLabels().size(), labelAbsent);
    row[noFinding] = labelPresent;
    for (const Abnormality &each : phantom.base)
        put(row, each);
    if (with)
        put(row, phantom.turned);
    blurNeighbours(row);
    return row;
}

LabelRow labelsOfInsertion(const std::optional<std::vector<std::string>> &film, const Abnormality &inserted, bool with)
{
    LabelRow row(classifierLabels().size(), labelUnknown);
    if (film)
        readFilm(row, *film);
    const bool isRare = inserted.target == Target::Pacemaker || inserted.target == Target::SternalWires
        || inserted.target == Target::ChestTube;
    if (isRare)
        valueOf(row, inserted.target) = labelAbsent;
    if (with)
        put(row, inserted);
    blurNeighbours(row);
    return row;
}

bool concerns(Target target, std::size_t output)
{
    // Turning one switch on an empty and on a full row shows every label that it can move.
    LabelRow row(classifierLabels().size(), labelAbsent);
    row[noFinding] = labelPresent;
    const LabelRow before = row;
    put(row, { target, Side::None, Zone::None, Severity::None });
    blurNeighbours(row);
    return row[output] != before[output];
}

} // namespace cf
