#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/terms/RenderedAddition.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// The numbers of one rendered addition while it is drawn: renderers ask it for each, giving what they would have drawn
/// and what is allowed, and it answers with what is asked for and keeps a record. Renderers work in the pixels of the
/// picture at hand; the sheet speaks of those of the film, of which that picture may be a smaller copy.
class RenderedSheet
{
public:
    RenderedSheet() = default;
    /// `scale`: columns of the picture at hand for one of the film.
    explicit RenderedSheet(std::vector<RenderedNumber> asked, double scale = 1.0);

    /// Of two things that are drawn with the same renderer, as effusions on both sides: set before each.
    void setPrefix(std::string prefix) { m_prefix = std::move(prefix); }
    /// What to draw: `drawn` unless another value is asked for. One outside the range is answered with its nearer end,
    /// and problem() says so. A drawn value is allowed whatever the range.
    double number(const std::string &name, double drawn, const std::string &unit, double min, double max);
    /// The numbers `name`.x and `name`.y, a place within a rectangle. A grip of that name moves it.
    Point place(const std::string &name, Point drawn, Point minimum, Point maximum);
    void addHandle(const std::string &name, Point at, std::vector<RenderedHandle::Drive> drives);
    /// Something else about the numbers does not fit this film: one sentence without a full stop.
    void refuse(const std::string &why);

    const std::vector<RenderedNumber> &numbers() const { return m_numbers; }
    const std::vector<RenderedHandle> &handles() const { return m_handles; }
    /// The first thing wrong with what was asked for; empty: nothing. Names that no renderer asked about are wrong,
    /// too.
    std::string problem() const;

private:
    double toFilm(double place) const { return m_scale == 1.0 ? place : (place + 0.5) / m_scale - 0.5; }
    double fromFilm(double place) const { return m_scale == 1.0 ? place : (place + 0.5) * m_scale - 0.5; }

    std::vector<RenderedNumber> m_asked;
    double m_scale = 1.0;
    std::string m_prefix;
    std::vector<RenderedNumber> m_numbers;
    std::vector<RenderedHandle> m_handles;
    std::string m_problem;
};

} // namespace cf
