// Any bytes as a provenance record; what can be read is written and read again as the same.

#include "core/editing/ProvenanceJson.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto record = cf::provenanceFromJson({ reinterpret_cast<const char *>(data), size });
    if (!record)
        return 0;
    const std::string text = cf::toJson(*record);
    const auto again = cf::provenanceFromJson(text);
    if (!again || cf::toJson(*again) != text)
        std::abort();
    return 0;
}
