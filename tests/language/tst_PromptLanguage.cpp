#include "core/language/Captions.h"
#include "core/language/PromptLanguage.h"
#include "core/language/PromptPhrase.h"
#include "core/language/lexicon/Lexicon.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

using namespace cf;

namespace {

bool warns(const CompiledPrompt &compiled, const std::string &code)
{
    return std::any_of(compiled.warnings.begin(), compiled.warnings.end(),
        [&code](const PromptWarning &warning) { return warning.code == code; });
}

PromptSlot slotOf(const CompiledPrompt &compiled, const std::string &kind)
{
    for (const PromptSlot &slot : compiled.slots)
        if (slot.kind == kind)
            return slot;
    return {};
}

void chipsSayWhatWasTypedAndHowItIsHeard()
{
    const auto compiled = compilePrompt("Add a tiny LEFT pleural effusion", CaptionGrammar::bundled());
    const std::vector<PromptSlot> expected{ { "action", "Add", "add", SlotHearing::Model },
        { "severity", "tiny", "small", SlotHearing::Model }, { "side", "LEFT", "left", SlotHearing::Model },
        { "target", "pleural effusion", "Pleural Effusion", SlotHearing::Model } };
    CF_EQUAL(compiled.slots, expected);
    CF_EQUAL(compiled.captions.source, "do nothing");
    CF_EQUAL(compiled.captions.target, "add small left pleural effusion");
    CF_CHECK(compiled.canGenerate() && compiled.warnings.empty());
    const auto japanese = compilePrompt("右胸水を消す", CaptionGrammar::bundled());
    CF_CHECK(slotOf(japanese, "side").text == "右" && slotOf(japanese, "target").text == "胸水"
        && slotOf(japanese, "action").text == "消す");
    CF_EQUAL(japanese.captions.target, "remove right pleural effusion");
}

void aMaskHearsWhatTheModelCannot()
{
    const CaptionGrammar prism = CaptionGrammar::prism();
    const auto without = compilePrompt("add a small left pleural effusion", prism);
    CF_EQUAL(slotOf(without, "side").hearing, SlotHearing::NotHeard);
    CF_EQUAL(slotOf(without, "severity").hearing, SlotHearing::NotHeard);
    CF_CHECK(warns(without, "side-not-heard") && warns(without, "severity-not-heard"));
    const auto with = compilePrompt("add a small left pleural effusion", prism, {}, true);
    CF_EQUAL(slotOf(with, "side").hearing, SlotHearing::Mask);
    CF_EQUAL(slotOf(with, "severity").hearing, SlotHearing::NotHeard);
    CF_EQUAL(with.captions.target, "Chest X-ray showing Pleural Effusion");
    CF_CHECK(warns(compilePrompt("remove the pacemaker", prism), "broader-label"));
    CF_CHECK(warns(compilePrompt("make the heart bigger", prism), "action-not-heard"));
    // A drawn mask also says where a finding without a side goes.
    CF_CHECK(warns(compilePrompt("add an effusion", CaptionGrammar::bundled()), "side-missing"));
    CF_CHECK(!warns(compilePrompt("add an effusion", CaptionGrammar::bundled(), {}, true), "side-missing"));
}

void theImageIsAskedWhatItShows()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    CF_CHECK(warns(compilePrompt("remove the pacemaker", grammar, { Target::PleuralEffusion }), "not-in-source"));
    CF_CHECK(!warns(compilePrompt("remove the pacemaker", grammar, { Target::Pacemaker }), "not-in-source"));
    // CheXpert's umbrella may hide the device; nothing is known of an image without labels.
    CF_CHECK(!warns(compilePrompt("remove the pacemaker", grammar, { Target::SupportDevices }), "not-in-source"));
    CF_CHECK(!warns(compilePrompt("remove the consolidation", grammar, { Target::LungOpacity }), "not-in-source"));
    CF_CHECK(!warns(compilePrompt("remove the pacemaker", grammar), "not-in-source"));
    CF_CHECK(warns(compilePrompt("add cardiomegaly", grammar, { Target::Cardiomegaly }), "already-in-source"));
    CF_CHECK(compilePrompt("remove the pacemaker", grammar, { Target::Edema }).canGenerate());
}

