#pragma once

namespace cf {

/// Whether the mask acts after step `done` (0: the noisiest) of `steps`: once the share `from` of them is behind, and
/// always on the answer.
inline bool maskActs(int done, int steps, double from)
{
    return done + 1 == steps || done >= from * steps;
}

} // namespace cf
