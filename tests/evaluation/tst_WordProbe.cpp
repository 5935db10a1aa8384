// Which words a model hears is found out from what it takes for noise: words that it hears are proposed with their
// margins, words that it does not hear are not, and a word that it always welcomes is no word that it hears.

#include "core/base/RandomStream.h"
#include "core/diffusion/runtime/Torch.h"
#include "core/evaluation/probe/ListeningModel.h"
#include "core/evaluation/probe/ProbeReport.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <set>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int side = 64;
const std::vector<Target> drawn{ Target::Pacemaker, Target::PleuralEffusion, Target::Cardiomegaly, Target::ChestTube };

/// Each target that a film shows is a bright row of its own; grain, for no two films are equal.
Radiograph picture(const ProbeFilm &film)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(side, side, 500);
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    RandomStream stream(3, film.name);
    for (std::size_t row = 0; row < drawn.size(); ++row)
        for (int x = 0; x < side; ++x)
            radiograph.stored.at(x, 8 * static_cast<int>(row) + 4) =
                (film.shows(drawn[row]) ? 3500 : 500) + static_cast<int>(20.0 * stream.uniform());
    return radiograph;
}

bool isBright(const GreyImage &image, std::size_t row)
{
    return image.at(side / 2, 8 * static_cast<int>(row) + 4) > 0.5F;
}

/// Hears "pacer" and "effusion"; likes to hear of chest tubes whatever it sees; deaf to all else. Wants to be told
/// "a film of". Each fault turns its answer into a direction of its own, more at some timesteps than at others.
class Listener final : public ListeningModel
{
public:
    int imageSize() const override { return side; }
    torch::Tensor encode(const GreyImage &square) override
    {
        m_shows.clear();
        for (std::size_t row = 0; row < drawn.size(); ++row)
            m_shows.push_back(isBright(square, row));
        torch::Tensor latent = torch::zeros({ 1, 4, 8, 8 });
        return latent;
    }
    torch::Tensor withNoise(const torch::Tensor &latent, const torch::Tensor &noise, std::int64_t) const override
    {
        return latent + noise;
    }
    torch::Tensor noiseSaid(
        const torch::Tensor &noisy, std::int64_t timestep, const std::vector<std::string> &captions) override
    {
        ++calls;
        if (calls == stopAt)
            stop.request_stop();
        torch::Tensor said = noisy.repeat({ static_cast<std::int64_t>(captions.size()), 1, 1, 1 }); // The latent is 0.
        for (std::size_t row = 0; row < captions.size(); ++row) {
            const auto fault = [&](int channel, double much) {
                said[static_cast<std::int64_t>(row)][channel] += much * (timestep > 400 ? 1.2 : 1.0);
            };
            const std::string &caption = captions[row];
            const bool saysPacer = caption.find("pacer") != std::string::npos;
            const bool saysEffusion = caption.find("effusion") != std::string::npos;
            fault(0, 0.5 + (caption.starts_with("a film of") ? 0.0 : 0.3));
            fault(1, saysPacer == m_shows.at(0) ? 0.0 : 0.2);
            fault(2, saysEffusion == m_shows.at(1) ? 0.0 : 0.2);
            fault(3, caption.find("chest tube") != std::string::npos ? 0.0 : 0.1);
        }
        return said;
    }
    int calls = 0;
    int stopAt = -1;
    std::stop_source stop;

private:
    std::vector<bool> m_shows;
};

std::vector<ProbeFilm> films()
{
    std::vector<ProbeFilm> all;
    for (int number = 0; number < 8; ++number) {
        ProbeFilm film;
        film.name = "film" + std::to_string(number) + ".png";
        film.patient = "nih/" + std::to_string(number);
        for (std::size_t index = 0; index < drawn.size(); ++index) {
            // The fourth goes with none of the others.
            const int bits = index < 3 ? number >> index : (number >> 1) ^ (number >> 2);
            if ((bits & 1) == 1)
                film.shown.emplace_back(drawn[index]);
            else
                film.absent.insert(drawn[index]);
        }
        all.push_back(film);
    }
    return all;
}

