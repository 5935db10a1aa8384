#include "ui/coordinator/protocol/StagesForm.h"

#include "ui/coordinator/protocol/ItemList.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/theme/Parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr double longestWashout = 3650.0; ///< Days.

QLineEdit *stageLine(const QString &name, const QString &placeholder)
{
    auto *made = new QLineEdit;
    made->setAccessibleName(name);
    made->setPlaceholderText(placeholder);
    return made;
}

std::string freeStageId(const Protocol &protocol)
{
    for (std::size_t number = protocol.stages.size() + 1;; ++number)
        if (std::string id = "stage-" + std::to_string(number); protocol.stage(id) == nullptr)
            return id;
}

} // namespace

StagesForm::StagesForm()
    : m_list(new ItemList(tr("Stages"), tr("Add a stage")))
    , m_id(stageLine(tr("Short name of the stage"), tr("e.g. aware")))
    , m_title(stageLine(tr("Title, English"), tr("English")))
    , m_titleJapanese(stageLine(tr("Title, Japanese"), tr("Japanese")))
    , m_notice(stageLine(tr("Notice, English"), tr("Over the image; empty: the usual sentence")))
    , m_noticeJapanese(stageLine(tr("Notice, Japanese"), tr("Japanese")))
    , m_follows(new QComboBox)
    , m_washout(new QDoubleSpinBox)
    , m_difference(new QCheckBox(tr("The difference map stands beside the image")))
    , m_asked(new QWidget)
{
    m_formArea = new QWidget;
    m_list->layBeside(*m_formArea, *m_ownNotes.add("stages", nullptr), *this);
    QVBoxLayout *scrolled = parts::scrolled(*m_formArea);
    scrolled->addWidget(makeForm());
    scrolled->addStretch(1);
    QObject::connect(m_list, &ItemList::chosen, this, [this] { showChosen(); });
    QObject::connect(m_list, &ItemList::addWanted, this, [this] { add(); });
    QObject::connect(m_list, &ItemList::removeWanted, this, [this](int place) {
        edit([place](Protocol &protocol) { protocol.stages.erase(protocol.stages.begin() + place); });
    });
    QObject::connect(m_list, &ItemList::moveWanted, this, [this](int from, int to) {
        edit([from, to](Protocol &protocol) {
            std::swap(protocol.stages.at(std::size_t(from)), protocol.stages.at(std::size_t(to)));
        });
        m_list->list().setCurrentRow(to);
    });
}

QWidget *StagesForm::makeForm()
{
    auto *form = new QWidget;
    QGridLayout *grid = parts::fieldGrid(form);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    m_follows->setAccessibleName(tr("When it is read"));
    for (const StageFollows follows : { StageFollows::WholeSet, StageFollows::SameCase })
        m_follows->addItem(study::followsName(follows), int(follows));
    m_washout->setRange(0.0, longestWashout);
    m_washout->setDecimals(1);
    m_washout->setAccessibleName(tr("Washout, days"));
    m_asked->setLayout(new QVBoxLayout);
    m_asked->layout()->setContentsMargins(0, 0, 0, 0);
    addLine(*grid, tr("Short name"), { m_id }, "id");
    addLine(*grid, tr("Title"), { m_title, m_titleJapanese }, "title");
    addLine(*grid, tr("Notice"), { m_notice, m_noticeJapanese }, "notice");
    addLine(*grid, tr("Is read"), { m_follows }, "follows");
    addLine(*grid, tr("Washout, days"), { m_washout, m_difference }, "washout_days");
    addLine(*grid, tr("Asks"), { m_asked }, "questions");
    for (QLineEdit *field : { m_id, m_title, m_titleJapanese, m_notice, m_noticeJapanese })
        QObject::connect(field, &QLineEdit::textEdited, this, &StagesForm::readForm);
    QObject::connect(m_follows, &QComboBox::currentIndexChanged, this, &StagesForm::readForm);
    QObject::connect(m_washout, &QDoubleSpinBox::valueChanged, this, &StagesForm::readForm);
    QObject::connect(m_difference, &QCheckBox::toggled, this, &StagesForm::readForm);
    return form;
}

void StagesForm::addLine(
    QGridLayout &grid, const QString &caption, std::initializer_list<QWidget *> fields, const std::string &noted)
{
    const int row = grid.rowCount();
    grid.addWidget(parts::words(caption, "caption"), row, 0, Qt::AlignTop);
    int column = 1;
    for (QWidget *field : fields)
        grid.addWidget(field, row, column++, 1, fields.size() == 1 ? 2 : 1);
    grid.addWidget(m_notes.add(noted, *fields.begin()), row + 1, 1, 1, 2);
}

