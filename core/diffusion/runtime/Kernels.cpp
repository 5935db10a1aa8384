#include "core/diffusion/runtime/Kernels.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fstream>
#include <set>
#include <utility>

namespace cf {

namespace {

const char *torchCapability()
{
    const char *chosen = std::getenv("ATEN_CPU_CAPABILITY");
    if (chosen != nullptr)
        return std::strcmp(chosen, "avx512") == 0 ? "AVX512" : chosen;
    return hasAvx512() ? "AVX2" : "by itself";
}

struct Cores {
    double gigahertz = 0.0;
    std::size_t physical = 0; ///< Two hyperthreads of one core share its units.
};

Cores readCores()
{
    Cores cores;
    std::set<std::pair<int, int>> seen;
    std::ifstream info("/proc/cpuinfo");
    int package = 0;
    for (std::string line; std::getline(info, line);) {
        const std::size_t colon = line.find(':');
        const char *value = colon == std::string::npos ? "" : line.c_str() + colon + 1;
        if (line.starts_with("cpu MHz"))
            cores.gigahertz = std::max(cores.gigahertz, std::strtod(value, nullptr) / 1000.0);
        else if (line.starts_with("physical id"))
            package = std::atoi(value);
        else if (line.starts_with("core id"))
            seen.emplace(package, std::atoi(value));
    }
    cores.physical = std::max<std::size_t>(1, seen.size());
    return cores;
}

/// Of fused multiply-additions in fp32: Intel's server processors have two units of 16 with AVX-512, others work as two
/// of 8, as AVX2 does.
double flopsEachCycle()
{
#ifdef __x86_64__
    if (hasAvx512() && __builtin_cpu_is("intel"))
        return 64.0;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return 32.0;
#endif
    return 0.0;
}

/// OpenBLAS's own name for the kernels it took; empty where another BLAS is loaded.
std::string openBlasKernels()
{
    // Asked by name: the program runs with any BLAS, and only OpenBLAS has this function.
    using CoreName = char *(*)();
    const auto coreName = reinterpret_cast<CoreName>(::dlsym(RTLD_DEFAULT, "openblas_get_corename"));
    return coreName != nullptr ? coreName() : "";
}

/// Kernels without fused multiply-additions, which OpenBLAS takes for processors that it does not know.
bool arePoor(const std::string &kernels)
{
    constexpr std::array names{ "Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge", "Generic",
        "Katmai", "Coppermine", "Northwood", "Banias" };
    return openBlasCore() != nullptr && std::ranges::find(names, kernels) != names.end();
}

} // namespace

bool hasAvx512()
{
#ifdef __x86_64__
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq");
#else
    return false;
#endif
}

const char *openBlasCore()
{
#ifdef __x86_64__
    if (hasAvx512())
        return "SkylakeX";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return "Haswell";
#endif
    return nullptr;
}

std::string kernelsInUse()
{
    const std::string kernels = openBlasKernels();
    std::string text = kernels.empty() ? "a BLAS without a name" : "OpenBLAS " + kernels;
    text.append(", LibTorch ").append(torchCapability());
    const int threads = at::get_num_threads();
    text.append(", ").append(std::to_string(threads)).append(threads == 1 ? " thread" : " threads");
    const char *policy = std::getenv("OMP_WAIT_POLICY");
    return text.append(", ").append(policy != nullptr ? policy : "spinning").append(" waiting");
}

ProductSpeed measureProduct()
{
    constexpr int side = 512;
    constexpr int runs = 4; // The first loads the kernels.
    const at::NoGradGuard noGrad;
    const at::Tensor factor = at::ones({ side, side });
    double best = 1e9;
    for (int run = 0; run < runs; ++run) {
        const auto begin = std::chrono::steady_clock::now();
        (void)at::mm(factor, factor);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    const Cores cores = readCores();
    const double used = std::min<double>(static_cast<double>(cores.physical), at::get_num_threads());
    return { 2.0 * side * side * side / best / 1e9, flopsEachCycle() * cores.gigahertz * used };
}

std::optional<std::string> warnIfSlow()
{
    constexpr double minimum = 0.2;
    const ProductSpeed speed = measureProduct();
    const bool isSlow = speed.promised > 0.0 && speed.gflops < minimum * speed.promised;
    if (!isSlow && !arePoor(openBlasKernels()))
        return std::nullopt;
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(),
        "This computer multiplies at %.0f Gflop/s where its processor promises %.0f (%s). Edits will take several "
        "times "
        "longer. Close other programs; if it stays so, see \"performance\" in the help.",
        speed.gflops, speed.promised, kernelsInUse().c_str());
    return text.data();
}

} // namespace cf
