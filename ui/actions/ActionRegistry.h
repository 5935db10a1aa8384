#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

class QAction;
class QKeyEvent;
class QWidget;

namespace cf::ui {

class Preferences;

/// Where a key works: everywhere, or only while no text field has the focus.
enum class KeyScope { Global, Canvas };

/// One line of the key map.
struct KeyEntry {
    KeyScope scope;
    const char *keys; ///< Portable text; several separated by a blank; empty where the menu alone reaches it.
    const char *id; ///< Stable name, e.g. "mask.clear".
    const char *label;
    bool held = false; ///< Works while held down; has no menu entry.
};

/// All that the window can do, by name, with its keys. Plain letters never fire in text; in lists and fields their own
/// keys win. Keys are those of the key map and the workplaces until the user chooses others.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    /// Actions belong to `window` and work while it is active.
    explicit ActionRegistry(QWidget &window);
    ~ActionRegistry() override;

    static const std::vector<KeyEntry> &entries();
    /// The action of that name. A name that is not in the key map is a defect.
    QAction &action(const QString &id) const;
    void on(const QString &id, std::function<void()> what);

    /// Adds the actions of a workplace. Those of a workplace work, and are in menus, while it is in view alone.
    void addPlace(const QString &place, const std::vector<KeyEntry> &entries);
    /// The action that goes to a workplace.
    QAction &addGoTo(const QString &place, const QString &name, const QString &key);
    static QString goToId(const QString &place) { return "place." + place; }
    void setPlace(const QString &place);
    /// The actions that work in the place in view, by id, in the order of the key map.
    QList<std::pair<QString, QAction *>> available() const;

    /// Takes the keys that the user chose, now and whenever they change.
    void useKeysOf(const Preferences &preferences);
    QStringList ids() const; ///< Of all actions, held keys too, in the order of the key map.
    QString labelOf(const QString &id) const;
    QStringList keysOf(const QString &id) const; ///< In force now, as portable text.
    /// The action that has these keys already where both would work; empty: none.
    QString conflictOf(const QString &id, const QString &keys) const;

Q_SIGNALS:
    /// A key that works while held: pressed and released.
    void held(const QString &id, bool down);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // The key map by subject.
    static std::vector<KeyEntry> windowKeys();
    static std::vector<KeyEntry> workKeys();
    static std::vector<KeyEntry> toolKeys();
    static std::vector<KeyEntry> viewKeys();
    static std::vector<KeyEntry> compareKeys(); ///< And going from one image or edit to another.

    /// An action, or a key that works while held, which has none.
    struct Record {
        QString id;
        QString label;
        KeyScope scope = KeyScope::Global;
        QString place; ///< Empty: it works everywhere.
        bool held = false;
        QStringList standard;
        QStringList keys;
        QAction *action = nullptr;
    };
    Record &add(const KeyEntry &entry, const QString &place);
    const Record *find(const QString &id) const;
    bool worksHere(const Record &record) const
    {
        return record.place.isEmpty() || m_place.isEmpty() || record.place == m_place;
    }
    void setKeys(Record &record, const QStringList &keys);
    bool overrides(QWidget *focus, QKeyEvent *event) const;
    bool handleHeld(QWidget *focus, QKeyEvent *event, bool down);

    QWidget &m_window;
    std::vector<Record> m_records;
    QString m_place;
    QString m_heldDown;
};

} // namespace cf::ui
