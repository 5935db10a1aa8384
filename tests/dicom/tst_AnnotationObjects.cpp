// Annotations as DICOM objects: valid, the same for other toolkits, and back to the point.

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/AnnotationKeys.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/MaskImport.h"
#include "dicom/PixelReader.h"
#include "dicom/SyntheticWriter.h"
#include "dicom/annotation/MarkLayers.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

using namespace cf;
using namespace cf::test;
using annotation::Annotation;
using annotation::Mark;
using annotation::MarkShape;

namespace {

constexpr int width = 121; // Masks whose frames end in the midst of a byte.
constexpr int height = 101;

Radiograph film(bool isInverse = false)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            radiograph.stored.at(x, y) = (x * 31 + y * 17) % 4096;
    radiograph.columnSpacing = 0.143;
    radiograph.rowSpacing = 0.15;
    radiograph.windowCenter = 2048;
    radiograph.windowWidth = 4096;
    radiograph.viewPosition = "PA";
    radiograph.axes = frontalAxes;
    if (isInverse)
        radiograph.photometric = Photometric::Monochrome1;
    return radiograph;
}

/// An original and a counterfactual made from it.
struct Films {
    TemporaryFolder folder;
    AnnotatedFilms names{ folder / "edited.dcm", folder / "original.dcm" };

    explicit Films(bool isInverse = false)
    {
        SyntheticRecord record;
        record.programVersion = "0.1.0";
        record.method = "instruct";
        record.mark = false;
        record.reasonForNoMark = "test";
        PatientDescription patient;
        patient.name = "PHANTOM^山田";
        patient.id = "P-1";
        CF_CHECK(writeRadiograph(film(isInverse), patient, record, names.source));
        Radiograph edited = film(isInverse);
        edited.stored.at(75, 80) = 7;
        CF_CHECK(writeSynthetic(edited, record, names.source, names.image));
    }
};

std::string bytesOf(const std::filesystem::path &path)
{
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return bytes.str();
}

const Error &shown(const Error &error)
{
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return error;
}

template <typename Value> Value taken(Result<Value> result)
{
    if (!result)
        shown(result.error());
    CF_CHECK(result.has_value());
    return *std::move(result);
}

void writeAll(const Annotation &annotation, const Films &films, const std::string &name = "out")
{
    const auto report = taken(writeAnnotationReport(annotation, films.names, films.folder / (name + ".sr.dcm")));
    const auto masks = taken(writeAnnotationSegmentation(annotation, films.names, films.folder / (name + ".seg.dcm")));
    const auto marks = taken(writeAnnotationMarks(annotation, films.names, films.folder / (name + ".gsps.dcm")));
    CF_CHECK(report.leftOut.size() == 1 && masks.leftOut.size() == 2 && marks.leftOut.size() == 2);
    CF_CHECK(report.sopInstanceUid != masks.sopInstanceUid && masks.sopInstanceUid != marks.sopInstanceUid);
}

void reportAndMasksGiveEverythingBack()
{
    const Films films;
    const Annotation bound = taken(boundToFilms(exampleAnnotation(width, height), films.names));
    CF_CHECK(!bound.subject.image.empty() && !bound.subject.source.empty());
    CF_CHECK(bound.subject.image.studyInstanceUid == bound.subject.source.studyInstanceUid
        && bound.subject.image.seriesInstanceUid != bound.subject.source.seriesInstanceUid);
    writeAll(bound, films);
    const AnnotationPart report = taken(readAnnotationPart(films.folder / "out.sr.dcm"));
    const AnnotationPart masks = taken(readAnnotationPart(films.folder / "out.seg.dcm"));
    CF_CHECK(report.masksElsewhere.size() == 2 && report.masksElsewhere[0].second == masks.sopInstanceUid);
    CF_EQUAL(taken(joinedParts({ report, masks }, {})), bound);
    CF_EQUAL(taken(joinedParts({ masks, report }, {})), bound);
    const auto alone = joinedParts({ report }, {});
    CF_CHECK(!alone && alone.error().message.find(masks.sopInstanceUid) != std::string::npos);
    CF_CHECK(!joinedParts({ report, report }, {}) && !joinedParts({}, "R1"));
}

