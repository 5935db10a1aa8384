// What must not be sealed without a word: maps that only some arms have, and few images that differ all the same.

#include "core/sessions/coordination/Sealing.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>

using namespace cf;
using namespace cf::test;

namespace {

bool saysOf(const Error &error, const std::string &words)
{
    return error.message.find(words) != std::string::npos;
}

StudyStore unsealed(const std::string &file, const Protocol &protocol, const CaseSet &set)
{
    StudyStore store = need(StudyStore::create(file, protocol));
    need(store.putCases(set.cases, set.images));
    need(store.putReader(reader("R1")));
    return store;
}

void mapsOfSomeArmsNeedAReason(const std::string &file)
{
    Protocol protocol = twoArms();
    Stage second = protocol.stages[0];
    second.id = "map";
    second.follows = StageFollows::SameCase;
    second.showsDifference = true;
    protocol.stages.push_back(second);
    CaseSet set = someCases(24);
    const StudyImage map = film(999);
    set.images.push_back(map);
    for (Case &one : set.cases)
        if (one.arm() == "flow")
            one.images[0].difference = map.sha256;
    StudyStore store = unsealed(file, protocol, set);
    CF_CHECK(saysOf(sealStudy(store, {}, false, {}).error(), "only 12 of 24 cases have (none in arm real)"));
    for (Case &one : set.cases)
        one.images[0].difference = map.sha256;
    need(store.putCases(set.cases, {}));
    need(sealStudy(store, {}, false, {}));
}

void fewImagesThatDifferNeedAReason(const std::string &root)
{
    const CaseSet all = someCases(60);
    for (const bool isPlanted : { false, true }) {
        CaseSet set;
        for (std::size_t i = 0; i < all.cases.size(); ++i) {
            Case one = all.cases[i];
            StudyImage image = all.images[i];
            if (one.arm() == "real" && i % 12 != 0) // Five, spread over the study.
                continue;
            if (isPlanted && one.arm() == "flow") {
                image.radiograph.windowWidth = 1000.0;
                image.sha256 = imageHash(image.radiograph);
                one.images[0].sha256 = image.sha256;
            }
            set.cases.push_back(one);
            set.images.push_back(image);
        }
        StudyStore store = unsealed(root + (isPlanted ? "/planted.cfstudy" : "/alike.cfstudy"), twoArms(), set);
        const LeakReport report = need(checkForLeaks(store, {}));
        CF_CHECK(report.real == 5 && std::ranges::all_of(report.channels, &LeakChannel::tooFew));
        CF_CHECK(std::ranges::any_of(report.channels, &LeakChannel::differs) == isPlanted);
        if (isPlanted)
            CF_CHECK(saysOf(sealStudy(store, {}, false, {}).error(), "but real and synthetic ones lie apart in"));
        need(sealStudy(store, isPlanted ? "a pilot" : "", false, {}));
    }
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    mapsOfSomeArmsNeedAReason((folder.path() / "maps.cfstudy").string());
    fewImagesThatDifferNeedAReason(folder.path().string());
    return 0;
}
