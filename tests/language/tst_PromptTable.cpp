#include "core/language/PromptLanguage.h"
#include "tests/support/Check.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

// Each line of sentences.tsv: what is typed, the edits it must become (action|target|side|zone|severity, numbers
// behind, parted by ";
// ") and the codes of its warnings, for the bundled model, no labels, no mask.

using namespace cf;

namespace {

std::vector<std::string> split(const std::string &line)
{
    std::vector<std::string> cells(1);
    for (const char character : line) {
        if (character == '\t')
            cells.emplace_back();
        else
            cells.back() += character;
    }
    return cells;
}

std::string editsText(const CompiledPrompt &compiled)
{
    std::string text;
    for (const EditInstruction &edit : compiled.edits) {
        text += text.empty() ? "" : "; ";
        for (const auto key :
            { keyOf(edit.action), keyOf(edit.target), keyOf(edit.side), keyOf(edit.zone), keyOf(edit.severity) })
            text.append(key).append("|");
        text.pop_back();
        for (const Amount &amount : edit.amounts) {
            std::array<char, 32> number{};
            std::snprintf(number.data(), number.size(), "%g", amount.value);
            text.append("|").append(keyOf(amount.kind)).append("=").append(number.data());
        }
    }
    return text.empty() ? "-" : text;
}

std::string warningsText(const CompiledPrompt &compiled)
{
    std::string text;
    for (const PromptWarning &warning : compiled.warnings)
        text += (text.empty() ? "" : ",") + warning.code;
    return text.empty() ? "-" : text;
}

} // namespace

int main()
{
    std::ifstream table(std::string(CONTRAFACT_SOURCE_DIR) + "/tests/language/sentences.tsv");
    CF_CHECK(table.good());
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    int rows = 0;
    int wrong = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.empty() || line.front() == '#')
            continue;
        const auto cells = split(line);
        CF_EQUAL(cells.size(), 3);
        ++rows;
        const CompiledPrompt compiled = compilePrompt(cells[0], grammar);
        const std::string edits = editsText(compiled);
        const std::string warnings = warningsText(compiled);
        if (edits == cells[1] && warnings == cells[2])
            continue;
        ++wrong;
        std::fprintf(stderr, "%s\n  expected %s  %s\n  got      %s  %s\n", cells[0].c_str(), cells[1].c_str(),
            cells[2].c_str(), edits.c_str(), warnings.c_str());
    }
    std::printf("%d sentences, %d wrong\n", rows, wrong);
    CF_CHECK(rows >= 600);
    CF_EQUAL(wrong, 0);
    return 0;
}
