// `annotations` as its users call it: begun from an object, out in every format and in again, nothing overwritten.

#include "app/contrafact-cli/CommandLine.h"
#include "app/program/ExitCode.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/base/files/AtomicFile.h"
#include "core/editing/ProvenanceJson.h"
#include "dicom/SyntheticWriter.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::annotation;

namespace {

namespace fs = std::filesystem;

const test::TemporaryFolder &folder()
{
    static const test::TemporaryFolder made;
    return made;
}

std::string at(const std::string &name)
{
    return (folder().path() / name).string();
}

std::string textOf(const fs::path &file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// Exit code; what was said is in the file "errors".
int call(const std::vector<std::string> &words)
{
    std::vector<const char *> pointers{ "contrafact-cli", "annotations" };
    for (const std::string &word : words)
        pointers.push_back(word.c_str());
    const auto code = test::forkedCall(
        at("errors"), [&] { return cli::runCommandLine(static_cast<int>(pointers.size()), pointers.data()); });
    CF_CHECK(code.has_value());
    return *code;
}

void expect(int code, const std::vector<std::string> &words)
{
    const int found = call(words);
    if (found != code) {
        std::fprintf(
            stderr, "%s %s: %d\n%s\n", words[0].c_str(), words.back().c_str(), found, textOf(at("errors")).c_str());
        CF_CHECK(false);
    }
}

Radiograph film(std::int32_t added)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(240, 200);
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 240; ++x)
            radiograph.stored.at(x, y) = 500 + x * 7 + y * 3 + (x >= 150 && x < 190 && y >= 120 && y < 150 ? added : 0);
    radiograph.columnSpacing = radiograph.rowSpacing = 0.2;
    radiograph.windowCenter = 2048;
    radiograph.windowWidth = 4096;
    return radiograph;
}

void makeFilms()
{
    SyntheticRecord record;
    record.method = "test";
    record.mark = false;
    record.reasonForNoMark = "test";
    CF_CHECK(writeRadiograph(film(0), {}, record, at("film.dcm")));
    Provenance provenance;
    provenance.prompt = "add a small left pleural effusion";
    for (const std::uint64_t seed : { 1, 2 }) {
        provenance.seed = seed;
        record.provenanceJson = toJson(provenance);
        record.mark = true;
        CF_CHECK(writeSynthetic(film(400), record, at("film.dcm"), at(seed == 1 ? "edited1.dcm" : "edited2.dcm")));
    }
}

/// A rendered abnormality has a record of its own, and no instruction that anybody typed.
void aRenderedAbnormalityIsAnnotatedToo()
{
    SyntheticRecord record;
    record.method = "insertion";
    record.provenanceJson = R"({"abnormality":"small left pleural effusion","seed":1,"target":"Pleural Effusion"})";
    CF_CHECK(writeSynthetic(film(400), record, at("film.dcm"), at("rendered.dcm")));
    expect(Done,
        { "new", "--image", at("rendered.dcm"), "--source", at("film.dcm"), "--annotator", "R1", "--output",
            at("rendered.json") });
    const auto one = readAnnotation(at("rendered.json"));
    CF_CHECK(one && one->subject.instruction == "add small left pleural effusion" && one->subject.edit.size() == 64);
    CF_CHECK(one->findings.size() == 1 && one->findings[0].finding == Target::PleuralEffusion);
    CF_CHECK(one->findings[0].side == Side::Left && one->findings[0].degree == Severity::Small);
    CF_CHECK(one->marks.size() == 1 && one->marks[0].finding == Target::PleuralEffusion);
    // A record that says nothing of an edit proposes the changed region alone.
    record.provenanceJson = R"({"made":"elsewhere"})";
    CF_CHECK(writeSynthetic(film(400), record, at("film.dcm"), at("elsewhere.dcm")));
    expect(Done,
        { "new", "--image", at("elsewhere.dcm"), "--source", at("film.dcm"), "--annotator", "R1", "--output",
            at("elsewhere.json") });
    const auto other = readAnnotation(at("elsewhere.json"));
    CF_CHECK(other && other->subject.instruction.empty() && other->findings.empty() && other->marks.size() == 1);
}

