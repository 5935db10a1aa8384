// Two processes that share each batch learn what one learns, but for rounding.

#include "core/training/loop/TrainingGroup.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/phantom/PhantomDataset.h"
#include "core/training/classifier/ClassifierTrainer.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/denoiser/FineTuner.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <arpa/inet.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <stop_token>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int size = 64;
constexpr int films = 6;

FineTuneRecipe captionRecipe()
{
    FineTuneRecipe recipe;
    recipe.steps = 4;
    recipe.batch = 3; // Not the same for both.
    recipe.accumulation = 2;
    recipe.imageSize = size;
    recipe.learningRate = 1e-3;
    recipe.logEvery = 1;
    recipe.captionDropout = 0.3;
    return recipe;
}

TrainingRecipe classifierRecipe()
{
    TrainingRecipe recipe;
    recipe.corpus.imageSize = size;
    ClassifierRecipe &classifier = recipe.classifier;
    classifier.steps = 3;
    classifier.batch = 10; // Five pairs.
    classifier.imageSize = 64;
    classifier.smallShare = 0.0;
    classifier.warmUp = 1;
    classifier.logEvery = 1;
    classifier.checkEvery = 2;
    return recipe;
}

/// Table, films, corpus and model that all trainings read.
void prepare(const fs::path &folder)
{
    std::ofstream table(folder / "train.csv");
    table << "Path,Sex,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,"
             "Pneumonia,Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices\n";
    cv::theRNG().state = 7;
    for (int film = 0; film < films; ++film) {
        const std::string name = std::to_string(film) + ".png";
        table << name << (film % 2 == 0 ? ",Male,1.0,,,,,,,,,,,,,\n" : ",Female,,,1.0,,,,,,,,1.0,,,\n");
        cv::Mat image(90, 70, CV_8UC1);
        cv::randu(image, 0, 255);
        CF_CHECK(cv::imwrite((folder / name).string(), image));
    }
    CF_CHECK(test::writeTinyModel(folder / "base", { false, 1.0, "direct" }).has_value());
}

FineTuneFolders captionFolders(const fs::path &folder, const std::string &state)
{
    return { folder / "base", folder / "train.csv", folder, folder / state };
}

TrainingFolders classifierFolders(const fs::path &folder, const std::string &state)
{
    return { folder / state, {} };
}

void makeCorpus(const TrainingFolders &folders)
{
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    CF_CHECK(fillCorpus(
        corpus, "phantom", 1'000'000, 24, 0.0, [](std::uint64_t seed) { return samplePhantomPair(seed, size); }, {})
                 .has_value());
}

/// A port that was free a moment ago.
std::string freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    CF_CHECK(::bind(probe, reinterpret_cast<sockaddr *>(&address), length) == 0);
    CF_CHECK(::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &length) == 0);
    ::close(probe);
    return std::to_string(ntohs(address.sin_port));
}

/// This program once more, as one of several; `what`: see asWorker().
pid_t startWorker(const std::string &what, const fs::path &folder, int rank, int count, const std::string &port)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    CF_CHECK(child >= 0);
    if (child == 0) {
        ::setenv("RANK", std::to_string(rank).c_str(), 1);
        ::setenv("WORLD_SIZE", std::to_string(count).c_str(), 1);
        ::setenv("MASTER_ADDR", "127.0.0.1", 1);
        ::setenv("MASTER_PORT", port.c_str(), 1);
        ::execl("/proc/self/exe", "tst_TrainingGroup", what.c_str(), folder.c_str(), static_cast<char *>(nullptr));
        ::_exit(127);
    }
    return child;
}

