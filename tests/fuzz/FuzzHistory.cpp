// Any bytes as the packed pixels of a stored edit: never more memory than the expected size, and no value out of place.

#include "ui/records/PackedValues.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    for (const auto &[width, height] : { std::pair(8, 8), std::pair(64, 48), std::pair(1, 1) }) {
        const auto values = cf::ui::unpacked(bytes, width, height);
        if (values && cf::ui::unpacked(cf::ui::packed(*values), width, height).value().pixels != values->pixels)
            std::abort();
    }
    return 0;
}
