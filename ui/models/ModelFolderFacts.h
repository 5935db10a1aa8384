#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf::ui {

/// What one weights file holds, from its header alone.
struct WeightsFile {
    QString name; ///< Below the model's folder: "unet/diffusion_pytorch_model.safetensors".
    std::uint64_t bytes = 0;
    int tensors = 0;
    std::int64_t values = 0; ///< Of all tensors.
    QStringList types; ///< "F32", "F16", "BF16" …
    QString problem; ///< Why it cannot be used; empty: nothing is wrong with its header.
};

/// A model folder in the diffusers layout as it lies on disk, before anything of it is loaded.
struct ModelFolderFacts {
    std::filesystem::path folder;
    QString name;
    QString licence;
    QString warning;
    QString trainingData;
    QString limits;
    QString defaultMethod;
    int imageSize = 0; ///< 0: not stated.
    QStringList words; ///< That its captions know.
    bool hearsSide = false;
    bool hearsSeverity = false;
    bool hearsZone = false;
    bool statesGrammar = false; ///< It says what its captions know.
    std::vector<WeightsFile> weights;
    std::map<std::string, std::string> hashes; ///< SHA-256 that the folder itself states, by file.
    QString problem; ///< Why it is no model; empty: it may be loaded.

    std::uint64_t bytes() const;
    int tensors() const;
    QStringList types() const;
};

/// Reads names and headers, no weights. A folder that is no model says so in `problem`.
ModelFolderFacts readModelFolder(const std::filesystem::path &folder);

/// The files whose bytes are not those of the stated hashes, or that are missing; all others agree. Reads every weight:
/// some seconds a gigabyte. Errors: Cancelled, Io.
Result<QStringList> verifyModelFolder(const ModelFolderFacts &facts, const JobContext &job);

} // namespace cf::ui
