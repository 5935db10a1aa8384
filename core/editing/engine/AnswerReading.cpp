#include "core/editing/engine/AnswerReading.h"

#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/AdditionStrength.h"
#include "core/editing/engine/judging/DeviceEdges.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/judging/ThinStructure.h"
#include "core/editing/engine/reading/MarkProtection.h"
#include "core/editing/engine/reading/ReadingGates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/LinesLeft.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/letters/WholeMarks.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cf {

Result<> readAnswer(const EditRequest &request, const FilmReading &source, FilmReader &reader,
    const RemovalSight &sight, EditResult &result, const JobContext &job)
{
    const GreyImage film = toDisplay(request.source);
    protectMarks(wholeMarks(printedMarks(source), film), request.source, result);
    CF_ASSIGN(FilmReading answer, reader.read(result.counterfactual, job));
    if (areReadAsLines(source, request.edits))
        CF_TRY(reader.addLines(result.counterfactual, answer, job));
    // Who draws no mask means the whole thing.
    const MaskImage meant = request.mask.empty()
        ? MaskImage(request.source.stored.width, request.source.stored.height, 1.0F)
        : result.region;
    std::vector<Target> drawn;
    for (const RenderedAddition &addition : result.provenance.rendered)
        drawn.push_back(addition.target);
    const GreyImage picture = toDisplay(result.counterfactual);
    const FilmChange changed{ changedWhere(request.source, result.counterfactual), thinStructureChange(film, picture) };
    for (Gate &each : gatesOf(source, answer, meant, request.edits, drawn, changed))
        result.gates.push_back(std::move(each));
    result.seen = readingsOf(source, answer, request.edits, drawn);
    if (auto edges = judgeDeviceEdges(film, picture, request.edits))
        result.gates.push_back(*std::move(edges));
    if (auto strength = judgeAdditionStrength(film, picture, request.edits))
        result.gates.push_back(*std::move(strength));
    if (auto gone =
            judgeLinesLeft(sight.lines(source, request, film, job.stopToken()), film, picture, meant, job.stopToken()))
        result.gates.push_back(*std::move(gone));
    CF_TRY(job.checkStop());
    if (request.mask.empty())
        result.gates = withoutUnsureRemovals(std::move(result.gates), source, request.edits);
    result.gates = completed(std::move(result.gates));
    for (FilmNote &note : notesOf(source))
        result.regionWarnings.push_back({ std::move(note.code), std::move(note.text) });
    for (const EditInstruction &edit : request.edits)
        if (edit.action == EditAction::Remove && request.mask.empty() && !source.finds(edit.target).value_or(true))
            result.regionWarnings.push_back({ "device-unsure",
                "The program is not sure that this film shows " + std::string(keyOf(edit.target))
                    + ": look at what was taken away." });
    const std::string reasons = reasonsOf(result.gates);
    if (!reasons.empty() && result.status == EditStatus::Accepted) {
        result.status = EditStatus::Refused;
        result.reason = reasons;
    }
    return {};
}

} // namespace cf
