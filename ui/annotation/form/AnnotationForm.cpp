#include "ui/annotation/form/AnnotationForm.h"

#include "core/annotation/AnnotationCheck.h"
#include "ui/annotation/form/AnnotationWords.h"
#include "ui/annotation/form/AnswerRow.h"
#include "ui/theme/Theme.h"
#include "ui/words/TargetName.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {

using annotation::Annotation;
using annotation::Answer;
using annotation::FindingAnswer;
using annotation::Judgement;

namespace {

constexpr int commitAfter = 500; ///< Milliseconds after the first key that is not told.

/// What is asked, whatever was answered.
bool sameQuestions(const std::vector<FindingAnswer> &a, const std::vector<FindingAnswer> &b)
{
    return std::ranges::equal(a, b, [](const FindingAnswer &one, const FindingAnswer &other) {
        return one.finding == other.finding && one.side == other.side && one.zone == other.zone
            && one.degree == other.degree && one.isAsked == other.isAsked;
    });
}

std::pair<int, bool> judged(const Answer<Judgement> &answer, bool withPartly)
{
    return { answer.value ? words::placeOf(*answer.value, withPartly) : -1, answer.confirmed };
}

QString say(const char *text)
{
    return QCoreApplication::translate("AnnotationForm", text);
}

} // namespace

AnnotationForm::AnnotationForm(QWidget *parent)
    : QWidget(parent)
{
    theme::setRole(*this, "panel");
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(10, 8, 10, 10);
    m_column->setSpacing(8);
    m_questions = new QWidget;
    m_column->addWidget(m_questions);
    auto *marks = new QLabel(say(QT_TRANSLATE_NOOP("AnnotationForm", "Marks")));
    theme::setRole(*marks, "strong");
    m_column->addWidget(ruleLine());
    m_column->addWidget(marks);
    m_markColumn = new QVBoxLayout;
    m_markColumn->setSpacing(6);
    m_column->addLayout(m_markColumn);
    m_noMarks = new QLabel(say(QT_TRANSLATE_NOOP(
        "AnnotationForm", "None. Draw on the counterfactual; marks drawn on the original are carried over.")));
    m_noMarks->setWordWrap(true);
    theme::setRole(*m_noMarks, "hint");
    m_column->addWidget(m_noMarks);
    m_column->addWidget(ruleLine());
    auto *comment = new QLabel(say(QT_TRANSLATE_NOOP("AnnotationForm", "In your own words")));
    theme::setRole(*comment, "strong");
    m_column->addWidget(comment);
    m_comment = new QPlainTextEdit;
    m_comment->setAccessibleName(comment->text());
    m_comment->setFixedHeight(72);
    m_comment->setTabChangesFocus(true);
    m_column->addWidget(m_comment);
    m_column->addStretch(1);
    m_commitSoon.setSingleShot(true);
    m_commitSoon.setInterval(commitAfter);
    connect(&m_commitSoon, &QTimer::timeout, this, [this] { commitText(); });
    connect(m_comment, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing && !m_commitSoon.isActive())
            m_commitSoon.start();
    });
}

QWidget *AnnotationForm::ruleLine()
{
    auto *line = new QFrame;
    theme::setRole(*line, "hline");
    return line;
}

void AnnotationForm::tell(const Change &change)
{
    if (changed && !m_showing)
        changed(change);
}

void AnnotationForm::commitText()
{
    m_commitSoon.stop();
    const std::string text = m_comment->toPlainText().toStdString();
    tell([text](Annotation &one) { one.comment = text; });
}

void AnnotationForm::addLine(Line line)
{
    const int index = int(m_lines.size());
    const auto write = line.write;
    line.row->chosen = [this, write, index](int place) {
        setActive(index);
        tell([write, place](Annotation &one) { write(one, place); });
    };
    m_rows->addWidget(line.row);
    m_lines.push_back(std::move(line));
}

