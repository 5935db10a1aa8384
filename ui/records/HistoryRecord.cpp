#include "ui/records/HistoryRecord.h"

#include "core/editing/ProvenanceJson.h"
#include "ui/records/DraftJson.h"

#include <QBuffer>
#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace cf::ui {
namespace {

constexpr int format = 1;
constexpr qint64 maxValues = qint64{ 65535 } * 65535; // Of a DICOM image. Larger numbers would be written rounded.
constexpr double notComputed = std::numeric_limits<double>::quiet_NaN();

QString recordText(const std::string &words)
{
    return QString::fromStdString(words);
}

/// Whole numbers of 64 bits do not fit JSON's numbers as Qt reads them.
QString recordText(quint64 number)
{
    return QString::number(number);
}

const char *keyOf(HistoryEntry::Kind kind)
{
    switch (kind) {
    case HistoryEntry::Kind::Original:
        return "original";
    case HistoryEntry::Kind::Result:
        return "result";
    case HistoryEntry::Kind::Cancelled:
        return "cancelled";
    case HistoryEntry::Kind::Failed:
        return "failed";
    case HistoryEntry::Kind::Draft:
        return "draft";
    }
    return "";
}

std::optional<HistoryEntry::Kind> kindFromKey(const QString &key)
{
    for (const auto kind : { HistoryEntry::Kind::Result, HistoryEntry::Kind::Cancelled, HistoryEntry::Kind::Failed,
             HistoryEntry::Kind::Draft }) {
        if (key == keyOf(kind))
            return kind;
    }
    return std::nullopt;
}

QJsonArray gatesToJson(const std::vector<Gate> &gates)
{
    QJsonArray list;
    for (const Gate &gate : gates)
        list << QJsonObject{ { "name", recordText(gate.name) }, { "label", recordText(gate.label) },
            { "value", gate.value }, { "limit", gate.limit }, { "at_least", gate.atLeast },
            { "unit", recordText(gate.unit) }, { "passed", gate.passed }, { "reason", recordText(gate.reason) } };
    return list;
}

std::vector<Gate> gatesFromJson(const QJsonArray &list)
{
    std::vector<Gate> gates;
    for (const QJsonValue &each : list)
        gates.push_back({ each["name"].toString().toStdString(), each["label"].toString().toStdString(),
            each["value"].toDouble(notComputed), each["limit"].toDouble(notComputed), each["at_least"].toBool(),
            each["unit"].toString().toStdString(), each["passed"].toBool(), each["reason"].toString().toStdString() });
    return gates;
}

QJsonArray candidatesToJson(const std::vector<CandidateLine> &candidates)
{
    QJsonArray list;
    for (const CandidateLine &line : candidates)
        list << QJsonObject{ { "what", line.what }, { "score", line.score }, { "accepted", line.accepted },
            { "chosen", line.chosen }, { "reason", line.reason }, { "score_name", line.scoreName } };
    return list;
}

std::vector<CandidateLine> candidatesFromJson(const QJsonArray &list)
{
    std::vector<CandidateLine> candidates;
    for (const QJsonValue &each : list) {
        CandidateLine line;
        line.what = each["what"].toString();
        line.score = each["score"].toDouble(notComputed);
        line.scoreName = each["score_name"].toString();
        line.accepted = each["accepted"].toBool();
        line.chosen = each["chosen"].toBool();
        line.reason = each["reason"].toString();
        candidates.push_back(std::move(line));
    }
    return candidates;
}

QJsonObject metricsToJson(const EditMetrics &metrics)
{
    QJsonArray stages;
    for (const StageTime &stage : metrics.stages)
        stages << QJsonObject{ { "stage", recordText(stage.stage) }, { "seconds", stage.seconds } };
    return { { "network_evaluations", metrics.networkEvaluations }, { "seconds", metrics.seconds },
        { "reconstruction_psnr", metrics.reconstructionPsnr },
        { "outside_changed_values", double(metrics.outsideChangedValues) },
        { "inside_changed_values", double(metrics.insideChangedValues) }, { "largest_change", metrics.largestChange },
        { "noise_floor", metrics.noiseFloor }, { "stages", stages } };
}

EditMetrics metricsFromJson(const QJsonObject &json)
{
    EditMetrics metrics;
    metrics.networkEvaluations = json["network_evaluations"].toInt();
    metrics.seconds = json["seconds"].toDouble();
    metrics.reconstructionPsnr = json["reconstruction_psnr"].toDouble(notComputed);
    metrics.outsideChangedValues = std::clamp(json["outside_changed_values"].toInteger(), qint64{ 0 }, maxValues);
    metrics.insideChangedValues = std::clamp(json["inside_changed_values"].toInteger(), qint64{ 0 }, maxValues);
    metrics.largestChange = json["largest_change"].toDouble();
    metrics.noiseFloor = json["noise_floor"].toDouble();
    for (const QJsonValue &stage : json["stages"].toArray())
        metrics.stages.push_back({ stage["stage"].toString().toStdString(), stage["seconds"].toDouble() });
    return metrics;
}

QJsonObject readingsToJson(const ClassifierReadings &readings)
{
    QJsonArray labels;
    for (const LabelReading &reading : readings.labels)
        labels << QJsonObject{ { "label", recordText(reading.label) }, { "before", reading.before },
            { "after", reading.after }, { "asked", reading.asked }, { "related", reading.related },
            { "trusted", reading.trusted } };
    QJsonObject json{ { "labels", labels }, { "collateral", readings.collateral },
        { "collateral_label", recordText(readings.collateralLabel) } };
    if (readings.gain)
        json["gain"] = *readings.gain;
    if (readings.flipped)
        json["flipped"] = *readings.flipped;
    return json;
}

ClassifierReadings readingsFromJson(const QJsonObject &json)
{
    ClassifierReadings readings;
    for (const QJsonValue &each : json["labels"].toArray())
        readings.labels.push_back({ each["label"].toString().toStdString(), each["before"].toDouble(),
            each["after"].toDouble(), each["asked"].toBool(), each["related"].toBool(), each["trusted"].toBool() });
    readings.collateral = json["collateral"].toDouble();
    readings.collateralLabel = json["collateral_label"].toString().toStdString();
    if (json["gain"].isDouble())
        readings.gain = json["gain"].toDouble();
    if (json["flipped"].isBool())
        readings.flipped = json["flipped"].toBool();
    return readings;
}

QJsonObject outlineToJson(const PreparedResult &result)
{
    QJsonArray warnings;
    for (const RegionWarning &warning : result.regionWarnings)
        warnings << QJsonObject{ { "code", recordText(warning.code) }, { "text", recordText(warning.text) } };
    QJsonObject json{ { "refused", result.refused() }, { "reason", result.reason },
        { "gates", gatesToJson(result.gates) }, { "candidates", candidatesToJson(result.candidates) },
        { "metrics", metricsToJson(result.metrics) }, { "provenance", recordText(toJson(result.provenance)) },
        { "region_is_drawn", result.regionIsDrawn }, { "spread", result.spreadNote }, { "region_warnings", warnings } };
    if (result.classifier)
        json["classifier"] = readingsToJson(*result.classifier);
    if (result.deviation)
        json["deviation_range"] = result.deviation->map().range;
    return json;
}

ResultPointer outlineFromJson(const QJsonObject &json)
{
    Result<Provenance> provenance = provenanceFromJson(json["provenance"].toString().toStdString());
    if (!provenance)
        return nullptr;
    auto result = std::make_shared<PreparedResult>();
    result->status = json["refused"].toBool() ? EditStatus::Refused : EditStatus::Accepted;
    result->reason = json["reason"].toString();
    result->gates = gatesFromJson(json["gates"].toArray());
    result->candidates = candidatesFromJson(json["candidates"].toArray());
    result->metrics = metricsFromJson(json["metrics"].toObject());
    result->provenance = *std::move(provenance);
    result->regionIsDrawn = json["region_is_drawn"].toBool();
    result->spreadNote = json["spread"].toString();
    for (const QJsonValue &each : json["region_warnings"].toArray())
        result->regionWarnings.push_back(
            { each["code"].toString().toStdString(), each["text"].toString().toStdString() });
    if (json["classifier"].isObject())
        result->classifier = readingsFromJson(json["classifier"].toObject());
    return result;
}

QString pictureToText(const QImage &picture)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    return QString::fromLatin1(buffer.data().toBase64());
}

} // namespace

