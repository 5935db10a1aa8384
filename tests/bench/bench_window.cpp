// Frame and stall times of the real window, driven by mouse events without a screen, while nothing runs and while an
// edit runs on the worker.
//   bench_window [side of the film = 3000] [model folder = resources/models/mini-cxr]
// A frame is one mouse or wheel event and everything that follows from it until the window has nothing left to do,
// repainting of all views included. Beside the time on the clock stands the window's own time on the processor, which
// is what counts where other programs share the core. A stall is the longest single event that the event loop was busy
// with, whatever its kind; what took it is named.
#include "core/diffusion/runtime/ProcessSetup.h"
#include "core/editing/CaptionTokens.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/phantom/Phantom.h"
#include "ui/WorkplaceTable.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace cf;
using namespace cf::ui;

namespace {

/// What the window's thread has used of the processor so far, in milliseconds.
double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) * 1e-6;
}

/// Times every event that the event loop hands on.
class WatchedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event); // Part of an event that is being timed.
        const QString who = QString("%1, event %2").arg(receiver->metaObject()->className()).arg(int(event->type()));
        ++m_depth;
        const double before = processorTime();
        const bool done = QApplication::notify(receiver, event);
        const double took = processorTime() - before;
        --m_depth;
        if (took > longest) {
            longest = took;
            culprit = who;
        }
        return done;
    }

    double longest = 0.0; ///< Milliseconds of the processor.
    QString culprit;

private:
    int m_depth = 0;
};

double quantileOf(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[std::size_t(share * double(values.size() - 1) + 0.5)];
}

/// Drives the window as a hand would.
EditWorkplace &placeOf(MainWindow &window)
{
    return *static_cast<EditWorkplace *>(window.workplace("edit"));
}

class Hand
{
public:
    Hand(WatchedApplication &program, MainWindow &window)
        : m_program(program)
        , m_window(window)
    {
    }

    /// A drag of `steps` moves with a tool, or one turn of the wheel each where `tool` is empty.
    void measure(const QString &name, const QString &tool, int steps)
    {
        settle();
        m_program.longest = 0.0;
        if (!tool.isEmpty())
            m_window.actions().action(tool).trigger();
        settle();
        Viewport &view = placeOf(m_window).compare().first();
        const QPointF middle = view.area().center();
        std::vector<double> onClock;
        std::vector<double> onProcessor;
        if (!tool.isEmpty())
            mouse(view, QEvent::MouseButtonPress, middle);
        for (int step = 0; step < steps; ++step) {
            const double turn = 6.2832 * step / steps;
            QElapsedTimer clock;
            clock.start();
            const double before = processorTime();
            if (tool.isEmpty())
                wheel(view, middle, step < steps / 2 ? 120 : -120);
            else
                mouse(view, QEvent::MouseMove, middle + QPointF(90 * std::sin(turn), 60 * (1 - std::cos(turn))));
            settle();
            onProcessor.push_back(processorTime() - before);
            onClock.push_back(double(clock.nsecsElapsed()) * 1e-6);
        }
        if (!tool.isEmpty())
            mouse(view, QEvent::MouseButtonRelease, middle);
        settle();
        std::printf("%-42s processor: median %5.1f, worst %5.1f ms; clock: median %5.1f, worst %6.1f ms; longest event "
                    "%5.1f ms (%s)\n",
            qPrintable(name), quantileOf(onProcessor, 0.5), quantileOf(onProcessor, 1.0), quantileOf(onClock, 0.5),
            quantileOf(onClock, 1.0), m_program.longest, qPrintable(m_program.culprit));
        std::fflush(stdout);
        worst = std::max(worst, m_program.longest);
    }

