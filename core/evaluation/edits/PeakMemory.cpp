#include "core/evaluation/edits/PeakMemory.h"

#include <cstdlib>
#include <fstream>
#include <string>

namespace cf {

PeakMemory::PeakMemory()
{
    // Linux: "5" sets the high-water mark back to what is resident now (proc(5)). Elsewhere the file is not there.
    std::ofstream("/proc/self/clear_refs") << '5';
}

double PeakMemory::megabytes() const
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line))
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
    return 0.0;
}

} // namespace cf
