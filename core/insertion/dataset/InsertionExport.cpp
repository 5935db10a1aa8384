#include "core/insertion/dataset/InsertionExport.h"

#include "core/imaging/pictures/PictureMark.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>
#include <vector>

namespace cf {

namespace {

std::string lowered(std::string_view text)
{
    std::string result;
    for (const unsigned char character : text)
        result += static_cast<char>(std::isalnum(character) ? std::tolower(character) : ' ');
    return result;
}

/// Takes `phrase` out of `text` where it stands as whole words.
bool takePhrase(std::string &text, const std::string &phrase)
{
    std::string word(1, ' ');
    word += phrase;
    word += ' ';
    const std::size_t place = text.find(word);
    if (place == std::string::npos)
        return false;
    text.erase(place, phrase.size() + 1);
    return true;
}

std::vector<std::pair<std::string, Target>> targetNames()
{
    std::vector<std::pair<std::string, Target>> names;
    for (const Target target : allTargets)
        names.emplace_back(lowered(keyOf(target)), target);
    static const std::array<std::pair<const char *, Target>, 14> others{ { { "effusion", Target::PleuralEffusion },
        { "enlarged heart", Target::Cardiomegaly }, { "nodule", Target::LungLesion },
        { "opacity", Target::LungOpacity }, { "central line", Target::CentralVenousCatheter },
        { "central venous line", Target::CentralVenousCatheter }, { "et tube", Target::EndotrachealTube },
        { "ng tube", Target::NasogastricTube }, { "chest drain", Target::ChestTube }, { "ecg", Target::EcgLeads },
        { "ecg electrodes", Target::EcgLeads }, { "icd", Target::Pacemaker }, { "pulmonary edema", Target::Edema },
        { "wires", Target::SternalWires } } };
    names.insert(names.end(), others.begin(), others.end());
    // The longest first, lest "effusion" take a part of "pleural effusion".
    std::ranges::sort(names, [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
    return names;
}

template <typename Value, std::size_t count>
Value takeWord(std::string &text, const std::array<std::pair<const char *, Value>, count> &words, Value otherwise)
{
    for (const auto &[word, value] : words)
        if (takePhrase(text, word))
            return value;
    return otherwise;
}

} // namespace

Result<> writeGreyPicture(const std::filesystem::path &file, const GreyImage &image, const WritePolicy &policy)
{
    if (image.empty())
        return fail(ErrorCode::InvalidInput, "There is no picture to write to " + file.string() + ".");
    try {
        cv::Mat picture(image.height, image.width, CV_8U);
        for (int y = 0; y < image.height; ++y)
            for (int x = 0; x < image.width; ++x)
                picture.at<std::uint8_t>(y, x) =
                    static_cast<std::uint8_t>(std::lround(std::clamp(image.at(x, y), 0.0F, 1.0F) * 255.0F));
        std::vector<unsigned char> bytes;
        if (cv::imencode(".png", picture, bytes))
            return writeWhole(
                file, markedPicture({ reinterpret_cast<const char *>(bytes.data()), bytes.size() }), policy);
    } catch (const cv::Exception &) {
        // Said below in the same words.
    }
    return fail(ErrorCode::Internal, "The picture " + file.string() + " cannot be encoded.");
}

Result<> writePairPictures(const std::filesystem::path &folder, const std::string &stem, const CounterfactualPair &pair,
    const WritePolicy &policy)
{
    GreyImage difference = pair.with;
    for (std::size_t i = 0; i < difference.pixels.size(); ++i)
        difference.pixels[i] = 128.0F / 255.0F + 2.0F * (pair.with.pixels[i] - pair.without.pixels[i]);
    CF_TRY(writeGreyPicture(folder / (stem + "_without.png"), pair.without, policy));
    CF_TRY(writeGreyPicture(folder / (stem + "_with.png"), pair.with, policy));
    CF_TRY(writeGreyPicture(folder / (stem + "_region.png"), pair.region, policy));
    return writeGreyPicture(folder / (stem + "_difference.png"), difference, policy);
}

Result<Abnormality> parseAbnormality(const std::string &text)
{
    if (text.size() > 200)
        return fail(ErrorCode::InvalidInput,
            "The abnormality is described by more than 200 characters. Write, for example, \"pacemaker left\".");
    std::string rest(1, ' ');
    rest += lowered(text);
    rest += ' ';
    while (rest.find("  ") != std::string::npos)
        rest.erase(rest.find("  "), 1);
    Abnormality abnormality{ Target::Pacemaker, Side::None, Zone::None, Severity::None };
    bool known = false;
    for (const auto &[name, target] : targetNames())
        if (takePhrase(rest, name)) {
            abnormality.target = target;
            known = true;
            break;
        }
    if (!known)
        return fail(ErrorCode::InvalidInput,
            "No finding or device is named in \"" + text + "\". Write, for example, \"pacemaker left\".");
    using Sides = std::array<std::pair<const char *, Side>, 5>;
    using Zones = std::array<std::pair<const char *, Zone>, 4>;
    using Severities = std::array<std::pair<const char *, Severity>, 6>;
    abnormality.side = takeWord(rest,
        Sides{ { { "left", Side::Left }, { "right", Side::Right }, { "both", Side::Both }, { "bilateral", Side::Both },
            { "both sides", Side::Both } } },
        Side::None);
    abnormality.zone = takeWord(rest,
        Zones{ { { "upper", Zone::Upper }, { "middle", Zone::Middle }, { "mid", Zone::Middle },
            { "lower", Zone::Lower } } },
        Zone::None);
    abnormality.severity = takeWord(rest,
        Severities{ { { "small", Severity::Small }, { "mild", Severity::Small }, { "moderate", Severity::Moderate },
            { "large", Severity::Large }, { "severe", Severity::Large }, { "big", Severity::Large } } },
        Severity::None);
    for (const char *filler : { "sided", "side", "zone", "lobe", "lung", "of", "the", "a" })
        while (takePhrase(rest, filler)) { }
    if (const std::size_t first = rest.find_first_not_of(' '); first != std::string::npos)
        return fail(ErrorCode::InvalidInput,
            "The words \"" + rest.substr(first, rest.find_last_not_of(' ') - first + 1) + "\" in \"" + text
                + "\" are not understood.");
    return abnormality;
}

std::string describe(const Abnormality &abnormality)
{
    std::string text;
    const auto add = [&text](std::string_view word) {
        if (word == "none")
            return;
        if (!text.empty())
            text += ' ';
        text += word;
    };
    add(keyOf(abnormality.severity));
    add(keyOf(abnormality.side));
    add(keyOf(abnormality.zone));
    add(lowered(keyOf(abnormality.target)));
    return text;
}

} // namespace cf
