#include "app/contrafact-cli/batch/BatchSubmit.h"

#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/FolderLock.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/OutputPlan.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/JsonFile.h"
#include "core/datasets/plan/BatchPlan.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <thread>

namespace cf::cli {

namespace {

constexpr std::string_view scriptBeginning =
    "#!/usr/bin/env bash\n# One shard of a batch; written by contrafact-cli batch submit.\n";
constexpr std::chrono::milliseconds stopInterval{ 100 };
/// The controller of a busy cluster is asked no oftener.
constexpr std::chrono::seconds queueInterval{ 5 };

/// "shard-00007"
std::filesystem::path shardFolder(const std::filesystem::path &output, int shard)
{
    std::array<char, 24> name{};
    std::snprintf(name.data(), name.size(), "shard-%05d", shard);
    return output / name.data();
}

bool isFinished(const std::filesystem::path &output, int shard)
{
    std::error_code ignored;
    return std::filesystem::exists(shardFolder(output, shard) / "manifest.csv", ignored);
}

std::vector<int> unfinished(const BatchSubmission &submission)
{
    std::vector<int> shards;
    for (int shard = 1; shard <= submission.shards; ++shard)
        if (!isFinished(submission.output, shard))
            shards.push_back(shard);
    return shards;
}

/// For a shell, whatever is in it.
std::string shellQuoted(const std::string &text)
{
    std::string quoted = "'";
    for (const char character : text)
        if (character == '\'')
            quoted += "'\\''";
        else
            quoted += character;
    return quoted + "'";
}

Result<std::string> scriptOf(const BatchSubmission &submission, const std::filesystem::path &output)
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return fail(ErrorCode::Io, "The program's own file was not found: " + error.message() + ".");
    std::string script = std::string(scriptBeginning)
        + "set -euo pipefail\nexport OMP_WAIT_POLICY=passive\n"
          "shard=${SLURM_ARRAY_TASK_ID:?this script runs as a job array}\n"
          "exec ";
    script += shellQuoted(program.string()) + " batch --plan " + shellQuoted((output / "plan.json").string());
    if (!submission.model.empty())
        script += " --model " + shellQuoted(std::filesystem::absolute(submission.model).string());
    return script + " --shard \"$shard/" + std::to_string(submission.shards)
        + "\" --workers \"${SLURM_CPUS_PER_TASK:-1}\" --quiet \\\n    --output " + shellQuoted(output.string())
        + "/shard-$(printf '%05d' \"$shard\")\n";
}

/// The plan with the films' folder as every node finds it.
Result<std::string> planText(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, asInput(readText(file)));
    CF_ASSIGN(BatchPlan plan, batchPlanFromJson(text));
    if (plan.films.empty())
        return fail(ErrorCode::InvalidInput, "The plan names no folder of films.");
    CF_TRY(validate(plan));
    std::error_code error;
    if (!std::filesystem::is_directory(plan.films, error))
        return fail(ErrorCode::InvalidInput, "The folder of films \"" + plan.films.string() + "\" was not found.");
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(toJson(plan));
    json["films"] = std::filesystem::canonical(plan.films, error).string();
    return json.dump(2) + "\n";
}

/// The array's script, recognised by its beginning; another of its name is the user's.
bool isOurScript(const std::filesystem::path &file)
{
    return beginsWith(file, scriptBeginning);
}

/// The folder is led by this program alone, and holds nothing yet or these very parts.
Result<> prepare(const BatchSubmission &submission, const std::string &plan, const std::filesystem::path &output)
{
    CF_TRY(makeFolder(output / "logs"));
    const auto known = output / "submission.json";
    const nlohmann::ordered_json now{ { "shards", submission.shards }, { "plan", nlohmann::json::parse(plan) } };
    std::error_code ignored;
    if (std::filesystem::exists(known, ignored)) {
        CF_ASSIGN(const auto before, readJsonFile(known));
        if (before != nlohmann::json::parse(now.dump()))
            return fail(ErrorCode::InvalidInput,
                "\"" + output.string() + "\" holds a batch of another plan or of other parts. Name another folder.");
    }
    CF_TRY(writeWhole(known, now.dump(2) + "\n", replaceOwn()));
    if (!isSameFile(submission.plan, output / "plan.json")) // What is read is never written over.
        CF_TRY(writeWhole(output / "plan.json", plan, replaceOwn()));
    CF_ASSIGN(const std::string script, scriptOf(submission, output));
    return writeWhole(output / "array.sh", script, overwriteIf(isOurScript));
}

