#include "core/annotation/store/AnnotationVerification.h"

#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/store/AnnotationRows.h"
#include "core/sessions/store/HeadCheck.h"
#include "core/sessions/store/Records.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace cf::annotation {

using nlohmann::json;
using sessions::AuditRecord;
using sessions::Tampering;
using sessions::store::Database;

namespace {

/// Image, annotator, role and revision as one text.
std::string wordOf(const std::string &image, const std::string &annotator, const std::string &role, int revision)
{
    return "annotation " + image + "/" + annotator + "/" + role + "/" + std::to_string(revision);
}

std::string wordOf(const AnnotationRow &row)
{
    return wordOf(row.image, row.annotator, keyOf(roleKeys(), row.role), row.revision);
}

/// The last word of the chain on one state.
struct Written {
    std::int64_t sequence = 0;
    std::string hash;
};

template <typename Value> Value memberOf(const json &object, const char *name)
{
    Value value{};
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end())
        return value;
    try {
        found->get_to(value);
    } catch (const json::exception &) { // The record itself is reported: its hash no longer fits.
    }
    return value;
}

std::map<std::string, Written> writtenBy(const std::vector<AuditRecord> &records)
{
    std::map<std::string, Written> written;
    for (const AuditRecord &record : records) {
        const json content = json::parse(record.content, nullptr, false);
        const std::string hash = memberOf<std::string>(content, "sha256");
        if (!hash.empty())
            written[wordOf(memberOf<std::string>(content, "image"), memberOf<std::string>(content, "annotator"),
                memberOf<std::string>(content, "role"), memberOf<int>(content, "revision"))] = { record.sequence,
                hash };
    }
    return written;
}

/// A decision stands on what annotators had said and finished; all of it must still be here. What was taken over from
/// files may have been overwritten before there was a chain.
void checkDecisions(
    const std::vector<AnnotationRow> &rows, const std::vector<AuditRecord> &records, std::vector<Tampering> &found)
{
    std::set<std::int64_t> migrated;
    for (const AuditRecord &record : records)
        if (record.kind == "migrated")
            migrated.insert(record.sequence);
    std::map<std::string, std::set<std::string>> hashesOfImage;
    for (const AnnotationRow &row : rows)
        hashesOfImage[row.image].insert(row.hash);
    for (const AnnotationRow &row : rows) {
        const auto annotation = annotationOf(row);
        if (!annotation || annotation->state != State::Done || migrated.contains(row.audit))
            continue;
        for (const std::string &hash : annotation->adjudicates)
            if (!hashesOfImage[row.image].contains(hash))
                found.push_back({ "decision-unfounded", wordOf(row),
                    "The decision names an annotation (" + hash.substr(0, 12) + "…) that is not here." });
    }
}

Result<> checkRows(Database &database, const std::string &knownHead, std::vector<Tampering> &found)
{
    CF_ASSIGN(const auto records, sessions::store::loadAudit(database));
    found = sessions::checkChain(records);
    CF_TRY(sessions::store::checkHeads(database, records, knownHead, found));
    CF_ASSIGN(const auto rows, loadAnnotationRows(database));
    auto expected = writtenBy(records);
    for (const AnnotationRow &row : rows) {
        const std::string where = wordOf(row);
        const auto written = expected.find(where);
        if (written == expected.end())
            found.push_back({ "annotation-inserted", where, "The annotation has no record in the audit." });
        else if (written->second.hash != row.hash || written->second.sequence != row.audit || !annotationOf(row))
            found.push_back({ "annotation-changed", where, "The annotation is not as it was stored." });
        if (written != expected.end())
            expected.erase(written);
    }
    for (const auto &[where, written] : expected)
        found.push_back({ "annotation-removed", where,
            "The annotation that audit record " + std::to_string(written.sequence) + " tells of is gone." });
    checkDecisions(rows, records, found);
    return {};
}

} // namespace

Result<std::vector<Tampering>> verifyAnnotations(Database &database, const std::string &knownHead)
{
    std::vector<Tampering> found;
    CF_TRY(database.read([&] { return checkRows(database, knownHead, found); }));
    return found;
}

} // namespace cf::annotation
