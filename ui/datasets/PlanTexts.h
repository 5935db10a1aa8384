#pragma once

#include "core/base/Result.h"
#include "core/datasets/plan/BatchPlan.h"

#include <QString>
#include <QStringList>

namespace cf::ui {

// Parts of a plan as one types them into a field, and back: what is read from a text is written as the same text.

/// What stands between commas or semicolons, without the blanks around it.
QStringList partsOf(const QString &text);

/// One arm a line: "name: method, name=number"; without a method the model's own. Errors: of parseMethodParameter().
Result<std::vector<BatchArm>> armsOf(const QString &text);

/// One source a line: "name: folder", "name: folder, table=FILE", "name: manifest=FILE, arm=NAME"; a name that is left
/// out is the folder's. Errors: InvalidInput for a part that is none of these.
Result<std::vector<BatchSource>> sourcesOf(const QString &text);

QString textOf(const std::vector<BatchSource> &sources);
QString textOf(const std::vector<SplitShare> &splits);
QString textOf(const std::map<std::string, double> &parameters);
QString textOf(const std::vector<BatchArm> &arms);

} // namespace cf::ui
