#pragma once

#include "ui/history/EntryFacts.h"

#include <QWidget>

class QGridLayout;

namespace cf::ui {

/// Facts in lines, of one entry of the history or of two beside each other; what differs between two is bold.
class FactTable : public QWidget
{
    Q_OBJECT

public:
    explicit FactTable(QWidget *parent = nullptr);

    /// One or two; none: an empty table.
    void setEntries(const std::vector<const HistoryEntry *> &entries);
    void setFacts(const std::vector<EntryFact> &facts);

private:
    void clear();

    QGridLayout *m_grid;
};

} // namespace cf::ui
