#include "core/diffusion/measuring/FlopCounter.h"

#include <ATen/record_function.h>
#include <torch/torch.h>

#include <cstring>
#include <memory>

namespace cf {

namespace {

/// A callback of LibTorch is a plain function: it finds its count here.
thread_local FlopCount *counting = nullptr;

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
    for (std::size_t axis = 0; axis < stride.size(); ++axis) {
        const auto dimension = static_cast<std::int64_t>(axis) + 2;
        positions *= static_cast<double>(
            (image.size(dimension) + 2 * padding[axis] - weight.size(dimension)) / stride[axis] + 1);
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
    if (is("aten::convolution"))
        counting->convolutions += convolutionFlops(inputs);
    else if (is("aten::mm") || is("aten::bmm"))
        counting->products += productFlops(inputs[0], inputs[1]);
    else if (is("aten::addmm") || is("aten::baddbmm"))
        counting->products += productFlops(inputs[1], inputs[2]);
    return nullptr;
}

} // namespace

FlopCount countFlops(const std::function<void()> &work)
{
    FlopCount result;
    const auto handle = at::addThreadLocalCallback(at::RecordFunctionCallback(count).needsInputs(true));
    counting = &result;
    work();
    counting = nullptr;
    at::removeCallback(handle);
    return result;
}

} // namespace cf