void everyEditCanBeTypedBack()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    for (const auto &[target, word] : grammar.words)
        for (const EditAction action : { EditAction::Add, EditAction::Remove })
            for (const Side side : { Side::Left, Side::Right, Side::Both })
                for (const Zone zone : { Zone::None, Zone::Upper, Zone::Middle, Zone::Lower }) {
                    EditInstruction edit{ action, target, side, zone, Severity::None };
                    const auto compiled = compilePrompt(captionOf(edit, grammar), grammar);
                    CF_EQUAL(compiled.edits.size(), 1);
                    if (compiled.edits.front().side == Side::None)
                        edit.side = Side::None; // The heart has none.
                    CF_EQUAL(compiled.edits.front(), edit);
                }
}

void theBuildersSentenceIsReadBackInBothTongues()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    const EditInstruction example{ EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small };
    CF_EQUAL(promptPhrase(example, PromptTongue::English), "add small left pleural effusion");
    CF_EQUAL(promptPhrase(example, PromptTongue::Japanese), "左の少量の胸水を追加");
    for (const PromptTongue tongue : { PromptTongue::English, PromptTongue::Japanese })
        for (const Target target : allTargets)
            for (const EditAction action : { EditAction::Add, EditAction::Remove, EditAction::Increase,
                     EditAction::Decrease, EditAction::Replace })
                for (const Side side : { Side::None, Side::Left, Side::Both })
                    for (const Zone zone : { Zone::None, Zone::Lower })
                        for (const Severity severity :
                            { Severity::None, Severity::Small, Severity::Moderate, Severity::Large }) {
                            if (action == EditAction::Replace && severity == Severity::None)
                                continue;
                            EditInstruction edit{ action, target, side, zone, severity };
                            const std::string phrase = promptPhrase(edit, tongue);
                            const auto compiled = compilePrompt(phrase, grammar);
                            if (compiled.edits.size() == 1 && compiled.edits.front().side == Side::None)
                                edit.side = Side::None; // The heart has none.
                            if (compiled.edits != std::vector<EditInstruction>{ edit })
                                std::fprintf(stderr, "%s\n", phrase.c_str());
                            CF_EQUAL(compiled.edits, std::vector<EditInstruction>{ edit });
                        }
}

std::vector<Target> removedOf(const std::string &prompt, const std::vector<Target> &shown)
{
    const auto compiled = compilePrompt(prompt, CaptionGrammar::bundled(), shown);
    std::vector<Target> removed;
    for (const EditInstruction &edit : compiled.edits) {
        CF_EQUAL(edit.action, EditAction::Remove);
        removed.push_back(edit.target);
    }
    return removed;
}

void aNormalFilmIsWhatTheFilmShowsRemoved()
{
    using Targets = std::vector<Target>;
    const Targets shown{ Target::PleuralEffusion, Target::Pacemaker, Target::EcgLeads, Target::Consolidation };
    for (const std::string prompt : { "make it normal", "a normal chest x-ray", "remove everything", "正常にする" })
        CF_EQUAL(removedOf(prompt, shown), shown);
    for (const std::string prompt : { "no acute findings", "remove all abnormalities", "異常なし" })
        CF_EQUAL(removedOf(prompt, shown), (Targets{ Target::PleuralEffusion, Target::Consolidation }));
    CF_EQUAL(removedOf("the lungs are clear", shown), Targets{ Target::Consolidation });
    CF_EQUAL(removedOf("remove everything but the pacemaker", shown),
        (Targets{ Target::PleuralEffusion, Target::EcgLeads, Target::Consolidation }));
    // Where nothing is known of the film nothing is guessed.
    for (const std::string prompt : { "make it normal", "no acute findings", "正常にする" }) {
        const auto compiled = compilePrompt(prompt, CaptionGrammar::bundled());
        CF_CHECK(!compiled.canGenerate() && warns(compiled, "film-unknown"));
    }
}

void aWordForSeveralDevicesIsAskedBackUnlessTheFilmTells()
{
    CF_CHECK(!compilePrompt("remove the wires", CaptionGrammar::bundled()).canGenerate());
    CF_EQUAL(
        removedOf("remove the wires but not the catheter", { Target::SternalWires, Target::CentralVenousCatheter }),
        std::vector<Target>{ Target::SternalWires });
    const auto both =
        compilePrompt("remove the tube", CaptionGrammar::bundled(), { Target::ChestTube, Target::EndotrachealTube });
    CF_CHECK(!both.canGenerate() && warns(both, "which-device"));
}

