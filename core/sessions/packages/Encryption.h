#pragma once

#include "core/base/Result.h"

#include <string>

namespace cf::sessions {

// Of libsodium: XChaCha20-Poly1305 streams (secretstream) and Argon2id (https://doc.libsodium.org). A text that was
// changed in any place, cut short or lengthened does not open.

/// A key drawn at random, 32 bytes.
std::string randomKey();

/// A reader's own key, derived from the study's secret (BLAKE2b), so that nobody who has one can make another's.
std::string keyOfReader(const std::string &secret, const std::string &reader);

/// What makes a key of a passphrase the same again; not secret.
struct KeySettings {
    std::string salt; ///< 16 bytes, drawn at random.
    unsigned long long operations = 0;
    std::size_t memory = 0; ///< Bytes.
};
/// Argon2id at libsodium's "moderate" setting: 256 MB and some 0.7 s, so that guessing passphrases is slow.
KeySettings newKeySettings();
/// Errors: InvalidInput for an empty passphrase, OutOfMemory.
Result<std::string> keyFrom(const std::string &passphrase, const KeySettings &settings);

/// `associated` is not hidden, but must be the same when opening. The result is binary.
Result<std::string> encrypt(const std::string &plain, const std::string &key, const std::string &associated);
/// Errors: InvalidInput where key, associated text or any byte are not those of encrypt(); `what` names it in words.
Result<std::string> decrypt(
    const std::string &cipher, const std::string &key, const std::string &associated, const std::string &what);

std::string toHex(const std::string &bytes);
Result<std::string> fromHex(const std::string &text);

} // namespace cf::sessions
