#include "ui/coordinator/pages/SealPage.h"

#include "ui/coordinator/study/StudyWords.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace cf::ui {

using namespace sessions;

SealPage::SealPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_problems(parts::words({}, "warn"))
    , m_leaks(parts::words({}, "secondary"))
    , m_before(new QWidget)
    , m_after(new QWidget)
    , m_reason(new QLineEdit)
    , m_without(new QCheckBox(tr("Seal without a leak check")))
    , m_knows(new QCheckBox(tr("I know that protocol, cases and analysis plan cannot change afterwards")))
    , m_seal(parts::primary(tr("Seal the study")))
    , m_verify(parts::button(tr("Verify everything"), "check"))
    , m_head(new QLineEdit)
    , m_noted(new QLineEdit)
    , m_seals(parts::table(tr("Seals"), { tr("Version"), tr("Time"), tr("SHA-256"), tr("Reason") }))
{
    QVBoxLayout *column = parts::scrolled(*this);
    column->addWidget(parts::section(tr("Seal")));
    column->addWidget(parts::words(
        tr("Protocol, cases, pixels, analysis plan and leak check are hashed before the first answer. Nothing of it "
           "changes afterwards; an amendment is a new sealed version with a reason, beside the old one. The hash "
           "stands "
           "on every report."),
        "hint"));
    auto *before = new QVBoxLayout(m_before);
    before->setContentsMargins(0, 0, 0, 0);
    before->addWidget(m_problems);
    before->addWidget(m_leaks);
    before->addWidget(m_without);
    m_reason->setPlaceholderText(tr("Why it is sealed in spite of a leak, or without a check"));
    m_reason->setAccessibleName(m_reason->placeholderText());
    before->addWidget(m_reason);
    before->addWidget(m_knows);
    auto *row = new QHBoxLayout;
    row->addWidget(m_seal);
    row->addStretch(1);
    before->addLayout(row);
    column->addWidget(m_before);
    auto *after = new QVBoxLayout(m_after);
    after->setContentsMargins(0, 0, 0, 0);
    m_seals->setMinimumHeight(150);
    after->addWidget(m_seals);
    after->addWidget(parts::words(
        tr("Newest record of the audit. Note it outside of this study: it shows later that nothing was cut off."),
        "caption"));
    m_head->setReadOnly(true);
    m_head->setAccessibleName(tr("Newest record of the audit"));
    auto *check = new QHBoxLayout;
    check->addWidget(m_head, 1);
    after->addLayout(check);
    auto *verifying = new QHBoxLayout;
    m_noted->setPlaceholderText(tr("A record noted earlier, with which it is verified; may be empty"));
    m_noted->setAccessibleName(tr("Record of the audit that was noted earlier"));
    verifying->addWidget(m_noted, 1);
    verifying->addWidget(m_verify);
    after->addLayout(verifying);
    column->addWidget(m_after);
    column->addStretch(1);
    connect(m_seal, &QPushButton::clicked, this, &SealPage::seal);
    connect(m_verify, &QPushButton::clicked, this, &SealPage::verify);
    connect(m_reason, &QLineEdit::textChanged, this, &SealPage::draw);
    connect(m_without, &QCheckBox::toggled, this, &SealPage::draw);
    connect(m_knows, &QCheckBox::toggled, this, &SealPage::draw);
}

void SealPage::draw()
{
    if (!m_desk.isOpen())
        return;
    const StudyView &view = m_desk.view();
    const Study &study = view.status.study;
    m_before->setVisible(!study.isSealed());
    m_after->setVisible(study.isSealed());
    const QStringList problems = study::sealingProblems(view.status);
    m_problems->setVisible(!problems.isEmpty());
    m_problems->setText(problems.isEmpty() ? QString() : QStringLiteral("△ ") + problems.join(QStringLiteral("\n△ ")));
    const bool leaks = view.leakCheck && !view.leakCheck->isStale && view.leakCheck->report.leaks();
    m_leaks->setText(!view.leakCheck || view.leakCheck->isStale
            ? tr("The leak check is made once more when the study is sealed.")
            : leaks ? tr("⊘ A channel leaks: sealing needs a reason.")
                    : tr("✓ No channel leaked; the check is made once more when the study is sealed."));
    theme::setRole(*m_leaks, leaks ? "error" : "secondary");
    const bool needsReason = (leaks || m_without->isChecked()) && m_reason->text().trimmed().isEmpty();
    m_seal->setEnabled(problems.isEmpty() && !needsReason && m_knows->isChecked() && !m_desk.isBusy());
    m_seal->setToolTip(!problems.isEmpty() ? problems.front()
            : needsReason                  ? tr("Write why.")
            : !m_knows->isChecked()        ? tr("Confirm the line above.")
                                           : QString());
    m_verify->setEnabled(!m_desk.isBusy());
    m_head->setText(QString::fromStdString(view.status.head));
    m_head->setCursorPosition(0);
    m_seals->setRowCount(0);
    for (const Seal &seal : study.seals)
        parts::fillRow(*m_seals, m_seals->rowCount(),
            { QString::number(seal.version), QString::fromStdString(seal.time).left(16).replace('T', ' '),
                QString::fromStdString(seal.hash), QString::fromStdString(seal.reason) });
}

void SealPage::seal()
{
    if (!m_seal->isEnabled())
        return;
    const auto work = [reason = m_reason->text().trimmed().toStdString(), without = m_without->isChecked()](
                          StudyStore &store, const JobContext &job) { return sealStudy(store, reason, without, job); };
    m_desk.run<SealedStudy>(tr("Looking for leaks, then sealing"), work, [this](const SealedStudy &sealed) {
        m_desk.say(tr("Sealed. SHA-256 %1").arg(parts::shortHash(QString::fromStdString(sealed.seal.hash))));
    });
}

void SealPage::verify()
{
    const auto work = [noted = m_noted->text().trimmed().toStdString()](
                          StudyStore &store, const JobContext &) { return store.verify(noted); };
    m_desk.run<std::vector<Tampering>>(tr("Verifying"), work, [this](const std::vector<Tampering> &found) {
        if (found.empty()) {
            m_desk.say(tr("Everything is as it was written."));
            return;
        }
        QStringList list;
        for (const Tampering &one : found)
            list << coreWords(one.where) + QStringLiteral(": ") + coreWords(one.text);
        m_desk.say(list.mid(0, 5).join(QLatin1Char(' ')), true);
    });
}

} // namespace cf::ui
