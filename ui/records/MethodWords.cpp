#include "ui/records/MethodWords.h"

#include "core/editing/MethodDescription.h"
#include "core/editing/MethodOptions.h"

#include <QCoreApplication>
#include <QStringList>

namespace cf::ui {
namespace {

// core/editing says these in English, which the command line prints; listed here to be translated.
[[maybe_unused]] constexpr const char *knownSentences[] = {
    QT_TRANSLATE_NOOP(
        "Method", "Takes for each instruction the method that measured best for it; says which, and why."),
    QT_TRANSLATE_NOOP("Method", "Follows the instruction with the source image in view; no inversion."),
    QT_TRANSLATE_NOOP("Method", "Moves the source along the difference of the two captions; seeds give variety."),
    QT_TRANSLATE_NOOP("Method", "Inverts the source and lets it deviate only as far as the captions differ."),
    QT_TRANSLATE_NOOP("Method", "Noises the source and denoises it with the new caption; the generic baseline."),
    QT_TRANSLATE_NOOP("Method", "Fills the brushed region anew from the caption; needs a mask."),
    QT_TRANSLATE_NOOP(
        "Method", "The published method: inversion, null-text optimisation, a sweep of attention control; slow."),
    QT_TRANSLATE_NOOP("Method",
        "Renders a device or finding at full size and depth, moves a heart's border, clears one lung by the other; no "
        "network."),
    QT_TRANSLATE_NOOP("Method",
        "Takes away what a mask covers, or what the model finds, at the film's own pixels; one pass, removes only."),
    QT_TRANSLATE_NOOP("Method", "How strongly the words lead; 1 takes the network's answer as it is."),
    QT_TRANSLATE_NOOP("Method", "How strongly the film leads; 1 takes the network's answer as it is."),
    QT_TRANSLATE_NOOP("Method", "Answers that are averaged into one; 0: as the edit wants it."),
    QT_TRANSLATE_NOOP("Method", "Above 0 a second network says the finest detail of what is taken away."),
    QT_TRANSLATE_NOOP("Method", "Share of the steps after which the words begin to lead."),
    QT_TRANSLATE_NOOP("Method", "Share of the steps after which they no longer do."),
    QT_TRANSLATE_NOOP("Method", "Share of the steps in which the picture's layout stays the film's."),
    QT_TRANSLATE_NOOP(
        "Method", "Share of chance in each step: 0 follows the film's inversion, 1 gives each seed its own answer."),
    QT_TRANSLATE_NOOP("Method", "Steps of the null-text optimisation at each level."),
    QT_TRANSLATE_NOOP("Method", "Noises averaged in each step; more is calmer and slower."),
    QT_TRANSLATE_NOOP("Method", "Share of noise that is laid on the film; more changes more."),
    QT_TRANSLATE_NOOP("Method", "Share of the noise at which the edit begins; less keeps more of the film."),
    QT_TRANSLATE_NOOP("Method", "Share of the steps done before a drawn mask acts; 1: it acts on the answer alone."),
    QT_TRANSLATE_NOOP(
        "Method", "Share of the steps in which words look where they looked in the film; more keeps more of it."),
    QT_TRANSLATE_NOOP("Method", "Weight of the words that change; 1 is that of the others."),
    QT_TRANSLATE_NOOP("Method",
        "Keeps the change to where the changed words look, above this share of their strongest; 0: everywhere."),
    QT_TRANSLATE_NOOP(
        "Method", "Above 0 the film's own fine detail gives way where it changed; 0: never; -1: as the edit wants it."),
    QT_TRANSLATE_NOOP("Method", "Pixels of the model's picture over which a change fades in from its edge."),
    QT_TRANSLATE_NOOP("Method", "Above 0, what is below the change's own noise leaves no trace."),
    QT_TRANSLATE_NOOP("Method", "Grain laid where something was taken away; 1 is that of the film around it."),
};

} // namespace

QString methodWords(const std::string &english)
{
    return QCoreApplication::translate("Method", english.c_str());
}

QString parameterLines(const MethodDescription &method)
{
    QStringList lines;
    for (const MethodParameter &parameter : method.parameters)
        lines << QString::fromStdString(spelling(parameter)) + ": " + methodWords(parameter.help);
    return lines.join('\n');
}

} // namespace cf::ui
