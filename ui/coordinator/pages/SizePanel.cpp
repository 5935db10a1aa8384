#include "ui/coordinator/pages/SizePanel.h"

#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QSpinBox>

namespace cf::ui {

using namespace sessions;

namespace {

void say(QLabel &label, bool isEnough, const QString &words)
{
    label.setText((isEnough ? QStringLiteral("✓ ") : QStringLiteral("△ ")) + words);
    theme::setRole(label, isEnough ? "body" : "warn");
}

void sayError(QLabel &label, const Error &error)
{
    label.setText(coreWords(error.message));
    theme::setRole(label, "error");
}

QSpinBox *counter(int value, const QString &name)
{
    auto *box = new QSpinBox;
    box->setRange(1, 100000);
    box->setValue(value);
    box->setAccessibleName(name);
    box->setFixedWidth(90);
    return box;
}

} // namespace

SizePanel::SizePanel(QWidget *parent)
    : QWidget(parent)
    , m_readers(counter(2, tr("Readers")))
    , m_cases(counter(40, tr("Cases of each reader")))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Readers")));
    row->addWidget(m_readers);
    row->addSpacing(16);
    row->addWidget(new QLabel(tr("Cases of each reader")));
    row->addWidget(m_cases);
    row->addStretch(1);
    column->addLayout(row);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(28);
    column->addLayout(grid);

    QFormLayout *form = addQuestion(*grid, 0, tr("Are edits told from real images?"), m_detection);
    m_chance = addNumber(*form, tr("Right by chance"), 0.5, 1.0, 3);
    m_truth = addNumber(*form, tr("Share right not to be missed"), 0.6, 1.0, 3);
    m_correlation = addNumber(*form, tr("Correlation of a reader's answers"), 0.05, 1.0, 3);

    form = addQuestion(*grid, 1, tr("How well do readers agree?"), m_agreement);
    m_observed = addNumber(*form, tr("Equal answers expected"), 0.8, 1.0, 3);
    m_expected = addNumber(*form, tr("Of these by chance"), 0.5, 1.0, 3);
    m_width = addNumber(*form, tr("Half width of kappa's interval"), 0.15, 1.0, 3);

    const MrmcPlan pilot;
    form = addQuestion(*grid, 2, tr("Do two areas under the curve differ?"), m_mrmc);
    m_difference = addNumber(*form, tr("Difference not to be missed"), pilot.difference, 1.0, 3);
    m_pilotCases = addNumber(*form, tr("Cases of the pilot"), pilot.pilotCases, 100000.0, 0);
    m_testReader = addNumber(*form, tr("Variance test × reader"), pilot.varianceTestReader, 1.0, 5);
    m_error = addNumber(*form, tr("Variance of error"), pilot.errorVariance, 1.0, 5);
    m_cov1 = addNumber(*form, QStringLiteral("Cov1"), pilot.cov1, 1.0, 5);
    m_cov2 = addNumber(*form, QStringLiteral("Cov2"), pilot.cov2, 1.0, 5);
    m_cov3 = addNumber(*form, QStringLiteral("Cov3"), pilot.cov3, 1.0, 5);
    for (int part = 0; part < 3; ++part)
        grid->setColumnStretch(part, 1);
    column->addWidget(parts::words(tr("Power 80 %, level 5 % two-sided. Binomial with the design effect 1 + (m − 1) ρ; "
                                      "kappa after Cohen; areas after Obuchowski and Rockette with random readers and "
                                      "cases, components here of the Van Dyke data."),
        "hint"));
    for (QSpinBox *box : { m_readers, m_cases })
        connect(box, &QSpinBox::valueChanged, this, [this] {
            m_isTyped = true;
            compute();
        });
    compute();
}

QFormLayout *SizePanel::addQuestion(QGridLayout &grid, int column, const QString &title, QLabel *&answer)
{
    auto *name = parts::words(title, "strong");
    grid.addWidget(name, 0, column);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    grid.addLayout(form, 1, column, Qt::AlignTop);
    answer = parts::words({}, "body");
    grid.addWidget(answer, 2, column, Qt::AlignTop);
    return form;
}

