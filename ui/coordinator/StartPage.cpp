#include "ui/coordinator/StartPage.h"

#include "core/sessions/protocol/ProtocolTemplates.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr int widest = 640;
constexpr Design designs[] = { Design::Rating, Design::ForcedChoice, Design::VisualGrading, Design::Roc,
    Design::LocalisationRoc, Design::FreeResponse, Design::Preference, Design::PairedSessions };

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLineEdit)
    , m_design(new QComboBox)
    , m_location(new QLineEdit)
    , m_reader(new QLineEdit)
    , m_create(parts::primary(tr("New study…")))
    , m_open(parts::button(tr("Open as coordinator"), "folder"))
    , m_read(parts::button(tr("Read"), "play"))
{
    QVBoxLayout *column = parts::scrolled(*this);
    auto *heading = parts::section(tr("Validation"));
    column->addWidget(heading);
    column->addWidget(parts::words(tr("Blinded reader studies: designed, checked for leaks, sealed, read, analysed and "
                                      "published on this computer."),
        "hint"));
    column->addSpacing(10);
    column->addWidget(makeNew());
    column->addWidget(parts::rule());
    column->addWidget(makeOpen());
    column->addStretch(1);
    for (QLineEdit *line : { m_title, m_location, m_reader })
        connect(line, &QLineEdit::textChanged, this, &StartPage::drawState);
    for (const auto &[line, button] : { std::pair(m_title, m_create), std::pair(m_reader, m_read) })
        connect(line, &QLineEdit::returnPressed, button, &QPushButton::click);
    connect(m_location, &QLineEdit::returnPressed, this, [this] {
        (m_open->isEnabled() ? m_open : m_read)->click(); // A package can only be read.
    });
    connect(m_create, &QPushButton::clicked, this, &StartPage::createWanted);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(m_location->text().trimmed()); });
    connect(m_read, &QPushButton::clicked, this,
        [this] { Q_EMIT readWanted(m_location->text().trimmed(), m_reader->text().trimmed()); });
    drawState();
}

QWidget *StartPage::makeNew()
{
    auto *box = new QWidget;
    box->setMaximumWidth(widest);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 8);
    column->addWidget(parts::words(tr("Make a study"), "strong"));
    m_title->setPlaceholderText(tr("Title, e.g. Left effusion"));
    m_title->setAccessibleName(tr("Title"));
    m_design->setAccessibleName(tr("Design"));
    for (const Design design : designs)
        m_design->addItem(study::designName(design), int(design));
    auto *row = new QHBoxLayout;
    row->addWidget(m_title, 1);
    row->addWidget(m_design);
    row->addWidget(m_create);
    column->addLayout(row);
    return box;
}

QWidget *StartPage::makeOpen()
{
    auto *box = new QWidget;
    box->setMaximumWidth(widest);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(parts::words(tr("Open a study, or read one"), "strong"));
    column->addWidget(parts::words(
        tr("NAME.cfstudy, a reader package (NAME.cfreader), or postgresql://user@host/database?schema=name"), "hint"));
    m_location->setAccessibleName(tr("File or connection"));
    m_location->setPlaceholderText(tr("File or connection"));
    auto *browseButton = parts::button(tr("Choose…"), "folder");
    connect(browseButton, &QPushButton::clicked, this, &StartPage::browse);
    auto *row = new QHBoxLayout;
    row->addWidget(m_location, 1);
    row->addWidget(browseButton);
    row->addWidget(m_open);
    column->addLayout(row);
    m_reader->setPlaceholderText(tr("As reader, e.g. R1"));
    m_reader->setAccessibleName(tr("Reader"));
    auto *second = new QHBoxLayout;
    second->addStretch(1);
    second->addWidget(m_reader);
    second->addWidget(m_read);
    column->addLayout(second);
    return box;
}

Protocol StartPage::protocol() const
{
    return withDrawnSeed(
        protocolTemplate(Design(m_design->currentData().toInt()), m_title->text().trimmed().toStdString()));
}

void StartPage::browse()
{
    const QString file = dialogs::fileToOpen(window(), tr("A study or a reader package"),
        QStringLiteral("reader-studies"), tr("Studies (*.cfstudy *.cfreader);;All files (*)"));
    if (!file.isEmpty())
        m_location->setText(file);
}

void StartPage::drawState()
{
    const QString location = m_location->text().trimmed();
    const bool isPackage = location.endsWith(QLatin1String(".cfreader"));
    m_create->setEnabled(!m_title->text().trimmed().isEmpty());
    m_create->setToolTip(m_create->isEnabled() ? QString() : tr("A study needs a title."));
    m_open->setEnabled(!location.isEmpty() && !isPackage);
    m_read->setEnabled(!location.isEmpty() && (isPackage || !m_reader->text().trimmed().isEmpty()));
    m_read->setToolTip(m_read->isEnabled() ? QString() : tr("Say which study, and which reader you are."));
}

} // namespace cf::ui
