// What a segmenter sees decides where a removal acts, what is protected and what is refused; without one nothing
// changes.

#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/ThinStructure.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/editing/engine/reading/MarkProtection.h"
#include "core/editing/engine/reading/ReadingGates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/readings/FilmReading.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/editing/readings/SourceReader.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <fstream>

using namespace cf;

namespace {

constexpr int cells = 128;

Radiograph filmOf(int width, int height)
{
    Radiograph film;
    film.stored = StoredImage(width, height, 1000);
    return film;
}

FilmReading emptyReading(const Radiograph &film)
{
    FilmReading reading;
    reading.letterbox = fitIntoSquare(film, cells).value();
    for (const char *name : { "Pacemaker", "Pacing Leads", "ECG Leads", "Pleural Effusion", "Printed Mark" }) {
        reading.maps.push_back({ name, GreyImage(cells, cells), true });
        reading.labels.push_back({ name, 0.1, true });
    }
    return reading;
}

GreyImage &mapOf(FilmReading &reading, const std::string &name)
{
    return std::ranges::find(reading.maps, name, &FilmReading::Map::name)->probability;
}

void fill(GreyImage &map, int left, int top, int width, int height, float value)
{
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            map.at(x, y) = value;
}

EditInstruction instruction(EditAction action, Target target, Side side = Side::None)
{
    return { action, target, side, Zone::None, Severity::None };
}

bool failed(const std::vector<Gate> &gates, const std::string &name)
{
    return std::ranges::any_of(gates, [&name](const Gate &gate) { return gate.name == name && !gate.passed; });
}

/// Electrodes that were read say where they are, whatever a map thinks of the ends of collar bones.
void readElectrodesGoBeforeTheMap()
{
    const Radiograph film = filmOf(600, 480);
    FilmReading reading = emptyReading(film);
    fill(mapOf(reading, "ECG Leads"), 20, 40, 20, 20, 0.95F);
    const std::vector<EditInstruction> all{ instruction(EditAction::Remove, Target::EcgLeads) };
    CF_LESS(0, areaOf(electrodesOf(reading, all))); // The map alone.
    reading.linesLetterbox = fitIntoSquare(film, 512).value();
    reading.electrodes = std::vector<FilmReading::Electrode>();
    CF_EQUAL(areaOf(electrodesOf(reading, all)), 0); // None was read.
    reading.electrodes = { { 100, 256, 0.9 }, { 400, 256, 0.9 } };
    const MaskImage both = electrodesOf(reading, all);
    const double scale = 600.0 / 512.0;
    CF_CHECK(both.width == 600 && both.height == 480);
    CF_CHECK(
        both.at(static_cast<int>(100 * scale), 240) == 1.0F && both.at(static_cast<int>(400 * scale), 240) == 1.0F);
    CF_CHECK(both.at(static_cast<int>(250 * scale), 240) == 0.0F && areaOf(both) < 500);
    // The patient's left is at the picture's right.
    const MaskImage left = electrodesOf(reading, { instruction(EditAction::Remove, Target::EcgLeads, Side::Left) });
    CF_CHECK(
        left.at(static_cast<int>(100 * scale), 240) == 0.0F && left.at(static_cast<int>(400 * scale), 240) == 1.0F);
    CF_CHECK(electrodesOf(reading, { instruction(EditAction::Remove, Target::CentralVenousCatheter) }).empty());
}

void aRemovalFollowsItsLineOverAGap()
{
    const Radiograph film = filmOf(256, 256);
    FilmReading reading = emptyReading(film);
    GreyImage &map = mapOf(reading, "ECG Leads");
    fill(map, 20, 40, 30, 2, 0.9F);
    fill(map, 53, 40, 30, 2, 0.4F); // Faint, behind a gap of three cells.
    fill(map, 100, 100, 30, 2, 0.4F); // As faint, but of nothing that is sure.
    const auto region = removalRegion(reading, { instruction(EditAction::Remove, Target::EcgLeads) });
    CF_CHECK(region.has_value() && region->width == 256);
    CF_CHECK(region->at(60, 81) > 0.0F && region->at(140, 81) > 0.0F); // Two film pixels a cell.
    CF_CHECK(region->at(220, 201) == 0.0F && region->at(60, 120) == 0.0F);
    CF_CHECK(!removalRegion(reading, { instruction(EditAction::Add, Target::EcgLeads) }));
    CF_CHECK(!removalRegion(reading, { instruction(EditAction::Remove, Target::Pacemaker) })); // Not seen.
    CF_CHECK(!removalRegion(reading, { instruction(EditAction::Remove, Target::PleuralEffusion) })); // No device.
}

void aRemovalTakesTheAskedSideAlone()
{
    const Radiograph film = filmOf(256, 256);
    FilmReading reading = emptyReading(film);
    GreyImage &map = mapOf(reading, "Pacemaker");
    fill(map, 20, 20, 12, 12, 0.9F);
    fill(map, 96, 20, 12, 12, 0.9F);
    const auto region = removalRegion(reading, { instruction(EditAction::Remove, Target::Pacemaker, Side::Left) });
    CF_CHECK(region.has_value() && region->at(204, 52) > 0.0F && region->at(52, 52) == 0.0F);
    std::ranges::find(reading.maps, "Pacing Leads", &FilmReading::Map::name)->trusted = false;
    CF_CHECK(!removalRegion(reading, { instruction(EditAction::Remove, Target::Pacemaker, Side::Left) }));
}

/// A generator's header looks like letters: it goes with the generator, and a letter elsewhere stays.
void aGeneratorsHeaderIsNoPrintedMark()
{
    FilmReading reading = emptyReading(filmOf(128, 128));
    fill(mapOf(reading, "Printed Mark"), 90, 30, 8, 4, 0.95F); // The header …
    fill(mapOf(reading, "Printed Mark"), 20, 10, 6, 8, 0.95F); // … and a letter.
    CF_EQUAL(printedMarks(reading).at(94, 32), 1.0F);
    fill(mapOf(reading, "Pacemaker"), 86, 36, 16, 16, 0.9F);
    const MaskImage marks = printedMarks(reading);
    CF_CHECK(marks.at(94, 32) == 0.0F && marks.at(23, 14) == 1.0F);
}

void printedMarksKeepEveryValue()
{
    RandomStream stream(4);
    for (int run = 0; run < 20; ++run) {
        Radiograph film = filmOf(200 + stream.below(200), 200 + stream.below(200));
        for (auto &value : film.stored.pixels)
            value = stream.below(4096);
        FilmReading reading = emptyReading(film);
        fill(mapOf(reading, "Printed Mark"), 50 + stream.below(20), 50 + stream.below(20), 6, 5, 0.9F);
        const MaskImage marks = printedMarks(reading);
        CF_CHECK(marks.sameSizeAs(film.stored));
        EditResult result;
        result.counterfactual = film;
        for (auto &value : result.counterfactual.stored.pixels)
            value = (value + 1 + stream.below(2000)) % 4096;
        result.region = MaskImage(film.stored.width, film.stored.height, 1.0F);
        const StoredImage edited = result.counterfactual.stored;
        protectMarks(marks, film, result);
        int kept = 0;
        for (std::size_t i = 0; i < marks.pixels.size(); ++i) {
            const bool isMark = marks.pixels[i] > 0.0F;
            kept += isMark ? 1 : 0;
            const auto value = result.counterfactual.stored.pixels[i];
            CF_CHECK(isMark ? value == film.stored.pixels[i] && result.region.pixels[i] == 0.0F
                            : value == edited.pixels[i] && result.region.pixels[i] == 1.0F);
        }
        CF_LESS(30, kept);
        CF_CHECK(result.gates.size() == 1 && result.gates[0].name == "marks_unchanged" && result.gates[0].passed);
    }
}

void ghostsAreRefused()
{
    const Radiograph film = filmOf(256, 256);
    const MaskImage region(256, 256, 1.0F);
    const FilmReading none = emptyReading(film);
    FilmReading with = none;
    fill(mapOf(with, "Pacemaker"), 90, 20, 14, 12, 0.9F);
    const std::vector<EditInstruction> add{ instruction(EditAction::Add, Target::Pacemaker, Side::Left) };
    CF_CHECK(std::ranges::all_of(gatesOf(none, with, region, add), &Gate::passed));
    CF_CHECK(failed(gatesOf(none, none, region, add), "seen_there")); // A cloud that nobody would call one.
    FilmReading twice = with;
    fill(mapOf(twice, "Pacemaker"), 20, 20, 14, 12, 0.9F);
    CF_CHECK(failed(gatesOf(none, twice, region, add), "seen_once"));
    std::vector<EditInstruction> two = add; // Two that were asked for are no ghost; on both sides there are two.
    two[0].side = Side::None;
    two[0].amounts = { { AmountKind::Count, 2.0 } };
    CF_CHECK(!failed(gatesOf(none, twice, region, two), "seen_once"));
    const std::vector<EditInstruction> both{ instruction(EditAction::Add, Target::Pacemaker, Side::Both) };
    CF_CHECK(!failed(gatesOf(none, twice, region, both), "seen_once"));
    const std::vector<EditInstruction> right{ instruction(EditAction::Add, Target::Pacemaker, Side::Right) };
    CF_CHECK(failed(gatesOf(none, with, region, right), "seen_side"));
    const std::vector<EditInstruction> remove{ instruction(EditAction::Remove, Target::Pacemaker) };
    CF_CHECK(std::ranges::all_of(gatesOf(with, none, region, remove), &Gate::passed));
    CF_CHECK(failed(gatesOf(with, with, region, remove), "seen_gone"));
    // Without a mask, what is not there cannot be removed; with one, the user knows better.
    CF_CHECK(failed(gatesOf(none, none, region, remove), "seen_before"));
    FilmReading thought = none; // A guess about the film as a whole is no place.
    std::ranges::find(thought.labels, "Pacemaker", &FilmReading::Label::name)->probability = 0.9;
    CF_CHECK(failed(gatesOf(thought, none, region, remove), "seen_before"));
    MaskImage drawn(256, 256);
    drawn.at(100, 30) = 1.0F;
    CF_CHECK(!failed(gatesOf(none, none, drawn, remove), "seen_before"));
    FilmReading other = none;
    std::ranges::find(other.labels, "ECG Leads", &FilmReading::Label::name)->probability = 0.9;
    CF_CHECK(failed(gatesOf(with, other, region, remove), "seen_collateral"));
    // A drawn pacemaker's lead is seen as a wire; where a model made the picture, a wire came that nobody asked for.
    FilmReading leads = with;
    std::ranges::find(leads.labels, "ECG Leads", &FilmReading::Label::name)->probability = 0.9;
    CF_CHECK(failed(gatesOf(none, leads, region, add), "seen_collateral"));
    CF_CHECK(!failed(gatesOf(none, leads, region, add, { Target::Pacemaker }), "seen_collateral"));
    FilmReading wired = none; // What goes is not explained by what was drawn.
    std::ranges::find(wired.labels, "ECG Leads", &FilmReading::Label::name)->probability = 0.9;
    CF_CHECK(failed(gatesOf(wired, with, region, add, { Target::Pacemaker }), "seen_collateral"));
    for (FilmReading *reading : { &with, &other })
        for (FilmReading::Label &label : reading->labels)
            label.trusted = false;
    CF_CHECK(gatesOf(with, other, region, remove).empty()); // Who may not be believed refuses nothing.
}

/// A network that calls wires catheters where there are many stops doing so when they are gone. What lay beside the
/// change, or was rather what was removed, is no collateral; a wire that went is.
void whatOnlySeemsToHaveGoneIsNoCollateral()
{
    const Radiograph film = filmOf(256, 256);
    FilmReading before = emptyReading(film);
    fill(mapOf(before, "Pacemaker"), 90, 20, 14, 12, 0.9F);
    fill(mapOf(before, "ECG Leads"), 20, 60, 40, 3, 0.8F);
    const auto leads = [](FilmReading &reading) -> FilmReading::Label & {
        return *std::ranges::find(reading.labels, "ECG Leads", &FilmReading::Label::name);
    };
    leads(before).probability = 0.9;
    FilmReading after = emptyReading(film);
    const std::vector<EditInstruction> remove{ instruction(EditAction::Remove, Target::Pacemaker) };
    const MaskImage whole(256, 256, 1.0F);
    const double scale = 256.0 / cells;
    const auto changedIn = [&](int x, int y, int width, int height) {
        MaskImage changed(256, 256);
        fill(changed, static_cast<int>(x * scale), static_cast<int>(y * scale), static_cast<int>(width * scale),
            static_cast<int>(height * scale), 1.0F);
        return changed;
    };
    CF_CHECK(failed(gatesOf(before, after, whole, remove), "seen_collateral")); // Nobody said where.
    CF_CHECK(!failed(gatesOf(before, after, whole, remove, {}, { changedIn(88, 18, 18, 16), {} }), "seen_collateral"));
    const MaskImage both = changedIn(10, 10, 100, 60);
    CF_CHECK(failed(gatesOf(before, after, whole, remove, {}, { both, {} }), "seen_collateral"));
    FilmReading mistaken = before;
    fill(mapOf(mistaken, "Pacemaker"), 20, 60, 40, 3, 0.95F);
    CF_CHECK(!failed(gatesOf(mistaken, after, whole, remove, {}, { both, {} }), "seen_collateral"));
    std::swap(leads(before).probability, leads(after).probability); // What comes without a place is never explained.
    CF_CHECK(failed(gatesOf(before, after, whole, remove, {}, { changedIn(88, 18, 18, 16), {} }), "seen_collateral"));
}

/// Fluid over a wire makes the network forget the wire, or see one in the fluid's border. Where thin structures stayed
/// as they were none came or went; where they did not, one may have.
void fluidNeitherHidesNorMakesAWire()
{
    const Radiograph film = filmOf(256, 256);
    FilmReading wired = emptyReading(film);
    fill(mapOf(wired, "ECG Leads"), 20, 60, 40, 3, 0.8F);
    std::ranges::find(wired.labels, "ECG Leads", &FilmReading::Label::name)->probability = 0.9;
    const FilmReading bare = emptyReading(film);
    const std::vector<EditInstruction> add{ instruction(EditAction::Add, Target::PleuralEffusion) };
    const MaskImage whole(256, 256, 1.0F);
    const MaskImage none(256, 256);
    using Pair = std::pair<const FilmReading &, const FilmReading &>;
    for (const auto &[before, after] : { Pair{ wired, bare }, Pair{ bare, wired } }) {
        CF_CHECK(failed(gatesOf(before, after, whole, add), "seen_collateral")); // Nobody said where.
        CF_CHECK(!failed(gatesOf(before, after, whole, add, {}, { whole, none }), "seen_collateral"));
        CF_CHECK(failed(gatesOf(before, after, whole, add, {}, { whole, whole }), "seen_collateral"));
    }
}

/// A wire under fluid is the same wire, fainter; one that was wiped out, or newly drawn, is not.
void thinStructuresStayUnderFluid()
{
    const auto patterned = [](bool hasWire, float fluid) {
        GreyImage image(128, 128, 0.4F);
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x) {
                image.at(x, y) += 0.01F * static_cast<float>((x * 7 + y * 13) % 5); // Grain.
                const bool isWire = hasWire && (x == 60 || x == 61);
                const float lung = image.at(x, y) + (isWire ? 0.2F : 0.0F);
                image.at(x, y) = lung + fluid * static_cast<float>(y) / 128.0F * (0.9F - lung);
            }
        return image;
    };
    const auto changedNear = [](const MaskImage &changed) {
        int count = 0;
        for (int y = 30; y < 100; ++y)
            count += changed.at(60, y) > 0.0F ? 1 : 0;
        return count;
    };
    CF_CHECK(changedNear(thinStructureChange(patterned(true, 0.0F), patterned(true, 0.5F))) == 0);
    CF_CHECK(changedNear(thinStructureChange(patterned(true, 0.0F), patterned(false, 0.5F))) == 70);
    CF_CHECK(changedNear(thinStructureChange(patterned(false, 0.0F), patterned(true, 0.5F))) == 70);
}

