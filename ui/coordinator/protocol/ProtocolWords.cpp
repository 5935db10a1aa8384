#include "ui/coordinator/protocol/ProtocolWords.h"

#include <QCoreApplication>

namespace cf::ui::study {

using namespace sessions;

namespace {

QString named(const char *text)
{
    return QCoreApplication::translate("ProtocolWords", text);
}

/// The sentences of protocolProblems(), for the translator; they are looked up by their English.
[[maybe_unused]] const char *const problemSentences[] = {
    QT_TRANSLATE_NOOP("ProtocolWords", "The protocol has no title."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The protocol has no arm: it needs at least one."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The protocol asks nothing: it needs at least one question."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The protocol has no stage: it needs at least one."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The arm \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The arm \"%1\" stands twice."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The question \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The question \"%1\" stands twice."),
    QT_TRANSLATE_NOOP("ProtocolWords",
        "The choice \"%1\" of question \"%2\" is no name: letters, digits, \"-\" and \"_\", up to 64."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The choice \"%1\" of question \"%2\" stands twice."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The stage \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The stage \"%1\" stands twice."),
    QT_TRANSLATE_NOOP(
        "ProtocolWords", "The question \"%1\" of stage \"%2\" is no name: letters, digits, \"-\" and \"_\", up to 64."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The question \"%1\" of stage \"%2\" stands twice."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" has a minimum that is not below its maximum."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" needs at least two choices."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" is a Likert scale, whose keys are rising whole numbers."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" allows no shape of mark: point, box or contour."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" asks for more marks than it allows."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" has no text."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Question \"%1\" chooses among images, but a case shows only one."),
    QT_TRANSLATE_NOOP(
        "ProtocolWords", "Question \"%1\" depends on \"%2\", which is not asked before it in stage \"%3\"."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Stage \"%1\" asks nothing."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Stage \"%1\" asks \"%2\", which is no question of the protocol."),
    QT_TRANSLATE_NOOP(
        "ProtocolWords", "The first stage follows nothing: it has no washout and is no \"same-case\" stage."),
    QT_TRANSLATE_NOOP("ProtocolWords", "Stage \"%1\" has a washout that cannot be: it follows on the same case."),
    QT_TRANSLATE_NOOP("ProtocolWords",
        "This design shows images side by side: it needs \"panes\" of 2 or more and a question of kind \"pane\"."),
    QT_TRANSLATE_NOOP("ProtocolWords", "A case shows 1 to 8 images; \"panes\" says %1."),
    QT_TRANSLATE_NOOP("ProtocolWords", "This design asks for places: it needs a question of kind \"mark\"."),
    QT_TRANSLATE_NOOP("ProtocolWords",
        "Paired sessions need as many stages that follow the whole set as there are arms, at least two."),
    QT_TRANSLATE_NOOP("ProtocolWords", "There is no tool \"%1\" for readers."),
    QT_TRANSLATE_NOOP("ProtocolWords", "A number of cases or minutes is negative."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The analysis plan is no JSON."),
    QT_TRANSLATE_NOOP("ProtocolWords", "The share of repeats lies outside 0 to 1."),
};

} // namespace

QString kindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::YesNo:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Yes or no"));
    case QuestionKind::Confidence:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Confidence"));
    case QuestionKind::Likert:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Scale of steps (Likert)"));
    case QuestionKind::SingleChoice:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "One of several"));
    case QuestionKind::MultipleChoice:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Any of several"));
    case QuestionKind::Number:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Number"));
    case QuestionKind::Text:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Free text"));
    case QuestionKind::Mark:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Marks on the image"));
    case QuestionKind::Pane:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "Which of the images"));
    }
    return {};
}

QString shapeName(MarkShape shape)
{
    return shape == MarkShape::Point ? named(QT_TRANSLATE_NOOP("ProtocolWords", "Point"))
        : shape == MarkShape::Box    ? named(QT_TRANSLATE_NOOP("ProtocolWords", "Box"))
                                     : named(QT_TRANSLATE_NOOP("ProtocolWords", "Contour"));
}

QString comparisonName(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equals:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "is"));
    case Comparison::Differs:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "is not"));
    case Comparison::AtLeast:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "is at least"));
    case Comparison::AtMost:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "is at most"));
    case Comparison::Includes:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "includes"));
    case Comparison::Answered:
        return named(QT_TRANSLATE_NOOP("ProtocolWords", "is answered"));
    }
    return {};
}

QString followsName(StageFollows follows)
{
    return follows == StageFollows::WholeSet
        ? named(QT_TRANSLATE_NOOP("ProtocolWords", "after all cases, as a session of its own"))
        : named(QT_TRANSLATE_NOOP("ProtocolWords", "at once, on the same case; the first answer is locked"));
}

QString toolName(const std::string &tool)
{
    static const std::pair<std::string, const char *> names[] = {
        { "window", QT_TRANSLATE_NOOP("ProtocolWords", "Window") },
        { "zoom", QT_TRANSLATE_NOOP("ProtocolWords", "Zoom") },
        { "pan", QT_TRANSLATE_NOOP("ProtocolWords", "Pan") },
        { "invert", QT_TRANSLATE_NOOP("ProtocolWords", "Invert") },
        { "loupe", QT_TRANSLATE_NOOP("ProtocolWords", "Loupe") },
        { "length", QT_TRANSLATE_NOOP("ProtocolWords", "Length") },
    };
    for (const auto &[key, name] : names)
        if (key == tool)
            return named(name);
    return QString::fromStdString(tool);
}

QString problemText(const ProtocolProblem &problem)
{
    QString text = named(problem.sentence);
    for (std::size_t i = 0; i < problem.values.size(); ++i)
        text.replace(QLatin1Char('%') + QString::number(i + 1), QString::fromStdString(problem.values[i]));
    return text;
}

} // namespace cf::ui::study
