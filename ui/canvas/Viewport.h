#pragma once

#include "ui/canvas/Gesture.h"
#include "ui/canvas/ViewState.h"
#include "ui/canvas/layers/PictureLayer.h"
#include "ui/images/ViewportContent.h"

#include <QPointer>
#include <QTimer>
#include <QUndoStack>
#include <QWidget>

#include <array>

namespace cf::ui {

class GripLayer;
class MaskDocument;
class MaskOverlay;
class ToolBox;

/// One view of one image, or of two that are compared in place. Header, image, overlays, marks and frame are painted
/// together in one paintEvent, so that no layout can part an image from what is said about it.
class Viewport : public QWidget
{
    Q_OBJECT

public:
    Viewport(ToolBox &tools, ViewState &state, QWidget *parent = nullptr);
    ~Viewport() override;

    void setContent(ViewportContent content);
    const ViewportContent &content() const { return m_contents[0]; }
    /// `under` and `over` in one view: A left and B right of a divider, in turn, in squares, or blended.
    void setComparison(CompareMode mode, ViewportContent under, ViewportContent over);
    /// True when anything shown holds synthetic pixels: the marks depend on this alone.
    bool showsSynthetic() const;

    /// Without a header the badge moves into the image's corner. For small views.
    void setHeaderVisible(bool visible);
    /// Shows the content's difference map: alone over the darkened original, or on the image itself.
    enum class DifferenceDisplay { Off, OverImage, Alone };
    void setDifferenceDisplay(DifferenceDisplay display);
    void setContourVisible(bool visible);
    void setMaskVisible(bool visible);
    /// Texts, ruler and side letters. The marks of synthetic images are not among them.
    void setOverlaysVisible(bool visible);

    void setState(ViewState &state);
    ViewState &state() const { return *m_state; }
    ToolBox &tools() const { return m_tools; }
    /// `overlay` may be shared by several views. `filled`: with its veil, as where it is drawn.
    void setMask(MaskOverlay *overlay, QUndoStack *undo, bool filled);
    /// Shown over contents that take them, while the mask is; may be shared by several views.
    void setGrips(GripLayer *grips);
    void setGripsHidden(bool hidden); ///< For pictures that leave the window.
    /// A picture in the making over a content that takes grips; null: none.
    void setPreview(const QImage &preview);
    MaskDocument *mask() const;
    QUndoStack *undoStack() const { return m_undo; }

    /// Where the image lies within the widget: the same insets for every role.
    QRectF area() const;
    QSizeF imageSize() const;
    double pixelAspect() const;
    QTransform imageToScreen() const;
    /// The window in force: the chosen one or the image's own.
    std::optional<DisplayWindow> shownWindow() const;

    /// Whether the wheel may ask for another image: only where there is one to go to.
    void setScrolls(bool scrolls) { m_scrolls = scrolls; }
    /// While Space is held the left button drags the image.
    void setPanHeld(bool held);
    /// Hides the grid marks for at most 3 seconds.
    void peekWithoutGrid(bool hidden);
    void setDivider(double share);

    QSize minimumSizeHint() const override { return { 240, 200 }; }
    QSize sizeHint() const override { return { 480, 440 }; }

Q_SIGNALS:
    void maximiseRequested();
    /// A mask tool was put to the image: whoever paints wants to see the mask.
    void maskPainted();
    void radiusChangeRequested(double factor);
    void imageStepRequested(int images); ///< By the wheel: +1 the next one, −1 the one before.
    void menuRequested(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    const ViewportContent &reference() const;
    const ViewportContent &shownContent() const; ///< The one that the header speaks of.
    PointerPosition positionOf(const QPointF &screen, Qt::KeyboardModifiers modifiers) const;
    bool nearDivider(const QPointF &screen) const;
    bool showsGrips() const;
    void contentChanged();
    void updateCursor();

    void paintPictures(QPainter &painter, const QRectF &visible);
    void paintOne(QPainter &painter, std::size_t index);
    void paintOverlays(QPainter &painter, const QRectF &visible);
    void paintGridMarks(QPainter &painter, const QRectF &visible);
    void paintDivider(QPainter &painter);
    void paintPointer(QPainter &painter);
    void paintFrame(QPainter &painter);
    void paintRibbon(QPainter &painter);
    void paintHeader(QPainter &painter);
    QString windowAndZoomText() const;

    ToolBox &m_tools;
    ViewState *m_state;
    std::array<ViewportContent, 2> m_contents;
    std::array<PictureLayer, 2> m_layers;
    DifferenceLayer m_differenceLayer;
    CompareMode m_mode = CompareMode::Single;
    double m_divider = 0.5;
    double m_opacity = 0.5;
    bool m_blinkShowsOver = false;
    QTimer m_blink;
    QTimer m_peek;
    bool m_gridHidden = false;
    bool m_headerVisible = true;
    bool m_contourVisible = true;
    bool m_maskVisible = true;
    bool m_overlaysVisible = true;
    DifferenceDisplay m_difference = DifferenceDisplay::Off;
    QPointer<MaskOverlay> m_mask;
    QPointer<QUndoStack> m_undo;
    bool m_maskFilled = false;
    QPointer<GripLayer> m_grips;
    bool m_gripsHidden = false;
    bool m_panHeld = false;
    bool m_draggingDivider = false;
    bool m_pointerInside = false;
    bool m_keyboardFocus = false;
    QPointF m_pointer;
    QPointF m_pressed;
    bool m_scrolls = false;
    double m_scrolled = 0.0; ///< Steps of the wheel that did not make a whole image yet.
    std::unique_ptr<Gesture> m_gesture;
};

} // namespace cf::ui
