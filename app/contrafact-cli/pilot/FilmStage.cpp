#include "app/contrafact-cli/ReadingArguments.h"
#include "app/contrafact-cli/Subcommands.h"
#include "app/contrafact-cli/batch/BatchReport.h"
#include "app/contrafact-cli/pilot/PilotWork.h"
#include "app/contrafact-cli/pilot/PrintedWords.h"

#include "core/base/files/PrintedName.h"
#include "core/base/text/HtmlText.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/readings/SourceReader.h"
#include "dicom/ImageImport.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace cf::cli {

namespace {

/// How long one edit takes here, by the first film that is to be edited.
Result<double> secondsAnEdit(
    CounterfactualEditor &editor, const PilotOptions &options, const FilmCheck &check, const JobContext &job)
{
    CF_ASSIGN(auto loaded, openRadiograph(options.films / pathOfPrintedName(check.film)));
    double seconds = 0.0;
    for (const std::string &prompt : options.prompts) {
        const CompiledPrompt compiled = compilePrompt(prompt, editor.model().grammar);
        if (!compiled.canGenerate())
            return fail(ErrorCode::InvalidInput, "\"" + prompt + "\" is not understood. See explain --prompt.");
        EditRequest request;
        request.source = loaded.radiograph;
        request.prompt = prompt;
        request.edits = compiled.edits;
        request.captions = compiled.captions;
        const auto start = std::chrono::steady_clock::now();
        CF_TRY(editor.edit(request, job, {}));
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    return seconds / static_cast<double>(options.prompts.size());
}

Result<std::vector<FilmCheck>> checkAll(
    const PilotOptions &options, CounterfactualEditor &editor, const JobContext &job)
{
    FilmCheckServices services;
    services.readFilm = [](const std::filesystem::path &file) -> Result<FilmCheckServices::Film> {
        CF_ASSIGN(auto loaded, openPlainFilm(file));
        Radiograph film = std::move(loaded.radiograph);
        if (film.viewPosition.empty())
            film.viewPosition = loaded.attributes.viewPosition;
        return FilmCheckServices::Film{ std::move(film), loaded.attributes.patientId };
    };
    if (auto *reader = dynamic_cast<SourceReader *>(&editor))
        services.look = [reader, &job](const Radiograph &film) -> Result<std::vector<FilmNote>> {
            CF_ASSIGN(const FilmReading reading, reader->readFilm(film, job));
            return notesOf(reading);
        };
    if (canReadWords())
        services.countWords = countPrintedWords;
    services.looksAgain = true;
    services.patientOf = patientInObject;
    return checkFilms(options.films, options.output / "films.jsonl", services, job);
}

} // namespace

Result<bool> filmStage(const PilotOptions &options, const PilotRules &rules, const JobContext &job)
{
    CF_ASSIGN(const auto model, modelOf(options));
    CF_ASSIGN(const auto editor, asInput(loadEditor(model, {}, job)));
    CF_ASSIGN(const auto checks, checkAll(options, *editor, job));
    const FilmsVerdict verdict = judgeFilms(checks, rules);
    StagePage page;
    page.stage = 0;
    page.title = "are these films fit for it?";
    page.verdicts = verdict.verdicts;
    page.body = filmsTable(checks, verdict);
    if (!verdict.suitable.empty()) {
        CF_ASSIGN(const double seconds, secondsAnEdit(*editor, options, checks[verdict.suitable.front()], job));
        const std::size_t first = std::min(verdict.suitable.size(), static_cast<std::size_t>(rules.films));
        const auto edits = static_cast<double>(first * options.prompts.size());
        page.body += "<p>Stage 1 will ask of each film (<code>--prompt</code> says what else):</p><ul>\n";
        for (const std::string &prompt : options.prompts)
            page.body += "<li>" + escapedHtml(prompt) + "</li>\n";
        page.body += "</ul>\n";
        std::array<char, 160> measured{};
        std::snprintf(measured.data(), measured.size(), " (measured: %.1f s an edit of one worker)", seconds);
        page.next = "Stage 1: " + std::to_string(first) + " films, " + std::to_string(static_cast<int>(edits))
            + " edits, " + minutes(edits * seconds / options.workers) + measured.data() + ", and a reading of "
            + std::to_string(rules.cases) + " cases by an expert.";
    }
    return finishStage(options, page);
}

} // namespace cf::cli
