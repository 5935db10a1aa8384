#include "ui/export/EditFigure.h"

#include "ui/canvas/layers/ImageAnnotations.h"
#include "ui/canvas/layers/SyntheticMarks.h"
#include "ui/compare/Legend.h"
#include "ui/export/SyntheticExport.h"
#include "ui/images/ContourTracer.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr double panelOnScreen = 640.0; ///< Logical size of a panel's longer side: words keep their proportion to it.
constexpr double gap = 12.0;
constexpr double footHeight = 74.0;
constexpr double darkened = 0.17; ///< Of the original under the map.

QString said(const char *text)
{
    return QCoreApplication::translate("EditFigure", text);
}

/// Sizes in the figure's own pixels, and how many of them make one logical pixel of words and lines.
struct FigureLayout {
    QSize film; ///< Of one panel's picture.
    double scale = 1.0;
    double reduction = 1.0; ///< Below 1 where the film had to become smaller.

    QSizeF logicalFilm() const { return QSizeF(film) / scale; }
    double panelWidth() const { return logicalFilm().width() + 2 * theme::syntheticFrame; }
    double panelHeight() const
    {
        return theme::viewportHeader + logicalFilm().height() + theme::ribbonHeight + theme::syntheticFrame;
    }
    QSizeF logicalSize() const { return { 3 * panelWidth() + 4 * gap, panelHeight() + footHeight + 2 * gap }; }
    QSize size() const
    {
        const QSizeF logical = logicalSize();
        return { int(std::ceil(logical.width() * scale)), int(std::ceil(logical.height() * scale)) };
    }
};

FigureLayout layoutFor(const RadiographPicture &picture)
{
    FigureLayout layout;
    const QSizeF film(picture.size().width(), picture.size().height() * picture.pixelAspect());
    const double widest = (widestFigure - 200.0) / 3.4;
    layout.reduction = std::min(1.0, widest / std::max(film.width(), film.height()));
    layout.film = QSize(std::max(1, int(std::lround(film.width() * layout.reduction))),
        std::max(1, int(std::lround(film.height() * layout.reduction))));
    layout.scale = std::max(0.5, std::max(layout.film.width(), layout.film.height()) / panelOnScreen);
    return layout;
}

class FigurePainter
{
public:
    FigurePainter(QImage &canvas, const FigureLayout &layout, const OpenedImage &source, const PreparedResult &result,
        const FigureView &view)
        : m_painter(&canvas)
        , m_layout(layout)
        , m_source(source)
        , m_result(result)
        , m_view(view)
    {
        m_painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        m_painter.scale(layout.scale, layout.scale);
    }

    void original(const QStringList &identity)
    {
        const QRectF area = beginPanel(0);
        drawFilm(*m_source.picture, area, 1.0);
        annotate(area);
        annotations::drawCorner(m_painter, area, identity);
        if (m_source.attributes.synthetic) { // Opened from a synthetic object: no radiograph either.
            endSynthetic(0, said("Source"), said("opened from a synthetic object"));
            return;
        }
        painting::drawPill(m_painter, QPointF(left(0), gap + 4), 20, said("ORIGINAL"), {},
            theme::colour("text.primary"), theme::colour("line.control"), theme::colour("bg.hover"));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(theme::colour("line.strong"), 1));
        m_painter.drawRect(area);
    }

    void counterfactual(const QString &name, const QString &ribbon)
    {
        const QRectF area = beginPanel(1);
        drawFilm(*m_result.counterfactual, area, 1.0);
        annotate(area);
        ViewportContent content;
        content.region = m_result.region;
        content.plate = m_result.plate;
        m_painter.save();
        m_painter.setClipRect(area);
        marks::drawGrid(m_painter, area, toFilm(area), content);
        m_painter.restore();
        endSynthetic(1, name, ribbon);
    }

    void difference(const MapLook &look)
    {
        const QRectF area = beginPanel(2);
        drawFilm(*m_source.picture, area, darkened);
        const DifferencePicture &map = *m_result.difference;
        const QImage colours = map.render(0, map.levelRect(0), look);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, m_layout.reduction < 1.0);
        m_painter.drawImage(area, colours);
        drawRegion(area);
        if (map.isSigned() && map.map().showsHardlyAnyChange())
            painting::drawOutlined(m_painter, area.center(), said("hardly any change"),
                theme::font(15, QFont::DemiBold), theme::colour("text.primary"), painting::Align::Centre);
        endSynthetic(2, said("difference map"), {});
    }

    void foot(const MapLook &look, const QStringList &credit)
    {
        const double top = gap + m_layout.panelHeight() + 8;
        const double width = m_layout.panelWidth() - 60;
        Legend(*m_result.difference, look, m_source.picture->radiograph().bitsStored, m_view.pinnedLimit.has_value(),
            QRectF(left(2) + 30, top + 22, width, 12))
            .paint(m_painter);
        const QFont font = theme::font(12);
        m_painter.setFont(font);
        m_painter.setPen(theme::colour("text.primary"));
        double y = top + 14;
        for (const QString &line : credit) {
            m_painter.drawText(QPointF(left(0), y),
                QFontMetricsF(font).elidedText(line, Qt::ElideRight, 2 * m_layout.panelWidth() + gap - 10));
            m_painter.setPen(theme::colour("text.secondary"));
            y += 17;
        }
    }

