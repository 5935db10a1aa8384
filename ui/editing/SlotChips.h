#pragma once

#include "core/language/PromptLanguage.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace cf::ui {

/// The prompt's parts in sentence order, each marked as heard by the model, by the mask, or not.
class SlotChips : public QWidget
{
    Q_OBJECT

public:
    explicit SlotChips(QWidget *parent = nullptr);

    void setSlots(std::vector<PromptSlot> slots, bool maskDrawn);
    /// What stands there while nothing is typed.
    void setHint(const QString &hint);
    QSize sizeHint() const override { return { 200, 28 }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Chip {
        PromptSlot slot;
        bool needsMask = false; ///< Heard by a mask that has not been drawn.
        QRectF rect;
    };
    QString note(const Chip &chip) const;
    QString explanation(const Chip &chip) const;
    void lay(bool withNotes);
    std::size_t chipsThatFit() const;
    void paintChip(QPainter &painter, const Chip &chip, bool withNote) const;

    std::vector<Chip> m_chips;
    QString m_hint;
    bool m_notes = true;
};

} // namespace cf::ui
