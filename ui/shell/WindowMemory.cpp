#include "ui/shell/WindowMemory.h"

#include "ui/shell/Workplace.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>

namespace cf::ui {
namespace {

constexpr int layoutVersion = 1; // Of the panels' names: an older layout is left alone.

QString keyOf(const Workplace &place, const QString &what)
{
    return QString("places/%1/%2").arg(place.objectName(), what);
}

/// Panels belong to the screens on which they were arranged.
QString panelsHere()
{
    QStringList sizes{ "panels" };
    for (const QScreen *screen : QGuiApplication::screens())
        sizes << QString("%1x%2").arg(screen->geometry().width()).arg(screen->geometry().height());
    return sizes.join('-');
}

} // namespace

WindowMemory::WindowMemory(bool on)
    : m_on(on)
{
}

QString WindowMemory::restore(QMainWindow &window, const std::vector<Workplace *> &places) const
{
    if (!m_on)
        return {};
    const QSettings settings("contrafact", "contrafact");
    window.restoreGeometry(settings.value("window/geometry").toByteArray());
    for (Workplace *place : places) {
        const QByteArray panels = settings.value(keyOf(*place, panelsHere())).toByteArray();
        if (!panels.isEmpty())
            place->restorePanels(panels, layoutVersion);
        const QVariantMap choices = settings.value(keyOf(*place, "choices")).toMap();
        if (!choices.isEmpty())
            place->setChoices(choices);
    }
    return settings.value("window/place").toString();
}

void WindowMemory::keep(const QMainWindow &window, const std::vector<Workplace *> &places, const QString &place) const
{
    if (!m_on)
        return;
    QSettings settings("contrafact", "contrafact");
    settings.setValue("window/geometry", window.saveGeometry());
    settings.setValue("window/place", place);
    for (const Workplace *each : places) {
        settings.setValue(keyOf(*each, panelsHere()), each->saveState(layoutVersion));
        settings.setValue(keyOf(*each, "choices"), each->choices());
    }
}

} // namespace cf::ui