/// Where lines are read, a wire of which a half is left is refused, whatever the coarse map says; all of it gone is
/// not.
void aHalfRemovedLineIsRefused()
{
    const Radiograph film = filmOf(256, 256);
    const auto withLine = [&](int length) {
        FilmReading reading = emptyReading(film);
        reading.linesLetterbox = fitIntoSquare(film, 2 * cells).value();
        auto map = std::ranges::find(reading.maps, "ECG Leads", &FilmReading::Map::name);
        map->lines = GreyImage(2 * cells, 2 * cells);
        map->linesTrusted = true;
        map->trusted = false;
        fill(map->lines, 20, 60, length, 4, 0.9F);
        return reading;
    };
    const MaskImage whole(256, 256, 1.0F);
    const std::vector<EditInstruction> remove{ instruction(EditAction::Remove, Target::EcgLeads) };
    CF_CHECK(areReadAsLines(withLine(200), remove));
    CF_CHECK(failed(gatesOf(withLine(200), withLine(100), whole, remove), "seen_gone"));
    const auto gone = gatesOf(withLine(200), withLine(10), whole, remove);
    CF_CHECK(!failed(gone, "seen_gone") && std::ranges::find(gone, "seen_gone", &Gate::name) != gone.end());
    MaskImage leftHalf(256, 256); // A mask over it: only that half was to go.
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 120; ++x)
            leftHalf.at(x, y) = 1.0F;
    FilmReading rightHalf = withLine(200);
    fill(std::ranges::find(rightHalf.maps, "ECG Leads", &FilmReading::Map::name)->lines, 20, 60, 100, 4, 0.0F);
    CF_CHECK(!failed(gatesOf(withLine(200), rightHalf, leftHalf, remove), "seen_gone"));
    // The likelihood at the film's size is that of the lines.
    const GreyImage likely = likelyLineOf(withLine(200), remove);
    CF_CHECK(likely.width == 256 && likely.at(100, 62) > 0.8F && likely.at(100, 100) == 0.0F);
}

