// Synthetic objects: never over their source, always marked, and the same image for other toolkits.

#include "dicom/ImageImport.h"
#include "dicom/PixelReader.h"
#include "dicom/SyntheticWriter.h"
#include "tests/dicom/KnownImage.h"
#include "tests/dicom/RawPng.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace cf;
using namespace cf::test;

namespace {

const TemporaryFolder &sources()
{
    static const TemporaryFolder made;
    return made;
}

/// A film as hospitals have them, packed, low values white, with an identifier that is found again in a dump.
std::filesystem::path madeChest()
{
    const std::filesystem::path path = sources() / "chest.dcm";
    if (std::filesystem::exists(path))
        return path;
    const KnownImage image = knownImage(240, 200, 12);
    RawDataSet film = image.header();
    film.text(0x00080005, "CS", "ISO_IR 100");
    film.text(0x00080018, "UI", "2.25.730161");
    film.text(0x00080020, "DA", "20260105");
    film.text(0x0008103E, "LO", "Chest PA");
    film.text(0x00100010, "PN", "Buc^J\xE9r\xF4me");
    film.text(0x00280004, "CS", "MONOCHROME1");
    save(path, metaHeader("1.2.840.10008.1.2.4.90") + film.bytes() + encapsulated({ jpeg2000(image) }));
    return path;
}

/// The made film, and a real one where there is one.
std::vector<std::filesystem::path> chests()
{
    std::vector<std::filesystem::path> all{ madeChest() };
    const char *const real = "dicom_cxr/966_fixed_DX_chestPA_mono1_12bit_j2k.dcm";
    if (hasData(real, "a real chest radiograph as the source"))
        all.push_back(dataFile(real));
    return all;
}

SyntheticRecord sampleRecord()
{
    SyntheticRecord record;
    record.programVersion = "0.1.0";
    record.modelName = "mini-cxr";
    record.modelSha256 = std::string(64, 'a');
    record.method = "instruct";
    record.edit = "remove the left pleural effusion";
    record.provenanceJson = R"({"prompt": "左胸水を除去", "seed": 7})";
    record.seriesDescription = "left pleural effusion removed";
    return record;
}

/// A phantom-like ramp with values over the whole range of its bits.
Radiograph sampleRadiograph(int width, int height, int bits = 12)
{
    Radiograph radiograph;
    radiograph.bitsStored = bits;
    radiograph.stored = StoredImage(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            radiograph.stored.at(x, y) = (x * 31 + y * 17) % (1 << bits);
    radiograph.rowSpacing = radiograph.columnSpacing = 0.143;
    radiograph.windowCenter = (1 << bits) / 2.0;
    radiograph.windowWidth = 1 << bits;
    radiograph.viewPosition = "PA";
    radiograph.axes = frontalAxes; // As written of a frontal view.
    return radiograph;
}

bool inside(const MarkRegion &mark, int x, int y)
{
    return x >= mark.x && x < mark.x + mark.width && y >= mark.y && y < mark.y + mark.height;
}

/// All stored values are kept but those under the declared mark.
bool sameOutsideMark(const Radiograph &a, const Radiograph &b, const MarkRegion &mark)
{
    if (!a.stored.sameSizeAs(b.stored))
        return false;
    for (int y = 0; y < a.stored.height; ++y)
        for (int x = 0; x < a.stored.width; ++x)
            if (!inside(mark, x, y) && a.stored.at(x, y) != b.stored.at(x, y))
                return false;
    return true;
}

/// Everything about a radiograph but its pixels.
bool sameDisplay(Radiograph a, Radiograph b)
{
    a.stored = b.stored = {};
    return a == b;
}

void goesOutAndComesBack(const std::filesystem::path &chest)
{
    const TemporaryFolder folder;
    auto source = readRadiograph(chest);
    CF_CHECK(source.has_value());
    Radiograph edited = source->radiograph;
    edited.stored.at(edited.stored.width / 2, edited.stored.height / 2) = 1234;
    const auto written = writeSynthetic(edited, sampleRecord(), chest, folder / "out.dcm");
    if (!written)
        std::fprintf(stderr, "%s\n", written.error().message.c_str());
    CF_CHECK(written && written->mark);
    const auto back = readRadiograph(folder / "out.dcm");
    CF_CHECK(back && back->attributes.synthetic && !source->attributes.synthetic);
    CF_CHECK(sameOutsideMark(back->radiograph, edited, *written->mark));
    CF_CHECK(sameDisplay(back->radiograph, source->radiograph));
    CF_CHECK(!(back->radiograph.stored == edited.stored)); // The plate is in the pixels.
    const InstanceAttributes &before = source->attributes;
    const InstanceAttributes &after = back->attributes;
    CF_CHECK(after.patientId == before.patientId && after.patientName == before.patientName);
    CF_CHECK(after.studyInstanceUid == before.studyInstanceUid && after.sopClassUid == before.sopClassUid);
    CF_CHECK(after.seriesInstanceUid != before.seriesInstanceUid && after.sopInstanceUid != before.sopInstanceUid);
    CF_CHECK(after.sopInstanceUid == written->sopInstanceUid && after.seriesDescription.starts_with("SYNTHETIC left"));
    const auto provenance = readProvenance(folder / "out.dcm");
    CF_CHECK(provenance && *provenance == R"({"prompt": "\u5de6\u80f8\u6c34\u3092\u9664\u53bb", "seed": 7})");
}

/// What dcmdump, a program of its own, sees of the marks.
void marksAreSeenByDcmdump(const std::filesystem::path &chest)
{
    if (!hasProgram("dcmdump"))
        return skipped("marks as dcmdump shows them", "it is not installed");
    const TemporaryFolder folder;
    const auto source = readRadiograph(chest);
    CF_CHECK(source && writeSynthetic(source->radiograph, sampleRecord(), chest, folder / "out.dcm"));
    const ProgramOutput dump = run("dcmdump -q", { folder / "out.dcm" });
    CF_EQUAL(dump.status, 0);
    for (const char *expected : { "(0008,001c) CS [YES]", "(0008,0008) CS [DERIVED\\SECONDARY", "(0028,0301) CS [YES]",
             "(0040,a170) SQ", "[109100]", "[Synthesizing Equipment]", "[121322]", "(0099,0010) LO [CONTRAFACT 1.0]",
             "SYNTHETIC left pleural effusion removed", "=LittleEndianExplicit" })
        if (dump.text.find(expected) == std::string::npos) {
            std::fprintf(stderr, "dcmdump does not show %s\n", expected);
            CF_CHECK(false);
        }
    CF_CHECK(dump.text.find(source->attributes.sopInstanceUid) != std::string::npos); // As Source Image.
}

std::set<std::string> errorsOf(const std::filesystem::path &path)
{
    std::set<std::string> errors;
    std::istringstream lines(run("dciodvfy", { path }).text);
    for (std::string line; std::getline(lines, line);)
        // Debian's dciodvfy has a dictionary from before Synthetic Data entered the standard.
        if (line.starts_with("Error") && line.find("(0x0008,0x001c)") == std::string::npos)
            errors.insert(line);
    return errors;
}

/// A new object has no error that its source did not have; a phantom has none at all.
void objectsAreValid()
{
    if (!hasProgram("dciodvfy"))
        return skipped("validity by dciodvfy", "it is not installed");
    const TemporaryFolder folder;
    PatientDescription patient{ "PHANTOM^0001", "PHANTOM-0001", "19700101", "F", "056Y", "Phantoms", {}, {}, 1 };
    CF_CHECK(writeRadiograph(sampleRadiograph(640, 512), patient, sampleRecord(), folder / "phantom.dcm"));
    for (const std::string &error : errorsOf(folder / "phantom.dcm")) {
        std::fprintf(stderr, "phantom: %s\n", error.c_str());
        CF_CHECK(false);
    }
    std::vector<std::filesystem::path> films{ madeChest() };
    if (hasData("dicom_cxr", "validity of edited real chest radiographs"))
        for (const auto &entry : std::filesystem::directory_iterator(dataFile("dicom_cxr")))
            if (readRadiograph(entry.path()))
                films.push_back(entry.path());
    for (const std::filesystem::path &film : films) {
        const auto source = readRadiograph(film);
        CF_CHECK(source.has_value());
        const std::filesystem::path output = folder / film.filename();
        CF_CHECK(writeSynthetic(source->radiograph, sampleRecord(), film, output));
        const std::set<std::string> before = errorsOf(film);
        for (const std::string &error : errorsOf(output))
            if (!before.contains(error)) {
                std::fprintf(stderr, "%s: %s\n", film.filename().c_str(), error.c_str());
                CF_CHECK(false);
            }
    }
}

void pydicomReadsTheObject()
{
    if (run("/usr/bin/python3 -c 'import pydicom'").status != 0)
        return skipped("the object as pydicom reads it", "it is not installed");
    const TemporaryFolder folder;
    const Radiograph radiograph = sampleRadiograph(200, 300);
    const auto written = writeRadiograph(radiograph, {}, sampleRecord(), folder / "out.dcm");
    CF_CHECK(written && written->mark);
    std::ofstream(folder / "read.py")
        << "import pydicom,array,sys\n"
           "d = pydicom.dcmread(sys.argv[1])\n"
           "a = array.array('H', d.PixelData)\n"
           "print(d.Columns, d.Rows, d.BitsStored, d[0x0008,0x001c].value, a[150 * 200 + 100],\n"
           "      d.private_block(0x0099, 'CONTRAFACT 1.0')[0x01].value)\n";
    const ProgramOutput printed = run("/usr/bin/python3", { folder / "read.py", folder / "out.dcm" });
    std::ostringstream expected;
    expected << "200 300 12 YES " << radiograph.stored.at(100, 150)
             << " {\"prompt\": \"\\u5de6\\u80f8\\u6c34\\u3092\\u9664\\u53bb\", \"seed\": 7}\n";
    CF_EQUAL(printed.text, expected.str());
}

void sourceIsNeverReplaced(const std::filesystem::path &chest)
{
    const TemporaryFolder folder;
    std::filesystem::copy_file(chest, folder / "source.dcm");
    std::filesystem::create_hard_link(folder / "source.dcm", folder / "other-name.dcm");
    saveFilm(folder / "clinical.dcm", film());
    const auto before = std::filesystem::file_size(folder / "source.dcm");
    const auto source = readRadiograph(folder / "source.dcm");
    CF_CHECK(source.has_value());
    for (const char *name : { "source.dcm", "other-name.dcm", "clinical.dcm" }) {
        const auto refused = writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / name);
        CF_CHECK(!refused && refused.error().code == ErrorCode::InvalidInput);
    }
    CF_EQUAL(std::filesystem::file_size(folder / "source.dcm"), before);
    // Another size or frame than the source's would claim a geometry that is not its own.
    CF_CHECK(!writeSynthetic(sampleRadiograph(100, 100), sampleRecord(), folder / "source.dcm", folder / "size.dcm"));
    CF_CHECK(!writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / "frame.dcm", 1));
    CF_CHECK(!std::filesystem::exists(folder / "size.dcm") && !std::filesystem::exists(folder / "frame.dcm"));
    // Its own earlier output may be replaced, where it was asked for; the source and clinical objects never.
    const auto policy = overwriteIf(isOurObject);
    CF_CHECK(writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / "out.dcm"));
    CF_CHECK(!writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / "out.dcm"));
    CF_CHECK(writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / "out.dcm", 0, policy));
    for (const char *name : { "source.dcm", "other-name.dcm", "clinical.dcm" })
        CF_CHECK(!writeSynthetic(source->radiograph, sampleRecord(), folder / "source.dcm", folder / name, 0, policy));
    CF_EQUAL(std::filesystem::file_size(folder / "source.dcm"), before);
}