QJsonObject toRecord(const HistoryEntry &entry, const std::string &imageKey, const PixelFiles &files)
{
    QJsonObject names;
    for (auto file = files.begin(); file != files.end(); ++file)
        names[file.key()] = file.value();
    QJsonObject record{ { "format", format }, { "image", recordText(imageKey) }, { "kind", keyOf(entry.kind) },
        { "number", entry.number }, { "instruction", entry.instruction }, { "note", entry.note },
        { "seed", recordText(entry.seed) }, { "mask_fingerprint", recordText(quint64(entry.maskFingerprint)) },
        { "made", entry.made.toString(Qt::ISODateWithMs) }, { "starred", entry.starred }, { "saved", entry.saved },
        { "pixels", names } };
    if (!entry.picture.isNull())
        record["picture"] = pictureToText(entry.picture);
    if (entry.draft)
        record["draft"] = toJson(*entry.draft);
    if (entry.parent > 0)
        record["parent"] = entry.parent;
    if (!entry.remark.isEmpty())
        record["remark"] = entry.remark;
    if (!entry.rerun.isEmpty())
        record["rerun"] = entry.rerun;
    if (entry.binned.isValid())
        record["binned"] = entry.binned.toUTC().toString(Qt::ISODate);
    if (entry.maskWasFound)
        record["mask_was_found"] = true;
    if (const PreparedResult *result = entry.judged())
        record["result"] = outlineToJson(*result);
    return record;
}

