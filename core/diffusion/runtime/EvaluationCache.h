#pragma once

#include <torch/types.h>

#include <cstdint>
#include <initializer_list>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace cf {

/// What a network answered lately, each answer under everything that the network was given. Two edits of one image that
/// part only at a late step (another mask, another guidance from there on, the same again after it was stopped) share
/// the answers up to it, to the last bit. In memory alone; the longest unused go first. One thread at a time.
class EvaluationCache
{
public:
    /// Beyond this many bytes answers go; 0: nothing is remembered.
    explicit EvaluationCache(std::uint64_t maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// A copy.
    std::optional<torch::Tensor> find(const std::string &given);
    /// An answer larger than all the room is not kept.
    void keep(const std::string &given, const torch::Tensor &answer);
    bool isOff() const { return m_maxBytes == 0; }

private:
    struct Entry {
        std::string given;
        torch::Tensor answer;
    };

    std::uint64_t m_maxBytes;
    std::uint64_t m_bytes = 0;
    std::list<Entry> m_entries; ///< The last used first.
    std::unordered_map<std::string, std::list<Entry>::iterator> m_places;
};

/// A hash over number formats, shapes and values of CPU tensors (undefined ones count as such) and over a text.
std::string hashOf(std::initializer_list<torch::Tensor> tensors, std::string_view text);

} // namespace cf
