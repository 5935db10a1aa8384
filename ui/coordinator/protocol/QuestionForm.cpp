#include "ui/coordinator/protocol/QuestionForm.h"

#include "core/sessions/protocol/ProtocolKeys.h"
#include "ui/coordinator/protocol/ChoiceTable.h"
#include "ui/coordinator/protocol/ConditionLines.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/theme/Parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr double largestNumber = 1e6;
constexpr int numberDecimals = 3;
constexpr int maxMarksAsked = 1000;
constexpr int captionWidth = 110;

QLineEdit *line(const QString &name, const QString &placeholder = {})
{
    auto *made = new QLineEdit;
    made->setAccessibleName(name);
    made->setPlaceholderText(placeholder);
    return made;
}

QDoubleSpinBox *number(const QString &name, double minimum)
{
    auto *made = new QDoubleSpinBox;
    made->setRange(minimum, largestNumber);
    made->setDecimals(numberDecimals);
    made->setAccessibleName(name);
    return made;
}

QSpinBox *count(const QString &name)
{
    auto *made = new QSpinBox;
    made->setRange(0, maxMarksAsked);
    made->setAccessibleName(name);
    return made;
}

bool hasChoices(QuestionKind kind)
{
    return kind == QuestionKind::Likert || kind == QuestionKind::SingleChoice || kind == QuestionKind::MultipleChoice
        || kind == QuestionKind::Mark;
}

} // namespace

void QuestionForm::Line::setVisible(bool visible) const
{
    caption->setVisible(visible);
    for (QWidget *field : fields)
        field->setVisible(visible);
}

QuestionForm::QuestionForm()
    : m_grid(parts::fieldGrid(this))
    , m_id(line(tr("Short name"), tr("e.g. effusion")))
    , m_kind(new QComboBox)
    , m_text(line(tr("Question, English"), tr("English")))
    , m_textJapanese(line(tr("Question, Japanese"), tr("Japanese")))
    , m_hint(line(tr("Hint, English"), tr("English")))
    , m_hintJapanese(line(tr("Hint, Japanese"), tr("Japanese")))
    , m_required(new QCheckBox(tr("Must be answered")))
    , m_truth(line(tr("Truth"), tr("Name of the right answer among the cases' truths")))
    , m_choices(new ChoiceTable)
    , m_tie(new QCheckBox(tr("\"No difference\" may be answered")))
    , m_sure(new QCheckBox(tr("Each mark bears a confidence")))
    , m_conditions(new ConditionLines)
{
    m_grid->setColumnMinimumWidth(0, captionWidth);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnStretch(2, 1);
    m_kind->setAccessibleName(tr("Kind of answer"));
    for (const auto &[key, kind] : questionKeys())
        m_kind->addItem(study::kindName(kind), int(kind));
    addLine(tr("Short name"), { m_id, m_required }, "id");
    addLine(tr("Answer"), { m_kind }, "kind");
    addLine(tr("Question"), { m_text, m_textJapanese }, "text");
    addLine(tr("Hint"), { m_hint, m_hintJapanese }, "hint");
    m_choiceLine = addLine(tr("Choices"), { m_choices }, "choices");
    buildNumbers();
    m_tieLine = addLine({}, { m_tie }, "allows_tie");
    buildMarks();
    addLine(tr("Truth"), { m_truth }, "truth");
    addLine(tr("Asked"), { m_conditions }, "shown_if");
    m_grid->setRowStretch(m_row, 1);
    for (QLineEdit *field : { m_id, m_text, m_textJapanese, m_hint, m_hintJapanese, m_truth, m_unit })
        QObject::connect(field, &QLineEdit::textEdited, this, &QuestionForm::tell);
    for (QCheckBox *box : { m_required, m_tie, m_sure, m_shapes[0], m_shapes[1], m_shapes[2] })
        QObject::connect(box, &QCheckBox::toggled, this, &QuestionForm::tell);
    for (QDoubleSpinBox *box : { m_minimum, m_maximum, m_step })
        QObject::connect(box, &QDoubleSpinBox::valueChanged, this, &QuestionForm::tell);
    for (QSpinBox *box : { m_minimumMarks, m_maximumMarks })
        QObject::connect(box, &QSpinBox::valueChanged, this, &QuestionForm::tell);
    QObject::connect(m_kind, &QComboBox::currentIndexChanged, this, &QuestionForm::tell);
    m_choices->edited = [this] { tell(); };
    m_conditions->edited = [this] { tell(); };
}

QuestionForm::Line QuestionForm::addLine(
    const QString &caption, const std::vector<QWidget *> &fields, const std::string &noted)
{
    Line made{ parts::words(caption, "caption"), fields };
    m_grid->addWidget(made.caption, m_row, 0, Qt::AlignTop);
    if (fields.size() == 1)
        m_grid->addWidget(fields[0], m_row, 1, 1, 2);
    else
        for (std::size_t i = 0; i < fields.size(); ++i)
            m_grid->addWidget(fields[i], m_row, 1 + int(i));
    m_grid->addWidget(m_notes.add(noted, fields[0]), m_row + 1, 1, 1, 2);
    m_row += 2;
    return made;
}