ProbePlan planIn(const fs::path &folder)
{
    ProbePlan plan;
    plan.films = films();
    plan.open = [](const ProbeFilm &film) -> Result<Radiograph> {
        if (film.name == "film7.png")
            return fail(ErrorCode::Io, "It is no picture.");
        return picture(film);
    };
    CaptionGrammar grammar;
    grammar.prefix = "a film of ";
    grammar.normalCaption = "a film of nothing";
    grammar.words = { { Target::Pacemaker, "pacemaker" }, { Target::PleuralEffusion, "effusion" },
        { Target::Cardiomegaly, "big heart" }, { Target::ChestTube, "chest tube" }, { Target::Fracture, "fracture" } };
    plan.templates = probeTemplates({});
    plan.templates.push_back({ "of a film", grammar });
    plan.otherWords = { { Target::Pacemaker, { "pacer", "PACEMAKER" } } };
    plan.stamp = "probe test";
    fs::create_directories(folder);
    plan.records = folder / "looks.jsonl";
    return plan;
}

const WordFigures &figuresOf(const ProbeSummary &summary, const std::string &word)
{
    const auto found = std::ranges::find(summary.words, word, &WordFigures::word);
    CF_CHECK(found != summary.words.end());
    return *found;
}

void heardWordsAreFound(const fs::path &folder)
{
    Listener model;
    const ProbePlan plan = planIn(folder);
    const auto cost = probeCost(model, plan, {});
    CF_CHECK(cost && cost->secondsARow > 0.0 && cost->templateRows > 8 * 3 && cost->wordRows > 8 * 3);
    const auto measures = runProbe(model, plan, *cost, {}).value();
    const ProbeSummary summary = summaryOf(measures, plan);
    CF_CHECK(summary.films == 7 && summary.unreadable.size() == 1 && summary.templates.front().name == "of a film");
    CF_CHECK(summary.templates[1].behind.interval->low > 0.0 && summary.templates.front().behind.mean == 0.0);
    CF_LESS(0.0, summary.templates.front().ownAgainstOther.mean);

    CF_CHECK(figuresOf(summary, "pacer").hearing == Hearing::Heard && figuresOf(summary, "pacer").margin > 5.0);
    CF_EQUAL(figuresOf(summary, "pacemaker").hearing, Hearing::NotShown); // Deaf to it: it moves nothing.
    CF_CHECK(figuresOf(summary, "pacemaker").moved == 0.0 && figuresOf(summary, "pacer").moved > 1.0);
    CF_CHECK(figuresOf(summary, "effusion").hearing == Hearing::Heard && figuresOf(summary, "effusion").isOwn);
    CF_EQUAL(figuresOf(summary, "big heart").hearing, Hearing::NotShown);
    const WordFigures &tube = figuresOf(summary, "chest tube"); // Always welcome.
    CF_CHECK(tube.withIt.mean > 0.5 && tube.withoutIt.mean < -0.5 && tube.hearing == Hearing::NotShown);
    CF_EQUAL(std::ranges::count(summary.words, Target::Pacemaker, &WordFigures::target), 2); // No doubles.

    const CaptionGrammar &proposed = summary.proposed;
    CF_CHECK(proposed.prefix == "a film of " && proposed.words.at(Target::Pacemaker) == "pacer");
    CF_CHECK(proposed.words.contains(Target::PleuralEffusion) && !proposed.words.contains(Target::Cardiomegaly));
    CF_CHECK(!proposed.words.contains(Target::ChestTube) && proposed.words.contains(Target::Fracture));
    CF_EQUAL(summary.notMeasured, std::vector<Target>{ Target::Fracture });
    CF_CHECK(summary.slots.size() == 3 && summary.slots.front().hearing == Hearing::NotMeasured);
}

void anInterruptedProbeGoesOn(const fs::path &folder)
{
    const ProbePlan plan = planIn(folder);
    const ProbeCost cost;
    Listener whole;
    const ProbePlan other = planIn(folder / "whole");
    const auto wanted = summaryOf(runProbe(whole, other, cost, {}).value(), other);
    for (const int stopAt : { 5, 30 }) { // In the templates, and in the words.
        Listener model;
        model.stopAt = stopAt;
        const auto stopped = runProbe(model, plan, cost, JobContext(model.stop.get_token(), {}));
        CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
        std::ofstream(plan.records, std::ios::app) << "{\"film\": \"fil"; // A kill in the middle of a line.
    }
    Listener model;
    const auto summary = summaryOf(runProbe(model, plan, cost, {}).value(), plan);
    CF_CHECK(model.calls < whole.calls && model.calls > 0);
    for (const char *word : { "pacer", "effusion", "chest tube" })
        CF_EQUAL(figuresOf(summary, word).margin, figuresOf(wanted, word).margin);
    Listener none;
    CF_CHECK(runProbe(none, plan, cost, {}) && none.calls == 0);
    ProbePlan another = plan;
    another.stamp = "another";
    CF_CHECK(!runProbe(none, another, cost, {}));
}

