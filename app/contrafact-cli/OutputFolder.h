#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace cf::cli {

/// A folder of many outputs (films, masks, a table). The list contrafact.sha256 in it names what this program wrote,
/// with its hash: `sha256sum -c contrafact.sha256` checks the data set, and --overwrite replaces exactly the files that
/// are listed and still as they were written. A file that the user put there or changed stays.
class OutputFolder
{
public:
    /// Makes the folder where it is missing and reads its list. Errors: Io; InvalidInput where a file of the list's
    /// name is another's.
    static Result<OutputFolder> open(std::filesystem::path folder, bool overwrite);

    const std::filesystem::path &path() const { return m_folder; }
    /// What may happen to a file in the folder that is there already.
    WritePolicy policy() const;
    /// Lists a file that was written under policy().
    Result<> add(const std::string &name);

    /// Begins a table with its header line, in place of an older one of ours.
    Result<> beginTable(const std::string &name, const std::string &header);
    /// Rows are on the disk when it returns, so that a kill loses none that was written.
    Result<> addRows(std::string_view rows) const;
    /// Whether the table could be begun; to be asked before the work.
    Result<> checkTable(const std::string &name, const std::string &header) const;

    /// Lists the table, and writes the list anew without what is no more true.
    Result<> finish();

private:
    OutputFolder(std::filesystem::path folder, bool overwrite);
    std::filesystem::path listFile() const;
    WritePolicy tablePolicy(const std::string &header) const;

    std::filesystem::path m_folder;
    bool m_overwrite = false;
    bool m_hasList = false;
    std::shared_ptr<std::map<std::string, std::string>> m_hashes; ///< By name; shared with the policies given out.
    std::string m_table;
};

} // namespace cf::cli