/// A film with the lines of two devices as a reader of lines draws them: row 60 is the one's, row 68 the other's, and
/// the coarse map of the one covers both.
FilmReading withTwoTubes(const Radiograph &film)
{
    FilmReading reading = emptyReading(film);
    reading.linesLetterbox = fitIntoSquare(film, 2 * cells).value();
    for (const char *name : { "Endotracheal Tube", "Nasogastric Tube" })
        reading.maps.push_back({ name, GreyImage(cells, cells), true });
    const auto linesOf = [&](const char *name) -> GreyImage & {
        auto map = std::ranges::find(reading.maps, name, &FilmReading::Map::name);
        map->lines = GreyImage(2 * cells, 2 * cells);
        return map->lines;
    };
    GreyImage &tube = linesOf("Endotracheal Tube");
    fill(tube, 20, 60, 200, 3, 0.8F);
    fill(tube, 20, 68, 200, 3, 0.4F);
    GreyImage &other = linesOf("Nasogastric Tube");
    fill(other, 20, 60, 200, 3, 0.3F);
    fill(other, 20, 68, 200, 3, 0.9F);
    std::ranges::find(reading.maps, "Nasogastric Tube", &FilmReading::Map::name)->linesTrusted = true;
    fill(mapOf(reading, "Endotracheal Tube"), 10, 29, 100, 8, 0.9F);
    return reading;
}

