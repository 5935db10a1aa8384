// The window around the workplaces: places, palette, preferences, keys, help, tour, what is remembered.
#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/help/HelpIndex.h"
#include "ui/help/HelpWindow.h"
#include "ui/help/Tour.h"
#include "ui/history/HistoryTree.h"
#include "ui/history/HistoryTreeLayout.h"
#include "ui/history/HistoryWorkplace.h"
#include "ui/models/ModelFolderFacts.h"
#include "ui/preferences/KeysPage.h"
#include "ui/preferences/PreferencesWindow.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/shell/dialogs/CommandPalette.h"
#include "ui/theme/Theme.h"
#include "ui/viewer/ViewerWindow.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QtEndian>

#include <csignal>

using namespace cf;
using namespace cf::ui;
using cf::test::Bench;
using cf::test::editPlace;
using cf::test::services;
using cf::test::writePicture;

namespace {

WindowServices servicesWith(const QString &settings)
{
    WindowServices made = services();
    made.settingsFile = settings;
    return made;
}

void edit(Bench &bench, const QString &instruction, quint64 seed)
{
    bench.session.setRegionFirst(false);
    bench.edit.prompt().instruction().setPlainText(instruction);
    bench.edit.prompt().setSeed(seed);
    QSignalSpy ended(&bench.session, &EditSession::editEnded);
    bench.session.generate();
    QVERIFY(ended.wait());
}

/// A weights file with one tensor of `values` 32-bit numbers.
void writeWeights(const QString &path, int values)
{
    QDir().mkpath(QFileInfo(path).path());
    const QByteArray header = QJsonDocument(QJsonObject{ { "w",
                                                QJsonObject{ { "dtype", "F32" }, { "shape", QJsonArray{ values } },
                                                    { "data_offsets", QJsonArray{ 0, 4 * values } } } } })
                                  .toJson(QJsonDocument::Compact);
    const quint64 length = qToLittleEndian(quint64(header.size()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char *>(&length), 8);
    file.write(header);
    file.write(QByteArray(4 * values, '\0'));
}

} // namespace

class TestShell : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_picture;

private Q_SLOTS:
    void initTestCase()
    {
        theme::apply(*qApp);
        m_picture = writePicture(m_folder.path(), "picture.png");
    }

    void placesAreReachedByTheirKeysAndOnlyTheirActionsWork()
    {
        Bench bench(m_picture, services());
        ActionRegistry &actions = bench.window.actions();
        QCOMPARE(bench.window.place(), QString("edit"));
        QVERIFY(actions.action("tool.brush").isVisible());
        for (const WorkplaceEntry &entry : workplaceTable()) {
            const QString id = QString::fromLatin1(entry.id);
            const QKeyCombination keys = QKeySequence(entry.key)[0];
            QTest::keyClick(&bench.window, keys.key(), keys.keyboardModifiers());
            QCOMPARE(bench.window.place(), id);
            QVERIFY(bench.window.findChild<QToolButton *>(id)->isChecked());
            QCOMPARE(actions.action("tool.brush").isVisible(), id == "edit");
        }
    }

    void paletteFindsActionsInstructionsStudiesAndHelp()
    {
        std::vector<PaletteItem> items;
        using Group = PaletteItem::Group;
        items.push_back({ Group::Help, "Models", {}, {} });
        items.push_back({ Group::Actions, "Open models", "F7", {} });
        items.push_back({ Group::Actions, "Models: verify", {}, {} });
        items.push_back({ Group::Instructions, "remove the pacemaker", {}, {} });
        const auto found = matching(items, "mod");
        QCOMPARE(found.size(), size_t(3));
        QCOMPARE(found[0]->text, QString("Models: verify")); // Begins with it.
        QCOMPARE(found[1]->text, QString("Open models"));
        QVERIFY(found[2]->group == Group::Help);
        QCOMPARE(matching(items, "pacemaker remove").size(), size_t(1)); // In any order.
        QVERIFY(matching(items, "nothing like this").empty());
    }

    void paletteDoesWhatIsChosenAndEscLeaves()
    {
        Bench bench(m_picture, services());
        bench.window.activateWindow();
        bench.window.actions().action("app.palette").trigger();
        auto *palette = bench.window.findChild<CommandPalette *>();
        QVERIFY(palette && palette->isVisible());
        auto *field = palette->findChild<QLineEdit *>();
        QTest::keyClicks(field, "checkerboard");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(bench.edit.compare().arrangement(), Arrangement::Checker);
        bench.window.actions().action("app.palette").trigger();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }

