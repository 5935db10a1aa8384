#include "ui/coordinator/pages/cases/CasesPage.h"

#include "core/base/files/RegularFile.h"
#include "core/sessions/cases/BatchCases.h"
#include "core/sessions/coordination/CaseChange.h"
#include "ui/coordinator/pages/cases/CaseFields.h"
#include "ui/coordinator/pages/cases/HistoryCases.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>

#include <algorithm>
#include <cstdint>
#include <fstream>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr std::uintmax_t maxManifestBytes = std::uintmax_t{ 1 } << 30U; ///< A million rows.

/// The arm that holds real images, for the films of a batch: the first that is not edited.
std::string realArmOf(const Protocol &protocol)
{
    for (const Arm &arm : protocol.arms)
        if (arm.kind != ArmKind::Edited)
            return arm.key;
    return {};
}

std::string editedArmOf(const Protocol &protocol, const std::string &chosen)
{
    const Arm *arm = protocol.arm(chosen);
    if (arm != nullptr && arm->kind == ArmKind::Edited)
        return chosen;
    for (const Arm &one : protocol.arms)
        if (one.kind == ArmKind::Edited)
            return one.key;
    return {};
}

QString armsOf(const Case &one)
{
    QStringList arms;
    for (const CaseImage &image : one.images)
        arms << QString::fromStdString(image.arm);
    return arms.join(QStringLiteral(", "));
}

/// "film1.dcm = C123456, film2.dcm = C234567, …".
QString namesOf(const std::vector<ImportedCases::There> &files)
{
    constexpr std::size_t most = 4;
    QStringList names;
    for (std::size_t i = 0; i < std::min(files.size(), most); ++i)
        names << QStringLiteral("%1 = %2").arg(
            QString::fromStdString(files[i].file), QString::fromStdString(files[i].caseId));
    if (files.size() > most)
        names << QString(QChar(0x2026));
    return names.join(QStringLiteral(", "));
}

} // namespace

CasesPage::CasesPage(StudyDesk &desk, CaseAddition addition, OpenImage open)
    : CoordinatorPage(desk)
    , m_addition(std::move(addition))
    , m_open(std::move(open))
    , m_arm(new QComboBox)
    , m_size(new QSpinBox)
    , m_already(new QCheckBox(tr("Real images are null-edited already")))
    , m_refused(new QCheckBox(tr("Refused results of a batch, too")))
    , m_folder(parts::button(tr("Add a folder…"), "folder"))
    , m_list(parts::button(tr("Add a list or batch…"), "plus"))
    , m_history(parts::button(tr("Add the open image"), "history"))
    , m_remove(parts::button(tr("Take out"), "trash"))
    , m_stop(parts::button(tr("Stop"), "stop"))
    , m_counts(parts::words({}, "caption"))
    , m_table(
          parts::table(tr("Cases"), { tr("Case"), tr("Arm"), tr("Patient"), tr("Pair"), tr("Training"), tr("Truth") }))
    , m_fields(new CaseFields(desk))
{
    auto *column = new QVBoxLayout(this);
    parts::spread(*column);
    column->addWidget(parts::section(tr("Cases")));
    column->addWidget(parts::words(
        tr("Every image becomes a copy of one size, depth and window, without names and dates; real images of a "
           "null-edited arm go through the model first. Case numbers are drawn at random."),
        "hint"));
    m_arm->setAccessibleName(tr("Arm"));
    m_arm->setMinimumWidth(200);
    m_size->setRange(128, 4096);
    m_size->setValue(m_addition.size);
    m_size->setSuffix(QStringLiteral(" px"));
    m_size->setAccessibleName(tr("Size of the copies"));
    auto *row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Arm")));
    row->addWidget(m_arm);
    row->addWidget(new QLabel(tr("Size")));
    row->addWidget(m_size);
    row->addWidget(m_folder);
    row->addWidget(m_list);
    row->addWidget(m_history);
    row->addWidget(m_stop);
    row->addStretch(1);
    column->addLayout(row);
    auto *choices = new QHBoxLayout;
    choices->addWidget(m_already);
    choices->addSpacing(16);
    choices->addWidget(m_refused);
    choices->addStretch(1);
    column->addLayout(choices);
    column->addWidget(m_table, 1);
    column->addWidget(m_fields);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_counts, 1);
    foot->addWidget(m_remove);
    column->addLayout(foot);
    connect(m_folder, &QPushButton::clicked, this, &CasesPage::askForFolder);
    connect(m_list, &QPushButton::clicked, this, &CasesPage::askForList);
    connect(m_history, &QPushButton::clicked, this, &CasesPage::addHistory);
    connect(m_remove, &QPushButton::clicked, this, &CasesPage::remove);
    connect(m_stop, &QPushButton::clicked, &m_desk, &StudyDesk::cancel);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &CasesPage::draw);
}

