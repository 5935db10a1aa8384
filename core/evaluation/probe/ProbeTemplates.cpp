#include "core/evaluation/probe/ProbeTemplates.h"

#include "core/base/files/RegularFile.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <tuple>
#include <utility>

namespace cf {

namespace {

std::map<Target, std::string> plainWords()
{
    std::map<Target, std::string> words;
    for (const Target target : allTargets)
        words[target] = withoutCapitals(std::string(keyOf(target)));
    words[Target::LungLesion] = "lung nodule";
    return words;
}

CaptionGrammar grammarOf(std::string prefix, std::string normal, std::map<Target, std::string> words)
{
    CaptionGrammar grammar;
    grammar.form = CaptionGrammar::Form::Labels;
    grammar.prefix = std::move(prefix);
    grammar.normalCaption = std::move(normal);
    grammar.words = std::move(words);
    return grammar;
}

void add(std::vector<ProbeTemplate> &templates, ProbeTemplate candidate)
{
    const bool isKnown = std::ranges::any_of(
        templates, [&](const ProbeTemplate &each) { return saysTheSame(each.grammar, candidate.grammar); });
    if (!isKnown)
        templates.push_back(std::move(candidate));
}

} // namespace

std::string withoutCapitals(std::string text)
{
    for (char &character : text)
        if (character >= 'A' && character <= 'Z')
            character = static_cast<char>(character - 'A' + 'a');
    return text;
}

bool saysTheSame(const CaptionGrammar &a, const CaptionGrammar &b)
{
    const auto lowered = [](const CaptionGrammar &grammar) {
        std::map<Target, std::string> words;
        for (const auto &[target, word] : grammar.words)
            words[target] = withoutCapitals(word);
        return std::tuple(withoutCapitals(grammar.prefix), withoutCapitals(grammar.normalCaption), words,
            grammar.hearsSide, grammar.hearsZone, grammar.hearsSeverity);
    };
    return lowered(a) == lowered(b);
}

std::vector<ProbeTemplate> probeTemplates(const std::optional<CaptionGrammar> &ofCard)
{
    std::vector<ProbeTemplate> templates;
    if (ofCard && ofCard->form == CaptionGrammar::Form::Labels)
        add(templates, { "the model's card", *ofCard });
    const CaptionGrammar prism = CaptionGrammar::prism();
    // As PRISM's fine-tuning script makes them (Amarkr1/PRISM, finetune_chexpert.py): the second sentence only for
    // films without any positive label.
    add(templates, { "PRISM, training", prism });
    add(templates,
        { "PRISM, training, unlabelled films",
            grammarOf(prism.prefix, "Normal chest X-ray with no significant findings", prism.words) });
    // As its authors show it off (the same repository, branch website, captions.tsv).
    auto demonstrated = plainWords();
    for (auto &[target, word] : demonstrated)
        if (isDevice(target))
            word = "support devices";
    add(templates,
        { "PRISM, demonstrations",
            grammarOf("Chest x-ray of a patient with ", "Chest x-ray of a patient with no findings", demonstrated) });
    add(templates, { "labels", grammarOf("", "nothing", plainWords()) });
    add(templates, { "labels, no finding", grammarOf("", "no finding", plainWords()) });
    // Impressions of reports, as RoentGen was trained on (arXiv 2211.12737).
    add(templates, { "impressions", grammarOf("", "no acute cardiopulmonary process", plainWords()) });
    // What Stable Diffusion was asked before any fine-tuning (arXiv 2210.04133).
    add(templates, { "photo", grammarOf("a photo of a lung xray with ", "a photo of a lung xray", plainWords()) });
    return templates;
}

Result<ProbeTemplate> readProbeTemplate(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readText(file));
    CF_ASSIGN(CaptionGrammar grammar, parseCaptionGrammar(text));
    if (grammar.form != CaptionGrammar::Form::Labels)
        return fail(ErrorCode::InvalidInput,
            "The template " + file.string() + " is of instructions; a probe needs captions of states (\"labels\").");
    return ProbeTemplate{ file.stem().string(), std::move(grammar) };
}

std::vector<std::string> otherWordsFor(Target target)
{
    std::vector<std::string> words{ withoutCapitals(std::string(keyOf(target))) };
    const auto also = [&words](std::initializer_list<const char *> more) {
        words.insert(words.end(), more.begin(), more.end());
    };
    switch (target) {
    case Target::EnlargedCardiomediastinum:
        also({ "widened mediastinum" });
        break;
    case Target::Cardiomegaly:
        also({ "enlarged heart" });
        break;
    case Target::LungOpacity:
        also({ "infiltrate" });
        break;
    case Target::LungLesion:
        also({ "lung nodule" });
        break;
    case Target::Edema:
        also({ "pulmonary edema" });
        break;
    case Target::PleuralEffusion:
        also({ "effusion" });
        break;
    case Target::PleuralOther:
        also({ "pleural thickening" });
        break;
    case Target::Fracture:
        also({ "rib fracture" });
        break;
    case Target::CentralVenousCatheter:
        also({ "central line" });
        break;
    case Target::ChestTube:
        also({ "chest drain" });
        break;
    default:
        break;
    }
    if (isDevice(target) && target != Target::SupportDevices)
        also({ "support devices" });
    return words;
}

} // namespace cf
