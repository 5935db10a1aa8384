// Any bytes as a film: DICOM with its repairs and decoders, PNG, JPEG, TIFF.

#include "dicom/ImageImport.h"
#include "tests/fuzz/FuzzFile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto film = cf::openRadiograph(cf::fuzz::fileOf(data, size));
    if (film) {
        // What was read keeps its promises.
        const cf::Radiograph &radiograph = film->radiograph;
        const auto pixels = static_cast<std::size_t>(radiograph.stored.width) * radiograph.stored.height;
        if (radiograph.stored.pixels.size() != pixels)
            std::abort();
        for (const std::int32_t value : radiograph.stored.pixels)
            if (value < radiograph.minimumStored() || value > radiograph.maximumStored())
                std::abort();
    } else if (film.error().message.empty()) {
        std::abort();
    }
    return 0;
}
