#include "core/editing/methods/MethodOptions.h"
#include "tests/support/Check.h"

#include <cstdio>
#include <limits>

using namespace cf;

namespace {

MethodDescription method()
{
    return { "flow", "Moves the source.", 15,
        { { "start", 0.85, 0.01, 1.0, "Where it begins." }, { "noises", 1.0, 1.0, 64.0, "How many.", true },
            { "eta", 0.0, 0.0, 1.0, "Chance.", false, 1.0 } },
        true };
}

std::string complaintAbout(const std::string &name, double value)
{
    const auto parameters = parametersFor(method(), { { name, value } });
    return parameters ? std::string() : parameters.error().message;
}

void whatIsNotAskedIsTheMethodsOwn()
{
    const auto parameters = parametersFor(method(), { { "start", 0.5 } });
    CF_CHECK(parameters && parameters->size() == 3);
    CF_CHECK(parameters->at("start") == 0.5 && parameters->at("noises") == 1.0 && parameters->at("eta") == 0.0);
    CF_EQUAL(parametersFor(method(), {}, 4)->at("eta"), 1.0);
    CF_EQUAL(parametersFor(method(), { { "eta", 0.25 } }, 4)->at("eta"), 0.25);
}

void whatCannotBeIsSaid()
{
    CF_EQUAL(complaintAbout("tempo", 1.0), "The method flow has no parameter \"tempo\"; it has start, noises, eta.");
    CF_EQUAL(complaintAbout("start", 1.5), "The parameter start must be between 0.01 and 1; 1.5 is not.");
    CF_EQUAL(complaintAbout("noises", 2.5),
        "The parameter noises must be a whole number between 1 and 64; 2.5 is not whole.");
    CF_CHECK(!complaintAbout("start", std::numeric_limits<double>::quiet_NaN()).empty());
    CF_CHECK(complaintAbout("start", 0.01).empty() && complaintAbout("start", 1.0).empty());
    const MethodDescription none{ "insertion", "Draws.", 0, {} };
    CF_EQUAL(parametersFor(none, { { "grain", 1.0 } }).error().message,
        "The method insertion has no parameter \"grain\"; it has none.");
}

void theListNamesRangeAndMeaning()
{
    CF_EQUAL(spelling(method().parameters.front()), "start = 0.85 (0.01 to 1)");
    CF_EQUAL(describe(method()),
        "flow: Moves the source.\n"
        "    start = 0.85 (0.01 to 1): Where it begins.\n"
        "    noises = 1 (1 to 64): How many.\n"
        "    eta = 0 (0 to 1): Chance.\n");
}

} // namespace

int main()
{
    whatIsNotAskedIsTheMethodsOwn();
    whatCannotBeIsSaid();
    theListNamesRangeAndMeaning();
    std::puts("method options: all passed");
    return 0;
}
