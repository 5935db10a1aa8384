#pragma once

#include "core/sessions/protocol/Protocol.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cf::ui {

/// After which earlier answers a question is asked: none, or lines of which all must hold.
class ConditionLines : public QWidget
{
    Q_OBJECT

public:
    ConditionLines();

    /// `earlier`: ids of the questions on which it may depend.
    void show(const std::vector<sessions::Condition> &conditions, const std::vector<std::string> &earlier);
    std::vector<sessions::Condition> conditions() const;
    std::function<void()> edited;
    QPushButton &addButton() { return *m_add; }

private:
    struct Line {
        QWidget *line = nullptr;
        QComboBox *question = nullptr;
        QComboBox *comparison = nullptr;
        QLineEdit *value = nullptr;
    };
    Line addLine();
    void tell();

    QVBoxLayout *m_column;
    QPushButton *m_add;
    std::vector<Line> m_lines;
    QStringList m_earlier;
    bool m_isFilling = false;
};

} // namespace cf::ui
