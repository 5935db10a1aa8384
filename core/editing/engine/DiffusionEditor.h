#pragma once

// Inside core/editing only; others load an editor by CounterfactualEditor.h.

#include "core/anatomy/SeenLungs.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/engine/judging/EditJudge.h"
#include "core/editing/engine/latent/LatentEditor.h"
#include "core/editing/engine/methods/EditMethod.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/RemovalEdit.h"
#include "core/editing/engine/removal/RemovalSight.h"
#include "core/editing/readings/SourceReader.h"

#include <memory>
#include <optional>
#include <vector>

namespace cf {

/// Edits with the networks of one model folder.
class DiffusionEditor final : public CounterfactualEditor, public SourceReader
{
public:
    DiffusionEditor(std::unique_ptr<EditorNetworks> networks, std::vector<std::unique_ptr<EditMethod>> methods,
        EditJudge judge, std::optional<FilmReader> reader, const EditorSettings &settings);

    const ModelDescription &model() const override { return m_networks->description; }
    std::vector<MethodDescription> methods() const override;
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override;
    Result<std::vector<SourceReading>> readSource(const Radiograph &source, const JobContext &job) override;
    Result<FilmReading> readFilm(const Radiograph &source, const JobContext &job) override;

private:
    /// The edit and what the segmenter says of it; with the region that it sees where none was drawn.
    Result<EditResult> editAsSeen(const EditRequest &request, const JobContext &job, const PreviewSink &preview);
    /// The edit of the method that the request names, or the model's default: judged but not yet read.
    Result<EditResult> runMethod(const EditRequest &request, const JobContext &job, const PreviewSink &preview);
    /// The method "auto": for each instruction what the card advises, one after the other.
    Result<EditResult> runChosen(const EditRequest &request, const JobContext &job, const PreviewSink &preview);
    /// How close to a device the region of its removal lies, by the method that will do it.
    RegionReach reachFor(const EditRequest &request) const;
    /// The request's instructions; "all devices" as those that are seen, an increase without a side on the side where
    /// something is seen.
    Result<std::vector<EditInstruction>> instructionsAsSeen(const EditRequest &request, const JobContext &job);
    /// Where the model's own method would change the source: the region of a removal that no segmenter sees.
    RegionFinder latentRegion();
    MethodDescription automaticDescription() const;
    std::string
    latentMethod() const; ///< The first that edits latents: what "auto" takes where nothing else is advised.
    /// The lungs as the segmenter sees them; nothing without one.
    Result<std::optional<SeenLungs>> seenLungs(const Radiograph &upright, const JobContext &job);

    std::unique_ptr<EditorNetworks> m_networks;
    EditJudge m_judge;
    std::optional<FilmReader> m_reader; ///< Where the folder has a segmenter.
    RemovalSight m_sight; ///< Of the edit that runs.
    LatentEditor m_latent; ///< The methods that edit latents.
    std::unique_ptr<CounterfactualEditor> m_insertion; ///< The method that needs no network.
};

} // namespace cf
