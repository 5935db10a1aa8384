#pragma once

#include "core/sessions/coordination/StudyStatus.h"

#include <QWidget>

#include <vector>

class QGridLayout;

namespace cf::ui {

/// How a cell of the grid looks; never what was answered.
enum class StepMark { Read, Open, Washout, Current };

/// The cells of a reader, in the order of reading.
std::vector<StepMark> stepMarks(const sessions::ReaderStatus &reader);

/// Readers × cases.
class ReadingGrid : public QWidget
{
    Q_OBJECT

public:
    explicit ReadingGrid(QWidget *parent = nullptr);
    void setReaders(const std::vector<sessions::ReaderStatus> &readers);

private:
    QGridLayout *m_grid;
};

} // namespace cf::ui
