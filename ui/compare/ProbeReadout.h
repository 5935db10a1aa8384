#pragma once

#include <QString>
#include <QWidget>

#include <optional>

namespace cf::ui {

/// The numbers under the pointer: place, original, counterfactual, their difference, and the rebuilt image's value.
class ProbeReadout : public QWidget
{
    Q_OBJECT

public:
    struct Values {
        QPoint pixel;
        std::optional<int> original;
        std::optional<int> counterfactual;
        std::optional<int> rebuilt;
        double noiseFloor = 0.0;
        int screenSign = 1; ///< −1 where a larger stored value is darker on the screen.
        bool onPlate = false; ///< The counterfactual's value there is the SYNTHETIC plate's.
    };

    explicit ProbeReadout(QWidget *parent = nullptr);
    void setValues(const std::optional<Values> &values);
    /// "brighter", "darker", "below the noise floor": what the difference is on the screen; empty without one.
    static QString wordsOf(const Values &values);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Values> m_values;
};

} // namespace cf::ui
