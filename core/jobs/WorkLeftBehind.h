#pragma once

#include "core/jobs/JobQueue.h"

#include <chrono>
#include <memory>

namespace cf {

/// Lets go of a queue whose work may wait for somebody who does not answer, such as a server: waits until it has done
/// all it was given, at most `patience`, and ends it; what is then still at work is kept running, and nobody waits for
/// it. Its tasks must hold all that they use.
void leaveBehind(std::unique_ptr<JobQueue> queue, std::chrono::milliseconds patience);

/// Whether a queue that was left behind is still at work. A program then ends without tearing down what that work may
/// use: by std::_Exit.
bool isWorkLeftBehind();

} // namespace cf
