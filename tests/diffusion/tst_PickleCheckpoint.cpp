#include "core/diffusion/weights/PickleCheckpoint.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <fstream>

using namespace cf;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

const std::string row18 = "This checkpoint runs code when opened, so it was not opened. Convert it to safetensors.";

struct CheckpointFile {
    test::TemporaryFolder folder;
    fs::path path = folder / "checkpoint.bin";
    void write(const std::string &bytes) const { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }
} file;

std::string number(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0);
    return text;
}

/// A zip archive of stored entries, as PyTorch writes it.
std::string zipOf(const std::vector<std::pair<std::string, std::string>> &entries)
{
    std::string body, directory;
    for (const auto &[name, bytes] : entries) {
        const std::string sizes = number(0, 4) + number(bytes.size(), 4) + number(bytes.size(), 4);
        directory += "PK\x01\x02" + number(0, 4) + number(0, 8) + sizes + number(name.size(), 2) + number(0, 12)
            + number(body.size(), 4) + name;
        body +=
            "PK\x03\x04" + number(0, 4) + number(0, 6) + sizes + number(name.size(), 2) + number(0, 2) + name + bytes;
    }
    return body + directory + "PK\x05\x06" + number(0, 4) + number(entries.size(), 2) + number(entries.size(), 2)
        + number(directory.size(), 4) + number(body.size(), 4) + number(0, 2);
}

/// A pickle of {"w": tensor} over a float storage of `stored` elements.
std::string tensorPickle(const std::string &offset, const std::string &sizes, const std::string &strides)
{
    const auto text = [](const std::string &value) { return "X" + number(value.size(), 4) + value; };
    return "\x80\x02}"s + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage")
        + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + "K\x06tQ" + offset + sizes + strides + "\x89"
        + "ccollections\nOrderedDict\n)RtRs.";
}

std::string messageOf(const std::string &bytes)
{
    file.write(bytes);
    const auto result = readPickleCheckpoint(file.path);
    CF_CHECK(!result.has_value());
    CF_CHECK(result.error().message.find(file.path.string()) != std::string::npos);
    return result.error().message;
}

bool refuses(const std::string &pickle)
{
    return messageOf(zipOf({ { "archive/data.pkl", pickle } })).find(row18) == 0;
}

void whatPyTorchWritesIsRead()
{
    c10::Dict<std::string, torch::Tensor> tensors;
    torch::manual_seed(1);
    const torch::Tensor plain = torch::randn({ 3, 4 });
    tensors.insert("plain", plain);
    tensors.insert("turned", plain.t());
    tensors.insert("half", plain.to(torch::kFloat16));
    tensors.insert("whole", torch::arange(5));
    tensors.insert("one", torch::tensor(2.5));
    const std::vector<char> bytes = torch::pickle_save(tensors);
    file.write({ bytes.begin(), bytes.end() });
    const auto result = readPickleCheckpoint(file.path);
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value() && result->size() == 5);
    CF_CHECK(torch::equal(result->at("plain"), plain) && torch::equal(result->at("turned"), plain.t()));
    CF_CHECK(
        torch::equal(result->at("half"), plain.to(torch::kFloat16)) && result->at("half").dtype() == torch::kFloat16);
    CF_CHECK(torch::equal(result->at("whole"), torch::arange(5)) && result->at("one").dim() == 0);
    // Cut anywhere, it is an error and nothing worse.
    for (std::size_t length = 0; length < bytes.size(); length += 97)
        messageOf({ bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length) });
    // Any damaged byte: an answer, whichever.
    for (std::size_t place = 0; place < bytes.size(); place += 13) {
        std::string damaged(bytes.begin(), bytes.end());
        damaged[place] = static_cast<char>(damaged[place] ^ 0x5A);
        file.write(damaged);
        (void)readPickleCheckpoint(file.path);
    }
}

void dictionariesAndParametersAreUnderstood()
{
    const std::string six(24, '\0');
    file.write(
        zipOf({ { "m/data.pkl", tensorPickle("K\x01"s, "K\x02K\x02\x86"s, "K\x02K\x01\x86"s) }, { "m/data/0", six } }));
    const auto result = readPickleCheckpoint(file.path);
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value() && result->at("w").sizes() == torch::IntArrayRef({ 2, 2 }));
}

