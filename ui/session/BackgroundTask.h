#pragma once

#include "core/base/ExceptionBorder.h"
#include "core/jobs/JobContext.h"
#include "core/jobs/JobQueue.h"

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>
#include <type_traits>

namespace cf::ui {

/// Runs `work` on a queue and gives its Result to `done` on the GUI thread, unless `context` is gone by then or the
/// queue ended first. What `work` throws arrives as an Error. `reported` gets the work's steps, thinned out to what a
/// screen can show.
template <typename Value>
std::stop_source runInBackground(JobQueue &queue, QObject *context, std::function<Value(const JobContext &)> work,
    std::function<void(Value)> done, std::function<void(int, int, QString)> reported = {})
{
    // An exception must not leave the worker: it would end the program with all that is not saved.
    static_assert(std::is_constructible_v<Value, tl::unexpected<Error>>, "Work in the background gives a Result.");
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Value>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        QFuture<Value> future = watcher->future();
        watcher->deleteLater();
        if (future.resultCount() > 0)
            done(future.takeResult());
    });
    if (reported) {
        QObject::connect(watcher, &QFutureWatcherBase::progressValueChanged, context,
            [watcher, reported](int step) { reported(step, watcher->progressMaximum(), watcher->progressText()); });
    }
    watcher->setFuture(promise->future());
    return queue.enqueue([promise, work = std::move(work)](std::stop_token stop) {
        const JobContext job(stop, [&promise](const Progress &progress) {
            promise->setProgressRange(0, progress.steps);
            promise->setProgressValueAndText(progress.step, QString::fromStdString(progress.stage));
        });
        promise->addResult(atExceptionBorder("The work", [&]() -> Value { return work(job); }));
        promise->finish();
    });
}

} // namespace cf::ui
