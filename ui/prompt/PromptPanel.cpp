#include "ui/prompt/PromptPanel.h"

#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/SlotChips.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/records/MethodWords.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui {

QString timeLeftText(double seconds)
{
    if (!(seconds >= 0.0))
        return {};
    if (seconds < 90.0)
        return PromptPanel::tr("%1 s left").arg(std::max(1, int(std::ceil(seconds))));
    return PromptPanel::tr("about %1 min left").arg(int(std::lround(seconds / 60.0)));
}

void PromptPanel::setCompiler(Compiler compiler)
{
    m_compiler = std::move(compiler);
    compileNow();
}

void PromptPanel::setTokenCounter(TokenCounter counter)
{
    m_captions->setCounter(std::move(counter));
    updateButton();
}

void PromptPanel::setMethods(
    const std::vector<MethodDescription> &methods, const std::string &defaultMethod, std::vector<MethodAdvice> advice)
{
    const bool filling = std::exchange(m_filling, true);
    m_advice = std::move(advice);
    m_methods = methods;
    m_method->clear();
    for (const MethodDescription &method : methods) {
        m_method->addItem(QString::fromStdString(method.name), QString::fromStdString(method.name));
        m_method->setItemData(m_method->count() - 1, methodWords(method.summary), Qt::ToolTipRole);
        if (method.name == defaultMethod)
            m_method->setCurrentIndex(m_method->count() - 1);
    }
    showMethod();
    m_filling = filling;
}

std::vector<PromptSlot> PromptPanel::slotsAndMethods() const
{
    std::vector<PromptSlot> slotList = m_compiled.slots;
    if (method() != "auto" || m_advice.empty() || m_captions->byHand())
        return slotList;
    // The latent method comes first among those of a model, but for "auto" itself.
    const auto latent = std::find_if(
        m_methods.begin(), m_methods.end(), [](const MethodDescription &each) { return each.name != "auto"; });
    const std::string otherwise = latent == m_methods.end() ? std::string() : latent->name;
    for (const MethodChoice &choice : chooseMethods(m_compiled.edits, m_advice, otherwise)) {
        const bool known = std::any_of(slotList.begin(), slotList.end(),
            [&](const PromptSlot &slot) { return slot.kind == "method" && slot.text == choice.method; });
        if (!known)
            slotList.push_back({ "method", choice.method, choice.reason, SlotHearing::Model });
    }
    return slotList;
}

bool PromptPanel::captionsAreHeard() const
{
    if (m_captions->isEditing() || method() != "auto")
        return m_captions->isEditing() || takesCaptions(method());
    const std::vector<PromptSlot> slotList = slotsAndMethods();
    const auto isMethod = [](const PromptSlot &slot) { return slot.kind == "method"; };
    return std::none_of(slotList.begin(), slotList.end(), isMethod)
        || std::any_of(slotList.begin(), slotList.end(),
            [&](const PromptSlot &slot) { return isMethod(slot) && takesCaptions(slot.text); });
}

void PromptPanel::showHowItIsHeard()
{
    const bool heard = captionsAreHeard();
    m_chips->setSlots(slotsAndMethods(), m_maskDrawn, heard);
    m_captions->setVisible(heard);
    showWarnings();
}

EditDraft PromptPanel::draft() const
{
    EditDraft draft{ m_instruction->toPlainText(), std::nullopt, method(), seed(), m_seeds->value(), steps() };
    if (m_captions->byHand())
        draft.captions = m_captions->captions();
    return draft;
}

void PromptPanel::setDraft(const EditDraft &shown)
{
    m_filling = true;
    if (m_instruction->toPlainText() != shown.instruction)
        m_instruction->setPlainText(shown.instruction);
    if (const int row = m_method->findData(QString::fromStdString(shown.method)); row >= 0)
        m_method->setCurrentIndex(row);
    setSeed(shown.seed);
    m_seeds->setValue(shown.seeds);
    m_steps->setValue(shown.steps);
    if (shown.captions || m_captions->byHand())
        m_captions->setWritten(shown.captions);
    m_filling = false;
    compileNow();
    if (!m_methods.empty() && !(draft() == shown))
        tellDraft(); // What this model does not have is not asked of it.
}

void PromptPanel::tellDraft()
{
    if (!m_filling)
        Q_EMIT draftChanged();
}

void PromptPanel::showMethod()
{
    const int row = m_method->currentIndex();
    if (row < 0 || size_t(row) >= m_methods.size())
        return;
    const MethodDescription &method = m_methods[size_t(row)];
    m_method->setToolTip(methodWords(method.summary));
    m_seeds->setEnabled(method.takesSeeds);
    showHowItIsHeard();
    const bool takesSteps = method.defaultSteps > 0 || method.name == "auto";
    m_steps->setEnabled(takesSteps);
    m_steps->setToolTip(takesSteps ? m_steps->accessibleName() : tr("This method takes no steps."));
    m_steps->setSpecialValueText(method.defaultSteps > 0 ? QString::number(method.defaultSteps) : tr("own"));
}

void PromptPanel::setObstacle(const QString &obstacle)
{
    m_obstacle = obstacle;
    updateButton();
}

void PromptPanel::setMaskDrawn(bool drawn)
{
    if (m_maskDrawn == drawn)
        return;
    m_maskDrawn = drawn;
    compileNow();
}

void PromptPanel::setOutOfDate(bool outOfDate)
{
    m_outOfDate = outOfDate;
    updateButton();
}

void PromptPanel::setRunning(bool running)
{
    m_running = running;
    m_progress->setRange(0, 0);
    m_progress->setVisible(running);
    updateButton();
}

