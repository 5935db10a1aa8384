#pragma once

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cf {

/// Keys of an enumeration, in the order of its values.
template <typename Value> using EnumKeys = std::vector<std::pair<std::string_view, Value>>;

template <typename Value> std::string keyOf(const EnumKeys<Value> &keys, Value value)
{
    for (const auto &[key, one] : keys)
        if (one == value)
            return std::string(key);
    return {};
}

/// Reads the members of one JSON object, each once, and names the first that is wrong or that nobody asked for.
class JsonObject
{
public:
    /// `place`: in words, e.g. "question 2".
    JsonObject(const nlohmann::json &json, std::string place)
        : m_json(json)
        , m_place(std::move(place))
    {
        if (!json.is_object())
            complain("is no JSON object");
    }

    bool has(const char *name) const { return m_json.is_object() && m_json.contains(name); }
    /// An absent member leaves `value` as it is.
    template <typename Value> void read(const char *name, Value &value)
    {
        if (const nlohmann::json *member = take(name)) {
            try {
                value = member->get<Value>();
            } catch (const nlohmann::json::exception &) {
                complain("has a \"" + std::string(name) + "\" of the wrong kind: " + member->dump());
            }
        }
    }
    template <typename Value> void readEnum(const char *name, Value &value, const EnumKeys<Value> &keys)
    {
        if (const nlohmann::json *member = take(name))
            value = enumOf(*member, name, value, keys);
    }
    template <typename Value>
    Value enumOf(const nlohmann::json &member, const char *name, Value otherwise, const EnumKeys<Value> &keys)
    {
        std::string known;
        for (const auto &[key, one] : keys) {
            if (member.is_string() && member.get_ref<const std::string &>() == key)
                return one;
            known += (known.empty() ? "" : ", ") + std::string(key);
        }
        complain("has a \"" + std::string(name) + "\" that is none of: " + known);
        return otherwise;
    }
    /// Calls `each(element, place)` for the elements of an array; absent: not at all.
    template <typename Each> void readArray(const char *name, const std::string &element, const Each &each)
    {
        const nlohmann::json *member = take(name);
        if (member == nullptr)
            return;
        if (!member->is_array()) {
            complain("has a \"" + std::string(name) + "\" that is no array");
            return;
        }
        for (std::size_t i = 0; i < member->size(); ++i)
            each((*member)[i], element + " " + std::to_string(i + 1) + " of " + m_place);
    }
    /// A member read by other means; null when absent.
    const nlohmann::json *take(const char *name)
    {
        m_known.emplace_back(name);
        const auto found = m_json.is_object() ? m_json.find(name) : m_json.end();
        return found == m_json.end() ? nullptr : &*found;
    }
    void complain(const std::string &what)
    {
        if (!m_error)
            m_error = Error{ ErrorCode::InvalidInput, upper(m_place) + " " + what + "." };
    }
    void complain(const Error &error)
    {
        if (!m_error)
            m_error = error;
    }
    /// After all members: what was wrong, or a member that nobody knows.
    Result<> finish()
    {
        if (!m_error && m_json.is_object())
            for (const auto &[name, value] : m_json.items())
                if (std::ranges::find(m_known, name) == m_known.end())
                    complain("has a member \"" + name + "\" that is not known; known are " + listOfKnown());
        if (m_error)
            return tl::make_unexpected(*m_error);
        return {};
    }

private:
    static std::string upper(std::string text)
    {
        if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
            text[0] = static_cast<char>(text[0] - 'a' + 'A');
        return text;
    }
    std::string listOfKnown() const
    {
        std::string list;
        for (const std::string &name : m_known)
            list += (list.empty() ? "" : ", ") + name;
        return list;
    }

    const nlohmann::json &m_json;
    std::string m_place;
    std::vector<std::string> m_known;
    std::optional<Error> m_error;
};

} // namespace cf
