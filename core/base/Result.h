#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace cf {

/// Either a value or the reason why there is none.
template <typename T = void> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::make_unexpected(Error{ code, std::move(message) });
}

} // namespace cf

/// Leaves the calling function with the error of `expression`, if it has one.
#define CF_TRY(expression)                                                                                             \
    do {                                                                                                               \
        if (auto cfTried = (expression); !cfTried)                                                                     \
            return tl::make_unexpected(std::move(cfTried).error());                                                    \
    } while (false)

#define CF_JOIN_INNER(a, b) a##b
#define CF_JOIN(a, b) CF_JOIN_INNER(a, b)

/// `CF_ASSIGN(auto value, expression)`: takes the value, or leaves the calling function with the error.
#define CF_ASSIGN(declaration, expression)                                                                             \
    auto CF_JOIN(cfTried, __LINE__) = (expression);                                                                    \
    if (!CF_JOIN(cfTried, __LINE__))                                                                                   \
        return tl::make_unexpected(std::move(CF_JOIN(cfTried, __LINE__)).error());                                     \
    declaration = std::move(*CF_JOIN(cfTried, __LINE__))
