#include "ui/coordinator/StepBar.h"

#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace cf::ui {

namespace {

constexpr int circle = 24;
constexpr int gap = 8;

class StepButton : public QAbstractButton
{
public:
    StepButton(int number, const QString &name)
        : m_number(number)
    {
        setText(name);
        setAccessibleName(name);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setFixedHeight(34);
    }
    void setDone(bool done)
    {
        if (m_isDone == done)
            return;
        m_isDone = done;
        setAccessibleDescription(done ? QStringLiteral("✓") : QString());
        update();
    }
    QSize sizeHint() const override
    {
        return { circle + 2 * gap + QFontMetrics(theme::font(13, QFont::DemiBold)).horizontalAdvance(text()) + 6, 34 };
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF disc(4, (height() - circle) / 2.0, circle - 1, circle - 1);
        const QString ink = isChecked() ? QStringLiteral("text.primary") : QStringLiteral("text.secondary");
        painter.setPen(
            QPen(theme::colour(isChecked() ? QStringLiteral("accent.base") : QStringLiteral("line.control")), 1.2));
        painter.setBrush(isChecked() ? QBrush(theme::colour(QStringLiteral("accent.base"))) : Qt::NoBrush);
        painter.drawEllipse(disc);
        if (m_isDone && !isChecked()) {
            painter.drawPixmap(disc.center() - QPointF(7.5, 7.5),
                theme::glyph(QStringLiteral("check"), QStringLiteral("text.primary"), 15, devicePixelRatioF()));
        } else {
            painter.setPen(theme::colour(isChecked() ? QStringLiteral("text.onAccent") : ink));
            painter.setFont(theme::font(12, QFont::DemiBold));
            painter.drawText(disc, Qt::AlignCenter, QString::number(m_number));
        }
        painter.setPen(theme::colour(ink));
        painter.setFont(theme::font(13, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.drawText(
            QRectF(circle + gap + 2, 0, width() - circle - gap, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
        if (hasFocus()) {
            painter.setPen(QPen(theme::colour(QStringLiteral("accent.focus")), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
    }

private:
    int m_number;
    bool m_isDone = false;
};

} // namespace

StepBar::StepBar(const QStringList &names, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    theme::setRole(*this, "optionbar");
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(52);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(6);
    for (int i = 0; i < names.size(); ++i) {
        if (i > 0) {
            auto *line = new QFrame;
            theme::setRole(*line, "hline");
            line->setMaximumWidth(36);
            row->addWidget(line, 1);
        }
        auto *button = new StepButton(i + 1, names[i]);
        m_group->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, &StepBar::chosen);
}

int StepBar::step() const
{
    return m_group->checkedId();
}

void StepBar::setStep(int step)
{
    if (QAbstractButton *button = m_group->button(step))
        button->setChecked(true);
}

void StepBar::setDone(const std::vector<bool> &done)
{
    for (std::size_t i = 0; i < done.size(); ++i)
        if (auto *button = static_cast<StepButton *>(m_group->button(int(i))))
            button->setDone(done[i]);
}

} // namespace cf::ui
