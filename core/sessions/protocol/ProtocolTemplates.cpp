#include "core/sessions/protocol/ProtocolTemplates.h"

#include "core/sessions/protocol/ProtocolJson.h"

#include <nlohmann/json.hpp>

#include <random>
#include <utility>

namespace cf::sessions {

namespace {

Question likert(std::string id, LocalText text, const std::vector<LocalText> &steps)
{
    Question question;
    question.id = std::move(id);
    question.text = std::move(text);
    question.kind = QuestionKind::Likert;
    for (std::size_t i = 0; i < steps.size(); ++i)
        question.choices.push_back({ std::to_string(i + 1), steps[i] });
    return question;
}

Question finding()
{
    return likert("finding", { "Is there a left pleural effusion?", "左の胸水がありますか。" },
        { { "surely no", "確実になし" }, { "probably no", "おそらくなし" }, { "cannot tell", "判断できない" },
            { "probably yes", "おそらくあり" }, { "surely yes", "確実にあり" } });
}

Question synthetic()
{
    Question question = likert("synthetic",
        { "Is this radiograph real or synthetic?", "この画像は実画像ですか、合成画像ですか。" },
        { { "surely real", "確実に実画像" }, { "probably real", "おそらく実画像" }, { "cannot tell", "判断できない" },
            { "probably synthetic", "おそらく合成" }, { "surely synthetic", "確実に合成" } });
    question.truth = "synthetic";
    return question;
}

Question marks(const LocalText &text, bool withConfidence, int maximum)
{
    Question question;
    question.id = "where";
    question.text = text;
    question.kind = QuestionKind::Mark;
    question.shapes = { MarkShape::Box, MarkShape::Point, MarkShape::Contour };
    question.required = false;
    question.maximumMarks = maximum;
    question.marksHaveConfidence = withConfidence;
    return question;
}

Question confidence()
{
    Question question;
    question.id = "confidence";
    question.text = { "How sure are you that the finding is there?", "所見があるという確信度は？" };
    question.kind = QuestionKind::Confidence;
    question.unit = "%";
    question.truth = "finding";
    return question;
}

Question pane(std::string id, LocalText text)
{
    Question question;
    question.id = std::move(id);
    question.text = std::move(text);
    question.kind = QuestionKind::Pane;
    return question;
}

Question criterion(std::string id, LocalText text)
{
    return likert(std::move(id), std::move(text),
        { { "not fulfilled", "満たさない" }, { "hardly fulfilled", "ほとんど満たさない" },
            { "cannot tell", "判断できない" }, { "mostly fulfilled", "おおむね満たす" }, { "fulfilled", "満たす" } });
}

std::vector<Question> questionsFor(Design design)
{
    Question artefacts = marks({ "Mark anything that looks wrong.", "不自然な部位に印をつけてください。" }, false, 0);
    artefacts.choices = { { "edge", { "unnatural edge", "不自然な境界" } }, { "blur", { "blur", "ぼけ" } },
        { "grain", { "grain", "粒状性" } }, { "anatomy", { "impossible anatomy", "あり得ない解剖" } } };
    Question comment;
    comment.id = "comment";
    comment.text = { "Comment, optional", "コメント（任意）" };
    comment.kind = QuestionKind::Text;
    comment.required = false;
    switch (design) {
    case Design::Rating:
    case Design::PairedSessions:
        return { finding(), synthetic(), artefacts, comment };
    case Design::ForcedChoice:
        return { pane("synthetic-image", { "Which image is synthetic?", "合成画像はどれですか。" }) };
    case Design::Preference: {
        Question better = pane("better", { "Which image is better?", "どちらの画像が良いですか。" });
        better.allowsTie = true;
        return { better };
    }
    case Design::VisualGrading: // After the European guidelines on quality criteria (EUR 16260), PA chest.
        return { criterion(
                     "vessels", { "Sharp vessels in the periphery of the lungs", "末梢肺血管が鮮明に描出されている" }),
            criterion("airways", { "Sharp trachea and proximal bronchi", "気管と近位気管支が鮮明に描出されている" }),
            criterion("diaphragm",
                { "Sharp diaphragm and costophrenic angles", "横隔膜と肋骨横隔膜角が鮮明に描出されている" }),
            criterion("bones", { "Sharp ribs and spine", "肋骨と椎体が鮮明に描出されている" }) };
    case Design::Roc:
        return { confidence() };
    case Design::LocalisationRoc:
        return { confidence(),
            marks({ "Mark the most suspicious place.", "最も疑わしい部位に印をつけてください。" }, false, 1) };
    case Design::FreeResponse:
        return { marks({ "Mark every suspicious place and say how sure you are.",
                           "疑わしい部位すべてに印と確信度をつけてください。" },
            true, 0) };
    }
    return {};
}

} // namespace

Protocol protocolTemplate(Design design, const std::string &title)
{
    Protocol protocol;
    protocol.title = title;
    protocol.design = design;
    protocol.arms = { { "real", ArmKind::NullEdited, {}, "real, null-edited" },
        { "edited", ArmKind::Edited, {}, "counterfactual" } };
    protocol.questions = questionsFor(design);
    Stage stage;
    stage.id = "main";
    stage.title = { "Reading", "読影" };
    for (const Question &question : protocol.questions)
        stage.questions.push_back(question.id);
    protocol.stages = { stage };
    if (design == Design::PairedSessions) {
        stage.id = "second";
        stage.title = { "Second session", "第2回" };
        stage.washoutDays = 28.0;
        protocol.stages.push_back(stage);
    }
    if (design == Design::ForcedChoice || design == Design::Preference)
        protocol.panes = 2;
    protocol.order.patientGap = 1;
    protocol.repeats = { 0.1, 10 };
    protocol.breaks = { 40, 30.0 };
    protocol.recordsDisplay = true;
    protocol.consent = { "You will be shown chest radiographs one by one and asked questions about each. Some may be "
                         "synthetic. Answer by what you see; there is no time limit and no right speed. Taking part is "
                         "voluntary.",
        "胸部X線写真が1枚ずつ表示され、それぞれについて質問に答えていただきます。合成画像が含まれることがあります。"
        "見たままにお答えください。制限時間はありません。参加は任意です。" };
    protocol.tools = { "window", "zoom", "pan", "invert", "loupe", "length" };
    return protocol;
}

Protocol withDrawnSeed(Protocol protocol)
{
    std::random_device device;
    constexpr std::uint64_t most = std::uint64_t{ 1 } << 53U; // What every reader of JSON keeps.
    const std::uint64_t high = device();
    protocol.order.seed = 1 + ((high << 32U) ^ device()) % (most - 1);
    return protocol;
}

Result<Protocol> protocolOfFile(const std::string &text, std::optional<std::uint64_t> seed)
{
    CF_ASSIGN(Protocol protocol, protocolFromText(text));
    const auto written = nlohmann::json::parse(text, nullptr, false);
    if (const auto order = written.find("order"); order != written.end() && order->contains("seed"))
        return protocol;
    if (!seed)
        return withDrawnSeed(std::move(protocol));
    protocol.order.seed = *seed;
    return protocol;
}

} // namespace cf::sessions
