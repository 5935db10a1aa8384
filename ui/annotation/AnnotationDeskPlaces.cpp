#include "ui/annotation/AnnotationDesk.h"

#include "ui/session/EditSession.h"

#include <algorithm>

namespace cf::ui {

using annotation::State;

std::vector<int> AnnotationDesk::rows() const
{
    std::vector<int> rows = allRows();
    if (m_decider)
        std::erase_if(rows, [this](int row) { return !m_disputes.contains(m_document->history().entry(row).number); });
    return rows;
}

std::vector<int> AnnotationDesk::allRows() const
{
    std::vector<int> rows;
    for (int row = 1; m_document && row < m_document->history().rowCount(); ++row) {
        const HistoryEntry &one = m_document->history().entry(row);
        if (one.kind == HistoryEntry::Kind::Result && !one.binned.isValid())
            rows.push_back(row);
    }
    return rows;
}

int AnnotationDesk::place() const
{
    const std::vector<int> all = rows();
    const auto found = std::ranges::find(all, m_row);
    return found == all.end() ? -1 : int(found - all.begin());
}

int AnnotationDesk::left() const
{
    const std::vector<int> all = rows();
    return int(std::ranges::count_if(all, [this](int row) {
        const auto state = m_states.find(m_document->history().entry(row).number);
        return state == m_states.end() || state->second == State::Open;
    }));
}

int AnnotationDesk::refused() const
{
    const std::vector<int> all = rows();
    return int(std::ranges::count_if(all, [this](int row) { return m_document->history().entry(row).refused(); }));
}

const HistoryEntry *AnnotationDesk::entry() const
{
    const bool isThere = m_document && m_row > 0 && m_row < m_document->history().rowCount();
    return isThere ? &m_document->history().entry(m_row) : nullptr;
}

void AnnotationDesk::choose(int row)
{
    saveNow();
    m_row = row;
    m_annotation.reset();
    takeCase();
}

void AnnotationDesk::step(int by)
{
    const std::vector<int> all = rows();
    const int next = place() + by;
    if (next >= 0 && next < int(all.size()))
        choose(all[std::size_t(next)]);
}

bool AnnotationDesk::goToNextOpen()
{
    const std::vector<int> all = rows();
    const int here = place();
    for (std::size_t i = 1; i <= all.size(); ++i) {
        const int row = all[(std::size_t(std::max(here, 0)) + i) % all.size()];
        const auto state = m_states.find(m_document->history().entry(row).number);
        if (state == m_states.end() || state->second == State::Open) {
            choose(row);
            return true;
        }
    }
    return false;
}

} // namespace cf::ui
