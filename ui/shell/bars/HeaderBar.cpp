#include "ui/shell/bars/HeaderBar.h"

#include "ui/theme/Theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QResizeEvent>
#include <QToolButton>

namespace cf::ui {
namespace {

constexpr int menusFrom = 1500; // In narrower windows the menus fold into one button.
constexpr int modelDetailFrom = 1700; // Menus and all tabs leave no room for it below.

QLabel *glyphLabel(const QString &name, const QString &token)
{
    auto *label = new QLabel;
    label->setPixmap(theme::glyph(name, token, 16, 2.0));
    return label;
}

} // namespace

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , m_menus(new QMenuBar)
    , m_fold(new QToolButton)
    , m_tabs(new QHBoxLayout)
    , m_model(new QToolButton)
    , m_modelDetail(new QLabel)
    , m_banner(new QWidget)
    , m_bannerGlyph(new QLabel)
    , m_bannerStrong(new QLabel)
    , m_bannerRest(new QLabel)
{
    auto *bar = new QWidget;
    theme::setRole(*bar, "bar");
    bar->setFixedHeight(38);
    m_menus->setNativeMenuBar(false);
    m_menus->setAccessibleName(tr("Menus"));
    m_menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_fold->setIcon(theme::icon("menu"));
    m_fold->setFixedSize(32, 30);
    m_fold->setFocusPolicy(Qt::TabFocus);
    m_fold->setPopupMode(QToolButton::InstantPopup);
    m_fold->setAccessibleName(tr("Menus"));
    m_fold->setToolTip(tr("Menus (F10)"));
    m_fold->setMenu(new QMenu(m_fold));
    m_fold->menu()->setAccessibleName(tr("Menus"));
    m_model->setFocusPolicy(Qt::TabFocus);
    m_model->setToolTip(tr("Models"));
    theme::setRole(*m_model, "segment");
    connect(m_model, &QToolButton::clicked, this, &HeaderBar::modelClicked);
    theme::setRole(*m_modelDetail, "caption");
    auto *local = new QLabel(tr("Local only, no network"));
    theme::setRole(*local, "caption");
    local->setToolTip(tr("Nothing leaves this computer."));
    auto *top = new QHBoxLayout(bar);
    top->setContentsMargins(8, 0, 12, 0);
    top->setSpacing(8);
    top->addWidget(m_fold);
    top->addWidget(m_menus);
    top->addLayout(m_tabs);
    top->addStretch(1);
    top->addWidget(glyphLabel("model", "text.secondary"));
    top->addWidget(m_model);
    top->addWidget(m_modelDetail);
    top->addSpacing(12);
    top->addWidget(glyphLabel("lock", "text.secondary"));
    top->addWidget(local);

    m_banner->setFixedHeight(25);
    auto *line = new QHBoxLayout(m_banner);
    line->setContentsMargins(12, 0, 12, 0);
    line->setSpacing(8);
    line->addWidget(m_bannerGlyph);
    line->addWidget(m_bannerStrong);
    line->addWidget(m_bannerRest, 1);
    m_bannerRest->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_banner);
    setModel(tr("No model"), {});
    setBanner(Tone::Neutral, tr("Loading the model"), tr("The window is ready meanwhile."));
}

void HeaderBar::setPlaces(const std::vector<PlaceTab> &tabs)
{
    if (tabs.size() < 2)
        return;
    m_tabs->setSpacing(2);
    for (const PlaceTab &tab : tabs) {
        auto *button = new QToolButton;
        button->setText(tab.action->text());
        button->setIcon(theme::icon(tab.icon));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setCheckable(true);
        button->setObjectName(tab.id);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(tab.action->text());
        button->setToolTip(QString("%1 (%2)").arg(tab.action->text(), tab.action->shortcut().toString()));
        theme::setRole(*button, "place");
        button->setFixedWidth(QFontMetrics(theme::font(13, QFont::DemiBold)).horizontalAdvance(button->text()) + 26);
        connect(button, &QToolButton::clicked, tab.action, &QAction::trigger);
        m_tabs->addWidget(button);
    }
}

void HeaderBar::setPlace(const QString &id)
{
    for (int at = 0; at < m_tabs->count(); ++at) {
        auto *button = static_cast<QToolButton *>(m_tabs->itemAt(at)->widget());
        button->setChecked(button->objectName() == id);
    }
}

void HeaderBar::menusChanged()
{
    m_fold->menu()->clear();
    for (QAction *menu : m_menus->actions())
        m_fold->menu()->addAction(menu);
    fold();
}

void HeaderBar::openMenu()
{
    if (m_fold->isVisible())
        m_fold->showMenu();
    else if (!m_menus->actions().isEmpty())
        m_menus->setActiveAction(m_menus->actions().front());
}

void HeaderBar::fold()
{
    const bool narrow = width() < menusFrom;
    m_fold->setVisible(narrow);
    m_menus->setVisible(!narrow);
    m_modelDetail->setVisible(width() >= modelDetailFrom);
}

void HeaderBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void HeaderBar::setModel(const QString &name, const QString &detail)
{
    m_model->setText(name);
    m_model->setAccessibleName(tr("Model: %1").arg(name));
    m_modelDetail->setText(detail);
}

void HeaderBar::setBanner(Tone tone, const QString &strong, const QString &rest, const QString &details)
{
    const bool error = tone == Tone::Error;
    const bool neutral = tone == Tone::Neutral;
    theme::setRole(*m_banner, neutral ? "banner-neutral" : error ? "banner-error" : "banner");
    theme::setRole(*m_bannerStrong, neutral ? "secondary" : error ? "error-strong" : "warn-strong");
    theme::setRole(*m_bannerRest, "caption");
    m_bannerGlyph->setPixmap(theme::glyph(neutral ? "info" : "warn",
        neutral     ? "text.secondary"
            : error ? "status.error"
                    : "status.warn",
        16, 2.0));
    m_bannerStrong->setText(strong);
    m_bannerRest->setText(rest);
    m_banner->setToolTip(details);
    m_banner->setAccessibleName(strong + " " + rest);
}

} // namespace cf::ui
