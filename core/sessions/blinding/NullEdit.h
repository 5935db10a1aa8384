#pragma once

#include "core/editing/CounterfactualEditor.h"

#include <cstdint>
#include <vector>

namespace cf::sessions {

/// Draws places and sizes of null edits like those of the edits of the study.
class NullRegions
{
public:
    /// `shares`: of the image's area that each edit changed; empty: 2 to 12 %, as edits of one finding usually do.
    explicit NullRegions(std::vector<double> shares = {})
        : m_shares(std::move(shares))
    {
    }
    /// An ellipse somewhere in the middle of the picture, with a soft edge.
    MaskImage draw(int width, int height, std::uint64_t seed) const;

private:
    std::vector<double> m_shares;
};

/// Share of the area in which two images of one size differ.
double changedShare(const StoredImage &before, const StoredImage &after);

/// A real radiograph that went the way of an edit without being edited: encoded and decoded by the editor's model, and
/// what that changes, at the model's resolution, laid onto the stored values within `region`. Its own grain stays, as
/// it does around edits. Errors: those of the editor.
Result<Radiograph> nullEdited(
    CounterfactualEditor &editor, const Radiograph &source, const MaskImage &region, const JobContext &job);

} // namespace cf::sessions
