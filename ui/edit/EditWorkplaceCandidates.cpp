#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/export/SyntheticExport.h"
#include "ui/results/CandidateStrip.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/session/SessionContents.h"
#include "ui/studies/StudyController.h"
#include "ui/words/CoreWords.h"

#include <QPlainTextEdit>

// Candidates of the shown edit: looked at in its place, and kept as edits of their own.
namespace cf::ui {

void EditWorkplace::connectCandidates()
{
    connect(m_candidates, &CandidateStrip::chosen, this, &EditWorkplace::showCandidate);
    connect(m_candidates, &CandidateStrip::kept, this, &EditWorkplace::keepCandidate);
}

void EditWorkplace::prepareCandidate(int candidate, std::function<void(const ResultPointer &)> then)
{
    const SessionState &state = m_session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result || !state.document || candidate < 0 || std::size_t(candidate) >= result->candidates.size())
        return;
    using Outcome = Result<ResultPointer>;
    runInBackground<Outcome>(
        m_context.files.queue(), this,
        [result, candidate, picture = state.document->image().picture](const JobContext &) -> Outcome {
            return candidateResult(*result, std::size_t(candidate), picture->radiograph());
        },
        [this, result, then = std::move(then)](const Outcome &outcome) {
            const SessionState &now = m_session.state();
            if (!outcome)
                m_session.say(coreWords(outcome.error().message), true);
            else if (now.shown && now.shown->result == result)
                then(*outcome);
        });
}

void EditWorkplace::showCandidate(int candidate)
{
    const SessionState &state = m_session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result)
        return;
    if (candidate >= 0 && result->candidates[std::size_t(candidate)].chosen) {
        m_candidate = nullptr;
        m_drawn.reset();
        m_judged.reset();
        drawContents();
        return;
    }
    prepareCandidate(candidate, [this, candidate, result](const ResultPointer &prepared) {
        if (m_candidates->selected() != candidate)
            return; // Another one was chosen meanwhile.
        m_candidate = prepared;
        m_candidateOf = result;
        drawCandidate();
    });
}

void EditWorkplace::drawCandidate()
{
    SessionState seen = m_session.state();
    if (!seen.shown || !m_candidate)
        return;
    seen.shown->result = m_candidate;
    SessionContents contents = contentsOf(seen, m_rebuiltHeld);
    const int place = m_candidates->selected();
    const QString what = place >= 0 ? m_candidateOf->candidates[std::size_t(place)].what : QString();
    contents.shown.subtitle = tr("Candidate of edit %1, not kept · %2").arg(seen.shown->number).arg(what);
    m_compare->setContents(std::move(contents.original), std::move(contents.shown));
    m_difference->setResult(seen.document->image().picture, m_candidate);
    m_scorecard->setEntry(&*seen.shown);
    m_provenance->setPlainText(provenanceText(*m_candidate));
    m_judged.reset();
}

void EditWorkplace::keepCandidate(int candidate)
{
    const SessionState &state = m_session.state();
    if (!state.shown || !state.shown->result)
        return;
    const QString what = state.shown->result->candidates[std::size_t(candidate)].what;
    prepareCandidate(
        candidate, [this, what](const ResultPointer &prepared) { m_session.keepCandidate(prepared, what); });
}

} // namespace cf::ui
