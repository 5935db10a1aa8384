#pragma once

#include "app/contrafact-cli/JsonAnswer.h"
#include "core/base/Result.h"
#include "core/base/files/OutputPlan.h"
#include "core/sessions/StudyStore.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace cf::cli {

/// printAnswer() for the work of one `study` subcommand, with the drivers of databases.
int runStudy(const std::function<Result<Json>()> &work);

/// The positional STUDY of every subcommand: NAME.cfstudy or postgresql://…
void addLocation(CLI::App &command, std::string &location);

/// The study that the caller named. Errors: InvalidInput where there is none at that place, else as StudyStore::open().
Result<sessions::StudyStore> openStudy(const std::string &location);

/// Before the work, which may be recorded in the study: whether `file`, which `option` names, can be written anew.
/// Pipes and devices may take a text. Errors: InvalidInput, Io.
Result<> checkNewFile(const std::string &option, const std::filesystem::path &file, OutputPlan::Form form);

/// Of a file whose first line it is; "-": of stdin. Never on the command line, where others see it.
Result<std::string> readPassphrase(const std::filesystem::path &file);

// One file each.
void addStudyCreate(CLI::App &study, int &exitCode);
void addStudyProtocol(CLI::App &study, int &exitCode);
void addStudyCases(CLI::App &study, int &exitCode);
void addStudyReader(CLI::App &study, int &exitCode);
void addStudyLeaks(CLI::App &study, int &exitCode);
void addStudySeal(CLI::App &study, int &exitCode);
void addStudyStatus(CLI::App &study, int &exitCode);
void addStudyReading(CLI::App &study, int &exitCode);
void addStudyPackages(CLI::App &study, int &exitCode);
void addStudyVerify(CLI::App &study, int &exitCode);
void addStudyExport(CLI::App &study, int &exitCode);
void addStudyAnalyse(CLI::App &study, int &exitCode);
void addStudyAdjudicate(CLI::App &study, int &exitCode);
void addStudySizes(CLI::App &study, int &exitCode);

} // namespace cf::cli