/// Every answer, origin and state; nobody's masks.
void everyAnswerComesBack()
{
    const Films films;
    using namespace annotation;
    int number = 0;
    for (const Judgement judgement : { Judgement::Yes, Judgement::Partly, Judgement::No, Judgement::CannotTell })
        for (const Change change : { Change::Appeared, Change::Vanished, Change::Increased, Change::Decreased,
                 Change::Unchanged, Change::CannotTell }) {
            Annotation one = exampleAnnotation(width, height);
            std::erase_if(one.marks, [](const Mark &mark) { return mark.shape == MarkShape::Mask; });
            one.followed = { judgement, number % 2 == 0 };
            one.findings[0].change = { change, number % 3 == 0 };
            one.findings[0].finding = allTargets[static_cast<std::size_t>(number) % allTargets.size()];
            one.findings[1].side = number % 2 == 0 ? Side::Both : Side::Right;
            one.findings[1].zone = number % 2 == 0 ? Zone::Upper : Zone::Middle;
            one.findings[1].degree = number % 2 == 0 ? Severity::Large : Severity::Moderate;
            one.plausibility = { number % 5 + 1, number % 2 == 1 };
            one.mark(1)->type = typeKeys()[static_cast<std::size_t>(number) % typeKeys().size()].second;
            one.role = number % 2 == 0 ? Role::Annotator : Role::Adjudicator;
            if (one.role == Role::Adjudicator)
                one.adjudicates = { std::string(64, 'a'), std::string(64, 'b') };
            if (number == 5)
                CF_CHECK(skip(one, "cut off\nat the left"));
            if (number == 6) {
                one.findings.clear();
                one.marks.clear();
                one.followed = {};
                one.somethingElse = {};
                one.plausibility = {};
                one.comment.clear();
            }
            const Annotation bound = taken(boundToFilms(one, films.names));
            const auto path = films.folder / ("r" + std::to_string(number++) + ".dcm");
            taken(writeAnnotationReport(bound, films.names, path));
            CF_EQUAL(taken(joinedParts({ taken(readAnnotationPart(path)) }, {})), bound);
        }
}

void marksComeBackAlone()
{
    const Films films;
    const Annotation bound = taken(boundToFilms(exampleAnnotation(width, height), films.names));
    writeAll(bound, films);
    const auto marksOf = [&](bool masks) {
        std::vector<Mark> marks = bound.marks;
        std::erase_if(marks, [&](const Mark &mark) { return (mark.shape == MarkShape::Mask) != masks; });
        return marks;
    };
    const AnnotationPart masks = taken(readAnnotationPart(films.folder / "out.seg.dcm"));
    const AnnotationPart marks = taken(readAnnotationPart(films.folder / "out.gsps.dcm"));
    const auto areSame = [](const std::vector<Mark> &read, const std::vector<Mark> &wanted) {
        for (std::size_t i = 0; i < std::max(read.size(), wanted.size()); ++i)
            if (i >= read.size() || i >= wanted.size() || !(read[i] == wanted[i]))
                std::fprintf(stderr, "read %s\nnot  %s\n", i < read.size() ? toJson(read[i]).dump().c_str() : "nothing",
                    i < wanted.size() ? toJson(wanted[i]).dump().c_str() : "nothing");
        return read == wanted;
    };
    CF_CHECK(areSame(masks.annotation.marks, marksOf(true)));
    CF_CHECK(areSame(marks.annotation.marks, marksOf(false)));
    for (const AnnotationPart *part : { &masks, &marks })
        CF_CHECK(part->annotation.subject.image == bound.subject.image
            && part->annotation.subject.source == bound.subject.source && part->annotation.annotator == "R1"
            && part->annotation.subject.width == width && part->annotation.subject.height == height);
    const Annotation joined = taken(joinedParts({ masks, marks }, "R9"));
    CF_CHECK(joined.marks == bound.marks && joined.annotator == "R1");
    // Also as a mask of an edit: the segment by its number.
    const auto edited = taken(readRadiograph(films.names.image));
    MaskChoice choice;
    choice.part = MaskChoice::Part::Label;
    choice.label = 2;
    const auto loaded = taken(readMask(films.folder / "out.seg.dcm", edited, choice));
    const auto expected = taken(annotation::decodeRuns(bound.mark(8)->mask));
    CF_CHECK(std::ranges::equal(loaded.mask.pixels, expected.pixels,
        [](float share, std::uint8_t value) { return share == static_cast<float>(value); }));
    CF_CHECK(
        std::ranges::none_of(loaded.notes, [](const ReadingNote &note) { return note.code == "mask-of-other-image"; }));
}

