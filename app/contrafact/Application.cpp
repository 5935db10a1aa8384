#include "app/contrafact/Application.h"

#include "app/contrafact/SampleStudy.h"
#include "app/contrafact/Screenshot.h"
#include "app/program/ExitCode.h"
#include "app/report/StudyImages.h"
#include "app/report/StudyPdf.h"
#include "core/anatomy/FilmLie.h"
#include "core/diffusion/loading/ModelLinks.h"
#include "core/diffusion/runtime/Kernels.h"
#include "core/editing/CaptionTokens.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/DefaultModel.h"
#include "core/editing/engine/reading/SideLetterCheck.h"
#include "ui/WorkplaceTable.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/settings/Preferences.h"
#include "ui/studies/StudyPanel.h"
#include "ui/words/CoreWords.h"

#include <spdlog/spdlog.h>

#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

namespace cf {
namespace {

constexpr int settlingTime =
    400; // Milliseconds in which a window finishes laying itself out before its picture is taken.

std::filesystem::path dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
}

ui::Arrangement arrangementOf(const QString &name)
{
    const QStringList names{ "side", "swipe", "blink", "checker", "overlay", "difference" };
    return ui::Arrangement(std::max(0, int(names.indexOf(name))));
}

/// The command line, else the user's settings (inversions/cache: a folder; inversions/keep: false for none; inversions/
/// megabytes: their bound), else the user's cache folder.
EditorSettings editorSettings(const CommandLine &line)
{
    const ui::Preferences stored;
    EditorSettings settings;
    settings.inversionCache = defaultInversionCache();
    if (const QString folder = stored.kept("inversions/cache").toString(); !folder.isEmpty())
        settings.inversionCache = folder.toStdString();
    if (!line.inversionCache.empty())
        settings.inversionCache = line.inversionCache;
    if (line.noInversionCache || (line.inversionCache.empty() && !stored.isOn("inversions/keep")))
        settings.inversionCache.clear();
    settings.inversionCacheBytes = std::uint64_t(stored.number("inversions/megabytes")) << 20U;
    return settings;
}

/// A program of ours in the folder of this one: so it is built and installed.
std::filesystem::path programBeside(const char *name)
{
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return self.parent_path() / name;
}

ui::WindowServices makeServices(const CommandLine &line)
{
    ui::WindowServices services;
    services.session.loadEditor = [settings = editorSettings(line)](
                                      const std::filesystem::path &folder, const JobContext &job) {
        spdlog::info("Loading a model");
        if (const std::size_t links = linksOutOfModel(folder).size(); links > 0)
            spdlog::warn("{} links lead out of the model folder", links);
        auto editor = loadEditor(folder, settings, job);
        spdlog::info(editor ? "The model is loaded" : "The model could not be loaded");
        return editor;
    };
    services.tokenCounter = [](const std::filesystem::path &folder) {
        auto counter = captionTokenCounter(folder);
        return counter ? *std::move(counter) : TokenCounter();
    };
    const ui::Preferences chosen;
    services.session.historyBytes = std::uint64_t(chosen.number("history/megabytes")) << 20U;
    services.session.documentBytes = std::size_t(chosen.number("session/megabytes")) << 20U;
    if (chosen.isOn("privacy/autosave"))
        services.session.workFolder = dataFolder() / "work";
    services.bundledModel = findBundledModel("/proc/self/exe").value_or("");
    services.batchProgram = programBeside("contrafact-cli");
    services.sample = [folder = dataFolder() / "sample"](const JobContext &job) { return sampleStudy(folder, job); };
    services.study = { readStudyImage, asStudyImage, studyPdf };
    services.checkFilm = [letters = sideLetterCheck(services.bundledModel)](Radiograph &film, ReadingNotes &notes) {
        checkFilmLie(film, notes);
        letters(film, notes);
    };
    services.remembers = !line.quit; // An errand is nobody's habit.
    services.log = [](const QString &what) { spdlog::warn(what.toStdString()); };
    return services;
}

/// A question about the film in words for a terminal, where there is no place to answer it.
std::string whyNothingBegan(const ui::SessionState &state)
{
    if (const ReadingNote *question = state.document ? openQuestion(state.document->image().notes) : nullptr)
        return question->sentence + " Open it without --quit and answer, or use contrafact-cli. " + question->remedy;
    return state.hindrance.isEmpty() ? "nothing to generate from this instruction and image."
                                     : state.hindrance.toStdString();
}

/// Into the log; and why edits will take minutes where the machine is slower than it should be.
std::optional<std::string> logMachine()
{
    spdlog::info("Computes with {}", kernelsInUse());
    auto slow = warnIfSlow();
    if (slow)
        spdlog::warn("{}", *slow);
    return slow;
}

} // namespace

