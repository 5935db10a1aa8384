#include "ui/datasets/KnownBatches.h"

#include "ui/settings/Preferences.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cf::ui {

namespace {

constexpr std::size_t maxBatches = 100; ///< Older ones are opened from their folders.

} // namespace

KnownBatches::KnownBatches(Preferences &preferences)
    : m_preferences(preferences)
{
    const QJsonObject stored = QJsonDocument::fromJson(preferences.state("batches")).object();
    for (const QJsonValue &each : stored["batches"].toArray())
        m_places.push_back(
            { each["folder"].toString(), each["films"].toString(), each["model"].toString(), each["workers"].toInt() });
    const QJsonObject seconds = stored["seconds"].toObject();
    for (auto each = seconds.begin(); each != seconds.end(); ++each)
        m_seconds[each.key()] = each.value().toDouble(-1.0);
}

int KnownBatches::find(const QString &folder) const
{
    const QString wanted = QDir::cleanPath(folder);
    for (std::size_t at = 0; at < m_places.size(); ++at)
        if (QDir::cleanPath(m_places[at].folder) == wanted)
            return int(at);
    return -1;
}

void KnownBatches::note(const BatchPlace &place)
{
    if (const int at = find(place.folder); at >= 0) {
        m_places[std::size_t(at)] = place;
    } else {
        m_places.insert(m_places.begin(), place);
        if (m_places.size() > maxBatches)
            m_places.pop_back();
    }
    keep();
}

void KnownBatches::forget(const QString &folder)
{
    if (const int at = find(folder); at >= 0)
        m_places.erase(m_places.begin() + at);
    keep();
}

double KnownBatches::secondsOf(const QString &method) const
{
    const auto found = m_seconds.find(method);
    return found == m_seconds.end() ? -1.0 : found->second;
}

void KnownBatches::noteSeconds(const QString &method, double seconds)
{
    m_seconds[method] = seconds;
    keep();
}

void KnownBatches::keep() const
{
    QJsonArray batches;
    for (const BatchPlace &place : m_places)
        batches << QJsonObject{ { "folder", place.folder }, { "films", place.films }, { "model", place.model },
            { "workers", place.workers } };
    QJsonObject seconds;
    for (const auto &[method, each] : m_seconds)
        seconds[method] = each;
    m_preferences.setState("batches",
        QJsonDocument(QJsonObject{ { "batches", batches }, { "seconds", seconds } }).toJson(QJsonDocument::Compact));
}

} // namespace cf::ui
