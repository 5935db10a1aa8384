#pragma once

#include "core/imaging/ReadingNote.h"
#include "dicom/reading/pixels/FrameDecoder.h"

#include <cstdint>
#include <vector>

namespace cf {

/// The value in a stored word (PS3.5 section 8.1.1): the bits below High Bit, with their sign.
std::int32_t storedValueOf(std::uint32_t word, const PixelLayout &layout);

/// Corrects where the bits of grey values are said to lie, by the words themselves: more bits than are stated would be
/// cut off, so that white turns black, and values below those that are stated would lose their lowest ones. Overlays
/// and what else stands in unused bits is none of the film's and stays out.
void fitBitsToWords(PixelLayout &layout, const std::vector<std::uint16_t> &words, ReadingNotes &notes);

/// Grey pixels of 12 bits without gaps, two in three bytes, or of 32 bits that use no more than 16, as 16-bit words;
/// `layout` is changed along. Errors: Unsupported where 32 bits hold more.
Result<std::vector<unsigned char>> asWords(const std::vector<unsigned char> &bytes, PixelLayout &layout);

/// Words whose bytes were stored in the wrong order, by which values go beyond the bits that are stated and jump from
/// pixel to pixel, are put right.
void fitByteOrder(const PixelLayout &layout, std::vector<std::uint16_t> &words, ReadingNotes &notes);

/// Whether bytes are the halves of 16-bit words in turn, and no greys of 8 bits.
bool areHalvesOfWords(const std::vector<unsigned char> &bytes);

} // namespace cf
