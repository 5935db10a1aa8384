#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace cf;

namespace {

constexpr int size = 256;

Abnormality abnormality(
    Target target, Side side = Side::None, Severity severity = Severity::None, Zone zone = Zone::None)
{
    return { target, side, zone, severity };
}

CounterfactualPair pairWith(std::uint64_t seed, const Abnormality &turned, const std::vector<Abnormality> &base = {})
{
    auto pair = renderPhantomPair(seed, size, base, turned);
    CF_CHECK(pair.has_value());
    return std::move(*pair);
}

double changedPixels(const CounterfactualPair &pair)
{
    return std::count(pair.region.pixels.begin(), pair.region.pixels.end(), 1.0F);
}

/// Sum of all grey that a switch adds.
double brightening(const CounterfactualPair &pair)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < pair.with.pixels.size(); ++i)
        sum += pair.with.pixels[i] - pair.without.pixels[i];
    return sum;
}

void sameSeedSameBytes()
{
    const PhantomRequest request{ 7, size,
        { abnormality(Target::PleuralEffusion, Side::Left), abnormality(Target::Pacemaker) } };
    const auto first = renderPhantom(request);
    const auto second = renderPhantom(request);
    CF_CHECK(first && second);
    CF_EQUAL(first->stored, second->stored);
    const auto other = renderPhantom({ 8, size, request.switches });
    CF_CHECK(other && other->stored != first->stored);
    const auto [low, high] = std::minmax_element(first->stored.pixels.begin(), first->stored.pixels.end());
    CF_CHECK(*low >= 0 && *high <= 4095 && *high - *low > 2000);
    for (std::size_t i = 0; i < first->stored.pixels.size(); ++i)
        CF_EQUAL(first->display.pixels[i], static_cast<float>(first->stored.pixels[i]) / 4095.0F);
}

void pairsAreExactOutsideTheRegion()
{
    // The region holds just what differs, and it is a part of the film: the noise and all other switches stay.
    const std::vector<Abnormality> base{ abnormality(Target::Cardiomegaly), abnormality(Target::EcgLeads) };
    const auto pair = pairWith(11, abnormality(Target::PleuralEffusion, Side::Right, Severity::Moderate), base);
    for (std::size_t i = 0; i < pair.region.pixels.size(); ++i)
        CF_EQUAL((pair.region.pixels[i] > 0.0F), (pair.with.pixels[i] != pair.without.pixels[i]));
    CF_CHECK(changedPixels(pair) > 0.01 * size * size && changedPixels(pair) < 0.25 * size * size);
    const auto alone = renderPhantom({ 11, size, base });
    CF_CHECK(alone && alone->display == pair.without);
}

/// Share of all change that lies on the patient's left, which is the image's right.
double shareOnTheLeft(const CounterfactualPair &pair, double midline)
{
    double left = 0.0;
    double all = 0.0;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const double change = std::abs(pair.with.at(x, y) - pair.without.at(x, y));
            all += change;
            left += x > midline ? change : 0.0;
        }
    return left / all;
}

void sidesAreThePatients()
{
    for (const std::uint64_t seed : { 3U, 21U, 40U })
        for (const Target target : { Target::PleuralEffusion, Target::Pneumothorax, Target::LungOpacity,
                 Target::Consolidation, Target::LungLesion, Target::Atelectasis, Target::Fracture }) {
            const auto patient = PhantomPatient::make(seed, size);
            CF_CHECK(patient.has_value());
            const double midline = patient->geometry().fromAtlas({ 66.0, 60.0 }).x;
            const auto left = pairOf(*patient, {}, abnormality(target, Side::Left));
            const auto right = pairOf(*patient, {}, abnormality(target, Side::Right));
            CF_CHECK(left && right);
            CF_LESS(0.97, shareOnTheLeft(*left, midline));
            CF_LESS(shareOnTheLeft(*right, midline), 0.03);
        }
}

void everySwitchIsSeen()
{
    for (const Target target : allTargets) {
        const auto pair = renderPhantomPair(5, size, {}, abnormality(target, Side::None, Severity::Large));
        CF_EQUAL(pair.has_value(), canSwitch(target));
        if (!pair) {
            CF_EQUAL(pair.error().code, ErrorCode::Unsupported);
            continue;
        }
        std::printf("%s: visible %.1f of 255\n", std::string(keyOf(target)).c_str(), pair->visible);
        CF_LESS((isDevice(target) ? 4.0 : 8.0), pair->visible);
    }
}

