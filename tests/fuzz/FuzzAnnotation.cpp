// Any text as an annotation, as COCO and as a table of annotations: what can be read is written and read again as the
// same.

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace cf::annotation;
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const auto all = fromTable(text)) {
        for (const Annotation &one : *all)
            (void)toJson(one).dump(); // As it is kept: throws for what is no UTF-8.
        const auto again = fromTable(toTable(*all));
        if (!again || *again != *all)
            std::abort();
    }
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded())
        return 0;
    if (const auto one = annotationFromJson(json)) {
        const auto again = annotationFromJson(toJson(*one));
        if (!again || !(*again == *one))
            std::abort();
    }
    if (const auto all = fromCoco(json, "R1")) {
        const auto again = fromCoco(toCoco(*all), "R1");
        if (!again || *again != *all)
            std::abort();
    }
    return 0;
}
