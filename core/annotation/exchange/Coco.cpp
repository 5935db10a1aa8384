#include "core/annotation/exchange/Coco.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/MarkShapes.h"
#include "core/annotation/exchange/Concepts.h"

#include <map>

namespace cf::annotation {

using Json = nlohmann::ordered_json;
using nlohmann::json;

namespace {

/// Name of the picture that other tools look for; no file of the user's is known here.
std::string fileNameOf(const Subject &subject)
{
    if (!subject.image.empty())
        return subject.image.sopInstanceUid + ".dcm";
    return subject.edit.substr(0, 16) + ".dcm";
}

Json imageJson(const Annotation &annotation, std::size_t id)
{
    Annotation answers = annotation;
    answers.marks.clear();
    if (answers.state == State::Done)
        answers.state = State::Open; // Of the whole it is said where the marks are there again.
    return { { "id", id }, { "width", annotation.subject.width }, { "height", annotation.subject.height },
        { "file_name", fileNameOf(annotation.subject) }, { "state", keyOf(stateKeys(), annotation.state) },
        { "contrafact", toJson(answers) } };
}

int categoryOf(MarkType type)
{
    return static_cast<int>(type) + 1;
}

Json categoriesJson()
{
    Json categories = Json::array();
    for (const auto &[key, type] : typeKeys())
        categories.push_back({ { "id", categoryOf(type) }, { "name", key },
            { "supercategory", isArtefact(type) ? "artefact" : "anatomy" } });
    return categories;
}

Json markJson(const Mark &mark, const Subject &subject, std::size_t id, std::size_t image)
{
    const MarkBounds bounds = boundsOf(mark);
    Json one{ { "id", id }, { "image_id", image }, { "category_id", categoryOf(mark.type) },
        { "bbox", { bounds.left, bounds.top, bounds.right - bounds.left, bounds.bottom - bounds.top } },
        { "area", measureOf(mark, subject).areaPixels.value_or(0.0) }, { "iscrowd", 0 } };
    if (mark.shape == MarkShape::Mask)
        one["segmentation"] = { { "size", { mark.mask.height, mark.mask.width } }, { "counts", mark.mask.runs } };
    else if (mark.shape == MarkShape::Contour || mark.shape == MarkShape::Polygon) {
        Json ring = Json::array();
        for (const Point &point : mark.points) {
            ring.push_back(point.x);
            ring.push_back(point.y);
        }
        one["segmentation"] = Json::array({ ring });
    } else {
        one["segmentation"] = Json::array();
    }
    if (mark.shape == MarkShape::Point) {
        constexpr int visible = 2;
        one["keypoints"] = { mark.points[0].x, mark.points[0].y, visible };
        one["num_keypoints"] = 1;
    }
    Json words = toJson(mark);
    words.erase("points");
    words.erase("mask");
    one["contrafact"] = std::move(words);
    return one;
}

tl::unexpected<Error> wrongFile(const std::string &what)
{
    return fail(ErrorCode::InvalidInput, "The COCO file cannot be read: " + what + ".");
}

std::vector<double> numbersIn(const json &list)
{
    return list.is_array() ? list.get<std::vector<double>>() : std::vector<double>();
}

/// Shape and geometry from the standard members alone.
Result<> readGeometry(const json &one, Mark &mark)
{
    const json segmentation = one.value("segmentation", json());
    if (segmentation.is_object()) {
        if (!segmentation["counts"].is_array())
            return wrongFile("a mask's counts are compressed; write them as numbers");
        const auto size = numbersIn(segmentation["size"]);
        if (size.size() != 2)
            return wrongFile("a mask has no size");
        mark.shape = MarkShape::Mask;
        mark.mask = { static_cast<int>(size[1]), static_cast<int>(size[0]),
            segmentation["counts"].get<std::vector<std::uint32_t>>() };
        return {};
    }
    if (segmentation.is_array() && !segmentation.empty()) {
        if (segmentation.size() != 1)
            return wrongFile("a mark consists of several polygons; write them as one mark each");
        const auto ring = numbersIn(segmentation[0]);
        mark.shape = MarkShape::Polygon;
        for (std::size_t i = 0; i + 1 < ring.size(); i += 2)
            mark.points.push_back({ ring[i], ring[i + 1] });
        return {};
    }
    if (const auto keypoints = numbersIn(one.value("keypoints", json())); keypoints.size() == 3) {
        mark.shape = MarkShape::Point;
        mark.points = { { keypoints[0], keypoints[1] } };
        return {};
    }
    const auto box = numbersIn(one.value("bbox", json()));
    if (box.size() != 4)
        return wrongFile("a mark has neither box, polygon, keypoint nor mask");
    mark.shape = MarkShape::Box;
    mark.points = { { box[0], box[1] }, { box[0] + box[2], box[1] + box[3] } };
    return {};
}

Result<> readMark(const json &one, const std::map<int, std::string> &categories, Annotation &owner)
{
    Mark mark;
    CF_TRY(readGeometry(one, mark));
    const auto category = categories.find(one.value("category_id", 0));
    const std::string name = category == categories.end() ? "" : category->second;
    const auto type = valueOf(typeKeys(), name);
    mark.type = type.value_or(MarkType::Other);
    mark.label = type ? "" : name;
    mark.number = owner.nextMarkNumber();
    if (const json words = one.value("contrafact", json()); words.is_object()) {
        mark.number = words.value("number", mark.number);
        mark.shape = valueOf(shapeKeys(), words.value("shape", "")).value_or(mark.shape);
        mark.label = words.value("label", mark.label);
        mark.finding = targetFromKey(words.value("finding", ""));
        mark.origin = valueOf(originKeys(), words.value("origin", "")).value_or(mark.origin);
        mark.confirmed = words.value("confirmed", true);
        mark.isStale = words.value("stale", false);
    }
    owner.marks.push_back(std::move(mark));
    return {};
}

Result<Annotation> readImage(const json &image, const std::string &annotator)
{
    if (image.contains("contrafact")) {
        CF_ASSIGN(Annotation annotation, annotationFromJson(image["contrafact"]));
        annotation.state = valueOf(stateKeys(), image.value("state", "")).value_or(annotation.state);
        return annotation;
    }
    Annotation annotation;
    annotation.annotator = annotator;
    annotation.subject.width = image.value("width", 0);
    annotation.subject.height = image.value("height", 0);
    return annotation;
}

Result<std::vector<Annotation>> readCoco(const json &coco, const std::string &annotator)
{
    for (const char *list : { "images", "annotations", "categories" })
        if (!coco.contains(list) || !coco[list].is_array())
            return wrongFile(std::string("it has no list \"") + list + "\"");
    std::map<int, std::string> categories;
    for (const json &one : coco["categories"])
        categories[one.value("id", 0)] = one.value("name", "");
    std::vector<Annotation> annotations;
    std::map<int, std::size_t> places;
    for (const json &image : coco["images"]) {
        CF_ASSIGN(Annotation annotation, readImage(image, annotator));
        if (!places.emplace(image.value("id", 0), annotations.size()).second)
            return wrongFile("two images have one id");
        annotations.push_back(std::move(annotation));
    }
    for (const json &one : coco["annotations"]) {
        const auto place = places.find(one.value("image_id", 0));
        if (place == places.end())
            return wrongFile("a mark belongs to no image");
        CF_TRY(readMark(one, categories, annotations[place->second]));
    }
    for (Annotation &annotation : annotations) {
        makeCanonical(annotation);
        CF_TRY(checkAnnotation(annotation));
    }
    return annotations;
}

} // namespace

Json toCoco(const std::vector<Annotation> &annotations)
{
    Json images = Json::array();
    Json marks = Json::array();
    for (std::size_t i = 0; i < annotations.size(); ++i) {
        images.push_back(imageJson(annotations[i], i + 1));
        for (const Mark &mark : annotations[i].marks)
            marks.push_back(markJson(mark, annotations[i].subject, marks.size() + 1, i + 1));
    }
    return {
        { "info",
            { { "description", "Annotations of synthetic radiographs, made with Contrafact" }, { "version", "1" } } },
        { "images", images }, { "categories", categoriesJson() }, { "annotations", marks }
    };
}

Result<std::vector<Annotation>> fromCoco(const json &coco, const std::string &annotator)
{
    try {
        return readCoco(coco, annotator);
    } catch (const json::exception &fault) {
        return wrongFile(fault.what());
    }
}

} // namespace cf::annotation
