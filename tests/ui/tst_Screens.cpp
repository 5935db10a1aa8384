// Every workplace at three sizes in both languages: nothing is clipped, everything that takes the focus has a name and
// shows a ring, and the marks are there. With CONTRAFACT_SCREENS set to a folder the pictures are left there.
#include "tests/support/WindowBench.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/compare/CompareView.h"
#include "ui/datasets/DataSetsWorkplace.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/theme/ElidedLabel.h"
#include "ui/theme/Theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOption>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace cf;
using namespace cf::ui;
using cf::test::Bench;
using cf::test::editPlace;
using cf::test::services;
using cf::test::writePicture;

namespace {

QString describe(const QWidget &widget, const QString &text)
{
    QStringList path;
    for (const QWidget *each = &widget; each && path.size() < 4; each = each->parentWidget())
        path.prepend(each->metaObject()->className());
    return QString("\"%1\" in %2: %3 × %4, needs %5 × %6")
        .arg(text, path.join(" > "))
        .arg(widget.width())
        .arg(widget.height())
        .arg(widget.sizeHint().width())
        .arg(widget.sizeHint().height());
}

/// Words that end in the middle of a letter. Labels that shorten themselves with "…" are meant to.
QStringList clippedIn(const QWidget &place)
{
    QStringList clipped;
    for (const QLabel *label : place.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || dynamic_cast<const theme::ElidedLabel *>(label))
            continue;
        const bool free = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored; // Cuts its own text.
        const bool tall = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height() + 1 : true;
        if (!tall || (!free && !label->wordWrap() && label->sizeHint().width() > label->width() + 1))
            clipped << describe(*label, label->text().left(60));
    }
    for (const QAbstractButton *button : place.findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->text().isEmpty() || button->objectName().startsWith("qt_"))
            continue;
        const auto *tool = qobject_cast<const QToolButton *>(button);
        if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
            continue;
        // What the style draws around the words may shrink; the words may not.
        const int words = button->fontMetrics().horizontalAdvance(QString(button->text()).remove('&'));
        if (words > button->width())
            clipped << describe(*button, button->text());
    }
    return clipped;
}

QStringList nameless(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const bool inside = widget->objectName().startsWith("qt_") || widget->inherits("QComboBoxPrivateContainer")
            || (widget->parentWidget() && widget->parentWidget()->inherits("QComboBoxPrivateContainer"));
        if (widget->focusPolicy() == Qt::NoFocus || inside || !widget->isVisible())
            continue;
        QString name = widget->accessibleName();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && name.isEmpty())
            name = button->text();
        if (name.isEmpty())
            found << describe(*widget, widget->objectName());
    }
    return found;
}

/// Focusable widgets that look the same with and without the focus.
QStringList withoutRing(QWidget &window)
{
    QStringList found;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || !widget->isEnabled()
            || widget->objectName().startsWith("qt_") || widget->width() < 4 || widget->height() < 4)
            continue;
        if (QWidget *focus = QApplication::focusWidget())
            focus->clearFocus();
        QCoreApplication::sendPostedEvents();
        const QImage before = widget->grab().toImage();
        widget->setFocus(Qt::TabFocusReason);
        if (!widget->hasFocus())
            continue; // A proxy takes it, which is looked at itself.
        QCoreApplication::sendPostedEvents();
        if (widget->grab().toImage() == before)
            found << describe(*widget, widget->accessibleName());
    }
    return found;
}

} // namespace

class TestScreens : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp); }

    void nothingIsClipped_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const QString &language : { QString("en"), QString("ja") }) {
            for (const QSize size : { QSize(1280, 800), QSize(1920, 1080), QSize(1200, 1920) })
                QTest::newRow(qPrintable(QString("%1 %2 x %3").arg(language).arg(size.width()).arg(size.height())))
                    << language << size;
        }
    }

    void nothingIsClipped()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        WindowServices made = services();
        made.settingsFile = m_folder.filePath(language + ".ini");
        made.bundledModel = std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr";
        Preferences(made.settingsFile).set("general/language", language);
        Bench bench(writePicture(m_folder.path(), "film.png"), std::move(made));
        bench.window.resize(size);
        bench.session.setRegionFirst(false);
        bench.edit.prompt().instruction().setPlainText("add a small left pleural effusion");
        for (const quint64 seed : { 7, 13, 9 }) {
            bench.edit.prompt().setSeed(seed);
            QSignalSpy ended(&bench.session, &EditSession::editEnded);
            bench.session.generate();
            QVERIFY(ended.wait());
        }
        QStringList wrong;
        const auto look = [&](const QString &id) {
            QTest::qWait(60);
            for (int wait = 0; wait < 50 && !clippedIn(bench.window).isEmpty(); ++wait)
                QTest::qWait(60); // Layouts settle, later on a busy machine; what is clipped then stays clipped.
            QCOMPARE(bench.window.size(), size); // Nothing widens the window.
            if (const QByteArray folder = qgetenv("CONTRAFACT_SCREENS"); !folder.isEmpty())
                bench.window.grab().save(QString("%1/%2-%3-%4x%5.png")
                                             .arg(QString::fromLocal8Bit(folder), id, language)
                                             .arg(size.width())
                                             .arg(size.height()));
            for (const QString &each : clippedIn(bench.window))
                wrong << id + ": " + each;
            for (const QString &each : nameless(bench.window))
                wrong << id + ", without a name: " + each;
        };
        for (const WorkplaceEntry &entry : workplaceTable()) {
            const QString id = QString::fromLatin1(entry.id);
            bench.window.goTo(id);
            if (id == "annotation")
                bench.window.workplace(id)->setChoices({ { "annotator", "R1" } });
            look(id);
        }
        bench.window.goTo("datasets");
        static_cast<DataSetsWorkplace *>(bench.window.workplace("datasets"))->showPilot();
        look("pilot");
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
        bench.window.goTo("edit");
        QVERIFY(bench.edit.compare().second().showsSynthetic());
    }

    void everythingThatTakesTheFocusShowsARing()
    {
        Bench bench(writePicture(m_folder.path(), "film.png"), services());
        bench.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window));
        QStringList wrong;
        for (const WorkplaceEntry &entry : workplaceTable()) {
            bench.window.goTo(QString::fromLatin1(entry.id));
            QTest::qWait(30);
            wrong << withoutRing(bench.window);
        }
        bench.window.goTo("datasets");
        static_cast<DataSetsWorkplace *>(bench.window.workplace("datasets"))->showPilot();
        QTest::qWait(30);
        wrong << withoutRing(bench.window);
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
    }
};

QTEST_MAIN(TestScreens)
#include "tst_Screens.moc"
