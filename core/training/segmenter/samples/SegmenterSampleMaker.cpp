#include "core/training/segmenter/samples/SegmenterSampleMaker.h"

#include "core/anatomy/AnatomyMaps.h"
#include "core/insertion/Insertion.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"
#include "core/phantom/devices/Devices.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/segmenter/samples/SegmenterTruth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace cf {

namespace {

/// Attenuation from which a device is seen; electrode pads are fainter.
constexpr float seenAttenuation = 0.03F;
/// From this confidence on, the landmarks' outlines are taken for the anatomy.
constexpr double sureAnatomy = 0.8;

struct Share {
    Target target;
    double weight;
};
/// Thin things are hard to learn and come more often.
constexpr std::array deviceShares{ Share{ Target::CentralVenousCatheter, 1.7 }, Share{ Target::NasogastricTube, 1.3 },
    Share{ Target::EndotrachealTube, 1.1 }, Share{ Target::ChestTube, 1.1 }, Share{ Target::EcgLeads, 1.2 },
    Share{ Target::Pacemaker, 1.3 }, Share{ Target::SternalWires, 0.8 } };
constexpr std::array findingShares{ Share{ Target::PleuralEffusion, 1.3 }, Share{ Target::Pneumothorax, 1.0 },
    Share{ Target::Consolidation, 1.0 }, Share{ Target::LungLesion, 0.8 }, Share{ Target::Edema, 0.6 },
    Share{ Target::Cardiomegaly, 1.0 } };

template <std::size_t count> Target drawTarget(const std::array<Share, count> &shares, RandomStream &stream)
{
    double total = 0.0;
    for (const Share &share : shares)
        total += share.weight;
    double at = stream.uniform(0.0, total);
    for (const Share &share : shares) {
        if (at < share.weight)
            return share.target;
        at -= share.weight;
    }
    return shares.back().target;
}

Abnormality drawAbnormality(Target target, RandomStream &stream)
{
    Abnormality drawn{ target, Side::None, Zone::None, Severity::None };
    const Side side = stream.chance(0.5) ? Side::Left : Side::Right;
    const auto zone = static_cast<Zone>(1 + stream.below(3));
    const auto severity = static_cast<Severity>(1 + stream.below(3));
    const bool midline = target == Target::EcgLeads || target == Target::SternalWires
        || target == Target::EndotrachealTube || target == Target::NasogastricTube || target == Target::Cardiomegaly
        || target == Target::Edema;
    if (!midline)
        drawn.side = side;
    if (target == Target::Consolidation || target == Target::LungLesion)
        drawn.zone = zone;
    if (!isDevice(target))
        drawn.severity = severity;
    return drawn;
}

/// Tubes are drawn on upright films, too: what they look like does not depend on it.
bool allows(const InsertionSource &source, const Abnormality &abnormality)
{
    return isDevice(abnormality.target) ? source.age == 0 || source.age >= 16 : suits(source, abnormality);
}

/// One insertion into the film as it is by now; false where the film does not allow it or it cannot be seen.
bool insertInto(SegmenterTruth &truth, GreyImage &image, const ThoraxLandmarks &landmarks, const Abnormality &wanted,
    std::uint64_t seed, const InsertionView &view)
{
    if (!checkInsertable(landmarks, wanted))
        return false;
    RandomStream stream(seed, "segmenter " + std::string(keyOf(wanted.target)));
    const RandomStream shape = stream.child("shape"); // As insertAbnormality draws devices.
    auto pair = insertAbnormality(image, landmarks.geometry, wanted, stream, view);
    if (!pair || pair->visible < minVisible(wanted.target))
        return false;
    if (isDevice(wanted.target)) {
        RandomStream again = shape;
        DeviceStyle style;
        style.wide = view.wideStyles;
        const auto drawing = drawDevice(pair->abnormality, landmarks.geometry, image.width, image.height, again, style);
        if (!drawing)
            return false;
        truth.addDevice(wanted.target, maskAbove(drawing->attenuation, seenAttenuation), drawing->body);
    } else {
        truth.addFinding(wanted.target, changedCore(pair->without, pair->with));
        if (wanted.target == Target::Cardiomegaly)
            truth.forgetAnatomy(); // The landmarks are those of the source.
    }
    image = std::move(pair->with);
    return true;
}

SegmenterTruth truthOf(const InsertionDataset &films, std::size_t index, const InsertionDataset::Prepared &prepared,
    const EyeTables &tables)
{
    const InsertionSource &source = films.sources()[index];
    SegmenterTruth truth(prepared.image.width, prepared.image.height);
    const std::string name = source.file.filename().string();
    truth.info.origin = "film";
    truth.info.patient = source.dataSet + "/" + source.patient;
    truth.info.name = name;
    truth.readFindings(source.labels);
    // Places are given on the file's picture, which may be squeezed into a square.
    const bool squeezed = source.widthMillimetres > 50.0 && source.heightMillimetres > 50.0;
    const double uniform = std::max(prepared.image.width, prepared.image.height) / DeviceTable::side;
    const double across = squeezed ? prepared.image.width / DeviceTable::side : uniform;
    const double down = squeezed ? prepared.image.height / DeviceTable::side : uniform;
    if (const DeviceTable::Row *row = tables.devices.find(name))
        truth.readDevices(*row, prepared.image, across, down);
    if (const auto *lines = tables.lines.find(name))
        truth.readLines(*lines, prepared.image, across, down);
    if (prepared.landmarks && prepared.landmarks->geometry.confidence >= sureAnatomy)
        truth.addAnatomy(anatomyMaps(prepared.landmarks->geometry, prepared.image.width, prepared.image.height));
    return truth;
}

} // namespace

