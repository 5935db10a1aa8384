#pragma once

#include <string_view>

namespace cf {

/// The part of a model's folder with the segmenter that edits and gates use.
inline constexpr std::string_view segmenterPart = "segmenter";
/// The part with one of another seed and of other patients, which no edit and no gate uses: it judges them.
inline constexpr std::string_view secondSegmenterPart = "second-segmenter";

/// The part with the reader of lines, which looks at the first segmenter's maps.
inline constexpr std::string_view lineReaderPart = "line-reader";

/// The part with the reader of side letters, which looks at the marks that the first segmenter sees.
inline constexpr std::string_view sideLettersPart = "side-letters";

/// The part with the reader of electrodes, which looks at the film alone.
inline constexpr std::string_view electrodeReaderPart = "electrode-reader";

} // namespace cf
