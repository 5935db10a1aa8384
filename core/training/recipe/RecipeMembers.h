#pragma once

#include "core/base/Result.h"
#include "core/base/text/JsonFile.h"
#include "core/training/recipe/LoopRecipe.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <utility>

namespace cf {

/// Reads members of one object and remembers which were asked for, so that a misspelt one is noticed.
class RecipeMembers
{
public:
    RecipeMembers(const nlohmann::json &object, std::string path)
        : m_object(object)
        , m_path(std::move(path))
    {
    }

    template <typename Value> void read(const char *name, Value &value)
    {
        m_known.insert(name);
        const auto found = m_object.find(name);
        if (found == m_object.end())
            return;
        try {
            value = found->get<Value>();
        } catch (const nlohmann::json::exception &) {
            m_error = "\"" + m_path + name + "\" is of the wrong type.";
        }
    }
    /// An object kept as text, such as a network's config.json.
    void readObject(const char *name, std::string &text)
    {
        m_known.insert(name);
        const auto found = m_object.find(name);
        if (found == m_object.end() || !found->is_object())
            m_error = "\"" + m_path + name + "\" must be an object.";
        else
            text = found->dump();
    }
    std::string problem() const
    {
        if (!m_error.empty())
            return m_error;
        for (const auto &[name, value] : m_object.items())
            if (!m_known.contains(name))
                return "\"" + m_path + name + "\" is not known.";
        return {};
    }

private:
    const nlohmann::json &m_object;
    std::string m_path;
    std::string m_error;
    std::set<std::string> m_known;
};

/// The error of a recipe that cannot be used.
inline tl::unexpected<Error> wrongRecipe(const std::filesystem::path &file, const std::string &what)
{
    return fail(ErrorCode::InvalidInput, "The recipe " + file.string() + " cannot be used: " + what);
}

/// The members that every training has.
inline void readLoop(RecipeMembers &members, LoopRecipe &recipe)
{
    members.read("steps", recipe.steps);
    members.read("batch", recipe.batch);
    members.read("learning_rate", recipe.learningRate);
    members.read("warm_up", recipe.warmUp);
    members.read("decay_from", recipe.decayFrom);
    members.read("seed", recipe.seed);
    members.read("log_every", recipe.logEvery);
}

} // namespace cf