    void onlyDifferencesFromTheStandardAreStoredAndNonsenseIsNotBelieved()
    {
        const QString path = m_folder.filePath("preferences.ini");
        {
            Preferences preferences(path);
            QSignalSpy changed(&preferences, &Preferences::changed);
            preferences.set("prompt/regionFirst", false);
            QCOMPARE(changed.size(), 1);
            preferences.set("history/megabytes", 5000);
            preferences.set("history/megabytes", 4096); // Its standard.
            preferences.set("session/megabytes", 1);
            QCOMPARE(preferences.number("session/megabytes"), 256); // The smallest there is.
        }
        {
            QSettings stored(path, QSettings::IniFormat);
            QVERIFY(stored.contains("prompt/regionFirst"));
            QVERIFY(!stored.contains("history/megabytes"));
            stored.setValue("General/language", "klingon");
        }
        Preferences again(path);
        QVERIFY(!again.isOn("prompt/regionFirst"));
        QCOMPARE(again.text("general/language"), QString("system"));
        again.reset("Prompt and language");
        QVERIFY(again.isOn("prompt/regionFirst"));
    }

    void everyPreferenceIsFoundAgainAtTheNextStart()
    {
        const QString path = m_folder.filePath("first-start.ini");
        {
            Preferences preferences(path);
            preferences.set("general/language", "ja");
            preferences.set("general/askToQuit", false);
            preferences.set("prompt/regionFirst", false);
        }
        // QSettings remembers files by name within one program; the next start knows the bytes alone.
        const QString next = m_folder.filePath("next-start.ini");
        QVERIFY(QFile::copy(path, next));
        const Preferences again(next);
        QCOMPARE(again.text("general/language"), QString("ja"));
        QVERIFY(!again.isOn("general/askToQuit"));
        QVERIFY(!again.isOn("prompt/regionFirst"));
    }

    void keysAreChangedAtOnceAndConflictsAreNotTaken()
    {
        Bench bench(m_picture, servicesWith(m_folder.filePath("keys.ini")));
        ActionRegistry &actions = bench.window.actions();
        KeysPage page(bench.window.preferences(), actions, {});
        QVERIFY(!page.assign("view.fit", "Ctrl+K")); // The palette's.
        QCOMPARE(actions.action("view.fit").shortcuts().front(), QKeySequence("F"));
        QVERIFY(page.assign("view.fit", "Ctrl+Alt+0"));
        QCOMPARE(actions.action("view.fit").shortcut(), QKeySequence("Ctrl+Alt+0"));
        bench.window.preferences().setKeysOf("view.fit", std::nullopt);
        QVERIFY(actions.action("view.fit").shortcuts().contains(QKeySequence("F")));
        // No two standard keys are in each other's way, whatever place is in view.
        for (const QString &id : actions.ids()) {
            for (const QString &keys : actions.keysOf(id))
                QVERIFY2(actions.conflictOf(id, keys).isEmpty(), qPrintable(id + " " + keys));
        }
    }

    void preferencesAreSearchedAndInForceAtOnce()
    {
        Bench bench(m_picture, servicesWith(m_folder.filePath("window.ini")));
        PreferencesWindow window(bench.window.preferences(), bench.window.actions());
        window.search("region");
        auto *box = window.findChild<QAbstractButton *>("prompt/regionFirst");
        QVERIFY(box);
        box->click();
        QVERIFY(!bench.session.state().regionFirst);
        QVERIFY(!bench.edit.prompt().regionFirst());
    }

    void windowIsInTheOtherLanguageAtOnceAndNothingIsLost()
    {
        Bench bench(m_picture, servicesWith(m_folder.filePath("language.ini")));
        edit(bench, "add cardiomegaly", 1);
        bench.window.preferences().set("general/language", "ja");
        QTRY_COMPARE(bench.window.findChild<QToolButton *>("history")->text(), QString::fromUtf8("履歴"));
        QCOMPARE(bench.session.document()->history().rowCount(), 2);
        QCOMPARE(editPlace(bench.window).prompt().instruction().toPlainText(), QString("add cardiomegaly"));
        QVERIFY(editPlace(bench.window).compare().second().showsSynthetic());
        bench.window.preferences().set("general/language", "en");
        QTRY_COMPARE(bench.window.findChild<QToolButton *>("history")->text(), QString("History"));
    }

