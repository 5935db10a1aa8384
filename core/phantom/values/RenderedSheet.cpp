#include "core/phantom/values/RenderedSheet.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace cf {

namespace {

std::string shortText(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

} // namespace

RenderedSheet::RenderedSheet(std::vector<RenderedNumber> asked, double scale)
    : m_asked(std::move(asked))
    , m_scale(scale)
{
}

double RenderedSheet::number(const std::string &name, double drawn, const std::string &unit, double min, double max)
{
    const bool isPlace = unit == "px";
    RenderedNumber kept{ m_prefix + name, drawn, unit, min, max };
    if (isPlace) {
        kept.value = toFilm(drawn);
        kept.min = toFilm(min);
        kept.max = toFilm(max);
    }
    kept.min = std::min(kept.min, kept.value);
    kept.max = std::max(kept.max, kept.value);
    const auto asked = std::ranges::find(m_asked, kept.name, &RenderedNumber::name);
    if (asked == m_asked.end()) {
        m_numbers.push_back(std::move(kept));
        return drawn;
    }
    if (!std::isfinite(asked->value) || asked->value < kept.min || asked->value > kept.max)
        refuse("\"" + kept.name + "\" can be " + shortText(kept.min) + " to " + shortText(kept.max) + " " + unit
            + " here, not " + shortText(asked->value));
    kept.value = std::isfinite(asked->value) ? std::clamp(asked->value, kept.min, kept.max) : kept.value;
    m_numbers.push_back(kept);
    return isPlace ? fromFilm(kept.value) : kept.value;
}

Point RenderedSheet::place(const std::string &name, Point drawn, Point minimum, Point maximum)
{
    const Point at{ number(name + ".x", drawn.x, "px", minimum.x, maximum.x),
        number(name + ".y", drawn.y, "px", minimum.y, maximum.y) };
    addHandle(name, at, { { name + ".x", 1.0, 0.0 }, { name + ".y", 0.0, 1.0 } });
    return at;
}

void RenderedSheet::addHandle(const std::string &name, Point at, std::vector<RenderedHandle::Drive> drives)
{
    for (RenderedHandle::Drive &drive : drives) {
        drive.number = m_prefix + drive.number;
        const auto known = std::ranges::find(m_numbers, drive.number, &RenderedNumber::name);
        if (known == m_numbers.end() || known->unit == "px")
            continue; // A pixel of the film is a pixel of the film.
        drive.perColumn *= m_scale;
        drive.perRow *= m_scale;
    }
    m_handles.push_back({ m_prefix + name, toFilm(at.x), toFilm(at.y), std::move(drives) });
}

void RenderedSheet::refuse(const std::string &why)
{
    if (m_problem.empty())
        m_problem = why + ".";
}

std::string RenderedSheet::problem() const
{
    if (!m_problem.empty())
        return m_problem;
    for (const RenderedNumber &asked : m_asked)
        if (std::ranges::find(m_numbers, asked.name, &RenderedNumber::name) == m_numbers.end())
            return "there is no number \"" + asked.name.substr(0, 60) + "\".";
    return {};
}

} // namespace cf
