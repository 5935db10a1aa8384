// What a training step throws, and a disk that is full, become sentences; the run goes on from its last saved state to
// the same weights.

#include "core/training/loop/TrainingLoop.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"
#include "tests/support/SmallDisk.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstdio>
#include <fstream>
#include <functional>
#include <new>
#include <stdexcept>

using namespace cf;

namespace {

namespace fs = std::filesystem;

using Trouble = std::function<void(std::int64_t draw)>;

struct SmallRun {
    torch::nn::Linear network{ 4, 4 };
    torch::optim::AdamW optimizer{ network->parameters(), torch::optim::AdamWOptions(0.01) };
    TrainingState state;

    SmallRun()
    {
        const torch::NoGradGuard noGrad;
        for (auto &parameter : network->parameters())
            parameter.fill_(0.5);
        state.modules = { { "network", network.ptr().get() } };
        state.optimizer = &optimizer;
    }

    Result<> train(const fs::path &folder, const Trouble &trouble)
    {
        TrainingLoop loop;
        loop.stage = "Training a line";
        loop.steps = 8;
        loop.stateFile = folder / "line.pt";
        loop.logFile = folder / "line.csv";
        loop.saveEverySeconds = 0.0; // After every step.
        loop.learningRate = [](std::int64_t) { return 0.01; };
        loop.loss = [&](std::int64_t draw) -> Result<torch::Tensor> {
            trouble(draw);
            torch::manual_seed(static_cast<std::uint64_t>(draw));
            return network->forward(torch::randn({ 2, 4 })).square().mean();
        };
        return runTraining(loop, state, {});
    }
};

torch::Tensor trainedWithout(const Trouble &trouble, ErrorCode code)
{
    const test::TemporaryFolder folder;
    SmallRun first;
    const auto failed = first.train(folder.path(), trouble);
    CF_CHECK(!failed && failed.error().code == code);
    CF_CHECK(failed.error().message.starts_with("Training a line"));
    SmallRun second;
    CF_CHECK(second.train(folder.path(), [](std::int64_t draw) { CF_CHECK(draw >= 3); }).has_value());
    return second.network->weight.detach().clone();
}

void whatAStepThrowsLeavesTheRunResumable()
{
    const test::TemporaryFolder folder;
    SmallRun straight;
    CF_CHECK(straight.train(folder.path(), [](std::int64_t) {}).has_value());
    const auto at = [](auto make) {
        return [make](std::int64_t draw) {
            if (draw == 3)
                make();
        };
    };
    const torch::Tensor weights = straight.network->weight.detach();
    CF_CHECK(torch::equal(weights, trainedWithout(at([] { throw std::bad_alloc(); }), ErrorCode::OutOfMemory)));
    CF_CHECK(torch::equal(weights, trainedWithout(at([] { throw std::runtime_error("x"); }), ErrorCode::Internal)));
    CF_CHECK(torch::equal(weights,
        trainedWithout(at([] {
            (void)torch::ones({ 2, 3 }).matmul(torch::ones({ 2, 3 }));
        }),
            ErrorCode::Internal)));
}

void aFullDiskLeavesTheLastState()
{
    const auto code = test::onSmallDisk(256 << 10, [](const fs::path &disk) {
        const auto filler = disk / "filler";
        SmallRun first;
        const auto full = first.train(disk, [&](std::int64_t draw) {
            if (draw == 4)
                std::ofstream(filler) << std::string(300 << 10, 'f'); // As much as there is.
        });
        CF_CHECK(!full && full.error().code == ErrorCode::Io && full.error().message.find("full") != std::string::npos);
        fs::remove(filler);
        SmallRun second;
        std::int64_t lowest = 100;
        CF_CHECK(second.train(disk, [&](std::int64_t draw) { lowest = std::min(lowest, draw); }).has_value());
        CF_CHECK(lowest >= 3 && lowest <= 5 && second.state.step == 8);
    });
    if (!code)
        test::skipped("a full disk", "it needs the right to mount one");
    else
        CF_EQUAL(*code, 0);
}

} // namespace

int main()
{
    aFullDiskLeavesTheLastState(); // Forks, so before LibTorch has threads.
    torch::set_num_threads(1);
    whatAStepThrowsLeavesTheRunResumable();
}
