#include "ui/datasets/pilot/PilotPage.h"

#include "ui/datasets/pilot/StageView.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"

#include <QDesktopServices>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QUrl>

#include <thread>

namespace cf::ui {

namespace {

constexpr int promptLines = 3;
constexpr double percent = 100.0;

QString usualPrompts()
{
    return QStringLiteral("remove the pacemaker\nadd a left pacemaker");
}

} // namespace

PilotPage::PilotPage(PilotDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_films(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_prompts(new QPlainTextEdit)
    , m_workers(new QSpinBox)
    , m_reading(new QWidget)
    , m_readingWords(parts::words({}, "body"))
    , m_reader(new QLineEdit)
    , m_fit(new QDoubleSpinBox)
    , m_record(parts::button(tr("Record the reading"), "check"))
    , m_reason(new QLineEdit)
    , m_message(parts::words({}, "caption"))
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *body = new QWidget;
    QVBoxLayout *column = parts::scrolled(*body);
    column->addWidget(makeForm());
    column->addWidget(parts::rule());
    for (int number = 0; number < pilot::stages; ++number) {
        auto *view = new StageView(number);
        m_stages.at(std::size_t(number)) = view;
        column->addWidget(view);
        connect(view, &StageView::startWanted, this, &PilotPage::act);
        connect(view, &StageView::pageWanted, this, [this](int stage) {
            QDesktopServices::openUrl(
                QUrl::fromLocalFile(QStringLiteral("%1/stage-%2.html").arg(m_desk.place().folder).arg(stage)));
        });
    }
    column->addStretch(1);
    outer->addWidget(body, 1);
    outer->addWidget(makeFoot());
    showPlace();
    for (QLineEdit *field : { m_films, m_folder })
        connect(field, &QLineEdit::editingFinished, this, &PilotPage::takeForm);
    connect(m_prompts, &QPlainTextEdit::textChanged, this, &PilotPage::takeForm);
    connect(m_workers, &QSpinBox::valueChanged, this, &PilotPage::takeForm);
    for (QLineEdit *field : { m_reason, m_reader })
        connect(field, &QLineEdit::textChanged, this, &PilotPage::draw);
    connect(&m_desk, &PilotDesk::changed, this, &PilotPage::draw);
    draw();
}

QWidget *PilotPage::makeForm()
{
    auto *form = new QWidget;
    QGridLayout *grid = parts::fieldGrid(form);
    int row = 0;
    const auto addFolder = [&](const QString &name, QLineEdit *field, const char *kind) {
        auto *choose = parts::button(tr("Choose…"), "folder");
        choose->setAccessibleName(tr("Choose: %1").arg(name));
        field->setAccessibleName(name);
        grid->addWidget(parts::words(name, "caption"), row, 0);
        grid->addWidget(field, row, 1);
        grid->addWidget(choose, row++, 2);
        connect(choose, &QPushButton::clicked, this, [this, field, name, kind] {
            const QString folder = dialogs::folder(window(), name, QString::fromLatin1(kind));
            if (folder.isEmpty())
                return;
            field->setText(folder);
            takeForm();
        });
    };
    addFolder(tr("Your films"), m_films, "batch-films");
    addFolder(tr("Folder of the pilot"), m_folder, "pilot-output");
    m_folder->setToolTip(tr("Rules, pages and all that is made lie there. Nothing leaves this machine."));
    m_prompts->setAccessibleName(tr("What is to be edited"));
    m_prompts->setTabChangesFocus(true);
    m_prompts->setFixedHeight(promptLines * m_prompts->fontMetrics().lineSpacing() + 14);
    m_prompts->setToolTip(tr("One instruction a line; a pilot keeps those that it began with."));
    grid->addWidget(parts::words(tr("What is to be edited"), "caption"), row, 0, Qt::AlignTop);
    grid->addWidget(m_prompts, row++, 1, 1, 2);
    m_workers->setRange(1, int(std::max(1U, std::thread::hardware_concurrency())));
    m_workers->setAccessibleName(tr("Processes that edit"));
    grid->addWidget(parts::words(tr("Processes that edit"), "caption"), row, 0);
    grid->addWidget(m_workers, row, 1, Qt::AlignLeft);
    grid->setColumnStretch(1, 1);
    return form;
}

QWidget *PilotPage::makeFoot()
{
    auto *foot = new QWidget; // Always in sight: what only a person can say.
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(16, 8, 16, 12);
    column->setSpacing(8);
    m_reader->setPlaceholderText(tr("Who has read them"));
    m_reader->setAccessibleName(tr("Who has read the cases"));
    m_fit->setRange(0.0, percent);
    m_fit->setDecimals(1);
    m_fit->setSuffix(tr(" % found fit"));
    m_fit->setAccessibleName(tr("Share of the edits that were found fit"));
    auto *readingColumn = new QVBoxLayout(m_reading);
    readingColumn->setContentsMargins(0, 0, 0, 0);
    readingColumn->setSpacing(6);
    auto *fields = new QHBoxLayout;
    fields->addWidget(m_reader, 1);
    fields->addWidget(m_fit);
    fields->addWidget(m_record);
    readingColumn->addWidget(m_readingWords);
    readingColumn->addLayout(fields);
    connect(m_record, &QPushButton::clicked, this,
        [this] { m_desk.noteReading(stageToRead(), m_reader->text(), m_fit->value() / percent); });
    m_reason->setPlaceholderText(tr("Why you go on although a rule is not met; it is recorded for ever"));
    m_reason->setAccessibleName(tr("Why you go on although a rule is not met"));
    column->addWidget(m_reading);
    column->addWidget(m_reason);
    column->addWidget(m_message);
    return foot;
}

void PilotPage::showPlace()
{
    const PilotPlace &place = m_desk.place();
    const QSignalBlocker noPrompts(m_prompts);
    const QSignalBlocker noWorkers(m_workers);
    m_films->setText(place.films);
    m_folder->setText(place.folder);
    m_prompts->setPlainText(place.prompts.isEmpty() ? usualPrompts() : place.prompts.join('\n'));
    m_workers->setValue(place.workers);
    takeForm();
}

void PilotPage::takeForm()
{
    QStringList prompts;
    for (const QString &line : m_prompts->toPlainText().split('\n'))
        if (!line.trimmed().isEmpty())
            prompts << line.trimmed();
    m_desk.setPlace({ m_films->text().trimmed(), m_folder->text().trimmed(), prompts, m_workers->value() });
}

void PilotPage::act(int stage)
{
    if (m_desk.running() == stage) {
        m_desk.stop();
        return;
    }
    takeForm();
    m_desk.run(stage, m_reason->text());
    m_reason->clear();
}

int PilotPage::stageToRead() const
{
    for (const int stage : { 1, 2 }) {
        const pilot::StageStanding &standing = m_desk.standing().all.at(std::size_t(stage));
        const std::string rule = pilot::readingFit(m_desk.standing().rules);
        for (const PilotVerdict &verdict : standing.verdicts)
            if (verdict.rule == rule && verdict.state == PilotVerdict::State::Open)
                return stage;
    }
    return -1;
}

void PilotPage::draw()
{
    const bool isRunning = m_desk.running() >= 0;
    bool needsReason = false;
    for (int number = 0; number < pilot::stages; ++number) {
        m_stages.at(std::size_t(number))
            ->show(m_desk.standing(), m_desk.hindrance(number, m_reason->text()), m_desk.running() == number);
        needsReason = needsReason
            || (!m_desk.hindrance(number, {}).isEmpty() && m_desk.hindrance(number, tr("because")).isEmpty());
    }
    for (QWidget *field : { static_cast<QWidget *>(m_films), static_cast<QWidget *>(m_folder),
             static_cast<QWidget *>(m_prompts), static_cast<QWidget *>(m_workers) })
        field->setEnabled(!isRunning);
    const int toRead = stageToRead();
    m_reading->setVisible(toRead >= 0 && !isRunning);
    if (toRead >= 0)
        m_readingWords->setText(tr(
            "The cases of stage %1 wait for their reader: open %2 under Validation. Once they are read, say what came "
            "of it.")
                                    .arg(toRead)
                                    .arg(QStringLiteral("%1/stage-%2/study.cfstudy")
                                             .arg(m_desk.place().folder)
                                             .arg(toRead)));
    m_record->setEnabled(!m_reader->text().trimmed().isEmpty());
    m_reason->setVisible(needsReason && !isRunning);
    const QString text = !isRunning   ? m_desk.message()
        : m_desk.isStopping()         ? tr("Stopping …")
        : m_desk.progress().isEmpty() ? tr("Stage %1 begins …").arg(m_desk.running())
                                      : m_desk.progress();
    if (m_message->text() != text)
        m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    theme::setRole(*m_message, m_desk.isProblem() && !isRunning ? "error" : "caption");
}

QString PilotPage::message() const
{
    return m_message->text();
}

} // namespace cf::ui
