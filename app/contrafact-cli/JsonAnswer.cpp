#include "app/contrafact-cli/JsonAnswer.h"

#include "app/contrafact-cli/Subcommands.h"

#include <cstdio>

namespace cf::cli {

int printAnswer(const std::function<Result<Json>()> &work)
{
    const auto done = work();
    if (!done)
        return explainError(done.error());
    std::printf("%s\n", done->dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return std::fflush(stdout) == 0 ? Done : Failed;
}

Json verificationOf(const std::vector<sessions::Tampering> &found, std::size_t auditRecords, const std::string &head)
{
    Json all = Json::array();
    for (const sessions::Tampering &one : found)
        all.push_back({ { "what", one.what }, { "where", one.where }, { "text", one.text } });
    return { { "whole", found.empty() }, { "audit_records", auditRecords }, { "head", head }, { "found", all } };
}

int printVerification(const std::function<Result<Json>()> &work)
{
    bool isWhole = true;
    const int exitCode = printAnswer([&]() -> Result<Json> {
        CF_ASSIGN(Json report, work());
        isWhole = report["whole"];
        return report;
    });
    return exitCode == Done && !isWhole ? Refused : exitCode;
}

} // namespace cf::cli
