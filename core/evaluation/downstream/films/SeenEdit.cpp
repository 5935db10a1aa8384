#include "core/evaluation/downstream/films/SeenEdit.h"

namespace cf::downstream {

Result<SeenEdit> lookAtEdit(const SeeingJudge &judge, Target device, bool adds, const Radiograph &film,
    const std::map<std::string, Radiograph> &pictures, const JobContext &job)
{
    SeenEdit seen;
    seen.judge = judge.sha256;
    CF_ASSIGN(const FilmReading before, judge.read(film, job));
    seen.before = before.finds(device);
    for (const auto &[kind, picture] : pictures) {
        CF_TRY(job.checkStop());
        CF_ASSIGN(const FilmReading after, judge.read(picture, job));
        ProbeEdit edit;
        edit.target = device;
        edit.adds = adds;
        judgeReadings(edit, before, after);
        seen.pictures[kind] = { after.finds(device).value_or(false), std::move(edit.moved) };
    }
    return seen;
}

bool turnsDevice(std::string_view kind)
{
    return kind == "edited" || kind == "exact";
}

std::optional<ProbeEdit> probeEditOf(
    const SeenEdit &seen, std::string_view kind, Target device, bool adds, const std::string &patient)
{
    const auto found = seen.pictures.find(std::string(kind));
    if (found == seen.pictures.end())
        return std::nullopt;
    ProbeEdit edit;
    edit.target = device;
    edit.adds = adds;
    edit.patient = patient;
    edit.made = true;
    edit.judged = seen.before == std::optional(!adds);
    edit.effective = edit.judged && found->second.shows == (turnsDevice(kind) ? adds : !adds);
    edit.moved = found->second.moved;
    return edit;
}

} // namespace cf::downstream
