#include "core/language/Captions.h"
#include "tests/support/Check.h"

#include <set>

using namespace cf;

namespace {

void bundledCaptionsHaveAFixedOrder()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    const EditInstruction add{ EditAction::Add, Target::LungOpacity, Side::Left, Zone::Lower, Severity::Small };
    CF_EQUAL(captionOf(add, grammar), "add small left lower lung opacity");
    const EditInstruction both{ EditAction::Add, Target::PleuralEffusion, Side::Both, Zone::None, Severity::None };
    CF_EQUAL(captionOf(both, grammar), "add bilateral pleural effusion");
    // All of it goes, however large it is.
    const EditInstruction remove{ EditAction::Remove, Target::PleuralEffusion, Side::Right, Zone::None,
        Severity::Large };
    CF_EQUAL(captionOf(remove, grammar), "remove right pleural effusion");
    CF_EQUAL(captionOf({ EditAction::Remove, Target::Pacemaker }, grammar), "remove pacemaker");
    CF_EQUAL(doNothingCaption(grammar), "do nothing");
}

void changesOfDegreeAreWordsOrTheNearestSwitch()
{
    CaptionGrammar grammar = CaptionGrammar::bundled();
    const EditInstruction bigger{ EditAction::Increase, Target::Cardiomegaly };
    const EditInstruction smaller{ EditAction::Decrease, Target::Cardiomegaly };
    const EditInstruction replace{ EditAction::Replace, Target::PleuralEffusion, Side::Left, Zone::None,
        Severity::Small };
    CF_EQUAL(captionOf(bigger, grammar), "add large cardiomegaly");
    CF_EQUAL(captionOf(smaller, grammar), "remove cardiomegaly");
    CF_EQUAL(captionOf(replace, grammar), "add small left pleural effusion");
    grammar.hearsChange = true;
    CF_EQUAL(captionOf(bigger, grammar), "increase cardiomegaly");
    CF_EQUAL(captionOf(smaller, grammar), "decrease cardiomegaly");
    CF_EQUAL(captionOf(replace, grammar), "replace left pleural effusion by small");
}

void prismCaptionsAreThoseOfItsTraining()
{
    const CaptionGrammar grammar = CaptionGrammar::prism();
    CF_EQUAL(stateCaption({}, grammar), "Chest X-ray showing No Finding");
    CF_EQUAL(stateCaption({ Target::PleuralEffusion, Target::Cardiomegaly }, grammar),
        "Chest X-ray showing Cardiomegaly, Pleural Effusion");
    CF_EQUAL(stateCaption({ Target::Pacemaker, Target::EcgLeads }, grammar),
        "Chest X-ray showing No Finding, Support Devices");
    const CaptionPair pair = captionPair(
        { { EditAction::Remove, Target::Pacemaker } }, grammar, { Target::Cardiomegaly, Target::Pacemaker });
    CF_EQUAL(pair.source, "Chest X-ray showing Cardiomegaly, Support Devices");
    CF_EQUAL(pair.target, "Chest X-ray showing Cardiomegaly");
    CF_EQUAL(pair.changedWords, (std::vector<std::string>{ "Support", "Devices" }));
    const CaptionPair effusion = captionPair({ { EditAction::Add, Target::PleuralEffusion, Side::Left } }, grammar);
    CF_EQUAL(effusion.source, "Chest X-ray showing No Finding");
    CF_EQUAL(effusion.target, "Chest X-ray showing Pleural Effusion");
}

