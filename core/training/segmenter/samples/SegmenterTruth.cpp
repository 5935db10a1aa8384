#include "core/training/segmenter/samples/SegmenterTruth.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace cf {

namespace {

constexpr float threeLevels = 3.0F / 255.0F;
constexpr float seenShare = 0.25F;
/// A printed mark's pixels differ from what is around them by this much; 25 levels of 255.
constexpr float markContrast = 25.0F / 255.0F;

constexpr std::uint32_t anatomyBits =
    bitOf(SeenMap::RightLung) | bitOf(SeenMap::LeftLung) | bitOf(SeenMap::Heart) | bitOf(SeenMap::Mediastinum);
constexpr std::uint32_t findingBits = bitOf(SeenMap::PleuralEffusion) | bitOf(SeenMap::Pneumothorax)
    | bitOf(SeenMap::Consolidation) | bitOf(SeenMap::LungLesion) | bitOf(SeenMap::Edema) | bitOf(SeenMap::Atelectasis);

// Pixels of a film of 512.
constexpr double leadWidth = 3.0; ///< A wire and its blur.
constexpr double absentWidth = 7.0; ///< Where a map would be wrong if it took the line for a wire.
constexpr double electrodeRadius = 6.0; ///< Of the knob, whose place is known to some pixels.

constexpr double besideLead = 6.0; ///< Of an annotated lead, where the map may still see it.
constexpr double widestLead = 5.0; ///< Radius of a disc into which no lead and no clip fits.
constexpr float standsOut = 2.5F / 255.0F; ///< Display grey; fainter wires are seen by nobody.

/// 1 where nothing thin and bright stands out, and near it neither.
MaskImage smoothPlaces(const GreyImage &film, double scale)
{
    const auto element = [scale](double radius) {
        const int side = 2 * std::max(1, cvRound(radius * scale)) + 1;
        return cv::getStructuringElement(cv::MORPH_ELLIPSE, { side, side });
    };
    const cv::Mat picture = asMat(film);
    cv::Mat opened;
    cv::GaussianBlur(picture, opened, {}, scale);
    cv::Mat standing = opened.clone();
    cv::morphologyEx(standing, opened, cv::MORPH_OPEN, element(widestLead));
    standing -= opened;
    cv::dilate(standing, standing, element(2.0));
    MaskImage smooth(film.width, film.height);
    for (int y = 0; y < film.height; ++y)
        for (int x = 0; x < film.width; ++x)
            smooth.at(x, y) = standing.at<float>(y, x) < standsOut ? 1.0F : 0.0F;
    return smooth;
}

/// The map that shows lines of a kind; nothing for a bone and for a device that nobody named.
std::optional<SeenMap> mapOf(LineTable::Kind kind)
{
    switch (kind) {
    case LineTable::Kind::Lead:
    case LineTable::Kind::Electrode:
        return SeenMap::EcgLeads;
    case LineTable::Kind::PacingLead:
        return SeenMap::PacingLeads;
    case LineTable::Kind::CentralVenousCatheter:
        return SeenMap::CentralVenousCatheter;
    case LineTable::Kind::EndotrachealTube:
        return SeenMap::EndotrachealTube;
    case LineTable::Kind::NasogastricTube:
        return SeenMap::NasogastricTube;
    case LineTable::Kind::ChestTube:
        return SeenMap::ChestTube;
    case LineTable::Kind::SternalWire:
        return SeenMap::SternalWires;
    case LineTable::Kind::OtherDevice:
    case LineTable::Kind::None:
        break;
    }
    return std::nullopt;
}

/// What an annotated line says of its pixels.
std::uint32_t bitsOf(LineTable::Kind kind)
{
    if (kind == LineTable::Kind::None)
        return noDeviceLine;
    const auto map = mapOf(kind);
    if (!map) // Which device it is nobody said.
        return absentBit(SeenMap::EcgLeads);
    return bitOf(*map) | (noDeviceLine & ~absentBit(*map)) | (kind == LineTable::Kind::Electrode ? electrodeSpot : 0U);
}

/// A course drawn into a mask, or, for a single place, a disc.
MaskImage drawnCourse(
    const LineTable::Line &line, int width, int height, double thickness, double radius, double across, double down)
{
    MaskImage mask(width, height);
    cv::Mat drawn(height, width, CV_32F, mask.pixels.data());
    const auto place = [&](const LineTable::Point &point) {
        return cv::Point(cvRound(point.x * across), cvRound(point.y * down));
    };
    const double scale = 0.5 * (across + down);
    if (line.points.size() == 1)
        cv::circle(drawn, place(line.points.front()), cvRound(radius * scale), 1.0, cv::FILLED);
    for (std::size_t i = 1; i < line.points.size(); ++i)
        cv::line(drawn, place(line.points[i - 1]), place(line.points[i]), 1.0, std::max(1, cvRound(thickness * scale)));
    return mask;
}

/// Letters of about 8 by 16 pixels of 512; lead letters are up to 30 high, and the centre is read to a few pixels.
struct MarkBox {
    double x = 0.0;
    double y = 0.0;
    double halfWidth = 0.0;
    double halfHeight = 0.0;

