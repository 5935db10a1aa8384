#include "ui/history/FactTable.h"

#include "ui/theme/Parts.h"

#include <QGridLayout>
#include <QLabel>

namespace cf::ui {

FactTable::FactTable(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
}

void FactTable::clear()
{
    parts::clear(*m_grid);
}

void FactTable::setEntries(const std::vector<const HistoryEntry *> &entries)
{
    clear();
    const bool two = entries.size() == 2;
    m_grid->setColumnStretch(2, two ? 1 : 0);
    if (entries.empty())
        return;
    int line = 0;
    if (two) {
        m_grid->addWidget(parts::fact(entryName(*entries.front()), "caption"), 0, 1);
        m_grid->addWidget(parts::fact(entryName(*entries.back()), "caption"), 0, 2);
        line = 1;
    }
    const std::vector<EntryFact> first = factsOf(*entries.front());
    const std::vector<EntryFact> second = factsOf(*entries.back());
    for (std::size_t at = 0; at < first.size(); ++at, ++line) {
        const char *role = two && first[at].value != second[at].value ? "strong" : "body";
        m_grid->addWidget(parts::fact(first[at].name, "caption"), line, 0);
        m_grid->addWidget(parts::fact(first[at].value, role), line, 1);
        if (two)
            m_grid->addWidget(parts::fact(second[at].value, role), line, 2);
    }
}

void FactTable::setFacts(const std::vector<EntryFact> &facts)
{
    clear();
    int line = 0;
    for (const EntryFact &fact : facts) {
        m_grid->addWidget(parts::fact(fact.name, "caption"), line, 0);
        m_grid->addWidget(parts::fact(fact.value, "body"), line++, 1);
    }
}

} // namespace cf::ui