/// Of two tubes that run side by side the named one goes alone; both where both are named.
void anotherDevicesLineStays()
{
    const FilmReading reading = withTwoTubes(filmOf(256, 256));
    const EditInstruction endotracheal = instruction(EditAction::Remove, Target::EndotrachealTube);
    const EditInstruction nasogastric = instruction(EditAction::Remove, Target::NasogastricTube);
    const auto region = removalRegion(reading, { endotracheal });
    CF_CHECK(region && region->at(100, 61) == 1.0F && region->at(100, 69) == 0.0F);
    const GreyImage likely = likelyLineOf(reading, { endotracheal });
    CF_CHECK(likely.at(100, 61) > 0.8F && likely.at(100, 69) == 0.0F);
    const GreyImage otherLikely = likelyLineOf(reading, { nasogastric });
    CF_CHECK(otherLikely.at(100, 69) > 0.85F && otherLikely.at(100, 61) < 0.1F);
    MaskImage both(256, 256, 1.0F);
    spareOthersLines(both, reading, { endotracheal, nasogastric });
    CF_CHECK(both.at(100, 61) == 1.0F && both.at(100, 69) == 1.0F);
}

/// Gone is what was there: of a film that is not found to show a tube nobody can say that the tube is gone.
void whatWasNotFoundIsNotJudgedGone()
{
    FilmReading reading = emptyReading(filmOf(256, 256));
    const std::vector<EditInstruction> remove{ instruction(EditAction::Remove, Target::EcgLeads) };
    std::vector<Gate> gates(2);
    gates[0].name = "seen_gone";
    gates[0].value = 0.02;
    gates[0].passed = true;
    gates[1] = gates[0];
    gates[1].name = "outside_unchanged";
    const auto unsure = withoutUnsureRemovals(gates, reading, remove);
    CF_CHECK(judgementOf(unsure[0]) == Judgement::NotJudged && judgementOf(unsure[1]) == Judgement::Passed);
    gates[0].passed = false;
    CF_CHECK(judgementOf(withoutUnsureRemovals(gates, reading, remove)[0]) == Judgement::Failed);
    gates[0].passed = true;
    std::ranges::find(reading.labels, "ECG Leads", &FilmReading::Label::name)->probability = 0.9;
    CF_CHECK(judgementOf(withoutUnsureRemovals(gates, reading, remove)[0]) == Judgement::Passed);
}

