#include "core/base/files/Sha256.h"

#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <fstream>

using namespace cf;

namespace {

std::string digest(const std::string &text)
{
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

} // namespace

int main()
{
    // FIPS 180-4 examples.
    CF_EQUAL(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CF_EQUAL(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CF_EQUAL(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CF_EQUAL(digest(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");

    // However the bytes come: piece by piece, across the ends of blocks.
    const std::string text(1000, 'a');
    for (const std::size_t piece : { 1, 63, 64, 65, 200 }) {
        Sha256 hash;
        for (std::size_t first = 0; first < text.size(); first += piece)
            hash.add(text.data() + first, std::min(piece, text.size() - first));
        CF_EQUAL(hash.finish(), digest(text));
    }

    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "file") << "abc";
    CF_EQUAL(sha256OfFile(folder.path() / "file").value(), digest("abc"));
    CF_CHECK(!sha256OfFile(folder.path() / "missing"));
}
