#pragma once

#include "core/base/RenderedAddition.h"

#include <QWidget>

#include <string>
#include <vector>

class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;

namespace cf::ui {

/// The numbers of what the renderer drew, as fields with their units; places are dragged, not typed.
class HandleFields : public QWidget
{
    Q_OBJECT

public:
    explicit HandleFields(QWidget *parent = nullptr);

    void setAddition(const RenderedAddition &addition);
    /// Without room the names are in the tooltips alone.
    void setNamesVisible(bool visible);
    QDoubleSpinBox *field(const std::string &number) const; ///< Null where there is none.

Q_SIGNALS:
    void numberChosen(const std::string &name, double value);

private:
    void rebuild(const RenderedAddition &addition);

    struct Field {
        std::string number;
        QLabel *name = nullptr;
        QDoubleSpinBox *box = nullptr;
    };
    QHBoxLayout *m_layout;
    QLabel *m_title;
    std::vector<Field> m_fields;
    bool m_namesVisible = true;
    bool m_filling = false;
};

} // namespace cf::ui
