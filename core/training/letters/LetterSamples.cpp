#include "core/training/letters/LetterSamples.h"

#include "core/base/RandomStream.h"
#include "core/imaging/letters/MarkCells.h"
#include "core/training/segmenter/samples/SegmenterClasses.h"

#include "core/diffusion/runtime/Torch.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace cf {

namespace {

/// A reader gives a text's centre to a few pixels of 512.
constexpr double centreOff = 9.0;
constexpr double textHalfHeight = 20.0;
constexpr double aroundTexts = 14.0; ///< Pixels around a text of which nobody knows whether they belong to it.

struct NamedText {
    std::string text;
    double x = 0.0; ///< On the square.
    double y = 0.0;

    double halfWidth() const { return std::max(15.0, 5.5 * static_cast<double>(text.size()) + 6.0); }
    bool holds(const LetterBlob &blob, double margin) const
    {
        return std::abs(blob.x() - x) <= halfWidth() + margin && std::abs(blob.y() - y) <= textHalfHeight + margin;
    }
};

bool hasWord(const std::string &text, const char *word)
{
    std::istringstream words(text);
    for (std::string each; words >> each;)
        if (each == word)
            return true;
    return false;
}

/// "LEFT", "LT", "RR", "L?", "LQ", "GL": texts in which a letter may stand for a side.
bool isUnsureText(const std::string &text)
{
    if (hasWord(text, "L") || hasWord(text, "R") || text.size() > 6)
        return false;
    return text.front() == 'L' || text.front() == 'R' || text.back() == 'L' || text.back() == 'R';
}

BlobTruth truthOf(const LetterBlob &blob, const NamedText &text)
{
    const bool left = hasWord(text.text, "L");
    if (!left && !hasWord(text.text, "R"))
        return isUnsureText(text.text) ? BlobTruth::Unknown : BlobTruth::Other;
    if (text.text.size() > 1)
        return left ? BlobTruth::WithinLeft : BlobTruth::WithinRight;
    const bool isCentre = std::abs(blob.x() - text.x) <= centreOff && std::abs(blob.y() - text.y) <= centreOff
        && std::abs(blob.x() - text.x) <= 0.5 * blob.box.width + 3.0
        && std::abs(blob.y() - text.y) <= 0.5 * blob.box.height + 1.0;
    return !isCentre ? BlobTruth::Unknown : left ? BlobTruth::Left : BlobTruth::Right;
}

GreyImage mapOf(const torch::Tensor &maps, SeenMap map)
{
    const torch::Tensor one = maps[static_cast<std::int64_t>(placeOf(map))].contiguous();
    GreyImage image(static_cast<int>(one.size(1)), static_cast<int>(one.size(0)));
    std::copy_n(one.data_ptr<float>(), image.pixels.size(), image.pixels.begin());
    return image;
}

/// Where the segmenter sees marks, as FilmReader and FilmReading find them.
MaskImage seenMarks(Segmenter &network, const GreyImage &square)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor input =
        torch::from_blob(const_cast<float *>(square.pixels.data()), { 1, 1, square.height, square.width });
    const torch::Tensor maps = torch::sigmoid(network->forward(input).maps[0]);
    return markCells(mapOf(maps, SeenMap::PrintedMark), mapOf(maps, SeenMap::Generator));
}

GreyImage seenInAMirror(const GreyImage &image)
{
    GreyImage other = image;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            other.at(x, y) = image.at(image.width - 1 - x, y);
    return other;
}

/// The texts of a table's row on the letterboxed square of a picture.
std::vector<NamedText> textsOf(
    const DeviceTable::Row &row, const InsertionSource &source, const GreyImage &picture, int side, bool mirrored)
{
    // Places are given on the file's picture, which may be squeezed into a square.
    const bool squeezed = source.widthMillimetres > 50.0 && source.heightMillimetres > 50.0;
    const double uniform = std::max(picture.width, picture.height) / DeviceTable::side;
    const double across = squeezed ? picture.width / DeviceTable::side : uniform;
    const double down = squeezed ? picture.height / DeviceTable::side : uniform;
    const int left = (side - picture.width) / 2;
    const int top = (side - picture.height) / 2;
    std::vector<NamedText> texts;
    for (const DeviceTable::Mark &mark : row.marks) {
        const double x = mark.x * across + left;
        if (!mark.text.empty())
            texts.push_back({ mark.text, mirrored ? side - x : x, mark.y * down + top });
    }
    return texts;
}

