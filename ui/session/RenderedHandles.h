#pragma once

#include "core/anatomy/SeenLungs.h"
#include "core/base/Result.h"
#include "core/base/terms/RenderedAddition.h"
#include "core/jobs/JobQueue.h"
#include "ui/images/Grip.h"
#include "ui/images/RadiographPicture.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <QTransform>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cf::ui {

/// What the renderer drew into the shown film, under the user's hands: a smaller copy is drawn anew on a worker while a
/// grip is dragged or a number is turned, the newest change first; at the end the changed additions are reported, for
/// the edit at full size.
class RenderedHandles : public QObject
{
    Q_OBJECT

public:
    /// Answers later, on the GUI's thread: what the model sees of a film's lungs, nothing where it cannot say.
    using LungSource = std::function<void(PicturePointer film, std::function<void(std::optional<SeenLungs>)> answer)>;

    explicit RenderedHandles(QObject *parent = nullptr);
    ~RenderedHandles() override;

    /// Who is asked where a film's lungs are, as the edit itself asks; nobody at first.
    void setLungSource(LungSource source) { m_lungSource = std::move(source); }

    /// `additions` as the record of the shown edit has them, drawn into `source` under `seed`. What is in the user's
    /// hands meanwhile stays there.
    void show(PicturePointer source, std::vector<RenderedAddition> additions, quint64 seed);
    void hide();

    /// As they are drawn now; empty while nothing is shown.
    const std::vector<RenderedAddition> &additions() const { return m_drawn; }
    /// The one whose numbers are asked for: that of the grip that was pressed last.
    std::size_t active() const { return m_active; }
    std::vector<Grip> grips() const; ///< Empty until the film's anatomy is found.
    double milliseconds() const { return m_milliseconds; } ///< What the last picture of a drag took.

    void press(int grip);
    void drag(const QPointF &way); ///< From the press, in image coordinates.
    void release();
    void cancel();
    /// Sets a number of the active addition, and ends in released().
    void setNumber(const std::string &name, double value);
    /// Back to what the shown edit has.
    void reset();

Q_SIGNALS:
    void changed(); ///< Grips or numbers.
    void drawn(const QImage &picture); ///< The whole film at screen size; null: the edit's own picture holds again.
    void released(const std::vector<cf::RenderedAddition> &additions);
    void failed(const QString &message);

private:
    struct Film;
    struct Picture;
    using Change = std::pair<std::string, double>;

    void ask();
    void askForLungs();
    void take(const Result<Picture> &drawn);
    void change(const std::string &name, double value);
    QTransform filmToImage() const;

    PicturePointer m_source;
    quint64 m_seed = 0;
    std::vector<RenderedAddition> m_shown; ///< Of the record.
    std::vector<RenderedAddition> m_start; ///< Before the drag.
    std::vector<RenderedAddition> m_drawn;
    std::vector<std::vector<RenderedHandle>> m_handles;
    std::vector<std::pair<std::size_t, std::size_t>> m_places; ///< Addition and handle of each grip.
    std::vector<Change> m_changes; ///< Since m_start, of the active one.
    std::size_t m_active = 0;
    std::size_t m_handle = 0;
    bool m_dragging = false;
    bool m_asked = false; ///< The worker draws …
    bool m_again = false; ///< … and shall do so again.
    bool m_ending = false; ///< Released: reported as soon as the last change is drawn.
    int m_serial = 0; ///< Of what is shown; answers to earlier questions are dropped.
    double m_milliseconds = 0.0;
    LungSource m_lungSource;
    bool m_awaitsLungs = false;
    bool m_knowsLungs = false; ///< Of the shown film; before that nothing is drawn.
    std::optional<SeenLungs> m_lungs;
    std::shared_ptr<Film> m_film; ///< Touched by the worker alone.
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui
