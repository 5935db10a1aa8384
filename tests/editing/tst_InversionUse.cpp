// Methods that invert: a second edit starts from the cache with the same bytes; words are found wherever they stand;
// every candidate of a sweep is judged and kept.

#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;

const test::TemporaryFolder scratch;
const fs::path plain = scratch / "plain";

EditorSettings cachedIn(const char *name)
{
    EditorSettings settings;
    settings.inversionCache = scratch / name;
    return settings;
}

int filesIn(const fs::path &folder)
{
    int count = 0;
    for (const auto &entry : fs::directory_iterator(folder))
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

void aSecondEditStartsFromTheCacheWithTheSameBytes(const std::string &method)
{
    const EditorSettings cache = cachedIn(method.c_str());
    EditRequest request = test::removalRequest(method);
    const EditResult without = test::runEdit(*test::openEditor(plain), request);
    const EditResult first = test::runEdit(*test::openEditor(plain, cache), request);
    const EditResult second = test::runEdit(*test::openEditor(plain, cache), request);
    CF_CHECK(without.provenance.inversion == "computed" && first.provenance.inversion == "computed");
    CF_EQUAL(second.provenance.inversion, "cached");
    CF_CHECK(first.counterfactual == without.counterfactual && second.counterfactual == without.counterfactual);
    CF_LESS(second.metrics.networkEvaluations, first.metrics.networkEvaluations);
    // What an inversion does not depend on may change; what it depends on may not.
    request.mask.at(60, 90) = 1.0F;
    request.captions.target = "remove small left pacemaker";
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), request).provenance.inversion, "cached");
    EditRequest other = request;
    other.captions.source = "add pacemaker";
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), other).provenance.inversion, "computed");
    other = request;
    other.source.stored.at(3, 3) += 1;
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), other).provenance.inversion, "computed");
    other = request;
    other.source.windowCenter = 1900.0;
    other.source.windowWidth = 3000.0;
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), other).provenance.inversion, "computed");
    other = request;
    other.steps = 4;
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), other).provenance.inversion, "computed");
    CF_EQUAL(test::runEdit(*test::openEditor(plain, cache), request).provenance.inversion, "cached");
}

void aCacheInRuinsChangesNothing()
{
    const EditRequest request = test::removalRequest("direct");
    const EditResult sound = test::runEdit(*test::openEditor(plain), request);
    const EditorSettings cache = cachedIn("ruins");
    test::runEdit(*test::openEditor(plain, cache), request);
    for (const auto &entry : fs::directory_iterator(cache.inversionCache))
        fs::resize_file(entry.path(), fs::file_size(entry.path()) - 100);
    const EditResult repaired = test::runEdit(*test::openEditor(plain, cache), request);
    CF_CHECK(repaired.provenance.inversion == "computed" && repaired.counterfactual == sound.counterfactual);
    std::ofstream(scratch / "file") << "in the way";
    EditorSettings blocked;
    blocked.inversionCache = scratch / "file" / "folder";
    CF_EQUAL(test::runEdit(*test::openEditor(plain, blocked), request).counterfactual, sound.counterfactual);
}

void methodsWithoutInversionLeaveNoFile()
{
    const EditorSettings cache = cachedIn("none");
    const auto editor = test::openEditor(plain, cache);
    CF_CHECK(test::runEdit(*editor, test::removalRequest("flow")).provenance.inversion.empty());
    CF_CHECK(!fs::exists(cache.inversionCache) || filesIn(cache.inversionCache) == 0);
}

EditRequest requestOfLabels(const std::string &method)
{
    EditRequest request = test::removalRequest(method);
    request.captions = { "add pleural effusion", "add pacemaker, pleural effusion", { "Pacemaker" } };
    return request;
}

void wordsBeforeACommaAreWeighted(const std::string &method)
{
    const auto editor = test::openEditor(plain, cachedIn("words"));
    EditRequest request = requestOfLabels(method);
    request.parameters = { { "word_weight", 1.0 } };
    const EditResult plainly = test::runEdit(*editor, request);
    request.parameters = { { "word_weight", 8.0 } };
    const EditResult weighted = test::runEdit(*editor, request);
    for (std::size_t index = 0; index < plainly.candidates.size(); ++index)
        CF_CHECK(plainly.candidates[index].stored != weighted.candidates[index].stored);
    CF_CHECK(!plainly.candidates.empty() || !(plainly.counterfactual == weighted.counterfactual));
}

