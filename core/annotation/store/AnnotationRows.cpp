#include "core/annotation/store/AnnotationRows.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/AnnotationKeys.h"
#include "core/sessions/store/Records.h"

#include <QUuid>

namespace cf::annotation {

using nlohmann::json;
using sessions::store::bound;
using sessions::store::Database;
using sessions::store::Row;
using sessions::store::textAt;

namespace {

constexpr int tablesVersion = 1;

QString rowColumns()
{
    return QStringLiteral("SELECT image, annotator, role, revision, content, hash, audit FROM annotations ");
}

std::vector<AnnotationRow> annotationRows(const std::vector<Row> &rows)
{
    std::vector<AnnotationRow> all;
    for (const Row &row : rows)
        all.push_back({ textAt(row, 0), textAt(row, 1), valueOf(roleKeys(), textAt(row, 2)).value_or(Role::Annotator),
            row[3].toInt(), textAt(row, 4), textAt(row, 5), row[6].toLongLong() });
    return all;
}

std::string kindOf(const Annotation &annotation)
{
    if (annotation.state == State::Open)
        return "draft";
    if (annotation.state == State::Skipped)
        return "skipped";
    return annotation.role == Role::Adjudicator ? "decision" : "annotation";
}

} // namespace

std::string placeOf(const std::string &key)
{
    constexpr std::size_t digits = 32;
    return sessions::store::sha256OfText(key).substr(0, digits);
}

Result<> createAnnotationTables(Database &database)
{
    for (const char *statement : {
             "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
             "CREATE TABLE annotations (image TEXT NOT NULL, annotator TEXT NOT NULL, role TEXT NOT NULL, "
             "revision INTEGER NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL, audit BIGINT NOT NULL, "
             "PRIMARY KEY (image, annotator, role, revision))",
             "CREATE TABLE audit (sequence BIGINT PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, "
             "kind TEXT NOT NULL, content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)",
         })
        CF_TRY(database.run(QString::fromLatin1(statement)));
    const std::string id = QUuid::createUuid().toString(QUuid::Id128).toStdString();
    CF_TRY(sessions::store::setFact(database, "annotation_tables", std::to_string(tablesVersion)));
    CF_TRY(sessions::store::setFact(database, "id", id));
    CF_TRY(sessions::store::append(database, {}, "program", "created", { { "annotations", id } }));
    return {};
}

Result<bool> hasAnnotationTables(Database &database)
{
    CF_ASSIGN(const auto tables,
        database.rows(database.isServer() ? QStringLiteral("SELECT 1 FROM information_schema.tables WHERE "
                                                           "table_schema = current_schema() AND table_name = 'facts'")
                                          : QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = 'facts'")));
    return !tables.empty();
}

Result<> checkAnnotationTables(Database &database)
{
    const std::string &place = database.location().text;
    CF_ASSIGN(const bool hasTables, hasAnnotationTables(database));
    std::optional<std::string> version;
    if (hasTables) {
        const auto kept = sessions::store::fact(database, "annotation_tables");
        if (!kept && database.isServer()) // In a file it says that there is another program's table of that name.
            return tl::make_unexpected(kept.error());
        version = kept ? *kept : std::nullopt;
    }
    if (!version)
        return fail(ErrorCode::InvalidInput, place + " is no annotation store.");
    if (*version != std::to_string(tablesVersion))
        return fail(ErrorCode::Unsupported,
            "The annotation store " + place + " was written by another version of Contrafact (tables " + *version
                + "; this one reads " + std::to_string(tablesVersion) + "). Open it with that version.");
    return {};
}

Result<std::vector<AnnotationRow>> loadAnnotationRows(Database &database)
{
    CF_ASSIGN(
        const auto rows, database.rows(rowColumns() + QStringLiteral("ORDER BY image, annotator, role, revision")));
    return annotationRows(rows);
}

Result<std::vector<AnnotationRow>> loadAnnotationRows(Database &database, const std::string &image)
{
    CF_ASSIGN(const auto rows,
        database.rows(
            rowColumns() + QStringLiteral("WHERE image = ? ORDER BY annotator, role, revision"), { bound(image) }));
    return annotationRows(rows);
}

Result<std::vector<AnnotationRow>> loadAnnotationRowsBy(Database &database, const std::string &annotator)
{
    CF_ASSIGN(const auto rows,
        database.rows(
            rowColumns() + QStringLiteral("WHERE annotator = ? ORDER BY image, role, revision"), { bound(annotator) }));
    return annotationRows(rows);
}

std::optional<Annotation> annotationOf(const AnnotationRow &row)
{
    if (sessions::store::sha256OfText(row.content) != row.hash)
        return std::nullopt;
    const json text = json::parse(row.content, nullptr, false);
    auto annotation = annotationFromJson(text);
    if (!annotation || annotation->annotator != row.annotator || annotation->role != row.role)
        return std::nullopt;
    return *std::move(annotation);
}

Result<> putAnnotation(
    Database &database, const std::string &image, const Annotation &annotation, const std::string &kind)
{
    const std::string role = keyOf(roleKeys(), annotation.role);
    const sessions::store::Values key{ bound(image), bound(annotation.annotator), bound(role) };
    CF_ASSIGN(const auto rows,
        database.rows(rowColumns()
                + QStringLiteral("WHERE image = ? AND annotator = ? AND role = ? ORDER BY revision DESC LIMIT 1"),
            key));
    const auto last = annotationRows(rows);
    AnnotationRow row{ image, annotation.annotator, annotation.role, 1, toJson(annotation).dump(), {}, 0 };
    row.hash = sessions::store::sha256OfText(row.content);
    json record{ { "image", image }, { "annotator", row.annotator }, { "role", role }, { "sha256", row.hash },
        { "state", keyOf(stateKeys(), annotation.state) } };
    if (!last.empty()) {
        if (last[0].content == row.content && last[0].hash == row.hash)
            return {};
        const auto before = annotationOf(last[0]);
        const bool wasDraft = before && before->state == State::Open; // What is damaged is kept, too.
        row.revision = last[0].revision + (wasDraft ? 0 : 1);
    }
    record["revision"] = row.revision;
    if (!annotation.adjudicates.empty())
        record["adjudicates"] = annotation.adjudicates;
    CF_ASSIGN(const auto written,
        sessions::store::append(database, {}, row.annotator, kind.empty() ? kindOf(annotation) : kind, record));
    sessions::store::Values values = key;
    values.push_back(row.revision);
    CF_TRY(database.run(
        QStringLiteral("DELETE FROM annotations WHERE image = ? AND annotator = ? AND role = ? AND revision = ?"),
        values));
    values.insert(values.end(), { bound(row.content), bound(row.hash), qlonglong(written.sequence) });
    return database.run(QStringLiteral("INSERT INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?)"), values);
}

} // namespace cf::annotation
