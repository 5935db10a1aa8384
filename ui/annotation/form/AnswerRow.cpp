#include "ui/annotation/form/AnswerRow.h"

#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {
namespace {

/// As wide as its longest line in bold, so that neighbours stay where they are.
QSize sizeFor(const QString &answer)
{
    const QFontMetrics metrics(theme::font(13, QFont::DemiBold));
    int width = 0;
    const QStringList lines = answer.split('\n');
    for (const QString &line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    return { width + 22, lines.size() > 1 ? 44 : 28 };
}

} // namespace

AnswerRow::AnswerRow(const QString &title, const QStringList &answers, bool heavy, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("question"));
    auto *name = new QLabel(title);
    name->setWordWrap(heavy);
    theme::setRole(*name, heavy ? "strong" : "caption");
    auto *segments = new QWidget;
    theme::setRole(*segments, "segments");
    auto *inner = new QHBoxLayout(segments);
    inner->setContentsMargins(1, 1, 1, 1);
    inner->setSpacing(1);
    for (int place = 0; place < answers.size(); ++place) {
        auto *button = new QToolButton;
        button->setText(answers[place]);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        theme::setRole(*button, "segment");
        button->setFixedSize(sizeFor(answers[place]));
        button->setAccessibleName(title + QStringLiteral(": ") + QString(answers[place]).replace('\n', ' '));
        connect(button, &QToolButton::clicked, this, [this, place] { choose(place); });
        m_buttons.push_back(button);
        inner->addWidget(button);
    }
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    if (heavy) {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(6, 4, 6, 4);
        column->setSpacing(6);
        column->addWidget(name);
        line->addWidget(segments);
        line->addStretch(1);
        column->addLayout(line);
    } else {
        setLayout(line);
        line->setContentsMargins(6, 2, 6, 2);
        line->addWidget(name, 1);
        line->addWidget(segments);
    }
    setActive(false);
}

void AnswerRow::choose(int place)
{
    if (place < 0 || place >= answers())
        return;
    m_buttons[std::size_t(place)]->setChecked(place == m_place); // What is shown follows what is kept.
    if (chosen)
        chosen(place);
}

void AnswerRow::setAnswer(int place, bool confirmed)
{
    m_place = place;
    m_confirmed = confirmed;
    for (int at = 0; at < answers(); ++at) {
        QToolButton *button = m_buttons[std::size_t(at)];
        button->setChecked(at == place);
        QFont font = button->font();
        font.setItalic(at == place && !confirmed);
        button->setFont(font);
        button->setToolTip(at == place && !confirmed ? QObject::tr("Proposed. Press it to confirm.") : QString());
    }
}

void AnswerRow::setActive(bool active)
{
    setStyleSheet(
        QStringLiteral("#question { border: 2px solid %1; border-radius: 4px; }")
            .arg(active ? theme::colour(QStringLiteral("accent.focus")).name() : QStringLiteral("transparent")));
}

} // namespace cf::ui
