#include "ui/coordinator/protocol/ProtocolWords.h"

#include <QCoreApplication>

namespace cf::ui::study {

using namespace sessions;

namespace {

QString named(const char *text)
{
    return QCoreApplication::translate("ProtocolWords", text);
}

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
    QString text = QCoreApplication::translate("Core", problem.sentence); // Of ui/words/CoreSentences.cpp.
    for (std::size_t i = 0; i < problem.values.size(); ++i)
        text.replace(QLatin1Char('%') + QString::number(i + 1), QString::fromStdString(problem.values[i]));
    return text;
}

} // namespace cf::ui::study
