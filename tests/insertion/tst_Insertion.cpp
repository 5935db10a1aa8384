#include "core/base/text/CsvFile.h"
#include "core/insertion/Insertion.h"
#include "core/insertion/InsertionFilm.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/insertion/dataset/InsertionExport.h"
#include "core/insertion/patients/PatientSplit.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/SharedRadiographs.h"
#include "tests/support/Skip.h"
#include "tests/support/SyntheticChest.h"
#include "tests/support/TemporaryFolder.h"

#include <cmath>
#include <fstream>
#include <set>

using namespace cf;

namespace {

const std::vector<Abnormality> everything{ { Target::Pacemaker, Side::Left }, { Target::Pacemaker, Side::Right },
    { Target::CentralVenousCatheter, Side::Right }, { Target::EndotrachealTube }, { Target::NasogastricTube },
    { Target::ChestTube, Side::Left }, { Target::EcgLeads }, { Target::SternalWires },
    { Target::PleuralEffusion, Side::Left, Zone::None, Severity::Moderate },
    { Target::PleuralEffusion, Side::Right, Zone::None, Severity::Large },
    { Target::Cardiomegaly, Side::None, Zone::None, Severity::Large },
    { Target::Consolidation, Side::Right, Zone::Lower, Severity::Large },
    { Target::Edema, Side::None, Zone::None, Severity::Large },
    { Target::Pneumothorax, Side::Left, Zone::None, Severity::Large },
    { Target::LungLesion, Side::Right, Zone::Upper, Severity::Large } };

/// Share of the change at the image's left, the patient's right.
double shareOnTheRight(const CounterfactualPair &pair, double midline)
{
    double right = 0.0;
    double all = 0.0;
    for (int y = 0; y < pair.with.height; ++y)
        for (int x = 0; x < pair.with.width; ++x) {
            const double change = std::abs(pair.with.at(x, y) - pair.without.at(x, y));
            all += change;
            right += x < midline ? change : 0.0;
        }
    return all > 0.0 ? right / all : 0.5;
}

void checkExactness(const CounterfactualPair &pair, const GreyImage &source)
{
    CF_EQUAL(pair.without, source);
    std::size_t changed = 0;
    for (std::size_t i = 0; i < source.pixels.size(); ++i) {
        CF_CHECK(pair.region.pixels[i] == 0.0F || pair.region.pixels[i] == 1.0F);
        // Bit-identical outside, and inside a change of at least half a grey level.
        if (pair.region.pixels[i] == 0.0F)
            CF_EQUAL(pair.with.pixels[i], source.pixels[i]);
        else
            CF_LESS(0.4F / 255.0F, std::abs(pair.with.pixels[i] - source.pixels[i]));
        CF_CHECK(pair.with.pixels[i] >= 0.0F && pair.with.pixels[i] <= 1.0F);
        changed += pair.region.pixels[i] > 0.0F;
    }
    CF_LESS(20, changed);
}

void everyInsertionIsExactAndLeavesMarkersAlone()
{
    const GreyImage source = syntheticRadiograph();
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const Abnormality &abnormality : everything) {
        RandomStream first(11, "insertion");
        RandomStream second(11, "insertion");
        const auto pair = insertAbnormality(source, geometry, abnormality, first);
        const auto again = insertAbnormality(source, geometry, abnormality, second);
        CF_CHECK(pair && again);
        CF_CHECK(pair->with == again->with && pair->region == again->region);
        CF_EQUAL(pair->abnormality, abnormality);
        checkExactness(*pair, source);
        for (int y = 20; y < 40; ++y)
            for (int x = 20; x < 50; ++x)
                CF_EQUAL(pair->region.at(x, y), 0.0F);
        for (int y = 492; y < syntheticSize; ++y)
            for (int x = 0; x < syntheticSize; ++x)
                CF_EQUAL(pair->region.at(x, y), 0.0F);
        std::printf("%-32s visible %.1f\n", describe(abnormality).c_str(), pair->visible);
        CF_LESS(2.0, pair->visible);
        const double midline = 4 * 66.5;
        const bool sided = abnormality.side != Side::None && abnormality.target != Target::CentralVenousCatheter;
        if (sided)
            CF_EQUAL((shareOnTheRight(*pair, midline) > 0.5), (abnormality.side == Side::Right));
    }
}

