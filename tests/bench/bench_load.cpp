// Seconds of the default edit alone and beside two busy processes, in one run: the ratio says whether waiting threads
// give way (core/diffusion/runtime/ProcessSetup.h). At most 2 is the aim: with two cores and two busy processes half of
// the time is the others'.
//   bench_load [model folder = resources/models/mini-cxr] [edits of each kind = 3]
// OMP_WAIT_POLICY=active in the environment shows what spinning threads cost.
#include "core/diffusion/runtime/Kernels.h"
#include "core/diffusion/runtime/ProcessSetup.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/language/PromptLanguage.h"
#include "core/phantom/Phantom.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace cf;

namespace {

constexpr int busyProcesses = 2;

/// Processes that compute without end, at the usual priority, while this lives.
class Load
{
public:
    Load()
    {
        for (int i = 0; i < busyProcesses; ++i) {
            const pid_t child = ::fork();
            if (child == 0)
                for (volatile double value = 1.0;;)
                    value = value * 1.0000001 + 1e-9;
            m_children.push_back(child);
        }
    }
    ~Load()
    {
        for (const pid_t child : m_children) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
    }
    Load(const Load &) = delete;
    Load &operator=(const Load &) = delete;

private:
    std::vector<pid_t> m_children;
};

Result<EditRequest> requestOn(const CounterfactualEditor &editor)
{
    CF_ASSIGN(const auto patient, PhantomPatient::make(7, 512));
    CF_ASSIGN(const Phantom film, patient.film({}));
    const CompiledPrompt compiled = compilePrompt("add a left pacemaker", editor.model().grammar, {}, false);
    EditRequest request;
    request.source = film.radiograph();
    request.prompt = "add a left pacemaker";
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    return request;
}

/// Seconds of each edit; another seed each time, so that nothing is remembered.
Result<std::vector<double>> timeEdits(CounterfactualEditor &editor, EditRequest request, int count, std::uint64_t seed)
{
    std::vector<double> seconds;
    for (int i = 0; i < count; ++i) {
        request.seed = seed + static_cast<std::uint64_t>(i);
        const auto begin = std::chrono::steady_clock::now();
        CF_TRY(editor.edit(request, {}, {}));
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds;
}

double medianOf(const std::vector<double> &sorted)
{
    return sorted[sorted.size() / 2];
}

Result<double> measure(const std::filesystem::path &model, int count)
{
    EditorSettings settings;
    settings.rememberedBytes = 0;
    CF_ASSIGN(const auto editor, loadEditor(model, settings, {}));
    CF_ASSIGN(const EditRequest request, requestOn(*editor));
    CF_TRY(timeEdits(*editor, request, 1, 100)); // Memory and kernels are there afterwards.
    CF_ASSIGN(const auto quiet, timeEdits(*editor, request, count, 200));
    const Load load;
    CF_ASSIGN(const auto loaded, timeEdits(*editor, request, count, 300));
    std::printf("alone: median %.2f s (%.2f to %.2f); beside %d busy processes: median %.2f s (%.2f to %.2f)\n",
        medianOf(quiet), quiet.front(), quiet.back(), busyProcesses, medianOf(loaded), loaded.front(), loaded.back());
    return medianOf(loaded) / medianOf(quiet);
}

} // namespace

int main(int argc, char **argv)
{
    prepareProcess();
    const std::filesystem::path model = argc > 1 ? argv[1] : "resources/models/mini-cxr";
    const int count = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    useEngineThreads(0);
    double others = 0.0;
    ::getloadavg(&others, 1);
    std::printf("%u cores, %s; load of others in the last minute %.1f\n", std::thread::hardware_concurrency(),
        kernelsInUse().c_str(), others);
    const auto ratio = measure(model, count);
    if (!ratio) {
        std::fprintf(stderr, "bench_load: %s\n", ratio.error().message.c_str());
        return 2;
    }
    std::printf("ratio loaded to alone: %.2f\n", *ratio);
    return 0;
}
