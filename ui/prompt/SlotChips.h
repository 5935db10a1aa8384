#pragma once

#include "core/language/PromptLanguage.h"

#include <QWidget>

#include <vector>

class QPainter;

namespace cf::ui {

/// The prompt's parts in sentence order, each marked as heard by the model, by the mask, or not. Tab reaches them, the
/// arrow keys go from one to the next; the one they stand on explains itself as it does under the pointer.
class SlotChips : public QWidget
{
    Q_OBJECT

public:
    explicit SlotChips(QWidget *parent = nullptr);

    /// `captionsAreHeard`: by a method that will be at work; else no chip speaks of the model.
    void setSlots(std::vector<PromptSlot> slots, bool maskDrawn, bool captionsAreHeard = true);
    /// What stands there while nothing is typed.
    void setHint(const QString &hint);
    QSize sizeHint() const override { return { 200, 28 }; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

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
    /// What the chips without room say, a line each; empty where all have room.
    QString restInWords() const;
    /// Stands on a chip, or behind those that have room on the count of the others, and shows what it explains.
    void standOn(std::size_t place);

    std::vector<Chip> m_chips;
    QString m_hint;
    bool m_notes = true;
    bool m_captionsAreHeard = true;
    std::size_t m_current = 0; ///< Where the arrow keys stand, while the widget has the focus.
};

} // namespace cf::ui
