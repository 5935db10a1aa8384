// Any text as what a batch keeps and leaves: plan, rows of the manifest, checks of films, the manifest itself. What can
// be read is written and read again as the same.

#include "core/datasets/BatchRow.h"
#include "core/datasets/pilot/FilmCheck.h"
#include "core/datasets/plan/BatchPlan.h"
#include "core/sessions/cases/BatchCases.h"

#include <cstdint>
#include <cstdlib>

namespace {

template <typename Value> void checkRow(cf::Result<Value> (*read)(const std::string &), const std::string &text)
{
    const auto value = read(text);
    if (!value)
        return;
    const std::string written = cf::toJson(*value);
    const auto again = read(written);
    if (!again || cf::toJson(*again) != written)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const auto plan = cf::batchPlanFromJson(text)) {
        (void)cf::validate(*plan);
        const std::string written = cf::toPlanFile(*plan);
        const auto again = cf::batchPlanFromJson(written);
        if (!again || cf::toPlanFile(*again) != written)
            std::abort();
    }
    checkRow(cf::batchRowFromJson, text);
    checkRow(cf::filmCheckFromJson, text);
    cf::sessions::BatchCases wanted;
    wanted.editedArm = "edited";
    wanted.realArm = "real";
    wanted.count = 3;
    (void)cf::sessions::casesOfBatch(text, "/nowhere", wanted);
    return 0;
}