/// The array that still runs, of an earlier call.
Result<std::optional<SlurmArray>> runningArray(const std::filesystem::path &output)
{
    const auto known = readJsonFile(output / "job.json");
    if (!known || !known->contains("job") || !(*known)["job"].is_string())
        return std::nullopt;
    SlurmArray array((*known)["job"].get<std::string>());
    CF_ASSIGN(const auto queued, array.queued());
    return queued.empty() ? std::nullopt : std::optional(std::move(array));
}

void show(const BatchSubmission &submission, const std::map<int, std::string> &queued, std::string &before)
{
    std::map<std::string, int> states;
    for (const auto &[task, state] : queued)
        ++states[state];
    std::string text = std::to_string(submission.shards - static_cast<int>(unfinished(submission).size())) + " of "
        + std::to_string(submission.shards) + " shards finished";
    for (const auto &[state, count] : states)
        text += ", " + std::to_string(count) + " " + state;
    if (!submission.isQuiet && text != before)
        std::fprintf(stderr, "%s\n", text.c_str());
    before = text;
}

/// Until nothing of it is in the queue.
Result<> follow(const BatchSubmission &submission, const SlurmArray &array, const std::stop_token &stop)
{
    std::string shown;
    int unanswered = 0;
    while (true) {
        const auto queued = array.queued();
        // A controller that restarts is away for a moment.
        constexpr int patience = 12;
        if (!queued && ++unanswered > patience)
            return tl::unexpected(queued.error());
        if (queued) {
            unanswered = 0;
            show(submission, *queued, shown);
            if (queued->empty())
                return {};
        }
        for (auto waited = std::chrono::milliseconds(0); waited < queueInterval; waited += stopInterval) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled,
                    "Not followed any more. The jobs go on: the same command follows them again, and scancel "
                        + array.job() + " ends them.");
            std::this_thread::sleep_for(stopInterval);
        }
    }
}

std::string lastLine(const std::filesystem::path &file)
{
    std::string last;
    if (!checkRegularFile(file))
        return last;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        if (!line.empty())
            last = line;
    return last;
}

/// Which shards ended without their manifest, and what they said last.
Error failure(const BatchSubmission &submission, const SlurmArray &array, const std::vector<int> &left)
{
    const auto ends = array.ended();
    std::string text = std::to_string(left.size()) + " of " + std::to_string(submission.shards)
        + " shards did not finish. The same command submits them again.";
    for (const int shard : left) {
        text += "\n  shard " + std::to_string(shard);
        if (const auto end = ends.find(shard); end != ends.end())
            text += " (" + end->second.state + ", exit code " + end->second.exitCode + ")";
        text += ": " + lastLine(submission.output / "logs" / ("shard-" + std::to_string(shard) + ".log"));
    }
    return { ErrorCode::Io, text };
}

} // namespace

Result<> submitBatch(const BatchSubmission &given, const std::stop_token &stop)
{
    BatchSubmission submission = given;
    submission.output = std::filesystem::absolute(given.output).lexically_normal();
    CF_ASSIGN(const std::string plan, planText(submission.plan));
    CF_TRY(FolderLock::claim(submission.output));
    CF_ASSIGN(const FolderLock lock, FolderLock::lead(submission.output));
    CF_TRY(prepare(submission, plan, submission.output));
    std::vector<int> left = unfinished(submission);
    if (!left.empty()) {
        CF_ASSIGN(auto array, runningArray(submission.output));
        if (array) {
            std::printf("job %s goes on\n", array->job().c_str());
        } else {
            CF_ASSIGN(array,
                SlurmArray::submit(
                    submission.output / "array.sh", left, submission.request, submission.output / "logs"));
            const nlohmann::ordered_json job{ { "job", array->job() } };
            CF_TRY(writeWhole(submission.output / "job.json", job.dump() + "\n", replaceOwn()));
            std::printf("job %s: shards %s\n", array->job().c_str(), slurmRange(left).c_str());
        }
        std::fflush(stdout);
        if (!submission.follows)
            return {};
        CF_TRY(follow(submission, *array, stop));
        left = unfinished(submission);
        if (!left.empty())
            return tl::unexpected(failure(submission, *array, left));
    }
    std::error_code ignored;
    if (std::filesystem::exists(submission.output / "all" / "manifest.csv", ignored)) {
        std::printf("manifest: %s\n", (submission.output / "all/manifest.csv").string().c_str());
        return {};
    }
    std::vector<std::filesystem::path> shards;
    for (int shard = 1; shard <= submission.shards; ++shard)
        shards.push_back(shardFolder(submission.output, shard));
    CF_TRY(mergeBatches(shards, submission.output / "all"));
    std::printf("manifest: %s\n", (submission.output / "all/manifest.csv").string().c_str());
    return {};
}

} // namespace cf::cli
