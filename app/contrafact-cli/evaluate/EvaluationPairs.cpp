#include "app/contrafact-cli/evaluate/EvaluationPairs.h"

#include "core/insertion/dataset/InsertionDataset.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"

#include <memory>
#include <utility>

namespace cf::cli {

PairSource phantomPairs(int size)
{
    return [size](std::uint64_t seed, const std::optional<Abnormality> &wanted) -> Result<EvaluationPair> {
        PhantomCase drawn = samplePhantomCase(seed);
        if (wanted) {
            drawn.turned = *wanted;
            std::erase_if(drawn.base, [&](const Abnormality &each) { return each.target == wanted->target; });
        }
        CF_ASSIGN(auto pair, renderPhantomPair(seed, size, drawn.base, drawn.turned));
        std::vector<Target> shown;
        for (const Abnormality &abnormality : drawn.base)
            shown.push_back(abnormality.target);
        return EvaluationPair{ std::move(pair), "phantom/" + std::to_string(seed), std::move(shown) };
    };
}

Result<PairSource> insertionPairs(const std::vector<std::filesystem::path> &folders, int size)
{
    CF_ASSIGN(auto opened, InsertionDataset::open(folders, size, PatientShare::HeldBack));
    const auto dataset = std::make_shared<InsertionDataset>(std::move(opened));
    return PairSource(
        [dataset](std::uint64_t seed, const std::optional<Abnormality> &wanted) -> Result<EvaluationPair> {
            CF_ASSIGN(auto sample, wanted ? dataset->sample(seed, *wanted) : dataset->sample(seed));
            std::vector<Target> shown; // Of the film's table, those words that are CheXpert's, too.
            for (const std::string &label : sample.source.labels)
                if (const auto target = targetFromKey(label))
                    shown.push_back(*target);
            return EvaluationPair{ std::move(sample.pair), sample.source.dataSet + "/" + sample.source.patient,
                std::move(shown) };
        });
}

} // namespace cf::cli
