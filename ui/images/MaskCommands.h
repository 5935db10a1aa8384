#pragma once

#include "ui/images/MaskDocument.h"

#include <QUndoCommand>

#include <memory>

namespace cf::ui {

/// What one change of the mask did to a rectangle of it.
struct MaskStep {
    QString text; ///< For the menu: "Brush".
    MaskPatch before;
    MaskPatch after; ///< Of the same rectangle.
};

using MaskStepPointer = std::shared_ptr<const MaskStep>;

/// One change of the mask, from press to release or from one menu entry. Keeps only the rectangle it touched.
class MaskCommand : public QUndoCommand
{
public:
    /// `before` holds the old values of the rectangle that has already been painted.
    MaskCommand(MaskDocument &document, MaskPatch before, const QString &text);
    /// A step of an earlier start. While `*quiet` it changes nothing: the stack is being filled.
    MaskCommand(MaskDocument &document, MaskStepPointer step, std::shared_ptr<const bool> quiet);

    /// Going from one edit's mask to another's is one step, however many were looked at: two such commands merge.
    void setOfEdit() { m_ofEdit = true; }
    const MaskStepPointer &step() const { return m_step; }

    void undo() override;
    void redo() override;
    int id() const override { return m_ofEdit ? 1 : -1; }
    bool mergeWith(const QUndoCommand *next) override;

private:
    MaskDocument &m_document;
    MaskStepPointer m_step;
    std::shared_ptr<const bool> m_quiet; ///< Null: never.
    bool m_painted = true; ///< The first redo() comes when the values are there already.
    bool m_ofEdit = false;
};

/// The old values of everything that a stroke may touch, from which the command's rectangle is cut at the end.
class MaskStroke
{
public:
    explicit MaskStroke(MaskDocument &document);

    void touched(const QRect &rect) { m_rect = m_rect.united(rect); }
    /// Nothing when no value changed.
    std::unique_ptr<MaskCommand> finish(const QString &text);
    void cancel();

private:
    MaskPatch before() const;

    MaskDocument &m_document;
    Image<std::uint8_t> m_before;
    QRect m_rect;
};

/// A command that empties the mask; nothing when it is empty already.
std::unique_ptr<MaskCommand> clearMask(MaskDocument &document);
/// A command that puts a whole mask of the image's size in the place of the present one; nothing when they are equal.
std::unique_ptr<MaskCommand> replaceMask(
    MaskDocument &document, const Image<std::uint8_t> &values, const QString &text);
/// The same, of the whole mask though parts of it are equal, so that it merges with others of its kind.
std::unique_ptr<MaskCommand> bringBackMask(
    MaskDocument &document, const Image<std::uint8_t> &values, const QString &text);
/// A command that exchanges inside and outside.
std::unique_ptr<MaskCommand> invertMask(MaskDocument &document);

} // namespace cf::ui
