#include "core/insertion/dataset/InsertionDataset.h"

#include "core/base/text/CsvFile.h"
#include "core/imaging/pictures/GreyPicture.h"
#include "core/insertion/patients/PatientSplit.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdlib>

namespace cf {

namespace {

std::string field(const std::map<std::string, std::string> &row, const char *name)
{
    const auto found = row.find(name);
    return found == row.end() ? std::string() : found->second;
}

double number(const std::map<std::string, std::string> &row, const char *name)
{
    const double value = std::strtod(field(row, name).c_str(), nullptr);
    return std::isfinite(value) ? value : 0.0;
}

std::vector<std::string> split(const std::string &text, char separator)
{
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t to = std::min(text.find(separator, from), text.size());
        if (to > from)
            parts.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return parts;
}

InsertionSource sourceOf(
    const std::map<std::string, std::string> &row, const std::filesystem::path &folder, const std::string &dataSet)
{
    InsertionSource source;
    const std::string name = field(row, "file").empty() ? field(row, "image_id") + ".png" : field(row, "file");
    // Only the name counts: a table must not lead out of its folder.
    source.file = folder / "images" / std::filesystem::path(name).filename();
    source.dataSet = dataSet;
    source.patient = field(row, "patient_id");
    source.labels = split(field(row, "finding_labels"), '|');
    source.view = field(row, "view").empty() ? field(row, "projection") : field(row, "view");
    std::ranges::transform(
        source.view, source.view.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    source.age = static_cast<int>(std::clamp(number(row, "age"), 0.0, 130.0));
    source.traits = traitsOfRow(row);
    source.widthMillimetres = number(row, "orig_w") * number(row, "pixel_spacing_x_mm");
    source.heightMillimetres = number(row, "orig_h") * number(row, "pixel_spacing_y_mm");
    return source;
}

bool hasLabel(const InsertionSource &source, std::string_view label)
{
    return std::ranges::find(source.labels, label) != source.labels.end();
}

/// Columns of a reader's table, and the device that each speaks of.
constexpr std::array<std::pair<const char *, Target>, 7> deviceColumns{ { { "pacemaker", Target::Pacemaker },
    { "central_venous_catheter", Target::CentralVenousCatheter }, { "endotracheal_tube", Target::EndotrachealTube },
    { "nasogastric_tube", Target::NasogastricTube }, { "chest_tube", Target::ChestTube },
    { "ecg_leads", Target::EcgLeads }, { "sternal_wires", Target::SternalWires } } };

/// "set/file" → the devices that are there or may be.
Result<std::map<std::string, std::vector<Target>>> readShownDevices(const std::filesystem::path &table)
{
    CF_ASSIGN(const auto rows, readTable(table));
    std::map<std::string, std::vector<Target>> shown;
    for (const auto &row : rows)
        for (const auto &[column, target] : deviceColumns)
            if (const std::string said = field(row, column); said == "1" || said == "?")
                shown[field(row, "set") + "/" + field(row, "file")].push_back(target);
    return shown;
}

/// Black borders around a picture that becomes square.
template <typename Pixel> Image<Pixel> squared(const Image<Pixel> &image, int size)
{
    Image<Pixel> result(size, size);
    const int left = (size - image.width) / 2;
    const int top = (size - image.height) / 2;
    for (int y = 0; y < image.height; ++y)
        std::copy_n(&image.at(0, y), image.width, &result.at(left, y + top));
    return result;
}

} // namespace

bool suits(const InsertionSource &source, const Abnormality &abnormality)
{
    if (std::ranges::find(source.shows, abnormality.target) != source.shows.end())
        return false;
    const bool upright = source.view == "PA";
    switch (abnormality.target) {
    case Target::PleuralEffusion:
        return !hasLabel(source, "Effusion");
    case Target::Pneumothorax:
        return !hasLabel(source, "Pneumothorax");
    case Target::Cardiomegaly:
        return !hasLabel(source, "Cardiomegaly");
    case Target::Edema:
        return !hasLabel(source, "Edema");
    case Target::Pacemaker:
        return source.age == 0 || source.age >= 16;
    case Target::EndotrachealTube:
    case Target::NasogastricTube:
    case Target::ChestTube:
        return !upright && (source.age == 0 || source.age >= 16);
    case Target::SternalWires:
    case Target::CentralVenousCatheter:
        return source.age == 0 || source.age >= 16;
    default:
        return true;
    }
}

Abnormality sampleInsertion(std::uint64_t seed)
{
    // In the order of what a pair is worth; ECG leads and pacemakers are what the model has to remove from real images.
    static constexpr std::array<std::pair<Target, double>, 13> shares{ { { Target::Pacemaker, 0.17 },
        { Target::EcgLeads, 0.14 }, { Target::PleuralEffusion, 0.19 }, { Target::Cardiomegaly, 0.13 },
        { Target::CentralVenousCatheter, 0.05 }, { Target::SternalWires, 0.05 }, { Target::ChestTube, 0.04 },
        { Target::Consolidation, 0.07 }, { Target::Edema, 0.05 }, { Target::Pneumothorax, 0.05 },
        { Target::EndotrachealTube, 0.02 }, { Target::NasogastricTube, 0.02 }, { Target::LungLesion, 0.02 } } };
    RandomStream stream(seed, "insertion choice");
    double place = stream.uniform();
    Abnormality chosen{ Target::Pacemaker, Side::None, Zone::None, Severity::None };
    for (const auto &[target, share] : shares) {
        chosen.target = target;
        if (place < share)
            break;
        place -= share;
    }
    const Side side = stream.chance(0.5) ? Side::Left : Side::Right;
    const auto severity = static_cast<Severity>(1 + stream.below(3));
    const auto zone = static_cast<Zone>(1 + stream.below(3));
    switch (chosen.target) {
    case Target::Cardiomegaly:
    case Target::Edema:
        chosen.severity = severity;
        break;
    case Target::Consolidation:
    case Target::LungLesion:
        chosen = { chosen.target, side, zone, severity };
        break;
    case Target::PleuralEffusion:
    case Target::Pneumothorax:
        chosen = { chosen.target, side, Zone::None, severity };
        break;
    case Target::EcgLeads:
    case Target::SternalWires:
    case Target::EndotrachealTube:
    case Target::NasogastricTube:
        break;
    default:
        chosen.side = side;
    }
    return chosen;
}

Result<InsertionDataset> InsertionDataset::open(const std::vector<std::filesystem::path> &folders, int imageSize,
    PatientShare share, const InsertionChoices &choices)
{
    if (imageSize < 64 || imageSize > 4096)
        return fail(
            ErrorCode::InvalidInput, "Pairs can be 64 to 4096 pixels wide, not " + std::to_string(imageSize) + ".");
    InsertionDataset dataset;
    dataset.m_imageSize = imageSize;
    dataset.m_otherDevices = choices.otherDevices;
    dataset.m_view.wideStyles = choices.wideStyles;
    std::map<std::string, std::vector<Target>> shown;
    if (!choices.devicesByEye.empty()) {
        CF_ASSIGN(shown, readShownDevices(choices.devicesByEye));
    }
    for (const std::filesystem::path &folder : folders) {
        const std::filesystem::path named = folder.filename().empty() ? folder.parent_path() : folder;
        const std::string name = named.filename().string();
        const std::string dataSet = name.substr(0, name.find('_'));
        CF_ASSIGN(const auto rows, readTable(folder / "labels.csv"));
        for (const auto &row : rows) {
            InsertionSource source = sourceOf(row, folder, dataSet);
            if (const auto found = shown.find(name + "/" + source.file.filename().string()); found != shown.end())
                source.shows = found->second;
            const bool heldBack = isHeldBackPatient(dataSet, source.patient);
            std::error_code error;
            if (!source.patient.empty() && heldBack == (share == PatientShare::HeldBack)
                && std::filesystem::is_regular_file(source.file, error))
                dataset.m_sources.push_back(std::move(source));
        }
    }
    if (dataset.m_sources.empty())
        return fail(
            ErrorCode::InvalidInput, "No radiographs were found. Name folders that hold images/ and labels.csv.");
    // The order of a table is no promise; a seed shall mean the same pair for ever.
    std::ranges::sort(dataset.m_sources, {},
        [](const InsertionSource &source) { return source.dataSet + "/" + source.file.filename().string(); });
    return dataset;
}

Result<GreyImage> InsertionDataset::picture(std::size_t index) const
{
    const InsertionSource &source = m_sources[index];
    CF_ASSIGN(cv::Mat picture, readGreyPicture(source.file));
    try {
        if (picture.cols < 32 || picture.rows < 32)
            return fail(ErrorCode::Io, "The radiograph " + source.file.string() + " cannot be read as a picture.");
        // Some collections squeeze every image into a square; the millimetres say what it was.
        const bool known = source.widthMillimetres > 50.0 && source.heightMillimetres > 50.0;
        const double width = known ? source.widthMillimetres : picture.cols;
        const double height = known ? source.heightMillimetres : picture.rows;
        const double scale = m_imageSize / std::max(width, height);
        const cv::Size size(std::clamp(static_cast<int>(std::lround(width * scale)), 32, m_imageSize),
            std::clamp(static_cast<int>(std::lround(height * scale)), 32, m_imageSize));
        const bool smaller = size.width <= picture.cols && size.height <= picture.rows;
        if (size != picture.size())
            cv::resize(picture, picture, size, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_CUBIC);
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Io, "The radiograph " + source.file.string() + " cannot be read: " + error.what());
    }
    GreyImage image(picture.cols, picture.rows);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            image.at(x, y) = static_cast<float>(picture.at<std::uint8_t>(y, x)) / 255.0F;
    return image;
}

Result<GreyImage> InsertionDataset::film(std::size_t index) const
{
    CF_ASSIGN(const GreyImage image, picture(index));
    return squared(image, m_imageSize);
}

Result<InsertionDataset::Prepared> InsertionDataset::prepare(std::size_t index) const
{
    const InsertionSource &source = m_sources[index];
    CF_ASSIGN(GreyImage image, picture(index));
    Prepared prepared{ std::move(image), std::nullopt };
    {
        const std::lock_guard lock(m_cache->mutex);
        if (const auto found = m_cache->landmarks.find(index); found != m_cache->landmarks.end()) {
            prepared.landmarks = found->second;
            return prepared;
        }
    }
    const double spacing = source.widthMillimetres > 50.0 ? source.widthMillimetres / prepared.image.width : 0.0;
    if (auto landmarks = findThoraxLandmarks(prepared.image, { spacing, spacing }))
        prepared.landmarks = std::move(*landmarks);
    const std::lock_guard lock(m_cache->mutex);
    m_cache->landmarks[index] = prepared.landmarks;
    return prepared;
}

GreyImage InsertionDataset::withOtherDevices(const Prepared &prepared, Target target, std::uint64_t seed) const
{
    GreyImage image = prepared.image;
    RandomStream stream(seed, "other devices");
    if (!stream.chance(m_otherDevices))
        return image;
    for (int count = 1 + stream.below(2); count > 0; --count) {
        const Target other = deviceColumns[static_cast<std::size_t>(stream.below(deviceColumns.size()))].second;
        const Abnormality device{ other, stream.chance(0.5) ? Side::Left : Side::Right, Zone::None, Severity::None };
        RandomStream shape = stream.child(keyOf(other));
        if (other == target || !checkInsertable(*prepared.landmarks, device))
            continue;
        if (auto pair = insertAbnormality(image, prepared.landmarks->geometry, device, shape, m_view))
            image = std::move(pair->with);
    }
    return image;
}

Result<InsertionSample> InsertionDataset::tryImage(
    std::size_t index, const Abnormality &wanted, std::uint64_t seed) const
{
    CF_ASSIGN(const Prepared prepared, prepare(index));
    if (!prepared.landmarks)
        return fail(
            ErrorCode::InvalidInput, "No chest was found in " + m_sources[index].file.filename().string() + ".");
    CF_TRY(checkInsertable(*prepared.landmarks, wanted));
    InsertionView view = m_view;
    view.supine = m_sources[index].view == "AP";
    const GreyImage base = withOtherDevices(prepared, wanted.target, seed);
    Abnormality abnormality = wanted;
    for (int attempt = 0; attempt < 3; ++attempt) {
        RandomStream stream(seed, m_sources[index].file.filename().string() + std::to_string(attempt));
        CF_ASSIGN(
            CounterfactualPair pair, insertAbnormality(base, prepared.landmarks->geometry, abnormality, stream, view));
        if (pair.visible < minVisible(wanted.target)) {
            // What nobody sees teaches nothing: more of it, or another draw of the same.
            if (abnormality.severity == Severity::Small || abnormality.severity == Severity::Moderate)
                abnormality.severity = static_cast<Severity>(static_cast<int>(abnormality.severity) + 1);
            continue;
        }
        pair.without = squared(pair.without, m_imageSize);
        pair.with = squared(pair.with, m_imageSize);
        pair.region = squared(pair.region, m_imageSize);
        return InsertionSample{ std::move(pair), m_sources[index], prepared.landmarks->geometry.confidence };
    }
    return fail(ErrorCode::InvalidInput,
        std::string(keyOf(wanted.target)) + " stays too faint in " + m_sources[index].file.filename().string() + ".");
}

Result<InsertionSample> InsertionDataset::sample(std::uint64_t seed) const
{
    return sample(seed, sampleInsertion(seed));
}

Result<InsertionSample> InsertionDataset::sample(std::uint64_t seed, const Abnormality &wanted) const
{
    RandomStream stream(seed, "insertion image");
    for (int attempt = 0; attempt < 40; ++attempt) {
        const auto index = static_cast<std::size_t>(stream.below(static_cast<int>(m_sources.size())));
        if (!suits(m_sources[index], wanted))
            continue;
        if (auto made = tryImage(index, wanted, seed))
            return made;
    }
    return fail(ErrorCode::InvalidInput,
        "No radiograph in 40 allows " + std::string(keyOf(wanted.target)) + "; go on with another seed.");
}

} // namespace cf
