#include "core/diffusion/text/ClipTokenizer.h"
#include "core/diffusion/text/TextSplitting.h"
#include "core/diffusion/text/TokenizerBuilder.h"
#include "core/diffusion/text/Unicode.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace cf;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path &file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

const std::vector<std::string> captions{ "add small left pleural effusion", "remove pacemaker", "do nothing" };

void charactersAreKnownAsInUnicode()
{
    CF_EQUAL(unicode::composed(U"cafe\u0301"), U"caf\u00E9");
    CF_EQUAL(unicode::composed(U"\u1112\u1161\u11AB"), U"\uD55C");
    CF_EQUAL(unicode::composed(U"\u212B"), U"\u00C5");
    CF_EQUAL(unicode::composed(U"q\u0307\u0323"), U"q\u0323\u0307");
    CF_EQUAL(unicode::toLower(U"\u0391\u03A3"), U"\u03B1\u03C2");
    CF_EQUAL(unicode::toLower(U"\u0130"), U"i\u0307");
    CF_CHECK(unicode::isLetter(U'\u80BA') && !unicode::isLetter(U'\u00B2') && unicode::isNumber(U'\u00B2'));
    CF_EQUAL(
        unicode::decodeUtf8("a\xC0\xAF\xED\xA0\x80\xF0\x9F\xAB"), U"a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    CF_EQUAL(unicode::encodeUtf8(U"\U0001FAC1"), "\xF0\x9F\xAB\x81");
}

void textSplitsAsClipDoes()
{
    CF_EQUAL(splitForClip("The patient's 12cm X-ray!!"),
        (std::vector<std::string>{ "the", "patient", "'s", "1", "2", "cm", "x", "-", "ray", "!!" }));
    CF_EQUAL(splitForClip("  a<|endoftext|>B\t"), (std::vector<std::string>{ "a", "<|endoftext|>", "b" }));
    CF_CHECK(splitForClip("\xFF\xFE \x01").empty());
}

void ownVocabularyMakesWordsWholeTokens(const fs::path &folder)
{
    CF_CHECK(writeTokenizer(captions, folder, 4096).has_value());
    const auto tokenizer = ClipTokenizer::load(folder);
    CF_CHECK(tokenizer.has_value());
    const auto text = tokenizer->encode("Remove the pacemaker");
    CF_CHECK(text.ids.size() == 77 && text.ids.front() == tokenizer->startId());
    CF_EQUAL(tokenizer->endId(), static_cast<std::int64_t>(tokenizer->vocabularySize()) - 1);
    CF_EQUAL(tokenizer->startId(), tokenizer->endId() - 1);
    // "remove" and "pacemaker" were seen; "the" is spelt: t, h, e.
    CF_CHECK(text.length == 2 + 1 + 3 + 1 && !text.truncated);
    CF_CHECK(tokenizer->decode({ text.ids[1] }) == "remove" && tokenizer->decode({ text.ids[5] }) == "pacemaker");
    CF_EQUAL(text.ids[static_cast<std::size_t>(text.length)], tokenizer->endId());
    const auto typed = tokenizer->tokens("\u53F3\u80F8\u6C34");
    CF_EQUAL(tokenizer->decode({ typed.begin() + 1, typed.end() - 1 }), "\u53F3 \u80F8 \u6C34");
}

void vocabularyIsBoundedAndRepeatable(const fs::path &folder)
{
    CF_CHECK(writeTokenizer(captions, folder / "one", 520).has_value());
    CF_CHECK(writeTokenizer(captions, folder / "two", 520).has_value());
    CF_EQUAL(contents(folder / "one/vocab.json"), contents(folder / "two/vocab.json"));
    CF_EQUAL(contents(folder / "one/merges.txt"), contents(folder / "two/merges.txt"));
    CF_EQUAL(ClipTokenizer::load(folder / "one")->vocabularySize(), 520);
    CF_CHECK(!writeTokenizer(captions, folder / "three", 513).has_value());
}

void longTextIsCutAndSaid(const fs::path &folder)
{
    const auto tokenizer = ClipTokenizer::load(folder);
    std::string words;
    for (int i = 0; i < 76; ++i)
        words += "remove ";
    const auto text = tokenizer->encode(words);
    CF_CHECK(text.length == 78 && text.truncated && text.ids.size() == 77);
    CF_CHECK(text.ids[75] == text.ids[1] && text.ids[76] == tokenizer->endId());

    std::string hostile;
    for (int i = 0; i < 10000; ++i)
        hostile += static_cast<char>('a' + i * i % 26);
    const auto start = std::chrono::steady_clock::now();
    CF_CHECK(tokenizer->encode(hostile).truncated);
    CF_LESS(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
    CF_EQUAL(tokenizer->encode("").length, 2);
}

void damagedFilesAreNamed(const fs::path &folder)
{
    fs::create_directories(folder / "bad");
    CF_CHECK(ClipTokenizer::load(folder / "bad").error().message.find("vocab.json") != std::string::npos);
    std::ofstream(folder / "bad/merges.txt") << "#version: 0.2\na b\nlonely\n";
    std::ofstream(folder / "bad/vocab.json") << R"({"a": 0, "b": 0})";
    CF_CHECK(ClipTokenizer::load(folder / "bad").error().message.find("share the id 0") != std::string::npos);
    std::ofstream(folder / "bad/vocab.json") << R"({"a": 0, "b": -7})";
    CF_CHECK(ClipTokenizer::load(folder / "bad").error().message.find("\"b\"") != std::string::npos);
    std::ofstream(folder / "bad/vocab.json") << R"({"a": 0, "b": 1})";
    CF_CHECK(ClipTokenizer::load(folder / "bad").error().message.find("merges.txt") != std::string::npos);
    std::ofstream(folder / "bad/merges.txt") << "#version: 0.2\na b\n";
    CF_CHECK(ClipTokenizer::load(folder / "bad").error().message.find("special tokens") != std::string::npos);
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    charactersAreKnownAsInUnicode();
    textSplitsAsClipDoes();
    ownVocabularyMakesWordsWholeTokens(folder.path());
    longTextIsCutAndSaid(folder.path());
    vocabularyIsBoundedAndRepeatable(folder.path());
    damagedFilesAreNamed(folder.path());
}