Application::Application(CommandLine line)
    : m_line(std::move(line))
    , m_window(std::make_unique<ui::MainWindow>(makeServices(m_line), ui::workplaceTable()))
{
    ui::EditSession &session = m_window->session();
    connect(&session, &ui::EditSession::imageShown, this, [this] {
        if (!std::exchange(m_imageThere, true))
            typeAsAsked();
        continueErrand();
    });
    connect(m_window.get(), &ui::MainWindow::openFailed, this, [this](const QString &message) {
        if (!m_line.quit)
            return;
        std::fprintf(stderr, "contrafact: %s\n", qPrintable(message));
        // One that cannot be read does not keep the others of the command line from being opened.
        auto *place = dynamic_cast<ui::EditWorkplace *>(m_window->workplace("edit"));
        if (!place || m_imageThere || !place->studies().step(1))
            finishErrand(WrongInput);
    });
    connect(&session.edits(), &ui::EditController::modelLoaded, this, [this] {
        m_modelSettled = true;
        continueErrand();
    });
    connect(&session.edits(), &ui::EditController::modelFailed, this, [this](const QString &message, ErrorCode code) {
        m_modelSettled = true;
        if (m_line.generate && m_line.quit) {
            std::fprintf(stderr, "contrafact: %s\n", qPrintable(message));
            m_exitCode = exitCodeOf(asInputError({ code, {} }));
        }
        continueErrand();
    });
    connect(&session, &ui::EditSession::editEnded, this, [this, &session](const QString &problem, ErrorCode code) {
        if (!problem.isEmpty() && m_line.quit) {
            std::fprintf(stderr, "contrafact: %s\n", qPrintable(problem));
            m_exitCode = exitCodeOf({ code, {} });
        } else if (const ui::EditDocument *document = session.state().document; document) {
            const ui::EditHistoryModel &history = document->history();
            const int last = history.rowCount() - 1;
            using Kind = ui::HistoryEntry::Kind;
            if (last >= 0 && history.entry(last).kind == Kind::Cancelled)
                m_exitCode = Cancelled;
            else if (last >= 0 && history.entry(last).kind == Kind::Result && history.entry(last).refused())
                m_exitCode = Refused;
        }
        m_edited = true;
        continueErrand();
    });
}

Application::~Application() = default;

void Application::start()
{
    spdlog::info("Contrafact {} starts", CONTRAFACT_VERSION);
    if (const auto slow = logMachine())
        m_window->session().say(ui::coreWords(*slow), true);
    if (m_line.width > 0 && m_line.height > 0)
        m_window->resize(m_line.width, m_line.height);
    typeAsAsked();
    m_window->show();
    const QString chosen = m_window->preferences().text("models/folder");
    // An explicit path keeps its own error; a missing bundle is named as what it is.
    m_window->session().loadModel(!m_line.model.empty() ? m_line.model
            : !chosen.isEmpty() && !m_line.quit         ? std::filesystem::path(chosen.toStdString())
                                                        : bundledModelOrItsName());
    if (m_line.files.isEmpty() && !m_line.quit)
        m_window->recover();
    m_window->openPaths(m_line.files);
    connect(&m_signals, &TerminationSignals::asked, this, [this] {
        const bool unfinished = m_line.quit || m_window->session().state().running;
        m_window->closeForSystem();
        QCoreApplication::exit(unfinished ? int(Cancelled) : m_exitCode);
    });
}

void Application::typeAsAsked()
{
    auto *place = dynamic_cast<ui::EditWorkplace *>(m_window->workplace("edit"));
    if (!place)
        return;
    ui::EditDraft draft = place->prompt().draft();
    if (!m_line.prompt.isEmpty())
        draft.instruction = m_line.prompt;
    if (m_line.seed)
        draft.seed = *m_line.seed;
    place->prompt().setDraft(draft);
    m_window->session().setDraft(place->prompt().draft());
}

void Application::continueErrand()
{
    if ((!m_line.files.isEmpty() && !m_imageThere) || !m_modelSettled)
        return;
    if (m_line.generate && !m_edited && m_window->session().edits().hasModel()) {
        m_window->session().generate();
        if (m_window->session().edits().isRunning())
            return;
        if (m_line.quit) {
            std::fprintf(stderr, "contrafact: %s\n", whyNothingBegan(m_window->session().state()).c_str());
            m_exitCode = WrongInput;
        }
    }
    if (!m_line.arrangement.isEmpty())
        m_window->session().setArrangement(int(arrangementOf(m_line.arrangement)));
    if (!m_line.screenshot.isEmpty() || m_line.quit)
        QTimer::singleShot(settlingTime, this, [this] { finishErrand(m_exitCode); });
}

void Application::finishErrand(int exitCode)
{
    m_exitCode = exitCode;
    if (!m_line.screenshot.isEmpty())
        if (const auto saved = saveScreenshot(m_window->grab().toImage(), m_line.screenshot.toStdString()); !saved) {
            const int code = explainError("contrafact", saved.error());
            m_exitCode = m_exitCode == Done ? code : m_exitCode;
        }
    m_line.screenshot.clear();
    if (m_line.quit)
        QCoreApplication::exit(m_exitCode);
}

} // namespace cf
