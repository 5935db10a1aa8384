#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QButtonGroup;

namespace cf::ui {

/// The coordinator's way as a row of numbered steps; those that are done bear a tick.
class StepBar : public QWidget
{
    Q_OBJECT

public:
    explicit StepBar(const QStringList &names, QWidget *parent = nullptr);

    int step() const;
    void setStep(int step);
    void setDone(const std::vector<bool> &done);

Q_SIGNALS:
    void chosen(int step);

private:
    QButtonGroup *m_group;
};

} // namespace cf::ui
