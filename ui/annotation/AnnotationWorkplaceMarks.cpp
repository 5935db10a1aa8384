#include "ui/annotation/AnnotationWorkplace.h"

#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/form/AnnotationForm.h"
#include "ui/images/MaskDocument.h"
#include "ui/session/EditSession.h"

#include <algorithm>
#include <utility>

namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;

void AnnotationWorkplace::drawMarks()
{
    const Annotation *one = m_desk->annotation();
    const Annotation *original = m_desk->original();
    const std::vector<Mark> marks = one ? one->marks : std::vector<Mark>();
    m_second->setMarks(marks, m_form->activeMark());
    m_first->setMarks(isOriginal(*m_first) ? (original && one ? original->marks : std::vector<Mark>()) : marks,
        isOriginal(*m_first) ? 0 : m_form->activeMark());
}

void AnnotationWorkplace::addMark(MarkLayer &layer, Mark mark)
{
    mark.type = isOriginal(layer) ? annotation::MarkType::Structure : annotation::MarkType::Other;
    const auto add = [mark](Annotation &one) {
        Mark numbered = mark;
        numbered.number = one.nextMarkNumber();
        one.marks.push_back(std::move(numbered));
    };
    if (isOriginal(layer)) {
        m_desk->changeOriginal(add);
        return;
    }
    m_desk->change(add);
    if (const Annotation *one = m_desk->annotation(); one && !one->marks.empty())
        m_form->setActiveMark(one->marks.back().number);
}

void AnnotationWorkplace::paintMask(MarkLayer &layer, const std::vector<QPointF> &path, double radius, bool erase)
{
    const Annotation *one = isOriginal(layer) ? m_desk->original() : m_desk->annotation();
    if (one == nullptr || path.empty())
        return;
    const Mark *mark = one->mark(isOriginal(layer) ? 0 : m_form->activeMark());
    const bool isMask = mark && mark->shape == annotation::MarkShape::Mask;
    if (erase && !isMask) {
        say(tr("Choose a mask first (M)."));
        return;
    }
    MaskDocument document(QSize(one->subject.width, one->subject.height));
    if (isMask)
        if (const auto decoded = annotation::decodeRuns(mark->mask)) {
            MaskPatch whole{ QRect(QPoint(0, 0), document.size()), decoded->pixels };
            std::ranges::transform(
                whole.values, whole.values.begin(), [](std::uint8_t value) { return value ? 255 : 0; });
            document.apply(whole);
        }
    for (std::size_t i = 0; i < path.size(); ++i)
        document.paintLine(path[i == 0 ? 0 : i - 1], path[i], radius, 1.0, erase);
    Image<std::uint8_t> values = document.values();
    for (std::uint8_t &value : values.pixels)
        value = value >= 128 ? 1 : 0;
    const annotation::RunLengthMask runs = annotation::encodeRuns(values);
    if (!isMask) {
        Mark fresh;
        fresh.shape = annotation::MarkShape::Mask;
        fresh.mask = runs;
        if (!runs.empty())
            addMark(layer, std::move(fresh));
        return;
    }
    const int number = mark->number;
    m_desk->change([&](Annotation &changed) {
        if (runs.empty())
            std::erase_if(changed.marks, [number](const Mark &each) { return each.number == number; });
        else if (Mark *each = changed.mark(number)) {
            each->mask = runs;
            each->confirmed = true; // Whoever corrects a proposal has seen it.
        }
    });
}

} // namespace cf::ui
