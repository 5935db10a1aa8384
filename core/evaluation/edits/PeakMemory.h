#pragma once

namespace cf {

/// Measures the highest resident memory of this process from its construction on.
class PeakMemory
{
public:
    PeakMemory();
    /// 0 where the system does not tell.
    double megabytes() const;
};

} // namespace cf
