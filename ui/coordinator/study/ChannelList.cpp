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

ChannelList::ChannelList(Detail detail, QWidget *parent)
    : QWidget(parent)
    , m_grid(parts::fieldGrid(this))
    , m_isBrief(detail == Detail::Brief)
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
    if (!m_isBrief && !report.channels.empty()) {
        m_grid->addWidget(channelCell(tr("Trained rule"), "hint"), row, 2, Qt::AlignRight);
        m_grid->addWidget(channelCell(tr("Single feature"), "hint"), row, 3, Qt::AlignRight);
        m_grid->addWidget(channelCell(tr("Limit"), "hint"), row, 4, Qt::AlignRight);
        ++row;
    }
    for (const LeakChannel &channel : report.channels) {
        const char *role = channel.leaks || channel.differs ? "error" : channel.tooFew ? "warn" : "body";
        const QString glyph = channel.leaks || channel.differs ? QStringLiteral("⊘")
            : channel.tooFew                                   ? QStringLiteral("△")
                                                               : QStringLiteral("✓");
        m_grid->addWidget(channelCell(glyph, role), row, 0);
        auto *name = channelCell(study::channelName(channel.name), role);
        const QString remark = study::channelRemark(channel);
        name->setAccessibleDescription(
            QStringList{ study::channelFigures(channel), study::featureFigures(channel), remark }
                .join(QLatin1Char(' '))
                .trimmed());
        name->setWordWrap(true);
        m_grid->addWidget(name, row, 1);
        m_grid->addWidget(channelCell(study::channelFigures(channel), role), row, 2, Qt::AlignRight);
        m_grid->addWidget(
            channelCell(QStringLiteral("≤ %1").arg(leakLimit, 0, 'f', 2), "hint"), row, 4, Qt::AlignRight);
        if (!m_isBrief)
            m_grid->addWidget(channelCell(study::featureFigures(channel), role), row, 3, Qt::AlignRight);
        ++row;
        if (remark.isEmpty() || m_isBrief)
            continue;
        auto *why = channelCell(remark, "hint");
        why->setWordWrap(true);
        m_grid->addWidget(why, row++, 1, 1, 4);
    }
}

} // namespace cf::ui
