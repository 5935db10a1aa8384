#pragma once

#include "core/base/Result.h"
#include "core/sessions/reading/Reading.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace cf::sessions {

/// { "effusion": true, "confidence": 80, "where": [ { "shape": "box", "points": [[10,20],[30,40]], … } ] }
nlohmann::json toJson(const Answers &answers);
/// Reads each answer by the kind of its question, so that 4 is a step of a scale here and a text there. Errors:
/// InvalidInput for unknown questions and values of the wrong kind.
Result<Answers> answersFromJson(const Protocol &protocol, const nlohmann::json &json);

nlohmann::json toJson(const ReadingKey &key);
/// Everything of a reading but what the store sets; its SHA-256 stands in the audit.
std::string contentOf(const Reading &reading);
std::string contentHash(const Reading &reading);
/// For packages: what contentOf() wrote and the time at which it was stored.
nlohmann::json toJson(const Reading &reading);
Result<Reading> readingFromJson(const Protocol &protocol, const nlohmann::json &json);

nlohmann::json toJson(const Reader &reader);
Result<Reader> readerFromJson(const nlohmann::json &json);
nlohmann::json toJson(const ReadingStep &step);
Result<ReadingStep> stepFromJson(const nlohmann::json &json);

/// "R1/C007/main/1", for messages.
std::string describe(const ReadingKey &key);

} // namespace cf::sessions
