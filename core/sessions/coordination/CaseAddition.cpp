#include "core/sessions/coordination/CaseAddition.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

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

/// What earlier additions have left in the audit.
struct EarlierCases {
    std::map<std::string, std::string> sources; ///< Case → hash of its source.
    std::map<std::string, std::vector<std::string>> films; ///< Case → hashes of its files' pixels.
    std::vector<double> shares;
    std::set<std::string> ofUsualSize; ///< Null-edited cases whose regions were drawn without knowing any edit's.
};

EarlierCases earlierCases(const std::vector<AuditRecord> &audit)
{
    EarlierCases earlier;
    for (const AuditRecord &record : audit) {
        const auto content = nlohmann::json::parse(record.content, nullptr, false);
        if (record.kind != "blinded" || !content.is_object())
            continue;
        const nlohmann::json sources = content.value("sources", nlohmann::json::object());
        for (const auto &[id, source] : sources.items())
            if (source.is_string())
                earlier.sources[id] = source.get<std::string>();
        const nlohmann::json films = content.value("films", nlohmann::json::object());
        for (const auto &[id, hashes] : films.items())
            for (const auto &hash : hashes)
                if (hash.is_string())
                    earlier.films[id].push_back(hash.get<std::string>());
        for (const auto &share : content.value("edit_shares", nlohmann::json::array()))
            if (share.is_number())
                earlier.shares.push_back(share.get<double>());
        for (const auto &id : content.value("of_usual_size", nlohmann::json::array()))
            if (id.is_string())
                earlier.ofUsualSize.insert(id.get<std::string>());
    }
    return earlier;
}

/// Cases with an image that the model null-edits.
std::set<std::string> nullEditedOf(const Protocol &protocol, const std::vector<Case> &cases)
{
    std::set<std::string> found;
    for (const Case &one : cases)
        for (const CaseImage &image : one.images)
            if (const Arm *arm = protocol.arm(image.arm); arm != nullptr && arm->kind == ArmKind::NullEdited)
                found.insert(one.id);
    return found;
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
    CF_ASSIGN(const auto audit, store.audit());
    const EarlierCases earlier = earlierCases(audit);
    settings.editShares = earlier.shares;
    int usual = 0;
    for (const Case &one : study.cases) {
        settings.taken.insert(one.id);
        if (const auto source = earlier.sources.find(one.id); source != earlier.sources.end())
            settings.known.emplace(source->second, one.id);
        if (const auto films = earlier.films.find(one.id); films != earlier.films.end())
            for (const std::string &hash : films->second)
                settings.films.emplace(hash, one.id);
        usual += earlier.ofUsualSize.contains(one.id) ? 1 : 0;
    }
    CF_ASSIGN(
        const ImportedCases made, importCases(study.protocol, manifest, settings, addition.read, editor.get(), job));
    if (usual > 0 && !made.editShares.empty())
        return fail(ErrorCode::InvalidInput,
            std::to_string(usual)
                + " null-edited images are in the study already, their regions drawn before any edit was known: "
                  "regions of other sizes would tell them from these edits. Take them out, add the edits, then them.");
    std::set<std::string> ofUsualSize;
    if (made.nullEdited > 0 && earlier.shares.empty() && made.editShares.empty())
        ofUsualSize = nullEditedOf(study.protocol, made.cases);
    const std::string origin = nlohmann::json{
        { "size", addition.size }, { "null_edited", made.nullEdited }, { "skipped", made.alreadyThere.size() },
        { "sources", made.sources }, { "films", made.films }, { "edit_shares", made.editShares },
        { "of_usual_size", ofUsualSize }, { "model", editor ? editor->model().name : "" },
        { "plate", "neutral study mark in the copies" }
    }.dump();
    // In one piece: cases whose sources nobody knows would be added twice.
    CF_TRY(made.cases.empty() ? store.note("coordinator", "blinded", origin)
                              : store.putCases(made.cases, made.images, origin));
    return AddedCases{ static_cast<int>(made.cases.size()), static_cast<int>(made.images.size()), made.nullEdited,
        made.alreadyThere, made.inOtherArms };
}

} // namespace cf::sessions