/// Metal is brighter than what it lies on; air in the pleural space is darker than lung.
void changesHaveTheirSign()
{
    const GreyImage source = syntheticRadiograph();
    const ThoraxGeometry geometry = syntheticGeometry();
    const auto meanChange = [&](const Abnormality &abnormality) {
        RandomStream stream(4, "sign");
        const auto pair = insertAbnormality(source, geometry, abnormality, stream);
        CF_CHECK(pair);
        double sum = 0.0;
        for (std::size_t i = 0; i < source.pixels.size(); ++i)
            sum += pair->with.pixels[i] - source.pixels[i];
        return sum;
    };
    CF_LESS(10.0, meanChange({ Target::Pacemaker, Side::Left }));
    CF_LESS(100.0, meanChange({ Target::PleuralEffusion, Side::Right, Zone::None, Severity::Large }));
    RandomStream air(4, "air");
    const auto pneumothorax =
        insertAbnormality(source, geometry, { Target::Pneumothorax, Side::Right, Zone::None, Severity::Moderate }, air);
    CF_CHECK(pneumothorax);
    int darker = 0;
    for (std::size_t i = 0; i < source.pixels.size(); ++i)
        darker += pneumothorax->with.pixels[i] < source.pixels[i] - 5.0F / 255.0F;
    CF_LESS(1000, darker);
    CF_LESS(20.0, meanChange({ Target::Cardiomegaly, Side::None, Zone::None, Severity::Large }));
    const double small = meanChange({ Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small });
    const double large = meanChange({ Target::PleuralEffusion, Side::Left, Zone::None, Severity::Large });
    CF_LESS(1.5 * small, large);
}

/// Sum of the absolute changes, in grey levels of 255.
double amountOfChange(const CounterfactualPair &pair)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < pair.with.pixels.size(); ++i)
        sum += 255.0 * std::abs(pair.with.pixels[i] - pair.without.pixels[i]);
    return sum;
}

void aGraverWordIsALargerAmount()
{
    const GreyImage source = syntheticRadiograph();
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const Target target : { Target::PleuralEffusion, Target::Pneumothorax, Target::Consolidation, Target::Edema,
             Target::LungLesion, Target::Cardiomegaly })
        for (const std::uint64_t seed : { 1, 2, 3, 4, 5 }) {
            double last = 0.0;
            for (const Severity severity : { Severity::Small, Severity::Moderate, Severity::Large }) {
                const bool sided = target != Target::Edema && target != Target::Cardiomegaly;
                RandomStream stream(seed, "grades");
                const auto pair = insertAbnormality(
                    source, geometry, { target, sided ? Side::Right : Side::None, Zone::None, severity }, stream);
                CF_CHECK(pair);
                const double amount = amountOfChange(*pair);
                CF_LESS(1.15 * last, amount);
                last = amount;
            }
        }
}

CounterfactualPair inserted(const Abnormality &abnormality, const InsertionAmounts &amounts, std::uint64_t seed)
{
    RandomStream stream(seed, "amounts");
    const auto pair =
        insertAbnormality(syntheticRadiograph(), syntheticGeometry(), abnormality, stream, { false, false, amounts });
    CF_CHECK(pair);
    return *pair;
}

