#include "core/diffusion/runtime/EvaluationCache.h"

#include "core/base/files/Sha256.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

namespace {

void add(Sha256 &hash, std::string_view text)
{
    const std::uint64_t length = text.size(); // Or two texts could share their border.
    hash.add(&length, sizeof length);
    hash.add(text.data(), text.size());
}

void add(Sha256 &hash, const torch::Tensor &tensor)
{
    if (!tensor.defined())
        return add(hash, std::string_view("undefined"));
    std::string shape(torch::toString(tensor.scalar_type()));
    for (const std::int64_t size : tensor.sizes())
        shape.append(" ").append(std::to_string(size));
    add(hash, shape);
    const torch::Tensor values = tensor.contiguous();
    hash.add(values.data_ptr(), values.nbytes());
}

} // namespace

std::optional<torch::Tensor> EvaluationCache::find(const std::string &given)
{
    const auto place = m_places.find(given);
    if (place == m_places.end())
        return std::nullopt;
    m_entries.splice(m_entries.begin(), m_entries, place->second);
    return place->second->answer.clone();
}

void EvaluationCache::keep(const std::string &given, const torch::Tensor &answer)
{
    if (answer.nbytes() > m_maxBytes || m_places.contains(given))
        return;
    m_entries.push_front({ given, answer.clone() });
    m_places[given] = m_entries.begin();
    m_bytes += answer.nbytes();
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_entries.back().answer.nbytes();
        m_places.erase(m_entries.back().given);
        m_entries.pop_back();
    }
}

std::string hashOf(std::initializer_list<torch::Tensor> tensors, std::string_view text)
{
    Sha256 hash;
    for (const torch::Tensor &tensor : tensors)
        add(hash, tensor);
    add(hash, text);
    return hash.finish();
}

} // namespace cf
