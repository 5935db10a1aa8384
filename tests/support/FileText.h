#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cf::test {

/// All bytes of a file; empty where there is none.
inline std::string fileText(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

} // namespace cf::test
