#include "ui/coordinator/pages/run/ReadingGrid.h"

#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int rowHeight = 40;
constexpr int cellHeight = 17;
constexpr double widestCell = 19.0;

/// One reader's cells. As wide as there is room; numbers above the first row, as on a ruler.
class CellStrip : public QWidget
{
public:
    CellStrip(std::vector<StepMark> marks, bool hasRuler, std::size_t maximum)
        : m_marks(std::move(marks))
        , m_hasRuler(hasRuler)
        , m_maximum(std::max<std::size_t>(1, maximum))
    {
        setMinimumWidth(240);
        setFixedHeight(hasRuler ? rowHeight + 16 : rowHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double pitch = std::min(widestCell + 2.0, double(width()) / double(m_maximum));
        const double cell = std::max(1.0, pitch - (pitch > 6.0 ? 2.0 : 1.0));
        const double top = height() - rowHeight / 2.0 - cellHeight / 2.0;
        if (m_hasRuler) {
            painter.setFont(theme::font(11));
            painter.setPen(theme::colour(QStringLiteral("text.tertiary")));
            for (std::size_t i = 0; i < m_maximum; i = i == 0 ? 9 : i + 10)
                if (i == 0 || pitch * 10.0 > 26.0 || (i + 1) % 50 == 0)
                    painter.drawText(QPointF(pitch * double(i), 12.0), QString::number(i + 1));
        }
        for (std::size_t i = 0; i < m_marks.size(); ++i)
            drawCell(painter, QRectF(pitch * double(i), top, cell, cellHeight), m_marks[i]);
    }

private:
    static void drawCell(QPainter &painter, const QRectF &place, StepMark mark)
    {
        const QRectF inside = place.adjusted(0.5, 0.5, -0.5, -0.5);
        const QColor edge = theme::colour(QStringLiteral("line.strong"));
        switch (mark) {
        case StepMark::Read:
            painter.fillRect(place, theme::colour(QStringLiteral("text.tertiary")));
            return;
        case StepMark::Open:
            painter.setBrush(Qt::NoBrush);
            painter.setPen(edge);
            painter.drawRect(inside);
            return;
        case StepMark::Washout:
            painter.setPen(edge);
            painter.setBrush(QBrush(theme::colour(QStringLiteral("line.control")), Qt::BDiagPattern));
            painter.drawRect(inside);
            return;
        case StepMark::Current:
            painter.setBrush(theme::colour(QStringLiteral("accent.wash")));
            painter.setPen(QPen(theme::colour(QStringLiteral("accent.base")), 1.6));
            painter.drawRect(inside);
            return;
        }
    }

    std::vector<StepMark> m_marks;
    bool m_hasRuler;
    std::size_t m_maximum;
};

QLabel *gridLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    theme::setRole(*label, role);
    return label;
}

} // namespace

std::vector<StepMark> stepMarks(const ReaderStatus &reader)
{
    std::vector<StepMark> marks;
    bool isNext = reader.state == ReaderStage::Reading;
    for (const bool stored : reader.progress.steps) {
        if (stored)
            marks.push_back(StepMark::Read);
        else if (reader.state == ReaderStage::Washout)
            marks.push_back(StepMark::Washout);
        else
            marks.push_back(std::exchange(isNext, false) ? StepMark::Current : StepMark::Open);
    }
    return marks;
}

ReadingGrid::ReadingGrid(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
}

void ReadingGrid::setReaders(const std::vector<ReaderStatus> &readers)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::size_t maximum = 0;
    for (const ReaderStatus &reader : readers)
        maximum = std::max(maximum, reader.progress.steps.size());
    for (std::size_t i = 0; i < readers.size(); ++i) {
        const ReaderStatus &reader = readers[i];
        auto *who = new QWidget;
        auto *column = new QVBoxLayout(who);
        column->setContentsMargins(0, i == 0 ? 16 : 0, 0, 0);
        column->setSpacing(0);
        column->addStretch(1);
        column->addWidget(gridLabel(QString::fromStdString(reader.reader.id), "strong"));
        const QString consent = study::consentText(reader);
        const QString state =
            study::stateText(reader) + (consent.isEmpty() ? QString() : QStringLiteral(" · ") + consent);
        column->addWidget(gridLabel(state, "caption"));
        column->addStretch(1);
        const QString count = tr("%1 of %2").arg(reader.progress.stored).arg(reader.progress.total);
        auto *strip = new CellStrip(stepMarks(reader), i == 0, maximum);
        strip->setAccessibleName(QString::fromStdString(reader.reader.id));
        strip->setAccessibleDescription(state + QStringLiteral(", ") + count);
        m_grid->addWidget(who, int(i), 0);
        m_grid->addWidget(strip, int(i), 1);
        auto *label = gridLabel(count, "strong");
        label->setContentsMargins(0, i == 0 ? 16 : 0, 0, 0);
        m_grid->addWidget(label, int(i), 2, Qt::AlignRight | Qt::AlignVCenter);
    }
}

} // namespace cf::ui