void sidesAreHeardOrNot()
{
    ProbeFilm film;
    film.name = "a";
    film.shown = { { Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small },
        { Target::Pneumothorax, Side::Both } };
    const CaptionGrammar grammar = CaptionGrammar::prism();
    const auto slots = slotCaptions(film, grammar);
    CF_CHECK(slots.size() == 2 && slots[0].slot == "side" && slots[1].slot == "severity"); // Both sides: no opposite.
    CF_CHECK(slots[0].right.find("left Pleural Effusion") != std::string::npos);
    CF_CHECK(slots[0].wrong.find("right Pleural Effusion") != std::string::npos);
    CF_CHECK(slots[1].wrong.find("large Pleural Effusion") != std::string::npos);
}

/// All devices are one word to PRISM: with another one there, taking one away says nothing.
void devicesUnderOneWord()
{
    ProbeFilm film;
    film.name = "a";
    film.shown = { { Target::Pacemaker }, { Target::EcgLeads } };
    CF_CHECK(wordCaptions(film, CaptionGrammar::prism(), {}).empty());
    film.shown = { { Target::Pacemaker }, { Target::SupportDevices } };
    const auto captions = wordCaptions(film, CaptionGrammar::prism(), {});
    CF_CHECK(captions.size() == 1 && captions[0].target == Target::SupportDevices);
    CF_EQUAL(captions[0].without, "Chest X-ray showing No Finding");
}

void theProposalIsAModelsCard(const fs::path &folder)
{
    Listener model;
    const ProbePlan plan = planIn(folder);
    const auto summary = summaryOf(runProbe(model, plan, {}, {}).value(), plan);
    ProbeTitle title{ "a <model>", "00ff", "films", {}, {}, {}, {} };
    auto card = nlohmann::json::parse(proposedCard(folder, summary, plan, {}, title).value());
    CF_CHECK(card["name"] == "a <model>" && card["grammar"]["words"]["Pacemaker"] == "pacer");
    std::ofstream(folder / "contrafact.json")
        << R"({"name": "known", "licence": "MIT", "latent_scaling": 0.5, "grammar": "labels"})";
    card = nlohmann::json::parse(proposedCard(folder, summary, plan, {}, title).value());
    CF_CHECK(card["name"] == "known" && card["licence"] == "MIT" && card["latent_scaling"] == 0.5);
    CF_CHECK(card["probe"]["films"] == 7 && card["probe"]["words_not_measured"][0] == "Fracture");
    const auto grammar = parseCaptionGrammar(card.dump());
    CF_CHECK(grammar && grammar->words == summary.proposed.words && grammar->prefix == "a film of ");
    const std::string page = probeSection(summary, {}, title);
    CF_CHECK(page.find("a &lt;model&gt;") != std::string::npos && page.find("<b>pacer</b>") != std::string::npos);
    const std::string table = probeTable(summary, {}, title);
    CF_CHECK(table.find("not_shown") != std::string::npos);
    // Terminal and page say alike what these films could not tell.
    const bool areFew = std::ranges::count(summary.words, Hearing::NotMeasured, &WordFigures::hearing) > 0;
    CF_EQUAL(
        table.find(" words had too few films with it or without it. More films: --count") != std::string::npos, areFew);
    ProbeSummary few = summary;
    few.words.front().hearing = Hearing::NotMeasured;
    CF_CHECK(
        probeTable(few, {}, title).find("  1 of 5 words had too few films with it or without it. More films: --count")
        != std::string::npos);
    CF_EQUAL(table.find("not told apart") == std::string::npos, isBestTold(summary));
    CF_EQUAL(page.find("not told apart") == std::string::npos, isBestTold(summary));
    ProbeSummary twins = summary;
    twins.templates.resize(1);
    CF_CHECK(isBestTold(twins));
    twins.templates.push_back(twins.templates.front()); // As far from the best as itself.
    twins.templates.back().behind.interval = Bounds{ 0.0, 0.0 };
    CF_CHECK(!isBestTold(twins) && probeTable(twins, {}, title).find("not told apart") != std::string::npos);
    twins.templates.back().behind.interval = Bounds{ 0.01, 0.2 };
    CF_CHECK(isBestTold(twins) && probeTable(twins, {}, title).find("not told apart") == std::string::npos);
    std::ofstream(folder / "contrafact.json") << "no JSON";
    CF_CHECK(!proposedCard(folder, summary, plan, {}, title));
}