int endOf(pid_t process)
{
    int status = 0;
    CF_EQUAL(::waitpid(process, &status, 0), process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int stoppedCode = 5;

int codeOf(const Result<> &done)
{
    if (done)
        return 0;
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return done.error().code == ErrorCode::Cancelled ? stoppedCode : 1;
}

/// One of the processes.
int asWorker(const std::string &what, const fs::path &folder)
{
    const auto place = groupPlaceFromEnvironment();
    CF_CHECK(place.has_value());
    const auto group = TrainingGroup::join(*place, std::chrono::minutes(2));
    if (!group)
        return codeOf(tl::unexpected(group.error()));
    if (what == "dies" && place->rank == 1)
        return 0; // As a killed one: the other one finds it gone.
    if (what == "classifier")
        return codeOf(trainClassifier(classifierRecipe(), classifierFolders(folder, "classifier-2"), {}, *group));
    std::stop_source stop;
    if (what == "stops" && place->rank == 1)
        stop.request_stop();
    const auto folders = captionFolders(folder, what == "dies" ? "state-dies" : "state-2");
    return codeOf(fineTune(captionRecipe(), folders, JobContext(stop.get_token(), {}), *group));
}

std::vector<int> runTwo(const std::string &what, const fs::path &folder)
{
    const std::string port = freePort();
    const pid_t first = startWorker(what, folder, 0, 2, port);
    const pid_t second = startWorker(what, folder, 1, 2, port);
    return { endOf(first), endOf(second) };
}

/// The losses of a log, by step.
std::vector<double> lossesIn(const fs::path &log)
{
    std::vector<double> losses;
    std::ifstream stream(log);
    for (std::string line; std::getline(stream, line);)
        losses.push_back(std::strtod(line.c_str() + line.find(',') + 1, nullptr));
    return losses;
}

/// How nearly two trainings moved the weights in the same direction; 1: alike.
double agreement(const TensorMap &start, const TensorMap &one, const TensorMap &two)
{
    double along = 0.0, first = 0.0, second = 0.0;
    for (const auto &[name, tensor] : start) {
        if (!tensor.is_floating_point() || name.find("running_") != std::string::npos)
            continue;
        const torch::Tensor from = tensor.to(torch::kFloat64);
        const torch::Tensor a = one.at(name).to(torch::kFloat64) - from;
        const torch::Tensor b = two.at(name).to(torch::kFloat64) - from;
        along += (a * b).sum().item<double>();
        first += a.square().sum().item<double>();
        second += b.square().sum().item<double>();
    }
    return along / std::sqrt(first * second);
}

void twoFineTuneAsOne(const fs::path &folder)
{
    // Stopped in one of them, both stop, and together they go on.
    CF_EQUAL(runTwo("stops", folder), (std::vector<int>{ stoppedCode, stoppedCode }));
    CF_EQUAL(lossesIn(folder / "state-2/fine-tune.csv").size(), 1U);
    CF_EQUAL(runTwo("goes on", folder), (std::vector<int>{ 0, 0 }));
    CF_CHECK(fineTune(captionRecipe(), captionFolders(folder, "state-1"), {}).has_value());
    const auto alone = lossesIn(folder / "state-1/fine-tune.csv");
    const auto together = lossesIn(folder / "state-2/fine-tune.csv");
    CF_CHECK(alone.size() == 4 && together.size() == 4);
    for (std::size_t step = 0; step < alone.size(); ++step)
        CF_CHECK(std::abs(alone[step] - together[step]) <= 1e-3 * alone[step]);
    std::map<std::string, TensorMap> weights;
    for (const char *state : { "state-1", "state-2" }) {
        const fs::path model = folder / (std::string("model-") + state);
        CF_CHECK(exportFineTuned(captionRecipe(), captionFolders(folder, state), model).has_value());
        weights[state] = readSafetensors(model / "unet" / "diffusion_pytorch_model.safetensors").value();
    }
    TensorMap start;
    const auto base = loadUNet(folder / "base/unet").value()->named_parameters();
    for (const auto &parameter : base)
        start.emplace(parameter.key(), parameter.value().detach());
    const double cosine = agreement(start, weights.at("state-1"), weights.at("state-2"));
    std::printf("fine-tuning by two and by one: cosine of what was learnt %.5f\n", cosine);
    CF_LESS(0.98, cosine);
}

void twoTrainAClassifierAsOne(const fs::path &folder)
{
    CF_EQUAL(runTwo("classifier", folder), (std::vector<int>{ 0, 0 }));
    CF_CHECK(trainClassifier(classifierRecipe(), classifierFolders(folder, "classifier-1"), {}).has_value());
    const auto alone = lossesIn(folder / "classifier-1/classifier.csv");
    const auto together = lossesIn(folder / "classifier-2/classifier.csv");
    CF_CHECK(alone.size() == 3 && together.size() == 3);
    for (std::size_t step = 0; step < alone.size(); ++step) {
        std::printf("step %zu: loss %.6f by one, %.6f by two\n", step + 1, alone[step], together[step]);
        // Norms of half a batch would miss this by far; later steps build on the rounding of earlier ones.
        CF_CHECK(std::abs(alone[step] - together[step]) <= (step == 0 ? 1e-4 : 2e-2) * alone[step]);
    }
}

void aProcessThatDiesEndsTheOther(const fs::path &folder)
{
    const auto ends = runTwo("dies", folder);
    CF_CHECK(ends[0] == 1 && ends[1] == 0);
}

void placesThatCannotBeAreNamed()
{
    const auto problemOf = [](const std::map<std::string, std::string> &variables) {
        for (const char *name : { "RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT" })
            ::unsetenv(name);
        for (const auto &[name, value] : variables)
            ::setenv(name.c_str(), value.c_str(), 1);
        const auto place = groupPlaceFromEnvironment();
        if (!place)
            return place.error().message;
        const auto group = TrainingGroup::join(*place);
        return group ? std::string() : group.error().message;
    };
    CF_CHECK(problemOf({}).empty() && problemOf({ { "WORLD_SIZE", "1" } }).empty());
    CF_CHECK(problemOf({ { "WORLD_SIZE", "2" } }).find("RANK") != std::string::npos);
    CF_CHECK(problemOf({ { "WORLD_SIZE", "two" } }).find("\"two\"") != std::string::npos);
    CF_CHECK(problemOf({ { "WORLD_SIZE", "2" }, { "RANK", "2" } }).find("WORLD_SIZE") != std::string::npos);
    CF_CHECK(problemOf({ { "WORLD_SIZE", "2" }, { "RANK", "0" }, { "MASTER_PORT", "70000" } }).find("70000")
        != std::string::npos);
    problemOf({});
    const TrainingGroup alone;
    CF_CHECK(alone.isAlone() && alone.isFirst() && alone.shareOf(7) == (std::pair<std::int64_t, std::int64_t>{ 0, 7 }));
    CF_CHECK(checkShares(alone, 1, "films").has_value());
}

} // namespace

int main(int argc, char **argv)
{
    torch::set_num_threads(1);
    if (argc == 3)
        return asWorker(argv[1], argv[2]);
    placesThatCannotBeAreNamed();
    if (!TrainingGroup::isBuiltIn()) {
        test::skipped("two processes against one", "the program was built without gloo (libgloo-dev)");
        return 0;
    }
    const test::TemporaryFolder folder;
    prepare(folder.path());
    makeCorpus(classifierFolders(folder.path(), "classifier-1"));
    fs::copy(folder.path() / "classifier-1", folder.path() / "classifier-2", fs::copy_options::recursive);
    twoFineTuneAsOne(folder.path());
    twoTrainAClassifierAsOne(folder.path());
    aProcessThatDiesEndsTheOther(folder.path());
}