void failedSaveLeavesNothing()
{
    const TemporaryFolder folder;
    const auto missing =
        writeRadiograph(sampleRadiograph(100, 100), {}, sampleRecord(), folder / "no such folder" / "out.dcm");
    CF_CHECK(!missing && missing.error().code == ErrorCode::Io);
    const auto small = writeRadiograph(sampleRadiograph(16, 16), {}, sampleRecord(), folder / "small.dcm");
    CF_CHECK(!small && small.error().code == ErrorCode::InvalidInput);
    SyntheticRecord unmarked = sampleRecord();
    unmarked.mark = false;
    CF_CHECK(!writeRadiograph(sampleRadiograph(100, 100), {}, unmarked, folder / "unmarked.dcm"));
    Radiograph wrong = sampleRadiograph(100, 100);
    wrong.stored.at(3, 3) = 4096;
    CF_CHECK(!writeRadiograph(wrong, {}, sampleRecord(), folder / "wrong.dcm"));
    CF_CHECK(std::filesystem::is_empty(folder.path()));
    // A disk without space: /dev/full is the system's own.
    if (std::filesystem::exists("/dev/full"))
        CF_CHECK(!writeRadiograph(sampleRadiograph(100, 100), {}, sampleRecord(), "/dev/full"));
}

void unmarkedObjectKeepsFlagsAndReason()
{
    const TemporaryFolder folder;
    SyntheticRecord record = sampleRecord();
    record.mark = false;
    record.reasonForNoMark = "blinded reader study 4";
    const Radiograph radiograph = sampleRadiograph(16, 16);
    const auto written = writeRadiograph(radiograph, {}, record, folder / "out.dcm");
    CF_CHECK(written && !written->mark);
    const auto back = readRadiograph(folder / "out.dcm");
    CF_CHECK(back && back->attributes.synthetic && back->radiograph == radiograph);
}

