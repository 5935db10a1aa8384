#include "ui/words/TargetName.h"

#include <QCoreApplication>

namespace cf::ui {

QString targetName(Target target)
{
    switch (target) {
    case Target::EnlargedCardiomediastinum:
        return QCoreApplication::translate("TargetName", "Enlarged cardiomediastinum");
    case Target::Cardiomegaly:
        return QCoreApplication::translate("TargetName", "Cardiomegaly");
    case Target::LungOpacity:
        return QCoreApplication::translate("TargetName", "Lung opacity");
    case Target::LungLesion:
        return QCoreApplication::translate("TargetName", "Lung lesion");
    case Target::Edema:
        return QCoreApplication::translate("TargetName", "Edema");
    case Target::Consolidation:
        return QCoreApplication::translate("TargetName", "Consolidation");
    case Target::Pneumonia:
        return QCoreApplication::translate("TargetName", "Pneumonia");
    case Target::Atelectasis:
        return QCoreApplication::translate("TargetName", "Atelectasis");
    case Target::Pneumothorax:
        return QCoreApplication::translate("TargetName", "Pneumothorax");
    case Target::PleuralEffusion:
        return QCoreApplication::translate("TargetName", "Pleural effusion");
    case Target::PleuralOther:
        return QCoreApplication::translate("TargetName", "Other of the pleura");
    case Target::Fracture:
        return QCoreApplication::translate("TargetName", "Fracture");
    case Target::SupportDevices:
        return QCoreApplication::translate("TargetName", "Support devices");
    case Target::Pacemaker:
        return QCoreApplication::translate("TargetName", "Pacemaker");
    case Target::CentralVenousCatheter:
        return QCoreApplication::translate("TargetName", "Central venous catheter");
    case Target::EndotrachealTube:
        return QCoreApplication::translate("TargetName", "Endotracheal tube");
    case Target::NasogastricTube:
        return QCoreApplication::translate("TargetName", "Nasogastric tube");
    case Target::ChestTube:
        return QCoreApplication::translate("TargetName", "Chest tube");
    case Target::EcgLeads:
        return QCoreApplication::translate("TargetName", "ECG leads");
    case Target::SternalWires:
        return QCoreApplication::translate("TargetName", "Sternal wires");
    }
    return {};
}

} // namespace cf::ui