void layersAreUnlike()
{
    std::set<std::string> layers;
    Mark mark;
    mark.type = annotation::MarkType::Finding;
    for (const Target target : allTargets) {
        mark.finding = target;
        Mark read;
        CF_CHECK(layers.insert(layerOf(mark)).second && layerOf(mark).size() <= 16 && readLayer(layerOf(mark), read));
        CF_CHECK(read.finding == target && read.type == annotation::MarkType::Finding);
    }
    mark.finding.reset();
    for (int i = 0; i < 10; ++i) {
        mark.type = annotation::typeKeys()[static_cast<std::size_t>(i)].second;
        CF_CHECK(layers.insert(layerOf(mark)).second);
    }
}

void objectsAreValid()
{
    if (!hasProgram("dciodvfy"))
        return skipped("validity by dciodvfy", "it is not installed");
    for (const bool isInverse : { false, true }) {
        const Films films(isInverse);
        writeAll(exampleAnnotation(width, height), films);
        for (const char *name : { "out.sr.dcm", "out.seg.dcm", "out.gsps.dcm" }) {
            std::istringstream lines(run("dciodvfy", { films.folder / name }).text);
            int errors = 0;
            for (std::string line; std::getline(lines, line);)
                if (line.starts_with("Error")) {
                    std::fprintf(stderr, "%s: %s\n", name, line.c_str());
                    ++errors;
                }
            CF_EQUAL(errors, 0);
        }
    }
}

