#include "ui/shell/WindowMemory.h"

#include "ui/settings/Preferences.h"
#include "ui/shell/Workplace.h"

#include <QGuiApplication>
#include <QScreen>

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

WindowMemory::WindowMemory(Preferences *store)
    : m_store(store)
{
}

QString WindowMemory::restore(QMainWindow &window, const std::vector<Workplace *> &places) const
{
    if (!m_store)
        return {};
    window.restoreGeometry(m_store->kept("window/geometry").toByteArray());
    for (Workplace *place : places) {
        const QByteArray panels = m_store->kept(keyOf(*place, panelsHere())).toByteArray();
        if (!panels.isEmpty())
            place->restorePanels(panels, layoutVersion);
        const QVariantMap choices = m_store->kept(keyOf(*place, "choices")).toMap();
        if (!choices.isEmpty())
            place->setChoices(choices);
    }
    return m_store->kept("window/place").toString();
}

void WindowMemory::keep(const QMainWindow &window, const std::vector<Workplace *> &places, const QString &place) const
{
    if (!m_store)
        return;
    m_store->keep("window/geometry", window.saveGeometry());
    m_store->keep("window/place", place);
    for (const Workplace *each : places) {
        m_store->keep(keyOf(*each, panelsHere()), each->saveState(layoutVersion));
        m_store->keep(keyOf(*each, "choices"), each->choices());
    }
}

} // namespace cf::ui
