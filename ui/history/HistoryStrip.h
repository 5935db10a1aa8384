#pragma once

#include <QListView>

class QLabel;

namespace cf::ui {

class EditHistoryModel;

/// The results of the image side by side, refused and cancelled ones too. Scrolls sideways.
class HistoryStrip : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryStrip(QWidget *parent = nullptr);

    void setHistory(EditHistoryModel *history);
    void select(int row);
    int selectedRow() const;
    /// Without names under the pictures, for low windows.
    void setCompact(bool compact);

Q_SIGNALS:
    void chosen(int row);
    void starRequested(int row);

private:
    QListView *m_list;
    QLabel *m_empty;
};

} // namespace cf::ui
