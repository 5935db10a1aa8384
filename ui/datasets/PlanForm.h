#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "ui/datasets/BatchState.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace cf::ui {

class RuleTable;

/// A plan as a form, beside the JSON that `contrafact-cli batch --plan` takes.
class PlanForm : public QWidget
{
    Q_OBJECT

public:
    explicit PlanForm(QWidget *parent = nullptr);

    void setPlan(const BatchPlan &plan, const BatchPlace &place);
    Result<BatchPlan> plan() const; ///< Errors: InvalidInput naming the first thing wrong.
    BatchPlace place() const;
    void setMethods(const std::vector<MethodDescription> &methods, const QString &model);
    /// What is known of the films, and what hinders.
    void show(const BatchState &state);
    void setFilms(const QString &folder);
    RuleTable &rules() { return *m_rules; }
    QString json() const;
    QLineEdit &splits() { return *m_splits; }
    QComboBox &methods() { return *m_method; }
    QPlainTextEdit &arms() { return *m_arms; }
    QLineEdit &table() { return *m_table; }
    QPlainTextEdit &sources() { return *m_sources; }
    QLineEdit &masks() { return *m_maskFolder; }
    QSpinBox &workers() { return *m_workers; }

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeForm();
    void addFilmRows(QGridLayout &grid);
    void addMethodRows(QGridLayout &grid);
    void addOutputRows(QGridLayout &grid);
    QWidget *makeSplit();
    QWidget *makeMasks();
    QWidget *makeOutputs();
    void addRow(QGridLayout &grid, const QString &name, QWidget *field, const QString &help = {});
    QList<QWidget *> fields() const; ///< Those that a batch that has begun keeps.
    void tell();
    const MethodDescription *chosenMethod() const; ///< Null where this model does not have it.
    void showParameters();

    RuleTable *m_rules;
    QLineEdit *m_films;
    QLineEdit *m_output;
    QPushButton *m_chooseOutput;
    QLabel *m_found;
    QComboBox *m_method;
    QLabel *m_model;
    QLineEdit *m_parameters;
    QPlainTextEdit *m_arms;
    QLineEdit *m_table;
    QPlainTextEdit *m_sources;
    QLineEdit *m_maskFolder;
    QLineEdit *m_maskColumn;
    QComboBox *m_maskAs;
    QLineEdit *m_seeds;
    QLineEdit *m_splits;
    QSpinBox *m_splitSeed;
    QSpinBox *m_workers;
    QCheckBox *m_pictures;
    QCheckBox *m_deepPictures;
    QCheckBox *m_regions;
    QCheckBox *m_segmentations;
    QPlainTextEdit *m_json;
    QWidget *m_jsonSide;
    std::vector<MethodDescription> m_methods;
    BatchPlace m_place; ///< What no field shows: the model.
    std::uint64_t m_givenSplitSeed = 1;
    bool m_isFilling = false;
};

} // namespace cf::ui
