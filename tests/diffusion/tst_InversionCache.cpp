#include "core/diffusion/inversion/InversionCache.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace cf;
namespace fs = std::filesystem;

namespace {

const test::TemporaryFolder temporary;
const fs::path folder = temporary / "inversions"; // The cache makes it.

const InversionKey key{ "aa", "512 letterbox", "Chest X-ray showing Edema", "bb", "ddim 20 trailing 1.0", "float32" };

std::vector<torch::Tensor> someLatents(std::int64_t seed)
{
    torch::manual_seed(static_cast<std::uint64_t>(seed));
    return { torch::randn({ 1, 4, 8, 8 }), torch::randn({ 1, 4, 8, 8 }), torch::randn({ 1, 4, 8, 8 }) };
}

bool areEqual(const std::vector<torch::Tensor> &a, const std::vector<torch::Tensor> &b)
{
    bool equal = a.size() == b.size();
    for (std::size_t i = 0; equal && i < a.size(); ++i)
        equal = torch::equal(a[i], b[i]);
    return equal;
}

fs::path onlyFile()
{
    for (const auto &entry : fs::directory_iterator(folder))
        return entry.path();
    return {};
}

void storedLatentsComeBackBitForBit()
{
    const InversionCache cache(folder, 1 << 20);
    CF_CHECK(!cache.find(key));
    CF_CHECK(cache.store(key, someLatents(1)));
    CF_CHECK(areEqual(*InversionCache(folder, 1 << 20).find(key), someLatents(1)));
}

void anythingElseIsAMiss()
{
    const InversionCache cache(folder, 1 << 20);
    for (std::string InversionKey::*part : { &InversionKey::pixelsSha256, &InversionKey::preprocessing,
             &InversionKey::caption, &InversionKey::modelSha256, &InversionKey::schedule, &InversionKey::dtype }) {
        InversionKey other = key;
        other.*part += "x";
        CF_CHECK(!cache.find(other));
    }
    InversionKey shifted = key;
    shifted.pixelsSha256 = "a";
    shifted.preprocessing = "a512 letterbox";
    CF_CHECK(!cache.find(shifted));
    // A file under another's name is not believed.
    const fs::path stored = onlyFile();
    InversionKey other = key;
    other.caption = "another";
    CF_CHECK(cache.store(other, someLatents(2)));
    for (const auto &entry : fs::directory_iterator(folder))
        if (entry.path() != stored)
            fs::copy_file(entry.path(), stored, fs::copy_options::overwrite_existing);
    CF_CHECK(!cache.find(key) && areEqual(*cache.find(other), someLatents(2)));
    CF_CHECK(!fs::exists(stored));
}

void damageIsAMiss()
{
    const InversionCache cache(folder, 1 << 20);
    fs::remove_all(folder);
    CF_CHECK(cache.store(key, someLatents(3)));
    const fs::path file = onlyFile();
    {
        std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(static_cast<std::streamoff>(fs::file_size(file)) - 200);
        stream.put('\x55');
    }
    CF_CHECK(!cache.find(key));
    CF_CHECK(cache.store(key, someLatents(3)) && cache.find(key));
    fs::resize_file(file, fs::file_size(file) / 2);
    CF_CHECK(!cache.find(key) && !fs::exists(file));
}

void boundHoldsAndTheLeastUsedGoes()
{
    fs::remove_all(folder);
    const InversionCache cache(folder, 12000); // Three files of about 3.5 kB.
    const auto numbered = [](int number) {
        InversionKey other = key;
        other.caption = std::to_string(number);
        return other;
    };
    for (int number = 0; number < 3; ++number) {
        CF_CHECK(cache.store(numbered(number), someLatents(number)));
        ::usleep(20000);
    }
    CF_CHECK(cache.find(numbered(0)));
    ::usleep(20000);
    CF_CHECK(cache.store(numbered(3), someLatents(3)));
    CF_CHECK(cache.find(numbered(0)) && !cache.find(numbered(1)) && cache.find(numbered(3)));
    std::uint64_t total = 0;
    for (const auto &entry : fs::directory_iterator(folder))
        total += entry.file_size();
    CF_CHECK(total <= 12000);
    CF_CHECK(InversionCache(folder, 100).store(numbered(9), someLatents(9)) && !cache.find(numbered(9)));
}

void foreignFilesStayAndOnlyTheOwnerReads()
{
    fs::remove_all(folder);
    const InversionCache cache(folder, 5000); // Room for one of about 3.5 kB.
    CF_CHECK(cache.store(key, someLatents(1)));
    const auto others = fs::perms::group_all | fs::perms::others_all;
    CF_EQUAL((fs::status(folder).permissions() & others), fs::perms::none);
    CF_EQUAL((fs::status(onlyFile()).permissions() & others), fs::perms::none);
    const fs::path foreign = folder / "thesis.safetensors";
    std::ofstream(foreign) << std::string(20000, 'x');
    InversionKey other = key;
    other.caption = "another";
    CF_CHECK(cache.store(other, someLatents(2)) && fs::exists(foreign));
    CF_CHECK(cache.find(other) && !cache.find(key));
}

void unwritableFolderIsSaid()
{
    std::ofstream(folder.string() + ".file") << "x";
    const auto stored = InversionCache(folder.string() + ".file/sub", 1 << 20).store(key, someLatents(1));
    CF_CHECK(!stored && stored.error().code == ErrorCode::Io);
    fs::remove(folder.string() + ".file");
}

} // namespace

int main()
{
    storedLatentsComeBackBitForBit();
    anythingElseIsAMiss();
    damageIsAMiss();
    boundHoldsAndTheLeastUsedGoes();
    foreignFilesStayAndOnlyTheOwnerReads();
    unwritableFolderIsSaid();
}
