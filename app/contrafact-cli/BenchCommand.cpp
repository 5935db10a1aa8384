#include "app/contrafact-cli/Subcommands.h"

#include "core/base/files/OutputPlan.h"
#include "core/diffusion/measuring/EngineBenchmark.h"
#include "core/diffusion/runtime/Kernels.h"
#include "core/editing/CounterfactualEditor.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>

namespace cf::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Stable Diffusion's UNet with its weights and largest layers; the autoencoder comes after it.
constexpr std::uint64_t benchBytes = std::uint64_t{ 5 } << 30U;

struct BenchOptions {
    EngineBenchmarkSettings settings;
    bool unetOnly = false;
    int threads = 0;
    std::filesystem::path json;
    bool overwrite = false;
    bool quiet = false;
};

Json costJson(const NetworkCost &cost)
{
    return { { "seconds", cost.seconds }, { "processor_seconds", cost.processorSeconds },
        { "convolution_gflop", cost.convolutionGflop }, { "product_gflop", cost.productGflop },
        { "share_of_peak", cost.shareOfPeak } };
}

Json resultJson(const EngineBenchmark &result, const EngineBenchmarkSettings &settings)
{
    Json json{ { "written_by", writtenBy("bench") }, { "kernels", kernelsInUse() },
        { "model_size", "Stable Diffusion v1.5, random weights" }, { "precision", "float32" },
        { "threads", result.threads }, { "latent_side", settings.latentSide }, { "rows", settings.rows },
        { "repeats", settings.repeats }, { "matmul_gflops", result.productGflops },
        { "convolution_gflops", result.convolutionGflops }, { "unet", costJson(result.unet) },
        { "unet_peak_bytes", result.unetPeakBytes }, { "peak_bytes", result.peakBytes } };
    if (result.bfloat16)
        json["bfloat16"] = { { "matmul_gflops", result.bfloat16->productGflops },
            { "convolution_gflops", result.bfloat16->convolutionGflops }, { "unet", costJson(result.bfloat16->unet) },
            { "deviation", result.bfloat16->deviation } };
    if (settings.withAutoencoder) {
        json["encoder"] = costJson(result.encoder);
        json["decoder"] = costJson(result.decoder);
    }
    return json;
}

void printCost(const char *what, const NetworkCost &cost)
{
    std::printf("%-22s %8.2f s (%.2f s of processor time)  %6.0f Gflop  %3.0f %% of this run's own peaks\n", what,
        cost.seconds, cost.processorSeconds, cost.convolutionGflop + cost.productGflop, 100.0 * cost.shareOfPeak);
}

void print(const EngineBenchmark &result, const EngineBenchmarkSettings &settings)
{
    constexpr double gigabyte = 1e9;
    std::printf("Stable Diffusion v1.5's size, random weights, fp32, %d thread%s, latent %d x %d, %d row%s\n",
        result.threads, result.threads == 1 ? "" : "s", settings.latentSide, settings.latentSide, settings.rows,
        settings.rows == 1 ? "" : "s");
    std::printf("peaks: matrix product 2048^3 %.0f Gflop/s, convolution 320 channels %.0f Gflop/s\n",
        result.productGflops, result.convolutionGflops);
    printCost("UNet, one evaluation", result.unet);
    if (result.bfloat16) {
        std::printf("in bf16: matrix product %.0f Gflop/s, convolution %.0f Gflop/s\n", result.bfloat16->productGflops,
            result.bfloat16->convolutionGflops);
        printCost("UNet in bf16", result.bfloat16->unet);
        std::printf("  its answer is %.2f %% away from that in fp32\n", 100.0 * result.bfloat16->deviation);
    }
    if (settings.withAutoencoder) {
        printCost("autoencoder, encode", result.encoder);
        printCost("autoencoder, decode", result.decoder);
    }
    std::printf("peak memory: %.1f GB with the UNet", static_cast<double>(result.unetPeakBytes) / gigabyte);
    if (settings.withAutoencoder)
        std::printf(", %.1f GB in all", static_cast<double>(result.peakBytes) / gigabyte);
    std::printf("\n");
}

int runBenchEngine(BenchOptions options)
{
    OutputPlan plan;
    const WritePolicy policy = outputPolicy(options.overwrite, isOurReport);
    plan.writes("--json", options.json, policy, OutputPlan::Form::Text);
    if (const auto checked = plan.check(); !checked)
        return explainError(checked.error());
    const auto stop = beginWork({ benchBytes });
    if (!stop)
        return explainError(stop.error());
    options.settings.withAutoencoder = !options.unetOnly;
    useEngineThreads(options.threads);
    const auto progress = [](const Progress &now) {
        if (now.steps > 0)
            std::fprintf(stderr, "%s: %d of %d\n", now.stage.c_str(), now.step, now.steps);
        else
            std::fprintf(stderr, "%s\n", now.stage.c_str());
    };
    const JobContext job(*stop, options.quiet ? JobContext::ProgressSink{} : progress);
    const auto result = measureEngine(options.settings, job);
    if (!result)
        return explainError(result.error());
    print(*result, options.settings);
    if (!options.json.empty())
        if (const auto written = writeWhole(options.json, resultJson(*result, options.settings).dump(2) + "\n", policy);
            !written)
            return explainError(written.error());
    return Done;
}

} // namespace

void addBench(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<BenchOptions>();
    CLI::App *bench = app.add_subcommand("bench", "Measures the program on this machine.");
    bench->require_subcommand(1);
    CLI::App *engine = bench->add_subcommand("engine",
        "Seconds and memory of one network evaluation at Stable Diffusion v1.5's size with random weights, and its "
        "share "
        "of this run's own matrix product and convolution. Needs about 5 GB and minutes.");
    engine->add_option("--side", options->settings.latentSide, "Side of the latent; 64 is 512 pixels")
        ->capture_default_str();
    engine->add_option("--rows", options->settings.rows, "Rows of the batch")->capture_default_str();
    engine->add_option("--repeats", options->settings.repeats, "Runs of each network; the best counts")
        ->capture_default_str();
    engine->add_flag("--unet-only", options->unetOnly, "Leaves the autoencoder out");
    engine->add_flag("!--fp32-only", options->settings.withBFloat16, "Leaves bf16 out");
    engine->add_option("--threads", options->threads, "Threads; 0: one a core");
    engine->add_option("--json", options->json, "The figures as JSON");
    addOverwrite(*engine, options->overwrite);
    engine->add_flag("--quiet", options->quiet, "No progress on stderr");
    engine->callback([options, &exitCode] { exitCode = runBenchEngine(*options); });
}

} // namespace cf::cli
