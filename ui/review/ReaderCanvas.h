#pragma once

#include "core/sessions/reading/Reading.h"
#include "ui/canvas/ViewTransform.h"
#include "ui/images/RadiographPicture.h"

#include <QImage>
#include <QLineF>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace cf::ui {

/// What the panes of one case share, so that they move, zoom and are windowed as one.
struct ReaderView {
    ViewTransform transform;
    std::optional<DisplayWindow> window;
    bool isInverted = false;
    enum class Tool { Window, Pan, Zoom, Loupe, Length, Mark };
    Tool tool = Tool::Window;
    /// What the protocol gives into the reader's hand; the mouse does nothing else.
    struct Allowed {
        bool window = true;
        bool pan = true;
        bool zoom = true;
        bool loupe = false;
        bool length = false;
    };
    Allowed allowed;
    std::function<void()> changed; ///< Called after any change, to repaint all panes.
};

/// One image of a case: header, image, marks, ribbon. Knows nothing of arms, so that nothing here can differ with them.
class ReaderCanvas : public QWidget
{
public:
    explicit ReaderCanvas(ReaderView &view, QWidget *parent = nullptr);

    /// `title`: "CASE 14"; `ribbon`: the same sentence under every image.
    void show(PicturePointer picture, const QString &title, const QString &ribbon);
    /// Nothing but black, while the reader pauses.
    void setBlank(bool blank);
    void setMarks(std::vector<sessions::Mark> marks, int active);
    void setShape(sessions::MarkShape shape) { m_shape = shape; }
    /// Called with a mark that was drawn with the mouse.
    std::function<void(const sessions::Mark &)> marked;
    /// Called when the picture was pressed: this pane was meant.
    std::function<void()> pressed;
    void setChosen(bool chosen);
    /// As a drag of the tool in hand by so many screen pixels does; for keys.
    void drag(const QPointF &delta);
    /// Loupe and length leave the image.
    void putAway();
    QString lengthText() const; ///< "41.2 mm", in pixels where the film says no spacing; empty: nothing is measured.
    QSizeF pictureSize() const { return m_picture ? m_picture->size() : QSizeF(1, 1); }

    QSize minimumSizeHint() const override { return { 320, 300 }; }
    /// Where the image lies, below the header and above the ribbon.
    QRectF imageArea() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    QTransform toScreen() const;
    void paintMarks(QPainter &painter);
    void paintTexts(QPainter &painter);
    void paintLoupe(QPainter &painter);
    void paintLength(QPainter &painter);
    void dragWindow(const QPointF &delta);
    void dragTool(ReaderView::Tool tool, const QPointF &start, const QPointF &delta);
    const QImage &rendered(double scale);

    ReaderView &m_view;
    PicturePointer m_picture;
    QString m_title;
    QString m_ribbon;
    bool m_isBlank = false;
    bool m_isChosen = false;
    std::vector<sessions::Mark> m_marks;
    int m_active = -1;
    sessions::MarkShape m_shape = sessions::MarkShape::Box;
    std::optional<sessions::Mark> m_drawing;
    std::optional<QPointF> m_last;
    std::optional<QPointF> m_loupe; ///< Middle of the glass on the screen.
    std::optional<QLineF> m_length; ///< In image pixels.
    QImage m_image; ///< As last rendered, with what it was rendered for.
    int m_level = -1;
    std::optional<DisplayWindow> m_imageWindow;
    bool m_imageInverted = false;
};

} // namespace cf::ui
