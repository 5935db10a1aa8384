#include "app/contrafact/Logging.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <system_error>

namespace cf {

void startLog(const std::filesystem::path &folder)
{
    const std::filesystem::path file = folder / "contrafact.log";
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown) && !std::filesystem::is_regular_file(file, unknown)) {
        std::fprintf(stderr, "contrafact: No log is written: %s is no file. Move it away.\n", file.c_str());
        spdlog::set_default_logger(spdlog::null_logger_mt("contrafact")); // A pipe would be waited for.
        return;
    }
    try {
        spdlog::set_default_logger(spdlog::rotating_logger_mt("contrafact", file.string(), 2 * 1024 * 1024, 3));
        spdlog::flush_on(spdlog::level::info);
    } catch (const spdlog::spdlog_ex &failure) {
        std::fprintf(stderr, "contrafact: No log is written: %s.\n", failure.what());
        spdlog::set_default_logger(spdlog::null_logger_mt("contrafact"));
    }
}

} // namespace cf
