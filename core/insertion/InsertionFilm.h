#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/insertion/findings/InsertionView.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One radiograph, measured once, into which additions are drawn one by one, each alone.
class InsertionFilm
{
public:
    /// Errors: as of insertAbnormality.
    static Result<InsertionFilm> make(const GreyImage &radiograph, const ThoraxGeometry &geometry);
    InsertionFilm(InsertionFilm &&) noexcept;
    InsertionFilm &operator=(InsertionFilm &&) noexcept;
    ~InsertionFilm();

    const GreyImage &radiograph() const;
    /// As insertAbnormality, to the same bytes.
    Result<CounterfactualPair> insert(
        const Abnormality &abnormality, RandomStream &stream, const InsertionView &view = {}) const;
    /// The film without an opacity of one lung, as `with` of the pair: one lung is cleared by what the other shows at
    /// the same place. Side::None: the brighter one. Errors: InvalidInput where that lung is no brighter than the
    /// other, and for both sides.
    Result<CounterfactualPair> clear(Side side) const;

private:
    struct Data;
    explicit InsertionFilm(std::unique_ptr<const Data> data);
    std::unique_ptr<const Data> m_data;
};

/// Draws an addition as its record says, under the edit's seed, and completes the record: side, severity and every
/// number with its range. What has no number yet is drawn by `amounts` and by chance. `scale`: columns of the film at
/// hand for one of the film that the record is of; `handles`: where it can be gripped, in that film's pixels. Errors:
/// also a number outside its range, or one that the target does not have.
Result<CounterfactualPair> drawRendered(const InsertionFilm &film, RenderedAddition &addition, std::uint64_t seed,
    const InsertionAmounts &amounts = {}, double scale = 1.0, std::vector<RenderedHandle> *handles = nullptr);

/// The addition with another number, and with the severity that it then amounts to on that film.
RenderedAddition withNumber(
    RenderedAddition addition, const std::string &name, double value, const ThoraxGeometry &geometry);

/// What a severity usually amounts to: the middle of its range, in the unit of that number of the target, on that film.
/// Nothing where severity is not measured by that number.
std::optional<double> usualAmount(
    Target target, const std::string &number, Severity severity, const ThoraxGeometry &geometry);

} // namespace cf
