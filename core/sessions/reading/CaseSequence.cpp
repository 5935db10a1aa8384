#include "core/sessions/reading/CaseSequence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <string>

namespace cf::sessions {

namespace {

constexpr int blockRepeats = 2; ///< Of each arm in a block: with one, the last case of every block could be guessed.
constexpr int maximumTries = 200; ///< Of random orders before one that keeps patients apart is given up.

using ArmSequence = std::vector<std::size_t>; ///< Index of the arm at each place.

/// Whose image it is; of an unknown patient the pair, since images of one source are of one patient. Empty: nobody
/// knows.
std::string personOf(const Case &one)
{
    if (!one.patient.empty() || one.pair.empty())
        return one.patient;
    return "pair " + one.pair;
}

std::vector<std::size_t> countsByArm(const std::vector<const Case *> &cases, const SequenceRules &rules)
{
    std::vector<std::size_t> counts(rules.arms.size(), 0);
    for (const Case *one : cases) {
        const auto arm = std::ranges::find(rules.arms, rules.armOf(*one));
        if (arm != rules.arms.end())
            ++counts[static_cast<std::size_t>(arm - rules.arms.begin())];
    }
    return counts;
}

/// Equal arms: shuffled blocks shared by the readers of one square, turned by the reader's row.
ArmSequence latinBlocks(std::size_t arms, std::size_t each, int row, RandomStream &shared)
{
    ArmSequence sequence;
    for (std::size_t left = each; left > 0;) {
        const std::size_t times = std::min<std::size_t>(left, blockRepeats);
        ArmSequence block;
        for (std::size_t arm = 0; arm < arms; ++arm)
            block.insert(block.end(), times, arm);
        shuffle(block, shared);
        sequence.insert(sequence.end(), block.begin(), block.end());
        left -= times;
    }
    for (std::size_t &arm : sequence)
        arm = (arm + static_cast<std::size_t>(row)) % arms;
    return sequence;
}

/// Unequal arms: shuffled, in proportion.
ArmSequence shuffledArms(const std::vector<std::size_t> &counts, RandomStream &own)
{
    ArmSequence sequence;
    for (std::size_t arm = 0; arm < counts.size(); ++arm)
        sequence.insert(sequence.end(), counts[arm], arm);
    shuffle(sequence, own);
    return sequence;
}

/// Cases that wait for their place, and when each patient was last seen.
class Waiting
{
public:
    Waiting(const std::vector<const Case *> &cases, const SequenceRules &rules, RandomStream &stream)
        : m_cases(cases)
        , m_rules(rules)
    {
        shuffle(m_cases, stream);
        for (const Case *one : m_cases)
            if (const std::string person = personOf(*one); !person.empty())
                ++m_left[person];
    }

    /// Takes the case of `arm` (any, where empty) whose patient may come now and has the largest number of others left.
    const Case *take(const std::string &arm, int place)
    {
        std::size_t best = m_cases.size();
        int bestLeft = -1;
        for (std::size_t i = 0; i < m_cases.size(); ++i) {
            const Case *one = m_cases[i];
            const std::string person = personOf(*one);
            if ((!arm.empty() && m_rules.armOf(*one) != arm) || !mayCome(person, place))
                continue;
            const int left = person.empty() ? 0 : m_left[person];
            if (left > bestLeft) {
                best = i;
                bestLeft = left;
            }
        }
        if (best == m_cases.size())
            return nullptr;
        const Case *taken = m_cases[best];
        m_cases.erase(m_cases.begin() + static_cast<std::ptrdiff_t>(best));
        if (const std::string person = personOf(*taken); !person.empty()) {
            --m_left[person];
            m_seen[person] = place;
        }
        return taken;
    }

private:
    bool mayCome(const std::string &person, int place) const
    {
        const auto seen = m_seen.find(person);
        return person.empty() || seen == m_seen.end() || place - seen->second > m_rules.patientGap;
    }

    std::vector<const Case *> m_cases;
    const SequenceRules &m_rules;
    std::map<std::string, int> m_left;
    std::map<std::string, int> m_seen;
};

/// One try; nothing when no case may come at some place. An empty `sequence`: arms as they come.
std::optional<std::vector<CaseSequence::Item>> place(const std::vector<const Case *> &cases, const SequenceRules &rules,
    const ArmSequence &sequence, RandomStream &stream)
{
    Waiting waiting(cases, rules, stream);
    std::vector<CaseSequence::Item> items;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Case *taken = waiting.take(sequence.empty() ? "" : rules.arms[sequence[i]], static_cast<int>(i));
        if (taken == nullptr)
            return std::nullopt;
        items.push_back({ taken, 1 });
    }
    return items;
}

tl::unexpected<Error> tooClose(const std::vector<const Case *> &cases, int gap)
{
    std::map<std::string, std::size_t> images;
    for (const Case *one : cases)
        if (const std::string person = personOf(*one); !person.empty())
            ++images[person];
    const auto fullest = std::ranges::max_element(images, {}, [](const auto &entry) { return entry.second; });
    const std::string count = std::to_string(fullest->second);
    const std::size_t needed = (fullest->second - 1) * static_cast<std::size_t>(gap + 1) + 1;
    return fail(ErrorCode::InvalidInput,
        "No order keeps two images of one patient " + std::to_string(gap) + " cases apart: patient \"" + fullest->first
            + "\" has " + count + " of the " + std::to_string(cases.size()) + " cases, for which at least "
            + std::to_string(needed) + " are needed. Lower order.patient_gap or take cases out.");
}

/// Whether a second reading may stand before `place`: far from every other reading of its patient.
bool mayRepeatAt(const std::vector<CaseSequence::Item> &items, std::size_t place, const Case &repeated, int gap)
{
    const std::string person = personOf(repeated);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const bool isSame = items[i].item->id == repeated.id || (!person.empty() && personOf(*items[i].item) == person);
        const std::size_t others = i < place ? place - i - 1 : i - place;
        if (isSame && others < static_cast<std::size_t>(gap))
            return false;
    }
    return true;
}

