#include "ui/edit/bars/ReadingBar.h"

#include "ui/dialogs/ReadingSheet.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace cf::ui {

ReadingBar::ReadingBar(QWidget *parent)
    : QWidget(parent)
    , m_sentence(new QLabel)
    , m_answers(new QHBoxLayout)
{
    theme::setRole(*this, "banner-error");
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Question about the film"));
    m_sentence->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(12);
    layout->addWidget(m_sentence, 1);
    m_answers->setSpacing(6);
    layout->addLayout(m_answers);
    hide();
}

void ReadingBar::setQuestion(const ReadingNote *question)
{
    const auto now = question ? std::optional(*question) : std::nullopt;
    if (now == m_question)
        return;
    m_question = now;
    while (QLayoutItem *item = m_answers->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // It may be the button that was pressed.
        delete item;
    }
    setVisible(m_question.has_value());
    if (!m_question)
        return;
    m_sentence->setText(tr("%1 How does it lie?").arg(coreWords(m_question->sentence)));
    for (const PatientAxes &axes : m_question->choices) {
        auto *answer = new QPushButton(lieName(axes));
        connect(answer, &QPushButton::clicked, this, [this, axes] { Q_EMIT answered(axes); });
        m_answers->addWidget(answer);
    }
    auto *other = new QPushButton(tr("Otherwise…"));
    connect(other, &QPushButton::clicked, this, &ReadingBar::otherRequested);
    m_answers->addWidget(other);
}

} // namespace cf::ui
