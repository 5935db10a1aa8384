#include "ui/settings/Preferences.h"

#include "core/base/files/RegularFile.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace cf::ui {
namespace {

const Preference *find(const QString &key)
{
    const auto &all = Preferences::table();
    const auto known =
        std::find_if(all.begin(), all.end(), [&key](const Preference &each) { return key == QLatin1String(each.key); });
    return known == all.end() ? nullptr : &*known;
}

/// What a settings file says is not always what it may say.
QVariant checked(const Preference &preference, const QVariant &stored)
{
    switch (preference.kind) {
    case Preference::Kind::Switch:
        return stored.toBool();
    case Preference::Kind::Number: {
        bool isNumber = false;
        const int number = stored.toInt(&isNumber);
        return isNumber ? std::clamp(number, preference.min, preference.max) : preference.standard;
    }
    case Preference::Kind::Choice: {
        const bool known = std::any_of(preference.choices.begin(), preference.choices.end(),
            [&stored](const auto &choice) { return stored.toString() == QLatin1String(choice.first); });
        return known ? stored.toString() : preference.standard;
    }
    case Preference::Kind::Folder:
        return stored.toString();
    }
    return preference.standard;
}

/// Where a preference stands in the file. QSettings writes a group "general" as "[%General]" and reads "General" back:
/// only in this spelling does the next start find it again.
QString storedKey(const QString &key)
{
    return key.startsWith("general/") ? "General/" + key.sliced(8) : key;
}

} // namespace

Preferences::Preferences(const QString &path, QObject *parent)
    : QObject(parent)
    , m_stored(path.isEmpty() ? std::make_unique<QSettings>("contrafact", "contrafact")
                              : std::make_unique<QSettings>(path, QSettings::IniFormat))
{
}

Result<> Preferences::checkFiles()
{
    for (const QString &folder : QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation)) {
        for (const char *name : { "contrafact/contrafact.conf", "contrafact.conf" }) {
            const std::filesystem::path file = QDir(folder).filePath(QLatin1String(name)).toStdString();
            std::error_code unknown;
            if (std::filesystem::exists(file, unknown) && !checkRegularFile(file))
                return fail(ErrorCode::InvalidInput,
                    "The settings are kept in " + file.string()
                        + ", which is no file that can be read. Move it away and start again.");
        }
    }
    return {};
}

QVariant Preferences::value(const QString &key) const
{
    const Preference *preference = find(key);
    Q_ASSERT_X(preference, "Preferences", qPrintable(key));
    const QString place = storedKey(key);
    return m_stored->contains(place) ? checked(*preference, m_stored->value(place)) : preference->standard;
}

void Preferences::set(const QString &key, const QVariant &wanted)
{
    const Preference *preference = find(key);
    Q_ASSERT_X(preference, "Preferences", qPrintable(key));
    const QVariant is = checked(*preference, wanted);
    if (is == value(key))
        return;
    if (is == preference->standard)
        m_stored->remove(storedKey(key));
    else
        m_stored->setValue(storedKey(key), is);
    Q_EMIT changed(key);
}

void Preferences::reset(const QString &page)
{
    for (const Preference &preference : table()) {
        if (page == QLatin1String(preference.page))
            set(QString::fromLatin1(preference.key), preference.standard);
    }
    if (page != "Keys")
        return;
    m_stored->beginGroup("keys");
    const QStringList changedKeys = m_stored->childKeys();
    m_stored->endGroup();
    for (const QString &action : changedKeys)
        setKeysOf(action, std::nullopt);
}

std::optional<QStringList> Preferences::keysOf(const QString &action) const
{
    const QString key = "keys/" + action;
    return m_stored->contains(key) ? std::optional(m_stored->value(key).toString().split(' ', Qt::SkipEmptyParts))
                                   : std::nullopt;
}

void Preferences::setKeysOf(const QString &action, const std::optional<QStringList> &keys)
{
    if (keys == keysOf(action))
        return;
    if (keys)
        m_stored->setValue("keys/" + action, keys->join(' '));
    else
        m_stored->remove("keys/" + action);
    Q_EMIT keysChanged(action);
}

void Preferences::keep(const QString &key, const QVariant &value)
{
    if (value != kept(key))
        m_stored->setValue(key, value);
}

QByteArray Preferences::state(const QString &name) const
{
    return m_stored->value("state/" + name).toByteArray();
}

void Preferences::setState(const QString &name, const QByteArray &bytes)
{
    if (bytes == state(name))
        return;
    bytes.isEmpty() ? m_stored->remove("state/" + name) : m_stored->setValue("state/" + name, bytes);
}

} // namespace cf::ui
