#include "core/evaluation/SeeingJudge.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/imaging/UprightRadiograph.h"

#include <memory>
#include <utility>

namespace cf {

bool SeeingJudge::isIndependent() const
{
    return part != segmenterPart;
}

std::string SeeingJudge::warning() const
{
    if (isIndependent())
        return {};
    return "The model has no second segmenter (second-segmenter/): these figures are by the segmenter that also "
           "proposes "
           "regions and refuses edits. They flatter the edits.";
}

namespace {

/// Nothing where the model has no such part.
Result<std::optional<SeeingJudge>> judgeOf(const std::filesystem::path &modelFolder, std::string_view part)
{
    CF_ASSIGN(auto loaded, FilmReader::load(modelFolder, part));
    if (!loaded)
        return std::optional<SeeingJudge>();
    SeeingJudge judge;
    judge.part = part;
    CF_ASSIGN(judge.sha256, sha256OfWeights(modelFolder / part));
    judge.read = [reader = std::make_shared<FilmReader>(*std::move(loaded))](const Radiograph &film,
                     const JobContext &job) { return reader->read(uprightRadiograph(film), job); };
    return std::optional(std::move(judge));
}

} // namespace

Result<SeeingJudge> loadSeeingJudge(const std::filesystem::path &modelFolder)
{
    for (const std::string_view part : { secondSegmenterPart, segmenterPart }) {
        CF_ASSIGN(auto judge, judgeOf(modelFolder, part));
        if (judge)
            return *std::move(judge);
    }
    return fail(ErrorCode::InvalidInput,
        "The model " + modelFolder.string() + " has no segmenter that could say what films show before and after.");
}

Result<std::optional<SeeingJudge>> loadIndependentJudge(const std::filesystem::path &modelFolder)
{
    return judgeOf(modelFolder, secondSegmenterPart);
}

} // namespace cf
