#pragma once

#include "core/base/Result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// The whole of a text file, at most 16 MiB. Errors name the file.
Result<std::string> readTextFile(const std::filesystem::path &file);

/// Reads members of a diffusers or transformers config.json and collects what is wrong with them.
class ConfigReader
{
public:
    /// `what` names the config in errors, e.g. "the UNet's config".
    ConfigReader(const std::string &text, std::string what);
    ~ConfigReader();
    ConfigReader(const ConfigReader &) = delete;
    ConfigReader &operator=(const ConfigReader &) = delete;

    std::int64_t integer(const char *name, std::int64_t fallback, std::int64_t minimum, std::int64_t maximum);
    double number(const char *name, double fallback);
    bool flag(const char *name, bool fallback);
    std::string text(const char *name, const std::string &fallback);
    std::vector<std::int64_t> integers(const char *name, const std::vector<std::int64_t> &fallback);
    std::vector<std::string> texts(const char *name, const std::vector<std::string> &fallback);
    bool isArray(const char *name) const;

    /// The first thing that was wrong, or nothing.
    Result<> result() const;
    void complain(const std::string &sentence);

private:
    std::unique_ptr<nlohmann::json> m_json;
    std::string m_what;
    std::string m_error;
};

} // namespace cf
