#include "core/evaluation/downstream/films/StudyEdits.h"

#include "core/base/RandomStream.h"
#include "core/base/SecondsSince.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/text/JsonFile.h"
#include "core/evaluation/AskedEdit.h"
#include "core/evaluation/EditScore.h"
#include "core/imaging/Windowing.h"
#include "core/language/PromptLanguage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace cf::downstream {

namespace {

using Clock = std::chrono::steady_clock;

/// Of a film whose chest fills it; mm.
constexpr double filmWidth = 350.0;

/// Groups of which a patient's films are needed: of a training patient those with or without the finding.
std::vector<int> cellsOf(const StudyPatient &patient)
{
    if (patient.part != Part::Training)
        return { 0, 1, 2, 3 };
    return { cellOf(patient.finding, false), cellOf(patient.finding, true) };
}

GreyImage nullEdit(const GreyImage &source, const GreyImage &rebuilt, const MaskImage &region)
{
    GreyImage result = source;
    for (std::size_t index = 0; index < result.pixels.size(); ++index)
        result.pixels[index] += region.pixels[index] * (rebuilt.pixels[index] - source.pixels[index]);
    return result;
}

/// As a user would have confirmed it.
std::vector<Target> shownOn(const ShortcutTask &task, int cell)
{
    std::vector<Target> shown;
    if (showsFinding(cell))
        shown.push_back(task.finding);
    if (showsDevice(cell))
        shown.push_back(task.device);
    return shown;
}

nlohmann::ordered_json seenJson(const SeenEdit &seen)
{
    nlohmann::ordered_json pictures = nlohmann::ordered_json::object();
    for (const auto &[kind, picture] : seen.pictures)
        pictures[kind] = { { "shows", picture.shows }, { "moved", picture.moved } };
    return { { "judge_sha256", seen.judge },
        { "before", seen.before ? nlohmann::ordered_json(*seen.before) : nlohmann::ordered_json(nullptr) },
        { "pictures", std::move(pictures) } };
}

/// Throws nlohmann::json::exception.
SeenEdit seenOf(const nlohmann::json &json)
{
    SeenEdit seen;
    seen.judge = json.at("judge_sha256");
    if (!json.at("before").is_null())
        seen.before = json.at("before").get<bool>();
    for (const auto &[kind, picture] : json.at("pictures").items())
        seen.pictures[kind] = { picture.at("shows"), picture.at("moved").get<std::map<std::string, double>>() };
    return seen;
}

/// An edit's pictures at full size, by kind.
struct EditPictures {
    GreyImage edited;
    GreyImage null;
    GreyImage moved;
};

/// Those that arms of this way train on, and the exact film beside the default's edits.
std::map<std::string, Radiograph> picturesToLookAt(
    const EditWay &way, const EditPictures &pictures, const EditResult &result, const GreyImage *exact)
{
    std::map<std::string, Radiograph> looked{ { "edited", result.counterfactual } };
    if (way.name != "default")
        return looked;
    const double spacing = filmWidth / std::max(1, pictures.edited.width);
    looked["null"] = asRadiograph(pictures.null, spacing);
    looked["moved"] = asRadiograph(pictures.moved, spacing);
    if (exact != nullptr)
        looked["exact"] = asRadiograph(*exact, spacing);
    return looked;
}

Result<EditRequest> requestFor(const CounterfactualEditor &editor, const EditWay &way, const GreyImage &source,
    const std::string &prompt, const std::vector<Target> &shown)
{
    EditRequest request;
    request.source = asRadiograph(source, filmWidth / std::max(1, source.width));
    request.prompt = prompt;
    const CompiledPrompt compiled = compilePrompt(prompt, editor.model().grammar, shown);
    if (!compiled.canGenerate())
        return fail(
            ErrorCode::InvalidInput, "The model " + editor.model().name + " does not understand \"" + prompt + "\".");
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    request.method = way.method;
    request.parameters = way.parameters;
    return request;
}

} // namespace

std::string toJson(const EditRecord &record)
{
    return nlohmann::ordered_json{
        { "patient", record.patient }, { "cell", record.cell }, { "prompt", record.prompt },
        { "method", record.method }, { "model_sha256", record.modelSha256 }, { "accepted", record.accepted },
        { "reason", record.reason }, { "failed_gates", record.failedGates }, { "seconds", record.seconds },
        { "error_inside", record.errorInside }, { "error_outside", record.errorOutside }, { "spill", record.spill },
        { "gain", record.gain }, { "probe", record.isProbe },
        { "seen", record.seen ? seenJson(*record.seen) : nlohmann::ordered_json(nullptr) }
    }.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
        + "\n";
}

