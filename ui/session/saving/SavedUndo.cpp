#include "ui/session/saving/SavedUndo.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr quint32 magic = 0x43465531; // "CFU1"
constexpr std::size_t maxBytes = std::size_t{ 64 } << 20U;
constexpr quint32 maxSteps = 500;
constexpr int longestSide = 65535; // Of a DICOM image.

QByteArray bytesOf(const std::vector<std::uint8_t> &values)
{
    constexpr int fast = 1; // A mask is mostly long runs.
    return qCompress(reinterpret_cast<const uchar *>(values.data()), qsizetype(values.size()), fast);
}

/// Nothing unless the bytes hold exactly the rectangle's values. The stated size is looked at before any is unpacked.
std::optional<MaskPatch> patchOf(const QRect &rect, const QByteArray &bytes)
{
    const std::size_t expected = std::size_t(rect.width()) * std::size_t(rect.height());
    if (bytes.size() < 4)
        return std::nullopt;
    std::size_t stated = 0;
    for (qsizetype at = 0; at < 4; ++at)
        stated = stated << 8U | std::uint8_t(bytes[at]);
    const QByteArray values = stated == expected ? qUncompress(bytes) : QByteArray();
    if (std::size_t(values.size()) != expected)
        return std::nullopt;
    return MaskPatch{ rect, { values.begin(), values.end() } };
}

} // namespace

QByteArray packed(const SavedUndo &undo)
{
    std::size_t first = undo.steps.size();
    for (std::size_t bytes = 0; first > 0; --first) {
        bytes += 2 * undo.steps[first - 1]->before.values.size();
        if (bytes > maxBytes || undo.steps.size() - first >= maxSteps)
            break;
    }
    QByteArray file;
    QDataStream out(&file, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    out << magic << quint32(undo.steps.size() - first) << qint32(std::max(0, undo.index - int(first)))
        << quint64(undo.mask);
    for (std::size_t at = first; at < undo.steps.size(); ++at) {
        const MaskStep &step = *undo.steps[at];
        out << step.text << step.before.rect << bytesOf(step.before.values) << bytesOf(step.after.values);
    }
    return file;
}

std::optional<SavedUndo> unpackedUndo(const QByteArray &bytes)
{
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_4);
    quint32 mark = 0;
    quint32 count = 0;
    qint32 index = 0;
    quint64 mask = 0;
    in >> mark >> count >> index >> mask;
    if (in.status() != QDataStream::Ok || mark != magic || count > maxSteps || index < 0 || index > qint32(count))
        return std::nullopt;
    SavedUndo undo;
    undo.index = index;
    undo.mask = std::size_t(mask);
    for (quint32 at = 0; at < count; ++at) {
        QString text;
        QRect rect;
        QByteArray before;
        QByteArray after;
        in >> text >> rect >> before >> after;
        const QRect largest(0, 0, longestSide, longestSide);
        if (in.status() != QDataStream::Ok || rect.isEmpty() || !largest.contains(rect))
            return std::nullopt;
        auto old = patchOf(rect, before);
        auto made = patchOf(rect, after);
        if (!old || !made)
            return std::nullopt;
        undo.steps.push_back(std::make_shared<const MaskStep>(MaskStep{ text, *std::move(old), *std::move(made) }));
    }
    return undo;
}

} // namespace cf::ui
