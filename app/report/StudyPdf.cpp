#include "app/report/StudyPdf.h"

#include "core/sessions/analysis/report/ReportPage.h"
#include "core/sessions/analysis/report/ReportPlots.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QImage>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPalette>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QUrl>

#include <cmath>

namespace cf {

namespace {

/// Plots are painted with this many pixels for each of the drawing's, so that print stays sharp (some 300 dpi).
constexpr int sharpness = 4;

/// The page's own style counts in pixels, which Qt does not scale to paper; this one counts in points.
constexpr const char *paperStyle = "h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 10pt; }"
                                   "p, li, td, th { font-size: 9pt; } td, th { padding-right: 9px; }"
                                   "p.how { font-size: 8pt; color: #555555; } .why { color: #8a4b00; }"
                                   "code { font-size: 7pt; }";

constexpr int dotsPerInch = 96; ///< Of layout; text and lines stay vectors.
constexpr int captionHeight = 22; ///< Above a plot, in the drawing's pixels.
constexpr int footHeight = 26; ///< Below the text of a page, in dots.

/// Qt aligns cells by their attribute alone.
std::string withAlignedNumbers(std::string page)
{
    const std::string mark = "class=\"n\"";
    const std::string aligned = "align=\"right\" ";
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + aligned.size() + 1))
        page.insert(at, aligned);
    return page;
}

std::string withoutStyle(std::string page)
{
    const std::string end = "</style>";
    const std::size_t from = page.find("<style>");
    const std::size_t to = page.find(end);
    if (from != std::string::npos && to != std::string::npos)
        page.erase(from, to + end.size() - from);
    return page;
}

/// A plot under its caption.
QImage drawn(const sessions::Plot &plot)
{
    const sessions::PlotSize size = sessions::sizeOf(plot);
    QImage image(size.width * sharpness, (size.height + captionHeight) * sharpness, QImage::Format_RGB32);
    image.fill(Qt::white);
    QSvgRenderer renderer(QByteArray::fromStdString(sessions::svgOf(plot)));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(sharpness, sharpness);
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(12);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.drawText(
        QRectF(0, 0, size.width, captionHeight), Qt::AlignLeft | Qt::AlignVCenter, QString::fromStdString(plot.title));
    renderer.render(&painter, QRectF(0, captionHeight, size.width, size.height));
    return image;
}

/// No heading stands at the foot of a page with what it names on the next.
void keepHeadings(QTextDocument &document, double pageHeight)
{
    constexpr double below = 110.0; // Dots for the heading, how it was computed, and the first rows.
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        const double top = document.documentLayout()->blockBoundingRect(block).top();
        if (pageHeight - std::fmod(top, pageHeight) >= below)
            continue;
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        QTextCursor(block).setBlockFormat(format);
        // All anew: Qt moves tables down behind a new break but leaves paragraphs between them where they were.
        document.markContentsDirty(0, document.characterCount());
    }
}

/// Every page with its number and the hash of what was sealed.
void printPages(QTextDocument &document, QPdfWriter &writer, const QString &seal)
{
    QPainter painter(&writer);
    const QSizeF page(writer.width(), writer.height() - footHeight);
    document.documentLayout()->setPaintDevice(&writer);
    document.setDocumentMargin(0.0);
    document.setPageSize(page);
    keepHeadings(document, page.height());
    const int pages = document.pageCount();
    for (int number = 0; number < pages; ++number) {
        if (number > 0)
            writer.newPage();
        const double top = number * page.height();
        painter.save();
        painter.translate(0.0, -top);
        QAbstractTextDocumentLayout::PaintContext context;
        // One dot less: the first row of a picture that begins the next page would bleed in.
        context.clip = QRectF(0.0, top, page.width(), page.height() - 1.0);
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(context.clip);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
        QFont font(QStringLiteral("Inter"));
        font.setPointSizeF(6.5);
        painter.setFont(font);
        const QRectF foot(0.0, page.height(), page.width(), footHeight);
        painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, seal);
        painter.drawText(foot, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("%1 / %2").arg(number + 1).arg(pages));
    }
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
            + "\" height=\"" + std::to_string(size.height + captionHeight) + "\"><br>";
    });
    document.setDefaultFont(QFont(QStringLiteral("Inter"), 9));
    document.setDefaultStyleSheet(QString::fromLatin1(paperStyle));
    document.setHtml(QString::fromStdString(withAlignedNumbers(withoutStyle(page))));
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
        writer.setResolution(dotsPerInch);
        const std::string seal =
            analysis.seals.empty() ? "not sealed" : "sealed, SHA-256 " + analysis.seals.back().hash;
        printPages(document, writer, QString::fromStdString(seal));
    }
    if (!bytes.startsWith("%PDF"))
        return fail(ErrorCode::Internal, "The report could not be written as PDF; the HTML page says the same.");
    return bytes.toStdString();
}

} // namespace cf
