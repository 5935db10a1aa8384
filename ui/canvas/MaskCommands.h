#pragma once

#include "ui/canvas/MaskDocument.h"

#include <QUndoCommand>

namespace cf::ui {

/// One change of the mask, from press to release or from one menu entry. Keeps only the rectangle it touched.
class MaskCommand : public QUndoCommand
{
public:
    /// `before` holds the old values of the rectangle that has already been painted.
    MaskCommand(MaskDocument &document, MaskPatch before, const QString &text);

    void undo() override { m_document.apply(m_before); }
    void redo() override;

private:
    MaskDocument &m_document;
    MaskPatch m_before;
    MaskPatch m_after;
    bool m_painted = true; ///< The first redo() comes when the values are there already.
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
/// A command that exchanges inside and outside.
std::unique_ptr<MaskCommand> invertMask(MaskDocument &document);

} // namespace cf::ui
