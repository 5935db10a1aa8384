#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cf {

/// The PNG with a text chunk "Software: Contrafact" (PNG specification, 11.3.4.3) behind its header, by which a picture
/// of ours is told from a user's. What is no PNG comes back as it was.
std::string markedPicture(std::string_view png);

/// Whether the file is a PNG that bears the mark. A policy for pictures: `overwriteIf(isOurPicture)`.
bool isOurPicture(const std::filesystem::path &file);

} // namespace cf