void tensorsOutsideTheirStorageAreRefused()
{
    const std::string six(24, '\0');
    const auto answer = [&](const std::string &offset, const std::string &sizes, const std::string &strides) {
        return messageOf(zipOf({ { "m/data.pkl", tensorPickle(offset, sizes, strides) }, { "m/data/0", six } }));
    };
    const std::string largest = "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f"s;
    CF_CHECK(answer("K\x04"s, "K\x03\x85"s, "K\x01\x85"s).find("outside its storage") != std::string::npos);
    CF_CHECK(answer("J\xff\xff\xff\xff"s, "K\x01\x85"s, "K\x01\x85"s).find("outside") != std::string::npos);
    CF_CHECK(answer("K\x00"s, largest + largest + "\x86", "K\x00K\x00\x86"s).find("outside") != std::string::npos);
    CF_CHECK(answer("K\x01"s, "K\x02\x85"s, largest + "\x85").find("outside") != std::string::npos);
    CF_CHECK(answer("K\x00"s, "K\x02\x85"s, "K\x01K\x01\x86"s).find("outside") != std::string::npos);
    CF_CHECK(messageOf(zipOf({ { "m/data.pkl", tensorPickle("K\x00"s, "K\x01\x85"s, "K\x01\x85"s) } })).find("missing")
        != std::string::npos);
}

void codeIsNeverRun()
{
    const fs::path witness = file.path.string() + ".ran";
    const std::string command = "touch " + witness.string();
    const std::string argument = "(X" + number(command.size(), 4) + command + "tR.";
    CF_CHECK(refuses("\x80\x02"
                     "cposix\nsystem\n"
        + argument));
    CF_CHECK(refuses("\x80\x02"
                     "cbuiltins\neval\n"
        + argument));
    CF_CHECK(refuses("\x80\x04\x8c\x02os\x8c\x06system\x93" + argument));
    CF_CHECK(refuses("\x80\x02"
                     "ctorch.hub\nload\n"
        + argument));
    CF_CHECK(refuses("\x80\x02"
                     "ctorch._utils\n_import_dotted_name\n"
        + argument));
    CF_CHECK(refuses("(X" + number(command.size(), 4) + command + "ios\nsystem\n."));
    CF_CHECK(refuses("\x80\x02"
                     "ccollections\nOrderedDict\n)\x81."));
    CF_CHECK(refuses("\x80\x02}cposix\nsystem\nb."));
    CF_CHECK(!fs::exists(witness));
}

void hostilePicklesEnd()
{
    const auto answer = [](const std::string &pickle) { return messageOf(zipOf({ { "m/data.pkl", pickle } })); };
    answer("");
    answer("."); // Nothing on the stack.
    answer("\x80\x02"
           "t.");
    answer("h\x07.");
    answer("X\xff\xff\xff\xff");
    CF_CHECK(answer("Ks.").find("no tensors") != std::string::npos);
    answer("\xee.");
    answer(std::string(100000, ']')); // Never ends.
    // A dictionary that holds itself: found by depth, not by luck.
    CF_CHECK(answer("}q" + number(0, 1) + "X" + number(1, 4) + "ah" + number(0, 1) + "s.").find("nested")
        != std::string::npos);
    // A list in a list in a list …: no recursion, and no tensors in it.
    std::string nest(200000, ']');
    nest += std::string(199999, 'a') + ".";
    CF_CHECK(answer(nest).find("no tensors") != std::string::npos);
}

void otherFilesAreNamed()
{
    CF_CHECK(messageOf("no checkpoint at all").find("no PyTorch checkpoint") != std::string::npos);
    CF_CHECK(messageOf("version https://git-lfs.github.com/spec/v1\n").find("LFS") != std::string::npos);
    CF_CHECK(messageOf(zipOf({ { "word/document.xml", "x" } })).find("no PyTorch checkpoint") != std::string::npos);
    CF_CHECK(messageOf("").find("empty") != std::string::npos);
    CF_EQUAL(readPickleCheckpoint(file.path.string() + ".absent").error().code, ErrorCode::InvalidInput);
}

/// torch.save(…, _use_new_zipfile_serialization=False)
void oldFormatIsRead()
{
    const auto text = [](const std::string &value) { return "X" + number(value.size(), 4) + value; };
    const std::string object = "\x80\x02}"s + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage")
        + "ctorch\nFloatStorage\n" + text("77") + text("cpu") + "K\x03NtQK\x00K\x03\x85K\x01\x85\x89"s
        + "ccollections\nOrderedDict\n)RtRs.";
    std::string bytes = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s + "\x80\x02M\xe9\x03."s
        + "\x80\x02}."s + object + "\x80\x02]"s + text("77") + "a." + number(3, 8);
    const float values[] = { 1.0F, -2.0F, 0.5F };
    bytes.append(reinterpret_cast<const char *>(values), sizeof values);
    file.write(bytes);
    const auto result = readPickleCheckpoint(file.path);
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value() && torch::equal(result->at("w"), torch::tensor({ 1.0F, -2.0F, 0.5F })));
    CF_CHECK(messageOf(bytes.substr(0, bytes.size() - 1)).find("cut short") != std::string::npos);
}

} // namespace

int main()
{
    whatPyTorchWritesIsRead();
    dictionariesAndParametersAreUnderstood();
    tensorsOutsideTheirStorageAreRefused();
    codeIsNeverRun();
    hostilePicklesEnd();
    otherFilesAreNamed();
    oldFormatIsRead();
}
