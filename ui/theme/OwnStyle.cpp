#include "ui/theme/OwnStyle.h"

#include "ui/theme/Glyphs.h"

namespace cf::ui::theme {
namespace {

struct Glyph {
    const char *name = nullptr; ///< Null: Fusion's own.
    const char *colour = "text.primary";
};

Glyph glyphFor(QStyle::StandardPixmap which)
{
    switch (which) {
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DirClosedIcon:
    case QStyle::SP_DirLinkIcon:
    case QStyle::SP_DirHomeIcon:
    case QStyle::SP_FileDialogNewFolder:
        return { "folder", "text.secondary" };
    case QStyle::SP_FileIcon:
    case QStyle::SP_FileLinkIcon:
        return { "note", "text.secondary" };
    case QStyle::SP_DriveHDIcon:
    case QStyle::SP_ComputerIcon:
    case QStyle::SP_DesktopIcon:
        return { "model", "text.secondary" };
    case QStyle::SP_FileDialogBack:
    case QStyle::SP_ArrowBack:
    case QStyle::SP_ArrowLeft:
        return { "left" };
    case QStyle::SP_ArrowForward:
    case QStyle::SP_ArrowRight:
        return { "right" };
    case QStyle::SP_FileDialogToParent:
    case QStyle::SP_ArrowUp:
        return { "up" };
    case QStyle::SP_ArrowDown:
        return { "down" };
    case QStyle::SP_FileDialogDetailedView:
        return { "tags" };
    case QStyle::SP_FileDialogListView:
        return { "grid" };
    case QStyle::SP_MessageBoxWarning:
        return { "warn", "status.warn" };
    case QStyle::SP_MessageBoxCritical:
        return { "refused", "status.error" };
    case QStyle::SP_MessageBoxInformation:
    case QStyle::SP_MessageBoxQuestion:
        return { "info", "accent.base" };
    case QStyle::SP_DialogCancelButton:
    case QStyle::SP_DialogCloseButton:
    case QStyle::SP_LineEditClearButton:
        return { "cross", "text.secondary" };
    case QStyle::SP_DialogOkButton:
    case QStyle::SP_DialogApplyButton:
        return { "check" };
    default:
        return {};
    }
}

} // namespace

OwnStyle::OwnStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

QIcon OwnStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    const Glyph glyph = glyphFor(which);
    return glyph.name ? theme::icon(QString::fromLatin1(glyph.name), QString::fromLatin1(glyph.colour))
                      : QProxyStyle::standardIcon(which, option, widget);
}

QPixmap OwnStyle::standardPixmap(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    const Glyph glyph = glyphFor(which);
    return glyph.name ? theme::glyph(QString::fromLatin1(glyph.name), QString::fromLatin1(glyph.colour), 18)
                      : QProxyStyle::standardPixmap(which, option, widget);
}

} // namespace cf::ui::theme