/// A spot that may be an electrode is one where a lead runs to it; what surely is one needs none.
void anElectrodeThatIsUnsureHasALead()
{
    FilmReading reading = emptyReading(filmOf(256, 256));
    reading.electrodes = std::vector<FilmReading::Electrode>{ { 50, 60, 0.6 }, { 50, 120, 0.6 }, { 50, 180, 0.9 } };
    FilmReading withoutLines = reading;
    dropSpotsWithoutLead(withoutLines, 0.8);
    CF_CHECK(withoutLines.electrodes->size() == 1 && withoutLines.electrodes->front().y == 180);
    auto leads = std::ranges::find(reading.maps, "ECG Leads", &FilmReading::Map::name);
    leads->lines = GreyImage(2 * cells, 2 * cells);
    fill(leads->lines, 57, 58, 100, 3, 0.7F); // Ends seven pixels beside the first spot.
    fill(leads->lines, 57, 118, 100, 3, 0.4F); // No lead, more likely than not.
    dropSpotsWithoutLead(reading, 0.8);
    CF_CHECK(
        reading.electrodes->size() == 2 && reading.electrodes->at(0).y == 60 && reading.electrodes->at(1).y == 180);
}

/// A segmenter of random weights that takes every pixel for a printed mark.
void writeSegmenter(const std::filesystem::path &folder)
{
    const std::string config = R"({"block_out_channels": [8, 16], "layers_per_level": [1, 1], "image_size": 64,
        "maps": ["Printed Mark", "Pacemaker"], "labels": ["Mirrored"], "trusted": [],
        "trusted_maps": ["Printed Mark"]})";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "config.json") << config;
    torch::manual_seed(5);
    const Segmenter network(SegmenterConfig::fromText(config).value());
    TensorMap tensors;
    for (const auto &parameter : network->named_parameters())
        tensors[parameter.key()] = parameter.value().detach().clone();
    tensors["conv_out.weight"].zero_();
    tensors["conv_out.bias"].slice(0, 0, 4).fill_(8.0F);
    CF_CHECK(writeSafetensors(folder / "model.safetensors", tensors).has_value());
}

