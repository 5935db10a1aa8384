#pragma once

#include "core/sessions/coordination/StudySize.h"

#include <QWidget>

class QDoubleSpinBox;
class QFormLayout;
class QGridLayout;
class QLabel;
class QSpinBox;

namespace cf::ui {

/// Are so many readers and cases enough? Three questions, each with its numbers and one sentence, before anything is
/// read.
class SizePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SizePanel(QWidget *parent = nullptr);

    /// What the study has by now; taken until the user types something else.
    void setReading(const sessions::PlannedReading &reading);
    QString detectionWords() const;
    QString agreementWords() const;
    QString mrmcWords() const;

private:
    QDoubleSpinBox *addNumber(QFormLayout &form, const QString &name, double value, double maximum, int decimals);
    QFormLayout *addQuestion(QGridLayout &grid, int column, const QString &title, QLabel *&answer);
    void compute();
    sessions::PlannedReading reading() const;

    QSpinBox *m_readers;
    QSpinBox *m_cases;
    bool m_isTyped = false;
    QDoubleSpinBox *m_chance = nullptr;
    QDoubleSpinBox *m_truth = nullptr;
    QDoubleSpinBox *m_correlation = nullptr;
    QLabel *m_detection = nullptr;
    QDoubleSpinBox *m_observed = nullptr;
    QDoubleSpinBox *m_expected = nullptr;
    QDoubleSpinBox *m_width = nullptr;
    QLabel *m_agreement = nullptr;
    QDoubleSpinBox *m_difference = nullptr;
    QDoubleSpinBox *m_pilotCases = nullptr;
    QDoubleSpinBox *m_testReader = nullptr;
    QDoubleSpinBox *m_error = nullptr;
    QDoubleSpinBox *m_cov1 = nullptr;
    QDoubleSpinBox *m_cov2 = nullptr;
    QDoubleSpinBox *m_cov3 = nullptr;
    QLabel *m_mrmc = nullptr;
};

} // namespace cf::ui
