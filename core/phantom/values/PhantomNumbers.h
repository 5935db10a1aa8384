#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// From where to where a number varies.
struct NumberRange {
    double low = 0.0;
    double high = 0.0;
    double draw(RandomStream &stream) const { return stream.uniform(low, high); }
    bool holds(double value) const { return value > low && value < high; }
};

struct NumberNormal {
    double mean = 0.0;
    double deviation = 0.0;
    double draw(RandomStream &stream) const { return stream.normal(mean, deviation); }
};

/// A normal distribution whose tails are set to the nearer limit.
struct NumberLimitedNormal {
    double mean = 0.0;
    double deviation = 0.0;
    double low = 0.0;
    double high = 0.0;
    double draw(RandomStream &stream) const { return std::clamp(stream.normal(mean, deviation), low, high); }
};

/// The numbers of one subject, such as RibBoneNumbers: read from the tables when first asked for, and kept.
template <typename Subject> const Subject &numbersOf()
{
    static const Subject subject;
    return subject;
}

// The rows of the tables in resources/phantom (thorax, devices, findings, projection, sampling) that travel inside the
// program. For the members of subjects alone: looking a name up takes its time. All throw std::out_of_range where no
// row has that name, and std::invalid_argument where its numbers are not as many, or not of the kind, that is asked
// for.
namespace numbers {

double number(std::string_view name);
float single(std::string_view name); ///< As a float literal would be: rounded once.
int count(std::string_view name);
NumberRange range(std::string_view name);
NumberNormal normal(std::string_view name); ///< Mean and deviation.
NumberLimitedNormal limitedNormal(std::string_view name); ///< Mean, deviation, minimum, maximum.
std::array<double, 3> graded(std::string_view name); ///< Of small, moderate and large.
std::array<NumberRange, 3> gradedRanges(std::string_view name);
std::vector<double> list(std::string_view name);
Point point(std::string_view name);
std::vector<Point> points(std::string_view name); ///< With commas between them.
/// Groups of `size` numbers with commas between them, one after the other.
std::vector<double> grouped(std::string_view name, std::size_t size);

template <std::size_t size> std::vector<std::array<double, size>> records(std::string_view name)
{
    const std::vector<double> flat = grouped(name, size);
    std::vector<std::array<double, size>> result(flat.size() / size);
    for (std::size_t i = 0; i < flat.size(); ++i)
        result[i / size][i % size] = flat[i];
    return result;
}

/// Rows that nobody has asked for yet.
std::vector<std::string> unread();

} // namespace numbers

} // namespace cf