void aModelWithASegmenterLeavesMarksAlone()
{
    const test::TemporaryFolder folder;
    CF_CHECK(test::writeTinyModel(folder.path() / "plain").has_value());
    CF_CHECK(test::writeTinyModel(folder.path() / "seeing").has_value());
    writeSegmenter(folder.path() / "seeing" / "segmenter");
    const auto request = test::removalRequest("instruct");
    const auto plain = test::openEditor(folder.path() / "plain");
    const auto seeing = test::openEditor(folder.path() / "seeing");
    const EditResult changed = test::runEdit(*plain, request);
    CF_CHECK(changed.counterfactual.stored != request.source.stored);
    const auto looksAtMarks = [](const Gate &gate) {
        return gate.name == "marks_unchanged" && judgementOf(gate) != Judgement::NotJudged;
    };
    CF_CHECK(std::ranges::none_of(changed.gates, looksAtMarks));
    const EditResult kept = test::runEdit(*seeing, request);
    CF_EQUAL(kept.counterfactual.stored, request.source.stored);
    CF_CHECK(std::ranges::any_of(kept.gates, looksAtMarks));
    const auto readings = dynamic_cast<SourceReader &>(*seeing).readSource(request.source, {});
    CF_CHECK(readings.has_value() && readings->size() == 1 && readings->front().label == "Pacemaker");
    CF_CHECK(dynamic_cast<SourceReader &>(*plain).readSource(request.source, {})->empty());
}

