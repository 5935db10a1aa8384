#include "ui/annotation/AgreementWindow.h"

#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace cf::ui {

using annotation::AnnotationAgreement;
using annotation::ItemAgreement;

namespace {

constexpr QSize usualSize(860, 420);

QString agreementItem(const std::string &item)
{
    static const std::pair<std::string, const char *> names[] = {
        { "followed", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Instruction followed") },
        { "something-else", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Anything else changed") },
        { "plausibility", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Plausible as a radiograph") },
        { "present", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Finding present") },
        { "change", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Change of the finding") },
        { "side", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Right side") },
        { "degree", QT_TRANSLATE_NOOP("cf::ui::AgreementWindow", "Right degree") },
    };
    for (const auto &[key, name] : names)
        if (key == item)
            return AgreementWindow::tr(name);
    return QString::fromStdString(item);
}

QString percentText(const Number &percent)
{
    return percent ? QStringLiteral("%1 %").arg(*percent, 0, 'f', 0) : QString(QChar(0x2014));
}

QString shareText(const Number &share)
{
    return percentText(share ? Number(100.0 * *share) : Number());
}

/// "0.62, 0.41 to 0.80", or why there is none.
QString estimateText(const Estimate &estimate)
{
    if (!estimate.value)
        return estimate.reason.empty() ? QString(QChar(0x2014)) : coreWords(estimate.reason);
    const QString value = QString::number(*estimate.value, 'f', 2);
    if (!estimate.interval)
        return estimate.reason.empty() ? value : value + QStringLiteral("  ") + coreWords(estimate.reason);
    return AgreementWindow::tr("%1, %2 to %3")
        .arg(value, QString::number(estimate.interval->low, 'f', 2), QString::number(estimate.interval->high, 'f', 2));
}

} // namespace

AgreementWindow::AgreementWindow(const AnnotationAgreement &agreement, QWidget *parent)
    : QDialog(parent)
    , m_table(new QTableWidget(0, 5))
{
    setWindowTitle(tr("Agreement of the annotators"));
    setAttribute(Qt::WA_DeleteOnClose);
    theme::setRole(*this, "panel");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    auto *counts = new QLabel(tr("%1 annotators, %2 results that are done. Adjudicated ones do not count.")
                                  .arg(agreement.annotators.size())
                                  .arg(agreement.cases));
    counts->setWordWrap(true);
    theme::setRole(*counts, "caption");
    column->addWidget(counts);
    m_table->setAccessibleName(windowTitle());
    m_table->setHorizontalHeaderLabels({ tr("Question"), tr("Cases"), tr("Same answer"),
        tr("Krippendorff's alpha, 95 %"), tr("Cohen's kappa, 95 %") });
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (auto *corner = m_table->findChild<QAbstractButton *>())
        corner->setObjectName("qt_corner"); // Between two headers; nobody meets it.
    column->addWidget(m_table, 1);
    fill(agreement);
    auto *marks = new QLabel(tr("Marks, over %1 pairs of annotations: overlap %2, matched %3.")
                                 .arg(agreement.marks.pairs)
                                 .arg(shareText(agreement.marks.overlap), shareText(agreement.marks.matched)));
    theme::setRole(*marks, "caption");
    column->addWidget(marks);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    column->addWidget(close, 0, Qt::AlignRight);
    resize(usualSize);
}

void AgreementWindow::fill(const AnnotationAgreement &agreement)
{
    m_table->setRowCount(int(agreement.items.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const ItemAgreement &item = agreement.items[std::size_t(row)];
        const QString cells[] = { agreementItem(item.item), QString::number(item.units), percentText(item.percent),
            estimateText(item.alpha), estimateText(item.kappa) };
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto *cell = new QTableWidgetItem(cells[column]);
            cell->setToolTip(cells[column]);
            m_table->setItem(row, column, cell);
        }
    }
}

} // namespace cf::ui