    MarkBox grown(double by) const { return { x, y, halfWidth + by, halfHeight + by }; }
    int left() const { return std::max(0, static_cast<int>(x - halfWidth)); }
    int right(int width) const { return std::min(width, static_cast<int>(x + halfWidth) + 1); }
    int top() const { return std::max(0, static_cast<int>(y - halfHeight)); }
    int bottom(int height) const { return std::min(height, static_cast<int>(y + halfHeight) + 1); }
    bool holds(int column, int row) const
    {
        return std::abs(column - x) <= halfWidth && std::abs(row - y) <= halfHeight;
    }
};

MarkBox boxOf(const DeviceTable::Mark &mark, double across, double down)
{
    const auto letters = static_cast<double>(std::clamp<std::size_t>(mark.text.size(), 1, 14));
    return { mark.x * across, mark.y * down, std::max(13.0, 4.5 * letters + 4.0) * across, 15.0 * down };
}

} // namespace

MaskImage maskAbove(const GreyImage &image, float limit)
{
    MaskImage mask(image.width, image.height);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        mask.pixels[i] = std::abs(image.pixels[i]) > limit ? 1.0F : 0.0F;
    return mask;
}

MaskImage changedCore(const GreyImage &without, const GreyImage &with)
{
    GreyImage change = with;
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] -= without.pixels[i];
    cv::Mat picture = asMat(change);
    cv::GaussianBlur(picture, picture, {}, 1.5);
    std::vector<float> values;
    for (const float value : change.pixels)
        if (std::abs(value) > 1e-4F)
            values.push_back(std::abs(value));
    if (values.empty())
        return MaskImage(change.width, change.height);
    // Without the strongest hundredth: a single edge must not set the scale.
    const auto rank = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * 0.99);
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return maskAbove(change, std::max(threeLevels, seenShare * values[static_cast<std::size_t>(rank)]));
}

MaskImage strokesOf(const DeviceTable::Mark &mark, const GreyImage &film, double across, double down)
{
    MaskImage strokes(film.width, film.height);
    const MarkBox box = boxOf(mark, across, down);
    const cv::Rect around(
        box.left(), box.top(), box.right(film.width) - box.left(), box.bottom(film.height) - box.top());
    if (around.width <= 0 || around.height <= 0)
        return strokes;
    cv::Mat background; // Of a part OpenCV blurs what lies around it into it.
    cv::GaussianBlur(asMat(film)(around), background, {}, 14.0 * std::max(across, down));
    for (int y = around.y; y < around.y + around.height; ++y)
        for (int x = around.x; x < around.x + around.width; ++x)
            if (box.holds(x, y)
                && std::abs(film.at(x, y) - background.at<float>(y - around.y, x - around.x)) > markContrast)
                strokes.at(x, y) = 1.0F;
    return strokes;
}

SegmenterTruth::SegmenterTruth(int width, int height)
    : m_seen(width, height)
{
    info.labels.fill(-1);
    setLabel(placeOf(SeenLabel::Mirrored), 0);
    setLabel(placeOf(SeenLabel::NotFrontalChest), 0);
}

void SegmenterTruth::knowAll()
{
    info.known = allMaps & ~bitOf(SeenMap::ForeignBody);
    info.labels.fill(0);
    setLabel(placeOf(SeenMap::ForeignBody), -1);
}

