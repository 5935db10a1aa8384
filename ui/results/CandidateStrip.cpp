#include "ui/results/CandidateStrip.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr QSize pictureSize(126, 104);

/// The small picture with the hatch of synthetic pixels, and a badge where it was refused or is the one that is shown.
QIcon pictureOf(const CandidateLine &candidate)
{
    constexpr int sharp = 2; // For dense screens.
    QImage canvas(pictureSize * sharp, QImage::Format_RGB32);
    canvas.setDevicePixelRatio(sharp);
    canvas.fill(theme::colour("bg.viewport"));
    QPainter painter(&canvas);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF frame(QPointF(0, 0), pictureSize);
    if (candidate.thumbnail.isNull()) {
        painter.setPen(theme::colour("text.tertiary"));
        painter.setFont(theme::font(11));
        painter.drawText(frame, Qt::AlignCenter | Qt::TextWordWrap, CandidateStrip::tr("picture not kept"));
    } else {
        QRectF target(QPointF(0, 0), QSizeF(candidate.thumbnail.size()).scaled(frame.size(), Qt::KeepAspectRatio));
        target.moveCenter(frame.center());
        painter.drawImage(target, candidate.thumbnail);
    }
    painting::drawSyntheticHatch(painter, QRectF(0, frame.bottom() - 5, frame.width(), 5));
    if (!candidate.accepted)
        painter.drawPixmap(QPointF(frame.right() - 20, 4), theme::glyph("refused", "status.error", 16, sharp));
    painter.end();
    QIcon icon;
    const QPixmap pixmap = QPixmap::fromImage(canvas);
    icon.addPixmap(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // Greys that are judged are not tinted.
    return icon;
}

QString verdictOf(const CandidateLine &candidate)
{
    if (!candidate.accepted)
        return CandidateStrip::tr("refused");
    return candidate.chosen ? CandidateStrip::tr("chosen by score") : CandidateStrip::tr("not refused");
}

QString scoreOf(const CandidateLine &candidate)
{
    return candidate.scoreName.isEmpty() ? QString()
                                         : QString("%1: %2").arg(candidate.scoreName).arg(candidate.score, 0, 'g', 3);
}

} // namespace

CandidateStrip::CandidateStrip(QWidget *parent)
    : QWidget(parent)
    , m_note(new QLabel)
    , m_list(new QListWidget)
    , m_detail(new QLabel)
    , m_keep(new QPushButton(tr("Keep as an edit")))
{
    theme::setRole(*this, "panel");
    theme::setRole(*m_note, "caption");
    theme::setRole(*m_detail, "caption");
    for (QLabel *label : { m_note, m_detail })
        label->setWordWrap(true);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setIconSize(pictureSize);
    m_list->setGridSize(QSize(pictureSize.width() + 10, pictureSize.height() + 26));
    m_list->setWordWrap(true);
    m_list->setAccessibleName(tr("Candidates of the shown edit"));
    m_keep->setIcon(theme::icon("keep", "text.primary", 16));
    m_keep->setToolTip(tr("Keep the selected picture as an edit of its own (Enter)"));
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        showSelection();
        if (row >= 0)
            Q_EMIT chosen(row);
    });
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_keep->click(); });
    connect(m_keep, &QPushButton::clicked, this, [this] {
        if (selected() >= 0)
            Q_EMIT kept(selected());
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_note);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_detail);
    layout->addWidget(m_keep);
    setResult(nullptr);
}

void CandidateStrip::setResult(const ResultPointer &result)
{
    m_result = result;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const bool several = result && result->candidates.size() > 1;
    for (QWidget *widget : std::initializer_list<QWidget *>{ m_list, m_detail, m_keep })
        widget->setVisible(several);
    if (!several) {
        m_note->setText(result
                ? tr("One answer was made. Ask for several variants, or use a method that tries several.")
                : tr("Where a request has several answers, they are shown here as pictures."));
        return;
    }
    const auto refused = std::count_if(result->candidates.begin(), result->candidates.end(),
        [](const CandidateLine &candidate) { return !candidate.accepted; });
    m_note->setText(
        tr("%1 answers, %2 refused. A click shows one, Enter keeps it.").arg(result->candidates.size()).arg(refused));
    int shown = 0;
    for (const CandidateLine &candidate : result->candidates) {
        auto *item = new QListWidgetItem(pictureOf(candidate), candidate.what, m_list);
        item->setData(Qt::AccessibleTextRole,
            tr("synthetic, %1, %2, %3").arg(candidate.what, verdictOf(candidate), scoreOf(candidate)));
        item->setToolTip(candidate.accepted ? candidate.what + '\n' + scoreOf(candidate) : coreWords(candidate.reason));
        if (candidate.chosen)
            shown = m_list->count() - 1;
    }
    m_list->setCurrentRow(shown);
    showSelection();
}

int CandidateStrip::selected() const
{
    return m_list->currentRow();
}

void CandidateStrip::select(int candidate)
{
    m_list->setCurrentRow(candidate);
}

void CandidateStrip::showSelection()
{
    const int row = selected();
    const bool known = m_result && row >= 0 && std::size_t(row) < m_result->candidates.size();
    m_keep->setEnabled(
        known && m_result->candidates[std::size_t(row)].stored && !m_result->candidates[std::size_t(row)].chosen);
    if (!known) {
        m_detail->clear();
        return;
    }
    const CandidateLine &candidate = m_result->candidates[std::size_t(row)];
    QStringList lines{ candidate.what + " · " + verdictOf(candidate) };
    if (const QString score = scoreOf(candidate); !score.isEmpty())
        lines << score;
    else
        lines << tr("Seeds are not ranked: the edit is that of the first.");
    if (!candidate.accepted)
        lines << coreWords(candidate.reason);
    if (!candidate.stored)
        lines << tr("Its picture was not kept when the program ended. Generate again to see it.");
    m_detail->setText(lines.join('\n'));
}

} // namespace cf::ui
