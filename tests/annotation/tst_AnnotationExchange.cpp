// COCO and CSV: everything comes back, other tools' files are read, wrong ones are named.

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Concepts.h"
#include "core/annotation/exchange/MarkWords.h"
#include "core/annotation/exchange/Table.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"

#include <set>

using namespace cf;
using namespace cf::annotation;

namespace {

std::vector<Annotation> examples()
{
    Annotation open = test::exampleAnnotation(120, 100);
    Annotation done = open;
    done.annotator = "R2, \"second\"";
    done.mark(5)->confirmed = true;
    CF_CHECK(finish(done));
    Annotation skipped;
    skipped.subject = { 3, 2, 0, 0, "", std::string(64, 'f'), { "1.2", "2.25.1", "2.25.2", "2.25.3" }, {} };
    skipped.annotator = "R1";
    CF_CHECK(skip(skipped, "cut off,\nnot to be judged"));
    return { open, done, skipped };
}

void cocoGivesEverythingBack()
{
    const auto all = examples();
    const std::string text = toCoco(all).dump();
    const auto back = fromCoco(nlohmann::json::parse(text), {});
    if (!back)
        std::fprintf(stderr, "%s\n", back.error().message.c_str());
    CF_CHECK(back && *back == all);
    const auto coco = nlohmann::json::parse(text);
    CF_CHECK(coco["images"].size() == 3 && coco["annotations"].size() == 12);
    const auto box = coco["annotations"][0];
    CF_CHECK((box["bbox"] == nlohmann::json{ 60.25, 70.5, 29.75, 25.484375 }) && box["category_id"] == 2
        && coco["categories"][1]["name"] == "seam" && box["image_id"] == 1);
    CF_EQUAL(coco["annotations"][1]["keypoints"], (nlohmann::json{ 10.5, 20.015625, 2 }));
    CF_EQUAL(coco["annotations"][4]["segmentation"]["size"], (nlohmann::json{ 100, 120 }));
}

/// A file as other tools write it: no members of ours, categories of their own.
void othersCocoIsRead()
{
    const auto coco = nlohmann::json::parse(R"({"images":[{"id":7,"width":50,"height":40,"file_name":"a.png"}],
        "categories":[{"id":3,"name":"blur"},{"id":4,"name":"rib"}],
        "annotations":[{"id":1,"image_id":7,"category_id":3,"bbox":[1.337,2,3,4],"segmentation":[]},
                       {"id":2,"image_id":7,"category_id":4,"bbox":[0,0,5,5],"segmentation":[[0,0,5,0,5,5]]}]})");
    const auto read = fromCoco(coco, "R9");
    CF_CHECK(read && read->size() == 1 && read->front().annotator == "R9" && read->front().marks.size() == 2);
    const Mark &box = read->front().marks[0];
    CF_CHECK(box.type == MarkType::Blur && box.shape == MarkShape::Box && (box.points[0] == Point{ 1.34375, 2 }));
    const Mark &rib = read->front().marks[1];
    CF_CHECK(
        rib.type == MarkType::Other && rib.label == "rib" && rib.shape == MarkShape::Polygon && rib.points.size() == 3);
    auto wrong = coco;
    wrong["annotations"][0]["image_id"] = 8;
    CF_CHECK(!fromCoco(wrong, "R9"));
    wrong = coco;
    wrong["annotations"][0]["bbox"] = { 1, 2 };
    CF_CHECK(!fromCoco(wrong, "R9"));
    wrong = coco;
    wrong["annotations"][0]["bbox"] = "here";
    CF_CHECK(!fromCoco(wrong, "R9"));
    CF_CHECK(!fromCoco(coco, "")); // Nobody's.
    wrong.erase("images");
    CF_CHECK(!fromCoco(wrong, "R9"));
}

