#include "core/editing/RegionProposal.h"
#include "ui/session/EditSession.h"
#include "ui/session/ShowEditCommand.h"

#include <algorithm>
#include <utility>

// What the renderer drew and the user drags.
namespace cf::ui {
namespace {

/// The renderer alone made it: what is dragged stands on the original, with nothing else done before.
bool isRenderedAlone(const Provenance &made)
{
    return !made.rendered.empty() && isRendered(made);
}

} // namespace

void EditSession::showHandles()
{
    const ResultPointer result = m_state.shown ? m_state.shown->result : nullptr;
    if (!result || m_state.loading || !isRenderedAlone(result->provenance))
        m_handles.hide();
    else
        m_handles.show(m_state.document->image().picture, result->provenance.rendered, result->provenance.seed);
}

void EditSession::changeRendered(EditRequest &request) const
{
    const ResultPointer result = m_state.shown ? m_state.shown->result : nullptr;
    const bool mayRender = request.method.empty() || request.method == "auto" || request.method == "insertion";
    if (!result || !mayRender || request.captionsByHand || !isRenderedAlone(result->provenance))
        return;
    const auto &rendered = result->provenance.rendered;
    // The words are about what the shown edit drew: it is changed, and the rest of it stays.
    const bool meant = std::ranges::any_of(request.edits, [&rendered](const EditInstruction &edit) {
        return edit.action != EditAction::Add && std::ranges::any_of(rendered, [&edit](const RenderedAddition &each) {
            return each.target == edit.target;
        });
    });
    if (!meant)
        return;
    request.renderedBefore = rendered;
    request.seed = result->provenance.seed; // Else all that no number says would be another.
    request.seeds = 1;
}

void EditSession::renderAgain(const std::vector<RenderedAddition> &additions)
{
    if (!m_state.shown || !m_state.shown->result)
        return;
    if (!hindrance().isEmpty()) {
        m_handles.reset();
        say(hindrance(), true);
        return;
    }
    const HistoryEntry &from = *m_state.shown;
    AskedEdit asked = askedAgain(from);
    asked.again = 0;
    asked.dragged = true;
    asked.request.rendered = additions;
    HistoryEntry entry;
    entry.instruction = from.instruction;
    entry.draft = from.draft;
    entry.seed = from.seed;
    entry.maskFingerprint = from.maskFingerprint;
    entry.mask = from.mask;
    entry.maskWasFound = from.maskWasFound;
    entry.parent = from.parent;
    asked.entry = std::move(entry);
    if (!m_queue.add(std::move(asked))) {
        m_handles.reset();
        say(tr("%1 edits wait already. This one was not added.").arg(m_queue.waiting().size()), true);
    }
}

void EditSession::noteDragged(EditDocument &document, int before)
{
    const auto show = [this, known = QPointer<EditDocument>(&document)](int row) {
        if (!known || known != m_state.document)
            return;
        showRow(row);
        m_keeper.touch(*known);
        refresh();
    };
    document.undo().push(new ShowEditCommand(tr("Drag"), before, document.shownRow(), show));
}

bool EditSession::takeBackDrag()
{
    EditDocument *document = m_state.document;
    const int index = document ? document->undo().index() : 0;
    if (index == 0)
        return false;
    const auto *last = dynamic_cast<const ShowEditCommand *>(document->undo().command(index - 1));
    if (!last || last->after() != document->shownRow())
        return false;
    document->undo().undo();
    return true;
}

} // namespace cf::ui
