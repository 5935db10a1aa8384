#pragma once

#include <QString>

#include <vector>

namespace cf::ui {

/// One help page.
struct HelpPage {
    QString name; ///< Of its file, without ending: "first-edit".
    QString title; ///< Its first heading.
    QString text; ///< Markdown.
};

/// The pages of resources/help that are built into the program, in the language of the window where they are
/// translated (`name.ja.md`), else in English. In the order in which one would read them.
std::vector<HelpPage> helpPages(const QString &language = QStringLiteral("en"));

/// Pages in which all words of `typed` are found, those with a word in the title first, each with a line around the
/// first word.
struct HelpHit {
    const HelpPage *page = nullptr;
    QString line;
};
std::vector<HelpHit> searchHelp(const std::vector<HelpPage> &pages, const QString &typed);

} // namespace cf::ui
