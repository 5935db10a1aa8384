#pragma once

#include "core/annotation/RunLengthMask.h"
#include "core/base/terms/ClinicalTerms.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::annotation {

/// An answer of the annotator, or one that the program proposes until the annotator confirms or changes it.
template <typename Value> struct Answer {
    std::optional<Value> value = {};
    bool confirmed = false;

    bool isOpen() const { return !value || !confirmed; }
    bool isProposal() const { return value && !confirmed; }
    bool operator==(const Answer &) const = default;
};

enum class Judgement { Yes, Partly, No, CannotTell };
/// What became of a finding or device from the original to the counterfactual.
enum class Change { Appeared, Vanished, Increased, Decreased, Unchanged, CannotTell };

/// One finding or device that the instruction names, or that the annotator added.
struct FindingAnswer {
    Target finding = Target::PleuralEffusion;
    Side side = Side::None; ///< Asked for; for an added one where it is seen.
    Zone zone = Zone::None;
    Severity degree = Severity::None;
    bool isAsked = true; ///< The instruction names it.
    Answer<Judgement> present; ///< In the counterfactual. Not Partly.
    Answer<Change> change;
    Answer<Judgement> sideRight; ///< Not Partly; asked where sideIsAsked().
    Answer<Judgement> degreeRight; ///< Not Partly; asked where degreeIsAsked().

    bool sideIsAsked() const { return isAsked && side != Side::None; }
    bool degreeIsAsked() const { return isAsked && degree != Severity::None; }
    bool operator==(const FindingAnswer &) const = default;
};

enum class MarkShape {
    Point,
    Box, ///< Two opposite corners, the left upper one first.
    Contour, ///< Closed, drawn freehand.
    Polygon, ///< Closed, from corner to corner.
    Mask, ///< Painted.
};

/// What is marked: what went wrong, where the asked change is, or a structure of the original.
enum class MarkType { Blur, Seam, Ghost, Anatomy, TextLost, Grain, DeviceMisplaced, Finding, Structure, Other };

enum class MarkOrigin {
    Drawn, ///< By the annotator.
    Proposed, ///< By the program, from the mask of the edit or a segmenter.
    Carried, ///< Over from the annotation of the original.
};

/// In pixels from the image's left upper corner, which is that of its first pixel (PS3.3 C.10.5.1.2, C.18.6): the
/// middle of the first pixel is (0.5, 0.5). Always whole multiples of 1/64, which every format here holds exactly.
struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point &) const = default;
};

/// The nearest coordinate that all formats hold exactly.
double onGrid(double coordinate);
Point onGrid(Point point);

struct Mark {
    int number = 1; ///< From 1, unlike that of any other mark of the annotation; never given again.
    MarkShape shape = MarkShape::Point;
    std::vector<Point> points; ///< One, two, or three and more; none of a mask.
    RunLengthMask mask; ///< Of the image's size; empty unless the shape is Mask.
    MarkType type = MarkType::Other;
    std::optional<Target> finding; ///< Of the type Finding.
    std::string label; ///< The annotator's own words.
    MarkOrigin origin = MarkOrigin::Drawn;
    bool confirmed = true; ///< Drawn ones are; others once the annotator says so.
    bool isStale = false; ///< Carried over, and pixels under it changed.
    bool operator==(const Mark &) const = default;
};

/// What names a DICOM object; empty texts where there is none.
struct ObjectName {
    std::string sopClassUid;
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
    std::string studyInstanceUid;

    bool empty() const { return sopInstanceUid.empty(); }
    bool operator==(const ObjectName &) const = default;
};

/// The image that is annotated.
struct Subject {
    int width = 0;
    int height = 0;
    double columnSpacing = 0.0; ///< mm between columns; 0 where unknown.
    double rowSpacing = 0.0;
    std::string instruction; ///< What was asked for; empty for an original.
    std::string edit; ///< SHA-256 of the edit's provenance as JSON, which tells edits apart; empty for an original.
    ObjectName image; ///< The annotated object; empty until it is saved as one.
    ObjectName source; ///< The object that the edit was made from.
    bool operator==(const Subject &) const = default;
};

/// What a decision made of one mark of the annotations that it was made on.
struct MarkVerdict {
    int group = 1; ///< From 1. Marks of one group are of the same thing (see matchMarks()).
    std::string annotation; ///< Hash of the annotation whose mark it is; it names nobody.
    int mark = 1; ///< Its number there.
    int keptAs = 0; ///< Number of the decision's own mark that stands for it; 0: none does.
    bool operator==(const MarkVerdict &) const = default;
};

enum class Role { Annotator, Adjudicator };
enum class State {
    Open,
    Done, ///< Everything asked is answered and confirmed.
    Skipped, ///< With a reason.
};

/// What one person says of one image.
struct Annotation {
    Subject subject;
    std::string annotator;
    Role role = Role::Annotator;
    State state = State::Open;
    std::string skipReason;
    std::string begun; ///< UTC, "2026-11-29T01:30:12Z"; empty where it is not known.
    std::string saved;
    Answer<Judgement> followed; ///< Was the instruction followed?
    std::vector<FindingAnswer> findings;
    Answer<Judgement> somethingElse; ///< Did anything else change? Not Partly.
    std::vector<Mark> marks;
    Answer<int> plausibility; ///< 1 (not at all) … 5 (fully) plausible as a radiograph.
    std::string comment;
    std::vector<std::string> adjudicates; ///< Hashes of the annotations that an adjudicator decided between.
    std::vector<MarkVerdict> markVerdicts; ///< Of an adjudicator: one for each mark of those, by groups.
    bool operator==(const Annotation &) const = default;

    bool isOfOriginal() const { return subject.edit.empty(); }
    int nextMarkNumber() const;
    Mark *mark(int number); ///< Null where there is none.
    const Mark *mark(int number) const;
};

} // namespace cf::annotation
