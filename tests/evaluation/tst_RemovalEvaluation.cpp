// Real devices are removed as a user would, judged by a segmenter that the editor does not use, and told honestly: who
// was refused still has the device.

#include "core/evaluation/page/EvaluationPage.h"
#include "core/evaluation/removals/FilmMarks.h"
#include "core/evaluation/removals/RemovalReport.h"
#include "core/imaging/Geometry.h"
#include "core/insertion/patients/PatientSplit.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int side = 128;
constexpr int wire = 40; ///< Column of the wire.
constexpr int tube = 80;
constexpr std::int32_t bright = 3500;
constexpr std::int32_t tissue = 1200;

void drawLine(StoredImage &stored, int column, std::int32_t value)
{
    for (int y = 0; y < side; ++y)
        stored.at(column, y) = value;
}

/// Tissue with a wire, a tube and a printed block at the upper left, which the wire does not touch.
Radiograph filmWithDevices()
{
    Radiograph film;
    film.stored = StoredImage(side, side, tissue);
    film.windowCenter = 2048.0;
    film.windowWidth = 4096.0;
    for (int y = 8; y < 12; ++y)
        for (int x = 8; x < 14; ++x)
            film.stored.at(x, y) = bright;
    drawLine(film.stored, wire, bright);
    drawLine(film.stored, tube, bright);
    return film;
}

/// Takes the wire away; refuses the tube although it takes it away; does not know sternal wires; erases the mark of the
/// film "c.png" with the wire.
class Eraser final : public test::FakeEditor
{
public:
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &) override
    {
        CF_TRY(job.checkStop());
        ++edits;
        prompts.insert(request.prompt);
        CF_CHECK(request.mask.empty() && request.method.empty() && request.edits.size() == 1
            && request.edits[0].action == EditAction::Remove);
        if (edits == stopAt)
            stop.request_stop();
        if (request.prompt == "remove the sternal wires")
            return fail(ErrorCode::InvalidInput, "Nothing was found.");
        EditResult result;
        result.counterfactual = request.source;
        const bool isTube = request.prompt == "remove the chest tube";
        drawLine(result.counterfactual.stored, isTube ? tube : wire, tissue);
        if (request.source.stored.at(0, 0) == tissue + 1) // The mark of "c.png".
            result.counterfactual.stored.at(10, 10) = tissue;
        result.status = isTube ? EditStatus::Refused : EditStatus::Accepted;
        result.reason = isTube ? "The lung changed." : "";
        result.provenance.method = "remove";
        return result;
    }
    int edits = 0;
    int stopAt = -1;
    std::stop_source stop;
    std::set<std::string> prompts;
};

/// Sees each line where it is bright, with a limit of 0.3 for the wire, and the printed block on its map.
SeeingJudge judge()
{
    SeeingJudge made;
    made.part = "second-segmenter";
    made.sha256 = "abcd";
    made.read = [](const Radiograph &film, const JobContext &) -> Result<FilmReading> {
        FilmReading reading;
        CF_ASSIGN(reading.letterbox, fitIntoSquare(film, side / 2));
        const bool hasWire = film.stored.at(wire, 50) == bright;
        const bool hasTube = film.stored.at(tube, 50) == bright;
        reading.labels = { { "ECG Leads", hasWire ? 0.4 : 0.2, false, 0.3 }, { "Chest Tube", hasTube ? 0.9 : 0.1 },
            { "Sternal Wires", 0.1 }, { "Pacemaker", 0.1 }, { "Pacing Leads", 0.7 } };
        FilmReading::Map marks{ "Printed Mark", GreyImage(side / 2, side / 2, 0.05F), true };
        for (int y = 4; y < 6; ++y)
            for (int x = 4; x < 7; ++x)
                marks.probability.at(x, y) = 0.9F;
        reading.maps.push_back(marks);
        return reading;
    };
    return made;
}

