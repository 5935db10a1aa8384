#pragma once

#include "core/annotation/Adjudication.h"

#include <QWidget>

class QLabel;
class QScrollArea;

namespace cf::ui {

class MarkGroupList;

/// Above the questions, for who decides where annotators differ: on what, and, before a meeting, who said what, without
/// names. A third annotator is told only that there is a difference.
class DisputePanel : public QWidget
{
    Q_OBJECT

public:
    explicit DisputePanel(QWidget *parent = nullptr);

    /// Null dispute: nothing to decide. `decision`: what is decided so far; null: nothing yet.
    void show(const annotation::Dispute *dispute, annotation::Decider decider, const annotation::Annotation *decision);
    MarkGroupList &marks() { return *m_marks; } ///< Of a meeting.
    QString text() const; ///< As it stands there, without its table's frame.

private:
    QLabel *m_caption;
    QLabel *m_answers;
    MarkGroupList *m_marks;
    QScrollArea *m_scrolled; ///< Around the marks, which may be many.
};

} // namespace cf::ui
