#include "dicom/annotation/ReportItem.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmsr/dsrdoc.h>

#include <algorithm>
#include <array>

namespace cf {
namespace {

using annotation::Concept;
using Kind = ReportItem::Kind;
using Relation = ReportItem::Relation;

constexpr std::array relations{
    std::pair(Relation::Root, DSRTypes::RT_isRoot),
    std::pair(Relation::Contains, DSRTypes::RT_contains),
    std::pair(Relation::HasObservationContext, DSRTypes::RT_hasObsContext),
    std::pair(Relation::HasAcquisitionContext, DSRTypes::RT_hasAcqContext),
    std::pair(Relation::HasConceptModifier, DSRTypes::RT_hasConceptMod),
    std::pair(Relation::SelectedFrom, DSRTypes::RT_selectedFrom),
};

constexpr std::array kinds{
    std::pair(Kind::Container, DSRTypes::VT_Container),
    std::pair(Kind::Code, DSRTypes::VT_Code),
    std::pair(Kind::Text, DSRTypes::VT_Text),
    std::pair(Kind::Number, DSRTypes::VT_Num),
    std::pair(Kind::PersonName, DSRTypes::VT_PName),
    std::pair(Kind::Uid, DSRTypes::VT_UIDRef),
    std::pair(Kind::Image, DSRTypes::VT_Image),
    std::pair(Kind::Region, DSRTypes::VT_SCoord),
};

template <typename Pairs, typename Value> auto secondOf(const Pairs &pairs, Value value)
{
    return std::ranges::find(pairs, value, [](const auto &pair) { return pair.first; })->second;
}

DSRCodedEntryValue entryOf(const Concept &code)
{
    return { code.value.c_str(), code.scheme.c_str(), code.meaning.c_str() };
}

OFCondition putImage(DSRContentItem &content, const ReportItem &item)
{
    DSRImageReferenceValue reference(item.image.sopClassUid.c_str(), item.image.sopInstanceUid.c_str());
    if (item.segment > 0)
        reference.getSegmentList().addItem(static_cast<Uint16>(item.segment));
    return content.setImageReference(reference);
}

OFCondition putRegion(DSRContentItem &content, const ReportItem &item)
{
    DSRSpatialCoordinatesValue region(item.isPoint ? DSRTypes::GT_Point : DSRTypes::GT_Polyline);
    for (const annotation::Point &point : item.points)
        region.getGraphicDataList().addItem(static_cast<Float32>(point.x), static_cast<Float32>(point.y));
    return content.setSpatialCoordinates(region, OFFalse); // Without its image, which follows as a child.
}

OFCondition putValue(DSRContentItem &content, const ReportItem &item)
{
    switch (item.kind) {
    case Kind::Code:
        return content.setCodeValue(entryOf(item.code));
    case Kind::Text:
    case Kind::PersonName:
    case Kind::Uid:
        return content.setStringValue(item.text.c_str());
    case Kind::Number:
        return content.setNumericValue(DSRNumericMeasurementValue(item.text.c_str(), entryOf(item.code)));
    case Kind::Image:
        return putImage(content, item);
    case Kind::Region:
        return putRegion(content, item);
    case Kind::Container:
    case Kind::Unread:
        break;
    }
    return EC_Normal;
}

Result<> putItem(const ReportItem &item, DSRDocumentTree &tree, DSRTypes::E_AddMode mode)
{
    const auto refused = [&](const OFCondition &condition) {
        return tl::make_unexpected(dicomError(
            ErrorCode::Internal, "The content item \"" + item.name.meaning + "\" could not be written", condition));
    };
    if (tree.addContentItem(secondOf(relations, item.relation), secondOf(kinds, item.kind), mode) == 0)
        return fail(ErrorCode::Internal, "The content item \"" + item.name.meaning + "\" may not stand where it does.");
    DSRContentItem &content = tree.getCurrentContentItem();
    if (!item.name.value.empty())
        if (const OFCondition named = content.setConceptName(entryOf(item.name)); named.bad())
            return refused(named);
    if (const OFCondition put = putValue(content, item); put.bad())
        return refused(put);
    if (!item.tid.empty())
        if (const OFCondition marked = content.setTemplateIdentification(item.tid.c_str(), "DCMR"); marked.bad())
            return refused(marked);
    bool isFirst = true;
    for (const ReportItem &child : item.children) {
        CF_TRY(putItem(child, tree, isFirst ? DSRTypes::AM_belowCurrent : DSRTypes::AM_afterCurrent));
        isFirst = false;
    }
    if (!item.children.empty())
        tree.goUp();
    return {};
}

std::string utf8(const OFString &text, const std::string &characterSets)
{
    return toUtf8({ text.c_str(), text.size() }, characterSets);
}

Concept conceptFrom(const DSRCodedEntryValue &entry, const std::string &characterSets)
{
    return { entry.getCodeValue().c_str(), entry.getCodingSchemeDesignator().c_str(),
        utf8(entry.getCodeMeaning(), characterSets) };
}

void takeImage(const DSRImageReferenceValue &reference, ReportItem &item)
{
    item.image.sopClassUid = reference.getSOPClassUID().c_str();
    item.image.sopInstanceUid = reference.getSOPInstanceUID().c_str();
    const DSRImageSegmentList &segments = reference.getSegmentList();
    if (!segments.isEmpty())
        item.segment = segments.getItem(1);
}

void takeRegion(const DSRSpatialCoordinatesValue &region, ReportItem &item)
{
    item.isPoint = region.getGraphicType() == DSRTypes::GT_Point;
    // It has no constant way to its list.
    const DSRGraphicDataList &points = const_cast<DSRSpatialCoordinatesValue &>(region).getGraphicDataList();
    for (std::size_t i = 1; i <= points.getNumberOfItems(); ++i) {
        const DSRGraphicDataItem &point = points.getItem(i);
        item.points.push_back({ point.Column, point.Row });
    }
}

Result<ReportItem> takeItem(DSRDocumentTree &tree, const std::string &characterSets, int depth)
{
    constexpr int deepest = 32;
    if (depth > deepest)
        return fail(ErrorCode::InvalidInput, "The report is nested too deeply to be read.");
    DSRContentItem &content = tree.getCurrentContentItem();
    ReportItem item;
    item.kind = Kind::Unread;
    for (const auto &[kind, type] : kinds)
        if (type == content.getValueType())
            item.kind = kind;
    for (const auto &[relation, type] : relations)
        if (type == content.getRelationshipType())
            item.relation = relation;
    item.name = conceptFrom(content.getConceptName(), characterSets);
    if (item.kind == Kind::Code)
        item.code = conceptFrom(content.getCodeValue(), characterSets);
    else if (item.kind == Kind::Number) {
        item.text = content.getNumericValue().getNumericValue().c_str();
        item.code = conceptFrom(content.getNumericValue().getMeasurementUnit(), characterSets);
    } else if (item.kind == Kind::Image)
        takeImage(content.getImageReference(), item);
    else if (item.kind == Kind::Region)
        takeRegion(content.getSpatialCoordinates(), item);
    else if (item.kind == Kind::Text || item.kind == Kind::PersonName || item.kind == Kind::Uid)
        item.text = utf8(content.getStringValue(), characterSets);
    if (tree.goDown() != 0) {
        do {
            CF_ASSIGN(ReportItem child, takeItem(tree, characterSets, depth + 1));
            item.children.push_back(std::move(child));
        } while (tree.gotoNext() != 0);
        tree.goUp();
    }
    return item;
}

} // namespace

const ReportItem *ReportItem::child(const Concept &childName) const
{
    const auto found = std::ranges::find(children, childName, &ReportItem::name);
    return found == children.end() ? nullptr : &*found;
}

std::vector<const ReportItem *> ReportItem::all(const Concept &childName) const
{
    std::vector<const ReportItem *> found;
    for (const ReportItem &one : children)
        if (one.name == childName)
            found.push_back(&one);
    return found;
}

Result<> toDocumentTree(const ReportItem &root, DSRDocumentTree &tree)
{
    return putItem(root, tree, DSRTypes::AM_afterCurrent);
}

Result<ReportItem> fromDocumentTree(DSRDocumentTree &tree, const std::string &characterSets)
{
    if (tree.gotoRoot() == 0)
        return fail(ErrorCode::InvalidInput, "The report is empty.");
    return takeItem(tree, characterSets, 0);
}

} // namespace cf
