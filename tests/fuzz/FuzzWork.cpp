// Any bytes as one of the three files in which the work on an image is kept: instruction, mask, undo stack. What can be
// read is written and read again as the same.

#include "tests/fuzz/FuzzFile.h"
#include "ui/session/saving/WorkStore.h"

#include <array>

namespace {

constexpr std::array<const char *, 3> endings{ ".json", ".png", ".undo" };

void put(const char *ending, const void *data, std::size_t size)
{
    std::ofstream(cf::fuzz::folder() / (std::string("any") + ending), std::ios::binary | std::ios::trunc)
        .write(static_cast<const char *>(data), static_cast<std::streamsize>(size));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const cf::ui::WorkStore store(cf::fuzz::folder());
    store.remove("any");
    // The first byte chooses the file that the rest is.
    const std::size_t which = data[0] % endings.size();
    static const std::string drawn = R"({"instruction":"remove the pacemaker","mask":true})";
    put(endings[0], drawn.data(), drawn.size());
    put(endings[which], data + 1, size - 1);
    QStringList problems;
    const auto work = store.load("any", problems);
    if (!work) {
        if (problems.isEmpty())
            std::abort();
        return 0;
    }
    if (!store.save("again", *work))
        std::abort();
    const auto again = store.load("again", problems);
    // Half a character is written as another.
    const bool isText = work->draft.instruction.isValidUtf16();
    if (!again || (isText && !(again->draft == work->draft)) || !(again->mask.pixels == work->mask.pixels)
        || again->undo.has_value() != work->undo.has_value() || again->sourceLabels != work->sourceLabels
        || (work->undo && again->undo->steps.size() != work->undo->steps.size()))
        std::abort();
    store.remove("again");
    return 0;
}
