#include "ui/coordinator/study/StudyWords.h"

#include "core/sessions/sealing/ProtocolCheck.h"
#include "ui/theme/Parts.h"
#include "ui/words/CoreWords.h"

#include <QCoreApplication>
#include <QDateTime>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::ui::study {

using namespace sessions;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("StudyWords", text);
}

QString local(const std::string &utc)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODateWithMs);
    return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                          : QString::fromStdString(utc);
}

QString text(const std::string &plain)
{
    return QString::fromStdString(plain);
}

QString orderWords(const Protocol &protocol)
{
    const QString own = protocol.order.sameForAll ? say(QT_TRANSLATE_NOOP("StudyWords", "one order for all readers"))
                                                  : say(QT_TRANSLATE_NOOP("StudyWords", "own order for each reader"));
    return protocol.order.patientGap > 0
        ? say(QT_TRANSLATE_NOOP("StudyWords", "%1, images of a patient %2 cases apart"))
              .arg(own)
              .arg(protocol.order.patientGap)
        : own;
}

int numberIn(const nlohmann::json &json, const char *key)
{
    return json.is_object() && json.contains(key) && json[key].is_number() ? json[key].get<int>() : 0;
}

QString wordIn(const nlohmann::json &json, const char *key)
{
    return json.is_object() && json.contains(key) && json[key].is_string() ? text(json[key].get<std::string>())
                                                                           : QString();
}

/// Of a record from before the readings; empty: it is of another kind.
QString whatWasPrepared(const std::string &kind, const nlohmann::json &json)
{
    if (kind == "created")
        return say(QT_TRANSLATE_NOOP("StudyWords", "study made"));
    if (kind == "protocol")
        return say(QT_TRANSLATE_NOOP("StudyWords", "protocol changed"));
    if (kind == "cases" && json.is_object() && json.contains("image_order"))
        return say(QT_TRANSLATE_NOOP("StudyWords", "order of the images in each case drawn"));
    if (kind == "cases" && json.is_object() && json.contains("put"))
        return say(QT_TRANSLATE_NOOP("StudyWords", "cases added or replaced: %1")).arg(json["put"].size());
    if (kind == "cases")
        return say(QT_TRANSLATE_NOOP("StudyWords", "case %1 taken out")).arg(wordIn(json, "removed"));
    if (kind == "reader" && !wordIn(json, "removed").isEmpty())
        return say(QT_TRANSLATE_NOOP("StudyWords", "reader %1 taken out")).arg(wordIn(json, "removed"));
    if (kind == "reader")
        return say(QT_TRANSLATE_NOOP("StudyWords", "reader %1 added or changed")).arg(wordIn(json, "id"));
    if (kind == "leak-check") {
        const auto report = leakReportFromJson(json);
        return report && report->leaks() ? say(QT_TRANSLATE_NOOP("StudyWords", "leak check: a channel leaks"))
                                         : say(QT_TRANSLATE_NOOP("StudyWords", "leak check: no channel leaks"));
    }
    if (kind == "sealed" || kind == "amended")
        return say(kind == "sealed" ? QT_TRANSLATE_NOOP("StudyWords", "sealed, SHA-256 %1")
                                    : QT_TRANSLATE_NOOP("StudyWords", "amended, SHA-256 %1"))
            .arg(parts::shortHash(wordIn(json, "sha256")));
    return {};
}

/// The same of a record of one reader's session.
QString whatReaderDid(const std::string &kind, const nlohmann::json &json)
{
    if (kind == "started" && json.is_object() && json.contains("screen") && json["screen"].is_array()
        && json["screen"].size() == 2)
        return say(QT_TRANSLATE_NOOP("StudyWords", "started, screen %1 × %2, calibration not known"))
            .arg(json["screen"][0].get<int>())
            .arg(json["screen"][1].get<int>());
    if (kind == "started")
        return say(QT_TRANSLATE_NOOP("StudyWords", "started"));
    if (kind == "consented")
        return say(QT_TRANSLATE_NOOP("StudyWords", "agreed to the page before the session"));
    if (kind == "declined")
        return say(QT_TRANSLATE_NOOP("StudyWords", "did not agree to the page before the session"));
    if (kind == "paused")
        return say(QT_TRANSLATE_NOOP("StudyWords", "paused at case %1")).arg(numberIn(json, "position"));
    if (kind == "resumed")
        return say(QT_TRANSLATE_NOOP("StudyWords", "resumed at case %1")).arg(numberIn(json, "position"));
    if (kind == "break")
        return say(QT_TRANSLATE_NOOP("StudyWords", "break"));
    return {};
}

