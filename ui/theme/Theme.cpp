#include "ui/theme/Theme.h"

#include "ui/theme/OwnStyle.h"

#include <QApplication>
#include <QFile>
#include <QFrame>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QStyle>
#include <QSvgRenderer>
#include <QWidget>

static void loadResources()
{
    // Libraries that are linked statically do not register their resources by themselves.
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(styles);
}

namespace cf::ui::theme {
namespace {

QByteArray resource(const QString &path)
{
    loadResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QHash<QString, QColor> tokensOf(const Look &look)
{
    QHash<QString, QColor> colours;
    const QJsonObject file = QJsonDocument::fromJson(resource(":/styles/tokens.json")).object();
    const auto take = [&colours](const QJsonObject &groups) {
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            const QJsonObject members = group->toObject();
            for (auto member = members.begin(); member != members.end(); ++member)
                colours.insert(group.key() + '.' + member.key(), QColor(member->toString()));
        }
    };
    take(file["colours"].toObject());
    if (look.brightRoom)
        take(file["brightRoom"].toObject());
    if (look.contrast)
        take(file[look.brightRoom ? "brightRoomContrast" : "contrast"].toObject());
    return colours;
}

Look shownLook;

QHash<QString, QColor> &tokens()
{
    static QHash<QString, QColor> all = tokensOf(shownLook);
    return all;
}

QString styleSheet()
{
    QString sheet = QString::fromUtf8(resource(":/styles/contrafact.qss"));
    static const QRegularExpression token("@([a-z]+\\.[A-Za-z]+)");
    QString filled;
    qsizetype from = 0;
    for (auto matches = token.globalMatch(sheet); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto known = tokens().constFind(match.captured(1));
        filled += sheet.mid(from, match.capturedStart() - from);
        filled += known == tokens().constEnd() ? match.captured(0) : known->name();
        from = match.capturedEnd();
    }
    return filled + sheet.mid(from);
}

} // namespace

QColor colour(const QString &token)
{
    return tokens().value(token, QColor(Qt::magenta));
}

QColor colour(const QString &token, double opacity)
{
    QColor value = colour(token);
    value.setAlphaF(float(opacity));
    return value;
}

QFont font(int pixels, QFont::Weight weight, double letterSpacing)
{
    QFont result;
    result.setFamilies({ "Inter", "Noto Sans CJK JP", "DejaVu Sans" });
    result.setPixelSize(pixels);
    result.setWeight(weight);
    if (letterSpacing > 0.0)
        result.setLetterSpacing(QFont::AbsoluteSpacing, letterSpacing);
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

QPixmap glyph(const QString &name, const QString &token, int size, double pixelRatio)
{
    const QString key = QString("glyph/%1/%2/%3/%4").arg(name, token).arg(size).arg(pixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray drawing = resource(":/icons/" + name + ".svg");
    drawing.replace("currentColor", colour(token).name().toLatin1());
    pixmap = QPixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(drawing).render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString &name, const QString &token, int size)
{
    QIcon result;
    for (const double ratio : { 1.0, 2.0 }) {
        result.addPixmap(glyph(name, token, size, ratio));
        result.addPixmap(glyph(name, "text.disabled", size, ratio), QIcon::Disabled);
    }
    return result;
}

void setStyleProperty(QWidget &widget, const char *name, const QVariant &value)
{
    if (widget.property(name) == value)
        return;
    widget.setProperty(name, value);
    widget.setAttribute(Qt::WA_StyledBackground, true);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
    QEvent changed(QEvent::StyleChange); // Frame and padding of the new rule belong to the size, too.
    QCoreApplication::sendEvent(&widget, &changed);
    widget.updateGeometry();
    widget.update();
}

void setRole(QWidget &widget, const char *role)
{
    setStyleProperty(widget, "role", QString::fromLatin1(role));
}

QFrame *horizontalLine()
{
    auto *line = new QFrame;
    setRole(*line, "hline");
    return line;
}

namespace {

void applyColours(QApplication &application)
{
    QPalette palette = application.palette();
    palette.setColor(QPalette::Window, colour("bg.window"));
    palette.setColor(QPalette::Base, colour("bg.panel"));
    palette.setColor(QPalette::AlternateBase, colour("bg.raised"));
    palette.setColor(QPalette::Button, colour("bg.raised"));
    palette.setColor(QPalette::WindowText, colour("text.primary"));
    palette.setColor(QPalette::Text, colour("text.primary"));
    palette.setColor(QPalette::ButtonText, colour("text.primary"));
    palette.setColor(QPalette::PlaceholderText, colour("text.tertiary"));
    palette.setColor(QPalette::Highlight, colour("accent.base"));
    palette.setColor(QPalette::HighlightedText, colour("text.onAccent"));
    application.setPalette(palette);
    application.setStyleSheet(styleSheet());
}

} // namespace

void apply(QApplication &application)
{
    application.setStyle(new OwnStyle);
    application.setFont(font(13));
    applyColours(application);
}

void setLook(const Look &look)
{
    if (look == shownLook)
        return;
    shownLook = look;
    tokens() = tokensOf(look);
    QPixmapCache::clear(); // Glyphs are kept there in the colours of before.
    applyColours(*qApp);
}

} // namespace cf::ui::theme
