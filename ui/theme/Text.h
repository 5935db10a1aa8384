#pragma once

#include <QString>

#include <string>

namespace cf::ui {

/// UTF-8 of the core as the screen's text, without blanks around it (DICOM pads with them).
inline QString plainText(const std::string &text)
{
    return QString::fromStdString(text).trimmed();
}

/// "1 edit" or "7 edits": `many` has %1 for the number.
inline QString counted(qint64 number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(number);
}

} // namespace cf::ui
