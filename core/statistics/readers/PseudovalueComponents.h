#pragma once

namespace cf {

/// Variance components of Dorfman, Berbaum and Metz (Invest Radiol 27:723, 1992) from jackknife pseudovalues.
struct PseudovalueComponents {
    double reader = 0.0;
    double cases = 0.0;
    double testReader = 0.0;
    double testCase = 0.0;
    double readerCase = 0.0;
    double error = 0.0;
};

} // namespace cf
