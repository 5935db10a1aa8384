#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Location.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf::sessions::store {
class Database;
}

namespace cf::annotation {

/// The file of SQLite in the folder of annotations.
inline constexpr const char *annotationFileName = "annotations.cfannotations";

/// What somebody said last of an image, and the image as a store names it.
struct PlacedAnnotation {
    std::string place; ///< See placeOf().
    Annotation annotation;
};

/// Annotations that are kept: in one file of SQLite in a folder, which only its owner may read, or in a schema of
/// PostgreSQL for annotators at several workstations. What is finished or skipped is
/// never overwritten: what the same annotator says of the image later stands beside it as a further revision. All that
/// is stored has a record in a chain of its own, as that of a study (sessions::AuditRecord). An annotator is shown
/// their own alone; what others said is given out only when it is finished. One object belongs to one thread.
class AnnotationStore
{
public:
    /// An empty folder name keeps nothing.
    explicit AnnotationStore(std::filesystem::path folder);
    /// A folder, or "postgresql://user@host:5432/database?schema=name" as for studies; a schema of its own, which is
    /// made with the first annotation. Errors: InvalidInput for a connection string without a database or schema.
    static Result<AnnotationStore> at(const std::string &place);
    ~AnnotationStore();
    AnnotationStore(AnnotationStore &&) noexcept;
    AnnotationStore &operator=(AnnotationStore &&) noexcept;

    bool keeps() const { return m_server || !m_folder.empty(); }
    /// Folder or connection, without a password.
    std::string name() const { return m_server ? m_server->text : m_folder.string(); }
    /// The newest word of the same annotator in the same role; on the disk, with its record, when it returns. `key`
    /// names the image. Errors: InvalidInput as checkAnnotation() says, Io.
    Result<> save(const std::string &key, const Annotation &annotation);
    /// What was found; `problem` in words for the user where it could not be read, or is not as it was written.
    struct Loaded {
        std::optional<Annotation> annotation;
        std::string problem;
    };
    Loaded load(const std::string &key, const std::string &annotator, Role role = Role::Annotator);
    /// What is Done of one image, whoever's it is, by annotator; for agreement and adjudication. Errors: Io,
    /// InvalidInput where one is not as it was written.
    Result<std::vector<Annotation>> finished(const std::string &key);
    /// The same of all images.
    Result<std::vector<Annotation>> allFinished();

    // For bringing two stores together (SharedAnnotations.h); a place is what a key becomes.
    Result<std::vector<PlacedAnnotation>> newestBy(const std::string &annotator); ///< In every role; drafts, too.
    Result<std::vector<PlacedAnnotation>> finishedByAll();
    Result<> put(const std::string &place, const Annotation &annotation);

    Result<std::vector<sessions::AuditRecord>> audit();
    /// Everything that is not as it was written; see verifyAnnotations(). `knownHead`: "57:ab12…", noted elsewhere;
    /// empty: none. Errors: InvalidInput where there is no store, Io.
    Result<std::vector<sessions::Tampering>> verify(const std::string &knownHead = {});
    /// Sequence and hash of the newest record, to be noted outside of the store; empty where nothing is kept yet.
    Result<std::string> head();

private:
    enum class Absent { Make, Leave };
    /// Opens the file; null where there is none and `absent` says to leave it so.
    Result<sessions::store::Database *> database(Absent absent);
    Result<> make(const std::filesystem::path &file);
    Result<sessions::store::Database *> onServer(Absent absent);
    template <typename Value, typename Work> Result<Value> read(const Work &work);

    std::filesystem::path m_folder;
    std::optional<sessions::store::Location> m_server;
    std::unique_ptr<sessions::store::Database> m_database;
    std::string m_notice; ///< Of files that could not be taken over; told once.
};

} // namespace cf::annotation
