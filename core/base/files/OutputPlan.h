#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// All files that one command reads and writes, checked together before it works: no output is an input or another
/// output, however it is spelt (links, hard links, "..", case), none replaces a file that it may not, and each can be
/// written now.
class OutputPlan
{
public:
    /// Whether an output may be a device or pipe such as /dev/stdout: text may, an object or picture may not.
    enum class Form { Text, Object };

    /// `option`: how the user named it, e.g. "--mask". An empty path is left out.
    void reads(std::string option, std::filesystem::path file);
    void writes(std::string option, std::filesystem::path file, WritePolicy policy, Form form = Form::Object);

    /// Errors: InvalidInput naming the options, or what AtomicFile says of the name.
    Result<> check() const;
    /// The same for the output named by `option` alone; nothing to say where there is none.
    Result<> checkOutput(const std::string &option) const;

private:
    struct Input {
        std::string option;
        std::filesystem::path file;
    };
    struct Output {
        std::string option;
        std::filesystem::path file;
        WritePolicy policy;
        Form form = Form::Object;
    };

    Result<> check(const Output &output) const;

    std::vector<Input> m_inputs;
    std::vector<Output> m_outputs;
};

/// Whether two names mean one file: the same existing file, or, where one is not there yet, the same name (case aside)
/// in the same folder.
bool isSameFile(const std::filesystem::path &a, const std::filesystem::path &b);

} // namespace cf
