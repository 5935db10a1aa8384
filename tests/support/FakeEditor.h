#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/editing/Scorecard.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

namespace cf::test {

/// A radiograph made of a few smooth shapes: bright body, dark lungs, black surround.
inline Radiograph smoothRadiograph(int width, int height)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(width, height, 0);
    radiograph.bitsStored = 12;
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    radiograph.columnSpacing = 350.0 / width;
    radiograph.rowSpacing = radiograph.columnSpacing;
    radiograph.viewPosition = "PA";
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = (x + 0.5) / width - 0.5;
            const double v = (y + 0.5) / height - 0.5;
            const double body = 1.0 / (1.0 + std::exp(60.0 * (std::hypot(u / 0.95, v / 1.3) - 0.42)));
            const auto lung = [&](double centre) {
                return 1.0 / (1.0 + std::exp(40.0 * (std::hypot((u - centre) / 0.8, v + 0.02) - 0.16)));
            };
            const double value = body * (3000.0 - 1900.0 * std::min(1.0, lung(-0.17) + lung(0.17)));
            radiograph.stored.at(x, y) = std::clamp(int(std::lround(value)), 0, 4095);
        }
    }
    return radiograph;
}

/// Brightens the mask, or a disc low at the image's right where there is none, by 600 stored values. Steps take
/// `stepTime`; a seed of 13 is refused.
class FakeEditor : public CounterfactualEditor
{
public:
    explicit FakeEditor(std::chrono::milliseconds stepTime = std::chrono::milliseconds(1))
        : m_stepTime(stepTime)
    {
        m_model.name = "test model";
        m_model.warning = "Learning model: not for patients, not for diagnosis.";
        m_model.defaultMethod = "instruct";
        m_model.grammar = CaptionGrammar::bundled();
    }

    const ModelDescription &model() const override { return m_model; }
    std::vector<MethodDescription> methods() const override
    {
        return { { "instruct", "The change is what the model has learnt.", 8, {} },
            { "direct", "Inversion without optimisation.", 20, {} } };
    }

    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        if (request.prompt == "fail")
            return fail(ErrorCode::OutOfMemory, "Not enough memory: needs 5.8 GB, 3.1 GB free.");
        const int steps = request.steps > 0 ? request.steps : 8;
        for (int step = 0; step < steps; ++step) {
            CF_TRY(job.checkStop());
            std::this_thread::sleep_for(m_stepTime);
            job.report({ step + 1, steps, "Editing", (steps - step - 1) * double(m_stepTime.count()) / 1000.0 });
            if (preview)
                preview(GreyImage(64, 64, 0.5F));
        }
        EditResult result;
        result.counterfactual = request.source;
        result.reconstruction = request.source;
        for (std::size_t i = 0; i < result.reconstruction.stored.pixels.size(); ++i)
            result.reconstruction.stored.pixels[i] += i % 2 == 0 ? 24 : -24; // The noise floor.
        result.region = request.mask.empty() ? disc(request.source.stored) : request.mask;
        result.regionIsDrawn = !request.mask.empty();
        StoredImage &stored = result.counterfactual.stored;
        for (std::size_t i = 0; i < stored.pixels.size(); ++i) {
            const int change = int(std::lround(600.0F * result.region.pixels[i]));
            stored.pixels[i] = std::min(stored.pixels[i] + change, 4095);
            result.metrics.insideChangedValues += stored.pixels[i] != request.source.stored.pixels[i] ? 1 : 0;
        }
        result.metrics.noiseFloor = 24.0;
        result.metrics.seconds = 0.1;
        result.metrics.networkEvaluations = 3 * steps;
        result.metrics.reconstructionPsnr = 41.2;
        const bool refused = request.seed == 13;
        result.gates = completed({ { "target", "Asked change is there", 0.81, 0.50, true, "probability", true, {} },
            { "inside_changed", "Change above the noise floor", 600, 24, true, "stored values", true, {} },
            { "outside_unchanged", "Outside the region", 0, 0, false, "values", true, {} },
            { "reconstruction_psnr", "Rebuilt, no edit", 41.2, 32, true, "dB", true, {} },
            { "collateral", "Change of other findings", refused ? 0.67 : 0.04, 0.10, false, "probability", !refused,
                refused ? "A device appeared, unasked." : "" } });
        if (refused) {
            result.status = EditStatus::Refused;
            result.reason = "a device appeared, unasked.";
        }
        result.seen = { { "Pacemaker", 0.91234, 0.05, true, false, true },
            { "Pacing Leads", 0.9, 0.0, false, true, true }, { "ECG Leads", 0.5, 0.25, false, false, true },
            { "Chest Tube", 0.1, 0.2, false, false, true }, { "Fracture", 0.1, 0.9, false, false, false } };
        Provenance &made = result.provenance;
        made.program = "Contrafact test";
        made.model = m_model.name;
        made.modelSha256 = "00ff";
        made.method = "instruct";
        made.seed = request.seed;
        made.steps = steps;
        made.parameters = { { "guidance_scale", 4.0 } };
        made.precision = "float32";
        made.prompt = request.prompt;
        made.captions = request.captions;
        made.sourceSha256 = "aa";
        return result;
    }

private:
    static MaskImage disc(const StoredImage &stored)
    {
        MaskImage mask(stored.width, stored.height);
        for (int y = 0; y < mask.height; ++y) {
            for (int x = 0; x < mask.width; ++x) {
                const double distance = std::hypot(x - 0.68 * mask.width, y - 0.6 * mask.height) / mask.width;
                mask.at(x, y) = float(std::clamp((0.09 - distance) / 0.02, 0.0, 1.0));
            }
        }
        return mask;
    }

    ModelDescription m_model;
    std::chrono::milliseconds m_stepTime;
};

} // namespace cf::test
