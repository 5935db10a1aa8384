#include "ui/annotation/form/AnnotationForm.h"

#include "ui/annotation/form/AnnotationWords.h"
#include "ui/theme/Theme.h"
#include "ui/words/TargetName.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

// The marks of the form: one row each.
namespace cf::ui {

using annotation::Annotation;
using annotation::Mark;
using annotation::MarkType;

namespace {

constexpr int markTypeCount = 10;

QString say(const char *text)
{
    return QCoreApplication::translate("AnnotationForm", text);
}

} // namespace

void AnnotationForm::changeMark(int number, const std::function<void(Mark &)> &change)
{
    tell([number, change](Annotation &one) {
        if (Mark *mark = one.mark(number))
            change(*mark);
    });
}

AnnotationForm::MarkRow AnnotationForm::makeMarkRow(int number)
{
    MarkRow made;
    made.number = number;
    auto *frame = new QFrame;
    frame->setObjectName(QStringLiteral("mark"));
    made.row = frame;
    made.plate = new QLabel(QString::number(number));
    made.plate->setFixedWidth(22);
    made.plate->setAlignment(Qt::AlignCenter);
    made.type = new QComboBox;
    made.type->addItems(words::markTypes());
    made.type->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationForm", "Type of mark %1")).arg(number));
    made.label = new QLineEdit;
    made.label->setMaxLength(60);
    made.label->setPlaceholderText(say(QT_TRANSLATE_NOOP("AnnotationForm", "Label")));
    made.label->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationForm", "Label of mark %1")).arg(number));
    made.size = new QLabel;
    made.size->setWordWrap(true);
    auto *keep = new QPushButton(say(QT_TRANSLATE_NOOP("AnnotationForm", "Keep")));
    keep->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationForm", "Keep mark %1")).arg(number));
    made.keep = keep;
    auto *remove = new QToolButton;
    remove->setIcon(theme::icon("trash", "text.primary", 16));
    remove->setFixedSize(28, 28);
    remove->setFocusPolicy(Qt::TabFocus);
    remove->setAccessibleName(say(QT_TRANSLATE_NOOP("AnnotationForm", "Delete mark %1")).arg(number));
    remove->setToolTip(remove->accessibleName());
    auto *first = new QHBoxLayout;
    first->addWidget(made.plate);
    first->addWidget(made.type);
    first->addWidget(made.label, 1);
    first->addWidget(remove);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(28, 0, 0, 0);
    second->addWidget(made.size, 1);
    second->addWidget(keep);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    column->addLayout(first);
    column->addLayout(second);
    connect(made.type, &QComboBox::activated, this, [this, number](int at) {
        changeMark(number, [at](Mark &mark) {
            mark.type = MarkType(at);
            if (mark.type != MarkType::Finding)
                mark.finding.reset();
        });
    });
    connect(made.label, &QLineEdit::editingFinished, this, [this, number, field = made.label] {
        changeMark(number, [text = field->text().toStdString()](Mark &mark) { mark.label = text; });
    });
    connect(keep, &QPushButton::clicked, this,
        [this, number] { changeMark(number, [](Mark &mark) { mark.confirmed = true; }); });
    connect(remove, &QToolButton::clicked, this, [this, number] {
        setActiveMark(number);
        deleteMark();
    });
    return made;
}

void AnnotationForm::rebuildMarks(const Annotation &annotation)
{
    for (const MarkRow &row : m_marks) {
        m_markColumn->removeWidget(row.row);
        row.row->hide();
        row.row->deleteLater();
    }
    m_marks.clear();
    for (const Mark &mark : annotation.marks) {
        m_marks.push_back(makeMarkRow(mark.number));
        m_markColumn->addWidget(m_marks.back().row);
    }
}

void AnnotationForm::showMarks(const Annotation &annotation)
{
    const bool same = std::ranges::equal(m_marks, annotation.marks, {}, &MarkRow::number, &Mark::number);
    if (!same)
        rebuildMarks(annotation);
    m_noMarks->setVisible(annotation.marks.empty());
    if (annotation.mark(m_activeMark) == nullptr)
        m_activeMark = 0;
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const Mark &mark = annotation.marks[i];
        const MarkRow &row = m_marks[i];
        const bool isStale = mark.isStale && !mark.confirmed;
        row.type->setCurrentIndex(int(mark.type));
        QFont font = row.type->font();
        font.setItalic(!mark.confirmed);
        row.type->setFont(font);
        if (!row.label->hasFocus())
            row.label->setText(QString::fromStdString(mark.label));
        QString size = words::sizeOf(mark, annotation.subject);
        if (mark.finding)
            size.prepend(targetName(*mark.finding) + QStringLiteral(" · "));
        if (isStale)
            size +=
                QStringLiteral(" · ") + say(QT_TRANSLATE_NOOP("AnnotationForm", "carried over, pixels have changed"));
        else if (!mark.confirmed)
            size += QStringLiteral(" · ") + say(QT_TRANSLATE_NOOP("AnnotationForm", "proposed"));
        row.size->setText(size);
        theme::setRole(*row.size, isStale ? "warn" : "hint");
        theme::setRole(*row.plate, isStale ? "warn-strong" : "strong");
        row.keep->setVisible(!mark.confirmed);
        row.row->setStyleSheet(QStringLiteral("#mark { border: 1px solid %1; border-radius: 4px; }")
                                   .arg(theme::colour(mark.number == m_activeMark ? QStringLiteral("accent.base")
                                                                                  : QStringLiteral("line.subtle"))
                                            .name()));
    }
}

void AnnotationForm::setActiveMark(int number)
{
    m_activeMark = number;
    if (markChosen)
        markChosen(number);
}

void AnnotationForm::cycleMark()
{
    if (m_marks.empty())
        return;
    const auto here = std::ranges::find(m_marks, m_activeMark, &MarkRow::number);
    const bool isLast = here == m_marks.end() || here + 1 == m_marks.end();
    setActiveMark(isLast ? m_marks.front().number : (here + 1)->number);
}

void AnnotationForm::cycleType()
{
    changeMark(m_activeMark, [](Mark &mark) {
        mark.type = MarkType((int(mark.type) + 1) % markTypeCount);
        mark.finding.reset();
    });
}

void AnnotationForm::deleteMark()
{
    const int number = m_activeMark;
    tell([number](
             Annotation &one) { std::erase_if(one.marks, [&](const Mark &mark) { return mark.number == number; }); });
}

} // namespace cf::ui
