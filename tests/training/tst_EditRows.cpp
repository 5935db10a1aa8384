#include "core/training/data/EditRows.h"

#include "core/language/Captions.h"
#include "tests/support/Check.h"

#include <map>
#include <set>

using namespace cf;

namespace {

std::vector<PairRecord> records()
{
    std::vector<PairRecord> all;
    for (int index = 0; index < 640; ++index) {
        PairRecord record;
        record.origin = "phantom";
        record.seed = static_cast<std::uint64_t>(index);
        // Pacemakers are nine times as common as effusions.
        record.abnormality = index % 10 == 0
            ? Abnormality{ Target::PleuralEffusion, Side::Left, Zone::None, Severity::Large }
            : Abnormality{ Target::Pacemaker, Side::Left, Zone::None, Severity::None };
        all.push_back(record);
    }
    return all;
}

EditRecipe recipe()
{
    EditRecipe settings;
    settings.captionDropout = 0.0;
    return settings;
}

void theSameStreamDrawsTheSameRows()
{
    const auto all = records();
    const auto settings = recipe();
    const EditRowSampler sampler(all, settings);
    const auto first = sampler.draw(50, RandomStream(3, "rows"));
    const auto second = sampler.draw(50, RandomStream(3, "rows"));
    for (std::size_t index = 0; index < first.size(); ++index)
        CF_CHECK(first[index].pair == second[index].pair && first[index].instruction == second[index].instruction);
}

void rareFindingsAreDrawnAsOftenAsCommonOnesAndCheckPairsNever()
{
    const auto all = records();
    const auto settings = recipe();
    const EditRowSampler sampler(all, settings);
    int effusions = 0;
    const auto rows = sampler.draw(4000, RandomStream(4, "rows"));
    for (const EditRow &row : rows) {
        CF_CHECK(!isCheckPair(all[row.pair]));
        effusions += all[row.pair].abnormality.target == Target::PleuralEffusion ? 1 : 0;
    }
    CF_CHECK(effusions > 1800 && effusions < 2200);
}

void anInstructionSaysWhatThePairShows()
{
    const auto all = records();
    const auto settings = recipe();
    const EditRowSampler sampler(all, settings);
    const auto grammar = CaptionGrammar::bundled();
    std::set<std::string> idle;
    for (const EditRow &row : sampler.draw(4000, RandomStream(5, "rows"))) {
        if (row.fromWith == row.toWith) {
            idle.insert(row.instruction);
            continue;
        }
        const std::string verb = row.toWith ? "add " : "remove ";
        CF_EQUAL(row.instruction.rfind(verb, 0), 0);
        const std::string noun = grammar.words.at(all[row.pair].abnormality.target);
        CF_CHECK(row.instruction.find(noun) != std::string::npos);
    }
    // Nothing to do: said so, asked to remove what is not there, or on the wrong side.
    CF_CHECK(idle.contains("do nothing"));
    CF_CHECK(idle.contains("remove right pleural effusion"));
    CF_CHECK(idle.contains("remove left pleural effusion"));
    CF_CHECK(!idle.contains("add left pleural effusion"));
}

} // namespace

int main()
{
    theSameStreamDrawsTheSameRows();
    rareFindingsAreDrawnAsOftenAsCommonOnesAndCheckPairsNever();
    anInstructionSaysWhatThePairShows();
}
