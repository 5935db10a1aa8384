#include "app/contrafact/Logging.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

namespace cf {

void startLog(const std::filesystem::path &folder)
{
    try {
        spdlog::set_default_logger(
            spdlog::rotating_logger_mt("contrafact", (folder / "contrafact.log").string(), 2 * 1024 * 1024, 3));
        spdlog::flush_on(spdlog::level::info);
    } catch (const spdlog::spdlog_ex &) {
        spdlog::set_default_logger(spdlog::null_logger_mt("contrafact"));
    }
}

} // namespace cf