QDoubleSpinBox *SizePanel::addNumber(QFormLayout &form, const QString &name, double value, double maximum, int decimals)
{
    auto *box = new QDoubleSpinBox;
    box->setRange(0.0, maximum);
    box->setDecimals(decimals);
    box->setSingleStep(decimals == 0 ? 10.0 : maximum / 20.0);
    box->setValue(value);
    box->setFixedWidth(96);
    box->setAccessibleName(name);
    form.addRow(parts::words(name, "caption"), box);
    connect(box, &QDoubleSpinBox::valueChanged, this, &SizePanel::compute);
    return box;
}

void SizePanel::setReading(const PlannedReading &reading)
{
    if (m_isTyped || reading.readers < 1 || reading.cases < 1)
        return;
    m_readers->setValue(reading.readers);
    m_cases->setValue(reading.cases);
    m_isTyped = false;
}

PlannedReading SizePanel::reading() const
{
    return { m_readers->value(), m_cases->value() };
}

QString SizePanel::detectionWords() const
{
    return m_detection->text();
}

QString SizePanel::agreementWords() const
{
    return m_agreement->text();
}

QString SizePanel::mrmcWords() const
{
    return m_mrmc->text();
}

void SizePanel::compute()
{
    if (m_cov3 == nullptr)
        return; // Still being built.
    DetectionPlan detection;
    detection.chance = m_chance->value();
    detection.truth = m_truth->value();
    detection.correlation = m_correlation->value();
    if (const auto size = detectionSize(reading(), detection); !size)
        sayError(*m_detection, size.error());
    else if (size->isEnough)
        say(*m_detection, true, tr("Enough: %1 answers, %2 are needed.").arg(size->planned).arg(size->needed));
    else
        say(*m_detection, false,
            tr("Too few: %1 answers, %2 are needed, that is %3 readers of so many cases.")
                .arg(size->planned)
                .arg(size->needed)
                .arg(size->readersNeeded));

    const AgreementPlan agreement{ m_observed->value(), m_expected->value(), m_width->value() };
    if (const auto size = agreementSize(reading(), agreement); !size)
        sayError(*m_agreement, size.error());
    else if (size->isEnough)
        say(*m_agreement, true,
            tr("Enough: kappa %1 ± %2.").arg(size->kappa, 0, 'f', 2).arg(size->halfWidth, 0, 'f', 2));
    else
        say(*m_agreement, false,
            tr("Too few: kappa %1 ± %2; two readers and %3 cases are needed.")
                .arg(size->kappa, 0, 'f', 2)
                .arg(size->halfWidth, 0, 'f', 2)
                .arg(size->needed));

    MrmcPlan mrmc;
    mrmc.difference = m_difference->value();
    mrmc.pilotCases = m_pilotCases->value();
    mrmc.varianceTestReader = m_testReader->value();
    mrmc.errorVariance = m_error->value();
    mrmc.cov1 = m_cov1->value();
    mrmc.cov2 = m_cov2->value();
    mrmc.cov3 = m_cov3->value();
    const auto size = mrmcSize(reading(), mrmc);
    if (!size) {
        sayError(*m_mrmc, size.error());
        return;
    }
    const int percent = qRound(100.0 * size->power);
    if (size->isEnough)
        say(*m_mrmc, true, tr("Enough: power %1 %.").arg(percent));
    else if (size->casesNeeded)
        say(*m_mrmc, false,
            tr("Too few: power %1 %; %2 cases are needed with these readers.").arg(percent).arg(*size->casesNeeded));
    else
        say(*m_mrmc, false,
            tr("Too few: power %1 %; not even 2000 cases are enough with these readers. Take more readers.")
                .arg(percent));
}

} // namespace cf::ui
