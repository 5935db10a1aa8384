#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// What a pickle of tensors is made of. Lists, tuples and dictionaries refer to other values by number.
struct PickledValue {
    enum class Kind { None, Boolean, Integer, Number, Text, Tuple, List, Dictionary, Global, Storage, Tensor, Mark };
    Kind kind = Kind::None;
    std::int64_t integer = 0; ///< Of Boolean and Integer; of Storage its number of elements; of Tensor its offset.
    double number = 0.0;
    std::string text = {}; ///< Of Global "module.name"; of Storage and Tensor the storage's key.
    std::string type = {}; ///< Of Storage and Tensor: "FloatStorage" and so on.
    std::vector<std::size_t> items = {}; ///< Of a Dictionary: key, value, key, value …
    std::vector<std::int64_t> sizes = {}, strides = {}; ///< Of Tensor, in elements.
};

/// Reads a pickle (protocols 2 to 5) without running anything: of all calls only those are understood that put a
/// tensor, a parameter or an ordered dictionary together, and they are noted, not made.
class Unpickler
{
public:
    explicit Unpickler(std::span<const std::byte> bytes)
        : m_bytes(bytes)
    {
    }

    /// Reads one pickle up to its end and returns the number of its value. Several may follow each other. Errors of
    /// code Unsupported: it asks for something else to be called.
    Result<std::size_t> readOne();
    const PickledValue &at(std::size_t value) const { return m_values[value]; }
    std::size_t count() const { return m_values.size(); }
    /// Bytes read so far.
    std::size_t position() const { return m_place; }

private:
    Result<> step(unsigned char code, bool &finished);
    Result<bool> readScalar(unsigned char code);
    Result<bool> readContainer(unsigned char code);
    Result<bool> readMemo(unsigned char code);
    Result<bool> readObject(unsigned char code);

    template <typename T> Result<T> raw();
    Result<std::string> rawText(std::uint64_t length);
    Result<std::string> rawLine();
    Result<std::int64_t> rawLong(std::uint64_t length);

    Result<> push(PickledValue value);
    Result<std::size_t> pop();
    Result<std::vector<std::size_t>> popToMark();
    Result<> appendTo(std::vector<std::size_t> items, PickledValue::Kind kind);
    Result<> pushGlobal(const std::string &name);
    Result<> reduce();
    Result<> reduceTensor(const PickledValue &arguments);
    Result<> persist();
    Result<std::vector<std::int64_t>> integersOf(std::size_t value) const;

    std::span<const std::byte> m_bytes;
    std::size_t m_place = 0;
    std::deque<PickledValue> m_values; ///< Owns all values, so that deep nesting costs no recursion.
    std::vector<std::size_t> m_stack;
    std::vector<std::size_t> m_memo;
};

} // namespace cf
