#include "ui/models/ModelsWorkplace.h"

#include "ui/models/ModelList.h"
#include "ui/session/EditSession.h"
#include "ui/settings/Preferences.h"
#include "ui/shell/WindowServices.h"
#include "ui/shell/dialogs/FileChoice.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QDockWidget>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTableView>

namespace cf::ui {
namespace {

void fill(QGridLayout &grid, const QList<std::pair<QString, QString>> &lines)
{
    parts::clear(grid);
    int line = 0;
    for (const auto &[name, value] : lines) {
        grid.addWidget(parts::fact(name, "caption"), line, 0);
        grid.addWidget(parts::fact(value.isEmpty() ? QString(QChar(0x2014)) : value, "body"), line++, 1);
    }
}

QFrame *ruleLine()
{
    auto *line = new QFrame;
    theme::setRole(*line, "hline");
    return line;
}

} // namespace

ModelsWorkplace::ModelsWorkplace(const WorkplaceContext &context)
    : m_context(context)
    , m_models(new ModelList(context.session, context.preferences, context.services.bundledModel, this))
    , m_table(new QTableView)
{
    m_table->setModel(m_models);
    m_table->setAccessibleName(tr("Models"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    if (auto *corner = m_table->findChild<QAbstractButton *>())
        corner->setObjectName("qt_corner"); // Between two hidden headers; nobody meets it.
    m_table->verticalHeader()->setDefaultSectionSize(40);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ModelList::Name, QHeaderView::Stretch);
    auto *centre = new QWidget;
    QVBoxLayout *column = parts::panel(*centre);
    column->addWidget(makeBar());
    column->addWidget(m_table, 1);
    setCentralWidget(centre);
    auto *scrolled = new QScrollArea;
    scrolled->setWidget(makeDetail());
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    scrolled->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scrolled->setMinimumWidth(340);
    m_dock = addDock(Qt::RightDockWidgetArea, "detail", tr("The selected model"), scrolled);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelsWorkplace::draw);
    connect(m_models, &QAbstractItemModel::dataChanged, this, &ModelsWorkplace::draw);
    connect(&m_context.session, &EditSession::stateChanged, this, [this] {
        if (isVisible())
            draw();
    });
    select(0);
    draw();
    rememberLayout();
}

ModelsWorkplace::~ModelsWorkplace()
{
    m_context.session.disconnect(this);
    delete takeCentralWidget();
    delete m_dock;
}

QWidget *ModelsWorkplace::makeBar()
{
    auto *bar = new QWidget;
    QHBoxLayout *layout = parts::bar(*bar);
    layout->addWidget(parts::section(tr("Models")));
    layout->addStretch(1);
    auto *all = new QPushButton(theme::icon("check", "text.primary", 16), tr("Verify all"));
    auto *add = new QPushButton(theme::icon("folder", "text.primary", 16), tr("Add folder…"));
    layout->addWidget(all);
    layout->addWidget(add);
    connect(all, &QPushButton::clicked, this, [this] {
        for (int at = 0; at < m_models->rowCount(); ++at)
            m_models->verify(at);
    });
    connect(add, &QPushButton::clicked, this, &ModelsWorkplace::addFolder);
    return bar;
}

QWidget *ModelsWorkplace::makeDetail()
{
    auto *detail = new QWidget;
    theme::setRole(*detail, "panel");
    m_name = parts::section({});
    m_tag = new QLabel;
    m_warning = new QLabel;
    m_warning->setWordWrap(true);
    theme::setRole(*m_warning, "warn");
    m_words = new QLabel;
    m_words->setWordWrap(true);
    theme::setRole(*m_words, "caption");
    m_facts = new QGridLayout;
    m_machine = new QGridLayout;
    for (QGridLayout *grid : { m_facts, m_machine }) {
        grid->setHorizontalSpacing(12);
        grid->setVerticalSpacing(5);
        grid->setColumnMinimumWidth(0, 92);
        grid->setColumnStretch(1, 1);
    }
    m_use = new QPushButton(tr("Use"));
    theme::setRole(*m_use, "primary");
    m_default = new QPushButton(tr("Load at the start"));
    m_verify = new QPushButton(tr("Verify"));
    m_tensors = new QPushButton(tr("Tensor report…"));
    m_licence = new QPushButton(tr("Licence…"));
    m_remove = new QPushButton(tr("Remove from the list"));
    connect(m_use, &QPushButton::clicked, this, &ModelsWorkplace::use);
    connect(m_default, &QPushButton::clicked, this, [this] { m_models->setDefault(row()); });
    connect(m_verify, &QPushButton::clicked, this, [this] { m_models->verify(row()); });
    connect(m_tensors, &QPushButton::clicked, this, &ModelsWorkplace::showTensors);
    connect(m_licence, &QPushButton::clicked, this, [this] { showLicence(false); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_models->remove(row()); });
    auto *heading = new QHBoxLayout;
    heading->addWidget(m_name, 1);
    heading->addWidget(m_tag);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_use, 0, 0);
    buttons->addWidget(m_default, 0, 1);
    buttons->addWidget(m_verify, 1, 0);
    buttons->addWidget(m_tensors, 1, 1);
    buttons->addWidget(m_licence, 2, 0);
    buttons->addWidget(m_remove, 2, 1);
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    layout->addLayout(heading);
    layout->addWidget(m_warning);
    layout->addWidget(ruleLine());
    layout->addLayout(m_facts);
    layout->addWidget(ruleLine());
    layout->addWidget(parts::section(tr("Words this model hears")));
    layout->addWidget(m_words);
    layout->addWidget(ruleLine());
    layout->addWidget(parts::section(tr("On this machine")));
    layout->addLayout(m_machine);
    layout->addStretch(1);
    layout->addLayout(buttons);
    return detail;
}

