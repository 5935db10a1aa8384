#pragma once

#include <QPointF>
#include <Qt>

#include <memory>

class QPainter;
class QTransform;
class QUndoStack;

namespace cf::ui {

class MaskDocument;
class ToolBox;
class ViewState;
class Viewport;

/// Where the pointer is, on the screen and in the image.
struct PointerPosition {
    QPointF screen;
    QPointF image;
    Qt::KeyboardModifiers modifiers;
};

/// One drag of the mouse, from press to release.
class Gesture
{
public:
    virtual ~Gesture() = default;
    virtual void move(const PointerPosition &to) = 0;
    virtual void finish() { }
    /// Puts things back as they were before the press.
    virtual void cancel() { }
    /// What the gesture shows while it lasts.
    virtual void paint(QPainter &, const QTransform & /*imageToScreen*/) const { }
};

/// The gesture of a mouse button: middle drags the image, right zooms, left does what the tool in hand does (Space
/// held: drags the image; Ctrl: window and level; Alt with a mask tool: erases). Nothing when it needs a mask and there
/// is none.
std::unique_ptr<Gesture> beginGesture(Viewport &view, Qt::MouseButton button, bool panHeld, const PointerPosition &at);

std::unique_ptr<Gesture> beginMaskGesture(
    ToolBox &tools, MaskDocument &mask, QUndoStack &undo, const PointerPosition &at);

} // namespace cf::ui
