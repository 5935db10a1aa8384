#include "ui/session/RenderedHandles.h"

#include "core/imaging/PatientAxes.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/InsertionPreview.h"
#include "ui/images/RadiographPicture.h"
#include "ui/session/BackgroundTask.h"
#include "ui/words/CoreWords.h"

#include <QElapsedTimer>
#include <QPointer>

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace cf::ui {

/// What lives on the worker: the anatomy of a film is found once.
struct RenderedHandles::Film {
    std::optional<InsertionPreview> preview;
};

struct RenderedHandles::Picture {
    std::vector<RenderedAddition> additions;
    std::vector<std::vector<RenderedHandle>> handles;
    QImage image;
    double milliseconds = 0.0;
};

namespace {

bool sameValues(const std::vector<RenderedAddition> &first, const std::vector<RenderedAddition> &second)
{
    const auto sameNumber = [](const RenderedNumber &one, const RenderedNumber &other) {
        return one.name == other.name && one.value == other.value;
    };
    return std::ranges::equal(first, second, [&](const RenderedAddition &one, const RenderedAddition &other) {
        return one.target == other.target && one.side == other.side && one.zone == other.zone
            && one.severity == other.severity && one.stream == other.stream
            && std::ranges::equal(one.numbers, other.numbers, sameNumber);
    });
}

} // namespace

RenderedHandles::RenderedHandles(QObject *parent)
    : QObject(parent)
    , m_queue(std::make_unique<JobQueue>())
{
}

RenderedHandles::~RenderedHandles()
{
    m_queue.reset(); // Waits for the worker.
}

void RenderedHandles::show(PicturePointer source, std::vector<RenderedAddition> additions, quint64 seed)
{
    const bool sameFilm = source == m_source && seed == m_seed;
    if (sameFilm && (m_dragging || m_ending || sameValues(additions, m_shown))) {
        m_shown = std::move(additions);
        return;
    }
    if (!sameFilm) {
        m_film = std::make_shared<Film>();
        m_lungs.reset();
        m_awaitsLungs = false;
        m_knowsLungs = !m_lungSource;
        m_handles.clear();
        m_places.clear();
        m_active = 0;
    }
    ++m_serial;
    m_source = std::move(source);
    m_seed = seed;
    m_shown = additions;
    m_start = additions;
    if (additions.size() != m_drawn.size() || m_active >= additions.size())
        m_active = 0;
    m_drawn = std::move(additions);
    m_changes.clear();
    m_dragging = m_ending = m_again = m_asked = false;
    Q_EMIT changed();
    ask();
}

void RenderedHandles::hide()
{
    if (!m_source)
        return;
    ++m_serial;
    m_source = nullptr;
    m_film.reset();
    m_shown.clear();
    m_start.clear();
    m_drawn.clear();
    m_handles.clear();
    m_places.clear();
    m_changes.clear();
    m_dragging = m_ending = m_again = m_asked = false;
    Q_EMIT changed();
}

QTransform RenderedHandles::filmToImage() const
{
    const Radiograph &radiograph = m_source->radiograph();
    const Turn turn = uprightTurn(radiograph.axes);
    const int width = radiograph.stored.width;
    const int height = radiograph.stored.height;
    const bool swaps = turn.swapsSides();
    const auto at = [&](int x, int y) {
        const auto [toX, toY] = turnedPoint(x, y, swaps ? height : width, swaps ? width : height, turn.inverse());
        return QPointF(toX, toY);
    };
    const QPointF origin = at(0, 0);
    const QPointF across = at(1, 0) - origin;
    const QPointF down = at(0, 1) - origin;
    // The canvas counts from a pixel's corner, records from its middle.
    return QTransform(across.x(), across.y(), down.x(), down.y(), origin.x() + 0.5, origin.y() + 0.5);
}

std::vector<Grip> RenderedHandles::grips() const
{
    std::vector<Grip> grips;
    if (!m_source)
        return grips;
    const QTransform toImage = filmToImage();
    for (const auto &[addition, handle] : m_places) {
        const RenderedHandle &each = m_handles[addition][handle];
        grips.push_back({ toImage.map(QPointF(each.x, each.y)), int(addition) });
    }
    return grips;
}

void RenderedHandles::press(int grip)
{
    if (grip < 0 || std::size_t(grip) >= m_places.size() || m_dragging)
        return;
    std::tie(m_active, m_handle) = m_places[std::size_t(grip)];
    m_start = m_drawn;
    m_changes.clear();
    m_dragging = true;
    Q_EMIT changed();
}

void RenderedHandles::change(const std::string &name, double value)
{
    const RenderedNumber *number = m_start[m_active].find(name);
    if (!number)
        return;
    const double allowed = std::clamp(value, number->min, number->max);
    const auto known = std::ranges::find(m_changes, name, &Change::first);
    if (known == m_changes.end())
        m_changes.emplace_back(name, allowed);
    else
        known->second = allowed;
}

void RenderedHandles::drag(const QPointF &way)
{
    if (!m_dragging || !m_source)
        return;
    QTransform turn = filmToImage();
    turn = QTransform(turn.m11(), turn.m12(), turn.m21(), turn.m22(), 0.0, 0.0);
    const QPointF onFilm = turn.inverted().map(way);
    for (const RenderedHandle::Drive &drive : m_handles[m_active][m_handle].drives) {
        if (const RenderedNumber *number = m_start[m_active].find(drive.number))
            change(drive.number, number->value + drive.perColumn * onFilm.x() + drive.perRow * onFilm.y());
    }
    ask();
}

void RenderedHandles::release()
{
    if (!std::exchange(m_dragging, false))
        return;
    m_ending = !m_changes.empty();
    if (m_ending && !m_asked)
        ask();
}

void RenderedHandles::cancel()
{
    m_dragging = m_ending = false;
    m_changes.clear();
    if (!m_source)
        return;
    m_drawn = m_start;
    Q_EMIT drawn(QImage());
    ask();
}

void RenderedHandles::reset()
{
    m_start = m_shown;
    cancel();
}

void RenderedHandles::setNumber(const std::string &name, double value)
{
    if (m_dragging || m_ending || m_active >= m_drawn.size())
        return;
    m_start = m_drawn;
    m_changes.clear();
    change(name, value);
    m_ending = !m_changes.empty();
    ask();
}

void RenderedHandles::ask()
{
    if (!m_source || m_start.empty())
        return;
    if (!m_knowsLungs) {
        askForLungs();
        return;
    }
    if (m_asked) {
        m_again = true;
        return;
    }
    m_asked = true;
    using Outcome = Result<Picture>;
    const auto work = [film = m_film, lungs = m_lungs, source = m_source, seed = m_seed, additions = m_start,
                          changes = m_changes, active = m_active](const JobContext &) -> Outcome {
        const Radiograph &stored = source->radiograph();
        if (!film->preview) {
            const Radiograph upright = uprightRadiograph(stored);
            CF_ASSIGN(film->preview,
                InsertionPreview::make(toDisplay(upright), { upright.columnSpacing, upright.rowSpacing }, seed,
                    InsertionPreview::usualSide, [&] { return Result<std::optional<SeenLungs>>(lungs); }));
        }
        QElapsedTimer time;
        time.start();
        std::vector<RenderedAddition> wanted = additions;
        for (const auto &[name, value] : changes)
            wanted[active] = film->preview->withNumber(std::move(wanted[active]), name, value);
        CF_ASSIGN(auto drawn, film->preview->draw(std::move(wanted), active));
        Picture picture{ std::move(drawn.additions), std::move(drawn.handles), {}, 0.0 };
        picture.image = screenImage(turned(drawn.picture, uprightTurn(stored.axes).inverse()));
        picture.milliseconds = double(time.nsecsElapsed()) / 1e6;
        return picture;
    };
    runInBackground<Outcome>(*m_queue, this, work, [this, serial = m_serial](const Outcome &drawn) {
        if (serial == m_serial)
            take(drawn);
    });
}

void RenderedHandles::askForLungs()
{
    if (std::exchange(m_awaitsLungs, true))
        return;
    m_lungSource(m_source, [self = QPointer(this), film = m_source](std::optional<SeenLungs> lungs) {
        if (!self || film != self->m_source)
            return;
        self->m_knowsLungs = true;
        self->m_lungs = std::move(lungs);
        self->ask();
    });
}

void RenderedHandles::take(const Result<Picture> &picture)
{
    m_asked = false;
    if (std::exchange(m_again, false)) {
        ask(); // Something newer was wished meanwhile; what was drawn is shown all the same.
    }
    if (!picture) {
        if (m_dragging || m_ending)
            Q_EMIT failed(coreWords(picture.error().message));
    } else {
        const bool inHand = m_dragging || m_ending;
        // Of the ranges those of the record hold, which are the film's own.
        std::vector<RenderedAddition> additions = picture->additions;
        for (std::size_t i = 0; i < additions.size() && i < m_start.size(); ++i)
            for (RenderedNumber &number : additions[i].numbers)
                if (const RenderedNumber *before = m_start[i].find(number.name)) {
                    number.min = before->min;
                    number.max = before->max;
                }
        if (inHand)
            m_drawn = std::move(additions);
        m_handles = picture->handles;
        m_places.clear();
        for (std::size_t addition = 0; addition < m_handles.size(); ++addition)
            for (std::size_t handle = 0; handle < m_handles[addition].size(); ++handle)
                m_places.emplace_back(addition, handle);
        if (inHand) {
            m_milliseconds = picture->milliseconds;
            Q_EMIT drawn(picture->image);
        }
        Q_EMIT changed();
    }
    if (m_ending && !m_asked) {
        m_ending = false;
        m_changes.clear();
        if (sameValues(m_drawn, m_start)) {
            Q_EMIT drawn(QImage());
            return;
        }
        m_start = m_drawn;
        Q_EMIT released(m_drawn);
    }
}

} // namespace cf::ui