/// What another toolkit sees: points, masks, codes, references.
void pydicomReadsThem()
{
    if (run("/usr/bin/python3 -c 'import pydicom'").status != 0)
        return skipped("the objects as pydicom reads them", "it is not installed");
    const Films films;
    const Annotation bound = taken(boundToFilms(exampleAnnotation(width, height), films.names));
    writeAll(bound, films);
    std::ofstream(films.folder / "read.py") << R"(import pydicom, sys
seg, sr, pr = [pydicom.dcmread(f) for f in sys.argv[1:4]]
image, source = sys.argv[4:6]
def refs(d, s): return [i.ReferencedSOPInstanceUID for r in d.ReferencedSeriesSequence for i in r[s].value]
print(refs(seg, 'ReferencedInstanceSequence') == [image, source], refs(pr, 'ReferencedImageSequence') == [image, source])
print([i.ReferencedSOPInstanceUID for s in sr.CurrentRequestedProcedureEvidenceSequence for r in s.ReferencedSeriesSequence
       for i in r.ReferencedSOPSequence] == [image, source, seg.SOPInstanceUID])
print(seg.PatientName, seg.PatientID, len(seg.SegmentSequence), seg.NumberOfFrames)
n = seg.Rows * seg.Columns
bits = [(seg.PixelData[i // 8] >> (i % 8)) & 1 for i in range(2 * n)]
print(sum(bits[:n]), sum(bits[n:]), bits[80 * seg.Columns + 75], bits[n + 40 * seg.Columns + 30], bits[n])
print([s.SegmentedPropertyTypeCodeSequence[0].CodeValue for s in seg.SegmentSequence],
      [s.SegmentAlgorithmType for s in seg.SegmentSequence])
for a in pr.GraphicAnnotationSequence:
    g = a.GraphicObjectSequence[0]
    print(g.GraphicType, list(g.GraphicData), a.TextObjectSequence[0].UnformattedTextValue)
def walk(i, depth=0):
    yield i
    for c in i.get('ContentSequence', []): yield from walk(c)
items = list(walk(sr))
print(sr.ContentTemplateSequence[0].TemplateIdentifier, sr.CompletionFlag)
print([list(i.GraphicData) for i in items if i.get('ValueType') == 'SCOORD'][:2])
print([(float(i.MeasuredValueSequence[0].NumericValue), i.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue)
       for i in items if i.get('ValueType') == 'NUM' and i.ConceptNameCodeSequence[0].CodeMeaning == 'Area'][0])
groups = [i for i in items if i.get('ValueType') == 'CONTAINER' and i.ConceptNameCodeSequence[0].CodeValue == '125007']
print([g.ContentTemplateSequence[0].TemplateIdentifier for g in groups])
named = lambda g, code: [i.ReferencedSOPSequence[0] for i in g.ContentSequence if i.ValueType == 'IMAGE'
                         and i.ConceptNameCodeSequence[0].CodeValue == code]
masks = [g for g in groups if g.ContentTemplateSequence[0].TemplateIdentifier == '1411']
print([(named(g, '121191')[0].ReferencedSegmentNumber, named(g, '121233')[0].ReferencedSOPInstanceUID == image) for g in masks])
print(sorted({i.ConceptCodeSequence[0].CodeValue for i in items if i.get('ValueType') == 'CODE'} &
             {'60046008', '7771000', '255507004', '8186001', '373066001'}))
)";
    const ProgramOutput printed = run("PYTHONIOENCODING=utf-8 /usr/bin/python3",
        { films.folder / "read.py", films.folder / "out.seg.dcm", films.folder / "out.sr.dcm",
            films.folder / "out.gsps.dcm", bound.subject.image.sopInstanceUid, bound.subject.source.sopInstanceUid });
    const std::string pixels = std::to_string(annotation::pixelsOf(bound.mark(7)->mask));
    const std::string expected = "True True\nTrue\nPHANTOM^山田 P-1 2 2\n" + pixels + " " + pixels
        + " 1 1 0\n['60046008', 'mark-blur'] ['SEMIAUTOMATIC', 'MANUAL']\n"
          "POLYLINE [60.25, 70.5, 90.0, 70.5, 90.0, 95.984375, 60.25, 95.984375, 60.25, 70.5] 1 Seam: Meniscus, too "
          "sharp\n"
          "POINT [10.5, 20.015625] 2 Printed text lost\n"
          "POLYLINE [5.0, 5.0, 40.0, 5.0, 40.0, 30.0, 5.0, 30.0, 5.0, 5.0] 4 Ghost: 肋骨の残像\n"
          "POLYLINE [50.125, 40.0, 61.5, 44.75, 58.0, 60.0625, 47.25, 52.0, 50.125, 40.0] 5 Structure: Costophrenic "
          "angle, left\n"
          "1500 PARTIAL\n"
          "[[60.25, 70.5, 90.0, 70.5, 90.0, 95.984375, 60.25, 95.984375, 60.25, 70.5], [10.5, 20.015625]]\n"
          "(16.2625353515625, 'mm2')\n"
          "['1501', '1501', '1410', '1410', '1410', '1410', '1411', '1411']\n"
          "[(1, True), (2, True)]\n"
          "['255507004', '373066001', '60046008', '7771000', '8186001']\n";
    if (printed.text != expected)
        std::fprintf(stderr, "printed:\n%s\nexpected:\n%s\n", printed.text.c_str(), expected.c_str());
    CF_EQUAL(printed.text, expected);
}

void theSameAnnotationIsTheSameObject()
{
    const Films films;
    writeAll(exampleAnnotation(width, height), films, "one");
    writeAll(exampleAnnotation(width, height), films, "two");
    for (const char *kind : { "sr", "seg", "gsps" })
        CF_EQUAL(bytesOf(films.folder / (std::string("one.") + kind + ".dcm")),
            bytesOf(films.folder / (std::string("two.") + kind + ".dcm")));
}

void nothingIsOverwrittenAndWrongFilmsAreNamed()
{
    const Films films;
    const Annotation one = exampleAnnotation(width, height);
    const std::string before = bytesOf(films.names.image);
    CF_CHECK(!writeAnnotationReport(one, films.names, films.names.image));
    CF_CHECK(
        !writeAnnotationReport(one, films.names, films.names.source, overwriteIf([](const auto &) { return true; })));
    std::ofstream(films.folder / "mine.dcm") << "mine";
    for (const auto &write : { writeAnnotationReport, writeAnnotationSegmentation, writeAnnotationMarks })
        CF_CHECK(!write(one, films.names, films.folder / "mine.dcm", refuseExisting()));
    CF_CHECK(bytesOf(films.folder / "mine.dcm") == "mine" && bytesOf(films.names.image) == before);
    const auto refusedWith = [&](const Annotation &annotation, const AnnotatedFilms &names, const char *word) {
        const auto refused = writeAnnotationReport(annotation, names, films.folder / "no.dcm");
        CF_CHECK(!refused && refused.error().code == ErrorCode::InvalidInput);
        if (refused.error().message.find(word) == std::string::npos)
            std::fprintf(stderr, "%s\n", refused.error().message.c_str());
        CF_CHECK(refused.error().message.find(word) != std::string::npos);
    };
    refusedWith(one, { films.names.image, {} }, "source");
    refusedWith(one, { films.names.image, films.names.image }, "not the object");
    refusedWith(exampleAnnotation(width, height + 1), films.names, "size");
    Annotation other = one;
    other.subject.image.sopInstanceUid = "2.25.77";
    refusedWith(other, films.names, "not the image");
    std::ofstream(films.folder / "picture.png") << "\x89PNG\r\n\x1a\n";
    refusedWith(one, { films.folder / "picture.png", {} }, "DICOM");
    Annotation bare = one;
    bare.marks.clear();
    CF_CHECK(!writeAnnotationSegmentation(bare, films.names, films.folder / "no.dcm"));
    CF_CHECK(!writeAnnotationMarks(bare, films.names, films.folder / "no.dcm"));
    CF_CHECK(!std::filesystem::exists(films.folder / "no.dcm"));
    const auto noObject = readAnnotationPart(films.names.image);
    CF_CHECK(!noObject && noObject.error().code == ErrorCode::Unsupported);
    if (std::filesystem::exists("/dev/full"))
        CF_CHECK(!writeAnnotationReport(one, films.names, "/dev/full"));
}

/// An original is annotated, too: it names no source.
void originalsAreAnnotated()
{
    const Films films;
    Annotation one = exampleAnnotation(width, height);
    one.subject.edit.clear();
    one.subject.instruction.clear();
    const AnnotatedFilms original{ films.names.source, {} };
    const Annotation bound = taken(boundToFilms(one, original));
    CF_CHECK(bound.subject.source.empty());
    taken(writeAnnotationReport(bound, original, films.folder / "o.sr.dcm"));
    taken(writeAnnotationSegmentation(bound, original, films.folder / "o.seg.dcm"));
    CF_EQUAL(taken(joinedParts({ taken(readAnnotationPart(films.folder / "o.sr.dcm")),
                                   taken(readAnnotationPart(films.folder / "o.seg.dcm")) },
                 {})),
        bound);
}

/// Cut anywhere, an object is refused in words or read, never worse.
void cutObjectsAreRefused()
{
    const Films films;
    writeAll(exampleAnnotation(width, height), films);
    for (const char *name : { "out.sr.dcm", "out.seg.dcm", "out.gsps.dcm" }) {
        const std::string bytes = bytesOf(films.folder / name);
        for (std::size_t length = 200; length < bytes.size(); length += 151) {
            std::ofstream(films.folder / "cut.dcm", std::ios::binary) << bytes.substr(0, length);
            const auto part = readAnnotationPart(films.folder / "cut.dcm");
            CF_CHECK(part || !part.error().message.empty());
        }
    }
}

} // namespace

int main()
{
    reportAndMasksGiveEverythingBack();
    everyAnswerComesBack();
    marksComeBackAlone();
    layersAreUnlike();
    originalsAreAnnotated();
    theSameAnnotationIsTheSameObject();
    nothingIsOverwrittenAndWrongFilmsAreNamed();
    pydicomReadsThem();
    objectsAreValid();
    cutObjectsAreRefused();
    return 0;
}