/// The same of a record of what came of the readings.
QString whatWasCollected(const std::string &kind, const nlohmann::json &json)
{
    if (kind == "package")
        return say(QT_TRANSLATE_NOOP("StudyWords", "package written for reader %1")).arg(wordIn(json, "reader"));
    if (kind == "merged")
        return say(QT_TRANSLATE_NOOP("StudyWords", "answer file of reader %1 merged")).arg(wordIn(json, "reader"));
    if (kind == "conflict")
        return say(QT_TRANSLATE_NOOP("StudyWords", "another answer to case %1 kept beside the stored one"))
            .arg(wordIn(json, "case"));
    if (kind == "adjudication")
        return say(QT_TRANSLATE_NOOP("StudyWords", "cases sent: %1, to %2"))
            .arg(json.is_object() && json.contains("cases") ? json["cases"].size() : 0)
            .arg(wordIn(json, "to"));
    if (kind == "closed")
        return say(QT_TRANSLATE_NOOP("StudyWords", "closed"));
    if (kind == "analysed" || kind == "exported") {
        const QString what = say(kind == "analysed" ? QT_TRANSLATE_NOOP("StudyWords", "results computed")
                                                    : QT_TRANSLATE_NOOP("StudyWords", "answers exported"));
        return wordIn(json, "interim").isEmpty()
            ? what
            : say(QT_TRANSLATE_NOOP("StudyWords", "%1 before the end: %2")).arg(what, wordIn(json, "interim"));
    }
    return {};
}

QString whatHappened(const AuditRecord &record)
{
    const auto json = nlohmann::json::parse(record.content, nullptr, false);
    for (const auto inWords : { whatWasPrepared, whatReaderDid, whatWasCollected })
        if (const QString words = inWords(record.kind, json); !words.isEmpty())
            return words;
    return {};
}

} // namespace

QString designName(Design design)
{
    switch (design) {
    case Design::Rating:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Rating of single images"));
    case Design::ForcedChoice:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Forced choice (2-AFC)"));
    case Design::VisualGrading:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Visual grading (VGA)"));
    case Design::Roc:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Finding with confidence (ROC)"));
    case Design::LocalisationRoc:
        return say(QT_TRANSLATE_NOOP("StudyWords", "One place and confidence (LROC)"));
    case Design::FreeResponse:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Any number of places (FROC)"));
    case Design::Preference:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Preference between two images"));
    case Design::PairedSessions:
        return say(QT_TRANSLATE_NOOP("StudyWords", "Paired, in two sessions"));
    }
    return {};
}

QString roleName(ReaderRole role)
{
    return role == ReaderRole::Reader     ? say(QT_TRANSLATE_NOOP("StudyWords", "Reader"))
        : role == ReaderRole::Adjudicator ? say(QT_TRANSLATE_NOOP("StudyWords", "Adjudicator"))
                                          : say(QT_TRANSLATE_NOOP("StudyWords", "Consensus meeting"));
}

QString armKindName(ArmKind kind)
{
    return kind == ArmKind::Real      ? say(QT_TRANSLATE_NOOP("StudyWords", "real"))
        : kind == ArmKind::NullEdited ? say(QT_TRANSLATE_NOOP("StudyWords", "real, null-edited"))
                                      : say(QT_TRANSLATE_NOOP("StudyWords", "edited"));
}

QString stateText(const ReaderStatus &reader)
{
    switch (reader.state) {
    case ReaderStage::Waiting:
        return say(QT_TRANSLATE_NOOP("StudyWords", "the study is not sealed"));
    case ReaderStage::NotStarted:
        return reader.reader.role != ReaderRole::Reader && reader.reader.cases.empty()
            ? say(QT_TRANSLATE_NOOP("StudyWords", "no cases sent"))
            : say(QT_TRANSLATE_NOOP("StudyWords", "not started"));
    case ReaderStage::Reading:
        return say(QT_TRANSLATE_NOOP("StudyWords", "reading"));
    case ReaderStage::Washout:
        return say(QT_TRANSLATE_NOOP("StudyWords", "washout until %1")).arg(local(reader.readableFrom));
    case ReaderStage::Finished:
        return say(QT_TRANSLATE_NOOP("StudyWords", "finished"));
    }
    return {};
}

