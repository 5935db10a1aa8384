#include "ui/review/QuestionRow.h"

#include "core/sessions/reading/AnswerCheck.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace cf::ui {

using namespace sessions;

QString spoken(const LocalText &text, bool japanese)
{
    return QString::fromStdString(japanese && !text.japanese.empty() ? text.japanese : text.english);
}

QString spoken(const char *english, const char *japaneseText, bool japanese)
{
    return QString::fromUtf8(japanese ? japaneseText : english);
}

namespace {

/// A label of several words on two lines; a button does not wrap its text by itself.
QString broken(const QString &label)
{
    constexpr int shortLabel = 9; // Letters that fit into the narrowest button, a fifth of the panel.
    if (label.size() <= shortLabel)
        return label;
    int best = -1;
    for (int place = label.indexOf(QLatin1Char(' ')); place >= 0; place = label.indexOf(QLatin1Char(' '), place + 1))
        if (best < 0 || std::abs(2 * place - label.size()) < std::abs(2 * best - label.size()))
            best = place;
    return best < 0 ? label : label.left(best) + QLatin1Char('\n') + label.mid(best + 1);
}

} // namespace

QuestionRow::QuestionRow(const Question &question, int panes, bool japanese, QWidget *parent)
    : QFrame(parent)
    , m_question(question)
    , m_panes(panes)
    , m_japanese(japanese)
    , m_column(new QVBoxLayout(this))
    , m_caption(new QLabel)
{
    setObjectName(QStringLiteral("question"));
    m_column->setContentsMargins(10, 8, 10, 10);
    m_column->setSpacing(4);
    theme::setRole(*m_caption, "caption");
    m_column->addWidget(m_caption);
    auto *text = new QLabel(spoken(question.text, japanese));
    text->setWordWrap(true);
    text->setFont(theme::font(17, QFont::DemiBold));
    text->setStyleSheet(QStringLiteral("font-size: 17px; font-weight: 600;"));
    m_column->addWidget(text);
    if (!question.hint.english.empty()) {
        auto *hint = new QLabel(spoken(question.hint, japanese));
        hint->setWordWrap(true);
        theme::setRole(*hint, "caption");
        m_column->addWidget(hint);
    }
    setAccessibleName(text->text());
    switch (question.kind) {
    case QuestionKind::Confidence:
    case QuestionKind::Number:
        addNumber();
        break;
    case QuestionKind::Text:
        addText();
        break;
    case QuestionKind::Mark:
        addMarks();
        break;
    default:
        addChoices();
    }
    setActive(false);
}

std::vector<Choice> QuestionRow::choicesShown() const
{
    if (m_question.kind == QuestionKind::YesNo)
        return { { "yes", { "yes", "はい" } }, { "no", { "no", "いいえ" } } };
    if (m_question.kind != QuestionKind::Pane)
        return m_question.choices;
    std::vector<Choice> panes;
    for (int pane = 0; pane < m_panes; ++pane)
        panes.push_back({ std::to_string(pane),
            { "image " + std::string(1, char('A' + pane)), "画像" + std::string(1, char('A' + pane)) } });
    if (m_question.allowsTie)
        panes.push_back({ "-1", { "no difference", "差なし" } });
    return panes;
}

QString QuestionRow::wordsOf(const std::string &answer) const
{
    const auto choices = choicesShown();
    const auto label = [&](const QString &key) {
        const auto choice = std::ranges::find(choices, key.toStdString(), &Choice::key);
        return choice == choices.end() ? key : spoken(choice->label, m_japanese);
    };
    const QString whole = QString::fromStdString(answer);
    if (m_question.kind != QuestionKind::MultipleChoice)
        return label(whole);
    QStringList chosen;
    for (const QString &key : whole.split(QLatin1Char('+'), Qt::SkipEmptyParts))
        chosen << label(key);
    return chosen.join(m_japanese ? QStringLiteral("、") : QStringLiteral(", "));
}

void QuestionRow::addChoices()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    const auto choices = choicesShown();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(QString::number(i + 1) + QStringLiteral("\n") + broken(spoken(choices[i].label, m_japanese)));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::NoFocus);
        // Equal widths, whatever the words: a wider button would draw the eye.
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        button->setFixedHeight(64);
        button->setStyleSheet(
            QStringLiteral("QToolButton { border: 1px solid %1; border-radius: 4px; font-size: 12px; padding: 2px; }"
                           "QToolButton:hover { background: %2; }"
                           "QToolButton:checked { border: 2px solid %3; background: %4; }")
                .arg(theme::colour(QStringLiteral("line.control")).name(),
                    theme::colour(QStringLiteral("bg.hover")).name(),
                    theme::colour(QStringLiteral("accent.base")).name(),
                    theme::colour(QStringLiteral("accent.wash")).name()));
        button->setAccessibleName(spoken(choices[i].label, m_japanese));
        QObject::connect(button, &QToolButton::clicked, this, [this, i] {
            if (pressed)
                pressed();
            decide(i);
        });
        m_buttons.push_back(button);
        row->addWidget(button);
    }
    m_column->addLayout(row);
}