Result<SegmenterSample> phantomSample(std::uint64_t seed, int size)
{
    const PhantomCase drawn = samplePhantomCase(seed);
    std::vector<Abnormality> switches = drawn.base;
    switches.push_back(drawn.turned);
    CF_ASSIGN(const auto patient, PhantomPatient::make(seed, size));
    CF_ASSIGN(const Phantom phantom, patient.film(switches));
    CF_ASSIGN(const PhantomTruth parts, patient.truth(switches));
    SegmenterTruth truth(size, size);
    truth.info.origin = "phantom";
    truth.info.patient = "phantom/" + std::to_string(seed);
    truth.knowAll();
    truth.addMarks(parts.marks);
    truth.addAnatomy(parts.anatomy);
    for (const PhantomTruth::Part &part : parts.parts) {
        if (isDevice(part.abnormality.target))
            truth.addDevice(part.abnormality.target, part.mask, part.body);
        else
            truth.addFinding(part.abnormality.target, part.mask);
    }
    for (const Abnormality &abnormality : switches)
        if (abnormality.target == Target::Cardiomegaly || abnormality.target == Target::EnlargedCardiomediastinum)
            truth.forgetAnatomy();
    return truth.finish(phantom.display, size);
}

Result<SegmenterSample> filmSample(const InsertionDataset &films, std::size_t index, const EyeTables &tables)
{
    CF_ASSIGN(const auto prepared, films.prepare(index));
    return truthOf(films, index, prepared, tables).finish(prepared.image, films.imageSize());
}

Result<SegmenterSample> insertionSample(
    const InsertionDataset &films, const EyeTables &tables, double wideShare, std::uint64_t seed)
{
    RandomStream stream(seed, "segmenter insertion");
    for (int attempt = 0; attempt < 40; ++attempt) {
        const auto index = static_cast<std::size_t>(stream.below(static_cast<int>(films.size())));
        const InsertionSource &source = films.sources()[index];
        std::vector<Abnormality> wanted;
        if (stream.chance(0.45)) // A finding first: what is drawn later lies on it, unwarped.
            wanted.push_back(drawAbnormality(drawTarget(findingShares, stream), stream));
        for (int devices = 1 + stream.below(3); devices > 0; --devices) {
            const Abnormality drawn = drawAbnormality(drawTarget(deviceShares, stream), stream);
            const bool twice = std::ranges::any_of(
                wanted, [&drawn](const Abnormality &other) { return other.target == drawn.target; });
            if (!twice)
                wanted.push_back(drawn);
        }
        const auto prepared = films.prepare(index);
        if (!prepared || !prepared->landmarks)
            continue;
        SegmenterTruth truth = truthOf(films, index, *prepared, tables);
        GreyImage image = prepared->image;
        int made = 0;
        for (const Abnormality &abnormality : wanted) {
            const InsertionView view{ source.view == "AP", stream.chance(wideShare) };
            if (allows(source, abnormality) && insertInto(truth, image, *prepared->landmarks, abnormality, seed, view))
                ++made;
        }
        if (made == 0)
            continue;
        truth.info.origin = "insertion";
        return truth.finish(image, films.imageSize());
    }
    return fail(ErrorCode::InvalidInput, "No radiograph in 40 allows the insertion; go on with another seed.");
}

