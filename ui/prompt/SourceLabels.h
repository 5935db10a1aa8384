#pragma once

#include "core/base/terms/ClinicalTerms.h"

#include <QToolButton>

#include <vector>

namespace cf::ui {

/// What the opened film is said to show: proposed by the program, confirmed or corrected by the user.
class SourceLabels : public QToolButton
{
    Q_OBJECT

public:
    explicit SourceLabels(QWidget *parent = nullptr);

    /// `origin`: who proposes them, for the tooltip.
    void setLabels(std::vector<Target> labels, bool confirmed, const QString &origin = {});
    const std::vector<Target> &labels() const { return m_labels; }
    bool confirmed() const { return m_confirmed; }
    const QString &origin() const { return m_origin; }

Q_SIGNALS:
    /// The user confirmed or corrected the labels.
    void edited();

private:
    void fillMenu();
    void toggle(Target target, bool on);
    void showText();

    std::vector<Target> m_labels;
    QString m_origin;
    bool m_confirmed = false;
};

} // namespace cf::ui
