#pragma once

#include "ui/canvas/Viewport.h"

#include <QWidget>

namespace cf::ui {

/// How original and counterfactual are laid beside or over each other.
enum class Arrangement { SideBySide, Swipe, Blink, Checker, Overlay, Difference };

/// The images in the middle of the window: two linked views, or one that holds both.
class CompareView : public QWidget
{
    Q_OBJECT

public:
    CompareView(ToolBox &tools, ViewState &state, QWidget *parent = nullptr);

    /// Both contents go where the arrangement wants them. A and B keep their own names wherever they are shown.
    void setContents(ViewportContent original, ViewportContent counterfactual);
    void setArrangement(Arrangement arrangement);
    Arrangement arrangement() const { return m_arrangement; }
    /// Exchanges the places of the two; their badges go with them.
    void exchange();
    /// One view alone, or both again.
    void toggleMaximised(Viewport *view);
    void setLinked(bool linked);
    bool linked() const { return m_linked; }

    Viewport &first() { return *m_first; }
    Viewport &second() { return *m_second; }
    /// The view that keys act on.
    Viewport &active();
    /// About the middle of that view.
    void zoomBy(double factor);

    void setMask(MaskOverlay *overlay, QUndoStack *undo);
    /// On the counterfactual alone, whichever view shows it.
    void setGrips(GripLayer *grips);
    /// The counterfactual in the making, while a grip is dragged; null: it is shown as it is.
    void setPreview(const QImage &preview);
    void setContourVisible(bool visible);
    void setMaskVisible(bool visible);
    void setOverlaysVisible(bool visible);
    void setDifferenceOverImage(bool shown);
    void peekWithoutGrid(bool hidden);
    void setPanHeld(bool held);

    /// The pictures as they are on the screen, with all their marks.
    QImage figure();

Q_SIGNALS:
    void arrangementChanged();
    void radiusChangeRequested(double factor);
    void imageStepRequested(int images);
    void maskPainted();
    void menuRequested(const QPoint &globalPosition);

private:
    void rearrange();

    ViewState &m_shared;
    ViewState m_own; ///< Of the second view while the two are not linked.
    Viewport *m_first;
    Viewport *m_second;
    ViewportContent m_original;
    ViewportContent m_counterfactual;
    Arrangement m_arrangement = Arrangement::SideBySide;
    Viewport *m_maximised = nullptr;
    bool m_exchanged = false;
    bool m_linked = true;
    bool m_differenceOverImage = false;
};

} // namespace cf::ui
