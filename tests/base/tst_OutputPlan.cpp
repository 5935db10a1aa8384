// One command's files together: every pair of inputs and outputs, however the names are spelt.

#include "core/base/files/OutputPlan.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;

bool isRefused(const OutputPlan &plan)
{
    const auto checked = plan.check();
    return !checked && checked.error().code == ErrorCode::InvalidInput;
}

OutputPlan planOf(const fs::path &input, const fs::path &output, const WritePolicy &policy)
{
    OutputPlan plan;
    plan.reads("--input", input);
    plan.writes("--output", output, policy);
    return plan;
}

void anInputIsNeverAnOutput(const fs::path &folder)
{
    const fs::path input = folder / "in";
    std::ofstream(input) << "of the user";
    fs::create_symlink(input, folder / "link");
    fs::create_hard_link(input, folder / "hard");
    fs::create_directory(folder / "sub");
    fs::create_directory_symlink(folder, folder / "sub" / "up");
    for (const fs::path &spelling : { input, folder / "link", folder / "hard", folder / "." / "in",
             folder / "sub" / ".." / "in", folder / "sub" / "up" / "in" }) {
        const auto checked = planOf(input, spelling, replaceOwn()).check();
        CF_CHECK(!checked && checked.error().message.find("--input reads") != std::string::npos);
        CF_CHECK(isRefused(planOf(spelling, input, replaceOwn())));
    }
    CF_CHECK(planOf(input, folder / "out", refuseExisting()).check() && !fs::exists(folder / "out"));
    fs::current_path(folder);
    CF_CHECK(isRefused(planOf(input, "in", replaceOwn())) && planOf(input, "out", refuseExisting()).check());
    fs::current_path("/");
}

void outputsAreDifferentFiles(const fs::path &folder)
{
    fs::create_directory(folder / "sub");
    fs::create_directory_symlink(folder / "sub", folder / "same");
    const auto pair = [](const fs::path &a, const fs::path &b) {
        OutputPlan plan;
        plan.writes("--figure", a, refuseExisting());
        plan.writes("--json", b, refuseExisting(), OutputPlan::Form::Text);
        return plan;
    };
    CF_CHECK(isRefused(pair(folder / "sub" / "x", folder / "same" / "x")));
    CF_CHECK(isRefused(pair(folder / "x", folder / "sub" / ".." / "x")));
    CF_CHECK(isRefused(pair(folder / "x.png", folder / "X.PNG")));
    CF_CHECK(pair(folder / "x", folder / "sub" / "x").check() && pair(folder / "x", folder / "y").check());
    CF_CHECK(pair(folder / "x", "/dev/null").check());
    CF_CHECK(isRefused(pair("/dev/null", folder / "x"))); // A picture needs a file.
    CF_CHECK(!pair(folder / "x", folder / "nowhere" / "y").check());
    CF_CHECK(pair(folder / "x", "").check() && pair(folder / "x", "").checkOutput("--json"));
    CF_CHECK(pair(folder / "x", folder / "nowhere" / "y").checkOutput("--figure"));
}

} // namespace

int main()
{
    for (const auto work : { anInputIsNeverAnOutput, outputsAreDifferentFiles }) {
        const test::TemporaryFolder folder;
        work(folder.path());
    }
}
