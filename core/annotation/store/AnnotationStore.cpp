#include "core/annotation/store/AnnotationStore.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/store/AnnotationFiles.h"
#include "core/annotation/store/AnnotationRows.h"
#include "core/annotation/store/AnnotationVerification.h"
#include "core/base/files/AtomicFile.h"
#include "core/sessions/store/HeadCheck.h"
#include "core/sessions/store/NewFile.h"
#include "core/sessions/store/Records.h"

#include <algorithm>
#include <system_error>

namespace cf::annotation {

using sessions::store::Database;

namespace {

constexpr auto noun = "annotation store"; // For messages.

} // namespace

AnnotationStore::AnnotationStore(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

Result<AnnotationStore> AnnotationStore::at(const std::string &place)
{
    if (place.empty())
        return fail(ErrorCode::InvalidInput, "The annotation store has no name.");
    CF_ASSIGN(sessions::store::Location location, sessions::store::parseLocation(place));
    if (!location.isServer)
        return AnnotationStore(std::filesystem::path(place));
    AnnotationStore store{ std::filesystem::path() };
    location.noun = noun;
    store.m_server = std::move(location);
    return store;
}

AnnotationStore::~AnnotationStore() = default;
AnnotationStore::AnnotationStore(AnnotationStore &&) noexcept = default;
AnnotationStore &AnnotationStore::operator=(AnnotationStore &&) noexcept = default;

namespace {

sessions::store::Location locationOf(const std::filesystem::path &file)
{
    sessions::store::Location location;
    location.noun = noun;
    location.text = location.file = file.string();
    return location;
}

Error damagedRow(const AnnotationRow &row)
{
    return { ErrorCode::InvalidInput,
        "An annotation by \"" + row.annotator
            + "\" is not as it was written. `contrafact-cli annotations verify` says more; nothing is decided on it." };
}

/// The newest word of each annotator and role, of rows in the order of their revisions.
std::vector<AnnotationRow> newestOf(const std::vector<AnnotationRow> &rows)
{
    std::vector<AnnotationRow> newest;
    for (const AnnotationRow &row : rows) {
        const bool isSame = !newest.empty() && newest.back().image == row.image
            && newest.back().annotator == row.annotator && newest.back().role == row.role;
        if (isSame)
            newest.back() = row;
        else
            newest.push_back(row);
    }
    return newest;
}

Result<std::vector<PlacedAnnotation>> placedOf(const std::vector<AnnotationRow> &rows)
{
    std::vector<PlacedAnnotation> found;
    for (const AnnotationRow &row : newestOf(rows)) {
        auto annotation = annotationOf(row);
        if (!annotation)
            return tl::make_unexpected(damagedRow(row));
        found.push_back({ row.image, *std::move(annotation) });
    }
    return found;
}

Result<std::vector<PlacedAnnotation>> finishedPlacedOf(const std::vector<AnnotationRow> &rows)
{
    CF_ASSIGN(auto placed, placedOf(rows));
    std::erase_if(placed, [](const PlacedAnnotation &one) { return one.annotation.state != State::Done; });
    return placed;
}

Result<std::vector<Annotation>> finishedOf(const std::vector<AnnotationRow> &rows)
{
    std::vector<Annotation> found;
    CF_ASSIGN(auto placed, finishedPlacedOf(rows));
    for (PlacedAnnotation &one : placed)
        found.push_back(std::move(one.annotation));
    std::ranges::stable_sort(found, {}, [](const Annotation &one) { return std::pair(one.role, one.annotator); });
    return found;
}

} // namespace

Result<> AnnotationStore::make(const std::filesystem::path &file)
{
    CF_TRY(makeFolder(m_folder));
    int damaged = 0;
    const auto fill = [&](Database &database) {
        return database.write([&]() -> Result<> {
            CF_TRY(createAnnotationTables(database));
            CF_ASSIGN(damaged, takeAnnotationFiles(database, m_folder));
            return {};
        });
    };
    WritePolicy policy = refuseExisting();
    policy.ownerOnly = true;
    const auto made = sessions::store::createFile(locationOf(file), fill, policy);
    std::error_code failed;
    if (!made && !std::filesystem::exists(file, failed)) // Else another window was faster.
        return made;
    if (made && damaged > 0)
        m_notice = std::to_string(damaged)
            + " annotation(s) of an earlier version are damaged and were left out; their files are still in "
            + m_folder.string() + ".";
    return {};
}

namespace {

Result<bool> hasSchema(Database &database)
{
    CF_ASSIGN(const auto rows, database.rows(QStringLiteral("SELECT 1 WHERE current_schema() IS NOT NULL")));
    return !rows.empty();
}

/// Tables in the schema, which is made where it is not there.
Result<> makeTables(std::unique_ptr<Database> &opened)
{
    CF_ASSIGN(bool isThere, hasSchema(*opened));
    if (!isThere) {
        auto created = Database::connect(opened->location(), Database::Purpose::Create);
        if (created) {
            opened = *std::move(created);
        } else { // Another annotator may have made it in the same moment.
            CF_ASSIGN(isThere, hasSchema(*opened));
            if (!isThere)
                return tl::make_unexpected(created.error());
        }
    }
    return opened->write([&opened]() -> Result<> {
        CF_ASSIGN(const bool isMade, hasAnnotationTables(*opened)); // Now nobody else writes.
        return isMade ? Result<>() : createAnnotationTables(*opened);
    });
}

} // namespace

Result<Database *> AnnotationStore::onServer(Absent absent)
{
    CF_ASSIGN(auto opened, Database::connect(*m_server, Database::Purpose::Open));
    const auto look = [&opened] { return hasAnnotationTables(*opened); };
    CF_ASSIGN(const bool hasTables, opened->readValue<bool>(look));
    if (!hasTables && absent == Absent::Leave)
        return nullptr;
    if (!hasTables)
        CF_TRY(makeTables(opened));
    CF_TRY(opened->read([&opened] { return checkAnnotationTables(*opened); }));
    m_database = std::move(opened);
    return m_database.get();
}

Result<Database *> AnnotationStore::database(Absent absent)
{
    if (m_database)
        return m_database.get();
    if (m_server)
        return onServer(absent);
    const std::filesystem::path file = m_folder / annotationFileName;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) {
        CF_ASSIGN(const bool hasFiles, hasAnnotationFiles(m_folder));
        if (absent == Absent::Leave && !hasFiles)
            return nullptr;
        CF_TRY(make(file));
    }
    CF_ASSIGN(auto opened, Database::connect(locationOf(file), Database::Purpose::Open));
    CF_TRY(checkAnnotationTables(*opened));
    m_database = std::move(opened);
    return m_database.get();
}

/// `work` in one transaction; its empty value where there is no store.
template <typename Value, typename Work> Result<Value> AnnotationStore::read(const Work &work)
{
    if (!keeps())
        return Value();
    CF_ASSIGN(Database *const opened, database(Absent::Leave));
    if (opened == nullptr)
        return Value();
    return opened->readValue<Value>([&]() -> Result<Value> { return work(*opened); });
}

Result<> AnnotationStore::save(const std::string &key, const Annotation &annotation)
{
    return put(placeOf(key), annotation);
}

Result<> AnnotationStore::put(const std::string &place, const Annotation &annotation)
{
    CF_TRY(checkAnnotation(annotation));
    if (!keeps())
        return {};
    CF_ASSIGN(Database *const opened, database(Absent::Make));
    CF_TRY(opened->write([&] { return putAnnotation(*opened, place, annotation); }));
    sessions::store::rememberHead(*opened);
    return {};
}

AnnotationStore::Loaded AnnotationStore::load(const std::string &key, const std::string &annotator, Role role)
{
    using Rows = std::vector<AnnotationRow>;
    const auto rows =
        read<Rows>([&](Database &opened) -> Result<Rows> { return loadAnnotationRows(opened, placeOf(key)); });
    if (!rows)
        return { std::nullopt, rows.error().message };
    Loaded loaded;
    for (const AnnotationRow &row : newestOf(*rows)) {
        if (row.annotator != annotator || row.role != role)
            continue;
        loaded.annotation = annotationOf(row);
        if (!loaded.annotation)
            loaded.problem = "What was kept of this image is not as it was written. It stays where it is "
                             "(`contrafact-cli annotations verify` says more); its answers are asked again.";
    }
    if (loaded.problem.empty())
        std::swap(loaded.problem, m_notice);
    return loaded;
}

Result<std::vector<Annotation>> AnnotationStore::finished(const std::string &key)
{
    using Annotations = std::vector<Annotation>;
    return read<Annotations>([&](Database &opened) -> Result<Annotations> {
        CF_ASSIGN(const auto rows, loadAnnotationRows(opened, placeOf(key)));
        return finishedOf(rows);
    });
}

Result<std::vector<Annotation>> AnnotationStore::allFinished()
{
    using Annotations = std::vector<Annotation>;
    return read<Annotations>([&](Database &opened) -> Result<Annotations> {
        CF_ASSIGN(const auto rows, loadAnnotationRows(opened));
        return finishedOf(rows);
    });
}

Result<std::vector<PlacedAnnotation>> AnnotationStore::newestBy(const std::string &annotator)
{
    using Placed = std::vector<PlacedAnnotation>;
    return read<Placed>([&](Database &opened) -> Result<Placed> {
        CF_ASSIGN(const auto rows, loadAnnotationRowsBy(opened, annotator));
        return placedOf(rows);
    });
}

Result<std::vector<PlacedAnnotation>> AnnotationStore::finishedByAll()
{
    using Placed = std::vector<PlacedAnnotation>;
    return read<Placed>([&](Database &opened) -> Result<Placed> {
        CF_ASSIGN(const auto rows, loadAnnotationRows(opened));
        return finishedPlacedOf(rows);
    });
}

Result<std::vector<sessions::AuditRecord>> AnnotationStore::audit()
{
    using Records = std::vector<sessions::AuditRecord>;
    return read<Records>([](Database &opened) { return sessions::store::loadAudit(opened); });
}

Result<std::vector<sessions::Tampering>> AnnotationStore::verify(const std::string &knownHead)
{
    CF_ASSIGN(Database *const opened, database(Absent::Leave));
    if (opened == nullptr)
        return fail(ErrorCode::InvalidInput, "There are no annotations in " + name() + ".");
    return verifyAnnotations(*opened, knownHead);
}

Result<std::string> AnnotationStore::head()
{
    return read<std::string>([](Database &opened) -> Result<std::string> {
        CF_ASSIGN(const auto kept, sessions::store::fact(opened, "head"));
        return kept.value_or("");
    });
}

} // namespace cf::annotation
