#include "core/base/files/OutputPlan.h"

#include "core/base/files/RegularFile.h"

#include <algorithm>
#include <cctype>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <utility>

namespace cf {

namespace {

namespace fs = std::filesystem;

/// Disks of other systems take "A.png" and "a.png" for one file.
bool isSameName(const std::string &a, const std::string &b)
{
    const auto lowered = [](unsigned char character) { return std::tolower(character); };
    return std::ranges::equal(a, b, {}, lowered, lowered);
}

bool statusOf(const fs::path &file, struct stat &status)
{
    return ::stat(file.empty() ? "." : file.c_str(), &status) == 0;
}

bool isSameInode(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// What is written there is gone, so that it may be written twice.
bool isNullDevice(const struct stat &status)
{
    return S_ISCHR(status.st_mode) && major(status.st_rdev) == 1 && minor(status.st_rdev) == 3;
}

} // namespace

bool isSameFile(const fs::path &a, const fs::path &b)
{
    struct stat first {
    };
    struct stat second {
    };
    const bool firstThere = statusOf(a, first);
    const bool secondThere = statusOf(b, second);
    if (firstThere && secondThere)
        return isSameInode(first, second) && !isNullDevice(first);
    if (firstThere != secondThere)
        return false;
    return isSameName(a.filename().string(), b.filename().string()) && statusOf(a.parent_path(), first)
        && statusOf(b.parent_path(), second) && isSameInode(first, second);
}

void OutputPlan::reads(std::string option, fs::path file)
{
    if (!file.empty())
        m_inputs.push_back({ std::move(option), std::move(file) });
}

void OutputPlan::writes(std::string option, fs::path file, WritePolicy policy, Form form)
{
    if (!file.empty())
        m_outputs.push_back({ std::move(option), std::move(file), std::move(policy), form });
}

Result<> OutputPlan::check(const Output &output) const
{
    for (const Input &input : m_inputs)
        if (isSameFile(input.file, output.file))
            return fail(ErrorCode::InvalidInput,
                output.option + " names the file that " + input.option + " reads, " + input.file.string()
                    + ". What is read is never written over: choose another name.");
    for (const Output &other : m_outputs)
        if (&other != &output && isSameFile(other.file, output.file))
            return fail(ErrorCode::InvalidInput,
                output.option + " and " + other.option + " name the same file, " + output.file.string()
                    + ". Give each a name of its own.");
    if (output.form == Form::Object && isStream(output.file))
        return fail(ErrorCode::InvalidInput,
            output.option + " names a device or pipe, " + output.file.string() + ". Give a file name.");
    std::error_code failure;
    const auto folder = output.file.parent_path();
    if (!folder.empty() && std::filesystem::status(folder, failure).type() == std::filesystem::file_type::not_found)
        return fail(ErrorCode::InvalidInput,
            output.option + ": there is no folder " + folder.string() + ". Make it first, or choose another.");
    return checkWritable(output.file, output.policy);
}

Result<> OutputPlan::check() const
{
    for (const Input &input : m_inputs) {
        if (const auto checked = checkRegularFile(input.file); !checked)
            return fail(ErrorCode::InvalidInput, input.option + ": " + checked.error().message);
    }
    for (const Output &output : m_outputs)
        CF_TRY(check(output));
    return {};
}

Result<> OutputPlan::checkOutput(const std::string &option) const
{
    for (const Output &output : m_outputs)
        if (output.option == option)
            return check(output);
    return {};
}

} // namespace cf
