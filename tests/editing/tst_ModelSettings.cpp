// A model folder that may not be read is another trouble than one that lacks a part.

#include "core/editing/engine/networks/ModelSettings.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <string>

using namespace cf;
namespace fs = std::filesystem;

namespace {

/// As somebody else than root, who may read whatever he likes: 0 read, 1 it may not be read, 2 it lacks something.
int outcomeFor(const fs::path &folder)
{
    return test::forkedCall("/dev/null", [&] {
        constexpr uid_t nobody = 65534;
        if (::geteuid() == 0 && ::setuid(nobody) != 0)
            return 3;
        const auto settings = readModelSettings(folder);
        return settings ? 0 : settings.error().message.find("cannot be read") != std::string::npos ? 1 : 2;
    }).value_or(4);
}

} // namespace

int main()
{
    const test::TemporaryFolder temporary;
    const fs::path model = temporary.path() / "model";
    for (const char *part : { "unet", "vae", "text_encoder", "tokenizer" })
        fs::create_directories(model / part);
    fs::permissions(temporary.path(), fs::perms::all);
    CF_EQUAL(outcomeFor(model), 0);
    fs::permissions(model, fs::perms::none);
    CF_EQUAL(outcomeFor(model), 1);
    fs::permissions(model, fs::perms::all);
    fs::permissions(temporary.path(), fs::perms::none); // Its parent.
    CF_EQUAL(outcomeFor(model), 1);
    fs::permissions(temporary.path(), fs::perms::all);
    fs::remove(model / "unet");
    CF_EQUAL(outcomeFor(model), 2);
    CF_EQUAL(outcomeFor(temporary.path() / "absent"), 2);
}
