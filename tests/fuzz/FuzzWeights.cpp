// Any bytes as weights: safetensors, and the zip with a pickle of PyTorch.

#include "core/diffusion/weights/PickleCheckpoint.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "tests/fuzz/FuzzFile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto file = cf::fuzz::fileOf(data, size);
    (void)cf::readSafetensors(file);
    (void)cf::readPickleCheckpoint(file);
    return 0;
}