void anAnnotationBeginsWithWhatIsProposed()
{
    expect(Done,
        { "new", "--image", at("edited1.dcm"), "--source", at("film.dcm"), "--annotator", "R1", "--output",
            at("a.json") });
    const auto one = readAnnotation(at("a.json"));
    CF_CHECK(one && one->findings.size() == 1 && one->findings[0].finding == Target::PleuralEffusion);
    CF_CHECK(one->findings[0].side == Side::Left && one->findings[0].present.isProposal());
    CF_CHECK(one->subject.instruction == "add a small left pleural effusion" && one->subject.edit.size() == 64);
    // Exactly the changed pixels, without the plate that says SYNTHETIC.
    CF_CHECK(one->marks.size() == 1 && pixelsOf(one->marks[0].mask) == 40 * 30);
    CF_EQUAL(openItems(*one).size(), 8);
    expect(WrongInput,
        { "new", "--image", at("edited1.dcm"), "--annotator", "R1", "--output", at("no.json") }); // Its source?
    CF_CHECK(textOf(at("errors")).find("source") != std::string::npos && !fs::exists(at("no.json")));
    // A segmenter compares two films, and there is none in a folder that is no model.
    expect(WrongInput,
        { "new", "--image", at("film.dcm"), "--annotator", "R1", "--model", at("nowhere"), "--output", at("no.json") });
    CF_CHECK(textOf(at("errors")).find("--source") != std::string::npos);
    expect(WrongInput,
        { "new", "--image", at("edited1.dcm"), "--source", at("film.dcm"), "--annotator", "R1", "--model",
            at("nowhere"), "--output", at("no.json") });
    CF_CHECK(!fs::exists(at("no.json")));
}

void marksOfTheOriginalAreCarried()
{
    expect(Done, { "new", "--image", at("film.dcm"), "--annotator", "R1", "--output", at("o.json") });
    auto original = readAnnotation(at("o.json"));
    CF_CHECK(original.has_value());
    Mark mark;
    mark.type = MarkType::Structure;
    mark.shape = MarkShape::Box;
    mark.points = { { 180, 140 }, { 200, 160 } };
    original->marks = { mark };
    mark.number = 2;
    mark.points = { { 20, 20 }, { 40, 40 } };
    original->marks.push_back(mark);
    fs::remove(at("o.json"));
    CF_CHECK(writeWhole(at("o.json"), toJson(*original).dump()));
    expect(Done,
        { "new", "--image", at("edited1.dcm"), "--source", at("film.dcm"), "--original", at("o.json"), "--annotator",
            "R1", "--output", at("c.json") });
    const auto one = readAnnotation(at("c.json"));
    CF_CHECK(one && one->marks.size() == 3 && one->marks[1].isStale && !one->marks[1].confirmed);
    CF_CHECK(!one->marks[2].isStale && one->marks[2].confirmed);
}

/// Answers to everything; kept under that name.
void finishAs(const std::string &annotator, annotation::Judgement followed, const std::string &name)
{
    auto one = readAnnotation(at("a.json"));
    CF_CHECK(one.has_value());
    one->annotator = annotator;
    one->followed = { followed, true };
    for (FindingAnswer &finding : one->findings) {
        for (Answer<annotation::Judgement> *answer : { &finding.present, &finding.sideRight, &finding.degreeRight })
            *answer = { annotation::Judgement::Yes, true };
        finding.change.confirmed = true;
    }
    one->somethingElse = { annotation::Judgement::No, true };
    one->plausibility = { 4, true };
    for (Mark &mark : one->marks)
        mark.confirmed = true;
    CF_CHECK(finish(*one).has_value());
    CF_CHECK(writeWhole(at(name), toJson(*one).dump()));
}

void whereTwoDifferAnotherDecides()
{
    finishAs("R1", annotation::Judgement::Yes, "r1.json");
    finishAs("R2", annotation::Judgement::No, "r2.json");
    const std::vector<std::string> words{ "new", "--image", at("edited1.dcm"), "--source", at("film.dcm"),
        "--annotator", "R3", "--decides", at("r1.json"), "--decides", at("r2.json") };
    auto third = words;
    third.insert(third.end(), { "--output", at("third.json") });
    expect(Done, third);
    auto one = readAnnotation(at("third.json"));
    CF_CHECK(one && one->role == Role::Adjudicator && one->adjudicates.size() == 2 && one->marks.size() == 1);
    auto meeting = words;
    meeting.insert(meeting.end(), { "--meeting", "--output", at("meeting.json") });
    expect(Done, meeting);
    one = readAnnotation(at("meeting.json"));
    CF_CHECK(one && !one->followed.value && one->plausibility.isProposal() && one->marks.size() == 1
        && one->markVerdicts.size() == 2); // The same mark of both.
    auto foreign = words;
    foreign[2] = at("edited2.dcm");
    foreign.insert(foreign.end(), { "--output", at("no.json") });
    expect(WrongInput, foreign);
    CF_CHECK(textOf(at("errors")).find("another image") != std::string::npos);
}

