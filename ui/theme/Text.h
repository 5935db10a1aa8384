#pragma once

#include <QString>

#include <string>

namespace cf::ui {

/// UTF-8 of the core as the screen's text, without blanks around it (DICOM pads with them).
inline QString plainText(const std::string &text)
{
    return QString::fromStdString(text).trimmed();
}

} // namespace cf::ui
