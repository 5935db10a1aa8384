#pragma once

#include "core/annotation/Adjudication.h"

#include <QWidget>

class QLabel;

namespace cf::ui {

/// Above the questions, for who decides where annotators differ: on what, and, before a meeting, who said what, without
/// names. A third annotator is told only that there is a difference.
class DisputePanel : public QWidget
{
    Q_OBJECT

public:
    explicit DisputePanel(QWidget *parent = nullptr);

    /// Null: nothing to decide.
    void show(const annotation::Dispute *dispute, annotation::Decider decider);
    QString text() const; ///< As it stands there, without its table's frame.

private:
    QLabel *m_caption;
    QLabel *m_answers;
};

} // namespace cf::ui
