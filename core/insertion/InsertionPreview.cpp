#include "core/insertion/InsertionPreview.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <utility>

namespace cf {

namespace {

Point scaled(Point point, double scale)
{
    return { (point.x + 0.5) * scale - 0.5, (point.y + 0.5) * scale - 0.5 };
}

GreyImage smaller(const GreyImage &film, double scale)
{
    if (scale == 1.0)
        return film;
    GreyImage copy(std::max(1, static_cast<int>(std::lround(film.width * scale))),
        std::max(1, static_cast<int>(std::lround(film.height * scale))));
    cv::Mat to = asMat(copy);
    cv::resize(asMat(film), to, to.size(), 0.0, 0.0, cv::INTER_AREA);
    return copy;
}

} // namespace

ThoraxGeometry scaledGeometry(const ThoraxGeometry &geometry, double scale)
{
    ThoraxGeometry result = geometry;
    for (std::vector<Point> *points : { &result.lungRight, &result.lungLeft, &result.midline, &result.trachea,
             &result.heartRight, &result.heartLeft })
        for (Point &point : *points)
            point = scaled(point, scale);
    result.hilumRight = scaled(geometry.hilumRight, scale);
    result.hilumLeft = scaled(geometry.hilumLeft, scale);
    result.fromAtlas = [fromAtlas = geometry.fromAtlas, scale](Point atlas) { return scaled(fromAtlas(atlas), scale); };
    result.pixelsPerUnit *= scale;
    result.millimetresPerPixel /= scale;
    return result;
}

Result<InsertionPreview> InsertionPreview::make(
    const GreyImage &film, PixelSpacing spacing, std::uint64_t seed, int longerSide, const LungSeer &seen)
{
    CF_ASSIGN(const ThoraxLandmarks landmarks, findThoraxLandmarks(film, spacing, seen));
    InsertionPreview preview;
    preview.m_seed = seed;
    preview.m_scale = std::min(1.0, static_cast<double>(longerSide) / std::max(film.width, film.height));
    preview.m_copy = smaller(film, preview.m_scale);
    preview.m_filmGeometry = landmarks.geometry;
    preview.m_geometry =
        preview.m_scale == 1.0 ? landmarks.geometry : scaledGeometry(landmarks.geometry, preview.m_scale);
    return preview;
}

Result<> InsertionPreview::prepare(const std::vector<RenderedAddition> &additions, std::size_t moving)
{
    std::vector<RenderedAddition> others = additions;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(moving));
    if (m_base.film && m_base.moving == moving && m_base.others == others)
        return {};
    Base base;
    base.moving = moving;
    base.drawn = { m_copy, additions, std::vector<std::vector<RenderedHandle>>(additions.size()) };
    for (std::size_t index = 0; index < additions.size(); ++index) {
        if (index == moving)
            continue;
        CF_ASSIGN(const InsertionFilm film, InsertionFilm::make(base.drawn.picture, m_geometry));
        CF_ASSIGN(CounterfactualPair pair,
            drawRendered(film, base.drawn.additions[index], m_seed, {}, m_scale, &base.drawn.handles[index]));
        base.drawn.picture = std::move(pair.with);
    }
    CF_ASSIGN(base.film, InsertionFilm::make(base.drawn.picture, m_geometry));
    base.others = std::move(others);
    m_base = std::move(base);
    return {};
}

Result<InsertionPreview::Drawn> InsertionPreview::draw(std::vector<RenderedAddition> additions, std::size_t moving)
{
    if (moving >= additions.size())
        return fail(ErrorCode::InvalidInput, "There is no rendered addition to draw.");
    CF_TRY(prepare(additions, moving));
    Drawn drawn{ {}, m_base.drawn.additions, m_base.drawn.handles };
    drawn.additions[moving] = std::move(additions[moving]);
    CF_ASSIGN(CounterfactualPair pair,
        drawRendered(*m_base.film, drawn.additions[moving], m_seed, {}, m_scale, &drawn.handles[moving]));
    drawn.picture = std::move(pair.with);
    return drawn;
}

RenderedAddition InsertionPreview::withNumber(RenderedAddition addition, const std::string &name, double value) const
{
    return cf::withNumber(std::move(addition), name, value, m_filmGeometry);
}

} // namespace cf
