#include "ui/shell/dialogs/QuitQuestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace cf::ui {

namespace {

constexpr const char *boxName = "quitQuestion";

/// The question that stands already comes to the front.
bool isAsked(const QWidget &window)
{
    auto *asked = window.findChild<QMessageBox *>(boxName);
    if (asked) {
        asked->raise();
        asked->activateWindow();
    }
    return asked != nullptr;
}

} // namespace

void askQuitDuring(QWidget &window, const QString &underWay, std::function<void()> quit)
{
    if (isAsked(window))
        return;
    auto *box = new QMessageBox(QMessageBox::NoIcon, QCoreApplication::translate("QuitQuestion", "Quit"), underWay,
        QMessageBox::NoButton, &window);
    box->setObjectName(boxName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *stop =
        box->addButton(QCoreApplication::translate("QuitQuestion", "Stop and quit"), QMessageBox::DestructiveRole);
    stop->setObjectName("cancel");
    QPushButton *stay = box->addButton(QCoreApplication::translate("QuitQuestion", "Stay"), QMessageBox::RejectRole);
    stay->setObjectName("stay");
    // After the box has gone: the choice may close the window that it belongs to.
    QObject::connect(stop, &QPushButton::clicked, &window, std::move(quit), Qt::QueuedConnection);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    box->open();
}

void askQuitDuringWork(QWidget &window, int waiting, std::function<void(QuitChoice)> chosen)
{
    if (isAsked(window))
        return;
    auto *box = new QMessageBox(QMessageBox::NoIcon, QCoreApplication::translate("QuitQuestion", "Quit"),
        waiting > 0 ? QCoreApplication::translate("QuitQuestion", "An edit is running, others wait: %1.").arg(waiting)
                    : QCoreApplication::translate("QuitQuestion", "An edit is running."),
        QMessageBox::NoButton, &window);
    box->setObjectName(boxName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QCoreApplication::translate(
        "QuitQuestion", "Everything typed and drawn is saved. Cancelled edits stay in the history as cancelled."));
    const auto offer = [&](const char *text, QMessageBox::ButtonRole role, QuitChoice choice, const char *id) {
        QPushButton *button = box->addButton(QCoreApplication::translate("QuitQuestion", text), role);
        button->setObjectName(id);
        // After the box has gone: the choice may close the window that it belongs to.
        QObject::connect(
            button, &QPushButton::clicked, &window, [chosen, choice] { chosen(choice); }, Qt::QueuedConnection);
        return button;
    };
    offer(QT_TRANSLATE_NOOP("QuitQuestion", "Finish in background"), QMessageBox::AcceptRole, QuitChoice::FinishFirst,
        "finish");
    offer(QT_TRANSLATE_NOOP("QuitQuestion", "Cancel edits"), QMessageBox::DestructiveRole, QuitChoice::CancelEdits,
        "cancel");
    QPushButton *stay =
        offer(QT_TRANSLATE_NOOP("QuitQuestion", "Stay"), QMessageBox::RejectRole, QuitChoice::Stay, "stay");
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    box->open();
}

} // namespace cf::ui
