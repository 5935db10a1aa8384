#include "ui/annotation/form/MarkGroupList.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/MarkVerdicts.h"
#include "ui/annotation/form/AnnotationWords.h"
#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;
using annotation::MarkVerdict;

namespace {

/// A mark of a group, and whose it is.
struct Member {
    std::size_t place = 0;
    const Mark *mark = nullptr;
    int keptAs = 0;
};

std::vector<Member> membersOf(const Annotation &decision, const std::vector<Annotation> &said, int group)
{
    std::vector<Member> members;
    for (const MarkVerdict &verdict : decision.markVerdicts)
        for (std::size_t place = 0; place < said.size() && verdict.group == group; ++place)
            if (hashOf(said[place]) == verdict.annotation && said[place].mark(verdict.mark) != nullptr)
                members.push_back({ place, said[place].mark(verdict.mark), verdict.keptAs });
    return members;
}

QString annotatorLetter(std::size_t place)
{
    return QString(QChar(char16_t(u'A' + place)));
}

/// "A: box, blur (5)"; the number is that of the mark as it is drawn now.
QString memberText(const Member &member)
{
    QString text = QStringLiteral("%1: %2, %3")
                       .arg(annotatorLetter(member.place), words::shapeName(member.mark->shape),
                           words::markTypes().value(int(member.mark->type)));
    if (!member.mark->label.empty())
        text += QStringLiteral(" “%1”").arg(QString::fromStdString(member.mark->label));
    return member.keptAs == 0 ? text : QStringLiteral("%1 (%2)").arg(text).arg(member.keptAs);
}

} // namespace

MarkGroupList::MarkGroupList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(4);
    hide();
}

MarkGroupList::Line MarkGroupList::lineOf(
    const Annotation &decision, const std::vector<Annotation> &said, int group) const
{
    Line line;
    const std::vector<Member> members = membersOf(decision, said, group);
    QStringList texts;
    std::vector<std::size_t> all;
    for (const Member &member : members) {
        texts << memberText(member);
        all.push_back(member.place);
        line.words << tr("Keep that of %1").arg(annotatorLetter(member.place));
        line.kept.push_back({ member.place });
    }
    const bool isEqual = std::ranges::all_of(
        members, [&](const Member &one) { return annotation::isEqualMark(*one.mark, *members.front().mark); });
    if (members.size() > 1 && isEqual) {
        line.words = { tr("Keep it") };
        line.kept = { all };
    } else if (members.size() > 1) {
        line.words << (members.size() == 2 ? tr("Keep both") : tr("Keep all"));
        line.kept.push_back(all);
    }
    line.words << tr("Keep none");
    line.kept.emplace_back();
    line.caption = texts.join(QStringLiteral(" · "));
    if (members.size() < said.size())
        line.caption = QStringLiteral("△ ")
            + (members.size() == 1 ? tr("%1; nobody else").arg(line.caption) : tr("%1; not all").arg(line.caption));
    return line;
}

void MarkGroupList::build()
{
    for (QWidget *widget : m_widgets)
        delete widget;
    m_widgets.clear();
    m_choices.clear();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        auto *caption = new QLabel;
        caption->setTextFormat(Qt::PlainText);
        caption->setWordWrap(true);
        theme::setRole(*caption, "caption");
        auto *choice = new QComboBox;
        caption->setBuddy(choice);
        m_rows->addWidget(caption);
        m_rows->addWidget(choice);
        m_widgets.insert(m_widgets.end(), { caption, choice });
        m_choices.push_back(choice);
        connect(choice, &QComboBox::activated, this, [this, i](int row) {
            if (row > 0 && decided && row <= int(m_lines[i].kept.size()))
                decided(int(i) + 1, std::vector<std::size_t>(m_lines[i].kept[std::size_t(row) - 1]));
        });
    }
}

void MarkGroupList::show(const Annotation &decision, const std::vector<Annotation> &said)
{
    const int groups = annotation::groupsOf(decision);
    setVisible(groups > 0);
    std::vector<Line> lines;
    for (int group = 1; group <= groups; ++group)
        lines.push_back(lineOf(decision, said, group));
    const bool isAnother = lines.size() != m_lines.size();
    m_lines = std::move(lines);
    if (isAnother) // Else the boxes stay, and with them the focus.
        build();
    for (int group = 1; group <= groups; ++group) {
        const Line &line = m_lines[std::size_t(group) - 1];
        QComboBox &box = choice(group);
        QStringList words = line.words;
        words.prepend(tr("To be decided"));
        QStringList shown;
        for (int row = 0; row < box.count(); ++row)
            shown << box.itemText(row);
        if (shown != words) {
            box.clear();
            box.addItems(words);
        }
        box.setAccessibleName(tr("What becomes of: %1").arg(line.caption));
        static_cast<QLabel *>(m_widgets[std::size_t(2 * (group - 1))])->setText(line.caption);
        const auto kept = annotation::keptOf(decision, said, group);
        const auto found = std::ranges::find(line.kept, kept);
        const bool isOpen = !annotation::isDecided(decision, group) || found == line.kept.end();
        box.setCurrentIndex(isOpen ? 0 : int(found - line.kept.begin()) + 1);
    }
}

QString MarkGroupList::text() const
{
    QStringList captions;
    for (const Line &line : m_lines)
        captions << line.caption;
    return captions.join(QLatin1Char('\n'));
}

} // namespace cf::ui
