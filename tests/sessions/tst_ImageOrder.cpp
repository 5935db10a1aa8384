// A coordinator whose list says "real" first in every case gives nothing away: whoever takes a package apart finds
// nothing in it that says which image of a case is which.

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/coordination/CaseAddition.h"
#include "core/sessions/coordination/Sealing.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "core/sessions/reading/ImageOrder.h"
#include "tests/sessions/PostgresCluster.h"
#include "tests/sessions/StudyBench.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace cf;
using namespace cf::test;

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int cases = 40;
constexpr int trainingCases = 4;
constexpr int size = 48;
constexpr auto passphrase = "four words of mine";

/// Of a rule that guesses by lot; beyond lies one in a hundred thousand.
constexpr int leastByLot = 7;
constexpr int mostByLot = cases - leastByLot;

/// "r12" is a real film, "e12" the smooth one made of it, "d12" the difference: an edited one packs shorter.
Result<ReadImage> made(const fs::path &file)
{
    const std::string name = file.filename().string();
    ReadImage image;
    image.radiograph = film(std::stoi(name.substr(1)), size, size).radiograph;
    if (name.front() != 'r')
        for (std::int32_t &value : image.radiograph.stored.pixels)
            value = (name.front() == 'e' ? 2048 : 1024) + value / 16;
    image.patient = name.substr(1);
    return image;
}

std::vector<ManifestCase> realFirst()
{
    std::vector<ManifestCase> list;
    for (int i = 0; i < cases + trainingCases; ++i) {
        const std::string number = std::to_string(i);
        ManifestCase one;
        one.files = { { "r" + number, "real", {}, {} }, { "e" + number, "edited", {}, "d" + number } };
        one.isTraining = i >= cases;
        list.push_back(std::move(one));
    }
    return list;
}

Protocol twoAfc()
{
    Protocol protocol = protocolTemplate(Design::ForcedChoice, "2-AFC");
    protocol.repeats.share = 0.0;
    protocol.order.seed = 20261201;
    Stage aware = protocol.stages.front();
    aware.id = "aware";
    aware.showsDifference = true;
    protocol.stages.push_back(aware);
    return protocol;
}

/// By the functions of the command line, from the list to the seal.
StudyStore sealed(const std::string &location)
{
    StudyStore store = need(StudyStore::create(location, twoAfc()));
    CaseAddition addition;
    addition.size = size;
    addition.alreadyNullEdited = true;
    addition.read = made;
    CF_EQUAL(need(addCases(store, realFirst(), addition, {})).images, 3 * (cases + trainingCases));
    for (const char *id : { "R1", "R2" })
        need(store.putReader(reader(id)));
    need(store.seal({}, "a test: nothing to leak"));
    CF_CHECK(need(store.verify()).empty());
    return store;
}

std::size_t realImage(const Case &one)
{
    return one.images[0].arm == "real" ? 0 : 1;
}

/// What sealing left in the study itself.
void theStudyIsBalanced(StudyStore &store)
{
    std::map<bool, std::map<std::size_t, int>> counts; // Training? → index of the real image → cases.
    for (const Case &one : need(store.study()).cases) {
        ++counts[one.isTraining][realImage(one)];
        CF_EQUAL(one.truth.at("synthetic-image"), std::to_string(1 - realImage(one)));
        CF_EQUAL(imageToFind(twoAfc(), one), 1 - realImage(one));
        CF_CHECK(one.images[realImage(one)].difference.empty() && !one.images[1 - realImage(one)].difference.empty());
    }
    CF_EQUAL(counts[false][0], cases / 2);
    CF_EQUAL(counts[false][1], cases / 2);
    CF_EQUAL(counts[true][0], trainingCases / 2);
    for (const char *id : { "R1", "R2" }) {
        std::map<std::pair<std::string, int>, int>
            places; // Stage, place on the screen → cases whose real one is there.
        for (const ReadingStep &step : need(store.order(id))) {
            const Study study = need(store.study());
            if (!step.isTraining)
                ++places[{ step.stage,
                    int(std::ranges::find(step.panes, int(realImage(*study.find(step.caseId))))
                        - step.panes.begin()) }];
        }
        CF_EQUAL(places.size(), 4);
        for (const auto &[place, count] : places)
            CF_EQUAL(count, cases / 2);
    }
}