void StagesForm::show(const Protocol &protocol)
{
    m_protocol = protocol;
    QStringList lines;
    for (const Stage &stage : protocol.stages)
        lines << QString::fromStdString(stage.id) + QStringLiteral("  ") + QString::fromStdString(stage.title.english);
    m_list->show(lines, m_list->chosenItem());
    showChosen();
}

void StagesForm::showChosen()
{
    const int place = m_list->chosenItem();
    m_formArea->setVisible(place >= 0);
    if (place < 0)
        return;
    const Stage &stage = m_protocol.stages.at(std::size_t(place));
    m_isFilling = true;
    parts::setText(*m_id, stage.id);
    parts::setText(*m_title, stage.title.english);
    parts::setText(*m_titleJapanese, stage.title.japanese);
    parts::setText(*m_notice, stage.notice.english);
    parts::setText(*m_noticeJapanese, stage.notice.japanese);
    m_follows->setCurrentIndex(m_follows->findData(int(stage.follows)));
    m_follows->setEnabled(place > 0 || stage.follows != StageFollows::WholeSet);
    m_washout->setValue(stage.washoutDays);
    m_washout->setEnabled((place > 0 && stage.follows == StageFollows::WholeSet) || stage.washoutDays > 0.0);
    m_difference->setChecked(stage.showsDifference);
    showAsked(stage);
    m_isFilling = false;
    m_notes.show(m_problems, "stages/" + std::to_string(place) + "/");
}

void StagesForm::showAsked(const Stage &stage)
{
    while (m_boxes.size() > m_protocol.questions.size()) {
        m_boxes.back()->deleteLater();
        m_boxes.pop_back();
    }
    while (m_boxes.size() < m_protocol.questions.size()) {
        m_boxes.push_back(new QCheckBox);
        m_asked->layout()->addWidget(m_boxes.back());
        QObject::connect(m_boxes.back(), &QCheckBox::toggled, this, &StagesForm::readForm);
    }
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i]->setText(QString::fromStdString(m_protocol.questions[i].id));
        m_boxes[i]->setChecked(std::ranges::count(stage.questions, m_protocol.questions[i].id) > 0);
    }
}

QCheckBox *StagesForm::asks(const std::string &question) const
{
    for (QCheckBox *box : m_boxes)
        if (box->text().toStdString() == question)
            return box;
    return nullptr;
}

int StagesForm::showProblems(const std::vector<ProtocolProblem> &problems)
{
    m_problems = problems;
    m_ownNotes.show(problems);
    if (const int place = m_list->chosenItem(); place >= 0)
        m_notes.show(problems, "stages/" + std::to_string(place) + "/");
    return problemsUnder(problems, "stages");
}

void StagesForm::add()
{
    const int place = int(m_protocol.stages.size());
    edit([](Protocol &protocol) {
        Stage stage;
        stage.id = freeStageId(protocol);
        for (const Question &question : protocol.questions)
            stage.questions.push_back(question.id);
        protocol.stages.push_back(std::move(stage));
    });
    m_list->list().setCurrentRow(place);
    m_id->setFocus();
}

Stage StagesForm::stageOfFields() const
{
    Stage stage = m_protocol.stages.at(std::size_t(m_list->chosenItem()));
    stage.id = m_id->text().trimmed().toStdString();
    stage.title = { m_title->text().toStdString(), m_titleJapanese->text().toStdString() };
    stage.notice = { m_notice->text().toStdString(), m_noticeJapanese->text().toStdString() };
    stage.follows = StageFollows(m_follows->currentData().toInt());
    stage.washoutDays = stage.follows == StageFollows::SameCase ? 0.0 : m_washout->value();
    stage.showsDifference = m_difference->isChecked();
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const std::string &id = m_protocol.questions[i].id;
        const bool isAsked = std::ranges::count(stage.questions, id) > 0;
        if (m_boxes[i]->isChecked() == isAsked)
            continue;
        if (isAsked) {
            std::erase(stage.questions, id);
            continue;
        }
        // Among those that it asks already, in the order of the protocol.
        const auto after = std::ranges::find_if(stage.questions, [&](const std::string &asked) {
            const auto placeOf = [this](const std::string &one) {
                return std::ranges::find(m_protocol.questions, one, &Question::id);
            };
            return placeOf(asked) > placeOf(id);
        });
        stage.questions.insert(after, id);
    }
    return stage;
}

void StagesForm::readForm()
{
    if (m_isFilling || m_list->chosenItem() < 0)
        return;
    edit([place = std::size_t(m_list->chosenItem()), stage = stageOfFields()](
             Protocol &protocol) { protocol.stages.at(place) = stage; });
}

} // namespace cf::ui
