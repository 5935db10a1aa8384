#include "core/sessions/store/KnownHeads.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"

#include <QByteArray>
#include <QDir>

#include <algorithm>
#include <filesystem>

namespace cf::sessions::store {

namespace {

/// An id as this program makes them, 32 hexadecimal digits, with "-READER" for a reader's copy. It comes out of a file
/// that others may have written, and becomes the name of one.
bool namesFile(const std::string &studyId)
{
    constexpr std::size_t digits = 32;
    constexpr std::size_t longest = 200;
    const auto isHex = [](char letter) { return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f'); };
    if (studyId.size() < digits || studyId.size() > longest
        || !std::all_of(studyId.begin(), studyId.begin() + digits, isHex))
        return false;
    const std::string reader = studyId.substr(digits);
    return reader.empty()
        || (reader[0] == '-' && reader.find('/') == std::string::npos && reader.find('\0') == std::string::npos);
}

QString fileOf(const std::string &studyId)
{
    const QByteArray state = qgetenv("XDG_STATE_HOME");
    const QString root =
        state.isEmpty() ? QDir::homePath() + QStringLiteral("/.local/state") : QString::fromLocal8Bit(state);
    return root + QStringLiteral("/contrafact/studies/") + QString::fromStdString(studyId);
}

} // namespace

std::optional<KnownHead> headFromText(const std::string &text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon > 18
        || !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
            [](char letter) { return letter >= '0' && letter <= '9'; }))
        return std::nullopt;
    return KnownHead{ std::stoll(text.substr(0, colon)), text.substr(colon + 1) };
}

std::optional<KnownHead> knownHead(const std::string &studyId)
{
    if (!namesFile(studyId))
        return std::nullopt;
    const auto text = readText(fileOf(studyId).toStdString());
    if (!text)
        return std::nullopt;
    return headFromText(QByteArray::fromStdString(*text).trimmed().toStdString());
}

void keepHead(const std::string &studyId, const std::string &head)
{
    if (!namesFile(studyId))
        return;
    const auto wanted = headFromText(head);
    const auto known = knownHead(studyId);
    if (!wanted || (known && known->sequence >= wanted->sequence))
        return;
    const std::filesystem::path path = fileOf(studyId).toStdString();
    if (makeFolder(path.parent_path()))
        writeWhole(path, head + "\n", replaceOwnConfidential()); // Failing to keep it is no failure of the study.
}

} // namespace cf::sessions::store
