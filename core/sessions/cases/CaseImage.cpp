#include "core/base/files/Sha256.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/values/JsonObject.h"

#include <QByteArray>

namespace cf::sessions {

using nlohmann::json;

namespace {

const EnumKeys<Photometric> &photometricKeys()
{
    static const EnumKeys<Photometric> keys{ { "MONOCHROME1", Photometric::Monochrome1 },
        { "MONOCHROME2", Photometric::Monochrome2 } };
    return keys;
}

const EnumKeys<VoiFunction> &voiKeys()
{
    static const EnumKeys<VoiFunction> keys{ { "LINEAR", VoiFunction::Linear },
        { "LINEAR_EXACT", VoiFunction::LinearExact }, { "SIGMOID", VoiFunction::Sigmoid } };
    return keys;
}

json tableJson(const std::optional<LookupTable> &table)
{
    if (!table)
        return nullptr;
    return { { "first", table->firstInput }, { "bits", table->bitsPerEntry }, { "values", table->values } };
}

std::optional<LookupTable> readTable(JsonObject &owner, const char *name)
{
    const json *member = owner.take(name);
    if (member == nullptr || member->is_null())
        return std::nullopt;
    LookupTable table;
    JsonObject object(*member, name);
    object.read("first", table.firstInput);
    object.read("bits", table.bitsPerEntry);
    object.read("values", table.values);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return table;
}

template <typename Value> json optionalJson(const std::optional<Value> &value)
{
    return value ? json(*value) : json(nullptr);
}

template <typename Value> void readOptional(JsonObject &owner, const char *name, std::optional<Value> &value)
{
    const json *member = owner.take(name);
    if (member != nullptr && member->is_number())
        value = member->get<Value>();
}

/// Stored values as 16 bits each, little-endian; signed ones in two's complement.
std::string rawPixels(const Radiograph &radiograph)
{
    std::string raw;
    raw.reserve(radiograph.stored.pixels.size() * 2);
    for (const std::int32_t value : radiograph.stored.pixels) {
        raw += static_cast<char>(value & 0xFF);
        raw += static_cast<char>((value >> 8) & 0xFF);
    }
    return raw;
}

} // namespace

std::string headerOf(const Radiograph &radiograph)
{
    return canonical({ { "width", radiograph.stored.width }, { "height", radiograph.stored.height },
        { "bits", radiograph.bitsStored }, { "signed", radiograph.isSigned },
        { "photometric", keyOf(photometricKeys(), radiograph.photometric) }, { "slope", radiograph.rescaleSlope },
        { "intercept", radiograph.rescaleIntercept }, { "modality_lut", tableJson(radiograph.modalityLut) },
        { "center", optionalJson(radiograph.windowCenter) }, { "window", optionalJson(radiograph.windowWidth) },
        { "voi", keyOf(voiKeys(), radiograph.voiFunction) }, { "voi_lut", tableJson(radiograph.voiLut) },
        { "padding", optionalJson(radiograph.paddingValue) },
        { "padding_limit", optionalJson(radiograph.paddingRangeLimit) }, { "column_spacing", radiograph.columnSpacing },
        { "row_spacing", radiograph.rowSpacing }, { "view", radiograph.viewPosition } });
}

std::string imageHash(const Radiograph &radiograph)
{
    Sha256 hash;
    const std::string header = headerOf(radiograph);
    const std::string raw = rawPixels(radiograph);
    hash.add(header.data(), header.size());
    hash.add(raw.data(), raw.size());
    return hash.finish();
}

std::string packPixels(const Radiograph &radiograph)
{
    QByteArray planes(static_cast<qsizetype>(radiograph.stored.pixels.size() * 2), '\0');
    const auto count = static_cast<qsizetype>(radiograph.stored.pixels.size());
    std::int32_t last = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const std::int32_t value = radiograph.stored.pixels[static_cast<std::size_t>(i)];
        const std::int32_t step = value - last;
        planes[i] = static_cast<char>(step & 0xFF); // Low and high bytes apart: each is alike over the image.
        planes[count + i] = static_cast<char>((step >> 8) & 0xFF);
        last = value;
    }
    return qCompress(planes, 1).toStdString();
}

Result<Radiograph> unpackImage(const std::string &header, const std::string &pixels)
{
    CF_ASSIGN(const json value, parseJson(header, "The header of an image of the study"));
    Radiograph radiograph;
    int width = 0;
    int height = 0;
    JsonObject object(value, "the header of an image of the study");
    object.read("width", width);
    object.read("height", height);
    object.read("bits", radiograph.bitsStored);
    object.read("signed", radiograph.isSigned);
    object.readEnum("photometric", radiograph.photometric, photometricKeys());
    object.read("slope", radiograph.rescaleSlope);
    object.read("intercept", radiograph.rescaleIntercept);
    radiograph.modalityLut = readTable(object, "modality_lut");
    readOptional(object, "center", radiograph.windowCenter);
    readOptional(object, "window", radiograph.windowWidth);
    object.readEnum("voi", radiograph.voiFunction, voiKeys());
    radiograph.voiLut = readTable(object, "voi_lut");
    readOptional(object, "padding", radiograph.paddingValue);
    readOptional(object, "padding_limit", radiograph.paddingRangeLimit);
    object.read("column_spacing", radiograph.columnSpacing);
    object.read("row_spacing", radiograph.rowSpacing);
    object.read("view", radiograph.viewPosition);
    CF_TRY(object.finish());
    const QByteArray planes = qUncompress(QByteArray::fromStdString(pixels));
    const qint64 count = static_cast<qint64>(width) * height;
    if (width <= 0 || height <= 0 || count > (1 << 28) || planes.size() != count * 2)
        return fail(ErrorCode::InvalidInput, "An image of the study is damaged: its pixels do not fit its header.");
    radiograph.stored = StoredImage(width, height);
    std::uint32_t last = 0;
    for (qint64 i = 0; i < count; ++i) {
        const std::uint32_t step = static_cast<unsigned char>(planes[i])
            | static_cast<std::uint32_t>(static_cast<unsigned char>(planes[count + i])) << 8U;
        last = (last + step) & 0xFFFFU;
        radiograph.stored.pixels[static_cast<std::size_t>(i)] =
            radiograph.isSigned ? static_cast<std::int16_t>(last) : static_cast<std::int32_t>(last);
    }
    return radiograph;
}

} // namespace cf::sessions
