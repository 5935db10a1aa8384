// The tables of resources/phantom: every row is used, and every name that is used has its row.

#include "core/phantom/FindingNumbers.h"
#include "core/phantom/PhantomDataset.h"
#include "core/phantom/SamplingNumbers.h"
#include "core/phantom/devices/CardiacNumbers.h"
#include "core/phantom/devices/SurfaceNumbers.h"
#include "core/phantom/devices/TubeNumbers.h"
#include "core/phantom/projection/ProjectionNumbers.h"
#include "core/phantom/thorax/SkeletonNumbers.h"
#include "core/phantom/thorax/ThoraxNumbers.h"
#include "tests/support/Check.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

using namespace cf;
namespace fs = std::filesystem;

namespace {

template <typename... Subjects> void readAll()
{
    (static_cast<void>(numbersOf<Subjects>()), ...);
}

/// Reading throws where a subject asks for a row that is not there, or that holds another kind of numbers.
void subjectsReadEveryRow()
{
    readAll<RibCourseNumbers, RibBoneNumbers, VertebraNumbers, SpineNumbers, ClavicleNumbers, ShoulderNumbers,
        SternumNumbers, LungOutlineNumbers, MidlineNumbers, HeartNumbers, ThoraxVariationNumbers, ThoraxBendNumbers,
        LungDepthNumbers, MediastinumNumbers, TissueNumbers, TissueTextureNumbers, TrunkNumbers, ArmNumbers,
        BreastNumbers, BowelNumbers, AirwayNumbers, VesselNumbers>();
    readAll<CentralLineNumbers, PortNumbers, HubNumbers, TrachealTubeNumbers, GastricTubeNumbers, DrainNumbers,
        GeneratorNumbers, LeadNumbers, FastenerNumbers, EcgNumbers, WideEcgNumbers, SternalWireNumbers>();
    readAll<FindingCommonNumbers, HeartGrowthNumbers, WideningNumbers, EffusionNumbers, PneumothoraxNumbers,
        OpacityNumbers, EdemaNumbers, AtelectasisNumbers, NoduleNumbers, FractureNumbers>();
    readAll<DetectorNumbers, ProjectionNumbers, DevelopmentNumbers, MarkerNumbers, DeviceExposureNumbers,
        TruthNumbers>();
    readAll<PatientNumbers>();
    samplePhantomCase(1); // Reads how often each target comes.
    for (const std::string &name : numbers::unread())
        std::printf("nobody reads %s\n", name.c_str());
    CF_CHECK(numbers::unread().empty());
}

void rowsAreOfTheKindAskedFor()
{
    const auto refused = [](auto ask) {
        try {
            ask();
        } catch (const std::invalid_argument &) {
            return true;
        }
        return false;
    };
    CF_CHECK(refused([] { numbers::number("ribs.spacing"); })); // A range.
    CF_CHECK(refused([] { numbers::range("ribs.first_row"); })); // One number.
    CF_CHECK(refused([] { numbers::count("ribs.first_row"); })); // Not a whole one.
    CF_CHECK(refused([] { numbers::points("shoulder.humerus"); })); // Groups of three.
    bool absent = false;
    try {
        numbers::number("ribs.no_such_row");
    } catch (const std::out_of_range &) {
        absent = true;
    }
    CF_CHECK(absent);
}

/// What a literal says, a row says to the last bit.
void numbersAreThoseOfTheTable()
{
    CF_CHECK(numbersOf<RibCourseNumbers>().spacing.low == 6.7 && numbersOf<RibCourseNumbers>().spacing.high == 7.3);
    CF_CHECK(numbersOf<TissueNumbers>().perCentimetre == 0.19F);
    CF_CHECK(numbersOf<ClavicleNumbers>().right.size() == 7 && numbersOf<ClavicleNumbers>().right[1].x == 51.0);
    CF_CHECK(numbersOf<NoduleNumbers>().diameter[2].high == 48.0);
    CF_CHECK(numbersOf<MidlineNumbers>().hilumRight.x == 51.5 && numbersOf<MidlineNumbers>().hilumLeft.y == 53.0);
    CF_CHECK(numbersOf<PatientNumbers>().youngest == 25 && numbersOf<PatientNumbers>().ages == 65);
    CF_CHECK(numbers::number("sampling.Pacemaker.turned") == 1.4 && numbers::number("sampling.Fracture.there") == 0.03);
    CF_CHECK(numbersOf<ShoulderNumbers>().humerus[1][1] == 0.3);
}

std::string textOf(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    CF_CHECK(!text.str().empty());
    return text.str();
}

std::set<std::string> namesOf(const fs::path &table)
{
    std::istringstream lines(textOf(table));
    std::set<std::string> names;
    std::string line;
    while (std::getline(lines, line))
        if (!line.empty() && line.front() != '#')
            CF_CHECK(names.insert(line.substr(0, line.find('\t'))).second);
    return names;
}

/// Names that sources of a folder give to one of these functions.
std::set<std::string> namesAskedFor(const fs::path &folder, const std::string &functions)
{
    const std::regex call("\\b(?:" + functions + ")\\(\\s*(?:drawing,\\s*)?\"([a-z_]+\\.[a-z_]+)\"");
    std::set<std::string> names;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".cpp")
            continue;
        const std::string text = textOf(entry.path());
        for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at)
            names.insert((*at)[1].str());
    }
    return names;
}

void sourcesAndTablesOfNamesAgree()
{
    const fs::path root(CONTRAFACT_SOURCE_DIR);
    const auto styles = namesOf(root / "resources/phantom/device_styles.tsv");
    CF_EQUAL(namesAskedFor(root / "core/phantom/devices",
                 "vary|settled|chance|wideOnly|range|drawn|deviceStyle|plainDeviceStyle"),
        styles);
    std::string insertion;
    for (const auto &entry : fs::recursive_directory_iterator(root / "core/insertion"))
        if (entry.path().extension() == ".cpp")
            insertion += textOf(entry.path());
    std::set<std::string> unused;
    for (const std::string &name : namesOf(root / "resources/phantom/finding_amounts.tsv"))
        if (insertion.find('"' + name + '"') == std::string::npos)
            unused.insert(name);
    CF_EQUAL(unused, std::set<std::string>{});
}

/// No number is read that no drawing uses.
void drawingsUseEveryNumber()
{
    const fs::path folder = fs::path(CONTRAFACT_SOURCE_DIR) / "core/phantom";
    std::string headers;
    std::string sources;
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with("Numbers.h"))
            headers += textOf(entry.path());
        else if (name.ends_with(".cpp") || name.ends_with(".h"))
            sources += textOf(entry.path());
    }
    const std::regex used("\\.(\\w+)");
    std::set<std::string> members;
    for (std::sregex_iterator at(sources.begin(), sources.end(), used), end; at != end; ++at)
        members.insert((*at)[1].str());
    const std::regex declared("(\\w+) =\\s*numbers::");
    std::set<std::string> unused;
    int count = 0;
    for (std::sregex_iterator at(headers.begin(), headers.end(), declared), end; at != end; ++at, ++count)
        if (!members.contains((*at)[1].str()))
            unused.insert((*at)[1].str());
    CF_EQUAL(unused, std::set<std::string>{});
    CF_LESS(800, count); // The pattern still finds them.
}

} // namespace

int main()
{
    subjectsReadEveryRow();
    rowsAreOfTheKindAskedFor();
    numbersAreThoseOfTheTable();
    sourcesAndTablesOfNamesAgree();
    drawingsUseEveryNumber();
    std::puts("Tables of phantoms: all checks passed.");
    return 0;
}
