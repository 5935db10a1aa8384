#include "core/editing/methods/MethodAdvice.h"
#include "tests/support/Check.h"

#include <cstdio>

using namespace cf;

namespace {

constexpr const char *card = R"({ "auto": [
    { "action": "add", "numbers": true, "method": "insertion", "reason": "Drawn to measure." },
    { "action": "remove", "targets": ["Pacemaker", "ECG Leads"], "method": "remove", "reason": "0.10 against 0.20." },
    { "action": "add", "targets": ["Pacemaker"], "method": "insertion", "reason": "Sharper." } ] })";

void theFirstLineThatFitsDecides()
{
    const auto advice = parseMethodAdvice(card);
    CF_CHECK(advice && advice->size() == 3);
    EditInstruction nodule{ EditAction::Add, Target::LungLesion };
    EditInstruction measured = nodule;
    measured.amounts = { { AmountKind::Size, 20.0 } };
    const std::vector<EditInstruction> edits{ nodule, measured, { EditAction::Remove, Target::EcgLeads },
        { EditAction::Remove, Target::LungLesion }, { EditAction::Add, Target::Pacemaker } };
    const auto choices = chooseMethods(edits, *advice, "instruct");
    CF_EQUAL(choices.size(), edits.size());
    CF_EQUAL(choices[0].method, "instruct");
    CF_CHECK(choices[1].method == "insertion" && choices[1].reason == "Drawn to measure.");
    CF_CHECK(choices[2].method == "remove" && choices[2].reason == "0.10 against 0.20.");
    CF_EQUAL(choices[3].method, "instruct");
    CF_CHECK(choices[4].method == "insertion" && choices[4].reason == "Sharper.");
    CF_EQUAL(describe(choices[2]), "remove ECG Leads: remove. 0.10 against 0.20.");
}

void linesThatSayNothingAreRefused()
{
    CF_CHECK(parseMethodAdvice("{}")->empty());
    for (const char *wrong : { R"({ "auto": [ {} ] })", R"({ "auto": [ { "action": "paint", "method": "remove" } ] })",
             R"({ "auto": [ { "action": "add", "targets": ["Teapot"], "method": "insertion" } ] })",
             R"({ "auto": [ { "action": "add", "numbers": 1, "method": "insertion" } ] })",
             R"({ "auto": [ { "action": "add" } ] })" })
        CF_CHECK(!parseMethodAdvice(wrong));
}

void whatWasTakenIsNamedOnce()
{
    CF_EQUAL(methodInWords("prism", {}), std::string("prism"));
    CF_EQUAL(methodInWords("auto", { { {}, "remove", "" }, { {}, "insertion", "" }, { {}, "remove", "" } }),
        std::string("auto (remove, insertion)"));
    CF_EQUAL(methodInWords("remove", { { {}, "remove", "" } }), std::string("remove"));
}

} // namespace

int main()
{
    whatWasTakenIsNamedOnce();
    theFirstLineThatFitsDecides();
    linesThatSayNothingAreRefused();
    std::puts("method advice: all passed");
    return 0;
}
