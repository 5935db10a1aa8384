// Tokenizer (a) and the alignment of tokens for attention control (h_seq_aligner).
#include "core/diffusion/attention/TokenAlignment.h"
#include "tests/parity/Kinds.h"

#include <algorithm>
#include <fstream>
#include <optional>

namespace cf::parity {

namespace {

nlohmann::json jsonBeside(const GoldenFile &file)
{
    auto path = file.path;
    path.replace_extension(".json");
    std::ifstream stream(path);
    return nlohmann::json::parse(stream, nullptr, false);
}

/// CLIP's vocabulary is the same in every model that has one; files without a model take the first.
std::optional<ClipTokenizer> anyTokenizer(const GoldenFile &file)
{
    if (!file.model.empty() && std::filesystem::exists(file.model / "tokenizer" / "vocab.json"))
        return orGiveUp(ClipTokenizer::load(file.model / "tokenizer"));
    std::error_code none;
    for (const auto &model : std::filesystem::directory_iterator(goldenFolder() / "models", none))
        if (std::filesystem::exists(model.path() / "tokenizer" / "vocab.json"))
            return orGiveUp(ClipTokenizer::load(model.path() / "tokenizer"));
    return std::nullopt;
}

bool isAscii(const std::string &text)
{
    return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 128; });
}

std::vector<std::int64_t> placesOf(const ClipTokenizer &tokenizer, const nlohmann::json &entry)
{
    const std::string text = entry["text"];
    return entry["word"].is_string() ? wordTokens(tokenizer, text, entry["word"].get<std::string>())
                                     : wordTokensAt(tokenizer, text, entry["word"].get<std::size_t>());
}

} // namespace

void checkTokenizer(const GoldenFile &file, Parity &parity)
{
    const auto tokenizer = anyTokenizer(file);
    const auto json = jsonBeside(file);
    if (!tokenizer || !json.is_object())
        return parity.skip(file.name + ": no vocabulary or no cases");
    int plain = 0;
    for (const auto &entry : json["cases"]) {
        const std::string text = entry["text"];
        const TokenizedText tokens = tokenizer->encode(text);
        // Where the package ftfy changes a text, ours are the ids without it.
        const auto &expected = entry.contains("ids_without_ftfy") ? entry["ids_without_ftfy"] : entry["ids"];
        plain += entry.contains("ids_without_ftfy") ? 1 : 0;
        parity.expect(file, "ids of \"" + text + "\"", tokens.ids == expected.get<std::vector<std::int64_t>>());
        if (entry.value("core", true))
            parity.expect(file, "length of \"" + text + "\"", tokens.length == entry["length"].get<int>());
    }
    std::printf("%s: %d texts match the ids without ftfy\n", file.name.c_str(), plain);
}

void checkAlignment(const GoldenFile &file, Parity &parity)
{
    const auto tokenizer = anyTokenizer(file);
    const auto json = jsonBeside(file);
    if (!tokenizer || !json.is_object())
        return parity.skip(file.name + ": no vocabulary or no cases");
    for (const auto &pair : json["pairs"]) {
        const std::string base = std::to_string(pair["index"].get<int>()) + ".";
        const std::string source = pair["source"], target = pair["target"];
        // Where ftfy and its absence differ in ids (ideographs), the original's places are those of other tokens.
        if (!isAscii(source) || !isAscii(target)) {
            parity.skip(file.name + " " + base + ": a text whose ids depend on ftfy");
            continue;
        }
        const auto alignment = alignTokens(*tokenizer, source, target, PaddingAlignment::Original);
        parity.check(file, base + "refine_mapper", alignment.sources);
        parity.check(file, base + "refine_alphas", alignment.kept);
        const auto table = replacementTable(*tokenizer, source, target);
        parity.expect(file, base + "can be replaced", table.has_value() == pair["replacement"].get<bool>());
        if (table && file.has(base + "replacement_mapper"))
            parity.check(file, base + "replacement_mapper", *table);
    }
    for (const auto &entry : json["word_inds"])
        parity.expect(file, "places of " + entry["word"].dump() + " in " + entry["text"].dump(),
            placesOf(*tokenizer, entry) == entry["indices"].get<std::vector<std::int64_t>>());
    for (const auto &entry : json["decode"])
        parity.expect(file, "text of " + entry["ids"].dump(),
            tokenizer->decode(entry["ids"].get<std::vector<std::int64_t>>()) == entry["text"].get<std::string>());
}

} // namespace cf::parity
