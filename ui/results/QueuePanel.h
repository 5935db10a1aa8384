#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace cf::ui {

/// One edit that is running or waits.
struct QueueEntry {
    QString name; ///< "Edit 4 · remove the pacemaker"
    QString state; ///< "Editing, step 3 of 8 · 4 s left", "Waiting"
    double share = -1.0; ///< Done, 0…1; negative: not known.
};

/// The running edit and those that wait, each with its own way out. Hidden while there is none.
class QueuePanel : public QWidget
{
    Q_OBJECT

public:
    explicit QueuePanel(QWidget *parent = nullptr);

    /// The running one first.
    void setEntries(const std::vector<QueueEntry> &entries);

Q_SIGNALS:
    /// `place` in the entries given last; 0 is the running one.
    void cancelRequested(int place);

private:
    class Row;

    QLabel *m_title;
    QVBoxLayout *m_rows;
    std::vector<Row *> m_shown;
};

} // namespace cf::ui
