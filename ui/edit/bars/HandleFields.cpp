#include "ui/edit/bars/HandleFields.h"

#include "ui/theme/Theme.h"
#include "ui/words/TargetName.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>

#include <array>

namespace cf::ui {
namespace {

constexpr std::size_t maxFields = 4; // What the bar has room for; the rest is of little weight.

struct Word {
    const char *number;
    const char *text;
};

constexpr std::array names{
    Word{ "generator.width", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Width") },
    Word{ "generator.height", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Height") },
    Word{ "generator.rotation", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Turn") },
    Word{ "leads", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Leads") },
    Word{ "ventricle.tip", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Lead tip") },
    Word{ "tip", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Tip") },
    Word{ "diameter", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Diameter") },
    Word{ "density", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Density") },
    Word{ "roughness", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Roughness") },
    Word{ "height", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Height") },
    Word{ "rim", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Rim") },
    Word{ "reach", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Reach") },
    Word{ "ratio", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Cardiothoracic ratio") },
    Word{ "electrodes", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Electrodes") },
    Word{ "loops", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Wires") },
    Word{ "shift", QT_TRANSLATE_NOOP("cf::ui::HandleFields", "Shift") },
};

QString suffixOf(const std::string &unit)
{
    return unit == "mm" ? QStringLiteral(" mm") : unit == "deg" ? QStringLiteral("°") : QString();
}

int decimalsOf(const std::string &unit)
{
    return unit == "mm" ? 1 : unit == "ratio" || unit == "share" ? 2 : 0;
}

} // namespace

HandleFields::HandleFields(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_title(new QLabel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    theme::setRole(*m_title, "strong");
    m_layout->addWidget(m_title);
    m_layout->addStretch(1);
}

void HandleFields::rebuild(const RenderedAddition &addition)
{
    for (const Field &field : m_fields) {
        delete field.name;
        delete field.box;
    }
    m_fields.clear();
    for (const RenderedNumber &number : addition.numbers) {
        if (number.unit == "px" || m_fields.size() == maxFields)
            continue;
        std::string key = number.name;
        QString where;
        for (const auto &[prefix, text] : { std::pair{ "right.", tr("Right") }, std::pair{ "left.", tr("Left") } })
            if (key.starts_with(prefix)) {
                key.erase(0, std::string(prefix).size());
                where = text + " ";
            }
        QString name = where + QString::fromStdString(key);
        for (const Word &word : names)
            if (key == word.number)
                name = where + tr(word.text);
        Field field{ number.name, new QLabel(name), new QDoubleSpinBox };
        theme::setRole(*field.name, "secondary");
        field.box->setButtonSymbols(QAbstractSpinBox::NoButtons);
        field.box->setDecimals(decimalsOf(number.unit));
        field.box->setSingleStep(number.unit == "ratio" || number.unit == "share" ? 0.01 : 1.0);
        field.box->setSuffix(suffixOf(number.unit));
        field.box->setKeyboardTracking(false);
        field.box->setAccessibleName(name);
        connect(field.box, &QDoubleSpinBox::valueChanged, this, [this, key = number.name](double value) {
            if (!m_filling)
                Q_EMIT numberChosen(key, value);
        });
        const int at = m_layout->count() - 1; // Before the stretch.
        m_layout->insertWidget(at, field.name);
        m_layout->insertWidget(at + 1, field.box);
        m_fields.push_back(std::move(field));
    }
}

void HandleFields::setAddition(const RenderedAddition &addition)
{
    m_title->setText(targetName(addition.target));
    std::vector<std::string> wanted;
    for (const RenderedNumber &number : addition.numbers)
        if (number.unit != "px" && wanted.size() < maxFields)
            wanted.push_back(number.name);
    bool same = wanted.size() == m_fields.size();
    for (std::size_t i = 0; same && i < wanted.size(); ++i)
        same = wanted[i] == m_fields[i].number;
    if (!same)
        rebuild(addition);
    m_filling = true;
    for (const Field &field : m_fields) {
        const RenderedNumber *number = addition.find(field.number);
        const QString suffix = field.box->suffix();
        const bool isEstimate = number->unit == "mm" && !m_hasScale;
        if (const QString prefix = isEstimate ? QStringLiteral("≈ ") : QString(); field.box->prefix() != prefix)
            field.box->setPrefix(prefix);
        field.box->setFixedSize(isEstimate ? 98 : 84, 28); // "174.1 mm", and "−12.5 mm".
        field.box->setRange(number->min, number->max);
        if (!field.box->hasFocus())
            field.box->setValue(number->value);
        QString help = tr("%1: %2 to %3")
                           .arg(field.name->text(), field.box->textFromValue(number->min),
                               field.box->textFromValue(number->max) + suffix);
        if (isEstimate)
            help += "\n" + tr("The film has no scale; millimetres are estimated from the size of the chest.");
        field.box->setToolTip(help);
    }
    m_filling = false;
    showWhatFits();
}

void HandleFields::fitInto(int room)
{
    m_room = room;
    showWhatFits();
}

void HandleFields::showWhatFits()
{
    int named = 0;
    for (const Field &field : m_fields)
        named += field.name->sizeHint().width() + field.box->width() + 2 * m_layout->spacing();
    const bool names = named <= m_room;
    m_title->setVisible(names && m_title->sizeHint().width() + m_layout->spacing() + named <= m_room);
    for (const Field &field : m_fields)
        field.name->setVisible(names);
}

QDoubleSpinBox *HandleFields::field(const std::string &number) const
{
    for (const Field &field : m_fields)
        if (field.number == number)
            return field.box;
    return nullptr;
}

} // namespace cf::ui
