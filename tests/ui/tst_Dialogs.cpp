// Our own dialogs: never higher than the screen, never over a file of the user's, and they say what leaves.

#include "tests/support/TemporaryFolder.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/SaveSheet.h"
#include "ui/shell/dialogs/KeysDialog.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSettings>
#include <QStyle>
#include <QTest>
#include <QTreeWidget>

#include <map>

using namespace cf;
using namespace cf::ui;

namespace {

/// What Shift makes of a key on a US keyboard: X11 offers a press under both names.
QString unshifted(const QString &keys)
{
    static const std::map<QString, QString> shifted{ { "{", "Shift+[" }, { "}", "Shift+]" }, { "?", "Shift+/" },
        { "+", "Shift+=" }, { "_", "Shift+-" }, { ":", "Shift+;" }, { "<", "Shift+," }, { ">", "Shift+." },
        { "!", "Shift+1" }, { "|", "Shift+\\" }, { "~", "Shift+`" } };
    const auto found = shifted.find(keys);
    return found == shifted.end() ? keys : found->second;
}

} // namespace

class TestDialogs : public QObject
{
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString inFolder(const char *name) const { return QString::fromStdString((m_folder.path() / name).string()); }

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, inFolder("settings"));
        theme::apply(*qApp);
    }

    void theKeysFitTheScreenAndScroll()
    {
        QWidget window;
        window.resize(1024, 768);
        auto *dialog = new KeysDialog(&window);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QVERIFY(dialog->height() <= 768);
        QVERIFY(dialog->height() <= dialog->screen()->availableSize().height());
        QVERIFY(dialog->list().verticalScrollBar()->maximum() > 0);
        int keys = 0;
        for (const KeyEntry &entry : ActionRegistry::entries())
            keys += *entry.keys != '\0' ? 1 : 0;
        QCOMPARE(dialog->list().topLevelItemCount(), keys);
        dialog->search("brush smaller");
        int found = 0;
        for (int row = 0; row < keys; ++row)
            found += dialog->list().topLevelItem(row)->isHidden() ? 0 : 1;
        QCOMPARE(found, 1);
    }

    void noPressBelongsToTwoActions()
    {
        // Two sequences that one press may mean, of one action or of two, leave Qt undecided, and the key is dead.
        std::map<QString, QString> owner;
        for (const KeyEntry &entry : ActionRegistry::entries()) {
            for (const QString &keys : QString::fromLatin1(entry.keys).split(' ', Qt::SkipEmptyParts)) {
                const QString press = unshifted(keys);
                QVERIFY2(!owner.contains(press), qPrintable(keys + ": " + owner[press] + " and " + entry.id));
                owner[press] = entry.id;
            }
        }
        QVERIFY(owner.contains("Shift+[") && owner.contains("Shift+]"));
    }

    void savingSaysWhatLeavesAndRefusesWhatExists()
    {
        const QString existing = inFolder("mine.png");
        QFile file(existing);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("my own");
        file.close();
        SaveSheet sheet("Save 1 figure", existing, "Picture (*.png)",
            { { "SYNTHETIC mark", "always", true, false }, { "Patient's identity", "", false, true },
                { "Instruction text", "may identify a patient", true, true } });
        QVERIFY(!sheet.act().isEnabled());
        QVERIFY(sheet.problem().contains("already"));
        QCOMPARE(sheet.act().text(), QString("Save 1 figure"));
        sheet.setPath(inFolder("new.png"));
        QVERIFY(sheet.act().isEnabled());
        QVERIFY(sheet.leaves(0) && !sheet.leaves(1) && sheet.leaves(2));
        QCOMPARE(sheet.findChildren<QCheckBox *>().size(), 2); // The mark is no choice.
        for (QCheckBox *choice : sheet.findChildren<QCheckBox *>())
            choice->toggle();
        QVERIFY(sheet.leaves(0) && sheet.leaves(1) && !sheet.leaves(2));
        sheet.setPath(inFolder("nowhere/new.png"));
        QVERIFY(!sheet.act().isEnabled());
        sheet.setPath(inFolder("."));
        QVERIFY(!sheet.act().isEnabled());
        QFile::link("/nonexistent", inFolder("dangling.png"));
        sheet.setPath(inFolder("dangling.png"));
        QVERIFY(!sheet.act().isEnabled());
    }

    void aFileThatAppearsMeanwhileIsNotOverwritten()
    {
        SaveSheet sheet("Save", inFolder("late.png"), "", {});
        QVERIFY(sheet.act().isEnabled());
        QFile file(inFolder("late.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        sheet.act().click();
        QVERIFY(sheet.result() != QDialog::Accepted);
        QVERIFY(!sheet.act().isEnabled());
    }

    void namesThatAreTakenGetANumber()
    {
        const QString wanted = inFolder("edit.dcm");
        QCOMPARE(dialogs::freeName(wanted), wanted);
        QFile(wanted).open(QIODevice::WriteOnly);
        QCOMPARE(dialogs::freeName(wanted), inFolder("edit 2.dcm"));
    }

    void foldersAreRemembered()
    {
        dialogs::rememberFolder("save", inFolder(""));
        QCOMPARE(QDir(dialogs::rememberedFolder("save")), QDir(inFolder("")));
        dialogs::rememberFolder("save", inFolder("gone"));
        QCOMPARE(dialogs::rememberedFolder("save"), QDir::homePath());
    }

    void iconsOfDialogsAreOurs()
    {
        // Only our inks: the platform's folders are yellow or blue.
        for (const QStyle::StandardPixmap which : { QStyle::SP_DirIcon, QStyle::SP_FileIcon,
                 QStyle::SP_FileDialogToParent, QStyle::SP_FileDialogNewFolder, QStyle::SP_DriveHDIcon }) {
            const QImage icon = qApp->style()->standardIcon(which).pixmap(18, 18).toImage();
            QVERIFY(!icon.isNull());
            for (int y = 0; y < icon.height(); ++y)
                for (int x = 0; x < icon.width(); ++x) {
                    const QColor colour = icon.pixelColor(x, y);
                    if (colour.alpha() > 40)
                        QVERIFY(std::abs(colour.red() - colour.blue()) < 12);
                }
        }
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_Dialogs.moc"
