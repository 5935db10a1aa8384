#pragma once

#include "ui/shell/Workplace.h"

#include <QPointer>

class QAbstractButton;
class QLabel;
class QLineEdit;

namespace cf::ui {

class EditDocument;
class HistoryDetail;
class HistoryTree;

/// All edits of the shown image as a tree: found again by word or finding, compared by twos, gone on from.
class HistoryWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit HistoryWorkplace(const WorkplaceContext &context);
    ~HistoryWorkplace() override;

    QList<WorkplaceMenu> menus() const override;
    void entered() override;
    HistoryTree &tree() { return *m_tree; }

    static std::vector<KeyEntry> keys();

    enum class Filter { All, Starred, Refused, Bin };
    void setFilter(Filter filter);
    void setSearch(const QString &words);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    void connectActions();
    void draw();
    void filter();
    int chosenRow() const;

    WorkplaceContext m_context;
    EditSession &m_session;
    QPointer<EditDocument> m_document;
    int m_rows = -1; ///< Of the history, when it was filtered last.
    Filter m_filter = Filter::All;
    QLabel *m_count = nullptr;
    QLineEdit *m_search = nullptr;
    std::vector<QAbstractButton *> m_filters;
    HistoryTree *m_tree = nullptr;
    HistoryDetail *m_detail = nullptr;
    QDockWidget *m_dock = nullptr;
};

} // namespace cf::ui
