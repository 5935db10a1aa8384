#include "app/report/StudyPdf.h"

#include "core/sessions/analysis/ReportPage.h"
#include "core/sessions/analysis/ReportPlots.h"

#include <QBuffer>
#include <QImage>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

namespace cf {

namespace {

/// Plots are painted with this many pixels for each of the drawing's, so that print stays sharp (some 300 dpi).
constexpr int sharpness = 4;

/// The page's own style counts in pixels, which Qt does not scale to paper; this one counts in points.
constexpr const char *paperStyle = "h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 10pt; }"
                                   "p, li, td, th { font-size: 9pt; } td, th { padding-right: 9px; }"
                                   "p.how { font-size: 8pt; color: #555555; } .why { color: #8a4b00; }"
                                   "code { font-size: 7pt; }";

std::string withoutStyle(std::string page)
{
    const std::string end = "</style>";
    const std::size_t from = page.find("<style>");
    const std::size_t to = page.find(end);
    if (from != std::string::npos && to != std::string::npos)
        page.erase(from, to + end.size() - from);
    return page;
}

QImage drawn(const sessions::Plot &plot)
{
    const sessions::PlotSize size = sessions::sizeOf(plot);
    QImage image(size.width * sharpness, size.height * sharpness, QImage::Format_RGB32);
    image.fill(Qt::white);
    QSvgRenderer renderer(QByteArray::fromStdString(sessions::svgOf(plot)));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    return image;
}

} // namespace

Result<std::string> studyPdf(const sessions::StudyAnalysis &analysis)
{
    QTextDocument document;
    const auto plots = sessions::plotsOf(analysis);
    for (std::size_t number = 0; number < plots.size(); ++number)
        document.addResource(
            QTextDocument::ImageResource, QUrl(QStringLiteral("plot:%1").arg(number)), drawn(plots[number]));
    const std::string page = sessions::reportPage(analysis, [](const sessions::Plot &plot, std::size_t number) {
        const sessions::PlotSize size = sessions::sizeOf(plot);
        return "<br><img src=\"plot:" + std::to_string(number) + "\" width=\"" + std::to_string(size.width)
            + "\" height=\"" + std::to_string(size.height) + "\"><br>";
    });
    document.setDefaultFont(QFont(QStringLiteral("Inter"), 9));
    document.setDefaultStyleSheet(QString::fromLatin1(paperStyle));
    document.setHtml(QString::fromStdString(withoutStyle(page)));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        constexpr double margin = 18.0;
        writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
        writer.setTitle(QString::fromStdString(analysis.title));
        writer.setCreator(QStringLiteral("Contrafact"));
        document.print(&writer);
    }
    if (!bytes.startsWith("%PDF"))
        return fail(ErrorCode::Internal, "The report could not be written as PDF; the HTML page says the same.");
    return bytes.toStdString();
}

} // namespace cf
