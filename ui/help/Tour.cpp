#include "ui/help/Tour.h"

#include "ui/session/EditSession.h"
#include "ui/theme/Theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace cf::ui {
namespace {

/// The controls' object names, in order; the edit workplace sets them.
constexpr const char *targets[] = { "openSample", "instruction", "chips", "generate", "compareModes" };
constexpr int steps = 5;

} // namespace

Tour::Tour(QWidget &window, EditSession &session)
    : QWidget(&window)
    , m_window(window)
    , m_session(session)
    , m_card(new QFrame(&window))
    , m_text(new QLabel)
    , m_next(new QPushButton(tr("Next")))
{
    setAttribute(Qt::WA_TransparentForMouseEvents); // The user acts on the real controls.
    setFocusPolicy(Qt::NoFocus);
    theme::setRole(*m_card, "palette");
    m_text->setWordWrap(true);
    m_text->setFixedWidth(300);
    auto *skip = new QPushButton(tr("Leave the tour"));
    theme::setRole(*skip, "quiet");
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(skip);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    m_card->hide();
    connect(skip, &QPushButton::clicked, this, &Tour::leave);
    connect(m_next, &QPushButton::clicked, this, [this] { go(m_step + 1); });
    connect(&m_session, &EditSession::stateChanged, this, &Tour::follow);
    m_window.installEventFilter(this);
    hide();
}

Tour::~Tour()
{
    m_session.disconnect(this);
    delete m_card;
}

void Tour::start()
{
    go(m_session.state().document ? 1 : 0);
}

QString Tour::sentence() const
{
    switch (m_step) {
    case 0:
        return tr("1 of 5. Open the sample: a film of nobody, rendered by the program. Or drop a film of your own.");
    case 1:
        return tr("2 of 5. Type what should be different, for example: remove the pacemaker.");
    case 2:
        return tr("3 of 5. Each part that was understood is a chip: heard by the model, by a mask, or not at all.");
    case 3:
        return tr("4 of 5. Generate, or press Ctrl+Enter. With Region first the region comes before the edit: press "
                  "again to apply it.");
    case 4:
        return tr("5 of 5. Compare: side by side, swipe, blink, and the difference. Alt+1 to Alt+6 do the same.");
    default:
        return {};
    }
}

QWidget *Tour::target() const
{
    return m_step >= 0 && m_step < steps ? m_window.findChild<QWidget *>(QString::fromLatin1(targets[m_step]))
                                         : nullptr;
}

void Tour::go(int step)
{
    if (step >= steps) {
        leave();
        return;
    }
    m_step = step;
    const EditDocument *document = m_session.document();
    m_edits = document ? document->history().rowCount() : 1;
    m_text->setText(sentence());
    m_card->setAccessibleName(sentence());
    m_next->setText(step == steps - 1 ? tr("Done") : tr("Next"));
    m_next->setVisible(step == 2 || step == steps - 1); // The other steps end with what the user does.
    place();
    show();
    m_card->show();
    raise();
    m_card->raise();
}

void Tour::place()
{
    setGeometry(m_window.rect());
    m_card->adjustSize();
    const QWidget *at = target();
    QPoint corner((m_window.width() - m_card->width()) / 2, m_window.height() / 3);
    if (at && at->isVisible()) {
        const QRect ring(at->mapTo(&m_window, QPoint(0, 0)), at->size());
        const bool above = ring.top() > m_window.height() / 2;
        corner = QPoint(ring.left(), above ? ring.top() - m_card->height() - 14 : ring.bottom() + 14);
    }
    m_card->move(std::clamp(corner.x(), 8, std::max(8, m_window.width() - m_card->width() - 8)),
        std::clamp(corner.y(), 8, std::max(8, m_window.height() - m_card->height() - 8)));
    update();
}

void Tour::follow()
{
    const SessionState &state = m_session.state();
    if (m_step == 0 && state.document)
        go(1);
    else if (m_step == 3 && state.document && !state.running && state.document->history().rowCount() > m_edits)
        go(4);
    else if (m_step >= 0) {
        m_next->setVisible(
            m_step == 2 || m_step == steps - 1 || (m_step == 1 && !state.draft.instruction.trimmed().isEmpty()));
        place();
    }
}

void Tour::leave()
{
    m_step = -1;
    hide();
    m_card->hide();
    Q_EMIT ended();
}

void Tour::paintEvent(QPaintEvent *)
{
    const QWidget *at = target();
    if (!at || !at->isVisible())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::colour("accent.focus"), 2));
    const QRect ring(at->mapTo(&m_window, QPoint(0, 0)), at->size());
    painter.drawRoundedRect(QRectF(ring).adjusted(-4, -4, 4, 4), 6, 6);
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (m_step >= 0 && event->type() == QEvent::Resize)
        place();
    if (m_step >= 0 && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        leave();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cf::ui
