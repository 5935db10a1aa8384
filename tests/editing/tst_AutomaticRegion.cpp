// The region that a model's own change makes, and the record that an edit leaves. No network.

#include "core/base/RandomStream.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/region/AutomaticRegion.h"
#include "core/imaging/MaskMorphology.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <string>

using namespace cf;

namespace {

Letterbox letterboxOf(int width, int height, int size)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(width, height);
    return *fitIntoSquare(radiograph, size);
}

GreyImage noise(int size, double deviation)
{
    GreyImage image(size, size);
    RandomStream stream(5);
    for (float &value : image.pixels)
        value = static_cast<float>(stream.normal(0.0, deviation));
    return image;
}

void noiseAloneIsNoRegion()
{
    const auto region = findRegion(noise(256, 0.004), letterboxOf(600, 600, 256), 8.0);
    CF_CHECK(areaOf(region.mask) == 0 && region.mask.width == 600);
    CF_EQUAL(areaOf(findRegion(GreyImage(256, 256), letterboxOf(600, 600, 256), 8.0).mask), 0);
}

void aChangeIsFoundWithRoomAround()
{
    GreyImage change = noise(256, 0.004);
    for (int y = 100; y < 140; ++y)
        for (int x = 60; x < 120; ++x)
            change.at(x, y) -= 0.15F; // A removal is as good as an addition.
    const auto region = findRegion(change, letterboxOf(512, 512, 256), 8.0);
    const auto box = boundingBox(region.mask);
    CF_CHECK(box.has_value());
    CF_CHECK(box->x > 2 * (60 - 8 - 12) && box->x <= 2 * (60 - 8) + 2);
    CF_CHECK(box->y > 2 * (100 - 8 - 12) && box->y <= 2 * (100 - 8) + 2);
    for (int y = 200; y < 280; ++y)
        for (int x = 120; x < 240; ++x)
            CF_EQUAL(region.mask.at(x, y), 1.0F);
}

void specksAndTheBarsAreNoChange()
{
    GreyImage change(256, 256);
    change.at(128, 128) = 0.9F;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 30; ++x)
            change.at(x, y) = 0.5F; // On a bar beside the radiograph.
    CF_EQUAL(areaOf(findRegion(change, letterboxOf(300, 600, 256), 8.0).mask), 0);
}

bool warns(const AutomaticRegion &region, const std::string &code)
{
    return std::any_of(region.warnings.begin(), region.warnings.end(),
        [&](const RegionWarning &warning) { return warning.code == code && !warning.text.empty(); });
}

/// How a phantom's film, whose effusion comes or goes, is found: also a strong change of the model's own fancy in the
/// other lung must not become part of the region.
void anEffusionIsFoundOnItsSideOnly(EditAction action)
{
    constexpr int size = 384;
    const auto pair = renderPhantomPair(11, size, {}, { Target::PleuralEffusion, Side::Right, {}, Severity::Moderate });
    const auto patient = PhantomPatient::make(11, size);
    CF_CHECK(pair && patient);
    const bool removes = action == EditAction::Remove;
    GreyImage truth(size, size);
    for (std::size_t index = 0; index < truth.pixels.size(); ++index)
        truth.pixels[index] = (removes ? -1.0F : 1.0F) * (pair->with.pixels[index] - pair->without.pixels[index]);
    const Point fancy = patient->geometry().hilumLeft;
    GreyImage change = noise(size, 0.004);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            change.at(x, y) += truth.at(x, y) + (std::hypot(x - fancy.x - 30.0, y - fancy.y) < 18.0 ? 0.12F : 0.0F);
    const std::vector<EditInstruction> edits{ { action, Target::PleuralEffusion, Side::Right, {}, {} } };
    const Letterbox letterbox = letterboxOf(size, size, size);
    const RegionAnatomy anatomy = anatomyOf(removes ? pair->with : pair->without, edits, {});
    CF_CHECK(!anatomy.uncertain && areaOf(anatomy.mask) > 0);
    const auto region = findRegion(change, letterbox, 12.0, anatomy);
    CF_CHECK(region.limitedToAnatomy && region.warnings.empty() && region.contrast > 3.0);

    // Unlimited, the fancy is found: the anatomy is what keeps it out.
    const auto unlimited = findRegion(change, letterbox, 12.0);
    const int row = static_cast<int>(fancy.y);
    const int column = static_cast<int>(fancy.x) + 30;
    CF_EQUAL(unlimited.mask.at(column, row), 1.0F);
    double leftOfPatient = 0.0;
    for (int y = 0; y < size; ++y)
        for (int x = static_cast<int>(fancy.x); x < size; ++x)
            leftOfPatient += region.mask.at(x, y);
    CF_EQUAL(leftOfPatient, 0.0);

    float largest = 0.0F;
    for (const float value : truth.pixels)
        largest = std::max(largest, std::abs(value));
    double strong = 0.0;
    double found = 0.0;
    for (std::size_t index = 0; index < truth.pixels.size(); ++index)
        if (std::abs(truth.pixels[index]) > 0.25F * largest) {
            strong += 1.0;
            found += region.mask.pixels[index];
        }
    CF_CHECK(strong > 100.0 && found >= 0.9 * strong);
}

