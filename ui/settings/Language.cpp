#include "ui/settings/Language.h"

#include "ui/settings/Preferences.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

// A static library's resources are there once somebody asks for them, outside of any namespace.
static void takeWords()
{
    Q_INIT_RESOURCE(words);
}

namespace cf::ui {

QString languageInUse(const Preferences &preferences)
{
    const QString chosen = preferences.text("general/language");
    if (chosen != "system")
        return chosen;
    return QLocale::system().language() == QLocale::Japanese ? "ja" : "en";
}

void useLanguage(const Preferences &preferences)
{
    takeWords();
    // One for the program, as Qt's own list of them is; English is what the sources say.
    static QTranslator translator;
    QCoreApplication::removeTranslator(&translator);
    if (languageInUse(preferences) == "ja" && translator.load(":/translations/contrafact_ja.qm"))
        QCoreApplication::installTranslator(&translator);
}

} // namespace cf::ui
