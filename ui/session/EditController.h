#pragma once

#include "core/anatomy/SeenLungs.h"
#include "core/base/terms/SeenThing.h"
#include "core/editing/RegionProposal.h"
#include "core/editing/readings/SourceReader.h"
#include "core/jobs/JobQueue.h"
#include "ui/records/PreparedResult.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace cf::ui {

/// A proposed region, ready to become a mask.
struct ProposedMask {
    Image<std::uint8_t> values; ///< At the source's size, 0 or 255.
    bool limitedToAnatomy = false;
    std::vector<RegionWarning> warnings;
    ResultPointer edit; ///< The edit behind it, which is what the request ends in when nobody corrects the region.
};

using ProposalPointer = std::shared_ptr<const ProposedMask>;
/// Completes a request on the worker: images of many megapixels are not copied by the window.
using RequestFiller = std::function<void(EditRequest &)>;

/// Owns the worker that owns the model. Sends edits to it and brings progress, previews and results back to the GUI
/// thread. A new edit replaces the running one; the replaced edit reports nothing more. Closing during work stops it.
class EditController : public QObject
{
    Q_OBJECT

public:
    using Loader = std::function<Result<std::unique_ptr<CounterfactualEditor>>(const JobContext &)>;

    explicit EditController(QObject *parent = nullptr);
    ~EditController() override;

    /// Loads a model on the worker; edits wait until it is there. A model loaded before stays when this one fails.
    void loadModel(Loader loader);
    bool hasModel() const { return m_hasModel; }
    const ModelDescription &model() const { return m_model; }
    const std::vector<MethodDescription> &methods() const { return m_methods; }

    void start(EditRequest request, RequestFiller fill = {});
    /// Ends as start() does, in a result that is there already: no network runs.
    void startWith(ResultPointer known);
    /// Asks for the region only; ends in regionFound(), failed() or cancelled().
    void findRegion(EditRequest request, RequestFiller fill = {});
    /// What the model's classifier says of a radiograph, given on the GUI thread; `done` is not called where it has
    /// none, fails, or a later call came before. Edits go on waiting for the worker meanwhile.
    void readSource(PicturePointer picture, std::function<void(const std::vector<SourceReading> &)> done);
    /// Where the model sees a film's lungs, upright, given on the GUI thread after the edits that wait; nothing where
    /// it cannot say.
    void seeLungs(PicturePointer picture, std::function<void(std::optional<SeenLungs>)> done);
    /// What the model's segmenter saw of each thing on a film and on a result of it, given on the GUI thread after the
    /// edits that wait; `done` is not called where a later call came before. Nothing was seen where it has none or
    /// fails.
    void seeChange(
        PicturePointer source, ResultPointer result, std::function<void(const std::vector<SeenThing> &)> done);
    void cancel();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void modelLoaded();
    void modelFailed(const QString &message, cf::ErrorCode code);
    void started();
    void progressed(const cf::Progress &progress);
    void previewed(const QImage &picture);
    /// Exactly one of these four ends an edit that was not replaced.
    void finished(const cf::ui::ResultPointer &result);
    void regionFound(const cf::ui::ProposalPointer &region);
    void failed(const QString &message, cf::ErrorCode code);
    void cancelled(const cf::Progress &reached, const QImage &preview);

private:
    struct Worker;
    struct News;
    struct Loaded;
    /// What the worker brings back: one of the two.
    struct Answer {
        ResultPointer result;
        ProposalPointer region;
    };
    using Task = std::function<Result<Answer>(Worker &, const JobContext &, const CounterfactualEditor::PreviewSink &)>;
    void launch(Task task);

    void takeNews();
    void conclude();

    std::shared_ptr<Worker> m_worker; ///< Touched by tasks of the queue alone.
    std::shared_ptr<News> m_news; ///< Of the current edit.
    ModelDescription m_model;
    std::vector<MethodDescription> m_methods;
    bool m_hasModel = false;
    bool m_running = false;
    Progress m_progress;
    QImage m_preview;
    std::stop_source m_stop{ std::nostopstate };
    std::stop_source m_reading{ std::nostopstate };
    std::stop_source m_comparing{ std::nostopstate };
    QFutureWatcher<Result<Answer>> m_watcher;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui
