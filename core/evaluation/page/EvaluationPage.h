#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cf {

/// How every page of an evaluation begins, so that it is known again.
inline constexpr std::string_view evaluationPageBegin =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Contrafact: evaluation of edits</title>\n";

/// A page of one section, or `page` with the section put in its place: one page holds what several commands measured,
/// in the order of their names. `page`: one of ours, or empty. `section`: a plain name, "edits".
std::string pageWithSection(const std::string &page, std::string_view section, std::string_view body);
/// Whether the section can be added to the page without taking anything away: it has sections, and not this one.
bool hasRoomFor(const std::string &page, std::string_view section);

/// The sentence that goes before pictures of a user's films.
inline constexpr std::string_view ownFilmsNotice =
    "<p><b>This page holds pictures of radiographs from your own disk. Pass it on only where their licence "
    "allows.</b></p>\n";

/// Two decimals; none from 100 on.
std::string numberText(double value);
/// An <img> that holds the JPEG file's bytes; empty where there is no such file.
std::string embeddedPicture(const std::filesystem::path &file, std::string_view alternative);

} // namespace cf
