#pragma once

#include "core/datasets/plan/BatchPlan.h"

#include <QWidget>

#include <set>
#include <string>
#include <vector>

class QPushButton;
class QTableWidget;

namespace cf::ui {

/// The rules of a plan as a table that is typed into: what is asked for, and of which films.
class RuleTable : public QWidget
{
    Q_OBJECT

public:
    explicit RuleTable(QWidget *parent = nullptr);

    void setRules(const std::vector<BatchRule> &rules);
    std::vector<BatchRule> rules() const; ///< Without rows that have no prompt.
    void setColumns(const std::set<std::string> &columns); ///< Of the films' table, offered for choice.
    QTableWidget &table() { return *m_table; }
    void add(const BatchRule &rule = {});
    /// The same rule turned: "add" where it says "remove", for the films that do not show it, and the other way round.
    void addOpposite();

Q_SIGNALS:
    void changed();

private:
    enum Column { Prompt, Films, Name, Value, Columns };
    BatchRule rule(int row) const;
    void remove();
    void drawState();

    QTableWidget *m_table;
    QPushButton *m_add;
    QPushButton *m_opposite;
    QPushButton *m_remove;
    QStringList m_columns;
    bool m_isFilling = false;
};

} // namespace cf::ui
