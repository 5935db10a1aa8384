#include "core/diffusion/runtime/ProcessSetup.h"
#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

#include <sys/resource.h>

#include <cstdlib>
#include <string>
#include <thread>

using namespace cf;

namespace {

long pagesFetched()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/// What a network does to memory: layer after layer a large answer, of which the one before is no more needed.
void callLayers()
{
    torch::Tensor image = torch::ones({ 1, 48, 512, 512 }); // 48 MB
    for (int layer = 0; layer < 4; ++layer)
        image = torch::silu(image + torch::sigmoid(image));
}

/// The networks run on a thread of their own, in the window.
void memoryGivenBackServesTheNextCall()
{
    std::thread([] {
        for (int call = 0; call < 6; ++call)
            callLayers();
        const long before = pagesFetched();
        for (int call = 0; call < 4; ++call)
            callLayers();
        CF_LESS(pagesFetched() - before, 100); // A single layer has 12,288.
    }).join();
}

void theUsersChoiceStays()
{
    ::setenv("ATEN_CPU_CAPABILITY", "default", 1);
    prepareProcess();
    CF_EQUAL(std::string(std::getenv("ATEN_CPU_CAPABILITY")), "default");
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    theUsersChoiceStays();
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
    memoryGivenBackServesTheNextCall();
#endif
}
