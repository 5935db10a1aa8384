#include "core/annotation/AnnotationAgreement.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/MarkMatching.h"
#include "core/annotation/MarkShapes.h"
#include "core/statistics/agreement/CohenKappa.h"
#include "core/statistics/agreement/KrippendorffAlpha.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace cf::annotation {
namespace {

/// Image → annotator → what they say.
using ByImage = std::map<std::string, std::map<std::string, const Annotation *>>;

template <typename Value> Number numberOf(const Answer<Value> &answer)
{
    if (answer.isOpen())
        return std::nullopt;
    return static_cast<double>(static_cast<int>(*answer.value));
}

ItemAgreement itemAgreement(const std::string &item, const Ratings &ratings, bool isOrdinal, std::vector<double> levels)
{
    ItemAgreement found{ item, 0, {}, {}, {} };
    found.units = static_cast<std::size_t>(std::ranges::count_if(ratings, [](const std::vector<Number> &unit) {
        return std::ranges::count_if(unit, [](const Number &one) { return one.has_value(); }) >= 2;
    }));
    if (ratings.empty())
        return found;
    found.percent = allAgree(ratings).percent;
    found.alpha = krippendorffAlpha(ratings, isOrdinal ? AlphaMetric::Ordinal : AlphaMetric::Nominal);
    if (readersOf(ratings) == 2)
        found.kappa = cohenKappa(ratings, levels, isOrdinal ? WeightKind::Quadratic : WeightKind::Identity).kappa;
    else
        found.kappa.reason = "Cohen's kappa is of two annotators.";
    return found;
}

/// A finding of one annotation that is the same as another's; null where it is not there.
const FindingAnswer *sameFinding(const Annotation &annotation, const FindingAnswer &finding)
{
    const auto found = std::ranges::find_if(
        annotation.findings, [&](const FindingAnswer &other) { return isSameFinding(finding, other); });
    return found == annotation.findings.end() ? nullptr : &*found;
}

using OfAnnotation = std::function<Number(const Annotation &)>;
using OfFinding = std::function<Number(const FindingAnswer &)>;

Ratings ratingsOf(const ByImage &images, const std::vector<std::string> &annotators, const OfAnnotation &answer)
{
    Ratings ratings;
    for (const auto &[image, said] : images) {
        std::vector<Number> unit;
        for (const std::string &annotator : annotators) {
            const auto found = said.find(annotator);
            unit.push_back(found == said.end() ? Number() : answer(*found->second));
        }
        ratings.push_back(std::move(unit));
    }
    return ratings;
}

/// One unit for each finding that the instruction of an image names.
Ratings findingRatings(const ByImage &images, const std::vector<std::string> &annotators, const OfFinding &answer)
{
    Ratings ratings;
    for (const auto &[image, said] : images)
        for (const FindingAnswer &finding : said.begin()->second->findings) {
            if (!finding.isAsked)
                continue;
            std::vector<Number> unit;
            for (const std::string &annotator : annotators) {
                const auto found = said.find(annotator);
                const FindingAnswer *same = found == said.end() ? nullptr : sameFinding(*found->second, finding);
                unit.push_back(same == nullptr ? Number() : answer(*same));
            }
            ratings.push_back(std::move(unit));
        }
    return ratings;
}

std::vector<double> levels(int first, int last)
{
    std::vector<double> all;
    for (int level = first; level <= last; ++level)
        all.push_back(level);
    return all;
}

/// A mark of something wrong and the pixels it covers.
struct MarkedArea {
    MarkType type = MarkType::Other;
    Image<std::uint8_t> area;
};

Result<std::vector<MarkedArea>> artefactsOf(const Annotation &annotation)
{
    std::vector<MarkedArea> artefacts;
    for (const Mark &mark : annotation.marks)
        if (mark.confirmed && isArtefact(mark.type)) {
            CF_ASSIGN(auto area, areaOf(mark, annotation.subject));
            artefacts.push_back({ mark.type, std::move(area) });
        }
    return artefacts;
}

double overlapOf(const Image<std::uint8_t> &a, const Image<std::uint8_t> &b)
{
    std::int64_t both = 0;
    std::int64_t either = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        both += (a.pixels[i] != 0 && b.pixels[i] != 0) ? 1 : 0;
        either += (a.pixels[i] != 0 || b.pixels[i] != 0) ? 1 : 0;
    }
    return either == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(either);
}

