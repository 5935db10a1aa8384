#pragma once

namespace cf::cli {

/// A line on stderr where this machine computes far slower than its processor promises; before work that takes long.
void tellOfSlowMachine();

} // namespace cf::cli
