#include "core/imaging/Windowing.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/edit/bars/HandleFields.h"
#include "ui/edit/bars/OptionBar.h"
#include "ui/session/EditSession.h"

#include <algorithm>
#include <array>

// Grips and numbers of what the renderer drew.
namespace cf::ui {
namespace {

/// A picture in display grey as the chosen window would show it. `own`: the window that the grey is of.
QImage windowed(
    QImage picture, const std::optional<DisplayWindow> &own, const std::optional<DisplayWindow> &chosen, bool inverted)
{
    const bool other = own && chosen && own->width > 0.0 && chosen->width > 0.0;
    if (picture.isNull() || (!other && !inverted))
        return picture;
    std::array<uchar, 256> table{};
    for (std::size_t grey = 0; grey < table.size(); ++grey) {
        double share = double(grey) / 255.0;
        if (other)
            share = 0.5 + (own->center + (share - 0.5) * own->width - chosen->center) / chosen->width;
        share = std::clamp(share, 0.0, 1.0);
        table[grey] = uchar(255.0 * (inverted ? 1.0 - share : share) + 0.5);
    }
    for (int y = 0; y < picture.height(); ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            line[x] = table[line[x]];
    }
    return picture;
}

} // namespace

void EditWorkplace::connectHandles()
{
    RenderedHandles &handles = m_session.handles();
    m_compare->setGrips(&m_grips);
    m_grips.takeBack = [this] { return m_session.takeBackDrag(); };
    connect(&m_grips, &GripLayer::pressed, &handles, &RenderedHandles::press);
    connect(&m_grips, &GripLayer::dragged, &handles, &RenderedHandles::drag);
    connect(&m_grips, &GripLayer::released, &handles, &RenderedHandles::release);
    connect(&m_grips, &GripLayer::cancelled, &handles, &RenderedHandles::cancel);
    connect(&handles, &RenderedHandles::changed, this, [this, &handles] {
        m_grips.setGrips(handles.grips());
        const auto &additions = handles.additions();
        const bool any = handles.active() < additions.size() && !isMaskTool(m_tools.tool());
        m_options->showNumbers(any ? &additions[handles.active()] : nullptr);
    });
    connect(&handles, &RenderedHandles::drawn, this, [this](const QImage &picture) {
        const EditDocument *document = m_session.document();
        const auto own = document ? document->image().picture->ownWindow() : std::nullopt;
        m_compare->setPreview(windowed(picture, own, m_view.window(), m_view.inverted()));
    });
    connect(&m_options->numbers(), &HandleFields::numberChosen, &handles, &RenderedHandles::setNumber);
}

} // namespace cf::ui
