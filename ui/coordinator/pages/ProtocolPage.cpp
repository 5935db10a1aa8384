#include "ui/coordinator/pages/ProtocolPage.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "core/sessions/sealing/ProtocolCheck.h"
#include "ui/coordinator/pages/SizePanel.h"
#include "ui/coordinator/protocol/ArmsForm.h"
#include "ui/coordinator/protocol/ProtocolWords.h"
#include "ui/coordinator/protocol/QuestionsForm.h"
#include "ui/coordinator/protocol/RulesForm.h"
#include "ui/coordinator/protocol/StagesForm.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

#include <nlohmann/json.hpp>

namespace cf::ui {

using namespace sessions;

ProtocolPage::ProtocolPage(StudyDesk &desk)
    : CoordinatorPage(desk)
    , m_tabs(new QTabWidget)
    , m_rules(new RulesForm)
    , m_arms(new ArmsForm)
    , m_questions(new QuestionsForm)
    , m_stages(new StagesForm)
    , m_text(new QPlainTextEdit)
    , m_problem(parts::words({}, "error"))
    , m_reason(new QLineEdit)
    , m_take(parts::primary(tr("Take the changes")))
    , m_size(new SizePanel)
{
    m_forms = { { m_rules, tr("Design and rules") }, { m_arms, tr("Arms") }, { m_questions, tr("Questions") },
        { m_stages, tr("Stages") } };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs, 1);
    for (const auto &[form, name] : m_forms) {
        m_tabs->addTab(form, name);
        form->edited = [this](const ProtocolForm::Edit &edit) { change(edit); };
    }
    m_tabs->setAccessibleName(tr("Parts of the protocol"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->addTab(makeSizes(), tr("How many?"));
    m_tabs->addTab(makeText(), tr("As text"));
    column->addWidget(makeFoot());
    connect(m_text, &QPlainTextEdit::textChanged, this, &ProtocolPage::readText);
    connect(m_reason, &QLineEdit::textChanged, this, &ProtocolPage::drawState);
    connect(m_take, &QPushButton::clicked, this, &ProtocolPage::take);
}

QWidget *ProtocolPage::makeSizes()
{
    auto *page = new QWidget;
    QVBoxLayout *column = parts::scrolled(*page);
    column->addWidget(parts::section(tr("How many readers and cases?")));
    column->addWidget(m_size);
    column->addStretch(1);
    return page;
}

QWidget *ProtocolPage::makeText()
{
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    parts::spread(*column);
    column->addWidget(parts::words(
        tr("The whole protocol as JSON, as the command line takes it. What is typed is checked at once."), "hint"));
    m_text->setAccessibleName(tr("The whole protocol"));
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    column->addWidget(m_text, 1);
    return page;
}

QWidget *ProtocolPage::makeFoot()
{
    auto *foot = new QWidget;
    theme::setRole(*foot, "strip");
    foot->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(16, 8, 12, 8);
    column->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    auto *read = parts::button(tr("From a file…"), "folder");
    auto *write = parts::button(tr("Export protocol…"), "export");
    connect(read, &QPushButton::clicked, this, [this] {
        if (const QString file = dialogs::fileToOpen(
                window(), tr("A protocol"), QStringLiteral("study-protocols"), tr("Protocols (*.json);;All files (*)"));
            !file.isEmpty())
            readFile(file);
    });
    connect(write, &QPushButton::clicked, this, [this] {
        if (const QString file = dialogs::newFile(
                window(), tr("The protocol"), QStringLiteral("protocol.json"), tr("Protocols (*.json)"));
            !file.isEmpty())
            writeFile(file);
    });
    row->addWidget(read);
    row->addWidget(write);
    m_reason->setPlaceholderText(tr("Why it is amended; kept with it"));
    m_reason->setAccessibleName(tr("Reason of the amendment"));
    row->addWidget(m_reason, 1);
    row->addStretch(1);
    row->addWidget(m_take);
    column->addLayout(row);
    return foot;
}

void ProtocolPage::draw()
{
    const Study &study = m_desk.study();
    if (!(study.protocol == m_stored) || m_text->toPlainText().isEmpty()) {
        m_stored = study.protocol;
        m_protocol = m_stored;
        showForms();
        showText();
    }
    int serious = 0;
    for (const auto &[arm, count] : m_desk.view().status.casesOfArm)
        serious += count;
    int readers = 0;
    for (const Reader &reader : study.readers)
        readers += reader.role == ReaderRole::Reader ? 1 : 0;
    m_size->setReading({ readers, serious });
    drawState();
}

bool ProtocolPage::isChanged() const
{
    return !(m_protocol == m_stored);
}

QString ProtocolPage::problem() const
{
    return m_problem->text();
}

void ProtocolPage::change(const ProtocolForm::Edit &edit)
{
    edit(m_protocol);
    showForms();
    showText();
    drawState();
}

void ProtocolPage::readText()
{
    if (m_isFilling)
        return;
    auto typed = protocolOfFile(m_text->toPlainText().toStdString(), m_protocol.order.seed);
    theme::setStyleProperty(*m_text, "state", typed ? "" : "error");
    if (!typed) {
        m_problem->setText(coreWords(typed.error().message));
        m_problem->show();
        m_take->setEnabled(false);
        return;
    }
    m_protocol = std::move(*typed);
    showForms();
    drawState();
}

void ProtocolPage::showForms()
{
    for (const auto &[form, name] : m_forms)
        form->show(m_protocol);
}

void ProtocolPage::showText()
{
    const nlohmann::json json = toJson(m_protocol);
    if (json.at("analysis_plan").is_discarded())
        return; // Said beside its field; the text stays what it was.
    m_isFilling = true;
    m_text->setPlainText(QString::fromStdString(json.dump(2)));
    theme::setStyleProperty(*m_text, "state", "");
    m_isFilling = false;
}

void ProtocolPage::drawState()
{
    const bool isSealed = m_desk.isOpen() && m_desk.study().isSealed();
    const auto problems = protocolProblems(m_protocol);
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        const int count = m_forms[i].first->showProblems(problems);
        m_tabs->setTabText(int(i), count == 0 ? m_forms[i].second : m_forms[i].second + QStringLiteral("  △"));
    }
    m_problem->setText(problems.empty() ? QString() : study::problemText(problems.front()));
    m_problem->setVisible(!problems.empty());
    m_reason->setVisible(isSealed);
    m_take->setText(isSealed ? tr("Amend") : tr("Take the changes"));
    const bool hasReason = !isSealed || !m_reason->text().trimmed().isEmpty();
    m_take->setEnabled(isChanged() && problems.empty() && hasReason && !m_desk.isBusy());
    m_take->setToolTip(!isChanged() ? tr("Nothing has changed.")
            : !hasReason            ? tr("An amendment needs a reason.")
                                    : QString());
}

void ProtocolPage::readFile(const QString &file)
{
    const auto text = cf::readText(file.toStdString());
    const auto read =
        text ? protocolOfFile(*text, m_protocol.order.seed) : Result<Protocol>(tl::unexpected(text.error()));
    if (!read) {
        m_desk.say(coreWords(read.error().message), true);
        return;
    }
    change([read](Protocol &protocol) { protocol = *read; });
    m_desk.say(tr("The protocol of %1 stands in the fields; it is not taken yet.").arg(QFileInfo(file).fileName()));
}

void ProtocolPage::writeFile(const QString &file)
{
    if (QFileInfo::exists(file)) {
        m_desk.say(tr("There is a file of that name already. Choose another name."), true);
        return;
    }
    const auto written = writeWhole(file.toStdString(), toJson(m_protocol).dump(2) + "\n");
    m_desk.say(written ? tr("Written.") : coreWords(written.error().message), !written);
}

void ProtocolPage::take()
{
    if (!m_take->isEnabled())
        return;
    const bool isSealed = m_desk.study().isSealed();
    const auto work = [protocol = m_protocol, isSealed, reason = m_reason->text().trimmed().toStdString()](
                          StudyStore &store, const JobContext &) -> Result<> {
        if (!isSealed)
            return store.setProtocol(protocol);
        CF_TRY(store.amend(protocol, reason));
        return {};
    };
    m_desk.act(tr("Storing the protocol"), work,
        isSealed ? tr("Amended. The version before stays beside it.") : tr("The protocol is stored."));
    m_reason->clear();
}

} // namespace cf::ui
