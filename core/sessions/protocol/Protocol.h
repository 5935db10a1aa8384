#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cf::sessions {

/// A sentence in both languages of the screen; an empty Japanese one shows the English.
struct LocalText {
    std::string english;
    std::string japanese;
    bool operator==(const LocalText &) const = default;
};

/// How the images of an arm came to be.
enum class ArmKind {
    Real, ///< As acquired. Only for pilots: readers may tell an encoded image from one that is not.
    NullEdited, ///< Real, but through the whole pipeline of an edit that changes nothing.
    Edited, ///< A counterfactual.
};

struct Arm {
    std::string key; ///< "real", "flow", …; never shown to a reader.
    ArmKind kind = ArmKind::Real;
    std::string method; ///< Of an edit; else empty.
    std::string label; ///< For tables of results.
    bool operator==(const Arm &) const = default;
};

/// What a case is and how it is laid out; the questions say what is asked of it.
enum class Design {
    Rating, ///< One image a case, rated by itself.
    ForcedChoice, ///< m images a case, one of which is to be named (2-AFC, m-AFC).
    VisualGrading, ///< Image quality criteria on ordered scales (VGA, VGC).
    Roc, ///< A confidence of one finding against a known truth.
    LocalisationRoc, ///< The same with the one place that is suspected most (LROC).
    FreeResponse, ///< Any number of places, each with a confidence (FROC, JAFROC).
    Preference, ///< Two images side by side, which is better.
    PairedSessions, ///< Every pair of images in two sessions, one version in each, in turn over readers.
};

enum class QuestionKind { YesNo, Confidence, Likert, SingleChoice, MultipleChoice, Number, Text, Mark, Pane };
enum class MarkShape { Point, Box, Contour };

/// One answer of a choice, or a step of a scale.
struct Choice {
    std::string key; ///< What is stored; for a Likert scale its number.
    LocalText label;
    bool operator==(const Choice &) const = default;
};

enum class Comparison { Equals, Differs, AtLeast, AtMost, Includes, Answered };

/// A question is asked only if an earlier one was answered so. `value` is a key of a choice, "yes" or "no", or a
/// number.
struct Condition {
    std::string question;
    Comparison comparison = Comparison::Equals;
    std::string value;
    bool operator==(const Condition &) const = default;
};

struct Question {
    std::string id; ///< Of letters, digits, "_" and "-"; a column of the export.
    LocalText text;
    LocalText hint;
    QuestionKind kind = QuestionKind::YesNo;
    bool required = true;
    std::vector<Choice> choices; ///< Of Likert and choices; the types of a mark.
    double minimum = 0.0; ///< Of numbers and confidences.
    double maximum = 100.0;
    double step = 0.0; ///< 0: any number.
    std::string unit;
    bool allowsTie = false; ///< Of Pane: "no difference" may be answered.
    std::vector<MarkShape> shapes; ///< Of Mark: the shapes allowed.
    int minimumMarks = 0;
    int maximumMarks = 0; ///< 0: any number.
    bool marksHaveConfidence = false; ///< Each mark bears a confidence of minimum … maximum (FROC).
    std::vector<Condition> shownIf; ///< All must hold.
    std::string truth; ///< Key of `Case::truth` with which the answer is compared; empty: none.
    bool operator==(const Question &) const = default;
};

/// When a stage follows the one before it.
enum class StageFollows {
    WholeSet, ///< All cases are read in the stage before; perhaps days later.
    SameCase, ///< The same image again, at once, knowing more; the first answer is locked.
};

struct Stage {
    std::string id;
    LocalText title;
    LocalText notice; ///< Shown over the image, e.g. that some are synthetic ("aware").
    std::vector<std::string> questions; ///< Their ids in order.
    StageFollows follows = StageFollows::WholeSet;
    double washoutDays = 0.0; ///< After the reader's last answer of the stage before; WholeSet only.
    bool showsDifference = false; ///< The difference map beside the image, where the case has one.
    bool operator==(const Stage &) const = default;
};

struct OrderRules {
    std::uint64_t seed = 1;
    int patientGap = 0; ///< At least so many other cases lie between two images of one patient.
    bool sameForAll = false; ///< One order for all readers; else each has their own.
    bool operator==(const OrderRules &) const = default;
};

struct Repeats {
    double share = 0.0; ///< Of the serious cases, balanced over arms; read a second time.
    int gap = 20; ///< At least so many cases after the first time.
    bool operator==(const Repeats &) const = default;
};

struct Breaks {
    int afterCases = 0; ///< A break is proposed; 0: never.
    double afterMinutes = 0.0;
    bool operator==(const Breaks &) const = default;
};

/// Everything that decides how a study is read. A plain value; `checkProtocol` says what is wrong with one.
struct Protocol {
    std::string title;
    Design design = Design::Rating;
    int panes = 1; ///< Images a case shows: m of m-AFC, 2 of a preference.
    std::vector<Arm> arms;
    std::vector<Question> questions;
    std::vector<Stage> stages;
    OrderRules order;
    Repeats repeats;
    bool trainingFeedback = true; ///< After each training case the right answers are shown.
    bool mayGoBack = false; ///< Within a stage, to cases already answered; each change is a further revision.
    Breaks breaks;
    LocalText consent; ///< What readers agree to before their first case; the page adds what is recorded.
    bool recordsTime = true;
    bool recordsDisplay = false; ///< Window, zoom and dwell of each reading.
    std::vector<std::string> tools{ "window", "zoom", "pan", "invert" };
    bool namesReaders = false; ///< Exports and reports name readers instead of numbering them.
    double adjudicateAbove = 0.0; ///< Two readers' scores further apart than this go to a third; 0: never.
    std::string analysisPlan = "{}"; ///< JSON: what will be computed, written before the first answer.
    bool operator==(const Protocol &) const = default;

    const Question *question(const std::string &id) const;
    const Arm *arm(const std::string &key) const;
    const Stage *stage(const std::string &id) const;
};

} // namespace cf::sessions