RemovalFilm film(const std::string &name, const std::vector<std::string> &devices)
{
    RemovalFilm made{ name, name, "nih/" + name, {}, {}, { { "R", 41.0, 41.0 } } }; // Of 512 pixels: (10, 10) here.
    for (const DeviceColumn &column : deviceColumns())
        if (std::ranges::find(devices, column.column) != devices.end())
            made.devices.push_back(column);
        else if (column.column != "pacemaker") // Unsure of it.
            made.absent.push_back(column);
    return made;
}

RemovalPlan planIn(const fs::path &folder)
{
    RemovalPlan plan;
    plan.films = { film("a.png", { "ecg_leads", "chest_tube" }), film("b.png", { "ecg_leads", "sternal_wires" }),
        film("c.png", { "ecg_leads" }), film("broken.png", { "ecg_leads" }) };
    plan.open = [](const fs::path &file) -> Result<Radiograph> {
        if (file == "broken.png")
            return fail(ErrorCode::Io, "It is no picture.");
        Radiograph opened = filmWithDevices();
        opened.stored.at(0, 0) = tissue + (file == "c.png" ? 1 : 0);
        return opened;
    };
    plan.stamp = "test";
    fs::create_directories(folder / "pictures");
    plan.records = folder / "records.jsonl";
    plan.pictures = folder / "pictures";
    return plan;
}

const RemovalFigures &figuresOf(const RemovalSummary &summary, const std::string &device)
{
    return *std::ranges::find(summary.devices, device, &RemovalFigures::device);
}

void aRefusedEditLeavesTheDeviceToItsUser(const fs::path &folder)
{
    Eraser editor;
    const auto cases = evaluateRemovals(editor, judge(), planIn(folder), {}).value();
    CF_CHECK(editor.edits == 5 && cases.size() == 4);
    CF_EQUAL(editor.prompts,
        (std::set<std::string>{ "remove the ecg leads", "remove the chest tube", "remove the sternal wires" }));
    const RemovalSummary summary = summaryOf(cases);
    CF_EQUAL(summary.devices.size(), 3); // Kinds that no film shows are not listed.
    const RemovalFigures &leads = figuresOf(summary, "ecg_leads");
    CF_CHECK(leads.films == 3 && leads.foundBefore == 3 && leads.foundAfter == 0 && leads.refused == 0);
    const RemovalFigures &tubes = figuresOf(summary, "chest_tube");
    CF_CHECK(tubes.films == 1 && tubes.foundBefore == 1 && tubes.foundAfter == 1 && tubes.refused == 1);
    CF_CHECK(tubes.foundInAnswers == 0 && tubes.foundAfterShare.mean == 1.0);
    const RemovalFigures &wires = figuresOf(summary, "sternal_wires");
    CF_CHECK(wires.films == 1 && wires.foundBefore == 0 && wires.foundAfter == 0 && wires.refused == 1);
    CF_CHECK(summary.whole.films == 5 && summary.whole.foundAfter == 1);
    // What the judge finds on films that do not show it is its error: two films have a tube that the table denies. Of
    // three films no judge that does not know nasogastric tubes can say anything.
    CF_CHECK(tubes.filmsWithout == 2 && tubes.foundWithout == 2 && leads.filmsWithout == 0);
    CF_CHECK(wires.filmsWithout == 2 && wires.foundWithout == 0);
    CF_CHECK(leads.changedShare > 1.0 / side - 1e-9 && leads.changedShare < 1.1 / side);
    CF_CHECK(summary.films == 3 && summary.unreadable.size() == 1 && summary.filmsWithMarks == 3);
    CF_CHECK(summary.marksChanged == 1 && summary.namedMarksChanged == 1 && summary.seenMarksChanged == 0);
    CF_CHECK(fs::exists(pictureOf(folder / "pictures", cases[0], cases[0].edits[0])));
}

