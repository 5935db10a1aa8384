#pragma once

#include <QProxyStyle>

namespace cf::ui::theme {

/// Fusion with our own glyphs where a dialog asks the style for an icon: folders and files, arrows, warnings.
class OwnStyle : public QProxyStyle
{
    Q_OBJECT

public:
    OwnStyle();
    QIcon standardIcon(
        StandardPixmap which, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
    QPixmap standardPixmap(
        StandardPixmap which, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
};

} // namespace cf::ui::theme
