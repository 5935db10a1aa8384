#include "ui/session/SourceProposal.h"

#include "ui/words/TargetName.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace cf::ui {
namespace {

bool contains(const std::vector<Target> &targets, Target target)
{
    return std::find(targets.begin(), targets.end(), target) != targets.end();
}

QString translated(const char *text)
{
    return QCoreApplication::translate("SourceProposal", text);
}

} // namespace

SourceProposal proposeSource(
    const std::vector<std::string> &words, const SentenceReading &read, const std::vector<SourceReading> &readings)
{
    SourceProposal proposal;
    std::vector<Target> denied;
    QStringList named;
    for (const std::string &sentence : words) {
        if (sentence.empty() || !read)
            continue;
        for (const EditInstruction &edit : read(sentence).edits) {
            if (edit.action == EditAction::Remove) // "no effusion" reads as the wish that there were none.
                denied.push_back(edit.target);
        }
        // What else is named is read as if it were to be added.
        for (const EditInstruction &edit : read(std::string("add ").append(sentence)).edits) {
            if (edit.action != EditAction::Add || contains(denied, edit.target)
                || contains(proposal.labels, edit.target))
                continue;
            proposal.labels.push_back(edit.target);
            named << targetName(edit.target);
        }
    }
    QStringList seen;
    QStringList contradicted;
    for (const SourceReading &reading : readings) {
        const auto target = targetFromKey(reading.label);
        if (!target || !reading.trusted || reading.probability < 0.5)
            continue;
        const QString said = QString("%1 %2").arg(targetName(*target)).arg(reading.probability, 0, 'f', 2);
        if (contains(denied, *target)) {
            contradicted << said;
            continue;
        }
        seen << said;
        if (!contains(proposal.labels, *target))
            proposal.labels.push_back(*target);
    }
    QStringList origin;
    if (!named.isEmpty())
        origin << translated(QT_TRANSLATE_NOOP("SourceProposal", "The study's own words: %1.")).arg(named.join(", "));
    if (!readings.empty())
        origin << (seen.isEmpty()
                ? translated(QT_TRANSLATE_NOOP("SourceProposal", "The classifier sees nothing."))
                : translated(QT_TRANSLATE_NOOP("SourceProposal", "The classifier: %1.")).arg(seen.join(", ")));
    if (!contradicted.isEmpty())
        origin << translated(
            QT_TRANSLATE_NOOP("SourceProposal", "The classifier holds %1 for likely, the study's words deny it."))
                      .arg(contradicted.join(", "));
    proposal.origin = origin.join("\n");
    return proposal;
}

} // namespace cf::ui