void numbersAreDrawnToMeasure()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    const double millimetres = geometry.millimetresPerPixel;
    for (const std::uint64_t seed : { 1, 2, 3 }) {
        for (const double asked : { 12.0, 20.0, 40.0 }) {
            const auto pair = inserted({ Target::LungLesion, Side::Right, Zone::Middle }, { asked, {}, {} }, seed);
            double area = 0.0;
            for (const float inside : pair.region.pixels)
                area += inside;
            const double diameter = 2.0 * std::sqrt(area / 3.14159265) * millimetres;
            CF_NEAR(diameter, asked, 0.1 * asked);
            CF_EQUAL(pair.abnormality.severity,
                (asked < 15.5          ? Severity::Small
                        : asked < 22.5 ? Severity::Moderate
                                       : Severity::Large));
        }
        for (const double asked : { 15.0, 30.0, 60.0 }) {
            const auto tube = inserted({ Target::EndotrachealTube }, { {}, {}, asked }, seed);
            const auto line = asked < 20.0
                ? inserted({ Target::CentralVenousCatheter, Side::Right }, { {}, {}, asked }, seed)
                : inserted({ Target::CentralVenousCatheter, Side::Right }, { {}, {}, -asked / 2.0 }, seed);
            for (const auto &[pair, height] :
                { std::pair{ tube, asked }, std::pair{ line, asked < 20.0 ? asked : -asked / 2.0 } }) {
                int lowest = 0;
                // Below the neck, where no hub of a line hangs lower than its tip.
                for (int y = 0; y < pair.region.height; ++y)
                    for (int x = 4 * 52; x < 4 * 72; ++x)
                        if (pair.region.at(x, y) > 0.0F)
                            lowest = y;
                CF_NEAR((geometry.trachea.back().y - lowest) * millimetres, height, 5.0);
            }
        }
        for (const double asked : { 0.42, 0.55, 0.62 }) {
            const auto pair = inserted({ Target::Cardiomegaly }, { {}, asked, {} }, seed);
            // From the midline outwards to where the lung begins; lung is 70, heart 140 to 170.
            const auto reach = [&](int y, int step) {
                int x = 4 * 66;
                const auto around = [&](int at) {
                    double mean = 0.0;
                    for (int dy = -3; dy <= 3; ++dy)
                        mean += 255.0 * pair.with.at(at, y + dy) / 7.0;
                    return mean;
                };
                while (x > 0 && x < syntheticSize - 1 && around(x) > 108.0)
                    x += step;
                return std::abs(x - 4 * 66);
            };
            int right = 0;
            int left = 0;
            for (int y = 4 * 60; y < 4 * 85; ++y) {
                right = std::max(right, y < 4 * 80 ? reach(y, -1) : 0);
                left = std::max(left, reach(y, 1));
            }
            const double chest = 4.0 * (109.8 - 18.5);
            CF_NEAR((right + left) / chest, asked, 0.02);
        }
    }
    const double chest = cardiothoracicRatio(geometry);
    CF_NEAR(chest, (96.5 - 53.0) / (109.8 - 18.5), 1e-9);
    RandomStream stream(1);
    const auto refused = [&](const Abnormality &abnormality, const InsertionAmounts &amounts) {
        const auto pair =
            insertAbnormality(syntheticRadiograph(), geometry, abnormality, stream, { false, false, amounts });
        return !pair && pair.error().code == ErrorCode::InvalidInput;
    };
    CF_CHECK(refused({ Target::Pacemaker, Side::Left }, { 40.0, {}, {} }));
    CF_CHECK(refused({ Target::LungLesion, Side::Left }, { 300.0, {}, {} }));
    CF_CHECK(refused({ Target::Cardiomegaly }, { {}, 0.95, {} }));
    CF_CHECK(refused({ Target::Edema }, { {}, 0.6, {} }));
    CF_CHECK(refused({ Target::EndotrachealTube }, { {}, {}, -10.0 }));
    CF_CHECK(refused({ Target::ChestTube, Side::Left }, { {}, {}, 20.0 }));
}

