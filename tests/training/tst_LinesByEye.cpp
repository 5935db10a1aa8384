// What a reader said of lines one by one: read from a table, and what a segmenter and its lines learn of it.

#include "core/training/segmenter/samples/SegmenterTruth.h"
#include "core/training/tables/LineTable.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

namespace {

void write(const std::filesystem::path &file, const std::string &text)
{
    std::ofstream(file) << text;
}

void aTableIsReadOrSaysWhatIsWrong()
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "lines.csv";
    write(file,
        "set,file,kind,points\nnih,a.png,lead,10 20;30.5 40\nnih,a.png,electrode,50 60\nnih,b.png,none,1 2;3 4\n");
    const auto table = LineTable::read(file);
    CF_CHECK(table.has_value());
    const auto *lines = table->find("a.png");
    CF_CHECK(lines != nullptr && lines->size() == 2 && lines->front().kind == LineTable::Kind::Lead);
    CF_CHECK(lines != nullptr && lines->front().points.size() == 2 && lines->front().points[1].x == 30.5);
    CF_CHECK(table->find("c.png") == nullptr);
    CF_CHECK(LineTable::read({}).has_value() && LineTable::read({})->find("a.png") == nullptr);
    CF_CHECK(!LineTable::read(folder.path() / "none.csv").has_value());
    for (const char *wrong : { "file,points\na.png,1 2\n", "file,kind,points\na.png,wire,1 2\n",
             "file,kind,points\na.png,lead,\n", "file,kind,points\na.png,lead,1 2;x\n" }) {
        write(file, wrong);
        const auto failed = LineTable::read(file);
        CF_CHECK(!failed && failed.error().message.find("Row 2") != std::string::npos);
    }
}

/// A dark film of 512 with a wire down x = 100 and a band beside x = 400, as a bone's edge.
GreyImage filmWithWire()
{
    GreyImage film(512, 512, 0.3F);
    for (int y = 0; y < 512; ++y)
        for (const int middle : { 100, 400 })
            for (int x = middle - 1; x <= middle + 1; ++x)
                film.at(x, y) = 0.5F;
    return film;
}

void whatIsToldIsKnown()
{
    using enum LineTable::Kind;
    const GreyImage film = filmWithWire();
    SegmenterTruth truth(512, 512);
    truth.readLines({ { Lead, { { 100, 40 }, { 100, 300 } } }, { None, { { 400, 40 }, { 400, 300 } } },
                        { OtherDevice, { { 400, 400 }, { 400, 480 } } }, { Electrode, { { 250, 400 } } } },
        film, 1.0, 1.0);
    const SegmenterSample sample = truth.finish(film, 512);
    const auto bits = [&](int x, int y) { return sample.seen.at(x / 2, y / 2); };
    const auto lead = bitOf(SeenMap::EcgLeads);
    const auto noLead = absentBit(SeenMap::EcgLeads);
    CF_CHECK((bits(100, 200) & lead) != 0 && (bits(100, 200) & noLead) == 0);
    CF_CHECK((bits(250, 400) & lead) != 0 && (bits(250, 400) & electrodeSpot) != 0);
    CF_CHECK((bits(400, 200) & noDeviceLine) == noDeviceLine && (bits(400, 200) & lead) == 0);
    CF_CHECK((bits(400, 440) & noDeviceLine) == noLead); // It is another device's.
    CF_CHECK((bits(200, 200) & noLead) != 0); // Nothing stands out there.
    CF_CHECK((bits(100, 400) & (noDeviceLine | lead)) == 0); // A wire that nobody told stays unknown.
    CF_CHECK((bits(106, 200) & noLead) == 0); // Beside a lead a map may still see it.
    CF_CHECK(sample.info.annotated && !SegmenterTruth(512, 512).finish(film, 512).info.annotated);
    CF_CHECK(absentBit(SeenMap::RightLung) == 0 && absentBit(SeenMap::Generator) == 0);
}

void aLineOfOneDeviceIsNoneOfAnother()
{
    using enum LineTable::Kind;
    const GreyImage film = filmWithWire();
    SegmenterTruth truth(512, 512);
    truth.readLines(
        { { CentralVenousCatheter, { { 100, 40 }, { 100, 300 } } }, { Lead, { { 60, 160 }, { 140, 160 } } } }, film,
        1.0, 1.0);
    const SegmenterSample sample = truth.finish(film, 512);
    const auto bits = [&](int x, int y) { return sample.seen.at(x / 2, y / 2); };
    const auto catheter = bitOf(SeenMap::CentralVenousCatheter);
    const auto noCatheter = absentBit(SeenMap::CentralVenousCatheter);
    CF_CHECK((bits(100, 250) & catheter) != 0 && (bits(100, 250) & noCatheter) == 0);
    CF_CHECK((bits(100, 250) & absentBit(SeenMap::EcgLeads)) != 0);
    CF_CHECK((bits(100, 250) & absentBit(SeenMap::NasogastricTube)) != 0);
    CF_CHECK((bits(70, 160) & noCatheter) != 0); // A lead is no catheter.
    CF_CHECK((bits(100, 160) & catheter) != 0 && (bits(100, 160) & bitOf(SeenMap::EcgLeads)) != 0); // They cross.
    CF_CHECK((bits(250, 250) & noCatheter) != 0); // Told on this film, and nothing stands out there.
    CF_CHECK((bits(250, 250) & absentBit(SeenMap::NasogastricTube)) == 0); // Nobody told one.
    CF_CHECK((bits(100, 400) & noCatheter) == 0); // What stands out there nobody told.
}

} // namespace

int main()
{
    aTableIsReadOrSaysWhatIsWrong();
    whatIsToldIsKnown();
    aLineOfOneDeviceIsNoneOfAnother();
}
