#include "ui/dialogs/ReadingSheet.h"

#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace cf::ui {
namespace {

struct Lie {
    const char *axes;
    const char *name;
};

constexpr std::array<Lie, 8> lies{ {
    { "L\\F", QT_TRANSLATE_NOOP("ReadingSheet", "Upright") },
    { "R\\F", QT_TRANSLATE_NOOP("ReadingSheet", "Mirrored") },
    { "R\\H", QT_TRANSLATE_NOOP("ReadingSheet", "Upside down") },
    { "L\\H", QT_TRANSLATE_NOOP("ReadingSheet", "Upside down and mirrored") },
    { "F\\R", QT_TRANSLATE_NOOP("ReadingSheet", "On its side, head at the left") },
    { "F\\L", QT_TRANSLATE_NOOP("ReadingSheet", "On its side, head at the left, and mirrored") },
    { "H\\L", QT_TRANSLATE_NOOP("ReadingSheet", "On its side, head at the right") },
    { "H\\R", QT_TRANSLATE_NOOP("ReadingSheet", "On its side, head at the right, and mirrored") },
} };

/// A name in the first column, the choice in the second, and under it why one would choose.
void addRow(QGridLayout &grid, const QString &name, QComboBox &choice, const QString &why)
{
    const int row = grid.rowCount();
    auto *title = new QLabel(name);
    title->setBuddy(&choice);
    auto *hint = new QLabel(why);
    hint->setWordWrap(true);
    theme::setRole(*hint, "hint");
    choice.setAccessibleName(name);
    grid.addWidget(title, row, 0);
    grid.addWidget(&choice, row, 1);
    grid.addWidget(hint, row + 1, 1);
}

} // namespace

QString lieName(const PatientAxes &axes)
{
    const std::string text = textOf(axes);
    const auto found = std::find_if(lies.begin(), lies.end(), [&text](const Lie &lie) { return text == lie.axes; });
    return found == lies.end() ? QString::fromStdString(text)
                               : QCoreApplication::translate("ReadingSheet", found->name);
}

ReadingSheet::ReadingSheet(const ReadingOptions &now, QWidget *parent)
    : QDialog(parent)
    , m_now(now)
    , m_orientation(new QComboBox)
    , m_polarity(new QComboBox)
    , m_white(new QComboBox)
{
    setWindowTitle(tr("How the film is read"));
    setMinimumWidth(520);
    m_orientation->addItem(tr("As the file says, else as it looks"), QString());
    for (const Lie &lie : lies)
        m_orientation->addItem(
            tr("%1 (%2)").arg(QCoreApplication::translate("ReadingSheet", lie.name), QString::fromLatin1(lie.axes)),
            QString::fromLatin1(lie.axes));
    m_orientation->setCurrentIndex(
        std::max(0, m_orientation->findData(now.axes ? QString::fromStdString(textOf(*now.axes)) : QString())));
    m_polarity->addItems({ tr("As the file says"), tr("By its photometric interpretation alone"),
        tr("The other way round than the file says") });
    m_polarity->setCurrentIndex(int(now.polarity));
    m_white->addItems({ tr("What its entries reach"), tr("As its stated bits say") });
    m_white->setCurrentIndex(int(now.white));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    addRow(*grid, tr("How it lies"), *m_orientation,
        tr("The model is given the film upright, and the result lies as the film does. The letters say where rows and "
           "columns run."));
    addRow(*grid, tr("Light and dark"), *m_polarity,
        tr("Where a Presentation LUT Shape contradicts the photometric interpretation."));
    addRow(*grid, tr("White of a look-up table"), *m_white,
        tr("Where the entries of its VOI table have fewer bits than it states."));
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *act = new QPushButton(tr("Read it so"));
    theme::setRole(*act, "primary");
    act->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(act, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(act);
    grid->addLayout(buttons, grid->rowCount(), 0, 1, 2);
}

ReadingOptions ReadingSheet::options() const
{
    ReadingOptions chosen = m_now;
    chosen.axes.reset();
    if (const auto stated = parsePatientAxes(m_orientation->currentData().toString().toStdString()))
        chosen.axes = stated->axes;
    chosen.polarity = ReadingOptions::Polarity(m_polarity->currentIndex());
    chosen.white = ReadingOptions::White(m_white->currentIndex());
    return chosen;
}

} // namespace cf::ui