void aWordThatIsNowhereIsSaid(const std::string &method)
{
    const auto editor = test::openEditor(plain);
    EditRequest request = requestOfLabels(method);
    request.captions.changedWords = { "banana" };
    const auto result = editor->edit(request, {}, {});
    CF_CHECK(!result && result.error().code == ErrorCode::InvalidInput);
    CF_CHECK(result.error().message.find("banana") != std::string::npos);
}

void aBlendThatLetsNothingThroughKeepsTheSource(const std::string &method)
{
    const auto editor = test::openEditor(plain, cachedIn("blend"));
    EditRequest request = requestOfLabels(method);
    request.parameters = { { "local_blend", 0.2 } };
    const EditResult some = test::runEdit(*editor, request);
    request.parameters = { { "local_blend", 1.0 } }; // No position exceeds the largest.
    const EditResult none = test::runEdit(*editor, request);
    // The source row of prism is sampled, too, and ends near the source; that of direct is the inversion itself.
    if (method == "direct")
        CF_CHECK(none.status == EditStatus::Refused && none.counterfactual == request.source);
    CF_CHECK(!(some.counterfactual == none.counterfactual));
    request.captions.changedWords.clear();
    const auto wordless = editor->edit(request, {}, {});
    CF_CHECK(!wordless && wordless.error().message.find("local_blend") != std::string::npos);
}

void theBestPassingCandidateWins()
{
    const EditResult result = test::runEdit(*test::openEditor(plain), test::removalRequest("prism"));
    CF_EQUAL(result.candidates.size(), 5);
    const EditCandidate *chosen = nullptr;
    for (const EditCandidate &candidate : result.candidates) {
        CF_CHECK(candidate.parameters.contains("self_replace") && !candidate.gates.empty());
        CF_CHECK(candidate.stored.sameSizeAs(result.counterfactual.stored));
        CF_EQUAL((candidate.status == EditStatus::Refused), !candidate.reason.empty());
        if (candidate.isChosen)
            chosen = &candidate;
    }
    CF_CHECK(chosen != nullptr && chosen->stored == result.counterfactual.stored && chosen->status == result.status);
    CF_EQUAL(result.provenance.parameters.at("chosen_self_replace"), chosen->parameters.at("self_replace"));
    for (const EditCandidate &candidate : result.candidates)
        CF_CHECK(candidate.status != chosen->status || candidate.score <= chosen->score);
}

void noPassingCandidateIsARefusalThatKeepsAll()
{
    const fs::path idle = scratch / "idle";
    CF_CHECK(test::writeTinyModel(idle, { false, 0.0, "prism" }).has_value());
    EditRequest request = test::removalRequest("prism");
    request.mask = MaskImage();
    const EditResult result = test::runEdit(*test::openEditor(idle), request);
    CF_CHECK(result.status == EditStatus::Refused && result.reason.starts_with("None of the 5 candidates passed."));
    CF_EQUAL(result.candidates.size(), 5);
    CF_CHECK(std::all_of(result.candidates.begin(), result.candidates.end(), [](const EditCandidate &candidate) {
        return candidate.status == EditStatus::Refused && !candidate.reason.empty() && !candidate.stored.empty();
    }));
}

} // namespace

int main()
{
    CF_CHECK(test::writeTinyModel(plain, { false, 1.0, "flow" }).has_value());
    for (const char *method : { "direct", "inpaint", "prism" })
        aSecondEditStartsFromTheCacheWithTheSameBytes(method);
    aCacheInRuinsChangesNothing();
    methodsWithoutInversionLeaveNoFile();
    for (const char *method : { "direct", "prism" }) {
        wordsBeforeACommaAreWeighted(method);
        aWordThatIsNowhereIsSaid(method);
        aBlendThatLetsNothingThroughKeepsTheSource(method);
    }
    theBestPassingCandidateWins();
    noPassingCandidateIsARefusalThatKeepsAll();
}
