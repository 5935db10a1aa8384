#include "ui/results/QueuePanel.h"

#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {

/// Kept while its text changes: progress comes often.
class QueuePanel::Row : public QWidget
{
public:
    Row(QueuePanel &panel, int place)
        : m_name(new QLabel)
        , m_state(new QLabel)
        , m_progress(new QProgressBar)
        , m_cancel(new QToolButton)
    {
        theme::setRole(*m_state, "hint");
        for (QLabel *label : { m_name, m_state })
            label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_progress->setTextVisible(false);
        m_progress->setRange(0, 100);
        m_cancel->setIcon(theme::icon("cross", "text.primary", 16));
        m_cancel->setFixedSize(28, 28);
        m_cancel->setFocusPolicy(Qt::TabFocus);
        auto *grid = new QGridLayout(this);
        grid->setContentsMargins(12, 2, 8, 2);
        grid->setVerticalSpacing(1);
        grid->addWidget(m_name, 0, 0);
        grid->addWidget(m_state, 1, 0);
        grid->addWidget(m_progress, 2, 0);
        grid->addWidget(m_cancel, 0, 1, 2, 1);
        grid->setColumnStretch(0, 1);
        connect(m_cancel, &QToolButton::clicked, &panel, [&panel, place] { Q_EMIT panel.cancelRequested(place); });
    }

    void showEntry(const QueueEntry &entry)
    {
        m_name->setText(entry.name);
        m_name->setToolTip(entry.name);
        m_state->setText(entry.state);
        m_progress->setVisible(entry.share >= 0.0);
        m_progress->setValue(int(100 * std::clamp(entry.share, 0.0, 1.0)));
        m_progress->setAccessibleName(tr("Progress of %1").arg(entry.name));
        m_cancel->setToolTip(tr("Cancel %1").arg(entry.name));
        m_cancel->setAccessibleName(m_cancel->toolTip());
    }

private:
    QLabel *m_name;
    QLabel *m_state;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
};

QueuePanel::QueuePanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_rows(new QVBoxLayout)
{
    theme::setRole(*this, "panel");
    theme::setRole(*m_title, "strong");
    m_title->setContentsMargins(12, 0, 12, 0);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addLayout(m_rows);
    setAccessibleName(tr("Queue"));
    hide();
}

void QueuePanel::setEntries(const std::vector<QueueEntry> &entries)
{
    while (m_shown.size() > entries.size()) {
        m_shown.back()->deleteLater();
        m_shown.pop_back();
    }
    while (m_shown.size() < entries.size()) {
        m_shown.push_back(new Row(*this, int(m_shown.size())));
        m_rows->addWidget(m_shown.back());
    }
    for (std::size_t place = 0; place < entries.size(); ++place)
        m_shown[place]->showEntry(entries[place]);
    m_title->setText(tr("Queue %1").arg(entries.size()));
    setVisible(!entries.empty());
}

} // namespace cf::ui
