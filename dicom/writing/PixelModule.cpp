#include "dicom/writing/PixelModule.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace cf {
namespace {

constexpr Uint16 overlayStep = 2;

/// An overlay without data of its own lies in the unused bits of the pixels (retired), which are not written again.
void removeEmbeddedOverlays(DcmItem &item)
{
    for (Uint16 group = 0x6000; group <= 0x601E; group = static_cast<Uint16>(group + overlayStep)) {
        if (!item.tagExists(DcmTagKey(group, 0x0100)) || item.tagExists(DcmTagKey(group, 0x3000)))
            continue;
        for (long i = static_cast<long>(item.card()) - 1; i >= 0; --i)
            if (item.getElement(static_cast<unsigned long>(i))->getGTag() == group)
                delete item.remove(static_cast<unsigned long>(i));
    }
}

Result<> putPixelData(DcmItem &item, const Radiograph &radiograph, int bitsAllocated)
{
    const std::vector<std::int32_t> &stored = radiograph.stored.pixels;
    auto pixelData = std::make_unique<DcmPixelData>(DCM_PixelData);
    OFCondition put;
    if (bitsAllocated == 8) {
        std::vector<Uint8> bytes(stored.size() + stored.size() % 2); // Values have even length (PS3.5 section 7.1.1).
        std::transform(
            stored.begin(), stored.end(), bytes.begin(), [](std::int32_t value) { return static_cast<Uint8>(value); });
        pixelData->setVR(EVR_OB);
        put = pixelData->putUint8Array(bytes.data(), bytes.size());
    } else {
        std::vector<Uint16> words(stored.size());
        std::transform(
            stored.begin(), stored.end(), words.begin(), [](std::int32_t value) { return static_cast<Uint16>(value); });
        pixelData->setVR(EVR_OW);
        put = pixelData->putUint16Array(words.data(), words.size());
    }
    if (put.good())
        put = item.insert(pixelData.get(), OFTrue);
    if (put.bad())
        return tl::make_unexpected(
            dicomError(ErrorCode::OutOfMemory, "The pixels of the new object could not be stored", put));
    static_cast<void>(pixelData.release()); // The data set owns it now.
    return {};
}

/// The VR that numbers in the pixels' range take: SS for signed pixels, else US (PS3.5 section 7.1.2 and A.1).
void putPixelValue(DcmItem &item, const DcmTagKey &tag, std::int32_t value, bool isSigned)
{
    if (isSigned)
        item.putAndInsertSint16(DcmTag(tag, EVR_SS), static_cast<Sint16>(value));
    else
        item.putAndInsertUint16(DcmTag(tag, EVR_US), static_cast<Uint16>(value));
}

Result<DcmItem *> putTable(DcmItem &item, const DcmTagKey &sequence, const LookupTable &table, bool isSigned)
{
    CF_ASSIGN(DcmItem * lut, appendItem(item, sequence));
    const std::array<Uint16, 3> descriptor{ static_cast<Uint16>(table.values.size()),
        static_cast<Uint16>(table.firstInput), static_cast<Uint16>(table.bitsPerEntry) };
    if (isSigned) {
        std::array<Sint16, 3> signedDescriptor{};
        std::transform(descriptor.begin(), descriptor.end(), signedDescriptor.begin(),
            [](Uint16 value) { return static_cast<Sint16>(value); });
        auto element = std::make_unique<DcmSignedShort>(DcmTag(DCM_LUTDescriptor, EVR_SS));
        element->putSint16Array(signedDescriptor.data(), signedDescriptor.size());
        lut->insert(element.release(), OFTrue);
    } else {
        auto element = std::make_unique<DcmUnsignedShort>(DcmTag(DCM_LUTDescriptor, EVR_US));
        element->putUint16Array(descriptor.data(), descriptor.size());
        lut->insert(element.release(), OFTrue);
    }
    auto data = std::make_unique<DcmOtherByteOtherWord>(DcmTag(DCM_LUTData, EVR_OW));
    data->putUint16Array(table.values.data(), table.values.size());
    lut->insert(data.release(), OFTrue);
    return lut;
}

Result<> putWindow(DcmItem &item, const Radiograph &radiograph)
{
    if (radiograph.windowCenter && radiograph.windowWidth) {
        putText(item, DCM_WindowCenter, decimalString(*radiograph.windowCenter));
        putText(item, DCM_WindowWidth, decimalString(*radiograph.windowWidth));
        if (radiograph.voiFunction != VoiFunction::Linear)
            putText(
                item, DCM_VOILUTFunction, radiograph.voiFunction == VoiFunction::Sigmoid ? "SIGMOID" : "LINEAR_EXACT");
    }
    if (radiograph.voiLut)
        CF_TRY(putTable(item, DCM_VOILUTSequence, *radiograph.voiLut, radiograph.isSigned && !radiograph.modalityLut));
    return {};
}

} // namespace

