#include "ui/shell/SessionWords.h"

#include "ui/prompt/PromptPanel.h"
#include "ui/words/CoreWords.h"

#include <QCoreApplication>

namespace cf::ui {
namespace {

QString imageLine(const SessionState &state)
{
    if (!state.document)
        return {};
    const Radiograph &radiograph = state.document->image().picture->radiograph();
    QStringList doubts;
    for (const ReadingNote &note : state.document->image().notes)
        if (note.severity != NoteSeverity::Note)
            doubts << coreWords(note.sentence);
    if (!doubts.isEmpty())
        return doubts.join(" ");
    return QCoreApplication::translate("SessionWords", "%1 × %2, %3 bit.")
        .arg(radiograph.stored.width)
        .arg(radiograph.stored.height)
        .arg(radiograph.bitsStored);
}

} // namespace

Banner bannerOf(const SessionState &state)
{
    const ModelState &model = state.model;
    if (!model.there) {
        const QString none = QCoreApplication::translate("SessionWords", "No model");
        if (!model.problem.isEmpty() && !model.loading)
            return { none, {}, HeaderBar::Tone::Error,
                QCoreApplication::translate("SessionWords", "No model is loaded."), model.problem, model.problem };
        return { none, {}, HeaderBar::Tone::Neutral, QCoreApplication::translate("SessionWords", "Loading the model"),
            QCoreApplication::translate("SessionWords", "The window is ready meanwhile."), {} };
    }
    const ModelDescription &is = model.description;
    const QString warning = coreWords(is.warning);
    Banner banner{ QString::fromStdString(is.name),
        QCoreApplication::translate("SessionWords", "%1 × %1, on this processor").arg(is.imageSize),
        HeaderBar::Tone::Warning,
        warning.isEmpty()
            ? QCoreApplication::translate("SessionWords", "For research and education, not for diagnosis.")
            : warning,
        imageLine(state), coreWords(is.trainingData) };
    if (model.loading)
        banner.rest =
            QCoreApplication::translate("SessionWords", "Another model is being loaded; this one works meanwhile.");
    else if (!model.problem.isEmpty())
        banner.rest =
            QCoreApplication::translate("SessionWords", "The other model could not be loaded; this one stays. %1")
                .arg(model.problem);
    return banner;
}

std::vector<QueueEntry> queueEntries(const SessionState &state)
{
    std::vector<QueueEntry> entries;
    if (state.running) {
        const RunningEdit &running = *state.running;
        const Progress &progress = running.progress;
        QStringList parts{ coreWords(progress.stage) };
        if (progress.steps > 1) // What is done in one pass has no steps to count.
            parts[0] +=
                QCoreApplication::translate("SessionWords", ", step %1 of %2").arg(progress.step).arg(progress.steps);
        parts << timeLeftText(progress.secondsLeft);
        parts.removeAll(QString());
        entries.push_back({ running.isRegion ? QCoreApplication::translate("SessionWords", "Region of the edit")
                                             : QCoreApplication::translate("SessionWords", "Edit %1 · %2")
                                                   .arg(running.number)
                                                   .arg(running.instruction),
            parts.isEmpty() ? QCoreApplication::translate("SessionWords", "Starting") : parts.join(" · "),
            progress.steps > 0 ? double(progress.step) / progress.steps : 0.0 });
    }
    for (const QString &instruction : state.waiting)
        entries.push_back({ instruction, QCoreApplication::translate("SessionWords", "Waiting"), -1.0 });
    return entries;
}

} // namespace cf::ui
