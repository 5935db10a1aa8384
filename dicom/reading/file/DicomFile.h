#pragma once

#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"

#include <filesystem>
#include <memory>

class DcmDataset;
class DcmFileFormat;

namespace cf {

/// A DICOM object read from disk, with or without its preamble and meta header (PS3.10 section 7).
/// Used inside dicom; DCMTK stays behind it.
class DicomFile
{
public:
    enum class Extent {
        Header, ///< All attributes before the pixel data; fast, for lists of files.
        Everything,
    };

    /// Errors: Io when it cannot be read, InvalidInput when it is not there, no DICOM object or a damaged one,
    /// Unsupported for what no reader here handles.
    static Result<DicomFile> open(const std::filesystem::path &path, Extent extent = Extent::Everything);

    DicomFile(DicomFile &&) noexcept;
    DicomFile &operator=(DicomFile &&) noexcept;
    ~DicomFile();

    DcmFileFormat &format() const { return *m_format; }
    DcmDataset &dataset() const;
    /// What was put right before the file could be read.
    const ReadingNotes &notes() const { return m_notes; }

private:
    DicomFile(std::unique_ptr<DcmFileFormat> format, ReadingNotes notes);
    std::unique_ptr<DcmFileFormat> m_format;
    ReadingNotes m_notes;
};

/// True when the first bytes look like a DICOM object, with or without preamble.
bool looksLikeDicom(const std::filesystem::path &path);

} // namespace cf
