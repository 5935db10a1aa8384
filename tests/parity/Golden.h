#pragma once

#include "core/diffusion/weights/SafetensorsFile.h"

#include "core/diffusion/runtime/Torch.h"
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace cf::parity {

/// One file of reference values, as the manifest describes it.
struct GoldenFile {
    std::string name; ///< As in the manifest; may lie in a sub-folder.
    std::filesystem::path path;
    std::filesystem::path model; ///< Folder of the model that made the values; empty where there is none.
    nlohmann::json info; ///< Prompts, cases, settings.
    nlohmann::json tensorInfo; ///< Shape, kind and tolerance by tensor name.
    TensorMap tensors; ///< Empty for JSON files.

    bool has(const std::string &tensor) const { return tensors.contains(tensor); }
    /// Ends the test where the tensor is missing.
    const torch::Tensor &at(const std::string &tensor) const;
    /// Names of tensors with this beginning and end, sorted.
    std::vector<std::string> names(const std::string &beginning, const std::string &end = {}) const;
};

/// The folder of reference values: CONTRAFACT_GOLDEN, or ../shared/golden beside the sources, or the subset that lies
/// in tests/parity/data.
std::filesystem::path goldenFolder();

/// All files whose base name is `kind`, or `kind` followed by a hyphen and a remark ("c_unet-fp16.safetensors").
/// Tensors are read. Ends the test where the manifest or a file is broken.
std::vector<GoldenFile> goldenFiles(const std::string &kind);

/// Compares with the manifest's tolerance and counts. One for each test program.
class Parity
{
public:
    /// `factor` widens the tolerance (up to 5 for long chains, whose rounding adds up).
    void check(const GoldenFile &file, const std::string &tensor, const torch::Tensor &value, double factor = 1.0);
    /// Whole numbers or yes/no facts.
    void expect(const GoldenFile &file, const std::string &what, bool holds);
    void skip(const std::string &what);
    /// Prints the count and returns the program's exit status: a failure anywhere, or nothing compared, is not 0.
    int finish() const;

private:
    void report(const std::string &what, bool passed, const std::string &detail);

    int m_passed = 0;
    int m_failed = 0;
    int m_skipped = 0;
    double m_worst = 0.0; ///< Largest deviation as a share of its tolerance.
    std::string m_worstName;
};

} // namespace cf::parity
