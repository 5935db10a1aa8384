#include "core/language/Captions.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace cf {

namespace {

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &character : result)
        if (character >= 'A' && character <= 'Z')
            character = static_cast<char>(character - 'A' + 'a');
    return result;
}

std::string nounOf(Target target, const CaptionGrammar &grammar)
{
    const auto found = grammar.words.find(target);
    if (found != grammar.words.end())
        return found->second;
    return grammar.form == CaptionGrammar::Form::Instruction ? lowered(keyOf(target)) : std::string(keyOf(target));
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words) {
        if (word.empty())
            continue;
        if (!text.empty())
            text += ' ';
        text += word;
    }
    return text;
}

std::string sideWord(Side side, const CaptionGrammar &grammar)
{
    if (!grammar.hearsSide || side == Side::None)
        return {};
    return side == Side::Both ? "bilateral" : std::string(keyOf(side));
}

std::string zoneWord(Zone zone, const CaptionGrammar &grammar)
{
    return grammar.hearsZone && zone != Zone::None ? std::string(keyOf(zone)) : std::string();
}

std::string severityWord(Severity severity, const CaptionGrammar &grammar)
{
    return grammar.hearsSeverity && severity != Severity::None ? std::string(keyOf(severity)) : std::string();
}

/// For a model that has learnt "add" and "remove" alone: the instruction that comes nearest to a change of degree.
EditInstruction nearestSwitch(EditInstruction instruction)
{
    switch (instruction.action) {
    case EditAction::Increase:
        instruction.action = EditAction::Add;
        if (instruction.severity == Severity::None)
            instruction.severity = Severity::Large;
        break;
    case EditAction::Decrease:
        instruction.action = EditAction::Remove;
        break;
    case EditAction::Replace:
        instruction.action = EditAction::Add;
        break;
    case EditAction::Add:
    case EditAction::Remove:
        break;
    }
    return instruction;
}

std::string instructionCaption(EditInstruction instruction, const CaptionGrammar &grammar)
{
    if (!grammar.hearsChange)
        instruction = nearestSwitch(instruction);
    const std::string side = sideWord(instruction.side, grammar);
    const std::string zone = zoneWord(instruction.zone, grammar);
    const std::string severity = severityWord(instruction.severity, grammar);
    const std::string noun = nounOf(instruction.target, grammar);
    const std::string verb(keyOf(instruction.action));
    switch (instruction.action) {
    case EditAction::Add:
        return joined({ verb, severity, side, zone, noun });
    case EditAction::Replace:
        return joined({ verb, side, zone, noun, severity.empty() ? "" : "by", severity });
    case EditAction::Remove:
        return joined({ verb, side, zone, noun });
    case EditAction::Increase:
    case EditAction::Decrease:
        return joined({ verb, side, noun });
    }
    return {};
}

