#pragma once

#include "core/annotation/Annotation.h"
#include "core/annotation/exchange/Concepts.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

class DcmDataset;
class DSRDocumentTree;

namespace cf {

/// A content item of a structured report (PS3.3 C.17.3) as a value; DCMTK's tree stays behind it.
struct ReportItem {
    enum class Relation {
        Root,
        Contains,
        HasObservationContext,
        HasAcquisitionContext,
        HasConceptModifier,
        SelectedFrom
    };
    enum class Kind { Container, Code, Text, Number, PersonName, Uid, Image, Region, Unread };

    Relation relation = Relation::Contains;
    Kind kind = Kind::Container;
    annotation::Concept name;
    std::string text; ///< Of Text, PersonName, Uid, and of Number as a decimal string.
    annotation::Concept code; ///< Of Code; of Number its unit.
    annotation::ObjectName image; ///< Of Image: class and instance.
    int segment = 0; ///< Of Image: number of a segment; 0: none.
    std::vector<annotation::Point> points; ///< Of Region: column, row.
    bool isPoint = false; ///< Of Region: POINT, else POLYLINE.
    std::string tid; ///< Of Container: the template that it is an invocation of (PS3.3 C.18.8); written, not read.
    std::vector<ReportItem> children;

    /// The first child with that name; null where there is none.
    const ReportItem *child(const annotation::Concept &childName) const;
    std::vector<const ReportItem *> all(const annotation::Concept &childName) const;
};

/// Lays `root` out as DCMTK's tree. Errors: Internal where the standard does not let items stand so.
Result<> toDocumentTree(const ReportItem &root, DSRDocumentTree &tree);
/// Texts become UTF-8. Errors: InvalidInput for a tree that is nested without end.
Result<ReportItem> fromDocumentTree(DSRDocumentTree &tree, const std::string &characterSets);

} // namespace cf
