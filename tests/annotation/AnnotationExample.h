#pragma once

// An annotation that has one of everything.

#include "core/annotation/Annotation.h"

namespace cf::test {

inline annotation::Mark exampleMark(int number, annotation::MarkShape shape, std::vector<annotation::Point> points)
{
    annotation::Mark mark;
    mark.number = number;
    mark.shape = shape;
    mark.points = std::move(points);
    return mark;
}

/// A disc of radius 12 around the place.
inline annotation::RunLengthMask exampleDisc(int width, int height, int x0, int y0)
{
    Image<std::uint8_t> mask(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            mask.at(x, y) = (x - x0) * (x - x0) + (y - y0) * (y - y0) <= 144 ? 255 : 0;
    return annotation::encodeRuns(mask);
}

/// Everything answered and confirmed but a stale mark; of an image of this size.
inline annotation::Annotation exampleAnnotation(int width, int height)
{
    using namespace annotation;
    Annotation one;
    one.subject = { width, height, 0.143, 0.15, "add a small left pleural effusion", std::string(64, 'e'), {}, {} };
    one.annotator = "R1";
    one.begun = "2026-11-29T01:30:12Z";
    one.saved = "2026-11-29T01:34:50Z";
    one.followed = { Judgement::Partly, true };
    FindingAnswer effusion;
    effusion.finding = Target::PleuralEffusion;
    effusion.side = Side::Left;
    effusion.zone = Zone::Lower;
    effusion.degree = Severity::Small;
    effusion.present = { Judgement::Yes, true };
    effusion.change = { Change::Appeared, true };
    effusion.sideRight = { Judgement::Yes, true };
    effusion.degreeRight = { Judgement::CannotTell, true };
    FindingAnswer heart;
    heart.finding = Target::Cardiomegaly;
    heart.isAsked = false;
    heart.present = { Judgement::No, true };
    heart.change = { Change::Unchanged, true };
    one.findings = { effusion, heart };
    one.somethingElse = { Judgement::Yes, true };
    one.plausibility = { 4, true };
    one.comment = "Meniscus too sharp, \"drawn\" by hand?\n胸水の上縁が鋭すぎる。";
    one.marks.push_back(exampleMark(1, MarkShape::Box, { { 60.25, 70.5 }, { 90.0, 95.984375 } }));
    one.marks.back().type = MarkType::Seam;
    one.marks.back().label = "Meniscus, too sharp";
    one.marks.push_back(exampleMark(2, MarkShape::Point, { { 10.5, 20.015625 } }));
    one.marks.back().type = MarkType::TextLost;
    one.marks.push_back(exampleMark(4, MarkShape::Polygon, { { 5, 5 }, { 40, 5 }, { 40, 30 }, { 5, 30 } }));
    one.marks.back().type = MarkType::Ghost;
    one.marks.back().label = "肋骨の残像";
    one.marks.push_back(
        exampleMark(5, MarkShape::Contour, { { 50.125, 40 }, { 61.5, 44.75 }, { 58.0, 60.0625 }, { 47.25, 52 } }));
    one.marks.back().type = MarkType::Structure;
    one.marks.back().origin = MarkOrigin::Carried;
    one.marks.back().isStale = true;
    one.marks.back().confirmed = false;
    one.marks.back().label = "Costophrenic angle, left";
    one.marks.push_back(exampleMark(7, MarkShape::Mask, {}));
    one.marks.back().mask = exampleDisc(width, height, 75, 80);
    one.marks.back().type = MarkType::Finding;
    one.marks.back().finding = Target::PleuralEffusion;
    one.marks.back().origin = MarkOrigin::Proposed;
    one.marks.push_back(exampleMark(8, MarkShape::Mask, {}));
    one.marks.back().mask = exampleDisc(width, height, 30, 40);
    one.marks.back().type = MarkType::Blur;
    one.marks.back().label = "softer than around";
    return one;
}

} // namespace cf::test
