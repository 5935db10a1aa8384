#include "dicom/ImageImport.h"

#include "core/base/files/RegularFile.h"
#include "core/imaging/Windowing.h"
#include "dicom/PixelReader.h"
#include "dicom/reading/PatientOrientation.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pictures/PictureFile.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <system_error>
#include <vector>

namespace cf {
namespace {

/// Luminance of colour pictures; an opacity channel is left out.
cv::Mat toGrey(const cv::Mat &decoded, ReadingNotes &notes)
{
    if (decoded.channels() == 1)
        return decoded;
    cv::Mat colour = decoded;
    if (decoded.channels() == 4)
        cv::cvtColor(decoded, colour, cv::COLOR_BGRA2BGR);
    std::vector<cv::Mat> planes;
    cv::split(colour, planes);
    // Most grey radiographs saved as colour have three equal channels: take one as it is.
    if (planes.size() == 3 && cv::norm(planes[0], planes[1], cv::NORM_INF) == 0.0
        && cv::norm(planes[1], planes[2], cv::NORM_INF) == 0.0)
        return planes[0];
    addNote(notes, "colour", "This is a colour picture; it was turned into grey.", NoteSeverity::Warning);
    cv::Mat grey;
    cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

/// Bits that values up to `highest` need: detectors give 10, 12 or 14, and programs save them as they are. Where the
/// highest bit is used, all 16.
int bitsFor(double highest)
{
    for (const int bits : { 8, 10, 12, 14 })
        if (highest < static_cast<double>(1 << bits))
            return bits;
    return 16;
}

int usedBits(const cv::Mat &grey)
{
    if (grey.depth() == CV_8U)
        return 8;
    double highest = 0.0;
    cv::minMaxLoc(grey, nullptr, &highest);
    return bitsFor(highest);
}

/// Marks that were burned into a 16-bit picture at its whitest, while the film itself has fewer bits: by their white
/// all the rest would be black. They become the film's own white.
void bringMarksToWhite(cv::Mat &grey, ReadingNotes &notes)
{
    if (grey.depth() != CV_16U)
        return;
    constexpr std::uint16_t white = 65535;
    constexpr double maxMarks = 0.5; // Of the pixels; more is no mark on a film.
    const cv::Mat marks = grey == white;
    const int count = cv::countNonZero(marks);
    if (count == 0 || count > maxMarks * static_cast<double>(grey.total()))
        return;
    double highest = 0.0;
    cv::minMaxLoc(grey, nullptr, &highest, nullptr, nullptr, ~marks);
    const int bits = bitsFor(highest);
    if (bits == 16)
        return;
    grey = grey.clone();
    grey.setTo(cv::Scalar(highest), marks);
    addNote(notes, "marks-burned-in",
        "Apart from marks of the value 65535 (" + std::to_string(count) + " pixels) the picture holds values of "
            + std::to_string(bits) + " bits; the marks are shown as light as its lightest value.");
}

void applyPolarity(const ReadingOptions &options, bool whiteIsZero, LoadedRadiograph &loaded)
{
    const bool inverted = options.polarity == ReadingOptions::Polarity::Inverted;
    loaded.radiograph.photometric = whiteIsZero != inverted ? Photometric::Monochrome1 : Photometric::Monochrome2;
    if (inverted)
        addNote(
            loaded.notes, "polarity-by-user", "Light and dark are the other way round than the file states, as asked.");
}

Result<LoadedRadiograph> read(const std::filesystem::path &path, const ReadingOptions &options)
{
    CF_ASSIGN(PictureFile picture, readPictureFile(path));
    LoadedRadiograph loaded;
    loaded.notes = std::move(picture.notes);
    cv::Mat grey = toGrey(picture.pixels, loaded.notes);
    bringMarksToWhite(grey, loaded.notes);
    cv::Mat wide;
    grey.convertTo(wide, CV_32S);
    Radiograph &radiograph = loaded.radiograph;
    radiograph.stored.width = wide.cols;
    radiograph.stored.height = wide.rows;
    radiograph.stored.pixels.assign(wide.begin<std::int32_t>(), wide.end<std::int32_t>());
    radiograph.bitsStored = usedBits(grey);
    if (grey.depth() == CV_16U && radiograph.bitsStored < 16)
        addNote(loaded.notes, "fewer-bits",
            "The 16-bit picture holds values of " + std::to_string(radiograph.bitsStored)
                + " bits; those are shown from the darkest to the lightest.");
    if (grey.depth() == CV_16U && radiograph.bitsStored < 16) {
        // Of such values neither black nor white is known: what there is is shown.
        const auto shown = defaultWindow(radiograph);
        radiograph.windowCenter = shown->center;
        radiograph.windowWidth = shown->width;
        radiograph.voiFunction = shown->function;
    } else {
        radiograph.windowWidth = std::int32_t{ 1 } << radiograph.bitsStored; // All of it (PS3.3 C.11.2.1.2.1).
        radiograph.windowCenter = *radiograph.windowWidth / 2.0;
    }
    radiograph.statedAspect = picture.aspect;
    applyPolarity(options, picture.whiteIsZero, loaded);
    readPictureOrientation(options, radiograph, loaded.notes);
    loaded.attributes.rows = wide.rows;
    loaded.attributes.columns = wide.cols;
    return loaded;
}

} // namespace

bool hasPictureName(const std::filesystem::path &path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array known{ ".png", ".jpg", ".jpeg", ".tif", ".tiff" };
    return std::any_of(known.begin(), known.end(), [&](const char *name) { return extension == name; });
}

bool looksLikePicture(const std::filesystem::path &path)
{
    std::array<unsigned char, 8> start{};
    const std::size_t count = readStart(path, start.data(), start.size());
    return pictureKindOf(std::span(start).first(count)) != PictureKind::None;
}

Result<LoadedRadiograph> readPicture(const std::filesystem::path &path, const ReadingOptions &options)
{
    return guarded([&] { return read(path, options); });
}

Result<LoadedRadiograph> openRadiograph(const std::filesystem::path &path, const ReadingOptions &options)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || looksLikeDicom(path))
        return readRadiograph(path, options);
    return readPicture(path, options);
}

Result<LoadedRadiograph> openRadiograph(const std::filesystem::path &path, int frame)
{
    ReadingOptions options;
    options.frame = frame;
    return openRadiograph(path, options);
}

} // namespace cf
