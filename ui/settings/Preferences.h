#pragma once

#include "core/base/Result.h"

#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// One thing that the user can decide, with its standard.
struct Preference {
    enum class Kind { Switch, Number, Choice, Folder };
    const char *key; ///< Stable name in the settings file: "display/gridMarks".
    const char *page; ///< "General", "Display" …; translated in the context "Preferences", as label and help are.
    const char *label;
    const char *help; ///< One sentence.
    Kind kind = Kind::Switch;
    QVariant standard;
    int min = 0; ///< For Number …
    int max = 0;
    const char *unit = ""; ///< … with its unit behind a blank.
    std::vector<std::pair<const char *, const char *>> choices{}; ///< For Choice: value and label.
};

/// What the user decided, in a settings file that holds differences from the standards alone. Changes are reported at
/// once.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// An empty path: the user's own file. Tests name one of their own.
    explicit Preferences(const QString &path = {}, QObject *parent = nullptr);

    /// To be asked before the first Preferences are made, as Qt waits for ever for a pipe in a settings file's place.
    /// Error: InvalidInput where something has such a name, of the user or for all users, that cannot be read as a
    /// file.
    static Result<> checkFiles();

    /// The one table of them all.
    static const std::vector<Preference> &table();

    QVariant value(const QString &key) const;
    bool isOn(const QString &key) const { return value(key).toBool(); }
    int number(const QString &key) const { return value(key).toInt(); }
    QString text(const QString &key) const { return value(key).toString(); }
    /// A value that equals its standard is no longer stored.
    void set(const QString &key, const QVariant &value);
    /// Back to the standards of a page.
    void reset(const QString &page);

    /// Keys of an action that the user chose; nothing: as in the key map.
    std::optional<QStringList> keysOf(const QString &action) const;
    void setKeysOf(const QString &action, const std::optional<QStringList> &keys);

    /// What no page shows, by its key in the same file: "folders/save", "window/geometry". Invalid where nothing is
    /// kept.
    QVariant kept(const QString &key) const { return m_stored->value(key); }
    void keep(const QString &key, const QVariant &value);
    /// The same for bytes, which are gone where they are empty.
    QByteArray state(const QString &name) const;
    void setState(const QString &name, const QByteArray &bytes);

Q_SIGNALS:
    void changed(const QString &key);
    void keysChanged(const QString &action);

private:
    std::unique_ptr<QSettings> m_stored;
};

} // namespace cf::ui