/// A package as its reader can take it apart, with the passphrase and this program's sources at hand.
struct TakenApart {
    json contents;
    std::vector<std::string> images; ///< Hashes, in the order of the parts.
    std::vector<std::size_t> lengths; ///< Of the parts with images, in bytes.
    std::vector<std::string> headers; ///< Of the images, as they stand in their parts.
};

TakenApart takenApart(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string line;
    std::getline(stream, line);
    std::getline(stream, line);
    const json header = json::parse(line);
    const KeySettings settings{ need(fromHex(header["salt"])), header["operations"], header["memory"] };
    const std::string key = need(keyFrom(passphrase, settings));
    TakenApart found;
    for (std::size_t i = 0; i < header["lengths"].size(); ++i) {
        std::string cipher(header["lengths"][i].get<std::size_t>(), '\0');
        stream.read(cipher.data(), std::streamsize(cipher.size()));
        const std::string plain = need(decrypt(cipher, key, "part " + std::to_string(i), "a part"));
        if (i == 0) {
            const json first = json::parse(plain);
            found.contents = first["contents"];
            found.images = first["images"].get<std::vector<std::string>>();
            continue;
        }
        found.lengths.push_back(cipher.size());
        const std::size_t begin = plain.find('{');
        found.headers.push_back(plain.substr(begin, plain.find('\n') - begin));
    }
    CF_EQUAL(found.headers.size(), found.images.size());
    return found;
}

/// How often a rule names the real image of a serious case.
using Rule = std::function<std::size_t(const json &one, std::size_t row)>;

int right(const TakenApart &package, const Study &study, const Rule &rule)
{
    int count = 0;
    std::size_t row = 0;
    for (const json &one : package.contents["cases"]) {
        if (one["training"].get<bool>())
            continue;
        count += rule(one, row++) == realImage(*study.find(one["id"])) ? 1 : 0;
    }
    CF_EQUAL(int(row), cases);
    return count;
}

/// The panes of a case in the unaware stage.
std::vector<int> panesOf(const TakenApart &package, const json &id)
{
    for (const json &step : package.contents["steps"])
        if (step["case"] == id)
            return step["panes"].get<std::vector<int>>();
    return {};
}

void noRuleTells(const TakenApart &package, const Study &study)
{
    const auto count = [&](const Rule &rule) { return right(package, study, rule); };
    // What is balanced tells exactly nothing.
    CF_EQUAL(count([](const json &, std::size_t) { return 0; }), cases / 2);
    CF_EQUAL(count([](const json &, std::size_t) { return 1; }), cases / 2);
    for (const std::size_t place : { 0, 1 })
        CF_EQUAL(
            count([&](const json &one, std::size_t) { return std::size_t(panesOf(package, one["id"]).at(place)); }),
            cases / 2);
    // Whose map it is says what was edited: it stands with the first image of every case.
    CF_EQUAL(
        count([](const json &one, std::size_t) { return one["images"][0]["difference"] == "" ? 0 : 1; }), cases / 2);
    CF_EQUAL(
        count([](const json &one, std::size_t) { return one["images"][1]["difference"] == "" ? 0 : 1; }), cases / 2);
    // What was drawn or hashed tells no more than a coin.
    const auto number = [](const json &one) { return std::stoi(one["id"].get<std::string>().substr(1)); };
    const auto part = [&](const json &one, int image) {
        return std::ranges::find(package.images, one["images"][std::size_t(image)]["sha256"].get<std::string>())
            - package.images.begin();
    };
    const std::map<std::string, Rule> rules{
        { "smaller hash, earlier part",
            [&](const json &one, std::size_t) { return part(one, 0) < part(one, 1) ? 0 : 1; } },
        { "odd number", [&](const json &one, std::size_t) { return std::size_t(number(one) % 2); } },
        { "large number", [&](const json &one, std::size_t) { return number(one) > 550000 ? 1 : 0; } },
        { "odd row", [](const json &, std::size_t row) { return row % 2; } },
        { "late row", [](const json &, std::size_t row) { return int(row) < cases / 2 ? 0 : 1; } },
        { "panes in turn",
            [&](const json &one, std::size_t row) { return std::size_t(panesOf(package, one["id"]).at(row % 2)); } },
    };
    for (const auto &[name, rule] : rules) {
        const int found = count(rule);
        std::printf("%s: %d of %d\n", name.c_str(), found, cases);
        CF_CHECK(found >= leastByLot && found <= mostByLot);
    }
    // Parts of one length, headers of one wording: nothing to guess by.
    CF_EQUAL(std::set<std::size_t>(package.lengths.begin(), package.lengths.end()).size(), 1);
    CF_EQUAL(std::set<std::string>(package.headers.begin(), package.headers.end()).size(), 1);
    CF_CHECK(std::ranges::is_sorted(package.images));
}

