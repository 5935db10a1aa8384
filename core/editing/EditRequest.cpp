#include "core/editing/EditRequest.h"

#include "core/imaging/Geometry.h"

#include <cmath>

namespace cf {

namespace {

constexpr std::size_t longestPrompt = 2000;
constexpr int maxSteps = 1000;
constexpr std::size_t maxRendered = 64; // Additions, and numbers of one; an edit holds a handful.
constexpr int maxSeeds = 16; // Every answer is kept at full size.

Result<> validateSource(const Radiograph &source)
{
    if (source.stored.empty())
        return fail(ErrorCode::InvalidInput, "There is no image to edit. Open a radiograph first.");
    if (source.bitsStored < 1 || source.bitsStored > 16)
        return fail(ErrorCode::InvalidInput,
            "Images with " + std::to_string(source.bitsStored) + " bits stored cannot be edited; 1 to 16 can.");
    CF_TRY(fitIntoSquare(source, 512));
    return {};
}

Result<> validateMask(const MaskImage &mask, const StoredImage &stored)
{
    if (mask.empty())
        return {};
    if (!mask.sameSizeAs(stored))
        return fail(ErrorCode::InvalidInput,
            "The mask is " + std::to_string(mask.width) + " × " + std::to_string(mask.height) + " pixels, the image "
                + std::to_string(stored.width) + " × " + std::to_string(stored.height)
                + ". Draw or export the mask at the image's size.");
    bool isDrawn = false;
    for (const float share : mask.pixels) {
        if (!(share >= 0.0F && share <= 1.0F))
            return fail(ErrorCode::InvalidInput, "The mask holds values outside 0 … 1. Draw it again.");
        isDrawn = isDrawn || share > 0.0F;
    }
    if (!isDrawn)
        return fail(ErrorCode::InvalidInput,
            "The mask is empty: nothing may change. Brush the region, or remove the mask to let the program find it.");
    return {};
}

Result<> validateRendered(const std::vector<RenderedAddition> &rendered, std::size_t instructions)
{
    if (rendered.size() > maxRendered)
        return fail(ErrorCode::InvalidInput,
            "At most " + std::to_string(maxRendered) + " rendered additions can be drawn again at once.");
    for (const RenderedAddition &addition : rendered) {
        if (addition.instruction < -1 || addition.instruction >= static_cast<int>(instructions))
            return fail(ErrorCode::InvalidInput,
                "A rendered addition names an instruction that there is not. Take it from the edit's own record.");
        if (addition.numbers.size() > maxRendered || addition.stream.size() > maxRendered)
            return fail(ErrorCode::InvalidInput,
                "The record of " + std::string(keyOf(addition.target)) + " holds more than any that was written.");
        for (const RenderedNumber &number : addition.numbers)
            if (!std::isfinite(number.value))
                return fail(ErrorCode::InvalidInput, "\"" + number.name + "\" is not a number.");
    }
    return {};
}

} // namespace

Result<> validate(const EditRequest &request)
{
    CF_TRY(validateSource(request.source));
    CF_TRY(validateMask(request.mask, request.source.stored));
    if (request.captions.target.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::InvalidInput, "The prompt is empty. Say what to change, e.g. \"remove the pacemaker\".");
    if (request.prompt.size() > longestPrompt || request.captions.target.size() > longestPrompt)
        return fail(ErrorCode::InvalidInput,
            "The prompt is too long (over " + std::to_string(longestPrompt) + " bytes). Say one change in a sentence.");
    if (request.steps < 0 || request.steps > maxSteps)
        return fail(ErrorCode::InvalidInput,
            "The number of steps must be between 1 and " + std::to_string(maxSteps) + ", or 0 for the method's own.");
    if (request.seeds < 1 || request.seeds > maxSeeds)
        return fail(
            ErrorCode::InvalidInput, "The number of seeds must be between 1 and " + std::to_string(maxSeeds) + ".");
    for (const auto &[name, value] : request.parameters)
        if (!std::isfinite(value))
            return fail(ErrorCode::InvalidInput, "The parameter \"" + name + "\" is not a number.");
    CF_TRY(validateRendered(request.rendered, request.edits.size()));
    CF_TRY(validateRendered(request.renderedBefore, maxRendered)); // Its instructions are another edit's.
    return {};
}

} // namespace cf
