#include "ui/images/MaskCommands.h"

#include <QCoreApplication>

#include <utility>

namespace cf::ui {
namespace {

QRect wholeOf(const MaskDocument &document)
{
    return QRect(QPoint(0, 0), document.size());
}

} // namespace

MaskCommand::MaskCommand(MaskDocument &document, MaskPatch before, const QString &text)
    : QUndoCommand(text)
    , m_document(document)
{
    MaskPatch after = document.patch(before.rect);
    m_step = std::make_shared<const MaskStep>(MaskStep{ text, std::move(before), std::move(after) });
}

MaskCommand::MaskCommand(MaskDocument &document, MaskStepPointer step, std::shared_ptr<const bool> quiet)
    : QUndoCommand(step->text)
    , m_document(document)
    , m_step(std::move(step))
    , m_quiet(std::move(quiet))
    , m_painted(false)
{
}

void MaskCommand::undo()
{
    if (!m_quiet || !*m_quiet)
        m_document.apply(m_step->before);
}

void MaskCommand::redo()
{
    if (!std::exchange(m_painted, false) && (!m_quiet || !*m_quiet))
        m_document.apply(m_step->after);
}

bool MaskCommand::mergeWith(const QUndoCommand *next)
{
    const auto &other = static_cast<const MaskCommand &>(*next);
    if (other.m_step->after.rect != m_step->before.rect)
        return false;
    m_step = std::make_shared<const MaskStep>(MaskStep{ other.text(), m_step->before, other.m_step->after });
    setText(other.text());
    return true;
}

MaskStroke::MaskStroke(MaskDocument &document)
    : m_document(document)
    , m_before(document.values())
{
}

MaskPatch MaskStroke::before() const
{
    MaskPatch patch{ m_rect, {} };
    patch.values.reserve(std::size_t(m_rect.width()) * std::size_t(m_rect.height()));
    for (int y = m_rect.top(); y <= m_rect.bottom(); ++y) {
        const auto begin = m_before.pixels.begin() + std::ptrdiff_t(m_before.index(m_rect.left(), y));
        patch.values.insert(patch.values.end(), begin, begin + m_rect.width());
    }
    return patch;
}

std::unique_ptr<MaskCommand> MaskStroke::finish(const QString &text)
{
    if (m_rect.isEmpty())
        return nullptr;
    MaskPatch old = before();
    if (old.values == m_document.patch(m_rect).values)
        return nullptr;
    return std::make_unique<MaskCommand>(m_document, std::move(old), text);
}

void MaskStroke::cancel()
{
    if (!m_rect.isEmpty())
        m_document.apply(before());
}

std::unique_ptr<MaskCommand> clearMask(MaskDocument &document)
{
    MaskStroke stroke(document);
    MaskPatch empty = document.patch(document.bounds());
    std::fill(empty.values.begin(), empty.values.end(), std::uint8_t(0));
    document.apply(empty);
    stroke.touched(empty.rect);
    return stroke.finish(QCoreApplication::translate("Mask", "Clear mask"));
}

std::unique_ptr<MaskCommand> replaceMask(MaskDocument &document, const Image<std::uint8_t> &values, const QString &text)
{
    if (!values.sameSizeAs(document.values()))
        return nullptr;
    const QRect rect = document.bounds().united(boundsOf(values));
    if (rect.isEmpty())
        return nullptr;
    MaskPatch replaced{ rect, {} };
    replaced.values.reserve(std::size_t(rect.width()) * std::size_t(rect.height()));
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        const auto begin = values.pixels.begin() + std::ptrdiff_t(values.index(rect.left(), y));
        replaced.values.insert(replaced.values.end(), begin, begin + rect.width());
    }
    MaskPatch old = document.patch(rect);
    if (old.values == replaced.values)
        return nullptr;
    document.apply(replaced);
    return std::make_unique<MaskCommand>(document, std::move(old), text);
}

std::unique_ptr<MaskCommand> bringBackMask(
    MaskDocument &document, const Image<std::uint8_t> &values, const QString &text)
{
    if (!values.sameSizeAs(document.values()))
        return nullptr;
    MaskPatch old = document.patch(wholeOf(document));
    document.apply(MaskPatch{ old.rect, values.pixels });
    auto command = std::make_unique<MaskCommand>(document, std::move(old), text);
    command->setOfEdit();
    return command;
}

std::unique_ptr<MaskCommand> invertMask(MaskDocument &document)
{
    MaskStroke stroke(document);
    MaskPatch inverted = document.patch(wholeOf(document));
    for (std::uint8_t &value : inverted.values)
        value = std::uint8_t(255 - value);
    document.apply(inverted);
    stroke.touched(inverted.rect);
    return stroke.finish(QCoreApplication::translate("Mask", "Invert mask"));
}

} // namespace cf::ui
