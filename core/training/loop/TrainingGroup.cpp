#include "core/training/loop/TrainingGroup.h"

#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/training/loop/GroupSums.h"

#ifdef CONTRAFACT_HAS_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

namespace cf {

namespace {

std::optional<std::string> environmentValue(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr || *value == '\0' ? std::nullopt : std::optional<std::string>(value);
}

/// A whole number of the environment; `otherwise` where it is not there.
Result<int> environmentNumber(const char *name, std::optional<int> otherwise = std::nullopt)
{
    const auto text = environmentValue(name);
    if (!text && otherwise)
        return *otherwise;
    int number = 0;
    const auto isNumber = [&] {
        const char *end = text->data() + text->size();
        const auto parsed = std::from_chars(text->data(), end, number);
        return parsed.ec == std::errc() && parsed.ptr == end;
    };
    if (!text || !isNumber())
        return fail(ErrorCode::InvalidInput,
            std::string("Of several processes that train together each needs ") + name + " in its environment, a number"
                + (text ? ", not \"" + *text + "\"" : "") + ", as torchrun sets it.");
    return number;
}

} // namespace

Result<GroupPlace> groupPlaceFromEnvironment()
{
    GroupPlace place;
    CF_ASSIGN(place.size, environmentNumber("WORLD_SIZE", 1));
    if (place.size == 1)
        return GroupPlace{};
    CF_ASSIGN(place.rank, environmentNumber("RANK"));
    CF_ASSIGN(place.port, environmentNumber("MASTER_PORT", place.port));
    place.address = environmentValue("MASTER_ADDR").value_or("localhost");
    return place;
}

#ifdef CONTRAFACT_HAS_GLOO

struct TrainingGroup::Connection {
    c10::intrusive_ptr<c10d::TCPStore> store;
    c10::intrusive_ptr<c10d::ProcessGroupGloo> processes;
};

namespace {

std::shared_ptr<gloo::transport::Device> deviceFor(const GroupPlace &place)
{
    if (const auto interface = environmentValue("GLOO_SOCKET_IFNAME"))
        return c10d::ProcessGroupGloo::createDeviceForInterface(*interface);
    const bool isHere = place.address == "localhost" || place.address.starts_with("127.");
    return isHere ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1")
                  : c10d::ProcessGroupGloo::createDefaultDevice();
}

std::unique_ptr<TrainingGroup::Connection> connectionOf(const GroupPlace &place, std::chrono::milliseconds patience)
{
    c10d::TCPStoreOptions meeting;
    meeting.port = static_cast<std::uint16_t>(place.port);
    meeting.isServer = place.rank == 0;
    meeting.numWorkers = static_cast<std::size_t>(place.size);
    meeting.timeout = patience;
    auto connection = std::make_unique<TrainingGroup::Connection>();
    connection->store = c10::make_intrusive<c10d::TCPStore>(place.address, meeting);
    auto options = c10d::ProcessGroupGloo::Options::create(patience);
    options->devices.push_back(deviceFor(place));
    options->threads = 2; // As torch.distributed has it.
    connection->processes =
        c10::make_intrusive<c10d::ProcessGroupGloo>(connection->store, place.rank, place.size, options);
    return connection;
}

} // namespace

bool TrainingGroup::isBuiltIn()
{
    return true;
}

void addUp(const TrainingGroup &group, torch::Tensor &values)
{
    if (group.connection() == nullptr)
        return;
    std::vector<torch::Tensor> tensors{ values.contiguous() };
    group.connection()->processes->allreduce(tensors)->wait();
    if (!tensors.front().is_same(values))
        values.copy_(tensors.front());
}

#else

struct TrainingGroup::Connection {
};

namespace {

std::unique_ptr<TrainingGroup::Connection> connectionOf(const GroupPlace &, std::chrono::milliseconds)
{
    return nullptr;
}

} // namespace

bool TrainingGroup::isBuiltIn()
{
    return false;
}

void addUp(const TrainingGroup &, torch::Tensor &)
{
    // There is no group but of one process.
}

#endif

TrainingGroup::TrainingGroup() = default;
TrainingGroup::TrainingGroup(TrainingGroup &&) noexcept = default;
TrainingGroup &TrainingGroup::operator=(TrainingGroup &&) noexcept = default;
TrainingGroup::~TrainingGroup() = default;

Result<TrainingGroup> TrainingGroup::join(const GroupPlace &place, std::chrono::milliseconds patience)
{
    constexpr int highestPort = 65535;
    if (place.size < 1 || place.rank < 0 || place.rank >= place.size || place.port < 1 || place.port > highestPort)
        return fail(ErrorCode::InvalidInput,
            "Of several processes that train together RANK is 0 … WORLD_SIZE − 1, and MASTER_PORT a port; here they "
            "are "
                + std::to_string(place.rank) + ", " + std::to_string(place.size) + " and " + std::to_string(place.port)
                + ".");
    TrainingGroup group;
    if (place.size == 1)
        return group;
    if (!isBuiltIn())
        return fail(ErrorCode::Unsupported,
            "This program was built without gloo (Debian: libgloo-dev), by which several processes train together.");
    const auto meet = [&]() -> Result<> {
        group.m_connection = connectionOf(place, patience);
        group.m_place = place;
        return {};
    };
    if (const auto met = atTorchBorder("The meeting of the processes", meet); !met)
        return fail(ErrorCode::Io,
            "The " + std::to_string(place.size) + " processes that train together did not meet at " + place.address
                + ", port " + std::to_string(place.port) + ": " + met.error().message);
    return group;
}

std::pair<std::int64_t, std::int64_t> TrainingGroup::shareOf(std::int64_t rows) const
{
    return { rows * m_place.rank / m_place.size, rows * (m_place.rank + 1) / m_place.size };
}

Result<> checkShares(const TrainingGroup &group, std::int64_t rows, const std::string &what)
{
    if (rows >= group.size())
        return {};
    return fail(ErrorCode::InvalidInput,
        "The recipe's batch of " + std::to_string(rows) + " " + what + " cannot be shared by "
            + std::to_string(group.size()) + " processes. Raise \"batch\", or start fewer.");
}

namespace {

/// In PyTorch's terms: all_reduce with all_reduce as its gradient.
struct SumOverProcesses : torch::autograd::Function<SumOverProcesses> {
    static torch::Tensor summed(const torch::Tensor &values, std::int64_t group)
    {
        torch::Tensor sum = values.detach().clone(torch::MemoryFormat::Contiguous);
        addUp(*reinterpret_cast<const TrainingGroup *>(group), sum);
        return sum;
    }

    static torch::Tensor forward(
        torch::autograd::AutogradContext *context, const torch::Tensor &values, std::int64_t group)
    {
        context->saved_data["group"] = group;
        return summed(values, group);
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext *context, torch::autograd::variable_list gradients)
    {
        return { summed(gradients.at(0), context->saved_data["group"].toInt()), torch::Tensor() };
    }
};

} // namespace

torch::Tensor addedUp(const TrainingGroup &group, const torch::Tensor &values)
{
    return group.isAlone() ? values : SumOverProcesses::apply(values, reinterpret_cast<std::int64_t>(&group));
}

} // namespace cf
