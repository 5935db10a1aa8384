#include "core/sessions/packages/Encryption.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

namespace cf::sessions {

namespace {

constexpr std::size_t pieceSize = 1U << 20U;

bool ready()
{
    static const bool isReady = sodium_init() >= 0;
    return isReady;
}

const unsigned char *bytesOf(const std::string &text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

unsigned char *bytesOf(std::string &text)
{
    return reinterpret_cast<unsigned char *>(text.data());
}

} // namespace

std::string randomKey()
{
    ready();
    std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    randombytes_buf(key.data(), key.size());
    return key;
}

std::string keyOfReader(const std::string &secret, const std::string &reader)
{
    ready();
    const std::string words = "contrafact answers of reader " + reader;
    std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    crypto_generichash(bytesOf(key), key.size(), bytesOf(words), words.size(), bytesOf(secret), secret.size());
    return key;
}

KeySettings newKeySettings()
{
    ready();
    KeySettings settings;
    settings.salt.resize(crypto_pwhash_SALTBYTES);
    randombytes_buf(settings.salt.data(), settings.salt.size());
    settings.operations = crypto_pwhash_OPSLIMIT_MODERATE;
    settings.memory = crypto_pwhash_MEMLIMIT_MODERATE;
    return settings;
}

Result<std::string> keyFrom(const std::string &passphrase, const KeySettings &settings)
{
    if (!ready())
        return fail(ErrorCode::Internal, "libsodium could not be started.");
    if (passphrase.empty())
        return fail(ErrorCode::InvalidInput, "The passphrase is empty.");
    // A file must not be able to ask for any amount of work or memory.
    constexpr std::size_t maximumMemory = std::size_t(1) << 30U;
    if (settings.salt.size() != crypto_pwhash_SALTBYTES || settings.memory > maximumMemory || settings.operations > 16)
        return fail(ErrorCode::InvalidInput, "The package asks for a key that this program does not make.");
    std::string key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    if (crypto_pwhash(bytesOf(key), key.size(), passphrase.data(), passphrase.size(), bytesOf(settings.salt),
            settings.operations, settings.memory, crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return fail(ErrorCode::OutOfMemory, "Not enough memory to make a key of the passphrase: 256 MB are needed.");
    return key;
}

Result<std::string> encrypt(const std::string &plain, const std::string &key, const std::string &associated)
{
    if (!ready() || key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES)
        return fail(ErrorCode::Internal, "The key has the wrong length.");
    crypto_secretstream_xchacha20poly1305_state state;
    std::string cipher(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&state, bytesOf(cipher), bytesOf(key));
    std::string piece(pieceSize + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
    for (std::size_t start = 0;; start += pieceSize) {
        const std::size_t length = std::min(pieceSize, plain.size() - start);
        const bool isLast = start + length == plain.size();
        unsigned long long written = 0;
        crypto_secretstream_xchacha20poly1305_push(&state, bytesOf(piece), &written, bytesOf(plain) + start, length,
            bytesOf(associated), associated.size(),
            isLast ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        cipher.append(piece, 0, written);
        if (isLast)
            return cipher;
    }
}

Result<std::string> decrypt(
    const std::string &cipher, const std::string &key, const std::string &associated, const std::string &what)
{
    const auto refused = [&]() {
        return fail(ErrorCode::InvalidInput,
            what + " does not open: the passphrase or key is another one, or the file was changed or is not whole.");
    };
    constexpr std::size_t header = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
    constexpr std::size_t extra = crypto_secretstream_xchacha20poly1305_ABYTES;
    crypto_secretstream_xchacha20poly1305_state state;
    if (!ready() || cipher.size() < header + extra || key.size() != crypto_secretstream_xchacha20poly1305_KEYBYTES
        || crypto_secretstream_xchacha20poly1305_init_pull(&state, bytesOf(cipher), bytesOf(key)) != 0)
        return refused();
    std::string plain;
    std::string piece(pieceSize, '\0');
    for (std::size_t start = header; start < cipher.size();) {
        const std::size_t length = std::min(pieceSize + extra, cipher.size() - start);
        unsigned long long written = 0;
        unsigned char tag = 0;
        if (length < extra
            || crypto_secretstream_xchacha20poly1305_pull(&state, bytesOf(piece), &written, &tag,
                   bytesOf(cipher) + start, length, bytesOf(associated), associated.size())
                != 0)
            return refused();
        plain.append(piece, 0, written);
        start += length;
        if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
            return start == cipher.size() ? Result<std::string>(plain) : refused();
    }
    return refused();
}

std::string toHex(const std::string &bytes)
{
    std::vector<char> text(bytes.size() * 2 + 1);
    sodium_bin2hex(text.data(), text.size(), bytesOf(bytes), bytes.size());
    return text.data();
}

Result<std::string> fromHex(const std::string &text)
{
    std::string bytes(text.size() / 2, '\0');
    std::size_t length = 0;
    if (sodium_hex2bin(bytesOf(bytes), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr) != 0
        || length * 2 != text.size())
        return fail(ErrorCode::InvalidInput, "A number in the file is not hexadecimal.");
    return bytes;
}

} // namespace cf::sessions
