#include "ui/results/GateWords.h"

#include <QCoreApplication>

namespace cf::ui {
namespace {

// core/editing says these in English, which records and reports keep; listed here to be translated.
[[maybe_unused]] constexpr const char *known[] = {
    QT_TRANSLATE_NOOP("Gate", "Asked change is there, once"),
    QT_TRANSLATE_NOOP("Gate", "On the asked side and place"),
    QT_TRANSLATE_NOOP("Gate", "Nothing else came or went"),
    QT_TRANSLATE_NOOP("Gate", "Printed marks unchanged"),
    QT_TRANSLATE_NOOP("Gate", "Outside the region"),
    QT_TRANSLATE_NOOP("Gate", "Rebuilt, no edit"),
    QT_TRANSLATE_NOOP("Gate", "Asked change is there"),
    QT_TRANSLATE_NOOP("Gate", "Change above the noise floor"),
    QT_TRANSLATE_NOOP("Gate", "Change on the asked side"),
    QT_TRANSLATE_NOOP("Gate", "Change outside before recomposition"),
    QT_TRANSLATE_NOOP("Gate", "Change of other findings"),
    QT_TRANSLATE_NOOP("Gate", "This model has nothing that could see the asked change."),
    QT_TRANSLATE_NOOP("Gate", "What changed was not measured."),
    QT_TRANSLATE_NOOP("Gate", "No one side was asked for."),
    QT_TRANSLATE_NOOP("Gate", "Nothing was decoded, so nothing could have been meant for elsewhere."),
    QT_TRANSLATE_NOOP("Gate", "This model has nothing that could see other findings."),
    QT_TRANSLATE_NOOP("Gate", "This model has nothing that could see printed marks."),
    QT_TRANSLATE_NOOP("Gate", "The values outside were not compared."),
    QT_TRANSLATE_NOOP("Gate", "Nothing was rebuilt."),
};

} // namespace

QString gateWords(const std::string &english)
{
    return QCoreApplication::translate("Gate", english.c_str());
}

} // namespace cf::ui