/// Fluid that was drawn is taken away by what the other lung shows; a film without any has nothing to take away.
void anOpacityIsClearedByTheOtherLung()
{
    const GreyImage source = syntheticRadiograph();
    const ThoraxGeometry geometry = syntheticGeometry();
    for (const Side side : { Side::Right, Side::Left }) {
        RandomStream stream(3);
        const auto drawn = insertAbnormality(
            source, geometry, { Target::PleuralEffusion, side, Zone::None, Severity::Moderate }, stream);
        CF_CHECK(drawn);
        const auto film = InsertionFilm::make(drawn->with, geometry);
        const auto cleared = film->clear(Side::None);
        CF_CHECK(cleared);
        double before = 0.0;
        double after = 0.0;
        for (std::size_t i = 0; i < source.pixels.size(); ++i) {
            before += std::abs(drawn->with.pixels[i] - source.pixels[i]);
            after += std::abs(cleared->with.pixels[i] - source.pixels[i]);
            if (cleared->region.pixels[i] == 0.0F)
                CF_EQUAL(cleared->with.pixels[i], drawn->with.pixels[i]);
        }
        std::printf("of an effusion %.0f %% is left\n", 100.0 * after / before);
        CF_LESS(after, 0.55 * before); // Fluid hides more than the lung: the heart's border, the dome.
        const auto wrong = film->clear(side == Side::Right ? Side::Left : Side::Right);
        CF_CHECK(!wrong && wrong.error().code == ErrorCode::InvalidInput);
    }
    const auto healthy = InsertionFilm::make(source, geometry);
    CF_CHECK(!healthy->clear(Side::None) && !healthy->clear(Side::Right) && !healthy->clear(Side::Both));
}

void impossibleOrdersAreAnswered()
{
    const GreyImage source = syntheticRadiograph();
    ThoraxGeometry geometry = syntheticGeometry();
    RandomStream stream(1);
    CF_EQUAL(insertAbnormality(source, geometry, { Target::Fracture }, stream).error().code, ErrorCode::Unsupported);
    CF_EQUAL(insertAbnormality(GreyImage(8, 8), geometry, { Target::Pacemaker }, stream).error().code,
        ErrorCode::InvalidInput);
    CF_EQUAL(insertAbnormality(source, ThoraxGeometry{}, { Target::Pacemaker }, stream).error().code,
        ErrorCode::InvalidInput);
    geometry.confidence = 0.4;
    CF_EQUAL(insertAbnormality(source, geometry, { Target::Pacemaker }, stream).error().code, ErrorCode::InvalidInput);
    ThoraxLandmarks landmarks;
    landmarks.geometry.confidence = 0.7;
    landmarks.contrastRight = 0.3;
    landmarks.contrastLeft = 0.07;
    CF_CHECK(checkInsertable(landmarks, { Target::Pacemaker }));
    CF_CHECK(checkInsertable(landmarks, { Target::PleuralEffusion, Side::Right }));
    CF_CHECK(!checkInsertable(landmarks, { Target::PleuralEffusion, Side::Left }));
    CF_CHECK(!checkInsertable(landmarks, { Target::Cardiomegaly }));
    landmarks.contrastLeft = 0.1; // A portable film.
    CF_CHECK(checkInsertable(landmarks, { Target::PleuralEffusion, Side::Left }));
}

void wordsAreUnderstood()
{
    CF_EQUAL(*parseAbnormality("pacemaker left"),
        (Abnormality{ Target::Pacemaker, Side::Left, Zone::None, Severity::None }));
    CF_EQUAL(*parseAbnormality("Small right-sided pleural effusion"),
        (Abnormality{ Target::PleuralEffusion, Side::Right, Zone::None, Severity::Small }));
    CF_EQUAL(*parseAbnormality("large consolidation of the right lower lobe"),
        (Abnormality{ Target::Consolidation, Side::Right, Zone::Lower, Severity::Large }));
    CF_CHECK(!parseAbnormality("") && !parseAbnormality("teapot left") && !parseAbnormality("pacemaker teapot"));
    CF_CHECK(!parseAbnormality(std::string(10000, 'x')));
    for (const Abnormality &abnormality : everything)
        CF_EQUAL(*parseAbnormality(describe(abnormality)), abnormality);
}