Image<std::uint8_t> together(const std::vector<MarkedArea> &artefacts, const Subject &subject)
{
    Image<std::uint8_t> all(subject.width, subject.height);
    for (const MarkedArea &one : artefacts)
        for (std::size_t i = 0; i < all.pixels.size(); ++i)
            all.pixels[i] = static_cast<std::uint8_t>(all.pixels[i] | one.area.pixels[i]);
    return all;
}

std::size_t matches(const std::vector<MarkedArea> &artefacts, const std::vector<MarkedArea> &others)
{
    constexpr double enough = 0.5;
    return static_cast<std::size_t>(std::ranges::count_if(artefacts, [&](const MarkedArea &one) {
        return std::ranges::any_of(others, [&](const MarkedArea &other) {
            return other.type == one.type && overlapOf(one.area, other.area) >= enough;
        });
    }));
}

Result<MarkAgreement> markAgreement(const ByImage &images)
{
    MarkAgreement agreement;
    double overlaps = 0.0;
    std::size_t marks = 0;
    std::size_t matched = 0;
    for (const auto &[image, said] : images) {
        std::vector<std::pair<const Annotation *, std::vector<MarkedArea>>> all;
        for (const auto &[annotator, annotation] : said) {
            CF_ASSIGN(auto artefacts, artefactsOf(*annotation));
            all.emplace_back(annotation, std::move(artefacts));
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                const auto &[first, mine] = all[i];
                const auto &[second, theirs] = all[j];
                if (mine.empty() && theirs.empty())
                    continue;
                ++agreement.pairs;
                overlaps += overlapOf(together(mine, first->subject), together(theirs, second->subject));
                marks += mine.size() + theirs.size();
                matched += matches(mine, theirs) + matches(theirs, mine);
            }
    }
    if (agreement.pairs > 0)
        agreement.overlap = overlaps / static_cast<double>(agreement.pairs);
    if (marks > 0)
        agreement.matched = static_cast<double>(matched) / static_cast<double>(marks);
    return agreement;
}

nlohmann::ordered_json toJson(const Number &number)
{
    return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json(nullptr);
}

nlohmann::ordered_json toJson(const Estimate &estimate)
{
    nlohmann::ordered_json json{ { "value", toJson(estimate.value) } };
    if (estimate.interval)
        json["interval"] = { estimate.interval->low, estimate.interval->high };
    if (!estimate.reason.empty())
        json["reason"] = estimate.reason;
    return json;
}

} // namespace

std::string imageKeyOf(const Subject &subject)
{
    if (!subject.edit.empty())
        return subject.edit;
    return subject.image.empty() ? subject.source.sopInstanceUid : subject.image.sopInstanceUid;
}