void label(LetterFilm &film, const std::vector<NamedText> &texts)
{
    for (const NamedText &text : texts) {
        film.hasLeft |= hasWord(text.text, "L");
        film.hasRight |= hasWord(text.text, "R");
        film.isUnsure |= isUnsureText(text.text);
    }
    for (const LetterBlob &blob : film.blobs) {
        BlobTruth truth = BlobTruth::Other;
        int mark = -1;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (!texts[i].holds(blob, aroundTexts))
                continue;
            const BlobTruth said = texts[i].holds(blob, 0.0) ? truthOf(blob, texts[i]) : BlobTruth::Unknown;
            // A letter of one text may lie beside another's.
            if (truth == BlobTruth::Left || truth == BlobTruth::Right)
                continue;
            if (said == BlobTruth::Other && mark >= 0)
                continue;
            truth = said;
            mark = static_cast<int>(i);
        }
        film.truth.push_back(truth);
        film.mark.push_back(mark);
    }
}

struct Ink {
    cv::Mat all; ///< 8 bits, the film's size.
    cv::Rect letter; ///< Of the side letter; empty where there is none.
    bool isLeft = false;
};

struct DrawnText {
    std::string text; ///< A side letter, or a word without one.
    std::string initials; ///< Smaller, beside or below a side letter; may be empty.
    bool isLetter = false;
};

template <std::size_t count> const std::string &oneOf(const std::array<std::string, count> &texts, RandomStream &stream)
{
    return texts[static_cast<std::size_t>(stream.below(static_cast<int>(count)))];
}

DrawnText drawnText(RandomStream &stream)
{
    static const std::array<std::string, 36> words{ "PORTABLE", "AP", "PA", "SUPINE", "ERECT", "GV", "DG", "LEFT",
        "RIGHT", "12:41", "ICU 3", "MS", "HB", "J", "7", "1", "T", "I", "F", "P", "B", "K", "H", "JFC", "OLG", "DEB",
        "SEMI ERECT", "INSP", "TOTAL", "REAR", "H8", "E", "U", "4", "V", "Q" };
    static const std::array<std::string, 10> initials{ "GV", "DG", "HB", "MS", "OG", "JC", "SC", "FLM", "DMD", "CA" };
    if (stream.chance(0.4))
        return { oneOf(words, stream), {}, false };
    return { stream.chance(0.5) ? "L" : "R", stream.chance(0.45) ? oneOf(initials, stream) : std::string(), true };
}

/// A text within the rows from `top` on, as workstations print it or as lead letters lie: some in a circle, some
/// turned.
Ink drawText(int side, int top, int rows, const DrawnText &drawn, RandomStream &stream)
{
    static constexpr std::array<int, 6> fonts{ cv::FONT_HERSHEY_SIMPLEX, cv::FONT_HERSHEY_DUPLEX,
        cv::FONT_HERSHEY_TRIPLEX, cv::FONT_HERSHEY_COMPLEX, cv::FONT_HERSHEY_SIMPLEX,
        cv::FONT_HERSHEY_TRIPLEX | cv::FONT_ITALIC };
    const int font = fonts[static_cast<std::size_t>(stream.below(static_cast<int>(fonts.size())))];
    const double scale = side / 512.0 * stream.uniform(0.32, drawn.isLetter ? 1.2 : 0.7);
    const int thickness = std::max(1, static_cast<int>(scale * stream.uniform(1.0, 5.0)));
    int baseline = 0;
    const cv::Size extent = cv::getTextSize(drawn.text, font, scale, thickness, &baseline);
    const cv::Point origin(20 + stream.below(std::max(1, side - 100 - extent.width)),
        top + 30 + extent.height + stream.below(std::max(1, rows - extent.height - 60)));
    const cv::Point centre(origin.x + extent.width / 2, origin.y - extent.height / 2);
    Ink ink{ cv::Mat::zeros(side, side, CV_8U), {}, drawn.text == "L" };
    cv::putText(ink.all, drawn.text, origin, font, scale, cv::Scalar(255), thickness, cv::LINE_AA);
    cv::Mat letter = ink.all.clone();
    if (!drawn.initials.empty()) {
        const double smaller = scale * stream.uniform(0.4, 0.9);
        const cv::Point place = stream.chance(0.5)
            ? cv::Point(origin.x - 4, origin.y + static_cast<int>(extent.height * stream.uniform(0.8, 1.2)))
            : cv::Point(origin.x + extent.width + static_cast<int>(scale * stream.uniform(3.0, 16.0)), origin.y);
        cv::putText(ink.all, drawn.initials, place, font, smaller, cv::Scalar(255), std::max(1, thickness * 2 / 3),
            cv::LINE_AA);
    } else if (drawn.isLetter && stream.chance(0.3)) {
        cv::circle(ink.all, centre, static_cast<int>(extent.height * stream.uniform(0.95, 1.4)), cv::Scalar(255),
            std::max(1, thickness / 2), cv::LINE_AA);
    }
    const cv::Matx23d turn = cv::getRotationMatrix2D(
        centre, stream.chance(0.5) ? stream.uniform(-38.0, 38.0) : stream.uniform(-4.0, 4.0), stream.uniform(0.9, 1.1));
    cv::warpAffine(ink.all, ink.all, turn, ink.all.size(), cv::INTER_LINEAR);
    cv::warpAffine(letter, letter, turn, letter.size(), cv::INTER_LINEAR);
    if (drawn.isLetter)
        ink.letter = cv::boundingRect(letter > 100);
    if (stream.chance(0.5))
        cv::GaussianBlur(ink.all, ink.all, {}, stream.uniform(0.4, 1.2));
    return ink;
}

