#include "core/diffusion/weights/Unpickler.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace cf {

namespace {

using Kind = PickledValue::Kind;

constexpr std::size_t maxValues = 4'000'000; // A large model's pickle makes some ten thousand.
constexpr std::size_t nothing = static_cast<std::size_t>(-1);

constexpr std::array<std::string_view, 7> allowedGlobals{ "collections.OrderedDict", "torch._utils._rebuild_tensor_v2",
    "torch._utils._rebuild_parameter", "torch.jit._pickle.restore_type_tag", "torch.Size",
    "torch.storage.UntypedStorage", "torch.storage._UntypedStorage" };

bool isStorage(std::string_view name)
{
    return name.starts_with("torch.") && name.ends_with("Storage") && std::count(name.begin(), name.end(), '.') == 1;
}

tl::unexpected<Error> damaged(const std::string &how)
{
    return fail(ErrorCode::InvalidInput, "its pickle is damaged (" + how + "); copy it again");
}

tl::unexpected<Error> refused(const std::string &what)
{
    return fail(ErrorCode::Unsupported, "it asks for " + what);
}

PickledValue integerValue(std::int64_t value)
{
    PickledValue result{ Kind::Integer };
    result.integer = value;
    return result;
}

PickledValue textValue(std::string text)
{
    PickledValue result{ Kind::Text };
    result.text = std::move(text);
    return result;
}

PickledValue sequence(Kind kind, std::vector<std::size_t> items)
{
    PickledValue result{ kind };
    result.items = std::move(items);
    return result;
}

} // namespace

template <typename T> Result<T> Unpickler::raw()
{
    if (m_bytes.size() - m_place < sizeof(T))
        return damaged("it ends too soon");
    T value{};
    std::memcpy(&value, m_bytes.data() + m_place, sizeof(T));
    m_place += sizeof(T);
    return value;
}

Result<std::string> Unpickler::rawText(std::uint64_t length)
{
    if (length > m_bytes.size() - m_place)
        return damaged("it ends too soon");
    std::string text(reinterpret_cast<const char *>(m_bytes.data() + m_place), static_cast<std::size_t>(length));
    m_place += static_cast<std::size_t>(length);
    return text;
}

Result<std::string> Unpickler::rawLine()
{
    const auto rest = m_bytes.subspan(m_place);
    const auto end = std::find(rest.begin(), rest.end(), std::byte{ '\n' });
    if (end == rest.end())
        return damaged("it ends too soon");
    CF_ASSIGN(std::string line, rawText(static_cast<std::uint64_t>(end - rest.begin())));
    ++m_place;
    return line;
}

Result<std::int64_t> Unpickler::rawLong(std::uint64_t length)
{
    CF_ASSIGN(const std::string bytes, rawText(length));
    if (bytes.size() > 8)
        return integerValue(0).integer; // Longer numbers are only the format's magic; nothing reads them.
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value |= std::uint64_t{ static_cast<unsigned char>(bytes[i]) } << (8 * i);
    if (!bytes.empty() && bytes.size() < 8 && (static_cast<unsigned char>(bytes.back()) & 0x80) != 0)
        value |= ~std::uint64_t{ 0 } << (8 * bytes.size());
    return static_cast<std::int64_t>(value);
}

Result<> Unpickler::push(PickledValue value)
{
    if (m_values.size() >= maxValues)
        return damaged("more values than a checkpoint has");
    m_values.push_back(std::move(value));
    m_stack.push_back(m_values.size() - 1);
    return {};
}

Result<std::size_t> Unpickler::pop()
{
    if (m_stack.empty())
        return damaged("its stack is empty");
    const std::size_t value = m_stack.back();
    m_stack.pop_back();
    return value;
}

Result<std::vector<std::size_t>> Unpickler::popToMark()
{
    for (std::size_t place = m_stack.size(); place > 0; --place)
        if (m_values[m_stack[place - 1]].kind == Kind::Mark) {
            std::vector<std::size_t> items(m_stack.begin() + static_cast<std::ptrdiff_t>(place), m_stack.end());
            m_stack.resize(place - 1);
            return items;
        }
    return damaged("a mark is missing");
}

Result<> Unpickler::appendTo(std::vector<std::size_t> items, Kind kind)
{
    if (m_stack.empty() || m_values[m_stack.back()].kind != kind || (kind == Kind::Dictionary && items.size() % 2 != 0))
        return damaged("items without their container");
    auto &target = m_values[m_stack.back()].items;
    target.insert(target.end(), items.begin(), items.end());
    return {};
}

