#include "ui/settings/Preferences.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace cf::ui {
namespace {

std::vector<std::pair<const char *, const char *>> drags()
{
    return { { "pan", QT_TRANSLATE_NOOP("Preferences", "Pan") }, { "zoom", QT_TRANSLATE_NOOP("Preferences", "Zoom") },
        { "window", QT_TRANSLATE_NOOP("Preferences", "Window and level") } };
}

std::vector<Preference> generalPage()
{
    using enum Preference::Kind;
    return {
        { "general/language", QT_TRANSLATE_NOOP("Preferences", "General"), QT_TRANSLATE_NOOP("Preferences", "Language"),
            QT_TRANSLATE_NOOP("Preferences", "Of the window. Captions stay English, because the model reads English."),
            Choice, "system", 0, 0, "",
            { { "system", QT_TRANSLATE_NOOP("Preferences", "As the system") }, { "en", "English" },
                { "ja", "日本語" } } },
        { "general/restoreLayout", QT_TRANSLATE_NOOP("Preferences", "General"),
            QT_TRANSLATE_NOOP("Preferences", "Remember window and panels"),
            QT_TRANSLATE_NOOP("Preferences", "Size, place and panels are as they were when the window was closed."),
            Switch, true },
        { "general/recover", QT_TRANSLATE_NOOP("Preferences", "General"),
            QT_TRANSLATE_NOOP("Preferences", "Open again after a crash"),
            QT_TRANSLATE_NOOP(
                "Preferences", "What was open when the program stopped unexpectedly is opened at the next start."),
            Switch, true },
        { "general/askToQuit", QT_TRANSLATE_NOOP("Preferences", "General"),
            QT_TRANSLATE_NOOP("Preferences", "Ask before quitting during work"),
            QT_TRANSLATE_NOOP(
                "Preferences", "Otherwise running and waiting edits are cancelled; they stay in the history."),
            Switch, true },
    };
}

std::vector<Preference> displayPage()
{
    using enum Preference::Kind;
    return {
        { "display/textScale", QT_TRANSLATE_NOOP("Preferences", "Display"),
            QT_TRANSLATE_NOOP("Preferences", "Size of the window's parts"),
            QT_TRANSLATE_NOOP("Preferences", "Words and controls; images stay as they are. From the next start."),
            Number, 100, 100, 200, "%" },
        { "display/contrast", QT_TRANSLATE_NOOP("Preferences", "Display"),
            QT_TRANSLATE_NOOP("Preferences", "Higher contrast"),
            QT_TRANSLATE_NOOP("Preferences", "Words and lines of the window are a step brighter."), Switch, false },
        { "display/brightRoom", QT_TRANSLATE_NOOP("Preferences", "Display"),
            QT_TRANSLATE_NOOP("Preferences", "Bright room"),
            QT_TRANSLATE_NOOP(
                "Preferences", "Lighter greys around the images, for a room that is not dark. Images stay on black."),
            Switch, false },
        { "display/gridMarks", QT_TRANSLATE_NOOP("Preferences", "Display"),
            QT_TRANSLATE_NOOP("Preferences", "Strength of the grid marks"),
            QT_TRANSLATE_NOOP("Preferences", "How strongly SYN stands on synthetic images. It cannot be left out."),
            Number, 26, 12, 40, "%" },
        { "display/eyeRest", QT_TRANSLATE_NOOP("Preferences", "Display"),
            QT_TRANSLATE_NOOP("Preferences", "Rest for the eyes"),
            QT_TRANSLATE_NOOP("Preferences", "A line at the window's foot every 20 minutes."), Switch, false },
    };
}

std::vector<Preference> mousePage()
{
    using enum Preference::Kind;
    return {
        { "mouse/wheelScrolls", QT_TRANSLATE_NOOP("Preferences", "Mouse"),
            QT_TRANSLATE_NOOP("Preferences", "Wheel scrolls images"),
            QT_TRANSLATE_NOOP("Preferences",
                "The wheel goes to the next image and zooms with Ctrl. Off: it zooms, and scrolls with Ctrl."),
            Switch, false },
        { "mouse/middle", QT_TRANSLATE_NOOP("Preferences", "Mouse"),
            QT_TRANSLATE_NOOP("Preferences", "Drag with the middle button"),
            QT_TRANSLATE_NOOP("Preferences", "On an image, whatever the tool."), Choice, "pan", 0, 0, "", drags() },
        { "mouse/right", QT_TRANSLATE_NOOP("Preferences", "Mouse"),
            QT_TRANSLATE_NOOP("Preferences", "Drag with the right button"),
            QT_TRANSLATE_NOOP("Preferences", "On an image, whatever the tool. A click opens the menu."), Choice, "zoom",
            0, 0, "", drags() },
    };
}

std::vector<Preference> workPages()
{
    using enum Preference::Kind;
    return {
        { "prompt/regionFirst", QT_TRANSLATE_NOOP("Preferences", "Prompt and language"),
            QT_TRANSLATE_NOOP("Preferences", "Region first"),
            QT_TRANSLATE_NOOP("Preferences",
                "Where no mask is drawn, the region that the program finds is shown before it is applied."),
            Switch, true },
        { "models/folder", QT_TRANSLATE_NOOP("Preferences", "Models"),
            QT_TRANSLATE_NOOP("Preferences", "Model at the start"),
            QT_TRANSLATE_NOOP(
                "Preferences", "Folder of the model that is loaded when the program starts; empty: the bundled one."),
            Folder, "" },
    };
}

std::vector<Preference> storagePage()
{
    using enum Preference::Kind;
    return {
        { "history/megabytes", QT_TRANSLATE_NOOP("Preferences", "Storage"),
            QT_TRANSLATE_NOOP("Preferences", "Histories on disk"),
            QT_TRANSLATE_NOOP("Preferences",
                "Bound of all images' histories together; beyond it those not opened for the longest time go."),
            Number, 4096, 256, 1 << 20, "MB" },
        { "session/megabytes", QT_TRANSLATE_NOOP("Preferences", "Storage"),
            QT_TRANSLATE_NOOP("Preferences", "Opened images in memory"),
            QT_TRANSLATE_NOOP("Preferences",
                "Beyond it images not looked at for the longest time are read from the disk again. From the next "
                "start."),
            Number, 1536, 256, 1 << 16, "MB" },
        { "inversions/keep", QT_TRANSLATE_NOOP("Preferences", "Storage"),
            QT_TRANSLATE_NOOP("Preferences", "Keep inversions"),
            QT_TRANSLATE_NOOP("Preferences",
                "What the model makes of an image waits on disk for its next edit, for this user alone."),
            Switch, true },
        { "inversions/megabytes", QT_TRANSLATE_NOOP("Preferences", "Storage"),
            QT_TRANSLATE_NOOP("Preferences", "Inversions on disk"),
            QT_TRANSLATE_NOOP("Preferences", "Bound of the kept inversions. From the next start."), Number, 1024, 64,
            1 << 20, "MB" },
    };
}

std::vector<Preference> privacyPage()
{
    using enum Preference::Kind;
    return {
        { "privacy/autosave", QT_TRANSLATE_NOOP("Preferences", "Privacy"),
            QT_TRANSLATE_NOOP("Preferences", "Keep work on disk"),
            QT_TRANSLATE_NOOP("Preferences",
                "Instruction, mask and edits of each image, for this user alone. Off: gone with the window. From the "
                "next start."),
            Switch, true },
        { "privacy/log", QT_TRANSLATE_NOOP("Preferences", "Privacy"), QT_TRANSLATE_NOOP("Preferences", "Write a log"),
            QT_TRANSLATE_NOOP("Preferences",
                "What the program did, never a patient's name, a file's name or an instruction. From the next start."),
            Switch, true },
    };
}

} // namespace

// Only what has an effect is here.
const std::vector<Preference> &Preferences::table()
{
    static const std::vector<Preference> all = [] {
        std::vector<Preference> preferences;
        for (const auto &page :
            { generalPage(), displayPage(), mousePage(), workPages(), storagePage(), privacyPage() })
            std::ranges::copy(page, std::back_inserter(preferences));
        return preferences;
    }();
    return all;
}

} // namespace cf::ui
