#include "ui/shell/PlaceHost.h"

#include "ui/results/QueuePanel.h"

#include <QAction>
#include <QBoxLayout>

#include <utility>

namespace cf::ui {
PlaceHost::PlaceHost(const std::vector<WorkplaceEntry> &table, const WorkplaceContext &context, QWidget *parent)
    : QStackedWidget(parent)
    , m_table(table)
    , m_actions(context.actions)
    , m_queue(new QueuePanel)
{
    for (const WorkplaceEntry &entry : m_table) {
        const QString id = QString::fromLatin1(entry.id);
        m_actions.addPlace(id, entry.actions);
        QAction &go = m_actions.addGoTo(id, Workplace::tr(entry.name), QString::fromLatin1(entry.key));
        connect(&go, &QAction::triggered, this, [this, id] { goTo(id); });
    }
    for (const WorkplaceEntry &entry : m_table) {
        Workplace *place = entry.make(context);
        place->setObjectName(QString::fromLatin1(entry.id));
        place->setAccessibleName(Workplace::tr(entry.name));
        addWidget(place);
        connect(place, &QWidget::windowTitleChanged, this, &PlaceHost::titleChanged);
        connect(place, &Workplace::batchSent, this, [this](const QString &to, const BatchResults &batch) {
            goTo(to);
            if (Workplace *receiver = find(to))
                receiver->takeBatch(batch);
        });
    }
}

PlaceHost::~PlaceHost()
{
    delete m_queue; // It may stand in a workplace.
}

Workplace *PlaceHost::find(const QString &id) const
{
    for (int at = 0; at < count(); ++at) {
        if (widget(at)->objectName() == id)
            return static_cast<Workplace *>(widget(at));
    }
    return nullptr;
}

void PlaceHost::goTo(const QString &id)
{
    Workplace *place = find(id);
    if (!place)
        return;
    if (std::exchange(m_place, id) == id) {
        m_actions.setPlace(id); // Its tab stays checked.
        return;
    }
    setCurrentWidget(place);
    m_actions.setPlace(id);
    if (QBoxLayout *room = place->queuePlace())
        room->addWidget(m_queue);
    else
        m_queue->setParent(nullptr);
    place->entered();
    Q_EMIT placeChanged();
}

std::vector<Workplace *> PlaceHost::all() const
{
    std::vector<Workplace *> places;
    for (int at = 0; at < count(); ++at)
        places.push_back(static_cast<Workplace *>(widget(at)));
    return places;
}

} // namespace cf::ui
