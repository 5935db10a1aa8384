#include "app/contrafact/Application.h"

#include "app/contrafact/SampleStudy.h"
#include "core/editing/CaptionTokens.h"
#include "core/editing/CounterfactualEditor.h"
#include "ui/WorkplaceTable.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/EditWorkplace.h"

#include <spdlog/spdlog.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>

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
    const QSettings stored("contrafact", "contrafact");
    EditorSettings settings;
    settings.inversionCache = defaultInversionCache();
    if (const QString folder = stored.value("inversions/cache").toString(); !folder.isEmpty())
        settings.inversionCache = folder.toStdString();
    if (!line.inversionCache.empty())
        settings.inversionCache = line.inversionCache;
    if (line.noInversionCache || (line.inversionCache.empty() && !stored.value("inversions/keep", true).toBool()))
        settings.inversionCache.clear();
    if (const qulonglong megabytes = stored.value("inversions/megabytes").toULongLong(); megabytes > 0)
        settings.inversionCacheBytes = std::min<std::uint64_t>(megabytes, 1U << 20U) << 20U;
    return settings;
}

ui::WindowServices makeServices(const CommandLine &line)
{
    ui::WindowServices services;
    services.session.loadEditor = [settings = editorSettings(line)](
                                      const std::filesystem::path &folder, const JobContext &job) {
        spdlog::info("Loading a model");
        auto editor = loadEditor(folder, settings, job);
        spdlog::info(editor ? "The model is loaded" : "The model could not be loaded");
        return editor;
    };
    services.tokenCounter = [](const std::filesystem::path &folder) {
        auto counter = captionTokenCounter(folder);
        return counter ? *std::move(counter) : TokenCounter();
    };
    const QSettings stored("contrafact", "contrafact");
    if (const qulonglong megabytes = stored.value("history/megabytes").toULongLong(); megabytes > 0)
        services.session.historyBytes = std::min<std::uint64_t>(megabytes, 1U << 20U) << 20U;
    services.session.workFolder = dataFolder() / "work";
    services.sample = [folder = dataFolder() / "sample"](const JobContext &job) { return sampleStudy(folder, job); };
    services.remembers = !line.quit; // An errand is nobody's habit.
    services.log = [](const QString &what) { spdlog::warn(what.toStdString()); };
    return services;
}

} // namespace

std::filesystem::path resourceFolder(const std::filesystem::path &name)
{
    const std::filesystem::path program = QCoreApplication::applicationDirPath().toStdString();
    std::error_code error;
    for (const std::filesystem::path &base : { program / ".." / "share" / "contrafact", program / "resources",
             std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "resources" }) {
        if (std::filesystem::is_directory(base / name, error))
            return base / name;
    }
    return {};
}

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
        finishErrand(2);
    });
    connect(&session.edits(), &ui::EditController::modelLoaded, this, [this] {
        m_modelSettled = true;
        continueErrand();
    });
    connect(&session.edits(), &ui::EditController::modelFailed, this, [this](const QString &message) {
        m_modelSettled = true;
        if (m_line.generate && m_line.quit) {
            std::fprintf(stderr, "contrafact: %s\n", qPrintable(message));
            m_exitCode = 3;
        }
        continueErrand();
    });
    connect(&session, &ui::EditSession::editEnded, this, [this](const QString &problem) {
        if (!problem.isEmpty() && m_line.quit) {
            std::fprintf(stderr, "contrafact: %s\n", qPrintable(problem));
            m_exitCode = 4;
        }
        m_edited = true;
        continueErrand();
    });
}

Application::~Application() = default;

void Application::start()
{
    spdlog::info("Contrafact {} starts", CONTRAFACT_VERSION);
    if (m_line.width > 0 && m_line.height > 0)
        m_window->resize(m_line.width, m_line.height);
    typeAsAsked();
    m_window->show();
    const std::filesystem::path bundled = resourceFolder(std::filesystem::path("models") / "mini-cxr");
    // An explicit path keeps its own error; a missing bundle is named as what it is.
    m_window->session().loadModel(!m_line.model.empty() ? m_line.model
            : bundled.empty()                           ? std::filesystem::path("resources/models/mini-cxr")
                                                        : bundled);
    if (m_line.files.isEmpty() && !m_line.quit)
        m_window->recover();
    m_window->openPaths(m_line.files);
    connect(&m_signals, &TerminationSignals::asked, this, [this] {
        m_window->closeForSystem();
        QCoreApplication::exit(m_exitCode);
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
            std::fprintf(stderr, "contrafact: nothing to generate from this instruction and image.\n");
            m_exitCode = 5;
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
    if (!m_line.screenshot.isEmpty() && !m_window->grab().save(m_line.screenshot)) {
        std::fprintf(stderr, "contrafact: the picture could not be written.\n");
        m_exitCode = m_exitCode == 0 ? 6 : m_exitCode;
    }
    m_line.screenshot.clear();
    if (m_line.quit)
        QCoreApplication::exit(m_exitCode);
}

} // namespace cf