void anInterruptedEvaluationGoesOn(const fs::path &folder)
{
    Eraser editor;
    editor.stopAt = 3; // In the second film.
    const auto stopped = evaluateRemovals(editor, judge(), planIn(folder), JobContext(editor.stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
    std::ofstream(folder / "records.jsonl", std::ios::app) << "{\"film\": \"b.p"; // A kill in the middle of a line.
    Eraser second;
    const auto resumed = evaluateRemovals(second, judge(), planIn(folder), {}).value();
    CF_CHECK(second.edits == 3 && resumed.size() == 4 && resumed[0].edits.size() == 2);
    CF_CHECK(resumed[0].edits[0].reason == "The lung changed." && resumed[0].edits[0].refused);
    const auto again = evaluateRemovals(second, judge(), planIn(folder), {}).value();
    CF_EQUAL(figuresOf(summaryOf(again), "chest_tube").foundWithout, 2);
    CF_CHECK(second.edits == 3 && summaryOf(again).marksChanged == 1);
    RemovalPlan other = planIn(folder);
    other.stamp = "another table";
    CF_CHECK(!evaluateRemovals(second, judge(), other, {}).has_value());
}

void theReportsSayWhatWasMeasured(const fs::path &folder)
{
    Eraser editor;
    const auto plan = planIn(folder);
    const auto cases = evaluateRemovals(editor, judge(), plan, {}).value();
    const RemovalSummary summary = summaryOf(cases);
    SeeingJudge first = judge();
    first.part = "segmenter";
    CF_CHECK(!first.isIndependent() && judge().warning().empty());
    const RemovalTitle title{ "a <model>", "00ff", "default: auto", "segmenter", "abcd", first.warning(), "films",
        true };
    const auto json = nlohmann::json::parse(removalJson(summary, title));
    CF_CHECK(json["devices"]["ecg_leads"]["films"] == 3 && json["devices"]["ecg_leads"]["found_before"] == 3);
    CF_CHECK(json["devices"]["chest_tube"]["films_without"] == 2
        && json["devices"]["chest_tube"]["found_on_films_without"] == 2);
    CF_CHECK(json["devices"]["chest_tube"]["found_after"] == 1 && !json["devices"].contains("pacemaker"));
    CF_CHECK(json["marks_changed"] == 1 && json["judge"] == "segmenter" && json["patients"] == "held_back");
    CF_CHECK(json["judge_warning"].get<std::string>().find("flatter") != std::string::npos);
    CF_CHECK(removalTable(summary, title).find("WARNING") != std::string::npos);
    const std::string page = pageWithSection({}, "removals", removalSection(cases, summary, title, plan.pictures));
    CF_CHECK(page.find("a &lt;model&gt;") != std::string::npos && page.find("flatter") != std::string::npos);
    CF_CHECK(page.find("data:image/jpeg;base64,/9j/") != std::string::npos);
    CF_CHECK(page.find("http://") == std::string::npos && page.find("https://") == std::string::npos);
    const std::string independent = removalTable(
        summary, { "m", "00ff", "default: auto", "second-segmenter", "abcd", judge().warning(), "films", false });
    CF_EQUAL(independent.find("WARNING"), std::string::npos);
}

void aPacemakerIsGoneWithItsLeads()
{
    const auto reading = judge().read(filmWithDevices(), {}).value();
    const DeviceSight sight = sightOf(reading, { "pacemaker", Target::Pacemaker }).value();
    CF_CHECK(sight.found && sight.probability == 0.7);
    CF_CHECK(!sightOf(reading, { "nasogastric_tube", Target::NasogastricTube }).has_value()); // Nobody can tell.
}

/// An electrode that looks like print to one map and like an electrode to another is no printed mark.
void whatADeviceMapShowsIsNoMark()
{
    const Radiograph opened = filmWithDevices();
    FilmReading reading = judge().read(opened, {}).value();
    StoredImage erased = opened.stored;
    erased.at(10, 10) = tissue;
    CF_CHECK(marksOf(opened, reading, {}).seenChanged(opened.stored, erased));
    CF_CHECK(!marksOf(opened, reading, {}).namedChanged(opened.stored, erased));
    CF_CHECK(marksOf(opened, reading, { { "R", 41.0, 41.0 } }).namedChanged(opened.stored, erased));
    CF_CHECK(!marksOf(opened, reading, { { "R", 300.0, 300.0 } }).namedChanged(opened.stored, erased));
    // Who named the texts knows what else only looks like one.
    CF_CHECK(!marksOf(opened, reading, { { "R", 300.0, 300.0 } }).seenChanged(opened.stored, erased));
    reading.maps.push_back({ "ECG Leads", GreyImage(side / 2, side / 2, 0.95F), false });
    CF_CHECK(!marksOf(opened, reading, {}).seenChanged(opened.stored, erased));
}

/// Names of patients of whom one is held back and one is not.
std::string patientWho(bool isHeldBack)
{
    int patient = 0;
    while (isHeldBackPatient("nih", std::to_string(patient)) != isHeldBack)
        ++patient;
    return std::to_string(patient);
}

void filmsOfTheTableAreFoundByName(const fs::path &folder)
{
    const fs::path films = folder / "nih_films";
    fs::create_directories(films / "images");
    for (const char *name : { "held.png", "trained.png", "unsure.png", "bare.png", "unnamed.png" })
        std::ofstream(films / "images" / name) << "x";
    std::ofstream(films / "labels.csv") << "file,patient_id\nheld.png," << patientWho(true) << "\ntrained.png,"
                                        << patientWho(false) << "\nunsure.png," << patientWho(true) << "\nbare.png,"
                                        << patientWho(true) << "\nabsent.png," << patientWho(true) << "\n";
    std::ofstream(folder / "table.csv")
        << "set,file,pacemaker,ecg_leads,chest_tube,tracheostomy,marks,remark\n"
           "any,held.png,0,1,?,1,\"L@100,20\",-\nany,trained.png,1,1,0,0,-,-\nany,unsure.png,0,?,?,1,-,-\n"
           "any,bare.png,0,0,0,0,-,-\nany,absent.png,0,1,0,0,-,-\nany,unnamed.png,0,1,0,0,-,-\n";
    RemovalSource source{ films, folder / "table.csv", { "nih_films" }, false };
    const auto heldBack = listRemovalFilms(source).value();
    CF_CHECK(source.onlyHeldBack() && heldBack.size() == 1 && heldBack[0].name == "held.png");
    CF_CHECK(heldBack[0].devices.size() == 1 && heldBack[0].devices[0].column == "ecg_leads");
    CF_CHECK(heldBack[0].marks.size() == 1 && heldBack[0].patient == "nih/" + patientWho(true));
    source.allPatients = true;
    CF_EQUAL(listRemovalFilms(source)->size(), 2);
    source = { films, folder / "table.csv", { "nih_other" }, false };
    CF_CHECK(!source.onlyHeldBack() && listRemovalFilms(source)->size() == 2); // Training never saw this folder.
    CF_EQUAL((RemovalSource{ films / "", {}, {}, false }).folder(), "nih_films");
    std::ofstream(folder / "none.csv") << "file,ecg_leads\nheld.png,0\n";
    source.table = folder / "none.csv";
    const auto none = listRemovalFilms(source);
    CF_CHECK(!none && none.error().code == ErrorCode::InvalidInput);
}

} // namespace

int main()
{
    const test::TemporaryFolder first, second, third, fourth;
    aRefusedEditLeavesTheDeviceToItsUser(first.path());
    anInterruptedEvaluationGoesOn(second.path());
    theReportsSayWhatWasMeasured(third.path());
    aPacemakerIsGoneWithItsLeads();
    whatADeviceMapShowsIsNoMark();
    filmsOfTheTableAreFoundByName(fourth.path());
}
