#include "ui/results/CandidateTable.h"

#include "ui/theme/Theme.h"

#include <QHeaderView>

#include <algorithm>

namespace cf::ui {

CandidateTable::CandidateTable(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(3);
    setHeaderLabels({ tr("Candidate"), tr("Score"), tr("Verdict") });
    setRootIsDecorated(false);
    setAccessibleName(tr("Candidates of the shown result"));
    setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(true);
    setResult(nullptr);
}

void CandidateTable::setResult(const ResultPointer &result)
{
    clear();
    const bool several = result && result->candidates.size() > 1;
    header()->setVisible(several);
    if (!several) {
        auto *row = new QTreeWidgetItem(this, { tr("Made as a single candidate.") });
        row->setFirstColumnSpanned(true);
        row->setFlags(Qt::ItemIsEnabled);
        if (!result)
            row->setText(0, tr("The candidates of a result are listed here."));
        return;
    }
    // Seeds are no choice: no score is given to them.
    const bool ranked = std::any_of(result->candidates.begin(), result->candidates.end(),
        [](const CandidateLine &candidate) { return candidate.score != 0.0; });
    for (const CandidateLine &candidate : result->candidates) {
        const QString verdict = candidate.accepted ? (candidate.chosen ? tr("✓ chosen") : tr("✓ passed"))
            : candidate.chosen                     ? tr("⊘ best of those refused: %1").arg(candidate.reason)
                                                   : tr("⊘ %1").arg(candidate.reason);
        auto *row = new QTreeWidgetItem(
            this, { candidate.what, ranked ? QString::number(candidate.score, 'g', 3) : QString("—"), verdict });
        for (int column = 0; column < 3; ++column) {
            row->setForeground(column, theme::colour(candidate.accepted ? "text.primary" : "text.secondary"));
            row->setToolTip(column, candidate.accepted ? verdict : candidate.reason);
        }
        if (!ranked)
            row->setToolTip(1, tr("Candidates of several seeds are not ranked: the result is that of the first."));
        if (candidate.chosen)
            setCurrentItem(row);
    }
    resizeColumnToContents(0);
    resizeColumnToContents(1);
}

} // namespace cf::ui
