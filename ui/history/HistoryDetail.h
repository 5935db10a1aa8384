#pragma once

#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/session/SessionState.h"

#include <QWidget>

#include <array>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace cf::ui {

class FactTable;
class Viewport;

/// One edit in full, or two beside each other with what they differ in; the user's remark; and what can be done.
class HistoryDetail : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryDetail(QWidget *parent = nullptr);

    /// `rows`: one or two of the document's history, the one that the buttons act on last; none clears the panel.
    void show(const SessionState &state, const std::vector<int> &rows);
    int row() const { return m_row; } ///< What the buttons act on; −1: nothing.

Q_SIGNALS:
    void remarkEdited(int row, const QString &remark);
    void runAgainRequested(int row);
    void branchRequested(int row);
    void useAsSourceRequested(int row);
    void binRequested(int row, bool binned);

private:
    QHBoxLayout *makeViews();
    void layOutOneEdit(); ///< Name, note, buttons and provenance of the edit that is chosen.
    void buildButtons();
    void fillProvenance(const HistoryEntry &entry);

    ToolBox m_tools;
    ViewState m_view;
    QLabel *m_title;
    std::array<Viewport *, 2> m_views{};
    FactTable *m_table;
    QLabel *m_legend;
    QWidget *m_one;
    QLabel *m_name;
    QLabel *m_source;
    QPlainTextEdit *m_remark;
    QPushButton *m_again;
    QPushButton *m_branch;
    QPushButton *m_asSource;
    QPushButton *m_bin;
    FactTable *m_provenance;
    int m_row = -1;
    bool m_binned = false;
    bool m_filling = false;
};

} // namespace cf::ui
