#include "core/insertion/InsertionFilm.h"

#include "core/insertion/InsertionAmounts.h"
#include "core/insertion/InsertionTargets.h"
#include "core/insertion/findings/InsertionFindings.h"
#include "core/phantom/devices/Devices.h"

#include <algorithm>
#include <utility>

namespace cf {

using namespace insertion;

namespace {

cv::Mat lungChange(const Finding &whole, bool right)
{
    // What a user changes draws from a stream of its own: neither the choice of a side nor the other lung moves it.
    const bool both = whole.abnormality.side == Side::Both;
    RandomStream own = whole.stream.child(both ? (right ? "right" : "left") : "shape");
    const Finding finding{ whole.exposure, whole.geometry, whole.abnormality, whole.sheet ? own : whole.stream,
        whole.supine, whole.amounts, whole.sheet };
    if (finding.sheet && both)
        finding.sheet->setPrefix(right ? "right." : "left.");
    switch (finding.abnormality.target) {
    case Target::PleuralEffusion:
        return effusionChange(finding, right);
    case Target::Pneumothorax:
        return pneumothoraxChange(finding, right);
    case Target::LungLesion:
        return changeOfAttenuation(finding.exposure, noduleAttenuation(finding, right), finding.stream);
    default:
        return consolidationChange(finding, right);
    }
}

cv::Mat findingChange(const Finding &finding)
{
    if (finding.abnormality.target == Target::Cardiomegaly)
        return cardiomegalyChange(finding);
    if (finding.abnormality.target == Target::Edema)
        return edemaChange(finding);
    if (finding.abnormality.side != Side::Both)
        return lungChange(finding, finding.abnormality.side == Side::Right);
    return lungChange(finding, true) + lungChange(finding, false);
}

Result<cv::Mat> deviceChange(const Exposure &exposure, const ThoraxGeometry &geometry, const Abnormality &device,
    RandomStream &stream, const InsertionView &view)
{
    DeviceStyle style;
    style.wide = view.wideStyles;
    style.sheet = view.sheet;
    style.tipAboveCarina = view.amounts.tipAboveCarinaMillimetres;
    // Edge-enhanced images keep the contrast of thin metal; the others show the same wire fainter.
    style.wireStrength = exposure.edgeEnhancement > 1.5 ? 1.6 : 1.0;
    RandomStream shape = stream.child("shape");
    CF_ASSIGN(
        const DeviceDrawing drawing, drawDevice(device, geometry, exposure.log.cols, exposure.log.rows, shape, style));
    cv::Mat attenuation(exposure.log.size(), CV_32F);
    std::ranges::copy(drawing.attenuation.pixels, attenuation.ptr<float>());
    RandomStream grain = stream.child("grain");
    return changeOfAttenuation(exposure, attenuation, grain);
}

Result<> checkGeometry(const GreyImage &radiograph, const ThoraxGeometry &geometry)
{
    if (radiograph.width < 64 || radiograph.height < 64 || radiograph.width > 8192 || radiograph.height > 8192)
        return fail(ErrorCode::InvalidInput,
            "Insertion needs an image of 64 to 8192 pixels a side; this one has " + std::to_string(radiograph.width)
                + " by " + std::to_string(radiograph.height) + ".");
    const bool complete = geometry.lungRight.size() >= 3 && geometry.lungLeft.size() >= 3
        && geometry.heartRight.size() >= 2 && geometry.heartLeft.size() >= 2 && geometry.midline.size() >= 2
        && geometry.fromAtlas && geometry.pixelsPerUnit > 0.1 && geometry.millimetresPerPixel > 0.01;
    if (!complete)
        return fail(ErrorCode::InvalidInput,
            "Insertion needs the outlines of both lungs and the heart; the image's landmarks lack them.");
    if (!(geometry.confidence >= 0.6))
        return fail(ErrorCode::InvalidInput,
            "The landmarks of the image are too uncertain for an insertion. Use an upright frontal chest radiograph.");
    return {};
}

} // namespace

struct InsertionFilm::Data {
    GreyImage radiograph;
    ThoraxGeometry geometry;
    Exposure exposure;
};

InsertionFilm::InsertionFilm(std::unique_ptr<const Data> data)
    : m_data(std::move(data))
{
}
InsertionFilm::InsertionFilm(InsertionFilm &&) noexcept = default;
InsertionFilm &InsertionFilm::operator=(InsertionFilm &&) noexcept = default;
InsertionFilm::~InsertionFilm() = default;

const GreyImage &InsertionFilm::radiograph() const
{
    return m_data->radiograph;
}

Result<InsertionFilm> InsertionFilm::make(const GreyImage &radiograph, const ThoraxGeometry &geometry)
{
    CF_TRY(checkGeometry(radiograph, geometry));
    try {
        return InsertionFilm(
            std::make_unique<const Data>(Data{ radiograph, geometry, makeExposure(radiograph, geometry) }));
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The insertion failed: ") + error.what());
    }
}

Result<CounterfactualPair> InsertionFilm::insert(
    const Abnormality &abnormality, RandomStream &stream, const InsertionView &view) const
{
    if (!canInsert(abnormality.target))
        return fail(
            ErrorCode::Unsupported, std::string(keyOf(abnormality.target)) + " cannot be inserted into a radiograph.");
    const ThoraxGeometry &geometry = m_data->geometry;
    const Exposure &exposure = m_data->exposure;
    Abnormality wanted = abnormality;
    CF_TRY(checkAmounts(view.amounts, geometry, wanted));
    try {
        if (hasSides(wanted.target) && wanted.side == Side::None)
            wanted.side = stream.chance(0.5) ? Side::Left : Side::Right;
        cv::Mat change;
        if (isFinding(wanted.target)) {
            change = findingChange({ exposure, geometry, wanted, stream, view.supine, view.amounts, view.sheet });
        } else {
            CF_ASSIGN(change, deviceChange(exposure, geometry, wanted, stream, view));
        }
        if (view.sheet && !view.sheet->problem().empty())
            return fail(ErrorCode::InvalidInput, std::string(keyOf(wanted.target)) + ": " + view.sheet->problem());
        CounterfactualPair pair = pairFromChange(exposure, m_data->radiograph, change);
        pair.abnormality = wanted;
        return pair;
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The insertion failed: ") + error.what());
    }
}

Result<CounterfactualPair> InsertionFilm::clear(Side side) const
{
    try {
        CF_ASSIGN(const cv::Mat change, clearingChange(m_data->exposure, m_data->geometry, side));
        return pairFromChange(m_data->exposure, m_data->radiograph, change);
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The lung could not be cleared: ") + error.what());
    }
}

Result<CounterfactualPair> drawRendered(const InsertionFilm &film, RenderedAddition &addition, std::uint64_t seed,
    const InsertionAmounts &amounts, double scale, std::vector<RenderedHandle> *handles)
{
    RandomStream stream(seed, addition.stream);
    RenderedSheet sheet(addition.numbers, scale);
    InsertionView view;
    view.amounts = amounts;
    view.sheet = &sheet;
    CF_ASSIGN(CounterfactualPair pair,
        film.insert({ addition.target, addition.side, addition.zone, addition.severity }, stream, view));
    addition.side = pair.abnormality.side;
    addition.severity = pair.abnormality.severity;
    addition.numbers = sheet.numbers();
    if (handles)
        *handles = sheet.handles();
    return pair;
}

namespace {

/// The row of finding_amounts.tsv by which a number is graded, and how many of the number's units one of its own is;
/// null: by none.
std::pair<const char *, double> gradedBy(Target target, const std::string &number, const ThoraxGeometry &geometry)
{
    const auto is = [&number](const char *name) {
        return number == name || number == std::string("right.") + name || number == std::string("left.") + name;
    };
    switch (target) {
    case Target::PleuralEffusion:
        return is("height") ? std::pair{ "effusion.height", lungHeight(geometry) }
                            : std::pair{ is("density") ? "effusion.veil" : nullptr, 1.0 };
    case Target::Pneumothorax:
        return { is("rim") ? "pneumothorax.rim" : nullptr, 1.0 };
    case Target::LungLesion:
        return { is("diameter") ? "nodule.diameter" : nullptr, 1.0 };
    case Target::Consolidation:
    case Target::LungOpacity:
        return { is("diameter") ? "consolidation.radius" : nullptr, 2.0 * lungHeight(geometry) };
    case Target::Cardiomegaly:
        return { is("ratio") ? "heart.ratio" : nullptr, 1.0 };
    case Target::Edema:
        return { is("density") ? "edema.density" : nullptr, 1.0 };
    default:
        return { nullptr, 1.0 };
    }
}

} // namespace

std::optional<double> usualAmount(
    Target target, const std::string &number, Severity severity, const ThoraxGeometry &geometry)
{
    const auto [row, unit] = gradedBy(target, number, geometry);
    if (!row || severity == Severity::None)
        return std::nullopt;
    const FindingAmount::Range &range = findingAmount(row).grades[static_cast<std::size_t>(gradeOf(severity))];
    return 0.5 * (range.low + range.high) * unit;
}

RenderedAddition withNumber(
    RenderedAddition addition, const std::string &name, double value, const ThoraxGeometry &geometry)
{
    const auto number = std::ranges::find(addition.numbers, name, &RenderedNumber::name);
    if (number == addition.numbers.end())
        return addition;
    number->value = value;
    // On both sides one grade decides the shape of both: the other side must not change with this one.
    const auto [row, unit] = gradedBy(addition.target, name, geometry);
    if (row && addition.side != Side::Both)
        addition.severity = severityOf(row, value / unit);
    return addition;
}

} // namespace cf
