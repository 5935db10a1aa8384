// A de-identified object: nothing of what a source says of its patient is in the file, wherever it stood.

#include "dicom/PixelReader.h"
#include "dicom/SyntheticWriter.h"
#include "tests/dicom/RawDicom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <string>

using namespace cf;
using namespace cf::test;

namespace {

const char *const secret = "GEHEIM";
const char *const studyUid = "2.25.777001";

/// A film that says who its patient is in every kind of place: text, dates, numbers, codes, items, private elements.
RawDataSet tellingFilm()
{
    RawDataSet film = test::film();
    film.text(0x00080012, "DA", "19870501");
    film.text(0x00080018, "UI", "2.25.777000");
    film.text(0x00080020, "DA", "19870502");
    film.text(0x00080021, "DA", "19870503");
    film.text(0x00080022, "DA", "19870504");
    film.text(0x0008002A, "DT", "19870505101112");
    film.text(0x00080050, "SH", "GEHEIM-ACC");
    film.text(0x00080070, "LO", "GEHEIM Works");
    film.text(0x00080080, "LO", "GEHEIM Hospital");
    film.text(0x00080090, "PN", "GEHEIM^Doctor");
    film.text(0x00081030, "LO", "chest of GEHEIM");
    film.text(0x0008103E, "LO", "GEHEIM");
    film.text(0x00081048, "PN", "GEHEIM^Physician");
    film.text(0x00081010, "SH", "GEHEIM1");
    film.text(0x00082111, "ST", "GEHEIM derivation");
    film.text(0x00100010, "PN", "GEHEIM^Anna");
    film.text(0x00100020, "LO", "GEHEIM-4711");
    film.text(0x00100030, "DA", "19310506");
    film.text(0x00100040, "CS", "F");
    film.text(0x00101010, "AS", "056Y");
    film.text(0x00104000, "LT", "GEHEIM comment");
    film.text(0x00181000, "LO", "GEHEIM-SERIAL");
    film.text(0x00181030, "LO", "GEHEIM protocol");
    film.text(0x00180060, "DS", "117");
    film.text(0x0020000D, "UI", studyUid);
    film.text(0x0020000E, "UI", "2.25.777002");
    film.text(0x00200010, "SH", "GEHEIM");
    film.text(0x00200052, "UI", "2.25.777003");
    film.text(0x00204000, "LT", "GEHEIM image comment");
    film.text(0x00281050, "DS", "2048");
    film.text(0x00281051, "DS", "4000");
    film.text(0x00281055, "LO", "GEHEIM window");
    film.text(0x00324000, "LT", "GEHEIM");
    film.text(0x00090010, "LO", "GEHEIM MAKER");
    film.text(0x00091001, "LO", "GEHEIM");
    // A code with a text beside it that nobody expects there.
    RawDataSet region;
    region.text(0x00080100, "SH", "51185008");
    region.text(0x00080102, "SH", "SCT");
    region.text(0x00080104, "LO", "Chest");
    region.text(0x00104000, "LT", "GEHEIM in an item");
    film.set(0x00082218, "SQ", region.asItem());
    RawDataSet request;
    request.text(0x00401001, "SH", "GEHEIM");
    film.set(0x00400275, "SQ", request.asItem());
    return film;
}

SyntheticRecord record()
{
    SyntheticRecord made;
    made.programVersion = "0.1.0";
    made.modelName = "mini-cxr";
    made.modelSha256 = std::string(64, 'a');
    made.method = "instruct";
    made.edit = "pacemaker removed";
    made.provenanceJson = R"({"seed": 7})";
    made.seriesDescription = "pacemaker removed";
    made.deidentified = true;
    return made;
}

bool holds(const std::string &bytes, std::string_view text)
{
    return bytes.find(text) != std::string::npos;
}

/// Tag (little endian), representation.
std::string element(std::uint32_t tag, const char *vr)
{
    std::string bytes;
    putNumber(bytes, tag >> 16U, 2);
    putNumber(bytes, tag & 0xFFFFU, 2);
    return bytes + vr;
}

} // namespace

