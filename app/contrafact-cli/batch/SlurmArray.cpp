#include "app/contrafact-cli/batch/SlurmArray.h"

#include "app/contrafact-cli/batch/ProgramCall.h"

#include <array>
#include <charconv>
#include <optional>
#include <sstream>

namespace cf::cli {

namespace {

constexpr const char *fromTheCluster = "Start this command on a machine of the cluster that submits jobs.";

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        if (!line.empty())
            lines.push_back(line);
    return lines;
}

std::vector<std::string> fieldsOf(const std::string &line)
{
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, '|');)
        fields.push_back(field);
    return fields;
}

/// The task of "1234_7".
std::optional<int> taskOf(const std::string &id)
{
    const auto place = id.find('_');
    int task = 0;
    if (place == std::string::npos)
        return std::nullopt;
    const char *begin = id.data() + place + 1;
    const char *end = id.data() + id.size();
    const auto parsed = std::from_chars(begin, end, task);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(task) : std::nullopt;
}

} // namespace

std::string slurmRange(const std::vector<int> &tasks)
{
    std::string range;
    for (std::size_t begin = 0; begin < tasks.size();) {
        std::size_t end = begin + 1;
        while (end < tasks.size() && tasks[end] == tasks[end - 1] + 1)
            ++end;
        range.append(range.empty() ? "" : ",").append(std::to_string(tasks[begin]));
        if (end - begin > 1)
            range.append("-").append(std::to_string(tasks[end - 1]));
        begin = end;
    }
    return range;
}

Result<SlurmArray> SlurmArray::submit(const std::filesystem::path &script, const std::vector<int> &tasks,
    const SlurmRequest &request, const std::filesystem::path &logs)
{
    std::vector<std::string> arguments{ "sbatch", "--parsable", "--requeue", "--open-mode=append",
        "--job-name=contrafact", "--array=" + slurmRange(tasks), "--cpus-per-task=" + std::to_string(request.cpus),
        "--output=" + (logs / "shard-%a.log").string() };
    const std::array<std::pair<const char *, const std::string *>, 4> given{ { { "--mem=", &request.memory },
        { "--time=", &request.time }, { "--partition=", &request.partition }, { "--account=", &request.account } } };
    for (const auto &[option, value] : given)
        if (!value->empty())
            arguments.push_back(option + *value);
    arguments.insert(arguments.end(), request.options.begin(), request.options.end());
    arguments.push_back(script.string());
    CF_ASSIGN(const Called said, callProgram(std::move(arguments), fromTheCluster));
    const std::string answer = trimmed(said.text);
    const std::string job = answer.substr(0, answer.find(';')); // "id;cluster"
    if (said.exitCode != 0 || job.empty() || job.find_first_not_of("0123456789") != std::string::npos)
        return fail(ErrorCode::Io, "sbatch did not take the job: " + answer);
    return SlurmArray(job);
}

Result<std::map<int, std::string>> SlurmArray::queued() const
{
    CF_ASSIGN(const Called said,
        callProgram({ "squeue", "--array", "--noheader", "--jobs=" + m_job, "--format=%i|%T" }, fromTheCluster));
    // The controller forgets a job some minutes after its end.
    if (said.exitCode != 0 && said.text.find("Invalid job id") != std::string::npos)
        return std::map<int, std::string>{};
    if (said.exitCode != 0)
        return fail(ErrorCode::Io, "squeue does not answer: " + trimmed(said.text));
    std::map<int, std::string> tasks;
    for (const std::string &line : linesOf(said.text))
        if (const auto fields = fieldsOf(line); fields.size() == 2)
            if (const auto task = taskOf(fields[0]); task && fields[1] != "COMPLETED")
                tasks[*task] = fields[1];
    return tasks;
}

std::map<int, SlurmEnd> SlurmArray::ended() const
{
    std::map<int, SlurmEnd> ends;
    const auto said = callProgram(
        { "sacct", "--noheader", "--parsable2", "--allocations", "--jobs=" + m_job, "--format=JobID,State,ExitCode" });
    if (!said || said->exitCode != 0)
        return ends;
    for (const std::string &line : linesOf(said->text))
        if (const auto fields = fieldsOf(line); fields.size() == 3)
            if (const auto task = taskOf(fields[0]))
                ends[*task] = { fields[1], fields[2] };
    return ends;
}

} // namespace cf::cli
