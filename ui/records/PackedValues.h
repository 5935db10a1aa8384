#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <QByteArray>

namespace cf::ui {

/// An image of whole numbers in few bytes: each value as its difference from `base` at the same place or, where that is
/// empty, from the value before it; differences of 0 as the length of their run. Counterfactuals packed upon their
/// source, masks and maps of few values become small, and everything comes back exactly.
/// `base` is empty or of the image's size.
QByteArray packed(const StoredImage &values, const StoredImage &base = {});

/// What packed() made of an image of the size that the caller expects. Never takes more memory than that. Errors:
/// InvalidInput when the bytes end early, go on too long or tell of another size.
Result<StoredImage> unpacked(const QByteArray &bytes, int width, int height, const StoredImage &base = {});

} // namespace cf::ui