    /// Lets the loop run until something happens, and says what the longest event was.
    template <typename Until> void wait(const QString &name, const Until &until)
    {
        m_program.longest = 0.0;
        QElapsedTimer clock;
        clock.start();
        while (!until() && clock.elapsed() < 240'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 50);
        settle();
        std::printf("%-42s took %.1f s, longest event %.1f ms (%s)\n", qPrintable(name), double(clock.elapsed()) / 1000,
            m_program.longest, qPrintable(m_program.culprit));
        std::fflush(stdout);
        worst = std::max(worst, m_program.longest);
    }

    double worst = 0.0;

private:
    static void settle()
    {
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents();
    }
    static void mouse(QWidget &view, QEvent::Type type, const QPointF &at)
    {
        QMouseEvent event(type, at, view.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
            type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&view, &event);
    }
    static void wheel(QWidget &view, const QPointF &at, int delta)
    {
        QWheelEvent event(
            at, view.mapToGlobal(at), {}, QPoint(0, delta), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&view, &event);
    }

    WatchedApplication &m_program;
    MainWindow &m_window;
};

/// A film of nobody as a 16-bit picture.
QString writeFilm(const QString &folder, int side)
{
    const auto phantom = renderPhantom({ 7, side, { { Target::Pacemaker, Side::Left, {}, {} } } });
    if (!phantom)
        return {};
    QImage image(side, side, QImage::Format_Grayscale16);
    for (int y = 0; y < side; ++y) {
        auto *line = reinterpret_cast<quint16 *>(image.scanLine(y));
        for (int x = 0; x < side; ++x)
            line[x] = quint16(std::clamp(phantom->display.at(x, y), 0.0F, 1.0F) * 65535.0F);
    }
    const QString path = folder + "/film.png";
    return image.save(path) ? path : QString();
}

WindowServices realServices()
{
    WindowServices services;
    services.session.loadEditor = [](const std::filesystem::path &folder, const JobContext &job) {
        return loadEditor(folder, {}, job);
    };
    services.tokenCounter = [](const std::filesystem::path &folder) {
        auto counter = captionTokenCounter(folder);
        return counter ? *std::move(counter) : TokenCounter();
    };
    return services;
}

void measureViews(Hand &hand, MainWindow &window, const QString &when)
{
    constexpr int steps = 60;
    constexpr const char *modes[]{ "compare.side", "compare.swipe", "compare.blink", "compare.checker",
        "compare.overlay", "compare.difference" };
    hand.measure(when + "pan", "tool.pan", steps);
    hand.measure(when + "zoom by wheel", {}, steps);
    hand.measure(when + "window and level", "tool.window", steps);
    hand.measure(when + "brush", "tool.brush", steps);
    for (const char *mode : modes) {
        window.actions().action(mode).trigger();
        hand.measure(when + mode + ", window and level", "tool.window", steps / 2);
        hand.measure(when + mode + ", pan", "tool.pan", steps / 2);
    }
    window.actions().action("compare.side").trigger();
}

} // namespace

int main(int argc, char **argv)
{
    prepareProcess();
    setenv("QT_QPA_PLATFORM", "offscreen", 0);
    WatchedApplication program(argc, argv);
    theme::apply(program);
    const int side = argc > 1 ? std::atoi(argv[1]) : 3000;
    const std::filesystem::path model = argc > 2 ? argv[2] : "resources/models/mini-cxr";
    if (!std::filesystem::is_directory(model)) {
        std::fprintf(
            stderr, "bench_window: there is no model in %s; name its folder as the second argument.\n", model.c_str());
        return 2;
    }
    QTemporaryDir folder;
    const QString film = writeFilm(folder.path(), side);
    if (film.isEmpty()) {
        std::fprintf(stderr, "bench_window: the film could not be made; the side must lie between 64 and 4096.\n");
        return 2;
    }
    useEngineThreads(1);
    MainWindow window(realServices(), workplaceTable());
    window.resize(1920, 1080);
    window.show();
    EditSession &session = window.session();
    PromptPanel &prompt = placeOf(window).prompt();
    Hand hand(program, window);
    bool loaded = false;
    bool shown = false;
    int ended = 0;
    QObject::connect(&session.edits(), &EditController::modelLoaded, [&] { loaded = true; });
    QObject::connect(&session.edits(), &EditController::modelFailed, [&](const QString &) { loaded = true; });
    QObject::connect(&session, &EditSession::imageShown, [&] { shown = true; });
    QObject::connect(&session, &EditSession::editEnded, [&](const QString &) { ++ended; });
    session.loadModel(model);
    hand.wait("loading the model", [&] { return loaded; });
    window.openPaths({ film });
    hand.wait("opening the film", [&] { return shown; });
    prompt.instruction().setPlainText("remove the pacemaker");
    bool proposed = false;
    QObject::connect(&session, &EditSession::regionShown, [&] { proposed = true; });
    session.proposeRegion();
    hand.wait("proposing a region", [&] { return proposed; });
    session.generate();
    hand.wait("applying the proposal untouched", [&] { return ended == 1 || !session.edits().isRunning(); });
    prompt.setSeed(3);
    session.generate();
    hand.wait("an edit, its previews and result", [&] { return ended == 2 || !session.edits().isRunning(); });
    measureViews(hand, window, {});
    prompt.setSeed(2);
    session.generate();
    measureViews(hand, window, "edit running: ");
    hand.wait("the edit's end", [&] { return !session.edits().isRunning(); });
    std::printf("longest event of all: %.1f ms; film %d x %d, window 1920 x 1080\n", hand.worst, side, side);
    return 0;
}
