// Schedulers (e): no network; the model's outputs are given.
#include "core/diffusion/schedulers/Ddim.h"
#include "core/diffusion/schedulers/Ddpm.h"
#include "core/diffusion/schedulers/DpmSolver.h"
#include "core/diffusion/schedulers/Euler.h"
#include "core/diffusion/schedulers/Pndm.h"
#include "core/diffusion/schedulers/Repaint.h"
#include "tests/parity/Kinds.h"

#include "core/diffusion/runtime/Torch.h"

#include <optional>

namespace cf::parity {

namespace {

/// The pieces of a name such as "dpmpp2m.epsilon.karras0.linspace.n10.trajectory"; a piece such as "eta0.5" counts as
/// one.
std::vector<std::string> pieces(const std::string &name)
{
    std::vector<std::string> result;
    std::size_t begin = 0;
    while (begin <= name.size()) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        const std::string piece = name.substr(begin, end - begin);
        const bool continuesNumber =
            !result.empty() && result.back().starts_with("eta") && !piece.empty() && std::isdigit(piece[0]) != 0;
        if (continuesNumber)
            result.back() += "." + piece;
        else
            result.push_back(piece);
        begin = end + 1;
    }
    return result;
}

std::optional<double> numberAfter(const std::vector<std::string> &all, const std::string &prefix)
{
    for (const auto &piece : all)
        if (piece.size() > prefix.size() && piece.starts_with(prefix) && std::isdigit(piece[prefix.size()]) != 0)
            return std::stod(piece.substr(prefix.size()));
    return std::nullopt;
}

/// The file's common settings with those of one case laid over them.
NoiseSchedule scheduleOf(const GoldenFile &file, const std::string &name, const std::string &output)
{
    nlohmann::json config = file.info.value("ddim", nlohmann::json::object());
    if (const auto found = file.info.find("configs"); found != file.info.end() && found->contains(name))
        config.update((*found)[name]);
    if (networkOutputFromName(output))
        config["prediction_type"] = output;
    return NoiseSchedule(orGiveUp(ScheduleConfig::fromText(config.dump())));
}

torch::Tensor wholeNumbers(const std::vector<std::int64_t> &values)
{
    return torch::tensor(values, torch::kInt64);
}

/// Long runs are stored at every few steps, starting at the first.
void checkTrajectory(
    const GoldenFile &file, const std::string &name, const std::vector<torch::Tensor> &path, Parity &parity)
{
    const auto stored = static_cast<std::size_t>(file.at(name).size(0));
    const std::size_t stride = std::max<std::size_t>(1, path.size() / stored);
    std::vector<torch::Tensor> kept;
    for (std::size_t step = 0; step < path.size() && kept.size() < stored; step += stride)
        kept.push_back(path[step]);
    parity.check(file, name, torch::stack(kept));
}

void checkDdim(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const auto parts = pieces(base);
    const NoiseSchedule schedule = scheduleOf(file, base, parts.at(1));
    const torch::Tensor &outputs = file.at("model_outputs");
    const int steps = static_cast<int>(numberAfter(parts, "n").value_or(static_cast<double>(file.at(name).size(0))));
    const double eta = numberAfter(parts, "eta").value_or(0.0);
    const Ddim ddim = orGiveUp(Ddim::create(schedule, steps));
    if (file.has(base + ".timesteps"))
        parity.check(file, base + ".timesteps", wholeNumbers(ddim.timesteps()));
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    for (int step = 0; step < steps; ++step) {
        const std::int64_t timestep = ddim.timesteps()[static_cast<std::size_t>(step)];
        if (step == 0 && file.has(base + ".pred_x0_first"))
            parity.check(file, base + ".pred_x0_first", ddim.cleanEstimate(outputs[step], timestep, sample));
        sample = ddim.step(outputs[step], timestep, sample, eta, file.at("noises")[step]);
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkDdimInverse(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const auto parts = pieces(base);
    const int steps = static_cast<int>(numberAfter(parts, "n").value_or(10.0));
    const auto inverse = orGiveUp(DdimInverse::create(scheduleOf(file, base, parts.at(1)), steps));
    parity.check(file, base + ".timesteps", wholeNumbers(inverse.timesteps()));
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    for (int step = 0; step < steps; ++step) {
        sample =
            inverse.step(file.at("model_outputs")[step], inverse.timesteps()[static_cast<std::size_t>(step)], sample);
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkDdpm(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const auto parts = pieces(name);
    // diffusers' DDPM starts its leading timesteps at 0.
    ScheduleConfig config = scheduleOf(file, name, parts.at(1)).config();
    config.stepsOffset = 0;
    const int steps = static_cast<int>(numberAfter(parts, "n").value_or(10.0));
    const Ddpm ddpm = orGiveUp(Ddpm::create(NoiseSchedule(config), steps));
    const std::string timesteps = "ddpm.n" + std::to_string(steps) + ".timesteps";
    if (file.has(timesteps))
        parity.check(file, timesteps, wholeNumbers(ddpm.timesteps()));
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    for (int step = 0; step < steps; ++step) {
        sample = ddpm.step(file.at("model_outputs")[step], ddpm.timesteps()[static_cast<std::size_t>(step)], sample,
            file.at("noises")[step]);
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkDpmSolver(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const auto parts = pieces(base);
    const int steps = static_cast<int>(numberAfter(parts, "n").value_or(10.0));
    DpmSolver solver = orGiveUp(DpmSolver::create(scheduleOf(file, base, parts.at(1)), steps));
    parity.check(file, base + ".timesteps", wholeNumbers(solver.timesteps()));
    if (file.has(base + ".sigmas"))
        parity.check(file, base + ".sigmas", torch::tensor(solver.sigmas(), torch::kFloat64));
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    for (int step = 0; step < steps; ++step) {
        sample = solver.step(file.at("model_outputs")[step], sample);
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkEuler(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const auto parts = pieces(base);
    const int steps = static_cast<int>(numberAfter(parts, "n").value_or(10.0));
    Euler euler = orGiveUp(Euler::create(scheduleOf(file, base, parts.at(1)), steps));
    parity.check(file, base + ".timesteps", torch::tensor(euler.timesteps(), torch::kFloat64));
    parity.check(file, base + ".sigmas", torch::tensor(euler.sigmas(), torch::kFloat64));
    parity.check(file, base + ".init_noise_sigma", torch::tensor({ euler.initialSigma() }, torch::kFloat64));
    torch::Tensor sample = file.at("sample") * euler.initialSigma();
    std::vector<torch::Tensor> inputs;
    std::vector<torch::Tensor> path;
    for (int step = 0; step < steps; ++step) {
        inputs.push_back(euler.scaledInput(sample));
        sample = euler.step(file.at("model_outputs")[step], sample);
        path.push_back(sample);
    }
    checkTrajectory(file, base + ".scaled_inputs", inputs, parity);
    checkTrajectory(file, name, path, parity);
}

void checkPndm(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const int steps = static_cast<int>(numberAfter(pieces(base), "n").value_or(10.0));
    Pndm pndm = orGiveUp(Pndm::create(scheduleOf(file, base, "epsilon"), steps));
    parity.check(file, base + ".timesteps", wholeNumbers(pndm.timesteps()));
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    for (std::size_t step = 0; step < pndm.timesteps().size(); ++step) {
        sample = pndm.step(file.at("model_outputs")[static_cast<std::int64_t>(step)], sample);
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkRepaint(const GoldenFile &file, const std::string &name, Parity &parity)
{
    const std::string base = name.substr(0, name.size() - std::string(".trajectory").size());
    const double eta = numberAfter(pieces(base), "eta").value_or(0.0);
    const int jumpSamples = eta == 0.0 ? 2 : 1;
    const Repaint repaint = orGiveUp(Repaint::create(scheduleOf(file, base, "epsilon"), 10, 3, jumpSamples));
    parity.check(file, base + ".timesteps", wholeNumbers(repaint.timesteps()));
    const torch::Tensor &noises = file.at(base + ".noises");
    torch::Tensor sample = file.at("sample");
    std::vector<torch::Tensor> path;
    std::int64_t draw = 0;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (std::size_t index = 0; index < static_cast<std::size_t>(file.at(name).size(0)); ++index) {
        const std::int64_t timestep = repaint.timesteps()[index];
        if (timestep < last) {
            sample = repaint.step(file.at("model_outputs")[static_cast<std::int64_t>(index)], timestep, sample,
                file.at("repaint.original"), file.at("repaint.mask"), noises[draw++], eta);
        } else {
            sample = repaint.undo(last, sample, noises.slice(0, draw, draw + repaint.undoDraws()));
            draw += repaint.undoDraws();
        }
        last = timestep;
        path.push_back(sample);
    }
    checkTrajectory(file, name, path, parity);
}

void checkLevels(const GoldenFile &file, Parity &parity)
{
    const NoiseSchedule schedule = scheduleOf(file, "", "epsilon");
    parity.check(file, "betas", schedule.betas());
    parity.check(file, "ddim.alphas_cumprod", schedule.alphasCumprod());
    parity.check(file, "ddim.final_alpha_cumprod", torch::tensor({ schedule.finalLevel() }, torch::kFloat64));
    for (const auto &name : file.names("ddim.timesteps."))
        parity.check(file, name, wholeNumbers(orGiveUp(schedule.timesteps(std::stoi(name.substr(15))))));
    const torch::Tensor &clean = file.at("ddpm.add_noise.x");
    const torch::Tensor &noise = file.at("ddpm.add_noise.noise");
    const torch::Tensor &timesteps = file.at("ddpm.add_noise.timesteps");
    parity.check(file, "ddpm.add_noise.out", schedule.addNoise(clean, noise, timesteps));
    parity.check(file, "ddpm.get_velocity.out", schedule.velocity(clean, noise, timesteps));
}

} // namespace

void checkSchedulers(const GoldenFile &file, Parity &parity)
{
    checkLevels(file, parity);
    for (const auto &name : file.names("", ".trajectory")) {
        if (name.starts_with("ddim."))
            checkDdim(file, name, parity);
        else if (name.starts_with("ddim_inverse."))
            checkDdimInverse(file, name, parity);
        else if (name.starts_with("ddpm."))
            checkDdpm(file, name, parity);
        else if (name.starts_with("dpmpp2m."))
            checkDpmSolver(file, name, parity);
        else if (name.starts_with("euler."))
            checkEuler(file, name, parity);
        else if (name.starts_with("pndm."))
            checkPndm(file, name, parity);
        else if (name.starts_with("repaint."))
            checkRepaint(file, name, parity);
        else
            parity.skip(file.name + " " + name + ": no such scheduler here");
    }
}

} // namespace cf::parity
