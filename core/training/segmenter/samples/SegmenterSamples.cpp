#include "core/training/segmenter/samples/SegmenterSamples.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace cf {

namespace {

nlohmann::json toJson(const SegmenterSampleInfo &info, int imageSize)
{
    return { { "origin", info.origin }, { "patient", info.patient }, { "name", info.name }, { "seed", info.seed },
        { "known", info.known }, { "labels", info.labels }, { "told", info.annotated }, { "image_size", imageSize } };
}

} // namespace

GreyImage greyOf(const SegmenterSample &sample)
{
    GreyImage film(sample.film.width, sample.film.height);
    std::ranges::transform(
        sample.film.pixels, film.pixels.begin(), [](std::uint8_t value) { return static_cast<float>(value) / 255.0F; });
    return film;
}

std::size_t SegmenterSamples::bytesOfOne() const
{
    const auto side = static_cast<std::size_t>(m_imageSize);
    return side * side + side / 2 * (side / 2) * sizeof(std::uint32_t);
}

Result<SegmenterSamples> SegmenterSamples::open(
    const std::filesystem::path &folder, const std::string &name, int imageSize)
{
    CF_TRY(makeFolder(folder));
    SegmenterSamples samples;
    samples.m_imageSize = imageSize;
    samples.m_data = folder / (name + ".bin");
    samples.m_list = folder / (name + ".jsonl");
    CF_ASSIGN(const bool isThere, hasRegularFile(samples.m_list));
    if (!isThere)
        return samples;
    std::ifstream stream(samples.m_list);
    std::string line;
    while (std::getline(stream, line)) {
        if (stream.eof()) // No newline: a run was killed in this line.
            break;
        const auto json = nlohmann::json::parse(line, nullptr, false);
        SegmenterSampleInfo info;
        try {
            info = { json.at("origin"), json.at("patient"), json.at("name"), json.at("seed"), json.at("known"),
                json.at("labels").get<SeenLabelRow>(), json.at("told") };
            if (json.at("image_size") != imageSize)
                return fail(ErrorCode::InvalidInput,
                    "The samples in " + folder.string() + " are of another image size. Use another folder.");
        } catch (const nlohmann::json::exception &) {
            return fail(ErrorCode::Io,
                "The sample list " + samples.m_list.string()
                    + " has a line that cannot be read. Delete it and its .bin file and make the samples again.");
        }
        samples.m_infos.push_back(std::move(info));
    }
    // A list that is taken for shorter than it is would cost the samples behind, which the next one overwrites.
    if (!stream.eof())
        return fail(ErrorCode::Io, "The list " + samples.m_list.string() + " cannot be read to its end.");
    if (!samples.m_infos.empty()) {
        std::error_code failure;
        const auto length = std::filesystem::file_size(samples.m_data, failure);
        if (failure || length < samples.m_infos.size() * samples.bytesOfOne())
            return fail(ErrorCode::Io, "The file " + samples.m_data.string() + " is shorter than its list says.");
    }
    return samples;
}

Result<SegmenterSample> SegmenterSamples::read(std::size_t index) const
{
    SegmenterSample sample{ m_infos[index], Image<std::uint8_t>(m_imageSize, m_imageSize),
        Image<std::uint32_t>(m_imageSize / 2, m_imageSize / 2) };
    CF_TRY(checkRegularFile(m_data));
    std::ifstream stream(m_data, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(index * bytesOfOne()));
    stream.read(
        reinterpret_cast<char *>(sample.film.pixels.data()), static_cast<std::streamsize>(sample.film.pixels.size()));
    stream.read(reinterpret_cast<char *>(sample.seen.pixels.data()),
        static_cast<std::streamsize>(sample.seen.pixels.size() * sizeof(std::uint32_t)));
    if (!stream)
        return fail(ErrorCode::Io, "The samples in " + m_data.string() + " cannot be read.");
    return sample;
}

Result<> SegmenterSamples::append(const SegmenterSample &sample)
{
    const auto side = static_cast<std::size_t>(m_imageSize);
    if (sample.film.pixels.size() != side * side || sample.seen.pixels.size() != side / 2 * (side / 2))
        return fail(ErrorCode::Internal, "A sample of another size was given to the segmenter's samples.");
    std::error_code failure;
    CF_ASSIGN(const bool isThere, hasRegularFile(m_data));
    if (isThere) // What a killed run wrote beyond its last listed sample is overwritten.
        std::filesystem::resize_file(m_data, m_infos.size() * bytesOfOne(), failure);
    std::ofstream data(m_data, std::ios::binary | std::ios::app);
    data.write(reinterpret_cast<const char *>(sample.film.pixels.data()),
        static_cast<std::streamsize>(sample.film.pixels.size()));
    data.write(reinterpret_cast<const char *>(sample.seen.pixels.data()),
        static_cast<std::streamsize>(sample.seen.pixels.size() * sizeof(std::uint32_t)));
    data.close();
    if (failure || !data)
        return fail(ErrorCode::Io, "The samples in " + m_data.string() + " cannot be written. Is the disk full?");
    CF_TRY(appendLines(m_list, toJson(sample.info, m_imageSize).dump() + "\n"));
    m_infos.push_back(sample.info);
    return {};
}

} // namespace cf
