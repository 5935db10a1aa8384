#include "core/sessions/blinding/CaseImport.h"

#include "core/base/RandomStream.h"
#include "core/base/files/Sha256.h"
#include "core/sessions/blinding/NullEdit.h"

#include <algorithm>

namespace cf::sessions {

namespace {

std::string pseudonym(const std::string &patient, std::uint64_t seed)
{
    if (patient.empty())
        return {};
    const std::string text = std::to_string(seed) + "/" + patient;
    Sha256 hash;
    hash.add(text.data(), text.size());
    return "P" + hash.finish().substr(0, 12);
}

/// Which images of the study's edits differ from their sources, and by how much of their area.
Result<std::vector<double>> sharesOf(const std::vector<ManifestCase> &manifest, const ImageReader &read)
{
    std::vector<double> shares;
    for (const ManifestCase &one : manifest)
        for (const ManifestCase::File &file : one.files) {
            if (file.source.empty())
                continue;
            CF_ASSIGN(const ReadImage edited, read(file.path));
            CF_ASSIGN(const ReadImage source, read(file.source));
            if (const double share = changedShare(source.radiograph.stored, edited.radiograph.stored); share > 0.0)
                shares.push_back(share);
        }
    return shares;
}

void addTruth(const Protocol &protocol, Case &one)
{
    const auto isEdited = [&](const CaseImage &image) {
        const Arm *arm = protocol.arm(image.arm);
        return arm != nullptr && arm->kind == ArmKind::Edited;
    };
    if (one.images.size() == 1) {
        one.truth.emplace("synthetic", isEdited(one.images[0]) ? "yes" : "no");
        return;
    }
    const auto edited = std::ranges::find_if(one.images, isEdited);
    if (edited != one.images.end())
        one.truth.emplace("synthetic-image", std::to_string(edited - one.images.begin()));
}

/// Lists often stand arm by arm, or come one arm at a time: numbers in a row would tell which.
std::vector<std::string> drawIds(std::size_t count, const ImportSettings &settings)
{
    constexpr int range = 900000;
    RandomStream stream(settings.seed, "case numbers after " + std::to_string(settings.taken.size()));
    std::set<std::string> taken = settings.taken;
    std::vector<std::string> ids;
    while (ids.size() < count) {
        const std::string id = "C" + std::to_string(100000 + stream.below(range));
        if (taken.insert(id).second)
            ids.push_back(id);
    }
    return ids;
}

class Importer
{
public:
    Importer(const Protocol &protocol, const ImportSettings &settings, const ImageReader &read,
        CounterfactualEditor *editor, NullRegions regions)
        : m_protocol(protocol)
        , m_settings(settings)
        , m_read(read)
        , m_editor(editor)
        , m_regions(std::move(regions))
        , m_known(settings.known)
        , m_films(settings.films)
    {
    }

    Result<> add(const ManifestCase &given, const std::string &id, const JobContext &job, ImportedCases &made)
    {
        Case one;
        one.id = id;
        one.pair = given.pair;
        one.isTraining = given.isTraining;
        one.feedback = given.feedback;
        one.truth = given.truth;
        one.lesions = given.lesions;
        std::string patient = given.patient;
        std::vector<ReadImage> images;
        std::string source;
        std::vector<std::string> hashes;
        for (const ManifestCase::File &file : given.files) {
            const Arm *arm = m_protocol.arm(file.arm);
            if (arm == nullptr)
                return fail(ErrorCode::InvalidInput,
                    file.path.filename().string() + " is of arm \"" + file.arm
                        + "\", which the protocol does not have.");
            auto read = m_read(file.path);
            if (!read)
                return fail(read.error().code, file.path.filename().string() + ": " + read.error().message);
            hashes.push_back(imageHash(read->radiograph));
            source += file.arm + "/" + hashes.back() + "\n";
            images.push_back(std::move(*read));
        }
        Sha256 hash;
        hash.add(source.data(), source.size());
        source = hash.finish();
        const std::string name = given.files.empty() ? std::string() : given.files.front().path.filename().string();
        if (const auto [known, isNew] = m_known.emplace(source, id); !isNew) {
            made.alreadyThere.push_back({ name, known->second });
            return {};
        }
        made.sources[id] = source;
        made.films[id] = hashes;
        for (std::size_t i = 0; i < hashes.size(); ++i)
            if (const auto [film, isNew] = m_films.emplace(hashes[i], id); !isNew && film->second != id)
                made.inOtherArms.push_back({ given.files[i].path.filename().string(), film->second });
        for (std::size_t i = 0; i < given.files.size(); ++i) {
            const ManifestCase::File &file = given.files[i];
            const Arm *arm = m_protocol.arm(file.arm);
            ReadImage image = std::move(images[i]);
            if (patient.empty())
                patient = image.patient;
            if (arm->kind == ArmKind::NullEdited && !m_settings.alreadyNullEdited) {
                if (m_editor == nullptr)
                    return fail(ErrorCode::InvalidInput,
                        "Arm \"" + arm->key
                            + "\" is null-edited: a model is needed, with which its images are encoded "
                              "and decoded. Name one, or say that they went through it already.");
                const MaskImage region = m_regions.draw(image.radiograph.stored.width, image.radiograph.stored.height,
                    RandomStream(m_settings.seed, "null edit of " + id).next());
                CF_ASSIGN(image.radiograph, nullEdited(*m_editor, image.radiograph, region, job));
                ++made.nullEdited;
            }
            one.images.push_back({ keep(image, made), file.arm, {} });
            if (!file.difference.empty()) {
                CF_ASSIGN(ReadImage difference, m_read(file.difference));
                difference.plate.reset();
                one.images.back().difference = keep(difference, made);
            }
        }
        one.patient = pseudonym(patient, m_settings.seed);
        addTruth(m_protocol, one);
        made.cases.push_back(std::move(one));
        return {};
    }

private:
    std::string keep(const ReadImage &image, ImportedCases &made) const
    {
        StudyImage copy;
        copy.radiograph = blindedCopy(image.radiograph, m_settings.blinding, image.plate);
        copy.sha256 = imageHash(copy.radiograph);
        made.images.push_back(copy);
        return copy.sha256;
    }

    const Protocol &m_protocol;
    const ImportSettings &m_settings;
    const ImageReader &m_read;
    CounterfactualEditor *m_editor;
    NullRegions m_regions;
    std::map<std::string, std::string> m_known;
    std::map<std::string, std::string> m_films;
};

} // namespace

Result<ImportedCases> importCases(const Protocol &protocol, const std::vector<ManifestCase> &manifest,
    const ImportSettings &settings, const ImageReader &read, CounterfactualEditor *editor, const JobContext &job)
{
    ImportedCases made;
    CF_ASSIGN(made.editShares, sharesOf(manifest, read));
    std::vector<double> shares = settings.editShares;
    shares.insert(shares.end(), made.editShares.begin(), made.editShares.end());
    Importer importer(protocol, settings, read, editor, NullRegions(std::move(shares)));
    const std::vector<std::string> ids = drawIds(manifest.size(), settings);
    for (std::size_t i = 0; i < manifest.size(); ++i) {
        CF_TRY(job.checkStop());
        job.report({ static_cast<int>(i), static_cast<int>(manifest.size()), "Preparing cases" });
        CF_TRY(importer.add(manifest[i], ids[i], job, made));
    }
    return made;
}

} // namespace cf::sessions
