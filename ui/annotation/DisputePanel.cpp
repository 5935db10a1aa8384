#include "ui/annotation/DisputePanel.h"

#include "core/annotation/AnnotationKeys.h"
#include "ui/annotation/form/AnnotationWords.h"
#include "ui/annotation/form/MarkGroupList.h"
#include "ui/theme/Theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QTextDocumentFragment>
#include <QVBoxLayout>

namespace cf::ui {

using annotation::Decider;
using annotation::Dispute;
using annotation::FindingAnswer;

namespace {

constexpr int marksHeight = 190; ///< Three groups; the questions below must stay in sight.

QString disputedName(const std::string &item, const std::vector<FindingAnswer> &findings)
{
    if (item == "followed")
        return DisputePanel::tr("Instruction followed");
    if (item == "something-else")
        return DisputePanel::tr("Anything else changed");
    if (item == "plausibility")
        return DisputePanel::tr("Plausible");
    if (item == "marks")
        return DisputePanel::tr("Marks");
    const QStringList parts = QString::fromStdString(item).split(QLatin1Char(' '));
    const std::size_t place = std::size_t(std::max(1, parts.value(1).toInt())) - 1;
    const QString finding = place < findings.size() ? words::findingName(findings[place]) : QString();
    const QString part = parts.value(2);
    return (part == QLatin1String("present")  ? DisputePanel::tr("%1: present")
            : part == QLatin1String("change") ? DisputePanel::tr("%1: change")
            : part == QLatin1String("side")   ? DisputePanel::tr("%1: side")
                                              : DisputePanel::tr("%1: degree"))
        .arg(finding);
}

QString answerName(const std::string &item, const std::string &key)
{
    if (key.empty())
        return QStringLiteral("—");
    if (item == "marks")
        return QString::fromStdString(key);
    if (item == "plausibility")
        return QString::fromStdString(key) + QLatin1Char(' ') + words::plausibilities().value(std::stoi(key) - 1);
    if (item.ends_with("change"))
        if (const auto change = annotation::valueOf(annotation::changeKeys(), key))
            return words::changes().value(int(*change));
    if (const auto judgement = annotation::valueOf(annotation::judgementKeys(), key))
        return words::judgements(true).value(words::placeOf(*judgement, true));
    return QString::fromStdString(key);
}

} // namespace

DisputePanel::DisputePanel(QWidget *parent)
    : QWidget(parent)
    , m_caption(new QLabel)
    , m_answers(new QLabel)
    , m_marks(new MarkGroupList)
    , m_scrolled(new QScrollArea)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(4);
    m_caption->setWordWrap(true);
    theme::setRole(*m_caption, "warn");
    m_answers->setTextFormat(Qt::RichText);
    m_answers->setWordWrap(true);
    theme::setRole(*m_answers, "caption");
    column->addWidget(m_caption);
    column->addWidget(m_answers);
    m_scrolled->setWidget(m_marks);
    m_scrolled->setWidgetResizable(true);
    m_scrolled->setFocusPolicy(Qt::NoFocus);
    m_scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scrolled->setFrameShape(QFrame::NoFrame);
    m_scrolled->setMaximumHeight(marksHeight);
    column->addWidget(m_scrolled);
    hide();
}

void DisputePanel::show(const Dispute *dispute, Decider decider, const annotation::Annotation *decision)
{
    setVisible(dispute != nullptr);
    if (dispute == nullptr)
        return;
    const bool isMeeting = decider == Decider::Meeting;
    m_caption->setText(isMeeting
            ? tr("△ %1 annotators differ on:").arg(dispute->said.size())
            : tr("△ %1 annotators differ here. What they said is not shown to you.").arg(dispute->said.size()));
    m_answers->setVisible(isMeeting);
    m_scrolled->setVisible(isMeeting && decision != nullptr && !decision->markVerdicts.empty());
    if (isMeeting && decision != nullptr)
        m_marks->show(*decision, dispute->said);
    if (!isMeeting) {
        m_answers->clear();
        return;
    }
    const std::vector<FindingAnswer> findings = annotation::findingsOfAll(dispute->said);
    QString table = QStringLiteral("<table cellspacing='0' cellpadding='2'><tr><td></td>");
    for (std::size_t i = 0; i < dispute->said.size(); ++i)
        table += QStringLiteral("<td><b>%1</b>&nbsp;&nbsp;</td>").arg(QChar(char16_t(u'A' + i)));
    table += QStringLiteral("</tr>");
    for (const std::string &item : dispute->items) {
        table += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td>").arg(disputedName(item, findings).toHtmlEscaped());
        for (const annotation::Annotation &one : dispute->said)
            table += QStringLiteral("<td>%1&nbsp;&nbsp;</td>")
                         .arg(answerName(item, annotation::answerTo(one, item, findings)).toHtmlEscaped());
        table += QStringLiteral("</tr>");
    }
    for (std::size_t i = 0; i < dispute->said.size(); ++i)
        if (const QString words = QString::fromStdString(dispute->said[i].comment); !words.isEmpty())
            table += QStringLiteral("<tr><td colspan='%1'>%2: “%3”</td></tr>")
                         .arg(dispute->said.size() + 1)
                         .arg(QChar(char16_t(u'A' + i)))
                         .arg(words.toHtmlEscaped());
    m_answers->setText(table + QStringLiteral("</table>"));
}

QString DisputePanel::text() const
{
    const QString marks = m_scrolled->isHidden() ? QString() : QLatin1Char('\n') + m_marks->text();
    return m_caption->text() + QLatin1Char('\n') + QTextDocumentFragment::fromHtml(m_answers->text()).toPlainText()
        + marks;
}

} // namespace cf::ui