/// Nothing but numbers, hashes and the protocol; no arm, name of a file, patient, seed.
void nothingIsNamed(const TakenApart &package)
{
    for (const json &one : package.contents["cases"]) {
        CF_CHECK(one["patient"] == "" && one["pair"] == "" && one["feedback"] == "" && one["lesions"].empty());
        CF_CHECK(one["truth"].empty() != one["training"].get<bool>());
        for (const json &image : one["images"])
            CF_CHECK(image.size() == 3 && image["arm"] == "");
    }
    CF_CHECK(package.contents["protocol"]["order"]["seed"].get<std::uint64_t>() != twoAfc().order.seed);
}

/// The answers beside a package lie there unencrypted.
void theCopyIsAsNeutral(const fs::path &file, const TakenApart &package)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "copy");
        database.setDatabaseName(QString::fromStdString(file.string()));
        CF_CHECK(database.open());
        QSqlQuery rows(database);
        CF_CHECK(rows.exec("SELECT content FROM cases ORDER BY rowid"));
        for (const json &one : package.contents["cases"]) {
            CF_CHECK(rows.next());
            CF_EQUAL(json::parse(rows.value(0).toString().toStdString()), one);
        }
        CF_CHECK(!rows.next());
        CF_CHECK(rows.exec("SELECT count(*) FROM images") && rows.next());
        CF_EQUAL(rows.value(0).toInt(), 0);
    }
    QSqlDatabase::removeDatabase("copy");
}

void packagesTellNothing(StudyStore &store, const fs::path &folder)
{
    const Study study = need(store.study());
    // The channel is there: before they are padded, every edited image is shorter than every real one.
    std::size_t longestEdited = 0;
    std::size_t shortestReal = std::size_t(size) * size * 4;
    for (const Case &one : study.cases)
        for (const CaseImage &image : one.images) {
            const std::size_t bytes = packPixels(need(store.image(image.sha256))).size();
            if (image.arm == "real")
                shortestReal = std::min(shortestReal, bytes);
            else
                longestEdited = std::max(longestEdited, bytes);
        }
    CF_CHECK(longestEdited < shortestReal);
    for (const char *id : { "R1", "R2" }) {
        const fs::path file = folder / (std::string(id) + ".cfreader");
        need(writeReaderPackage(store, id, passphrase, file));
        const TakenApart package = takenApart(file);
        noRuleTells(package, study);
        nothingIsNamed(package);
        OpenedPackage opened = need(openReaderPackage(file, passphrase));
        for (const Case &one : need(opened.store.study()).cases)
            for (const CaseImage &image : one.images)
                CF_EQUAL(imageHash(need(opened.store.image(image.sha256))), image.sha256);
        theCopyIsAsNeutral(folder / (std::string(id) + ".cfstudy"), package);
    }
}