void numbersAreReadInBothTonguesAndTypedBack()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    const std::vector<EditInstruction> edits{
        { EditAction::Add, Target::LungLesion, Side::Left, Zone::Upper, Severity::None,
            { { AmountKind::Size, 15.0 } } },
        { EditAction::Add, Target::LungLesion, Side::Both, Zone::None, Severity::None,
            { { AmountKind::Count, 3.0 }, { AmountKind::Size, 8.0 } } },
        { EditAction::Add, Target::Pneumothorax, Side::Right, Zone::None, Severity::None,
            { { AmountKind::Size, 25.0 } } },
        { EditAction::Add, Target::Cardiomegaly, Side::None, Zone::None, Severity::None,
            { { AmountKind::CardiothoracicRatio, 0.58 } } },
        { EditAction::Add, Target::EndotrachealTube, Side::None, Zone::None, Severity::None,
            { { AmountKind::TipAboveCarina, 45.0 } } },
        { EditAction::Add, Target::CentralVenousCatheter, Side::None, Zone::None, Severity::None,
            { { AmountKind::TipAboveCarina, -20.0 } } },
    };
    for (const EditInstruction &edit : edits)
        for (const PromptTongue tongue : { PromptTongue::English, PromptTongue::Japanese }) {
            const std::string phrase = promptPhrase(edit, tongue);
            const auto compiled = compilePrompt(phrase, grammar);
            if (compiled.edits != std::vector<EditInstruction>{ edit })
                std::fprintf(stderr, "%s\n", phrase.c_str());
            CF_EQUAL(compiled.edits, std::vector<EditInstruction>{ edit });
        }
    // A model that hears numbers does not warn of them.
    CaptionGrammar hearing = grammar;
    hearing.hearsAmounts = true;
    CF_CHECK(warns(compilePrompt("add a 2 cm nodule on the left", grammar), "amount-not-heard"));
    CF_CHECK(!warns(compilePrompt("add a 2 cm nodule on the left", hearing), "amount-not-heard"));
}

void nothingToDoIsSaidAndBlocks()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    for (const std::string prompt : { "", "   ", "\t\n", "。", "hello", "remove", "add a giraffe", "keep the pacemaker",
             "add and remove the pacemaker", "replace the effusion" }) {
        const auto compiled = compilePrompt(prompt, grammar);
        CF_CHECK(!compiled.canGenerate());
        CF_CHECK(!compiled.warnings.empty());
    }
    CF_CHECK(warns(compilePrompt("", grammar), "empty"));
    CF_CHECK(warns(compilePrompt("add a giraffe", grammar), "no-target"));
    CF_CHECK(warns(compilePrompt("replace the effusion", grammar), "replacement-missing"));
    CF_EQUAL(compilePrompt("hello", grammar).captions.target, "do nothing");
}

void whatCannotBeReadWithConfidenceBlocks()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    const std::vector<std::pair<std::string, std::string>> unclear{
        { "add a left effusion on the right", "contradiction" },
        { "左の胸水を右に追加", "contradiction" },
        { "add an upper and lower left nodule in the middle zone", "contradiction" },
        { "remove both effusions, more on the left", "place-unclear" },
        { "On the left. Remove the effusion.", "place-unclear" },
        { "there are an effusion and a nodule, remove both", "place-unclear" },
        { "could you not, please, remove the pacemaker", "negation-unclear" },
        { "add an effusion, not large", "negation-unclear" },
        { "reposition the tube", "verb-unknown" },
        { "remove the pacemaker and frobnicate the tube", "verb-unknown" },
        { "胸水が溜まらなければ", "verb-unknown" },
    };
    for (const auto &[prompt, code] : unclear) {
        const auto compiled = compilePrompt(prompt, grammar);
        if (compiled.canGenerate() || !warns(compiled, code))
            std::fprintf(stderr, "%s\n", prompt.c_str());
        CF_CHECK(!compiled.canGenerate() && warns(compiled, code));
    }
    // A blocking warning shows what was typed.
    const auto compiled = compilePrompt("please Reposition the tube", grammar);
    CF_CHECK(std::any_of(compiled.warnings.begin(), compiled.warnings.end(), [](const PromptWarning &warning) {
        return warning.blocks && warning.text.find("Reposition") != std::string::npos;
    }));
}