void theFadeLiesBeyondTheAnatomy()
{
    GreyImage change(256, 256);
    RegionAnatomy anatomy{ MaskImage(256, 256), false };
    for (int y = 80; y < 160; ++y)
        for (int x = 40; x < 200; ++x)
            change.at(x, y) = 0.2F;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 120; ++x)
            anatomy.mask.at(x, y) = 1.0F;
    const auto region = findRegion(change, letterboxOf(256, 256, 256), 16.0, anatomy);
    CF_CHECK(region.limitedToAnatomy && region.mask.at(119, 120) == 1.0F);
    CF_CHECK(region.mask.at(119 + 14, 120) == 1.0F && region.mask.at(119 + 18, 120) == 0.0F);
}

void withoutAChestTheRegionIsNotLimitedAndSaysSo()
{
    GreyImage change = noise(256, 0.004);
    for (int y = 100; y < 140; ++y)
        for (int x = 60; x < 120; ++x)
            change.at(x, y) += 0.15F;
    const std::vector<EditInstruction> edits{ { EditAction::Add, Target::PleuralEffusion, Side::Left, {}, {} } };
    const RegionAnatomy anatomy = anatomyOf(noise(256, 0.1), edits, {});
    CF_CHECK(anatomy.uncertain && anatomy.mask.empty());
    const auto region = findRegion(change, letterboxOf(256, 256, 256), 8.0, anatomy);
    CF_CHECK(region.mask.at(90, 120) == 1.0F && !region.limitedToAnatomy);
    CF_CHECK(warns(region, "region-anatomy-uncertain"));
    // A device may lie anywhere: nothing is looked for, and nothing is warned of.
    CF_CHECK(!anatomyOf(noise(256, 0.1), { { EditAction::Remove, Target::Pacemaker, {}, {}, {} } }, {}).uncertain);
}

void aChangeThatHardlyStandsOutIsNotTrusted()
{
    GreyImage change(256, 256);
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            change.at(x, y) = (x / 32 + y / 32) % 2 == 0 ? 0.022F : 0.008F; // Ripples over the whole film.
    for (int y = 100; y < 140; ++y)
        for (int x = 60; x < 120; ++x)
            change.at(x, y) = 0.055F;
    const auto region = findRegion(change, letterboxOf(256, 256, 256), 4.0);
    CF_CHECK(areaOf(region.mask) > 0 && warns(region, "region-low-contrast"));
    CF_CHECK(warns(findRegion(noise(256, 0.004), letterboxOf(256, 256, 256), 8.0), "region-empty"));
}

void theRecordSurvivesItsText()
{
    Provenance record;
    record.program = "Contrafact 0.1.0";
    record.model = "mini";
    record.method = "instruct";
    record.seed = 18446744073709551615ULL;
    record.steps = 8;
    record.parameters = { { "guidance_scale", 1.25 }, { "feather", 16.0 } };
    record.prompt = "右胸水を消す \"quoted\"\n";
    record.captions = { "do nothing", "remove right pleural effusion", { "effusion" } };
    record.captionsByHand = true;
    record.sourceConfirmed = true;
    const auto read = provenanceFromJson(toJson(record));
    CF_CHECK(read && toJson(*read) == toJson(record) && read->seed == record.seed && read->prompt == record.prompt
        && read->captionsByHand && read->sourceConfirmed);
    CF_EQUAL(provenanceFromJson("{}").error().code, ErrorCode::InvalidInput);
    record.prompt = "\xFF\xFE broken";
    CF_CHECK(provenanceFromJson(toJson(record)).has_value());
}

void hashesTellPixelsApart()
{
    StoredImage image(2, 1);
    CF_EQUAL(sha256Of(image), "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc"); // Eight zero bytes.
    image.pixels[1] = -1;
    CF_CHECK(sha256Of(image) != sha256Of(StoredImage(2, 1)));
    CF_CHECK(sha256Of(MaskImage{}).empty() && sha256Of(MaskImage(2, 1)).size() == 64);
}

} // namespace

int main()
{
    noiseAloneIsNoRegion();
    aChangeIsFoundWithRoomAround();
    specksAndTheBarsAreNoChange();
    anEffusionIsFoundOnItsSideOnly(EditAction::Add);
    anEffusionIsFoundOnItsSideOnly(EditAction::Remove);
    theFadeLiesBeyondTheAnatomy();
    withoutAChestTheRegionIsNotLimitedAndSaysSo();
    aChangeThatHardlyStandsOutIsNotTrusted();
    theRecordSurvivesItsText();
    hashesTellPixelsApart();
}