Result<EditRecord> readEditRecord(const std::filesystem::path &file)
{
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    try {
        EditRecord record;
        record.patient = json.at("patient");
        record.cell = json.at("cell");
        record.prompt = json.at("prompt");
        record.method = json.at("method");
        record.modelSha256 = json.at("model_sha256");
        record.accepted = json.at("accepted");
        record.reason = json.at("reason");
        record.failedGates = json.at("failed_gates").get<std::vector<std::string>>();
        record.seconds = json.at("seconds");
        record.errorInside = json.at("error_inside");
        record.errorOutside = json.at("error_outside");
        record.spill = json.at("spill");
        record.gain = json.at("gain");
        record.isProbe = json.value("probe", false); // Earlier versions say neither.
        if (const auto seen = json.find("seen"); seen != json.end() && !seen->is_null())
            record.seen = seenOf(*seen);
        return record;
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is no record of an edit. Delete it.");
    }
}

Result<> prepareFilms(FilmSource &source, const StudyPlan &plan, const StudyFolder &folder, const JobContext &job,
    const std::function<bool(std::size_t)> &wanted)
{
    const auto start = Clock::now();
    int place = 0;
    int made = 0;
    const auto count = static_cast<int>(source.patients().size());
    for (const StudyPatient &patient : source.patients()) {
        CF_TRY(job.checkStop());
        ++place;
        if ((wanted && !wanted(static_cast<std::size_t>(place - 1))) || isThere(folder.patient(patient)))
            continue;
        CF_TRY(makeFolder(folder.patient(patient).parent_path()));
        CF_ASSIGN(const PatientFilms films, source.films(patient, cellsOf(patient)));
        for (const auto &[cell, film] : films.cells)
            CF_TRY(writeFilm(film, plan.classifier.imageSize, folder.film(patient, cell)));
        nlohmann::ordered_json sidecar{ { "patient", patient.name } };
        for (const auto &[cell, traits] : films.traits)
            sidecar["films"][std::string(keyOfCell(cell))] = { { "sex", traits.sex }, { "age", traits.ageYears },
                { "view", traits.view }, { "scanner", traits.scanner } };
        CF_TRY(writeWhole(folder.patient(patient),
            sidecar.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n",
            replaceOwnConfidential()));
        ++made;
        job.report({ place, count, "Making films", secondsSince(start) / made * (count - place) });
    }
    return {};
}

namespace {

/// With what the edits of a study are made.
struct EditWork {
    FilmSource &source;
    const EditWay &way;
    std::uint64_t seed;
    const StudyPlan &plan;
    const StudyFolder &folder;
    const SeeingJudge *judge; ///< Null: nobody looks at them.
};

void noteResult(const EditResult &result, EditRecord &record)
{
    record.method = result.provenance.method;
    record.modelSha256 = result.provenance.modelSha256;
    record.accepted = result.status == EditStatus::Accepted;
    record.reason = result.reason;
    for (const Gate &gate : result.gates)
        if (!gate.passed && !std::isnan(gate.value))
            record.failedGates.push_back(gate.name);
}

Result<> makeEdit(const EditWork &work, const EditWish &wish, CounterfactualEditor &editor, const JobContext &job)
{
    const StudyPatient &patient = *wish.patient;
    const auto recordFile = work.folder.record(work.way.name, work.seed, patient, wish.cell);
    CF_TRY(makeFolder(recordFile.parent_path()));
    CF_ASSIGN(const PatientFilms films, work.source.films(patient, { wish.cell, deviceTurned(wish.cell) }));
    const GreyImage &film = films.cells.at(wish.cell);
    EditRecord record;
    record.patient = patient.name;
    record.cell = wish.cell;
    record.prompt = work.source.prompt(patient, wish.cell);
    CF_ASSIGN(
        EditRequest request, requestFor(editor, work.way, film, record.prompt, shownOn(work.source.task(), wish.cell)));
    // Each patient another draw, and another one with every seed of generation.
    request.seed = RandomStream(patient.seed, "study edit " + std::to_string(work.seed)).next() % 1'000'000'000ULL;
    const auto began = Clock::now();
    CF_ASSIGN(const EditResult result, editor.edit(request, job, {}));
    record.seconds = secondsSince(began);
    noteResult(result, record);
    const GreyImage edited = toDisplay(result.counterfactual);
    CF_ASSIGN(const EditScore score, scoreEdit(film, films.cells.at(deviceTurned(wish.cell)), edited));
    record.errorInside = score.errorInside;
    record.errorOutside = score.errorOutside;
    record.spill = score.spill;
    record.gain = score.gain;
    const int size = work.plan.classifier.imageSize;
    const auto file = [&](std::string_view kind) {
        return work.folder.edit(work.way.name, work.seed, patient, wish.cell, kind);
    };
    const EditPictures pictures{ edited, nullEdit(film, toDisplay(result.reconstruction), result.region),
        changeElsewhere(film, edited, patient.seed) };
    record.isProbe = patient.part == Part::Test;
    if (work.judge != nullptr && record.accepted) {
        const GreyImage *exact = work.source.hasExactPairs() ? &films.cells.at(deviceTurned(wish.cell)) : nullptr;
        CF_ASSIGN(record.seen,
            lookAtEdit(*work.judge, work.source.task().device, !showsDevice(wish.cell), request.source,
                picturesToLookAt(work.way, pictures, result, exact), job));
    }
    CF_TRY(writeFilm(pictures.edited, size, file("edited")));
    CF_TRY(writeFilm(pictures.null, size, file("null")));
    CF_TRY(writeFilm(pictures.moved, size, file("moved")));
    CF_TRY(writeWhole(recordFile, toJson(record), replaceOwn()));
    return {};
}

} // namespace

