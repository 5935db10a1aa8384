#pragma once

#include "core/anatomy/SeenLungs.h"
#include "core/editing/CounterfactualEditor.h"

#include <functional>
#include <memory>
#include <optional>

namespace cf {

/// What a segmenter sees of the lungs of an upright film; nothing where it cannot be trusted.
using FilmLungSeer = std::function<Result<std::optional<SeenLungs>>(const Radiograph &upright, const JobContext &job)>;

/// The method `insertion` by itself: adds what core/phantom can render, at full size and depth, without a network.
/// `lungs`: asked where the grey values alone may not show the chest; empty: nobody can say.
std::unique_ptr<CounterfactualEditor> makeInsertionEditor(FilmLungSeer lungs = {});

/// The method's name and parameters, for the lists of other editors.
MethodDescription insertionDescription();

} // namespace cf
