#pragma once

#include "core/base/terms/RenderedAddition.h"

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
    /// Whether the film says how large its pixels are. Without, millimetres are an estimate, and said to be one from
    /// the next addition on.
    void setHasScale(bool hasScale) { m_hasScale = hasScale; }
    /// Shows what finds room in so many pixels: first the heading goes, then the names, which stay in the tooltips.
    void fitInto(int room);
    QDoubleSpinBox *field(const std::string &number) const; ///< Null where there is none.

Q_SIGNALS:
    void numberChosen(const std::string &name, double value);

private:
    void rebuild(const RenderedAddition &addition);
    void showWhatFits();

    struct Field {
        std::string number;
        QLabel *name = nullptr;
        QDoubleSpinBox *box = nullptr;
    };
    QHBoxLayout *m_layout;
    QLabel *m_title;
    std::vector<Field> m_fields;
    int m_room = 0;
    bool m_hasScale = true;
    bool m_filling = false;
};

} // namespace cf::ui
