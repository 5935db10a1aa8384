#pragma once

#include "core/base/Result.h"
#include "tests/parity/Golden.h"

#include <cstdio>
#include <cstdlib>

namespace cf::parity {

/// The value, or the end of the test with the error's sentence.
template <typename T> T orGiveUp(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(EXIT_FAILURE);
}

// One function for each kind of file of golden/README.md; main.cpp has the table.
void checkTextEncoder(const GoldenFile &file, Parity &parity); // b
void checkUNet(const GoldenFile &file, Parity &parity); // c
void checkAutoencoder(const GoldenFile &file, Parity &parity); // d
void checkSchedulers(const GoldenFile &file, Parity &parity); // e
void checkTextToImage(const GoldenFile &file, Parity &parity); // f
void checkTraining(const GoldenFile &file, Parity &parity); // j
void checkFullSize(const GoldenFile &file, Parity &parity); // m

} // namespace cf::parity