void AnnotationForm::addFollowed()
{
    addLine({ "followed",
        new AnswerRow(
            say(QT_TRANSLATE_NOOP("AnnotationForm", "Was the instruction followed?")), words::judgements(true), true),
        [](const Annotation &one) { return judged(one.followed, true); },
        [](Annotation &one, int place) {
            one.followed = { words::judgementAt(place, true), true };
        } });
    m_instruction = new QLabel;
    m_instruction->setWordWrap(true);
    m_instruction->setTextFormat(Qt::PlainText);
    m_instruction->setContentsMargins(8, 0, 8, 0);
    theme::setRole(*m_instruction, "caption");
    m_rows->addWidget(m_instruction);
}

void AnnotationForm::addPlausibility()
{
    QStringList answers = words::plausibilities();
    for (int place = 0; place < answers.size(); ++place)
        answers[place].prepend(QString::number(place + 1) + QStringLiteral("\n"));
    addLine({ "plausibility",
        new AnswerRow(say(QT_TRANSLATE_NOOP("AnnotationForm", "Plausible as a radiograph?")), answers, true),
        [](const Annotation &one) {
            return std::pair(one.plausibility.value.value_or(0) - 1, one.plausibility.confirmed);
        },
        [](Annotation &one, int place) {
            one.plausibility = { place + 1, true };
        } });
}

void AnnotationForm::addSomethingElse()
{
    addLine({ "something-else",
        new AnswerRow(
            say(QT_TRANSLATE_NOOP("AnnotationForm", "Did anything else change?")), words::judgements(false), true),
        [](const Annotation &one) { return judged(one.somethingElse, false); },
        [](Annotation &one, int place) {
            one.somethingElse = { words::judgementAt(place, false), true };
        } });
}

void AnnotationForm::addFindings(const Annotation &annotation)
{
    auto *title = new QLabel(say(QT_TRANSLATE_NOOP("AnnotationForm", "What changed")));
    theme::setRole(*title, "strong");
    title->setContentsMargins(8, 4, 8, 0);
    m_rows->addWidget(title);
    m_origin = new QLabel(m_proposers);
    m_origin->setWordWrap(true);
    m_origin->setContentsMargins(8, 0, 8, 0);
    theme::setRole(*m_origin, "hint");
    m_rows->addWidget(m_origin);
    for (std::size_t i = 0; i < annotation.findings.size(); ++i) {
        const FindingAnswer &finding = annotation.findings[i];
        const std::string item = std::string("finding ").append(std::to_string(i + 1));
        auto *name = new QLabel(words::findingName(finding));
        name->setContentsMargins(8, 2, 8, 0);
        m_rows->addWidget(name);
        const auto judgement = [&](const char *part, const QString &label, Answer<Judgement> FindingAnswer::*answer) {
            addLine({ item + " " + part, new AnswerRow(label, words::judgements(false), false),
                [i, answer](const Annotation &one) { return judged(one.findings[i].*answer, false); },
                [i, answer](Annotation &one, int place) {
                    one.findings[i].*answer = { words::judgementAt(place, false), true };
                } });
        };
        judgement("present", say(QT_TRANSLATE_NOOP("AnnotationForm", "Present")), &FindingAnswer::present);
        addLine({ item + " change",
            new AnswerRow(say(QT_TRANSLATE_NOOP("AnnotationForm", "Change")), words::changes(), false),
            [i](const Annotation &one) {
                const auto &change = one.findings[i].change;
                return std::pair(change.value ? int(*change.value) : -1, change.confirmed);
            },
            [i](Annotation &one, int place) {
                one.findings[i].change = { annotation::Change(place), true };
            } });
        if (finding.sideIsAsked())
            judgement("side", say(QT_TRANSLATE_NOOP("AnnotationForm", "Right side")), &FindingAnswer::sideRight);
        if (finding.degreeIsAsked())
            judgement("degree", say(QT_TRANSLATE_NOOP("AnnotationForm", "Right degree")), &FindingAnswer::degreeRight);
    }
    auto *add = new QComboBox;
    add->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationForm", "Add a finding")));
    add->addItem(say(QT_TRANSLATE_NOOP("AnnotationForm", "Add a finding…")));
    for (const Target target : allTargets)
        add->addItem(targetName(target));
    connect(add, &QComboBox::activated, this, [this](int at) {
        if (at < 1)
            return;
        FindingAnswer finding;
        finding.finding = allTargets[std::size_t(at - 1)];
        finding.isAsked = false;
        finding.present = { Judgement::Yes, true };
        tell([finding](Annotation &one) { one.findings.push_back(finding); });
    });
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 0, 8, 0);
    line->addWidget(add);
    line->addStretch(1);
    m_rows->addLayout(line);
}

