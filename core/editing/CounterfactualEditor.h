#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/methods/MethodAdvice.h"
#include "core/editing/methods/MethodDescription.h"
#include "core/jobs/JobContext.h"
#include "core/language/values/CaptionGrammar.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// What the window shows about a loaded model.
struct ModelDescription {
    std::string name;
    std::string licence;
    std::string trainingData; ///< One paragraph, with credits.
    std::string warning; ///< Shown in the banner, e.g. "Learning model: not for patients, not for diagnosis."
    std::string sha256;
    std::string defaultMethod;
    std::vector<MethodAdvice> advice; ///< What the method "auto" goes by; empty: there is none.
    CaptionGrammar grammar;
    int imageSize = 512;
    std::filesystem::path folder;
};

/// Turns a radiograph and an instruction into a counterfactual. One owner, one thread at a time.
class CounterfactualEditor
{
public:
    using PreviewSink = std::function<void(const GreyImage &)>;

    virtual ~CounterfactualEditor() = default;
    virtual const ModelDescription &model() const = 0;
    virtual std::vector<MethodDescription> methods() const = 0;

    /// Runs on the calling thread for seconds to hours. Looks at the stop request around every network evaluation
    /// and then returns ErrorCode::Cancelled. `preview` gets the picture in the making at the model's size; may be
    /// empty. Throws nothing.
    virtual Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) = 0;
};

/// What a UNet multiplies in. In bf16 it answers in about half the time, and not quite the same.
enum class Precision {
    Automatic, ///< bf16 where the processor has instructions for it and the network is so large that it takes seconds.
    Float32,
    BFloat16,
};

/// What the user decides about an editor, whatever the model.
struct EditorSettings {
    Precision precision = Precision::Automatic;
    /// Where inversions are kept for the next edit of the same image; empty: nowhere. The files hold what the model
    /// makes of a radiograph: they are as confidential as the radiograph itself, and only their owner may read them.
    std::filesystem::path inversionCache;
    std::uint64_t inversionCacheBytes = std::uint64_t{ 1 } << 30U; ///< The least recently used go beyond this.
    /// Room for what the network answered lately, in memory: an edit that begins as an earlier one did (another mask,
    /// the same after it was stopped) goes on where the two part, to the same bytes. 0: every edit is computed from its
    /// start.
    std::uint64_t rememberedBytes = std::uint64_t{ 1 } << 27U;
    /// Folder of a classifier (EfficientNet-B0 in torchvision's names) that judges edits; empty: the model's own, if
    /// any.
    std::filesystem::path classifier{};
};

/// contrafact/inversions in the user's cache folder (XDG Base Directory Specification: $XDG_CACHE_HOME, else ~/.cache);
/// empty where the user has none.
std::filesystem::path defaultInversionCache();

/// Loads a model folder (diffusers layout). A classifier in its folder "classifier" and a CLIP in its folder "clip"
/// judge every edit. Errors name the file and the tensor; Cancelled within half a second of the stop request.
Result<std::unique_ptr<CounterfactualEditor>> loadEditor(
    const std::filesystem::path &modelFolder, const EditorSettings &settings = {}, const JobContext &job = {});

/// Threads that the networks of this process use; 0: one a core. Called once at start, before the first edit: results
/// are the same bytes for the same number of threads.
void useEngineThreads(int threads);

} // namespace cf
