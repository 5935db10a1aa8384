#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace cf::annotation {

/// First line of every table that toTable() writes.
inline constexpr std::string_view tableHead = "annotation,annotator,image,section,number,field,kind,value";

/// CSV (RFC 4180, UTF-8), one row a value: the number of the annotation in the file, whose it is, the UID of its image,
/// then where the value stands ("marks", 2, "type"), of what kind it is ("text", "number", "yes/no", "numbers") and the
/// value. fromTable() gives everything back. Points are "x y x y …", runs of masks as in RunLengthMask.
std::string toTable(const std::vector<Annotation> &annotations);
/// Errors: InvalidInput, naming the line.
Result<std::vector<Annotation>> fromTable(std::string_view table);

} // namespace cf::annotation
