#include "core/phantom/Phantom.h"

#include "core/phantom/PhantomFindings.h"
#include "core/phantom/SamplingNumbers.h"
#include "core/phantom/devices/Devices.h"
#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/projection/ProjectionNumbers.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

namespace {

constexpr int smallest = 64; ///< Pixels.
constexpr int largest = 4096;
constexpr int bits = 12; ///< As many detectors store.
constexpr float highest = 4095.0F; ///< The largest value of these bits.

/// The stream of one kind of switch: the same place whatever else is switched, and whatever its severity.
RandomStream streamOf(const RandomStream &patient, const Abnormality &abnormality)
{
    return patient.child("switch/" + std::string(keyOf(abnormality.target)));
}

/// Devices are thin: primary radiation behind them is lost, scattered radiation still arrives (as in insertions,
/// the share of scatter grows with the thickness in front).
void addDevice(GreyImage &exposure, const GreyImage &attenuation, const ProjectionBase &base)
{
    const auto &numbers = numbersOf<DeviceExposureNumbers>();
    const float range = base.heartExposure - base.lungExposure;
    for (std::size_t i = 0; i < exposure.pixels.size(); ++i) {
        const float a = attenuation.pixels[i];
        if (a <= numbers.minimum)
            continue;
        const float level = (base.exposure.pixels[i] - base.lungExposure) / range;
        const float scatter =
            std::clamp(numbers.scatter + numbers.scatterRise * level, numbers.scatterMin, numbers.scatterMax);
        exposure.pixels[i] -= std::log((1.0F - scatter) * std::exp(-a) + scatter);
    }
}

MaskImage above(const GreyImage &image, float limit)
{
    MaskImage mask(image.width, image.height);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        mask.pixels[i] = std::abs(image.pixels[i]) > limit ? 1.0F : 0.0F;
    return mask;
}

/// The strongest change, without the strongest thousandth: single vessels must not set the scale.
float strongChange(const GreyImage &change)
{
    std::vector<float> values;
    for (const float value : change.pixels)
        if (value != 0.0F)
            values.push_back(std::abs(value));
    if (values.empty())
        return 0.0F;
    const auto rank =
        static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * numbersOf<TruthNumbers>().strongest);
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

double largestChange(const GreyImage &without, const GreyImage &with)
{
    GreyImage change = with;
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] -= without.pixels[i];
    blur(change, numbersOf<TruthNumbers>().visibleBlur);
    float maximum = 0.0F;
    for (const float value : change.pixels)
        maximum = std::max(maximum, std::abs(value));
    return 255.0 * maximum;
}

} // namespace

struct PhantomPatient::Data {
    RandomStream stream;
    ProjectionBase base;
    ThoraxGeometry geometry;
    int age = 50;
};

Radiograph Phantom::radiograph() const
{
    Radiograph radiograph;
    radiograph.stored = stored;
    radiograph.bitsStored = bits;
    constexpr double greys = 1 << bits;
    radiograph.windowCenter = greys / 2.0;
    radiograph.windowWidth = greys;
    radiograph.columnSpacing = radiograph.rowSpacing = geometry.millimetresPerPixel;
    radiograph.viewPosition = "PA";
    radiograph.axes = frontalAxes;
    return radiograph;
}

bool canSwitch(Target target)
{
    return canDrawFinding(target) || canDrawDevice(target);
}

