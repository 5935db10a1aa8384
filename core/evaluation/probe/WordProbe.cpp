#include "core/evaluation/probe/WordProbe.h"

#include "core/base/RandomStream.h"
#include "core/base/SecondsSince.h"
#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/editing/engine/networks/ImageTensors.h"
#include "core/evaluation/probe/ListeningModel.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/statistics/resampling/PatientBootstrap.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;

/// The film as the model sees it when it edits.
Result<GreyImage> squareOf(const ProbePlan &plan, const ProbeFilm &film, int size)
{
    CF_ASSIGN(const Radiograph opened, plan.open(film));
    const Radiograph upright = uprightRadiograph(opened);
    CF_ASSIGN(const Letterbox letterbox, fitIntoSquare(upright, size));
    return toSquare(toDisplay(upright), letterbox);
}

/// Captions without doubles, in the order of their coming; CLIP's tokens know no capitals.
class CaptionSet
{
public:
    void add(const std::string &caption)
    {
        if (m_places.try_emplace(withoutCapitals(caption), m_captions.size()).second)
            m_captions.push_back(caption);
    }
    const std::vector<std::string> &captions() const { return m_captions; }
    std::int64_t place(const std::string &caption) const
    {
        return static_cast<std::int64_t>(m_places.at(withoutCapitals(caption)));
    }

private:
    std::vector<std::string> m_captions;
    std::map<std::string, std::size_t> m_places;
};

CaptionSet captionsOfTemplates(const ProbePlan &plan, std::size_t film)
{
    CaptionSet captions;
    captions.add("");
    for (const ProbeTemplate &each : plan.templates) {
        const TemplateCaptions said = templateCaptions(plan.films, film, each.grammar);
        captions.add(said.own);
        if (said.other)
            captions.add(*said.other);
    }
    return captions;
}

struct WordsOfFilm {
    std::vector<WordCaptions> words;
    std::vector<SlotCaptions> slots;
    CaptionSet captions;
};

WordsOfFilm wordsOf(const ProbePlan &plan, const ProbeFilm &film, const CaptionGrammar &grammar)
{
    WordsOfFilm all{ wordCaptions(film, grammar, plan.otherWords), slotCaptions(film, grammar), {} };
    for (const WordCaptions &each : all.words) {
        all.captions.add(each.with);
        all.captions.add(each.without);
    }
    for (const SlotCaptions &each : all.slots) {
        all.captions.add(each.right);
        all.captions.add(each.wrong);
    }
    return all;
}

/// The model's answers to one noisy film, by caption.
class Answers
{
public:
    Answers(const CaptionSet &captions, torch::Tensor said, const torch::Tensor &noise)
        : m_captions(captions)
        , m_said(said.to(torch::kFloat64))
        , m_errors((m_said - noise.to(torch::kFloat64)).square().mean({ 1, 2, 3 }))
    {
    }
    double error(const std::string &caption) const { return m_errors[m_captions.place(caption)].item<double>(); }
    torch::Tensor said(const std::string &caption) const { return m_said[m_captions.place(caption)]; }

private:
    const CaptionSet &m_captions;
    torch::Tensor m_said;
    torch::Tensor m_errors;
};

using Key = std::tuple<std::string, std::int64_t, int>;

Key keyOf(const ProbePlace &place)
{
    return { place.film, place.timestep, place.draw };
}

TemplateLook templateLook(const ProbePlan &plan, std::size_t film, const ProbePlace &place, const Answers &answers)
{
    TemplateLook look{ place, answers.error(""), {}, {} };
    for (const ProbeTemplate &each : plan.templates) {
        const TemplateCaptions said = templateCaptions(plan.films, film, each.grammar);
        look.own.push_back(answers.error(said.own));
        look.others.push_back(said.other ? std::optional(answers.error(*said.other)) : std::nullopt);
    }
    return look;
}

WordLook wordLook(const WordsOfFilm &words, const ProbePlace &place, const Answers &answers)
{
    WordLook look{ place, {}, {}, {} };
    std::vector<std::pair<Target, torch::Tensor>> directions;
    for (const WordCaptions &each : words.words) {
        const torch::Tensor direction = answers.said(each.with) - answers.said(each.without);
        const double with = answers.error(each.with);
        const double without = answers.error(each.without);
        look.words.push_back({ each.target, each.word, each.shown, each.shown ? with : without,
            each.shown ? without : with, direction.square().mean().item<double>() });
        if (each.isOwn)
            directions.emplace_back(each.target, direction.flatten());
    }
    for (const SlotCaptions &each : words.slots)
        look.slots.push_back({ each.slot, each.target, answers.error(each.right), answers.error(each.wrong) });
    for (std::size_t first = 0; first < directions.size(); ++first)
        for (std::size_t second = first + 1; second < directions.size(); ++second) {
            const auto &[a, along] = directions[first];
            const auto &[b, other] = directions[second];
            const double norms = (along.norm() * other.norm()).item<double>();
            if (norms > 0.0)
                look.cosines[a][b] = along.dot(other).item<double>() / norms;
        }
    return look;
}

