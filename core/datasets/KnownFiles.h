#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace cf {

/// What was read of a file before, for as long as its size and the time of its last change are the same.
struct KnownFile {
    std::string stamp; ///< Of size and time; empty: the file is not there.
    std::optional<std::string> patient; ///< As its object says, perhaps nothing; none: it could not be read.
    std::optional<std::string> sha256;
    bool operator==(const KnownFile &) const = default;
};

/// Remembers whose films files are and their hashes, so that a batch that goes on does not read every header, and every
/// file of another's size, again. Whoever is asked keeps the answer; what could not be read is asked again.
class KnownFiles
{
public:
    using ByPath = std::map<std::string, KnownFile>;
    /// `read`: the patient in a file's object; nothing where the file cannot be read.
    KnownFiles(ByPath known, std::function<std::optional<std::string>(const std::filesystem::path &)> read);

    std::string patientOf(const std::filesystem::path &file);
    std::string sha256Of(const std::filesystem::path &file);

    const ByPath &all() const { return m_known; }
    bool hasNews() const { return m_hasNews; } ///< Since it was made.

private:
    KnownFile &known(const std::filesystem::path &file);

    ByPath m_known;
    std::function<std::optional<std::string>(const std::filesystem::path &)> m_read;
    bool m_hasNews = false;
};

} // namespace cf