QString consentText(const ReaderStatus &reader)
{
    switch (reader.consent.stage) {
    case ConsentStage::NotNeeded:
        return {};
    case ConsentStage::NotAsked:
        return say(QT_TRANSLATE_NOOP("StudyWords", "consent not asked yet"));
    case ConsentStage::Asked:
        return say(QT_TRANSLATE_NOOP("StudyWords", "consent open: page shown %1")).arg(local(reader.consent.time));
    case ConsentStage::Agreed:
        return say(QT_TRANSLATE_NOOP("StudyWords", "consented %1")).arg(local(reader.consent.time));
    case ConsentStage::Declined:
        return say(QT_TRANSLATE_NOOP("StudyWords", "declined %1")).arg(local(reader.consent.time));
    }
    return {};
}

QString consentCounts(const std::vector<ReaderStatus> &readers)
{
    const auto count = [&readers](ConsentStage stage) {
        return std::ranges::count_if(readers, [stage](const ReaderStatus &one) { return one.consent.stage == stage; });
    };
    const auto waiting = count(ConsentStage::NotAsked) + count(ConsentStage::Asked);
    const auto agreed = count(ConsentStage::Agreed);
    const auto declined = count(ConsentStage::Declined);
    if (waiting + agreed + declined == 0)
        return {};
    return say(QT_TRANSLATE_NOOP("StudyWords", "consent: given %1, declined %2, without an answer %3"))
        .arg(agreed)
        .arg(declined)
        .arg(waiting);
}

QString questionLine(const Question &question)
{
    const QString asked = text(question.text.english.empty() ? question.id : question.text.english);
    switch (question.kind) {
    case QuestionKind::YesNo:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Yes or no")).arg(asked);
    case QuestionKind::Confidence:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Confidence")).arg(asked);
    case QuestionKind::Likert:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 %2 steps")).arg(asked).arg(question.choices.size());
    case QuestionKind::SingleChoice:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 One of %2")).arg(asked).arg(question.choices.size());
    case QuestionKind::MultipleChoice:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Any of %2")).arg(asked).arg(question.choices.size());
    case QuestionKind::Number:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Number")).arg(asked);
    case QuestionKind::Text:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Text")).arg(asked);
    case QuestionKind::Mark:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Marks")).arg(asked);
    case QuestionKind::Pane:
        return say(QT_TRANSLATE_NOOP("StudyWords", "%1 Choice of an image")).arg(asked);
    }
    return asked;
}

QString channelName(const std::string &channel)
{
    if (channel == "metadata")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Size, depth and file"));
    if (channel == "histogram")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Missing or comb-like values"));
    if (channel == "border")
        return say(QT_TRANSLATE_NOOP("StudyWords", "The border"));
    if (channel == "noise")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Noise, all over or in regions"));
    if (channel == "sharpness")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Sharpness"));
    if (channel == "marks")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Marks in the corners"));
    if (channel == "order")
        return say(QT_TRANSLATE_NOOP("StudyWords", "Order and time"));
    return text(channel);
}

QString channelFigures(const LeakChannel &channel)
{
    if (channel.tooFew)
        return say(QT_TRANSLATE_NOOP("StudyWords", "too few images to tell"));
    return say(QT_TRANSLATE_NOOP("StudyWords", "%1, %2 to %3"))
        .arg(channel.auc, 0, 'f', 2)
        .arg(channel.low, 0, 'f', 2)
        .arg(channel.high, 0, 'f', 2);
}

QString featureFigures(const LeakChannel &channel)
{
    if (channel.tooFew || channel.feature.empty())
        return {};
    return say(QT_TRANSLATE_NOOP("StudyWords", "%1, %2 to %3"))
        .arg(channel.featureAuc, 0, 'f', 2)
        .arg(channel.featureLow, 0, 'f', 2)
        .arg(channel.featureHigh, 0, 'f', 2);
}

QString channelRemark(const LeakChannel &channel)
{
    if (!channel.belowChance)
        return {};
    return say(QT_TRANSLATE_NOOP("StudyWords",
        "Below chance: what was learnt from some images is wrong for the others. That is nothing that a reader could "
        "turn round; the single features, which are looked at in both directions, decide."));
}

