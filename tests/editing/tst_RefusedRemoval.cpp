// A removal that was refused is tried by the other method; what comes back says so, and nothing else is tried twice.

#include "core/editing/engine/RefusedRemoval.h"
#include "tests/support/Check.h"

#include <string>

using namespace cf;

namespace {

EditRequest request()
{
    EditRequest request;
    request.method = "auto";
    request.prompt = "remove all devices";
    request.edits = { { EditAction::Remove, Target::SupportDevices } };
    return request;
}

EditResult answer(EditStatus status, const std::string &method, double seconds)
{
    EditResult result;
    result.status = status;
    result.reason = status == EditStatus::Refused ? "Part of it is left." : "";
    result.metrics.seconds = seconds;
    result.metrics.networkEvaluations = 1;
    result.provenance.method = "auto";
    result.provenance.chosen = { { { EditAction::Remove, Target::SternalWires }, method, "advised" },
        { { EditAction::Remove, Target::EcgLeads }, method, "advised" } };
    return result;
}

/// Runs that were asked for, each answered with `status`.
struct Runs {
    EditStatus status = EditStatus::Accepted;
    std::vector<EditRequest> asked;

    MethodRun run()
    {
        return [this](const EditRequest &one) -> Result<EditResult> {
            asked.push_back(one);
            EditResult made;
            made.status = status;
            made.metrics.seconds = 0.5;
            made.metrics.networkEvaluations = 8;
            made.provenance.method = one.method;
            return made;
        };
    }
};

void anAcceptedAnswerOfTheOtherMethodIsTaken()
{
    Runs runs;
    const auto made = removedOtherwise(request(), answer(EditStatus::Refused, "remove", 1.25), "instruct", runs.run());
    CF_CHECK(made.has_value());
    CF_EQUAL(runs.asked.size(), std::size_t{ 1 });
    CF_EQUAL(runs.asked[0].method, std::string("instruct"));
    CF_EQUAL(runs.asked[0].edits.size(), std::size_t{ 2 }); // The devices that were seen, not "all".
    CF_CHECK(runs.asked[0].edits[0].target == Target::SternalWires);
    CF_CHECK(made->status == EditStatus::Accepted);
    CF_EQUAL(made->metrics.seconds, 1.75);
    CF_EQUAL(made->metrics.networkEvaluations, 9);
    CF_EQUAL(made->provenance.method, std::string("auto")); // As it was asked: so it can be made again.
    CF_EQUAL(made->provenance.chosen.size(), std::size_t{ 2 });
    for (const MethodChoice &choice : made->provenance.chosen) {
        CF_EQUAL(choice.method, std::string("instruct"));
        CF_CHECK(choice.reason.find("refused") != std::string::npos);
    }
}

void aRefusalStaysWhereTheOtherMethodIsRefusedToo()
{
    Runs runs;
    runs.status = EditStatus::Refused;
    const auto made = removedOtherwise(request(), answer(EditStatus::Refused, "remove", 1.25), "instruct", runs.run());
    CF_CHECK(made.has_value() && made->status == EditStatus::Refused);
    CF_EQUAL(made->reason, std::string("Part of it is left."));
    CF_EQUAL(made->provenance.chosen[0].method, std::string("remove"));
    const auto failing = removedOtherwise(request(), answer(EditStatus::Refused, "remove", 1.25), "instruct",
        [](const EditRequest &) -> Result<EditResult> { return fail(ErrorCode::Unsupported, "Not this."); });
    CF_CHECK(failing.has_value() && failing->status == EditStatus::Refused);
    // Who stops is heard.
    const auto stopped = removedOtherwise(request(), answer(EditStatus::Refused, "remove", 1.25), "instruct",
        [](const EditRequest &) -> Result<EditResult> { return fail(ErrorCode::Cancelled, "Stopped."); });
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
}

void nothingElseIsTriedTwice()
{
    Runs runs;
    CF_CHECK(removedOtherwise(request(), answer(EditStatus::Accepted, "remove", 1.0), "instruct", runs.run()));
    CF_CHECK(removedOtherwise(request(), answer(EditStatus::Refused, "insertion", 1.0), "instruct", runs.run()));
    EditResult named = answer(EditStatus::Refused, "remove", 1.0);
    named.provenance.method = "remove"; // Asked for by name: nothing was chosen.
    named.provenance.chosen.clear();
    CF_CHECK(removedOtherwise(request(), named, "instruct", runs.run()));
    CF_CHECK(runs.asked.empty());
}

} // namespace

int main()
{
    anAcceptedAnswerOfTheOtherMethodIsTaken();
    aRefusalStaysWhereTheOtherMethodIsRefusedToo();
    nothingElseIsTriedTwice();
}
