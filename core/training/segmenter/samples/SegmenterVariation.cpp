#include "core/training/segmenter/samples/SegmenterVariation.h"

#include "core/training/segmenter/samples/SegmenterDistractors.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace cf {

namespace {

constexpr double mirroredShare = 0.06;
constexpr double notChestShare = 0.05;
constexpr double bonesShare = 0.3;
constexpr double hardwareShare = 0.04;

cv::Mat view(Image<std::uint8_t> &film)
{
    return { film.height, film.width, CV_8U, film.pixels.data() };
}

/// Film and maps under one affine change: `forward` leads from new to old film pixels.
void warp(SegmenterSample &sample, const cv::Matx23d &toOld)
{
    cv::Mat film = view(sample.film);
    cv::Mat turned;
    cv::warpAffine(film, turned, toOld, film.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 0);
    turned.copyTo(film);
    Image<std::uint32_t> seen(sample.seen.width, sample.seen.height);
    for (int y = 0; y < seen.height; ++y)
        for (int x = 0; x < seen.width; ++x) {
            const double newX = 2.0 * x + 0.5;
            const double newY = 2.0 * y + 0.5;
            const double oldX = toOld(0, 0) * newX + toOld(0, 1) * newY + toOld(0, 2);
            const double oldY = toOld(1, 0) * newX + toOld(1, 1) * newY + toOld(1, 2);
            const auto cellX = static_cast<int>(std::floor((oldX + 0.5) / 2.0));
            const auto cellY = static_cast<int>(std::floor((oldY + 0.5) / 2.0));
            if (cellX >= 0 && cellY >= 0 && cellX < seen.width && cellY < seen.height)
                seen.at(x, y) = sample.seen.at(cellX, cellY);
        }
    sample.seen = std::move(seen);
}

cv::Matx23d pose(int size, RandomStream &stream)
{
    const double angle = stream.uniform(-6.0, 6.0) * CV_PI / 180.0;
    const double scale = std::exp(stream.uniform(-0.13, 0.13));
    const double middle = 0.5 * (size - 1);
    const double a = std::cos(angle) * scale;
    const double b = std::sin(angle) * scale;
    const double shiftX = stream.uniform(-0.06, 0.06) * size;
    const double shiftY = stream.uniform(-0.06, 0.06) * size;
    return { a, -b, middle - a * middle + b * middle + shiftX, b, a, middle - b * middle - a * middle + shiftY };
}

void mirror(SegmenterSample &sample)
{
    cv::Mat film = view(sample.film);
    cv::flip(film, film, 1);
    // The lung at the picture's left is called the right one, whatever the patient's is: that the film is mirrored is
    // said by a label of its own.
    const std::uint32_t right = bitOf(SeenMap::RightLung);
    const std::uint32_t left = bitOf(SeenMap::LeftLung);
    for (int y = 0; y < sample.seen.height; ++y)
        std::reverse(&sample.seen.at(0, y), &sample.seen.at(0, y) + sample.seen.width);
    for (std::uint32_t &bits : sample.seen.pixels)
        bits = (bits & ~(right | left)) | ((bits & right) != 0 ? left : 0U) | ((bits & left) != 0 ? right : 0U);
    sample.info.labels[placeOf(SeenLabel::Mirrored)] = 1;
}

/// What is no upright frontal chest film: lying on its side or head, a small part of one, or parts in disorder.
void disturb(SegmenterSample &sample, RandomStream &stream)
{
    cv::Mat film = view(sample.film);
    const int size = film.cols;
    switch (stream.below(4)) {
    case 0:
        cv::rotate(film.clone(), film, stream.chance(0.5) ? cv::ROTATE_90_CLOCKWISE : cv::ROTATE_90_COUNTERCLOCKWISE);
        break;
    case 1:
        cv::rotate(film.clone(), film, cv::ROTATE_180);
        break;
    case 2: {
        const int part = static_cast<int>(size * stream.uniform(0.18, 0.35));
        const cv::Rect from(stream.below(size - part), stream.below(size - part), part, part);
        cv::resize(film(from).clone(), film, film.size(), 0, 0, cv::INTER_CUBIC);
        break;
    }
    default: {
        const cv::Mat old = film.clone();
        const int part = size / 4;
        for (int y = 0; y < 4; ++y)
            for (int x = 0; x < 4; ++x)
                old(cv::Rect(stream.below(4) * part, stream.below(4) * part, part, part))
                    .copyTo(film(cv::Rect(x * part, y * part, part, part)));
    }
    }
    std::ranges::fill(sample.seen.pixels, markUnknown | generatorUnknown);
    sample.info.known = 0;
    sample.info.labels.fill(-1);
    sample.info.labels[placeOf(SeenLabel::NotFrontalChest)] = 1;
}

void setWhere(SegmenterSample &sample, const cv::Mat &drawn, SeenMap map)
{
    for (int y = 0; y < drawn.rows; ++y)
        for (int x = 0; x < drawn.cols; ++x)
            if (drawn.at<std::uint8_t>(y, x) > 60)
                sample.seen.at(x / 2, y / 2) |= bitOf(map);
    sample.info.labels[placeOf(map)] = 1;
}

/// A printed letter or text as workstations and lead letters give them, bright or dark, some on a plate, some turned.
void drawMark(SegmenterSample &sample, RandomStream &stream)
{
    static const std::array<std::string, 20> texts{ "L", "R", "L", "R", "L", "PORTABLE", "AP", "PA", "SUPINE", "ERECT",
        "L GV", "R DG", "AP PORTABLE", "Bettaufnahme", "SYNTHETIC", "12:41", "ICU 3", "MS", "SEMI ERECT", "INSP" };
    static constexpr std::array<int, 4> fonts{ cv::FONT_HERSHEY_SIMPLEX, cv::FONT_HERSHEY_DUPLEX,
        cv::FONT_HERSHEY_TRIPLEX, cv::FONT_HERSHEY_PLAIN };
    cv::Mat film = view(sample.film);
    const int size = film.cols;
    const std::string &text = texts[static_cast<std::size_t>(stream.below(static_cast<int>(texts.size())))];
    const int font = fonts[static_cast<std::size_t>(stream.below(static_cast<int>(fonts.size())))];
    const bool single = text.size() <= 2;
    const double scale =
        size / 512.0 * stream.uniform(0.35, single ? 1.1 : 0.65) * (font == cv::FONT_HERSHEY_PLAIN ? 1.6 : 1.0);
    const int thickness = std::max(1, static_cast<int>(scale * stream.uniform(1.0, 3.2)));
    int baseline = 0;
    const cv::Size extent = cv::getTextSize(text, font, scale, thickness, &baseline);
    // Mostly near the border; a fifth anywhere, lest the place alone decide.
    const bool anywhere = stream.chance(0.2);
    double x = stream.uniform(0.0, 1.0);
    double y = stream.uniform(0.0, 1.0);
    if (!anywhere) {
        if (stream.chance(0.6))
            x = stream.chance(0.5) ? stream.uniform(0.0, 0.14) : stream.uniform(0.86, 1.0);
        else
            y = stream.chance(0.8) ? stream.uniform(0.0, 0.14) : stream.uniform(0.86, 1.0);
    }
    const cv::Point origin(static_cast<int>(x * std::max(1, size - extent.width)),
        extent.height + static_cast<int>(y * std::max(1, size - extent.height - baseline)));
    cv::Mat ink = cv::Mat::zeros(film.size(), CV_8U);
    const bool plate = stream.chance(0.15);
    const cv::Rect board(origin.x - 4, origin.y - extent.height - 4, extent.width + 8, extent.height + baseline + 8);
    if (plate)
        cv::rectangle(ink, board, cv::Scalar(255), cv::FILLED);
    cv::putText(ink, text, origin, font, scale, cv::Scalar(plate ? 0 : 255), thickness, cv::LINE_AA);
    if (stream.chance(0.3)) {
        const cv::Mat turn = cv::getRotationMatrix2D(cv::Point2f(static_cast<float>(origin.x + extent.width / 2),
                                                         static_cast<float>(origin.y - extent.height / 2)),
            stream.uniform(-35.0, 35.0), 1.0);
        cv::warpAffine(ink, ink, turn, ink.size(), cv::INTER_LINEAR);
    }
    if (stream.chance(0.5))
        cv::GaussianBlur(ink, ink, {}, stream.uniform(0.4, 0.9));
    const bool dark = stream.chance(0.1);
    const double strength = stream.uniform(0.55, 1.0);
    const double level = dark ? stream.uniform(0.0, 40.0) : stream.uniform(215.0, 255.0);
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column)
            if (const double share = strength * ink.at<std::uint8_t>(row, column) / 255.0; share > 0.0) {
                auto &pixel = film.at<std::uint8_t>(row, column);
                pixel = static_cast<std::uint8_t>(pixel + share * (level - pixel));
            }
    setWhere(sample, ink, SeenMap::PrintedMark);
}