void QuestionRow::addNumber()
{
    auto *row = new QHBoxLayout;
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setFocusPolicy(Qt::NoFocus);
    m_slider->setRange(0, 1000);
    m_slider->setAccessibleName(accessibleName());
    m_number = new QLabel(QStringLiteral("—"));
    m_number->setMinimumWidth(72);
    m_number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_number->setStyleSheet(QStringLiteral("font-size: 15px; font-weight: 600;"));
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);
    m_column->addLayout(row);
    QObject::connect(m_slider, &QSlider::sliderMoved, this, [this](int place) {
        setNumber(m_question.minimum + (m_question.maximum - m_question.minimum) * place / 1000.0);
    });
}

void QuestionRow::addText()
{
    m_text = new QPlainTextEdit;
    m_text->setFixedHeight(64);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(accessibleName());
    m_column->addWidget(m_text);
    QObject::connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_answer.reset();
        if (!m_text->toPlainText().isEmpty())
            m_answer = m_text->toPlainText().toStdString();
        if (answered)
            answered();
    });
}

void QuestionRow::addMarks()
{
    m_marks = new QLabel;
    theme::setRole(*m_marks, "caption");
    m_marks->setWordWrap(true);
    m_column->addWidget(m_marks);
    showAnswer();
}

void QuestionRow::give(const AnswerValue &value)
{
    m_answer = value;
    showAnswer();
    if (answered)
        answered();
}

void QuestionRow::choose(std::size_t index)
{
    const auto choices = choicesShown();
    if (index >= choices.size())
        return;
    const std::string &key = choices[index].key;
    switch (m_question.kind) {
    case QuestionKind::YesNo:
        give(key == "yes");
        return;
    case QuestionKind::Likert:
    case QuestionKind::Pane:
        give(std::stod(key));
        return;
    case QuestionKind::MultipleChoice: {
        std::vector<std::string> chosen;
        if (m_answer)
            chosen = std::get<std::vector<std::string>>(*m_answer);
        if (std::erase(chosen, key) == 0)
            chosen.push_back(key);
        std::ranges::sort(chosen);
        give(chosen);
        return;
    }
    default:
        give(key);
    }
}

/// One of several by a digit or a click: that is the whole answer.
void QuestionRow::decide(std::size_t index)
{
    choose(index);
    if (m_question.kind != QuestionKind::MultipleChoice && decided)
        decided();
}

void QuestionRow::setNumber(double value)
{
    const double step = m_question.step > 0.0         ? m_question.step
        : m_question.kind == QuestionKind::Confidence ? 1.0
                                                      : 0.0;
    double snapped = value;
    if (step > 0.0)
        snapped = m_question.minimum + std::round((value - m_question.minimum) / step) * step;
    give(std::clamp(snapped, m_question.minimum, m_question.maximum));
}

void QuestionRow::setAnswer(const std::optional<AnswerValue> &answer)
{
    m_answer = answer;
    m_typed.clear();
    showAnswer();
}

void QuestionRow::showAnswer()
{
    const auto choices = choicesShown();
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        bool isChosen = m_answer && textOf(*m_answer) == choices[i].key;
        if (m_answer && m_question.kind == QuestionKind::MultipleChoice)
            isChosen = std::ranges::count(std::get<std::vector<std::string>>(*m_answer), choices[i].key) > 0;
        m_buttons[i]->setChecked(isChosen);
    }
    if (m_number != nullptr) {
        const auto *value = m_answer ? std::get_if<double>(&*m_answer) : nullptr;
        m_number->setText(value == nullptr ? QStringLiteral("—")
                                           : QString::fromStdString(textOf(*value)) + QStringLiteral(" ")
                    + QString::fromStdString(m_question.unit));
        if (value != nullptr)
            m_slider->setValue(int(1000.0 * (*value - m_question.minimum) / (m_question.maximum - m_question.minimum)));
    }
    if (m_text != nullptr && !m_answer && !m_text->toPlainText().isEmpty())
        m_text->clear();
    if (m_text != nullptr && m_answer && m_text->toPlainText().toStdString() != std::get<std::string>(*m_answer))
        m_text->setPlainText(QString::fromStdString(std::get<std::string>(*m_answer)));
    if (m_marks == nullptr)
        return;
    QString list =
        spoken("N, then drag; or N, arrows, Enter.", "N を押してドラッグ（またはN・矢印・Enter）", m_japanese);
    if (m_answer) {
        const auto &marks = std::get<std::vector<Mark>>(*m_answer);
        for (std::size_t i = 0; i < marks.size(); ++i) {
            list += QStringLiteral("\n%1  ").arg(i + 1);
            for (const Choice &choice : m_question.choices)
                if (choice.key == marks[i].type)
                    list += spoken(choice.label, m_japanese);
            if (marks[i].confidence)
                list += QStringLiteral("  ") + QString::fromStdString(textOf(*marks[i].confidence));
        }
    }
    m_marks->setText(list);
}