void tableGivesEverythingBack()
{
    const auto all = examples();
    const std::string table = toTable(all);
    const auto back = fromTable(table);
    if (!back)
        std::fprintf(stderr, "%s\n", back.error().message.c_str());
    CF_CHECK(back && *back == all);
    CF_CHECK(table.find("1,R1,,marks,1,points,numbers,60.25 70.5 90.0 95.984375\r\n") != std::string::npos);
    CF_CHECK(table.find("1,R1,,followed,,value,text,partly\r\n") != std::string::npos);
    CF_CHECK(table.find("2,\"R2, \"\"second\"\"\",") != std::string::npos);
    // As a spreadsheet saves it: with a byte order mark and line feeds alone.
    std::string saved = "\xEF\xBB\xBF" + table;
    std::erase(saved, '\r');
    CF_CHECK(fromTable(saved) && *fromTable(saved) == all);
    CF_CHECK(!fromTable("") && !fromTable("a,b\n1,2\n") && !fromTable(table + "\"open"));
    CF_CHECK(!fromTable(table + "1,R1,,marks,1,points\r\n"));
    CF_CHECK(!fromTable(table + "1,R1,,marks,99999,type,text,blur\r\n"));
    CF_CHECK(!fromTable(table + "x,R1,,marks,1,type,text,blur\r\n"));
    CF_CHECK(!fromTable(table + "1,R1,,marks,1,type,number,{}\r\n"));
}

/// A place as deep as the table is long ended the program: it was put in by recursion.
void placesWithoutAnEndAreRefused()
{
    std::string deep;
    for (int i = 0; i < 500'000; ++i)
        deep += "a.";
    CF_CHECK(!fromTable(std::string(tableHead) + "\n1,R1,,followed,," + deep + ",text,partly\n"));
}

/// Each row of twenty bytes took the memory of ten thousand marks.
void numbersAreNoMoreThanRows()
{
    std::string table(tableHead);
    for (int i = 1; i <= 20'000; ++i)
        table += "\n" + std::to_string(i) + ",R,,marks,10000,type,text,blur";
    const auto read = fromTable(table);
    CF_CHECK(!read && read.error().message.find("number that cannot be") != std::string::npos);
}

/// Latin-1 was read, and threw when it was written as JSON.
void otherEncodingsAreRefused()
{
    std::string table = toTable(examples());
    const auto place = table.find("Meniscus");
    CF_CHECK(place != std::string::npos);
    table[place] = '\xE9';
    const auto read = fromTable(table);
    CF_CHECK(!read && read.error().message.find("UTF-8") != std::string::npos);
}

void conceptsAreUnlike()
{
    std::set<std::string> known;
    for (const Target target : allTargets) {
        const Concept code = conceptOf(target);
        CF_CHECK(known.insert(code.scheme + code.value).second && !code.meaning.empty() && code.value.size() <= 16);
        CF_CHECK(targetOf(code) == target && markMeaningOf(code)->finding == target);
    }
    for (const auto &[key, type] : typeKeys()) {
        const Concept code = conceptOf(type);
        CF_CHECK(code.value.size() <= 16 && known.insert(code.scheme + code.value).second
            && markMeaningOf(code)->type == type);
    }
    CF_CHECK(!markMeaningOf({ "1", "SCT", "" }));
    // As reports named it before it had a public code.
    CF_EQUAL(targetOf({ "nasogastric-tube", "99CONTRAFACT", "" }), Target::NasogastricTube);
    CF_EQUAL(conceptOf(Target::NasogastricTube), (Concept{ "17102003", "SCT", "" }));
}

void wordsOfMarksAreReadAgain()
{
    for (const Mark &mark : test::exampleAnnotation(120, 100).marks) {
        Mark read;
        CF_CHECK(readTrackingWords(trackingWordsOf(mark), read));
        CF_CHECK(read.number == mark.number && read.shape == mark.shape && read.origin == mark.origin
            && read.isStale == mark.isStale && read.confirmed == mark.confirmed);
    }
    Mark untouched;
    for (const char *words : { "", "Lesion 1", "mark x box drawn fresh open", "mark 0 box drawn fresh open",
             "mark 1 disc drawn fresh open" })
        CF_CHECK(!readTrackingWords(words, untouched) && untouched == Mark());
}

} // namespace

int main()
{
    cocoGivesEverythingBack();
    othersCocoIsRead();
    tableGivesEverythingBack();
    placesWithoutAnEndAreRefused();
    numbersAreNoMoreThanRows();
    otherEncodingsAreRefused();
    conceptsAreUnlike();
    wordsOfMarksAreReadAgain();
    return 0;
}