/// Surgical clips: short bright strokes in a row or a heap; sometimes a button or a coin beside them.
void drawClips(SegmenterSample &sample, RandomStream &stream)
{
    cv::Mat film = view(sample.film);
    const int size = film.cols;
    const double unit = size / 512.0;
    cv::Mat ink = cv::Mat::zeros(film.size(), CV_8U);
    const double x = stream.uniform(0.15, 0.85) * size;
    const double y = stream.uniform(0.1, 0.85) * size;
    for (int count = 2 + stream.below(6); count > 0; --count) {
        const cv::Point2d at(x + stream.uniform(-28.0, 28.0) * unit, y + stream.uniform(-40.0, 40.0) * unit);
        const double angle = stream.uniform(0.0, CV_PI);
        const double half = stream.uniform(2.0, 4.5) * unit;
        cv::line(ink, cv::Point2d(at.x - half * std::cos(angle), at.y - half * std::sin(angle)),
            cv::Point2d(at.x + half * std::cos(angle), at.y + half * std::sin(angle)), cv::Scalar(255),
            stream.chance(0.5) ? 1 : 2, cv::LINE_AA);
    }
    if (stream.chance(0.3))
        cv::circle(ink, cv::Point2d(stream.uniform(0.1, 0.9) * size, stream.uniform(0.1, 0.9) * size),
            static_cast<int>(stream.uniform(4.0, 13.0) * unit), cv::Scalar(255), stream.chance(0.5) ? 2 : cv::FILLED,
            cv::LINE_AA);
    const double gain = stream.uniform(35.0, 100.0);
    for (int row = 0; row < size; ++row)
        for (int column = 0; column < size; ++column)
            if (const int share = ink.at<std::uint8_t>(row, column); share > 0) {
                auto &pixel = film.at<std::uint8_t>(row, column);
                pixel = static_cast<std::uint8_t>(std::min(255.0, pixel + gain * share / 255.0));
            }
    setWhere(sample, ink, SeenMap::ForeignBody);
}

