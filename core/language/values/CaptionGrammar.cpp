#include "core/language/values/CaptionGrammar.h"

#include <nlohmann/json.hpp>

namespace cf {

namespace {

using Json = nlohmann::json;

tl::unexpected<Error> wrongMember(const std::string &member, const std::string &expected)
{
    return fail(ErrorCode::InvalidInput,
        "contrafact.json: the member \"" + member + "\" must be " + expected
            + ". Correct it, or use the folder as published.");
}

Result<> readText(const Json &object, const char *member, std::string &text)
{
    const auto found = object.find(member);
    if (found == object.end())
        return {};
    if (!found->is_string())
        return wrongMember(std::string("grammar.") + member, "a text");
    text = found->get<std::string>();
    return {};
}

Result<> readFlag(const Json &object, const char *member, bool &flag)
{
    const auto found = object.find(member);
    if (found == object.end())
        return {};
    if (!found->is_boolean())
        return wrongMember(std::string("grammar.") + member, "true or false");
    flag = found->get<bool>();
    return {};
}

Result<> readWords(const Json &object, std::map<Target, std::string> &words)
{
    const auto found = object.find("words");
    if (found == object.end())
        return {};
    if (!found->is_object())
        return wrongMember("grammar.words", "an object of finding or device to caption word");
    words.clear();
    for (const auto &[key, word] : found->items()) {
        const auto target = targetFromKey(key);
        if (!target)
            return wrongMember(
                "grammar.words." + key, "the key of a known finding or device, such as \"Pleural Effusion\"");
        if (!word.is_string() || word.get_ref<const std::string &>().empty())
            return wrongMember("grammar.words." + key, "a text that is not empty");
        words[*target] = word.get<std::string>();
    }
    return {};
}

Result<CaptionGrammar> grammarNamed(const std::string &form)
{
    if (form == "labels")
        return CaptionGrammar::prism();
    if (form == "instruction")
        return CaptionGrammar::bundled();
    return wrongMember("grammar.form", "\"labels\" or \"instruction\"");
}

Result<CaptionGrammar> readGrammar(const Json &object)
{
    std::string form = "labels";
    CF_TRY(readText(object, "form", form));
    CF_ASSIGN(CaptionGrammar grammar, grammarNamed(form));
    CF_TRY(readText(object, "prefix", grammar.prefix));
    CF_TRY(readText(object, "normal_caption", grammar.normalCaption));
    CF_TRY(readWords(object, grammar.words));
    CF_TRY(readFlag(object, "hears_side", grammar.hearsSide));
    CF_TRY(readFlag(object, "hears_zone", grammar.hearsZone));
    CF_TRY(readFlag(object, "hears_severity", grammar.hearsSeverity));
    CF_TRY(readFlag(object, "hears_absence", grammar.hearsAbsence));
    CF_TRY(readFlag(object, "hears_amounts", grammar.hearsAmounts));
    CF_TRY(readFlag(object, "hears_change", grammar.hearsChange));
    return grammar;
}

} // namespace

CaptionGrammar CaptionGrammar::prism()
{
    CaptionGrammar grammar;
    for (const Target target : allTargets)
        grammar.words[target] = isDevice(target) ? keyOf(Target::SupportDevices) : keyOf(target);
    return grammar;
}

CaptionGrammar CaptionGrammar::bundled()
{
    CaptionGrammar grammar;
    grammar.form = Form::Instruction;
    grammar.prefix.clear();
    grammar.normalCaption = "do nothing";
    grammar.words = { { Target::PleuralEffusion, "pleural effusion" }, { Target::Cardiomegaly, "cardiomegaly" },
        { Target::Pneumothorax, "pneumothorax" }, { Target::Pacemaker, "pacemaker" }, { Target::EcgLeads, "ecg leads" },
        { Target::CentralVenousCatheter, "central venous catheter" }, { Target::EndotrachealTube, "endotracheal tube" },
        { Target::NasogastricTube, "nasogastric tube" }, { Target::ChestTube, "chest tube" },
        { Target::SternalWires, "sternal wires" }, { Target::LungOpacity, "lung opacity" },
        { Target::Consolidation, "consolidation" }, { Target::Edema, "edema" }, { Target::LungLesion, "lung nodule" },
        { Target::Atelectasis, "atelectasis" }, { Target::Fracture, "fracture" } };
    grammar.hearsSide = true;
    grammar.hearsZone = true;
    grammar.hearsSeverity = true;
    return grammar;
}

Result<CaptionGrammar> parseCaptionGrammar(const std::string &contrafactJson)
{
    const Json card = Json::parse(contrafactJson, nullptr, false);
    if (card.is_discarded() || !card.is_object())
        return fail(ErrorCode::InvalidInput,
            "contrafact.json is not a JSON object. Correct it, or remove it to use the folder with PRISM's captions.");
    const auto grammar = card.find("grammar");
    if (grammar == card.end())
        return CaptionGrammar::prism();
    if (grammar->is_string())
        return grammarNamed(grammar->get<std::string>());
    if (!grammar->is_object())
        return wrongMember("grammar", "an object, \"labels\" or \"instruction\"");
    return readGrammar(*grammar);
}

} // namespace cf