std::optional<HistoryEntry> fromRecord(const QJsonObject &record, const std::string &imageKey)
{
    const auto kind = kindFromKey(record["kind"].toString());
    if (record["format"].toInt() != format || record["image"].toString() != recordText(imageKey) || !kind
        || record["number"].toInt() < 1)
        return std::nullopt;
    HistoryEntry entry;
    entry.kind = *kind;
    entry.number = record["number"].toInt();
    entry.instruction = record["instruction"].toString();
    entry.note = record["note"].toString();
    entry.seed = record["seed"].toString().toULongLong();
    entry.maskFingerprint = size_t(record["mask_fingerprint"].toString().toULongLong());
    entry.parent = std::max(0, record["parent"].toInt());
    entry.remark = record["remark"].toString();
    entry.rerun = record["rerun"].toString();
    entry.binned = QDateTime::fromString(record["binned"].toString(), Qt::ISODate);
    entry.maskWasFound = record["mask_was_found"].toBool();
    if (record["draft"].isObject())
        entry.draft = draftFromJson(record["draft"].toObject());
    entry.made = QDateTime::fromString(record["made"].toString(), Qt::ISODateWithMs);
    entry.starred = record["starred"].toBool();
    entry.saved = record["saved"].toBool();
    entry.picture.loadFromData(QByteArray::fromBase64(record["picture"].toString().toLatin1()), "PNG");
    if (entry.kind == HistoryEntry::Kind::Result) {
        entry.outline = outlineFromJson(record["result"].toObject());
        if (!entry.outline)
            return std::nullopt;
    }
    return entry;
}

PixelFiles pixelFilesOf(const QJsonObject &record)
{
    PixelFiles files;
    const QJsonObject names = record["pixels"].toObject();
    for (auto name = names.begin(); name != names.end(); ++name)
        files[name.key()] = name.value().toString();
    return files;
}

} // namespace cf::ui