    void helpPagesAreThereAndFound()
    {
        const auto pages = helpPages();
        QVERIFY(pages.size() >= 5);
        QCOMPARE(pages.front().name, QString("first-edit"));
        const auto placeOf = [&pages](const char *name) {
            const auto found = std::find_if(
                pages.begin(), pages.end(), [name](const HelpPage &page) { return page.name == QLatin1String(name); });
            return found - pages.begin();
        };
        QCOMPARE(placeOf("studies"), placeOf("sessions") + 1);
        QCOMPARE(pages.back().name, QString("troubleshooting")); // Every page has its place: none comes behind.
        QVERIFY(!helpPages("ja").front().title.contains("edit"));
        const auto hits = searchHelp(pages, "history branch");
        QVERIFY(!hits.empty());
        QCOMPARE(hits.front().page->name, QString("history"));
        QVERIFY(searchHelp(pages, "zzzz").empty());
        HelpWindow window("en");
        window.showPage("models");
        QCOMPARE(window.shownPage(), QString("models"));
        // No link of a page leads nowhere.
        for (const HelpPage &page : pages) {
            auto link = QRegularExpression("\\]\\(([a-z-]+)\\.md").globalMatch(page.text);
            while (link.hasNext()) {
                const QString to = link.next().captured(1);
                const bool there =
                    std::any_of(pages.begin(), pages.end(), [&to](const HelpPage &other) { return other.name == to; });
                QVERIFY2(there, qPrintable(page.name + " -> " + to));
            }
        }
    }

    void aFilmThatIsOpenedIsShown()
    {
        MainWindow window(services(), workplaceTable());
        window.show();
        window.goTo("models");
        QCOMPARE(window.place(), QString("models"));
        window.openPaths({}); // Nothing was chosen.
        QCOMPARE(window.place(), QString("models"));
        window.openPaths({ m_picture });
        QCOMPARE(window.place(), QString("edit"));
    }

    void tourGoesOnWhenTheUserDoesTheActAndEscLeaves()
    {
        MainWindow window(services(), workplaceTable());
        window.show();
        window.session().loadModel("test");
        QSignalSpy loaded(&window.session().edits(), &EditController::modelLoaded);
        QVERIFY(loaded.wait());
        window.actions().action("help.tour").trigger();
        auto *tour = window.findChild<Tour *>();
        QVERIFY(tour);
        QCOMPARE(tour->step(), 0);
        window.openPaths({ m_picture });
        QTRY_COMPARE(tour->step(), 1);
        editPlace(window).prompt().instruction().setPlainText("add cardiomegaly");
        QVERIFY(!tour->sentence().isEmpty());
        QTest::keyClick(&window, Qt::Key_Escape);
        QCOMPARE(tour->step(), -1);
    }

    void treeHangsEditsWhereTheyBranchFrom()
    {
        EditHistoryModel history;
        history.append({});
        const auto add = [&history](int number, int parent) {
            HistoryEntry entry;
            entry.kind = HistoryEntry::Kind::Failed;
            entry.number = number;
            entry.parent = parent;
            history.append(entry);
        };
        add(1, 0);
        add(2, 1);
        add(3, 0);
        add(4, 99); // Of an edit that is gone.
        add(5, 5); // Damage.
        const auto places = treeOf(history, std::vector<bool>(6, true));
        QCOMPARE(places.size(), size_t(6));
        const auto place = [&places](int row) {
            return *std::find_if(
                places.begin(), places.end(), [row](const TreePlace &each) { return each.row == row; });
        };
        QCOMPARE(place(2).parentRow, 1);
        QCOMPARE(place(2).column, 2);
        QCOMPARE(place(2).line, place(1).line);
        QCOMPARE(place(4).parentRow, 0);
        QCOMPARE(place(5).parentRow, 0);
        std::vector<bool> without(6, true);
        without[1] = false; // Filtered out: its edit hangs from what is left.
        const auto fewer = treeOf(history, without);
        QCOMPARE(std::find_if(fewer.begin(), fewer.end(), [](const TreePlace &p) { return p.row == 2; })->parentRow, 0);
    }