int main()
{
    const TemporaryFolder temporary;
    const std::filesystem::path folder = temporary.path();
    const auto source = folder / "source.dcm";
    save(source, metaHeader(explicitLittle) + tellingFilm().bytes());
    const auto film = readRadiograph(source);
    CF_CHECK(film.has_value());
    const auto written = writeSynthetic(film->radiograph, record(), source, folder / "one.dcm");
    CF_CHECK(written.has_value());
    const std::string bytes = contentsOf(folder / "one.dcm");
    for (const char *told :
        { secret, "2.25.77700", "19870501", "19870502", "19870503", "19870504", "19870505", "19310506", "056Y" })
        if (holds(bytes, told)) {
            std::fprintf(stderr, "the object still holds %s\n", told);
            CF_CHECK(false);
        }

    // It says that it was done, by which profile, and that our own private block is safe.
    for (const std::string &said : { element(0x00120062, "CS"), element(0x00120063, "LO"), element(0x00120064, "SQ"),
             std::string("113100"), std::string("113111"), element(0x00280303, "CS"), std::string("REMOVED"),
             element(0x00080300, "SQ"), std::string("SAFE"), std::string("CONTRAFACT 1.0") })
        CF_CHECK(holds(bytes, said));

    // What an image needs is there: how it is shown, how it was taken, that it is synthetic.
    const auto back = readRadiograph(folder / "one.dcm");
    CF_CHECK(back && back->attributes.synthetic);
    CF_CHECK(back->radiograph.windowCenter == 2048.0 && back->radiograph.windowWidth == 4000.0);
    CF_CHECK(back->radiograph.axes == frontalAxes && back->radiograph.viewPosition == "PA");
    CF_CHECK(back->radiograph.bitsStored == 12 && back->attributes.patientBirthDate.empty());
    CF_CHECK(back->attributes.studyDate.empty() && back->attributes.modality == "CR");
    CF_EQUAL(back->attributes.patientName, "DEIDENTIFIED^" + back->attributes.patientId);
    CF_CHECK(holds(bytes, "117") && holds(bytes, "51185008"));
    CF_EQUAL(readProvenance(folder / "one.dcm"), R"({"seed": 7})");
    CF_CHECK(isOurObject(folder / "one.dcm"));

    // Two edits of one study stay together; another patient's do not join them.
    CF_CHECK(writeSynthetic(film->radiograph, record(), source, folder / "two.dcm"));
    RawDataSet other = tellingFilm();
    other.text(0x00100020, "LO", "GEHEIM-4712");
    other.text(0x0020000D, "UI", "2.25.777009");
    save(folder / "other.dcm", metaHeader(explicitLittle) + other.bytes());
    CF_CHECK(writeSynthetic(film->radiograph, record(), folder / "other.dcm", folder / "three.dcm"));
    const auto two = readRadiograph(folder / "two.dcm");
    const auto three = readRadiograph(folder / "three.dcm");
    CF_CHECK(two && three);
    const InstanceAttributes &is = back->attributes;
    CF_CHECK(two->attributes.studyInstanceUid == is.studyInstanceUid && two->attributes.patientId == is.patientId);
    CF_CHECK(two->attributes.sopInstanceUid != is.sopInstanceUid && is.studyInstanceUid != studyUid);
    CF_CHECK(three->attributes.studyInstanceUid != is.studyInstanceUid && three->attributes.patientId != is.patientId);

    // Without the wish everything stays with its study.
    SyntheticRecord plain = record();
    plain.deidentified = false;
    CF_CHECK(writeSynthetic(film->radiograph, plain, source, folder / "plain.dcm"));
    const auto whole = readRadiograph(folder / "plain.dcm");
    CF_CHECK(whole && whole->attributes.patientId == "GEHEIM-4711" && whole->attributes.studyInstanceUid == studyUid);
}
