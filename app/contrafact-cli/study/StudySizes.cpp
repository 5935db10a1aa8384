#include "app/contrafact-cli/study/StudyCommands.h"

#include "core/sessions/coordination/StudySize.h"

#include <memory>

namespace cf::cli {

using namespace cf::sessions;

namespace {

struct StudySizesOptions {
    PlannedReading reading;
    DetectionPlan detection;
    AgreementPlan agreement;
    MrmcPlan mrmc;
};

/// A part that cannot be computed says why and keeps nobody from the others.
template <typename Value, typename Words> Json part(const Result<Value> &size, const Words &words)
{
    return size ? words(*size) : Json{ { "why_not", size.error().message } };
}

Result<Json> sizes(const StudySizesOptions &options)
{
    const auto detection = [](const DetectionSize &size) {
        return Json{ { "independent", size.independent }, { "design_effect", size.designEffect },
            { "needed", size.needed }, { "planned", size.planned }, { "readers_needed", size.readersNeeded },
            { "enough", size.isEnough } };
    };
    const auto agreement = [](const AgreementSize &size) {
        return Json{ { "kappa", size.kappa }, { "half_width", size.halfWidth }, { "cases_needed", size.needed },
            { "enough", size.isEnough } };
    };
    const auto mrmc = [](const MrmcSize &size) {
        return Json{ { "power", size.power },
            { "cases_needed", size.casesNeeded ? Json(*size.casesNeeded) : Json(nullptr) },
            { "enough", size.isEnough } };
    };
    return Json{ { "detection", part(detectionSize(options.reading, options.detection), detection) },
        { "agreement", part(agreementSize(options.reading, options.agreement), agreement) },
        { "mrmc", part(mrmcSize(options.reading, options.mrmc), mrmc) } };
}

} // namespace

void addStudySizes(CLI::App &study, int &exitCode)
{
    auto options = std::make_shared<StudySizesOptions>();
    CLI::App *command = study.add_subcommand("size", "Are so many readers and cases enough? Before anything is read.");
    command->add_option("--readers", options->reading.readers)->required();
    command->add_option("--cases", options->reading.cases, "Serious ones that each reader reads")->required();
    DetectionPlan &detection = options->detection;
    command->add_option("--chance", detection.chance, "Share right by chance")->capture_default_str();
    command->add_option("--truth", detection.truth, "Share right that shall not be missed")->capture_default_str();
    command->add_option("--correlation", detection.correlation, "Of one reader's answers")->capture_default_str();
    AgreementPlan &agreement = options->agreement;
    command->add_option("--observed", agreement.observed, "Share of equal answers expected")->capture_default_str();
    command->add_option("--expected", agreement.expected, "Of it by chance")->capture_default_str();
    command->add_option("--half-width", agreement.halfWidth, "Of kappa's interval")->capture_default_str();
    MrmcPlan &mrmc = options->mrmc;
    command->add_option("--difference", mrmc.difference, "Of two areas under the curve")->capture_default_str();
    command->add_option("--pilot-cases", mrmc.pilotCases)->capture_default_str();
    command->add_option("--var-test-reader", mrmc.varianceTestReader)->capture_default_str();
    command->add_option("--var-error", mrmc.errorVariance)->capture_default_str();
    command->add_option("--cov1", mrmc.cov1)->capture_default_str();
    command->add_option("--cov2", mrmc.cov2)->capture_default_str();
    command->add_option("--cov3", mrmc.cov3)->capture_default_str();
    command->callback([options, &exitCode] { exitCode = runStudy([&] { return sizes(*options); }); });
}

} // namespace cf::cli
