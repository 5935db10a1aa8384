#include "core/datasets/KnownFiles.h"

#include "core/base/files/Sha256.h"

#include <system_error>
#include <utility>

namespace cf {

namespace {

std::string stampOf(const std::filesystem::path &file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return {};
    const auto changed = std::filesystem::last_write_time(file, error);
    return error ? std::string() : std::to_string(size) + "/" + std::to_string(changed.time_since_epoch().count());
}

} // namespace

KnownFiles::KnownFiles(ByPath known, std::function<std::optional<std::string>(const std::filesystem::path &)> read)
    : m_known(std::move(known))
    , m_read(std::move(read))
{
}

KnownFile &KnownFiles::known(const std::filesystem::path &file)
{
    KnownFile &found = m_known[file.string()];
    // Before it is read: what changes while it is read is read again next time.
    if (std::string stamp = stampOf(file); stamp.empty() || stamp != found.stamp)
        found = { std::move(stamp), {}, {} };
    return found;
}

std::string KnownFiles::patientOf(const std::filesystem::path &file)
{
    KnownFile &found = known(file);
    if (!found.patient) {
        found.patient = m_read(file);
        m_hasNews = m_hasNews || found.patient;
    }
    return found.patient.value_or(std::string());
}

std::string KnownFiles::sha256Of(const std::filesystem::path &file)
{
    KnownFile &found = known(file);
    if (!found.sha256)
        if (auto hash = sha256OfFile(file)) {
            found.sha256 = std::move(*hash);
            m_hasNews = true;
        }
    return found.sha256.value_or(std::string());
}

} // namespace cf