void varyGrey(SegmenterSample &sample, RandomStream &stream)
{
    cv::Mat film = view(sample.film);
    if (stream.chance(0.3)) {
        cv::GaussianBlur(film, film, {}, stream.uniform(0.4, 1.0));
    } else if (stream.chance(0.25)) {
        cv::Mat soft;
        cv::GaussianBlur(film, soft, {}, stream.uniform(1.5, 6.0));
        const double strength = stream.uniform(0.2, 0.8);
        cv::addWeighted(film, 1.0 + strength, soft, -strength, 0.0, film);
    }
    const double gamma = std::exp(stream.uniform(-0.35, 0.35));
    const double contrast = stream.uniform(0.8, 1.2);
    const double brightness = stream.uniform(-0.08, 0.08);
    std::array<double, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = 255.0 * ((std::pow(static_cast<double>(i) / 255.0, gamma) - 0.5) * contrast + 0.5 + brightness);
    const double noise = stream.chance(0.5) ? stream.uniform(0.0, 6.0) : 0.0;
    // Irwin–Hall of four bytes: near enough to a normal, and a single draw a pixel.
    for (std::uint8_t &pixel : sample.film.pixels) {
        double value = table[pixel];
        if (noise > 0.0) {
            const std::uint64_t bits = stream.next();
            const auto sum =
                static_cast<double>((bits & 255U) + (bits >> 8 & 255U) + (bits >> 16 & 255U) + (bits >> 24 & 255U));
            value += noise * (sum - 510.0) / 147.8;
        }
        pixel = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
    }
}

} // namespace

void vary(SegmenterSample &sample, RandomStream &stream)
{
    warp(sample, pose(sample.film.width, stream));
    if (stream.chance(notChestShare)) {
        disturb(sample, stream);
    } else {
        if (stream.chance(mirroredShare))
            mirror(sample);
        if (stream.chance(bonesShare))
            drawBones(sample, stream);
        if (stream.chance(hardwareShare))
            drawHardware(sample, stream);
        if (stream.chance(0.12))
            drawClips(sample, stream);
        for (int marks = stream.chance(0.4) ? 1 + stream.below(2) : 0; marks > 0; --marks)
            drawMark(sample, stream);
    }
    varyGrey(sample, stream);
}

} // namespace cf
