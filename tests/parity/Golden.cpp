#include "tests/parity/Golden.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace cf::parity {

namespace {

[[noreturn]] void giveUp(const std::string &why)
{
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(EXIT_FAILURE);
}

bool isOfKind(const std::string &name, const std::string &kind)
{
    const std::string base = std::filesystem::path(name).filename().string();
    if (!base.starts_with(kind))
        return false;
    return base.size() == kind.size() || base[kind.size()] == '.' || base[kind.size()] == '-';
}

/// An image of bytes may differ by one level in a few places: decoding truncates.
bool bytesAgree(
    const torch::Tensor &expected, const torch::Tensor &value, double tolerance, double fraction, std::string &detail)
{
    const torch::Tensor apart = (expected.to(torch::kInt32) - value.to(torch::kInt32)).abs();
    const double maximum = apart.max().item<double>();
    const double share = (apart > 0).to(torch::kFloat64).mean().item<double>();
    detail = "largest " + std::to_string(maximum) + ", share " + std::to_string(share);
    return maximum <= tolerance && share <= fraction;
}

} // namespace

const torch::Tensor &GoldenFile::at(const std::string &tensor) const
{
    const auto found = tensors.find(tensor);
    if (found == tensors.end())
        giveUp(name + " has no tensor " + tensor);
    return found->second;
}

std::vector<std::string> GoldenFile::names(const std::string &beginning, const std::string &end) const
{
    std::vector<std::string> result;
    for (const auto &[tensor, value] : tensors)
        if (tensor.starts_with(beginning) && tensor.ends_with(end) && tensor.size() >= beginning.size() + end.size())
            result.push_back(tensor);
    return result;
}

std::filesystem::path goldenFolder()
{
    if (const char *named = std::getenv("CONTRAFACT_GOLDEN"); named != nullptr && *named != '\0')
        return named;
    const auto sources = std::filesystem::path(CONTRAFACT_SOURCE_DIR);
    const auto shared = sources / "../shared/golden";
    return std::filesystem::exists(shared / "manifest.json") ? shared : sources / "tests/parity/data";
}

std::vector<GoldenFile> goldenFiles(const std::string &kind)
{
    const auto folder = goldenFolder();
    std::ifstream stream(folder / "manifest.json");
    const auto manifest = nlohmann::json::parse(stream, nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files"))
        giveUp("No manifest.json of reference values in " + folder.string());
    std::vector<GoldenFile> result;
    for (const auto &[name, about] : manifest["files"].items()) {
        if (!isOfKind(name, kind) || !std::filesystem::exists(folder / name))
            continue;
        GoldenFile file;
        file.name = name;
        file.path = folder / name;
        file.info = about.value("info", nlohmann::json::object());
        file.tensorInfo = about.value("tensors", nlohmann::json::object());
        if (about.contains("model") && about["model"].is_string())
            file.model = folder / "models" / about["model"].get<std::string>();
        if (file.path.extension() == ".safetensors") {
            auto tensors = readSafetensors(file.path);
            if (!tensors)
                giveUp(tensors.error().message);
            file.tensors = std::move(*tensors);
        }
        result.push_back(std::move(file));
    }
    // Plain cases in JSON (a_tokenizer.json) lie beside the manifest without standing in it.
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto twin = std::filesystem::path(entry.path()).replace_extension(".safetensors");
        if (entry.path().extension() != ".json" || !isOfKind(entry.path().string(), kind)
            || std::filesystem::exists(twin))
            continue;
        GoldenFile file;
        file.name = std::filesystem::relative(entry.path(), folder).string();
        file.path = entry.path();
        result.push_back(std::move(file));
    }
    std::printf("%zu file(s) of kind %s in %s\n", result.size(), kind.c_str(), folder.string().c_str());
    return result;
}

void Parity::report(const std::string &what, bool passed, const std::string &detail)
{
    ++(passed ? m_passed : m_failed);
    if (!passed)
        std::printf("FAILED  %s: %s\n", what.c_str(), detail.c_str());
}

void Parity::check(const GoldenFile &file, const std::string &tensor, const torch::Tensor &value, double factor)
{
    const std::string what = file.name + " " + tensor;
    const torch::Tensor &expected = file.at(tensor);
    if (value.sizes() != expected.sizes())
        return report(what, false, "the shapes differ");
    const auto about = file.tensorInfo.value(tensor, nlohmann::json::object());
    const std::string kind = about.value("kind", "computed");
    std::string detail;
    if (kind == "computed_u8")
        return report(what,
            bytesAgree(
                expected, value, about.value("tol_abs", 1.0), about.value("max_fraction_differing", 0.03), detail),
            detail);
    if (!expected.is_floating_point())
        return report(what, torch::equal(expected.to(torch::kInt64), value.to(torch::kInt64)), "whole numbers differ");
    const torch::Tensor apart = (expected.to(torch::kFloat64) - value.to(torch::kFloat64)).abs();
    const bool isNamed = about.contains("tol_abs") && about["tol_abs"].is_number();
    const double tolerance = factor * (isNamed ? about["tol_abs"].get<double>() : 1e-5);
    const double maximum = apart.max().item<double>();
    const double within = (apart <= tolerance).to(torch::kFloat64).mean().item<double>();
    const double needed = about.value("min_fraction_within_tol", 1.0);
    // NaN is within no tolerance, so it fails here.
    const bool passed = within >= needed;
    if (needed == 1.0 && maximum / tolerance > m_worst) {
        m_worst = maximum / tolerance;
        m_worstName = what;
    }
    report(what, passed,
        "largest difference " + std::to_string(maximum) + " is " + std::to_string(maximum / tolerance)
            + " of the tolerance; within it " + std::to_string(within));
}

void Parity::expect(const GoldenFile &file, const std::string &what, bool holds)
{
    report(file.name + " " + what, holds, "does not hold");
}

void Parity::skip(const std::string &what)
{
    ++m_skipped;
    std::printf("SKIPPED: %s\n", what.c_str());
}

int Parity::finish() const
{
    std::printf("%d agree, %d do not, %d skipped; nearest to its tolerance: %s (%.3f of it)\n", m_passed, m_failed,
        m_skipped, m_worstName.c_str(), m_worst);
    if (m_passed + m_failed == 0) {
        std::printf("SKIPPED: all\n");
        return EXIT_SUCCESS;
    }
    return m_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace cf::parity
