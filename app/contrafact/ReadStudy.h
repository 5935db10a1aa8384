#pragma once

#include "app/contrafact/CommandLine.h"

namespace cf {

/// Opens a reader's place and nothing else: no menus, no other images. Returns the program's exit code.
int readStudy(const CommandLine &line);

} // namespace cf