void everyFormatGivesItBack()
{
    const auto one = readAnnotation(at("c.json"));
    for (const char *format : { "sr", "seg", "gsps" })
        expect(Done,
            { "export", "--input", at("c.json"), "--image", at("edited1.dcm"), "--source", at("film.dcm"), "--format",
                format, "--output", at(std::string("c.") + format) });
    for (const char *format : { "coco", "csv" })
        expect(Done,
            { "export", "--input", at("c.json"), "--format", format, "--output", at(std::string("c.") + format) });
    expect(Done, { "import", "--input", at("c.sr"), "--input", at("c.seg"), "--output", at("dicom.json") });
    expect(Done, { "import", "--input", at("c.coco"), "--output", at("coco.json") });
    expect(Done, { "import", "--input", at("c.csv"), "--output", at("csv.json") });
    for (const char *back : { "dicom.json", "coco.json", "csv.json" }) {
        const auto read = readAnnotation(at(back));
        CF_CHECK(read && one && *read == *one);
    }
    expect(Done, { "import", "--input", at("c.gsps"), "--annotator", "R9", "--output", at("gsps.json") });
    CF_EQUAL(readAnnotation(at("gsps.json"))->marks.size(), 2);
    // Several at once.
    expect(Done,
        { "export", "--input", at("a.json"), "--input", at("c.json"), "--format", "csv", "--output", at("two.csv") });
    expect(Done, { "import", "--input", at("two.csv"), "--output", at("two.json") });
    CF_CHECK(*readAnnotation(at("two-1.json")) == *readAnnotation(at("a.json"))
        && *readAnnotation(at("two-2.json")) == *one && !fs::exists(at("two.json")));
}

void wrongCallsAreNamedAndNothingIsOverwritten()
{
    const std::string before = textOf(at("edited1.dcm"));
    for (const char *name : { "edited1.dcm", "film.dcm", "c.json", "c.csv" }) {
        const std::string bytes = textOf(at(name));
        for (const char *format : { "sr", "seg", "gsps", "coco", "csv" })
            expect(WrongInput,
                { "export", "--input", at("c.json"), "--image", at("edited1.dcm"), "--source", at("film.dcm"),
                    "--format", format, "--output", at(name) });
        CF_EQUAL(textOf(at(name)), bytes);
    }
    // An object of another edit of the same film.
    expect(WrongInput,
        { "export", "--input", at("c.json"), "--image", at("edited2.dcm"), "--source", at("film.dcm"), "--format", "sr",
            "--output", at("other.dcm") });
    expect(WrongInput, { "export", "--input", at("c.json"), "--format", "sr", "--output", at("other.dcm") });
    expect(WrongInput, { "export", "--input", at("c.json"), "--format", "nifti", "--output", at("other.dcm") });
    expect(WrongInput, { "export", "--input", at("none.json"), "--format", "csv", "--output", at("other.csv") });
    expect(WrongInput, { "import", "--input", at("c.sr"), "--output", at("other.json") }); // Its masks?
    expect(WrongInput, { "import", "--input", at("film.dcm"), "--output", at("other.json") });
    CF_CHECK(!fs::exists(at("other.dcm")) && !fs::exists(at("other.csv")) && !fs::exists(at("other.json")));
}

void agreementNeedsTwo()
{
    expect(WrongInput, { "agreement", "--input", at("a.json") });
    auto other = readAnnotation(at("a.json"));
    other->annotator = "R2";
    CF_CHECK(writeWhole(at("b.json"), toJson(*other).dump()));
    expect(Done, { "agreement", "--input", at("a.json"), "--input", at("b.json") });
}

/// What is finished goes into a store that annotators share and comes out of it: a folder, or a server.
void aStoreIsSharedByCommands(const std::string &place)
{
    const std::string name = std::to_string(std::hash<std::string>()(place));
    finishAs("R1", annotation::Judgement::Yes, "stored1" + name);
    finishAs("R2", annotation::Judgement::No, "stored2" + name);
    expect(WrongInput, { "verify", place });
    expect(Done, { "import", "--input", at("stored1" + name), "--input", at("stored2" + name), "--store", place });
    expect(Done, { "import", "--input", at("stored1" + name), "--store", place }); // Once more is nothing new.
    expect(Done, { "verify", place });
    expect(Done, { "agreement", "--store", place });
    expect(Done, { "export", "--store", place, "--format", "csv", "--output", at(name + ".csv") });
    const std::string table = textOf(at(name + ".csv"));
    CF_CHECK(table.find("R1") != std::string::npos && table.find("R2") != std::string::npos);
    expect(WrongInput, { "import", "--input", at("o.json"), "--store", place }); // Of an original.
}

void aServerIsSharedByCommands()
{
    const test::PostgresCluster cluster;
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return;
    }
    aStoreIsSharedByCommands(cluster.location("annotations"));
    expect(WrongInput, { "verify", "postgresql://reader@/postgres" }); // No schema.
}

} // namespace

int main()
{
    makeFilms();
    aRenderedAbnormalityIsAnnotatedToo();
    anAnnotationBeginsWithWhatIsProposed();
    marksOfTheOriginalAreCarried();
    whereTwoDifferAnotherDecides();
    everyFormatGivesItBack();
    wrongCallsAreNamedAndNothingIsOverwritten();
    agreementNeedsTwo();
    aStoreIsSharedByCommands(at("store"));
    aServerIsSharedByCommands();
    return 0;
}