void AnnotationForm::setProposers(const QString &words)
{
    m_proposers = words;
    if (m_origin != nullptr)
        m_origin->setText(words);
}

void AnnotationForm::rebuild(const Annotation &annotation)
{
    m_lines.clear();
    auto *fresh = new QWidget;
    m_rows = new QVBoxLayout(fresh);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    delete m_column->replaceWidget(m_questions, fresh);
    m_questions->deleteLater(); // It may be one of its buttons that asked for this.
    m_questions->hide();
    m_questions = fresh;
    addFollowed();
    m_rows->addWidget(ruleLine());
    addPlausibility();
    m_rows->addWidget(ruleLine());
    addFindings(annotation);
    m_rows->addWidget(ruleLine());
    addSomethingElse();
    m_findings = annotation.findings;
    m_isMade = true;
    m_active = std::clamp(m_active, 0, int(m_lines.size()) - 1);
}

void AnnotationForm::show(const Annotation *annotation, const std::vector<std::string> &)
{
    setEnabled(annotation != nullptr);
    if (annotation == nullptr)
        return;
    m_showing = true;
    if (!m_isMade || !sameQuestions(m_findings, annotation->findings))
        rebuild(*annotation);
    m_instruction->setText(QStringLiteral("“%1”").arg(QString::fromStdString(annotation->subject.instruction)));
    for (const Line &line : m_lines) {
        const auto [place, confirmed] = line.read(*annotation);
        line.row->setAnswer(place, confirmed);
    }
    setActive(m_active);
    showMarks(*annotation);
    const QString comment = QString::fromStdString(annotation->comment);
    // While it is typed it is the user's: blanks at its end are not yet taken away.
    if (!m_comment->hasFocus() || m_comment->toPlainText().trimmed() != comment)
        if (!m_commitSoon.isActive() && m_comment->toPlainText() != comment)
            m_comment->setPlainText(comment);
    m_showing = false;
}

void AnnotationForm::setActive(int index)
{
    m_active = std::clamp(index, 0, std::max(0, int(m_lines.size()) - 1));
    for (int at = 0; at < int(m_lines.size()); ++at)
        m_lines[std::size_t(at)].row->setActive(at == m_active);
}

void AnnotationForm::moveActive(int by)
{
    setActive(m_active + by);
}

void AnnotationForm::answer(int place)
{
    if (m_lines.empty() || !isEnabled())
        return;
    const int index = m_active;
    AnswerRow *row = m_lines[std::size_t(index)].row;
    if (place >= row->answers())
        return;
    row->choose(place);
    setActive(index + 1);
}

void AnnotationForm::confirm()
{
    if (m_lines.empty() || !isEnabled())
        return;
    if (const AnswerRow *row = m_lines[std::size_t(m_active)].row; row->isProposal())
        answer(row->answer());
    else if (m_activeMark > 0)
        changeMark(m_activeMark, [](annotation::Mark &mark) { mark.confirmed = true; });
    else
        moveActive(1);
}

void AnnotationForm::goToOpen(const std::string &item)
{
    for (int at = 0; at < int(m_lines.size()); ++at)
        if (item.starts_with(m_lines[std::size_t(at)].item))
            setActive(at);
    if (item.starts_with("mark "))
        setActiveMark(std::stoi(item.substr(5)));
}

} // namespace cf::ui
