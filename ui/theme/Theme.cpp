#include "ui/theme/Theme.h"

#include "ui/theme/OwnStyle.h"
#include "ui/theme/ThemeResource.h"

#include <QApplication>
#include <QFrame>
#include <QPalette>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QStyle>
#include <QWidget>

namespace cf::ui::theme {

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

QString styleSheet()
{
    QString sheet = QString::fromUtf8(resource(":/styles/contrafact.qss"));
    static const QRegularExpression token("@([a-z]+\\.[A-Za-z]+)");
    QString filled;
    qsizetype from = 0;
    for (auto matches = token.globalMatch(sheet); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const auto known = colours().constFind(match.captured(1));
        filled += sheet.mid(from, match.capturedStart() - from);
        filled += known == colours().constEnd() ? match.captured(0) : known->name();
        from = match.capturedEnd();
    }
    return filled + sheet.mid(from);
}

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
    if (!takeColours(look))
        return;
    QPixmapCache::clear(); // Glyphs are kept there in the colours of before.
    applyColours(*qApp);
}

} // namespace cf::ui::theme