namespace {

/// A film's patient and file, as its sample has them.
std::string filmName(const InsertionSource &source)
{
    return source.dataSet + "/" + source.patient + "/" + source.file.filename().string();
}

std::set<std::string> filmsIn(const SegmenterSamples &samples)
{
    std::set<std::string> films;
    for (std::size_t index = 0; index < samples.size(); ++index)
        if (samples.info(index).origin == "film")
            films.insert(samples.info(index).patient + "/" + samples.info(index).name);
    return films;
}

using Source = std::function<Result<SegmenterSample>(std::uint64_t)>;

/// Seeds whose sample cannot be made are passed over. Goes on after the last seed that was used.
Result<> fill(SegmenterSamples &samples, const std::string &origin, std::uint64_t firstSeed, std::size_t wanted,
    const Source &source, const JobContext &job)
{
    std::size_t have = 0;
    std::uint64_t seed = firstSeed;
    for (std::size_t index = 0; index < samples.size(); ++index)
        if (samples.info(index).origin == origin) {
            ++have;
            seed = std::max(seed, samples.info(index).seed + 1);
        }
    for (const std::uint64_t end = firstSeed + 4 * wanted + 1000; have < wanted && seed < end; ++seed) {
        CF_TRY(job.checkStop());
        auto sample = source(seed);
        if (!sample && sample.error().code != ErrorCode::InvalidInput && sample.error().code != ErrorCode::Unsupported)
            return tl::make_unexpected(sample.error()); // Too little memory would else choose which seeds there are.
        if (!sample)
            continue;
        sample->info.seed = seed;
        CF_TRY(samples.append(*sample));
        if (++have % 20 == 0)
            job.report({ static_cast<int>(have), static_cast<int>(wanted), "Making samples: " + origin, -1.0 });
    }
    return {};
}

/// Goes on where an earlier run stopped. Films that cannot be read are left out, which is reported at the end.
Result<> fillFilms(
    SegmenterSamples &samples, const InsertionDataset &films, const EyeTables &tables, const JobContext &job)
{
    const std::set<std::string> made = filmsIn(samples);
    const int count = static_cast<int>(films.size());
    int leftOut = 0;
    std::string firstReason;
    for (std::size_t index = 0; index < films.size(); ++index) {
        CF_TRY(job.checkStop());
        if (made.contains(filmName(films.sources()[index])))
            continue;
        const auto sample = filmSample(films, index, tables);
        if (sample)
            CF_TRY(samples.append(*sample));
        else if (sample.error().code == ErrorCode::OutOfMemory)
            return tl::make_unexpected(sample.error());
        else if (++leftOut == 1)
            firstReason = sample.error().message;
        if (index % 20 == 0)
            job.report({ static_cast<int>(index), count, "Making samples: films", -1.0 });
    }
    if (leftOut > 0)
        job.report({ count, count,
            "Making samples: films, of which " + std::to_string(leftOut) + " were left out; the first: " + firstReason,
            -1.0 });
    return {};
}

} // namespace

Result<> makeSegmenterSamples(const SegmenterRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
try {
    CF_ASSIGN(auto devices, DeviceTable::read(recipe.deviceTable));
    CF_ASSIGN(auto lines, LineTable::read(recipe.lineTable));
    const EyeTables tables{ std::move(devices), std::move(lines) };
    struct Part {
        const char *name;
        PatientShare share;
        int phantoms;
        int insertions;
        std::uint64_t firstSeed;
    };
    for (const Part &part :
        { Part{ "held_back", PatientShare::HeldBack, recipe.heldBackPhantoms, recipe.heldBackInsertions, 500'000 },
            Part{ "training", PatientShare::Training, recipe.phantoms, recipe.insertions, recipe.firstSeed } }) {
        CF_ASSIGN(auto samples, SegmenterSamples::open(folders.state / "samples", part.name, recipe.imageSize));
        if (!folders.radiographs.empty()) {
            CF_ASSIGN(const auto films, InsertionDataset::open(folders.radiographs, recipe.imageSize, part.share));
            CF_TRY(fillFilms(samples, films, tables, job));
            CF_TRY(fill(
                samples, "insertion", part.firstSeed, static_cast<std::size_t>(part.insertions),
                [&](std::uint64_t seed) { return insertionSample(films, tables, recipe.wideShare, seed); }, job));
        }
        CF_TRY(fill(
            samples, "phantom", part.firstSeed, static_cast<std::size_t>(part.phantoms),
            [&](std::uint64_t seed) { return phantomSample(seed, recipe.imageSize); }, job));
    }
    return {};
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Making the samples of the segmenter"));
}

} // namespace cf