std::vector<std::string> wordsOf(const std::string &text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

void addWords(std::vector<std::string> &words, const std::string &text)
{
    for (std::string &word : wordsOf(text))
        if (std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(std::move(word));
}

CaptionPair instructionPair(const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar)
{
    CaptionPair pair{ doNothingCaption(grammar), {}, {} };
    for (const EditInstruction &edit : edits) {
        const std::string caption = captionOf(edit, grammar);
        pair.target += (pair.target.empty() ? "" : " and ") + caption;
        addWords(pair.changedWords, caption);
    }
    if (edits.empty())
        pair.target = pair.source;
    return pair;
}

/// "small left lower lung opacity", as far as the grammar hears the slots.
std::string phraseOf(const StatedTarget &stated, const CaptionGrammar &grammar)
{
    return joined({ severityWord(stated.severity, grammar), sideWord(stated.side, grammar),
        zoneWord(stated.zone, grammar), nounOf(stated.target, grammar) });
}

/// What the edit leads to. A change of degree that names none ends at the end of the scale.
StatedTarget stateAfter(const EditInstruction &edit)
{
    Severity severity = edit.severity;
    if (severity == Severity::None && edit.action == EditAction::Increase)
        severity = Severity::Large;
    if (severity == Severity::None && edit.action == EditAction::Decrease)
        severity = Severity::Small;
    return { edit.target, edit.side, edit.zone, severity };
}

/// What the edit sets out from, where it needs something to be there; how much of it is not said.
StatedTarget stateBefore(const EditInstruction &edit)
{
    return { edit.target, edit.side, edit.zone, Severity::None };
}

std::vector<StatedTarget> valuesOf(const std::map<Target, StatedTarget> &states)
{
    std::vector<StatedTarget> values;
    for (const auto &[target, stated] : states)
        values.push_back(stated);
    return values;
}

CaptionPair labelPair(
    const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar, const std::vector<Target> &sourceLabels)
{
    std::map<Target, StatedTarget> before;
    for (const Target label : sourceLabels)
        before[label] = label;
    for (const EditInstruction &edit : edits)
        if (edit.action != EditAction::Add)
            before[edit.target] = stateBefore(edit);
    std::map<Target, StatedTarget> after = before;
    CaptionPair pair;
    for (const EditInstruction &edit : edits) {
        if (edit.action == EditAction::Remove)
            after.erase(edit.target);
        else
            after[edit.target] = stateAfter(edit);
        addWords(pair.changedWords,
            phraseOf(edit.action == EditAction::Remove ? stateBefore(edit) : stateAfter(edit), grammar));
    }
    pair.source = stateCaption(valuesOf(before), grammar);
    pair.target = stateCaption(valuesOf(after), grammar);
    return pair;
}

} // namespace

std::string doNothingCaption(const CaptionGrammar &grammar)
{
    return grammar.normalCaption;
}

std::string captionOf(const EditInstruction &instruction, const CaptionGrammar &grammar)
{
    if (grammar.form == CaptionGrammar::Form::Instruction)
        return instructionCaption(instruction, grammar);
    return instruction.action == EditAction::Remove ? grammar.normalCaption
                                                    : stateCaption({ stateAfter(instruction) }, grammar);
}

std::string stateCaption(const std::vector<StatedTarget> &shown, const CaptionGrammar &grammar)
{
    std::map<Target, StatedTarget> ordered;
    for (const StatedTarget &stated : shown)
        ordered.try_emplace(stated.target, stated);
    if (ordered.empty())
        return grammar.normalCaption;
    std::vector<std::string> names;
    const bool devicesOnly =
        std::all_of(ordered.begin(), ordered.end(), [](const auto &entry) { return isDevice(entry.first); });
    const bool namesNormal =
        grammar.normalCaption.size() > grammar.prefix.size() && grammar.normalCaption.starts_with(grammar.prefix);
    if (devicesOnly && namesNormal)
        names.push_back(grammar.normalCaption.substr(grammar.prefix.size()));
    for (const auto &[target, stated] : ordered) {
        std::string name = phraseOf(stated, grammar);
        // All devices share one label.
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
    std::string caption = grammar.prefix;
    for (std::size_t index = 0; index < names.size(); ++index)
        caption += (index == 0 ? "" : ", ") + names[index];
    return caption;
}

CaptionPair captionPair(
    const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar, const std::vector<Target> &sourceLabels)
{
    return grammar.form == CaptionGrammar::Form::Instruction ? instructionPair(edits, grammar)
                                                             : labelPair(edits, grammar, sourceLabels);
}

std::vector<std::string> allCaptions(const CaptionGrammar &grammar)
{
    std::vector<std::string> captions{ doNothingCaption(grammar) };
    std::set<std::string> seen(captions.begin(), captions.end());
    const auto keep = [&](const EditInstruction &instruction, const CaptionGrammar &form) {
        std::string caption = captionOf(instruction, form);
        if (seen.insert(caption).second)
            captions.push_back(std::move(caption));
    };
    // The words of a change of degree belong to the vocabulary, too: a later training may teach them.
    CaptionGrammar whole = grammar;
    whole.hearsChange = true;
    for (const auto &[target, word] : grammar.words)
        for (const EditAction action :
            { EditAction::Add, EditAction::Remove, EditAction::Increase, EditAction::Decrease, EditAction::Replace })
            for (const Side side : { Side::None, Side::Left, Side::Right, Side::Both })
                for (const Zone zone : { Zone::None, Zone::Upper, Zone::Middle, Zone::Lower })
                    for (const Severity severity :
                        { Severity::None, Severity::Small, Severity::Moderate, Severity::Large })
                        keep({ action, target, side, zone, severity }, whole);
    return captions;
}

} // namespace cf
