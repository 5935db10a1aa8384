#include "core/editing/engine/networks/ModelSettings.h"

#include "core/base/files/RegularFile.h"
#include "core/diffusion/weights/ConfigReader.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace cf {

namespace {

using Json = nlohmann::json;

/// Reads members and remembers the first that is of the wrong kind.
class CardReader
{
public:
    CardReader(const Json &json, std::string file)
        : m_json(json)
        , m_file(std::move(file))
    {
    }

    template <typename Value> void read(const char *member, Value &value)
    {
        const auto found = m_json.find(member);
        if (found == m_json.end() || !m_error.empty())
            return;
        try {
            value = found->get<Value>();
        } catch (const Json::exception &) {
            m_error = "In " + m_file + " the member \"" + member + "\" is of the wrong kind.";
        }
    }
    template <typename Value> void read(const char *member, std::optional<Value> &value)
    {
        Value read{};
        if (m_json.contains(member)) {
            this->read(member, read);
            value = read;
        }
    }
    void complain(const std::string &sentence)
    {
        if (m_error.empty())
            m_error = "In " + m_file + " " + sentence;
    }
    Result<> result() const
    {
        if (!m_error.empty())
            return fail(ErrorCode::InvalidInput, m_error);
        return {};
    }

private:
    const Json &m_json;
    std::string m_file;
    std::string m_error;
};

Result<> applyCard(const std::string &text, const std::filesystem::path &file, ModelSettings &settings)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is not JSON.");
    CardReader reader(json, file.string());
    ModelDescription &description = settings.description;
    reader.read("name", description.name);
    reader.read("licence", description.licence);
    reader.read("training_data", description.trainingData);
    reader.read("warning", description.warning);
    reader.read("default_method", description.defaultMethod);
    reader.read("prediction_type", settings.predictionType);
    reader.read("method_parameters", settings.methodParameters);
    reader.read("latent_scaling", settings.latentScaling);
    reader.read("image_size", settings.imageSize);
    if (settings.imageSize && (*settings.imageSize < 64 || *settings.imageSize > 4096))
        reader.complain("\"image_size\" must be between 64 and 4096.");
    if (settings.latentScaling && !(*settings.latentScaling > 0.0))
        reader.complain("\"latent_scaling\" must be above 0.");
    CF_TRY(reader.result());
    CF_ASSIGN(description.grammar, parseCaptionGrammar(text));
    CF_ASSIGN(description.advice, parseMethodAdvice(text));
    settings.hasCard = true;
    return {};
}

/// Errors: Io for one that may not be looked at, which is something else than one that is not there.
Result<bool> isDirectory(const std::filesystem::path &folder)
{
    std::error_code failure;
    const auto status = std::filesystem::status(folder, failure);
    if (failure && status.type() != std::filesystem::file_type::not_found)
        return fail(ErrorCode::Io,
            "The model folder " + folder.string() + " cannot be read: " + reasonNotRead(failure.value()) + ".");
    return status.type() == std::filesystem::file_type::directory;
}

} // namespace

Result<ModelSettings> readModelSettings(const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const bool isFolder, isDirectory(modelFolder));
    if (!isFolder)
        return fail(ErrorCode::Io,
            "There is no model folder " + modelFolder.string() + ". Choose a folder in the diffusers layout.");
    for (const char *part : { "unet", "vae", "text_encoder", "tokenizer" }) {
        CF_ASSIGN(const bool isThere, isDirectory(modelFolder / part));
        if (!isThere)
            return fail(ErrorCode::InvalidInput,
                "The folder " + modelFolder.string() + " has no \"" + part
                    + "\" folder: it is not a model in the diffusers layout.");
    }
    std::error_code failure;
    ModelSettings settings;
    settings.description.folder = modelFolder;
    settings.description.name = std::filesystem::weakly_canonical(modelFolder, failure).filename().string();
    settings.description.licence = "Not stated";
    settings.description.trainingData = "Not stated by the model's folder.";
    settings.description.warning = "Foreign model: research only, not for patients, not for diagnosis.";
    settings.description.grammar = CaptionGrammar::prism();
    const auto card = modelFolder / "contrafact.json";
    if (std::filesystem::exists(card, failure)) {
        CF_ASSIGN(const auto text, readTextFile(card));
        CF_TRY(applyCard(text, card, settings));
    }
    return settings;
}

} // namespace cf
