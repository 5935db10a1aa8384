#include "core/sessions/reading/ImageOrder.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/reading/CaseSequence.h"

#include <algorithm>

namespace cf::sessions {

namespace {

/// The image to be found comes to `place`, the others anywhere.
void turn(const Protocol &protocol, Case &one, std::size_t place, RandomStream &stream)
{
    const std::size_t found = imageToFind(protocol, one);
    std::vector<std::size_t> listed; // New index → index in the list.
    for (std::size_t image = 0; image < one.images.size(); ++image)
        if (image != found)
            listed.push_back(image);
    shuffle(listed, stream);
    listed.insert(listed.begin() + static_cast<std::ptrdiff_t>(place), found);
    Case turned = one;
    for (std::size_t image = 0; image < listed.size(); ++image)
        turned.images[image] = one.images[listed[image]];
    for (const std::string &key : imageTruths(protocol))
        if (const auto named = imageNamed(one, key))
            turned.truth[key] = std::to_string(std::ranges::find(listed, *named) - listed.begin());
    one = std::move(turned);
}

void turnAll(const Protocol &protocol, const std::vector<Case *> &cases, RandomStream stream)
{
    if (cases.empty())
        return;
    const int images = static_cast<int>(cases.front()->images.size());
    const auto first = static_cast<std::size_t>(stream.below(images)); // Which index is one ahead where they are odd.
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < cases.size(); ++i)
        places.push_back(first + i);
    shuffle(places, stream);
    for (std::size_t i = 0; i < cases.size(); ++i)
        turn(protocol, *cases[i], places[i] % cases[i]->images.size(), stream);
}

} // namespace

std::vector<Case> withDrawnImageOrder(const Protocol &protocol, std::vector<Case> cases)
{
    const RandomStream study(protocol.order.seed, "order of images");
    for (const bool isTraining : { false, true }) {
        std::vector<Case *> several;
        for (Case &one : cases)
            if (one.isTraining == isTraining && one.images.size() > 1)
                several.push_back(&one);
        turnAll(protocol, several, study.child(isTraining ? "training" : "serious"));
    }
    return cases;
}

} // namespace cf::sessions
