#include "core/training/data/PairCorpus.h"

#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

namespace {

constexpr int size = 64;

/// A pair of a seed: a grey field, and the same with one brighter square.
CounterfactualPair makePair(std::uint64_t seed)
{
    CounterfactualPair pair;
    pair.without = GreyImage(size, size, static_cast<float>(seed % 100) / 255.0F);
    pair.with = pair.without;
    for (int y = 10; y < 20; ++y)
        for (int x = 30; x < 40; ++x)
            pair.with.at(x, y) = 1.0F;
    pair.abnormality = { Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small };
    pair.visible = 50.0;
    return pair;
}

PairSource source()
{
    return [](std::uint64_t seed) -> Result<CounterfactualPair> { return makePair(seed); };
}

void whatIsAppendedIsReadBackExactly()
{
    const test::TemporaryFolder folder;
    auto corpus = PairCorpus::open(folder.path(), size).value();
    CF_CHECK(fillCorpus(corpus, "phantom", 40, 3, 6.0, source(), {}).has_value());
    auto again = PairCorpus::open(folder.path(), size).value();
    CF_EQUAL(again.size(), 3);
    CF_EQUAL(again.record(2).seed, 42);
    CF_EQUAL(again.record(2).abnormality, makePair(42).abnormality);
    CF_EQUAL(again.without(2)[0], 42);
    CF_EQUAL(again.with(2)[10 * size + 30], 255);
    CF_EQUAL(again.with(2)[0], 42);
}

void anInterruptedFillGoesOnWithTheNextSeed()
{
    const test::TemporaryFolder folder;
    std::stop_source stop;
    auto corpus = PairCorpus::open(folder.path(), size).value();
    const JobContext job(stop.get_token(), [&stop](const Progress &progress) {
        if (progress.step == 2)
            stop.request_stop();
    });
    const auto interrupted = fillCorpus(corpus, "phantom", 7, 5, 6.0, source(), job);
    CF_CHECK(!interrupted && interrupted.error().code == ErrorCode::Cancelled);
    auto again = PairCorpus::open(folder.path(), size).value();
    CF_EQUAL(again.size(), 2);
    CF_CHECK(fillCorpus(again, "phantom", 7, 5, 6.0, source(), {}).has_value());
    for (std::size_t index = 0; index < 5; ++index)
        CF_EQUAL(again.record(index).seed, 7 + index);
}

void aPairCutOffByAKillIsOverwritten()
{
    const test::TemporaryFolder folder;
    auto corpus = PairCorpus::open(folder.path(), size).value();
    CF_CHECK(fillCorpus(corpus, "phantom", 1, 1, 6.0, source(), {}).has_value());
    std::ofstream(folder.path() / "pairs.bin", std::ios::app) << "half a pair";
    std::ofstream(folder.path() / "pairs.jsonl", std::ios::app) << "{\"origin\":\"pha";
    auto again = PairCorpus::open(folder.path(), size);
    CF_CHECK(again.has_value() && again->size() == 1);
}

void faintPairsArePassedOver()
{
    const test::TemporaryFolder folder;
    auto corpus = PairCorpus::open(folder.path(), size).value();
    const PairSource faintWhenOdd = [](std::uint64_t seed) -> Result<CounterfactualPair> {
        auto pair = makePair(seed);
        pair.visible = seed % 2 == 0 ? 50.0 : 1.0;
        return pair;
    };
    CF_CHECK(fillCorpus(corpus, "phantom", 1, 2, 6.0, faintWhenOdd, {}).has_value());
    CF_CHECK(corpus.record(0).seed == 2 && corpus.record(1).seed == 4);
}

void anotherImageSizeIsRefused()
{
    const test::TemporaryFolder folder;
    CF_CHECK(PairCorpus::open(folder.path(), size).has_value());
    const auto other = PairCorpus::open(folder.path(), 128);
    CF_CHECK(!other && other.error().code == ErrorCode::InvalidInput);
}

/// A disk that gives half a list would have the next pair overwrite those behind.
void aListThatCannotBeReadIsAnError()
{
    const test::TemporaryFolder folder;
    CF_CHECK(PairCorpus::open(folder.path(), size).has_value());
    std::filesystem::create_symlink("/proc/self/mem", folder / "pairs.jsonl"); // Its first byte cannot be read.
    const auto unread = PairCorpus::open(folder.path(), size);
    CF_CHECK(!unread && unread.error().code == ErrorCode::Io);
    CF_CHECK(unread.error().message.find("cannot be read to its end") != std::string::npos);
}

} // namespace

int main()
{
    whatIsAppendedIsReadBackExactly();
    anInterruptedFillGoesOnWithTheNextSeed();
    aPairCutOffByAKillIsOverwritten();
    faintPairsArePassedOver();
    anotherImageSizeIsRefused();
    aListThatCannotBeReadIsAnError();
}
