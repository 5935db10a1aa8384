#include "ui/history/EntryFacts.h"

#include "core/editing/Scorecard.h"
#include "ui/records/MethodWords.h"
#include "ui/records/RegionWords.h"

#include <QCoreApplication>

namespace cf::ui {
namespace {

QString factWord(const char *text)
{
    return QCoreApplication::translate("EntryFacts", text);
}

QString gatesPassed(const PreparedResult &result)
{
    const Scorecard card = scorecardOf(result.gates);
    return factWord(QT_TRANSLATE_NOOP("EntryFacts", "%1 of %2 passed")).arg(card.passed).arg(card.rows.size());
}

QString branchOf(const HistoryEntry &entry)
{
    return entry.parent > 0 ? factWord(QT_TRANSLATE_NOOP("EntryFacts", "edit %1")).arg(entry.parent)
                            : factWord(QT_TRANSLATE_NOOP("EntryFacts", "the original"));
}

QString timeOf(const HistoryEntry &entry)
{
    return entry.made.isValid()
        ? entry.made.toLocalTime().toString(factWord(QT_TRANSLATE_NOOP("EntryFacts", "d MMM yyyy, HH:mm")))
        : QString();
}

} // namespace

std::vector<EntryFact> factsOf(const HistoryEntry &entry)
{
    const PreparedResult *result = entry.judged();
    const bool isOriginal = entry.kind == HistoryEntry::Kind::Original;
    std::vector<EntryFact> facts;
    const auto add = [&facts](const char *name, const QString &value) {
        facts.push_back({ factWord(name), value.isEmpty() ? QString(QChar(0x2014)) : value });
    };
    add(QT_TRANSLATE_NOOP("EntryFacts", "Instruction"),
        isOriginal ? factWord(QT_TRANSLATE_NOOP("EntryFacts", "none")) : entry.instruction);
    add(QT_TRANSLATE_NOOP("EntryFacts", "Branch of"), isOriginal ? QString() : branchOf(entry));
    add(QT_TRANSLATE_NOOP("EntryFacts", "Method"), result ? methodOf(result->provenance) : QString());
    // What is rendered takes none.
    add(QT_TRANSLATE_NOOP("EntryFacts", "Steps"),
        result && result->provenance.steps > 0 ? QString::number(result->provenance.steps) : QString());
    add(QT_TRANSLATE_NOOP("EntryFacts", "Seed"), entry.number > 0 ? QString::number(entry.seed) : QString());
    add(QT_TRANSLATE_NOOP("EntryFacts", "Region"), regionWords(entry));
    add(QT_TRANSLATE_NOOP("EntryFacts", "Model"),
        result ? QString::fromStdString(result->provenance.model) : QString());
    add(QT_TRANSLATE_NOOP("EntryFacts", "Gates"), result ? gatesPassed(*result) : QString());
    add(QT_TRANSLATE_NOOP("EntryFacts", "Made"), timeOf(entry));
    return facts;
}

QString entryName(const HistoryEntry &entry)
{
    return entry.number > 0 ? factWord(QT_TRANSLATE_NOOP("EntryFacts", "Edit %1")).arg(entry.number)
                            : factWord(QT_TRANSLATE_NOOP("EntryFacts", "Original"));
}

} // namespace cf::ui
