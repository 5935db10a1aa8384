#include "core/training/recipe/Recipe.h"

#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>

using namespace cf;

namespace {

Result<TrainingRecipe> read(const std::string &text)
{
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "recipe.json";
    std::ofstream(file) << text;
    return readRecipe(file);
}

void theBundledRecipeIsRead()
{
    const auto recipe = readRecipe(std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "resources/training/mini-cxr.json");
    CF_CHECK(recipe.has_value());
    CF_EQUAL(recipe->name, "mini-cxr");
    CF_EQUAL(recipe->corpus.imageSize, 512);
    CF_CHECK(recipe->autoencoder.config.find("AutoencoderKL") != std::string::npos);
}

void aMisspeltMemberIsNamed()
{
    const auto recipe = read(
        R"({"corpus": {"phantom_pear": 3}, "autoencoder": {"config": {}}, "edit": {"unet": {}, "text_encoder": {}}})");
    CF_CHECK(!recipe && recipe.error().message.find("corpus.phantom_pear") != std::string::npos);
}

void aWrongTypeIsNamed()
{
    const auto recipe = read(
        R"({"corpus": {}, "autoencoder": {"config": {}, "steps": "many"}, "edit": {"unet": {}, "text_encoder": {}}})");
    CF_CHECK(!recipe && recipe.error().message.find("autoencoder.steps") != std::string::npos);
}

void whatIsNotJsonIsAnError()
{
    CF_CHECK(!read("not json"));
    CF_CHECK(!read("[]"));
    CF_CHECK(!readRecipe("/nowhere/recipe.json"));
}

} // namespace

int main()
{
    theBundledRecipeIsRead();
    aMisspeltMemberIsNamed();
    aWrongTypeIsNamed();
    whatIsNotJsonIsAnError();
}
