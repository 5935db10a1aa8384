// The region that a model's own change makes, and the record that an edit leaves. No network.

#include "core/base/RandomStream.h"
#include "core/editing/AutomaticRegion.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

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
    CF_CHECK(areaOf(findRegion(GreyImage(256, 256), letterboxOf(600, 600, 256), 8.0).mask) == 0);
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
            CF_CHECK(region.mask.at(x, y) == 1.0F);
}

void specksAndTheBarsAreNoChange()
{
    GreyImage change(256, 256);
    change.at(128, 128) = 0.9F;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 30; ++x)
            change.at(x, y) = 0.5F; // On a bar beside the radiograph.
    CF_CHECK(areaOf(findRegion(change, letterboxOf(300, 600, 256), 8.0).mask) == 0);
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
    const auto read = provenanceFromJson(toJson(record));
    CF_CHECK(read && toJson(*read) == toJson(record) && read->seed == record.seed && read->prompt == record.prompt);
    CF_CHECK(provenanceFromJson("{}").error().code == ErrorCode::InvalidInput);
    record.prompt = "\xFF\xFE broken";
    CF_CHECK(provenanceFromJson(toJson(record)).has_value());
}

void hashesTellPixelsApart()
{
    StoredImage image(2, 1);
    CF_CHECK(
        sha256Of(image) == "af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc"); // Eight zero bytes.
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
    theRecordSurvivesItsText();
    hashesTellPixelsApart();
}
