#include "app/contrafact-cli/OutputFolder.h"

#include "app/contrafact-cli/Subcommands.h"
#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"

#include <sstream>
#include <utility>

namespace cf::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char *listName = "contrafact.sha256";
constexpr std::string_view listHeader = "# Written by Contrafact; sha256sum -c reads this list.\n";
constexpr std::size_t hashDigits = 64;
constexpr std::uintmax_t longestList = std::uintmax_t{ 1 } << 30U;

} // namespace

OutputFolder::OutputFolder(fs::path folder, bool overwrite)
    : m_folder(std::move(folder))
    , m_overwrite(overwrite)
    , m_hashes(std::make_shared<std::map<std::string, std::string>>())
{
}

fs::path OutputFolder::listFile() const
{
    return m_folder / listName;
}

Result<OutputFolder> OutputFolder::open(fs::path folder, bool overwrite)
{
    OutputFolder opened(std::move(folder), overwrite);
    CF_TRY(makeFolder(opened.m_folder));
    std::error_code failure;
    const fs::path list = opened.listFile();
    if (!fs::exists(fs::symlink_status(list, failure))) {
        removeLeftovers(opened.m_folder);
        return opened;
    }
    opened.m_hasList = true;
    if (fs::is_symlink(list, failure) || !beginsWith(list, listHeader))
        return fail(ErrorCode::InvalidInput,
            "The file " + list.string() + " is not a list of this program. Move it away, or choose another folder.");
    CF_ASSIGN(const std::string text, readText(list, longestList));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.size() > hashDigits + 2 && !line.starts_with('#'))
            (*opened.m_hashes)[line.substr(hashDigits + 2)] = line.substr(0, hashDigits);
    removeLeftovers(opened.m_folder);
    return opened;
}

WritePolicy OutputFolder::policy() const
{
    return outputPolicy(m_overwrite, [hashes = m_hashes](const fs::path &file) {
        const auto listed = hashes->find(file.filename().string());
        if (listed == hashes->end())
            return false;
        const auto hash = sha256OfFile(file);
        return hash && *hash == listed->second;
    });
}

Result<> OutputFolder::add(const std::string &name)
{
    CF_ASSIGN(const std::string hash, sha256OfFile(m_folder / name));
    (*m_hashes)[name] = hash;
    if (!m_hasList) // Not before there is something to list.
        CF_TRY(writeWhole(listFile(), listHeader));
    m_hasList = true;
    return appendLines(listFile(), hash + "  " + name + "\n");
}

WritePolicy OutputFolder::tablePolicy(const std::string &header) const
{
    return outputPolicy(m_overwrite, [listed = policy(), header, hashes = m_hashes](const fs::path &file) {
        // A run that was killed did not come to list its table.
        const bool isListed = hashes->contains(file.filename().string());
        return isListed ? listed.mayReplace(file) : beginsWith(file, header);
    });
}

Result<> OutputFolder::checkTable(const std::string &name, const std::string &header) const
{
    return checkWritable(m_folder / name, tablePolicy(header));
}

Result<> OutputFolder::beginTable(const std::string &name, const std::string &header)
{
    CF_TRY(writeWhole(m_folder / name, header, tablePolicy(header)));
    m_hashes->erase(name);
    m_table = name;
    return {};
}

Result<> OutputFolder::addRows(std::string_view rows) const
{
    return appendLines(m_folder / m_table, rows);
}

Result<> OutputFolder::finish()
{
    if (!m_table.empty())
        CF_TRY(add(m_table));
    std::string text(listHeader);
    for (const auto &[name, hash] : *m_hashes)
        text += hash + "  " + name + "\n";
    return writeWhole(listFile(), text, overwriteIf([](const fs::path &file) { return beginsWith(file, listHeader); }));
}

} // namespace cf::cli