constexpr int textsOnFilm = 4;

/// Several texts, one below the other.
LetterFilm renderedFilm(GreyImage square, RandomStream &stream)
{
    LetterFilm film;
    std::vector<std::pair<Ink, bool>> inks; // And whether they are dark.
    MaskImage cells(square.width / 2, square.height / 2);
    const int rows = square.height / textsOnFilm;
    for (int text = 0; text < textsOnFilm; ++text) {
        const DrawnText drawn = drawnText(stream);
        const Ink ink = drawText(square.width, text * rows, rows, drawn, stream);
        const bool dark = stream.chance(0.15);
        const auto strength = static_cast<float>(stream.uniform(0.4, 1.0));
        const auto level = static_cast<float>(dark ? stream.uniform(0.0, 0.16) : stream.uniform(0.8, 1.0));
        for (int y = 0; y < square.height; ++y)
            for (int x = 0; x < square.width; ++x) {
                const std::uint8_t share = ink.all.at<std::uint8_t>(y, x);
                float &pixel = square.at(x, y);
                pixel += strength * static_cast<float>(share) / 255.0F * (level - pixel);
                if (share > 60)
                    cells.at(x / 2, y / 2) = 1.0F;
            }
        inks.emplace_back(ink, dark);
    }
    film.blobs = letterBlobs(square, cells);
    for (const LetterBlob &blob : film.blobs) {
        const cv::Rect box(blob.box.x, blob.box.y, blob.box.width, blob.box.height);
        BlobTruth truth = BlobTruth::Other;
        for (const auto &[ink, dark] : inks) {
            const int shared = (box & ink.letter).area();
            if (shared == 0)
                continue;
            const bool isLetter = blob.bright != dark && 5 * shared > 3 * (box | ink.letter).area();
            truth = isLetter ? ink.isLeft ? BlobTruth::Left : BlobTruth::Right : BlobTruth::Unknown;
        }
        film.truth.push_back(truth);
        film.mark.push_back(-1);
    }
    return film;
}

} // namespace

Result<std::vector<LetterFilm>> letterFilms(
    Segmenter &network, const InsertionDataset &films, const DeviceTable &table, bool mirrored, const JobContext &job)
{
    std::vector<LetterFilm> found;
    for (std::size_t index = 0; index < films.size(); ++index) {
        CF_TRY(job.checkStop());
        if (index % 20 == 0)
            job.report({ static_cast<int>(index), static_cast<int>(films.size()),
                mirrored ? "Looking for marks on mirrored films" : "Looking for marks", -1.0 });
        const InsertionSource &source = films.sources()[index];
        const std::string name = source.file.filename().string();
        const DeviceTable::Row *row = table.find(name);
        const auto picture = row == nullptr ? fail(ErrorCode::InvalidInput, "not in the table") : films.picture(index);
        if (!picture)
            continue; // An unreadable film is passed over.
        CF_ASSIGN(GreyImage square, films.film(index));
        if (mirrored)
            square = seenInAMirror(square);
        LetterFilm film;
        film.name = name;
        film.patient = source.dataSet + "/" + source.patient;
        film.mirrored = mirrored;
        film.blobs = letterBlobs(square, seenMarks(network, square));
        label(film, textsOf(*row, source, *picture, films.imageSize(), mirrored));
        found.push_back(std::move(film));
    }
    return found;
}

Result<std::vector<LetterFilm>> renderedLetters(
    const InsertionDataset &films, int count, std::uint64_t seed, const JobContext &job)
{
    std::vector<LetterFilm> drawn;
    for (int i = 0; i < count; i += textsOnFilm) {
        CF_TRY(job.checkStop());
        if (i % (25 * textsOnFilm) == 0)
            job.report({ i, count, "Drawing letters", -1.0 });
        RandomStream stream(seed + static_cast<std::uint64_t>(i), "side letters");
        const auto square = films.film(static_cast<std::size_t>(stream.below(static_cast<int>(films.size()))));
        if (square)
            drawn.push_back(renderedFilm(*square, stream));
    }
    return drawn;
}

} // namespace cf