void PromptPanel::showProgress(const Progress &progress)
{
    if (!m_running)
        return;
    m_progress->setRange(0, progress.steps);
    m_progress->setValue(progress.step);
    QStringList parts{ coreWords(progress.stage) };
    if (progress.steps > 1) // What is done in one pass has no steps to count.
        parts[0] += tr(", step %1 of %2").arg(progress.step).arg(progress.steps);
    parts << timeLeftText(progress.secondsLeft);
    if (m_waiting > 0)
        parts << tr("%1 waiting").arg(m_waiting);
    parts.removeAll(QString());
    m_state->setText(parts.join(" · "));
}

void PromptPanel::setExpectedSeconds(double seconds)
{
    m_expectedSeconds = seconds;
    updateButton();
}

std::string PromptPanel::method() const
{
    return m_method->currentData().toString().toStdString();
}

quint64 PromptPanel::seed() const
{
    return quint64(m_seed->value());
}

void PromptPanel::setSeed(quint64 seed)
{
    m_seed->setValue(int(std::min<quint64>(seed, quint64(m_seed->maximum()))));
}

int PromptPanel::seeds() const
{
    return m_seeds->isEnabled() ? m_seeds->value() : 1;
}

int PromptPanel::steps() const
{
    return m_steps->value();
}

void PromptPanel::compileNow()
{
    m_compileSoon.stop();
    const std::string typed = m_instruction->toPlainText().toStdString();
    m_compiled = m_compiler ? m_compiler(typed, m_labels->labels(), m_maskDrawn) : CompiledPrompt{};
    const bool nothing = m_instruction->toPlainText().trimmed().isEmpty();
    // Captions of what was not understood would say "do nothing", which nobody asked for.
    m_captions->setCompiled(
        nothing || (m_compiled.edits.empty() && !m_compiled.canGenerate()) ? CaptionPair{} : m_compiled.captions);
    showHowItIsHeard();
    updateButton();
}

void PromptPanel::showWarnings()
{
    // Only the most serious one; the rest opens on hovering.
    std::vector<PromptWarning> warnings = m_compiled.warnings;
    if (m_instruction->toPlainText().trimmed().isEmpty())
        warnings.clear();
    const auto isTooLong = [](const PromptWarning &warning) { return warning.code == "too-long"; };
    const bool heard = captionsAreHeard();
    if (!heard) // What a model's captions lack matters to nobody then, and nothing of them is cut.
        std::erase_if(warnings, [&](const PromptWarning &warning) {
            return !warning.blocks && (isTooLong(warning) || warning.code == "action-not-heard");
        });
    const bool told = std::any_of(warnings.begin(), warnings.end(), isTooLong);
    if (heard && m_captions->isTooLong() && !told)
        warnings.push_back({ "too-long", m_captions->cutText().toStdString(), false });
    if (m_captions->byHand())
        warnings.insert(warnings.begin(),
            { "captions-by-hand",
                tr("The captions are written by hand and no longer follow the instruction.").toStdString(), false });
    if (warnings.empty()) {
        m_warning->clear();
        m_warning->setToolTip({});
        return;
    }
    const auto blocking =
        std::find_if(warnings.begin(), warnings.end(), [](const PromptWarning &warning) { return warning.blocks; });
    const PromptWarning &shown = blocking != warnings.end() ? *blocking : warnings.front();
    QString line = coreWords(shown);
    QStringList all;
    for (const PromptWarning &warning : warnings)
        all << coreWords(warning);
    if (warnings.size() > 1)
        line = tr("1 of %1: %2").arg(warnings.size()).arg(line); // First, for a long line is cut at its end.
    theme::setRole(*m_warning, shown.blocks ? "error" : "warn");
    m_warning->setText(line);
    m_warning->setToolTip(all.join("\n"));
}

QString PromptPanel::warningText() const
{
    return m_warning->text().isEmpty() ? hindrance() : m_warning->text();
}

CaptionPair PromptPanel::captions() const
{
    return m_captions->captions();
}

bool PromptPanel::canGenerate() const
{
    return hindrance().isEmpty();
}

bool PromptPanel::regionFirst() const
{
    return m_regionFirst->isChecked();
}

void PromptPanel::setRegionFirst(bool first)
{
    m_regionFirst->setChecked(first);
}

void PromptPanel::setWaiting(int edits)
{
    m_waiting = edits;
}

QString PromptPanel::hindrance() const
{
    if (!m_obstacle.isEmpty())
        return m_obstacle;
    if (m_captions->byHand())
        return m_captions->captions().target.empty() ? tr("The caption after is empty.") : QString();
    if (m_instruction->toPlainText().trimmed().isEmpty())
        return tr("Nothing to change yet.");
    return m_compiled.canGenerate() ? QString() : tr("See the line under the instruction.");
}

void PromptPanel::updateButton()
{
    theme::setRole(*m_button, m_running ? "cancel" : "primary");
    if (m_running) {
        m_button->setText(tr("Cancel"));
        m_button->setIcon(theme::icon("stop", "text.primary", 16));
        m_button->setToolTip(tr("Cancel (Shift+Esc)"));
        m_button->setEnabled(true);
        return;
    }
    const QString why = hindrance();
    m_button->setText(m_outOfDate ? tr("Update") : tr("Generate"));
    m_button->setIcon(
        theme::icon(m_outOfDate ? "history" : "play", why.isEmpty() ? "text.onAccent" : "text.disabled", 16));
    m_button->setToolTip(why.isEmpty() ? tr("Generate (Ctrl+Enter)") : why);
    m_button->setEnabled(why.isEmpty());
    if (!why.isEmpty())
        m_state->setText(why);
    else if (m_expectedSeconds > 0.0)
        m_state->setText(tr("About %1 s").arg(std::max(1, int(std::lround(m_expectedSeconds)))));
    else
        m_state->setText(tr("Ctrl+Enter"));
}

} // namespace cf::ui
