#include "ui/coordinator/protocol/QuestionsForm.h"

#include "ui/coordinator/protocol/ItemList.h"
#include "ui/coordinator/protocol/QuestionForm.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

/// A name that no question has yet: "question-4".
std::string freeQuestionId(const Protocol &protocol)
{
    for (std::size_t number = protocol.questions.size() + 1;; ++number)
        if (std::string id = "question-" + std::to_string(number); protocol.question(id) == nullptr)
            return id;
}

void renameQuestion(Protocol &protocol, const std::string &from, const std::string &to)
{
    for (Stage &stage : protocol.stages)
        std::ranges::replace(stage.questions, from, to);
    for (Question &question : protocol.questions)
        for (Condition &condition : question.shownIf)
            if (condition.question == from)
                condition.question = to;
}

} // namespace

QuestionsForm::QuestionsForm()
    : m_list(new ItemList(tr("Questions"), tr("Add a question")))
    , m_form(new QuestionForm)
{
    m_formArea = new QWidget;
    m_list->layBeside(*m_formArea, *m_notes.add("questions", nullptr), *this);
    parts::scrolled(*m_formArea)->addWidget(m_form);
    QObject::connect(m_list, &ItemList::chosen, this, [this] { showChosen(); });
    QObject::connect(m_list, &ItemList::addWanted, this, [this] { add(); });
    QObject::connect(m_list, &ItemList::removeWanted, this, [this](int place) { remove(place); });
    QObject::connect(m_list, &ItemList::moveWanted, this, [this](int from, int to) { move(from, to); });
    m_form->edited = [this] { readForm(); };
}

void QuestionsForm::show(const Protocol &protocol)
{
    m_protocol = protocol;
    QStringList lines;
    for (const Question &question : protocol.questions)
        lines << QString::fromStdString(question.id) + QStringLiteral("  ") + study::questionLine(question);
    m_list->show(lines, m_list->chosenItem());
    showChosen();
}

void QuestionsForm::showChosen()
{
    const int place = m_list->chosenItem();
    m_formArea->setVisible(place >= 0);
    if (place < 0)
        return;
    std::vector<std::string> earlier;
    for (int i = 0; i < place; ++i)
        earlier.push_back(m_protocol.questions[std::size_t(i)].id);
    m_form->show(m_protocol.questions.at(std::size_t(place)), earlier);
    m_form->showProblems(m_problems, "questions/" + std::to_string(place) + "/");
}

int QuestionsForm::showProblems(const std::vector<ProtocolProblem> &problems)
{
    m_problems = problems;
    m_notes.show(problems);
    if (const int place = m_list->chosenItem(); place >= 0)
        m_form->showProblems(problems, "questions/" + std::to_string(place) + "/");
    return problemsUnder(problems, "questions");
}

void QuestionsForm::add()
{
    const int place = int(m_protocol.questions.size());
    edit([](Protocol &protocol) {
        Question question;
        question.id = freeQuestionId(protocol);
        for (Stage &stage : protocol.stages)
            stage.questions.push_back(question.id);
        protocol.questions.push_back(std::move(question));
    });
    m_list->list().setCurrentRow(place);
    m_form->text().setFocus();
}

void QuestionsForm::remove(int place)
{
    edit([place](Protocol &protocol) {
        const std::string id = protocol.questions.at(std::size_t(place)).id;
        protocol.questions.erase(protocol.questions.begin() + place);
        for (Stage &stage : protocol.stages)
            std::erase(stage.questions, id);
        for (Question &question : protocol.questions)
            std::erase_if(question.shownIf, [&id](const Condition &condition) { return condition.question == id; });
    });
}

/// Stages that ask both ask them in the new order.
void QuestionsForm::move(int from, int to)
{
    const std::string moved = m_protocol.questions.at(std::size_t(from)).id;
    const std::string passed = m_protocol.questions.at(std::size_t(to)).id;
    edit([from, to, moved, passed](Protocol &protocol) {
        std::swap(protocol.questions.at(std::size_t(from)), protocol.questions.at(std::size_t(to)));
        for (Stage &stage : protocol.stages) {
            const auto one = std::ranges::find(stage.questions, moved);
            const auto other = std::ranges::find(stage.questions, passed);
            if (one != stage.questions.end() && other != stage.questions.end() && (one < other) == (from < to))
                std::iter_swap(one, other);
        }
    });
    m_list->list().setCurrentRow(to);
}

void QuestionsForm::readForm()
{
    const auto place = std::size_t(m_list->chosenItem());
    const Question changed = m_form->question();
    edit([place, changed](Protocol &protocol) {
        Question &question = protocol.questions.at(place);
        // Two of one name for a moment: which one is meant elsewhere cannot be told, so nothing follows.
        if (question.id != changed.id && !question.id.empty() && protocol.question(changed.id) == nullptr)
            renameQuestion(protocol, question.id, changed.id);
        question = changed;
    });
}

} // namespace cf::ui