Result<> putPixels(DcmItem &item, const Radiograph &radiograph)
{
    int bitsAllocated = wordOf(item, DCM_BitsAllocated).value_or(0);
    if ((bitsAllocated != 8 && bitsAllocated != 16) || bitsAllocated < radiograph.bitsStored)
        bitsAllocated = radiograph.bitsStored > 8 ? 16 : 8;
    for (const DcmTagKey &tag : { DCM_PixelData, DCM_PlanarConfiguration, DCM_NumberOfFrames, DCM_FrameIncrementPointer,
             DCM_SmallestImagePixelValue, DCM_LargestImagePixelValue, DCM_SmallestPixelValueInSeries,
             DCM_LargestPixelValueInSeries, DCM_RedPaletteColorLookupTableDescriptor,
             DCM_GreenPaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableDescriptor,
             DCM_RedPaletteColorLookupTableData, DCM_GreenPaletteColorLookupTableData,
             DCM_BluePaletteColorLookupTableData, DCM_PaletteColorLookupTableUID, DCM_PixelDataProviderURL,
             DCM_ICCProfile })
        item.findAndDeleteElement(tag);
    removeEmbeddedOverlays(item);
    putWord(item, DCM_SamplesPerPixel, 1);
    putText(item, DCM_PhotometricInterpretation,
        radiograph.photometric == Photometric::Monochrome1 ? "MONOCHROME1" : "MONOCHROME2");
    putWord(item, DCM_Rows, radiograph.stored.height);
    putWord(item, DCM_Columns, radiograph.stored.width);
    putWord(item, DCM_BitsAllocated, bitsAllocated);
    putWord(item, DCM_BitsStored, radiograph.bitsStored);
    putWord(item, DCM_HighBit, radiograph.bitsStored - 1);
    putWord(item, DCM_PixelRepresentation, radiograph.isSigned ? 1 : 0);
    return putPixelData(item, radiograph, bitsAllocated);
}

Result<> putDisplay(DcmItem &item, const Radiograph &radiograph)
{
    for (const DcmTagKey &tag : { DCM_RescaleSlope, DCM_RescaleIntercept, DCM_RescaleType, DCM_ModalityLUTSequence,
             DCM_WindowCenter, DCM_WindowWidth, DCM_WindowCenterWidthExplanation, DCM_VOILUTFunction,
             DCM_VOILUTSequence, DCM_PixelPaddingValue, DCM_PixelPaddingRangeLimit })
        item.findAndDeleteElement(tag);
    if (radiograph.modalityLut) {
        CF_ASSIGN(DcmItem * lut, putTable(item, DCM_ModalityLUTSequence, *radiograph.modalityLut, radiograph.isSigned));
        putText(*lut, DCM_ModalityLUTType, "US");
    } else {
        putText(item, DCM_RescaleIntercept, decimalString(radiograph.rescaleIntercept));
        putText(item, DCM_RescaleSlope, decimalString(radiograph.rescaleSlope));
        putText(item, DCM_RescaleType, "US");
    }
    if (radiograph.paddingValue)
        putPixelValue(item, DCM_PixelPaddingValue, *radiograph.paddingValue, radiograph.isSigned);
    if (radiograph.paddingValue && radiograph.paddingRangeLimit)
        putPixelValue(item, DCM_PixelPaddingRangeLimit, *radiograph.paddingRangeLimit, radiograph.isSigned);
    return putWindow(item, radiograph);
}

} // namespace cf
