#include "tests/fuzz/RecordSeeds.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"
#include "core/datasets/Manifest.h"
#include "core/datasets/pilot/FilmCheck.h"
#include "core/datasets/plan/BatchPlan.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/FileText.h"
#include "ui/records/HistoryRecord.h"
#include "ui/session/saving/WorkStore.h"

#include <QJsonDocument>

#include <fstream>
#include <iterator>
#include <string>

namespace cf::fuzz {

namespace {

namespace fs = std::filesystem;

void putText(const fs::path &file, const std::string &text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

ui::EditDraft typedDraft()
{
    ui::EditDraft draft;
    draft.instruction = "add a small left pleural effusion";
    draft.captions = CaptionPair{ "no finding", "small left pleural effusion", { "effusion" } };
    draft.method = "instruct";
    draft.seed = 7;
    draft.seeds = 3;
    return draft;
}

void writeHistory(const fs::path &folder)
{
    ui::HistoryEntry entry;
    entry.kind = ui::HistoryEntry::Kind::Result;
    entry.number = 3;
    entry.parent = 1;
    entry.instruction = typedDraft().instruction;
    entry.draft = typedDraft();
    entry.made = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    entry.binned = entry.made;
    entry.remark = QString::fromUtf8("\xE8\x83\xB8");
    auto outline = std::make_shared<ui::PreparedResult>();
    outline->status = EditStatus::Refused;
    outline->reason = "The effusion is on the right.";
    outline->gates = { { "side", "On the asked side", 0.25, 0.5, true, "share", false, "too little" } };
    outline->metrics.stages = { { "sampling", 2.5 } };
    outline->provenance.program = "Contrafact 0.1.0";
    outline->provenance.method = "instruct";
    outline->classifier = ClassifierReadings{};
    outline->classifier->labels = { { "Pleural Effusion", 0.1, 0.8, true, false, true } };
    outline->classifier->gain = 0.7;
    ui::CandidateLine line;
    line.what = "seed 7";
    line.score = 0.5;
    outline->candidates = { line };
    entry.outline = outline;
    const ui::PixelFiles files{ { "counterfactual", "3-a.values" }, { "mask", "3-m.values" } };
    putText(folder / "result.json", QJsonDocument(ui::toRecord(entry, "image", files)).toJson().toStdString());
    entry.kind = ui::HistoryEntry::Kind::Failed;
    entry.outline = nullptr;
    putText(folder / "failed.json", QJsonDocument(ui::toRecord(entry, "image", {})).toJson().toStdString());
}

void writeWork(const fs::path &folder)
{
    ui::SavedWork work;
    work.draft = typedDraft();
    work.mask = Image<std::uint8_t>(12, 9);
    work.mask.at(5, 4) = 255;
    work.sourceLabels = { Target::PleuralEffusion };
    work.sourceConfirmed = true;
    const ui::MaskPatch before{ { 5, 4, 1, 1 }, { 0 } };
    const ui::MaskPatch after{ { 5, 4, 1, 1 }, { 255 } };
    work.undo = ui::SavedUndo{ { std::make_shared<const ui::MaskStep>(ui::MaskStep{ "Brush", before, after }) }, 1, 0 };
    const fs::path kept = folder / "kept";
    if (!ui::WorkStore(kept).save("any", work))
        return;
    // The first byte says which of the three files the rest is.
    char which = 0;
    for (const char *ending : { ".json", ".png", ".undo" })
        putText(folder / (std::string("work") + ending),
            std::string(1, which++) + test::fileText(kept / ("any" + std::string(ending))));
    fs::remove_all(kept);
}

void writeBatch(const fs::path &folder)
{
    BatchPlan plan;
    plan.films = "films";
    plan.rules = { { "remove the pacemaker", "Support Devices", "1", false } };
    plan.arms = { { "strong", "sdedit", { { "strength", 0.5 } } }, { "ours", "", {} } };
    plan.masks.folder = "masks";
    plan.seeds = { 1, 2 };
    putText(folder / "plan.json", toPlanFile(plan));
    BatchRow row;
    row.film = "a.dcm";
    row.filmSha256 = std::string(64, 'a');
    row.patientKey = "p1";
    row.split = "test";
    row.prompt = plan.rules[0].prompt;
    row.status = "accepted";
    row.arm = "strong";
    row.regionBox = "1,2,3,4";
    row.regionArea = 12.5;
    row.perceptualHash = std::string(128, '0');
    row.files = { { "dicom", "test/a.dcm", std::string(64, 'b') } };
    row.provenance = "{}";
    putText(folder / "row.json", toJson(row));
    putText(folder / "manifest.csv", manifestCsv({ row, row }));
    FilmCheck check;
    check.film = "a.dcm";
    check.view = "PA";
    check.notes = { "film-mirrored" };
    check.words = 2;
    putText(folder / "check.json", toJson(check));
}

void writeStudies(const fs::path &folder)
{
    using namespace sessions;
    for (const Design design : { Design::Rating, Design::ForcedChoice, Design::VisualGrading, Design::Roc,
             Design::LocalisationRoc, Design::FreeResponse, Design::Preference, Design::PairedSessions })
        putText(folder / ("protocol" + std::to_string(static_cast<int>(design)) + ".json"),
            canonical(toJson(protocolTemplate(design, "Study"))));
    putText(folder / "cases.csv",
        "file,arm,case,patient,pair,training,feedback,truth:effusion\na.dcm,edited,C1,P1,1,no,,yes\n");
    putText(folder / "cases.json",
        R"({"cases":[{"images":[{"file":"a.dcm","arm":"edited"}],"patient":"P1","truth":{"effusion":"yes"},"lesions":[]}]})");
}

void writeAnnotations(const fs::path &folder)
{
    const annotation::Annotation one = test::exampleAnnotation(120, 100);
    putText(folder / "annotation.json", annotation::toJson(one).dump());
    putText(folder / "coco.json", annotation::toCoco({ one }).dump());
    putText(folder / "table.csv", annotation::toTable({ one }));
}

} // namespace

void writeRecordSeeds(const fs::path &seeds)
{
    writeHistory(seeds / "FuzzHistoryRecord");
    writeWork(seeds / "FuzzWork");
    writeBatch(seeds / "FuzzBatch");
    writeStudies(seeds / "FuzzStudy");
    writeAnnotations(seeds / "FuzzAnnotation");
}

} // namespace cf::fuzz