void aConfigThatCannotBeIsRefusedWithAReason()
{
    for (const char *wrong : { R"({"maps": []})", R"({"maps": ["A"], "image_size": 100})",
             R"({"maps": ["A"], "block_out_channels": [10, 20], "layers_per_level": [1, 1]})",
             R"({"maps": ["A"], "temperature": [1, 2]})", R"({"maps": ["A"], "temperature": [-1]})" })
        CF_CHECK(!SegmenterConfig::fromText(wrong).has_value());
    const auto config = SegmenterConfig::fromText(R"({"maps": ["A", "B"], "labels": ["C"], "image_size": 128,
        "block_out_channels": [8, 16], "layers_per_level": [1, 2]})");
    CF_CHECK(config.has_value());
    const torch::NoGradGuard noGradient;
    Segmenter network(*config);
    const SegmenterAnswer answer = network->forward(torch::rand({ 2, 1, 128, 128 }));
    CF_EQUAL(answer.maps.sizes(), torch::IntArrayRef({ 2, 2, 64, 64 }));
    CF_EQUAL(answer.labels.sizes(), torch::IntArrayRef({ 2, 3 }));
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    readElectrodesGoBeforeTheMap();
    aRemovalFollowsItsLineOverAGap();
    aRemovalTakesTheAskedSideAlone();
    aGeneratorsHeaderIsNoPrintedMark();
    printedMarksKeepEveryValue();
    ghostsAreRefused();
    whatOnlySeemsToHaveGoneIsNoCollateral();
    fluidNeitherHidesNorMakesAWire();
    thinStructuresStayUnderFluid();
    aHalfRemovedLineIsRefused();
    anotherDevicesLineStays();
    whatWasNotFoundIsNotJudgedGone();
    anElectrodeThatIsUnsureHasALead();
    aConfigThatCannotBeIsRefusedWithAReason();
    aModelWithASegmenterLeavesMarksAlone();
}
