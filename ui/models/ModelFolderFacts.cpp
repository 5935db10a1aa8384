#include "ui/models/ModelFolderFacts.h"

#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QtEndian>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr qint64 longestHeader = 100 << 20; // Bytes; safetensors' own limit.

QString pathText(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    return checkRegularFile(path.toStdString()) && file.open(QIODevice::ReadOnly)
        ? QJsonDocument::fromJson(file.readAll()).object()
        : QJsonObject();
}

/// The header of a safetensors file: eight bytes with its length, then JSON with a member for each tensor.
void readHeader(const QString &path, WeightsFile &weights)
{
    QFile file(path);
    quint64 length = 0;
    if (!checkRegularFile(path.toStdString()) || !file.open(QIODevice::ReadOnly)
        || file.read(reinterpret_cast<char *>(&length), 8) != 8) {
        weights.problem = QObject::tr("It cannot be read.");
        return;
    }
    length = qFromLittleEndian(length);
    if (length > quint64(longestHeader) || qint64(length) > file.size() - 8) {
        weights.problem = QObject::tr("It ends early, or is no safetensors file.");
        return;
    }
    const QJsonObject header = QJsonDocument::fromJson(file.read(qint64(length))).object();
    const qint64 room = file.size() - 8 - qint64(length);
    for (auto each = header.begin(); each != header.end(); ++each) {
        if (each.key() == "__metadata__")
            continue;
        const QJsonObject tensor = each->toObject();
        std::int64_t values = 1;
        for (const QJsonValue &side : tensor["shape"].toArray())
            values *= side.toInteger();
        if (tensor["data_offsets"][1].toInteger() > room)
            weights.problem = QObject::tr("It ends early: %1 lies beyond its end.").arg(each.key());
        const QString type = tensor["dtype"].toString();
        if (!weights.types.contains(type))
            weights.types << type;
        weights.values += values;
        ++weights.tensors;
    }
    if (weights.tensors == 0 && weights.problem.isEmpty())
        weights.problem = QObject::tr("It holds no tensor.");
}

} // namespace

std::uint64_t ModelFolderFacts::bytes() const
{
    std::uint64_t all = 0;
    for (const WeightsFile &file : weights)
        all += file.bytes;
    return all;
}

int ModelFolderFacts::tensors() const
{
    int all = 0;
    for (const WeightsFile &file : weights)
        all += file.tensors;
    return all;
}

QStringList ModelFolderFacts::types() const
{
    QStringList all;
    for (const WeightsFile &file : weights)
        all << file.types;
    all.removeDuplicates();
    return all;
}

ModelFolderFacts readModelFolder(const std::filesystem::path &folder)
{
    ModelFolderFacts facts;
    facts.folder = folder;
    const QDir dir(pathText(folder));
    facts.name = dir.dirName();
    if (!dir.exists()) {
        facts.problem = QObject::tr("The folder is not there.");
        return facts;
    }
    const QJsonObject ours = readJson(dir.filePath("contrafact.json"));
    facts.name = ours["name"].toString(facts.name);
    facts.licence = ours["licence"].toString();
    facts.warning = ours["warning"].toString();
    facts.trainingData = ours["training_data"].toString();
    facts.limits = ours["limits"].toString();
    facts.defaultMethod = ours["default_method"].toString();
    facts.imageSize = ours["image_size"].toInt();
    const QJsonObject grammar = ours["grammar"].toObject();
    facts.statesGrammar = !grammar.isEmpty();
    facts.words = grammar["words"].toObject().keys();
    facts.hearsSide = grammar["hears_side"].toBool();
    facts.hearsSeverity = grammar["hears_severity"].toBool();
    facts.hearsZone = grammar["hears_zone"].toBool();
    const QJsonObject hashes = ours["sha256"].toObject();
    for (auto each = hashes.begin(); each != hashes.end(); ++each)
        facts.hashes[each.key().toStdString()] = each->toString().toStdString();
    QStringList names;
    QDirIterator files(dir.path(), { "*.safetensors", "*.bin" }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names << dir.relativeFilePath(files.next());
    names.sort();
    for (const QString &name : names) {
        WeightsFile weights;
        weights.name = name;
        weights.bytes = std::uint64_t(QFileInfo(dir.filePath(name)).size());
        if (name.endsWith(".safetensors"))
            readHeader(dir.filePath(name), weights);
        else
            weights.types << "bin";
        facts.weights.push_back(std::move(weights));
    }
    if (!dir.exists("unet"))
        facts.problem = QObject::tr("This is no model folder: it has no folder \"unet\". See Help: Models.");
    else if (facts.weights.empty())
        facts.problem = QObject::tr("It holds no weights.");
    for (const WeightsFile &weights : facts.weights) {
        if (facts.problem.isEmpty() && !weights.problem.isEmpty())
            facts.problem = weights.name + ": " + weights.problem;
    }
    return facts;
}

Result<QStringList> verifyModelFolder(const ModelFolderFacts &facts, const JobContext &job)
{
    QStringList wrong;
    int step = 0;
    for (const auto &[name, stated] : facts.hashes) {
        job.report({ step++, int(facts.hashes.size()), "Verifying", -1.0 });
        QFile file(pathText(facts.folder / name));
        if (!checkRegularFile(facts.folder / name) || !file.open(QIODevice::ReadOnly)) {
            wrong << QString::fromStdString(name);
            continue;
        }
        Sha256 hash;
        constexpr qint64 piece = 4 << 20;
        while (!file.atEnd()) {
            CF_TRY(job.checkStop());
            const QByteArray bytes = file.read(piece);
            if (bytes.isEmpty())
                return fail(ErrorCode::Io, name + " cannot be read to its end.");
            hash.add(bytes.constData(), std::size_t(bytes.size()));
        }
        if (hash.finish() != stated)
            wrong << QString::fromStdString(name);
    }
    return wrong;
}

} // namespace cf::ui
