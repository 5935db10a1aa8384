#include "ui/dialogs/MaskSheet.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace cf::ui {

MaskSheet::MaskSheet(QWidget *parent)
    : QDialog(parent)
    , m_path(new QLineEdit)
    , m_part(new QComboBox)
    , m_value(new QLineEdit)
    , m_problem(new QLabel)
    , m_act(new QPushButton(tr("Take the mask")))
{
    setWindowTitle(tr("Mask from a file"));
    setMinimumWidth(520);
    m_path->setAccessibleName(tr("File of the mask"));
    m_part->setAccessibleName(tr("How the mask is meant"));
    m_value->setAccessibleName(tr("Number of the label, or colour"));
    m_problem->setWordWrap(true);
    theme::setRole(*m_problem, "error");
    theme::setRole(*m_act, "primary");
    m_act->setDefault(true);
    // The words before the colon are those of the refusals and of the command line.
    for (const auto &[key, name] : { std::pair("evident", tr("evident: what the file plainly is")),
             std::pair("grey", tr("grey: the grey level is the weight, white the whole of it")),
             std::pair("not-black", tr("not-black: everything that is not 0 may change")),
             std::pair("opaque", tr("opaque: what is opaque may change")),
             std::pair("transparent", tr("transparent: what is transparent may change")),
             std::pair("label", tr("label: pixels of one value, or one segment")),
             std::pair("colour", tr("colour: pixels of one colour")) })
        m_part->addItem(name, QString::fromLatin1(key));
    auto *choose = new QPushButton(tr("Choose…"));
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString file = dialogs::filesToOpen(this, windowTitle()).value(0); !file.isEmpty())
            setPath(file);
    });
    auto *cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, &MaskSheet::ask);
    for (QLineEdit *field : { m_path, m_value })
        connect(field, &QLineEdit::textChanged, this, &MaskSheet::check);
    connect(m_part, &QComboBox::currentIndexChanged, this, &MaskSheet::check);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(16, 14, 16, 14);
    grid->setVerticalSpacing(8);
    auto *hint = new QLabel(tr("A picture or a DICOM segmentation, of the film's size or its proportion. White may "
                               "change."));
    hint->setWordWrap(true);
    theme::setRole(*hint, "hint");
    grid->addWidget(m_path, 0, 0);
    grid->addWidget(choose, 0, 1);
    grid->addWidget(hint, 1, 0, 1, 2);
    grid->addWidget(m_part, 2, 0);
    grid->addWidget(m_value, 2, 1);
    grid->addWidget(m_problem, 3, 0, 1, 2);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_act);
    grid->addLayout(buttons, 4, 0, 1, 2);
    check();
}

QString MaskSheet::path() const
{
    return m_path->text().trimmed();
}

void MaskSheet::setPath(const QString &path)
{
    m_path->setText(path);
}

Result<MaskChoice> MaskSheet::choice() const
{
    QString text = m_part->currentData().toString();
    if (!m_value->isHidden())
        text += ':' + m_value->text().trimmed();
    return parseMaskChoice(text.toStdString());
}

void MaskSheet::showProblem(const QString &problem)
{
    QString said = problem;
    m_problem->setText(said.remove(QStringLiteral("--mask-as "))); // The choices stand above.
    m_act->setEnabled(true);
}

QString MaskSheet::problem() const
{
    return m_problem->text();
}

void MaskSheet::check()
{
    const QString part = m_part->currentData().toString();
    m_value->setVisible(part == "label" || part == "colour");
    m_value->setPlaceholderText(part == "colour" ? tr("#RRGGBB") : tr("Number"));
    m_problem->clear();
    m_act->setEnabled(!path().isEmpty() && (m_value->isHidden() || !m_value->text().trimmed().isEmpty()));
}

void MaskSheet::ask()
{
    if (const auto chosen = choice(); !chosen) {
        showProblem(tr("A label is a number, a colour is written #RRGGBB."));
        return;
    }
    m_act->setEnabled(false); // Until it is read or refused.
    Q_EMIT readRequested();
}

} // namespace cf::ui
