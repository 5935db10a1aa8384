#pragma once

#include "ui/datasets/BatchDesk.h"
#include "ui/datasets/pilot/PilotDesk.h"
#include "ui/shell/Workplace.h"

class QListWidget;
class QPushButton;
class QTabWidget;

namespace cf::ui {

class BatchPanel;
class PilotPage;
class PlanForm;

/// Data sets: a plan, what it costs, the batch that makes it, and where its results go; and the staged pilot.
class DataSetsWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit DataSetsWorkplace(const WorkplaceContext &context);
    ~DataSetsWorkplace() override;

    void entered() override;
    QString underWay() const override;
    BatchDesk &desk() { return m_desk; }
    PlanForm &form() { return *m_form; }
    BatchPanel &panel() { return *m_panel; }
    QListWidget &batches() { return *m_list; }
    PilotDesk &pilotDesk() { return m_pilot; }
    PilotPage &pilotPage() { return *m_pilotPage; }
    void showPilot();
    /// Reads a plan from a file into the form.
    void openPlan(const QString &file);
    void savePlan(const QString &file);
    /// Shows a page of the batch in the user's browser.
    void showPage(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeList();
    void draw();
    void drawList();
    void takeForm();
    void takeModel();
    void choose(int row);
    void openBatch();
    void send(const char *place);

    WorkplaceContext m_context;
    BatchDesk m_desk;
    PilotDesk m_pilot;
    QTabWidget *m_tabs;
    PilotPage *m_pilotPage;
    QListWidget *m_list;
    QPushButton *m_forget = nullptr;
    PlanForm *m_form;
    BatchPanel *m_panel;
    QDockWidget *m_listDock = nullptr;
    QDockWidget *m_panelDock = nullptr;
    int m_modelSerial = -1;
};

} // namespace cf::ui
