#include "core/diffusion/models/CrossAttention.h"

#include "core/diffusion/models/ResnetBlock.h"
#include "core/diffusion/runtime/CancellationPoint.h"

#include <cmath>

namespace cf {

namespace {

constexpr std::int64_t queryChunk =
    512; // Keeps the map of one head in the cache: twice as fast as the whole at 64 × 64.

/// [batch, positions, heads·width] → [batch·heads, positions, width]
torch::Tensor splitHeads(const torch::Tensor &tensor, std::int64_t heads)
{
    const auto batch = tensor.size(0);
    const auto width = tensor.size(2) / heads;
    return tensor.view({ batch, tensor.size(1), heads, width })
        .transpose(1, 2)
        .reshape({ batch * heads, tensor.size(1), width });
}

torch::Tensor joinHeads(const torch::Tensor &tensor, std::int64_t heads)
{
    const auto batch = tensor.size(0) / heads;
    return tensor.view({ batch, heads, tensor.size(1), tensor.size(2) })
        .transpose(1, 2)
        .reshape({ batch, tensor.size(1), heads * tensor.size(2) });
}

/// Without ever forming a whole map: one head and 512 queries at a time, written in place.
torch::Tensor attendInChunks(const torch::Tensor &query, const torch::Tensor &key, const torch::Tensor &value)
{
    torch::Tensor result = torch::empty_like(query);
    for (std::int64_t head = 0; head < query.size(0); ++head) {
        cancellationPoint();
        const torch::Tensor keys = key[head].t();
        for (std::int64_t first = 0; first < query.size(1); first += queryChunk) {
            const std::int64_t last = std::min(first + queryChunk, query.size(1));
            const torch::Tensor map = torch::mm(query[head].slice(0, first, last), keys);
            torch::Tensor part = result[head].slice(0, first, last);
            torch::mm_out(part, torch::softmax(map, -1), value[head]);
        }
    }
    return result;
}

} // namespace

AttentionImpl::AttentionImpl(std::int64_t queryWidth, std::int64_t contextWidth, std::int64_t headCount)
    : heads(headCount)
{
    const auto plain = [](std::int64_t from, std::int64_t to) {
        return LinearMap(torch::nn::LinearOptions(from, to).bias(false));
    };
    to_q = register_module("to_q", plain(queryWidth, queryWidth));
    to_k = register_module("to_k", plain(contextWidth, queryWidth));
    to_v = register_module("to_v", plain(contextWidth, queryWidth));
    to_out = register_module("to_out", torch::nn::ModuleList(LinearMap(queryWidth, queryWidth)));
}

torch::Tensor AttentionImpl::forward(
    const torch::Tensor &image, const torch::Tensor &context, const AttentionPlace &place, AttentionControl *control)
{
    cancellationPoint();
    const torch::Tensor asked = image.to(to_q->format.of(to_q->weight)); // Once, for three products.
    const torch::Tensor &seen = context.defined() ? context : asked;
    const double scale = 1.0 / std::sqrt(static_cast<double>(to_q->weight.size(0) / heads));
    const torch::Tensor query = splitHeads(to_q(asked) * scale, heads); // Cheaper here than on the map.
    const torch::Tensor key = splitHeads(to_k(seen), heads);
    const torch::Tensor value = splitHeads(to_v(seen), heads);
    torch::Tensor mixed;
    const bool controlled = control != nullptr && control->wants(place);
    if (!controlled && !torch::GradMode::is_enabled() && query.size(1) * key.size(1) > queryChunk * queryChunk) {
        mixed = attendInChunks(query, key, value);
    } else {
        // A control reads and writes maps in fp32 where the products are in bf16.
        const auto wide = query.scalar_type() == torch::kBFloat16 ? torch::kFloat32 : query.scalar_type();
        torch::Tensor map = torch::softmax(torch::bmm(query, key.transpose(1, 2)), -1, wide);
        if (controlled) {
            const auto rows = image.size(0);
            map = control->apply(place, map.view({ rows, heads, map.size(1), map.size(2) }))
                      .reshape({ rows * heads, query.size(1), key.size(1) });
        }
        mixed = torch::bmm(map.to(value.scalar_type()), value);
    }
    return to_out[0]->as<LinearMap>()->forward(joinHeads(mixed, heads));
}

namespace {

/// Gives `net.0` of the feed-forward its checkpoint name `net.0.proj`.
struct GateImpl : torch::nn::Module {
    explicit GateImpl(std::int64_t width) { proj = register_module("proj", LinearMap(width, 8 * width)); }
    torch::Tensor forward(const torch::Tensor &image)
    {
        const auto halves = proj(image).chunk(2, -1);
        return halves[0] * torch::gelu(halves[1]);
    }
    LinearMap proj{ nullptr };
};
TORCH_MODULE(Gate);

} // namespace

FeedForwardImpl::FeedForwardImpl(std::int64_t width)
{
    net->push_back(Gate(width));
    net->push_back(torch::nn::Identity()); // net.1 is the dropout of training, without weights.
    net->push_back(LinearMap(4 * width, width));
    register_module("net", net);
}

torch::Tensor FeedForwardImpl::forward(const torch::Tensor &image)
{
    return net[2]->as<LinearMap>()->forward(net[0]->as<Gate>()->forward(image));
}

TransformerBlockImpl::TransformerBlockImpl(std::int64_t width, std::int64_t contextWidth, std::int64_t heads)
{
    const auto norm = [width] { return LayerNorm(torch::nn::LayerNormOptions({ width })); };
    norm1 = register_module("norm1", norm());
    attn1 = register_module("attn1", Attention(width, width, heads));
    norm2 = register_module("norm2", norm());
    attn2 = register_module("attn2", Attention(width, contextWidth, heads));
    norm3 = register_module("norm3", norm());
    ff = register_module("ff", FeedForward(width));
}

torch::Tensor TransformerBlockImpl::forward(
    torch::Tensor image, const torch::Tensor &context, AttentionPlace &place, AttentionControl *control)
{
    place.isCross = false;
    image = image + attn1(norm1(image), torch::Tensor(), place, control);
    ++place.layer;
    place.isCross = true;
    image = image + attn2(norm2(image), context, place, control);
    ++place.layer;
    return image + ff(norm3(image));
}

Transformer2DImpl::Transformer2DImpl(
    std::int64_t channels, std::int64_t contextWidth, std::int64_t heads, std::int64_t groups)
{
    norm = register_module("norm", groupNorm(groups, channels, 1e-6));
    proj_in = register_module("proj_in", convolution(channels, channels, 1, 1, 0));
    transformer_blocks->push_back(TransformerBlock(channels, contextWidth, heads));
    register_module("transformer_blocks", transformer_blocks);
    proj_out = register_module("proj_out", convolution(channels, channels, 1, 1, 0));
}

torch::Tensor Transformer2DImpl::forward(
    const torch::Tensor &image, const torch::Tensor &context, AttentionPlace &place, AttentionControl *control)
{
    const auto shape = image.sizes().vec();
    place.positions = shape[2] * shape[3];
    torch::Tensor hidden = proj_in(norm(image)).flatten(2).transpose(1, 2).contiguous();
    for (const auto &block : *transformer_blocks)
        hidden = block->as<TransformerBlock>()->forward(hidden, context, place, control);
    return proj_out(hidden.transpose(1, 2).reshape(shape)) + image;
}

} // namespace cf
