#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf::annotation {

/// Annotations on disk: a folder for each annotated image, in it one file for each annotator and one for each
/// adjudicator. Names of files tell neither image nor annotator. Files appear whole or not at all. An annotator is
/// shown their own alone; what others said is given out only when it is finished.
class AnnotationStore
{
public:
    /// An empty folder name keeps nothing.
    explicit AnnotationStore(std::filesystem::path folder);

    bool keeps() const { return !m_folder.empty(); }
    /// Takes the place of what the same annotator said before in the same role. `key` names the image. Errors:
    /// InvalidInput as checkAnnotation() says, Io.
    Result<> save(const std::string &key, const Annotation &annotation) const;
    /// What was found; `problem` in words for the user where a damaged file was put aside under another name.
    struct Loaded {
        std::optional<Annotation> annotation;
        std::string problem;
    };
    Loaded load(const std::string &key, const std::string &annotator, Role role = Role::Annotator) const;
    /// What is Done of one image, whoever's it is, by annotator; for agreement and adjudication. Errors: Io,
    /// InvalidInput naming a damaged file.
    Result<std::vector<Annotation>> finished(const std::string &key) const;
    /// The same of all images.
    Result<std::vector<Annotation>> allFinished() const;

private:
    std::filesystem::path folderOf(const std::string &key) const;
    std::filesystem::path fileOf(const std::string &key, const std::string &annotator, Role role) const;

    std::filesystem::path m_folder;
};

} // namespace cf::annotation