class Probe
{
public:
    Probe(ListeningModel &model, const ProbePlan &plan, const ProbeCost &cost, const JobContext &job)
        : m_model(model)
        , m_plan(plan)
        , m_job(job)
        , m_secondsARow(cost.secondsARow)
    {
    }

    Result<ProbeMeasures> run();

private:
    template <typename Make>
    Result<> lookAt(const char *stage, std::size_t film, const CaptionSet &captions, std::set<Key> &done, Make make);

    ListeningModel &m_model;
    const ProbePlan &m_plan;
    JobContext m_job;
    double m_secondsARow;
    std::set<std::string> m_unreadable;
    std::vector<std::string> m_reasons;
    std::int64_t m_done = 0; ///< Noisy films.
    std::int64_t m_all = 0;
    std::int64_t m_rowsLeft = 0;
};

/// Asks for what is not there yet of one film, at every timestep.
template <typename Make>
Result<> Probe::lookAt(const char *stage, std::size_t film, const CaptionSet &captions, std::set<Key> &done, Make make)
{
    const ProbeFilm &shown = m_plan.films[film];
    const auto rows = static_cast<std::int64_t>(captions.captions().size());
    torch::Tensor latent;
    for (const std::int64_t timestep : m_plan.timesteps)
        for (int draw = 0; draw < m_plan.draws; ++draw) {
            CF_TRY(m_job.checkStop());
            ++m_done;
            m_rowsLeft -= rows;
            const ProbePlace place{ shown.name, shown.patient, timestep, draw };
            if (rows == 0 || m_unreadable.contains(shown.name) || done.contains(keyOf(place)))
                continue;
            if (!latent.defined()) {
                auto square = squareOf(m_plan, shown, m_model.imageSize());
                if (!square) {
                    if (square.error().code == ErrorCode::Cancelled)
                        return tl::make_unexpected(square.error());
                    m_unreadable.insert(shown.name);
                    m_reasons.push_back(shown.name + ": " + square.error().message);
                    continue;
                }
                latent = m_model.encode(*square);
            }
            RandomStream stream(
                static_cast<std::uint64_t>(draw), shown.name + " at " + std::to_string(timestep)); // For all captions.
            const torch::Tensor noise = normalNoise(latent, stream);
            const auto start = Clock::now();
            const torch::Tensor noisy = m_model.withNoise(latent, noise, timestep);
            const Answers answers(captions, m_model.noiseSaid(noisy, timestep, captions.captions()), noise);
            CF_TRY(make(place, answers));
            done.insert(keyOf(place));
            // The newest counts most: a machine may be busy with other things for a while.
            m_secondsARow = 0.8 * m_secondsARow + 0.2 * secondsSince(start) / static_cast<double>(rows);
            m_job.report({ static_cast<int>(m_done), static_cast<int>(m_all), stage,
                m_secondsARow * static_cast<double>(std::max<std::int64_t>(0, m_rowsLeft)) });
        }
    return {};
}

