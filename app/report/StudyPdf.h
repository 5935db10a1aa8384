#pragma once

#include "core/base/Result.h"
#include "core/sessions/analysis/StudyAnalysis.h"

#include <string>

namespace cf {

/// The report of a study as the bytes of a PDF, A4, pages numbered; the words of reportPage(), plots drawn from the
/// same SVG. Needs a QGuiApplication (any platform, "offscreen" too). Errors: Internal where Qt writes nothing.
Result<std::string> studyPdf(const sessions::StudyAnalysis &analysis);

} // namespace cf