void aStateIsSaidWithItsSlotsWhereTheGrammarHearsThem()
{
    CaptionGrammar grammar = CaptionGrammar::bundled();
    grammar.form = CaptionGrammar::Form::Labels;
    grammar.normalCaption = "nothing";
    const std::vector<Target> shown{ Target::Pacemaker };
    const CaptionPair added = captionPair(
        { { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small } }, grammar, shown);
    CF_CHECK(added.source == "nothing, pacemaker" && added.target == "small left pleural effusion, pacemaker");
    CF_EQUAL(added.changedWords, (std::vector<std::string>{ "small", "left", "pleural", "effusion" }));
    // A removal names where, not how much; the label of the film is said with it.
    const CaptionPair removed =
        captionPair({ { EditAction::Remove, Target::PleuralEffusion, Side::Right, Zone::None, Severity::Large } },
            grammar, { Target::PleuralEffusion });
    CF_CHECK(removed.source == "right pleural effusion" && removed.target == "nothing");
    const CaptionPair more = captionPair({ { EditAction::Increase, Target::Cardiomegaly } }, grammar);
    CF_CHECK(more.source == "cardiomegaly" && more.target == "large cardiomegaly");
    const CaptionPair less = captionPair({ { EditAction::Decrease, Target::Cardiomegaly } }, grammar);
    CF_CHECK(less.source == "cardiomegaly" && less.target == "small cardiomegaly");
    grammar.hearsSide = grammar.hearsSeverity = false;
    const CaptionPair deaf = captionPair(
        { { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small } }, grammar, shown);
    CF_EQUAL(deaf.target, "pleural effusion, pacemaker");
}

void theVocabularyCoversEveryCaption()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    const auto captions = allCaptions(grammar);
    const std::set<std::string> unique(captions.begin(), captions.end());
    CF_EQUAL(unique.size(), captions.size());
    CF_EQUAL(captions, allCaptions(grammar));
    CF_EQUAL(captions.front(), "do nothing");
    CF_LESS(captions.size(), 5000);
    for (const auto &[target, word] : grammar.words)
        for (const Side side : { Side::None, Side::Left, Side::Right, Side::Both })
            CF_CHECK(unique.contains(
                captionOf({ EditAction::Add, target, side, Zone::Upper, Severity::Moderate }, grammar)));
    CF_CHECK(unique.contains("increase left pleural effusion"));
}

void theModelCardIsReadOrItsFaultNamed()
{
    const auto missing = parseCaptionGrammar("{}");
    CF_CHECK(missing && missing->form == CaptionGrammar::Form::Labels);
    const auto own =
        parseCaptionGrammar(R"({"grammar": {"form": "instruction", "hears_side": false, "hears_change": true,
        "words": {"Pacemaker": "pacer"}}})");
    CF_CHECK(own && own->form == CaptionGrammar::Form::Instruction && !own->hearsSide && own->hearsChange);
    CF_CHECK(own->words.size() == 1 && own->words.at(Target::Pacemaker) == "pacer");
    CF_EQUAL(parseCaptionGrammar(R"({"grammar": "instruction"})")->form, CaptionGrammar::Form::Instruction);
    const auto wrongFlag = parseCaptionGrammar(R"({"grammar": {"hears_side": "yes"}})");
    CF_CHECK(!wrongFlag && wrongFlag.error().message.find("grammar.hears_side") != std::string::npos);
    const auto wrongWord = parseCaptionGrammar(R"({"grammar": {"words": {"Broken Heart": "x"}}})");
    CF_CHECK(!wrongWord && wrongWord.error().message.find("grammar.words.Broken Heart") != std::string::npos);
    CF_CHECK(!parseCaptionGrammar("not json"));
    CF_CHECK(!parseCaptionGrammar(""));
    CF_CHECK(!parseCaptionGrammar(R"({"grammar": 3})"));
    CF_CHECK(!parseCaptionGrammar(R"({"grammar": {"form": "poem"}})"));
    CF_CHECK(!parseCaptionGrammar(std::string(100000, '[')));
}

} // namespace

int main()
{
    bundledCaptionsHaveAFixedOrder();
    changesOfDegreeAreWordsOrTheNearestSwitch();
    prismCaptionsAreThoseOfItsTraining();
    aStateIsSaidWithItsSlotsWhereTheGrammarHearsThem();
    theVocabularyCoversEveryCaption();
    theModelCardIsReadOrItsFaultNamed();
    return 0;
}