void longCaptionsWarn()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    std::string many;
    for (const std::string side : { "left", "right" })
        for (const std::string zone : { "upper", "middle", "lower" })
            for (const std::string noun : { "consolidation", "lung opacity", "lung nodule" })
                many += "add small " + side + " " + zone + " " + noun + ", ";
    const auto compiled = compilePrompt(many, grammar);
    CF_CHECK(warns(compiled, "too-long"));
    CF_CHECK(warns(compiled, "too-many-edits"));
    CF_EQUAL(compiled.edits.size(), 16);
    CF_CHECK(!warns(compilePrompt("remove the pacemaker", grammar), "too-long"));
}

void hostileTextIsAnsweredQuickly()
{
    std::vector<std::string> hostile{ std::string(1000000, 'a'), std::string(100000, '\0'), std::string(5000, '\xff'),
        "remove the pacemaker\xf0\x9f", "\xed\xa0\x80 remove \xc0\xaf",
        "\xe2\x80\xae remove the pacemaker \xe2\x80\xac" };
    for (const std::string piece : { "remove the pacemaker and ", "pneumotharoxxx effusiomm ", "not ", "one ",
             "add left ", "胸水を消して", "😀", "make it small ", "effusion instead of ", "left and ",
             "both the effusion and ", "not on the left, ", "(\"'[{", "1,000,000;" }) {
        std::string text;
        while (text.size() < 20000)
            text += piece;
        hostile.push_back(text);
    }
    const std::clock_t start = std::clock(); // Of this program alone: other programs may keep the machine busy.
    for (const std::string &text : hostile)
        for (const CaptionGrammar &grammar : { CaptionGrammar::bundled(), CaptionGrammar::prism() }) {
            const auto compiled = compilePrompt(text, grammar);
            CF_CHECK(compiled.edits.size() <= 16 && compiled.slots.size() <= 64 && compiled.warnings.size() < 200);
        }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%zu hostile texts, twice, in %.3f s\n", hostile.size(), seconds);
    CF_LESS(seconds, 10.0);
    const auto tooLong = compilePrompt(std::string(10000, 'x'), CaptionGrammar::bundled());
    CF_CHECK(warns(tooLong, "too-long") && !tooLong.canGenerate());
    // The rest of a broken text is still understood.
    const auto broken = compilePrompt("remove \xff the pacemaker", CaptionGrammar::bundled());
    CF_CHECK(warns(broken, "broken-text") && broken.edits.size() == 1);
    // Control characters never reach a chip.
    const auto control = compilePrompt("remove\x1b the\x07 pacemaker", CaptionGrammar::bundled());
    CF_CHECK(control.edits.size() == 1 && slotOf(control, "target").text == "pacemaker");
}

void completionsComeFromTheLexicon()
{
    const auto &lexicon = Lexicon::bundled();
    const auto found = lexicon.completions("pac", CaptionGrammar::bundled());
    CF_CHECK(!found.empty() && found.front().term.key == "Pacemaker");
    const auto japanese = lexicon.completions("胸", CaptionGrammar::bundled());
    CF_CHECK(!japanese.empty() && japanese.front().phrase == "胸水");
    CF_CHECK(lexicon.completions("", CaptionGrammar::bundled()).empty());
    for (const Target target : allTargets)
        CF_CHECK(!lexicon.phrasesOf({ TermKind::Target, std::string(keyOf(target)) }).empty());
}

} // namespace

int main()
{
    chipsSayWhatWasTypedAndHowItIsHeard();
    aMaskHearsWhatTheModelCannot();
    theImageIsAskedWhatItShows();
    everyEditCanBeTypedBack();
    theBuildersSentenceIsReadBackInBothTongues();
    aNormalFilmIsWhatTheFilmShowsRemoved();
    aWordForSeveralDevicesIsAskedBackUnlessTheFilmTells();
    numbersAreReadInBothTonguesAndTypedBack();
    nothingToDoIsSaidAndBlocks();
    whatCannotBeReadWithConfidenceBlocks();
    longCaptionsWarn();
    hostileTextIsAnsweredQuickly();
    completionsComeFromTheLexicon();
    return 0;
}
