#include "core/editing/engine/RefusedRemoval.h"

#include "core/editing/engine/record/RequestRecord.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

bool isRefusedRemoval(const EditResult &result)
{
    const std::vector<MethodChoice> &chosen = result.provenance.chosen;
    return result.status == EditStatus::Refused && !chosen.empty()
        && std::ranges::all_of(chosen, [](const MethodChoice &choice) { return choice.method == "remove"; });
}

} // namespace

Result<EditResult> removedOtherwise(
    const EditRequest &request, EditResult result, const std::string &otherwise, const MethodRun &run)
{
    if (!isRefusedRemoval(result))
        return result;
    EditRequest other = request;
    other.method = otherwise;
    other.edits.clear(); // "All devices" by their names, as they were seen.
    for (const MethodChoice &choice : result.provenance.chosen)
        other.edits.push_back(choice.instruction);
    auto made = run(other);
    if (!made && made.error().code == ErrorCode::Cancelled)
        return made;
    if (!made || made->status == EditStatus::Refused)
        return result;
    made->metrics.seconds += result.metrics.seconds;
    made->metrics.networkEvaluations += result.metrics.networkEvaluations;
    Provenance &provenance = made->provenance;
    provenance.method = "auto";
    recordRequest(request, provenance);
    provenance.chosen = std::move(result.provenance.chosen);
    for (MethodChoice &choice : provenance.chosen) {
        choice.method = otherwise;
        choice.reason = "What the method remove left was refused; the answer of this method was not.";
    }
    return made;
}

} // namespace cf
