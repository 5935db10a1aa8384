#pragma once

// Requests on a small made-up film, for tests of the editor with the tiny model.

#include "core/base/RandomStream.h"
#include "core/editing/CounterfactualEditor.h"
#include "tests/support/Check.h"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace cf::test {

/// 12 bits, waves with grain.
inline Radiograph wavyRadiograph(int width, int height)
{
    Radiograph radiograph;
    radiograph.bitsStored = 12;
    radiograph.stored = StoredImage(width, height);
    RandomStream stream(3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            radiograph.stored.at(x, y) =
                static_cast<std::int32_t>(2000 + 900 * std::sin(x / 9.0) * std::cos(y / 13.0) + 60 * stream.normal());
    return radiograph;
}

/// A removal of three steps with a drawn mask.
inline EditRequest removalRequest(const std::string &method)
{
    EditRequest request;
    request.source = wavyRadiograph(100, 120);
    request.prompt = "remove the pacemaker";
    request.edits = { { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None } };
    request.captions = { "do nothing", "remove pacemaker", { "pacemaker" } };
    request.method = method;
    request.seed = 7;
    request.steps = 3;
    request.mask = MaskImage(100, 120);
    for (int y = 40; y < 90; ++y)
        for (int x = 20; x < 60; ++x)
            request.mask.at(x, y) = 1.0F;
    return request;
}

inline std::unique_ptr<CounterfactualEditor> openEditor(
    const std::filesystem::path &folder, const EditorSettings &settings = {})
{
    auto editor = loadEditor(folder, settings);
    if (!editor)
        std::fprintf(stderr, "%s\n", editor.error().message.c_str());
    CF_CHECK(editor.has_value());
    return std::move(*editor);
}

/// Computes every edit and remembers none: what is to be counted or compared, is made.
inline std::unique_ptr<CounterfactualEditor> openForgetful(const std::filesystem::path &folder)
{
    EditorSettings settings;
    settings.rememberedBytes = 0;
    return openEditor(folder, settings);
}

inline EditResult runEdit(CounterfactualEditor &editor, const EditRequest &request)
{
    auto result = editor.edit(request, {}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value());
    return std::move(*result);
}

} // namespace cf::test
