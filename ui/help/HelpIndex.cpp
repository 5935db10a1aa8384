#include "ui/help/HelpIndex.h"

#include <QDir>
#include <QFile>
#include <QStringList>

#include <algorithm>

// A static library's resources are there once somebody asks for them, outside of any namespace.
static void takePages()
{
    Q_INIT_RESOURCE(words);
}

namespace cf::ui {
namespace {

constexpr auto folder = ":/help";

/// The order of reading; what is not named comes behind, by name.
const QStringList &order()
{
    static const QStringList names{ "first-edit", "prompts", "history", "models", "dicom", "sessions", "studies",
        "annotation", "datasets", "downstream", "methods", "evaluation", "training", "performance", "troubleshooting" };
    return names;
}

QString titleOf(const QString &text, const QString &name)
{
    for (const QString &line : text.split('\n')) {
        if (line.startsWith("# "))
            return line.mid(2).trimmed();
    }
    return name;
}

QString read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

std::vector<HelpPage> helpPages(const QString &language)
{
    takePages();
    std::vector<HelpPage> pages;
    for (const QString &file : QDir(folder).entryList({ "*.md" }, QDir::Files, QDir::Name)) {
        const QString name = file.chopped(3);
        if (name.contains('.'))
            continue; // A translation.
        const QString translated = QString("%1/%2.%3.md").arg(folder, name, language);
        QString text = QFile::exists(translated) ? read(translated) : read(QString(folder) + "/" + file);
        pages.push_back({ name, titleOf(text, name), std::move(text) });
    }
    const auto placeOf = [](const HelpPage &page) {
        const auto place = order().indexOf(page.name);
        return place < 0 ? order().size() : place;
    };
    std::stable_sort(
        pages.begin(), pages.end(), [&](const HelpPage &a, const HelpPage &b) { return placeOf(a) < placeOf(b); });
    return pages;
}

std::vector<HelpHit> searchHelp(const std::vector<HelpPage> &pages, const QString &typed)
{
    const QStringList words = typed.split(' ', Qt::SkipEmptyParts);
    std::vector<HelpHit> titled;
    std::vector<HelpHit> others;
    if (words.isEmpty())
        return titled;
    for (const HelpPage &page : pages) {
        const bool all = std::all_of(words.begin(), words.end(),
            [&page](const QString &word) { return page.text.contains(word, Qt::CaseInsensitive); });
        if (!all)
            continue;
        HelpHit hit{ &page, {} };
        for (const QString &line : page.text.split('\n')) {
            if (line.contains(words.front(), Qt::CaseInsensitive) && !line.startsWith('#')) {
                hit.line = QString(line).remove('*').remove('`').trimmed();
                break;
            }
        }
        const bool inTitle = std::any_of(words.begin(), words.end(),
            [&page](const QString &word) { return page.title.contains(word, Qt::CaseInsensitive); });
        (inTitle ? titled : others).push_back(std::move(hit));
    }
    titled.insert(titled.end(), others.begin(), others.end());
    return titled;
}

} // namespace cf::ui
