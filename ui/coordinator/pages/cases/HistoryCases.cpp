#include "ui/coordinator/pages/cases/HistoryCases.h"

#include "ui/session/documents/EditDocument.h"

namespace cf::ui {

using namespace sessions;

namespace {

bool isWanted(const HistoryEntry &entry, bool starredAlone, bool refused)
{
    return entry.kind == HistoryEntry::Kind::Result && !entry.binned.isValid() && (!starredAlone || entry.starred)
        && (refused || !entry.refused());
}

} // namespace

HistoryCases casesOfHistory(
    const EditDocument &document, const std::string &realArm, const std::string &editedArm, bool refused)
{
    HistoryCases made;
    const EditHistoryModel &history = document.history();
    bool hasStars = false;
    for (int row = 0; row < history.rowCount(); ++row)
        hasStars = hasStars || (history.entry(row).starred && history.entry(row).judged() != nullptr);
    const std::string root = "history/" + document.image().sha256.substr(0, 12) + "/";
    const std::string source = root + "original";
    made.pictures[source] = document.image().picture;
    const auto add = [&](const std::string &path, const std::string &arm, const std::string &before) {
        ManifestCase one;
        one.patient = document.image().attributes.patientId;
        one.pair = document.image().sha256.substr(0, 8);
        one.files.push_back({ path, arm, before, {} });
        made.cases.push_back(std::move(one));
    };
    for (int row = 0; row < history.rowCount(); ++row) {
        const HistoryEntry &entry = history.entry(row);
        if (!isWanted(entry, hasStars, refused))
            continue;
        if (!entry.result) {
            ++made.onDiskAlone;
            continue;
        }
        const std::string path = root + std::to_string(entry.number);
        made.pictures[path] = entry.result->counterfactual;
        add(path, editedArm, source);
    }
    if (!made.cases.empty() && !realArm.empty())
        add(source, realArm, {});
    return made;
}

} // namespace cf::ui