void CasesPage::draw()
{
    const StudyStatus &status = m_desk.view().status;
    const std::string chosenArm = arm();
    QStringList keys;
    for (const Arm &each : status.study.protocol.arms)
        keys << QString::fromStdString(each.key);
    QStringList shown;
    for (int i = 0; i < m_arm->count(); ++i)
        shown << m_arm->itemData(i).toString();
    if (keys != shown) {
        m_arm->clear();
        for (const Arm &each : status.study.protocol.arms)
            m_arm->addItem(
                QStringLiteral("%1 (%2)").arg(
                    QString::fromStdString(each.label.empty() ? each.key : each.label), study::armKindName(each.kind)),
                QString::fromStdString(each.key));
        chooseArm(QString::fromStdString(chosenArm));
    }
    if (m_shown != status.study.cases) {
        m_shown = status.study.cases;
        m_table->setRowCount(int(status.study.cases.size()));
        for (std::size_t i = 0; i < status.study.cases.size(); ++i) {
            const Case &one = status.study.cases[i];
            parts::fillRow(*m_table, int(i),
                { QString::fromStdString(one.id), armsOf(one), QString::fromStdString(one.patient),
                    QString::fromStdString(one.pair), one.isTraining ? tr("yes") : QString(),
                    QString::fromStdString(textOfTruth(one.truth)) });
        }
    }
    m_counts->setText(study::caseCounts(status));
    const bool isFree = !status.study.isSealed() && !m_desk.isBusy();
    const QString why = status.study.isSealed() ? tr("The study is sealed.") : QString();
    for (QWidget *widget : std::initializer_list<QWidget *>{ m_folder, m_list, m_arm, m_size, m_already, m_refused }) {
        widget->setEnabled(isFree);
        widget->setToolTip(why);
    }
    const bool hasImage = m_open.document && m_open.document() != nullptr && m_open.asImage;
    m_history->setEnabled(isFree && hasImage);
    m_history->setToolTip(hasImage ? tr("With its results: those with a star, or all that were accepted.")
                                   : tr("No image is open in the place Edit."));
    m_remove->setEnabled(isFree && !m_table->selectedItems().isEmpty());
    m_remove->setToolTip(why);
    m_stop->setVisible(m_desk.isBusy());
    m_fields->show(chosen());
}

std::string CasesPage::arm() const
{
    return m_arm->currentData().toString().toStdString();
}

void CasesPage::chooseArm(const QString &key)
{
    m_arm->setCurrentIndex(std::max(0, m_arm->findData(key)));
}