PhantomPatient::PhantomPatient(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{
}
PhantomPatient::PhantomPatient(PhantomPatient &&) noexcept = default;
PhantomPatient &PhantomPatient::operator=(PhantomPatient &&) noexcept = default;
PhantomPatient::~PhantomPatient() = default;

const ThoraxGeometry &PhantomPatient::geometry() const
{
    return m_data->geometry;
}

Result<PhantomPatient> PhantomPatient::make(std::uint64_t seed, int size, const JobContext &job)
{
    if (size < smallest || size > largest)
        return fail(ErrorCode::InvalidInput,
            "A phantom is " + std::to_string(smallest) + " to " + std::to_string(largest) + " pixels wide; "
                + std::to_string(size) + " was asked for.");
    CF_TRY(job.checkStop());
    const RandomStream stream(seed, "phantom");
    const ThoraxShape shape = shapeOf(drawThorax(stream), size);
    auto age = stream.child("age");
    const auto &years = numbersOf<PatientNumbers>();
    auto data = std::make_unique<Data>(Data{ stream, projectBase(shape, drawProjection(stream, size), stream),
        geometryOf(shape), years.youngest + age.below(years.ages) });
    return PhantomPatient(std::move(data));
}

Result<Phantom> PhantomPatient::film(const std::vector<Abnormality> &switches, const JobContext &job) const
{
    const ProjectionBase &base = m_data->base;
    FindingFields fields = noFindings(base);
    bool findings = false;
    for (const Abnormality &abnormality : switches) {
        CF_TRY(job.checkStop());
        if (!canSwitch(abnormality.target))
            return fail(
                ErrorCode::Unsupported, "Phantoms cannot show \"" + std::string(keyOf(abnormality.target)) + "\".");
        if (canDrawFinding(abnormality.target)) {
            addFinding(fields, abnormality, base, streamOf(m_data->stream, abnormality));
            findings = true;
        }
    }
    GreyImage exposure = base.exposure;
    if (findings) {
        const GreyImage change = exposureChange(base, fields);
        for (std::size_t i = 0; i < exposure.pixels.size(); ++i)
            exposure.pixels[i] += change.pixels[i];
    }
    for (const Abnormality &abnormality : switches)
        if (canDrawDevice(abnormality.target)) {
            CF_TRY(job.checkStop());
            auto stream = streamOf(m_data->stream, abnormality);
            CF_ASSIGN(
                const auto drawing, drawDevice(abnormality, m_data->geometry, exposure.width, exposure.height, stream));
            addDevice(exposure, drawing.attenuation, base);
        }
    Phantom phantom;
    phantom.stored = develop(base, std::move(exposure));
    phantom.display = GreyImage(phantom.stored.width, phantom.stored.height);
    for (std::size_t i = 0; i < phantom.stored.pixels.size(); ++i)
        phantom.display.pixels[i] = static_cast<float>(phantom.stored.pixels[i]) / highest;
    phantom.geometry = m_data->geometry;
    phantom.female = base.maps.shape.parameters.female;
    phantom.ageYears = m_data->age;
    return phantom;
}

Result<PhantomTruth> PhantomPatient::truth(const std::vector<Abnormality> &switches) const
{
    const ProjectionBase &base = m_data->base;
    const int width = base.exposure.width;
    const int height = base.exposure.height;
    const auto &seen = numbersOf<TruthNumbers>();
    PhantomTruth truth;
    for (const Abnormality &abnormality : switches) {
        auto stream = streamOf(m_data->stream, abnormality);
        if (canDrawDevice(abnormality.target)) {
            CF_ASSIGN(auto drawing, drawDevice(abnormality, m_data->geometry, width, height, stream));
            truth.parts.push_back({ abnormality, above(drawing.attenuation, seen.device), std::move(drawing.body) });
        } else if (canDrawFinding(abnormality.target)) {
            FindingFields fields = noFindings(base);
            addFinding(fields, abnormality, base, stream);
            GreyImage change = exposureChange(base, fields);
            blur(change, seen.findingBlur);
            truth.parts.push_back({ abnormality, above(change, seen.finding * strongChange(change)), {} });
        } else {
            return fail(
                ErrorCode::Unsupported, "Phantoms cannot show \"" + std::string(keyOf(abnormality.target)) + "\".");
        }
    }
    truth.marks = MaskImage(width, height);
    const double *shutter = base.parameters.collimation;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool shut = x < shutter[0] * width || y < shutter[1] * height || x >= (1.0 - shutter[2]) * width
                || y >= (1.0 - shutter[3]) * height;
            const float grey = base.overlay.at(x, y);
            const bool marked =
                grey >= 0.0F && (!shut || std::abs(grey - base.parameters.shutterGrey) > seen.markDifference);
            truth.marks.at(x, y) = marked ? 1.0F : 0.0F;
        }
    truth.anatomy = anatomyMaps(m_data->geometry, width, height);
    return truth;
}

Result<Phantom> renderPhantom(const PhantomRequest &request, const JobContext &job)
{
    CF_ASSIGN(const auto patient, PhantomPatient::make(request.seed, request.size, job));
    return patient.film(request.switches, job);
}

Result<CounterfactualPair> pairOf(const PhantomPatient &patient, const std::vector<Abnormality> &base,
    const Abnormality &turned, const JobContext &job)
{
    if (std::find(base.begin(), base.end(), turned) != base.end())
        return fail(ErrorCode::InvalidInput,
            "The switch to turn, \"" + std::string(keyOf(turned.target)) + "\", is on already.");
    CF_ASSIGN(auto without, patient.film(base, job));
    auto switches = base;
    switches.push_back(turned);
    CF_ASSIGN(auto with, patient.film(switches, job));
    CounterfactualPair pair;
    pair.region = MaskImage(without.stored.width, without.stored.height);
    for (std::size_t i = 0; i < pair.region.pixels.size(); ++i)
        pair.region.pixels[i] = without.stored.pixels[i] != with.stored.pixels[i] ? 1.0F : 0.0F;
    pair.without = std::move(without.display);
    pair.with = std::move(with.display);
    pair.abnormality = turned;
    pair.visible = largestChange(pair.without, pair.with);
    return pair;
}

Result<CounterfactualPair> renderPhantomPair(std::uint64_t seed, int size, const std::vector<Abnormality> &base,
    const Abnormality &turned, const JobContext &job)
{
    CF_ASSIGN(const auto patient, PhantomPatient::make(seed, size, job));
    return pairOf(patient, base, turned, job);
}

} // namespace cf
