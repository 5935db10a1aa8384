#include "core/sessions/coordination/CaseAddition.h"

#include <nlohmann/json.hpp>

namespace cf::sessions {

namespace {

bool needsEditor(const CaseAddition &addition, const Protocol &protocol, const std::vector<ManifestCase> &manifest)
{
    if (addition.alreadyNullEdited)
        return false;
    for (const ManifestCase &one : manifest)
        for (const auto &file : one.files)
            if (const Arm *arm = protocol.arm(file.arm); arm != nullptr && arm->kind == ArmKind::NullEdited)
                return true;
    return false;
}

} // namespace

Result<AddedCases> addCases(
    StudyStore &store, const std::vector<ManifestCase> &manifest, const CaseAddition &addition, const JobContext &job)
{
    CF_ASSIGN(const Study study, store.study());
    if (study.isSealed())
        return fail(ErrorCode::InvalidInput, "The study is sealed; its cases can no longer be changed.");
    std::unique_ptr<CounterfactualEditor> editor;
    if (needsEditor(addition, study.protocol, manifest)) {
        CF_ASSIGN(editor, addition.loadEditor(job));
    }
    ImportSettings settings;
    settings.blinding.size = addition.size;
    settings.alreadyNullEdited = addition.alreadyNullEdited;
    settings.seed = study.protocol.order.seed;
    for (const Case &one : study.cases)
        settings.taken.insert(one.id);
    CF_ASSIGN(
        const ImportedCases made, importCases(study.protocol, manifest, settings, addition.read, editor.get(), job));
    CF_TRY(store.putCases(made.cases, made.images));
    CF_TRY(store.note("coordinator", "blinded",
        nlohmann::json{ { "size", addition.size }, { "null_edited", made.nullEdited },
            { "model", editor ? editor->model().name : "" }, { "plate", "neutral study mark in the copies" } }
            .dump()));
    return AddedCases{ static_cast<int>(made.cases.size()), static_cast<int>(made.images.size()), made.nullEdited };
}

} // namespace cf::sessions