void QuestionForm::buildNumbers()
{
    m_minimum = number(tr("Minimum"), -largestNumber);
    m_maximum = number(tr("Maximum"), -largestNumber);
    m_step = number(tr("Step; 0: any number"), 0.0);
    m_unit = line(tr("Unit"), tr("Unit, e.g. mm"));
    m_rangeLine = addLine(tr("Minimum, maximum"), { m_minimum, m_maximum }, "minimum");
    m_stepLine = addLine(tr("Step (0: any), unit"), { m_step, m_unit }, "step");
}

void QuestionForm::buildMarks()
{
    auto *shapes = new QWidget;
    auto *row = new QHBoxLayout(shapes);
    row->setContentsMargins(0, 0, 0, 0);
    for (const auto &[key, shape] : shapeKeys()) {
        m_shapes.push_back(new QCheckBox(study::shapeName(shape)));
        row->addWidget(m_shapes.back());
    }
    row->addStretch(1);
    m_shapeLine = addLine(tr("Shapes"), { shapes }, "shapes");
    m_minimumMarks = count(tr("Minimum number of marks"));
    m_maximumMarks = count(tr("Maximum number of marks; 0: any"));
    m_countLine = addLine(tr("Minimum, maximum (0: any)"), { m_minimumMarks, m_maximumMarks }, "minimum_marks");
    m_sureLine = addLine({}, { m_sure }, "marks_have_confidence");
}

void QuestionForm::show(const Question &question, const std::vector<std::string> &earlier)
{
    m_isFilling = true;
    m_shown = question;
    parts::setText(*m_id, question.id);
    m_kind->setCurrentIndex(m_kind->findData(int(question.kind)));
    parts::setText(*m_text, question.text.english);
    parts::setText(*m_textJapanese, question.text.japanese);
    parts::setText(*m_hint, question.hint.english);
    parts::setText(*m_hintJapanese, question.hint.japanese);
    m_required->setChecked(question.required);
    parts::setText(*m_truth, question.truth);
    m_choices->show(question.choices);
    m_minimum->setValue(question.minimum);
    m_maximum->setValue(question.maximum);
    m_step->setValue(question.step);
    parts::setText(*m_unit, question.unit);
    m_tie->setChecked(question.allowsTie);
    for (std::size_t i = 0; i < m_shapes.size(); ++i)
        m_shapes[i]->setChecked(std::ranges::count(question.shapes, shapeKeys()[i].second) > 0);
    m_minimumMarks->setValue(question.minimumMarks);
    m_maximumMarks->setValue(question.maximumMarks);
    m_sure->setChecked(question.marksHaveConfidence);
    m_conditions->show(question.shownIf, earlier);
    showKind();
    m_isFilling = false;
}

void QuestionForm::showKind()
{
    const QuestionKind kind = m_shown.kind;
    const bool isMark = kind == QuestionKind::Mark;
    const bool isNumber = kind == QuestionKind::Number || kind == QuestionKind::Confidence;
    m_choiceLine.caption->setText(isMark ? tr("Types of marks") : tr("Choices"));
    m_choiceLine.setVisible(hasChoices(kind));
    m_rangeLine.setVisible(isNumber || (isMark && m_shown.marksHaveConfidence));
    m_stepLine.setVisible(isNumber);
    m_tieLine.setVisible(kind == QuestionKind::Pane);
    m_shapeLine.setVisible(isMark);
    m_countLine.setVisible(isMark);
    m_sureLine.setVisible(isMark);
}

Question QuestionForm::question() const
{
    Question question = m_shown;
    question.id = m_id->text().trimmed().toStdString();
    question.kind = QuestionKind(m_kind->currentData().toInt());
    question.text = { m_text->text().toStdString(), m_textJapanese->text().toStdString() };
    question.hint = { m_hint->text().toStdString(), m_hintJapanese->text().toStdString() };
    question.required = m_required->isChecked();
    question.truth = m_truth->text().trimmed().toStdString();
    question.choices = m_choices->choices();
    question.minimum = m_minimum->value();
    question.maximum = m_maximum->value();
    question.step = m_step->value();
    question.unit = m_unit->text().toStdString();
    question.allowsTie = m_tie->isChecked();
    question.shapes.clear();
    for (std::size_t i = 0; i < m_shapes.size(); ++i)
        if (m_shapes[i]->isChecked())
            question.shapes.push_back(shapeKeys()[i].second);
    question.minimumMarks = m_minimumMarks->value();
    question.maximumMarks = m_maximumMarks->value();
    question.marksHaveConfidence = m_sure->isChecked();
    question.shownIf = m_conditions->conditions();
    return question;
}

void QuestionForm::showProblems(const std::vector<ProtocolProblem> &problems, const std::string &prefix)
{
    m_notes.show(problems, prefix);
}

void QuestionForm::tell()
{
    if (!m_isFilling && edited)
        edited();
}

} // namespace cf::ui