/// Signed pixels, tables, padding and 8 bits come back as they were; so does MONOCHROME1.
void everyKindOfRadiographComesBack()
{
    const TemporaryFolder folder;
    SyntheticRecord record = sampleRecord();
    record.mark = false;
    record.reasonForNoMark = "test";
    Radiograph radiograph = sampleRadiograph(60, 33, 8); // An odd number of bytes.
    CF_CHECK(writeRadiograph(radiograph, {}, record, folder / "8.dcm"));
    CF_EQUAL(readRadiograph(folder / "8.dcm")->radiograph, radiograph);
    radiograph = sampleRadiograph(60, 31, 16);
    radiograph.photometric = Photometric::Monochrome1;
    radiograph.paddingValue = 65535;
    radiograph.voiFunction = VoiFunction::Sigmoid;
    CF_CHECK(writeRadiograph(radiograph, {}, record, folder / "16.dcm"));
    CF_EQUAL(readRadiograph(folder / "16.dcm")->radiograph, radiograph);
    radiograph = sampleRadiograph(60, 31, 12);
    radiograph.isSigned = true;
    for (std::int32_t &stored : radiograph.stored.pixels)
        stored -= 2048;
    radiograph.paddingValue = -2048;
    radiograph.paddingRangeLimit = -2040;
    radiograph.rescaleIntercept = -1024.0;
    radiograph.windowCenter.reset();
    radiograph.windowWidth.reset();
    LookupTable table{ -3072, 12, {} };
    for (int entry = 0; entry < 4096; ++entry) // Steep, then flat.
        table.values.push_back(static_cast<std::uint16_t>(std::min(3 * entry, 4095)));
    radiograph.voiLut = table;
    CF_CHECK(writeRadiograph(radiograph, {}, record, folder / "signed.dcm"));
    CF_EQUAL(readRadiograph(folder / "signed.dcm")->radiograph, radiograph);
}

