#include "core/diffusion/runtime/EvaluationCache.h"

#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

using namespace cf;

namespace {

/// [numbers] fp32
torch::Tensor answerOf(std::int64_t numbers, double value)
{
    return torch::full({ numbers }, value, torch::kFloat32);
}

void whatIsKeptIsGivenAsItWas()
{
    EvaluationCache remembered(1000);
    torch::Tensor answer = answerOf(10, 3.0);
    remembered.keep("a", answer);
    answer.zero_(); // What the caller does with its own is its own business …
    auto found = remembered.find("a");
    CF_CHECK(found && torch::equal(*found, answerOf(10, 3.0)));
    found->zero_(); // … and with what it was given, too.
    CF_CHECK(torch::equal(*remembered.find("a"), answerOf(10, 3.0)));
    CF_CHECK(!remembered.find("b"));
}

void theLongestUnusedGoesFirst()
{
    EvaluationCache remembered(100); // Two answers of 40 bytes.
    remembered.keep("a", answerOf(10, 1.0));
    remembered.keep("b", answerOf(10, 2.0));
    CF_CHECK(remembered.find("a").has_value());
    remembered.keep("c", answerOf(10, 3.0));
    CF_CHECK(remembered.find("a") && !remembered.find("b") && remembered.find("c"));
    remembered.keep("whole", answerOf(26, 4.0)); // Larger than all the room: the others stay.
    CF_CHECK(!remembered.find("whole") && remembered.find("a") && remembered.find("c"));
    EvaluationCache off(0);
    off.keep("a", answerOf(1, 1.0));
    CF_CHECK(off.isOff() && !off.find("a"));
}

void everyPartOfWhatIsGivenCounts()
{
    const torch::Tensor a = answerOf(6, 1.0);
    const torch::Tensor b = answerOf(6, 2.0);
    const std::string one = hashOf({ a, b }, "500");
    CF_EQUAL(one, hashOf({ a.clone(), b.clone() }, "500"));
    for (const std::string &other : { hashOf({ b, a }, "500"), hashOf({ a, b }, "501"), hashOf({ a, b, {} }, "500"),
             hashOf({ a.view({ 2, 3 }), b }, "500"), hashOf({ a.to(torch::kFloat64), b }, "500"),
             hashOf({ torch::cat({ a, b }) }, "500") })
        CF_CHECK(other != one);
    // Values count, not how they lie in memory.
    const torch::Tensor wide = torch::rand({ 3, 4 });
    CF_EQUAL(hashOf({ wide.t() }, ""), hashOf({ wide.t().contiguous() }, ""));
}

} // namespace

int main()
{
    whatIsKeptIsGivenAsItWas();
    theLongestUnusedGoesFirst();
    everyPartOfWhatIsGivenCounts();
}
