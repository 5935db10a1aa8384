#include "core/sessions/reading/ReadingOrder.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/reading/CaseSequence.h"

#include <algorithm>
#include <set>

namespace cf::sessions {

namespace {

/// Stages that are read together, case by case.
struct Session {
    std::vector<const Stage *> stages;
    bool asksSomethingNew = true;
};

std::vector<Session> sessionsOf(const Protocol &protocol)
{
    std::vector<Session> sessions;
    for (const Stage &stage : protocol.stages) {
        if (sessions.empty() || stage.follows == StageFollows::WholeSet)
            sessions.emplace_back();
        sessions.back().stages.push_back(&stage);
    }
    std::set<std::string> asked;
    for (Session &session : sessions) {
        session.asksSomethingNew = false;
        for (const Stage *stage : session.stages)
            for (const std::string &question : stage->questions)
                session.asksSomethingNew |= asked.insert(question).second;
    }
    return sessions;
}

/// In paired sessions: the version of every pair that this reader sees in this session.
std::vector<const Case *> versionsFor(
    const Protocol &protocol, const std::vector<const Case *> &cases, int row, std::size_t session, RandomStream shared)
{
    std::vector<std::string> pairs;
    for (const Case *one : cases)
        if (std::ranges::find(pairs, one->pair) == pairs.end())
            pairs.push_back(one->pair);
    shuffle(pairs, shared);
    std::vector<const Case *> chosen;
    for (const Case *one : cases) {
        const auto pair = static_cast<std::size_t>(std::ranges::find(pairs, one->pair) - pairs.begin());
        const std::size_t arm = (pair + static_cast<std::size_t>(row) + session) % protocol.arms.size();
        if (armOf(protocol, *one) == protocol.arms[arm].key)
            chosen.push_back(one);
    }
    return chosen;
}

/// Where the image to be found of each case stands on the screen: every pane equally often.
class PaneDeck
{
public:
    PaneDeck(int panes, RandomStream stream)
        : m_panes(panes)
        , m_stream(stream)
    {
    }

    /// `found`: index of the image to be found.
    std::vector<int> deal(int found)
    {
        if (m_deck.empty()) {
            for (int time = 0; time < 2; ++time)
                for (int pane = 0; pane < m_panes; ++pane)
                    m_deck.push_back(pane);
            shuffle(m_deck, m_stream);
        }
        std::vector<int> others;
        for (int image = 0; image < m_panes; ++image)
            if (image != found)
                others.push_back(image);
        shuffle(others, m_stream);
        others.insert(others.begin() + m_deck.back(), found);
        m_deck.pop_back();
        return others;
    }

private:
    int m_panes;
    RandomStream m_stream;
    std::vector<int> m_deck;
};

bool readsCase(const Reader &reader, const Case &one)
{
    return reader.cases.empty() ? reader.role == ReaderRole::Reader
                                : std::ranges::find(reader.cases, one.id) != reader.cases.end();
}

/// An adjudicator reads the few cases on which others disagree, perhaps of one patient alone: those are kept apart as
/// far as they can be.
Result<CaseSequence> arranged(const Reader &reader, const std::vector<const Case *> &cases, SequenceRules rules,
    const RandomStream &shared, const RandomStream &own)
{
    auto sequence = arrange(cases, rules, shared, own);
    while (!sequence && reader.role != ReaderRole::Reader && rules.patientGap > 0) {
        --rules.patientGap;
        sequence = arrange(cases, rules, shared, own);
    }
    return sequence;
}

void addSteps(
    std::vector<ReadingStep> &steps, const Session &session, const Case &one, int found, int attempt, PaneDeck &panes)
{
    const std::vector<int> places = panes.deal(found);
    for (const Stage *stage : session.stages)
        steps.push_back({ static_cast<int>(steps.size()) + 1, one.id, stage->id, attempt, one.isTraining, places });
}

} // namespace

Result<ReadingOrder> readingOrder(const Protocol &protocol, const std::vector<Case> &cases, const Reader &reader)
{
    std::vector<const Case *> serious;
    std::vector<const Case *> training;
    for (const Case &one : cases) {
        if (one.isTraining && reader.role == ReaderRole::Reader)
            training.push_back(&one);
        else if (!one.isTraining && readsCase(reader, one))
            serious.push_back(&one);
    }
    SequenceRules rules;
    for (const Arm &arm : protocol.arms)
        rules.arms.push_back(arm.key);
    rules.row = protocol.order.sameForAll ? 0 : reader.row;
    rules.patientGap = protocol.order.patientGap;
    if (reader.role == ReaderRole::Reader) {
        rules.repeatShare = protocol.repeats.share;
        rules.repeatGap = protocol.repeats.gap;
    }
    rules.armOf = [&protocol](const Case &one) { return armOf(protocol, one); };
    const auto foundIn = [&protocol](const Case &one) { return static_cast<int>(imageToFind(protocol, one)); };
    ReadingOrder order;
    const RandomStream study(protocol.order.seed, "reading order");
    const std::string who = protocol.order.sameForAll ? "all readers" : "reader " + reader.id;
    const int square = rules.row / std::max<int>(1, static_cast<int>(rules.arms.size()));
    const auto sessions = sessionsOf(protocol);
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        const std::string name = "session " + std::to_string(i);
        const RandomStream own = study.child(name + ", " + who);
        PaneDeck panes(protocol.panes, own.child("panes"));
        if (sessions[i].asksSomethingNew)
            for (const Case *one : training)
                addSteps(order.steps, sessions[i], *one, foundIn(*one), 1, panes);
        const auto chosen = protocol.design == Design::PairedSessions
            ? versionsFor(protocol, serious, rules.row, i, study.child("pairs"))
            : serious;
        CF_ASSIGN(const CaseSequence sequence,
            arranged(
                reader, chosen, rules, study.child(name + ", square " + std::to_string(square)), own.child("cases")));
        order.isLatinSquare = order.isLatinSquare && sequence.isLatinSquare;
        for (const auto &item : sequence.items)
            addSteps(order.steps, sessions[i], *item.item, foundIn(*item.item), item.attempt, panes);
    }
    return order;
}

} // namespace cf::sessions