    void historyIsSearchedFilteredBranchedRunAgainAndUsedAsSource()
    {
        Bench bench(m_picture, services());
        edit(bench, "add cardiomegaly", 3);
        edit(bench, "add a pacemaker", 13); // Refused.
        bench.window.goTo("history");
        auto &place = static_cast<HistoryWorkplace &>(*bench.window.workplace("history"));
        HistoryTree &tree = place.tree();
        QStringList heading;
        for (const QLabel *label : place.findChildren<QLabel *>())
            heading << label->text();
        QVERIFY2(heading.join('|').contains(" · 2 edits, 1 refused"), qPrintable(heading.join('|')));
        place.setFilter(HistoryWorkplace::Filter::Refused);
        QVERIFY(tree.placeOf(1).isNull());
        QVERIFY(!tree.placeOf(2).isNull());
        place.setFilter(HistoryWorkplace::Filter::All);
        place.setSearch("cardio");
        QVERIFY(!tree.placeOf(1).isNull());
        QVERIFY(tree.placeOf(2).isNull());
        place.setSearch({});
        tree.select({ 1, 2 });
        QStringList said;
        for (const QLabel *label : place.findChildren<QLabel *>())
            said << label->text();
        QVERIFY(said.contains("Comparing Edit 1 with Edit 2"));
        tree.select({ 1 });
        const auto seen = [&place] {
            QStringList words;
            for (const QLabel *label : place.findChildren<QLabel *>())
                if (label->isVisible())
                    words << label->text();
            return words;
        };
        QTRY_VERIFY(seen().contains("found by the program")); // Then no line beside it says that there was no region.
        QVERIFY(!seen().contains("none"));
        QSignalSpy ended(&bench.session, &EditSession::editEnded);
        bench.window.actions().action("history.again").trigger();
        QVERIFY(ended.wait());
        const EditHistoryModel &history = bench.session.document()->history();
        QCOMPARE(history.rowCount(), 3); // It is no edit of its own.
        QCOMPARE(history.entry(1).rerun, QString("identical, 0 px differ"));
        bench.session.setRemark(1, "check the border");
        place.setSearch("border");
        QVERIFY(!tree.placeOf(1).isNull());
        place.setSearch({});
        tree.select({ 1 });
        bench.window.actions().action("history.branch").trigger();
        QCOMPARE(bench.window.place(), QString("edit"));
        edit(bench, "remove the pacemaker", 4);
        QCOMPARE(history.entry(3).parent, 1);
        bench.session.setBinned(2, true);
        bench.window.goTo("history");
        QVERIFY(tree.placeOf(2).isNull());
        bench.session.useAsSource(1);
        QVERIFY(bench.session.document()->image().attributes.synthetic);
        QCOMPARE(bench.session.document()->history().rowCount(), 1);
        QVERIFY(bench.edit.compare().first().showsSynthetic()); // Never taken for a radiograph.
    }

    void binnedEditsAreGoneAfterThirtyDays()
    {
        QTemporaryDir work;
        const HistoryStore store((work.path() + "/history").toStdString());
        for (const auto &[number, days] : { std::pair(1, 29), std::pair(2, 31) }) {
            HistoryEntry entry;
            entry.kind = HistoryEntry::Kind::Failed;
            entry.number = number;
            entry.made = QDateTime::currentDateTimeUtc();
            entry.binned = QDateTime::currentDateTimeUtc().addDays(-days);
            entry.record = HistoryStore::newRecordName(number);
            QVERIFY(store.save("film", entry, StoredImage(8, 8)).has_value());
        }
        const StoredHistory left = store.list("film");
        QCOMPARE(left.entries.size(), size_t(1));
        QCOMPARE(left.entries.front().number, 1);
    }

    void modelFolderIsReadWithoutLoadingItAndVerifiedByItsHashes()
    {
        const QString folder = m_folder.filePath("model");
        writeWeights(folder + "/unet/model.safetensors", 10);
        const auto write = [&folder](const QString &hash) {
            QFile file(folder + "/contrafact.json");
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QJsonDocument(QJsonObject{ { "name", "own model" }, { "licence", "CC0" },
                                         { "grammar", QJsonObject{ { "words", QJsonObject{ { "Edema", "edema" } } } } },
                                         { "sha256", QJsonObject{ { "unet/model.safetensors", hash } } } })
                           .toJson());
        };
        write("00");
        ModelFolderFacts facts = readModelFolder(folder.toStdString());
        QVERIFY2(facts.problem.isEmpty(), qPrintable(facts.problem));
        QCOMPARE(facts.name, QString("own model"));
        QCOMPARE(facts.tensors(), 1);
        QCOMPARE(facts.types(), QStringList{ "F32" });
        QCOMPARE(facts.words, QStringList{ "Edema" });
        QCOMPARE(verifyModelFolder(facts, {}).value(), QStringList{ "unet/model.safetensors" });
        QVERIFY(QFile::resize(folder + "/unet/model.safetensors", 60));
        QVERIFY(readModelFolder(folder.toStdString()).problem.contains("ends early"));
        QVERIFY(readModelFolder((folder + "/unet").toStdString()).problem.contains("no model folder"));
        QVERIFY(!readModelFolder("/nowhere").problem.isEmpty());
    }

    void secondViewerFollowsAndCarriesTheMarks()
    {
        Bench bench(m_picture, services());
        edit(bench, "add cardiomegaly", 1);
        bench.window.actions().action("window.viewer").trigger();
        auto *viewer = bench.window.findChild<ViewerWindow *>();
        QVERIFY(viewer && viewer->isVisible());
        QVERIFY(viewer->lower().showsSynthetic());
        QVERIFY(!viewer->upper().showsSynthetic());
        QVERIFY(viewer->windowTitle().contains("SYNTHETIC"));
        bench.window.actions().action("view.zoomIn").trigger();
        QCOMPARE(viewer->upper().state().transform().zoom, bench.edit.compare().first().state().transform().zoom);
        bench.window.actions().action("result.previous").trigger();
        QVERIFY(!viewer->lower().showsSynthetic());
    }
};

QTEST_MAIN(TestShell)
#include "tst_Shell.moc"
