#include "ui/annotation/AnnotationShare.h"

#include "core/jobs/WorkLeftBehind.h"
#include "ui/session/BackgroundTask.h"
#include "ui/words/CoreWords.h"

#include <chrono>
#include <utility>

namespace cf::ui {

namespace {

constexpr int lookEvery = 30'000; ///< Milliseconds: what others finish meanwhile.
constexpr int tryEvery = 5'000; ///< After an exchange that failed.
constexpr std::chrono::milliseconds patienceAtEnd{ 300 }; ///< With an exchange under way, when the window closes.

} // namespace

AnnotationShare::AnnotationShare(std::filesystem::path own, std::string shared, QObject *parent)
    : QObject(parent)
    , m_own(std::move(own))
    , m_shared(std::move(shared))
    , m_queue(std::make_unique<JobQueue>())
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &AnnotationShare::exchange);
}

AnnotationShare::~AnnotationShare()
{
    // All of it is kept here: what a silent server does not take now is sent at the next start.
    leaveBehind(std::move(m_queue), patienceAtEnd);
}

void AnnotationShare::setPart(const QString &annotator, bool decides)
{
    m_annotator = annotator;
    m_decides = decides;
    exchange();
}

void AnnotationShare::exchange()
{
    if (m_annotator.isEmpty())
        return;
    m_isWanted = m_isUnderWay;
    if (m_isUnderWay)
        return;
    m_isUnderWay = true;
    m_again.stop();
    using Outcome = Result<annotation::Exchanged>;
    const auto work = [own = m_own, shared = m_shared, annotator = m_annotator.toStdString(), decides = m_decides](
                          const JobContext &) -> Outcome {
        annotation::AnnotationStore here(own); // Stores belong to the thread that opens them.
        CF_ASSIGN(annotation::AnnotationStore there, annotation::AnnotationStore::at(shared));
        return exchangeAnnotations(here, there, annotator, decides);
    };
    runInBackground<Outcome>(*m_queue, this, work, [this](const Outcome &outcome) { take(outcome); });
}

void AnnotationShare::take(const Result<annotation::Exchanged> &outcome)
{
    m_isUnderWay = false;
    const QString problem = outcome ? QString() : coreWords(outcome.error().message);
    const bool isNews = problem != m_problem;
    m_problem = problem;
    m_again.start(outcome ? lookEvery : tryEvery);
    if (outcome && outcome->received > 0)
        Q_EMIT received();
    if (isNews)
        Q_EMIT changed();
    if (std::exchange(m_isWanted, false))
        exchange();
}

} // namespace cf::ui
