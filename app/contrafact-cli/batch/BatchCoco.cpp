#include "app/contrafact-cli/batch/BatchCoco.h"

#include "core/annotation/Annotation.h"
#include "core/annotation/RunLengthMask.h"
#include "core/annotation/exchange/Coco.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/Sha256.h"
#include "dicom/ImageImport.h"
#include "dicom/StudyScanner.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace cf::cli {

namespace {

using namespace cf::annotation;

const BatchFile *fileOfKind(const BatchRow &row, std::string_view kind)
{
    const auto found = std::ranges::find(row.files, kind, &BatchFile::kind);
    return found == row.files.end() ? nullptr : &*found;
}

/// Of "remove Pacemaker left": the longest run of words after the action that names a target.
std::optional<Target> targetOfEdit(const std::string &edit)
{
    std::istringstream stream(edit.substr(0, edit.find(';')));
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(std::move(word));
    for (std::size_t end = words.size(); end > 1; --end) {
        std::string name = words[1];
        for (std::size_t word = 2; word < end; ++word)
            name += " " + words[word];
        if (const auto target = targetFromKey(name))
            return target;
    }
    return std::nullopt;
}

/// The region's picture as ones where its weight is one half and more, as a DICOM segmentation has it.
Result<Image<std::uint8_t>> regionOf(const std::filesystem::path &file)
{
    CF_ASSIGN(const LoadedRadiograph picture, openRadiograph(file));
    const auto &levels = picture.radiograph.stored;
    constexpr int half = 128;
    Image<std::uint8_t> mask(levels.width, levels.height);
    for (std::size_t place = 0; place < mask.pixels.size(); ++place)
        mask.pixels[place] = levels.pixels[place] >= half ? 1 : 0;
    return mask;
}

/// Left, top, width, height of "12,34,56,78".
std::optional<std::array<double, 4>> boxOf(const std::string &text)
{
    std::array<double, 4> box{};
    const char *at = text.c_str();
    for (double &number : box) {
        char *end = nullptr;
        number = std::strtod(at, &end);
        if (end == at)
            return std::nullopt;
        at = *end == ',' ? end + 1 : end;
    }
    return box;
}

/// Size and marks of one edit.
Result<> markRegion(const BatchRow &row, const std::filesystem::path &folder, Annotation &annotation)
{
    Mark mark;
    mark.type = MarkType::Finding;
    mark.finding = targetOfEdit(row.edits);
    mark.label = row.edits;
    mark.origin = MarkOrigin::Proposed;
    if (const BatchFile *region = fileOfKind(row, "region")) {
        CF_ASSIGN(const auto mask, regionOf(folder / region->path));
        annotation.subject.width = mask.width;
        annotation.subject.height = mask.height;
        mark.shape = MarkShape::Mask;
        mark.mask = encodeRuns(mask);
        if (!mark.mask.empty()) {
            annotation.marks.push_back(std::move(mark));
            return {};
        }
    }
    if (const BatchFile *object = fileOfKind(row, "dicom"); annotation.subject.width == 0 && object != nullptr) {
        CF_ASSIGN(const StudyTree tree, scanStudies(folder / object->path));
        for (const PatientEntry &patient : tree.patients) {
            const InstanceAttributes &attributes = patient.studies.at(0).series.at(0).instances.at(0).attributes;
            annotation.subject.width = attributes.columns;
            annotation.subject.height = attributes.rows;
        }
    }
    const auto box = boxOf(row.regionBox);
    if (!box)
        return {}; // Nothing was changed.
    mark.shape = MarkShape::Box;
    mark.mask = {};
    mark.points = { { (*box)[0], (*box)[1] }, { (*box)[0] + (*box)[2], (*box)[1] + (*box)[3] } };
    annotation.marks.push_back(std::move(mark));
    return {};
}

} // namespace

Result<> writeBatchCoco(const std::vector<BatchRow> &rows, const std::filesystem::path &folder)
{
    std::vector<Annotation> annotations;
    std::vector<std::string> names;
    for (const BatchRow &row : rows) {
        if (row.status != "accepted" || row.files.empty())
            continue;
        Annotation annotation;
        annotation.subject.instruction = row.prompt;
        Sha256 hash;
        hash.add(row.provenance.data(), row.provenance.size());
        annotation.subject.edit = hash.finish();
        CF_TRY(markRegion(row, folder, annotation));
        const BatchFile *picture = fileOfKind(row, "picture");
        names.push_back(picture != nullptr ? picture->path : row.files.front().path);
        annotations.push_back(std::move(annotation));
    }
    nlohmann::ordered_json coco = toCoco(annotations);
    coco["info"]["description"] = "Regions of synthetic radiographs, made with Contrafact";
    for (std::size_t image = 0; image < names.size(); ++image)
        coco["images"][image]["file_name"] = names[image];
    return writeWhole(folder / "annotations.coco.json",
        coco.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", replaceOwnConfidential());
}

} // namespace cf::cli