void tablesAreRead(const fs::path &folder)
{
    const fs::path data = folder / "nih_films";
    fs::create_directories(data / "images");
    fs::create_directories(data / "train/patient7/study1");
    for (const char *name : { "images/a.png", "images/b.png", "images/c.png", "train/patient7/study1/view1.png" })
        std::ofstream(data / name) << "x";
    std::ofstream(folder / "secret.png") << "x";
    std::ofstream(data / "labels.csv") << "file,patient_id,finding_labels\na.png,1,Effusion|Cardiomegaly\n"
                                       << "b.png,2,No Finding\nmissing.png,3,Effusion\n../secret.png,4,Effusion\n";
    std::ofstream(folder / "devices.csv") << "set,file,pacemaker,ecg_leads,tracheostomy,clips_or_valve,other\n"
                                          << "nih_films,a.png,1,?,0,0,0\nnih_films,b.png,0,0,0,0,0\n"
                                          << "other_set,c.png,1,1,0,0,0\n";
    std::ofstream(folder / "chexpert.csv") << "Path,No Finding,Pleural Effusion,Support Devices,Edema,Pneumothorax\n"
                                           << "CheXpert/train/patient7/study1/view1.png,,1.0,1.0,-1.0,small left\n"
                                           << "CheXpert/images/a.png,,0.0,,,nonsense words\n";
    ProbeSource source{ data, { folder / "devices.csv", folder / "chexpert.csv" }, {}, false };
    const auto list = listProbeFilms(source).value();
    CF_EQUAL(list.size(), 3); // c.png is of another set, and the others are not there.
    const auto film = [&](const std::string &name) {
        const auto found = std::ranges::find(list, name, &ProbeFilm::name);
        CF_CHECK(found != list.end());
        return *found;
    };
    const ProbeFilm a = film("images/a.png");
    CF_CHECK(a.patient == "nih/1" && a.shows(Target::Cardiomegaly) && a.shows(Target::Pacemaker));
    CF_CHECK(!a.shows(Target::PleuralEffusion) && !a.absent.contains(Target::PleuralEffusion)); // Contradicted.
    CF_CHECK(!a.shows(Target::EcgLeads) && !a.absent.contains(Target::EcgLeads) && a.shows(Target::SupportDevices));
    const ProbeFilm b = film("images/b.png");
    CF_CHECK(b.shown.empty() && b.absent.contains(Target::Pacemaker)
        && !b.absent.contains(Target::SupportDevices)); // Not all kinds.
    const ProbeFilm c = film("train/patient7/study1/view1.png");
    CF_CHECK(c.patient == "nih/patient7" && c.shows(Target::PleuralEffusion) && !c.absent.contains(Target::Edema));
    const auto lung = std::ranges::find(c.shown, Target::Pneumothorax, &StatedTarget::target);
    CF_CHECK(lung != c.shown.end() && lung->side == Side::Left && lung->severity == Severity::Small);

    source.tables = { folder / "absent.csv" };
    CF_CHECK(!listProbeFilms(source));
    source.tables.clear();
    source.films = folder / "nowhere";
    CF_CHECK(!listProbeFilms(source));
}

void filmsAreChosenEvenly()
{
    std::vector<ProbeFilm> many;
    for (int number = 0; number < 60; ++number) {
        ProbeFilm film;
        film.name = std::to_string(number);
        film.patient = std::to_string(number / 2);
        if (number % 20 == 0)
            film.shown.emplace_back(Target::Pacemaker);
        else
            film.shown.emplace_back(Target::PleuralEffusion);
        many.push_back(film);
    }
    const auto chosen = chooseProbeFilms(many, 6);
    CF_EQUAL(chosen.size(), 6);
    CF_EQUAL(std::ranges::count_if(chosen, [](const ProbeFilm &each) { return each.shows(Target::Pacemaker); }), 3);
    std::set<std::string> patients;
    for (const ProbeFilm &each : chosen)
        patients.insert(each.patient);
    CF_CHECK(patients.size() == 6 && chooseProbeFilms(many, 100).size() == 60);
    const auto phantoms = chooseProbeFilms(listProbePhantoms(4), 4);
    CF_CHECK(phantoms.size() == 4 && !phantoms[0].shown.empty() && !phantoms[0].absent.empty());
    CF_CHECK(renderProbePhantom(phantoms[0], side) && !renderProbePhantom(many[0], side));
}