std::vector<std::size_t> placesForRepeat(
    const std::vector<CaseSequence::Item> &items, const Case &repeated, const SequenceRules &rules)
{
    std::vector<std::size_t> places;
    const auto first = std::ranges::find_if(items, [&](const auto &item) { return item.item == &repeated; });
    const auto earliest =
        static_cast<std::size_t>(first - items.begin()) + 1 + static_cast<std::size_t>(rules.repeatGap);
    for (std::size_t place = earliest; place <= items.size(); ++place)
        if (mayRepeatAt(items, place, repeated, rules.patientGap))
            places.push_back(place);
    return places;
}

/// How many cases of each arm are repeated: the share of each, the largest remainders first.
std::vector<std::size_t> repeatsByArm(const std::vector<std::size_t> &counts, double share)
{
    std::size_t cases = 0;
    std::vector<std::size_t> repeats;
    std::vector<std::pair<double, std::size_t>> remainders;
    for (std::size_t arm = 0; arm < counts.size(); ++arm) {
        const double exact = share * static_cast<double>(counts[arm]);
        repeats.push_back(static_cast<std::size_t>(exact));
        remainders.emplace_back(exact - std::floor(exact), arm);
        cases += counts[arm];
    }
    std::ranges::stable_sort(remainders, std::ranges::greater{}, [](const auto &entry) { return entry.first; });
    auto wanted = static_cast<std::size_t>(std::lround(share * static_cast<double>(cases)));
    for (const std::size_t one : repeats)
        wanted -= std::min(wanted, one);
    for (std::size_t i = 0; i < remainders.size() && i < wanted; ++i)
        ++repeats[remainders[i].second];
    return repeats;
}

Result<> insertRepeats(
    CaseSequence &sequence, const std::vector<const Case *> &cases, const SequenceRules &rules, RandomStream &stream)
{
    const auto wanted = repeatsByArm(countsByArm(cases, rules), rules.repeatShare);
    for (std::size_t arm = 0; arm < rules.arms.size(); ++arm) {
        std::vector<const Case *> candidates;
        for (const Case *one : cases)
            if (rules.armOf(*one) == rules.arms[arm])
                candidates.push_back(one);
        shuffle(candidates, stream);
        std::size_t done = 0;
        for (const Case *candidate : candidates) {
            if (done == wanted[arm])
                break;
            const auto places = placesForRepeat(sequence.items, *candidate, rules);
            if (places.empty())
                continue;
            const std::size_t place = places[static_cast<std::size_t>(stream.below(static_cast<int>(places.size())))];
            sequence.items.insert(sequence.items.begin() + static_cast<std::ptrdiff_t>(place), { candidate, 2 });
            ++done;
        }
        if (done < wanted[arm])
            return fail(ErrorCode::InvalidInput,
                "Only " + std::to_string(done) + " of " + std::to_string(wanted[arm]) + " repeats of arm \""
                    + rules.arms[arm] + "\" have room " + std::to_string(rules.repeatGap)
                    + " cases after their first reading, in a session of " + std::to_string(cases.size())
                    + " cases. Lower repeats.gap or repeats.share.");
    }
    return {};
}

} // namespace

Result<CaseSequence> arrange(
    const std::vector<const Case *> &cases, const SequenceRules &rules, RandomStream shared, RandomStream own)
{
    CaseSequence sequence;
    if (cases.empty())
        return sequence;
    const auto counts = countsByArm(cases, rules);
    std::vector<std::size_t> present; // A session may lack an arm, as an adjudicator's does.
    for (std::size_t arm = 0; arm < counts.size(); ++arm)
        if (counts[arm] > 0)
            present.push_back(arm);
    const bool areEqual =
        std::ranges::all_of(present, [&](std::size_t arm) { return counts[arm] == counts[present[0]]; });
    std::optional<std::vector<CaseSequence::Item>> items;
    ArmSequence blocks;
    if (areEqual) {
        blocks = latinBlocks(present.size(), counts[present[0]], rules.row, shared);
        for (std::size_t &arm : blocks)
            arm = present[arm];
    }
    for (int attempt = 0; attempt < maximumTries && !items; ++attempt)
        items = place(cases, rules, areEqual ? blocks : shuffledArms(counts, own), own);
    sequence.isLatinSquare = areEqual && items.has_value();
    for (int attempt = 0; attempt < maximumTries && !items; ++attempt)
        items = place(cases, rules, {}, own);
    if (!items)
        return tooClose(cases, rules.patientGap);
    sequence.items = std::move(*items);
    if (rules.repeatShare > 0.0)
        CF_TRY(insertRepeats(sequence, cases, rules, own));
    return sequence;
}

} // namespace cf::sessions
