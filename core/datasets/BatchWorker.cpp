#include "core/datasets/BatchWorker.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/Sha256.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"
#include "core/datasets/plan/FilmMask.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/Scorecard.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <optional>
#include <unistd.h>

namespace cf {

namespace {

Result<> writePicture(const cv::Mat &picture, const std::filesystem::path &file)
{
    try {
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(".png", picture, bytes))
            return fail(ErrorCode::Internal, "A picture could not be encoded.");
        return writeWhole(
            file, { reinterpret_cast<const char *>(bytes.data()), bytes.size() }, replaceOwnConfidential());
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("A picture could not be encoded: ") + error.what());
    }
}

template <typename Value> Result<> writePicture(const Image<Value> &image, const std::filesystem::path &file)
{
    return writePicture(cv::Mat(image.height, image.width, sizeof(Value) == 2 ? CV_16UC1 : CV_8UC1,
                            const_cast<Value *>(image.pixels.data())),
        file);
}

/// Shares of 0…1 over the whole range of a picture's values.
template <typename Value> Image<Value> asLevels(const Image<float> &shares)
{
    constexpr float top = std::numeric_limits<Value>::max();
    Image<Value> levels(shares.width, shares.height);
    for (std::size_t index = 0; index < levels.pixels.size(); ++index)
        levels.pixels[index] = static_cast<Value>(std::lround(top * std::clamp(shares.pixels[index], 0.0F, 1.0F)));
    return levels;
}

/// Works through the items of one process. Keeps the film of the last item: the next one often is of the same film.
class Worker
{
public:
    Worker(const BatchPlan &plan, const std::filesystem::path &folder, CounterfactualEditor &editor,
        const BatchServices &services, const JobContext &job)
        : m_plan(plan)
        , m_folder(folder)
        , m_editor(editor)
        , m_services(services)
        , m_job(job)
    {
    }

    Result<BatchRow> make(const BatchItem &item);

private:
    struct Film {
        std::string path;
        Result<BatchFilm> read;
        std::string sha256;
        std::string hash;
        std::string embedding;
    };

    const Film &film(const std::string &path);
    Result<EditRequest> request(const BatchItem &item, BatchRow &row) const;
    Result<> takeMask(const BatchItem &item, EditRequest &request, BatchRow &row) const;
    Result<> write(const BatchItem &item, const EditRequest &request, const EditResult &result, BatchRow &row) const;
    Result<> writePictures(const EditResult &result, const std::filesystem::path &base, BatchRow &row) const;
    Result<> note(const std::string &kind, const std::filesystem::path &file, BatchRow &row) const;

    const BatchPlan &m_plan;
    const std::filesystem::path &m_folder;
    CounterfactualEditor &m_editor;
    const BatchServices &m_services;
    const JobContext &m_job;
    std::optional<Film> m_film;
};

const Worker::Film &Worker::film(const std::string &path)
{
    if (m_film && m_film->path == path)
        return *m_film;
    const std::filesystem::path file = filmFileOf(m_plan, path);
    Film film{ path, m_services.readFilm(file), {}, {}, {} };
    if (auto sha256 = sha256OfFile(file))
        film.sha256 = std::move(*sha256);
    if (film.read) {
        const GreyImage seen = toDisplay(film.read->radiograph);
        film.hash = hashText(appearanceHash(seen));
        if (const auto embedding = filmEmbedding(seen))
            film.embedding = embeddingText(*embedding);
    }
    m_film = std::move(film);
    return *m_film;
}

std::string editText(const std::vector<EditInstruction> &edits)
{
    std::string text;
    for (const EditInstruction &edit : edits) {
        text += text.empty() ? "" : "; ";
        text.append(keyOf(edit.action)).append(" ").append(keyOf(edit.target));
        for (const auto part : { keyOf(edit.side), keyOf(edit.zone), keyOf(edit.severity) })
            if (part != "none")
                text.append(" ").append(part);
    }
    return text;
}

/// Those that were judged; the others say nothing of an edit.
std::string gateText(const std::vector<Gate> &gates)
{
    std::string text;
    for (const Gate &gate : gates) {
        const Judgement judgement = judgementOf(gate);
        if (judgement == Judgement::NotJudged)
            continue;
        std::array<char, 48> value{};
        std::snprintf(value.data(), value.size(), "%.4g", gate.value);
        text +=
            (text.empty() ? "" : "; ") + gate.name + "=" + value.data() + (judgement == Judgement::Failed ? "!" : "");
    }
    return text;
}

/// Four places of a probability: more is noise, and would make tables that differ in nothing else differ.
std::string probabilityText(double probability)
{
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.4f", probability);
    return text.data();
}