Result<AnnotationAgreement> agreementOf(const std::vector<Annotation> &annotations)
{
    ByImage images;
    std::set<std::string> names;
    for (const Annotation &annotation : annotations) {
        if (annotation.role == Role::Adjudicator || annotation.isOfOriginal())
            continue;
        const auto [place, isNew] = images[imageKeyOf(annotation.subject)].emplace(annotation.annotator, &annotation);
        if (!isNew)
            return fail(ErrorCode::InvalidInput,
                "There are two annotations of one image by \"" + annotation.annotator + "\". Leave one out.");
        const Subject &subject = annotation.subject;
        const Subject &first = images[imageKeyOf(subject)].begin()->second->subject;
        if (subject.width != first.width || subject.height != first.height)
            return fail(ErrorCode::InvalidInput, "Two annotations of one edit state different sizes of its image.");
        names.insert(annotation.annotator);
    }
    if (names.size() < 2)
        return fail(ErrorCode::InvalidInput, "Agreement needs annotations by two annotators or more.");
    AnnotationAgreement agreement;
    agreement.cases = images.size();
    agreement.annotators.assign(names.begin(), names.end());
    const auto &who = agreement.annotators;
    const auto add = [&](const char *item, const Ratings &ratings, bool isOrdinal, std::vector<double> scale) {
        agreement.items.push_back(itemAgreement(item, ratings, isOrdinal, std::move(scale)));
    };
    add("followed", ratingsOf(images, who, [](const Annotation &one) { return numberOf(one.followed); }), false,
        levels(0, 3));
    add("something-else", ratingsOf(images, who, [](const Annotation &one) { return numberOf(one.somethingElse); }),
        false, levels(0, 3));
    add("plausibility", ratingsOf(images, who, [](const Annotation &one) { return numberOf(one.plausibility); }), true,
        levels(1, 5));
    add("present", findingRatings(images, who, [](const FindingAnswer &one) { return numberOf(one.present); }), false,
        levels(0, 3));
    add("change", findingRatings(images, who, [](const FindingAnswer &one) { return numberOf(one.change); }), false,
        levels(0, 5));
    add("side", findingRatings(images, who, [](const FindingAnswer &one) { return numberOf(one.sideRight); }), false,
        levels(0, 3));
    add("degree", findingRatings(images, who, [](const FindingAnswer &one) { return numberOf(one.degreeRight); }),
        false, levels(0, 3));
    CF_ASSIGN(agreement.marks, markAgreement(images));
    return agreement;
}

nlohmann::ordered_json toJson(const AnnotationAgreement &agreement)
{
    nlohmann::ordered_json items = nlohmann::ordered_json::array();
    for (const ItemAgreement &item : agreement.items)
        items.push_back({ { "item", item.item }, { "units", item.units }, { "percent", toJson(item.percent) },
            { "alpha", toJson(item.alpha) }, { "kappa", toJson(item.kappa) } });
    return { { "cases", agreement.cases }, { "annotators", agreement.annotators }, { "items", items },
        { "marks",
            { { "pairs", agreement.marks.pairs }, { "overlap", toJson(agreement.marks.overlap) },
                { "matched", toJson(agreement.marks.matched) } } } };
}

std::vector<std::string> disagreements(const std::vector<Annotation> &ofOneImage, double plausibilityApart)
{
    std::vector<std::string> items;
    if (ofOneImage.size() < 2)
        return items;
    const Annotation &first = ofOneImage.front();
    const auto differ = [&](const std::string &item, const OfAnnotation &answer, double limit) {
        for (const Annotation &other : ofOneImage) {
            const Number a = answer(first);
            const Number b = answer(other);
            if (a.has_value() != b.has_value() || (a && b && std::abs(*a - *b) > limit)) {
                items.push_back(item);
                return;
            }
        }
    };
    differ(
        "followed", [](const Annotation &one) { return numberOf(one.followed); }, 0.0);
    const std::vector<FindingAnswer> findings = findingsOfAll(ofOneImage);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const std::string name = std::string("finding ").append(std::to_string(i + 1));
        const auto ofFinding = [&](const OfFinding &answer) {
            return [&findings, i, answer](const Annotation &one) -> Number {
                const FindingAnswer *same = sameFinding(one, findings[i]);
                return same == nullptr ? Number() : answer(*same);
            };
        };
        differ(name + " present", ofFinding([](const FindingAnswer &one) { return numberOf(one.present); }), 0.0);
        differ(name + " change", ofFinding([](const FindingAnswer &one) { return numberOf(one.change); }), 0.0);
        differ(name + " side", ofFinding([](const FindingAnswer &one) { return numberOf(one.sideRight); }), 0.0);
        differ(name + " degree", ofFinding([](const FindingAnswer &one) { return numberOf(one.degreeRight); }), 0.0);
    }
    differ(
        "something-else", [](const Annotation &one) { return numberOf(one.somethingElse); }, 0.0);
    differ(
        "plausibility", [](const Annotation &one) { return numberOf(one.plausibility); }, plausibilityApart);
    const auto groups = matchMarks(ofOneImage);
    if (std::ranges::any_of(groups, [&](const MarkGroup &one) { return one.marks.size() < ofOneImage.size(); }))
        items.emplace_back("marks");
    return items;
}

} // namespace cf::annotation
