#include "ui/actions/ActionRegistry.h"

#include <algorithm>
#include <iterator>

namespace cf::ui {

// Viewing keys are those of reading stations (IHE Basic Image Review), mask keys those of picture editors.
std::vector<KeyEntry> ActionRegistry::windowKeys()
{
    using enum KeyScope;
    return {
        { Global, "F1", "help.show", QT_TR_NOOP("Help") },
        { Global, "", "help.tour", QT_TR_NOOP("Tour") },
        { Global, "", "help.use", QT_TR_NOOP("Intended use") },
        { Global, "Ctrl+K", "app.palette", QT_TR_NOOP("Commands…") },
        { Global, "Ctrl+,", "app.preferences", QT_TR_NOOP("Preferences…") },
        { Global, "F10", "app.menu", QT_TR_NOOP("Menus") },
        { Global, "F12", "window.viewer", QT_TR_NOOP("Second viewer") },
        { Global, "F8", "workspace.studies", QT_TR_NOOP("Studies") },
        { Global, "F9", "panels.toggle", QT_TR_NOOP("Hide or show side panels") },
        { Global, "F11", "window.fullscreen", QT_TR_NOOP("Full screen") },
        { Global, "", "window.resetLayout", QT_TR_NOOP("Reset layout") },
    };
}

std::vector<KeyEntry> ActionRegistry::workKeys()
{
    using enum KeyScope;
    return {
        { Global, "Ctrl+O", "study.open", QT_TR_NOOP("Open files…") },
        { Global, "Ctrl+Shift+O", "study.openFolder", QT_TR_NOOP("Open folder…") },
        { Global, "", "model.choose", QT_TR_NOOP("Load a model folder…") },
        { Global, "", "film.reading", QT_TR_NOOP("How the film is read…") },
        { Global, "Ctrl+S", "project.checkpoint", QT_TR_NOOP("Save now (autosave is always on)") },
        { Global, "Ctrl+Shift+S", "export.dicom", QT_TR_NOOP("Save synthetic DICOM…") },
        { Global, "Ctrl+Shift+F", "export.figure", QT_TR_NOOP("Save a figure…") },
        { Global, "Ctrl+Q", "app.quit", QT_TR_NOOP("Quit") },
        { Global, "Ctrl+Z", "edit.undo", QT_TR_NOOP("Undo") },
        { Global, "Ctrl+Shift+Z Ctrl+Y", "edit.redo", QT_TR_NOOP("Redo") },
        { Global, "Ctrl+E", "prompt.focus", QT_TR_NOOP("Go to the instruction") },
        { Global, "Ctrl+Return Ctrl+Enter", "job.generate", QT_TR_NOOP("Generate") },
        { Global, "Shift+Esc", "job.cancel", QT_TR_NOOP("Cancel") },
        { Global, "Ctrl+Shift+E", "captions.edit", QT_TR_NOOP("Edit captions") },
        { Global, "Ctrl+Shift+N", "seed.new", QT_TR_NOOP("New seed") },
        { Global, "Ctrl+L", "view.link", QT_TR_NOOP("Link or unlink views") },
        { Global, "Ctrl+Shift+C", "parameters.copy", QT_TR_NOOP("Copy parameters") },
        { Global, "Ctrl+Tab", "pane.next", QT_TR_NOOP("Next pane") },
    };
}

std::vector<KeyEntry> ActionRegistry::toolKeys()
{
    using enum KeyScope;
    return {
        { Canvas, "?", "help.keys", QT_TR_NOOP("All keys") },
        { Canvas, "/", "prompt.focus2", QT_TR_NOOP("Go to the instruction") },
        { Canvas, "W", "tool.window", QT_TR_NOOP("Window / level") },
        { Canvas, "T", "tool.pan", QT_TR_NOOP("Pan") },
        { Canvas, "Space", "tool.panHold", QT_TR_NOOP("Pan while held"), true },
        { Canvas, "Z", "tool.zoom", QT_TR_NOOP("Zoom") },
        { Canvas, "P", "tool.probe", QT_TR_NOOP("Pixel probe") },
        { Canvas, "Shift+P", "probe.lock", QT_TR_NOOP("Lock or free the probe") },
        { Canvas, "B", "tool.brush", QT_TR_NOOP("Brush") },
        { Canvas, "E", "tool.eraser", QT_TR_NOOP("Eraser") },
        { Canvas, "L", "tool.lasso", QT_TR_NOOP("Lasso") },
        { Canvas, "U", "tool.rectangle", QT_TR_NOOP("Rectangle") },
        { Canvas, "O", "tool.ellipse", QT_TR_NOOP("Ellipse") },
        { Canvas, "Q", "mask.toggle", QT_TR_NOOP("Hide or show the mask") },
        { Canvas, "[", "brush.smaller", QT_TR_NOOP("Brush smaller") },
        { Canvas, "]", "brush.larger", QT_TR_NOOP("Brush larger") },
        { Canvas, "Shift+[", "brush.softer", QT_TR_NOOP("Softer edge") },
        { Canvas, "Shift+]", "brush.harder", QT_TR_NOOP("Harder edge") },
        { Canvas, "M", "mask.find", QT_TR_NOOP("Find the region of the edit") },
        { Canvas, "", "mask.fromResult", QT_TR_NOOP("Correct the region of the edit") },
        { Canvas, "", "mask.open", QT_TR_NOOP("Mask from a file…") },
        { Canvas, "Ctrl+I", "mask.invert", QT_TR_NOOP("Invert mask") },
        { Canvas, "Shift+Del", "mask.clear", QT_TR_NOOP("Clear mask") },
    };
}

std::vector<KeyEntry> ActionRegistry::viewKeys()
{
    using enum KeyScope;
    return {
        { Canvas, "I", "overlay.cycle", QT_TR_NOOP("Texts on the image (never the SYNTHETIC marks)") },
        { Canvas, "Shift+I", "view.invert", QT_TR_NOOP("Invert greyscale") },
        { Canvas, "F Ctrl+0", "view.fit", QT_TR_NOOP("Fit") },
        { Canvas, "Ctrl+1", "view.oneToOne", QT_TR_NOOP("One image pixel to one screen pixel") },
        { Canvas, "+ =", "view.zoomIn", QT_TR_NOOP("Zoom in") },
        { Canvas, "-", "view.zoomOut", QT_TR_NOOP("Zoom out") },
        { Canvas, "R", "view.rotate", QT_TR_NOOP("Rotate 90° clockwise") },
        { Canvas, "Shift+R", "view.rotateBack", QT_TR_NOOP("Rotate 90° back") },
        { Canvas, "Shift+F", "view.flip", QT_TR_NOOP("Flip left and right") },
        { Canvas, "Backspace", "view.reset", QT_TR_NOOP("Reset zoom, pan, window, rotation") },
        { Canvas, "0", "preset.file", QT_TR_NOOP("Window of the file") },
        { Canvas, "Shift+Left", "window.narrower", QT_TR_NOOP("Window 1 % narrower") },
        { Canvas, "Shift+Right", "window.wider", QT_TR_NOOP("Window 1 % wider") },
        { Canvas, "Shift+Up", "level.up", QT_TR_NOOP("Level 1 % up") },
        { Canvas, "Shift+Down", "level.down", QT_TR_NOOP("Level 1 % down") },
        { Canvas, "Alt+Left", "pan.left", QT_TR_NOOP("Pan left") },
        { Canvas, "Alt+Right", "pan.right", QT_TR_NOOP("Pan right") },
        { Canvas, "Alt+Up", "pan.up", QT_TR_NOOP("Pan up") },
        { Canvas, "Alt+Down", "pan.down", QT_TR_NOOP("Pan down") },
    };
}

std::vector<KeyEntry> ActionRegistry::compareKeys()
{
    using enum KeyScope;
    return {
        { Canvas, "Up", "image.previous", QT_TR_NOOP("Previous image") },
        { Canvas, "Down", "image.next", QT_TR_NOOP("Next image") },
        { Canvas, "PgUp", "result.previous", QT_TR_NOOP("Previous edit") },
        { Canvas, "PgDown", "result.next", QT_TR_NOOP("Next edit") },
        { Global, "Alt+1", "compare.side", QT_TR_NOOP("Side by side") },
        { Global, "Alt+2", "compare.swipe", QT_TR_NOOP("Swipe") },
        { Global, "Alt+3", "compare.blink", QT_TR_NOOP("Blink") },
        { Global, "Alt+4", "compare.checker", QT_TR_NOOP("Checkerboard") },
        { Global, "Alt+5", "compare.overlay", QT_TR_NOOP("Overlay") },
        { Global, "Alt+6", "compare.difference", QT_TR_NOOP("Difference") },
        { Canvas, "C", "compare.next", QT_TR_NOOP("Next compare mode") },
        { Canvas, "V", "compare.flip", QT_TR_NOOP("Swap A and B in place") },
        { Canvas, "J", "compare.rebuilt", QT_TR_NOOP("Hold: the rebuilt image without edit"), true },
        { Canvas, "Shift+D", "difference.overlay", QT_TR_NOOP("Difference over the counterfactual") },
        { Canvas, "S", "region.contour", QT_TR_NOOP("Show or hide the change contour") },
        { Canvas, "Shift+Space", "marks.peek", QT_TR_NOOP("Hide the grid marks while held, at most 3 s"), true },
        { Canvas, ".", "result.star", QT_TR_NOOP("Star") },
        { Canvas, "Ctrl+M", "tile.maximise", QT_TR_NOOP("Maximise or restore view") },
        { Global, "Ctrl+Shift+M", "view.filmOnly", QT_TR_NOOP("Films only") },
    };
}

const std::vector<KeyEntry> &ActionRegistry::entries()
{
    static const std::vector<KeyEntry> all = [] {
        std::vector<KeyEntry> entries;
        for (const auto &keys : { windowKeys(), workKeys(), toolKeys(), viewKeys(), compareKeys() })
            std::ranges::copy(keys, std::back_inserter(entries));
        return entries;
    }();
    return all;
}

} // namespace cf::ui
