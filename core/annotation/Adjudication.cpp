#include "core/annotation/Adjudication.h"

#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/MarkVerdicts.h"

#include <algorithm>

namespace cf::annotation {
namespace {

const FindingAnswer *answerOn(const Annotation &annotation, const FindingAnswer &finding)
{
    const auto found = std::ranges::find_if(
        annotation.findings, [&](const FindingAnswer &other) { return isSameFinding(finding, other); });
    return found == annotation.findings.end() ? nullptr : &*found;
}

/// What everyone said alike, as a proposal; else nothing.
template <typename Value, typename Get>
Answer<Value> commonAnswer(const std::vector<Annotation> &said, const Get &answerOf)
{
    std::optional<Value> common;
    for (const Annotation &one : said) {
        const Answer<Value> *answer = answerOf(one);
        if (answer == nullptr || answer->isOpen() || (common && common != answer->value))
            return {};
        common = answer->value;
    }
    return { common, false };
}

template <typename Value>
Answer<Value> commonOfFinding(
    const std::vector<Annotation> &said, const FindingAnswer &finding, Answer<Value> FindingAnswer::*member)
{
    return commonAnswer<Value>(said, [&](const Annotation &one) -> const Answer<Value> * {
        const FindingAnswer *same = answerOn(one, finding);
        return same == nullptr ? nullptr : &(same->*member);
    });
}

std::vector<std::string> hashesOf(const std::vector<Annotation> &said)
{
    std::vector<std::string> hashes;
    for (const Annotation &one : said)
        hashes.push_back(hashOf(one));
    std::ranges::sort(hashes);
    return hashes;
}

template <typename Value> std::string keyOfAnswer(const EnumKeys<Value> &keys, const Answer<Value> &answer)
{
    return answer.isOpen() ? std::string() : keyOf(keys, *answer.value);
}

} // namespace

std::optional<Dispute> disputeOf(
    const std::vector<Annotation> &finished, Decider decider, const std::string &who, double apart)
{
    Dispute dispute;
    for (const Annotation &one : finished)
        if (one.role == Role::Annotator && one.state == State::Done)
            dispute.said.push_back(one);
    const bool isAmong = std::ranges::any_of(dispute.said, [&](const Annotation &one) { return one.annotator == who; });
    if (decider == Decider::Third && isAmong)
        return std::nullopt;
    std::ranges::sort(dispute.said, {}, [](const Annotation &one) { return hashOf(one); });
    dispute.items = disagreements(dispute.said, apart);
    if (dispute.items.empty())
        return std::nullopt;
    return dispute;
}

Annotation adjudicationOf(const Annotation &fresh, const std::vector<Annotation> &said, Decider decider)
{
    Annotation decision = fresh;
    decision.role = Role::Adjudicator;
    decision.adjudicates = hashesOf(said);
    if (decider == Decider::Third)
        return decision;
    decision.followed = commonAnswer<Judgement>(said, [](const Annotation &one) { return &one.followed; });
    decision.somethingElse = commonAnswer<Judgement>(said, [](const Annotation &one) { return &one.somethingElse; });
    decision.plausibility = commonAnswer<int>(said, [](const Annotation &one) { return &one.plausibility; });
    decision.findings = findingsOfAll(said);
    for (FindingAnswer &finding : decision.findings) {
        const FindingAnswer asked = finding;
        finding.present = commonOfFinding(said, asked, &FindingAnswer::present);
        finding.change = commonOfFinding(said, asked, &FindingAnswer::change);
        finding.sideRight = commonOfFinding(said, asked, &FindingAnswer::sideRight);
        finding.degreeRight = commonOfFinding(said, asked, &FindingAnswer::degreeRight);
    }
    decision.marks.clear();
    beginVerdicts(decision, said);
    return decision;
}

bool isOutdated(const Annotation &decision, const std::vector<Annotation> &said)
{
    return decision.adjudicates != hashesOf(said);
}

std::string answerTo(const Annotation &annotation, const std::string &item, const std::vector<FindingAnswer> &findings)
{
    if (item == "followed")
        return keyOfAnswer(judgementKeys(), annotation.followed);
    if (item == "something-else")
        return keyOfAnswer(judgementKeys(), annotation.somethingElse);
    if (item == "plausibility")
        return annotation.plausibility.isOpen() ? std::string() : std::to_string(*annotation.plausibility.value);
    if (item == "marks")
        return std::to_string(std::ranges::count_if(annotation.marks, [](const Mark &mark) { return mark.confirmed; }));
    const std::size_t space = item.rfind(' ');
    const std::size_t place = static_cast<std::size_t>(std::max(1, std::atoi(item.c_str() + item.find(' ')))) - 1;
    const FindingAnswer *finding = place < findings.size() ? answerOn(annotation, findings[place]) : nullptr;
    if (finding == nullptr)
        return {};
    const std::string part = item.substr(space + 1);
    return part == "present" ? keyOfAnswer(judgementKeys(), finding->present)
        : part == "change"   ? keyOfAnswer(changeKeys(), finding->change)
        : part == "side"     ? keyOfAnswer(judgementKeys(), finding->sideRight)
                             : keyOfAnswer(judgementKeys(), finding->degreeRight);
}

} // namespace cf::annotation