QString caseCounts(const StudyStatus &status)
{
    QStringList list;
    for (const Arm &arm : status.study.protocol.arms) {
        const auto count = status.casesOfArm.find(arm.key);
        list << QStringLiteral("%1 %2")
                    .arg(count == status.casesOfArm.end() ? 0 : count->second)
                    .arg(text(arm.label.empty() ? arm.key : arm.label));
    }
    if (status.trainingCases > 0)
        list << say(QT_TRANSLATE_NOOP("StudyWords", "%1 for training")).arg(status.trainingCases);
    return list.join(QStringLiteral(", "));
}

std::vector<Fact> protocolFacts(const StudyStatus &status)
{
    const Protocol &protocol = status.study.protocol;
    std::vector<Fact> facts{ { say(QT_TRANSLATE_NOOP("StudyWords", "Design")), designName(protocol.design) } };
    for (std::size_t i = 0; i < protocol.questions.size(); ++i)
        facts.push_back({ i == 0 ? say(QT_TRANSLATE_NOOP("StudyWords", "Questions")) : QString(),
            questionLine(protocol.questions[i]) });
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Cases")), caseCounts(status) });
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Repeats")),
        protocol.repeats.share > 0.0 ? say(QT_TRANSLATE_NOOP("StudyWords", "%1 %, %2 cases later or more"))
                                           .arg(100.0 * protocol.repeats.share)
                                           .arg(protocol.repeats.gap)
                                     : say(QT_TRANSLATE_NOOP("StudyWords", "none")) });
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Order")), orderWords(protocol) });
    double washout = 0.0;
    for (const Stage &stage : protocol.stages)
        washout = std::max(washout, stage.washoutDays);
    QString stages = QString::number(protocol.stages.size());
    if (washout > 0.0)
        stages = say(QT_TRANSLATE_NOOP("StudyWords", "%1, washout %2 days")).arg(protocol.stages.size()).arg(washout);
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Stages")), stages });
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Answers")),
        protocol.mayGoBack ? say(QT_TRANSLATE_NOOP("StudyWords", "may be changed within a stage; each version is kept"))
                           : say(QT_TRANSLATE_NOOP("StudyWords", "locked on submit, no going back")) });
    QStringList tools;
    for (const std::string &tool : protocol.tools)
        tools << text(tool);
    facts.push_back({ say(QT_TRANSLATE_NOOP("StudyWords", "Allowed tools")), tools.join(QStringLiteral(", ")) });
    if (status.study.isSealed())
        facts.push_back(
            { say(QT_TRANSLATE_NOOP("StudyWords", "Hash")), parts::shortHash(text(status.study.seals.back().hash)) });
    return facts;
}

std::vector<Event> events(const std::vector<AuditRecord> &audit, int maximum)
{
    std::vector<Event> list;
    for (auto record = audit.rbegin(); record != audit.rend() && int(list.size()) < maximum; ++record) {
        const QString who =
            record->actor == "coordinator" ? QString(QChar(0x2014)) : QString::fromStdString(record->actor);
        if (record->kind == "answer") {
            const QString newest = local(record->time);
            int count = 1;
            while (std::next(record) != audit.rend() && std::next(record)->kind == "answer"
                && std::next(record)->actor == record->actor) {
                ++record;
                ++count;
            }
            list.push_back({ newest, who,
                count == 1 ? say(QT_TRANSLATE_NOOP("StudyWords", "1 case read"))
                           : say(QT_TRANSLATE_NOOP("StudyWords", "%1 cases read")).arg(count) });
            continue;
        }
        const QString what = whatHappened(*record);
        if (!what.isEmpty())
            list.push_back({ local(record->time), who, what });
    }
    return list;
}

QStringList sealingProblems(const StudyStatus &status)
{
    QStringList problems;
    if (const auto checked = checkProtocol(status.study.protocol); !checked)
        problems << coreWords(checked.error());
    if (status.study.cases.empty())
        problems << say(QT_TRANSLATE_NOOP("StudyWords", "There are no cases yet."));
    else if (const auto checked = checkCases(status.study.protocol, status.study.cases); !checked)
        problems << coreWords(checked.error());
    else if (const auto truths = checkTruths(status.study.protocol, status.study.cases); !truths)
        problems << coreWords(truths.error());
    return problems;
}

} // namespace cf::ui::study
