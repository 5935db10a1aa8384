#include "ui/shell/dialogs/ShellDialogs.h"

#include "core/editing/CounterfactualEditor.h"
#include "ui/actions/ActionRegistry.h"
#include "ui/shell/dialogs/KeysDialog.h"
#include "ui/words/CoreWords.h"

#include <QApplication>
#include <QMessageBox>

namespace cf::ui {
void showKeys(QWidget &window)
{
    (new KeysDialog(&window))->show();
}

void showIntendedUse(QWidget &window, const ModelDescription &model)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, QCoreApplication::translate("ShellDialogs", "Contrafact"),
        QCoreApplication::translate("ShellDialogs",
            "Contrafact %1 makes counterfactual radiographs for research and education. It is not for diagnosis, and a "
            "synthetic image is not a radiograph of a patient.")
            .arg(QApplication::applicationVersion()),
        QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QCoreApplication::translate("ShellDialogs",
        "Type what should change, brush where if it matters, and press Ctrl+Enter. Press ? on "
        "an image for all keys. Nothing leaves this computer.\n\n%1\n%2")
                                .arg(coreWords(model.trainingData), QString::fromStdString(model.licence)));
    box->setModal(false);
    box->show();
}

} // namespace cf::ui