int ModelsWorkplace::row() const
{
    return m_table->currentIndex().row();
}

void ModelsWorkplace::select(int row)
{
    m_table->setCurrentIndex(m_models->index(row, 0));
}

void ModelsWorkplace::entered()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

void ModelsWorkplace::addFolder()
{
    const QStringList folder = chooseFolder(*this, tr("Model folder"), "model");
    if (folder.isEmpty())
        return;
    m_models->addFolder(folder.front().toStdString());
    select(m_models->rowCount() - 1);
}

void ModelsWorkplace::use()
{
    if (row() < 0)
        return;
    if (!m_models->row(row()).accepted)
        showLicence(true); // Shown once, before the first use.
    else
        m_models->use(row());
}

void ModelsWorkplace::showLicence(bool toUse)
{
    const int at = row();
    if (at < 0)
        return;
    const ModelFolderFacts &facts = m_models->row(at).facts;
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Licence of %1").arg(facts.name),
        facts.licence.isEmpty()
            ? tr("The folder states no licence. Ask whoever made the model what you may do with it.")
            : facts.licence,
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(coreWords(facts.trainingData));
    if (m_models->row(at).accepted) {
        box->addButton(QMessageBox::Close);
    } else {
        QPushButton *accept = box->addButton(toUse ? tr("Accept and use") : tr("Accept"), QMessageBox::AcceptRole);
        box->addButton(tr("Not now"), QMessageBox::RejectRole);
        connect(accept, &QPushButton::clicked, this, [this, at, toUse] {
            m_models->accept(at);
            if (toUse)
                m_models->use(at);
        });
    }
    box->open();
}

void ModelsWorkplace::showTensors()
{
    if (row() < 0)
        return;
    const ModelFolderFacts &facts = m_models->row(row()).facts;
    QStringList lines;
    for (const WeightsFile &file : facts.weights)
        lines << QString("%1: %2").arg(file.name,
            file.problem.isEmpty() ? tr("%1 tensors, %2 values, %3, %4 MB")
                                         .arg(file.tensors)
                                         .arg(file.values)
                                         .arg(file.types.join(", "))
                                         .arg(double(file.bytes) / 1e6, 0, 'f', 1)
                                   : file.problem);
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("Tensors of %1").arg(facts.name), lines.join("\n"), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->open();
}

void ModelsWorkplace::draw()
{
    const int at = row();
    const bool any = at >= 0 && at < m_models->rowCount();
    for (QPushButton *button : { m_use, m_default, m_verify, m_tensors, m_licence, m_remove })
        button->setEnabled(any);
    if (!any)
        return;
    const ModelList::Row &model = m_models->row(at);
    const ModelFolderFacts &facts = model.facts;
    m_name->setText(facts.name);
    const bool usable = facts.problem.isEmpty();
    theme::setRole(*m_tag, model.check == ModelList::Check::Verified ? "ok-tag" : "caption");
    m_tag->setText(model.check == ModelList::Check::Verified ? tr("✓ Verified")
            : model.check == ModelList::Check::NoHashes      ? tr("States no hashes")
                                                             : QString());
    m_warning->setText(!usable ? facts.problem
            : model.check == ModelList::Check::Changed
            ? tr("Not what its hashes say: %1. Copy the folder again from its source.").arg(model.wrong.join(", "))
            : coreWords(facts.warning));
    m_warning->setVisible(!m_warning->text().isEmpty());
    fill(*m_facts,
        { { tr("Folder"), QString::fromStdString(facts.folder.string()) },
            { tr("Trained on"), coreWords(facts.trainingData) }, { tr("Limits"), coreWords(facts.limits) },
            { tr("Image"), facts.imageSize > 0 ? tr("%1 × %1").arg(facts.imageSize) : QString() },
            { tr("Method"), facts.defaultMethod },
            { tr("Weights"),
                tr("%1, %2 MB, %3 tensors")
                    .arg(facts.types().join(", "))
                    .arg(double(facts.bytes()) / 1e6, 0, 'f', 0)
                    .arg(facts.tensors()) },
            { tr("Licence"), facts.licence } });
    QStringList words; // In the window's language, as they are typed; the captions that they become stay English.
    for (const QString &word : facts.words)
        words << coreTerm(word);
    m_words->setText(facts.statesGrammar
            ? words.join(", ")
            : tr("The folder states no captions: what is typed goes to the model as it is."));
    const QString none(QChar(0x2014));
    fill(*m_machine,
        { { tr("Memory"),
              model.megabytes < 0.0 ? tr("%1 (measured when it is loaded here)").arg(none)
                                    : tr("%1 MB, measured when it was loaded").arg(model.megabytes, 0, 'f', 0) },
            { tr("One edit"),
                model.seconds < 0.0 ? tr("%1 (measured with the first edit)").arg(none)
                                    : tr("%1 s, the last one").arg(model.seconds, 0, 'f', 1) } });
    m_use->setEnabled(usable && !model.inUse && !model.loading);
    m_use->setText(model.inUse ? tr("In use") : model.loading ? tr("Loading") : tr("Use"));
    m_default->setEnabled(usable && !model.isDefault);
    m_remove->setEnabled(at > 0 && !model.inUse);
    m_verify->setEnabled(model.check != ModelList::Check::Running);
}

void ModelsWorkplace::resizeEvent(QResizeEvent *event)
{
    Workplace::resizeEvent(event);
    if (event->oldSize().width() != width())
        resizeDocks({ m_dock }, { width() >= 1600 ? 440 : 360 }, Qt::Horizontal);
}

} // namespace cf::ui