void sameSeedGivesTheSameBytes()
{
    const TemporaryFolder folder;
    SyntheticRecord record = sampleRecord();
    record.identifierSeed = "source+edit+seed 7";
    record.contentDateTime = "20260101120000";
    const auto one = writeRadiograph(sampleRadiograph(100, 90), {}, record, folder / "one.dcm");
    const auto two = writeRadiograph(sampleRadiograph(100, 90), {}, record, folder / "two.dcm");
    const auto bytesOf = [](const std::filesystem::path &path) {
        std::ostringstream bytes;
        bytes << std::ifstream(path, std::ios::binary).rdbuf();
        return bytes.str();
    };
    CF_EQUAL(bytesOf(folder / "one.dcm"), bytesOf(folder / "two.dcm"));
    CF_CHECK(one && two && one->sopInstanceUid == two->sopInstanceUid && one->sopInstanceUid.starts_with("2.25."));
    record.identifierSeed = "source+edit+seed 8";
    const auto other = writeRadiograph(sampleRadiograph(100, 90), {}, record, folder / "other.dcm");
    CF_CHECK(
        other && other->sopInstanceUid != one->sopInstanceUid && other->seriesInstanceUid != one->seriesInstanceUid);
    CF_CHECK(one->sopInstanceUid.size() <= 64 && one->studyInstanceUid == two->studyInstanceUid);
}