/// Turns the row of what it is asked; a pacemaker takes the heart's row with it. Refuses chest tubes; cannot begin with
/// cardiomegaly.
class Entangled final : public test::FakeEditor
{
public:
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &) override
    {
        CF_TRY(job.checkStop());
        ++edits;
        if (edits == stopAt)
            stop.request_stop();
        const EditInstruction &asked = request.edits.at(0);
        const bool adds = asked.action == EditAction::Add;
        CF_CHECK((adds ? request.captions.target : request.captions.source).find("word ") != std::string::npos);
        if (asked.target == Target::Cardiomegaly)
            return fail(ErrorCode::InvalidInput, "Nothing was found.");
        EditResult result;
        result.counterfactual = request.source;
        const auto paint = [&](Target target) {
            const auto row = static_cast<int>(std::ranges::find(drawn, target) - drawn.begin());
            for (int x = 0; x < side; ++x)
                result.counterfactual.stored.at(x, 8 * row + 4) = adds ? 3500 : 500;
        };
        paint(asked.target);
        if (asked.target == Target::Pacemaker)
            paint(Target::Cardiomegaly);
        result.status = asked.target == Target::ChestTube ? EditStatus::Refused : EditStatus::Accepted;
        return result;
    }
    int edits = 0;
    int stopAt = -1;
    std::stop_source stop;
};

SeeingJudge judge()
{
    SeeingJudge made;
    made.part = "second-segmenter";
    made.read = [](const Radiograph &film, const JobContext &) -> Result<FilmReading> {
        FilmReading reading;
        for (std::size_t row = 0; row < drawn.size(); ++row)
            reading.labels.push_back({ std::string(keyOf(drawn[row])),
                film.stored.at(side / 2, 8 * static_cast<int>(row) + 4) > 2000 ? 0.9 : 0.1 });
        return reading;
    };
    return made;
}

void entanglementIsMeasured(const fs::path &folder)
{
    EditProbePlan plan{ films(), drawn, {}, 4,
        [](const ProbeFilm &film) -> Result<Radiograph> { return picture(film); }, folder / "edits.jsonl",
        "edits test" };
    plan.grammar.prefix = "";
    plan.grammar.normalCaption = "nothing";
    for (const Target target : drawn)
        plan.grammar.words[target] = "word " + std::string(keyOf(target));
    const auto planned = plannedEdits(plan);
    CF_CHECK(planned.size() == 16 && std::ranges::count(planned, true, &PlannedEdit::adds) == 8);
    Entangled first;
    first.stopAt = 6;
    const auto stopped = runEdits(first, judge(), plan, JobContext(first.stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
    Entangled editor;
    const auto rows = entanglementOf(runEdits(editor, judge(), plan, {}).value());
    CF_CHECK(editor.edits < 16 && editor.edits >= 10);
    const EntanglementRow &pacemaker = rows.at(Target::Pacemaker);
    CF_CHECK(pacemaker.edits == 4 && pacemaker.refused == 0 && std::abs(*pacemaker.own - 0.8) < 1e-9);
    CF_CHECK(pacemaker.most == "Cardiomegaly" && *pacemaker.maxShare > 0.2);
    const EntanglementRow &effusion = rows.at(Target::PleuralEffusion);
    CF_CHECK(std::abs(*effusion.own - 0.8) < 1e-9 && effusion.moved.at("Cardiomegaly").mean == 0.0);
    CF_CHECK(rows.at(Target::ChestTube).refused == 4 && *rows.at(Target::ChestTube).own > 0.7);
    CF_CHECK(rows.at(Target::Cardiomegaly).edits == 0 && rows.at(Target::Cardiomegaly).refused == 4);
    CF_CHECK(runEdits(editor, judge(), plan, {}).has_value() && editor.edits < 16);
    ProbeSummary summary;
    const ProbeTitle title{ "m", "00ff", "films", "second-segmenter", "abcd", "", "flow" };
    CF_CHECK(probeSection(summary, rows, title).find("<b>0.80") != std::string::npos);
    CF_CHECK(probeTable(summary, rows, title).find("Cardiomegaly +") != std::string::npos);
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    heardWordsAreFound(folder.path() / "heard");
    anInterruptedProbeGoesOn(folder.path() / "stopped");
    sidesAreHeardOrNot();
    devicesUnderOneWord();
    theProposalIsAModelsCard(folder.path() / "card");
    tablesAreRead(folder.path());
    filmsAreChosenEvenly();
    entanglementIsMeasured(folder.path());
    return 0;
}
