#pragma once

#include "ui/records/PreparedResult.h"

#include <QTreeWidget>

namespace cf::ui {

/// All answers that a method made to one request, the chosen one marked; each with why it was refused.
class CandidateTable : public QTreeWidget
{
    Q_OBJECT

public:
    explicit CandidateTable(QWidget *parent = nullptr);

    /// Null, or a result of a method that makes one answer: a sentence that says so.
    void setResult(const ResultPointer &result);
};

} // namespace cf::ui