Result<> prepareEdits(FilmSource &source, const EditWay &way, std::uint64_t seed, const std::vector<EditWish> &wishes,
    const StudyPlan &plan, const StudyFolder &folder, const JobContext &job, const SeeingJudge *judge)
{
    const auto start = Clock::now();
    CounterfactualEditor *editor = nullptr;
    int place = 0;
    int made = 0;
    const auto count = static_cast<int>(wishes.size());
    for (const EditWish &wish : wishes) {
        CF_TRY(job.checkStop());
        ++place;
        const StudyPatient &patient = *wish.patient;
        const auto recordFile = folder.record(way.name, seed, patient, wish.cell);
        if (isThere(recordFile))
            continue;
        if (editor == nullptr) {
            CF_ASSIGN(editor, way.editor());
        }
        CF_TRY(makeEdit({ source, way, seed, plan, folder, judge }, wish, *editor, job));
        ++made;
        job.report({ place, count, "Editing (" + way.name + ")", secondsSince(start) / made * (count - place) });
    }
    return {};
}

GreyImage changeElsewhere(const GreyImage &source, const GreyImage &edited, std::uint64_t seed)
{
    RandomStream stream(seed, "change elsewhere");
    const int width = source.width;
    const int height = source.height;
    std::vector<int> changed;
    for (std::size_t index = 0; index < source.pixels.size(); ++index)
        if (std::abs(edited.pixels[index] - source.pixels[index]) > 1.0F / 255.0F)
            changed.push_back(static_cast<int>(index));
    GreyImage result = source;
    if (changed.empty())
        return result;
    std::vector<char> own(source.pixels.size(), 0);
    for (const int index : changed)
        own[static_cast<std::size_t>(index)] = 1;
    int bestRight = 0;
    int bestDown = 0;
    double best = -1.0;
    constexpr int tries = 40;
    constexpr double enough = 0.9;
    for (int attempt = 0; attempt < tries && best < enough; ++attempt) {
        const int right = stream.below(width + 1) - width / 2;
        const int down = stream.below(height + 1) - height / 2;
        int fresh = 0;
        for (const int index : changed) {
            const int x = index % width + right;
            const int y = index / width + down;
            fresh += x >= 0 && y >= 0 && x < width && y < height && own[source.index(x, y)] == 0 ? 1 : 0;
        }
        const double share = static_cast<double>(fresh) / static_cast<double>(changed.size());
        if (share > best) {
            best = share;
            bestRight = right;
            bestDown = down;
        }
    }
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int toX = x + bestRight;
            const int toY = y + bestDown;
            if (toX >= 0 && toY >= 0 && toX < width && toY < height)
                result.at(toX, toY) = std::clamp(result.at(toX, toY) + edited.at(x, y) - source.at(x, y), 0.0F, 1.0F);
        }
    return result;
}

} // namespace cf::downstream
