#pragma once

#include "ui/shell/Workplace.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace cf::ui {

class ModelList;

/// The model manager: folders with what they know and cost, verified and taken into use without a restart.
class ModelsWorkplace : public Workplace
{
    Q_OBJECT

public:
    explicit ModelsWorkplace(const WorkplaceContext &context);
    ~ModelsWorkplace() override;

    void entered() override;
    ModelList &models() { return *m_models; }
    void select(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeDetail();
    void draw();
    void addFolder();
    void use();
    void showTensors();
    void showLicence(bool toUse);
    int row() const;

    WorkplaceContext m_context;
    ModelList *m_models;
    QTableView *m_table;
    QLabel *m_name = nullptr;
    QLabel *m_tag = nullptr;
    QLabel *m_warning = nullptr;
    QGridLayout *m_facts = nullptr;
    QLabel *m_words = nullptr;
    QGridLayout *m_machine = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_default = nullptr;
    QPushButton *m_verify = nullptr;
    QPushButton *m_tensors = nullptr;
    QPushButton *m_licence = nullptr;
    QPushButton *m_remove = nullptr;
    QDockWidget *m_dock = nullptr;
};

} // namespace cf::ui