void SegmenterTruth::set(SeenMap map, const MaskImage &mask)
{
    if (mask.pixels.size() != m_seen.pixels.size())
        return;
    bool any = false;
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        if (mask.pixels[i] > 0.5F) {
            m_seen.pixels[i] |= bitOf(map);
            any = true;
        }
    if (any)
        setLabel(placeOf(map), 1);
}

void SegmenterTruth::addDevice(Target device, const MaskImage &mask, const MaskImage &body)
{
    const auto map = mapOf(device);
    if (!map)
        return;
    if (device != Target::Pacemaker || body.pixels.size() != mask.pixels.size()) {
        set(*map, mask);
        return;
    }
    MaskImage leads = mask;
    for (std::size_t i = 0; i < leads.pixels.size(); ++i)
        if (body.pixels[i] > 0.5F)
            leads.pixels[i] = 0.0F;
    set(SeenMap::Generator, body);
    set(SeenMap::PacingLeads, leads);
}

void SegmenterTruth::addFinding(Target finding, const MaskImage &mask)
{
    if (const auto map = mapOf(finding))
        set(*map, mask);
    if (const auto label = labelOf(finding))
        setLabel(placeOf(*label), 1);
}

void SegmenterTruth::addMarks(const MaskImage &mask)
{
    set(SeenMap::PrintedMark, mask);
}

void SegmenterTruth::addAnatomy(const AnatomyMaps &maps)
{
    info.known |= anatomyBits;
    set(SeenMap::RightLung, maps.lungRight);
    set(SeenMap::LeftLung, maps.lungLeft);
    set(SeenMap::Heart, maps.heart);
    set(SeenMap::Mediastinum, maps.mediastinum);
}

void SegmenterTruth::forgetAnatomy()
{
    info.known &= ~anatomyBits;
    for (std::uint32_t &bits : m_seen.pixels)
        bits &= ~anatomyBits;
}

void SegmenterTruth::readFindings(const std::vector<std::string> &labels)
{
    if (labels.empty())
        return;
    static const std::vector<std::pair<const char *, Target>> names{ { "Effusion", Target::PleuralEffusion },
        { "Pneumothorax", Target::Pneumothorax }, { "Consolidation", Target::Consolidation },
        { "Infiltration", Target::Consolidation }, { "Pneumonia", Target::Consolidation },
        { "Nodule", Target::LungLesion }, { "Mass", Target::LungLesion }, { "Edema", Target::Edema },
        { "Atelectasis", Target::Atelectasis }, { "Cardiomegaly", Target::Cardiomegaly } };
    if (std::ranges::find(labels, "No Finding") != labels.end())
        info.known |= findingBits;
    for (const auto &[name, target] : names) {
        const auto map = mapOf(target);
        const auto label = labelOf(target);
        const std::size_t place = map ? placeOf(*map) : placeOf(*label);
        const bool there = std::ranges::find(labels, name) != labels.end();
        if (there || info.labels[place] < 0)
            setLabel(place, there ? 1 : 0);
    }
}

void SegmenterTruth::readDevices(const DeviceTable::Row &row, const GreyImage &film, double across, double down)
{
    static const std::vector<std::pair<const char *, std::vector<SeenMap>>> columns{
        { "pacemaker", { SeenMap::Generator, SeenMap::PacingLeads } },
        { "central_venous_catheter", { SeenMap::CentralVenousCatheter } },
        { "endotracheal_tube", { SeenMap::EndotrachealTube } }, { "nasogastric_tube", { SeenMap::NasogastricTube } },
        { "chest_tube", { SeenMap::ChestTube } }, { "ecg_leads", { SeenMap::EcgLeads } },
        { "sternal_wires", { SeenMap::SternalWires } }
    };
    for (const auto &[column, maps] : columns)
        for (const SeenMap map : maps) {
            const int there = row.device(column);
            setLabel(placeOf(map), there);
            if (there == 0)
                info.known |= bitOf(map);
        }
    int foreign = 0;
    for (const char *column : { "clips_or_valve", "tracheostomy", "other" })
        foreign = foreign == 1 ? 1 : row.device(column) == 0 ? foreign : row.device(column);
    setLabel(placeOf(SeenMap::ForeignBody), foreign);
    if (foreign == 0)
        info.known |= bitOf(SeenMap::ForeignBody);
    info.known |= bitOf(SeenMap::PrintedMark);
    setLabel(placeOf(SeenMap::PrintedMark), row.marks.empty() ? 0 : 1);
    for (const DeviceTable::Mark &mark : row.marks)
        readMark(mark, film, across, down);
    if (row.generatorBox) {
        info.known |= bitOf(SeenMap::Generator); // But for the box.
        readGenerator(*row.generatorBox, film, across, down);
    }
}

