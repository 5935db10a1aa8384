#pragma once

#include "ui/images/DifferencePicture.h"
#include "ui/images/RadiographPicture.h"

#include <QTransform>

class QPainter;

namespace cf::ui {

/// Draws a radiograph and remembers the screen image it made: a pan or a moving divider costs no new one.
class PictureLayer
{
public:
    /// `brightness` from 0 to 1 darkens the whole, as under a difference map.
    void draw(QPainter &painter, const PicturePointer &picture, const QTransform &imageToScreen, const QRectF &area,
        const std::optional<DisplayWindow> &window, bool inverted, double brightness = 1.0);

private:
    void prepareTable(const std::optional<DisplayWindow> &window, bool inverted, double brightness);

    PicturePointer m_picture;
    std::optional<DisplayWindow> m_window;
    bool m_inverted = false;
    double m_brightness = -1.0;
    std::vector<QRgb> m_table;
    int m_level = -1;
    QRect m_part;
    QImage m_image;
};

/// The same for a difference map.
class DifferenceLayer
{
public:
    void draw(QPainter &painter, const DifferencePointer &difference, const QTransform &imageToScreen,
        const QRectF &area, const MapLook &look);

private:
    DifferencePointer m_difference;
    MapLook m_look;
    int m_level = -1;
    QRect m_part;
    QImage m_image;
};

} // namespace cf::ui