/// Pairs of held-back patients are exact, whole and visible, the same for the same seed, and no patient is in both
/// shares. Returns how many of the seeds gave one.
int checkPairs(const std::vector<std::filesystem::path> &folders, int side, const std::vector<std::uint64_t> &seeds)
{
    const auto training = InsertionDataset::open(folders, side, PatientShare::Training);
    const auto heldBack = InsertionDataset::open(folders, side, PatientShare::HeldBack);
    CF_CHECK(training && heldBack);
    CF_LESS(0, training->size());
    CF_LESS(0, heldBack->size());
    std::set<std::string> patients;
    for (const InsertionSource &source : training->sources())
        patients.insert(source.dataSet + "/" + source.patient);
    for (const InsertionSource &source : heldBack->sources())
        CF_CHECK(!patients.contains(source.dataSet + "/" + source.patient));
    int pairs = 0;
    for (const std::uint64_t seed : seeds) {
        const auto sample = heldBack->sample(seed);
        if (!sample)
            continue;
        const CounterfactualPair &pair = sample->pair;
        CF_EQUAL(pair.with.width, side);
        CF_EQUAL(pair.with.height, side);
        CF_CHECK(pair.visible >= minVisible(pair.abnormality.target) && sample->confidence >= 0.6);
        checkExactness(pair, pair.without);
        std::printf("seed %d: %s in %s, visible %.0f\n", static_cast<int>(seed), describe(pair.abnormality).c_str(),
            sample->source.file.filename().string().c_str(), pair.visible);
        if (pairs++ == 0) {
            const auto fresh = InsertionDataset::open(folders, side, PatientShare::HeldBack);
            const auto again = fresh->sample(seed);
            CF_CHECK(again && again->pair.with == pair.with);
            CF_EQUAL(again->pair.abnormality, pair.abnormality);
        }
    }
    return pairs;
}

/// A data set of phantoms, with a table as the public ones have it.
void phantomFilmsGiveExactPairs()
{
    constexpr int side = 256;
    constexpr int ofEachShare = 3;
    const test::TemporaryFolder folder;
    const std::filesystem::path set = folder / "phantoms_set";
    std::filesystem::create_directories(set / "images");
    std::ofstream table(set / "labels.csv");
    table << "file,finding_labels,patient_id,age,view,orig_w,orig_h,pixel_spacing_x_mm,pixel_spacing_y_mm\n";
    int heldBack = 0;
    int training = 0;
    for (int patient = 1; heldBack < ofEachShare || training < ofEachShare; ++patient) {
        int &share = isHeldBackPatient("phantoms", std::to_string(patient)) ? heldBack : training;
        if (share == ofEachShare)
            continue;
        ++share;
        const auto phantom = renderPhantom({ static_cast<std::uint64_t>(patient), side, {} });
        CF_CHECK(phantom.has_value());
        cv::Mat picture(side, side, CV_8UC1);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                picture.at<std::uint8_t>(y, x) =
                    static_cast<std::uint8_t>(std::lround(255.0F * phantom->display.at(x, y)));
        const std::string name = std::to_string(patient) + ".png";
        CF_CHECK(cv::imwrite((set / "images" / name).string(), picture));
        table << name << ",No Finding," << patient << ",50,AP," << side << ',' << side << ",1.4,1.4\n";
    }
    table.close();
    CF_LESS(3, checkPairs({ set }, side, { 1, 2, 3, 4, 5, 6 }));
}

void realRadiographsGiveExactPairs()
{
    if (sharedRadiographs("nih_cxr14_512", 1).empty())
        return test::skipped("pairs on real radiographs", "the shared data are not here");
    const std::vector<std::filesystem::path> folders{ sharedData() / "nih_cxr14_512", sharedData() / "hannover_ccby3" };
    CF_LESS(0, checkPairs(folders, 512, { 1, 2, 3, 4, 5, 6 }));
    const auto training = InsertionDataset::open(folders, 512, PatientShare::Training);
    const auto heldBack = InsertionDataset::open(folders, 512, PatientShare::HeldBack);
    CF_CHECK(training && heldBack);
    CF_LESS(700, training->size() + heldBack->size());
    CF_LESS(80, heldBack->size());
}

} // namespace

int main()
{
    wordsAreUnderstood();
    everyInsertionIsExactAndLeavesMarkersAlone();
    changesHaveTheirSign();
    aGraverWordIsALargerAmount();
    numbersAreDrawnToMeasure();
    anOpacityIsClearedByTheOtherLung();
    impossibleOrdersAreAnswered();
    phantomFilmsGiveExactPairs();
    realRadiographsGiveExactPairs();
    std::puts("insertion: all passed");
    return 0;
}