void CasesPage::add(Manifest manifest, const ImageReader &read)
{
    CaseAddition addition = m_addition;
    if (read)
        addition.read = read;
    addition.size = m_size->value();
    addition.alreadyNullEdited = m_already->isChecked();
    const auto work = [addition, manifest = std::move(manifest)](
                          StudyStore &store, const JobContext &job) -> Result<AddedCases> {
        CF_ASSIGN(const Study study, store.study());
        CF_ASSIGN(const auto cases, manifest(study.protocol));
        return addCases(store, cases, addition, job);
    };
    m_desk.run<AddedCases>(tr("Preparing cases"), work, [this](const AddedCases &added) {
        QString words = tr("Cases added: %1; images null-edited: %2.").arg(added.cases).arg(added.nullEdited);
        if (!added.alreadyThere.empty())
            words += QLatin1Char(' ')
                + tr("In the study already and not added again: %1 (%2).")
                      .arg(added.alreadyThere.size())
                      .arg(namesOf(added.alreadyThere));
        if (!added.inOtherArms.empty())
            words += QLatin1Char(' ')
                + tr("Added, though another arm has the same image: %1 (%2).")
                      .arg(added.inOtherArms.size())
                      .arg(namesOf(added.inOtherArms));
        m_desk.say(words, !added.inOtherArms.empty());
    });
}

void CasesPage::addFolder(const QString &folder)
{
    add([path = folder.toStdString(), key = arm()](const Protocol &) { return manifestOfFolder(path, key); });
}

void CasesPage::addList(const QString &file, const QString &films)
{
    const std::filesystem::path path = file.toStdString();
    const bool refused = m_refused->isChecked();
    add([path, films = films.toStdString(), chosen = arm(), refused](
            const Protocol &protocol) -> Result<std::vector<ManifestCase>> {
        CF_ASSIGN(const std::string text, readText(path, maxManifestBytes));
        if (!isBatchManifest(text))
            return readManifest(path);
        return casesOfBatch(text, path.parent_path(),
            { .editedArm = editedArmOf(protocol, chosen),
                .realArm = films.empty() ? std::string() : realArmOf(protocol),
                .films = films,
                .refused = refused });
    });
}

void CasesPage::addHistory()
{
    const EditDocument *document = m_open.document ? m_open.document() : nullptr;
    if (document == nullptr || !m_open.asImage)
        return;
    const Protocol &protocol = m_desk.study().protocol;
    HistoryCases found =
        casesOfHistory(*document, realArmOf(protocol), editedArmOf(protocol, arm()), m_refused->isChecked());
    if (found.cases.empty()) {
        m_desk.say(found.onDiskAlone > 0 ? tr("The results are on the disk alone. Show them once in the place Edit.")
                                         : tr("The open image has no result that could be read."),
            true);
        return;
    }
    const ImageReader read = [pictures = found.pictures, asImage = m_open.asImage](
                                 const std::filesystem::path &path) -> Result<ReadImage> {
        return asImage(pictures.at(path.string())->radiograph());
    };
    add([cases = found.cases](const Protocol &) -> Result<std::vector<ManifestCase>> { return cases; }, read);
}

void CasesPage::askForFolder()
{
    const QString folder = dialogs::folder(window(), tr("Images of one arm"), QStringLiteral("study-cases"));
    if (!folder.isEmpty())
        addFolder(folder);
}

void CasesPage::askForList()
{
    const QString file = dialogs::fileToOpen(window(), tr("A list of cases, or the manifest.csv of a batch"),
        QStringLiteral("study-cases"), tr("Lists (*.csv *.json);;All files (*)"));
    if (file.isEmpty())
        return;
    std::string header; // A manifest may be large: the window does not wait for all of it.
    if (checkRegularFile(file.toStdString()))
        std::getline(std::ifstream(file.toStdString(), std::ios::binary), header);
    if (!isBatchManifest(header)) {
        addList(file);
        return;
    }
    addList(file,
        dialogs::folder(
            window(), tr("The films of the batch; leave for results alone"), QStringLiteral("study-films")));
}

std::vector<std::string> CasesPage::chosen() const
{
    std::vector<std::string> ids;
    for (const QTableWidgetItem *item : m_table->selectedItems())
        if (item->column() == 0)
            ids.push_back(item->text().toStdString());
    return ids;
}

void CasesPage::remove()
{
    const auto work = [ids = chosen()](StudyStore &store, const JobContext &) -> Result<> {
        for (const std::string &id : ids)
            CF_TRY(store.removeCase(id));
        return {};
    };
    m_desk.act(tr("Taking cases out"), work);
}

} // namespace cf::ui
