#include "ui/coordinator/pages/ReadersPage.h"

#include "core/sessions/exchange/ReaderPackage.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

namespace cf::ui {

using namespace sessions;

namespace {

QLineEdit *field(const QString &name, int width)
{
    auto *made = new QLineEdit;
    made->setPlaceholderText(name);
    made->setAccessibleName(name);
    made->setMinimumWidth(width);
    return made;
}

} // namespace

ReadersPage::ReadersPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_id(field(tr("Short name, e.g. R1"), 150))
    , m_name(field(tr("Name, for you alone"), 150))
    , m_experience(field(tr("Experience, e.g. radiologist, 11 years"), 200))
    , m_role(new QComboBox)
    , m_add(parts::button(tr("Add reader"), "plus"))
    , m_remove(parts::button(tr("Take out"), "trash"))
    , m_read(parts::button(tr("Read here…"), "play"))
    , m_package(parts::button(tr("Package…"), "export"))
    , m_merge(parts::button(tr("Merge an answer file…"), "down"))
    , m_table(parts::table(tr("Readers"),
          { tr("Reader"), tr("Role"), tr("Name"), tr("Experience"), tr("Cases"), tr("State"), tr("Consent") }))
{
    auto *column = new QVBoxLayout(this);
    parts::spread(*column);
    column->addWidget(parts::section(tr("Readers")));
    column->addWidget(parts::words(
        tr("Each reader has an order of their own. Readers may be added after sealing; who has answered stays."),
        "hint"));
    for (const ReaderRole role : { ReaderRole::Reader, ReaderRole::Adjudicator, ReaderRole::Consensus })
        m_role->addItem(study::roleName(role), int(role));
    m_role->setAccessibleName(tr("Role"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_id, 1);
    row->addWidget(m_name, 1);
    row->addWidget(m_experience, 2);
    row->addWidget(m_role);
    row->addWidget(m_add);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_merge);
    foot->addStretch(1);
    foot->addWidget(m_read);
    foot->addWidget(m_package);
    foot->addWidget(m_remove);
    column->addLayout(foot);
    connect(m_add, &QPushButton::clicked, this, &ReadersPage::add);
    connect(m_id, &QLineEdit::returnPressed, this, &ReadersPage::add);
    connect(m_id, &QLineEdit::textChanged, this, &ReadersPage::draw);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ReadersPage::draw);
    connect(m_read, &QPushButton::clicked, this, [this] { Q_EMIT readHere(QString::fromStdString(chosen())); });
    connect(m_package, &QPushButton::clicked, this, &ReadersPage::askForPackage);
    connect(m_merge, &QPushButton::clicked, this, &ReadersPage::askForAnswers);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const auto work = [id = chosen()](StudyStore &store, const JobContext &) { return store.removeReader(id); };
        m_desk.act(tr("Taking a reader out"), work);
    });
}

void ReadersPage::draw()
{
    if (!m_desk.isOpen())
        return;
    const StudyStatus &status = m_desk.view().status;
    m_table->setRowCount(int(status.readers.size()));
    const bool isNew = m_shown != status.study.readers;
    m_shown = status.study.readers;
    for (std::size_t i = 0; i < status.readers.size(); ++i) {
        const ReaderStatus &one = status.readers[i];
        const QString cases = one.progress.total > 0 ? tr("%1 of %2").arg(one.progress.stored).arg(one.progress.total)
                                                     : QString(QChar(0x2014));
        if (isNew)
            parts::fillRow(*m_table, int(i),
                { QString::fromStdString(one.reader.id), study::roleName(one.reader.role),
                    QString::fromStdString(one.reader.name), QString::fromStdString(one.reader.experience), {}, {},
                    {} });
        m_table->item(int(i), 4)->setText(cases);
        m_table->item(int(i), 5)->setText(study::stateText(one));
        m_table->item(int(i), 5)->setToolTip(study::stateText(one));
        m_table->item(int(i), 6)->setText(study::consentText(one));
        m_table->item(int(i), 6)->setToolTip(study::consentText(one));
    }
    const bool isSealed = status.study.isSealed();
    const bool isFree = !m_desk.isBusy();
    const std::string reader = chosen();
    m_add->setEnabled(isFree && !m_id->text().trimmed().isEmpty());
    m_remove->setEnabled(isFree && !reader.empty());
    m_read->setEnabled(isSealed && !reader.empty());
    m_package->setEnabled(isSealed && isFree && !reader.empty());
    m_merge->setEnabled(isSealed && isFree);
    const QString why = isSealed ? QString() : tr("Reading begins when the study is sealed.");
    for (QPushButton *button : { m_read, m_package, m_merge })
        button->setToolTip(why);
}

std::string ReadersPage::chosen() const
{
    const int row = m_table->currentRow();
    const bool isSelected = row >= 0 && !m_table->selectedItems().isEmpty();
    return isSelected && m_table->item(row, 0) != nullptr ? m_table->item(row, 0)->text().toStdString() : std::string();
}

void ReadersPage::add()
{
    if (!m_add->isEnabled())
        return;
    Reader reader;
    reader.id = m_id->text().trimmed().toStdString();
    reader.name = m_name->text().trimmed().toStdString();
    reader.experience = m_experience->text().trimmed().toStdString();
    reader.role = ReaderRole(m_role->currentData().toInt());
    m_desk.act(
        tr("Adding a reader"), [reader](StudyStore &store, const JobContext &) { return store.putReader(reader); });
    for (QLineEdit *line : { m_id, m_name, m_experience })
        line->clear();
}

void ReadersPage::writePackage(const std::string &reader, const QString &passphrase, const QString &file)
{
    const auto work = [reader, phrase = passphrase.toStdString(), path = file.toStdString()](StudyStore &store,
                          const JobContext &) { return writeReaderPackage(store, reader, phrase, path); };
    m_desk.act(tr("Writing the package"), work,
        tr("The package is written. Give the passphrase to the reader by another way than the file."));
}

void ReadersPage::askForPackage()
{
    const std::string reader = chosen();
    bool isGiven = false;
    const QString phrase = QInputDialog::getText(window(), tr("Package for %1").arg(QString::fromStdString(reader)),
        tr("Passphrase, which the reader needs to open it"), QLineEdit::Password, {}, &isGiven);
    if (!isGiven || phrase.isEmpty())
        return;
    const QString file = dialogs::newFile(window(), tr("Package for a reader"),
        QString::fromStdString(reader) + QStringLiteral(".cfreader"), tr("Reader packages (*.cfreader)"));
    if (!file.isEmpty())
        writePackage(reader, phrase, file);
}

void ReadersPage::merge(const QString &answerFile)
{
    const auto work = [path = answerFile.toStdString()](
                          StudyStore &store, const JobContext &) { return mergeAnswerFile(store, path); };
    m_desk.run<MergeReport>(tr("Merging answers"), work, [this](const MergeReport &report) {
        m_desk.say(tr("Reader %1: answers added %2, known already %3, different and kept beside the stored ones %4.")
                       .arg(QString::fromStdString(report.reader))
                       .arg(report.added)
                       .arg(report.known)
                       .arg(report.conflicts.size()),
            !report.conflicts.empty());
    });
}

void ReadersPage::askForAnswers()
{
    const QString file = dialogs::fileToOpen(window(), tr("An answer file of a reader"),
        QStringLiteral("study-answers"), tr("Answer files (*.cfanswers);;All files (*)"));
    if (!file.isEmpty())
        merge(file);
}

} // namespace cf::ui
