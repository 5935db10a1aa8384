#pragma once

#include "core/base/Result.h"
#include "core/base/files/Sha256.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/DetailNetwork.h"
#include "core/diffusion/models/Remover.h"
#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/readers/ElectrodeReader.h"
#include "core/diffusion/readers/LineReader.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/readers/SideLetterReader.h"

#include <filesystem>
#include <string>

namespace cf {

/// Each loads config and weights of one part of a diffusers model; the module is in evaluation mode and frozen.
Result<AutoencoderKL> loadAutoencoder(const std::filesystem::path &vaeFolder);
Result<UNet2DConditionModel> loadUNet(const std::filesystem::path &unetFolder);
Result<ClipTextEncoder> loadTextEncoder(const std::filesystem::path &textFolder);
Result<DetailNetwork> loadDetailNetwork(const std::filesystem::path &detailFolder);
Result<Remover> loadRemover(const std::filesystem::path &removerFolder);
Result<Segmenter> loadSegmenter(const std::filesystem::path &segmenterFolder);
Result<LineReader> loadLineReader(const std::filesystem::path &lineReaderFolder);
Result<SideLetterReader> loadSideLetterReader(const std::filesystem::path &sideLettersFolder);
Result<ElectrodeReader> loadElectrodeReader(const std::filesystem::path &electrodeReaderFolder);

/// SHA-256 over the bytes of all weight files below a model folder, in the order of their relative names.
Result<std::string> sha256OfWeights(const std::filesystem::path &modelFolder);

} // namespace cf
