#pragma once

#include "dicom/ReadingOptions.h"

#include <QDialog>

class QComboBox;

namespace cf::ui {

/// "Upright", "Mirrored", "On its side, head at the left", … of a frontal film.
QString lieName(const PatientAxes &axes);

/// How a film is read where its file is silent, contradicts itself, or is read differently by other programs: how it
/// lies, which values are light, what is white.
class ReadingSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ReadingSheet(const ReadingOptions &now, QWidget *parent = nullptr);

    /// As chosen; the frame is that of `now`.
    ReadingOptions options() const;
    QComboBox &orientation() { return *m_orientation; }
    QComboBox &polarity() { return *m_polarity; }
    QComboBox &white() { return *m_white; }

private:
    ReadingOptions m_now;
    QComboBox *m_orientation;
    QComboBox *m_polarity;
    QComboBox *m_white;
};

} // namespace cf::ui
