#include "core/diffusion/measuring/FlopCounter.h"

#include "core/diffusion/runtime/Torch.h"
#include <ATen/record_function.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

namespace cf {

namespace {

/// A callback of LibTorch is a plain function: it finds its count here.
thread_local FlopCount *counting = nullptr;
/// Depth of convolutions under way: what they make of matrix products is already counted.
thread_local int convolving = 0;

double sizeOf(const c10::IValue &value)
{
    return static_cast<double>(value.toTensor().numel());
}

/// 2 · output · (what each output value sums over). inputs: image, weight, bias, stride, padding, dilation, …
double convolutionFlops(c10::ArrayRef<const c10::IValue> inputs)
{
    const torch::Tensor image = inputs[0].toTensor();
    const torch::Tensor weight = inputs[1].toTensor();
    const auto stride = inputs[3].toIntVector();
    const auto padding = inputs[4].toIntVector();
    double positions = static_cast<double>(image.size(0));
    for (std::int64_t dimension = 2; dimension < image.dim(); ++dimension) {
        // One number may stand for all axes.
        const auto at = [dimension](const std::vector<std::int64_t> &values) {
            return values[std::min(static_cast<std::size_t>(dimension) - 2, values.size() - 1)];
        };
        positions *=
            static_cast<double>((image.size(dimension) + 2 * at(padding) - weight.size(dimension)) / at(stride) + 1);
    }
    return 2.0 * positions * static_cast<double>(weight.numel());
}

/// [rows, inner] × [inner, columns], or batches of them.
double productFlops(const c10::IValue &left, const c10::IValue &right)
{
    return 2.0 * sizeOf(left) * static_cast<double>(right.toTensor().size(-1));
}

std::unique_ptr<at::ObserverContext> count(const at::RecordFunction &call)
{
    const char *name = call.name();
    const auto inputs = call.inputs();
    const auto is = [name](const char *other) { return std::strcmp(name, other) == 0; };
    if (counting == nullptr)
        return nullptr;
    if (is("aten::convolution") && convolving++ == 0)
        counting->convolutions += convolutionFlops(inputs);
    if (convolving > 0)
        return nullptr;
    if (is("aten::mm") || is("aten::bmm"))
        counting->products += productFlops(inputs[0], inputs[1]);
    else if (is("aten::addmm") || is("aten::baddbmm"))
        counting->products += productFlops(inputs[1], inputs[2]);
    return nullptr;
}

void finish(const at::RecordFunction &call, at::ObserverContext *)
{
    if (counting != nullptr && std::strcmp(call.name(), "aten::convolution") == 0)
        --convolving;
}

} // namespace

FlopCount countFlops(const std::function<void()> &work)
{
    FlopCount result;
    const auto handle = at::addThreadLocalCallback(at::RecordFunctionCallback(count, finish).needsInputs(true));
    counting = &result;
    convolving = 0;
    work();
    counting = nullptr;
    at::removeCallback(handle);
    return result;
}

} // namespace cf