Result<bool> Unpickler::readScalar(unsigned char code)
{
    switch (code) {
    case 'N':
        CF_TRY(push({}));
        return true;
    case 0x88:
    case 0x89: {
        PickledValue value{ Kind::Boolean };
        value.integer = code == 0x88 ? 1 : 0;
        CF_TRY(push(value));
        return true;
    }
    case 'J': {
        CF_ASSIGN(const auto value, raw<std::int32_t>());
        CF_TRY(push(integerValue(value)));
        return true;
    }
    case 'K': {
        CF_ASSIGN(const auto value, raw<std::uint8_t>());
        CF_TRY(push(integerValue(value)));
        return true;
    }
    case 'M': {
        CF_ASSIGN(const auto value, raw<std::uint16_t>());
        CF_TRY(push(integerValue(value)));
        return true;
    }
    case 0x8a: {
        CF_ASSIGN(const auto length, raw<std::uint8_t>());
        CF_ASSIGN(const auto value, rawLong(length));
        CF_TRY(push(integerValue(value)));
        return true;
    }
    case 'G': { // Big-endian, unlike everything else.
        CF_ASSIGN(const auto bits, raw<std::uint64_t>());
        const std::uint64_t swapped = __builtin_bswap64(bits);
        PickledValue value{ Kind::Number };
        std::memcpy(&value.number, &swapped, sizeof swapped);
        CF_TRY(push(value));
        return true;
    }
    case 'X':
    case 'B':
    case 'T': {
        CF_ASSIGN(const auto length, raw<std::uint32_t>());
        CF_ASSIGN(auto text, rawText(length));
        CF_TRY(push(textValue(std::move(text))));
        return true;
    }
    case 0x8c:
    case 'U':
    case 'C': {
        CF_ASSIGN(const auto length, raw<std::uint8_t>());
        CF_ASSIGN(auto text, rawText(length));
        CF_TRY(push(textValue(std::move(text))));
        return true;
    }
    default:
        return false;
    }
}

Result<bool> Unpickler::readContainer(unsigned char code)
{
    switch (code) {
    case '(':
        CF_TRY(push({ Kind::Mark }));
        return true;
    case '}':
        CF_TRY(push({ Kind::Dictionary }));
        return true;
    case ']':
        CF_TRY(push({ Kind::List }));
        return true;
    case ')':
        CF_TRY(push({ Kind::Tuple }));
        return true;
    case 't':
    case 'l': {
        CF_ASSIGN(auto items, popToMark());
        CF_TRY(push(sequence(code == 't' ? Kind::Tuple : Kind::List, std::move(items))));
        return true;
    }
    case 0x85:
    case 0x86:
    case 0x87: {
        std::vector<std::size_t> items(code - 0x84U);
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            CF_ASSIGN(*item, pop());
        }
        CF_TRY(push(sequence(Kind::Tuple, std::move(items))));
        return true;
    }
    case 'a': {
        CF_ASSIGN(const auto item, pop());
        CF_TRY(appendTo({ item }, Kind::List));
        return true;
    }
    case 'e': {
        CF_ASSIGN(auto items, popToMark());
        CF_TRY(appendTo(std::move(items), Kind::List));
        return true;
    }
    case 's': {
        CF_ASSIGN(const auto value, pop());
        CF_ASSIGN(const auto key, pop());
        CF_TRY(appendTo({ key, value }, Kind::Dictionary));
        return true;
    }
    case 'u': {
        CF_ASSIGN(auto items, popToMark());
        CF_TRY(appendTo(std::move(items), Kind::Dictionary));
        return true;
    }
    default:
        return false;
    }
}

Result<bool> Unpickler::readMemo(unsigned char code)
{
    std::size_t place = m_memo.size();
    if (code == 'q' || code == 'h') {
        CF_ASSIGN(place, raw<std::uint8_t>());
    } else if (code == 'r' || code == 'j') {
        CF_ASSIGN(place, raw<std::uint32_t>());
    } else if (code != 0x94) {
        return false;
    }
    if (code == 'h' || code == 'j') {
        if (place >= m_memo.size() || m_memo[place] == nothing)
            return damaged("it refers to a value that it never made");
        m_stack.push_back(m_memo[place]);
        if (m_stack.size() > maxValues)
            return damaged("more values than a checkpoint has");
        return true;
    }
    if (m_stack.empty() || place >= maxValues)
        return damaged("nothing to remember");
    if (place >= m_memo.size())
        m_memo.resize(place + 1, nothing);
    m_memo[place] = m_stack.back();
    return true;
}

Result<> Unpickler::pushGlobal(const std::string &name)
{
    if (std::find(allowedGlobals.begin(), allowedGlobals.end(), name) == allowedGlobals.end() && !isStorage(name))
        return refused(name);
    PickledValue value{ Kind::Global };
    value.text = name;
    return push(std::move(value));
}

Result<std::vector<std::int64_t>> Unpickler::integersOf(std::size_t value) const
{
    const PickledValue &list = m_values[value];
    std::vector<std::int64_t> result;
    if (list.kind != Kind::Tuple && list.kind != Kind::List)
        return damaged("a tensor's shape is no list");
    for (const std::size_t item : list.items) {
        if (m_values[item].kind != Kind::Integer)
            return damaged("a tensor's shape is not made of whole numbers");
        result.push_back(m_values[item].integer);
    }
    return result;
}

