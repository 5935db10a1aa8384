#include "core/evaluation/probe/ProbeLooks.h"

#include "core/evaluation/RecordLines.h"

#include <utility>

namespace cf {

namespace {

using nlohmann::json;

json toJson(const ProbePlace &place)
{
    return { { "film", place.film }, { "patient", place.patient }, { "timestep", place.timestep },
        { "draw", place.draw } };
}

ProbePlace placeFrom(const json &line)
{
    return { line.at("film").get<std::string>(), line.at("patient").get<std::string>(), line.at("timestep"),
        line.at("draw") };
}

Target targetFrom(const json &key)
{
    return targetFromKey(key.get<std::string>()).value(); // Throws where there is none.
}

TemplateLook templateLookFrom(const json &line)
{
    TemplateLook look{ placeFrom(line), line.at("silent"), line.at("own").get<std::vector<double>>(), {} };
    for (const json &other : line.at("others"))
        look.others.push_back(other.is_null() ? std::nullopt : std::optional(other.get<double>()));
    if (look.others.size() != look.own.size())
        throw std::out_of_range("others");
    return look;
}

WordLook wordLookFrom(const json &line)
{
    WordLook look{ placeFrom(line), {}, {}, {} };
    for (const json &each : line.at("words"))
        look.words.push_back({ targetFrom(each.at("target")), each.at("word").get<std::string>(), each.at("shown"),
            each.at("right"), each.at("wrong"), each.at("moved") });
    for (const json &each : line.at("slots"))
        look.slots.push_back(
            { each.at("slot").get<std::string>(), targetFrom(each.at("target")), each.at("right"), each.at("wrong") });
    for (const auto &[first, row] : line.at("cosines").items())
        for (const auto &[second, cosine] : row.items())
            look.cosines[targetFromKey(first).value()][targetFromKey(second).value()] = cosine;
    return look;
}

} // namespace

Result<ProbeLooks> readProbeLooks(const std::filesystem::path &file, const std::string &stamp)
{
    CF_ASSIGN(const auto lines, readRecordLines(file, stamp));
    ProbeLooks looks;
    try {
        for (const json &line : lines) {
            if (line.contains("own"))
                looks.templates.push_back(templateLookFrom(line));
            else
                looks.words.push_back(wordLookFrom(line));
        }
    } catch (const std::exception &) {
        return fail(ErrorCode::InvalidInput,
            "The probe's records " + file.string()
                + " are damaged or of another version. Move the file away to start "
                  "anew.");
    }
    return looks;
}

Result<> appendLook(const std::filesystem::path &file, const std::string &stamp, const TemplateLook &look)
{
    json line = toJson(look.place);
    line["silent"] = look.silent;
    line["own"] = look.own;
    json others = json::array();
    for (const auto &other : look.others)
        others.push_back(other ? json(*other) : json(nullptr));
    line["others"] = std::move(others);
    return appendRecordLine(file, stamp, std::move(line));
}

Result<> appendLook(const std::filesystem::path &file, const std::string &stamp, const WordLook &look)
{
    json line = toJson(look.place);
    json words = json::array();
    for (const WordMeasure &each : look.words)
        words.push_back({ { "target", keyOf(each.target) }, { "word", each.word }, { "shown", each.shown },
            { "right", each.right }, { "wrong", each.wrong }, { "moved", each.moved } });
    json slots = json::array();
    for (const SlotMeasure &each : look.slots)
        slots.push_back({ { "slot", each.slot }, { "target", keyOf(each.target) }, { "right", each.right },
            { "wrong", each.wrong } });
    json cosines = json::object();
    for (const auto &[first, row] : look.cosines)
        for (const auto &[second, cosine] : row)
            cosines[std::string(keyOf(first))][std::string(keyOf(second))] = cosine;
    line["words"] = std::move(words);
    line["slots"] = std::move(slots);
    line["cosines"] = std::move(cosines);
    return appendRecordLine(file, stamp, std::move(line));
}

} // namespace cf
