// Any text as a study's protocol and its list of cases: what can be read is checked, written and read again as the
// same.

#include "core/sessions/cases/CaseManifest.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/sealing/ProtocolCheck.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const auto protocol = cf::sessions::protocolFromText(text)) {
        for (const auto &problem : cf::sessions::protocolProblems(*protocol))
            if (problem.text().empty())
                std::abort();
        const std::string written = cf::sessions::canonical(cf::sessions::toJson(*protocol));
        const auto again = cf::sessions::protocolFromText(written);
        if (!again || !(*again == *protocol))
            std::abort();
    }
    (void)cf::sessions::manifestFromCsv(text, "/nowhere");
    (void)cf::sessions::manifestFromJson(text, "/nowhere");
    return 0;
}
