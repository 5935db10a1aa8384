#include "ui/coordinator/study/ChannelList.h"

#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>

namespace cf::ui {

using namespace sessions;

namespace {

QLabel *channelCell(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    theme::setRole(*label, role);
    return label;
}

} // namespace

ChannelList::ChannelList(QWidget *parent)
    : QWidget(parent)
    , m_grid(parts::fieldGrid(this))
{
    m_grid->setColumnStretch(1, 1);
}

void ChannelList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ChannelList::setReport(const LeakReport &report)
{
    clear();
    int row = 0;
    for (const LeakChannel &channel : report.channels) {
        const char *role = channel.leaks || channel.differs ? "error" : channel.tooFew ? "warn" : "body";
        const QString glyph = channel.leaks || channel.differs ? QStringLiteral("⊘")
            : channel.tooFew                                   ? QStringLiteral("△")
                                                               : QStringLiteral("✓");
        m_grid->addWidget(channelCell(glyph, role), row, 0);
        auto *name = channelCell(study::channelName(channel.name), role);
        name->setAccessibleDescription(study::channelFigures(channel));
        name->setWordWrap(true);
        m_grid->addWidget(name, row, 1);
        m_grid->addWidget(channelCell(study::channelFigures(channel), role), row, 2, Qt::AlignRight);
        m_grid->addWidget(
            channelCell(QStringLiteral("≤ %1").arg(leakLimit, 0, 'f', 2), "hint"), row, 3, Qt::AlignRight);
        ++row;
    }
}

} // namespace cf::ui
