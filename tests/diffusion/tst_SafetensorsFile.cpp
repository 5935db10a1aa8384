// Weight files: what is written comes back, and no file, however made, does more than give an error.
#include "core/base/RandomStream.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/TemporaryFolder.h"

#include <torch/types.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

using namespace cf;
using test::fileText;

namespace {

const test::TemporaryFolder temporary;
const std::filesystem::path &folder = temporary.path();

std::filesystem::path write(const std::string &name, const std::string &bytes)
{
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
}

/// A file of this header and as many zero bytes of data.
std::filesystem::path withHeader(const std::string &header, std::size_t dataLength)
{
    std::string bytes(8, '\0');
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, 8);
    return write("made.safetensors", bytes + header + std::string(dataLength, '\0'));
}

std::string messageOf(const std::filesystem::path &file)
{
    const auto result = readSafetensors(file);
    CF_CHECK(!result);
    return result.error().message;
}

bool says(const std::filesystem::path &file, const std::string &part)
{
    return messageOf(file).find(part) != std::string::npos;
}

TensorMap sampleTensors()
{
    TensorMap tensors;
    tensors["conv_in.weight"] = torch::arange(24, torch::kFloat32).view({ 2, 3, 2, 2 }) / 7.0;
    tensors["half"] = torch::tensor({ 0.5F, -2.0F, 65504.0F }).to(torch::kFloat16);
    tensors["brain"] = torch::tensor({ 1.0F, -3.0e38F }).to(torch::kBFloat16);
    tensors["ids"] = torch::tensor({ std::int64_t{ -1 }, std::int64_t{ 49407 } }, torch::kInt64);
    tensors["bytes"] = torch::tensor({ 0, 127, 255 }, torch::kUInt8);
    tensors["scalar"] = torch::tensor(3.25);
    tensors["nothing"] = torch::empty({ 0, 4 });
    return tensors;
}

void everythingComesBack()
{
    const auto file = folder / "all.safetensors";
    CF_CHECK(writeSafetensors(file, sampleTensors()));
    CF_CHECK(!std::filesystem::exists(file.string() + ".part"));
    const auto read = readSafetensors(file);
    CF_CHECK(read && read->size() == sampleTensors().size());
    for (const auto &[name, tensor] : sampleTensors()) {
        CF_EQUAL(read->at(name).scalar_type(), tensor.scalar_type());
        CF_EQUAL(read->at(name).sizes(), tensor.sizes());
        CF_CHECK(torch::equal(read->at(name), tensor));
    }
}

void writingIntoATensorLeavesTheFile()
{
    const auto file = folder / "private.safetensors";
    CF_CHECK(writeSafetensors(file, sampleTensors()));
    const std::string before = fileText(file);
    {
        auto read = readSafetensors(file);
        read->at("conv_in.weight").fill_(9.0F);
        CF_EQUAL(read->at("conv_in.weight").sum().item<float>(), 216.0F);
    }
    CF_EQUAL(fileText(file), before);
}

void tensorsOutliveTheirMap()
{
    const auto file = folder / "alive.safetensors";
    CF_CHECK(writeSafetensors(file, sampleTensors()));
    torch::Tensor kept;
    {
        auto read = readSafetensors(file);
        kept = read->at("conv_in.weight");
    }
    std::filesystem::remove(file);
    CF_CHECK(torch::equal(kept, sampleTensors()["conv_in.weight"]));
}

void damagedFilesAreNamed()
{
    CF_CHECK(says(folder / "absent.safetensors", "absent.safetensors"));
    CF_CHECK(says(folder, "not a file"));
    CF_CHECK(says(write("empty.safetensors", ""), "empty"));
    CF_CHECK(says(write("short.safetensors", "abc"), "shorter than a header"));
    CF_CHECK(says(write("long.safetensors", std::string(16, '\xff')), "header is longer"));
    CF_CHECK(says(withHeader("not json", 4), "not JSON"));
    CF_CHECK(says(withHeader("[1]", 4), "not JSON"));
    CF_CHECK(says(withHeader(std::string(100000, '['), 0), "not JSON"));
    CF_CHECK(says(withHeader(R"({"w":3})", 4), "tensor w"));
    CF_CHECK(says(withHeader(R"({"w":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}})", 4), "type"));
    CF_CHECK(says(withHeader(R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4), "whole numbers"));
    CF_CHECK(says(withHeader(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 8), "disagree"));
    CF_CHECK(says(
        withHeader(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4), "more bytes than the file has"));
    CF_CHECK(says(withHeader(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 4), "cut short"));
    CF_CHECK(says(withHeader(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[8,4]}})", 8), "outside the file"));
    CF_CHECK(says(
        withHeader(
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            8),
        "over each other"));
}

void hugeShapesDoNotOverflow()
{
    const std::string huge = "4611686018427387904"; // 2^62
    const auto shaped = [](const std::string &shape) {
        return withHeader(R"({"w":{"dtype":"F32","shape":)" + shape + R"(,"data_offsets":[0,0]}})", 16);
    };
    CF_CHECK(!readSafetensors(shaped("[" + huge + ",4]")));
    CF_CHECK(!readSafetensors(shaped("[0," + huge + "]")));
    CF_CHECK(!readSafetensors(shaped("[" + huge + ",0]")));
    CF_CHECK(!readSafetensors(shaped("[0,1099511627776,1099511627776]")));
    CF_CHECK(!readSafetensors(shaped("[18446744073709551615]")));
    CF_CHECK(!readSafetensors(shaped("[1,1,1,1,1,1,1,1,1]")));
}

/// Changes bytes and lengths at random: the answer is a map or an error, never a crash.
void noDamageCrashes()
{
    CF_CHECK(writeSafetensors(folder / "fuzz.safetensors", sampleTensors()));
    const std::string whole = fileText(folder / "fuzz.safetensors");
    RandomStream stream(7, "safetensors");
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = whole;
        for (int change = 0; change < 1 + round % 4; ++change)
            bytes[stream.next() % 560 % bytes.size()] = static_cast<char>(stream.next() % 256);
        if (round % 5 == 0)
            bytes.resize(stream.next() % bytes.size());
        const auto read = readSafetensors(write("damaged.safetensors", bytes));
        if (!read) {
            CF_CHECK(read.error().message.find("damaged.safetensors") != std::string::npos);
            ++refused;
            continue;
        }
        for (const auto &[name, tensor] : *read) // Every byte that is promised can be read.
            CF_CHECK(tensor.numel() == 0 || tensor.to(torch::kFloat64).sum().numel() == 1);
    }
    CF_LESS(500, refused);
}

} // namespace

int main()
{
    everythingComesBack();
    writingIntoATensorLeavesTheFile();
    tensorsOutliveTheirMap();
    damagedFilesAreNamed();
    hugeShapesDoNotOverflow();
    noDamageCrashes();
    return 0;
}
