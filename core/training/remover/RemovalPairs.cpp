#include "core/training/remover/RemovalPairs.h"

#include "core/insertion/Insertion.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/phantom/PhantomDataset.h"
#include "core/training/files/TrainingBorder.h"

#include <algorithm>
#include <string>
#include <vector>

namespace cf {

namespace {

Result<> makeInsertions(const RemoverRecipe &recipe, const RemovalPairsRecipe &pairs, const TrainingFolders &folders,
    PairCorpus &corpus, const JobContext &job)
{
    std::vector<std::filesystem::path> radiographs;
    for (const auto &folder : folders.radiographs)
        if (folder.string().find(pairs.radiographs) != std::string::npos)
            radiographs.push_back(folder);
    if (radiographs.empty())
        return fail(ErrorCode::InvalidInput, "Name the folders of radiographs with --radiographs.");
    InsertionChoices choices{ {}, recipe.otherDevices, recipe.wideStyles };
    if (!recipe.devicesByEye.empty())
        choices.devicesByEye = radiographs.front().parent_path() / recipe.devicesByEye;
    CF_ASSIGN(
        const auto dataset, InsertionDataset::open(radiographs, pairs.imageSize, PatientShare::Training, choices));
    const PairSource source = [&](std::uint64_t seed) -> Result<CounterfactualPair> {
        const Abnormality wanted = removalOf(seed, recipe);
        if (!canInsert(wanted.target))
            return fail(ErrorCode::Unsupported, "No insertion draws this.");
        CF_ASSIGN(auto sample, dataset.sample(seed, wanted));
        return std::move(sample.pair);
    };
    // Thin lines are seen at 5 grey levels: the renderer's own limit decides.
    return fillCorpus(
        corpus, "insertion", recipe.firstSeed, static_cast<std::size_t>(pairs.insertions), 0.0, source, job);
}

} // namespace

std::filesystem::path removalPairsFolder(const TrainingFolders &folders, const RemovalPairsRecipe &pairs)
{
    const std::string what = pairs.insertions > 0 ? pairs.radiographs : "phantoms";
    return folders.state / ("pairs-" + std::to_string(pairs.imageSize) + (what.empty() ? "" : "-" + what));
}

Abnormality removalOf(std::uint64_t seed, const RemoverRecipe &recipe)
{
    RandomStream stream(seed, "removal");
    double sum = 0.0;
    for (const auto &[target, share] : recipe.kinds)
        sum += share;
    double place = stream.uniform() * sum;
    Abnormality chosen{ recipe.kinds.front().first, stream.chance(0.5) ? Side::Left : Side::Right,
        static_cast<Zone>(1 + stream.below(3)), static_cast<Severity>(1 + stream.below(3)) };
    for (const auto &[target, share] : recipe.kinds) {
        chosen.target = target;
        if (place < share)
            break;
        place -= share;
    }
    if (isDevice(chosen.target))
        chosen.severity = Severity::None;
    if (chosen.target != Target::Consolidation && chosen.target != Target::LungLesion)
        chosen.zone = Zone::None;
    return chosen;
}

Result<> makeRemovalPairs(const RemoverRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
try {
    for (const RemovalPairsRecipe &pairs : recipe.pairs) {
        CF_ASSIGN(auto corpus, PairCorpus::open(removalPairsFolder(folders, pairs), pairs.imageSize));
        if (pairs.insertions > 0)
            CF_TRY(makeInsertions(recipe, pairs, folders, corpus, job));
        if (pairs.phantoms > 0)
            CF_TRY(fillCorpus(
                corpus, "phantom", recipe.firstSeed, static_cast<std::size_t>(pairs.phantoms), recipe.minVisible,
                [&](std::uint64_t seed) { return samplePhantomPair(seed, pairs.imageSize); }, job));
    }
    return {};
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Making the pairs of removals"));
}

} // namespace cf