/// Of four images the one to be found comes to every place ten times in forty, and the truth with it.
void everyPlaceEquallyOften()
{
    Protocol protocol = twoAfc();
    protocol.panes = 4;
    std::vector<Case> listed;
    for (int i = 0; i < cases; ++i) {
        Case one;
        one.id = "C" + std::to_string(1000 + i);
        one.images = { { "r", "real", {} }, { "a" + one.id, "edited", {} }, { "b", "real", {} }, { "c", "real", {} } };
        one.truth = { { "synthetic-image", "1" }, { "other", "1" } };
        listed.push_back(one);
    }
    std::map<std::size_t, int> places;
    std::set<std::vector<std::string>> orders;
    for (const Case &one : withDrawnImageOrder(protocol, listed)) {
        const std::size_t edited = std::stoul(one.truth.at("synthetic-image"));
        CF_EQUAL(one.images.at(edited).sha256, "a" + one.id);
        CF_EQUAL(one.truth.at("other"), "1"); // No question chooses an image by it.
        ++places[edited];
        orders.insert({ one.images[0].sha256.substr(0, 1), one.images[1].sha256.substr(0, 1),
            one.images[2].sha256.substr(0, 1), one.images[3].sha256.substr(0, 1) });
    }
    for (std::size_t place = 0; place < 4; ++place)
        CF_EQUAL(places[place], cases / 4);
    CF_CHECK(orders.size() > 12); // Of 24; the others are drawn, too.
    CF_CHECK(withDrawnImageOrder(protocol, listed) == withDrawnImageOrder(protocol, listed));
    protocol.order.seed += 1;
    CF_CHECK(withDrawnImageOrder(protocol, listed) != withDrawnImageOrder(twoAfc(), listed));
}

/// A truth that named an image before sealing cannot be asked for afterwards: it counts places of the list.
void laterTruthsAreRefused(const std::string &file)
{
    Protocol protocol = twoAfc();
    StudyStore store = need(StudyStore::create(file, protocol));
    auto list = realFirst();
    for (ManifestCase &one : list)
        one.truth["sharper"] = "0";
    CaseAddition addition;
    addition.size = size;
    addition.alreadyNullEdited = true;
    addition.read = made;
    need(addCases(store, list, addition, {}));
    need(store.putReader(reader("R1")));
    need(store.note("coordinator", "leak-check", toJson(LeakReport{ cases, cases, {} }).dump()));
    need(store.seal({}, "a test: nothing to leak"));
    CF_CHECK(!knownLeakCheck(need(store.audit()))->isStale); // The same images, in other places of their cases.
    Question sharper = protocol.questions.front();
    sharper.id = sharper.truth = "sharper";
    protocol.questions.push_back(sharper);
    protocol.stages.front().questions.push_back("sharper");
    const auto refused = store.amend(protocol, "one more question");
    CF_CHECK(!refused && refused.error().message.find("drawn anew at sealing") != std::string::npos);
    protocol.questions.back().truth = "synthetic-image";
    need(store.amend(protocol, "one more question"));
}

} // namespace

int main()
{
    startQt();
    const TemporaryFolder folder;
    ::setenv("XDG_STATE_HOME", (folder.path() / "state").c_str(), 1);
    everyPlaceEquallyOften();
    laterTruthsAreRefused((folder.path() / "later.cfstudy").string());
    StudyStore file = sealed((folder.path() / "study.cfstudy").string());
    theStudyIsBalanced(file);
    fs::create_directories(folder.path() / "file");
    packagesTellNothing(file, folder.path() / "file");

    PostgresCluster cluster;
    if (!cluster.isRunning()) {
        test::skipped("PostgreSQL", cluster.why());
        return 0;
    }
    StudyStore server = sealed(cluster.location("images"));
    theStudyIsBalanced(server);
    fs::create_directories(folder.path() / "server");
    packagesTellNothing(server, folder.path() / "server");
    return 0;
}