void severityGrows()
{
    for (const Target target : { Target::PleuralEffusion, Target::Cardiomegaly, Target::Edema, Target::Consolidation,
             Target::LungOpacity, Target::EnlargedCardiomediastinum, Target::LungLesion }) {
        double before = 0.0;
        for (const Severity severity : { Severity::Small, Severity::Moderate, Severity::Large }) {
            const double now = brightening(pairWith(9, abnormality(target, Side::Left, severity, Zone::Middle)));
            CF_LESS(1.1 * before, now);
            before = now;
        }
    }
    double before = 0.0;
    for (const Severity severity : { Severity::Small, Severity::Moderate, Severity::Large }) {
        const double now = changedPixels(pairWith(9, abnormality(Target::Pneumothorax, Side::Left, severity)));
        CF_LESS(1.1 * before, now);
        before = now;
    }
}

void geometryDescribesTheFilm()
{
    // Lungs are darker than the heart between them, at the places that the geometry names.
    for (std::uint64_t seed = 100; seed < 104; ++seed) {
        const auto phantom = renderPhantom({ seed, size, {} });
        CF_CHECK(phantom.has_value());
        const auto greyAround = [&](Point atlasPoint) {
            const Point centre = phantom->geometry.fromAtlas(atlasPoint);
            double sum = 0.0;
            for (int dy = -4; dy <= 4; ++dy)
                for (int dx = -4; dx <= 4; ++dx)
                    sum += phantom->display.at(static_cast<int>(centre.x) + dx, static_cast<int>(centre.y) + dy);
            return sum / 81.0;
        };
        const double heart = greyAround({ 70, 74 });
        CF_LESS(greyAround({ 36, 50 }), heart - 0.2);
        CF_LESS(greyAround({ 96, 50 }), heart - 0.2);
        const auto &geometry = phantom->geometry;
        CF_LESS(geometry.lungRight.front().x, geometry.lungLeft.front().x);
        CF_CHECK(geometry.heartRight.size() > 10 && geometry.heartLeft.size() > 10);
        CF_LESS(geometry.heartRight.front().y, geometry.heartRight.back().y);
        CF_LESS(geometry.heartLeft.front().y, geometry.heartLeft.back().y);
        CF_LESS(geometry.hilumRight.x, geometry.hilumLeft.x);
    }
}

void casesAreBalanced()
{
    std::map<Target, int> count;
    int left = 0;
    int right = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        const auto sample = samplePhantomCase(seed);
        CF_CHECK(canSwitch(sample.turned.target));
        CF_EQUAL(std::find(sample.base.begin(), sample.base.end(), sample.turned), sample.base.end());
        ++count[sample.turned.target];
        left += sample.turned.side == Side::Left;
        right += sample.turned.side == Side::Right;
    }
    CF_CHECK(count.size() >= 17);
    for (const auto &[target, times] : count)
        CF_LESS(60, times);
    CF_NEAR(left, right, 0.1 * (left + right));
    const auto pair = samplePhantomPair(1, 128);
    CF_CHECK(pair && pair->without.width == 128);
}

void wrongRequestsAreRefused()
{
    for (const int wrong : { -1, 0, 63, 4097, 2000000000 }) {
        const auto phantom = renderPhantom({ 1, wrong, {} });
        CF_CHECK(!phantom && phantom.error().code == ErrorCode::InvalidInput);
    }
    const auto same = abnormality(Target::Edema);
    const auto pair = renderPhantomPair(1, 64, { same }, same);
    CF_CHECK(!pair && pair.error().code == ErrorCode::InvalidInput);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = renderPhantom({ 1, size, {} }, JobContext(stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
}

} // namespace

int main()
{
    sameSeedSameBytes();
    pairsAreExactOutsideTheRegion();
    sidesAreThePatients();
    everySwitchIsSeen();
    severityGrows();
    geometryDescribesTheFilm();
    casesAreBalanced();
    wrongRequestsAreRefused();
    std::puts("Phantoms: all checks passed.");
    return 0;
}