void noteSeen(const std::vector<LabelReading> &seen, BatchRow &row)
{
    const auto add = [](std::string &text, const std::string &label, double probability) {
        text += (text.empty() ? "" : "; ") + label + "=" + probabilityText(probability);
    };
    for (const LabelReading &label : seen) {
        if (!label.trusted)
            continue;
        if (label.asked) {
            add(row.seenBefore, label.label, label.before);
            add(row.seenAfter, label.label, label.after);
        }
        const double change = std::round((label.after - label.before) * 1e4) / 1e4 + 0.0; // No "-0".
        if (!label.asked && !label.related
            && (!row.seenOtherChange || std::abs(change) > std::abs(*row.seenOtherChange))) {
            row.seenOther = label.label;
            row.seenOtherChange = change;
        }
    }
}

/// A reason may name the folder of this machine, which has no place in a table that travels.
std::string withoutFolder(std::string reason, const std::filesystem::path &folder)
{
    const std::string prefix = folder.string() + "/";
    for (std::size_t at = reason.find(prefix); at != std::string::npos; at = reason.find(prefix, at))
        reason.erase(at, prefix.size());
    return reason;
}

Result<EditRequest> Worker::request(const BatchItem &item, BatchRow &row) const
{
    const CompiledPrompt compiled = compilePrompt(item.prompt, m_editor.model().grammar, {}, m_plan.masks.given());
    row.edits = editText(compiled.edits);
    if (!compiled.canGenerate()) {
        row.status = "not_understood";
        std::string reason = "The prompt cannot be carried out.";
        for (const PromptWarning &warning : compiled.warnings)
            if (warning.blocks) {
                reason = warning.text;
                break;
            }
        return fail(ErrorCode::InvalidInput, reason);
    }
    EditRequest request;
    request.source = m_film->read->radiograph;
    request.prompt = item.prompt;
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    request.method = m_plan.method;
    request.parameters = m_plan.parameters;
    for (const BatchArm &arm : m_plan.arms)
        if (arm.name == item.arm) {
            request.method = arm.method;
            request.parameters = arm.parameters;
        }
    request.seed = item.seed;
    if (m_plan.masks.given())
        CF_TRY(takeMask(item, request, row));
    return request;
}

/// A film without its mask is not edited elsewhere instead.
Result<> Worker::takeMask(const BatchItem &item, EditRequest &request, BatchRow &row) const
{
    const auto taken = [&]() -> Result<> {
        CF_ASSIGN(const std::filesystem::path file, maskFileOf(m_plan, item));
        CF_ASSIGN(
            request.mask, m_services.readMask(file, request.source, filmFileOf(m_plan, item.film), m_plan.masks.as));
        CF_ASSIGN(row.maskSha256, sha256OfFile(file));
        return {};
    }();
    if (!taken) {
        row.status = "unreadable"; // Tried again at the next start.
        const std::filesystem::path folder = (m_plan.films / m_plan.masks.folder).lexically_normal();
        return fail(taken.error().code, withoutFolder(withoutFolder(taken.error().message, folder), m_plan.films));
    }
    return {};
}

Result<> Worker::note(const std::string &kind, const std::filesystem::path &file, BatchRow &row) const
{
    CF_ASSIGN(const std::string sha256, sha256OfFile(file));
    row.files.push_back({ kind, file.lexically_relative(m_folder).generic_string(), sha256 });
    return {};
}

Result<> Worker::writePictures(const EditResult &result, const std::filesystem::path &base, BatchRow &row) const
{
    const auto write = [&](const auto &image, const char *kind, const char *ending) -> Result<> {
        const std::filesystem::path file = base.string() + ending;
        CF_TRY(writePicture(image, file));
        return note(kind, file, row);
    };
    if (m_plan.pictures)
        CF_TRY(write(toDisplay8(result.counterfactual), "picture", ".png"));
    if (m_plan.regions)
        CF_TRY(write(asLevels<std::uint8_t>(result.region), "region", ".region.png"));
    if (m_plan.deepPictures)
        CF_TRY(write(asLevels<std::uint16_t>(toDisplay(result.counterfactual)), "picture_16_bit", ".16.png"));
    return {};
}