Result<ProbeMeasures> Probe::run()
{
    ProbeMeasures measures;
    CF_ASSIGN(measures.looks, readProbeLooks(m_plan.records, m_plan.stamp));
    ProbeLooks &looks = measures.looks;
    std::set<Key> done;
    for (const TemplateLook &look : looks.templates)
        done.insert(keyOf(look.place));
    const auto films = m_plan.films.size();
    m_all = static_cast<std::int64_t>(2 * films * m_plan.timesteps.size()) * m_plan.draws;
    const auto looksAFilm = static_cast<std::int64_t>(m_plan.timesteps.size()) * m_plan.draws;
    std::vector<CaptionSet> captions;
    for (std::size_t film = 0; film < films; ++film) {
        captions.push_back(captionsOfTemplates(m_plan, film));
        m_rowsLeft += looksAFilm
            * static_cast<std::int64_t>(captions.back().captions().size()
                + wordsOf(m_plan, m_plan.films[film], m_plan.templates.front().grammar).captions.captions().size());
    }
    for (std::size_t film = 0; film < films; ++film) {
        const auto keep = [&](const ProbePlace &place, const Answers &answers) -> Result<> {
            looks.templates.push_back(templateLook(m_plan, film, place, answers));
            return appendLook(m_plan.records, m_plan.stamp, looks.templates.back());
        };
        CF_TRY(lookAt("Probing templates", film, captions[film], done, keep));
    }
    if (looks.templates.empty())
        return fail(ErrorCode::InvalidInput,
            "No film of the probe can be read" + (m_reasons.empty() ? std::string(".") : ": " + m_reasons.front()));
    measures.chosen = bestTemplate(looks.templates);
    done.clear();
    for (const WordLook &look : looks.words)
        done.insert(keyOf(look.place));
    std::vector<WordsOfFilm> words;
    m_rowsLeft = 0;
    for (const ProbeFilm &film : m_plan.films) {
        words.push_back(wordsOf(m_plan, film, m_plan.templates[measures.chosen].grammar));
        m_rowsLeft += looksAFilm * static_cast<std::int64_t>(words.back().captions.captions().size());
    }
    for (std::size_t film = 0; film < films; ++film) {
        const auto keep = [&](const ProbePlace &place, const Answers &answers) -> Result<> {
            looks.words.push_back(wordLook(words[film], place, answers));
            return appendLook(m_plan.records, m_plan.stamp, looks.words.back());
        };
        CF_TRY(lookAt("Probing words", film, words[film].captions, done, keep));
    }
    measures.unreadable = std::move(m_reasons);
    return measures;
}

} // namespace

std::size_t bestTemplate(const std::vector<TemplateLook> &looks)
{
    std::size_t best = 0;
    double minimum = 0.0;
    for (std::size_t index = 0; !looks.empty() && index < looks.front().own.size(); ++index) {
        std::vector<PatientValue> errors;
        for (const TemplateLook &look : looks)
            errors.push_back({ look.place.patient, look.own.at(index) });
        const double mean = meanOf(errors);
        if (index == 0 || mean < minimum) {
            minimum = mean;
            best = index;
        }
    }
    return best;
}

Result<ProbeCost> probeCost(ListeningModel &model, const ProbePlan &plan, const JobContext &job)
{
    if (plan.films.empty() || plan.templates.empty() || plan.timesteps.empty() || plan.draws < 1)
        return fail(ErrorCode::InvalidInput, "A probe needs films, templates, timesteps and a draw of noise.");
    ProbeCost cost;
    const auto looksAFilm = static_cast<std::int64_t>(plan.timesteps.size()) * plan.draws;
    for (std::size_t film = 0; film < plan.films.size(); ++film) {
        const WordsOfFilm words = wordsOf(plan, plan.films[film], plan.templates.front().grammar);
        cost.templateRows += looksAFilm * static_cast<std::int64_t>(captionsOfTemplates(plan, film).captions().size());
        cost.wordRows += looksAFilm * static_cast<std::int64_t>(words.captions.captions().size());
    }
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    return atTorchBorder("Measuring the model's speed", [&]() -> Result<ProbeCost> {
        for (std::size_t film = 0; film < plan.films.size(); ++film) {
            CF_TRY(job.checkStop());
            auto start = Clock::now();
            const auto square = squareOf(plan, plan.films[film], model.imageSize());
            if (!square)
                continue;
            const torch::Tensor latent = model.encode(*square);
            cost.secondsAFilm = 2.0 * secondsSince(start); // For the templates and for the words.
            const auto captions = captionsOfTemplates(plan, film).captions();
            const std::vector<std::string> two(
                captions.begin(), captions.begin() + std::min<std::ptrdiff_t>(2, std::ssize(captions)));
            for (int round = 0; round < 2; ++round) { // The first one warms up.
                start = Clock::now();
                (void)model.noiseSaid(latent, plan.timesteps.front(), two);
                cost.secondsARow = secondsSince(start) / static_cast<double>(two.size());
            }
            return cost;
        }
        return fail(ErrorCode::InvalidInput, "No film of the probe can be read.");
    });
}

Result<ProbeMeasures> runProbe(
    ListeningModel &model, const ProbePlan &plan, const ProbeCost &cost, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    return atTorchBorder("The probe", [&] { return Probe(model, plan, cost, job).run(); });
}

} // namespace cf