/// A side letter in the darkest corner is not covered: the plate goes to another one, unless all have letters.
void markLeavesLettersAlone()
{
    const auto putLetter = [](Radiograph &film, int x, int y) {
        for (int row = 0; row < 30; ++row)
            for (int column = 0; column < 16; ++column)
                if (column < 5 || row >= 25)
                    film.stored.at(x + column, y + row) = 3900;
    };
    Radiograph film = sampleRadiograph(1000, 1200);
    for (std::int32_t &stored : film.stored.pixels)
        stored = 400;
    for (int y = 900; y < 1200; ++y)
        for (int x = 600; x < 1000; ++x)
            film.stored.at(x, y) = 20;
    CF_CHECK(placeMark(film)->x > 600 && placeMark(film)->y > 900);
    putLetter(film, 930, 1140);
    const auto elsewhere = placeMark(film);
    CF_CHECK(elsewhere && !(elsewhere->x > 600 && elsewhere->y > 900));
    for (const auto &[x, y] : { std::pair(20, 20), std::pair(930, 20), std::pair(20, 1140) })
        putLetter(film, x, y);
    CF_CHECK(placeMark(film)->x > 600 && placeMark(film)->y > 900);
}

/// The plate goes to the corner without anatomy, has 3.3 % of the height, and its letters are not full white.
void markLiesWhereTheLeastAnatomyIs()
{
    Radiograph radiograph = sampleRadiograph(1000, 1200);
    for (int y = 900; y < 1200; ++y)
        for (int x = 600; x < 1000; ++x)
            radiograph.stored.at(x, y) = 20;
    const auto mark = placeMark(radiograph);
    CF_CHECK(mark && mark->x > 600 && mark->y > 900 && mark->height == 40);
    drawMark(radiograph, *mark);
    std::int32_t brightest = 0;
    for (int y = mark->y; y < mark->y + mark->height; ++y)
        for (int x = mark->x; x < mark->x + mark->width; ++x)
            brightest = std::max(brightest, radiograph.stored.at(x, y));
    CF_CHECK(brightest > 3200 && brightest < 3300);
    CF_EQUAL(radiograph.stored.at(mark->x + mark->width, mark->y), 20);
    CF_CHECK(placeMark(radiograph) == *mark); // A plate that is there is the plate.
    const auto tiny = placeMark(sampleRadiograph(57, 11));
    CF_CHECK(tiny && tiny->x == 0 && tiny->y == 0);
}