Result<> Worker::write(const BatchItem &item, const EditRequest &request, const EditResult &result, BatchRow &row) const
{
    std::array<char, 16> name{};
    std::snprintf(name.data(), name.size(), "%08lld", static_cast<long long>(item.index));
    const std::filesystem::path base =
        m_folder / (result.status == EditStatus::Accepted ? "accepted" : "refused") / name.data();
    CF_TRY(makeFolder(base.parent_path()));
    const std::filesystem::path object = base.string() + ".dcm";
    const std::string identifierSeed = row.filmSha256 + "/" + item.film + "/" + item.prompt + "/"
        + std::to_string(item.seed) + "/" + result.provenance.method + "/" + result.provenance.modelSha256
        + (item.arm.empty() ? "" : "/" + item.arm) + (row.maskSha256.empty() ? "" : "/" + row.maskSha256);
    CF_TRY(m_services.writeObject(
        request, result, filmFileOf(m_plan, item.film), identifierSeed, m_film->read->dateTime, object));
    CF_TRY(note("dicom", object, row));
    CF_TRY(writePictures(result, base, row));
    if (!m_plan.segmentations || areaOf(result.region) == 0)
        return {};
    const std::filesystem::path segmentation = base.string() + ".seg.dcm";
    CF_TRY(m_services.writeSegmentation(
        request, result, filmFileOf(m_plan, item.film), object, m_film->read->dateTime, segmentation));
    return note("segmentation", segmentation, row);
}

/// A row for whatever became of the item; an error only for what ends the worker.
Result<BatchRow> Worker::make(const BatchItem &item)
{
    BatchRow row;
    row.index = item.index;
    row.film = item.film;
    row.filmPath = filmPathOf(m_plan, item.film);
    row.prompt = item.prompt;
    row.seed = item.seed;
    row.arm = item.arm;
    row.model = m_editor.model().name;
    row.modelSha256 = m_editor.model().sha256;
    const Film &source = film(item.film);
    row.filmSha256 = source.sha256;
    row.perceptualHash = source.hash;
    row.embedding = source.embedding;
    row.patientKey = patientKey(item.patient, item.film);
    row.patientKnown = isKnownPatient(item.patient);
    row.split = splitOf(row.patientKey, m_plan.splits, m_plan.splitSeed);
    if (!source.read) {
        row.status = "unreadable";
        row.reason = withoutFolder(source.read.error().message, m_plan.films);
        return row;
    }
    // Whose films belong together was found out before; one name more could put a patient into two splits.
    if (!row.patientKnown && !comparedPatient(source.read->patient).empty()) {
        row.status = "unreadable";
        row.reason = "The film names its patient, but could not be read when patients were told apart. The next start "
                     "tries it again.";
        return row;
    }
    const auto asked = request(item, row);
    if (!asked) {
        row.reason = asked.error().message;
        return row;
    }
    const auto result = m_editor.edit(*asked, m_job, {});
    if (!result && result.error().code == ErrorCode::Cancelled)
        return tl::unexpected(result.error());
    if (!result) {
        row.status = "failed";
        row.reason = withoutFolder(result.error().message, m_plan.films);
        return row;
    }
    row.method = result->provenance.method;
    row.status = result->status == EditStatus::Accepted ? "accepted" : "refused";
    row.reason = result->reason;
    row.gates = gateText(result->gates);
    noteSeen(result->seen, row);
    row.regionArea = static_cast<double>(areaOf(result->region));
    row.changedValues = result->metrics.insideChangedValues;
    row.provenance = toJson(result->provenance);
    if (const auto box = boundingBox(result->region))
        row.regionBox = std::to_string(box->x) + "," + std::to_string(box->y) + "," + std::to_string(box->width) + ","
            + std::to_string(box->height);
    CF_TRY(write(item, *asked, *result, row));
    return row;
}

/// A slip in a plan's method or parameters would fail every edit.
Result<> checkMethods(const BatchPlan &plan, const CounterfactualEditor &editor)
{
    const auto check = [methods = editor.methods(), &editor](
                           std::string name, const std::map<std::string, double> &parameters) -> Result<> {
        if (name.empty())
            name = editor.model().defaultMethod;
        const auto known = std::ranges::find(methods, name, &MethodDescription::name);
        if (known == methods.end())
            return tl::unexpected(noSuchMethod(name, editor.model().name, methods));
        CF_TRY(parametersFor(*known, parameters));
        return {};
    };
    if (plan.arms.empty())
        return check(plan.method, plan.parameters);
    for (const BatchArm &arm : plan.arms)
        CF_TRY(check(arm.method, arm.parameters));
    return {};
}

} // namespace

Result<> workOnBatch(BatchJournal &journal, const BatchPlan &plan, const std::filesystem::path &folder,
    CounterfactualEditor &editor, const BatchServices &services, const JobContext &job)
{
    CF_TRY(checkMethods(plan, editor));
    const ModelDescription &model = editor.model();
    CF_TRY(journal.useModel(model.sha256.empty() ? model.name : model.sha256));
    Worker worker(plan, folder, editor, services, job);
    const std::int64_t process = getpid();
    while (true) {
        CF_TRY(job.checkStop());
        CF_ASSIGN(const auto item, journal.take(process));
        if (!item)
            return {};
        const auto row = worker.make(*item);
        if (!row) {
            CF_TRY(journal.releaseAllOf(process));
            return tl::unexpected(row.error());
        }
        CF_TRY(journal.finish(*row));
    }
}

} // namespace cf
