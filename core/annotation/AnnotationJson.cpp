#include "core/annotation/AnnotationJson.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationKeys.h"
#include "core/base/files/Sha256.h"
#include "core/base/text/JsonFile.h"

namespace cf::annotation {

using nlohmann::json;

namespace {

constexpr int format = 1;

template <typename Value> json answerJson(const Answer<Value> &answer, const EnumKeys<Value> &keys)
{
    return { { "value", answer.value ? json(keyOf(keys, *answer.value)) : json(nullptr) },
        { "confirmed", answer.confirmed } };
}

json answerJson(const Answer<int> &answer)
{
    return { { "value", answer.value ? json(*answer.value) : json(nullptr) }, { "confirmed", answer.confirmed } };
}

json objectJson(const ObjectName &object)
{
    return { { "sop_class_uid", object.sopClassUid }, { "sop_instance_uid", object.sopInstanceUid },
        { "series_instance_uid", object.seriesInstanceUid }, { "study_instance_uid", object.studyInstanceUid } };
}

json subjectJson(const Subject &subject)
{
    return { { "width", subject.width }, { "height", subject.height }, { "column_spacing", subject.columnSpacing },
        { "row_spacing", subject.rowSpacing }, { "instruction", subject.instruction }, { "edit", subject.edit },
        { "image", objectJson(subject.image) }, { "source", objectJson(subject.source) } };
}

json findingJson(const FindingAnswer &finding)
{
    return { { "finding", keyOf(finding.finding) }, { "side", keyOf(finding.side) }, { "zone", keyOf(finding.zone) },
        { "degree", keyOf(finding.degree) }, { "asked", finding.isAsked },
        { "present", answerJson(finding.present, judgementKeys()) },
        { "change", answerJson(finding.change, changeKeys()) },
        { "side_right", answerJson(finding.sideRight, judgementKeys()) },
        { "degree_right", answerJson(finding.degreeRight, judgementKeys()) } };
}

/// Reads a member that is an object by `each`, and hands its first fault to its owner.
template <typename Each> void readMember(JsonObject &owner, const char *name, const Each &each)
{
    const json *member = owner.take(name);
    if (member == nullptr)
        return;
    JsonObject object(*member, std::string("the member \"") + name + "\"");
    each(object);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
}

template <typename Value, typename Take>
void readAnswer(JsonObject &owner, const char *name, Answer<Value> &answer, const Take &take)
{
    readMember(owner, name, [&](JsonObject &object) {
        const json *value = object.take("value");
        if (value != nullptr && !value->is_null())
            answer.value = take(object, *value);
        object.read("confirmed", answer.confirmed);
    });
}

template <typename Value>
void readAnswer(JsonObject &owner, const char *name, Answer<Value> &answer, const EnumKeys<Value> &keys)
{
    readAnswer(owner, name, answer, [&](JsonObject &object, const json &value) {
        return object.enumOf(value, "value", keys.front().second, keys);
    });
}

void readObjectName(JsonObject &owner, const char *name, ObjectName &object)
{
    readMember(owner, name, [&](JsonObject &members) {
        members.read("sop_class_uid", object.sopClassUid);
        members.read("sop_instance_uid", object.sopInstanceUid);
        members.read("series_instance_uid", object.seriesInstanceUid);
        members.read("study_instance_uid", object.studyInstanceUid);
    });
}

void readSubject(JsonObject &owner, Subject &subject)
{
    readMember(owner, "subject", [&](JsonObject &members) {
        members.read("width", subject.width);
        members.read("height", subject.height);
        members.read("column_spacing", subject.columnSpacing);
        members.read("row_spacing", subject.rowSpacing);
        members.read("instruction", subject.instruction);
        members.read("edit", subject.edit);
        readObjectName(members, "image", subject.image);
        readObjectName(members, "source", subject.source);
    });
}

/// A clinical term by its own key.
template <typename Term, typename FromKey>
void readTerm(JsonObject &owner, const char *name, Term &term, const FromKey &fromKey)
{
    std::string key(keyOf(term));
    owner.read(name, key);
    if (const auto found = fromKey(key))
        term = *found;
    else
        owner.complain("has a \"" + std::string(name) + "\" that is not known: \"" + key + "\"");
}

FindingAnswer readFinding(JsonObject &owner, const json &element, const std::string &place)
{
    FindingAnswer finding;
    JsonObject object(element, place);
    if (!object.has("finding"))
        object.complain("names no finding");
    readTerm(object, "finding", finding.finding, targetFromKey);
    readTerm(object, "side", finding.side, sideFromKey);
    readTerm(object, "zone", finding.zone, zoneFromKey);
    readTerm(object, "degree", finding.degree, severityFromKey);
    object.read("asked", finding.isAsked);
    readAnswer(object, "present", finding.present, judgementKeys());
    readAnswer(object, "change", finding.change, changeKeys());
    readAnswer(object, "side_right", finding.sideRight, judgementKeys());
    readAnswer(object, "degree_right", finding.degreeRight, judgementKeys());
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return finding;
}

void readMask(JsonObject &owner, RunLengthMask &mask)
{
    readMember(owner, "mask", [&](JsonObject &members) {
        members.read("width", mask.width);
        members.read("height", mask.height);
        members.read("runs", mask.runs);
    });
}

MarkVerdict readVerdict(JsonObject &owner, const json &element, const std::string &place)
{
    MarkVerdict verdict;
    JsonObject object(element, place);
    object.read("group", verdict.group);
    object.read("annotation", verdict.annotation);
    object.read("mark", verdict.mark);
    object.read("kept_as", verdict.keptAs);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return verdict;
}

Mark readMark(JsonObject &owner, const json &element, const std::string &place)
{
    Mark mark;
    JsonObject object(element, place);
    object.read("number", mark.number);
    object.readEnum("shape", mark.shape, shapeKeys());
    std::vector<std::array<double, 2>> points;
    object.read("points", points);
    for (const auto &[x, y] : points)
        mark.points.push_back({ x, y });
    readMask(object, mark.mask);
    object.readEnum("type", mark.type, typeKeys());
    std::string finding;
    object.read("finding", finding);
    if (!finding.empty()) {
        mark.finding = targetFromKey(finding);
        if (!mark.finding)
            object.complain("has a \"finding\" that is not known: \"" + finding + "\"");
    }
    object.read("label", mark.label);
    object.readEnum("origin", mark.origin, originKeys());
    object.read("confirmed", mark.confirmed);
    object.read("stale", mark.isStale);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return mark;
}

json withoutVerdicts(const Annotation &annotation)
{
    json findings = json::array();
    for (const FindingAnswer &finding : annotation.findings)
        findings.push_back(findingJson(finding));
    json marks = json::array();
    for (const Mark &mark : annotation.marks)
        marks.push_back(toJson(mark));
    return { { "format", format }, { "subject", subjectJson(annotation.subject) },
        { "annotator", annotation.annotator }, { "role", keyOf(roleKeys(), annotation.role) },
        { "state", keyOf(stateKeys(), annotation.state) }, { "skip_reason", annotation.skipReason },
        { "begun", annotation.begun }, { "saved", annotation.saved },
        { "followed", answerJson(annotation.followed, judgementKeys()) }, { "findings", findings },
        { "something_else", answerJson(annotation.somethingElse, judgementKeys()) }, { "marks", marks },
        { "plausibility", answerJson(annotation.plausibility) }, { "comment", annotation.comment },
        { "adjudicates", annotation.adjudicates } };
}

} // namespace

json toJson(const Mark &mark)
{
    json points = json::array();
    for (const Point &point : mark.points)
        points.push_back({ point.x, point.y });
    json one{ { "number", mark.number }, { "shape", keyOf(shapeKeys(), mark.shape) }, { "points", points },
        { "type", keyOf(typeKeys(), mark.type) }, { "finding", mark.finding ? keyOf(*mark.finding) : "" },
        { "label", mark.label }, { "origin", keyOf(originKeys(), mark.origin) }, { "confirmed", mark.confirmed },
        { "stale", mark.isStale } };
    if (!mark.mask.empty())
        one["mask"] = { { "width", mark.mask.width }, { "height", mark.mask.height }, { "runs", mark.mask.runs } };
    return one;
}

json toJson(const Annotation &annotation)
{
    json written = withoutVerdicts(annotation);
    if (annotation.markVerdicts.empty())
        return written; // As it was before there were verdicts: the hashes of annotations stay.
    json verdicts = json::array();
    for (const MarkVerdict &one : annotation.markVerdicts)
        verdicts.push_back({ { "group", one.group }, { "annotation", one.annotation }, { "mark", one.mark },
            { "kept_as", one.keptAs } });
    written["mark_verdicts"] = std::move(verdicts);
    return written;
}

Result<Annotation> annotationFromJson(const json &text)
{
    Annotation annotation;
    JsonObject object(text, "the annotation");
    int version = format;
    object.read("format", version);
    if (version != format)
        return fail(ErrorCode::Unsupported, "The annotation was written by another version of the program. Update it.");
    readSubject(object, annotation.subject);
    object.read("annotator", annotation.annotator);
    object.readEnum("role", annotation.role, roleKeys());
    object.readEnum("state", annotation.state, stateKeys());
    object.read("skip_reason", annotation.skipReason);
    object.read("begun", annotation.begun);
    object.read("saved", annotation.saved);
    readAnswer(object, "followed", annotation.followed, judgementKeys());
    object.readArray("findings", "finding", [&](const json &element, const std::string &place) {
        annotation.findings.push_back(readFinding(object, element, place));
    });
    readAnswer(object, "something_else", annotation.somethingElse, judgementKeys());
    object.readArray("marks", "mark", [&](const json &element, const std::string &place) {
        annotation.marks.push_back(readMark(object, element, place));
    });
    readAnswer(object, "plausibility", annotation.plausibility, [](JsonObject &members, const json &value) {
        if (value.is_number_integer())
            return value.get<int>();
        members.complain("has a \"value\" that is no whole number");
        return 0;
    });
    object.read("comment", annotation.comment);
    object.read("adjudicates", annotation.adjudicates);
    object.readArray("mark_verdicts", "verdict on a mark", [&](const json &element, const std::string &place) {
        annotation.markVerdicts.push_back(readVerdict(object, element, place));
    });
    CF_TRY(object.finish());
    CF_TRY(checkAnnotation(annotation));
    return annotation;
}

Result<Annotation> readAnnotation(const std::filesystem::path &file)
{
    CF_ASSIGN(const json text, readJsonFile(file));
    return annotationFromJson(text);
}

std::string hashOf(const Annotation &annotation)
{
    const std::string text = toJson(annotation).dump();
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

} // namespace cf::annotation
