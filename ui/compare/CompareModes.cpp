#include "ui/compare/CompareModes.h"

#include "ui/actions/ActionButton.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/theme/Theme.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>

#include <array>

namespace cf::ui {
namespace {

struct Mode {
    Arrangement arrangement;
    const char *action;
    const char *glyph;
};

constexpr std::array compareModes{
    Mode{ Arrangement::SideBySide, "side", "side" },
    Mode{ Arrangement::Swipe, "swipe", "swipe" },
    Mode{ Arrangement::Blink, "blink", "blink" },
    Mode{ Arrangement::Checker, "checker", "checker" },
    Mode{ Arrangement::Overlay, "overlay", "overlay" },
    Mode{ Arrangement::Difference, "difference", "diff" },
};

} // namespace

CompareModes::CompareModes(ActionRegistry &actions, CompareView &compare, const QString &group, QWidget *parent)
    : QWidget(parent)
{
    theme::setRole(*this, "segments");
    setAttribute(Qt::WA_StyledBackground); // Its frame is the style sheet's.
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(1);
    auto *exclusive = new QActionGroup(this);
    for (const Mode &mode : compareModes) {
        const QString id = group + '.' + QString::fromLatin1(mode.action);
        QAction &action = actions.action(id);
        action.setCheckable(true);
        action.setChecked(mode.arrangement == compare.arrangement());
        exclusive->addAction(&action);
        actions.on(id, [&compare, mode] { compare.setArrangement(mode.arrangement); });
        auto *button = new ActionButton(action, QString::fromLatin1(mode.glyph), 28);
        theme::setRole(*button, "segment");
        button->setText(action.text());
        m_buttons.push_back(button);
        row->addWidget(button);
    }
    connect(&compare, &CompareView::arrangementChanged, this, [&actions, &compare, group] {
        for (const Mode &mode : compareModes)
            if (mode.arrangement == compare.arrangement())
                actions.action(group + '.' + QString::fromLatin1(mode.action)).setChecked(true);
    });
    setLook(Look::Pictures);
}

void CompareModes::setLook(Look look)
{
    const bool words = look == Look::Words;
    for (QToolButton *button : m_buttons) {
        button->setToolButtonStyle(words ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
        const int wide = QFontMetrics(theme::font(13, QFont::DemiBold)).horizontalAdvance(button->text()) + 20;
        button->setFixedSize(words ? wide : look == Look::Pictures ? 34 : 30, 28);
    }
}

} // namespace cf::ui
