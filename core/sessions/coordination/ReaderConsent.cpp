#include "core/sessions/coordination/ReaderConsent.h"

#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/store/Consent.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::sessions {

using nlohmann::json;

namespace {

/// The seal since which the page reads as it does now.
const Seal *sealOfPage(const Study &study, const std::string &page)
{
    const Seal *since = nullptr;
    for (auto seal = study.seals.rbegin(); seal != study.seals.rend(); ++seal) {
        if (consentHash(protocolOfSeal(study.seals, seal->hash, study.protocol)) != page)
            break;
        since = &*seal;
    }
    return since;
}

/// When the reader last opened the study, here or on a machine of their own; empty: never.
std::string lastStart(const std::vector<AuditRecord> &audit, const std::string &reader)
{
    std::string last;
    for (const AuditRecord &record : audit) {
        if (record.kind == "started" && record.actor == reader)
            last = std::max(last, record.time);
        if (record.kind != "merged")
            continue;
        const json content = json::parse(record.content, nullptr, false);
        if (!content.is_object() || content.value("reader", json()) != reader)
            continue;
        for (const json &event : content.value("events", json::array()))
            if (event.is_object() && event.value("kind", json()) == "started"
                && event.value("time", json()).is_string())
                last = std::max(last, event["time"].get<std::string>());
    }
    return last;
}

} // namespace

ReaderConsent consentOf(const Study &study, const std::vector<AuditRecord> &audit, const std::string &reader)
{
    if (!asksConsent(study.protocol))
        return {};
    const std::string page = consentHash(study.protocol);
    ReaderConsent found{ ConsentStage::NotAsked, {}, {} };
    for (const Consent &consent : consentsIn(audit))
        if (consent.reader == reader && consent.sha256 == page && consent.time >= found.time)
            found = { consent.agrees ? ConsentStage::Agreed : ConsentStage::Declined, consent.time, consent.language };
    if (found.stage != ConsentStage::NotAsked)
        return found;
    const Seal *seal = sealOfPage(study, page);
    const std::string shown = lastStart(audit, reader);
    if (seal != nullptr && !shown.empty() && shown >= seal->time)
        found = { ConsentStage::Asked, shown, {} };
    return found;
}

std::string nameOf(ConsentStage stage)
{
    switch (stage) {
    case ConsentStage::NotNeeded:
        return "not needed";
    case ConsentStage::NotAsked:
        return "not asked";
    case ConsentStage::Asked:
        return "asked";
    case ConsentStage::Agreed:
        return "agreed";
    case ConsentStage::Declined:
        return "declined";
    }
    return {};
}

} // namespace cf::sessions
