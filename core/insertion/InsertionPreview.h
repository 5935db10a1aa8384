#pragma once

#include "core/anatomy/Landmarks.h"
#include "core/insertion/InsertionFilm.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace cf {

/// A smaller copy of a film into which rendered additions are drawn while the user drags one of them: as the edit will
/// draw them at full size, but for what is finer than a pixel of the copy. One thread at a time.
class InsertionPreview
{
public:
    /// Columns or rows of the copy's longer side: about what a view of the film has on the screen.
    static constexpr int usualSide = 448;

    /// Finds the landmarks, which takes as long as in an edit and must see the same lungs (`seen`). Errors:
    /// of findThoraxLandmarks and InsertionFilm.
    static Result<InsertionPreview> make(const GreyImage &film, PixelSpacing spacing, std::uint64_t seed,
        int longerSide = usualSide, const LungSeer &seen = {});

    struct Drawn {
        GreyImage picture; ///< The copy with all additions.
        std::vector<RenderedAddition> additions; ///< With their numbers and ranges, as drawn.
        std::vector<std::vector<RenderedHandle>> handles; ///< Of each, in the film's own pixels.
    };
    /// `moving`: the one that is drawn last, since it changes from call to call; the others are drawn once and kept.
    /// Errors: a number outside its range.
    Result<Drawn> draw(std::vector<RenderedAddition> additions, std::size_t moving);

    /// As the function of that name, on this film.
    RenderedAddition withNumber(RenderedAddition addition, const std::string &name, double value) const;

private:
    /// What lies under the moving addition.
    struct Base {
        std::vector<RenderedAddition> others; ///< As asked for.
        std::size_t moving = 0;
        Drawn drawn; ///< With the moving one as it was asked for at first.
        std::optional<InsertionFilm> film;
    };
    Result<> prepare(const std::vector<RenderedAddition> &additions, std::size_t moving);

    GreyImage m_copy;
    ThoraxGeometry m_geometry; ///< Of the copy.
    ThoraxGeometry m_filmGeometry;
    double m_scale = 1.0;
    std::uint64_t m_seed = 0;
    Base m_base;
};

/// The geometry of a copy of the film with `scale` times its columns and rows.
ThoraxGeometry scaledGeometry(const ThoraxGeometry &geometry, double scale);

} // namespace cf
