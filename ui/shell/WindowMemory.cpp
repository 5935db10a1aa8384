#include "ui/shell/WindowMemory.h"

#include "ui/shell/Workplace.h"

#include <QSettings>

namespace cf::ui {
namespace {

constexpr int layoutVersion = 1; // Of the panels' names: an older layout is left alone.

QString keyOf(const Workplace &place, const char *what)
{
    return QString("places/%1/%2").arg(place.objectName(), QString::fromLatin1(what));
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
        const QByteArray panels = settings.value(keyOf(*place, "panels")).toByteArray();
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
        settings.setValue(keyOf(*each, "panels"), each->saveState(layoutVersion));
        settings.setValue(keyOf(*each, "choices"), each->choices());
    }
}

} // namespace cf::ui