/// _rebuild_tensor_v2(storage, offset, sizes, strides, …)
Result<> Unpickler::reduceTensor(const PickledValue &arguments)
{
    if (arguments.items.size() < 4 || m_values[arguments.items[0]].kind != Kind::Storage
        || m_values[arguments.items[1]].kind != Kind::Integer)
        return damaged("a tensor without its storage");
    PickledValue tensor{ Kind::Tensor };
    const PickledValue &storage = m_values[arguments.items[0]];
    tensor.text = storage.text;
    tensor.type = storage.type;
    tensor.integer = m_values[arguments.items[1]].integer;
    CF_ASSIGN(tensor.sizes, integersOf(arguments.items[2]));
    CF_ASSIGN(tensor.strides, integersOf(arguments.items[3]));
    return push(std::move(tensor));
}

Result<> Unpickler::reduce()
{
    CF_ASSIGN(const auto argumentsPlace, pop());
    CF_ASSIGN(const auto functionPlace, pop());
    const PickledValue arguments = m_values[argumentsPlace];
    const PickledValue &function = m_values[functionPlace];
    if (function.kind != Kind::Global || arguments.kind != Kind::Tuple)
        return refused("a call that is not one of a tensor's");
    const std::string &name = function.text;
    if (name == "torch._utils._rebuild_tensor_v2")
        return reduceTensor(arguments);
    // A value with a remark: its requires_grad, its declared type.
    if (name == "torch._utils._rebuild_parameter" || name == "torch.jit._pickle.restore_type_tag"
        || name == "torch.Size") {
        if (arguments.items.empty())
            return damaged("a parameter without its tensor");
        m_stack.push_back(arguments.items[0]);
        return {};
    }
    if (name != "collections.OrderedDict")
        return refused("a call of " + name);
    PickledValue dictionary{ Kind::Dictionary };
    if (!arguments.items.empty())
        for (const std::size_t pair : m_values[arguments.items[0]].items) {
            const PickledValue &both = m_values[pair];
            if (both.items.size() != 2)
                return damaged("an ordered dictionary's item is no pair");
            dictionary.items.insert(dictionary.items.end(), both.items.begin(), both.items.end());
        }
    return push(std::move(dictionary));
}

/// ("storage", class, key, location, elements, …)
Result<> Unpickler::persist()
{
    CF_ASSIGN(const auto place, pop());
    const PickledValue &id = m_values[place];
    if (id.kind != Kind::Tuple || id.items.size() < 5 || m_values[id.items[0]].text != "storage"
        || m_values[id.items[1]].kind != Kind::Global || m_values[id.items[4]].kind != Kind::Integer)
        return damaged("a storage without its description");
    PickledValue storage{ Kind::Storage };
    const std::string &type = m_values[id.items[1]].text;
    storage.type = type.substr(type.rfind('.') + 1);
    storage.text = m_values[id.items[2]].text;
    storage.integer = m_values[id.items[4]].integer;
    return push(std::move(storage));
}

Result<bool> Unpickler::readObject(unsigned char code)
{
    switch (code) {
    case 'c': {
        CF_ASSIGN(const auto module, rawLine());
        CF_ASSIGN(const auto name, rawLine());
        CF_TRY(pushGlobal(module + "." + name));
        return true;
    }
    case 0x93: {
        CF_ASSIGN(const auto name, pop());
        CF_ASSIGN(const auto module, pop());
        CF_TRY(pushGlobal(m_values[module].text + "." + m_values[name].text));
        return true;
    }
    case 'Q':
        CF_TRY(persist());
        return true;
    case 'R':
        CF_TRY(reduce());
        return true;
    case 'b': { // State of an ordered dictionary or a parameter (versions, hooks): of no use to us.
        CF_TRY(pop());
        const bool isPlain = !m_stack.empty()
            && (m_values[m_stack.back()].kind == Kind::Dictionary || m_values[m_stack.back()].kind == Kind::Tensor);
        if (!isPlain)
            return refused("the state of an unknown object");
        return true;
    }
    case '0':
        CF_TRY(pop());
        return true;
    default:
        return false;
    }
}

Result<> Unpickler::step(unsigned char code, bool &finished)
{
    if (code == '.') {
        finished = true;
        return {};
    }
    if (code == 0x80) // Protocol.
        return raw<std::uint8_t>().map([](std::uint8_t) {});
    if (code == 0x95) // Frame: a hint of length.
        return raw<std::uint64_t>().map([](std::uint64_t) {});
    for (const auto read :
        { &Unpickler::readScalar, &Unpickler::readContainer, &Unpickler::readMemo, &Unpickler::readObject }) {
        CF_ASSIGN(const bool known, (this->*read)(code));
        if (known)
            return {};
    }
    // INST, OBJ, NEWOBJ, EXT and persistent names of text: ways to make objects that no tensor needs.
    if (std::string_view("io\x81\x82\x83\x84\x92P").find(static_cast<char>(code)) != std::string_view::npos)
        return refused("an object of a class");
    return damaged("the unknown instruction " + std::to_string(code));
}

Result<std::size_t> Unpickler::readOne()
{
    m_stack.clear();
    m_memo.clear();
    for (bool finished = false; !finished;) {
        CF_ASSIGN(const auto code, raw<std::uint8_t>());
        CF_TRY(step(code, finished));
    }
    return pop();
}

} // namespace cf
