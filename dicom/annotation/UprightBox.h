#pragma once

#include "core/annotation/Annotation.h"

#include <vector>

namespace cf {

/// Whether a closed line of five points is a box along the film's rows and columns, begun at a corner and drawn along a
/// row first.
inline bool isUprightBox(const std::vector<annotation::Point> &line)
{
    return line.size() == 5 && line[0].y == line[1].y && line[1].x == line[2].x && line[2].y == line[3].y
        && line[3].x == line[0].x;
}

} // namespace cf
