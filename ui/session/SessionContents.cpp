#include "ui/session/SessionContents.h"

#include "ui/words/CoreWords.h"

#include <QCoreApplication>

namespace cf::ui {
namespace {

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(" · ");
}

QString madeBy(const HistoryEntry &entry)
{
    const Provenance &made = entry.result->provenance;
    QStringList parts{ QString::fromStdString(made.model),
        QCoreApplication::translate("SessionContents", "edit %1").arg(entry.number),
        QCoreApplication::translate("SessionContents", "seed %1").arg(made.seed) };
    if (entry.refused())
        parts << QCoreApplication::translate("SessionContents", "refused by gate");
    return joined(std::move(parts));
}

/// Where no image is in view.
ViewportContent noContent(const SessionState &state)
{
    ViewportContent content;
    if (state.unreadable) {
        content.headline =
            QCoreApplication::translate("SessionContents", "%1 cannot be shown.").arg(state.unreadable->name);
        content.hint = state.unreadable->reason;
        return content;
    }
    content.headline = state.loading ? QCoreApplication::translate("SessionContents", "Reading the image.")
                                     : QCoreApplication::translate("SessionContents", "No study is open.");
    if (!state.loading)
        content.hint = QCoreApplication::translate("SessionContents", "Drop files here or open a folder.");
    return content;
}

ViewportContent resultContent(const EditDocument &document, const HistoryEntry &entry)
{
    ViewportContent content = originalContent(document);
    content.role = ViewportContent::Role::Synthetic;
    content.subtitle =
        QCoreApplication::translate("SessionContents", "Edit %1 · %2").arg(entry.number).arg(entry.instruction);
    content.picture = entry.result->counterfactual;
    content.refused = entry.refused();
    content.ribbon = madeBy(entry);
    if (document.image().attributes.synthetic)
        content.ribbon = joined({ content.ribbon, document.patientLine() });
    content.region = entry.result->region;
    content.difference = entry.result->difference;
    content.plate = entry.result->plate;
    content.takesGrips = !entry.result->provenance.rendered.empty();
    return content;
}

ViewportContent rebuiltContent(const EditDocument &document, const HistoryEntry &entry)
{
    ViewportContent content = resultContent(document, entry);
    content.picture = entry.result->rebuilt;
    content.subtitle =
        QCoreApplication::translate("SessionContents", "Rebuilt, no edit: what the model's coding alone changes");
    content.difference = nullptr;
    content.region = nullptr;
    content.takesGrips = false;
    return content;
}

ViewportContent previewContent(const RunningEdit &running, ViewportContent content)
{
    content.role = ViewportContent::Role::Synthetic;
    content.preview = running.preview;
    const Progress &progress = running.progress;
    content.subtitle = progress.steps > 0
        ? QCoreApplication::translate("SessionContents", "preview %1/%2").arg(progress.step).arg(progress.steps)
        : QCoreApplication::translate("SessionContents", "preview");
    content.ribbon = QCoreApplication::translate("SessionContents", "edit %1, in the making").arg(running.number);
    return content;
}

} // namespace

ViewportContent originalContent(const EditDocument &document)
{
    // A synthetic object that is opened again is not a radiograph either.
    ViewportContent content;
    const bool synthetic = document.image().attributes.synthetic;
    content.role = synthetic ? ViewportContent::Role::Synthetic : ViewportContent::Role::Original;
    content.title = QCoreApplication::translate("SessionContents", "ORIGINAL");
    content.subtitle = synthetic
        ? QCoreApplication::translate("SessionContents", "Source · %1").arg(document.viewLine())
        : document.viewLine();
    const QString patient = document.patientLine();
    content.ribbon = synthetic
        ? joined({ QCoreApplication::translate("SessionContents", "opened from a synthetic object"), patient })
        : QCoreApplication::translate("SessionContents", "Source pixels, read only");
    content.picture = document.image().picture;
    // A synthetic object has a plate burnt in somewhere, which no words may cover: the ribbon says whose it is.
    if (!patient.isEmpty() && !synthetic)
        content.corner << patient;
    return content;
}

ViewportContent entryContent(const EditDocument &document, const HistoryEntry &entry)
{
    if (entry.result)
        return resultContent(document, entry);
    ViewportContent content;
    switch (entry.kind) {
    case HistoryEntry::Kind::Original:
        if (document.history().rowCount() > 1) {
            content.headline = QCoreApplication::translate("SessionContents", "The original is chosen.");
            content.hint =
                QCoreApplication::translate("SessionContents", "Choose one of the edits to see its counterfactual.");
        } else {
            content.headline = QCoreApplication::translate("SessionContents", "No counterfactual yet.");
            content.hint = QCoreApplication::translate("SessionContents", "Type what should change, then Generate.");
        }
        return content;
    case HistoryEntry::Kind::Cancelled:
        if (!entry.picture.isNull()) {
            content = originalContent(document);
            content.role = ViewportContent::Role::Synthetic;
            content.preview = entry.picture;
            content.subtitle =
                QCoreApplication::translate("SessionContents", "Edit %1 · cancelled, last preview").arg(entry.number);
            content.ribbon = coreWords(entry.note);
            return content;
        }
        content.headline = QCoreApplication::translate("SessionContents", "Edit %1 was cancelled.").arg(entry.number);
        break;
    case HistoryEntry::Kind::Failed:
        content.headline = QCoreApplication::translate("SessionContents", "Edit %1 failed.").arg(entry.number);
        break;
    case HistoryEntry::Kind::Draft:
        content.headline =
            QCoreApplication::translate("SessionContents", "Draft %1 was not generated.").arg(entry.number);
        break;
    case HistoryEntry::Kind::Result:
        content.headline =
            (entry.problem.isEmpty() ? QCoreApplication::translate("SessionContents", "Reading edit %1 back.")
                                     : QCoreApplication::translate("SessionContents", "Edit %1 cannot be shown."))
                .arg(entry.number);
        content.hint = entry.problem;
        return content;
    }
    content.hint = coreWords(entry.note);
    return content;
}

SessionContents contentsOf(const SessionState &state, bool rebuilt)
{
    SessionContents contents;
    if (!state.document || !state.shown) {
        contents.original = noContent(state);
        contents.shown.headline = QCoreApplication::translate("SessionContents", "No counterfactual yet.");
        contents.shown.hint = QCoreApplication::translate("SessionContents", "Type what should change, then Generate.");
        return contents;
    }
    const EditDocument &document = *state.document;
    contents.original = originalContent(document);
    if (state.running && state.running->ofShownImage && !state.running->preview.isNull()) {
        contents.shown = previewContent(*state.running, contents.original);
    } else {
        contents.result = state.shown->result;
        contents.shown = rebuilt && contents.result && contents.result->rebuilt ? rebuiltContent(document, *state.shown)
                                                                                : entryContent(document, *state.shown);
        if (state.outOfDate && !rebuilt)
            contents.shown.staleNote = QCoreApplication::translate(
                "SessionContents", "Out of date: the mask has changed since this result. Update to renew it.");
    }
    contents.original.notice = state.notice;
    contents.original.noticeWarns = state.noticeWarns;
    return contents;
}

} // namespace cf::ui
