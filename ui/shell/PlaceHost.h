#pragma once

#include "ui/shell/Workplace.h"

#include <QStackedWidget>

#include <vector>

namespace cf::ui {

class QueuePanel;

/// Holds the workplaces of the table and shows one. Knows them by their interface alone.
class PlaceHost : public QStackedWidget
{
    Q_OBJECT

public:
    PlaceHost(const std::vector<WorkplaceEntry> &table, const WorkplaceContext &context, QWidget *parent = nullptr);
    ~PlaceHost() override;

    std::vector<Workplace *> all() const;
    Workplace *find(const QString &id) const; ///< Null where there is none.
    Workplace *shown() const { return static_cast<Workplace *>(currentWidget()); }
    const QString &place() const { return m_place; }
    void goTo(const QString &id);
    /// The one queue panel; it stands where the place in view has room for it.
    QueuePanel &queue() { return *m_queue; }

Q_SIGNALS:
    void placeChanged();
    /// The place in view has another title.
    void titleChanged();

private:
    const std::vector<WorkplaceEntry> &m_table;
    ActionRegistry &m_actions;
    QueuePanel *m_queue;
    QString m_place;
};

} // namespace cf::ui