/// Pictures become Secondary Captures of nobody in particular.
void picturesAreImportedAndSaved()
{
    std::vector<std::filesystem::path> pictures{ sources() / "picture.png" };
    save(pictures[0],
        png(200, 180, PngColour::Grey, [](int x, int y) { return Bytes(1, static_cast<char>(x + y / 4)); }));
    if (hasData("nih_cxr14_512", "a real picture as the source"))
        for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFile("nih_cxr14_512")))
            if (entry.path().extension() == ".png") {
                pictures.push_back(entry.path());
                break;
            }
    for (const std::filesystem::path &picture : pictures) {
        const TemporaryFolder folder;
        const auto source = openRadiograph(picture);
        CF_CHECK(source.has_value());
        CF_EQUAL(source->radiograph.bitsStored, 8);
        CF_EQUAL(source->attributes.patientName, "");
        const auto written = writeSynthetic(source->radiograph, sampleRecord(), picture, folder / "out.dcm");
        CF_CHECK(written && written->mark);
        CF_EQUAL(written->sopClassUid, "1.2.840.10008.5.1.4.1.1.7");
        const auto back = openRadiograph(folder / "out.dcm");
        CF_CHECK(back && back->attributes.synthetic);
        CF_CHECK(sameOutsideMark(back->radiograph, source->radiograph, *written->mark));
        if (hasProgram("dciodvfy"))
            for (const std::string &error : errorsOf(folder / "out.dcm")) {
                std::fprintf(stderr, "picture: %s\n", error.c_str());
                CF_CHECK(false);
            }
    }
}

/// A prompt in Japanese stays readable in an object whose own texts were plain.
void textsInOtherScriptsAreKept(const std::filesystem::path &chest)
{
    const TemporaryFolder folder;
    SyntheticRecord record = sampleRecord();
    record.seriesDescription = "左胸水を除去";
    const auto source = readRadiograph(chest);
    CF_CHECK(source && writeSynthetic(source->radiograph, record, chest, folder / "out.dcm"));
    const auto back = readRadiograph(folder / "out.dcm");
    CF_CHECK(back.has_value());
    CF_EQUAL(back->attributes.seriesDescription, "SYNTHETIC 左胸水を除去");
    CF_EQUAL(back->attributes.patientName, source->attributes.patientName);
}

/// Escape sequences of ISO 2022 are plain bytes, too, and must not pass for ASCII.
void japaneseNamesAreKept()
{
    RawDataSet film = knownImage(200, 180, 12).native();
    film.text(0x00080005, "CS", "\\ISO 2022 IR 87");
    film.text(0x00100010, "PN", "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B");
    saveFilm(sources() / "japanese.dcm", film);
    std::vector<std::filesystem::path> named{ sources() / "japanese.dcm" };
    const char *const real = "dicom_orthanc/Encodings/DavidClunie/SCSH31";
    if (hasData(real, "a real file with a Japanese name"))
        named.push_back(dataFile(real));
    SyntheticRecord record = sampleRecord();
    record.seriesDescription = "左胸水を除去";
    for (const std::filesystem::path &path : named) {
        const TemporaryFolder folder;
        const auto source = readRadiograph(path);
        CF_CHECK(source && writeSynthetic(source->radiograph, record, path, folder / "named.dcm"));
        CF_EQUAL(readRadiograph(folder / "named.dcm")->attributes.patientName, "Yamada^Tarou=山田^太郎=やまだ^たろう");
    }
}

} // namespace

int main()
{
    markLiesWhereTheLeastAnatomyIs();
    markLeavesLettersAlone();
    everyKindOfRadiographComesBack();
    unmarkedObjectKeepsFlagsAndReason();
    sameSeedGivesTheSameBytes();
    failedSaveLeavesNothing();
    for (const std::filesystem::path &chest : chests()) {
        goesOutAndComesBack(chest);
        marksAreSeenByDcmdump(chest);
        sourceIsNeverReplaced(chest);
        textsInOtherScriptsAreKept(chest);
    }
    japaneseNamesAreKept();
    pydicomReadsTheObject();
    picturesAreImportedAndSaved();
    objectsAreValid();
    return 0;
}
