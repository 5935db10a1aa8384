#include "core/base/AtomicFile.h"
#include "core/base/RegularFile.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/packages/ReaderPackage.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <sstream>

namespace cf::sessions {

using nlohmann::json;

namespace {

constexpr auto magic = "contrafact answers 1";

json auditJson(const std::vector<AuditRecord> &records)
{
    json all = json::array();
    for (const AuditRecord &one : records)
        all.push_back({ one.sequence, one.time, one.actor, one.kind, one.content, one.previous, one.hash });
    return all;
}

std::vector<AuditRecord> auditFrom(const json &all)
{
    std::vector<AuditRecord> records;
    for (const json &one : all)
        if (one.is_array() && one.size() == 7)
            records.push_back({ one[0].get<std::int64_t>(), one[1], one[2], one[3], one[4], one[5], one[6] });
    return records;
}

/// Every answer has its record in the reader's own chain, and the chain is whole.
Result<> checkChainOf(const std::vector<AuditRecord> &records, const std::vector<Reading> &readings)
{
    if (!checkChain(records).empty())
        return fail(ErrorCode::InvalidInput, "The answer file was altered: its audit is not whole.");
    for (const Reading &reading : readings) {
        const std::string hash = contentHash(reading);
        const bool isRecorded = std::ranges::any_of(records, [&](const AuditRecord &record) {
            return record.kind == "answer" && record.content.find(hash) != std::string::npos;
        });
        if (!isRecorded)
            return fail(ErrorCode::InvalidInput,
                "The answer file was altered: " + describe(reading.key) + " is not what the reader stored.");
    }
    return {};
}

} // namespace

Result<> writeAnswerFile(StudyStore &readerCopy, const std::string &reader, const std::filesystem::path &file)
{
    CF_ASSIGN(const Study study, readerCopy.study());
    if (!study.isReaderCopy)
        return fail(
            ErrorCode::InvalidInput, "Answer files are written on the reader's own machine, from their package.");
    CF_ASSIGN(const auto readings, readerCopy.readings(true, true));
    CF_ASSIGN(const auto audit, readerCopy.audit());
    CF_ASSIGN(const std::string key, readerCopy.answerKey());
    json answers = json::array();
    for (const Reading &reading : readings)
        answers.push_back(toJson(reading));
    const std::string id = study.id.substr(0, study.id.size() - reader.size() - 1);
    const std::string header = canonical({ { "study", id }, { "reader", reader } });
    CF_ASSIGN(const std::string cipher,
        encrypt(canonical({ { "answers", answers }, { "audit", auditJson(audit) } }), key, header));
    const std::string beginning = std::string(magic) + "\n" + header + "\n";
    const auto isEarlier = [&](const std::filesystem::path &old) { return beginsWith(old, beginning); };
    return writeWhole(file, beginning + cipher, overwriteIf(isEarlier));
}

Result<MergeReport> mergeAnswerFile(StudyStore &store, const std::filesystem::path &file)
{
    const std::string name = "The answer file " + file.filename().string();
    constexpr std::uintmax_t longestFile = std::uintmax_t{ 4 } << 30U;
    CF_ASSIGN(std::string text, readText(file, longestFile));
    std::istringstream stream(std::move(text));
    std::string line;
    std::string header;
    if (!std::getline(stream, line) || line != magic || !std::getline(stream, header))
        return fail(ErrorCode::InvalidInput, name + " is no answer file.");
    std::ostringstream rest;
    rest << stream.rdbuf();
    CF_ASSIGN(const json head, parseJson(header, "The header of " + file.filename().string()));
    CF_ASSIGN(const Study study, store.study());
    MergeReport report;
    std::string id;
    JsonObject parts(head, "the header of " + file.filename().string());
    parts.read("study", id);
    parts.read("reader", report.reader);
    CF_TRY(parts.finish());
    if (id != study.id)
        return fail(ErrorCode::InvalidInput, name + " belongs to another study; nothing was merged.");
    if (study.isClosed)
        return fail(ErrorCode::InvalidInput, "The study is closed; nothing was merged.");
    CF_ASSIGN(const std::string key, store.answerKey());
    CF_ASSIGN(const std::string plain, decrypt(rest.str(), key, header, name));
    CF_ASSIGN(const json contents, parseJson(plain, name));
    std::vector<Reading> readings;
    for (const json &one : contents.value("answers", json::array())) {
        CF_ASSIGN(auto reading, readingFromJson(study.protocol, one));
        const auto isSeal = [&](const Seal &seal) { return seal.hash == reading.seal; };
        if (reading.key.reader != report.reader || std::ranges::none_of(study.seals, isSeal))
            return fail(ErrorCode::InvalidInput,
                name + " holds answers to a protocol that was never sealed here; nothing was merged.");
        readings.push_back(std::move(reading));
    }
    CF_TRY(checkChainOf(auditFrom(contents.value("audit", json::array())), readings));
    for (const Reading &reading : readings) {
        CF_ASSIGN(const auto outcome, store.importReading(reading, file.filename().string()));
        report.added += outcome == StudyStore::Import::New ? 1 : 0;
        report.known += outcome == StudyStore::Import::Known ? 1 : 0;
        if (outcome == StudyStore::Import::Conflict)
            report.conflicts.push_back(describe(reading.key));
    }
    CF_TRY(store.note("coordinator", "merged",
        json{ { "file", file.filename().string() }, { "reader", report.reader }, { "added", report.added },
            { "known", report.known }, { "conflicts", report.conflicts } }
            .dump()));
    return report;
}

} // namespace cf::sessions
