#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

#include <vector>

namespace cf {

/// σ = √((1−ā)/ā) of each timestep of training, least noisy first: the axis on which DPM-Solver and Euler step.
std::vector<double> sigmasOf(const NoiseSchedule &schedule);

/// Linear interpolation between the σ of whole timesteps.
double sigmaAt(const std::vector<double> &sigmas, double timestep);

/// The timestep, not whole, that has this σ; interpolated in log σ as k-diffusion does.
double timestepAt(const std::vector<double> &sigmas, double sigma);

/// The spacing of Karras et al. (arXiv 2206.00364, equation 5, ρ = 7) from `largest` down to `smallest`.
std::vector<double> karrasSigmas(double largest, double smallest, int steps);

} // namespace cf
