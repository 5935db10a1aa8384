#include "ui/records/DraftJson.h"

#include <QJsonArray>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr int longestInstruction = 10'000; // Characters; nobody types more, and damage could hold anything.
constexpr int maxSteps = 1000;
constexpr int maxSeeds = 16;

} // namespace

QJsonObject toJson(const EditDraft &draft)
{
    QJsonObject record{ { "instruction", draft.instruction.left(longestInstruction) },
        { "method", QString::fromStdString(draft.method) }, { "seed", QString::number(draft.seed) },
        { "seeds", draft.seeds }, { "steps", draft.steps } };
    if (draft.captions) {
        QJsonArray changed;
        for (const std::string &word : draft.captions->changedWords)
            changed << QString::fromStdString(word);
        record["captions"] = QJsonObject{ { "source", QString::fromStdString(draft.captions->source) },
            { "target", QString::fromStdString(draft.captions->target) }, { "changed_words", changed } };
    }
    return record;
}

EditDraft draftFromJson(const QJsonObject &record)
{
    EditDraft draft;
    draft.instruction = record["instruction"].toString().left(longestInstruction);
    draft.method = record["method"].toString().toStdString();
    draft.seed = record["seed"].toString("1").toULongLong();
    draft.seeds = std::clamp(record["seeds"].toInt(1), 1, maxSeeds);
    draft.steps = std::clamp(record["steps"].toInt(), 0, maxSteps);
    if (const QJsonObject captions = record["captions"].toObject(); !captions.isEmpty()) {
        CaptionPair pair{ captions["source"].toString().left(longestInstruction).toStdString(),
            captions["target"].toString().left(longestInstruction).toStdString(), {} };
        for (const QJsonValue &word : captions["changed_words"].toArray())
            pair.changedWords.push_back(word.toString().toStdString());
        draft.captions = std::move(pair);
    }
    return draft;
}

} // namespace cf::ui
