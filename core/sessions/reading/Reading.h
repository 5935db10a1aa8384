#pragma once

#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/protocol/Reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cf::sessions {

struct MarkPoint {
    double x = 0.0; ///< In pixels of the image, from its left upper corner.
    double y = 0.0;
    bool operator==(const MarkPoint &) const = default;
};

/// What a reader drew: one point, two opposite corners of a box, or the corners of a closed contour.
struct Mark {
    MarkShape shape = MarkShape::Point;
    std::vector<MarkPoint> points;
    int image = 0; ///< Index in `Case::images`.
    std::string type; ///< Key of one of the question's choices; empty where it has none.
    std::optional<double> confidence;
    bool operator==(const Mark &) const = default;
};

/// An answer by the question's kind: YesNo → bool; Confidence, Likert, Number → double; SingleChoice, Text → string;
/// MultipleChoice → strings; Mark → marks; Pane → double, the index in `Case::images` (not the place on the screen), −1
/// for a tie. A question that was not asked or not answered has no entry.
using AnswerValue = std::variant<bool, double, std::string, std::vector<std::string>, std::vector<Mark>>;
using Answers = std::map<std::string, AnswerValue>; ///< Question id → answer.

/// What makes a reading that one and no other: stored twice under the same key it counts once.
struct ReadingKey {
    std::string reader;
    std::string caseId;
    std::string stage;
    int attempt = 1; ///< 2: the repeat for intra-reader agreement.
    auto operator<=>(const ReadingKey &) const = default;
};

/// All answers of one reader to one case in one stage, stored together or not at all.
struct Reading {
    ReadingKey key;
    int revision = 1; ///< Above 1 where the protocol lets readers go back; the highest counts.
    int position = 0; ///< In the reader's order, from 1.
    Answers answers;
    std::string shownAt; ///< UTC, "2026-11-28T20:01:30.123Z"; empty where the protocol records no time.
    std::string storedAt; ///< Set by the store.
    double activeSeconds = 0.0; ///< From shown to submitted without pauses.
    double pausedSeconds = 0.0;
    std::string display = "{}"; ///< JSON: window, zoom, dwell, monitor; where the protocol records them.
    std::string seal; ///< Hash of the sealed protocol under which it was read.
    std::int64_t auditSequence = 0; ///< Set by the store: the record of the audit that holds its hash.
    bool operator==(const Reading &) const = default;
};

/// One step of a reader's way through the study.
struct ReadingStep {
    int position = 0; ///< From 1, over all stages.
    std::string caseId;
    std::string stage;
    int attempt = 1;
    bool isTraining = false;
    std::vector<int> panes; ///< Screen place → index in `Case::images`.
    bool operator==(const ReadingStep &) const = default;
};

} // namespace cf::sessions