private:
    double left(int panel) const { return gap + panel * (m_layout.panelWidth() + gap); }

    /// The picture's place in a panel, in logical pixels.
    QRectF beginPanel(int panel)
    {
        const QPointF at(left(panel) + theme::syntheticFrame, gap + theme::viewportHeader);
        // On whole pixels of the figure, so that a film at its own resolution is not smoothed.
        const QPointF whole(std::round(at.x() * m_layout.scale), std::round(at.y() * m_layout.scale));
        return QRectF(whole / m_layout.scale, m_layout.logicalFilm());
    }

    QTransform toFilm(const QRectF &area) const
    {
        const QSizeF film = m_source.picture->size();
        return QTransform::fromTranslate(-area.left(), -area.top())
            * QTransform::fromScale(film.width() / area.width(), film.height() / area.height());
    }

    void drawFilm(const RadiographPicture &picture, const QRectF &area, double brightness)
    {
        std::vector<QRgb> table = picture.table(m_view.window, m_view.inverted);
        for (QRgb &colour : table) {
            const int grey = int(std::lround(qRed(colour) * brightness));
            colour = qRgb(grey, grey, grey);
        }
        const QImage image = picture.render(0, picture.levelRect(0), table);
        m_painter.save();
        m_painter.resetTransform();
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, image.size() != m_layout.film);
        const QPointF at = area.topLeft() * m_layout.scale;
        m_painter.drawImage(QRect(QPoint(int(std::lround(at.x())), int(std::lround(at.y()))), m_layout.film), image);
        m_painter.restore();
    }

    void annotate(const QRectF &area)
    {
        const Radiograph &radiograph = m_source.picture->radiograph();
        m_painter.save();
        m_painter.setClipRect(area);
        annotations::drawSideLetters(m_painter, area, toFilm(area).inverted(), radiograph);
        annotations::drawRuler(
            m_painter, area, radiograph.columnSpacing * m_source.picture->size().width() / area.width());
        m_painter.restore();
    }

    void drawRegion(const QRectF &area)
    {
        if (!m_result.region)
            return;
        m_painter.save();
        m_painter.setClipRect(area);
        annotations::drawChangeRegion(m_painter, toFilm(area).inverted(), *m_result.region);
        m_painter.restore();
    }

    void endSynthetic(int panel, const QString &name, const QString &ribbon)
    {
        const QRectF whole(left(panel), gap, m_layout.panelWidth(), m_layout.panelHeight());
        m_painter.save();
        m_painter.translate(whole.topLeft());
        const QRectF own(QPointF(0, 0), whole.size());
        marks::drawFrame(m_painter, own, theme::viewportHeader);
        marks::drawRibbon(m_painter,
            QRectF(theme::syntheticFrame, own.bottom() - theme::syntheticFrame - theme::ribbonHeight,
                own.width() - 2 * theme::syntheticFrame, theme::ribbonHeight),
            ribbon);
        const double badge = painting::drawSyntheticBadge(m_painter, QPointF(0, 4), 20, marks::badge());
        const QFont font = theme::font(12);
        m_painter.setFont(font);
        m_painter.setPen(theme::colour("text.primary"));
        m_painter.drawText(
            QPointF(badge + 8, 18), QFontMetricsF(font).elidedText(name, Qt::ElideRight, own.width() - badge - 16));
        m_painter.restore();
    }

    QPainter m_painter;
    const FigureLayout &m_layout;
    const OpenedImage &m_source;
    const PreparedResult &m_result;
    const FigureView &m_view;
};

QString dateText(const std::string &dicom)
{
    const QString text = plainText(dicom);
    return text.size() == 8 ? text.left(4) + '-' + text.mid(4, 2) + '-' + text.mid(6) : text;
}

QStringList identityLines(const InstanceAttributes &attributes)
{
    QStringList lines;
    for (const QString &each : { plainText(attributes.patientName).section('=', 0, 0).replace('^', ' ').trimmed(),
             plainText(attributes.patientId), dateText(attributes.patientBirthDate), dateText(attributes.studyDate) })
        if (!each.isEmpty())
            lines << each;
    return lines;
}

QStringList creditLines(
    const PreparedResult &result, const QString &name, const FigureChoices &choices, const FigureLayout &layout)
{
    const Provenance &made = result.provenance;
    QStringList lines;
    lines << (choices.instruction && !made.prompt.empty() ? name + " · " + plainText(made.prompt) : name)
            + (result.refused() ? " · " + said("REFUSED") : QString());
    lines << said("%1 · model %2 · method %3 · seed %4")
                 .arg(plainText(made.program), plainText(made.model), plainText(made.method))
                 .arg(made.seed);
    QString last = said("Synthetic: not a radiograph of this patient. For research and education, not for diagnosis.");
    if (layout.reduction < 1.0)
        last += ' ' + said("Shown at %1 % of the film's resolution.").arg(int(std::lround(100 * layout.reduction)));
    lines << last;
    return lines;
}

} // namespace

QImage drawFigure(const OpenedImage &source, const PreparedResult &result, const QString &name, const FigureView &view,
    const FigureChoices &choices)
{
    const FigureLayout layout = layoutFor(*source.picture);
    QImage canvas(layout.size(), QImage::Format_RGB32);
    if (canvas.isNull())
        return {};
    canvas.fill(theme::colour("bg.window"));
    const MapLook look = result.difference->look(view.pinnedLimit, view.inverted);
    FigurePainter figure(canvas, layout, source, result, view);
    figure.original(choices.identity ? identityLines(source.attributes) : QStringList());
    figure.counterfactual(name,
        said("%1 · %2 · seed %3")
            .arg(plainText(result.provenance.model),
                plainText(methodInWords(result.provenance.method, result.provenance.chosen)))
            .arg(result.provenance.seed));
    figure.difference(look);
    figure.foot(look, creditLines(result, name, choices, layout));
    return canvas;
}

Result<> saveFigure(const QImage &figure, const std::filesystem::path &file)
{
    if (figure.isNull())
        return fail(ErrorCode::InvalidInput, "The figure is too large to be drawn.");
    return saveOwnPicture(figure, file);
}

} // namespace cf::ui