void SegmenterTruth::readLines(
    const std::vector<LineTable::Line> &lines, const GreyImage &film, double across, double down)
{
    info.annotated = true;
    MaskImage nowhere = smoothPlaces(film, 0.5 * (across + down));
    std::uint32_t absent = absentBit(SeenMap::EcgLeads);
    for (const LineTable::Line &line : lines)
        if (const auto map = mapOf(line.kind)) {
            absent |= absentBit(*map);
            const MaskImage near = drawnCourse(line, film.width, film.height, 2.0 * besideLead + leadWidth,
                besideLead + electrodeRadius, across, down);
            for (std::size_t i = 0; i < near.pixels.size(); ++i)
                nowhere.pixels[i] = near.pixels[i] > 0.0F ? 0.0F : nowhere.pixels[i];
        }
    for (std::size_t i = 0; i < nowhere.pixels.size(); ++i)
        m_seen.pixels[i] |= nowhere.pixels[i] > 0.0F ? absent : 0U;
    for (const LineTable::Line &line : lines) {
        const auto map = mapOf(line.kind);
        const MaskImage course = drawnCourse(
            line, m_seen.width, m_seen.height, map ? leadWidth : absentWidth, electrodeRadius, across, down);
        const std::uint32_t bits = bitsOf(line.kind);
        for (std::size_t i = 0; i < course.pixels.size(); ++i)
            m_seen.pixels[i] |= course.pixels[i] > 0.0F ? bits : 0U;
    }
}

void SegmenterTruth::readMark(const DeviceTable::Mark &mark, const GreyImage &film, double across, double down)
{
    const MaskImage strokes = strokesOf(mark, film, across, down);
    const MarkBox box = boxOf(mark, across, down).grown(14.0);
    for (int y = box.top(); y < box.bottom(film.height); ++y)
        for (int x = box.left(); x < box.right(film.width); ++x)
            m_seen.at(x, y) |= strokes.at(x, y) > 0.0F ? bitOf(SeenMap::PrintedMark) : markUnknown;
}

void SegmenterTruth::readGenerator(const std::array<double, 4> &box, const GreyImage &film, double across, double down)
{
    const cv::Rect whole(0, 0, film.width, film.height);
    const cv::Rect around =
        cv::Rect(static_cast<int>(box[0] * across), static_cast<int>(box[1] * down),
            static_cast<int>((box[2] - box[0]) * across) + 1, static_cast<int>((box[3] - box[1]) * down) + 1)
        & whole;
    if (around.empty())
        return;
    const double mean = cv::mean(asMat(film)(around))[0];
    for (int y = around.y; y < around.y + around.height; ++y)
        for (int x = around.x; x < around.x + around.width; ++x) {
            // The can is brighter than the box's mean; its rim and the corners stay open.
            const bool middle = std::hypot((x - around.x - 0.5 * around.width) / (0.46 * around.width),
                                    (y - around.y - 0.5 * around.height) / (0.46 * around.height))
                < 1.0;
            m_seen.at(x, y) |= middle && film.at(x, y) > mean ? bitOf(SeenMap::Generator) : generatorUnknown;
        }
}

SegmenterSample SegmenterTruth::finish(const GreyImage &film, int side)
{
    SegmenterSample sample{ info, Image<std::uint8_t>(side, side), Image<std::uint32_t>(side / 2, side / 2) };
    const int left = (side - film.width) / 2;
    const int top = (side - film.height) / 2;
    for (int y = 0; y < film.height; ++y)
        for (int x = 0; x < film.width; ++x) {
            sample.film.at(x + left, y + top) =
                static_cast<std::uint8_t>(std::lround(std::clamp(film.at(x, y), 0.0F, 1.0F) * 255.0F));
            sample.seen.at((x + left) / 2, (y + top) / 2) |= m_seen.at(x, y); // Thin things stay whole.
        }
    return sample;
}

} // namespace cf
