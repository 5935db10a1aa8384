#include "core/diffusion/weights/ConfigReader.h"

#include "core/base/files/RegularFile.h"

#include <nlohmann/json.hpp>

namespace cf {

Result<std::string> readTextFile(const std::filesystem::path &file)
{
    return readText(file);
}

ConfigReader::ConfigReader(const std::string &text, std::string what)
    : m_json(std::make_unique<nlohmann::json>(nlohmann::json::parse(text, nullptr, false)))
    , m_what(std::move(what))
{
    if (!m_json->is_object()) {
        complain("it is not a JSON object.");
        *m_json = nlohmann::json::object();
    }
}

ConfigReader::~ConfigReader() = default;

void ConfigReader::complain(const std::string &sentence)
{
    if (m_error.empty())
        m_error = "Problem in " + m_what + ": " + sentence;
}

Result<> ConfigReader::result() const
{
    if (m_error.empty())
        return {};
    return fail(ErrorCode::InvalidInput, m_error);
}

std::int64_t ConfigReader::integer(const char *name, std::int64_t fallback, std::int64_t minimum, std::int64_t maximum)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    if (!found->is_number_integer() || found->get<std::int64_t>() < minimum || found->get<std::int64_t>() > maximum) {
        complain(std::string(name) + " must be a whole number from " + std::to_string(minimum) + " to "
            + std::to_string(maximum) + ".");
        return fallback;
    }
    return found->get<std::int64_t>();
}

double ConfigReader::number(const char *name, double fallback)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    if (!found->is_number()) {
        complain(std::string(name) + " must be a number.");
        return fallback;
    }
    return found->get<double>();
}

bool ConfigReader::flag(const char *name, bool fallback)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    if (!found->is_boolean()) {
        complain(std::string(name) + " must be true or false.");
        return fallback;
    }
    return found->get<bool>();
}

std::string ConfigReader::text(const char *name, const std::string &fallback)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    if (!found->is_string()) {
        complain(std::string(name) + " must be a text.");
        return fallback;
    }
    return found->get<std::string>();
}

bool ConfigReader::isArray(const char *name) const
{
    const auto found = m_json->find(name);
    return found != m_json->end() && found->is_array();
}

std::vector<std::int64_t> ConfigReader::integers(const char *name, const std::vector<std::int64_t> &fallback)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    std::vector<std::int64_t> values;
    for (const auto &item : *found)
        if (item.is_number_integer() && item.get<std::int64_t>() > 0 && item.get<std::int64_t>() <= 65536)
            values.push_back(item.get<std::int64_t>());
    if (!found->is_array() || values.size() != found->size() || values.empty() || values.size() > 16) {
        complain(std::string(name) + " must be a list of 1 to 16 positive whole numbers.");
        return fallback;
    }
    return values;
}

std::vector<std::string> ConfigReader::texts(const char *name, const std::vector<std::string> &fallback)
{
    const auto found = m_json->find(name);
    if (found == m_json->end() || found->is_null())
        return fallback;
    std::vector<std::string> values;
    for (const auto &item : *found)
        if (item.is_string())
            values.push_back(item.get<std::string>());
    if (!found->is_array() || values.size() != found->size() || values.empty() || values.size() > 64) {
        complain(std::string(name) + " must be a list of 1 to 64 texts.");
        return fallback;
    }
    return values;
}

} // namespace cf
