#include "ui/records/RegionWords.h"

#include "core/editing/RegionProposal.h"

#include <QCoreApplication>

namespace cf::ui {

QString regionWords(const HistoryEntry &entry)
{
    if (entry.number == 0)
        return {};
    if (entry.ownMask() > 0)
        return QCoreApplication::translate("RegionWords", "drawn by hand");
    const PreparedResult *result = entry.judged();
    if (!result)
        return {};
    return isRendered(result->provenance) ? QCoreApplication::translate("RegionWords", "as rendered")
                                          : QCoreApplication::translate("RegionWords", "found by the program");
}

} // namespace cf::ui
