#pragma once

#include "ui/datasets/pilot/PilotDesk.h"

#include <QWidget>

#include <array>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace cf::ui {

class StageView;

/// A pilot, step by step: what it is about, its five stages, and what only a person can say: who has read the cases,
/// and why to go on against a rule.
class PilotPage : public QWidget
{
    Q_OBJECT

public:
    explicit PilotPage(PilotDesk &desk, QWidget *parent = nullptr);

    StageView &stage(int number) { return *m_stages.at(std::size_t(number)); }
    QLineEdit &films() { return *m_films; }
    QLineEdit &folder() { return *m_folder; }
    QPlainTextEdit &prompts() { return *m_prompts; }
    QLineEdit &reason() { return *m_reason; }
    QLineEdit &reader() { return *m_reader; }
    QDoubleSpinBox &fit() { return *m_fit; }
    QPushButton &record() { return *m_record; }
    QString message() const;

private:
    QWidget *makeForm();
    QWidget *makeFoot();
    void takeForm();
    void showPlace();
    void draw();
    void act(int stage);
    int stageToRead() const; ///< Whose cases wait for a reading; -1: none.

    PilotDesk &m_desk;
    QLineEdit *m_films;
    QLineEdit *m_folder;
    QPlainTextEdit *m_prompts;
    QSpinBox *m_workers;
    std::array<StageView *, std::size_t(pilot::stages)> m_stages{};
    QWidget *m_reading;
    QLabel *m_readingWords;
    QLineEdit *m_reader;
    QDoubleSpinBox *m_fit;
    QPushButton *m_record;
    QLineEdit *m_reason;
    QLabel *m_message;
};

} // namespace cf::ui
