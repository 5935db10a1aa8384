#include "core/base/RandomStream.h"

#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

void aStreamIsTheSameForEver()
{
    // Phantoms, corpora and results made with earlier versions must be made again bit for bit.
    RandomStream stream(42, "patient");
    CF_EQUAL(stream.next(), 0x7ADA3607EC26F403ULL);
    CF_EQUAL(stream.next(), 0xA0CCC92EF6A2A25DULL);
    CF_CHECK(RandomStream(42, "patient").next() != RandomStream(43, "patient").next());
    CF_CHECK(RandomStream(42, "patient").next() != RandomStream(42, "device").next());
}

void aChildDoesNotDependOnWhatWasDrawnBefore()
{
    RandomStream stream(7);
    const auto fresh = stream.child("ribs").next();
    stream.next();
    CF_EQUAL(stream.child("ribs").next(), fresh);
}

void drawsHaveTheirMoments()
{
    RandomStream stream(1);
    double sum = 0.0;
    double squares = 0.0;
    constexpr int draws = 100000;
    for (int draw = 0; draw < draws; ++draw) {
        const double value = stream.normal();
        sum += value;
        squares += value * value;
    }
    CF_LESS(std::abs(sum / draws), 0.02);
    CF_NEAR(squares / draws, 1.0, 0.02);
    for (int draw = 0; draw < 1000; ++draw) {
        CF_CHECK(stream.below(3) >= 0 && stream.below(3) < 3);
        const double value = stream.uniform(2.0, 5.0);
        CF_CHECK(value >= 2.0 && value < 5.0);
    }
}

} // namespace

int main()
{
    aStreamIsTheSameForEver();
    aChildDoesNotDependOnWhatWasDrawnBefore();
    drawsHaveTheirMoments();
}
