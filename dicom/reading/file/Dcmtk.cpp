#include "dicom/reading/file/Dcmtk.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcvr.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include <mutex>

namespace cf {

void prepareDcmtk()
{
    static std::once_flag once;
    std::call_once(once, [] {
        // DCMTK logs values of attributes, and so names of patients, to the terminal; errors reach the user from us.
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        // Attributes that others passed on as unknown (UN) are read as the standard has them (PS3.5 section 6.2.2).
        dcmEnableUnknownVRConversion.set(OFTrue);
        DJDecoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs();
    });
}

Error dicomError(ErrorCode code, std::string_view what, const OFCondition &condition)
{
    return { code, std::string(what) + " (" + condition.text() + ")." };
}

} // namespace cf
