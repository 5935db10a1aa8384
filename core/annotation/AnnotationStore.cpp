#include "core/annotation/AnnotationStore.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/base/AtomicFile.h"
#include "core/base/Sha256.h"

#include <algorithm>
#include <system_error>

namespace cf::annotation {
namespace {

std::string fileNameOf(const std::string &text)
{
    Sha256 hash;
    hash.add(text.data(), text.size());
    constexpr std::size_t digits = 32;
    return hash.finish().substr(0, digits);
}

/// Under a name that is not taken; empty where the system refuses.
std::filesystem::path putAside(const std::filesystem::path &file)
{
    std::error_code failed;
    for (int i = 1; i < 1000; ++i) {
        std::filesystem::path aside = file;
        aside += std::string(".damaged-").append(std::to_string(i));
        if (std::filesystem::exists(aside, failed))
            continue;
        std::filesystem::rename(file, aside, failed);
        return failed ? std::filesystem::path() : aside;
    }
    return {};
}

} // namespace

AnnotationStore::AnnotationStore(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

std::filesystem::path AnnotationStore::folderOf(const std::string &key) const
{
    return m_folder / fileNameOf(key);
}

std::filesystem::path AnnotationStore::fileOf(const std::string &key, const std::string &annotator, Role role) const
{
    return folderOf(key) / (fileNameOf(annotator) + (role == Role::Adjudicator ? ".adjudicated.json" : ".json"));
}

Result<> AnnotationStore::save(const std::string &key, const Annotation &annotation) const
{
    CF_TRY(checkAnnotation(annotation));
    if (!keeps())
        return {};
    CF_TRY(makeFolder(folderOf(key)));
    return writeWhole(fileOf(key, annotation.annotator, annotation.role), toJson(annotation).dump(1) + "\n",
        replaceOwnConfidential());
}

AnnotationStore::Loaded AnnotationStore::load(const std::string &key, const std::string &annotator, Role role) const
{
    std::error_code failed;
    const std::filesystem::path file = keeps() ? fileOf(key, annotator, role) : std::filesystem::path();
    if (file.empty() || !std::filesystem::exists(file, failed))
        return {};
    auto annotation = readAnnotation(file);
    if (annotation && annotation->annotator == annotator && annotation->role == role)
        return { *std::move(annotation), {} };
    if (!annotation && annotation.error().code == ErrorCode::Unsupported)
        return { std::nullopt, annotation.error().message };
    const std::filesystem::path aside = putAside(file);
    return { std::nullopt,
        "An annotation that was kept is damaged and was put aside as " + aside.filename().string()
            + "; its answers are asked again." };
}

namespace {

Result<std::vector<Annotation>> finishedIn(const std::filesystem::path &folder)
{
    std::vector<Annotation> found;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() != ".json")
            continue;
        CF_ASSIGN(Annotation annotation, readAnnotation(entry->path()));
        if (annotation.state == State::Done)
            found.push_back(std::move(annotation));
    }
    std::ranges::sort(found, {}, [](const Annotation &one) { return std::pair(one.role, one.annotator); });
    return found;
}

} // namespace

Result<std::vector<Annotation>> AnnotationStore::finished(const std::string &key) const
{
    return keeps() ? finishedIn(folderOf(key)) : std::vector<Annotation>();
}

Result<std::vector<Annotation>> AnnotationStore::allFinished() const
{
    std::vector<Annotation> all;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(m_folder, failed), end; keeps() && !failed && entry != end;
         entry.increment(failed)) {
        if (!entry->is_directory(failed))
            continue;
        CF_ASSIGN(auto found, finishedIn(entry->path()));
        std::ranges::move(found, std::back_inserter(all));
    }
    return all;
}

} // namespace cf::annotation