void QuestionRow::setCaption(const QString &caption)
{
    m_caption->setText(caption);
}

void QuestionRow::setActive(bool active)
{
    m_typed.clear();
    if (!active) {
        m_cursor = -1;
        showCursor();
    }
    setStyleSheet(
        QStringLiteral("#question { border: 2px solid %1; border-radius: 4px; }")
            .arg(active ? theme::colour(QStringLiteral("accent.focus")).name() : QStringLiteral("transparent")));
}

/// Underlined: the choice that Space would take.
void QuestionRow::showCursor()
{
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        QFont font = m_buttons[i]->font();
        font.setUnderline(int(i) == m_cursor);
        m_buttons[i]->setFont(font);
    }
}

/// Digits reach nine choices; arrows reach all of them.
bool QuestionRow::takeChoiceKey(int key)
{
    if (key >= Qt::Key_1 && key <= Qt::Key_9 && std::size_t(key - Qt::Key_1) < m_buttons.size()) {
        decide(std::size_t(key - Qt::Key_1));
        return true;
    }
    const bool isSeveral = m_question.kind == QuestionKind::MultipleChoice;
    if (key == Qt::Key_Space && isSeveral && m_cursor >= 0) {
        choose(std::size_t(m_cursor));
        return true;
    }
    if (key != Qt::Key_Left && key != Qt::Key_Right)
        return false;
    int from = m_cursor;
    if (!isSeveral) {
        const auto chosen = std::ranges::find_if(m_buttons, [](const QToolButton *one) { return one->isChecked(); });
        from = chosen == m_buttons.end() ? -1 : int(chosen - m_buttons.begin());
    }
    const int last = int(m_buttons.size()) - 1;
    const int to = key == Qt::Key_Right ? std::min(from + 1, last) : from < 0 ? last : std::max(from - 1, 0);
    if (isSeveral) {
        m_cursor = to;
        showCursor();
    } else {
        choose(std::size_t(to));
    }
    return true;
}

bool QuestionRow::takeKey(int key)
{
    if (!m_buttons.empty())
        return takeChoiceKey(key);
    if (m_number == nullptr)
        return false;
    const double range = m_question.maximum - m_question.minimum;
    const double step = m_question.step > 0.0 ? m_question.step : range / 20.0;
    const auto *value = m_answer ? std::get_if<double>(&*m_answer) : nullptr;
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const double from = value != nullptr ? *value : m_question.minimum + range / 2.0;
        setNumber(value == nullptr ? from : from + (key == Qt::Key_Right ? step : -step));
        return true;
    }
    return takeDigitKey(key);
}

/// Digits, a point and a sign make a number; Backspace takes the last one back.
bool QuestionRow::takeDigitKey(int key)
{
    QString typed = m_typed;
    const bool takesFractions =
        m_question.kind == QuestionKind::Number && (m_question.step == 0.0 || std::fmod(m_question.step, 1.0) != 0.0);
    if (key >= Qt::Key_0 && key <= Qt::Key_9)
        typed += QChar(u'0' + (key - Qt::Key_0));
    else if (key == Qt::Key_Period && takesFractions && !typed.contains(QLatin1Char('.')))
        typed += QLatin1Char('.');
    else if (key == Qt::Key_Minus && m_question.minimum < 0.0 && typed.isEmpty())
        typed = QStringLiteral("-");
    else if (key == Qt::Key_Backspace && !typed.isEmpty())
        typed.chop(1);
    else
        return false;
    // A digit that would leave the range begins a new number.
    const bool isInside =
        typed.toDouble() <= m_question.maximum && (m_question.minimum >= 0.0 || typed.toDouble() >= m_question.minimum);
    m_typed = isInside ? typed : typed.right(1);
    const QString kept = m_typed;
    bool isNumber = false;
    const double value = m_typed.toDouble(&isNumber);
    if (isNumber)
        give(std::clamp(value, m_question.minimum, m_question.maximum));
    m_typed = kept;
    return true;
}

void QuestionRow::mousePressEvent(QMouseEvent *event)
{
    if (pressed)
        pressed();
    QFrame::mousePressEvent(event);
}

} // namespace cf::ui
